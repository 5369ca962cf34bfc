"""What a comparison of two texts tells a reader: kinds of changes, looks, places, what was not compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.diff.values import Change
from reportgen.refs import ParagraphRef
from tests.support.alignments import body
from tests.support.comparing import compared, told, told_changes
from tests.support.docs import small
from tests.support.wordfiles import WordFile, p, r

A = "全县工业总产值达到11.83亿元，同比增长8.46%。"
B = "各乡镇围绕项目建设抓落实，新开工项目12个。"


def _changes(old: str, new: str) -> list[str]:
    return told_changes(compared(WordFile(old).data(), WordFile(new).data()))


def _bare(line: str) -> str:
    return line.replace("(unknown)", "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(p(A), p(r(A[:4]) + r(A[4:7], "<w:b/>") + r(A[7:])), f"format b {A[:4]}<总产值>{A[7:]}",
                     id="bold"),
        pytest.param(p(r(A, "<w:b/>")), p(A), f"format b <{A}>", id="no longer bold"),
        pytest.param(p(r(A, "<w:b/><w:sz w:val='32'/>")), p(r(A, "<w:sz w:val='30'/>")), f"format b sz <{A}>",
                     id="two looks"),
        pytest.param(p(A), p(A, '<w:ind w:firstLine="640"/>'), f"format ind {A}", id="indent"),
        pytest.param(p(A, '<w:pStyle w:val="a"/>'), p(A, '<w:pStyle w:val="b"/>'), f"format pStyle {A}",
                     id="style"),
        pytest.param(p(r("甲") + r("乙丙丁戊")), p(r("甲") + r("乙丙丁己", "<w:i/>")),
                     "replace i 甲<乙丙丁>[-戊-]{+己+}", id="look and text"),
        pytest.param(p(A, "<w:sectPr><w:pgSz w:w='11906'/></w:sectPr>") + p(B),
                     p(A, "<w:sectPr><w:pgSz w:w='16838'/></w:sectPr>") + p(B), f"format sectPr {A}",
                     id="section"),
        pytest.param(p(A) + p(B), p(A + B), f"merge {A}[-\n-]{B}", id="joined"),
        pytest.param(p(A + B), p(A) + p(B), f"split {A}{{+\n+}}{B}", id="split"),
        pytest.param(p(A), p(A.replace("工业", "规上工业")), f"replace {A.replace('工业', '{+规上+}工业')}",
                     id="text"),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_kind_and_looks(old, new, expected):
    assert [expected] == [_bare(line) for line in _changes(old, new)]


def test_the_page_of_the_last_section_belongs_to_the_last_paragraph():
    file = WordFile(p(A) + p(B), section='<w:pgSz w:w="11906"/>')
    found = compared(file.data(), replace(file, section='<w:pgSz w:w="16838"/>').data())

    assert [f"format sectPr {B}"] == told_changes(found)
    assert not found.revision.equal


def test_the_two_places_of_a_move_share_a_number_and_the_text_is_told_in_both():
    lines = [B, "第一件工作是抓好安全生产。" * 4, "第二件工作是抓好招商引资。" * 4]
    found = compared(small(*lines), small(*lines[1:], lines[0]))

    assert [f"move [-{B}-]", f"move {B}"] == [_bare(line) for line in told_changes(found)]
    assert [1, 1] == [change.move for change in found.revision.changes]


def test_headings_that_moved_on_by_as_much_are_one_cascade():
    old = ["一、工业", A, "二、商贸", B, "三、科技", "文一", "（一）平台", "文二", "（二）人才"]
    new = [
        "一、工业",
        A,
        "二、外贸进出口",
        "新写的话。",
        "三、商贸",
        B,
        "四、科技",
        "文一",
        "（一）平台",
        "文二",
        "（三）人才",
    ]
    found = compared(small(*old), small(*new)).revision

    assert {"二、商贸": 1, "三、科技": 1, "（二）人才": 0} == {
        change.old: change.cascade for change in found.changes if change.old
    }


def test_a_paragraph_that_begins_with_a_figure_is_no_heading():
    found = compared(
        small("5.3万人次到访", B, "7.3万人次入住"), small("6.3万人次到访", B, "8.3万人次入住")
    ).revision

    assert {0} == {change.cascade for change in found.changes}


def _place(change: Change) -> tuple[int, int]:
    old, new = change.place_old, change.place_new
    assert isinstance(old, ParagraphRef)
    assert isinstance(new, ParagraphRef)
    return old.paragraph, new.paragraph


def test_a_change_tells_where_it_stands_in_both_files():
    found = compared(small("首段", A), small("首段", "新写的一段话。", A.replace("11.83", "12.5"))).revision

    assert (2, 3) == _place(found.changes[1])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["‖ 甲乙 ‖ 1"], ["‖ 甲乙 ‖ 1", "‖ 丙丁 ‖ 2"], ["row {+丙丁+}\t{+2+}"]),
        (["‖ 甲乙 ‖ 1", "‖ 丙丁 ‖ 2"], ["‖ 甲乙 ‖ 1"], ["row [-丙丁-]\t[-2-]"]),
        (["‖ 甲乙 ‖ 1"], ["‖ 甲乙 ‖ 3"], ["replace 甲乙\t[-1-]{+3+}"]),
        (["‖ 甲乙 ‖ 1"], ["‖ 甲乙 ‖ 一¶二"], ["replace 甲乙\t[-1-]\n{+一+}\n{+二+}"]),
    ],
    ids=["added", "removed", "changed", "a paragraph more"],
)
def test_a_row_of_a_table_is_told_as_one(old, new, expected):
    found = compared(small(body(*old, "后记")), small(body(*new, "后记")))

    assert expected == [_bare(line) for line in told_changes(found)]


# --- figures of any two texts


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (A, A.replace("11.83", "12.47").replace("8.46", "14.33"),
         ["全县工业总产值 11.83亿元 → 12.47亿元 unknown",
          "全县工业总产值 同比增长8.46% → 同比增长14.33% unknown"]),
        (A, A.replace("11.83", "12.47"), ["全县工业总产值 11.83亿元 → 12.47亿元 unknown DF203"]),
        (A, A.replace("亿元", "万元"), ["全县工业总产值 11.83亿元 → 11.83万元 unknown DF202 DF203"]),
        (A, A.replace("11.83", "118.3"), ["全县工业总产值 11.83亿元 → 118.3亿元 unknown DF205 DF203"]),
        (B, B.replace("，新开工项目12个", ""), ["新开工项目 12个 → ∅ unknown DF204"]),
        (B.replace("，新开工项目12个", ""), B, ["新开工项目 ∅ → 12个 unknown"]),
        ("1.工业平稳", "2.工业平稳", []),  # numbers count paragraphs, dates and documents: no figures
        ("2020年12月31日印发〔2020〕9号", "2021年1月3日印发〔2021〕1号", []),
    ],
)  # fmt: skip
def test_figures_are_told_with_what_is_wrong_with_them(old, new, expected):
    assert expected == told(compared(small(old, "后记"), small(new, "后记")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("利润-3.5亿元，同比下降8%", "利润-2.5亿元，同比下降8%"),
        ("产值0亿元，同比增长8%", "产值5亿元，同比增长8%"),
        ("产值5亿元，同比下降100%", "产值6亿元，同比下降100%"),
        ("企业5家，同比增长8%", "企业6万元，同比增长8%"),
    ],
    ids=["a loss", "from nothing", "from all", "of another kind"],
)
def test_no_rate_is_asked_for_where_none_follows(old, new):
    assert [] == [line for line in told(compared(small(old, "后记"), small(new, "后记"))) if "DF203" in line]


def test_page_numbers_that_a_program_counted_anew_are_no_figures():
    fields = [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(n)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for n in ("1", "17")
    ]
    one, other = (small(p(r("第") + field + r("页"))) for field in fields)

    assert compared(one, other).revision.equal


# --- what is said of the files


def test_tracked_changes_are_taken_as_accepted_and_that_is_said():
    tracked = f'<w:ins w:id="2" w:author="a">{r("新")}</w:ins>'
    found = compared(WordFile(p(r("全县") + tracked)).data(), WordFile(p("全县新")).data()).revision

    assert ["DF101"] == [fault.code for fault in found.diagnostics]
    assert found.equal


def test_a_part_that_differs_and_was_not_compared_is_named():
    style = '<w:style w:type="paragraph" w:styleId="a"><w:rPr>{}</w:rPr></w:style>'
    file = WordFile(p(A, '<w:pStyle w:val="a"/>'), styles=style.format("<w:b/>"))
    found = compared(file.data(), replace(file, styles=style.format("<w:i/>")).data()).revision

    assert (("word/styles.xml",), ["DF102"]) == (
        found.uncompared,
        [fault.code for fault in found.diagnostics],
    )
    assert not found.equal
