"""Words that say the opposite of the figures beside them: narrowed, above, within, back in profit, and years
that run backwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.statements import Role
from reportgen.auditing.grammar.text import Reading
from reportgen.wording.numerals import number_of

__all__ = ["check_opposites"]

_MIDDLE = Decimal(50)  # of an index of purchasing managers: as many expect more as expect less
_ALL = Decimal(100)
_LONGEST = 366  # days of a year
_MONTHS = 12
_UNCOUNTED = 60  # days of a year on which the air may not have been measured
_SLACK = Decimal("0.2")  # points that rounding, and passed months told in whole per cent, may make
_Found = re.Match[str]


def check_opposites(reading: Reading, notes: Notebook) -> None:
    """Compare words for a direction with the two figures they are about (AU204), days with the year (AU203),
    and years with their order (AU110)."""
    for name, holds in _RULES.items():
        for found in reading.prose.sign(name).finditer(reading.text):
            if reading.prose.sign("of_more").search(found[0]) is not None:
                continue
            notes.kinds["direction"] += 1
            if not holds(found, reading):
                limit = _MIDDLE if name == "beside_middle" else _ALL
                base = found.groupdict().get("was") or str(limit)
                notes.found("AU204", found.span("way"), value=found["now"], base=base)
    for found in reading.prose.sign("days").finditer(reading.text):
        if int(found["days"]) > _LONGEST:
            notes.found("AU203", found.span("days"))
    _check_schedule(reading, notes)
    _check_by(reading, "beyond", "beyond_below", notes)
    _check_ups_and_downs(reading, notes)
    _check_by(reading, "index_moved", "falls_to", notes)
    _check_days(reading, notes)
    _check_structure(reading, notes)
    for start, end, later, earlier in _years(reading):
        notes.found("AU110", (start, end), later=later, earlier=earlier)


def _number(found: _Found, name: str) -> Decimal:
    return Decimal(found[name].replace(",", ""))


def _leads(found: _Found, reading: Reading) -> bool:
    """From one ratio to another: narrowed to less, widened to more."""
    narrowed = reading.prose.sign("falls_to").search(found["way"]) is not None
    was, now = _number(found, "was"), _number(found, "now")
    return now < was if narrowed else now > was


def _moves(found: _Found, reading: Reading) -> bool:
    """One rate beside that of another month: both fall, and the fall widened or not."""
    falls = reading.prose.sign("falls_to")
    ways = [falls.search(found[name]) is not None for name in ("now_way", "was_way")]
    if ways[0] != ways[1]:
        return True
    less = reading.prose.sign("less_than_before").search(found["way"]) is not None
    was, now = _number(found, "was"), _number(found, "now")
    return now <= was if less else now >= was


def _passes(found: _Found, reading: Reading) -> bool:
    is_above = reading.prose.sign("higher_than").search(found["way"]) is not None
    return _number(found, "now") >= _MIDDLE if is_above else _number(found, "now") <= _MIDDLE


def _keeps_within(found: _Found, _: Reading) -> bool:
    return _number(found, "now") <= _number(found, "was")


def _never(_found: _Found, _: Reading) -> bool:
    return False


def _goes_alike(found: _Found, reading: Reading) -> bool:
    """More by so many, and up by so much."""
    falls = reading.prose.sign("falls_to")
    return (falls.search(found["was_way"]) is None) == (falls.search(found["way"]) is None)


def _grows_as_born(found: _Found, _: Reading) -> bool:
    """More are born than die where a population grows of itself."""
    more = _number(found, "was") - _number(found, "died")
    return more * _number(found, "now") >= 0


def _leaves(found: _Found, reading: Reading) -> bool:
    """A surplus where more goes out than comes in, an increase where more are born than die."""
    is_above = reading.prose.sign("balance_above").fullmatch(found["way"]) is not None
    more, less = _number(found, "more"), _number(found, "less")
    return more >= less if is_above else more <= less


def _keeps_side(found: _Found, reading: Reading) -> bool:
    """Above a target with more than it, below it with less."""
    is_above = reading.prose.sign("above_target").fullmatch(found["way"]) is not None
    was, now = _number(found, "was"), _number(found, "now")
    return now >= was if is_above else now <= was


def _reaches(found: _Found, reading: Reading) -> bool:
    """Short of a plan below a hundred per cent of it, beyond it above."""
    is_short = reading.prose.sign("missed").search(found["way"]) is not None
    return _number(found, "now") < _ALL if is_short else _number(found, "now") >= _ALL


_RULES: dict[str, Callable[[_Found, Reading], bool]] = {
    "ratio_led": _leads,
    "ratio_led_to_one": _leads,
    "rate_moved": _moves,
    "beside_middle": _passes,
    "kept_within": _keeps_within,
    "debt_limit": _keeps_within,
    "profit_after_profit": _never,
    "more_and_down": _goes_alike,
    "natural_growth": _grows_as_born,
    "plan_missed": _reaches,
    "beside_target": _keeps_side,
    "balance_of_trade": _leaves,
    "balance_of_births": _leaves,
}


def _check_schedule(reading: Reading, notes: Notebook) -> None:
    """Ahead of the months that have passed, or behind them, by so many points (AU204, AU302)."""
    for found in reading.prose.sign("on_schedule").finditer(reading.text):
        told = reading.original[found.start("month") : found.end("month")]
        if not told.isdecimal() or reading.prose.sign("plan_of_years").search(found[0]):
            continue
        month = int(told)
        is_ahead = reading.prose.sign("slower").search(found["way"]) is None
        now, points = _number(found, "now"), _number(found, "points")
        if 0 < month <= _MONTHS:
            passed = _ALL * month / _MONTHS
            _check_points(found, (now, passed), points if is_ahead else -points, notes)


def _check_ups_and_downs(reading: Reading, notes: Notebook) -> None:
    """So many up and so many down, and as many rates behind (AU308)."""
    for found in reading.prose.sign("ups_and_downs").finditer(reading.text):
        rates = [
            one.sign
            for one in reading.terms
            if one.role is Role.RATE and one.figure.is_percent and one.figure.start > found.end()
        ]
        up, down = (number_of(found[name]) or 0 for name in ("up", "down"))
        rising = sum(sign > 0 for sign in rates[: up + down])
        notes.kinds["list"] += 1
        if len(rates) == up + down and rising != up:
            notes.found("AU308", found.span("up"), count=up, listed=rising)


def _check_by(reading: Reading, name: str, downwards: str, notes: Notebook) -> None:
    """So much, beside another figure, and by how much it is above that or below, as the words of the sign
    `downwards` say (AU204, AU302): what was expected, an index of another time."""
    for found in reading.prose.sign(name).finditer(reading.text):
        is_below = reading.prose.sign(downwards).search(found["way"]) is not None
        due, by = _number(found, "now") - _number(found, "was"), _number(found, "by")
        notes.kinds["difference"] += 1
        if due and (due < 0) is not is_below:
            notes.found("AU204", found.span("way"), value=found["now"], base=found["was"])
        elif abs(abs(due) - by) > _printed(found["by"]):
            notes.found(
                "AU302", found.span("by"), value=found["now"], base=found["was"], told=found["by"],
                due=str(abs(due)),
            )  # fmt: skip


def _printed(number: str) -> Decimal:
    """Return one of the last digit of a number, which rounding of the three may add up to."""
    return Decimal(1).scaleb(-len(number.partition(".")[2]))


def _check_days(reading: Reading, notes: Notebook) -> None:
    """So many good days, and their share of those of the year, of which some may not count (AU305)."""
    for found in reading.prose.sign("good_days").finditer(reading.text):
        before = reading.prose.sentence.split(reading.text[: found.start()])[-1]
        if reading.prose.sign("part_of_year").search(before) is not None:
            continue
        days, now = int(found["days"]), _number(found, "now")
        least, most = (Decimal(100 * days) / of for of in (_LONGEST, _LONGEST - _UNCOUNTED))
        if not least - 1 < now < most:
            notes.found(
                "AU305", found.span("now"), value=found["days"], whole=str(_LONGEST - 1),
                told=found["now"] + "%", due=f"{least:.1f}%",
            )  # fmt: skip


def _check_structure(reading: Reading, notes: Notebook) -> None:
    """From one structure to another: whose share rose, and by how many points (AU204, AU302)."""
    structures = list(reading.prose.sign("structure_moved").finditer(reading.text))
    if len(structures) != 1:
        return
    before, after = [[_number(structures[0], name) for name in names] for names in ("abc", "def")]
    for found in reading.prose.sign("part_moved").finditer(reading.text, structures[0].end()):
        if reading.prose.sign("since_last_year").search(found[0]) and "〇" in structures[0][0]:
            continue  # the structure is that of an earlier year
        which = (number_of(found["which"]) or 1) - 1
        falls = reading.prose.sign("falls_to").search(found["way"]) is not None
        points = _number(found, "points")
        _check_points(found, (after[which], before[which]), -points if falls else points, notes)


def _check_points(found: _Found, levels: tuple[Decimal, Decimal], told: Decimal, notes: Notebook) -> None:
    """Compare points with the two levels that they lie between: what is, and what it is compared with."""
    due = levels[0] - levels[1]
    now, was = (f"{level:.1f}%" for level in levels)
    notes.kinds["points"] += 1
    if due * told < 0 and abs(due) > _SLACK:
        notes.found("AU204", found.span("way"), value=now, base=was)
    elif abs(due - told) > _SLACK:
        notes.found(
            "AU302", found.span("points"), value=now, base=was, told=found["points"], due=f"{abs(due):.1f}"
        )


def _years(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Yield years that are compared with a later one, or lead to an earlier one."""
    for name in ("against_year", "from_year", "begun_and_done"):
        for found in reading.prose.sign(name).finditer(reading.original):
            first, second = int(found["first"]), int(found["second"])
            if (second >= first) if name == "against_year" else (second < first + (name == "from_year")):
                later, earlier = max(first, second), min(first, second)
                yield found.start("second"), found.end("second"), str(later), str(earlier)
