"""What people type into cells, and what is meant by it: relations, years, dates, “not available”, “about”."""

from __future__ import annotations

import re

from reportgen.growth import is_subtracted
from reportgen.wording.units import spellings

__all__ = [
    "APPROXIMATE",
    "COPY",
    "DATE",
    "LESS_IS_BETTER",
    "LISTED",
    "MAY_BE_NEGATIVE",
    "MET",
    "NET",
    "NOT_AVAILABLE",
    "NOT_MET",
    "OF_A_YEAR",
    "OF_ONE",
    "OF_WHOLE",
    "PART",
    "PER",
    "PER_PIECE",
    "RANKED_AMONG",
    "RATIOS",
    "RELATIONS",
    "SHARES",
    "SUBTRACTED",
    "TOTALS",
    "YEAR",
    "YEARS",
]

APPROXIMATE = (
    *("约", "近", "超", "逾", "余", "多", "左右", "上下", "以上", "以下", "大概", "预计"),
    *("about", "approx", "around", "nearly", "over", "under", "more", "less", "some"),
)
COPY = re.compile(r"(?:的|-)?(?:\(?(?:[0-9]+|副本|备份|copy|backup)\)?)+$")  # 指标 (2), 指标 - 副本
NOT_AVAILABLE = frozenset(
    (
        *("-", "--", "—", "——", "–", "−", "/", "\\", "无", "暂无", "没有", "n/a", "na", "不适用"),
        *("none", "nil", "notavailable", "notapplicable"),
    )
)  # as `normal` gives them
NET = ("净", "增减", "net", "change")  # a count whose name has one of these may be negative
RELATIONS = {  # as typed → as meant
    "=": "=",
    "==": "=",
    "≤": "≤",
    "<=": "≤",
    "=<": "≤",
    "≦": "≤",
    "⩽": "≤",
    "≥": "≥",
    ">=": "≥",
    "=>": "≥",
    "≧": "≥",
    "⩾": "≥",
    "<": "<",
    ">": ">",
    "≈": "≈",
    "≒": "≈",
    "≃": "≈",
    "~": "≈",
    "~=": "≈",
    "约等于": "≈",
    "等于": "=",
    "小于等于": "≤",
    "不大于": "≤",
    "大于等于": "≥",
    "不小于": "≥",
    "小于": "<",
    "大于": ">",
}
SUBTRACTED = tuple(dict.fromkeys(symbol for symbol, unit in spellings() if is_subtracted(unit)))
"""A change of values in units that are written so is a difference: %, 百分点, percent."""
YEARS = (1900, 2199)  # the first and the last that may be a year
YEAR = re.compile("((?:19|20|21)[0-9]{2})(?:年|年度)?")  # 2019年 heads the same column as 2019
OF_A_YEAR = re.compile(r"\((?:19|20|21)[0-9]{2}年?\)$")  # 本年值（2020年） is 本年值
DATE = re.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")

# --- what the words of a name or a remark say, as `normal` gives them: no blanks, half width, small letters

PART = re.compile("(?:其中|ofwhich)[:,、]?(.*)")  # 其中：技改投资 is part of the row above
LISTED = ("“名单”表", '"名单"表', "名单表", "listssheet", "sheetlists")  # a remark tells of a list
OF_WHOLE = "中"  # a remark 工业投资项目中的技改项目 tells the whole
MAY_BE_NEGATIVE = (
    *("净", "增减", "增速", "增长", "增幅", "变动", "变化", "差", "亏", "损", "盈", "利润", "收益", "余"),
    *("回报", "涨", "跌", "指数", "index"),
    *("net", "change", "growth", "loss", "profit", "balance", "surplus", "deficit", "difference", "return"),
)
SHARES = ("率", "占比", "比重", "比例", "share", "ratio", "rate")  # percentages that are never negative
OF_ONE = ("均", "每", "per", "average", "mean")  # so much for each of something: no whole number
RATIOS = ("比", "比例", "系数", "指数", "倍数", "ratio", "coefficient", "index")  # a bare number ends so
TOTALS = frozenset(
    ("合计", "总计", "小计", "共计", "合计数", "总数", "total", "subtotal", "grandtotal", "sum")
)  # as `normal` gives them: the name of a row that adds up what stands above
PER = "/／每"  # in a unit made of two, 元/人
PER_PIECE = (
    *OF_ONE,
    *("百元", "千元", "万元", "单价", "价格", "标准", "工资", "薪", "最高", "最低", "单位", "票价", "费率"),
    *("price", "wage", "rate", "cost", "maximum", "minimum", "fee"),
)
LESS_IS_BETTER = (
    *("能耗", "消耗", "排放", "事故", "死亡", "失业", "隐患", "逃", "欠", "亏", "降", "压减", "浓度", "投诉"),
    *("accident", "death", "emission", "consumption", "unemploy", "loss", "arrears", "complaint"),
)
NOT_MET = ("未完成", "没有完成", "没完成", "未能完成", "未达到目标", "未达目标", "notmet", "missedthetarget")
MET = ("超额完成", "全面完成", "已完成目标", "完成全年目标", "完成年度目标", "exceededthetarget", "targetmet")
RANKED_AMONG = {  # where a ranking is held → how many there can be at most
    **dict.fromkeys(("全州", "全市", "全区", "全县", "prefecture", "city", "county"), 100),
    **dict.fromkeys(("全省", "province"), 300),
    **dict.fromkeys(("全国", "china", "national"), 5000),
}
