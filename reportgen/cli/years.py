"""The commands of a workbook's years: a new one, next year's, one of several hands, one as CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from reportgen import pipeline, show
from reportgen.cli.spoken import book_argument, spoken
from reportgen.console import Teller
from reportgen.usage import language_asked

__all__ = ["collect", "export", "new", "roll"]


@spoken("new")
@click.argument("book", type=click.Path())  # a text: a Path forgets a separator at its end
@click.option("--year", type=click.IntRange(1949, 2200), help="help.option.year")
@click.option("-t", "--template", type=click.Path(path_type=Path), help="help.option.needed")
@click.option("--from", "source", type=click.Path(path_type=Path), help="help.option.from")
@click.option("--for", "hand", help="help.option.for")
def new(
    teller: Teller,
    book: str,
    year: int | None,
    template: Path | None,
    source: Path | None,
    hand: str | None,
) -> int:
    """Write a workbook: an empty one, one with what a template needs, or one made of another."""
    if source is not None:
        return _copy(teller, book, source, hand, others=(year, template))
    if hand is not None:
        raise click.UsageError(teller.words.text("new.for"))
    asked = (language_asked(click.get_current_context()) or "").partition("_")[0]
    if template is not None:
        needed = pipeline.book_for(book, template, year, asked or None)
        teller.tell(True, show.needed_lines(needed, teller.words), (), show.needed_json(needed))
        return 0
    path = pipeline.new_book(book, year, asked or "zh")
    line = show.Line(teller.words.text("new.written", book=path), "bold green")
    teller.tell(True, [line], (), {"book": str(path)})
    return 0


def _copy(teller: Teller, book: str, source: Path, hand: str | None, others: Iterable[object]) -> int:
    if any(option is not None for option in others):
        raise click.UsageError(teller.words.text("new.from"))
    path, faults = pipeline.copy_book(book, source, hand)
    teller.tell(True, show.copied_lines(path, hand, teller.words), faults, {"book": str(path)})
    return 0


@spoken("roll")
@book_argument
@click.option("-o", "--output", type=click.Path(), help="help.option.next")
def roll(teller: Teller, book: Path, output: str | None) -> int:
    """Write next year's workbook."""
    result = pipeline.roll(book, output)
    teller.tell(True, show.rolled_lines(result, teller.words), result.diagnostics, show.rolled_json(result))
    return 0


@spoken("collect")
@book_argument
@click.argument("parts", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="help.option.collected")
def collect(teller: Teller, book: Path, parts: tuple[str, ...], output: str | None) -> int:
    """Put the copies together that several hands filled in."""
    result = pipeline.collect(book, parts, output)
    lines = show.collected_lines(result, teller.words)
    teller.tell(True, lines, result.diagnostics, show.collected_json(result))
    return 0


@spoken("export")
@book_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="help.option.folder")
def export(teller: Teller, book: Path, output: Path) -> int:
    """Write a workbook as CSV files."""
    result = pipeline.export(book, output)
    lines = show.exported_lines(result, teller.words)
    teller.tell(True, lines, result.diagnostics, show.exported_json(result))
    return 0
