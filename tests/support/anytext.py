"""Texts of any characters there are, the same in every run; and a workbook whose cells hold them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.books import SMALL, book_of_notation

__all__ = ["any_texts", "book_of_names", "is_mute"]

_PIECES = (
    *("A&B <C>", "]]>", "_x000B_", "_x005F_", "_x0041_", "{{ x }}", "{%", "%}", "{#", "{_{"),
    *("&amp;", "&#10;", "&lt;b&gt;", "</w:t>", "<w:br/>", "<?rg x?>", "<!--", "\r\n", "\r", "\n"),
    *("\t", " ", "  ", "\xa0", "\u3000", "\u200b", "\u200d", "\ufeff", "\x85", "\u2028"),
    *("\u2029", "\u200e", "\u200f", "\u202b", "\u202e", "\u2066", "\u2069", "\xad", "\x7f", "א"),
    *("שלום", "مرحبا", "ﷺ", "e\u0301", "𠮷", "😀", "😀", "ก็", "\U0001f469\u200d\U0001f52c", "🇨🇳"),
    *("\U0010ffff", "\uffff", "\ufffe", "\ufdd0", "\x00", "\x07", "\x0b", "\x0c", "\x0e1\x0e"),
    *("\x1f", "\ud800", "\udfff", "\ue000", "%s", "{0}", "\\n", "'", "\"", "=1+1", "工业总产值"),
    *("１２３", "11.83亿元", "#REF!", "-", "@", "+1", "0", "null", "None"),
)  # fmt: skip
_PLANES = (
    *((0x20, 0x7F), (0x80, 0x250), (0x300, 0x370), (0x590, 0x700), (0x900, 0xE80), (0x2000, 0x2070)),
    *((0x3000, 0x3100), (0x4E00, 0xA000), (0xD800, 0xE000), (0xE000, 0xF900), (0xFB1D, 0xFE00)),
    *((0xFE00, 0x10000), (0x10000, 0x20000), (0x20000, 0x30000), (0x30000, 0xE0000), (0xE0000, 0x110000)),
    (0, 0x20),
)  # fmt: skip
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEET_TEXT = re.compile("<t>name-([0-9]+)-</t>")


_MUTE = re.compile(r"#(REF!|DIV/0!|VALUE!|NUM!|NAME\?|N/A|NULL!|SPILL!|CALC!)")
_NO_NUMBERS = ("nan", "inf", "-inf", "+inf", "infinity", "-infinity", "nat", "<na>")


def is_mute(text: str) -> bool:
    """Return whether a text is what programs write in place of a figure: no cell may hold it (WB202)."""
    return _MUTE.search(text) is not None or text.strip().casefold() in _NO_NUMBERS


@cache
def any_texts(count: int, seed: int = 20201231) -> tuple[str, ...]:
    """Return `count` texts of all planes: markup, codes, marks of direction, surrogates, controls."""
    chance = random.Random(seed)
    return (*_PIECES, *(_any_text(chance) for _ in range(count - len(_PIECES))))[:count]


def _any_text(chance: random.Random) -> str:
    pieces = []
    for _ in range(chance.randint(1, 8)):
        if chance.random() < 0.4:
            pieces.append(chance.choice(_PIECES))
        else:
            first, last = chance.choice(_PLANES[: -1 if chance.random() < 0.9 else None])
            pieces.append(chr(chance.randrange(first, last)))
    return "".join(pieces)


def book_of_names(names: Sequence[str], folder: Path) -> Path:
    """Return the small valid book with one more list, 名录, whose names are as Excel writes them."""
    book = book_of_notation(SMALL)
    sheet = book["名单"]
    for number in range(len(names)):
        sheet.append(["名录", number + 1, f"name-{number}-"])
    stream = io.BytesIO()
    book.save(stream)
    path = folder / "名录.xlsx"
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            xml = given.read(info).decode("utf-8", "surrogateescape")
            if info.filename.startswith("xl/worksheets/"):
                xml = _SHEET_TEXT.sub(lambda found: _as_excel(names[int(found[1])]), xml)
            made.writestr(info.filename, xml.encode("utf-8", "surrogateescape"))
    return path


def _as_excel(text: str) -> str:
    """Return the text of a cell: what XML cannot hold, and what looks like its code, coded (22.9.2.19)."""
    coded = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    coded = re.sub(
        "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", coded
    )
    return f'<t xml:space="preserve">{escape(coded)}</t>'
