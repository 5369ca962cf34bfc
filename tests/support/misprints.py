"""Slips of the pen in the text of a built draft, and what an audit finds of them with the workbook at hand
and without it."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reportgen.auditing.against import compared
from reportgen.auditing.examine import examined
from reportgen.auditing.texts import texts_of
from reportgen.auditing.values import Audit, Finding
from reportgen.indicators import Book
from reportgen.quantities import Rounding
from reportgen.word.package import Package, deflated, open_package
from reportgen.workbook import read_book

__all__ = ["KINDS", "Found", "Misprint", "audited_draft", "misprints", "tried"]

PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_END = re.compile(r"[。；]|[.;](?=\s)")
_NUMBER = re.compile(r"(?<![0-9.,A-Za-z])[0-9]+(?:[.,][0-9]+)*(?![0-9]|[.,][0-9])")
_DIRECTIONS = {
    "zh": {"增长": "下降", "下降": "增长", "净增": "净减"},
    "en": {"up": "down", "down": "up", "rose by": "fell by"},
}
_UNITS: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {"亿元": ("万元", "元"), "万元": ("亿元", "元"), "万美元": ("亿美元", "美元")},
    "en": {"billion": ("million",), "million": ("billion", "thousand")},
}
_RATED = {
    "zh": r"[万亿]?(?:元|家|个)，(?:上年同期为[0-9.]+亿元，)?同比|家；对照|[万亿]?元（含",
    "en": r" (?:billion|million) (?:yuan|US dollars), (?:up|down|against)",
}
_COUNTED = {
    "zh": r"(?P<n>[0-9]+)(?:家|大产业集群|个)(?:[^（），。；0-9]{0,12})"
    r"（(?P<list>[^、（）]+(?:、[^、（）]+(?:（[^（）]*）[^、（）]*)?)+)）",
    "en": r"(?P<n>[0-9]+) (?:enterprises|clusters)[a-z ]*[(:] ?(?P<list>[A-Za-z- ]+, [^.;)]+)",
}
_POINTS = {"zh": ("%", "个百分点"), "en": ("%", " percentage points")}
KINDS = ("value", "list", "unit", "direction", "swap", "points")


class Misprint(NamedTuple):
    """A slip: its kind, its paragraph, where it stands there, what is written in its place, and which
    statement of the paragraph it is in."""

    kind: str
    paragraph: int
    span: tuple[int, int]
    written: str
    statement: int = 0


class Found(NamedTuple):
    """Whether a slip was found in its paragraph: by the text alone, and beside the workbook."""

    slip: Misprint
    alone: bool
    against: bool


def misprints(texts: Mapping[int, str], language: str, count: int, seed: int) -> list[Misprint]:
    """Return so many slips, drawn from all that the paragraphs have room for, as many of each kind as there
    is room for."""
    chance = random.Random(seed)
    rooms: dict[str, list[Misprint]] = {kind: [] for kind in KINDS}
    for number, text in texts.items():
        for one in _every(number, text, language, chance):
            rooms[one.kind].append(one._replace(statement=_statement(text, one.span[0])))
    for room in rooms.values():
        chance.shuffle(room)
    drawn: list[Misprint] = []
    while len(drawn) < count and any(rooms.values()):
        drawn += [room.pop() for room in rooms.values() if room]
    return drawn[:count]


def _every(number: int, text: str, language: str, chance: random.Random) -> Iterator[Misprint]:
    rated = re.compile(_RATED[language])
    for found in _NUMBER.finditer(text):
        if rated.match(text, found.end()):
            for new in _other_digits(found[0], chance):
                yield Misprint("value", number, found.span(), new)
        if _is_figure(text, found):
            yield from (Misprint("swap", number, found.span(), new) for new in _swapped(found[0]))
    yield from _miscounted(number, text, language)
    yield from _misnamed(number, text, language)


def _miscounted(number: int, text: str, language: str) -> Iterator[Misprint]:
    """Yield counts that are wrong by one or two, and lists that lack a name."""
    for found in re.finditer(_COUNTED[language], text):
        count = int(found["n"])
        for other in (count - 2, count - 1, count + 1, count + 2):
            if other > 0:
                yield Misprint("list", number, found.span("n"), str(other))
        for name in [*re.finditer(r"[^、,]+(?:、|, )", found["list"])][:3]:
            start = found.start("list")
            yield Misprint("list", number, (start + name.start(), start + name.end()), "")


def _misnamed(number: int, text: str, language: str) -> Iterator[Misprint]:
    """Yield figures with another unit, direction or sign."""
    for word, others in _UNITS[language].items():
        for found in re.finditer(rf"(?<=[0-9 ]){word}", text):
            yield from (Misprint("unit", number, found.span(), new) for new in others)
    for word, new in _DIRECTIONS[language].items():
        for found in re.finditer(rf"\b{word}(?= [0-9b])" if language == "en" else rf"{word}(?=[0-9])", text):
            yield Misprint("direction", number, found.span(), new)
    sign, points = _POINTS[language]
    for found in re.finditer(rf"(?<=[0-9]){sign}", text):
        yield Misprint("points", number, found.span(), points)
    for found in re.finditer(points, text):
        yield Misprint("points", number, found.span(), sign)


def _is_figure(text: str, found: re.Match[str]) -> bool:
    behind, before = text[found.end() : found.end() + 1], text[max(0, found.start() - 1) : found.start()]
    is_year = re.fullmatch("20[0-9]{2}", found[0]) is not None
    return (
        not is_year and before not in ("〔", "“") and behind not in ("年", "月", "日", "号", "—", "-", "㎡")
    )


def _other_digits(number: str, chance: random.Random) -> Iterator[str]:
    """Yield the number with one digit of its first four typed wrong, for each of them."""
    for at in [at for at, sign in enumerate(number) if sign.isdigit()][:4]:
        others = [sign for sign in "123456789" if sign != number[at]]
        yield number[:at] + chance.choice(others) + number[at + 1 :]


def _swapped(number: str) -> Iterator[str]:
    """Yield the number with two different neighbours in each other's place, for each such two."""
    for at in range(len(number) - 1):
        one, other = number[at], number[at + 1]
        if one.isdigit() and other.isdigit() and one != other and not (at == 0 and other == "0"):
            yield number[:at] + other + one + number[at + 2 :]


# --- trying them


def audited_draft(package: Package, book: Book) -> tuple[list[Finding], Audit]:
    """Return what is found in a draft by itself, and beside its workbook."""
    findings, counts, readings = examined(texts_of(package))
    return findings, compared(Audit(tuple(findings), counts), package, readings, book, Rounding.HALF_UP)


def tried(draft: Path, workbook: Path, slips: Sequence[Misprint]) -> list[Found]:
    """Return what is found of each slip: as many as there are statements are tried at once, one in each."""
    package, book = open_package(draft), read_book(workbook).book
    assert book is not None
    found: list[Found] = []
    for batch in _batches(slips):
        alone, against = audited_draft(_misprinted(package, batch), book)
        numbers = {one.paragraph for one in batch}
        for one in batch:
            others = numbers - {one.paragraph}
            told = [any(_is_of(each, one, others) for each in some) for some in (alone, against.findings)]
            found.append(Found(one, *told))
    return found


def _statement(text: str, at: int) -> int:
    """Return the number of the statement of a text that a character is in."""
    return len(_END.findall(text, 0, at))


def _is_of(finding: Finding, slip: Misprint, others: Collection[object]) -> bool:
    """Tell whether a finding is in the statement of a slip, and not there for another slip's sake."""
    told_by = finding.fault.values.get("paragraph") if "table" not in finding.fault.hints else None
    place = finding.place.paragraph, _statement(finding.place.text, finding.span[0])
    return place == (slip.paragraph, slip.statement) and told_by not in others


def _batches(slips: Sequence[Misprint]) -> Iterator[list[Misprint]]:
    left = list(slips)
    while left:
        batch: dict[tuple[int, int], Misprint] = {}
        for one in left:
            batch.setdefault((one.paragraph, one.statement), one)
        yield list(batch.values())
        left = [one for one in left if batch[one.paragraph, one.statement] is not one]


def _misprinted(package: Package, slips: Iterable[Misprint]) -> Package:
    root = etree.fromstring(package.part(PART))
    paragraphs = list(root.iter(f"{W}p"))
    for slip in sorted(slips, key=lambda one: one.span, reverse=True):
        _write(paragraphs[slip.paragraph - 1], slip)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.with_members(
        deflated(PART, data) if member.name == PART else member for member in package.members
    )


def _write(paragraph: etree._Element, slip: Misprint) -> None:
    """Write a slip over the text of a paragraph, whatever runs it is in."""
    at, (start, end), new = 0, slip.span, slip.written
    for node in paragraph.iter(f"{W}t"):
        text = node.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            node.text, new = text[:first] + new + text[last:], ""
