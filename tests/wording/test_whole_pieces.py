"""Texts cut into the smallest pieces that a reader takes as one."""

from __future__ import annotations

import pytest

from reportgen.wording.segments import segments

CASES = [
    ("达到11.83亿元", ["达到", "11.83亿元"]),
    ("根据〔2020〕9号", ["根据", "〔2020〕9号"]),
    ("2021年1月8日前", ["2021年1月8日", "前"]),
    ("周期18个月", ["周", "期", "18个月"]),
    ("USD 1.5 million", ["USD", " ", "1.5 million"]),
    ("on 5 March 2021", ["on", " ", "5 March 2021"]),
    ("by March 31, 2021", ["by", " ", "March 31, 2021"]),
    ("2018-2023", ["2018", "-", "2023"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_belongs_together_is_never_cut(text: str, expected: list[str]) -> None:
    """Figures with units, dates, numbers of documents, words."""
    assert expected == [piece for piece, _ in segments(text)]
    assert text == "".join(expected)
