"""Blocks open and close where they should; a fault is told at the tag to blame, the opener named."""

from __future__ import annotations

import pytest

from reportgen.refs import CellRef
from reportgen.template.blocks import Standing, block_faults
from reportgen.template.scanner import scan
from tests.support.docs import Fault, docx, faults_of

CELL = CellRef("2020.xlsx", "正文", "E5")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{% if a %}甲"], [("TP202", 1, "{% if a %}")]),
        (["{%p for x in xs %}", "甲"], [("TP202", 1, "{%p for x in xs %}")]),
        (["{% macro m() %}甲"], [("TP202", 1, "{% macro m() %}")]),
        (["{% set x %}甲"], [("TP202", 1, "{% set x %}")]),
        (["{% with a = 1 %}甲"], [("TP202", 1, "{% with a = 1 %}")]),
        (["甲{% endif %}"], [("TP203", 1, "{% endif %}")]),
        (["{%p endfor %}"], [("TP203", 1, "{%p endfor %}")]),
        (["甲{% else %}乙"], [("TP203", 1, "{% else %}")]),
        (["{% elif a %}"], [("TP203", 1, "{% elif a %}")]),
        (["{% for x in xs %}{% elif a %}{% endfor %}"], [("TP203", 1, "{% elif a %}")]),
        (["{% macro m() %}{% else %}{% endmacro %}"], [("TP203", 1, "{% else %}")]),
        (
            ["{%p if a %}", "{%p for x in xs %}", "甲", "{%p endif %}", "{%p endfor %}"],
            [("TP204", 2, "{%p for x in xs %}")],
        ),
        (["{% if a %}{% for x in xs %}{% endif %}"], [("TP204", 1, "{% for x in xs %}")]),
        (["{%p if a %}", "甲{% endif %}"], [("TP205", 2, "{% endif %}")]),
        (["{% if a %}甲", "{%p endif %}"], [("TP205", 2, "{%p endif %}")]),
        (["{%p if a %}", "甲{% else %}", "{%p endif %}"], [("TP205", 2, "{% else %}")]),
        (["{% if a %}", "‖ 甲{% endif %}"], [("TP205", 2, "{% endif %}")]),
        (["‖ {% if a %}甲 ‖ {% endif %}"], [("TP205", 2, "{% endif %}")]),
        (["‖ {%p for x in xs %} ‖ {%p endfor %}"], [("TP205", 2, "{%p endfor %}")]),
        (["‖ {%tr for x in xs %}", "‖ 甲", "{%p endfor %}"], [("TP205", 3, "{%p endfor %}")]),
        (["‖ {%tr for x in xs %}", "甲", "‖ {%tr endfor %}"], [("TP205", 3, "{%tr endfor %}")]),
        (["{%p for x in xs %}", "甲{% break %}乙", "{%p endfor %}"], [("TP205", 2, "{% break %}")]),
        (
            ["‖ {%tr for x in xs %}", "‖ {%p continue %}¶甲", "‖ {%tr endfor %}"],
            [("TP205", 2, "{%p continue %}")],
        ),
        (["{%p call m() %}", "甲", "{%p endcall %}"], []),
        (["{% if a %}甲{% endfor %}"], [("TP202", 1, "{% if a %}")]),
        (["{% for x in xs %}{% endif %}{% endfor %}"], [("TP203", 1, "{% endif %}")]),
        (["{% if a %}{% for x in xs %}{% endif %}甲{% endfor %}"], [("TP204", 1, "{% for x in xs %}")]),
        (["{% if a %}甲{% else %}乙{% else %}丙{% endif %}"], [("TP201", 1, "{% else %}")]),
        (["{% if a %}甲{% else %}乙{% elif b %}丙{% endif %}"], [("TP201", 1, "{% elif b %}")]),
        (["{% if a }甲{% endif %}"], [("TP101", 1, "{% if a }甲{% endif %}"), ("TP203", 1, "{% endif %}")]),
        (
            ["甲{% if a %}", "乙", "{% endfor %}", "丙{{ x"],
            [("TP202", 1, "{% if a %}"), ("TP101", 4, "{{ x")],
        ),
    ],
)
def test_a_fault_of_nesting_is_told_at_the_tag_to_blame(lines: list[str], expected: list[Fault]) -> None:
    """An open block is told at its opener, a stray end at the end; all of them at once."""
    assert expected == faults_of(docx(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        ["{% if a %}甲{% elif b %}乙{% else %}丙{% endif %}"],
        ["{% for x in xs %}{{ x }}{% else %}无{% endfor %}"],
        ["{%p if a %}", "甲", "{%p elif b %}", "乙", "{%p else %}", "丙", "{%p endif %}"],
        ["{%p if a %}{%p endif %}", "甲"],
        ["{% if a %}甲", "乙{% endif %}丙"],
        ["{% if a %}甲", "‖ 表", "乙{% endif %}丙"],
        ["{% set x = 1 %}{% set y %}甲{% endset %}{{ x }}{{ y }}"],
        ["{%p set x = 1 %}", "{{ x }}"],
        ["{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}"],
        ["{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(1) }}"],
        ["{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}甲{% endcall %}"],
        [
            "{% macro m(l) %}{% for y in l %}{{ caller(y) }}{% endfor %}{% endmacro %}",
            "{% call(x) m(xs) %}{{ x }}{% endcall %}",
        ],
        ["{% if(a) %}甲{% elif(b) %}乙{% endif %}"],
        ["{% set x¦replace('a', new='b') %}甲{% endset %}{{ x }}"],
        ["{% with a = 1 %}{{ a }}{% endwith %}"],
        ["{% autoescape true %}{{ a }}{% endautoescape %}"],
        ["{% for x in xs %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}"],
        ["‖ {%tr for x in xs %}", "‖ {{ x }}", "‖ {%tr endfor %}"],
        [
            "{%p for x in xs %}",
            "{%p if x == 2 %}",
            "{%p break %}",
            "{%p endif %}",
            "{{ x }}",
            "{%p endfor %}",
        ],
        [
            "‖ {%tr for x in xs %}",
            "‖ {%tr for y in xs %}",
            "‖ {{ x }}",
            "‖ {%tr endfor %}",
            "‖ {%tr endfor %}",
        ],
        ["‖ {%tr if a %}", "‖ 甲", "‖ {%tr else %}", "‖ 乙", "‖ {%tr endif %}"],
        ["‖ {%tc for x in xs %} ‖ {{ x }} ‖ {%tc endfor %}"],
        ["‖ {%p for x in xs %}¶{{ x }}¶{%p endfor %}¶尾 ‖ 乙"],
        ["{%p for x in xs %}", "‖ {{ x }}", "{%p endfor %}"],
        ["{%p for x in xs %}", "{%p if x % 2 %}", "{{ x }}", "{%p endif %}", "{%p endfor %}"],
    ],
)
def test_a_good_template_raises_no_alarm(lines: list[str]) -> None:
    """Everything that a careful author writes passes, when compiled and when merged."""
    assert [] == faults_of(docx(*lines), {"a": True, "b": False, "xs": [1, 2, 3]})


def test_crossed_blocks_name_both_tags_and_the_missing_end() -> None:
    """The author is told which block was still open, by which tag it was crossed, and what is missing."""
    tags, _ = scan("{% if a %}{% for x in xs %}{% endif %}", CELL)
    (fault,) = block_faults([Standing(tag, CELL) for tag in tags])

    assert {"tag": "{% for x in xs %}", "other": "{% endif %}", "end": "endfor"} == fault.values
    assert CELL == fault.place
    assert (CELL,) == fault.related


def test_a_block_that_ends_elsewhere_is_related_to_its_beginning() -> None:
    """The fault stands at the end; its beginning is told beside it."""
    tags, _ = scan("{%p if a %}{% endif %}", CELL)
    (fault,) = block_faults([Standing(tag, CELL) for tag in tags])

    assert ("TP205", "{%p if a %}", (CELL,)) == (fault.code, fault.values["opener"], fault.related)


def test_a_set_with_an_equals_sign_opens_no_block() -> None:
    """`set x = 1` is whole in itself, `set x` waits for its end."""
    short, _ = scan("{% set x = 1 %}", CELL)
    block, _ = scan("{% set x %}", CELL)

    assert [] == [*block_faults([Standing(tag, CELL) for tag in short])]
    assert ["TP202"] == [fault.code for fault in block_faults([Standing(tag, CELL) for tag in block])]
