"""The names that a template may use, made from a workbook: every name → a field or a record with its way
back.

The order of sections, chapters and lists is the workbook's, and so are their numbers: nothing of a report's
structure stands in code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from reportgen.attributes import history_record, indicator_record, table_record
from reportgen.charting import chart_maker
from reportgen.collisions import collisions
from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Field, Nature, Origin, Prose
from reportgen.growth import year_on_year
from reportgen.house import House, list_record
from reportgen.indicators import Book, Fact, Indicator, Passage, Series
from reportgen.quantities import Rounding
from reportgen.records import Record, Sequence
from reportgen.wording import words
from reportgen.wording.identifiers import called
from reportgen.wording.numerals import number_of
from reportgen.wording.periods import is_full_year
from reportgen.wording.speech import Style
from reportgen.wording.vocabulary import ATTRIBUTES, ROOTS
from reportgen.wording.width import em_width

__all__ = ["book_context"]

FREE_AT_RIGHT = 2  # characters left free right of a signature without seal (GB/T 9704-2012, 7.3.5.2)
DATE_INDENT = 2  # characters by which the date begins right of the name
FIRST_CHAPTER = 1  # the chapter whose sections are those of the indicators


def book_context(
    book: Book, wording: str = "", rounding: Rounding = Rounding.HALF_UP, multiples: bool = False
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Return the names of `book` for a template, and the faults of the names themselves.

    `wording` is the language to say things in, "" for that of the book. CX201 one name for two different
    things, CX202 prose for a section that has no indicators and so no place, CX203 two names that a template
    writes alike.
    """
    scope = book.fact("parent_area")
    house = House(
        words(wording or book.language),
        rounding,
        Style(multiples=multiples, breakthrough=False),  # a rise from nothing may be bad news
        {names.name: names for names in book.lists},
        {series.name: _up_to_date(series, book) for series in book.history},
        scope.text if scope else "",
        book.year,
    )
    made = _Maker(book, house)
    named = made.named()
    faults = (*collisions(book, set(named["sections"])), *made.homeless())
    found = {name: value for group in reversed(list(named.values())) for name, value in group.items()}
    written = {short: found[name] for short, name in called(found).items()}
    return {**written, **found, **made.roots()}, faults


def _up_to_date(series: Series, book: Book) -> Series:
    """Return the earlier years of an indicator with this year's value from its own row behind them."""
    told, year, fact = book.indicator(series.name), book.year, book.fact("year")
    if told is None or told.value is None or fact is None or year is None or year in series.years:
        return series
    years, heads = {**series.years, year: told.value}, {**series.heads, year: fact.source}
    return replace(series, years=years, heads=heads)


class _Maker:
    """Makes the records of one book in the words of one house; each indicator and list has one record."""

    def __init__(self, book: Book, house: House) -> None:
        self.book, self.house = book, house
        self.indicators = {told.name: indicator_record(told, house) for told in book.indicators}
        self.lists = {names.name: list_record(names, house) for names in book.lists}
        self.sections = tuple(self._sections())

    def named(self) -> dict[str, Mapping[str, Any]]:
        """Return the names of the book's own, by what they name; an indicator comes before a list of its
        name."""
        return {
            "indicators": self.indicators,
            "lists": self.lists,
            "facts": {fact.name: self._fact(fact) for fact in self.book.facts},
            "sections": {str(section["heading"]): section for section in self.sections},
        }

    def roots(self) -> dict[str, Any]:
        """Return the names that are there whatever the book holds, in both languages."""
        chapters = {name: self._chapter(name, passages) for name, passages in self._chapters().items()}
        found: dict[str, Any] = {
            "indicators": _by_name(self.indicators),
            "lists": _by_name(self.lists),
            "prose": Record(chapters, {}),
            "sections": self._all_sections(),
            "table": tuple(table_record(told, self.house) for told in self.book.indicators),
            "history": self._history(),
            "chart": chart_maker(self.house, {told.name: told for told in self.book.indicators}),
            **self._years_of_report(),
            **self._signature(),
        }
        return {**found, **{name: found[key] for name, key in ROOTS.items() if key in found}}

    def _all_sections(self) -> Sequence:
        titled = {str(section["heading"]): section for section in self.sections}
        return Sequence(self.sections, titled, called(titled))

    def _fact(self, fact: Fact) -> Field:
        """Return a row of 基本信息 as it prints; a day, which the workbook gives as 2020-12-31, in words."""
        return Field(self._spoken(fact), None, Origin(Nature.TEXT, (fact.source,)))

    def _spoken(self, fact: Fact) -> str:
        try:
            return self.house.words.date(date.fromisoformat(fact.text)) if "-" in fact.text else fact.text
        except ValueError:
            return fact.text

    # --- sections of the indicators
    def _sections(self) -> Iterator[Record]:
        by_section: dict[str, list[Indicator]] = {}
        for told in self.book.indicators:
            if told.section:
                by_section.setdefault(told.section, []).append(told)
        for number, (title, members) in enumerate(by_section.items(), start=1):
            first = members[0]
            origin = Origin(Nature.TEXT, (first.cells.get("section", first.source),))
            heading = Field(title, None, origin)
            attributes = {
                "ordinal": Field(self.house.words.ordinal(number), number, origin),
                "heading": heading,
                "indicators": tuple(self.indicators[told.name] for told in members),
                "paragraphs": self._paragraphs_of_section(title),
                "overview": Prose(self._overview(members), first.source),
            }
            yield Record(attributes, ATTRIBUTES, heading)

    def _overview(self, members: list[Indicator]) -> str:
        """Return a sentence of tags that states each figure of a section no template sentence was written
        for."""
        comma, semicolon, stop = self.house.words.CLAUSE_MARKS
        clauses: list[str] = []
        for told in members:
            asked = 'indicators["{}"]'.format(told.name.replace("\\", "\\\\").replace('"', '\\"'))
            period = "" if is_full_year(told.period) else f"{{{{ {asked}.period }}}}"
            amount = f"{{{{ {asked} }}}}" if told.value else ""
            name = self.house.words.within(told.name) if clauses else told.name
            said = [self.house.words.stated(name, amount, period)]
            said += [f"{{{{ {asked}.yoy }}}}"] if year_on_year(told).can_be_said else []
            said += [f"{{{{ {asked}.standing }}}}"] if told.rank else []
            clauses.append(comma.join(said))
        return semicolon.join(clauses) + stop

    def _paragraphs_of_section(self, title: str) -> tuple[Record, ...]:
        found = [passage for passage in self._first_chapter() if passage.section == title]
        return tuple(self._paragraph(passage, "", "") for passage in found if passage.text)

    def _first_chapter(self) -> list[Passage]:
        return [passage for passage in self.book.passages if number_of(passage.chapter) == FIRST_CHAPTER]

    def homeless(self) -> Iterator[Diagnostic]:
        """Yield a fault for each paragraph of the first chapter whose section has no indicators."""
        titles = {str(section["heading"]) for section in self.sections}
        for passage in self._first_chapter():
            if passage.section not in titles:
                yield fault("CX202", passage.source, section=passage.section, known=", ".join(sorted(titles)))

    # --- the year's prose
    def _chapters(self) -> dict[str, list[Passage]]:
        chapters: dict[str, list[Passage]] = {}
        for passage in self.book.passages:
            chapters.setdefault(passage.chapter, []).append(passage)
        return chapters

    def _chapter(self, name: str, passages: list[Passage]) -> Sequence:
        sections, number = [], 0
        for _, group in groupby(passages, key=lambda passage: passage.section or passage.source):
            members = list(group)
            titled = bool(members[0].heading and members[0].section)
            number += titled
            sections.append(self._section(members, number if titled else 0))
        return Sequence(sections, {"ordinal": Field(name)}, ATTRIBUTES)

    def _section(self, members: list[Passage], number: int) -> Record:
        head = members[0]
        origin = Origin(Nature.TEXT, (head.heading_source,))
        heading = Field(head.heading if number else "", None, origin)
        own_line = head.own_line and bool(heading)
        run_in = bool(heading) and not own_line
        paragraphs, items = [], 0
        for position, passage in enumerate(members):
            is_head = position == 0 and number > 0
            items += bool(passage.heading) and not is_head
            section_heading = self._run_in(2, number, passage) if is_head and run_in else ""
            item_heading = self._run_in(3, items, passage) if passage.heading and not is_head else ""
            if passage.text or section_heading or item_heading:
                paragraphs.append(self._paragraph(passage, section_heading, item_heading))
        attributes = {
            "ordinal": Field(self.house.words.ordinal(number) if number else "", number, origin),
            "heading": heading,
            "own_line": own_line,
            "paragraphs": tuple(paragraphs),
        }
        return Record(attributes, ATTRIBUTES, heading)

    def _run_in(self, level: int, number: int, passage: Passage) -> Field:
        """Return the number and text of a heading that runs into its paragraph, with a full stop."""
        stop = self.house.words.CLAUSE_MARKS[-1]
        text = self.house.words.section_number(level, number) + passage.heading.rstrip(stop) + stop
        return Field(text, None, Origin(Nature.TEXT, (passage.heading_source,)))

    def _paragraph(self, passage: Passage, section_heading: str, item_heading: str) -> Record:
        attributes = {"section_heading": section_heading, "item_heading": item_heading}
        return Record(attributes, ATTRIBUTES, Prose(passage.text, passage.source))

    # --- the years, the signature
    def _history(self) -> Record:
        series = [self.house.history[own.name] for own in self.book.history]
        return _by_name(
            {own.name: history_record(own, self.book.indicator(own.name), self.house) for own in series}
        )

    def _years_of_report(self) -> dict[str, Field]:
        fact, year = self.book.fact("year"), self.book.year
        if fact is None or year is None:
            return {}
        shifted = {"year": year, "last_year": year - 1, "next_year": year + 1}
        return {
            name: Field(str(value), value, Origin(Nature.TEXT, (fact.source,)))
            for name, value in shifted.items()
        }

    def _signature(self) -> dict[str, Record]:
        """Return the free space right of the signing office's name and of the date, in characters.

        Without a seal the name stands two characters from the right edge and the date begins two characters
        after the name's beginning; when the date is longer, it stands two characters from the edge and the
        name moves left accordingly (GB/T 9704-2012, 7.3.5.2).
        """
        office, day = self.book.fact("office"), self.book.fact("date")
        if office is None or day is None:
            return {}
        name_width, date_width = em_width(office.text), em_width(self._spoken(day))
        if date_width > name_width:
            date_right = Fraction(FREE_AT_RIGHT)
            name_right = date_right + DATE_INDENT + date_width - name_width
        else:
            name_right = Fraction(FREE_AT_RIGHT)
            date_right = name_right + name_width - DATE_INDENT - date_width
        spaces = {"name_right": _number(name_right), "date_right": _number(date_right)}
        return {"signature": Record(spaces, ATTRIBUTES)}


def _number(value: Any) -> Field:
    return Field(format(float(value), "g"), value)


def _by_name(records: Mapping[str, Any]) -> Record:
    """Return a record whose attributes are `records`, also as a template writes their names."""
    return Record(records, called(records))
