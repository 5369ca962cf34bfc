"""What one hand fills in of a book: its rows with all that belongs to them, and nothing of another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diagnostics import Refusal
from reportgen.workbook.filled import Filled
from reportgen.workbook.splitting import part_for
from tests.support.years import typed

HANDS = {"指标!S2": "张三", "指标!S3": "张三 ", "指标!S4": "李四", "指标!R5": "工业股"}


def names(book: Filled, key: str, column: str = "name") -> list[str]:
    """Return what the rows of a sheet are called."""
    return [line.text(column) for line in book.lines(key)]


@pytest.mark.parametrize(
    ("who", "rows"),
    [
        ("张三", ["工业总产值", "新增企业"]),
        ("李四", ["退出企业"]),
        ("统计局", ["工业总产值"]),
        ("工业股", ["净增企业"]),
    ],
)
def test_a_part_has_the_rows_of_a_person_or_an_office(tmp_path: Path, who: str, rows: list[str]) -> None:
    """Whoever fills in a row or whoever it comes from; blanks around a name are no other name."""
    assert rows == names(part_for(typed(tmp_path, HANDS), who), "indicators")


def test_lists_and_earlier_years_come_with_their_rows(tmp_path: Path) -> None:
    """Those of the hand's rows alone; all facts, no prose, no rules."""
    book = typed(tmp_path, HANDS)
    mine, other = part_for(book, "张三"), part_for(book, "李四")

    assert (["工业总产值"], ["新增企业"] * 2) == (names(mine, "history"), names(mine, "lists", "list"))
    assert ([], []) == (names(other, "history"), names(other, "lists", "list"))
    assert book.lines("facts") == mine.lines("facts") == other.lines("facts")
    assert ((), ()) == (mine.lines("prose"), mine.lines("rules"))


def test_a_hand_that_nobody_has_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """An office's name with a sign too few."""
    with pytest.raises(Refusal) as caught:
        part_for(typed(tmp_path, HANDS), "工业")
    (found,) = caught.value.diagnostics

    assert ("WB431", "工业股") == (found.code, found.values["nearest"])
