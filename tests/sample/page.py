"""The page of an official document after GB/T 9704-2012: paper, margins, page numbers, settings."""

from __future__ import annotations

from tests.sample.markup import Element, R, w

__all__ = ["TEXT_WIDTH", "field", "footer", "reference", "section", "settings"]

# Twips (1/1440 inch): A4, margins 37, 35, 28 and 26 mm; they leave 156 × 225 mm of text (clause 5.2.1).
PAPER = {"w": 11906, "h": 16838}
MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588}
TEXT_WIDTH = PAPER["w"] - MARGINS["left"] - MARGINS["right"]

_SEVEN_MM = 397
_FOOTER_LINE = 400  # the page number's line of 20 pt: see the style footer
# The dashes beside the number stand in the middle of its line, 7 mm below the text area (clause 7.5).
FOOTER = MARGINS["bottom"] - _SEVEN_MM - _FOOTER_LINE // 2

_NUMBER_CHARACTER = 280  # twips: one character of 14 pt stays free at the outer side
_WORD_2013 = "15"


def section(odd: str, even: str) -> Element:
    """Return `w:sectPr` with the relationship ids of the footers of odd and even pages.

    No document grid: with lines of an exact height it adds nothing, and in LibreOffice a character takes two
    of its cells.
    """
    return w(
        "sectPr",
        reference("footer", "even", even),
        reference("footer", "default", odd),
        w("pgSz", **PAPER),
        w("pgMar", **MARGINS, header=851, footer=FOOTER, gutter=0),
        w("cols", space=425),
    )


def reference(story: str, kind: str, identity: str) -> Element:
    """Return the element by which a section names its header or footer for a kind of pages."""
    named = w(f"{story}Reference", type=kind)
    named.set(f"{{{R}}}id", identity)
    return named


def footer(odd: bool) -> Element:
    """Return the footer `— 1 —`: right on odd pages, left on even ones, one character free outside."""
    outside = "right" if odd else "left"
    place = w("ind", **{f"{outside}Chars": 100, outside: _NUMBER_CHARACTER})
    block = w("pPr", w("pStyle", val="Footer"), place, w("jc", val=outside))
    return w("ftr", w("p", block, _text("— "), *field("PAGE"), _text(" —")))


def field(code: str) -> list[Element]:
    """Return the runs of a field such as PAGE."""
    instruction = w("instrText")
    instruction.text = code
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction),
        w("r", w("fldChar", fldCharType="separate")),
        _text("1"),
        w("r", w("fldChar", fldCharType="end")),
    ]


def _text(text: str) -> Element:
    words = w("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), words)


def settings() -> Element:
    """Return `w:settings`: footers differ on even pages, no theme, and today's layout rules of Word."""
    word = "http://schemas.microsoft.com/office/word"
    mode = w("compatSetting", name="compatibilityMode", uri=word, val=_WORD_2013)
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),  # every mark fills its cell of the 28 × 22
        w("compat", w("doNotExpandShiftReturn"), w("useFELayout"), mode),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
