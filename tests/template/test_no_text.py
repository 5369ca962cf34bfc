"""What has no text is never made one: no `None`, `nan`, `inf` or list as a program shows it, and no 0 for a
text that is no number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.docs import docx, faults_of, merged, small

MUTE: dict[str, Any] = {
    "nothing": None,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "minus infinity": float("-inf"),
    "a list": [None],
    "a mapping": {"a": None},
}
WAYS = (
    "{{ x }}",
    "{{ x ~ '万元' }}",
    "{{ x¦string }}",
    "{{ x¦trim }}",
    "{{ x¦upper }}",
    "{{ x¦lower }}",
    "{{ x¦title }}",
    "{{ x¦capitalize }}",
    "{{ x¦center(9) }}",
    "{{ x¦replace('a', 'b') }}",
    "{{ 'a'¦replace('a', x) }}",
    "{{ x¦truncate(5) }}",
    "{{ x¦wordwrap(5) }}",
    "{{ x¦indent }}",
    "{{ x¦striptags }}",
    "{{ [x]¦map('string')¦join }}",
    "{{ [x]¦join('、') }}",
    "{{ '%s'¦format(x) }}",
    "{{ '%s' % [x]¦first }}",
    "{{ '{}'.format(x) }}",
    "{{ '{:>9}'.format(x) }}",
    "{{ '{!r}'.format(x) }}",
    "{{ '{a}'.format(a=x) }}",
    "{{ x¦int }}",
    "{{ x¦float }}",
    "{{ x¦e }}",
    "{{ x¦default('无') }}",
    "{% set y = x %}{{ y }}",
    "{{ [x]¦first }}",
    "{{ {'a': x}.a }}",
)


@pytest.mark.parametrize("way", WAYS)
def test_what_has_no_text_is_refused_however_it_is_printed(way: str) -> None:
    """By itself, joined, through a filter, through a format."""
    template = small(way.replace("¦", "|"))
    for value in MUTE.values():
        codes = {code for code, _, _ in faults_of(template, {"x": value})}

        assert codes in ({"TP301"}, {"TP304"})


@pytest.mark.parametrize("typed", ["", "约12", "#REF!", "12,3", "一", "1 2"])
@pytest.mark.parametrize("kind", ["int", "float"])
def test_a_text_that_is_no_number_is_no_zero(kind: str, typed: str) -> None:
    """A wrong figure is worse than none."""
    assert ["TP304"] == [code for code, _, _ in faults_of(docx(f"{{{{ x¦{kind} }}}}"), {"x": typed})]


@pytest.mark.parametrize(
    ("tag", "x", "expected"),
    [
        ("{{ x¦int }}", "12", "12"),
        ("{{ x¦int }}", 12.9, "12"),
        ("{{ x¦int(0) }}", "约12", "0"),
        ("{{ x¦int(default=-1) }}", None, "-1"),
        ("{{ x¦int(0, 16) }}", "1f", "31"),
        ("{{ x¦float }}", "12.5", "12.5"),
        ("{{ x¦float(0) }}", "", "0"),
        ("{{ '%.1f'¦format(x) }}", 0.25, "0.2"),
        ("{{ '{}'.format(x) }}", "甲", "甲"),
        ("{{ x¦string }}", 0, "0"),
    ],
)
def test_what_is_a_number_or_has_another_value_told_is_one(tag: str, x: Any, expected: str) -> None:
    """As in jinja2."""
    assert [expected] == merged(docx(tag), x=x)
