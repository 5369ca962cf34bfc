"""Texts that no one would write are read to their end: whatever is typed, an audit answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.statements import STATEMENTS, audited, statements

ODD = (
    "3家企业被认定为（）精特新企业（名单附后）。",
    "新增规上企业8家（）。",
    "全县共有00个项目，其中0个、0.00个，剩余0个。",
    "性别比为0。城乡居民收入比由0缩小到0。",
    "平均销售价格6500元/平方米，销售额0元，销售面积0平方米。",
    "完成" + "9" * 30 + "万元，其中" + "8" * 24 + "万元、1,2,3万元。",
    "重点项目36个，完成投资412.6亿元，其中省级项目-5.9亿元，占54.5%。",
    "第一产业增加值占比71..1%，第二产业占比37.8%，第三产业占比55.1%。",
    "其中男性325106人，女性309706人，性别比为10,104.97。",
    "The total (2016: £0m) of 0, including 0 and 0.0.",
    "The backlog was halved from 120 to 0.",
    "截至〇月底，完成8%，高于序时进度1个百分点。",
    "应缴-58955.89万元，实缴-58595.89万元。",
)
PIECES = (
    "00", "0.00", "1.", "-5", "１２", "分别", "其中", "剩余", "0万元", "平均", "相比", "，", "。", "（", "）",
    "由", "到", "%", "个百分点", "结转下年", "2025，", " of which ", "(2016: ",
)  # fmt: skip
TEXTS = [one.text for one in statements()][::9]


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_is_read(text: str) -> None:
    assert audited(text).counts.figures >= 0


@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4), st.sampled_from(PIECES))),
)
def test_a_statement_with_pieces_put_into_it_is_read(text: str, put: list[tuple[int, int, str]]) -> None:
    for at, gone, piece in put:
        text = text[:at] + piece + text[at + gone :]

    assert audited(text).counts.figures >= 0


def test_there_are_statements_to_break() -> None:
    assert STATEMENTS.exists()
    assert len(TEXTS) > 200
