"""An exported workbook read back. What its files hold is not trusted more than a cell would be: they may have
been edited by hand, saved by Excel, or made by another program."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.quantities import shown_by_excel
from reportgen.refs import CellRef, FileRef, LineRef, Place
from reportgen.workbook.carrying import filled_from
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.columns import Edition, SheetForm, normal
from reportgen.workbook.exchange.describing import DESCRIPTOR, FILE_ENDING
from reportgen.workbook.exchange.guard import guarded, unguarded
from reportgen.workbook.filled import Filled
from reportgen.workbook.form import EDITIONS
from reportgen.workbook.form.typed import YEAR
from reportgen.workbook.reader import LONGEST, ROW_LIMIT, RawBook, RawSheet

__all__ = ["is_export", "read_folder"]

MOST_BYTES = 64 * 1024 * 1024  # of one file
_FLOAT_DIGITS = 17  # that programs write to tell one binary number from the next; beyond, somebody means them
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXT, _EITHER = "string", "any"  # a text only; or a number where it looks like one, which is a text as well
_LOCAL = "gb18030"  # what Excel saves CSV in on a Chinese computer


def is_export(folder: Path) -> bool:
    """Return whether `folder` holds an exported workbook."""
    try:
        _descriptor(folder)
    except Refusal:
        return False
    return True


def read_folder(folder: Path) -> tuple[Filled, tuple[Diagnostic, ...]]:
    """Return what was typed into an exported workbook, and what is suspicious about its files.

    Refusal, each fault with file, line and column: PK102 a file that cannot be read, WB421 a line that is no
    CSV, WB423 no exported workbook, WB424 a text too long, WB425 bytes that are no text, and every error of
    the form.
    """
    descriptor = _descriptor(folder)
    form = _edition(descriptor, folder)
    reading = _Reading(folder, form, _own_types(descriptor))
    sheets = tuple(sheet for one in form.sheets if (sheet := reading.sheet(one)) is not None)
    if reading.errors:
        raise Refusal(reading.errors)
    raw = RawBook(folder.name, "", tuple(sheet.title for sheet in sheets), sheets)
    try:
        return filled_from(raw), tuple(reading.warnings)
    except Refusal as refusal:
        lines = {sheet.file: sheet for sheet in sheets}
        raise Refusal(_at_lines(found, lines) for found in refusal.diagnostics) from refusal


def _descriptor(folder: Path) -> Mapping[str, Any]:
    """Return what tells that `folder` is an export of ours; Refusal when there is nothing that does."""
    path = folder / DESCRIPTOR
    place = FileRef(str(path))
    if not path.is_file():
        raise Refusal([fault("WB423", FileRef(str(folder)), reason=DESCRIPTOR)])
    try:
        found = json.loads(_bytes(path).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        where = f"{DESCRIPTOR}:{error.lineno}:{error.colno}"
        raise Refusal([fault("WB423", place, reason=where)]) from error
    except (ValueError, RecursionError) as error:
        raise Refusal([fault("WB423", place, reason=DESCRIPTOR)]) from error
    if not isinstance(found, dict) or not isinstance(found.get("reportgen"), dict):
        raise Refusal([fault("WB423", place, reason="reportgen")])
    return found


def _edition(descriptor: Mapping[str, Any], folder: Path) -> Edition:
    language = descriptor["reportgen"].get("language")
    for form in EDITIONS:
        if form.language == language:
            return form
    raise Refusal([fault("WB423", FileRef(str(folder / DESCRIPTOR)), reason=f"language: {language}")])


def _own_types(descriptor: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the types of columns, by sheet and header, as far as the descriptor tells them."""
    types: dict[tuple[str, str], str] = {}
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for each in fields if isinstance(fields, list) else ():
            if isinstance(each, dict):
                types[str(resource.get("name")), str(each.get("name"))] = str(each.get("type"))
    return types


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal([fault("WB102", FileRef(str(path)), limit=MOST_BYTES)])
        return path.read_bytes()
    except OSError as error:
        raise Refusal([fault("PK102", FileRef(str(path)), reason=error.strerror or "")]) from error


@dataclass(frozen=True)
class _Reading:
    """The files of a folder being read, with what is wrong about them."""

    folder: Path
    edition: Edition
    types: Mapping[tuple[str, str], str]
    errors: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    def sheet(self, form: SheetForm) -> RawSheet | None:
        """Return the cells of a sheet, its rows numbered by the lines that they begin in; None without it."""
        path = self.folder / (form.key + FILE_ENDING)
        if not path.is_file():
            return None
        rows: dict[int, dict[int, Cell]] = {}
        kinds: dict[int, str] = {}
        for line, fields in self._records(path):
            texts = {at: unguarded(_one_kind_of_breaks(text)) for at, text in enumerate(fields, start=1)}
            if not rows:
                kinds = {at: self._kind(form, text) for at, text in texts.items()}
            cells = {at: _cell(text, kinds.get(at, _TEXT) if rows else _TEXT) for at, text in texts.items()}
            long = [at for at, text in texts.items() if len(text) > LONGEST]
            self.errors.extend(
                fault("WB424", LineRef(path.name, line, _head(rows, at)), limit=LONGEST) for at in long
            )
            said = {at: cell for at, cell in cells.items() if cell.text.strip()}
            if said:
                rows[line] = said
        return RawSheet(path.name, form.title, rows)

    def _kind(self, form: SheetForm, header: str) -> str:
        """Return how cells under `header` are read: those of the user's own by what the descriptor says."""
        known = any(normal(column.header) == normal(header) for column in form.columns)
        if known or (form.years and YEAR.fullmatch(normal(header))):
            return _EITHER
        return self.types.get((form.key, guarded(header)), _TEXT)

    def _records(self, path: Path) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the line that it begins in."""
        reader = csv.reader(io.StringIO(self._text(path), newline=""), strict=True)
        start = 1
        try:
            for count, fields in enumerate(reader):
                if count == ROW_LIMIT:
                    raise Refusal([fault("WB102", FileRef(path.name), hints=("rows",), limit=ROW_LIMIT)])
                yield start, fields
                start = reader.line_num + 1
        except csv.Error as error:
            if "field limit" in str(error):  # of Python's reader, four times what a cell holds
                self.errors.append(fault("WB424", LineRef(path.name, start), limit=LONGEST))
                return
            self.errors.append(fault("WB421", LineRef(path.name, start)))

    def _text(self, path: Path) -> str:
        data = _bytes(path)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = _in_local_encoding(data)
            if text is None:
                line = error.object[: error.start].count(b"\n") + 1
                raise Refusal([fault("WB425", LineRef(path.name, line))]) from error
        self.warnings.append(fault("WB422", FileRef(path.name)))
        return text


def _in_local_encoding(data: bytes) -> str | None:
    """Return the text as Excel saves it on a Chinese computer; None when it is no such text."""
    try:
        return None if data.startswith(codecs.BOM_UTF8) else data.decode(_LOCAL)
    except UnicodeDecodeError:
        return None


def _one_kind_of_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _head(rows: Mapping[int, Mapping[int, Cell]], column: int) -> str:
    """Return what heads a column: the first row is that of the headers."""
    cell = next(iter(rows.values()), {}).get(column)
    return cell.text if cell is not None else ""


def _cell(text: str, kind: str) -> Cell:
    """Return the cell that Excel would have of `text` if it were typed into a column of that kind."""
    if kind == "date" and _DAY.fullmatch(text):
        with suppress(ValueError):  # the 31st of November
            return Cell(CellKind.DATE, text, moment=date.fromisoformat(text))
    if kind != _TEXT and _NUMBER.fullmatch(text.strip()) and isfinite(float(text)):
        digits = Decimal(text.strip()).normalize().as_tuple().digits
        if len(digits) <= _FLOAT_DIGITS:
            return Cell(CellKind.NUMBER, text, shown_by_excel(float(text)))
    return Cell(CellKind.TEXT, text)


def _at_lines(found: Diagnostic, sheets: Mapping[str, RawSheet]) -> Diagnostic:
    related = tuple(_at_line(place, sheets) for place in found.related)
    return found._replace(place=_at_line(found.place, sheets) if found.place else None, related=related)


def _at_line(place: Place, sheets: Mapping[str, RawSheet]) -> Place:
    """Return the line of a file that a cell stands for."""
    if not isinstance(place, CellRef) or place.file not in sheets:
        return place
    _, _, row, column = place.order
    return LineRef(place.file, row, _head(sheets[place.file].rows, column)) if row else FileRef(place.file)
