"""So much for each: an amount over a count, the one for one of the other, both told beside it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import product

from reportgen.auditing.checks.mistyped import mistyped_as
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import PER, Figure, Interval, unit_of
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown
from reportgen.wording.numerals import number_of
from reportgen.wording.prose import HEADS, PERSON

__all__ = ["check_each"]

_NOUN, _WORDS, _STEM = 30, 3, 5  # characters and words behind a count that name what is counted
_ABOUT = 24  # characters before a figure that may say that it is told roughly
_LONG = 1000  # beyond this an average is told without a decimal more
_LIKE = {PERSON[1]: PERSON}  # what people are counted in
_YEAR_OF_DAYS = 365
_EXACTLY = Fraction(1, 200)
_ROUGHLY = Fraction(1, 10)
_UNITS_APART = [Fraction(10) ** by for by in (-8, -4, 4, 8)]  # ten thousand, a hundred million
_HEADS = Fraction(3, 100)  # how far the people of a year's end may be from those of its middle


def check_each(reading: Reading, notes: Notebook) -> None:
    """Compare averages, and what each was given, with the amount and the count that they are made of
    (AU317)."""
    for term in reading.terms:
        if not term.is_alone or not term.figure.is_amount:
            continue
        if term.figure.vague:
            if _is_about(reading, term):
                _check_each(reading, term, notes, _ROUGHLY)
                _check_average(reading, term, notes, _ROUGHLY)
            continue
        _check_each(reading, term, notes)
        _check_time(reading, term, notes)
        _check_mean(reading, term, notes)
        _check_given(reading, term, notes)
        _check_average(reading, term, notes)
        _check_thousands(reading, term, notes)


def _is_about(reading: Reading, term: Term) -> bool:
    """Tell whether a figure is told roughly, and not as a bound."""
    before = reading.text[max(0, term.figure.start - _ABOUT) : term.figure.start]
    return reading.prose.sign("about").search(before) is not None


def _check_each(reading: Reading, term: Term, notes: Notebook, roughly: Fraction = Fraction(0)) -> None:
    """So much for each: an amount over a count, the only ones of their sentence."""
    found = reading.prose.sign("for_each").search(term.lead)
    if found is None:
        return
    one = found["one"] or found["head"] or found["field"]
    noun = found["noun"] or found["noun_of_head"] or ""
    is_spent = reading.prose.sign("spent").fullmatch(noun) is not None
    others = [other for other in _beside(reading, term) if other.figure.is_amount]
    whole = [
        other.figure
        for other in others
        if other.figure.unit.dimension == term.figure.unit.dimension and (is_spent or noun in other.lead)
    ]
    among = _counts_of(one, others, reading)
    if found["field"]:
        whole = [other.figure for other in others if _is_output(reading, other, term)] or whole
    if len(whole) > 1:
        clause = reading.text.rfind("；", 0, term.figure.start)
        whole = [other for other in whole if clause < other.start < term.figure.start]
    if len(whole) == 1 == len(among) and whole != among:
        is_exact = found["head"] is None or reading.prose.sign("visits").search(among[0].unit.symbol)
        slack = Fraction(0) if is_spent and is_exact else _HEADS
        _tell_each(term.figure, whole[0], among[0], 1, max(slack, roughly), notes)
    elif not roughly:
        is_of_people = found["head"] is not None and one in HEADS
        _check_some(reading, term, one, _HEADS if is_of_people else _EXACTLY, notes)


def _check_some(reading: Reading, term: Term, one: str, slack: Fraction, notes: Notebook) -> None:
    """So much for each of something, which of several amounts and counts may be: none fits, and two would but
    for a slip."""
    near = [other for other in reading.terms if _is_near(other, term) and other.figure.exact > 0]
    among = _counts_of(one, near, reading)
    whole = [
        other.figure
        for other in near
        if other.figure.unit.dimension == term.figure.unit.dimension and other.figure not in among
        and reading.prose.sign("small").search(other.lead) is None
    ]  # fmt: skip
    pairs = list(product(whole, among))
    if not pairs or any(_fits(*pair, term.figure, slack=slack) for pair in pairs):
        return
    for pair in pairs:
        some = (*pair, term.figure)
        if _is_slip(*some) or any(_fits(*some, factor) for factor in _UNITS_APART):
            _tell_each(term.figure, *pair, 1, Fraction(0), notes)
            return


def _counts_of(one: str, terms: Iterable[Term], reading: Reading) -> list[Figure]:
    """Return the figures that count what a word names, by the piece or by the ten thousand."""
    many, names = reading.prose.sign("many_at_once"), _LIKE.get(one, one)
    return [other.figure for other in terms if many.sub("", other.figure.unit.symbol).startswith(names)]


def _is_output(reading: Reading, one: Term, term: Term) -> bool:
    """Tell whether a figure is all that was harvested."""
    is_alike = one.figure.unit.dimension == term.figure.unit.dimension
    return is_alike and reading.prose.sign("of_output").search(one.lead) is not None


def _check_time(reading: Reading, term: Term, notes: Notebook) -> None:
    """So much a day of a year, or a year of so many: of one of the amounts before it, but for a slip."""
    sign = reading.prose.sign
    is_daily, is_yearly = (sign(name).search(term.lead) for name in ("daily", "yearly"))
    if not (is_daily or is_yearly):
        return
    before = reading.prose.sentence.split(reading.text[: term.figure.start])[-1]
    if is_daily and sign("all_year").search(before):
        times = [_YEAR_OF_DAYS, _YEAR_OF_DAYS + 1]
    elif is_yearly and (spans := list(sign("span").finditer(before))):
        times = [number_of(spans[-1]["n"]) or 0]
    else:
        return
    some = [
        one.figure
        for one in reading.terms
        if _is_near(one, term) and one.figure.end < term.figure.start
        and one.figure.unit.dimension == term.figure.unit.dimension
    ]  # fmt: skip
    counts = [_count(number) for number in times if number > 1]
    if any(_fits(one, number, term.figure) for one in some for number in counts):
        return
    for one in some[-1:] if counts else ():
        if _is_slip(one, counts[0], term.figure):
            _tell_each(term.figure, one, counts[0], 1, Fraction(0), notes)


def _count(number: int) -> Figure:
    """Return a number of days or years that no figure tells."""
    return Figure(0, 0, str(number), Decimal(number), unit_of(""), False)


def _check_given(reading: Reading, term: Term, notes: Notebook) -> None:
    """So much given to each of so many, so much in all: but for a slip the one times the other."""
    found = reading.prose.sign("each_gets").search(term.lead)
    if found is None or reading.prose.sign("for_each").search(term.lead):
        return
    others = [one for one in _beside(reading, term) if one.figure.is_amount and one.figure.exact > 0]
    among = [one.figure for one in others if one.figure.unit.symbol.endswith(found["one"])]
    whole = [
        one.figure
        for one in others
        if one.figure.unit.dimension == term.figure.unit.dimension
        and any(reading.prose.sign(name).search(one.lead) for name in ("sum_told", "paid_out"))
        and reading.prose.sign("first_part").search(one.lead) is None
    ]
    if len(among) != 1 or len(whole) != 1 or term.figure.exact <= 0:
        return
    some = (whole[0], among[0], term.figure)
    if not _fits(*some) and (_is_slip(*some) or any(_fits(*some, factor) for factor in _UNITS_APART)):
        _tell_each(term.figure, whole[0], among[0], 1, Fraction(0), notes)


def _is_slip(whole: Figure, among: Figure, each: Figure) -> bool:
    """Tell whether a likely slip in one of three figures keeps them from fitting."""
    return (
        any(_fits(one, among, each) for one in mistyped_as(whole))
        or any(_fits(whole, one, each) for one in mistyped_as(among))
        or any(_fits(whole, among, one) for one in mistyped_as(each))
    )


def _fits(
    whole: Figure,
    among: Figure,
    each: Figure,
    factor: Fraction = Fraction(1),
    slack: Fraction = Fraction(0),
) -> bool:
    """Tell whether what each gets makes the whole, or `factor` times as much, but for some slack."""
    due = of(lambda one, other: one * other * factor, among.interval, each.interval)
    if due is None:
        return False
    return not apart(Interval(due.least * (1 - slack), due.most * (1 + slack)), whole.interval)


def _check_mean(reading: Reading, term: Term, notes: Notebook) -> None:
    """So much of one unit for one of another, told in both: 元/平方米 beside the only 元 and 平方米."""
    above, per, below = term.figure.unit.dimension.removeprefix(PER).partition("/")
    if (found := reading.prose.sign("mean_per").search(term.lead)) is not None:
        above, below = term.figure.unit.symbol, found["unit"]
    elif not (
        per and term.figure.unit.dimension.startswith(PER) and reading.prose.sign("mean").search(term.lead)
    ):
        return
    beside = [one.figure for one in _beside(reading, term) if one.figure.is_amount]
    if found is not None:  # so much for each square metre, of a sentence of its own
        beside = [one.figure for one in reading.terms if _is_near(one, term) and one.figure.is_amount]
    units = [unit_of(symbol) for symbol in (above, below)]
    whole, among = ([one for one in beside if one.unit.dimension == unit.dimension] for unit in units)
    if len(whole) == 1 == len(among) and whole != among:
        factor = Fraction(units[1].scale) / Fraction(units[0].scale)
        _tell_each(term.figure, whole[0], among[0], factor, Fraction(0), notes)


def _check_average(reading: Reading, term: Term, notes: Notebook, roughly: Fraction = Fraction(0)) -> None:
    """An average of so much a day, beside the only number of days and one more amount."""
    named = reading.prose.sign("ratio_named").search(term.lead)
    per = reading.prose.sign("per_one").match(reading.text[term.figure.end :])
    if named is None and (per is None or reading.prose.sign("mean_of").search(term.lead) is None):
        return
    if per is not None and reading.prose.sign("of_part").match(reading.text[term.figure.end + per.end() :]):
        return
    some = [one for one in reading.terms if _is_near(one, term)]
    one = named["other"] if named is not None else per["one"] if per is not None else ""
    among = [other.figure for other in some if _is_number_of(one, other, reading)]
    whole = [
        other.figure
        for other in some
        if other.figure not in among
        and other.figure.unit.dimension == term.figure.unit.dimension
        and reading.prose.sign("per_one").match(reading.text[other.figure.end :]) is None
        and (named is None or _is_number_of(named["one"], other, reading))
    ]
    if len(whole) > 1 and per is not None and per["noun"]:
        whole = [one for one in whole if reading.text.startswith(f" {per['noun']}", one.end)]
    if len(whole) == 1 == len(among):
        _tell_each(term.figure, whole[0], among[0], 1, roughly, notes)


def _is_near(one: Term, term: Term) -> bool:
    """Tell whether a term is another plain value, of the same sentence or of the one before."""
    is_near = one is not term and 0 <= term.sentence - one.sentence <= 1
    return is_near and one.role in (Role.VALUE, Role.REACHED) and one.is_alone and not one.figure.vague


def _is_number_of(one: str, term: Term, reading: Reading) -> bool:
    """Tell whether a figure counts what its noun names: 365 days, for one of a day."""
    sign, behind = reading.prose.sign, reading.text[term.figure.end : term.figure.end + _NOUN]
    if one in term.figure.unit.symbol:
        return True
    if sign("heads").fullmatch(one):
        return sign("heads_among").search(f"{term.lead}{behind}") is not None
    return any(one[:_STEM] in word for word in behind.split()[:_WORDS]) and not behind.startswith(",")


def _check_thousands(reading: Reading, term: Term, notes: Notebook) -> None:
    """So many for every ten thousand people."""
    found = reading.prose.sign("per_people").search(term.lead)
    if found is None:
        return
    beside = [one for one in reading.terms if _is_near(one, term) and one.figure.is_amount]
    people = [one.figure for one in beside if reading.prose.sign("people").search(one.lead)]
    whole = [one.figure for one in beside if one.lead.endswith(found["noun"]) and one.figure not in people]
    if len(people) == 1 == len(whole):
        factor = reading.prose.large.get(found["many"], 0)
        _tell_each(term.figure, whole[0], people[0], 10**factor, _HEADS, notes)


def _tell_each(
    told: Figure, whole: Figure, among: Figure, factor: Fraction | int, slack: Fraction, notes: Notebook
) -> None:
    due = of(lambda one, other: one / other * factor, whole.interval, among.interval)
    notes.tried("average", told, whole, among)
    if due is None:
        return
    wide = Interval(due.least * (1 - slack), due.most * (1 + slack))
    if apart(wide, told.interval):
        notes.found(
            "AU317", (told.start, told.end), figures=(whole, among, told),
            value=whole.text, whole=among.text, told=told.text,
            due=shown(due, told.places + (due.least < _LONG), told.unit.scale) + told.suffix,
        )  # fmt: skip


def _beside(reading: Reading, term: Term) -> list[Term]:
    """Return the other plain values of a sentence."""
    return [one for one in reading.terms if one.sentence == term.sentence and _is_near(one, term)]
