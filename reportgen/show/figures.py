"""Changed figures in words: what each is called, by how much it differs, and the cells it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.diff.values import Cause, FigureChange, Held
from reportgen.messages import Catalog
from reportgen.quantities import plain, rounded
from reportgen.show.passages import CELLS_SHOWN, ELLIPSIS, shown

__all__ = ["Row", "difference_text", "figure_rows", "held_text", "named", "origin_text", "relative_text"]

VALUE_SHOWN = 40  # characters of what a cell holds
RELATIVE_PLACES = 2
MOST_PER_CENT = 900  # from ten times the old figure on, per cent tell nobody anything
_POINTS = {"%": "diff.points", "‰": "diff.thousandths"}


class Row(NamedTuple):
    """A changed figure, and its numbers among the figures of the revision, from 1: a figure that the text
    repeats is one row."""

    figure: FigureChange
    numbers: tuple[int, ...]

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody typed the figure over: the loudest finding there is."""
        return self.figure.cause is Cause.HAND


def figure_rows(figures: Sequence[FigureChange]) -> tuple[Row, ...]:
    """Return the figures as rows: those edited by hand, those with faults, the rest; each in the order of the
    text. A figure that a table repeats as a bare number, 10.00 after 10.00亿元, is in the same row."""
    alike: dict[object, list[list[int]]] = {}
    for number, figure in enumerate(figures, start=1):
        key = (figure.indicator, figure.attribute, figure.cause, figure.built, *_digits(figure))
        groups = alike.setdefault((*key, figure.old_cells, figure.new_cells), [])
        home = next((group for group in groups if _same(figures[group[0] - 1], figure)), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    every = sorted(group for groups in alike.values() for group in groups)
    rows = [Row(_fullest(figures[number - 1] for number in group), tuple(group)) for group in every]
    return tuple(sorted(rows, key=lambda row: (not row.is_by_hand, not row.figure.faults)))


def _digits(figure: FigureChange) -> Iterator[str]:
    """Yield the digits of a figure as it was and is, which are those of its bare repetition."""
    yield from ("".join(filter(str.isdecimal, text)) for text in (figure.old, figure.new))


def _same(one: FigureChange, other: FigureChange) -> bool:
    """Tell whether two figures are one and the same, the one perhaps as a bare number."""
    pairs = ((one.old, other.old), (one.new, other.new))
    if not one.indicator:
        return all(text == repeated for text, repeated in pairs)
    bare = [(text.lstrip("-"), repeated.lstrip("-")) for text, repeated in pairs]
    if any(bool(text) != bool(repeated) for text, repeated in bare):
        return False
    return all(text in repeated for text, repeated in bare) or all(
        repeated in text for text, repeated in bare
    )


def _fullest(figures: Iterable[FigureChange]) -> FigureChange:
    """Return the figure that says most: one with faults, else the one with the longest text."""
    return max(figures, key=lambda figure: (bool(figure.faults), len(figure.old) + len(figure.new)))


def named(figure: FigureChange, words: Catalog) -> str:
    """Return what a figure is called: its indicator, and what is said of it."""
    name = figure.indicator
    if figure.attribute:
        key = f"diff.nature.{figure.attribute}"
        attribute = words.text(key) if key in words else figure.attribute
        name = f"{name} {attribute}" if name else attribute
    return shown(name, words) or words.text("diff.nameless")


def difference_text(figure: FigureChange, words: Catalog) -> str:
    """Return new less old with sign and unit; rates differ by points. Empty where it cannot be reckoned."""
    if figure.difference is None:
        return ""
    number = _signed(figure.difference)
    if figure.unit in _POINTS:
        return words.text(_POINTS[figure.unit], number=number)
    gap = " " if figure.unit[:1].isascii() and figure.unit else ""
    return shown(f"{number}{gap}{figure.unit}", words)


def relative_text(figure: FigureChange, words: Catalog) -> str:
    """Return the difference in per cent of the old figure, or how many times as much it is where that tells
    more; empty where there is none, and for rates, whose change in per cent would be taken for points."""
    if figure.relative is None or figure.unit in _POINTS:
        return ""
    if figure.relative >= MOST_PER_CENT:
        return words.text("diff.ratio", ratio=plain(rounded(figure.relative / 100 + 1, 0)))
    return f"{_signed(rounded(figure.relative, RELATIVE_PLACES))}%"


def held_text(figure: FigureChange, words: Catalog) -> str:
    """Return the cells with what they held and hold: `指标!I7 = 118300 → 124700`; of many only those whose
    value changed."""
    if not figure.old_cells and not figure.new_cells:
        return ""
    if not figure.old_cells or not figure.new_cells:  # the figure is gone, or nothing tells of its cells
        return _listed((_held(one, words) for one in figure.new_cells or figure.old_cells), words)
    old, new = _unlike(figure.old_cells, figure.new_cells), _unlike(figure.new_cells, figure.old_cells)
    if not old and not new:
        return _listed((_held(one, words) for one in figure.new_cells), words)
    after = dict(new)
    same = [Held(cell, f"{value} → {after[cell]}") for cell, value in old if cell in after]
    twice = {one.cell for one in same}
    gone, come = ([_held(one, words) for one in side if one.cell not in twice] for side in (old, new))
    none = [words.text("diff.none")]
    moved = " → ".join(_listed(side or none, words) for side in (gone, come)) if gone or come else ""
    told = _listed((_held(one, words) for one in same), words)
    return words.text("diff.comma").join(filter(None, (told, moved)))


def origin_text(figure: FigureChange, words: Catalog) -> str:
    """Return where a figure came from: what a draft was built with where somebody typed over it, and the
    cells."""
    held = held_text(figure, words)
    if figure.cause is Cause.HAND and figure.built:
        built = words.text("diff.built", built=shown(figure.built, words))
        return words.text("diff.semicolon").join(filter(None, (built, held)))
    return held


def _unlike(side: Sequence[Held], other: Sequence[Held]) -> list[Held]:
    """Return the cells of a side that hold something else on the other, or are not there."""
    there = set(other)
    return [one for one in side if one not in there]


def _held(one: Held, words: Catalog) -> str:
    value = shown(" ".join(one.value.split()), words)
    value = value if len(value) <= VALUE_SHOWN else value[: VALUE_SHOWN - 1] + ELLIPSIS
    return shown(one.cell, words) + (f" = {value}" if value else "")


def _listed(texts: Iterable[str], words: Catalog) -> str:
    every = list(texts)
    more = [ELLIPSIS] if len(every) > CELLS_SHOWN else []
    return words.text("diff.comma").join(every[:CELLS_SHOWN] + more)


def _signed(number: Decimal) -> str:
    return f"{'+' if number > 0 else ''}{plain(number).replace('-', '−')}"
