"""What is said of a workbook, in the words of its own form: “备注” of an English book is “Remarks”.

The catalogs name sheets and columns in Chinese, as most workbooks do: in an English text such a name stands
out by itself, in a Chinese one by its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic
from reportgen.messages import Catalog
from reportgen.refs import CellRef

if TYPE_CHECKING:
    from reportgen.workbook.columns import Edition

__all__ = ["hint_of", "message_of"]

_HAN = r"[\u3400-\u9fff]+"
_NAMES = {"en": _HAN, "zh_CN": f"(?<=“){_HAN}(?=”)"}  # compiled when there is something to say


def message_of(found: Diagnostic, words: Catalog) -> str:
    """Return what is wrong, in one line, with the names that the book's own form has."""
    return _in_its_form(words.message(found), found, words.language)


def hint_of(found: Diagnostic, words: Catalog) -> str:
    """Return what to do about it, in one line, with the names that the book's own form has."""
    return _in_its_form(words.hint(found), found, words.language)


def _in_its_form(text: str, found: Diagnostic, language: str) -> str:
    cells = [place for place in (found.place, *found.related) if isinstance(place, CellRef)]
    if not cells:
        return text
    names = _names(cells[0].sheet)
    return re.sub(_NAMES[language], lambda name: names.get(name[0], name[0]), text) if names else text


@cache
def _names(sheet: str) -> Mapping[str, str]:
    """Return what the sheets, columns and choices of the Chinese form are called in that of a `sheet`; of
    two columns of one name the one of this sheet."""
    from reportgen.workbook.form import CHINESE, edition_of  # only faults of workbooks need it

    told = edition_of([sheet])
    if told is CHINESE:
        return {}
    return {ours: its for one in (False, True) for ours, its in _pairs(told, sheet, of_sheet=one)}


def _pairs(told: Edition, sheet: str, *, of_sheet: bool) -> Iterator[tuple[str, str]]:
    """Yield the names of the Chinese form with those of the other edition; `of_sheet` only one sheet's."""
    from reportgen.workbook.form import CHINESE

    for ours, its in zip(CHINESE.sheets, told.sheets, strict=True):
        if of_sheet and its.title != sheet:
            continue
        for column, other in zip(ours.columns, its.columns, strict=True):
            yield column.header, other.header
            yield from zip(column.choices, other.choices, strict=True)
    yield from ((ours.name, its.name) for ours, its in zip(CHINESE.facts, told.facts, strict=True))
    yield from ((ours.title, its.title) for ours, its in zip(CHINESE.sheets, told.sheets, strict=True))
