"""Word files from a notation that a person reads, and back again.

Each line is a paragraph or a row of a table:

    公司{{| a |}}有限          a paragraph; a bar cuts it into runs as Word does: 公司{{ · a · }}有限
    {{ x¦upper }}            a broken bar is a bar of the text
    ‖ 甲 ‖ {{ x }}¶乙         a row of two cells, the second of two paragraphs; rows in a row are one table
    <w:p>…</w:p>             a paragraph given as XML; w, r, wp, mc, wps, a and v are known prefixes

`texts` reads a file back with python-docx in the same notation, without the cuts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from reportgen.word.xml import qname

__all__ = ["DOCUMENT", "changed", "docx", "main_xml", "member", "members", "prefixed", "raw_members", "texts"]

DOCUMENT = "word/document.xml"
_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx(*lines: str, header: str = "", footer: str = "") -> bytes:
    """Return a Word file with a paragraph or row for each line, and the header and footer if given."""
    document: Any = Document()
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
    kept = {**members(data), **parts}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            if content is not None:
                archive.writestr(name, content)
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
    for row in table._tbl.iter(qname("w:tr")):
        cells = (_Cell(cell, table) for cell in row.iter(qname("w:tc")))
        yield "".join(f"‖ {'¶'.join(p.text for p in cell.paragraphs)} " for cell in cells).rstrip()
