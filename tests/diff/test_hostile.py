"""Files that nobody writes by accident: a comparison ends, in time, and tells what it can."""

from __future__ import annotations

import pytest

from reportgen.diff.compare import Compared, compare_drafts
from reportgen.show.figures import figure_rows
from reportgen.word.package import open_package
from tests.support.wordfiles import WordFile, p


def compared(old: str, new: str) -> Compared:
    """Return two bodies compared."""
    files = (WordFile(old).data(), "old.docx"), (WordFile(new).data(), "new.docx")
    return compare_drafts(*(open_package(*file) for file in files))


@pytest.mark.parametrize("digits", ["1" * 5_000, "0." + "0" * 5_000 + "1", "1," + "000," * 2_000 + "000"])
def test_a_row_of_digits_without_end_is_a_figure_of_which_nothing_is_reckoned(digits: str) -> None:
    """Python itself refuses to read or write a number of more than 4,300 digits."""
    [found] = compared(p(f"产值{digits}亿元"), p(f"产值2{digits}亿元")).revision.figures

    assert (f"{digits}亿元", f"2{digits}亿元") == (found.old, found.new)
    assert found.difference is None


def test_a_figure_behind_a_hundred_thousand_others_of_its_paragraph_is_told_alone() -> None:
    """What both begin with is not looked at twice."""
    found = compared(p("1," * 100_000), p("1," * 100_000 + "2")).revision.figures

    assert [("", "2")] == [(one.old, one.new) for one in found]


def test_figures_that_measure_something_else_are_told_one_by_one() -> None:
    """However many there are of them in one paragraph."""
    old, new = (" ".join(f"{one}{unit}" for one in range(400)) for unit in ("家", "亿元"))
    found = compared(p(f"共有{old}"), p(f"共有{new}")).revision.figures

    assert [(f"{one}家", "") for one in range(400)] == [(one.old, one.new) for one in found if one.old]
    assert [("", f"{one}亿元") for one in range(400)] == [(one.old, one.new) for one in found if one.new]


def test_thousands_of_figures_of_one_name_are_shown_each_in_its_row() -> None:
    """Only 5 after 5家 is the same figure again; 5 after 15家 is another."""
    old, new = ("".join(p(f"完成投资{one + add}亿元。") for one in range(1, 2_000)) for add in (0, 3_000))
    figures = compared(old, new).revision.figures

    assert [(number,) for number in range(1, 2_000)] == sorted(row.numbers for row in figure_rows(figures))
