"""Tags that only name a value are looked up without jinja2, and nobody can tell the difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Refusal, fault
from reportgen.fields import Absent, Field, Nature, Origin, UnstatedError
from reportgen.records import Lazy, Record
from reportgen.refs import CellRef, ParagraphRef
from reportgen.template import RichText, Template
from reportgen.template import source as sources
from reportgen.template.direct import path_of, paths
from reportgen.template.recording import _Gathered
from reportgen.template.scanner import scan
from reportgen.template.syntax import Located
from reportgen.word.package import written
from tests.support.docs import docx, small, texts

PLACE = ParagraphRef("t.docx", paragraph=1)


def traced(text: str, row: int) -> Field:
    """Return a figure of a row of the workbook."""
    return Field(text, None, Origin(Nature.FIGURE, (CellRef("b.xlsx", "指标", f"I{row}"),), indicator=text))


def fails() -> Any:
    """Refuse, as the rate of an indicator does that has no base."""
    raise UnstatedError(fault("GR101", CellRef("b.xlsx", "指标", "I9")))


VALUES: dict[str, Any] = {
    "a": traced("11.83亿元", 2),
    "b": "<B&b>",
    "c": 7,
    "d": {"x": traced("8.46%", 3), "items": "键", "y": {"z": 1}},
    "e": "",
    "r": Record({"x": traced("8家", 4), "w": Lazy(fails)}, {"甲": "x"}, traced("8", 5)),
    "n": None,
    "l": [1, 2],
    "q": Absent(fault("GR101", CellRef("b.xlsx", "指标", "I8"))),
    "t": RichText("重", bold=True),
    "两行": "一\n二\a三",
}
NAMES = [*VALUES, "d.x", "d.items", "d.y.z", "d.y.none", "r.x", "r.甲", "r.none", "r.w", "none.x", "a.upper"]
TAGS = st.one_of(
    st.sampled_from([*NAMES, "x"]).map(lambda name: f"{{{{ {name} }}}}"),
    st.sampled_from(
        [
            "{% for a in l %}({{ a }}{{ c }}){% endfor %}",
            "{% for x in l %}{{ x }}{{ loop.index }}{{ a }}{% endfor %}",
            "{% set b = c %}",
            "{% set x %}<{{ a }}>{% endset %}",
            "{% macro m(a) %}[{{ a }}{{ c }}]{% endmacro %}{{ m(1) }}{{ m(a) }}",
            "{% with e = 5 %}{{ e }}{{ a }}{% endwith %}",
            "{% if c %}{{ a }}{% else %}{{ none.x }}{% endif %}",
            "{% filter upper %}{{ b }}{{ a }}{% endfilter %}",
            "{{ a|upper }}{{ b ~ c }}",
            "{{ 1 / 0 }}",
            "{# 注 #}",
            "文<&>",
        ]
    ),
)
LINES = st.lists(st.lists(TAGS, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


def outcome(data: bytes, values: Mapping[str, Any]) -> object:
    """Return the merged file and its insertions, or the faults."""
    try:
        merged = Template.load(data).merge(values, provenance=True)
    except Refusal as refusal:
        return set(refusal.diagnostics)
    return written(merged.members), list(merged.insertions)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_a_merge_is_the_same_with_and_without_the_short_way(lines: list[str]) -> None:
    """Values, faults and their places, cells, bookmarks: whatever stands around the tag and shadows the
    name."""
    data = small(*lines)
    short = outcome(data, VALUES)
    with mock.patch.object(sources, "paths", return_value={}):
        assert outcome(data, VALUES) == short


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_insertions_are_numbered_alike_as_they_come_and_when_all_are_there(lines: list[str]) -> None:
    """Two ways to the same bookmarks and paragraphs: the second can do without the order of printing."""
    data = small(*lines)
    at_once = outcome(data, VALUES)
    with mock.patch("reportgen.template.receiver.recorder", _Gathered):
        assert outcome(data, VALUES) == at_once


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{{ a }}", ("a",)),
        ("{{工业总产值.同比}}", ("工业总产值", "同比")),
        ("{{p a }}", ("a",)),
        ("{{ a.b.c }}", ("a", "b", "c")),
        ("{{ a | upper }}", ()),
        ("{{ a.0 }}", ()),
        ("{{ 1 }}", ()),
        ("{{ true }}", ()),
        ("{{ loop.index }}", ()),
        ("{{ a['b'] }}", ()),
        ("{{ a . b }}", ()),
        ("{{ a() }}", ()),
        ("{% if a %}", ()),
        ("{{ ²a }}", ()),
    ],
)
def test_only_names_and_attributes_go_the_short_way(text: str, path: tuple[str, ...]) -> None:
    """Anything else is for jinja2, also what looks like a name and is none."""
    (tag, *_), _ = scan(text, PLACE)

    assert path == path_of(tag)


@pytest.mark.parametrize(
    "binding",
    [
        "{% for a in b %}{% endfor %}",
        "{% for x, a in b %}{% endfor %}",
        "{% set a = 1 %}",
        "{% set x, a = b %}",
        "{% macro a() %}{% endmacro %}",
        "{% macro m(a) %}{% endmacro %}",
        "{% call(a) m() %}{% endcall %}",
        "{% with a = 1 %}{% endwith %}",
    ],
)
def test_a_name_that_is_bound_somewhere_is_left_to_jinja(binding: str) -> None:
    """It may mean another thing here than there."""
    tags = [Located(tag, PLACE) for tag in scan(f"{binding}{{{{ a }}}}{{{{ c.d }}}}", PLACE)[0]]

    assert [("c", "d")] == list(paths(tags).values())


def test_a_fault_behind_a_long_stretch_is_told_at_its_tag() -> None:
    """Not at the first tag of the stretch, nor at the last."""
    data = small("{{ a }}{{ a }}", "{{ a }}{{ r.w }}{{ a }}", "{{ a }}")
    with pytest.raises(Refusal) as refused:
        Template.load(data).render(VALUES)
    (found,) = refused.value.diagnostics

    assert [("{{ r.w }}", 2)] == [(place.tag, place.paragraph) for place in found.related]  # type: ignore[union-attr]


def test_all_unknown_names_of_a_stretch_are_told_at_once() -> None:
    """With the nearest known name, and once each."""
    with pytest.raises(Refusal) as refused:
        Template.load(small("{{ 甲一 }}{{ 乙 }}{{ d.xx }}", "{{ 甲一 }}")).render({"甲": 1, "d": {"x": 1}})

    assert [("CX101", "乙", 1), ("CX101", "甲一", 1), ("CX101", "甲一", 2), ("CX102", "xx", 1)] == sorted(
        (found.code, found.values["name"], found.place.paragraph)  # type: ignore[union-attr]
        for found in refused.value.diagnostics
    )


def test_a_template_of_plain_names_needs_no_code_of_jinja() -> None:
    """In body, header and footer."""
    template = Template.load(docx("{{ a }}", header="{{ b }}", footer="{{ c.d }}"))

    assert [None] * 3 == [part.compiled.template for part in template.parts]
    assert ["1"] == texts(template.render({"a": 1, "b": 2, "c": {"d": 3}}))


def test_a_literal_can_be_of_any_length() -> None:
    """A stretch is text until the next tag, whatever it holds."""
    line = "字" * 100_000
    template = Template.load(small(f"{line}{{{{ a }}}}{line}"))

    assert [f"{line}1{line}"] == texts(template.render({"a": 1}))
