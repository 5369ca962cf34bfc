"""What is drawn in a cell of a table is no wider than the cell, unless it was told how wide to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen import Chart, InlineImage, Template
from reportgen.word.xml import qname
from tests.support.docs import docx, member
from tests.support.images import png

CHART = Chart("column", ["甲", "乙"], {"数": [1, 2]})
EMU, EMU_PER_MM = 635, 36_000  # in a twentieth of a point, in a millimetre
PAGE = (150, 80)
WIDE = png(960, 480)  # 254 mm by 127 mm at 96 to an inch


def cell(told: str, inside: str = "", grid: str = "", table: str = "") -> str:
    """Return a table of one row of two cells, the second with the tag; `told` are its properties."""
    held = inside or "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"
    return (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:tc><w:p/></w:tc>"
        f"<w:tc><w:tcPr>{told}</w:tcPr>{held}</w:tc></w:tr></w:tbl>"
    )


def size(line: str, value: object) -> tuple[float, float]:
    """Return the size of what is drawn, in millimetres."""
    drawn = Template.load(docx(line)).render({"x": value})
    extent = next(member(drawn).iter(qname("wp:extent")))
    return int(extent.get("cx") or 0) / EMU_PER_MM, int(extent.get("cy") or 0) / EMU_PER_MM


def mm(twips: int) -> float:
    """Return a width of Word in millimetres."""
    return twips * EMU / EMU_PER_MM


WIDTH = '<w:tcW w:w="4000" w:type="dxa"/>'
GRID = '<w:gridCol w:w="1000"/><w:gridCol w:w="2500"/><w:gridCol w:w="1500"/>'
MARGINS = '<w:left w:w="50" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
# the cell, the room in it in twentieths of a point
ROOMS = {
    "its width, less the usual margins": (cell(WIDTH), 4000 - 216),
    "its own margins": (cell(f"{WIDTH}<w:tcMar>{MARGINS}</w:tcMar>"), 4000 - 50),
    "those of the table": (cell(WIDTH, table=f"<w:tblCellMar>{MARGINS}</w:tblCellMar>"), 4000 - 50),
    "the width of its column": (cell("", grid=GRID), 2500 - 216),
    "of its columns": (cell('<w:gridSpan w:val="2"/>', grid=GRID), 4000 - 216),
    "of its column, not a share": (cell('<w:tcW w:w="2500" w:type="pct"/>', grid=GRID), 2500 - 216),
    "the innermost cell": (cell(WIDTH, inside=cell(WIDTH.replace("4000", "3000")) + "<w:p/>"), 3000 - 216),
    "in place of the paragraph": (cell(WIDTH, "<w:p><w:r><w:t>{{p x }}</w:t></w:r></w:p>"), 4000 - 216),
}


@pytest.mark.parametrize("case", ROOMS)
def test_a_chart_is_as_wide_as_its_cell(case: str) -> None:
    """And lower then, so that it is still seen well."""
    line, room = ROOMS[case]
    across, down = size(line, CHART)

    assert (round(mm(room), 2), round(max(45, mm(room) * 0.75), 2)) == (round(across, 2), round(down, 2))


@pytest.mark.parametrize("line", ["{{ x }}", cell("", grid=""), cell(WIDTH.replace("4000", "12000"))])
def test_a_chart_with_room_has_its_usual_size(line: str) -> None:
    """On the page, in a cell that nothing is known of, and in a wide one."""
    assert PAGE == size(line, CHART)


def test_a_width_that_was_told_stays() -> None:
    """Whoever tells it has a reason."""
    assert (120, 80) == size(cell(WIDTH), replace(CHART, width=120))
    assert (120, 60) == size(cell(WIDTH), InlineImage(WIDE, 120))
    assert 30 == size(cell(WIDTH), replace(CHART, height=30))[1]


def test_a_picture_wider_than_its_cell_is_made_smaller() -> None:
    """It keeps its proportions; a small one keeps its size."""
    across, down = size(cell(WIDTH), InlineImage(WIDE))
    small = size(cell(WIDTH), InlineImage(png(96, 48)))

    assert (round(mm(4000 - 216), 2), round(mm(4000 - 216) / 2, 2)) == (round(across, 2), round(down, 2))
    assert (25.4, 12.7) == small


def test_a_text_box_in_a_cell_is_no_cell() -> None:
    """It has a width of its own."""
    box = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    held = box.format("<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>")

    assert PAGE == size(cell(WIDTH, held), CHART)
