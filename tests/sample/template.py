"""Makes `templates/annual-summary.docx` from `template.txt`: `python -m tests.sample.template`.

The notation has one paragraph a line, `style|text`. `**…**` inside a text is a heading that runs into its
paragraph. `表格|指标表` is the table of the list 指标表. Empty lines and lines that begin with # say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from reportgen.word.package import Member, written
from tests.sample.markup import Element, R, bare, part, relationships, run, w
from tests.sample.page import TEXT_WIDTH, footer, section, settings
from tests.sample.style_sheet import font_table, style_sheet
from tests.sample.styles import RUN_IN, STYLES, TABLE, Style

__all__ = ["COLUMNS", "SOURCE", "TARGET", "Line", "main", "make", "read"]

SOURCE = Path(__file__).with_name("template.txt")
TARGET = Path(__file__).resolve().parents[2] / "templates" / "annual-summary.docx"

_RUN_IN_MARK = "**"
_TABLE = "表格"
# The engine sets the signature's right indents, which hang on the lengths of both lines (clause 7.3.5.2).
_PREFIXES = {
    "落款单位": "{% rightspace 落款.单位右空 %}",
    "落款日期": "{% rightspace 落款.日期右空 %}",
}
_DAY = "2020-01-01T00:00:00Z"  # no clock: the same source gives the same bytes on any day


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading, the tag of its cells, its width in twips, its alignment."""

    heading: str
    tag: str
    width: int
    align: str = "right"


COLUMNS = (
    Column("指标", "{{ 指标.名称 }}", 2500, "left"),
    Column("单位", "{{ 指标.单位 }}", 850, "center"),
    Column("本年", "{{ 指标.本年 }}", 1200),
    Column("上年同期", "{{ 指标.上年 }}", 1200),
    Column("同比(%)", "{{ 指标.同比 }}", 980),
    Column("目标完成率", "{{ 指标.完成率 }}", 1260),
    Column("位次", "{{ 指标.位次 }}", TEXT_WIDTH - 7990, "center"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the notation: the name of a style, and the text, where the signature has its tag in front."""

    style: str
    text: str


def read(notation: str) -> tuple[Line, ...]:
    """Return the lines of `notation`; ValueError names the first line whose style is unknown."""
    lines = []
    for number, line in enumerate(notation.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        style, mark, text = line.partition("|")
        if not mark or (style not in STYLES and style != _TABLE):
            raise ValueError(f"line {number}: no such style: {style}")
        prefix = _PREFIXES.get(style, "")
        lines.append(Line(style, text if text.startswith(prefix) else prefix + text))
    return tuple(lines)


def make(lines: Iterable[Line]) -> bytes:
    """Return the Word file of `lines`: equal lines give equal bytes."""
    return written(_members(lines))


def main() -> None:
    """Write the template that the notation gives."""
    TARGET.write_bytes(make(read(SOURCE.read_text(encoding="utf-8"))))


# --- the document


def _document(lines: Iterable[Line]) -> Element:
    body = w("body")
    for line in lines:
        if line.style == _TABLE:
            body.append(_table(line.text))
            body.append(_end_of_table())
        else:
            body.append(_paragraph(STYLES[line.style], line.text))
    body.append(section(odd="rId4", even="rId5"))
    return w("document", body)


def _paragraph(style: Style, text: str, align: str = "") -> Element:
    """Return a paragraph in `style`; text between two marks runs in as a heading."""
    look = w("pPr", w("pStyle", val=style.key), w("jc", val=align) if align else None)
    pieces = text.split(_RUN_IN_MARK)
    if len(pieces) % 2 == 0:
        raise ValueError(f"a run-in heading is not closed: {text}")
    runs = [run(piece, RUN_IN if place % 2 else "") for place, piece in enumerate(pieces) if piece]
    return w("p", look, *runs)


def _table(name: str) -> Element:
    """Return the table whose middle row is repeated for each item of the list `name`."""
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE),
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    grid = w("tblGrid", *(w("gridCol", w=column.width) for column in COLUMNS))
    header = [_paragraph(STYLES["表头"], column.heading) for column in COLUMNS]
    cells = [_paragraph(STYLES["表格文字"], column.tag, column.align) for column in COLUMNS]
    return w(
        "tbl",
        properties,
        grid,
        _row(header, is_header=True),
        _row(_tag_cells(f"{{%tr for 指标 in {name} %}}")),
        _row(cells),
        _row(_tag_cells("{%tr endfor %}")),
    )


def _tag_cells(tag: str) -> Iterator[Element]:
    """Yield the cells of a row that says what is repeated: the tag in the first, nothing in the others."""
    for place in range(len(COLUMNS)):
        yield _paragraph(STYLES["标签"], tag if place == 0 else "")


def _row(paragraphs: Iterable[Element], is_header: bool = False) -> Element:
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=397, hRule="atLeast"),  # 7 mm
        w("tblHeader") if is_header else None,
    )
    cells = [
        w("tc", w("tcPr", w("tcW", w=column.width, type="dxa"), w("vAlign", val="center")), paragraph)
        for column, paragraph in zip(COLUMNS, paragraphs, strict=True)
    ]
    return w("tr", properties, *cells)


def _end_of_table() -> Element:
    """Return the paragraph that Word wants after a table, too low to begin a page of its own."""
    return w("p", w("pPr", w("spacing", line=20, lineRule="exact")))


# --- the package


def _members(lines: Iterable[Line]) -> list[Member]:
    return [
        _content_types(),
        relationships(
            "_rels/.rels",
            {
                "rId1": (f"{R}/officeDocument", "word/document.xml"),
                "rId2": (_CORE, "docProps/core.xml"),
            },
        ),
        _core_properties(),
        part("word/document.xml", _document(lines)),
        relationships(
            "word/_rels/document.xml.rels",
            {
                "rId1": (f"{R}/styles", "styles.xml"),
                "rId2": (f"{R}/settings", "settings.xml"),
                "rId3": (f"{R}/fontTable", "fontTable.xml"),
                "rId4": (f"{R}/footer", "footer1.xml"),
                "rId5": (f"{R}/footer", "footer2.xml"),
            },
        ),
        part("word/styles.xml", style_sheet()),
        part("word/settings.xml", settings()),
        part("word/fontTable.xml", font_table()),
        part("word/footer1.xml", footer(odd=True)),
        part("word/footer2.xml", footer(odd=False)),
    ]


_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PART_TYPES = {
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/word/document.xml": _WORD_TYPE.format("document.main"),
    "/word/fontTable.xml": _WORD_TYPE.format("fontTable"),
    "/word/footer1.xml": _WORD_TYPE.format("footer"),
    "/word/footer2.xml": _WORD_TYPE.format("footer"),
    "/word/settings.xml": _WORD_TYPE.format("settings"),
    "/word/styles.xml": _WORD_TYPE.format("styles"),
}


def _content_types() -> Member:
    root = bare(_TYPES, "Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for name, kind in _PART_TYPES.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return part("[Content_Types].xml", root)


def _core_properties() -> Member:
    """Return the file's description: what it is, and no person."""
    namespaces = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
    }
    root = etree.Element(f"{{{namespaces['cp']}}}coreProperties", nsmap=namespaces)
    for tag, text in (("title", "年度工作总结模板"), ("creator", "reportgen"), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{namespaces['dc']}}}{tag}").text = text
    for tag in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{namespaces['dcterms']}}}{tag}")
        moment.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
        moment.text = _DAY
    return part("docProps/core.xml", root)


if __name__ == "__main__":
    main()
