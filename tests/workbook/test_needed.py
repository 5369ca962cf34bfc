"""What the names of a template are taken for, when a workbook is made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.workbook import read_book
from reportgen.workbook.form import CHINESE, ENGLISH
from reportgen.workbook.needed import Asked, Plan, planned
from reportgen.workbook.outline import needed_book, outline


def taken(*asked: Asked, language: str = "zh") -> Plan:
    """Return the plan for some names."""
    return planned(asked, {"zh": CHINESE, "en": ENGLISH}[language], outline(language))


def test_what_the_form_and_the_outline_know_is_that() -> None:
    """Facts of the form are facts; rows of the outline are indicators and bring what it says of them."""
    plan = taken(Asked("报告标题"), Asked("工业总产值"))

    assert ["报告标题"] == plan.facts
    assert [("工业总产值", "亿元")] == [(name, row["成文单位"]) for name, row in plan.indicators.items()]


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        (Asked("产值", ("产值.同比",)), "indicators", "产值"),
        (Asked("产值", ("产值.yoy",)), "indicators", "产值"),
        (Asked("投资", (), ('{{ 图表("柱形", 投资) }}',)), "indicators", "投资"),
        (Asked("指标", ('指标["4G基站"].同比',)), "indicators", "4G基站"),
        (Asked("indicators", ("indicators.甲.rate",)), "indicators", "甲"),
        (Asked("企业", (), ("{% for 名 in 企业 %}",)), "lists", "企业"),
        (Asked("企业", ("企业.数量",)), "lists", "企业"),
        (Asked("企业", (), ("{{ 企业|join('、') }}",)), "lists", "企业"),
        (Asked("名单", ('名单["企业"][].名称',)), "lists", "企业"),
        (Asked("产值", ("产值.名单",)), "lists", "产值"),
        (Asked("历年", ('历年["产值"]["2019"]',)), "history", "产值"),
        (Asked("文件号", (), ("{{ 文件号 }}",)), "facts", "文件号"),
        (Asked("plan_document"), "facts", "plan document"),
        (Asked("甲", ("甲.没有",)), "unclear", "甲"),
        (Asked("正文", ('正文["二"][].标题',)), "chapters", 1),
        (Asked("prose", ('prose["2"][].heading',)), "chapters", 1),
    ],
)
def test_use_tells_what_a_name_is(asked: Asked, kind: str, name: str | int) -> None:
    """An attribute of figures, a loop, a chart or a chapter shows what a name is; else it is a fact."""
    assert [name] == list(getattr(taken(asked), kind))


def test_names_of_the_program_are_nothing_to_fill_in() -> None:
    """年度, 落款 and the like come of other rows."""
    plan = taken(Asked("上年度"), Asked("落款", ("落款.单位右空",)), Asked("工业总产值"), Asked("指标表"))

    assert ([], ["工业总产值"], [], []) == (plan.facts, list(plan.indicators), plan.lists, plan.unclear)


def test_a_template_that_prints_whatever_there_is_gets_the_outline() -> None:
    """A loop over all sections names no indicator: all rows of the outline are there to choose from."""
    plan = taken(Asked("章节", ("章节[].标题",)))

    assert plan.whole
    assert len(outline()) == len(plan.indicators)


def test_english_names_are_found_as_tags_write_them() -> None:
    """Gross_industrial_output is the outline's row of that name."""
    plan = taken(Asked("Gross_industrial_output"), Asked("Short_name"), language="en")

    assert (["Gross industrial output"], ["Short name"]) == (list(plan.indicators), plan.facts)


def test_the_book_waits_for_what_is_needed(tmp_path: Path) -> None:
    """The book has a row for each name, and nothing but what is still to be filled in is amiss."""
    path = tmp_path / "空表.xlsx"
    plan = taken(
        Asked("文件号"), Asked("产值", ("产值.同比",)), Asked("企业", ("企业.数量",)),
        Asked("正文", ('正文["五"][].标题',)), Asked("历年", ('历年["产值"]["2019"]',)),
    )  # fmt: skip
    path.write_bytes(needed_book(plan, 2021))
    outcome = read_book(path)

    assert outcome.book is not None
    assert ["产值"] == [one.name for one in outcome.book.indicators]
    assert ["企业"] == [one.name for one in outcome.book.lists]
    assert ["五"] == [one.chapter for one in outcome.book.passages]
    assert {"WB220", "WB222", "WB226"} == {one.code for one in outcome.diagnostics}
