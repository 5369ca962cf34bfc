"""A comparison as one page for a browser that needs nothing else: no network, no script, no other file.

Whatever comes from the files is data: the template escapes it, and a policy in the page forbids everything
but its own style and script, which are named by their digests.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diff.values import Cause, Kind, Revision
from reportgen.messages import Catalog
from reportgen.show.figures import Row, difference_text, figure_rows, named, origin_text, relative_text
from reportgen.show.layout import blocks, causes_of, entries
from reportgen.show.passages import Told, cause_text, shown, spot, spots, told
from reportgen.show.revisions import tally

__all__ = ["revision_page"]

_CHINESE = "zh-CN"
_LANGUAGES = {"zh_CN": _CHINESE, "en": "en"}
_HAN = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A row of the table of figures; `places` are what each place is called and its change, or 0. One that
    `stays` is in the new text too."""

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
    stays: bool


def revision_page(revision: Revision, words: Catalog) -> str:
    """Return a comparison as one HTML page: summary, alarms, table of figures, and the text, both with all
    marks in one line and side by side."""
    language = _LANGUAGES.get(words.language, words.language)
    style = _template("page.css").render(sets=sorted({causes_of(change) for change in revision.changes}))
    script = _source("page.js")
    return _template("page.html").render(
        words=words,
        shown=partial(shown, words=words),
        language=language,
        text_language=_CHINESE if _is_chinese(revision) else language,
        style=style,
        script=script,
        digests={"style": _digest(style), "script": _digest(script)},
        revision=revision,
        last=len(revision.changes),
        notes=_notes(revision),
        unnoted=_unnoted(revision),
        **_content(revision, words),
    )


def _content(revision: Revision, words: Catalog) -> dict[str, Any]:
    """Return the parts of the page that tell of figures and passages."""
    rows, groups = figure_rows(revision.figures), told(revision)
    numbers = {figure: at for at, row in enumerate(rows, start=1) for figure in row.numbers}
    return {
        "summary": tally(rows, groups, words),
        "figures": tuple(_figures(rows, revision, words)),
        "by_hand": tuple(_by_hand(groups, words)),
        "causes": _counts(groups, words),
        "has_looks": any(change.kind is Kind.FORMAT for change in revision.changes),
        "entries": tuple(entries(groups, words)),
        "blocks": tuple(blocks(revision, groups, numbers, words)),
    }


def _figures(rows: Sequence[Row], revision: Revision, words: Catalog) -> Iterator[_Figure]:
    homes = _homes(revision)
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
            bool(told_of.new),
        )


def _homes(revision: Revision) -> dict[int, int]:
    """Return the number of a figure → that of the first change that it stands in."""
    homes: dict[int, int] = {}
    for number, change in enumerate(revision.changes, start=1):
        for stretch in change.stretches:
            homes.setdefault(stretch.figure, number)
    return homes


def _places(row: Row, revision: Revision, homes: dict[int, int], words: Catalog) -> Iterator[tuple[str, int]]:
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


def _unnoted(revision: Revision) -> tuple[str, ...]:
    """Return the parts that were not compared, without those of which a note tells."""
    noted = {found.values.get("part") for found in revision.diagnostics}
    return tuple(part for part in revision.uncompared if part not in noted)


def _counts(groups: Sequence[Told], words: Catalog) -> tuple[tuple[str, str, int], ...]:
    """Return each cause that there is, its words, and how many changes have it."""
    sets = [{cause for change in group.changes for cause in causes_of(change).split()} for group in groups]
    counts = [
        (cause.value, cause_text(cause, words), sum(cause in causes for causes in sets)) for cause in Cause
    ]
    return tuple(one for one in counts if one[2])


def _is_chinese(revision: Revision) -> bool:
    """Tell whether any ideograph stands in the text, so that a browser takes a Chinese font for it."""
    return any(ord(sign) in _HAN for passage in revision.passages for sign in passage.new or passage.old)


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
