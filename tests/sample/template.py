"""Makes the templates of both languages from their `template.txt`: `python -m tests.sample.template`.

The notation has one paragraph a line, `style|text`. `**…**` inside a text is a heading that runs into its
paragraph. `表格|指标表` is the table of the list 指标表. Empty lines and lines that begin with # say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.word.package import Member, written
from tests.sample.chinese import CHINESE
from tests.sample.english import ENGLISH
from tests.sample.layout import Column, Layout, Story
from tests.sample.markup import Element, R, bare, part, relationships, run, w

__all__ = ["COLUMNS", "SOURCE", "TARGET", "Line", "main", "make", "read"]

SOURCE, TARGET, COLUMNS = CHINESE.source, CHINESE.target, CHINESE.columns

_RUN_IN_MARK = "**"
_DAY = "2020-01-01T00:00:00Z"  # no clock: the same source gives the same bytes on any day


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the notation: the name of a style, and the text, where the signature has its tag in front."""

    style: str
    text: str


def read(notation: str, layout: Layout = CHINESE) -> tuple[Line, ...]:
    """Return the lines of `notation`; ValueError names the first line whose style is unknown."""
    lines = []
    for number, line in enumerate(notation.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        style, mark, text = line.partition("|")
        if not mark or (style not in layout.styles and style != layout.table):
            raise ValueError(f"line {number}: no such style: {style}")
        prefix = layout.prefixes.get(style, "")
        lines.append(Line(style, text if text.startswith(prefix) else prefix + text))
    return tuple(lines)


def make(lines: Iterable[Line], layout: Layout = CHINESE) -> bytes:
    """Return the Word file of `lines`: equal lines give equal bytes."""
    return written(_members(lines, layout))


def main() -> None:
    """Write the templates that the notations give."""
    for layout in (CHINESE, ENGLISH):
        lines = read(layout.source.read_text(encoding="utf-8"), layout)
        layout.target.write_bytes(make(lines, layout))


# --- the document


def _document(lines: Iterable[Line], layout: Layout) -> Element:
    body = w("body")
    for line in lines:
        if line.style == layout.table:
            body.append(_table(line.text, layout))
            body.append(_end_of_table())
        else:
            body.append(_paragraph(line.style, line.text, layout))
    body.append(layout.section(*_story_ids(layout)))
    return w("document", body)


def _paragraph(style: str, text: str, layout: Layout, align: str = "") -> Element:
    """Return a paragraph in `style`; text between two marks runs in as a heading."""
    look = w("pPr", w("pStyle", val=layout.styles[style].key), w("jc", val=align) if align else None)
    pieces = text.split(_RUN_IN_MARK)
    if len(pieces) % 2 == 0:
        raise ValueError(f"a run-in heading is not closed: {text}")
    runs = [
        run(piece, layout.run_in if place % 2 else "", is_chinese=layout.is_chinese)
        for place, piece in enumerate(pieces)
        if piece
    ]
    return w("p", look, *runs)


def _table(name: str, layout: Layout) -> Element:
    """Return the table whose middle row is repeated for each item of the list `name`."""
    properties = w(
        "tblPr",
        w("tblStyle", val=layout.table_style),
        w("tblW", w=layout.width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    grid = w("tblGrid", *(w("gridCol", w=column.width) for column in layout.columns))
    heading, cell, _ = layout.cells
    header = [_paragraph(heading, column.heading, layout, _head(column, layout)) for column in layout.columns]
    cells = [_paragraph(cell, column.tag, layout, column.align) for column in layout.columns]
    return w(
        "tbl",
        properties,
        grid,
        _row(header, layout, is_header=True),
        _row(_tag_cells(f"{{%tr {layout.loop.format(name)} %}}", layout), layout),
        _row(cells, layout),
        _row(_tag_cells("{%tr endfor %}", layout), layout),
    )


def _head(column: Column, layout: Layout) -> str:
    """Return how a heading is aligned where that is not left to its style: as the numbers below it."""
    return "" if layout.is_chinese else column.align


def _tag_cells(tag: str, layout: Layout) -> Iterator[Element]:
    """Yield the cells of a row that says what is repeated: the tag in the first, nothing in the others."""
    for place in range(len(layout.columns)):
        yield _paragraph(layout.cells[2], tag if place == 0 else "", layout)


def _row(paragraphs: Iterable[Element], layout: Layout, is_header: bool = False) -> Element:
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=layout.row_height, hRule="atLeast"),
        w("tblHeader") if is_header else None,
    )
    cells = [
        w("tc", w("tcPr", w("tcW", w=column.width, type="dxa"), w("vAlign", val="center")), paragraph)
        for column, paragraph in zip(layout.columns, paragraphs, strict=True)
    ]
    return w("tr", properties, *cells)


def _end_of_table() -> Element:
    """Return the paragraph that Word wants after a table, too low to begin a page of its own."""
    return w("p", w("pPr", w("spacing", line=20, lineRule="exact")))


# --- the package


def _members(lines: Iterable[Line], layout: Layout) -> list[Member]:
    stories = dict(_story_parts(layout))
    named = {
        "rId1": (f"{R}/styles", "styles.xml"),
        "rId2": (f"{R}/settings", "settings.xml"),
        "rId3": (f"{R}/fontTable", "fontTable.xml"),
    }
    named |= {
        identity: (f"{R}/{story.kind}", f"{name}.xml")
        for identity, (name, story) in zip(_story_ids(layout), stories.items(), strict=True)
    }
    return [
        _content_types({f"/word/{name}.xml": story.kind for name, story in stories.items()}),
        relationships(
            "_rels/.rels",
            {
                "rId1": (f"{R}/officeDocument", "word/document.xml"),
                "rId2": (_CORE, "docProps/core.xml"),
            },
        ),
        _core_properties(layout),
        part("word/document.xml", _document(lines, layout)),
        relationships("word/_rels/document.xml.rels", named),
        part("word/styles.xml", layout.style_sheet()),
        part("word/settings.xml", layout.settings()),
        part("word/fontTable.xml", layout.font_table()),
        *(part(f"word/{name}.xml", story.make()) for name, story in stories.items()),
    ]


def _story_ids(layout: Layout) -> list[str]:
    return [f"rId{number}" for number in range(4, 4 + len(layout.stories))]


def _story_parts(layout: Layout) -> Iterator[tuple[str, Story]]:
    """Yield the headers and footers, each kind numbered from 1."""
    numbers: Counter[str] = Counter()
    for story in layout.stories:
        numbers[story.kind] += 1
        yield f"{story.kind}{numbers[story.kind]}", story


_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PART_TYPES = {
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/word/document.xml": _WORD_TYPE.format("document.main"),
    "/word/fontTable.xml": _WORD_TYPE.format("fontTable"),
    "/word/settings.xml": _WORD_TYPE.format("settings"),
    "/word/styles.xml": _WORD_TYPE.format("styles"),
}


def _content_types(stories: dict[str, str]) -> Member:
    root = bare(_TYPES, "Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    types = _PART_TYPES | {name: _WORD_TYPE.format(kind) for name, kind in stories.items()}
    for name, kind in sorted(types.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return part("[Content_Types].xml", root)


def _core_properties(layout: Layout) -> Member:
    """Return the file's description: what it is, and no person."""
    namespaces = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
    }
    root = etree.Element(f"{{{namespaces['cp']}}}coreProperties", nsmap=namespaces)
    for tag, text in (("title", layout.title), ("creator", "reportgen"), ("language", layout.language)):
        etree.SubElement(root, f"{{{namespaces['dc']}}}{tag}").text = text
    for tag in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{namespaces['dcterms']}}}{tag}")
        moment.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
        moment.text = _DAY
    return part("docProps/core.xml", root)


if __name__ == "__main__":
    main()
