"""Edits of every kind, done to official texts as people do them.

`pair(seed, size, edits)` is a text and what became of it; `pairs()` the same for hypothesis.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

from hypothesis import strategies as st

from tests.support import tableedits
from tests.support.official import (
    Note,
    Office,
    Paragraph,
    Run,
    Table,
    cut,
    office,
    paragraph,
    sentence,
    table,
    written,
)

__all__ = ["EDITS", "Pair", "pair", "pairs"]

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?=亿元|万元|家|户|个|人|%|项)")
_WORDS = (
    ("不断", "持续"),
    ("有力", "坚实"),
    ("有序", "扎实"),
    ("达到", "突破"),
    ("全县", "全州"),
    ("明显", "显著"),
)
_NUMERALS = "一二三四五六七八九十"
Edit = Callable[[random.Random, Office], bool]


@dataclass(frozen=True)
class Pair:
    """An old and a new Word file, and the names of the edits that led from the one to the other."""

    old: bytes
    new: bytes
    edits: tuple[str, ...]


def pair(seed: int, size: int = 10, edits: int = 5, kinds: Iterable[str] = ()) -> Pair:
    """Return a text of `size` blocks and what became of it by so many edits of the `kinds`, of all by
    default."""
    chance = random.Random(seed)
    old = office(chance, size)
    new = deepcopy(old)
    names = [chance.choice(tuple(kinds) or tuple(EDITS)) for _ in range(edits)]
    done = tuple(name for name in names if EDITS[name](chance, new))
    return Pair(written(old), written(new), done)


def pairs(size: int = 12, edits: int = 8) -> st.SearchStrategy[Pair]:
    """Return pairs of texts of at most so many blocks and edits."""
    return st.builds(pair, st.integers(0, 2**32), st.integers(1, size), st.integers(0, edits))


# --- what is there to edit


def _prose(text: Office) -> list[Paragraph]:
    return [one for one in text.blocks if isinstance(one, Paragraph) and one.runs and not one.is_heading]


def _place(text: Office, chance: random.Random) -> int:
    return chance.randint(0, len(text.blocks))


def _on_prose(
    change: Callable[[random.Random, Paragraph], bool], chance: random.Random, text: Office
) -> bool:
    some = _prose(text)
    return bool(some) and change(chance, chance.choice(some))


def _on_table(change: Callable[[random.Random, Table], bool], chance: random.Random, text: Office) -> bool:
    some = [one for one in text.blocks if isinstance(one, Table)]
    return bool(some) and change(chance, chance.choice(some))


def _set(found: Paragraph, text: str) -> None:
    """Put another text into a paragraph, run by run as far as they go."""
    at = 0
    for run in found.runs[:-1]:
        run.text, at = text[at : at + len(run.text)], at + len(run.text)
    found.runs[-1].text = text[at:]


# --- text


def _change_figure(chance: random.Random, found: Paragraph) -> bool:
    figures = list(_FIGURE.finditer(found.text))
    if not figures:
        return False
    one = chance.choice(figures)
    other = f"{chance.uniform(1, 9999):.{chance.randint(0, 2)}f}"
    _set(found, found.text[: one.start()] + other + found.text[one.end() :])
    return True


def _change_word(chance: random.Random, found: Paragraph) -> bool:
    words = [(old, new) for old, new in _WORDS if old in found.text]
    if not words:
        return False
    _set(found, found.text.replace(*chance.choice(words), 1))
    return True


def _add_sentence(chance: random.Random, found: Paragraph) -> bool:
    _set(found, found.text + sentence(chance))
    return True


def _drop_sentence(chance: random.Random, found: Paragraph) -> bool:
    _, mark, rest = found.text.partition("。")
    if not mark or not rest:
        return False
    _set(found, rest)
    return True


def _retype(chance: random.Random, found: Paragraph) -> bool:
    found.runs = cut(chance, sentence(chance))
    return True


# --- paragraphs


def _insert(chance: random.Random, text: Office) -> bool:
    text.blocks.insert(_place(text, chance), paragraph(chance))
    return True


def _insert_empty(chance: random.Random, text: Office) -> bool:
    text.blocks.insert(_place(text, chance), Paragraph([]))
    return True


def _delete(chance: random.Random, text: Office) -> bool:
    some = [at for at, one in enumerate(text.blocks) if isinstance(one, Paragraph)]
    if len(some) > 1:
        del text.blocks[chance.choice(some)]
    return len(some) > 1


def _split(chance: random.Random, text: Office) -> bool:
    some = [one for one in _prose(text) if "。" in one.text[:-1]]
    if not some:
        return False
    one = chance.choice(some)
    marks = [at + 1 for at, sign in enumerate(one.text[:-1]) if sign == "。"]
    at = chance.choice(marks)
    runs, rest = _cut_at(one.runs, at)
    place = next(place for place, other in enumerate(text.blocks) if other is one)
    text.blocks[place : place + 1] = [
        Paragraph(runs, one.shape, has_break=one.has_break),
        Paragraph(rest, one.shape, one.note),
    ]
    return True


def _cut_at(runs: list[Run], at: int) -> tuple[list[Run], list[Run]]:
    before, after = [], []
    for run in runs:
        before.append(Run(run.text[: max(0, at)], run.look))
        after.append(Run(run.text[max(0, at) :], run.look))
        at -= len(run.text)
    return [run for run in before if run.text], [run for run in after if run.text]


def _merge(chance: random.Random, text: Office) -> bool:
    prose = {id(one) for one in _prose(text)}
    some = [
        at
        for at in range(len(text.blocks) - 1)
        if id(text.blocks[at]) in prose and id(text.blocks[at + 1]) in prose
    ]
    if not some:
        return False
    at = chance.choice(some)
    one, other = text.blocks[at : at + 2]
    assert isinstance(one, Paragraph)
    assert isinstance(other, Paragraph)
    text.blocks[at : at + 2] = [Paragraph([*one.runs, *other.runs], one.shape, other.note)]
    return True


def _move(chance: random.Random, text: Office) -> bool:
    if len(text.blocks) < 2:
        return False
    one = text.blocks.pop(chance.randrange(len(text.blocks)))
    text.blocks.insert(_place(text, chance), one)
    return True


def _move_edited(chance: random.Random, text: Office) -> bool:
    return _move(chance, text) and _on_prose(_change_figure, chance, text)


def _swap(chance: random.Random, text: Office) -> bool:
    if len(text.blocks) < 2:
        return False
    at = chance.randrange(len(text.blocks) - 1)
    text.blocks[at : at + 2] = text.blocks[at : at + 2][::-1]
    return True


def _renumber(chance: random.Random, text: Office) -> bool:
    heads = [at for at, one in enumerate(text.blocks) if isinstance(one, Paragraph) and one.is_heading]
    if not heads or len(heads) == len(_NUMERALS):
        return False
    text.blocks.insert(chance.choice(heads), Paragraph([Run("〇、对外开放")], is_heading=True))
    every = (one for one in text.blocks if isinstance(one, Paragraph) and one.is_heading)
    for number, one in enumerate(every):
        one.runs = [Run(f"{_NUMERALS[number]}、{one.text.partition('、')[2]}")]
    return True


# --- tables


def _add_table(chance: random.Random, text: Office) -> bool:
    text.blocks.insert(_place(text, chance), table(chance))
    return True


def _drop_table(chance: random.Random, text: Office) -> bool:
    some = [at for at, one in enumerate(text.blocks) if isinstance(one, Table)]
    if some:
        del text.blocks[chance.choice(some)]
    return bool(some)


# --- looks, notes, pages


def _change_look(chance: random.Random, found: Paragraph) -> bool:
    chance.choice(found.runs).look = chance.choice(("<w:b/>", "<w:u w:val='single'/>", ""))
    return True


def _change_shape(chance: random.Random, found: Paragraph) -> bool:
    found.shape = chance.choice(('<w:jc w:val="right"/>', '<w:ind w:left="420"/>', ""))
    return True


def _recut(chance: random.Random, found: Paragraph) -> bool:
    """Cut the runs elsewhere, which no reader sees."""
    found.runs = [
        Run(piece, run.look)
        for run in found.runs
        for at in [chance.randint(0, len(run.text))]
        for piece in (run.text[:at], run.text[at:])
        if piece
    ]
    return bool(found.runs)


def _change_note(chance: random.Random, found: Paragraph) -> bool:
    found.note = chance.choice((None, Note("注：" + sentence(chance))))
    return True


def _break_page(_: random.Random, found: Paragraph) -> bool:
    found.has_break = not found.has_break
    return True


def _change_header(chance: random.Random, text: Office) -> bool:
    text.header = chance.choice(("公开资料", "内部资料　注意保密", "第2稿"))
    return True


def _change_page(chance: random.Random, text: Office) -> bool:
    text.width = chance.choice((11906, 16838, 11000))
    return True


EDITS: dict[str, Edit] = {
    "figure": partial(_on_prose, _change_figure),
    "word": partial(_on_prose, _change_word),
    "add sentence": partial(_on_prose, _add_sentence),
    "drop sentence": partial(_on_prose, _drop_sentence),
    "retype": partial(_on_prose, _retype),
    "insert": _insert,
    "insert empty": _insert_empty,
    "delete": _delete,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "move edited": _move_edited,
    "swap": _swap,
    "renumber": _renumber,
    "add table": _add_table,
    "drop table": _drop_table,
    "add row": partial(_on_table, tableedits.add_row),
    "drop row": partial(_on_table, tableedits.drop_row),
    "move row": partial(_on_table, tableedits.move_row),
    "change cell": partial(_on_table, tableedits.change_cell),
    "add column": partial(_on_table, tableedits.add_column),
    "drop column": partial(_on_table, tableedits.drop_column),
    "swap columns": partial(_on_table, tableedits.swap_columns),
    "look": partial(_on_prose, _change_look),
    "shape": partial(_on_prose, _change_shape),
    "recut": partial(_on_prose, _recut),
    "note": partial(_on_prose, _change_note),
    "break": partial(_on_prose, _break_page),
    "header": _change_header,
    "page": _change_page,
}
"""What can be done to a text, by its name; False when there was nothing to do it to."""
