"""A comparison as one page for a browser that needs nothing else: no network, no script, no other file.

Whatever comes from the files is data: the template escapes it, and a policy in the page forbids everything but
its own style and script, which are named by their digests.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diff.values import Cause, Kind, Revision
from reportgen.messages import Catalog
from reportgen.show.figures import Row, difference_text, figure_rows, named, origin_text, relative_text
from reportgen.show.layout import blocks, causes_of, entries
from reportgen.show.passages import Told, cause_text, shown, spot, spots, told
from reportgen.show.revisions import tally

__all__ = ["revision_page"]

_LANGUAGES = {"zh_CN": "zh-CN", "en": "en"}
_HAN = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A row of the table of figures; `places` are what each place is called and its change, or 0."""

    number: int
    name: str
    old: str
    new: str
    difference: str
    relative: str
    cause: str
    said: str
    origin: str
    sums: tuple[str, ...]
    faults: tuple[Diagnostic, ...]
    places: tuple[tuple[str, int], ...]


def revision_page(revision: Revision, words: Catalog) -> str:
    """Return a comparison as one HTML page: summary, alarms, table of figures, and the text, both with all
    marks in one line and side by side."""
    rows, groups = figure_rows(revision.figures), told(revision)
    numbers = {figure: at for at, row in enumerate(rows, start=1) for figure in row.numbers}
    text = tuple(blocks(revision, groups, numbers, words))
    style = _template("page.css").render(sets=sorted({causes_of(change) for change in revision.changes}))
    script = _source("page.js")
    return _template("page.html").render(
        words=words,
        shown=lambda text: shown(text, words),
        language=_LANGUAGES.get(words.language, words.language),
        text_language=_language(revision, words),
        revision=revision,
        summary=tally(rows, groups, words),
        figures=tuple(_figures(rows, revision, words)),
        by_hand=tuple(_by_hand(groups, words)),
        notes=_notes(revision),
        causes=_counts(revision, words),
        has_looks=any(change.kind is Kind.FORMAT for change in revision.changes),
        entries=tuple(entries(groups, words)),
        blocks=text,
        last=len(revision.changes),
        style=style,
        script=script,
        digests={"style": _digest(style), "script": _digest(script)},
    )


def _figures(rows: Sequence[Row], revision: Revision, words: Catalog) -> Iterator[_Figure]:
    homes: dict[int, int] = {}
    for number, change in enumerate(revision.changes, start=1):
        for stretch in change.stretches:
            homes.setdefault(stretch.figure, number)
    none = words.text("diff.none")
    for number, row in enumerate(rows, start=1):
        told_of = row.figure
        yield _Figure(
            number,
            named(told_of, words),
            shown(told_of.old, words) or none,
            shown(told_of.new, words) or none,
            difference_text(told_of, words),
            relative_text(told_of, words),
            told_of.cause.value,
            cause_text(told_of.cause, words),
            origin_text(told_of, words),
            tuple(shown(text, words) for text in (told_of.formula, told_of.worked) if text),
            told_of.faults,
            tuple(_places(row, revision, homes, words)),
        )


def _places(
    row: Row, revision: Revision, homes: dict[int, int], words: Catalog
) -> Iterator[tuple[str, int]]:
    changes = revision.changes
    for figure in row.numbers:
        home = homes.get(figure, 0)
        if home:
            yield spots(Told((changes[home - 1],), (home,)), words), home
        else:
            told_of = revision.figures[figure - 1]
            yield spot(told_of.place_new or told_of.place_old, words), 0


def _by_hand(groups: Sequence[Told], words: Catalog) -> Iterator[tuple[str, int]]:
    """Yield the places that somebody edited, without those that are told as figures."""
    for group in groups:
        main = group.main
        if main.cause is Cause.HAND and not any(stretch.figure for stretch in main.stretches):
            yield spots(group, words), group.numbers[group.changes.index(main)]


def _notes(revision: Revision) -> tuple[Diagnostic, ...]:
    """Return what is to be said beside the figures' own faults, errors first."""
    own = {found for figure in revision.figures for found in figure.faults}
    order = list(Severity)
    others = [found for found in revision.diagnostics if found not in own]
    return tuple(sorted(others, key=lambda found: order.index(found.severity)))


def _counts(revision: Revision, words: Catalog) -> tuple[tuple[str, str, int], ...]:
    """Return each cause that there is, its words, and how many changes have it."""
    sets = [causes_of(change).split() for change in revision.changes]
    counts = [(cause.value, cause_text(cause, words), sum(cause in causes for causes in sets)) for cause in Cause]
    return tuple(one for one in counts if one[2])


def _language(revision: Revision, words: Catalog) -> str:
    """Return the language of the text: Chinese where any ideograph stands in it, else the reader's."""
    is_chinese = any(ord(sign) in _HAN for passage in revision.passages for sign in passage.new[:200])
    return "zh-CN" if is_chinese else _LANGUAGES.get(words.language, words.language)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def _source(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the digest by which a policy names an inline style or script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
