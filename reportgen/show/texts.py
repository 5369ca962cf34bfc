"""Files as plain text, a paragraph or row a line: for git, which compares lines, and for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from reportgen.indicators import Book, Indicator, Observation, Passage, Rule
from reportgen.messages import Catalog
from reportgen.quantities import Unit, plain
from reportgen.show.lines import Line
from reportgen.word.content import Block, Content, Paragraph, Row, Story, Table
from reportgen.word.inline import OBJECT, PAGE_FIELD
from reportgen.workbook.columns import Edition, SheetForm
from reportgen.workbook.form import edition

__all__ = ["text_lines"]

_CELL_END, _FIELD_END = " | ", " · "
_BREAK = " ↵ "  # a line break within a paragraph
_INDENT = "  "
_TOLD_ALREADY = ("name", "value", "unit")


def text_lines(found: Book | Content, words: Catalog) -> Iterator[Line]:
    """Yield what a file says as lines of text.

    Of a Word file the paragraphs and rows, those of headers, footers and notes with what they are; what is no
    text shows as a mark with a checksum, so that another picture gives another line. Of a workbook an
    indicator, a name, a paragraph or a rule a line, in the words of the form; where it stands is not told, so
    that a row put in changes no other line.
    """
    yield from map(Line, _book_lines(found) if isinstance(found, Book) else _draft_lines(found, words))


# --- Word files


def _draft_lines(content: Content, words: Catalog) -> Iterator[str]:
    for story in content.stories:
        label = _label(story, words)
        yield from (label + text for text in _block_lines(story.blocks, words))


def _label(story: Story, words: Catalog) -> str:
    if story.kind == "main":
        return ""
    return f"[{words.text(f'text.{story.kind}')} {story.role}] "


def _block_lines(blocks: Iterable[Block], words: Catalog) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (_row_line(row, words) for row in block.rows)
            continue
        yield _paragraph_line(block, words)
        for box in block.boxes:
            if not box.echo:
                yield from (_INDENT + line for line in _block_lines(box.blocks, words))


def _row_line(row: Row, words: Catalog) -> str:
    cells = (_BREAK.join(_block_lines(cell.blocks, words)) for cell in row.cells)
    return f"| {_CELL_END.join(cells)} |"


def _paragraph_line(paragraph: Paragraph, words: Catalog) -> str:
    objects, notes = iter(paragraph.objects), {offset: identity for offset, _, identity in paragraph.notes}
    pieces: list[str] = []
    for offset, sign in enumerate(paragraph.text):
        if sign != OBJECT:
            pieces.append(sign)
            continue
        key = next(objects, "")
        pieces.append(f"[^{notes[offset]}]" if offset in notes else _object(key, words))
    return "".join(pieces).replace("\n", _BREAK)


def _object(key: str, words: Catalog) -> str:
    """Return a mark for what is no text; a field shows by its result alone, the number of a page by what is
    counted: no two programs count alike."""
    if key.startswith(PAGE_FIELD):
        return f"[{key.removeprefix(PAGE_FIELD).split()[0]}]"
    return "" if key.startswith("field ") else f"[{words.text('text.object')} {crc32(key.encode()):08x}]"


# --- workbooks


def _book_lines(book: Book) -> Iterator[str]:
    form = edition(book.language)
    titles = {sheet.key: sheet.title for sheet in form.sheets}
    for fact in book.facts:
        yield _line(titles["facts"], fact.name, fact.text)
    for one in book.indicators:
        yield _line(titles["indicators"], *_indicator_texts(one, form))
    for listed in book.lists:
        yield from (_line(titles["lists"], listed.name, name.text, name.note) for name in listed.names)
    for passage in book.passages:
        yield _line(titles["prose"], *_passage_texts(passage, form))
    for rule in book.rules:
        yield _line(titles["rules"], *_rule_texts(rule, form.sheet("rules")))
    for series in book.history:
        years = (f"{year} {plain(held.amount)}" for year, held in sorted(series.years.items()))
        yield _line(titles["history"], series.name, *years)


def _indicator_texts(one: Indicator, form: Edition) -> Iterator[str]:
    """Yield the name and the value, then what else the row says, in the order of the form."""
    yield from (one.name, _said(one.value))
    for column in form.sheet("indicators").columns:
        held = None if column.computed or column.key in _TOLD_ALREADY else getattr(one, column.key)
        if held not in (None, "") and not (column.key == "print_unit" and held == one.unit):
            yield f"{column.header} {_said(held)}"


def _said(held: Observation | Unit | str | int | None) -> str:
    if isinstance(held, Observation):
        return f"{plain(held.amount)} {held.quantity.unit.symbol}".rstrip()
    if isinstance(held, Unit):
        return held.symbol
    return "" if held is None else str(held)


def _passage_texts(passage: Passage, form: Edition) -> Iterator[str]:
    own_line, run_in = form.sheet("prose").column("form").choices
    shape = own_line if passage.own_line else run_in
    yield from (passage.chapter, passage.section, passage.heading, shape if passage.heading else "")
    yield passage.text


def _rule_texts(rule: Rule, sheet: SheetForm) -> Iterator[str]:
    level = sheet.column("level").choices[rule.level]
    yield from (rule.number, f"{rule.left} {rule.relation} {rule.right}")
    yield from (f"{sheet.column('tolerance').header} {plain(rule.tolerance)}", level, rule.note)


def _line(*texts: str) -> str:
    return _FIELD_END.join(text for text in texts if text).replace("\n", _BREAK)
