"""What drop-down lists propose where anything may be typed: units, periods, bases, rankings."""

from __future__ import annotations

__all__ = ["BASES", "ENGLISH_OFFERS", "PERIODS", "PRINTED_UNITS", "SCOPES", "UNITS"]

UNITS = (
    *("家", "个", "户", "人", "名", "项", "万元", "元", "亿元", "万美元", "亿美元", "%", "‰", "百分点"),
    *("人次", "万人", "万人次", "件", "台", "辆", "亩", "万亩", "公顷", "平方米", "万平方米", "平方公里"),
    *("吨", "万吨", "公里", "立方米", "千瓦时", "万千瓦时", "亿千瓦时", "千瓦", "万千瓦"),
)
PRINTED_UNITS = ("亿元", "万元", "元", "亿美元", "万美元", "万人", "万人次", "万亩", "万吨", "亿千瓦时")
PERIODS = (
    *("全年", "目前", "年末", "年初", "上半年", "前三季度", "一季度", "元至11月", "元至10月", "11月份"),
    *("12月份", "历次"),
)
BASES = ("按可比价格计算", "按现价计算", "按可比口径计算", "快报数", "统计口径调整，不可比")
SCOPES = ("全国", "全省", "全市", "全州", "全县")

ENGLISH_OFFERS = {  # column of Indicators → what is proposed for it; anything else is as good
    "unit": (
        *("%", "‰", "percentage points", "people", "million yuan", "yuan", "billion yuan"),
        *("million US dollars", "tonnes", "km", "km²", "m²", "hectares", "kWh", "kW"),
    ),
    "print_unit": ("billion yuan", "million yuan", "million US dollars", "million people"),
    "period": (
        *("full year", "year to date", "at year-end", "first half", "first three quarters"),
        *("first quarter", "January to November", "November", "December"),
    ),
    "basis": ("at comparable prices", "at current prices", "on a comparable basis", "preliminary figure"),
    "rank_scope": ("nation", "province", "prefecture", "county"),
}
