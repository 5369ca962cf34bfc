"""What a template prints is a text that remembers its number and where it came from."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import fault
from reportgen.fields import Absent, Field, Nature, Origin, Prose, UnstatedError
from reportgen.records import Lazy, Record, Sequence
from reportgen.refs import CellRef

CELL = CellRef("2020.xlsx", "指标", "I7")
ORIGIN = Origin(Nature.FIGURE, (CELL,))
BIG, LESS = Field("11.83亿元", Decimal("11.83"), ORIGIN), Field("9.5亿元", Decimal("9.5"))
VOCABULARY = {"增速": "rate", "本年": "value"}
NUMBERS = st.one_of(st.decimals(-1000, 1000, places=2), st.integers(-1000, 1000), st.fractions(-1000, 1000))


def test_a_field_is_its_text() -> None:
    """Equal to the plain text, found by it, and printed as it; the value and origin ride along."""
    assert "11.83亿元" == BIG
    assert {BIG: 1} == {"11.83亿元": 1}
    assert "达11.83亿元" == f"达{BIG}"
    assert (Decimal("11.83"), ORIGIN) == (BIG.value, BIG.origin)


def test_a_field_without_a_number_stands_for_its_text() -> None:
    """Nothing given is the text itself; zero is a number."""
    assert "县某局" == Field("县某局").value
    assert 0 == Field("零", 0).value
    assert Field("县某局").origin is None


@pytest.mark.parametrize("how", [operator.lt, operator.le, operator.gt, operator.ge])
@given(one=NUMBERS, other=NUMBERS)
def test_figures_compare_as_their_numbers_do(how: Callable[[Any, Any], bool], one: Any, other: Any) -> None:
    """Between two fields, and between a field and a number of any kind, on either side."""
    field, against = Field("甲", one), Field("乙", other)
    wanted = how(Fraction(one), Fraction(other))

    assert wanted == how(field, against) == how(field, other) == how(one, against)


@pytest.mark.parametrize("number", [9, 9.5, Decimal("9.5"), Fraction(19, 2), True, -0.0])
def test_a_figure_is_more_than_any_lesser_number(number: Any) -> None:
    """Also where Python itself compares no such pair."""
    assert number < BIG
    assert not number > BIG
    assert BIG >= number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BIG, Field("多")),
        (Field("多"), BIG),
        (BIG, None),
        (BIG, []),
        (Field("多"), 1),
        (BIG, float("nan")),
        (BIG, float("inf")),
        (BIG, Decimal("NaN")),
        (BIG, Decimal("Infinity")),
        (Field("空", Decimal("NaN")), 1),
    ],
)
def test_what_is_unlike_does_not_compare(one: Any, other: Any) -> None:
    """A figure against words or against no number is a fault of whoever asks."""
    for how in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            how(one, other)


def test_a_figure_against_a_plain_text_compares_as_text() -> None:
    """Who writes a text in a condition means the text."""
    assert BIG < "9"
    assert Field("乙") < Field("甲")  # U+4E59 and U+7532: by code point, whatever a dictionary says


def test_the_largest_figure_is_found_by_number() -> None:
    """`lower`, which sorting filters call first, leaves a figure a figure."""
    assert BIG is max([LESS, BIG], key=lambda field: field.lower())
    assert "abc" == Field("ABC").lower()


@pytest.mark.parametrize(
    "compute",
    [
        lambda: BIG + LESS,
        lambda: BIG * 3,
        lambda: 3 * BIG,
        lambda: BIG - LESS,
        lambda: BIG / 2,
        lambda: BIG + 1,
        lambda: 1 + BIG,
        lambda: Field("甲") + 1,
        lambda: Field("甲") * "乙",
    ],
)
def test_figures_are_not_reckoned_with_as_texts(compute: Callable[[], Any]) -> None:
    """11.83亿元 and 9.5亿元 are not 11.83亿元9.5亿元: what is computed, is computed in the workbook."""
    with pytest.raises(TypeError):
        compute()


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (BIG + "。", "11.83亿元。"),
        ("达" + BIG, "达11.83亿元"),
        (BIG + Field("元"), "11.83亿元元"),
        (Field("甲") + Field("乙"), "甲乙"),
        (Field("甲") * 2, "甲甲"),
        (2 * Field("甲"), "甲甲"),
    ],
)
def test_texts_are_joined_as_texts(made: str, text: str) -> None:
    """A figure with words around it is words."""
    assert text == made


def test_what_is_absent_is_false_and_cannot_be_said() -> None:
    """A condition passes it over; to print it, or to weigh it, tells why there is none."""
    absent = Absent(fault("GR101", CELL))

    assert not absent
    for use in (str, lambda it: f"{it}", lambda it: it > 1, lambda it: 1 < it, lambda it: it <= BIG):
        with pytest.raises(UnstatedError) as caught:
            use(absent)
        assert absent.diagnostic is caught.value.diagnostic


def test_a_record_has_its_attributes_in_both_languages() -> None:
    """The vocabulary leads from a name to the one the attribute is kept under; others stand as they are."""
    record = Record({"rate": "8.46%", "value": BIG, "自有": 1}, VOCABULARY)

    assert ("8.46%", "8.46%", BIG, 1) == (record["增速"], record["rate"], record["本年"], record["自有"])
    assert ("增速", "本年", "rate", "value", "自有") == record.names
    with pytest.raises(KeyError):
        record["没有"]


def test_an_attribute_is_computed_when_it_is_asked_for_and_once_only() -> None:
    """What nobody prints costs nothing; also the text of the record as a whole."""
    asked: list[str] = []
    record = Record(
        {"rate": Lazy(lambda: asked.append("rate") or 8)},
        VOCABULARY,
        Lazy(lambda: asked.append("text") or "文"),
    )

    assert [] == asked
    assert (8, 8, "文", "文") == (record["增速"], record["rate"], record.printed, str(record))
    assert ["rate", "text"] == asked


def test_a_record_prints_its_text_and_equals_it() -> None:
    """So a condition may compare an indicator with a word, and a section with its title."""
    record = Record({}, {}, BIG, subject="谁")

    assert ("11.83亿元", BIG, "谁") == (str(record), record.printed, record.subject)
    assert record == "11.83亿元"
    assert record != Record({}, {}, BIG)
    assert record == record


def test_a_record_without_a_text_prints_none_and_is_true() -> None:
    """Nothing stands for nothing; the record is there all the same."""
    record = Record({}, {})

    assert ("", None, True) == (str(record), record.printed, bool(record))
    assert record != ""


def test_a_record_cannot_be_looped_over() -> None:
    """Only a sequence can."""
    with pytest.raises(TypeError):
        iter(Record({}, {}))


def test_a_sequence_is_looped_over_counted_and_asked_by_number_or_name() -> None:
    """An empty one is false."""
    names = Sequence(["甲", "乙"], {"value": 2}, VOCABULARY, "甲、乙")

    assert (["甲", "乙"], 2, "乙", "乙", 2) == ([*names], len(names), names[1], names[-1], names["本年"])
    assert ("甲、乙", True, False) == (str(names), bool(names), bool(Sequence([], {}, {})))
    with pytest.raises(IndexError):
        names[2]


def test_prose_is_its_text_and_false_when_empty() -> None:
    """A row with a heading only has none."""
    assert "内{{ a }}" == str(Prose("内{{ a }}", CELL))
    assert (True, False) == (bool(Prose("内", CELL)), bool(Prose("", CELL)))


# --- equal, and in order


def figure_of(text: str, value: str) -> Field:
    """Return a figure that prints `text`."""
    return Field(text, Decimal(value))


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (figure_of("2020", "2020"), 2020, True),
        (figure_of("2020", "2020"), 2021, False),
        (figure_of("11.83亿元", "11.83"), Decimal("11.83"), True),
        (figure_of("11.83亿元", "11.83"), 11.83, True),
        (figure_of("11.83亿元", "11.83"), float("nan"), False),
        (figure_of("1", "1"), True, False),
        (figure_of("11.83亿元", "11.83"), "11.83亿元", True),
        (Field("2020"), 2020, False),
        (Record({}, {}, figure_of("第二位", "2")), 2, True),
        (Record({}, {}, figure_of("第二位", "2")), 3, False),
        (Record({}, {}), 2, False),
    ],
)
def test_a_figure_equals_the_number_behind_it(one: object, other: object, equal: bool) -> None:
    """And its text; so that a condition says the same with `==` as with `>=` and `<=`."""
    assert (equal, not equal) == (one == other, one != other)
    assert (equal, not equal) == (other == one, other != one)


def test_a_record_is_in_order_as_what_it_prints() -> None:
    """An indicator against a number in its printed unit; what prints nothing compares with nothing."""
    record = Record({}, {}, figure_of("11.83亿元", "11.83"))

    assert record > 10
    assert record <= Decimal("11.83")
    assert 12 > record
    with pytest.raises(TypeError):
        assert record > Record({}, {})
