"""What people type into cells, and what is meant by it: relations, years, dates, “not available”, “about”."""

from __future__ import annotations

import re

from reportgen.growth import is_subtracted
from reportgen.wording.units import spellings

__all__ = ["APPROXIMATE", "DATE", "NET", "NOT_AVAILABLE", "RELATIONS", "SUBTRACTED", "YEAR", "YEARS"]

APPROXIMATE = (
    *("约", "近", "超", "逾", "余", "多", "左右", "上下", "以上", "以下", "大概", "预计"),
    *("about", "approx", "around", "nearly", "over", "under", "more", "less", "some"),
)
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
DATE = re.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
