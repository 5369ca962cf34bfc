"""What a careful colleague would find in the figures of a book: each check fires where it should, at the cell
to blame, and keeps silent where a true book looks the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.codes import CODES
from tests.workbook.test_checks import check, told

_HEADERS = dict(zip("编章名单印位增期本上公率口目次范态来人备", "ABCDEFGHIJKLMNOPQRST", strict=True))


def row(number: int, name: str, unit: str, value: str, **more: str) -> dict[str, str]:
    """Return the edits that add a row to 指标, in the section 科技, columns by a sign of their header."""
    cells = {"章": "科技", "名": name, "单": unit, "本": value, "期": "全年", "态": "快报"} | more
    return {f"指标!{_HEADERS[key]}{number}": text for key, text in cells.items()}


def rule(left: str, relation: str, right: str, tolerance: str = "0") -> dict[str, str]:
    """Return the edits that make the small book's rule another one."""
    sides = {"B2": left, "C2": f"'{relation}", "D2": right, "E2": tolerance}
    return {f"勾稽关系!{cell}": text for cell, text in sides.items()}


WHOLE, PART = "技术合同登记额", "其中：技术交易额"
SALES, RETAIL = "农产品销售额", "网络零售额"
UP_TO, NOVEMBER = {"期": "元至11月"}, {"期": "11月"}

FIRES: list[tuple[str, dict[str, str], str, list[str]]] = [  # code, edits, place, related
    ("WB322", {"指标!L2": "0.0846"}, "指标!L2", ["指标!I2", "指标!J2"]),
    ("WB322", {"指标!L2": "846.04"}, "指标!L2", ["指标!I2", "指标!J2"]),
    ("WB322", {"指标!L2": "0.0846", "指标!J2": ""}, "指标!L2", []),
    ("WB323", rule("工业总产值", "=", "118300.4"), "勾稽关系!B2", ["指标!I2"]),
    ("WB323", rule("工业总产值", "≤", "118299.5"), "勾稽关系!B2", ["指标!I2"]),
    (
        "WB324",
        row(8, WHOLE, "万元", "6017.39") | row(9, PART, "万元", "7726.26"),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    (
        "WB324",
        {"指标!T4": "新增企业中又退出的", "指标!I4": "3", "指标!I5": "-1"},
        "指标!I4",
        ["指标!I3", "指标!D4", "指标!D3"],
    ),
    (
        "WB325",
        row(8, WHOLE, "万元", "6017.39") | row(9, PART, "元", "3726.26"),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    (
        "WB325",
        row(8, WHOLE, "万元", "6017.39")
        | row(9, "技术交易额", "元", "3726.26")
        | rule(WHOLE, "≥", "技术交易额"),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    (
        "WB326",
        row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, RETAIL, "元", "1670.2", **NOVEMBER),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    (
        "WB326",
        row(8, SALES, "元", "18329.87", **UP_TO) | row(9, RETAIL, "万元", "1670.2", **NOVEMBER),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    (
        "WB326",
        row(8, SALES, "万元", "18329.87", 期="January to November")
        | row(9, RETAIL, "万元", "0.167", 期="November"),
        "指标!I9",
        ["指标!I8", "指标!D9", "指标!D8"],
    ),
    ("WB327", {"指标!I6": "0.85", "指标!J6": "84.2"}, "指标!I6", ["指标!J6"]),
    ("WB328", row(8, "出口额", "万元", "-5000"), "指标!I8", []),
    ("WB328", row(8, "出口额", "万元", "5000", 上="-4800"), "指标!J8", ["指标!I8"]),
    ("WB328", row(8, "合格率", "%", "-84.2"), "指标!I8", []),
    ("WB328", row(8, "仓库面积", "平方米", "-3000"), "指标!I8", []),
    (
        "WB329",
        row(8, WHOLE, "万元", "6017.39") | row(9, "技术交易额", "万元", "6017.39"),
        "指标!I9",
        ["指标!I8"],
    ),
    (
        "WB330",
        {
            **row(8, "甲额", "亿元", "1.24", 位="1"),
            **row(9, "乙额", "亿元", "2.24", 位="1"),
            **row(10, "总额", "亿元", "3.48", 位="1"),
            **rule("总额", "=", "甲额 + 乙额"),
        },
        "勾稽关系!B2",
        ["指标!I8", "指标!I9", "指标!I10"],
    ),
    ("WB331", {"指标!E2": "", "指标!F2": "", "指标!N2": "12"}, "指标!N2", ["指标!I2"]),
    ("WB332", {"指标!N2": "120000", "指标!T2": "超额完成"}, "指标!T2", ["指标!I2", "指标!N2"]),
    ("WB332", {"指标!N2": "110000", "指标!T2": "未完成目标"}, "指标!T2", ["指标!I2", "指标!N2"]),
    ("WB333", {"指标!O7": "806"}, "指标!O7", []),
    ("WB333", {"指标!O2": "806"}, "指标!O2", []),  # in 上级简称, 全州
    ("WB334", {"指标!H4": "元至11月"}, "勾稽关系!B2", ["指标!H3", "指标!H4", "指标!H5"]),
    ("WB335", {"指标!Q2": "定案", "基本信息!B6": "2020-12-15"}, "指标!Q2", ["指标!I2"]),
    ("WB336", {"指标!Q2": "计划"}, "指标!Q2", ["指标!I2"]),
    ("WB337", {"指标!H2": "2019年"}, "指标!H2", []),
    (
        "WB338",
        {"指标!J2": "", "指标!I2": "150000", "历年!C2": "150000"}
        | {"历年!D1": "2018", "历年!E1": "2017", "历年!D2": "109000", "历年!E2": "109100"},
        "指标!I2",
        ["历年!E2", "历年!D2", "历年!B2"],
    ),
    ("WB339", row(8, "出口额", "万元", "1.4", 位="0"), "指标!I8", ["指标!F8"]),
    ("WB340", row(8, "出口额", "万元", "3898300"), "指标!I8", ["指标!D8", "指标!E8"]),
    ("WB341", row(8, "奖补资金", "元", "389.83"), "指标!I8", ["指标!D8"]),
    ("WB346", {"名单!A2": "新增的企业", "名单!A3": "新增的企业"}, "名单!A2", ["指标!C3"]),
    (
        "WB350",
        {"指标!T3": "名字列入“名单”表", "名单!A2": "成员", "名单!A3": "成员"},
        "指标!T3",
        ["指标!I3"],
    ),
    ("WB351", row(8, "合计", "万元", "123456"), "指标!C8", []),
]


@pytest.mark.parametrize(("code", "edits", "place", "related"), FIRES, ids=lambda value: str(value)[:40])
def test_a_slip_is_found(
    tmp_path: Path, code: str, edits: dict[str, str], place: str, related: list[str]
) -> None:
    """It is the only finding, at the cell to blame, with the cells that it was compared with."""
    assert [(code, CODES[code], place, related)] == told(check(tmp_path, edits))


QUIET: list[tuple[str, dict[str, str]]] = [
    ("WB322", {"指标!L2": "0.12", "指标!J2": ""}),  # 0.12 % at two decimals
    ("WB322", {"指标!L2": "0.8", "指标!J2": "117361", "历年!B2": "117361"}),  # (118300 − 117361) ÷ 117361
    ("WB323", rule("工业总产值", "≤", "118300")),
    ("WB324", row(8, WHOLE, "万元", "6017.39") | row(9, PART, "万元", "3726.26")),
    ("WB324", row(8, WHOLE, "万元", "6017.39") | row(9, "其中：技术合同", "项", "7726")),  # unlike
    ("WB324", row(8, WHOLE, "万元", "6017.39") | row(9, PART, "万元", "7726.26", 章="工业")),
    ("WB325", row(8, WHOLE, "万元", "6017.39") | row(9, PART, "万元", "12.5")),  # a small part
    ("WB325", row(8, "全县人口", "人", "300000") | row(9, "其中：院士", "人", "1")),  # a count
    ("WB326", row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, RETAIL, "万元", "1670.2", **NOVEMBER)),
    ("WB326", row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, RETAIL, "元", "1670.2", 期="全年")),
    ("WB326", row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, RETAIL, "元", "1670.2", 章="", **NOVEMBER)),
    ("WB326", row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, RETAIL, "万元", "16.7", **NOVEMBER)),
    ("WB326", row(8, SALES, "万元", "18329.87", **UP_TO) | row(9, "会费", "元", "9000", **NOVEMBER)),
    (
        "WB326",  # it goes with one of two sums
        row(8, SALES, "万元", "18329.87", **UP_TO)
        | row(9, "会费", "元", "17000", **UP_TO)
        | row(10, "当月会费", "元", "1600", **NOVEMBER),
    ),
    ("WB327", {"指标!I6": "0.1", "指标!J6": "10.3"}),  # growth that came to a halt
    ("WB328", row(8, "利润总额", "万元", "-5000", 上="3000")),
    ("WB328", row(8, "净出口", "万元", "-5000")),
    ("WB328", row(8, "税收返还", "万元", "-5000", 上="-4800")),  # negative every year
    ("WB328", row(8, "规上工业增加值", "%", "-2.3", 上="6.1")),  # growth by its short name
    ("WB329", row(8, WHOLE, "万元", "6017.39") | row(9, "交易额", "万元", "6017.39", 期="元至11月")),
    ("WB329", row(8, WHOLE, "万元", "6017.39") | row(9, "出口额", "万美元", "6017.39")),
    ("WB329", row(8, "甲补贴", "万元", "200") | row(9, "乙补贴", "万元", "200")),
    (
        "WB329",
        row(8, WHOLE, "万元", "6017.39") | row(9, "交易额", "万元", "6017.39") | rule(WHOLE, "=", "交易额"),
    ),
    (
        "WB330",
        {
            **row(8, "甲额", "亿元", "1.24", 位="2"),
            **row(9, "乙额", "亿元", "2.24", 位="2"),
            **row(10, "总额", "亿元", "3.48", 位="2"),
            **rule("总额", "=", "甲额 + 乙额"),
        },
    ),
    ("WB331", {"指标!N2": "120000"}),
    ("WB331", {"指标!N3": "200", "指标!I3": "2"}),  # a count far from its target is only far from it
    ("WB332", {"指标!N2": "110000", "指标!T2": "超额完成"}),
    ("WB332", {"指标!N2": "120000", "指标!T2": "未完成"}),
    ("WB332", row(8, "万元能耗", "吨", "0.52", 目="0.5", 备="未完成")),  # less is better
    ("WB333", {"指标!O7": "88"}),
    ("WB333", {"指标!O7": "806", "指标!P7": "全国"}),
    ("WB334", {"指标!H4": "目前", "指标!H5": "年末"}),  # states go with anything
    ("WB334", {"指标!H3": "上半年", "指标!H4": "下半年"}),  # halves make a year
    ("WB335", {"指标!Q2": "定案"}),  # signed on the last day
    ("WB335", {"指标!Q2": "定案", "指标!H2": "11月", "基本信息!B6": "2020-12-01"}),
    ("WB336", {"指标!Q2": "计划", "指标!H2": "下年计划"}),
    ("WB337", {"指标!H2": "2020年全年"}),
    ("WB337", {"指标!H2": "2021年", "指标!Q2": "计划"}),
    (
        "WB338",  # steady growth leaves every average behind
        {"指标!I2": "140000", "指标!J2": "120000", "历年!B2": "120000", "历年!C2": "140000"}
        | {"历年!D1": "2018", "历年!E1": "2017", "历年!D2": "102000", "历年!E2": "87000"},
    ),
    (
        "WB338",
        {"指标!J2": "", "指标!I2": "150000", "历年!C2": "150000", "指标!T2": "新建园区投产"}
        | {"历年!D1": "2018", "历年!E1": "2017", "历年!D2": "109000", "历年!E2": "109100"},
    ),
    ("WB323", row(8, "每千人口床位数", "张", "6.72") | rule("每千人口床位数", "≈", "6.7244")),  # as rounded
    ("WB339", row(8, "出口额", "万元", "14.4", 位="0")),
    ("WB340", row(8, "出口额", "万元", "3898300", 印="亿元", 位="2")),
    ("WB340", row(8, "植树", "棵", "3898300")),  # there is no larger unit
    ("WB341", row(8, "低保标准", "元", "620")),
    ("WB341", row(8, "百元医疗收入消耗卫生材料", "元", "18.7")),
    ("WB341", row(8, "体检补贴", "元", "74787")),
    ("WB351", row(8, "奖补资金合计", "万元", "1200")),
    ("WB346", {"名单!A2": "新增的企业", "名单!A3": "新增的企业", "名单!A4": "新增的企业"}
     | {"名单!B4": "3", "名单!C4": "丙公司"}),
    ("WB350", {"指标!T3": "名字列入“名单”表"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "edits"), QUIET, ids=lambda value: str(value)[:40])
def test_a_true_book_is_left_alone(tmp_path: Path, code: str, edits: dict[str, str]) -> None:
    """What looks like the slip and is none says nothing at all."""
    assert [] == told(check(tmp_path, edits)), code


def test_every_check_is_tried_both_ways() -> None:
    """No code of a figure's check is without a slip that it finds and a true book that it leaves alone."""
    of_last_year = {f"WB{number}" for number in range(342, 346)}
    of_switches = {"WB347", "WB348", "WB349"}
    codes = {code for code in CODES if "WB322" <= code <= "WB399"} - of_last_year - of_switches

    assert codes == {code for code, *_ in FIRES} == {code for code, _ in QUIET}
