"""No honest file is stopped at the door: workbooks and documents as five programs save them, in many
shapes."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from reportgen.diagnostics import Refusal
from reportgen.word.package import open_package
from reportgen.word.reader import read_content
from reportgen.workbook.reader import read_sheets
from tests.support.images import png
from tests.support.office import has_calc, has_office, resaved_all
from tests.support.thorough import THOROUGH

COUNT = 60 if THOROUGH else 4  # of each program: more than 200 in all
RESAVED = 12 if THOROUGH else 2
TEXTS = (
    "工业总产值",
    "a<b & c>d",
    "甲\n乙",
    "/> </w:t>",
    "<!-- no comment -->",
    "<!DOCTYPE html>",
    "𠮷",
    "x" * 32_000,
)


def of_openpyxl(chance: random.Random) -> bytes:
    """Return a workbook with texts, numbers, formats, comments, merged and hidden cells."""
    book = Workbook()
    for number in range(chance.randint(1, 6)):
        sheet: Any = book.create_sheet(f"表{number}")
        for row in range(1, chance.randint(2, 60)):
            for column in range(1, chance.randint(2, 12)):
                cell = sheet.cell(row, column, chance.choice([*TEXTS, row, 1.5 * column, None, True]))
                cell.font, cell.fill = Font(bold=bool(row % 2)), PatternFill("solid", fgColor="DDDDDD")
        sheet["A1"].comment = Comment(chance.choice(TEXTS), "甲")
        sheet["A2"].hyperlink = "https://www.stats.gov.cn/"
        sheet.merge_cells("B2:C3")
        sheet.row_dimensions[4].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def of_xlsxwriter(chance: random.Random) -> bytes:
    """Return a workbook with a chart, a picture, links, validation and far cells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for number in range(chance.randint(1, 5)):
            sheet = book.add_worksheet(f"表{number}")
            for row in range(chance.randint(1, 80)):
                sheet.write_row(row, 0, [chance.choice([*TEXTS[:7], row, 0.25]) for _ in range(8)])
            sheet.write(chance.choice((9_999, 500)), chance.choice((16_383, 255)), 5)
            sheet.insert_image("J2", "甲.png", {"image_data": io.BytesIO(png())})
            sheet.write_url("J9", "external:c:/数据/2019.xlsx")
            sheet.data_validation("K1", {"validate": "list", "source": ["甲", "乙"]})
            chart = book.add_chart({"type": "column"})
            chart.add_series({"values": f"='表{number}'!$A$1:$A$5"})
            sheet.insert_chart("L2", chart)
            sheet.write_comment("A1", chance.choice(TEXTS[:3]))
    return stream.getvalue()


def of_python_docx(chance: random.Random) -> bytes:
    """Return a document with headings, tables, pictures, headers and sections."""
    document = docx.Document()
    for _ in range(chance.randint(1, 40)):
        document.add_paragraph(
            chance.choice(TEXTS), style=chance.choice(["Normal", "List Bullet", "Heading 1"])
        )
    for _ in range(chance.randint(0, 3)):
        table = document.add_table(chance.randint(1, 30), 4)
        for cell in table.rows[0].cells:
            cell.text = chance.choice(TEXTS[:7])
    document.add_picture(io.BytesIO(png()))
    document.sections[0].header.paragraphs[0].text = chance.choice(TEXTS[:3])
    document.add_section()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


MAKERS = {"openpyxl.xlsx": of_openpyxl, "xlsxwriter.xlsx": of_xlsxwriter, "python-docx.docx": of_python_docx}


def alarms(path: Path) -> list[str]:
    """Return the codes with which the file at `path` is refused."""
    try:
        if path.suffix == ".xlsx":
            read_sheets(path, comments=True)
        else:
            read_content(open_package(path))
    except Refusal as refusal:
        return [f"{path.name} {found.code} {found.params}" for found in refusal.diagnostics]
    return []


@pytest.mark.parametrize("name", MAKERS)
def test_no_honest_file_is_stopped(name: str, tmp_path: Path) -> None:
    """As libraries save them."""
    told = []
    for number in range(COUNT):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(MAKERS[name](random.Random(number)))
        told += alarms(path)

    assert [] == told


@pytest.mark.render
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_no_file_of_libreoffice_is_stopped(kind: str, tmp_path: Path) -> None:
    """As LibreOffice saves what it was given."""
    if not (has_calc() if kind == "xlsx" else has_office()):
        pytest.skip("LibreOffice is not installed")
    paths = []
    for name in (each for each in MAKERS if each.endswith(kind)):
        for number in range(RESAVED):
            paths.append(tmp_path / f"{number}-{name}")
            paths[-1].write_bytes(MAKERS[name](random.Random(number)))
    saved = resaved_all(paths, kind)

    assert all(path.is_file() for path in saved)
    assert [] == [alarm for path in saved for alarm in alarms(path)]


def test_what_honest_writers_do_is_let_in(tmp_path: Path) -> None:
    """A comment behind the zip, something before it, members written as a stream, folders, a link to a house
    template, a picture that leads nowhere, a workbook with macros."""
    from tests.support.hostilefiles import honest

    file = honest("docx")
    rels = file.parts[file.root_rels].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        f'<Relationship Id="rIdA" Type="{kind}/attachedTemplate" Target="file:///C:\\甲\\Normal.dotm" '
        'TargetMode="External"/>'
        f'<Relationship Id="rIdB" Type="{kind}/image" Target="NULL"/>'
        f'<Relationship Id="rIdC" Type="{kind}/hyperlink" Target="http://www.gov.cn/" TargetMode="External"/>'
        f'<Relationship Id="rIdD" Type="{kind}/image" Target="http://gov.cn/a.png" TargetMode="External"/>'
    )
    ended = f"{links}</Relationships>"
    linked = file.with_parts({file.root_rels: rels.replace("</Relationships>", ended).encode()})
    shapes = {
        "comment": file.data[:-2] + b"\x03\x00abc",
        "stub": b"stub" * 9 + file.data,
        "folder": file.with_parts({"word/media/": b""}),
        "links": linked,
        "comments in XML": file.with_parts({"customXml/a.xml": b"<!-- a --><a><![CDATA[ </b> ]]></a>"}),
        "drawing with a document type": file.with_parts({"word/media/a.svg": b"<!DOCTYPE svg><svg/>"}),
    }
    told = []
    for name, data in shapes.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        told += alarms(path)

    assert [] == told


def test_the_macros_of_a_workbook_are_told_and_not_seen(tmp_path: Path) -> None:
    """Its values are data like any other's."""
    from tests.support.hostilefiles import honest

    path = tmp_path / "数.xlsm"
    path.write_bytes(honest("xlsx").with_parts({"xl/vbaProject.bin": b"x"}))
    read = read_sheets(path)

    assert read.sheets
    assert ["PK117"] == [note.code for note in read.notes]
