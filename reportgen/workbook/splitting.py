"""The part of a book that one hand fills in: a person's rows, or an office's."""

from __future__ import annotations

from dataclasses import replace

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.workbook.columns import normal
from reportgen.workbook.filled import Filled, Line
from reportgen.workbook.tables import nearest

__all__ = ["part_for"]

_HANDS = ("owner", "office")


def part_for(book: Filled, who: str) -> Filled:
    """Return the rows whose 填报人 or 来源 is `who`, with their earlier years and the lists that bear their
    names, and all facts; no prose and no rules, which speak of other rows as well.

    Refusal WB431, with the nearest one, when no row has `who`.
    """
    lines = tuple(line for line in book.lines("indicators") if _is_for(line, who))
    if not lines:
        hands = {line.text(key) for line in book.lines("indicators") for key in _HANDS} - {""}
        near = nearest(who, sorted(hands))
        hints = ("nearest",) if near else ()
        raise Refusal([fault("WB431", FileRef(book.book.file), hints=hints, found=who, nearest=near)])
    names = {normal(line.text("name")) for line in lines}
    kept = {
        "facts": book.lines("facts"),
        "indicators": lines,
        "lists": tuple(line for line in book.lines("lists") if normal(line.text("list")) in names),
        "history": tuple(line for line in book.lines("history") if normal(line.text("name")) in names),
    }
    sheets = {key: replace(sheet, lines=kept.get(key, ())) for key, sheet in book.sheets.items()}
    return replace(book, sheets=sheets)


def _is_for(line: Line, who: str) -> bool:
    return normal(who) in (normal(line.text(key)) for key in _HANDS if line.text(key))
