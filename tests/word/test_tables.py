"""The table cell of a paragraph, counted as a reader would."""

from __future__ import annotations

from lxml import etree

from reportgen.refs import TableCell
from reportgen.word.tables import table_cells
from tests.support.docs import docx, main_xml, member


def cells(*lines: str) -> dict[int, tuple[int, int, int]]:
    """Return paragraph number → table, row, column."""
    return told(table_cells(member(docx(*lines))))


def told(found: dict[int, TableCell]) -> dict[int, tuple[int, int, int]]:
    """Return the cells as plain numbers."""
    return {number: (cell.table, cell.row, cell.column) for number, cell in found.items()}


def test_paragraphs_outside_of_tables_have_no_cell() -> None:
    """Only those inside are told."""
    assert {2: (1, 1, 1)} == cells("甲", "‖ 乙", "丙")


def test_rows_and_columns_count_from_one() -> None:
    """Each paragraph of a cell has the cell's place."""
    assert {1: (1, 1, 1), 2: (1, 1, 2), 3: (1, 2, 1), 4: (1, 2, 1), 5: (1, 2, 2)} == cells(
        "‖ 甲 ‖ 乙", "‖ 丙¶丁 ‖ 戊"
    )


def test_tables_count_over_the_part() -> None:
    """The second table of the text is table 2."""
    assert {1: (1, 1, 1), 3: (2, 1, 1)} == cells("‖ 甲", "乙", "‖ 丙")


def test_columns_count_as_in_the_grid() -> None:
    """A cell over two columns counts two, and columns left out at the beginning of a row count too."""
    row = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
    )
    root = etree.fromstring(main_xml(f"<w:tbl>{row}</w:tbl>"))

    assert {1: (1, 1, 2), 2: (1, 1, 4)} == told(table_cells(root))


def test_a_table_within_a_cell_has_rows_of_its_own() -> None:
    """The innermost cell is told; the outer table goes on behind it."""
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
    root = etree.fromstring(main_xml(f"<w:tbl>{row}</w:tbl>"))

    assert {1: (2, 1, 1), 2: (2, 2, 1), 3: (1, 1, 1), 4: (1, 1, 2)} == told(table_cells(root))


def test_rows_and_cells_in_content_controls_are_counted() -> None:
    """A content control around a row or cell is none itself."""
    cell = "<w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}{cell}</w:tr></w:sdtContent></w:sdt>"
    root = etree.fromstring(main_xml(f"<w:tbl>{row}{row}</w:tbl>"))

    assert {1: (1, 1, 1), 2: (1, 1, 2), 3: (1, 2, 1), 4: (1, 2, 2)} == told(table_cells(root))
