"""A paragraph character by character: text, objects and links."""

from __future__ import annotations

import pytest

from reportgen.word.inline import OBJECT, STAND_INS, inline
from tests.support.docs import prefixed
from tests.support.wordfiles import r


def _read(content: str, **links: str):
    return inline(prefixed(f"<w:p>{content}</w:p>"), links)


def _field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{r(result)}{marks[2]}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("工业") + r("总产值", "<w:b/>"), "工业总产值"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
        (r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("乙"), f"甲{OBJECT}乙"),
        (r("甲") + "<w:r><w:footnoteReference w:id='1'/></w:r>", f"甲{OBJECT}"),
        (f"<w:ins w:id='1'>{r('新')}</w:ins><w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del>",
        "新"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>{r('乙')}", "甲乙"),
        (f"<w:hyperlink r:id='rId1'>{r('网站')}</w:hyperlink>", "网站"),
        (f"<w:bookmarkStart w:id='1' w:name='a'/>{r('甲')}<w:bookmarkEnd w:id='1'/>", "甲"),
        (_field(" REF a ", "甲"), f"{OBJECT}甲{OBJECT}"),
        (r("第") + _field(" PAGE ", "1") + r("页"), f"第{OBJECT}页"),
        (r("第") + f"<w:fldSimple w:instr=' PAGE '>{r('1')}</w:fldSimple>" + r("页"), f"第{OBJECT}页"),
        (r("甲\ufffc乙\u2029丙"), f"甲{STAND_INS[OBJECT]}乙{STAND_INS[chr(0x2029)]}丙"),
        ("<w:r><w:t/></w:r><w:proofErr w:type='spellStart'/>", ""),
    ],
    ids=["runs", "tabs and breaks", "page break", "note", "tracked changes", "content control", "link",
    "bookmark",
         "field", "page number", "page number in short", "characters with a meaning of their own", "nothing"],
)  # fmt: skip
def test_a_paragraph_reads_as_it_is_seen(content, text):
    assert text == _read(content).text


def test_each_object_says_what_it_is():
    found = _read(
        _field(" REF  a ", "甲")
        + _field("page \\* ARABIC", "3")
        + "<w:r><w:endnoteReference w:id='1'/></w:r>"
    )

    assert ["field REF a", "field end", "page field page \\* ARABIC", "endnote"] == [
        atom.key for atom in found.atoms if atom.key
    ]


def test_a_page_number_is_the_same_whatever_page_it_was_seen_on():
    one, other = (_read(_field("PAGE", number)) for number in ("1", "17"))
    short = _read(f"<w:fldSimple w:instr='PAGE'>{r('3')}</w:fldSimple>")

    assert 1 == len({tuple((atom.text, atom.key) for atom in found.atoms) for found in (one, other, short)})


def test_what_a_link_leads_to_belongs_to_its_text():
    content = f"<w:hyperlink r:id='rId1'>{r('网站')}</w:hyperlink>"
    wraps = {_read(content, rId1=target).atoms[0].wrap for target in ("http://a.cn/", "http://b.cn/")}

    assert 2 == len(wraps)


def test_a_text_in_the_text_with_a_sign_for_objects_counts_for_none():
    found = _read(r("甲\ufffc乙") + "<w:r><w:br w:type='page'/></w:r>")

    assert (1, 4) == (sum(bool(atom.key) for atom in found.atoms), len(found.text))
