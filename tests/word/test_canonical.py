"""Formatting that says the same, however a program writes it."""

from __future__ import annotations

import pytest

from reportgen.word.canonical import canonical, properties_key
from tests.support.docs import prefixed


def _key(name: str, content: str) -> str:
    return properties_key(prefixed(f"<w:{name}>{content}</w:{name}>"))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("rPr", '<w:b/><w:i/>', '<w:i w:val="1"/><w:b w:val="true"/>'),
        ("rPr", '<w:b w:val="0"/>', '<w:b w:val="false"/>'),
        ("rPr", '<w:rFonts w:hint="eastAsia"/>', ""),
        ("rPr", '<w:rFonts w:hint="eastAsia" w:ascii="宋体"/>', '<w:rFonts w:ascii="宋体"/>'),
        ("rPr", '<w:lang w:val="en-US"/><w:szCs w:val="32"/><w:noProof/>', ""),
        ("rPr", '<w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange>', "<w:b/>"),
        ("pPr", '<w:ind w:firstLine="640" w:firstLineChars="200"/>', '<w:ind w:firstLine="640"/>'),
        ("pPr", '<w:ind w:left="280" w:hanging="0"/>', '<w:ind w:firstLine="0" w:left="280"/>'),
        ("pPr", '<w:jc w:val="start"/>', '<w:jc w:val="left"/>'),
        ("pPr", '<w:spacing w:line="360" w:lineRule="auto"/>', '<w:spacing w:line="360"/>'),
        ("pPr", '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:tabs/>', ""),
        ("tcPr", '<w:tcBorders/><w:tcW w:w="1260" w:type="dxa"/>', '<w:tcW w:w="1259" w:type="dxa"/>'),
        ("tblPr", '<w:tblInd w:w="0" w:type="dxa"/>', ""),
        ("sectPr", '<w:type w:val="nextPage"/><w:textDirection w:val="lrTb"/><w:docGrid w:linePitch="100"/>'
                   '<w:formProt w:val="false"/><w:pgNumType w:fmt="decimal"/><w:cols w:space="425"/>', ""),
        ("pPr", '<w:pStyle w:val="a"/><w:cnfStyle w:val="1"/>', '<w:pStyle w:val="a"/>'),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same_are_equal(name, one, other):
    assert _key(name, one) == _key(name, other)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("rPr", "<w:b/>", ""),
        ("rPr", '<w:b w:val="0"/>', ""),  # which a bold style would make bold
        ("rPr", '<w:rFonts w:eastAsia="仿宋"/>', '<w:rFonts w:eastAsia="楷体"/>'),
        ("rPr", '<w:sz w:val="32"/>', '<w:sz w:val="30"/>'),
        ("rPr", '<w:u w:val="single"/>', '<w:u w:val="double"/>'),
        ("pPr", '<w:ind w:firstLine="640"/>', '<w:ind w:firstLine="420"/>'),
        ("pPr", '<w:ind w:firstLineChars="200"/>', '<w:ind w:firstLineChars="100"/>'),
        ("pPr", '<w:ind w:firstLine="0"/>', ""),
        ("pPr", "<w:keepNext/>", ""),
        ("tcPr", '<w:tcW w:w="1260" w:type="dxa"/>', '<w:tcW w:w="1400" w:type="dxa"/>'),
        ("sectPr", '<w:pgSz w:w="11906"/>', '<w:pgSz w:w="16838"/>'),
        ("sectPr", '<w:cols w:num="2"/>', ""),
        ("sectPr", '<w:docGrid w:type="lines" w:linePitch="312"/>',
        '<w:docGrid w:type="lines" w:linePitch="600"/>'),
    ],
)  # fmt: skip
def test_what_looks_otherwise_differs(name, one, other):
    assert _key(name, one) != _key(name, other)


def test_styles_are_told_by_their_names_where_these_are_known():
    properties = prefixed('<w:pPr><w:pStyle w:val="Style15"/><w:keepNext/></w:pPr>')

    assert "keepNext pStyle(公文标题)" == properties_key(properties, links={"style Style15": "公文标题"})
    assert "keepNext" == properties_key(properties, links={"style Style15": ""})  # the one that holds anyway
    assert "keepNext pStyle(Style15)" == properties_key(properties, links={"style a": "x"})


def test_some_properties_are_left_out_when_asked():
    assert "keepNext" == properties_key(
        prefixed("<w:pPr><w:keepNext/><w:rPr><w:b/></w:rPr></w:pPr>"), "w:rPr"
    )


def test_ids_that_programs_count_up_make_no_difference():
    one, other = (
        prefixed(
            f'<w:drawing><wp:docPr id="{n}" name="图{n}" descr="厂"/><a:blip r:embed="rId{n}"/></w:drawing>'
        )
        for n in (1, 2)
    )

    assert canonical(one, {"rId1": "image.png"}) == canonical(other, {"rId2": "image.png"})
    assert canonical(one, {"rId1": "image.png"}) != canonical(other, {"rId2": "other.png"})
