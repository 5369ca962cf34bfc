"""What may be said of an indicator: every attribute, in both languages, and what may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen import Refusal
from reportgen.wording.vocabulary import ATTRIBUTES
from tests.support.speech import CELL, MADE_UP, context_of, read, said, written

# indicator, attribute in Chinese (with its argument), what it prints
ATTRIBUTE_TABLE = [
    ("工业总产值", "", "11.83亿元"),
    ("工业总产值", "本年", "11.83亿元"),
    ("工业总产值", "上年", "10.91亿元"),  # 109072万元 = 10.9072亿元
    ("工业总产值", "数值", "11.83"),
    ("工业总产值", "单位", "亿元"),
    ("工业总产值", "同比", "同比增长8.46%"),  # 9228 ÷ 109072 = 8.4604…%
    ("工业总产值", "比上年", "比上年增长8.46%"),
    ("工业总产值", "变动", "增长8.46%"),
    ("工业总产值", "升降", "同比增长8.46%"),
    ("工业总产值", "方向", "增长"),
    ("工业总产值", "增速", "8.46%"),
    ("零售额", "同比", "同比下降27.6%"),
    ("零售额", "变动", "下降27.6%"),
    ("零售额", "增速", "-27.6%"),
    ("外贸企业", "同比", "同比持平"),
    ("外贸企业", "变动", "持平"),
    ("外贸企业", "方向", "持平"),
    ("税收占比", "", "12.5%"),
    ("税收占比", "同比", "同比提高1.2个百分点"),
    ("税收占比", "增减", "提高1.2个百分点"),
    ("新产品", "同比", "上年同期为零"),
    ("利润", "同比", "扭亏为盈"),
    ("新增企业", "增减", "增加5家"),
    ("退出企业", "增减", "减少2家"),
    ("外贸企业", "增减", "持平"),
    ("新增企业", "净增", "净增5家"),
    ("工业总产值", "增减", "增加0.92亿元"),  # 9228万元
    ("工业总产值", "目标", "12.00亿元"),
    ("工业总产值", "完成率", "完成年度目标的98.58%"),  # 118300 ÷ 120000 = 98.5833…%
    ("新增企业", "完成率", "完成年度目标的100%"),
    ("新增企业", "完成", "完成目标任务"),
    ("外贸企业", "完成", "超额完成目标任务"),
    ("退出企业", "完成", "完成年度目标的60%"),  # 3 ÷ 5
    ("工业总产值", "位次", "第二位"),
    ("工业总产值", "居", "居全州第二位"),
    ("新增企业", "位次", "首位"),
    ("新增企业", "居", "居全省首位"),
    ("排名", "居", "居全州第十二位"),
    ("技改投资", "占比(固定资产投资)", "5.49%"),  # 3358 ÷ 61111 = 5.4949…%
    ("技改投资", "占(固定资产投资)", "占固定资产投资的5.49%"),
    ("技改投资", "比重变化(固定资产投资)", "比重比上年提高1.52个百分点"),  # − 1555 ÷ 39156 = 3.9712…%
    ("技改投资", "拉动(固定资产投资)", "拉动固定资产投资增长4.60个百分点"),  # 1803 ÷ 39156 = 4.6046…%
    ("技改投资", "贡献率(固定资产投资)", "对固定资产投资增长的贡献率为8.21%"),  # 1803 ÷ 21955 = 8.2122…%
    ("工业总产值", "年均()", "两年平均增长8.77%"),  # √1.183 − 1 = 8.7658…%
    ("新增企业", "名单", "甲公司、乙公司、丙公司"),
    ("新增企业", "名单.数量", "3"),
    ("工业总产值", "期间", "全年"),
    ("工业总产值", "口径", "可比价"),
    ("工业总产值", "状态", "快报"),
    ("工业总产值", "备注", "附注"),
    ("工业总产值", "来源", "县统计局"),
    ("工业总产值", "编码", "GY01"),
    ("工业总产值", "名称", "工业总产值"),
    ("工业总产值", "章节", "工业运行"),
]

NOT_OF_INDICATORS = {
    *("年份", "数量", "序号", "标题", "独行", "指标", "段落", "概述", "节题", "条题", "单位右空", "日期右空"),
    "可比",
}


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(MADE_UP, tmp_path_factory.mktemp("book")))


def in_english(attribute: str) -> str:
    """Return the attribute's English name, its argument unchanged."""
    names = [ATTRIBUTES.get(name, name) for name in attribute.split("(")[0].split(".")]
    return ".".join(names) + (f"({attribute.split('(')[1]}" if "(" in attribute else "")


@pytest.mark.parametrize(("name", "attribute", "expected"), ATTRIBUTE_TABLE)
def test_an_attribute_prints(name: str, attribute: str, expected: str, context: dict[str, Any]) -> None:
    """The Chinese name and the English one print the same words."""
    asked = f"{name}.{attribute}" if attribute else name

    assert expected == said(context, asked)
    assert expected == said(
        context, f"{name}.{in_english(attribute)}" if attribute else f'indicators["{name}"]'
    )


def test_the_table_covers_every_attribute() -> None:
    """Whatever the vocabulary has for indicators is shown above."""
    shown = {attribute.split("(")[0].split(".")[0] for _, attribute, _ in ATTRIBUTE_TABLE}

    assert set(ATTRIBUTES) - NOT_OF_INDICATORS == shown - {""}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("工业总产值", "有"),
        ("外贸企业", "有"),
        ("新产品", "有"),
        ("利润", "有"),
        ("零售额", "有"),
        ("出口额", "无"),
    ],
)
def test_comparable_asks_whether_anything_may_be_said(
    name: str, expected: str, context: dict[str, Any]
) -> None:
    """`可比` is true when a growth phrase exists, be it 持平 or 上年同期为零; false without a base."""
    for asked in ("可比", "comparable"):
        assert expected == written(context, f"{{% if {name}.{asked} %}}有{{% else %}}无{{% endif %}}")


@pytest.mark.parametrize(
    ("asked", "code", "cell"),
    [
        ("出口额.同比", "GR101", "指标!J9"),
        ("出口额.上年", "CX105", "指标!J9"),
        ("出口额.增速", "GR101", "指标!J9"),
        ("出口额.增减", "GR101", "指标!J9"),
        ("出口额.目标", "CX105", "指标!M9"),
        ("出口额.完成率", "GR103", "指标!M9"),
        ("出口额.位次", "CX105", "指标!N9"),
        ("出口额.居", "CX105", "指标!N9"),
        ("出口额.名单", "CX103", "指标!C9"),
        ("出口额.年均()", "CX104", "指标!C9"),
        ("新产品.增速", "GR201", "指标!J10"),
        ("利润.增速", "GR202", "指标!J11"),
        ("排名.同比", "GR102", "指标!I13"),
        ("排名.数值", "CX105", "指标!I13"),
        ("固定资产投资.年均()", "GR208", "历年!B3"),
        ("工业总产值.年均(3)", "GR104", "历年!A2"),
        ("新增企业.占比(固定资产投资)", "GR209", "指标!D5"),
    ],
)
def test_what_may_not_be_stated_is_refused(asked: str, code: str, cell: str, context: dict[str, Any]) -> None:
    """In a condition it is false; printed it is an error at the cell that says why, and at the tag."""
    assert "无" == written(context, f"{{% if {asked} %}}有{{% else %}}无{{% endif %}}")

    with pytest.raises(Refusal) as refused:
        said(context, asked)
    (found,) = refused.value.diagnostics
    assert (code, "error", cell) == (found.code, found.severity, str(found.place))
    assert CELL in found.related


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ('技改投资.占比("固定资产投资")', "CX106"),  # a text is no indicator
        ("技改投资.占比(年度)", "CX106"),
        ("技改投资.占(名单)", "CX106"),
        ("技改投资.拉动(3)", "CX106"),
        ("工业总产值.年均(0)", "CX107"),
        ('工业总产值.年均("两年")', "CX107"),
        ("工业总产值.年均(年度)", "CX107"),
        ("技改投资.占比()", "TP307"),  # the argument is missing
        ("技改投资.占比(出口)", "CX101"),
        ("技改投资.同比增速", "CX102"),
    ],
)
def test_a_wrong_argument_is_the_authors_fault(asked: str, code: str, context: dict[str, Any]) -> None:
    """A share of something that is no indicator, an average over no years: named at the tag, no traceback."""
    with pytest.raises(Refusal) as refused:
        said(context, asked)

    assert code in {found.code for found in refused.value.diagnostics}
    assert {CELL} == {found.place for found in refused.value.diagnostics}


@pytest.mark.parametrize("rank", ["0", "-3", "1.5", "123456789"])
def test_a_rank_that_is_none_is_refused(rank: str, tmp_path: Path) -> None:
    """There is no 第零位: the cell of the rank is named."""
    context = context_of(read(MADE_UP.replace("||||12||||", f"||||{rank}||||"), tmp_path))

    with pytest.raises(Refusal) as refused:
        said(context, "排名.居")
    assert [("WB313", "指标!N13")] == [(found.code, str(found.place)) for found in refused.value.diagnostics]
