"""The template's layout is that of GB/T 9704-2012: what its file says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from reportgen.word.package import open_package
from tests.sample.styles import CHARACTER, LINE, STYLES
from tests.sample.template import TARGET

NAMESPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
WORD = f"{{{NAMESPACES['w']}}}"
TWIPS_PER_MM = 1440 / 25.4

PACKAGE = open_package(TARGET)
XML = {name: etree.fromstring(PACKAGE.part(name)) for name in PACKAGE.names}
DOCUMENT, SHEET, SETTINGS = XML["word/document.xml"], XML["word/styles.xml"], XML["word/settings.xml"]


def found(path: str, root: etree._Element = DOCUMENT) -> list[etree._Element]:
    """The elements at `path` below `root`."""
    return root.findall(path, NAMESPACES)


def the(path: str, root: etree._Element = DOCUMENT) -> etree._Element:
    """The one element at `path` below `root`."""
    (element,) = found(path, root)
    return element


def attributes(path: str, root: etree._Element = DOCUMENT) -> dict[str, str]:
    """The attributes of the one element at `path`, by their plain names; empty where there is none."""
    elements = found(path, root)
    assert len(elements) < 2
    return {str(etree.QName(name).localname): str(v) for e in elements for name, v in e.attrib.items()}


def style(name: str) -> etree._Element:
    """The style that Word's users know as `name`."""
    (element,) = [s for s in found("w:style", SHEET) if attributes("w:name", s) == {"val": name}]
    return element


# --- the page


def test_the_paper_is_a4_with_the_margins_of_the_standard() -> None:
    """A4, margins of 37, 35, 28 and 26 mm in twips: the numbers that are often got wrong."""
    assert attributes(".//w:pgSz") == {"w": "11906", "h": "16838"}  # 210 × 297 mm × 56.69
    margins = attributes(".//w:pgMar")
    assert {side: margins[side] for side in ("top", "bottom", "left", "right", "gutter")} == {
        "top": "2098",  # 37 mm × 56.69 = 2097.6
        "bottom": "1984",  # 35 mm × 56.69 = 1984.3
        "left": "1588",  # 28 mm × 56.69 = 1587.4, up so that the text area keeps its 156 mm
        "right": "1474",  # 26 mm × 56.69 = 1474.0
        "gutter": "0",
    }


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_page() -> None:
    """22 lines fit and a 23rd does not; 28 characters fit and a 29th does not."""
    height, width = 16838 - 2098 - 1984, 11906 - 1588 - 1474

    assert height / TWIPS_PER_MM == pytest.approx(225, abs=0.05)
    assert width / TWIPS_PER_MM == pytest.approx(156, abs=0.05)
    assert 22 * LINE <= height < 23 * LINE  # 12320 ≤ 12756 < 12880
    assert 28 * CHARACTER <= width < 29 * CHARACTER  # 8820 ≤ 8844 < 9135


def test_there_is_no_document_grid() -> None:
    """Lines get their height from the styles: a grid would give LibreOffice 14 characters a line."""
    assert found(".//w:docGrid") == []


@pytest.mark.parametrize(
    ("kind", "side"),
    [("default", "right"), ("even", "left")],  # default means odd, once even pages have their own
)
def test_page_numbers_stand_outside(kind: str, side: str) -> None:
    """The number stands between two dashes, one character from the outer edge: clause 7.5."""
    target = {e.get("Id"): e.get("Target") for e in XML["word/_rels/document.xml.rels"]}
    identity = attributes(f".//w:footerReference[@w:type='{kind}']")["id"]
    footer = XML[f"word/{target[identity]}"]

    assert [text.text for text in footer.iter(f"{WORD}t", f"{WORD}instrText")] == ["— ", "PAGE", "1", " —"]
    assert attributes(".//w:jc", footer) == {"val": side}
    assert attributes(".//w:ind", footer) == {f"{side}Chars": "100", side: "280"}  # 14 pt × 20


def test_even_pages_have_their_own_footer() -> None:
    """Without this setting Word would print the odd footer on every page."""
    assert len(found("w:evenAndOddHeaders", SETTINGS)) == 1


def test_the_page_number_stands_seven_mm_below_the_text() -> None:
    """The middle of the number's line, 20 pt high, is 7 mm below the text area and 28 mm above the edge."""
    distance = int(attributes(".//w:pgMar")["footer"])
    line = int(attributes("w:pPr/w:spacing", style("footer"))["line"])

    assert (1984 - distance - line / 2) / TWIPS_PER_MM == pytest.approx(7, abs=0.05)


def test_the_settings_are_complete() -> None:
    """The zoom says its per cent, which the schema wants, and Word is asked for its present layout rules."""
    assert attributes("w:zoom", SETTINGS) == {"percent": "100"}
    assert attributes("w:compat/w:compatSetting", SETTINGS)["val"] == "15"
    assert attributes("w:characterSpacingControl", SETTINGS) == {"val": "doNotCompress"}


# --- fonts and styles


@pytest.mark.parametrize("name", PACKAGE.names)
def test_no_theme_font_wins_over_a_named_one(name: str) -> None:
    """There is no theme, and no attribute of any part refers to one."""
    assert "theme" not in name.lower()
    assert not [a for e in XML[name].iter() for a in e.attrib if str(a).endswith("Theme")]


def own_styles() -> Iterator[str]:
    """The names of all styles but the empty defaults that Word expects to find."""
    for element in found("w:style", SHEET):
        name = attributes("w:name", element)["val"]
        if name not in ("Default Paragraph Font", "Normal Table", "No List"):
            yield name


@pytest.mark.parametrize("name", list(own_styles()))
def test_every_style_names_its_chinese_font(name: str) -> None:
    """The style itself names it, and Times New Roman for the digits; the footer has 宋体 for both."""
    fonts = attributes("w:rPr/w:rFonts", style(name))
    latin = "宋体" if name == "footer" else "Times New Roman"

    assert fonts["eastAsia"] in {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}
    assert (fonts["ascii"], fonts["hAnsi"]) == (latin, latin)


def test_the_defaults_keep_the_characters_where_they_are_counted() -> None:
    """No blanks beside digits and letters, 22 lines on every page, marks as Word sets them by default."""
    block = {etree.QName(e).localname: attributes(".", e)["val"] for e in the(".//w:pPrDefault/w:pPr", SHEET)}

    assert {"widowControl": "0", "overflowPunct": "1", "autoSpaceDE": "0", "autoSpaceDN": "0"} == block


def test_the_defaults_name_font_and_language() -> None:
    """What no style says is 仿宋, 16 pt, Chinese."""
    assert attributes("w:docDefaults//w:rFonts", SHEET)["eastAsia"] == "仿宋_GB2312"
    assert attributes("w:docDefaults//w:sz", SHEET) == {"val": "32"}
    assert attributes("w:docDefaults//w:lang", SHEET)["eastAsia"] == "zh-CN"


# name, font, half-points, line, what else the standard or the house asks for
LOOKS = [
    ("公文标题", "方正小标宋简体", "44", "560", {"w:jc": "center"}),
    ("公文正文", "仿宋_GB2312", "32", "560", {"w:jc": "both"}),
    ("公文末段", "仿宋_GB2312", "32", "560", {"w:jc": "both"}),
    ("一级标题", "黑体", "32", "560", {"w:outlineLvl": "0"}),
    ("二级标题", "楷体_GB2312", "32", "560", {"w:outlineLvl": "1"}),
    ("落款单位", "仿宋_GB2312", "32", "560", {"w:jc": "right"}),
    ("落款日期", "仿宋_GB2312", "32", "560", {"w:jc": "right"}),
    ("表题", "黑体", "32", "560", {"w:jc": "center"}),
    ("表头", "黑体", "21", "240", {"w:jc": "center"}),
    ("表格文字", "仿宋_GB2312", "21", "240", {"w:jc": "left"}),
    ("标签", "宋体", "18", "240", {"w:jc": "left"}),
]


@pytest.mark.parametrize(("name", "font", "size", "line", "more"), LOOKS)
def test_a_style_looks_as_the_standard_says(
    name: str, font: str, size: str, line: str, more: dict[str, str]
) -> None:
    """Fonts and sizes of clause 7.3; lines of exactly 28 pt in the text, of the font's height in tables."""
    block = the("w:pPr", style(name))
    spacing = attributes("w:spacing", block)

    assert attributes("w:rPr/w:rFonts", style(name))["eastAsia"] == font
    assert attributes("w:rPr/w:sz", style(name)) == {"val": size}
    assert (spacing["line"], spacing["lineRule"]) == (line, "exact" if line == "560" else "auto")
    assert {tag: attributes(tag, block)["val"] for tag in more} == more


def test_the_styles_of_the_notation_are_those_of_the_sheet() -> None:
    """Each style that the notation may name is in the file, with the formatting tested above."""
    assert {look[0] for look in LOOKS} == {made.name for made in STYLES.values()}


@pytest.mark.parametrize("name", ["公文正文", "公文末段", "一级标题", "二级标题"])
def test_first_lines_are_two_characters_in(name: str) -> None:
    """In characters for Word, in twips for the others: 2 × (16 pt − 0.25 pt) × 20 = 630."""
    assert attributes("w:pPr/w:ind", style(name)) == {"firstLineChars": "200", "firstLine": "630"}
    assert attributes("w:rPr/w:spacing", style(name)) == {"val": "-5"}  # −0.25 pt × 20


@pytest.mark.parametrize("name", ["公文标题", "公文末段", "一级标题", "二级标题", "落款单位", "表题", "表头"])
def test_what_leads_stays_with_what_follows(name: str) -> None:
    """A heading never ends a page; the signature stands on one page, and not alone."""
    assert len(found("w:pPr/w:keepNext", style(name))) == 1


def test_one_line_stays_free_before_the_signature() -> None:
    """Clause 7.3.5.2: one line of 28 pt."""
    assert attributes("w:pPr/w:spacing", style("落款单位"))["before"] == "560"


def test_the_run_in_heading_changes_the_fonts_alone() -> None:
    """A heading inside a paragraph takes its size and spacing from the paragraph."""
    look = the("w:rPr", style("接排标题"))

    assert [etree.QName(e).localname for e in look] == ["rFonts"]
    assert attributes("w:rFonts", look)["eastAsia"] == "楷体_GB2312"


def test_no_style_bears_the_name_of_one_of_words_own() -> None:
    """Chinese Word calls Normal 正文 and the headings 标题 1 …; a style so named would be renamed."""
    assert not {"正文", "标题", "标题 1", "标题 2", "表格正文"} & set(own_styles())


def test_every_run_of_text_prefers_the_chinese_font() -> None:
    """The hint makes “ ” — … full-width; a value that the engine puts into the run inherits it."""
    runs = [run for root in XML.values() for run in found(".//w:r", root) if found("w:t", run)]
    hints = [attributes("w:rPr/w:rFonts", run).get("hint") for run in runs if the("w:t", run).text != "1"]

    assert len(hints) > 80
    assert {"eastAsia"} == set(hints)


def test_the_fonts_have_stand_ins() -> None:
    """Word takes 仿宋 where 仿宋_GB2312 is not installed, and so on for the other four."""
    table = found("w:font", XML["word/fontTable.xml"])
    fonts = {attributes(".", font)["name"]: attributes("w:altName", font) for font in table}

    assert fonts["仿宋_GB2312"] == {"val": "仿宋"}
    assert fonts["楷体_GB2312"] == {"val": "楷体"}
    assert {"黑体", "宋体", "方正小标宋简体"} <= fonts.keys()


# --- the table


def test_the_table_fills_the_text_area() -> None:
    """Seven columns of fixed width, together 156 mm, the same in the grid and in every cell."""
    grid = [int(attributes(".", column)["w"]) for column in found(".//w:tblGrid/w:gridCol")]
    rows = [found("w:tc/w:tcPr/w:tcW", row) for row in found(".//w:tr")]

    assert attributes(".//w:tblLayout") == {"type": "fixed"}
    assert sum(grid) == 8844  # 2500 + 850 + 1200 + 1200 + 980 + 1260 + 854
    assert [[int(attributes(".", width)["w"]) for width in row] for row in rows] == [grid] * 4


def test_the_header_row_is_repeated_and_no_row_is_cut() -> None:
    """A table of several pages shows its headings on each of them."""
    rows = found(".//w:tr")

    assert [len(found("w:trPr/w:tblHeader", row)) for row in rows] == [1, 0, 0, 0]
    assert [len(found("w:trPr/w:cantSplit", row)) for row in rows] == [1, 1, 1, 1]


def test_the_table_begins_a_page() -> None:
    """Its title does, and stays with it."""
    assert len(found("w:pPr/w:pageBreakBefore", style("表题"))) == 1


def test_numbers_stand_at_the_right() -> None:
    """Names left, units and ranks in the middle, numbers right, so that digits stand below each other."""
    cells = found("w:tc", found(".//w:tr")[2])
    alignments = [attributes("w:p/w:pPr/w:jc", cell)["val"] for cell in cells]

    assert alignments == ["left", "center", "right", "right", "right", "right", "center"]


def test_table_lines_are_thin() -> None:
    """Half a point on all six sides: 4 eighths."""
    borders = list(the(".//w:tblBorders", style("报告表格")))
    sides = [etree.QName(border).localname for border in borders]

    assert ["top", "left", "bottom", "right", "insideH", "insideV"] == sides
    assert {("single", "4")} == {(border.get(f"{WORD}val"), border.get(f"{WORD}sz")) for border in borders}
