"""Tags that set a property of their paragraph from a computed value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from reportgen.diagnostics import Refusal, fault
from reportgen.fields import Absent, Field
from reportgen.template import Template
from reportgen.template.properties import property_xml
from reportgen.word.xml import qname
from tests.support.docs import faults_of, member, small


def properties(xml: str, **values: Any) -> list[tuple[str, str]]:
    """Return the properties of the one paragraph of a merged file, each with its space at the right."""
    made = member(Template.load(small(xml)).render(values))
    (found,) = made.iter(qname("w:pPr"))
    return [(etree.QName(child).localname, child.get(qname("w:rightChars"), "")) for child in found]


@pytest.mark.parametrize(
    ("value", "hundredths", "twips"),
    [
        (7, 700, 2205),  # 7 · 315 = 7 · (16 pt − 0.25 pt) · 20
        (0, 0, 0),
        (Decimal("4.5"), 450, 1417),  # 1417.5, cut
        ("2", 200, 630),
        (Field("7", Decimal(7)), 700, 2205),
        (99, 9900, 31185),
    ],
)
def test_space_at_the_right_is_a_number_of_characters(value: Any, hundredths: int, twips: int) -> None:
    """Word goes by hundredths of a character; other programs by twentieths of a point, 315 a character."""
    expected = f'<w:ind w:rightChars="{hundredths}" w:right="{twips}"/>'

    assert expected == property_xml("rightspace", value)


@pytest.mark.parametrize("value", ["七", "", "-1", 100, -0.5, "NaN", "Infinity", None, [], "1e9"])
def test_what_is_no_number_of_characters_is_refused(value: Any) -> None:
    """From none to less than a hundred, and nothing else."""
    with pytest.raises(ValueError, match=r"."):
        property_xml("rightspace", value if value != "" else " ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ["ind"]),
        ("<w:pPr><w:pStyle w:val='a'/><w:jc w:val='right'/></w:pPr>", ["pStyle", "ind", "jc"]),
        ("<w:pPr><w:spacing/><w:ind w:left='9'/><w:jc w:val='right'/></w:pPr>", ["spacing", "ind", "jc"]),
        (
            "<w:pPr><w:keepNext/><w:mirrorIndents/><w:rPr/></w:pPr>",
            ["keepNext", "ind", "mirrorIndents", "rPr"],
        ),
    ],
)
def test_the_property_stands_where_the_schema_wants_it(before: str, after: list[str]) -> None:
    """The order of the properties is fixed (ECMA-376-1, 17.3.1.26); the paragraph's own indent gives way."""
    line = f"<w:p>{before}<w:r><w:t>{{% rightspace n %}}县某局</w:t></w:r></w:p>"
    found = properties(line, n=7)

    assert after == [name for name, _ in found]
    assert ("ind", "700") in found


def test_a_wrong_value_is_told_at_the_tag() -> None:
    """The fault quotes the value, for it came from the data."""
    with pytest.raises(Refusal) as caught:
        Template.load(small("甲", "{% rightspace x %}乙")).render({"x": "很多"})

    (found,) = caught.value.diagnostics
    assert ("TP302", 2, "很多") == (found.code, getattr(found.place, "paragraph", 0), found.values["value"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"y": 1}, "CX101"),
        ({"x": Absent(fault("GR101"))}, "GR101"),
        ({"x": None}, "TP302"),
        ({"x": []}, "TP302"),
    ],
)
def test_a_value_that_is_not_there_is_one_fault(value: dict[str, Any], code: str) -> None:
    """An unknown name is told as such and not for its lack of a number, too."""
    assert [code] == [found[0] for found in faults_of(small("{% rightspace x %}乙"), value)]


def test_a_property_without_a_value_is_a_fault_of_syntax() -> None:
    """The number must be there."""
    assert ["TP201"] == [found[0] for found in faults_of(small("{% rightspace %}乙"))]
