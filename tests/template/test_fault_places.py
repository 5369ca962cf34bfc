"""What fails while a template is merged names the tag that failed, however deep that stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic, Refusal
from reportgen.pipeline import lint
from reportgen.refs import ParagraphRef
from reportgen.template import Template
from tests.support.books import read, small_book
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
    "property": (("甲", "乙{% rightspace 1 / 0 %}"), 2, "{% rightspace 1 / 0 %}"),
    "set": (("甲", "{% set 乙 = 1 / 0 %}"), 2, "{% set 乙 = 1 / 0 %}"),
}


@pytest.mark.parametrize("nesting", NESTED)
def test_what_fails_names_its_own_tag(nesting: str, tmp_path: Path) -> None:
    """Paragraph and tag are those of the expression, not of what stands around it."""
    lines, paragraph, tag = NESTED[nesting]

    [found] = faults(docx(*lines), tmp_path)

    assert ("TP304", paragraph, tag) == (found.code, *place_and_tag(found))


# what a tag may fail for → the tag and the code
KINDS: dict[str, tuple[str, str]] = {
    "division by zero": ("{{ 1 / 0 }}", "TP304"),
    "remainder by zero": ("{{ 5 % 0 }}", "TP304"),
    "sum of a text": ("{{ 年度 + 1 }}", "TP304"),
    "sum of nothing": ("{{ none + 1 }}", "TP304"),
    "sum of several": ("{{ 章节 + 1 }}", "TP304"),
    "quotient of a figure": ("{{ 工业总产值 / 2 }}", "TP304"),
    "filter on the wrong type": ("{{ 章节¦sum }}", "TP304"),
    "first of nothing": ("{{ []¦first }}", "TP304"),
    "brackets behind a text": ("{{ 年度() }}", "TP304"),
    "format that does not fit": ("{{ '%d'¦format('甲') }}", "TP304"),
    "index out of range": ("{{ '甲'.index('乙') }}", "TP304"),
    "item beyond the last": ("{{ [1, 2][5] }}", "CX102"),
    "comparison of unlike things": ("{{ 工业总产值 > 章节 }}", "TP304"),
    "comparison of unlike figures": ("{{ 工业总产值.数值 > 新增企业.数值 }}", "CX108"),
    "reckoning with a figure": ("{{ 工业总产值¦float }}", "CX109"),
    "no indicator in the brackets": ("{{ 工业总产值.占比('新增企业') }}", "CX106"),
    "no years in the brackets": ("{{ 工业总产值.年均('甲') }}", "CX107"),
    "nothing in the brackets": ("{{ 工业总产值.占比() }}", "TP307"),
    "brackets left out": ("{{ 工业总产值.占比 }}", "TP301"),
    "nothing to print": ("{{ none }}", "TP301"),
    "a mapping to print": ("{{ {'甲': 1} }}", "TP301"),
    "too much": ("{{ '甲' * 10 ** 9 }}", "TP306"),
    "reaching out": ("{{ 年度.__class__ }}", "TP305"),
}


@pytest.mark.parametrize("around", ["plain", "cell", "header", "loop", "rows", "macro"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_failure_names_part_paragraph_and_tag(kind: str, around: str, tmp_path: Path) -> None:
    """In the body, a cell, a header, within loops and within macros."""
    line, code = KINDS[kind]
    lines, paragraph = {
        "plain": (("甲", line), 2),
        "cell": (("‖ 甲 ‖ 乙", f"‖ 丙 ‖ 丁{line}"), 4),
        "header": (("甲",), 1),
        "loop": (("{%p for 节 in 章节 %}", f"乙{line}", "{%p endfor %}"), 2),
        "rows": (("‖ {%tr for 行 in 指标表 %}", f"‖ {line}", "‖ {%tr endfor %}"), 2),
        "macro": (("{% macro 甲() %}", line, "{% endmacro %}", "{{p 甲() }}"), 2),
    }[around]
    data = docx(*lines, header=line if around == "header" else "")

    found = next(one for one in faults(data, tmp_path) if one.code == code)

    assert isinstance(found.place, ParagraphRef)
    assert f"word/{'header1' if around == 'header' else 'document'}.xml" == found.place.part
    assert (paragraph, line.replace("¦", "|")) == place_and_tag(found)


def test_all_that_fails_is_told_at_once(tmp_path: Path) -> None:
    """lint tries each printed expression by itself where a merge would stop at the first."""
    small_book(tmp_path)
    lines = [line for line, _ in KINDS.values()]
    (tmp_path / "模板.docx").write_bytes(docx(*lines))

    found = lint(tmp_path / "模板.docx", tmp_path / "测试.xlsx").diagnostics
    told = [(one.place.paragraph, one.code) for one in found if isinstance(one.place, ParagraphRef)]

    assert [(number, code) for number, (_, code) in enumerate(KINDS.values(), start=1)] == told


def test_setting_an_attribute_of_no_namespace_names_its_own_tag(tmp_path: Path) -> None:
    """It is blamed on the tag before, or on none."""
    [found] = faults(docx("甲{{ 年度 }}", "{% set 年度.数 = 1 %}"), tmp_path)

    assert (2, "{% set 年度.数 = 1 %}") == place_and_tag(found)


def test_what_fails_in_a_property_names_the_tag_as_it_is_written(tmp_path: Path) -> None:
    """An author looks for what was typed."""
    [found] = faults(docx("甲{% rightspace 落款.没有 %}"), tmp_path)

    assert (1, "{% rightspace 落款.没有 %}") == place_and_tag(found)


def test_a_group_that_is_printed_is_called_one(tmp_path: Path) -> None:
    """Not an empty value."""
    [found] = faults(docx("{{ 章节 }}"), tmp_path)

    assert "list" == found.values["kind"]


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
