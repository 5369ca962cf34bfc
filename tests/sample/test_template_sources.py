"""The committed template is what its notation says, no more and no less."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.text.paragraph import Paragraph

from reportgen.word.package import open_package
from tests.sample.chinese import CHINESE
from tests.sample.english import ENGLISH, TEXT_WIDTH
from tests.sample.layout import Layout
from tests.sample.styles import STYLES
from tests.sample.template import COLUMNS, SOURCE, TARGET, Line, make, read

NOTATION = {style.name: name for name, style in STYLES.items()}  # by the names that Word's users see


def source_lines() -> tuple[Line, ...]:
    """The lines of the committed notation."""
    return read(SOURCE.read_text(encoding="utf-8"))


def as_notation(paragraph: Paragraph) -> Line:
    """Read a Word paragraph back: its style, and its text with run-in headings between their marks."""
    assert paragraph.style is not None
    text = "".join(
        f"**{run.text}**" if run.style is not None and run.style.name == "接排标题" else run.text
        for run in paragraph.runs
    )
    return Line(NOTATION[paragraph.style.name or ""], text)


@pytest.mark.parametrize("layout", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_committed_template_is_up_to_date(layout: Layout) -> None:
    """Every part of the committed file is what `python -m tests.sample.template` writes today."""
    lines = read(layout.source.read_text(encoding="utf-8"), layout)
    made, committed = open_package(make(lines, layout), "made.docx"), open_package(layout.target)

    assert made.names == committed.names
    for name in made.names:
        assert made.part(name) == committed.part(name), name


def test_the_template_says_what_its_notation_says() -> None:
    """Read with python-docx, the paragraphs are the notation's lines: same styles, same texts, same order."""
    paragraphs = docx.Document(str(TARGET)).paragraphs
    end_of_table = paragraphs.pop()

    assert [line for line in source_lines() if line.style != "表格"] == [as_notation(p) for p in paragraphs]
    assert end_of_table.text == ""


def test_the_table_repeats_one_row_for_each_indicator() -> None:
    """The table has the seven headings, and one row of tags between the two that say what is repeated."""
    (table,) = docx.Document(str(TARGET)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]

    assert ["指标", "单位", "本年", "上年同期", "同比(%)", "目标完成率", "位次"] == rows[0]
    assert ["{%tr for 指标 in 指标表 %}", *[""] * 6] == rows[1]
    assert [column.tag for column in COLUMNS] == rows[2]
    assert ["{%tr endfor %}", *[""] * 6] == rows[3]
    assert len(rows) == 4


def test_the_signature_asks_the_engine_for_its_place() -> None:
    """Each line of the signature begins with the tag that sets its right indent."""
    texts = {line.style: line.text for line in source_lines()}

    assert texts["落款单位"] == "{% rightspace 落款.单位右空 %}{{ 单位全称 }}"
    assert texts["落款日期"] == "{% rightspace 落款.日期右空 %}{{ 成文日期 }}"


def test_a_signature_tag_in_the_notation_is_not_doubled() -> None:
    """A notation that already has the tag keeps it once."""
    line = "落款日期|{% rightspace 落款.日期右空 %}{{ 成文日期 }}"

    assert (Line("落款日期", "{% rightspace 落款.日期右空 %}{{ 成文日期 }}"),) == read(line)


def test_the_english_template_has_the_styles_that_word_knows() -> None:
    """So that its headings are found by Word's navigation; the table has the same seven columns."""
    document = docx.Document(str(ENGLISH.target))
    names = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}

    assert {"Title", "Subtitle", "Body Text", "Heading 1", "Heading 2", "Signature", "Date"} <= names
    assert len(CHINESE.columns) == len(ENGLISH.columns)
    assert TEXT_WIDTH == sum(column.width for column in ENGLISH.columns)


def test_the_file_carries_no_clock_and_no_person() -> None:
    """Times are fixed and the author is the project, so that equal sources give equal bytes."""
    data = make(source_lines())
    times = {member.date_time for member in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    properties = docx.Document(io.BytesIO(data)).core_properties

    assert data == make(source_lines())
    assert {(1980, 1, 1, 0, 0, 0)} == times
    assert properties.author == "reportgen"
    assert properties.last_modified_by == ""
    assert properties.created == properties.modified == datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("", ()),
        ("# a remark\n\n   \n", ()),
        ("正文|甲|乙", (Line("正文", "甲|乙"),)),  # only the first bar divides: filters have bars too
        ("正文|", (Line("正文", ""),)),
        ("正文|甲\n表格|指标表\n", (Line("正文", "甲"), Line("表格", "指标表"))),
    ],
)
def test_the_notation_is_one_paragraph_a_line(notation: str, expected: tuple[Line, ...]) -> None:
    """Remarks and empty lines say nothing; everything after the first bar is text."""
    assert expected == read(notation)


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ("正文|甲\n摘要|乙", "line 2: no such style: 摘要"),
        ("\n正文", "line 2: no such style: 正文"),  # without a bar there is no style
    ],
)
def test_an_unknown_style_is_named_with_its_line(notation: str, message: str) -> None:
    """A line without a known style stops the maker, which says where."""
    with pytest.raises(ValueError, match=message):
        read(notation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**（一）保障。**一是", [("（一）保障。", "接排标题"), ("一是", "Default Paragraph Font")]),
        ("甲**乙**", [("甲", "Default Paragraph Font"), ("乙", "接排标题")]),
        ("甲", [("甲", "Default Paragraph Font")]),
    ],
)
def test_a_run_in_heading_is_a_run_of_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    """What stands between two marks takes the heading's character style, and the marks are gone."""
    (paragraph,) = docx.Document(io.BytesIO(make([Line("正文", text)]))).paragraphs

    assert expected == [(run.text, run.style.name) for run in paragraph.runs]


def test_a_run_in_heading_must_be_closed() -> None:
    """A mark without its twin stops the maker."""
    with pytest.raises(ValueError, match="not closed"):
        make([Line("正文", "**（一）保障。一是")])
