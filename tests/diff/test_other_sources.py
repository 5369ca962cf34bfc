"""Why something changed, where the template, the workbook or both are others."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from reportgen.diff.compare import compare_drafts
from reportgen.diff.values import Cause
from reportgen.word.package import open_package
from tests.support.clerk import BOOK, build_in, edited_sample

SENTENCES = ["工业总产值{{ 工业总产值 }}，{{ 工业总产值.同比 }}。", "新增企业{{ 新增规上工业企业 }}。"]
PROSE = [
    '{%p for 节 in 正文["二"] %}',
    "{%p for 段 in 节.段落 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{%p endfor %}",
]


def draft(folder: Path, book: Path, *paragraphs: str) -> Path:
    """Build a draft from a template of these paragraphs."""
    folder.mkdir(exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "template.docx"))
    return build_in(folder, book, template=folder / "template.docx").draft


def causes(old: Path, new: Path) -> set[Cause | None]:
    """Return the causes of the figures and passages that differ."""
    found = compare_drafts(open_package(old), open_package(new)).revision
    return {one.cause for one in (*found.figures, *found.changes)}


@pytest.mark.parametrize("left", [PROSE, SENTENCES[:1], SENTENCES[1:]])
def test_what_another_template_leaves_out_is_not_the_datas_doing(left: list[str], tmp_path: Path) -> None:
    """The prose stands in the workbook, in both cases the same one."""
    old = draft(tmp_path / "a", BOOK, *SENTENCES, *PROSE)
    new = draft(tmp_path / "b", BOOK, *(text for text in (*SENTENCES, *PROSE) if text not in left))

    assert {Cause.TEMPLATE} == causes(old, new)
    assert {Cause.TEMPLATE} == causes(new, old)


def test_what_another_workbook_says_is_not_the_templates_doing(tmp_path: Path) -> None:
    """A value and what is computed from it."""
    book = edited_sample(tmp_path, {"工业总产值.本年值": 126_600})
    old = draft(tmp_path / "a", BOOK, *SENTENCES)
    new = draft(tmp_path / "b", book, *SENTENCES)

    assert {Cause.DATA, Cause.COMPUTED} == causes(old, new)
