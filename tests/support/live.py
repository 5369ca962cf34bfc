"""Rows of 指标 with the rate and completion that their live formulas show."""

from __future__ import annotations

from reportgen.workbook.writer import Value

__all__ = ["COMPLETIONS", "LIVE", "RATES"]

_Case = tuple[dict[str, Value], float | None]

RATES: list[_Case] = [  # what the row holds, the 同比(%) that it shows
    ({"本年值": 118300, "上年同期值": 109072}, 8.46),  # (118300 − 109072) ÷ 109072 = 8.4604 %
    ({"本年值": "18329.87", "上年同期值": "9749.93", "增速小数位": 0}, 88),
    ({"本年值": 406800, "上年同期值": 562000, "增速小数位": 1}, -27.6),
    ({"本年值": "216.93", "上年同期值": 200}, 8.47),  # 8.465 % exactly: half goes up
    ({"本年值": "183.07", "上年同期值": 200}, -8.47),  # −8.465 % exactly: away from zero
    ({"本年值": 118300, "上年同期值": 109072, "增速小数位": None}, 8.46),  # two decimals unless told
    ({"本年值": 118300, "上年同期值": 109072, "公布增速": "9.1"}, 9.1),  # a published rate wins
    ({"本年值": "12.5", "上年同期值": "11.3", "单位": "%"}, 1.2),  # percentages are subtracted
    ({"本年值": "5.2", "上年同期值": "4.9", "单位": "‰"}, 0.3),
    ({"本年值": "5.2", "上年同期值": "4.9", "单位": "百分点"}, 0.3),
    ({"本年值": "5.2", "上年同期值": "4.9", "单位": "个 千分点"}, 0.3),
    ({"本年值": "5.2", "上年同期值": "4.9", "单位": "％"}, 0.3),
    ({"本年值": "5.2", "上年同期值": "4.9", "单位": "percentage points"}, 0.3),
    ({"本年值": "448.125", "上年同期值": 448, "单位": "%"}, 0.13),  # a tie, which binary fractions hide
    ({"本年值": 302, "上年同期值": 791668, "增速小数位": 8}, -99.96185270),
    ({"本年值": "100.04682695", "上年同期值": 100, "增速小数位": 8}, 0.04682695),
    ({"本年值": 5}, None),
    ({"上年同期值": 5}, None),
    ({"本年值": 5, "上年同期值": 0}, None),
    ({"本年值": 0, "上年同期值": 0}, None),
    ({"本年值": 5, "上年同期值": -5}, None),
    ({"本年值": -5, "上年同期值": 5}, None),
    ({"本年值": -5, "上年同期值": -10}, None),
    ({"本年值": 0, "上年同期值": 5}, -100),
]
COMPLETIONS: list[_Case] = [
    ({"本年值": 5, "目标值": 5}, 100),
    ({"本年值": 240, "目标值": 1513}, 15.86),  # 15.8625 %
    ({"本年值": 5, "目标值": 0}, None),
    ({"本年值": 5, "目标值": -1}, None),
    ({"目标值": 5}, None),
    ({"本年值": 5}, None),
]
_FEWEST = {
    "本年值": 118300,
    "上年同期值": 109072,
    "增速小数位": -1,
}  # is no number of decimals: taken for none
LIVE = [
    ("U", _FEWEST, 8),
    *(("U", held, shown) for held, shown in RATES),
    *(("V", held, shown) for held, shown in COMPLETIONS),
]
