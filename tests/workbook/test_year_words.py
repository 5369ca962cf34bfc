"""Years in texts move on; what only looks like one, or is fixed for good, stays."""

from __future__ import annotations

import pytest

from reportgen.workbook.form.years import moved_on, names_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年工作总结及2021年工作要点", "2021年工作总结及2022年工作要点"),
        ("Annual summary 2020 and priorities for 2021", "Annual summary 2021 and priorities for 2022"),
        ("二〇二〇年", "二〇二一年"),
        ("二零二○年", "二零二一年"),
        ("２０２０年", "２０２１年"),
        ("2020年元至11月", "2021年元至11月"),
        ("2020.1—2020.11", "2021.1—2021.11"),
        ("截至2020-12-31", "截至2021-12-31"),
        ("2020—2021年度", "2021—2022年度"),
        ("2020-21", "2021-22"),
        ('{{ 指标["2020年产值"] }}在2020年', '{{ 指标["2020年产值"] }}在2021年'),
    ],
)
def test_the_year_and_the_next_move_on(text: str, expected: str) -> None:
    """However they are written."""
    assert expected == moved_on(text, 2020)
    assert names_year(text, 2020)


@pytest.mark.parametrize(
    "text",
    [
        *("2019年", "2016—2020年", "〔2020〕9号", "（2020）12号", "新建2020家", "2020余户"),
        *("2020.5万元", "2020%"),
        *("12020年", "99992020", "GB2020", "{{ 2020年目标 }}", "", "全年"),
    ],
)
def test_what_is_no_year_of_the_report_stays(text: str) -> None:
    """Other years, spans that began earlier, numbers of documents, amounts, names in tags."""
    assert text == moved_on(text, 2020)
    assert not names_year(text, 2020)
