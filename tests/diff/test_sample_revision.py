"""Twelve cells, a sentence of the template, three edits by hand: every figure with its cell and its cause,
and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diff.compare import Compared, compare_drafts
from reportgen.diff.redline import redlined
from reportgen.diff.values import Cause, Kind
from reportgen.messages import catalog
from reportgen.show import redline_words
from reportgen.word.content import Block, Paragraph, read_content
from reportgen.word.package import open_package
from tests.support.office import accepted_by_office, has_uno, rejected_by_office
from tests.support.redlines import accepted, content, ids, rejected, seen
from tests.support.revised import SENTENCE, drafts
from tests.support.validity import flaws

D, C, H = Cause.DATA, Cause.COMPUTED, Cause.HAND
# indicator, what of it, old, new, cause, cell; in the order of the text
IN_THE_TEXT = [
    ("新增规上工业企业", "", "8家", "9家", H, "指标!I2"),
    ("工业总产值", "", "11.83亿元", "12.66亿元", D, "指标!I11"),
    ("工业总产值", "同比", "同比增长8.46%", "同比增长16.07%", C, "指标!I11"),
    ("固定资产投资", "", "61111万元", "65391万元", D, "指标!I13"),
    ("固定资产投资", "同比", "同比增长56.07%", "同比增长67.00%", C, "指标!I13"),
    ("技改投资", "", "3358万元", "3596万元", D, "指标!I15"),
    ("技改投资", "同比", "同比增长115.95%", "同比增长131.25%", C, "指标!I15"),
    ("社会消费品零售总额", "", "40.68亿元", "99.99亿元", H, "指标!I18"),
    ("社会消费品零售总额", "同比", "同比下降27.6%", "同比下降22.5%", C, "指标!I18"),
    ("自营出口额", "", "1300万美元", "1394万美元", D, "指标!I22"),
    ("农产品上行电商销售额", "", "18329.87万元", "19615.96万元", D, "指标!I33"),
    ("农产品上行电商销售额", "同比", "同比增长88%", "同比增长101%", C, "指标!I33"),
    ("网络零售交易额", "", "1670.2万元", "1790.1万元", D, "指标!I34"),
    ("网络零售交易额", "同比", "同比增长40%", "同比增长50%", C, "指标!I34"),
    ("技术合同登记额", "", "6017.39万元", "6441.61万元", D, "指标!I48"),
    ("技术交易额", "", "3726.26万元", "3990.10万元", D, "指标!I49"),
    ("基站累计", "", "672个", "722个", D, "指标!I55"),
    ("奖补资金兑现", "", "389.83万元", "420.12万元", D, "指标!I57"),
    ("稳岗补贴职工", "", "2483人", "2659人", D, "指标!I59"),
]
IN_THE_TABLE = [
    ("工业总产值", "", "11.83", "12.66", D, "指标!I11"),
    ("工业总产值", "同比", "8.46", "16.07", C, "指标!I11"),
    ("固定资产投资", "", "61111", "65391", D, "指标!I13"),
    ("固定资产投资", "同比", "56.07", "67.00", C, "指标!I13"),
    ("技改投资", "", "3358", "3596", D, "指标!I15"),
    ("技改投资", "同比", "115.95", "131.25", C, "指标!I15"),
    ("社会消费品零售总额", "", "40.68", "43.53", D, "指标!I18"),
    ("社会消费品零售总额", "同比", "-27.6", "-22.5", C, "指标!I18"),
    ("自营出口额", "", "1300", "1394", D, "指标!I22"),
    ("农产品上行电商销售额", "", "18329.87", "19615.96", D, "指标!I33"),
    ("农产品上行电商销售额", "同比", "88", "101", C, "指标!I33"),
    ("网络零售交易额", "", "1670.2", "1790.1", D, "指标!I34"),
    ("网络零售交易额", "同比", "40", "50", C, "指标!I34"),
    ("技术合同登记额", "", "6017.39", "6441.61", D, "指标!I48"),
    ("技术交易额", "", "3726.26", "3990.10", D, "指标!I49"),
    ("基站累计", "", "672", "722", D, "指标!I55"),
    ("奖补资金兑现", "", "389.83", "420.12", D, "指标!I57"),
    ("稳岗补贴职工", "", "2483", "2659", D, "指标!I59"),
]
WHEN = "2021-01-08T00:00:00Z"


@pytest.fixture(name="compared", scope="module")
def _compared() -> Compared:
    old, _, new = drafts()
    return compare_drafts(open_package(old, "第1稿.docx"), open_package(new, "第2稿.docx"))


def redline(found: Compared) -> bytes:
    """Return the redline of a comparison."""
    words = redline_words(found.revision, catalog("zh_CN"))
    return redlined(found.alignment, words, WHEN).data


def test_every_changed_figure_is_told_with_its_cell_and_cause_and_no_other(compared: Compared) -> None:
    """In the text and once more in the table behind it, where nobody has typed."""
    told = [
        (found.indicator, found.attribute, found.old, found.new, found.cause, found.cell)
        for found in compared.revision.figures
    ]

    assert IN_THE_TEXT + IN_THE_TABLE == told


def test_other_changes_are_the_sentence_of_the_template_and_the_word_that_was_typed(
    compared: Compared,
) -> None:
    """Each once, with its own cause; all else is figures."""
    words = [
        (stretch.op, stretch.text, stretch.cause)
        for change in compared.revision.changes
        for stretch in change.stretches
        if stretch.cause is not None and not stretch.figure
    ]

    assert [
        ("delete", "有力有序", Cause.TEMPLATE),
        ("insert", "扎实", Cause.TEMPLATE),
        ("insert", "、成效明显", Cause.TEMPLATE),
        ("delete", "抢时间", Cause.HAND),
        ("insert", "争分夺秒", Cause.HAND),
    ] == words
    assert {Kind.REPLACE} == {change.kind for change in compared.revision.changes}
    assert compared.revision.changes[0].new.count(SENTENCE[1]) == 1


def test_the_figures_typed_by_hand_are_called_out_and_nothing_else(compared: Compared) -> None:
    """With what the workbook gave."""
    told = [(found.code, found.values.get("built")) for found in compared.revision.diagnostics]

    assert [("DF201", "8家"), ("DF201", "43.53亿元"), ("DF203", None)] == told
    assert () == compared.revision.uncompared


def test_the_draft_as_it_was_built_has_no_change_by_hand() -> None:
    """So the marks of its paragraphs hold."""
    old, built, _ = drafts()
    found = compare_drafts(open_package(old, "1.docx"), open_package(built, "2.docx")).revision

    assert {Cause.DATA, Cause.COMPUTED, Cause.TEMPLATE} == {
        stretch.cause for change in found.changes for stretch in change.stretches if stretch.cause
    }
    assert () == found.diagnostics


def test_the_redline_accepts_to_the_new_draft_and_rejects_to_the_old(compared: Compared) -> None:
    """Text, tables, structure and formats."""
    old, _, new = drafts()
    made = redline(compared)

    assert seen(content(new)) == accepted(made)
    assert seen(content(old)) == rejected(made)


def test_the_redline_is_whole_names_causes_and_has_a_comment_for_each_figure(compared: Compared) -> None:
    """Every id once, the bytes the same in each run."""
    made = redline(compared)
    package = open_package(made, "r.docx")
    document = package.part("word/document.xml").decode()
    notes = package.part("word/comments.xml").decode()

    assert [] == flaws(made)
    assert [] == [number for number, count in ids(made).items() if count > 1]
    assert made == redline(compared)
    assert {"数据更新", "模板更新", "人工修改"} == {
        piece.partition('"')[0] for piece in document.split('w:author="')[1:]
    }
    assert len(compared.revision.figures) == notes.count("<w:comment ")
    assert 4 <= notes.count("指标!I11")  # value and rate, in the text and in the table


@pytest.mark.render
@pytest.mark.xdist_group("render")
@pytest.mark.skipif(not has_uno(), reason="no LibreOffice that can be driven from here")
def test_libreoffice_accepts_to_the_new_draft_and_rejects_to_the_old(
    compared: Compared, tmp_path: Path
) -> None:
    """Another program than ours is the judge."""
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(compared))
    old, _, new = drafts()
    [after], [before] = accepted_by_office(path), rejected_by_office(path)

    assert texts(new) == texts(after.read_bytes())
    assert texts(old) == texts(before.read_bytes())


def texts(data: bytes) -> list[str]:
    """Return the paragraphs and the rows of the body."""
    body = read_content(open_package(data, "f.docx")).stories[0]
    return [line for block in body.blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [row.text for row in block.rows]
