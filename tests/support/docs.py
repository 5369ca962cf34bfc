"""Word files from a notation that a person reads, and back again.

Each line is a paragraph or a row of a table:

    公司{{| a |}}有限          a paragraph; a bar cuts it into runs as Word does: 公司{{ · a · }}有限
    {{ x¦upper }}            a broken bar is a bar of the text
    ‖ 甲 ‖ {{ x }}¶乙         a row of two cells, the second of two paragraphs; rows in a row are one table
    <w:p>…</w:p>             a paragraph given as XML; w, r, wp, mc, wps, a and v are known prefixes

`texts` reads a file back with python-docx in the same notation, without the cuts. `small` makes the
least file that Word opens, from XML, where the rest does not matter or many are needed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.refs import ParagraphRef
from reportgen.template import Template

__all__ = [
    "DOCUMENT",
    "Fault",
    "blank",
    "changed",
    "docx",
    "faults_of",
    "main_xml",
    "member",
    "members",
    "merged",
    "prefixed",
    "raw_members",
    "small",
    "texts",
    "without_clock",
    "zipped",
]

Fault = tuple[str, int, str]
"""A fault as the tables of the tests tell it: code, number of the paragraph, tag."""
DOCUMENT = "word/document.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/{DOCUMENT}" ContentType="{{main}}"/></Types>"""
_RELATIONSHIPS = f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="{DOCUMENT}"/></Relationships>"""
_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx(*lines: str, header: str = "", footer: str = "") -> bytes:
    """Return a Word file with a paragraph or row for each line, and the header and footer if given."""
    document: Any = blank()
    for zoom in document.settings.element.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")  # which the template of python-docx lacks
    for is_row, group in groupby(lines, key=lambda line: line.startswith("‖")):
        if is_row:
            _add_table(document, list(group))
        else:
            for line in group:
                _add_paragraph(document, line)
    for story, line in ((document.sections[0].header, header), (document.sections[0].footer, footer)):
        if line:
            _add_runs(story.paragraphs[0], line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def blank() -> Any:
    """Return an empty document of python-docx, whose own template is made of designs of tables for the most
    part: without those all tests take much less time."""
    return Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    document: Any = Document()
    related = document.part.rels
    for identity in [name for name, one in related.items() if one.reltype.endswith("/stylesWithEffects")]:
        del related[identity]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in (
            "TableNormal",
            "TableGrid",
        ):
            styles.remove(style)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def small(*paragraphs: str, main_type: str = _MAIN_TYPE) -> bytes:
    """Return the least Word file that holds these paragraphs, each given as XML or as the text of one run."""
    given = (
        text if text.startswith("<w:") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(main=main_type).encode(),
            "_rels/.rels": _RELATIONSHIPS.encode(),
            DOCUMENT: main_xml("".join(given)),
        }
    )


def merged(data: bytes, /, **values: Any) -> list[str]:
    """Return the lines of what a template's bytes and these values make."""
    return texts(Template.load(data).render(values))


def faults_of(data: bytes, mapping: Mapping[str, Any] | None = None) -> list[Fault]:
    """Return the faults of a template, or with `mapping` of merging it; empty when there are none."""
    try:
        template = Template.load(data, file="模板.docx")
        if mapping is not None:
            template.render(mapping)
    except Refusal as refusal:
        places = ((found.code, found.place) for found in refusal.diagnostics)
        return [
            (code, place.paragraph, place.tag) if isinstance(place, ParagraphRef) else (code, 0, str(place))
            for code, place in places
        ]
    return []


def texts(data: bytes) -> list[str]:
    """Return the lines of a Word file's body."""
    document: Any = Document(io.BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines += _rows(block) if isinstance(block, Table) else [block.text]
    return lines


def main_xml(body: str) -> bytes:
    """Return a main part whose body holds the XML `body`."""
    return (
        f"<w:document {nsdecls('w', 'r', 'wp', 'a')} {_EXTRA}><w:body>{body}</w:body></w:document>".encode()
    )


def prefixed(xml: str) -> etree._Element:
    """Return the element that `xml` writes with the known prefixes."""
    head, closing, rest = xml.partition("/>" if xml.index(">") == xml.find("/>") + 1 else ">")
    element: etree._Element = parse_xml(f"{head} {nsdecls('w', 'r', 'wp', 'a')} {_EXTRA}{closing}{rest}")
    return element


def members(data: bytes) -> dict[str, bytes]:
    """Return the inflated members of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def member(data: bytes, name: str = DOCUMENT) -> etree._Element:
    """Return the root of one part."""
    return etree.fromstring(members(data)[name])


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return the package with some members replaced, added or (None) left out."""
    return zipped(
        {name: content for name, content in {**members(data), **parts}.items() if content is not None}
    )


_MOMENT = re.compile(rb">[0-9]{4}-[0-9-]+T[0-9:]+Z<")


def without_clock(data: bytes) -> bytes:
    """Return an Office file without the moment that openpyxl and python-docx write into it: the same bytes
    again for the same parts."""
    parts = members(data)
    core = "docProps/core.xml"
    return zipped(
        parts | ({core: _MOMENT.sub(b">2021-01-08T00:00:00Z<", parts[core])} if core in parts else {})
    )


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # at no time: the same bytes again
    return stream.getvalue()


def raw_members(data: bytes) -> dict[str, bytes]:
    """Return the members as the zip stores them, deflated or not, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for info in archive.infolist():
            at = info.header_offset
            skip = 30 + sum(int.from_bytes(data[at + n : at + n + 2], "little") for n in (26, 28))
            found[info.filename] = data[at + skip : at + skip + info.compress_size]
        return found


def _add_paragraph(document: Any, line: str) -> None:
    if line.startswith("<w:"):
        document.element.body.insert_element_before(prefixed(line), "w:sectPr")
    else:
        _add_runs(document.add_paragraph(), line)


def _add_runs(paragraph: Paragraph, line: str) -> None:
    for run in line.split("|"):
        if run:
            paragraph.add_run(run.replace("¦", "|"))


def _add_table(document: Any, rows: list[str]) -> None:
    cells = [[cell.strip() for cell in row.split("‖")[1:]] for row in rows]
    table = document.add_table(len(cells), max(map(len, cells)))
    for row, contents in zip(table.rows, cells, strict=True):
        for cell, content in zip(row.cells, contents, strict=True):
            _fill(cell, content.split("¶"))


def _fill(cell: _Cell, lines: list[str]) -> None:
    _add_runs(cell.paragraphs[0], lines[0])
    for line in lines[1:]:
        _add_runs(cell.add_paragraph(), line)


def _rows(table: Table) -> Iterable[str]:
    for row in table._tbl.tr_lst:
        cells = (_Cell(cell, table) for cell in row.tc_lst)
        yield "".join(f"‖ {'¶'.join(p.text for p in cell.paragraphs)} " for cell in cells).rstrip()
