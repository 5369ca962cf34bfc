"""The template's layout as LibreOffice lays it out: 22 lines of 28 characters a page, numbers outside."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.sample.template import COLUMNS, Line, make
from tests.support.pages import POINTS_PER_MM, Page, laid_out, missing_tools, pages

TEXT = "县科经局年度工作总结及要点" * 100
RUN_IN = "（一）产业层次有待提高。"
SAMPLE = (  # with its rows: 66 up to the signature, three full pages
    Line("公文标题", "年度工作总结"),  # 1, and an empty one
    Line("一级标题", "一、主要经济指标完成情况"),  # 1
    Line("正文", TEXT[: 28 * 25 - 2]),  # 25, the first of 26 characters
    Line("二级标题", "（一）工业经济运行情况"),  # 1
    Line("正文", TEXT[: 28 * 25 - 2]),  # 25
    Line("正文", f"**{RUN_IN}**" + TEXT[: 28 * 7 - 2 - len(RUN_IN)]),  # 7
    Line("末段", TEXT[: 28 * 5 - 2]),  # 5
    Line("落款单位", "县科学技术和经济信息化局"),
    Line("落款日期", "二〇二〇年十二月"),
    Line("表题", "主要指标完成情况表"),
    Line("表格", "指标表"),
)
pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {missing_tools()}"),
]


@pytest.fixture(name="laid", scope="module")
def _laid(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The sample's pages: two full ones, one that the closing paragraph has left, its own, and the table."""
    return pages(laid_out(make(SAMPLE), tmp_path_factory.mktemp("laid")))


def test_a_full_page_has_22_lines_28_pt_apart(laid: list[Page]) -> None:
    """Page 2 is full; page 1 has 21 rows, for an empty line follows the title."""
    tops = [row.top for row in laid[1].text_rows]

    assert [21, 22] == [len(page.text_rows) for page in laid[:2]]
    assert [28] * 21 == pytest.approx([below - above for above, below in pairwise(tops)], abs=0.1)


def test_a_full_line_has_28_characters(laid: list[Page]) -> None:
    """The first line of a paragraph has 26 behind its indent, all others but the last have 28."""
    body = [row.text for row in laid[0].text_rows[2:]]

    assert [26] + [28] * 18 == [len(text) for text in body]
    assert TEXT.startswith("".join(body))


def test_text_stays_in_the_text_area(laid: list[Page]) -> None:
    """28 mm from the left edge, 26 mm from the right one; nothing below 297 − 35 mm."""
    rows = laid[1].text_rows

    assert min(row.left for row in rows) / POINTS_PER_MM == pytest.approx(28, abs=0.3)
    assert max(row.right for row in rows) / POINTS_PER_MM <= 210 - 26 + 0.3
    assert max(row.bottom for row in rows) / POINTS_PER_MM <= 297 - 35


def test_page_numbers_alternate_seven_mm_below(laid: list[Page]) -> None:
    """Odd right, even left, 14 pt = 4.9 mm from the margin; their middle at 297 − 35 + 7 = 269 mm."""
    numbers = [page.number for page in laid]

    assert ["—1—", "—2—", "—3—", "—4—", "—5—"] == [row.text for row in numbers]
    assert [row.middle / POINTS_PER_MM for row in numbers] == pytest.approx([269] * 5, abs=1)
    for odd, even in (numbers[:2], numbers[2:4]):
        assert odd.right / POINTS_PER_MM == pytest.approx(210 - 26 - 4.9, abs=0.5)
        assert even.left / POINTS_PER_MM == pytest.approx(28 + 4.9, abs=0.5)


def test_the_signature_stands_one_free_line_below_the_text(laid: list[Page]) -> None:
    """Office, then date, two lines below the last line of the body."""
    last, office, date = laid[3].text_rows[-3:]

    assert (office.text, date.text) == ("县科学技术和经济信息化局", "二〇二〇年十二月")
    assert office.top - last.top == pytest.approx(2 * 28, abs=0.1)
    assert date.top - office.top == pytest.approx(28, abs=0.1)


def test_the_signature_is_not_alone_on_its_page(laid: list[Page]) -> None:
    """The text would end with page 3; its closing paragraph goes over to page 4 with the signature."""
    assert [22 - 5, 5 + 2] == [len(page.text_rows) for page in laid[2:4]]


def test_the_table_has_a_page_of_its_own(laid: list[Page]) -> None:
    """The last page begins with the table's title; nothing follows the table."""
    rows = [row.text for row in laid[-1].text_rows]

    assert len(laid) == 5
    assert rows[0] == "主要指标完成情况表"
    assert "".join(column.heading for column in COLUMNS) == rows[1]
