"""A workbook of one sheet, as small as Excel opens it: what "Edit data" of a chart shows (ECMA-376-1, 18).

Written here and not by a library, so that equal numbers give equal bytes and Word files need no door to
Excel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportgen.word.package import deflated, written
from reportgen.word.xml import escaped, quoted

__all__ = ["SHEET", "cell_name", "sheet_workbook", "xml_string"]

SHEET = "Sheet1"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OWN_FORMAT = 164  # the first number of a format that is none of Excel's own (18.8.30)
_WIDTH = 14  # of a column, in characters: names of indicators are read without widening it
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def sheet_workbook(rows: Sequence[Sequence[str | Decimal | None]], number_format: str) -> bytes:
    """Return an .xlsx with `rows` in its sheet, numbers shown in `number_format`; None is an empty cell."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": _sheet(rows),
        "xl/styles.xml": _styles(number_format),
    }
    return written(deflated(name, (_HEAD + xml).encode()) for name, xml in parts.items())


def cell_name(column: int, row: int) -> str:
    """Return the absolute name of a cell, both counted from 0: `$A$1`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"${letters}${row + 1}"


def xml_string(text: str) -> str:
    """Return `text` as an ST_Xstring (22.9.2.19), in which a bare `_x000B_` would be a character's code."""
    return escaped(_ESCAPED.sub("_x005F_", text))


def _content_types() -> str:
    overrides = {
        "/xl/workbook.xml": "sheet.main+xml",
        "/xl/worksheets/sheet1.xml": "worksheet+xml",
        "/xl/styles.xml": "styles+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{_KIND}{kind}"/>' for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _workbook() -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(rows: Sequence[Sequence[str | Decimal | None]]) -> str:
    wide = max(map(len, rows), default=1)
    told = "".join(
        f'<row r="{number + 1}">{"".join(_cell(held, at, number) for at, held in enumerate(row))}</row>'
        for number, row in enumerate(rows)
    )
    columns = f'<cols><col min="1" max="{wide}" width="{_WIDTH}" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{told}</sheetData></worksheet>'


def _cell(held: str | Decimal | None, column: int, row: int) -> str:
    name = cell_name(column, row).replace("$", "")
    if held is None or held == "":
        return ""
    if isinstance(held, Decimal):
        return f'<c r="{name}" s="1"><v>{held:f}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{xml_string(held)}</t></is></c>'


def _styles(number_format: str) -> str:
    """Return the two looks of cells: plain, and a number in `number_format`."""
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1">'
        f'<numFmt numFmtId="{_OWN_FORMAT}" formatCode={quoted(number_format)}/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="SimSun"/><charset val="134"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="{_OWN_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
