"""Two builds of the sample, the second edited by hand: its redline gives both drafts back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diff.compare import Compared, compare_drafts
from reportgen.diff.redline import redlined
from reportgen.diff.values import Cause
from reportgen.messages import catalog
from reportgen.show import redline_words
from reportgen.word.content import Block, Paragraph
from reportgen.word.package import open_package
from reportgen.word.reader import read_content
from tests.support.office import accepted_by_office, has_uno, rejected_by_office
from tests.support.redlines import accepted, content, ids, rejected, seen
from tests.support.revised import drafts
from tests.support.validity import flaws

WHEN = "2021-01-08T00:00:00Z"


@pytest.fixture(name="compared", scope="module")
def _compared() -> Compared:
    old, _, new = drafts()
    return compare_drafts(open_package(old, "第1稿.docx"), open_package(new, "第2稿.docx"))


def redline(found: Compared) -> bytes:
    """Return the redline of a comparison."""
    words = redline_words(found.revision, catalog("zh_CN"))
    return redlined(found.alignment, words, WHEN).data


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
