"""The expressions of 勾稽关系: names of indicators, numbers, + - × ÷ and brackets, evaluated exactly.

Names are taken from the book, the longest first, so that a name may hold digits, brackets or a hyphen. All
amounts of one dimension are converted into one unit: that of the indicator named first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reportgen.quantities import COUNT, Quantity, Unit
from reportgen.workbook.columns import normal
from reportgen.workbook.intervals import Interval, around

__all__ = [
    "Amount",
    "BadExpression",
    "MixedUnits",
    "Name",
    "Names",
    "Units",
    "ZeroDivisor",
    "evaluated",
    "goes_with",
    "parsed",
]

NO_SLACK: Mapping[str, Fraction] = {}
LONGEST = 2_000  # characters; a real rule has some dozens
MOST_FACTORS = 40  # signs of × and ÷; each makes the numbers to reckon with longer
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(%?)(?=[-+*/()]|$)")
_ONE = Fraction(1)
_WORD = re.compile(r"[^-+*/()]+")
_SIGNS = frozenset("+-*/()")
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "(": 0}
_TYPED = str.maketrans({"×": "*", "÷": "/", "∗": "*", "·": "*", "−": "-", "–": "-", "【": "(", "】": ")"})


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name in an expression; not `known` when it stands where one should and is none."""

    text: str
    known: bool


Token = Name | Fraction | str
Dimensions = tuple[tuple[str, int], ...]  # the powers of a value's units, sorted
Units = dict[str, Unit]  # dimension → the unit that its amounts are converted to


class BadExpression(ValueError):
    """The text is no expression; the message is the part that does not fit."""


class MixedUnits(ValueError):
    """Amounts of units that do not convert are added."""


class ZeroDivisor(ValueError):
    """The expression divides by zero."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with its dimensions; they are None for what is made of bare numbers only, which go with any.

    `possible` is where the value may lie when each figure in it is only known to its last decimal.
    """

    value: Fraction
    possible: Interval
    dimensions: Dimensions | None = None


class Names:
    """The names that an expression may use, made ready to be found in texts: once for all rules of a book."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_typed = {typed: name for name in names if (typed := normal(name).translate(_TYPED))}
        lengths: dict[str, set[int]] = {}
        for typed in self._by_typed:
            lengths.setdefault(typed[0], set()).add(len(typed))
        self._lengths = {first: sorted(held, reverse=True) for first, held in lengths.items()}

    def at(self, typed: str, start: int) -> tuple[str, int] | None:
        """Return the longest name that is a whole word at `start`, and not merely begins one, and where it
        ends."""
        for length in self._lengths.get(typed[start], ()):
            end = start + length
            if end > len(typed) or (end < len(typed) and typed[end] not in _SIGNS):
                continue
            name = self._by_typed.get(typed[start:end])
            if name is not None:
                return name, end
        return None


def parsed(text: str, names: Iterable[str] | Names) -> tuple[Token, ...]:
    """Return the expression in reverse Polish order; BadExpression says what does not fit.

    A word that is none of the `names` becomes a `Name` that is not known, so that each can be reported.
    """
    known = names if isinstance(names, Names) else Names(names)
    output: list[Token] = []
    waiting: list[str] = []
    operand_next = True
    for token in _tokens(text, known):
        if operand_next:
            operand_next = _take_operand(token, output, waiting)
        else:
            operand_next = _take_operator(token, output, waiting)
    factors = [token for token in output if token in ("*", "/")]
    factors += [token for token in waiting if token in ("*", "/")]
    if len(factors) > MOST_FACTORS:
        raise BadExpression("…")
    if operand_next or "(" in waiting:
        raise BadExpression(text.strip()[-1:])
    return (*output, *reversed(waiting))


def evaluated(
    tokens: Iterable[Token],
    quantities: Mapping[str, Quantity],
    units: Units,
    slack: Mapping[str, Fraction] = NO_SLACK,
) -> Amount:
    """Return the value of a parsed expression, whose names are all among `quantities`.

    `units` collects the unit taken for each dimension: hand the same mapping to both sides of a rule. `slack`
    tells by how much a name's true amount may differ from the one given, in its own unit.
    """
    stack: list[Amount] = []
    for token in tokens:
        if isinstance(token, Name):
            stack.append(_amount(quantities[token.text], units, slack.get(token.text, Fraction(0))))
        elif isinstance(token, Fraction):
            stack.append(Amount(token, around(token, Fraction(0))))
        elif token == "negative":
            held = stack.pop()
            stack.append(Amount(-held.value, -held.possible, held.dimensions))
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_combined(token, left, right))
    return stack[0]


def goes_with(left: Amount, right: Amount) -> bool:
    """Return whether two amounts may be added or compared."""
    return None in (left.dimensions, right.dimensions) or left.dimensions == right.dimensions


def _tokens(text: str, names: Names) -> Iterator[Token]:
    typed = normal(text).translate(_TYPED)
    if len(typed) > LONGEST:
        raise BadExpression("…")
    at = 0
    while at < len(typed):
        known = names.at(typed, at)
        number, word = _NUMBER.match(typed, at), _WORD.match(typed, at)
        if known is not None:
            yield Name(known[0], known=True)
            at = known[1]
        elif number:
            yield Fraction(number[1]) / (100 if number[2] else 1)
            at = number.end()
        elif word:
            yield Name(word[0], known=False)
            at = word.end()
        else:
            yield typed[at]
            at += 1


def _take_operand(token: Token, output: list[Token], waiting: list[str]) -> bool:
    """Take what may stand at the start of an operand; return whether the operand is still to come."""
    if not isinstance(token, str):
        output.append(token)
        return False
    if token == "(":
        waiting.append(token)
    elif token == "-":
        waiting.append("negative")
    elif token != "+":
        raise BadExpression(token)
    return True


def _take_operator(token: Token, output: list[Token], waiting: list[str]) -> bool:
    """Take what may stand behind an operand; return whether another operand must follow."""
    if not isinstance(token, str) or token == "(":
        raise BadExpression(token.text if isinstance(token, Name) else str(token))
    while waiting and _BINDING[waiting[-1]] >= _BINDING.get(token, 1):
        output.append(waiting.pop())
    if token != ")":
        waiting.append(token)
        return True
    if not waiting:
        raise BadExpression(token)
    waiting.pop()
    return False


def _amount(quantity: Quantity, units: Units, slack: Fraction) -> Amount:
    """Return an indicator's value in the unit taken for its dimension; the first one decides which.

    Percentages and numbers without a unit are bare ratios. All count words go together: a bureau counts the
    same people in 人 and in 名.
    """
    unit = quantity.unit
    if unit.is_percent or not unit.symbol:
        return _scaled(quantity, Fraction(unit.scale), slack, ())
    dimension = COUNT if unit.dimension.startswith(COUNT) else unit.dimension
    common = units.setdefault(dimension, unit)
    scale = _ONE if common == unit else Fraction(unit.scale) / Fraction(common.scale)
    return _scaled(quantity, scale, slack, ((dimension, 1),))


def _scaled(quantity: Quantity, scale: Fraction, slack: Fraction, dimensions: Dimensions) -> Amount:
    value = Fraction(quantity.amount)
    if scale == 1:
        return Amount(value, around(value, slack), dimensions)
    return Amount(value * scale, around(value * scale, slack * scale), dimensions)


def _combined(operator: str, left: Amount, right: Amount) -> Amount:
    if operator in "+-":
        if not goes_with(left, right):
            raise MixedUnits
        dimensions = right.dimensions if left.dimensions is None else left.dimensions
        if operator == "+":
            return Amount(left.value + right.value, left.possible + right.possible, dimensions)
        return Amount(left.value - right.value, left.possible - right.possible, dimensions)
    if operator == "*":
        return Amount(left.value * right.value, left.possible * right.possible, _powers(left, right, 1))
    if right.value == 0:
        raise ZeroDivisor
    return Amount(left.value / right.value, left.possible / right.possible, _powers(left, right, -1))


def _powers(left: Amount, right: Amount, sign: int) -> Dimensions | None:
    if left.dimensions is None and right.dimensions is None:
        return None
    powers = dict(left.dimensions or ())
    for dimension, power in right.dimensions or ():
        powers[dimension] = powers.get(dimension, 0) + sign * power
    return tuple(sorted((dimension, power) for dimension, power in powers.items() if power))
