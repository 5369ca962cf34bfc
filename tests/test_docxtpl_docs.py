"""The page for those who come from docxtpl does what it says, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen import Refusal, RichText, Template
from reportgen.codes import CODES
from tests.support.docs import docx, members, texts
from tests.support.images import png
from tests.support.validity import flaws

PAGES = ["docxtpl.md", "docxtpl.zh-CN.md"]
DOCS = Path(__file__).parents[1] / "docs"
HEADINGS = {"docxtpl.md": "What is different", "docxtpl.zh-CN.md": "不一样的地方"}
# what is written, with what values → the code of its fault, and that of the lenient one; empty for none
FAULTS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "none": ("甲{{ x }}", {"x": None}, "TP301", ""),
    "a list": ("甲{{ x }}", {"x": [1]}, "TP301", "TP301"),
    "a filtered picture": ("{{ x¦upper }}", {"x": reportgen.InlineImage(png())}, "TP304", "TP304"),
    "a filter of one's own": ("甲{{ x¦money }}", {"x": 1}, "TP201", "TP201"),
    "an unknown name": ("甲{{ x }}", {}, "CX101", ""),
    "its attribute": ("甲{{ x.y.z }}", {}, "CX101", ""),
    "text beside a tag": ("丢{%p set a = 1 %}", {}, "TP207", ""),
    "curled quotes": ("{{ “甲” }}", {}, "TP104", ""),
    "full-width braces": ("｛｛ x ｝｝", {}, "TP103", "TP103"),
    "another file": ("{% include 'a' %}", {}, "TP212", "TP212"),
    "without end": ("{% for a in range(10 ** 9) %}甲{% endfor %}", {}, "TP306", "TP306"),
    "reaching out": ("{{ x.__class__ }}", {"x": 1}, "TP305", "TP305"),
    "an unknown style": ("{{r x }}", {"x": RichText("甲", style="无")}, "TP311", "TP311"),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_program_of_the_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a template that prints its names."""
    [program] = re.findall(r"```python\n(.+?)```", text_of(page), flags=re.DOTALL)
    (tmp_path / "letter.docx").write_bytes(docx("甲{{ body }}{{ nobody }}", "{{ logo }}", "{{p annex }}"))
    (tmp_path / "logo.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    exec(program, {})
    draft = (tmp_path / "draft.docx").read_bytes()

    assert [] == flaws(draft)
    assert png() in members(draft).values()
    assert "8.46%" in texts(draft)[0]
    assert 4 == len(texts(draft))


@pytest.mark.parametrize("page", PAGES)
def test_every_name_on_the_page_is_one(page: str) -> None:
    """What a program imports, what it calls of a template, what codes there are."""
    text = text_of(page)
    right = "\n".join(row.split(" | ")[1] for row in text.splitlines() if row.count(" | ") == 1)
    called = set(re.findall(r"template\.(\w+)", right))

    assert called <= set(dir(Template)) | {"variables"}
    assert {"render", "variables", "replaced"} <= called
    assert set(re.findall(r"\b(?:TP|CX)\d{3}\b", text)) <= set(CODES)
    for name in ("RichText", "RichTextParagraph", "Listing", "InlineImage", "Subdocument", "Refusal"):
        assert f"{name}(" in text or f"`{name}" in text or f" {name} " in text
        assert hasattr(reportgen, name)


@pytest.mark.parametrize("name", FAULTS)
def test_the_faults_of_the_page_are_such(name: str) -> None:
    """Strictly and leniently."""
    line, values, strict, lenient = FAULTS[name]

    assert [strict, lenient] == [code(line, values, True), code(line, values, False)]


@pytest.mark.parametrize("page", PAGES)
def test_every_fault_of_the_page_is_tried(page: str) -> None:
    """In the table of differences."""
    table = text_of(page).split(f"## {HEADINGS[page]}\n")[1].split("\n## ")[0]
    tried = {fault for _, _, *both in FAULTS.values() for fault in both if fault}

    assert set(re.findall(r"(?:TP|CX)\d{3}", table)) == {*tried, "TP312"}


def test_a_function_takes_the_place_of_a_filter() -> None:
    """As the page says."""
    assert ["1,234.50"] == texts(Template.load(docx("{{ money(x) }}")).render({"money": money, "x": 1234.5}))


def money(value: float) -> str:
    """Return an amount."""
    return f"{value:,.2f}"


def code(line: str, values: dict[str, Any], strict: bool) -> str:
    """Return the code of the one fault there is, empty for none."""
    try:
        Template.load(docx(line), strict=strict).render(values)
    except Refusal as refusal:
        [found] = {one.code for one in refusal.diagnostics}
        return found
    return ""


def text_of(page: str) -> str:
    """Return a page of the documentation."""
    return (DOCS / page).read_text(encoding="utf-8")
