"""Figures that went through filters, conditions, sums, loops and macros still know their cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.fields import Field, Insertion, Nature, Origin, Prose
from reportgen.records import Record, Sequence
from reportgen.refs import CellRef
from reportgen.template import Template
from reportgen.template.origins import MOST_CELLS
from reportgen.word.package import written
from tests.support.docs import docx, texts


def cell(address: str) -> CellRef:
    """Return a cell of the indicators' sheet."""
    return CellRef("2020.xlsx", "指标", address)


def figure(text: str, address: str, indicator: str, value: str = "") -> Field:
    """Return a figure that a cell holds."""
    return Field(
        text, Decimal(value) if value else None, Origin(Nature.FIGURE, (cell(address),), indicator=indicator)
    )


RATE = Origin(Nature.RATE, (cell("I7"), cell("J7")), "(I7 − J7) ÷ J7", "(8 − 5) ÷ 5 = 60%", "产值")
NAMES = [
    Field(name, None, Origin(Nature.TEXT, (cell(f"C{row}"),))) for row, name in enumerate(("甲", "乙"), 2)
]
OUTPUT = Record(
    {
        "value": figure("8.46亿元", "I7", "产值", "8.46"),
        "yoy": Field("同比增长60%", None, RATE),
        "comparable": True,
    },
    {"同比": "yoy", "可比": "comparable"},
    figure("8.46亿元", "I7", "产值", "8.46"),
)
DATA: dict[str, Any] = {
    "产值": OUTPUT,
    "投资": figure("3.2", "I8", "投资", "3.2"),
    "年度": Field("2020", None, Origin(Nature.TEXT, (cell("B5"),))),
    "名单": Sequence(NAMES, {}, {}, Field("甲、乙", None, Origin(Nature.TEXT, (cell("C2"), cell("C3"))))),
    "表": (OUTPUT,),
    "各值": [figure(str(number), f"I{number}", "", str(number)) for number in range(1, 1201)],
}

MACRO = "{% macro m(x) %}{{ x }}{% endmacro %}"
CALLED = "{% macro m(x) %}{{ caller() }}{{ x }}{% endmacro %}"
TOTAL = (
    "{{% set 和 = namespace(数=0) %}}"
    "{{% for 值 in {} %}}{{% set 和.数 = 和.数 + 值 | {} %}}{{% endfor %}}"
    "{{{{ 和.数 }}}}"
)


def inserted(*lines: str, **more: Any) -> tuple[Insertion, ...]:
    """Return what the lines print of the data. A bar in a line is a filter's, so it is written broken for
    `docx`."""
    template = Template.load(docx(*(line.replace("|", "¦") for line in lines)))
    return template.merge({**DATA, **more}, provenance=True).insertions


def cells(found: Insertion) -> list[str]:
    """Return the cells of an insertion."""
    return [ref.cell for ref in found.origin.cells] if found.origin else []


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("产值 | upper", "8.46亿元", ["I7"]),
        ("产值.同比 | replace('同比', '')", "增长60%", ["I7", "J7"]),
        ("产值.同比.replace('同比', '')", "增长60%", ["I7", "J7"]),
        ("年度 ~ '年' ~ 产值", "2020年8.46亿元", ["B5", "I7"]),
        ("'%s：%s' | format(年度, 投资)", "2020：3.2", ["B5", "I8"]),
        ("[投资, 产值.value] | join('和')", "3.2和8.46亿元", ["I8", "I7"]),
        ("名单 | join('和')", "甲和乙", ["C2", "C3"]),
        ("名单 | sort | first", "乙", ["C3"]),  # the sorted members are still the workbook's
        ("名单 | length", "2", ["C2", "C3"]),
        (
            "表 | map(attribute='yoy') | join",
            "同比增长60%",
            ["I7"],
        ),  # the row's own cell: the map looks inside by itself
        ("产值['同比'] | trim", "同比增长60%", ["I7", "J7"]),
        ("'达到' if 产值.可比 else '未达到'", "达到", ["I7"]),  # what decided, even where it prints a literal
        ("产值.同比 if 产值.可比 else 投资 | trim", "同比增长60%", ["I7", "J7"]),
        (
            "缺.同比 if 缺 is defined else 投资 | trim",
            "3.2",
            ["I8"],
        ),  # what is not evaluated leaves no cell, nor a fault
        ("缺 | default(投资 | trim)", "3.2", ["I8"]),
        ("3 * 4", "12", []),  # a number of the template's own
    ],
)
def test_a_computed_text_names_the_cells_it_was_made_of(
    expression: str, text: str, expected: list[str]
) -> None:
    """They are those of the names that were evaluated, in their order."""
    (found,) = inserted(f"{{{{ {expression} }}}}")

    assert (text, expected) == (found.text, cells(found))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{% set x = 投资 | replace('.', '点') %}{{ x }}", [("3点2", ["I8"])]),
        ("{% set x = 年度 | int + 1 %}{{ x }}、{{ x + 1 }}", [("2021", ["B5"]), ("2022", ["B5"])]),
        ("{% set x = 投资 ~ '万' %}{{ x }}", [("3.2万", ["I8"])]),
        ("{% set x %}共{{ 投资 }}{% endset %}{{ x }}", [("3.2", ["I8"])]),
        ("{% with x = 投资 ~ '万' %}{{ x }}{% endwith %}", [("3.2万", ["I8"])]),
        ("{% for 名 in 名单 | sort %}{{ 名 }}{% endfor %}", [("乙", ["C3"]), ("甲", ["C2"])]),
        ("{% for 半 in 产值.value.split('.') %}{{ 半 }}{% endfor %}", [("8", ["I7"]), ("46亿元", ["I7"])]),
        ("{% for 行 in 表 %}{{ 行.同比 | trim }}{% endfor %}", [("同比增长60%", ["I7", "J7"])]),
        (MACRO + "{{ m(投资) }}{{ m(投资 ~ '万') }}", [("3.2", ["I8"]), ("3.2万", ["I8"])]),
        (CALLED + "{% call m(投资 ~ '万') %}{{ 年度 }}{% endcall %}", [("2020", ["B5"]), ("3.2万", ["I8"])]),
    ],
)
def test_a_value_on_its_way_through_the_template_remembers(
    line: str, expected: list[tuple[str, list[str]]]
) -> None:
    """Through `set`, `with`, loops, macros and running sums."""
    assert expected == [(found.text, cells(found)) for found in inserted(line)]


@pytest.mark.parametrize(
    ("expression", "nature", "indicator", "worked"),
    [
        ("产值.同比 | replace('同比', '')", Nature.RATE, "产值", RATE.worked),
        (
            "产值.同比 | replace('增长', '上升')",
            Nature.RATE,
            "产值",
            RATE.worked,
        ),  # the same figure in other words
        (
            "产值.同比 | replace('60', '61')",
            Nature.COMPUTED,
            "产值",
            "",
        ),  # no more the figure that the sum gives
        ("投资 ~ 产值", Nature.COMPUTED, "", ""),
        ("年度 | int + 1", Nature.TEXT, "", ""),
        ("'高' if 投资 > 3 else '低'", Nature.TEXT, "投资", ""),  # a word, not a figure
    ],
)
def test_what_a_computed_text_is(expression: str, nature: Nature, indicator: str, worked: str) -> None:
    """The figure it repeats, with its formula; a figure of its own where it has another number; else a
    text."""
    (found,) = inserted(f"{{{{ {expression} }}}}")

    assert found.origin is not None
    assert (nature, indicator, worked) == (found.origin.nature, found.origin.indicator, found.origin.worked)


def test_a_tag_of_a_cell_of_prose_remembers_too() -> None:
    """The words of the cell come from the cell, the figure in them from where it is made of."""
    prose = Prose("达到{{ 投资 ~ '亿' }}元", cell("E2"))

    assert [("达到", ["E2"]), ("3.2亿", ["I8"]), ("元", ["E2"])] == [
        (found.text, cells(found)) for found in inserted("{{ 文 }}", 文=prose)
    ]


def test_a_text_made_of_very_many_cells_names_the_first() -> None:
    """So that a running text does not fill the draft with its addresses."""
    (found,) = inserted("{{ 各值 | join(' ') }}")

    assert 1200 == len(found.text.split())
    assert [f"I{number}" for number in range(1, MOST_CELLS + 1)] == cells(found)


def test_watching_changes_no_text() -> None:
    """With provenance and without, and for numbers that `set` carries, the same is printed."""
    line = "{% set x = 年度 | int %}{{ x / 4 }} {{ x is number }} {{ '%05d' | format(x) }}"
    template = Template.load(docx(line.replace("|", "¦")))

    assert ["505.0 True 02020"] == texts(template.render(DATA))
    assert ["505.0 True 02020"] == texts(written(template.merge(DATA, provenance=True).members))
