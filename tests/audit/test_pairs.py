"""What must fire, and beside it what is nearly the same and must not."""

from __future__ import annotations

import pytest

from tests.support.statements import audited, codes

PAIRS = {
    # code: (fires, silent)
    "AU101": ("投资增长XX%。", "XXI届会议召开。"),
    "AU102": ("零售总额40.68亿，下降27.6%。", "零售总额40.68亿元，人口14亿。"),
    "AU103": ("2020新增企业8家。", "2020年新增企业8家，参加2020全国双创周。"),
    "AU104": ("宣人社文[2020]5号", "宣人社文〔2020〕5号"),
    "AU105": ("新增8家（含个体，增长5%。", "1）新增8家（含个体），增长5%。"),
    "AU106": ("一是抓项目；三是抓服务。", "一是抓项目；二是抓服务。同时，一是早部署；二是早落实。"),
    "AU107": ("同比增长8.46，居首位。", "同比增长8.46%，居首位。"),
    "AU108": ("2021年2月29日，", "2020年2月29日，"),
    "AU109": ("增长8..4%。", "增长8.4%……"),
    "AU201": ("销售额18329.87万元（其中11月1670.2元）。", "投资18329.87万元，其中每户补助1670.2元。"),
    "AU202": ("占比由30.1%提高到32.4%，提高2.3%。", "产值由30.1亿元增加到32.4亿元，增长7.6%。"),
    "AU203": ("占总数的102%。", "完成年度目标的102%。"),
    "AU204": ("总额40.68亿元，比上年56.20亿元增长27.6%。", "总额40.68亿元，比上年56.20亿元下降27.6%。"),
    "AU205": ("由100亿元增加到150亿元，翻一番。", "由100亿元增加到205亿元，翻一番。"),
    "AU301": (
        "总额40.68亿元，比上年56.20亿元下降26.7%。",
        "按可比价格计算，产值107.22亿元，比上年102.41亿元增长5.8%。",
    ),
    "AU302": ("由65.2%提高到68.4%，提高3.6个百分点。", "由65.2%提高到68.4%，提高3.2个百分点。"),
    "AU303": ("来信50件、来访40件，合计92件。", "来信50件、来访40件，合计90件。"),
    "AU304": ("投资3358万元，其中设备投资5338万元。", "投资3358万元，其中设备投资3338万元；贷款5338万元。"),
    "AU305": ("站点140个，其中贫困村46个，占38.2%。", "站点140个，其中贫困村46个，占32.9%。"),
    "AU306": ("完成240万元，占年计划1513万元的18.56%。", "完成240万元，占年计划1513万元的15.86%。"),
    "AU307": ("三次产业结构为22.8:34.5:44.7。", "三次产业结构为22.8:34.5:42.6。"),
    "AU308": ("新增企业3家（宝丰农业、长城茶业）。", "新增企业3家（宝丰农业、长城茶业和威达服饰）。"),
    "AU309": ("宝丰、长城、威达、上元等3家企业", "宝丰、长城等3家企业"),
    "AU310": ("猪肉、牛肉、羊肉产量分别为3万吨、2万吨。", "猪肉和牛肉产量分别为3万吨、2万吨。"),
    "AU313": ("由第12位上升到第15位。", "由第12位下降到第15位。"),
    "AU315": (
        "由2015年的100亿元增加到2020年的150亿元，年均增长12%。",
        "由2015年的100亿元增加到2020年的150亿元，年均增长8.4%。",
    ),
    "AU317": (
        "兑现奖补资金360万元，惠及企业24家，平均每家25万元。",
        "兑现奖补资金360万元，惠及企业24家，平均每家15万元；其中技改奖补平均每家25万元。",
    ),
    "AU316": ("投资1.14亿元（1140万元）。", "投资1.14亿元（11400万元）。"),
}  # fmt: skip

ROUNDED = (
    "完成11.83亿元，比上年10.91亿元增长8.46%。",  # of the printed values 8.43
    "总人口29.5万人，其中城镇人口20.8万人，乡村人口8.8万人。",
    "三次产业结构为33.3:33.3:33.4。",
    "三次产业结构为33.3:33.3:33.3。",
    "合同登记6017.39万元，其中技术交易额3726.26万元，占61.9%。",
)
LABELS = (
    "用好“3+1”模式，建成5G基站，落实〔2020〕9号文件，居全州第二位。",
    "2018—2023年规划通过，面积80～100亩，1000㎡以上平台3个。",
    "《2020年方案》印发，12345热线开通，G209线改造完成。",
)


@pytest.mark.parametrize("code", PAIRS)
def test_it_fires(code: str) -> None:
    assert code in codes(PAIRS[code][0])


@pytest.mark.parametrize("code", PAIRS)
def test_it_does_not_fire(code: str) -> None:
    assert code not in codes(PAIRS[code][1])


@pytest.mark.parametrize("text", [*ROUNDED, *LABELS])
def test_rounding_and_labels_are_no_fault(text: str) -> None:
    assert codes(text) == []


def test_a_finding_tells_the_words_and_the_figures() -> None:
    [found] = audited("社会消费品零售总额40.68亿元，比上年56.20亿元下降26.7%。").findings

    assert found.text == "26.7%"
    assert found.figures == ("40.68亿元", "56.20亿元", "26.7%")
    assert found.fault.values["due"] == "-27.6%"


def test_rounding_twice_is_a_note() -> None:
    [found] = audited("产值100.00亿元，其中出口44.40亿元，占44.5%。").findings

    assert found.fault.severity.value == "note"


def test_figures_are_counted_as_seen_and_as_checked() -> None:
    counts = audited("新增企业8家。总额40.68亿元，比上年56.20亿元下降27.6%。").counts

    assert (counts.figures, counts.checked, counts.kinds) == (4, 3, {"rate": 1})


def test_headings_are_followed_level_by_level() -> None:
    lines = ("一、工业", "（一）产值", "（二）投资", "二、商贸", "（一）零售", "（三）外贸", "四、科技")
    found = [(one.place.paragraph, one.text) for one in audited(*lines).findings]

    assert found == [(6, "（三）"), (7, "四、")]


def test_one_thing_told_twice_may_differ_by_period() -> None:
    assert codes("2019年，全县规上工业总产值11.38亿元。", "2020年，全县规上工业总产值11.83亿元。") == []
