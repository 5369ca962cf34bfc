"""Figures that are made of others of their sentence, as their words say: who grew faster than whom and than
when, what the stock is at the end of a year, and one year beside the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, of, shown, signed

__all__ = ["check_relations"]


def check_relations(reading: Reading, notes: Notebook) -> None:
    """Compare differences of rates (AU302), stocks (AU303) and years told in turn (AU301) with the figures
    that they are made of."""
    for at, term in enumerate(reading.terms):
        if term.figure.vague or not term.is_alone:
            continue
        if term.figure.is_points and (own := _rate_before(reading, at)) is not None:
            _check_ahead(reading, at, own, notes)
            _check_since(reading, at, own, notes)
    _check_stock(reading, notes)
    _check_years(reading, notes)


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
        if one.figure.is_exact and not one.figure.vague and one.is_alone:
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
