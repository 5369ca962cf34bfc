"""Two builds of the sample: twelve cells changed, a sentence of the template, and three edits by hand."""

from __future__ import annotations

from functools import cache

from reportgen.diff.compare import Compared
from tests.support.comparing import compared, told, told_changes
from tests.support.revised import drafts


@cache
def _found() -> Compared:
    old, _, new = drafts()
    return compared(old, new)


def test_every_figure_is_listed_with_its_cell_and_cause_and_nothing_else():
    assert (
        """
新增规上工业企业 8家 → 9家 hand 指标!I2 DF201
工业总产值 11.83亿元 → 12.66亿元 data 指标!I11
工业总产值.同比 同比增长8.46% → 同比增长16.06% computed 指标!I11
固定资产投资 61111万元 → 65391万元 data 指标!I13
固定资产投资.同比 同比增长56.07% → 同比增长67.00% computed 指标!I13
技改投资 3358万元 → 3596万元 data 指标!I15
技改投资.同比 同比增长115.95% → 同比增长131.25% computed 指标!I15
社会消费品零售总额 40.68亿元 → 99.99亿元 hand 指标!I18 DF201 DF203
社会消费品零售总额.同比 同比下降27.6% → 同比下降22.5% computed 指标!I18
自营出口额 1300万美元 → 1394万美元 data 指标!I22
农产品上行电商销售额 18329.87万元 → 19615.96万元 data 指标!I33
农产品上行电商销售额.同比 同比增长88% → 同比增长101% computed 指标!I33
网络零售交易额 1670.2万元 → 1790.1万元 data 指标!I34
网络零售交易额.同比 同比增长40% → 同比增长50% computed 指标!I34
技术合同登记额 6017.39万元 → 6441.61万元 data 指标!I48
技术交易额 3726.26万元 → 3990.10万元 data 指标!I49
基站累计 672个 → 722个 data 指标!I55
奖补资金兑现 389.83万元 → 420.12万元 data 指标!I57
稳岗补贴职工 2483人 → 2659人 data 指标!I59
工业总产值 11.83 → 12.66 data 指标!I11
工业总产值.同比 8.46 → 16.06 computed 指标!I11
固定资产投资 61111 → 65391 data 指标!I13
固定资产投资.同比 56.07 → 67.00 computed 指标!I13
技改投资 3358 → 3596 data 指标!I15
技改投资.同比 115.95 → 131.25 computed 指标!I15
社会消费品零售总额 40.68 → 43.53 data 指标!I18
社会消费品零售总额.同比 -27.6 → -22.5 computed 指标!I18
自营出口额 1300 → 1394 data 指标!I22
农产品上行电商销售额 18329.87 → 19615.96 data 指标!I33
农产品上行电商销售额.同比 88 → 101 computed 指标!I33
网络零售交易额 1670.2 → 1790.1 data 指标!I34
网络零售交易额.同比 40 → 50 computed 指标!I34
技术合同登记额 6017.39 → 6441.61 data 指标!I48
技术交易额 3726.26 → 3990.10 data 指标!I49
基站累计 672 → 722 data 指标!I55
奖补资金兑现 389.83 → 420.12 data 指标!I57
稳岗补贴职工 2483 → 2659 data 指标!I59
""".strip().splitlines()
        == told(_found())
    )


def test_no_text_is_marked_but_the_figures_the_sentence_and_what_was_typed():
    marked = [
        (stretch.text, stretch.cause.value)
        for change in _found().revision.changes
        for stretch in change.stretches
        if stretch.cause is not None and not stretch.figure
    ]

    assert [
        ("有力有序", "template"), ("扎实", "template"), ("、成效明显", "template"), ("抢时间", "hand"),
        ("争分夺秒", "hand"),
    ] == marked  # fmt: skip


def test_a_paragraph_without_a_figure_tells_what_was_typed():
    assert [
        "replace 面对年初停工停产的不利局面，全县上下[-抢时间-](hand){+争分夺秒+}(hand)、追进度，"
        "规上企业户数、工业产值和项目投资逆势走高，技改投资成倍增长，年初确定的工业经济任务如期兑现。"
    ] == [line for line in told_changes(_found()) if "抢时间" in line]


def test_figures_typed_and_the_rate_that_no_longer_fits_are_called_out():
    assert ["DF201", "DF201", "DF203"] == sorted(fault.code for fault in _found().revision.diagnostics)
