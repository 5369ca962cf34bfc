"""The manifest of a draft: what it was made of, and for each inserted text its place, expression and cells.

It travels in the draft as a custom XML part of the namespace `urn:reportgen:draft:1`. Its figures are a table
that is stored by columns: `<text>` holds the texts of all of them, a line for each, and so on, which makes a
manifest several times as quick to write, and smaller, than an element for each figure. In a column marked
`escaped` a line break within a value is `\\n` and a backslash `\\\\`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from reportgen.fields import Insertion, Nature, Origin
from reportgen.refs import CellRef, ParagraphRef, Place
from reportgen.rows import Rows
from reportgen.word.custom import PROVENANCE, custom_part
from reportgen.word.package import Package
from reportgen.word.xml import escaped, quoted

__all__ = [
    "Manifest",
    "Source",
    "TracedFigure",
    "manifest_of",
    "manifest_xml",
    "read_manifest",
]

_BREAKS = str.maketrans("\a\f", "\n\n")  # paragraph and page breaks of a value, which no XML can hold
_DIGITS = 9  # of a slot or paragraph
_ROWS = 20_000  # of one table
_LONGEST = 1_000_000  # characters of one column; a parser takes 10 MB of text in one element and no more
_CELL = ("ref", "value")
_BETWEEN_CELLS = "/"  # a character that no sheet's name can have
_NO_ORIGIN = Origin(Nature.TEXT)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, 2.2
_ESCAPED = re.compile(r"\\(.)")


class Source(NamedTuple):
    """A file that a draft was made from: its name and the sha256 of its bytes."""

    name: str
    digest: str


class TracedFigure(NamedTuple):
    """One inserted text as the manifest tells it. `cells` are addresses such as `指标!I7`; `source` is where
    its tag stands, a paragraph of the template (`¶12`) or a cell of prose."""

    slot: int
    nature: str
    indicator: str
    expression: str
    text: str
    part: str
    paragraph: int
    cells: tuple[str, ...]
    formula: str
    worked: str
    source: str

    @property
    def is_value(self) -> bool:
        """Whether it is the value of a cell."""
        return self.nature == Nature.FIGURE

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate of change."""
        return self.nature == Nature.RATE


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a draft was made of. `held` tells what each cell that a figure came from held then, `built` has
    the marks of the texts that it was built with (`word.digests`), so that others are known to be typed.
    """

    version: str
    workbook: Source
    template: Source
    figures: Sequence[TracedFigure]
    held: Mapping[str, str] = field(default_factory=dict)
    built: Sequence[str] = ()


def manifest_of(
    version: str,
    workbook: Source,
    template: Source,
    insertions: Sequence[Insertion],
    contents: Mapping[CellRef, str] | None = None,
) -> Manifest:
    """Return the manifest of a merge; of the workbook's `contents` it keeps the cells that were used."""
    if not insertions:
        return Manifest(version, workbook, template, ())
    columns = insertions.columns if isinstance(insertions, Rows) else zip(*insertions, strict=True)
    slots, expressions, texts, parts, paragraphs, places, found = columns
    origins = [origin or _NO_ORIGIN for origin in found]
    cells = [origin.cells for origin in origins]
    flat = list(chain.from_iterable(cells))
    names = [f"{cell[1]}!{cell[2]}" if cell[2] else cell[1] for cell in flat]
    named = dict(zip(flat, names, strict=True))
    told = (
        list(map(str, slots)),
        [origin.nature for origin in origins],
        [origin.indicator for origin in origins],
        expressions,
        _without_breaks(texts),
        parts,
        list(map(str, paragraphs)),
        names if len(flat) == len(cells) == sum(map(bool, cells)) else _together(named, cells),
        [origin.formula for origin in origins],
        [origin.worked for origin in origins],
        _sources(places),
    )
    held = {name: text for cell, name in named.items() if (text := contents.get(cell))} if contents else {}
    return Manifest(version, workbook, template, Rows(_figure, told), held)


def manifest_xml(manifest: Manifest) -> bytes:
    """Return the custom XML part that tells the manifest."""
    pieces = [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n",
        f'<draft xmlns="{PROVENANCE}" version={quoted(manifest.version)}>',
        _source_xml("workbook", manifest.workbook),
        _source_xml("template", manifest.template),
        *_table("figures", TracedFigure._fields, _columns(manifest.figures)),
        *_table("cells", _CELL, (list(manifest.held), list(manifest.held.values()))),
        f"<built>{' '.join(manifest.built)}</built>" if manifest.built else "",
        "</draft>",
    ]
    data = "".join(pieces).encode("utf-8", "replace")
    if len(data.translate(None, _CONTROLS)) < len(data) or b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", data.decode()).encode()
    return data


def read_manifest(package: Package) -> Manifest | None:
    """Return the manifest that a draft carries, or None when it has none or one of another program's
    making."""
    root = custom_part(package, PROVENANCE)
    if root is None:
        return None
    workbook, template = _source_in(root, "workbook"), _source_in(root, "template")
    if workbook is None or template is None:
        return None
    figures = _columns_in(root, "figures", "figure", TracedFigure._fields)
    held = dict(zip(*_columns_in(root, "cells", "cell", _CELL), strict=True))
    told = next((child.text or "" for child in root if _local(child) == "built"), "")
    return Manifest(
        root.get("version", ""), workbook, template, Rows(_figure, figures), held, tuple(told.split())
    )


def _figure(row: Sequence[str]) -> TracedFigure:
    """Return the figure of a row, all whose values are texts."""
    slot, nature, indicator, expression, text, part, paragraph, cells, *rest = row
    split = tuple(cells.split(_BETWEEN_CELLS)) if cells else ()
    return TracedFigure(
        _number(slot), nature, indicator, expression, text, part, _number(paragraph), split, *rest
    )


def _columns(figures: Sequence[TracedFigure]) -> Sequence[Sequence[str]]:
    """Return the columns of the figures' rows."""
    if isinstance(figures, Rows):
        return figures.columns
    rows = [
        [_BETWEEN_CELLS.join(value) if isinstance(value, tuple) else str(value) for value in figure]
        for figure in figures
    ]
    return list(zip(*rows, strict=True))


def _without_breaks(texts: Sequence[str]) -> Sequence[str]:
    together = "".join(texts)
    if "\a" not in together and "\f" not in together:
        return texts
    return [text.translate(_BREAKS) for text in texts]


def _together(named: Mapping[CellRef, str], cells: Iterable[Sequence[CellRef]]) -> list[str]:
    return [_BETWEEN_CELLS.join([named[cell] for cell in of_one]) for of_one in cells]


def _sources(places: Sequence[Place]) -> list[str]:
    """Return where the tags of the `places` stand; all texts of a tag share the place."""
    numbers = list(map(id, places))
    told = {number: _source(place) for number, place in dict(zip(numbers, places, strict=True)).items()}
    return [told[number] for number in numbers]


def _source(place: Place) -> str:
    if isinstance(place, ParagraphRef):
        return f"¶{place.paragraph}"
    return str(place) if isinstance(place, CellRef) else ""


# --- as XML


def _source_xml(name: str, source: Source) -> str:
    return f"<{name} name={quoted(source.name)} sha256={quoted(source.digest)}/>"


def _table(name: str, names: Sequence[str], columns: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table as elements with a child for each column, but for those that are empty in every row."""
    count = len(columns[0]) if columns else 0
    for start in range(0, count, _ROWS):
        yield from _rows(name, names, columns, start, min(start + _ROWS, count))


def _rows(
    name: str, names: Sequence[str], columns: Sequence[Sequence[str]], start: int, stop: int
) -> Iterator[str]:
    """Yield some rows of a table, in two tables where a column would be too long for a parser."""
    some = columns if stop - start == len(columns[0]) else [column[start:stop] for column in columns]
    texts = ["\n".join(column) for column in some]
    if max(map(len, texts)) > _LONGEST and stop - start > 1:
        middle = (start + stop) // 2
        yield from _rows(name, names, columns, start, middle)
        yield from _rows(name, names, columns, middle, stop)
        return
    yield f"<{name}>"
    for column, values, text in zip(names, some, texts, strict=True):
        if len(text) >= len(values):
            yield _column(column, values, text)
    yield f"</{name}>"


def _column(name: str, values: Sequence[str], text: str) -> str:
    """Return a column whose values, a line for each, are `text`."""
    mark = ""
    if text.count("\n") >= len(values):  # a value has line breaks of its own
        text = "\n".join([value.replace("\\", "\\\\").replace("\n", "\\n") for value in values])
        mark = ' escaped="1"'
    text = escaped(text).replace("\r", "&#13;")
    return f"<{name}{mark}>{text}</{name}>"


def _source_in(root: Any, name: str) -> Source | None:
    found = next((child for child in root if _local(child) == name), None)
    return None if found is None else Source(found.get("name", ""), found.get("sha256", ""))


def _columns_in(root: Any, table: str, row: str, names: Sequence[str]) -> list[list[str]]:
    """Return the columns of all tables of a name; drafts of earlier versions have an element `row` for each.

    A column that a table lacks, or that is shorter or longer than its first, is empty.
    """
    found: list[list[str]] = [[] for _ in names]
    for child in root:
        if _local(child) == table:
            columns = {_local(column): _values(column) for column in child}
            count = len(columns.get(names[0], ()))
            some = [columns.get(name, []) for name in names]
            more = [column if len(column) == count else [""] * count for column in some]
        elif _local(child) == row:
            more = [[child.get(name, "")] for name in names]
        else:
            continue
        for column, values in zip(found, more, strict=True):
            column += values
    return found


def _values(column: Any) -> list[str]:
    values: list[str] = (column.text or "").split("\n")
    if column.get("escaped"):
        return [_ESCAPED.sub(lambda mark: "\n" if mark[1] == "n" else mark[1], value) for value in values]
    return values


def _local(element: Any) -> str:
    name: str = element.tag.rpartition("}")[2]
    return name


def _number(text: str) -> int:
    """Return the number that a manifest gives; 0 for one that nobody of ours wrote."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
