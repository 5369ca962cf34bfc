"""Which paragraphs belong together: kept, edited, put in, taken out, split, joined, moved, numbered anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from reportgen.diff.pairs import Passage
from tests.support.alignments import laid, side_by_side
from tests.support.wordfiles import WordFile, p, r

A = "一季度，全县工业企业生产经营逐步恢复，规上企业复工率达到100%。"
B = "二季度，各乡镇围绕项目建设抓落实，新开工项目12个，总投资8.6亿元。"
C = "三季度，招商引资签约项目9个，协议资金15.2亿元，同比增长12.5%。"
D = "四季度，科技成果转化23项，技术合同登记额6017.39万元。"
C_EDITED = C.replace("12.5%", "13%")
C_MARKED = C.replace("12.5%", "[-12.5%-]{+13%+}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([A, B], [A, B], [f"  {A}", f"  {B}"], id="nothing"),
        pytest.param([A, C], [A, B, C], [f"  {A}", f"+ {B}", f"  {C}"], id="inserted"),
        pytest.param([A, B, C], [A, C], [f"  {A}", f"- {B}", f"  {C}"], id="deleted"),
        pytest.param([A, B], [C, D], [f"- {A}", f"- {B}", f"+ {C}", f"+ {D}"], id="all others"),
        pytest.param([A, C, D], [A, C_EDITED, D], [f"  {A}", f"  {C_MARKED}", f"  {D}"], id="a figure"),
        pytest.param([A, B, C], [B, C, A], [f"← {A}", f"  {B}", f"  {C}", f"→ {A}"], id="moved"),
        pytest.param([C, A, B], [A, B, C_EDITED], [f"← {C}", f"  {A}", f"  {B}", f"→ {C_MARKED}"],
                     id="moved and edited"),
        pytest.param([A, B, C, D], [A, C, B, D], [f"  {A}", f"← {B}", f"  {C}", f"→ {B}", f"  {D}"],
                     id="neighbours swapped"),
        pytest.param([A + B, C], [A, B, C], [f"  {A}{{+¶+}}{B}", f"  {C}"], id="split"),
        pytest.param([A + B + C, D], [A, B, C, D], [f"  {A}{{+¶+}}{B}{{+¶+}}{C}", f"  {D}"],
                     id="split in three"),
        pytest.param([A + C, D], [A, C_EDITED, D], [f"  {A}{{+¶+}}{C_MARKED}", f"  {D}"],
                     id="split and edited"),
        pytest.param([D, A, B], [D, A + B], [f"  {D}", f"  {A}[-¶-]{B}"], id="joined"),
        pytest.param([A, B, C, D], [A + B + C, D], [f"  {A}[-¶-]{B}[-¶-]{C}", f"  {D}"], id="three joined"),
        pytest.param(["一、工业", A, "二、科技", D], ["一、工业", A, "二、商贸", B, "三、科技", D],
                     ["  一、工业", f"  {A}", "+ 二、商贸", f"+ {B}", "  [-二、-]{+三、+}科技", f"  {D}"],
                     id="a heading put in, the next ones numbered anew"),
        pytest.param(["（一）工业", A, "（二）商贸", B], ["（一）商贸", B],
                     ["- （一）工业", f"- {A}", "  [-（二）-]{+（一）+}商贸", f"  {B}"],
                     id="a section taken out"),
        pytest.param(["", A, "", "", B], ["", A, "", B, ""], ["  ", f"  {A}", "  ", "- ", f"  {B}", "+ "],
                     id="empty paragraphs"),
        pytest.param([A + C + D, B], [C, B], [f"  [-{A}-]{C}[-{D}-]", f"  {B}"], id="most of it deleted"),
        pytest.param(["甲" * 30, A], ["乙" * 30, A], [f"- {'甲' * 30}", f"+ {'乙' * 30}", f"  {A}"],
                     id="retyped"),
        pytest.param(["标题"], ["另一个"], ["  [-标题-]{+另一个+}"], id="one paragraph for another"),
    ],
)  # fmt: skip
def test_paragraphs_belong_together(old, new, expected):
    assert expected == laid(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("全县工业平稳", "全县工业平稳增长", "  全县工业平稳{+增长+}"),
        (
            "产值，同比增长8%，居首位",
            "产值，居首位",
            "  产值，[-同比增长8%，-]居首位",
        ),  # not 值[，同比增长8%]，
        ("甲、乙、丙公司", "甲、丙公司", "  甲、[-乙、-]丙公司"),
        ("快速增长", "迅速增长", "  [-快速-]{+迅速+}增长"),
        ("宣办发〔2020〕9号", "宣办发〔2021〕19号", "  宣办发[-〔2020〕9号-]{+〔2021〕19号+}"),
        ("2020年12月30日", "2020年12月31日", "  [-2020年12月30日-]{+2020年12月31日+}"),
        ("4G基站", "5G基站", "  [-4G-]{+5G+}基站"),
        ("e\u0301\U00020000甲", "e\u0301\U00020001甲", "  e\u0301[-\U00020000-]{+\U00020001+}甲"),
        ("甲\ufffc乙", "甲\ufffc丙", "  甲\U0001fffe[-乙-]{+丙+}"),
        ("甲\u2029乙丙丁戊", "甲\u2029乙丙丁己", "  甲\U0001ffff乙丙丁[-戊-]{+己+}"),
        ("抓甲好乙", "抓丙好丁", "  抓[-甲好乙-]{+丙好丁+}"),  # one sign in common is chance
    ],
)
def test_a_paragraph_is_marked_in_pieces_that_a_reader_takes_as_one(old, new, expected):
    assert ["  前言", expected, "  后记"] == laid(["前言", old, "后记"], ["前言", new, "后记"])


def test_moves_are_not_sought_among_words_of_every_day():
    assert ["- 附件：", f"  {A}", "+ 附件："] == laid(["附件：", A], [A, "附件："])


def test_of_several_equal_paragraphs_none_is_taken_for_moved():
    assert [] == [line for line in laid([A, B, A, C], [A, C, A, B, A]) if line.startswith("←") and A in line]


# --- other flows than the body


def _notes(*texts: str, kind: str = "footnote", first: int = 1) -> str:
    return "".join(
        f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>' for number, text in enumerate(texts, first)
    )


def _refer(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


_PAGE = '<w:headerReference w:type="default" r:id="rIdh"/>'
_FILE = WordFile(
    p(r(A) + _refer(1)) + p(r(B) + _refer(2)),
    section=_PAGE,
    footnotes=_notes("口径为规模以上工业企业。", "数据来源于县统计局。"),
    headers={"rIdh": p("内部资料")},
)
_KEPT = [f"  {A}\ufffc", f"  {B}\ufffc", "header:   内部资料"]
_ONE, _TWO = "footnote:   口径为规模以上工业企业。", "footnote:   数据来源于县统计局。"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [*_KEPT, _ONE, _TWO], id="nothing"),
        pytest.param({"headers": {"rIdh": p("公开资料")}},
                     [*_KEPT[:2], "header:   [-内部-]{+公开+}资料", _ONE, _TWO], id="header"),
        pytest.param({"headers": {}, "section": ""}, [*_KEPT[:2], "header: - 内部资料", _ONE, _TWO],
                     id="header gone"),
        pytest.param({"footnotes": _notes("口径为全部工业企业。", "数据来源于县统计局。")},
                     [*_KEPT, "footnote:   口径为[-规模以上-]{+全部+}工业企业。", _TWO], id="note"),
        pytest.param({"body": p(r(A) + _refer(8)) + p(r(B) + _refer(9)),
                      "footnotes": _notes("口径为规模以上工业企业。", "数据来源于县统计局。", first=8)},
                     [*_KEPT, _ONE, _TWO], id="notes of other ids"),
        pytest.param({"body": p(r(A) + _refer(1)) + p(B), "footnotes": _notes("口径为规模以上工业企业。")},
                     [_KEPT[0], f"  {B}[-\ufffc-]", _KEPT[2], _ONE, "footnote: - 数据来源于县统计局。"],
                     id="note gone"),
        pytest.param({"body": p(r(A) + _refer(1)) + p(_refer(3) + r(B) + _refer(2)),
                      "footnotes": _notes("口径为规模以上工业企业。", "数据来源于县统计局。", "新注。")},
                     [_KEPT[0], f"  {{+\ufffc+}}{B}\ufffc", _KEPT[2], _ONE, _TWO, "footnote: + 新注。"],
                     id="note added"),
        pytest.param({"body": p(r(A) + _refer(1)) + p(r(B) + _refer(2, "endnote")),
                      "footnotes": _notes("口径为规模以上工业企业。"),
                      "endnotes": _notes("数据来源于县统计局。", kind="endnote", first=2)},
                     [_KEPT[0], f"  {B}[-\ufffc-]{{+\ufffc+}}", _KEPT[2], _ONE,
                      "footnote: - 数据来源于县统计局。", "endnote: + 数据来源于县统计局。"], id="endnote"),
        pytest.param({"body": p(r(B) + _refer(2)) + p(r(A) + _refer(1))},
                     [f"← {A}\ufffc", f"  {B}\ufffc", f"→ {A}\ufffc", _KEPT[2], _ONE, _TWO],
                     id="moved with its note"),
    ],
)  # fmt: skip
def test_headers_and_notes_are_laid_beside_theirs(changes, expected):
    assert expected == laid(_FILE.data(), replace(_FILE, **changes).data())


def _box(*lines: str) -> str:
    """Return a run with a text box as Word writes it: for programs of today and again for older ones."""
    content = f"<w:txbxContent>{''.join(map(p, lines))}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx>"
        f"{content}</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_the_text_of_a_box_is_compared_once():
    old, new = WordFile(p(r(A) + _box("共11家"))), WordFile(p(r(A) + _box("共12家", "其中新增1家")))

    expected = [f"  {A}\ufffc", "box:   共[-11家-]{+12家+}", "box: + 其中新增1家"]
    assert expected == laid(old.data(), new.data())


def test_content_controls_are_read_as_if_they_were_not_there():
    around = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(C_EDITED)}</w:sdtContent></w:sdt>"

    assert [f"  {A}", f"  {C_MARKED}"] == laid(WordFile(p(A) + p(C)).data(), WordFile(p(A) + around).data())


def test_tracked_changes_of_a_file_are_read_as_accepted():
    tracked = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    tracked += f'<w:ins w:id="2" w:author="a">{r("新")}</w:ins>'
    alignment = side_by_side(WordFile(p(r("全县") + tracked)).data(), WordFile(p("全县新")).data())

    assert alignment.old.had_revisions
    assert ["  全县新"] == laid(WordFile(p(r("全县") + tracked)).data(), WordFile(p("全县新")).data())


# --- long texts: what is asked is an answer at all, in the seconds that a test may take


def _characters(count: int, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(count))


def test_a_paragraph_of_100_000_characters_is_marked_where_it_differs():
    text = _characters(100_000, 1)
    new = f"{text[:50_000]}，共12家，{text[50_000:]}"

    assert [f"  {text[:50_000]}{{+，共12家，+}}{text[50_000:]}"] == laid([text], [new])


def test_5000_identical_paragraphs_differ_in_those_put_between_them():
    lines = laid(
        ["同样的一段话。"] * 5000, ["同样的一段话。"] * 2500 + ["另有说明如下"] + ["同样的一段话。"] * 2500
    )

    assert (5001, ["+ 另有说明如下"]) == (len(lines), [line for line in lines if line[0] != " "])


def test_of_two_long_texts_of_nothing_in_common_all_is_deleted_and_all_inserted():
    old, new = ([_characters(80, seed * 3000 + n) for n in range(3000)] for seed in (1, 2))
    items = side_by_side(old, new).stories[0].items

    assert 3000 == sum(isinstance(item, Passage) and not item.new for item in items)
    assert 6000 == len(items)


def test_3000_paragraphs_that_all_changed_and_changed_places_are_known_again():
    old = [_characters(60, n) for n in range(3000)]
    new = [f"{line[:30]}新{line[31:]}" for line in old]
    random.Random(1).shuffle(new)
    items = side_by_side(old, new).stories[0].items
    known = [item for item in items if isinstance(item, Passage) and item.old and (item.move or item.new)]

    assert 3000 == len(known)
