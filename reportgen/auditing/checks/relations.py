"""Figures that are made of others of their sentence, as their words say: what each has, who grew faster than
whom and than when, what the stock is at the end of a year, and one year beside the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import PER, Figure, Interval, unit_of
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, of, shown, signed

__all__ = ["check_relations"]

_NOUN, _WORDS, _STEM = 30, 3, 5  # characters and words behind a count that name what is counted
_HEADS = Fraction(3, 100)  # how far the people of a year's end may be from those of its middle


def check_relations(reading: Reading, notes: Notebook) -> None:
    """Compare averages (AU317), differences of rates (AU302), stocks (AU303) and years told in turn (AU301)
    with the figures that they are made of."""
    for at, term in enumerate(reading.terms):
        if term.figure.vague or not term.is_alone:
            continue
        if term.figure.is_amount:
            _check_each(reading, term, notes)
            _check_mean(reading, term, notes)
            _check_average(reading, term, notes)
            _check_thousands(reading, term, notes)
        elif term.figure.is_points and (own := _rate_before(reading, at)) is not None:
            _check_ahead(reading, at, own, notes)
            _check_since(reading, at, own, notes)
    _check_stock(reading, notes)
    _check_years(reading, notes)


# --- so much for each


def _check_each(reading: Reading, term: Term, notes: Notebook) -> None:
    """So much for each: an amount over a count, the only ones of their sentence."""
    found = reading.prose.sign("for_each").search(term.lead)
    if found is None:
        return
    one = found["one"] or found["head"] or found["field"]
    noun = found["noun"] or found["noun_of_head"] or ""
    is_spent = reading.prose.sign("spent").fullmatch(noun) is not None
    many = reading.prose.sign("many_at_once")
    others = [other for other in _beside(reading, term) if other.figure.is_amount]
    whole = [
        other.figure
        for other in others
        if other.figure.unit.dimension == term.figure.unit.dimension and (is_spent or noun in other.lead)
    ]
    among = [other.figure for other in others if many.sub("", other.figure.unit.symbol).startswith(one)]
    if len(whole) == 1 == len(among) and whole != among:
        is_exact = found["head"] is None or reading.prose.sign("visits").search(among[0].unit.symbol)
        slack = Fraction(0) if is_spent and is_exact else _HEADS
        _tell_each(term.figure, whole[0], among[0], 1, slack, notes)


def _check_mean(reading: Reading, term: Term, notes: Notebook) -> None:
    """So much of one unit for one of another, told in both: 元/平方米 beside the only 元 and 平方米."""
    above, per, below = term.figure.unit.dimension.removeprefix(PER).partition("/")
    if not (
        per and term.figure.unit.dimension.startswith(PER) and reading.prose.sign("mean").search(term.lead)
    ):
        return
    beside = [one.figure for one in _beside(reading, term) if one.figure.is_amount]
    units = [unit_of(symbol) for symbol in (above, below)]
    whole, among = ([one for one in beside if one.unit.dimension == unit.dimension] for unit in units)
    if len(whole) == 1 == len(among) and whole != among:
        factor = Fraction(units[1].scale) / Fraction(units[0].scale)
        _tell_each(term.figure, whole[0], among[0], factor, Fraction(0), notes)


def _check_average(reading: Reading, term: Term, notes: Notebook) -> None:
    """An average of so much a day, beside the only number of days and one more amount."""
    named = reading.prose.sign("ratio_named").search(term.lead)
    per = reading.prose.sign("per_one").match(reading.text[term.figure.end :])
    if named is None and (per is None or reading.prose.sign("mean_of").search(term.lead) is None):
        return
    some = [one for one in reading.terms if _is_near(one, term)]
    one = named["other"] if named is not None else per["one"] if per is not None else ""
    among = [other.figure for other in some if _is_number_of(one, other, reading)]
    whole = [
        other.figure
        for other in some
        if other.figure not in among
        and other.figure.unit.dimension == term.figure.unit.dimension
        and (named is None or _is_number_of(named["one"], other, reading))
    ]
    if len(whole) == 1 == len(among):
        _tell_each(term.figure, whole[0], among[0], 1, Fraction(0), notes)


def _is_near(one: Term, term: Term) -> bool:
    is_near = one is not term and 0 <= term.sentence - one.sentence <= 1
    return is_near and one.role in (Role.VALUE, Role.REACHED) and one.is_alone and not one.figure.vague


def _is_number_of(one: str, term: Term, reading: Reading) -> bool:
    """Tell whether a figure counts what its noun names: 365 days, for one of a day."""
    sign, behind = reading.prose.sign, reading.text[term.figure.end : term.figure.end + _NOUN]
    if term.figure.unit.symbol.startswith(one):
        return True
    if sign("heads").fullmatch(one):
        return sign("heads_among").search(f"{term.lead}{behind}") is not None
    return any(one[:_STEM] in word for word in behind.split()[:_WORDS]) and not behind.startswith(",")


def _check_thousands(reading: Reading, term: Term, notes: Notebook) -> None:
    """So many for every ten thousand people."""
    found = reading.prose.sign("per_people").search(term.lead)
    if found is None:
        return
    beside = [one for one in _beside(reading, term) if one.figure.is_amount]
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
            due=shown(due, told.places + 1, told.unit.scale) + told.unit.symbol,
        )  # fmt: skip


def _beside(reading: Reading, term: Term) -> list[Term]:
    """Return the other plain values of a sentence."""
    return [
        one
        for one in reading.terms
        if one is not term
        and one.sentence == term.sentence
        and one.role in (Role.VALUE, Role.REACHED)
        and one.is_alone
        and not one.figure.vague
    ]


# --- faster than another, and than before


def _check_ahead(reading: Reading, at: int, own: Term, notes: Notebook) -> None:
    """So many points faster than something whose growth the paragraph tells."""
    term = reading.terms[at]
    found = reading.prose.sign("ahead").search(term.lead)
    if found is None:
        return
    name = found["than"] or found["other"]
    core = reading.prose.sign("all_of").sub("", name)
    region = reading.prose.sign("above").search(name)
    others = [
        one
        for one in _rates(reading.terms[:at])
        if one is not own
        and own.sentence - one.sentence <= 1
        and len(core) > 1
        and core in one.rest
        and (region is None or region[0] in one.rest)
    ]
    if len(others) == 1:
        slower = reading.prose.sign("slower").search(found["way"] or found["how"]) is not None
        pair = (others[0], own) if slower else (own, others[0])
        _tell_points(term, *pair, notes)


def _check_since(reading: Reading, at: int, own: Term, notes: Notebook) -> None:
    """So many points faster than in a part of the year whose growth stands before."""
    term = reading.terms[at]
    found = reading.prose.sign("since").search(term.lead)
    if found is None:
        return
    begin = term.figure.start - len(term.lead)
    when = reading.original[begin + found.start("when") : begin + found.end("when")]
    before = [
        one
        for one in _rates(reading.terms[:at])
        if one is not own and when in reading.original[one.figure.start - len(one.lead) : one.figure.start]
    ]
    if len(before) != 1 or before[0].sentence != term.sentence:
        return
    if reading.prose.sign("named").search(own.rest):  # of something else
        return
    slower = reading.prose.sign("slower").search(found["way"]) is not None
    if before[0].sign == own.sign == 1:
        _tell_points(term, *((before[0], own) if slower else (own, before[0])), notes)


def _rate_before(reading: Reading, at: int) -> Term | None:
    """Return the rate of growth that stands right before a term, in its sentence."""
    before = reading.terms[at - 1] if at else None
    if before is None or before.sentence != reading.terms[at].sentence:
        return None
    return next(_rates([before]), None)


def _rates(terms: Iterable[Term]) -> Iterator[Term]:
    return (one for one in terms if one.role is Role.RATE and one.figure.is_percent and one.is_alone)


def _tell_points(term: Term, more: Term, less: Term, notes: Notebook) -> None:
    due = of(lambda one, other: one - other, signed(more.figure, more.sign), signed(less.figure, less.sign))
    told = term.figure
    notes.tried("points", told, more.figure, less.figure)
    if due is not None and apart(due, told.interval):
        notes.found(
            "AU302", (told.start, told.end), figures=(more.figure, less.figure, told),
            value=more.figure.text, base=less.figure.text, told=told.text,
            due=shown(due, max(more.figure.places, less.figure.places)) + told.unit.symbol,
        )  # fmt: skip


# --- what there was, came, went, and is


def _check_stock(reading: Reading, notes: Notebook) -> None:
    """What there was, with what came and without what went, is what there is."""
    sign = reading.prose.sign
    sentences: dict[int, list[Term]] = {}
    for one in reading.terms:
        if one.figure.unit.is_count and not one.figure.vague and one.is_alone:
            sentences.setdefault(one.sentence, []).append(one)
    for some in sentences.values():
        was, came, went, now = (
            [one.figure for one in some if sign(name).search(one.lead)]
            for name in ("stock_was", "stock_came", "stock_went", "stock_is")
        )  # a net increase is one of those that came
        moved = [*came, *went]
        values = [*was, *moved, *now]
        if len(was) != 1 or len(now) != 1 or not moved or len(values) != len(some):
            continue
        if len({one.unit.dimension for one in values}) == 1:
            _tell_stock(was[0], came, went, now[0], notes)


def _tell_stock(
    was: Figure, came: Sequence[Figure], went: Sequence[Figure], now: Figure, notes: Notebook
) -> None:
    due = was.exact + added(one.exact for one in came) - added(one.exact for one in went)
    values = (was, *came, *went, now)
    notes.tried("sum", *values)
    if due != now.exact:
        parts = [was.text, *(f"+ {one.text}" for one in came), *(f"- {one.text}" for one in went)]
        notes.found(
            "AU303", (now.start, now.end), figures=values, value=now.text, parts=" ".join(parts),
            due=shown(Interval(due, due), 0, now.unit.scale) + now.unit.symbol,
        )  # fmt: skip


# --- a year beside the one before


def _check_years(reading: Reading, notes: Notebook) -> None:
    """In one year so much, in the next so much: the rate behind is that of the two."""
    for one, other in zip(reading.facts, reading.facts[1:], strict=False):
        was, now, rate = one.value, other.value, other.rate
        if was is None or now is None or rate is None or other.base is not None or one.is_real:
            continue
        if was.vague or now.vague or was.unit.dimension != now.unit.dimension or not was.exact:
            continue
        if not rate.figure.is_percent or rate.series > 1 or len(one.series) > 1:
            continue
        if one.sentence != other.sentence:
            continue
        first = reading.prose.sign("in_year").search(reading.original[: was.start])
        second = reading.prose.sign("and_in_year").fullmatch(reading.original[was.end : now.start])
        if first is None or second is None or int(second["year"]) - int(first["year"]) != 1:
            continue
        due = of(lambda late, early: (late / early - 1) * 100, now.interval, was.interval)
        notes.tried("rate", was, now, rate.figure)
        if due is not None and apart(due, signed(rate.figure, rate.sign)):
            notes.found(
                "AU301", (rate.figure.start, rate.figure.end), figures=(now, was, rate.figure),
                value=now.text, base=was.text, told=rate.figure.text,
                due=shown(due, max(rate.figure.places, 1)) + "%",
            )  # fmt: skip
