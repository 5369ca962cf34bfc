"""The styles of the English template: one serif face, Word's own names where Word has one."""

from __future__ import annotations

from tests.sample.markup import Element, w
from tests.sample.style_sheet import block, cell_margins, latent, own
from tests.sample.styles import Style

__all__ = ["RUN_IN", "STYLES", "TABLE", "font_table", "style_sheet"]

SERIF = "Times New Roman"
CHINESE = "宋体"  # for what there may be of it in a name
ALTERNATIVES = {SERIF: "Liberation Serif", CHINESE: "SimSun"}
BODY = "BodyText"
RUN_IN, TABLE = "RunInHeading", "ReportTable"
SIZE, SMALL, TABLE_SIZE = 11, 9, 9.5
_LINE = 276  # 1.15 lines

STYLES: dict[str, Style] = {
    "Title": Style(
        "Title", "Title", SERIF, 19, line=252, is_exact=False, before=360, after=120, align="left",
        keep_next=True, keep_lines=True, bold=True, is_own=False, following="Subtitle",
    ),
    "Subtitle": Style(
        "Subtitle", "Subtitle", SERIF, 13, line=0, after=360, align="left", rule=8,
        keep_next=True, is_own=False, following=BODY,
    ),
    "Body": Style(BODY, "Body Text", SERIF, SIZE, line=_LINE, is_exact=False, after=120, align="left",
                  is_own=False),
    # The last paragraph before the signature, which must not stand on a page alone.
    "Last paragraph": Style(
        "LastParagraph", "Last paragraph", SERIF, SIZE, line=_LINE, is_exact=False, after=120, align="left",
        keep_next=True, following="Signature",
    ),
    "Heading 1": Style(
        "Heading1", "heading 1", SERIF, 15, line=0, before=360, after=120, align="left", level=0,
        keep_next=True, keep_lines=True, bold=True, is_own=False, following=BODY,
    ),
    "Heading 2": Style(
        "Heading2", "heading 2", SERIF, 12, line=0, before=200, after=80, align="left", level=1,
        keep_next=True, keep_lines=True, bold=True, is_own=False, following=BODY,
    ),
    "Signature": Style(
        "Signature", "Signature", SERIF, SIZE, line=0, before=480, after=40, align="left",
        keep_next=True, keep_lines=True, bold=True, is_own=False, following="Date",
    ),
    "Date": Style("Date", "Date", SERIF, SIZE, line=0, align="left", keep_lines=True, is_own=False),
    "Table title": Style(
        "TableTitle", "Table title", SERIF, 13, line=0, after=120, align="left", new_page=True,
        keep_next=True, bold=True,
    ),
    "Table heading": Style(
        "TableHeading", "Table heading", SERIF, TABLE_SIZE, line=0, align="left", keep_next=True, bold=True
    ),
    "Table text": Style("TableText", "Table text", SERIF, TABLE_SIZE, line=0, align="left"),
    "Table note": Style(
        "TableNote", "Table note", SERIF, SMALL, line=0, before=80, align="left", italic=True
    ),
    "Tag": Style("TemplateTag", "Template tag", SERIF, 8, line=0, align="left", color="7F7F7F"),
}  # fmt: skip
"""By the notation's names."""


def style_sheet() -> Element:
    """Return `w:styles`: the defaults, Word's own four, and those of the template."""
    return w(
        "styles",
        _defaults(),
        latent(),
        own("paragraph", "Normal", "Normal", w("qFormat"), w("rPr", *_look(SIZE))),
        own("character", "DefaultParagraphFont", "Default Paragraph Font", w("semiHidden")),
        own("table", "TableNormal", "Normal Table", w("semiHidden"), cell_margins(108)),
        own("numbering", "NoList", "No List", w("semiHidden")),
        *(_paragraph_style(style, place) for place, style in enumerate(STYLES.values(), start=1)),
        _run_in(),
        _table_style(),
        *(_edge(kind) for kind in ("header", "footer")),
    )


def font_table() -> Element:
    """Return `w:fonts`: each font with the one that stands in for it."""
    kinds = {SERIF: ("00", "roman"), CHINESE: ("86", "auto")}
    return w(
        "fonts",
        *(
            w(
                "font",
                w("altName", val=ALTERNATIVES[name]),
                w("charset", val=charset),
                w("family", val=family),
                w("pitch", val="variable"),
                name=name,
            )
            for name, (charset, family) in kinds.items()
        ),
    )


def _defaults() -> Element:
    look = w("rPr", *_look(SIZE), w("lang", val="en-GB", eastAsia="zh-CN", bidi="ar-SA"))
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", w("pPr", w("widowControl"))))


def _look(size: float, *, bold: bool = False, italic: bool = False, color: str = "") -> list[Element | None]:
    """Return character properties, in the schema's order. What is coloured is a tag, not for the speller."""
    return [
        w("rFonts", ascii=SERIF, hAnsi=SERIF, eastAsia=CHINESE, cs=SERIF),
        w("b") if bold else None,
        w("i") if italic else None,
        w("noProof") if color else None,
        w("color", val=color) if color else None,
        w("sz", val=round(size * 2)),
        w("szCs", val=round(size * 2)),
    ]


def _paragraph_style(style: Style, place: int) -> Element:
    made = w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("next", val=style.following) if style.following else None,
        w("uiPriority", val=place),
        w("qFormat"),
        w("pPr", *block(style)),
        w("rPr", *_look(style.size, bold=style.bold, italic=style.italic, color=style.color)),
        type="paragraph",
        styleId=style.key,
    )
    if style.is_own:
        made.set(made.tag.replace("style", "customStyle"), "1")
    return made


def _run_in() -> Element:
    """Return the look of a heading that runs into its paragraph: bold."""
    return w(
        "style",
        w("name", val="Run-in heading"),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=len(STYLES) + 1),
        w("qFormat"),
        w("rPr", w("b")),
        type="character",
        customStyle=1,
        styleId=RUN_IN,
    )


def _table_style() -> Element:
    """Return a table with three strong lines and fine ones between its rows."""
    lines = {"top": (8, "auto"), "bottom": (8, "auto"), "insideH": (4, "BFBFBF")}
    borders = w(
        "tblBorders",
        *(w(side, val="single", sz=size, space=0, color=color) for side, (size, color) in lines.items()),
    )
    properties = cell_margins(70)
    properties.insert(0, borders)
    below = w("tcBorders", w("bottom", val="single", sz=8, space=0, color="auto"))
    shade = w("shd", val="clear", color="auto", fill="F2F2F2")
    first = w("tblStylePr", w("tcPr", below, shade), type="firstRow")
    return w(
        "style",
        w("name", val="Report table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=len(STYLES) + 2),
        w("rPr", *_look(TABLE_SIZE)),
        properties,
        first,
        type="table",
        customStyle=1,
        styleId=TABLE,
    )


def _edge(kind: str) -> Element:
    """Return the style of what stands above or below the text of a page."""
    return w(
        "style",
        w("name", val=kind),
        w("basedOn", val="Normal"),
        w("uiPriority", val=99),
        w("pPr", w("jc", val="right" if kind == "header" else "center")),
        w("rPr", *_look(SMALL, italic=kind == "header")),
        type="paragraph",
        styleId=kind.capitalize(),
    )
