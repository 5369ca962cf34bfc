"""A table whose columns a tag repeats or leaves out keeps its width, and its grid fits its rows."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.template import Template
from reportgen.word.xml import qname
from tests.support.docs import docx, member, raw_members, texts

LOOP = ("{%tc for m in months %}", "{{ m }}", "{%tc endfor %}")


def table(*rows: str, grid: tuple[int, ...] = (3000, 1000)) -> str:
    """Return a table as XML; a cell is its text, with `:width` or `:width:span` behind it."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(map(_row, rows))}</w:tbl>"


def _row(row: str) -> str:
    return f"<w:tr>{''.join(_cell(cell) for cell in row.split(' | '))}</w:tr>"


def _cell(cell: str) -> str:
    if cell.startswith("<w:tbl"):
        return f"<w:tc>{cell}<w:p/></w:tc>"
    text, *numbers = cell.split("@")
    width = f'<w:tcW w:w="{numbers[0]}" w:type="dxa"/>' if numbers else ""
    span = f'<w:gridSpan w:val="{numbers[1]}"/>' if len(numbers) > 1 else ""
    return f"<w:tc><w:tcPr>{width}{span}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def grids(data: bytes) -> list[list[int]]:
    """Return the widths of the columns of each table."""
    return [
        [int(column.get(qname("w:w")) or 0) for column in grid]
        for grid in member(data).iter(qname("w:tblGrid"))
    ]


def widths(data: bytes) -> list[list[int]]:
    """Return the widths of the cells of each row."""
    return [
        [int(width.get(qname("w:w")) or 0) for width in row.iter(qname("w:tcW"))]
        for row in member(data).iter(qname("w:tr"))
    ]


def merged(*lines: str, months: tuple[int, ...] = (1, 2, 3)) -> bytes:
    """Return what the template of `lines` makes of some months."""
    return Template.load(docx(*lines)).render({"months": list(months), "shown": False})


NAMED = "名称@3000 | {%tc for m in months %}@1000 | {{ m }}@1000 | {%tc endfor %}@1000"
# the row, the grid before, the number of months, the grid after
GRIDS = {
    "columns share as the cells do": (NAMED, (3000, 1000), 3, [2000, 667, 666, 667]),
    "none is left but the first": (NAMED, (3000, 1000), 0, [4000]),
    "as many as before": (NAMED, (3000, 1000), 1, [3000, 1000]),
    "cells without a width share evenly": ("名称 | " + " | ".join(LOOP), (3000, 1000), 3, [1000] * 4),
    "a wide cell takes the room of its columns": (
        "名称@2000@2 | {%tc for m in months %}@1000 | {{ m }}@1000 | {%tc endfor %}@1000",
        (1000, 1000, 2000),
        2,
        [1000] * 4,
    ),
    "a table without a width takes that of its cells": (NAMED, (0, 0), 2, [3000, 1000, 1000]),
}


@pytest.mark.parametrize("case", GRIDS)
def test_the_grid_fits_the_rows_and_the_table_keeps_its_width(case: str) -> None:
    """One column for each cell of the widest row; cells are as wide as their columns."""
    row, grid, months, expected = GRIDS[case]
    draft = merged(table(row, grid=grid), months=tuple(range(months)))

    assert [expected] == grids(draft)
    if "@" in row and "@2" not in row:
        assert [expected] == widths(draft)


def test_the_widest_row_decides() -> None:
    """A heading over all columns spans what it said; its width follows."""
    draft = merged(table("月报@4000@2", NAMED))

    assert [[2000, 667, 666, 667]] == grids(draft)
    assert [[2667], [2000, 667, 666, 667]] == widths(draft)  # 2000 + 667: the two columns that it spans


def test_a_table_within_a_cell_is_fitted_by_itself() -> None:
    """The outer table, which no tag touches, is left alone."""
    inner = table(NAMED)
    draft = merged(table(f"{inner} | 右@500", grid=(5000, 500)))

    assert [[5000, 500], [2000, 667, 666, 667]] == grids(draft)


def test_both_tables_are_fitted_when_both_have_tags() -> None:
    """A repeated cell may hold a table with repeated cells."""
    inner = table(" | ".join(LOOP), grid=(900,))
    outer = table(f"左@1000 | {{%tc for n in months %}} | {inner} | {{%tc endfor %}}", grid=(1000, 3000))
    draft = merged(outer, months=(1, 2))

    assert [[1333, 1334, 1333], [450, 450], [450, 450]] == grids(draft)  # 4000 ÷ 3, 900 ÷ 2


def test_merged_and_spanning_cells_count_as_their_columns() -> None:
    """`colspan` and `hm` change how many columns a row takes, and the grid follows."""
    row = "{% colspan 3 %}甲@2000 | 乙@2000"
    draft = merged(table(row, grid=(2000, 2000)))

    assert [4] == [len(grid) for grid in grids(draft)]
    assert [4000] == [sum(grid) for grid in grids(draft)]


def test_automatic_widths_stay_automatic() -> None:
    """Word is not told a width where it was asked to find one."""
    row = _row("名称@9 | {%tc for m in months %}@9 | {{ m }}@9 | {%tc endfor %}@9")
    row = row.replace('w:w="9" w:type="dxa"', 'w:w="0" w:type="auto"')
    draft = merged(table(NAMED).replace(_row(NAMED), row))

    assert [[0, 0, 0, 0]] == widths(draft)
    assert [[1000, 1000, 1000, 1000]] == grids(draft)


def test_skipped_columns_before_a_row_are_kept() -> None:
    """w:gridBefore is a column like any other."""
    row = _row(NAMED).replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    draft = merged(table(NAMED).replace(_row(NAMED), row))

    assert [5] == [len(grid) for grid in grids(draft)]


def test_a_table_without_cell_tags_is_left_as_it_was() -> None:
    """Whatever its grid says; an author's table is none of our business."""
    strange = table("甲@1 | 乙@2 | {{ months[0] }}@3", grid=(10,))
    draft = merged(strange)

    assert [[10]] == grids(draft)
    assert [[1, 2, 3]] == widths(draft)


def test_no_mark_is_left_and_other_prefixes_stay() -> None:
    """The text is the same; markup of other vocabularies in the table survives."""
    old = "<mc:AlternateContent><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>"
    line = f"<w:p><w:r>{old}</w:r></w:p>"
    data = merged(table(NAMED).replace("<w:p><w:r><w:t>名称</w:t></w:r></w:p>", line))
    xml = etree.tostring(member(data), encoding="unicode")

    assert "mc:AlternateContent" in xml
    assert "columns=" not in xml
    assert ["‖  ‖ 1 ‖ 2 ‖ 3"] == texts(data)


def test_provenance_goes_through_a_fitted_table() -> None:
    """A bookmark around a figure of a repeated cell stays around it."""
    template = Template.load(docx(table(NAMED)))
    found = template.merge({"months": [11, 12]}, provenance=True)

    assert ["11", "12"] == [one.text for one in found.insertions]


def test_a_member_without_cell_tags_is_copied() -> None:
    """Settings and styles are stored as they were."""
    data = docx(table(NAMED))
    draft = Template.load(data).render({"months": [1]})

    assert raw_members(data)["word/styles.xml"] == raw_members(draft)["word/styles.xml"]


@pytest.mark.parametrize(
    "row",
    [
        "‖ {% colspan 1 / 0 %}甲",
        "‖ {%tc for x in 1 / 0 %} ‖ {{ x }} ‖ {%tc endfor %}",
        "‖ {%tc for x in [1] %} ‖ {{ x / 0 }} ‖ {%tc endfor %}",
    ],
)
def test_a_fault_within_the_table_is_told(row: str) -> None:
    """What was merged so far ends in the middle of it."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx(row, "后")).render({})

    assert ["TP304"] == [found.code for found in refused.value.diagnostics]


def test_more_columns_than_word_can_open_are_a_fault_at_the_tag() -> None:
    """Sixty-three it can; a table beyond makes Word refuse the whole file."""
    template = Template.load(docx("前", table("名称 | " + " | ".join(LOOP)), "后"))
    draft = template.render({"months": range(62)})
    with pytest.raises(Refusal) as refused:
        template.render({"months": range(63)})

    assert [63] == list(map(len, grids(draft)))
    [found] = refused.value.diagnostics
    assert ("TP306", "columns") == (found.code, found.values["bound"])
    assert (3, LOOP[0]) == (found.place.paragraph, found.place.tag)  # type: ignore[union-attr]


def test_a_table_that_is_too_wide_is_told_once() -> None:
    """However often a loop repeats it, and whatever makes it so wide."""
    row = "{% colspan 40 %}甲 | {% colspan 40 %}乙"
    lines = ("{%p for x in [1, 2] %}", table(row), "{%p endfor %}")
    with pytest.raises(Refusal) as refused:
        Template.load(docx(*lines)).render({})

    assert ["TP306"] == [found.code for found in refused.value.diagnostics]
