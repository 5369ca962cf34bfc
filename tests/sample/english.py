"""The layout of the English template: A4, one serif face, the title above every page but the first."""

from __future__ import annotations

from pathlib import Path

from tests.sample.english_styles import RUN_IN, STYLES, TABLE, font_table, style_sheet
from tests.sample.layout import Column, Layout, Story
from tests.sample.markup import Element, run, w
from tests.sample.page import PAPER, field, reference

__all__ = ["ENGLISH", "TEXT_WIDTH"]

_ROOT = Path(__file__).resolve().parents[2]
_MARGINS = {"top": 1418, "right": 1418, "bottom": 1418, "left": 1418}  # twips: 25 mm on every side
TEXT_WIDTH = PAPER["w"] - 2 * 1418
_COLUMNS = (
    Column("Indicator", "{{ indicator.name }}", 2630, "left"),
    Column("Unit", "{{ indicator.unit }}", 1560, "left"),
    Column("This year", "{{ indicator.value }}", 960),
    Column("Last year", "{{ indicator.prior }}", 960),
    Column("Change (%)", "{{ indicator.yoy }}", 1180),
    Column("Target met", "{{ indicator.completion }}", 1150),
    Column("Rank", "{{ indicator.rank }}", TEXT_WIDTH - 8440),
)


def _section(header: str, footer: str, first: str) -> Element:
    return w(
        "sectPr",
        reference("header", "default", header),
        reference("footer", "default", footer),
        reference("footer", "first", first),
        w("pgSz", **PAPER),
        w("pgMar", **_MARGINS, header=709, footer=709, gutter=0),
        w("cols", space=425),
        w("titlePg"),
    )


def _header() -> Element:
    return w("hdr", w("p", w("pPr", w("pStyle", val="Header")), run("{{ Title }}", is_chinese=False)))


def _footer() -> Element:
    """Return the footer: Page 1 of 6."""
    said = [run("Page ", is_chinese=False), *field("PAGE"), run(" of ", is_chinese=False), *field("NUMPAGES")]
    return w("ftr", w("p", w("pPr", w("pStyle", val="Footer")), *said))


def _settings() -> Element:
    """Return `w:settings`: no theme, and today's layout rules of Word."""
    word = "http://schemas.microsoft.com/office/word"
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("compat", w("compatSetting", name="compatibilityMode", uri=word, val="15")),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


ENGLISH = Layout(
    source=Path(__file__).with_name("en") / "template.txt",
    target=_ROOT / "templates" / "annual-summary-en.docx",
    language="en-GB",
    title="Template of an annual summary",
    is_chinese=False,
    styles=STYLES,
    table="Table",
    cells=("Table heading", "Table text", "Tag"),
    table_style=TABLE,
    run_in=RUN_IN,
    prefixes={},
    columns=_COLUMNS,
    loop="for indicator in {}",
    width=TEXT_WIDTH,
    row_height=340,  # 6 mm
    stories=(Story("header", _header), Story("footer", _footer), Story("footer", _footer)),
    section=_section,
    settings=_settings,
    style_sheet=style_sheet,
    font_table=font_table,
)
