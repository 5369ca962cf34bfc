"""What a reader takes as one piece of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording.segments import figures, heading_number, masked, segments, sentences_around


def _pieces(text: str) -> str:
    return " ".join(piece for piece, _ in segments(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11.83亿元", "figure"), ("5.3万人次", "figure"), ("1,234.5万元", "figure"),
        ("１２３４．５万元", "figure"),
        ("-27.6%", "figure"), ("80 万亩", "figure"), ("1000㎡", "figure"), ("0.5‰", "figure"),
        ("35℃", "figure"),
        ("2.5MW", "figure"), ("3.5个百分点", "figure"),
        ("〔2020〕9号", "document"), ("[2020]第15号", "document"), ("（2021）118号", "document"),
        ("2020年", "date"), ("2020年12月31日", "date"), ("12月31日", "date"), ("1—9月", "date"),
        ("2018—2023年", "date"), ("二〇二〇年十二月三十一日", "date"), ("2020-12-31", "date"),
        ("2020.12.31", "date"), ("20:30", "date"),
        ("一、", "heading"), ("十二、", "heading"), ("1.", "heading"), ("1.2.", "heading"),
        ("（三）", "heading"),
        ("（12）", "heading"), ("第三章", "heading"), ("第35条", "heading"), ("第二位", "heading"),
        ("5G", "word"), ("ISO9001", "word"), ("COVID-19", "word"), ("Wi-Fi", "word"), ("3+1", "word"),
        ("1.2.3", "word"), ("10kV", "word"), ("同比", "word"), ("高新技术", "word"),
        ("三十五家", "numeral"), ("百分之三十", "numeral"), ("百分之三点五", "numeral"),
        ("十四五", "numeral"),
    ],
)  # fmt: skip
def test_a_piece_stays_whole(text, kind):
    assert [(text, kind)] == list(segments(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业总产值达到11.83亿元，同比增长8.46%。", "工业 总 产值 达到 11.83亿元 ， 同比 增长 8.46% 。"),
        ("宣办发〔2020〕9号文件", "宣 办 发 〔2020〕9号 文件"),
        ("3至5家、10-20家", "3 至 5家 、 10 - 20家"),
        ("同比下降-3.5%", "同比 下降 -3.5%"),
        ("一、主要指标", "一、 主要 指标"),
        ("其中一、二类", "其中 一 、 二 类"),  # no heading but at the beginning
        ("1.搭建平台", "1. 搭 建 平台"),
        ("1.5亿元", "1.5亿元"),
        ("2020年度12个", "2020年 度 12个"),
        ("全国工业发展", "全国 工业 发展"),
        ("4G基站672个", "4G 基站 672个"),
    ],
)
def test_a_text_is_cut_between_its_pieces(text, expected):
    assert expected == _pieces(text)


@given(
    st.text(alphabet="一二年月日号第、（）〔〕0123456789.,+-—至%万亿元家个同比增长工业全县 AbG\u3000\ufffc。")
)
def test_pieces_leave_nothing_out(text):
    assert text == "".join(piece for piece, _ in segments(text))


@given(st.text(alphabet="一月日号、（）0123456789.,-—%万亿元家同比 A。"))
def test_figures_are_those_among_the_pieces(text):
    expected = [piece for piece, kind in segments(text) if kind == "figure"]

    assert expected == [text[start:end] for start, end in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、主要指标", "一、"), ("（二）工业", "（二）"), ("(3)新建", "(3)"), ("第三章 总则", "第三章"),
        ("1.搭建平台", "1."), ("1.2.3 小节", "1.2.3 "), ("2、整合", "2、"), ("12．创新", "12．"),
        ("II. Main work", "II. "), ("IV. Priorities", "IV. "), ("1. Industry", "1. "), ("(2) A", "(2)"),
        ("V.I.P. guests", ""), ("I think", ""),
        ("5.3万人次", ""), ("0.5‰", ""), ("2020.12.31", ""), ("2020年", ""), ("一是抓项目", ""), ("工业", ""),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_number(text, expected):
    assert expected == heading_number(text)


def test_texts_that_differ_in_figures_alone_are_masked_alike():
    assert masked("产值11.83亿元，增长8.46%") == masked("产值1,204亿元，增长9%")
    assert masked("产值11.83亿元") != masked("产值11.83万元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达到11.83亿元", ["达到", "11.83亿元"]),
        ("根据〔2020〕9号", ["根据", "〔2020〕9号"]),
        ("2021年1月8日前", ["2021年1月8日", "前"]),
        ("周期18个月", ["周", "期", "18个月"]),
        ("USD 1.5 million", ["USD", " ", "1.5 million"]),
        ("reached 1.183 billion yuan", ["reached", " ", "1.183 billion yuan"]),
        ("8 enterprises (A)", ["8 enterprises", " ", "(", "A", ")"]),
        ("up 1.2 percentage points", ["up", " ", "1.2 percentage points"]),
        ("9 service points", ["9 service points"]),
        ("8 enterprising men", ["8", " ", "enterprising", " ", "men"]),
        ("5 km", ["5 km"]),
        ("纯度5.5ppm", ["纯", "度", "5.5ppm"]),
        ("on 5 March 2021", ["on", " ", "5 March 2021"]),
        ("by March 31, 2021", ["by", " ", "March 31, 2021"]),
        ("2018-2023", ["2018", "-", "2023"]),
    ],
)
def test_what_belongs_together_is_never_cut(text, expected):
    assert expected == [piece for piece, _ in segments(text)]


@given(st.text("1年-.%、。；一（）km 亿元", max_size=30), st.data())
def test_the_figures_of_some_sentences_are_those_that_the_whole_text_has_there(text, data):
    left = data.draw(st.integers(0, len(text)))
    right = data.draw(st.integers(left, len(text)))

    start, end = sentences_around(text, left, right)

    assert start <= left <= right <= end
    assert tuple(one for one in figures(text) if start <= one[0] < end) == figures(text, start, end)
