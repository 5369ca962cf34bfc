"""What bookmarks enclose, in files as programs and hands leave them."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.word.bookmarks import LONGEST, Story, story_of
from tests.support.docs import main_xml

TWO = "<w:p><w:r><w:t>甲</w:t></w:r>{}<w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:t>丙</w:t></w:r>{}</w:p>"


def read(body: str) -> Story:
    """Return the story of a main part with this body."""
    return story_of(etree.fromstring(main_xml(body)), "word/document.xml")


def start(identity: int, name: str = "_rg1") -> str:
    """Return the beginning of a bookmark."""
    return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>'


def end(identity: int) -> str:
    """Return the end of a bookmark."""
    return f'<w:bookmarkEnd w:id="{identity}"/>'


def paragraph(content: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{content}</w:p>"


def run(text: str) -> str:
    """Return a run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            paragraph(run("甲") + start(1) + run("11") + run(".83") + end(1) + run("乙")), "11.83", id="runs"
        ),
        pytest.param(
            paragraph(start(1) + f"<w:ins w:id='9' w:author='a'>{run('1')}</w:ins>" + end(1)),
            "1",
            id="a revision",
        ),
        pytest.param(
            paragraph(
                start(1) + "<w:del w:id='9' w:author='a'><w:r><w:delText>8</w:delText></w:r></w:del>" + end(1)
            ),
            "",
            id="deleted text",
        ),
        pytest.param(
            paragraph(
                start(1) + f"<w:moveFrom w:id='9' w:author='a'>{run('8')}</w:moveFrom>" + run("9") + end(1)
            ),
            "9",
            id="text that was moved away",
        ),
        pytest.param(
            paragraph(start(1) + "<w:r><w:t>a</w:t><w:tab/><w:br/><w:t>b</w:t></w:r>" + end(1)),
            "a\t\nb",
            id="marks",
        ),
        pytest.param(
            paragraph(
                "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>"
                + start(1)
                + run("a")
                + end(1)
            ),
            "a",
            id="tab stops are no text",
        ),
        pytest.param(TWO.format(start(1), end(1)), "乙\n丙", id="two paragraphs"),
        pytest.param(
            start(1) + paragraph(run("甲")) + end(1) + paragraph(run("乙")), "甲", id="around a paragraph"
        ),
        pytest.param(
            paragraph(start(1) + run("甲")) + paragraph(end(1) + run("乙")),
            "甲",
            id="to the next one's beginning",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc>"
            + start(1)
            + paragraph(run("甲"))
            + "</w:tc></w:tr></w:tbl>"
            + end(1)
            + paragraph(""),
            "甲",
            id="from a cell to behind its table",
        ),
    ],
)
def test_a_bookmark_encloses_the_text_a_reader_sees(body: str, expected: str) -> None:
    """Whatever way a program wrote it."""
    story = read(body)

    assert [expected] == [story.enclosed(mark) for mark in story.bookmarks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(paragraph(start(1) + run("甲")), [], id="no end"),
        pytest.param(paragraph(run("甲") + end(1)), [], id="no beginning"),
        pytest.param(paragraph(end(1) + run("甲") + start(1)), [], id="the end before the beginning"),
        pytest.param(paragraph(start(1) + run("甲") + end(2)), [], id="another's end"),
        pytest.param(
            paragraph(start(1) + run("甲") + end(1)) + paragraph(start(1) + run("乙") + end(1)),
            [("_rg1", "甲")],
            id="copied: the first is meant",
        ),
        pytest.param(
            paragraph(start(1) + start(1, "_rg2") + run("甲") + end(1) + end(1)),
            [("_rg2", "甲")],
            id="one id for two",
        ),
        pytest.param(
            paragraph(start(1) + run("甲") + start(2, "_rg2") + run("乙") + end(1) + run("丙") + end(2)),
            [("_rg1", "甲乙"), ("_rg2", "乙丙")],
            id="crossed",
        ),
    ],
)
def test_a_half_open_bookmark_is_none(body: str, expected: list[tuple[str, str]]) -> None:
    """Nobody knows what it encloses; the others still count."""
    story = read(body)

    assert expected == [(mark.name, story.enclosed(mark)) for mark in story.bookmarks]


def test_a_text_box_has_paragraphs_of_its_own() -> None:
    """They are counted where they begin, and the paragraph around goes on behind them."""
    inside = paragraph(start(2, "_rg2") + run("框") + end(2))
    box = f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    story = read(paragraph(run("前") + box + start(1) + run("后") + end(1)) + paragraph(run("下")))

    assert ("前后", "框", "下") == story.paragraphs
    assert [("_rg1", 1, "后"), ("_rg2", 2, "框")] == [
        (mark.name, mark.start.paragraph, story.enclosed(mark)) for mark in story.bookmarks
    ]


def test_what_a_bookmark_encloses_is_bounded() -> None:
    """A file made to nest thousands of bookmarks around one text costs no more than their bounds."""
    story = read(paragraph(start(1) + run("字" * (LONGEST + 1)) + end(1)))

    assert LONGEST == len(story.enclosed(story.bookmarks[0]))


def test_there_is_no_text_outside_of_the_paragraphs() -> None:
    """A number that no paragraph has is an empty one, as a manifest of another file may name it."""
    story = read(paragraph(run("甲")))

    assert ["", "甲", ""] == [story.paragraph(number) for number in range(3)]
