"""Marks of texts: equal for what reads the same, whatever a program has made of the runs."""

from __future__ import annotations

import pytest

from reportgen.word.content import Paragraph
from reportgen.word.digests import digest, digests
from reportgen.word.package import open_package
from reportgen.word.reader import read_content
from tests.support.docs import docx


def part(*paragraphs: str) -> bytes:
    """Return a part with these paragraphs as they are serialised, each of the given runs."""
    return "".join(f"<w:p>{runs}</w:p>" for runs in paragraphs).encode()


def test_a_text_has_the_mark_of_its_paragraph_in_a_part() -> None:
    """With characters that XML writes as entities."""
    runs = "<w:r><w:t>甲 &lt;乙&gt; &amp; “丙”</w:t></w:r>"

    assert [digest("甲 <乙> & “丙”")] == digests([part(runs)])


@pytest.mark.parametrize(
    "runs",
    [
        "<w:r><w:t>工业总产值11.83亿元</w:t></w:r>",
        '<w:r><w:t xml:space="preserve">工业总产值</w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>11.83亿元</w:t></w:r>",
        "<w:r><w:t>工业总产值</w:t></w:r><w:r><w:tab/><w:t>11.83亿元</w:t><w:br/></w:r>",
        "<w:r><w:t>工业总产值</w:t></w:r><w:bookmarkStart w:id='1' w:name='_rg1'/>"
        "<w:r><w:t>11.83亿元</w:t></w:r>",
    ],
    ids=["one run", "two runs", "a tab and a break", "a bookmark between"],
)
def test_the_cut_into_runs_changes_no_mark(runs: str) -> None:
    """Nor do tabs, breaks and bookmarks."""
    assert [digest("工业总产值11.83亿元")] == digests([part(runs)])


def test_one_changed_digit_changes_the_mark() -> None:
    """So a figure that was typed over is found."""
    assert digest("11.83亿元") != digest("11.88亿元")


def test_each_mark_is_told_once_and_empty_paragraphs_have_none() -> None:
    """A table of a thousand rows repeats its units a thousand times."""
    runs = "<w:r><w:t>万元</w:t></w:r>"

    assert [digest("万元")] == digests([part(runs, "", "<w:r><w:t/></w:r>", runs), part(runs)])
    assert "" == digest("\t\n")


def test_every_paragraph_of_a_file_is_known_by_its_mark() -> None:
    """As the content of a file is read, so it was marked."""
    data = docx("甲<b>&", "11.83亿元|，同比增长8.46%", "‖ 表 ‖ 头", "‖ 1 ‖ 2")
    package = open_package(data, "a.docx")
    told = set(digests([package.part("word/document.xml")]))
    texts = [block.text for block in read_content(package).stories[0].blocks if isinstance(block, Paragraph)]

    assert texts[:2] == ["甲<b>&", "11.83亿元，同比增长8.46%"]
    assert told >= {digest(text) for text in texts if text}
