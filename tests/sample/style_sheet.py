"""The parts of a Word file that hold its styles and fonts: `word/styles.xml`, `word/fontTable.xml`."""

from __future__ import annotations

from tests.sample.markup import Element, w
from tests.sample.styles import (
    CHARACTER,
    FANGSONG,
    HEITI,
    KAITI,
    RUN_IN,
    SONGTI,
    STYLES,
    TABLE,
    TABLE_SIZE,
    XIAOBIAOSONG,
    Style,
)

__all__ = ["block", "cell_margins", "font_table", "latent", "own", "style_sheet"]

LATIN = "Times New Roman"
# What Word takes where a font is not installed.
ALTERNATIVES = {
    FANGSONG: "仿宋",
    HEITI: "SimHei",
    KAITI: "楷体",
    SONGTI: "SimSun",
    XIAOBIAOSONG: "方正小标宋_GBK",
}

_SINGLE = 240  # 240ths of the font's own line height


def style_sheet() -> Element:
    """Return `w:styles`: the defaults, Word's own four, and ours."""
    return w(
        "styles",
        _defaults(),
        latent(),
        own("paragraph", "Normal", "Normal", w("qFormat"), _fonts_only(FANGSONG)),
        own("character", "DefaultParagraphFont", "Default Paragraph Font", w("semiHidden")),
        own("table", "TableNormal", "Normal Table", w("semiHidden"), cell_margins(108)),
        own("numbering", "NoList", "No List", w("semiHidden")),
        *(_paragraph_style(style, place) for place, style in enumerate(STYLES.values(), start=1)),
        _character_style(),
        _table_style(),
        _footer_style(),
    )


def font_table() -> Element:
    """Return `w:fonts`: every Chinese font with the one that stands in for it."""
    chinese = [
        w(
            "font",
            w("altName", val=ALTERNATIVES[name]),
            w("charset", val="86"),
            w("family", val="auto"),
            w("pitch", val="variable"),
            name=name,
        )
        for name in sorted(ALTERNATIVES)
    ]
    return w("fonts", w("font", w("charset", val="00"), w("family", val="roman"), name=LATIN), *chinese)


def _defaults() -> Element:
    """Return what every style starts from; no theme, whose fonts would win over the names."""
    look = w("rPr", *_look(FANGSONG, 16), w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    block = w(
        "pPr",
        w("widowControl", val=0),  # 22 lines on every page, be one alone
        # Word's own default, said outright for LibreOffice: it then keeps marks inside the line. One hanging
        # out right before a bookmark's end would be followed by an empty line.
        w("overflowPunct", val=1),
        w("autoSpaceDE", val=0),  # no blank beside Latin letters
        w("autoSpaceDN", val=0),  # … and digits: the signature's place is counted in characters
    )
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", block))


def latent() -> Element:
    """Return how Word shows its own styles that the file does not hold: out of the clerk's way."""
    shown = [
        w("lsdException", name=name, uiPriority=priority, semiHidden=0, unhideWhenUsed=0)
        for name, priority in (("Normal", 0), ("Table Grid", 39))
    ]
    return w(
        "latentStyles",
        *shown,
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def own(kind: str, key: str, name: str, *rest: Element) -> Element:
    """Return one of the styles that Word expects to find, as the default of its `kind`."""
    return w("style", w("name", val=name), *rest, type=kind, default=1, styleId=key)


def _fonts_only(font: str) -> Element:
    return w("rPr", *_look(font, 16))


def _paragraph_style(style: Style, place: int) -> Element:
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("next", val=style.following) if style.following else None,
        w("uiPriority", val=place),
        w("qFormat"),
        w("pPr", *block(style)),
        w("rPr", *_look(style.font, style.size, style.spacing, style.color)),
        type="paragraph",
        customStyle=1,
        styleId=style.key,
    )


def block(style: Style) -> list[Element | None]:
    """Return a style's paragraph properties, in the schema's order."""
    return [
        w("keepNext") if style.keep_next else None,
        w("keepLines") if style.keep_lines else None,
        w("pageBreakBefore") if style.new_page else None,
        _rule(style.rule) if style.rule else None,
        _line_spacing(style),
        _indents(style),
        w("jc", val=style.align),
        w("outlineLvl", val=style.level) if style.level is not None else None,
    ]


def _rule(breadth: int) -> Element:
    return w("pBdr", w("bottom", val="single", sz=breadth, space=6, color="auto"))


def _line_spacing(style: Style) -> Element:
    rule = "exact" if style.line and style.is_exact else "auto"
    return w("spacing", before=style.before, after=style.after, line=style.line or _SINGLE, lineRule=rule)


def _indents(style: Style) -> Element | None:
    """Return indents in characters, which Word goes by, and in twips for all who do not know characters."""
    if style.indent:
        return w("ind", firstLineChars=style.indent * 100, firstLine=style.indent * CHARACTER)
    if style.right:
        return w("ind", rightChars=style.right * 100, right=style.right * CHARACTER)
    return None


def _look(
    font: str, size: float, spacing: int = 0, color: str = "", latin: str = LATIN
) -> list[Element | None]:
    """Return character properties, in the schema's order. What is coloured is a tag, not for the speller."""
    return [
        w("rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, eastAsia=font, cs=LATIN),
        w("noProof") if color else None,
        w("color", val=color) if color else None,
        w("spacing", val=spacing) if spacing else None,
        w("kern", val=0),
        w("sz", val=round(size * 2)),
        w("szCs", val=round(size * 2)),
    ]


def _character_style() -> Element:
    """Return the look of a heading that runs into its paragraph: only the fonts of a second-level heading."""
    fonts = w("rFonts", hint="eastAsia", ascii=LATIN, hAnsi=LATIN, eastAsia=KAITI, cs=LATIN)
    return w(
        "style",
        w("name", val="接排标题"),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=len(STYLES) + 1),
        w("qFormat"),
        w("rPr", fonts),
        type="character",
        customStyle=1,
        styleId=RUN_IN,
    )


def _table_style() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    properties = cell_margins(85)
    properties.insert(0, borders)
    return w(
        "style",
        w("name", val="报告表格"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=len(STYLES) + 2),
        w("rPr", *_look(FANGSONG, TABLE_SIZE)),
        properties,
        type="table",
        customStyle=1,
        styleId=TABLE,
    )


def cell_margins(sideways: int) -> Element:
    widths = {"top": 0, "left": sideways, "bottom": 0, "right": sideways}
    return w("tblPr", w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in widths.items())))


def _footer_style() -> Element:
    """Return the page number's style: 14 pt 宋体 for the digits too (clause 7.5)."""
    return w(
        "style",
        w("name", val="footer"),
        w("basedOn", val="Normal"),
        w("uiPriority", val=99),
        w("pPr", w("spacing", before=0, after=0, line=400, lineRule="exact")),
        w("rPr", *_look(SONGTI, 14, latin=SONGTI)),
        type="paragraph",
        styleId="Footer",
    )
