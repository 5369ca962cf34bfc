"""What fails while a template is merged names the tag that failed, however deep that stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic, Refusal
from reportgen.refs import ParagraphRef
from reportgen.template import Template
from tests.support.books import read
from tests.support.docs import docx

FAILING = "{{ 1 / 0 }}"
MISTYPED = "{{ 年度 ¦ round }}"

# lines of the template → the paragraph of the tag that fails, and that tag
NESTED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "plain": (("甲", FAILING), 2, "{{ 1 / 0 }}"),
    "filter on the wrong type": (("甲", "乙", MISTYPED), 3, "{{ 年度 | round }}"),
    "condition": (("{%p if 年度 %}", FAILING, "{%p endif %}"), 2, "{{ 1 / 0 }}"),
    "test of a condition": (("甲", "{% if 1 / 0 %}乙{% endif %}"), 2, "{% if 1 / 0 %}"),
    "loop": (("{%p for 节 in 章节 %}", "甲", FAILING, "{%p endfor %}"), 3, "{{ 1 / 0 }}"),
    "list of a loop": (("甲", "{%p for 节 in 1 / 0 %}", "乙", "{%p endfor %}"), 2, "{%p for 节 in 1 / 0 %}"),
    "loop over rows": (
        ("‖ {%tr for 行 in 指标表 %}", f"‖ {FAILING}", "‖ {%tr endfor %}"),
        2,
        "{{ 1 / 0 }}",
    ),
    "macro": (("{% macro 甲() %}", FAILING, "{% endmacro %}", "{{p 甲() }}"), 2, "{{ 1 / 0 }}"),
    "argument of a macro": (
        ("{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}", "丙{{ 甲(1 / 0) }}"),
        2,
        "{{ 甲(1 / 0) }}",
    ),
    "property": (("甲", "乙{% rightspace 1 / 0 %}"), 2, "{{ 1 / 0 }}"),
    "set": (("甲", "{% set 乙 = 1 / 0 %}"), 2, "{% set 乙 = 1 / 0 %}"),
}


@pytest.mark.parametrize("nesting", NESTED)
def test_what_fails_names_its_own_tag(nesting: str, tmp_path: Path) -> None:
    """Paragraph and tag are those of the expression, not of what stands around it."""
    lines, paragraph, tag = NESTED[nesting]

    [found] = faults(docx(*lines), tmp_path)

    assert ("TP304", paragraph, tag) == (found.code, *place_and_tag(found))


@pytest.mark.parametrize("where", ["header", "footer"])
def test_what_fails_in_a_header_names_the_part(where: str, tmp_path: Path) -> None:
    """Headers and footers count their paragraphs by themselves."""
    [found] = faults(docx("甲", **{where: f"乙{FAILING}"}), tmp_path)

    assert isinstance(found.place, ParagraphRef)
    assert (f"word/{where}1.xml", 1, "{{ 1 / 0 }}") == (found.place.part, *place_and_tag(found))


def test_what_fails_in_a_text_of_the_workbook_names_its_cell(tmp_path: Path) -> None:
    """The tag stands in the cell, and that is where it is mended."""
    lines = (
        "{%p for 节 in 章节 %}",
        "{%p for 段 in 节.段落 %}",
        "{{ 段 }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )

    [found] = faults(docx(*lines), tmp_path, {"正文!E2": f"甲{FAILING}"})

    assert ("TP304", "正文!E2", "{{ 1 / 0 }}") == (found.code, str(found.place), found.values["tag"])


def faults(data: bytes, folder: Path, edits: dict[str, str] | None = None) -> tuple[Diagnostic, ...]:
    """Merge the small book into a template and return why that was refused."""
    book = read(folder, edits).book
    assert book is not None
    with pytest.raises(Refusal) as caught:
        Template.load(data).render(book_context(book)[0])
    return caught.value.diagnostics


def place_and_tag(found: Diagnostic) -> tuple[int, str]:
    """Return paragraph and tag of a fault."""
    assert isinstance(found.place, ParagraphRef)
    return found.place.paragraph, found.place.tag
