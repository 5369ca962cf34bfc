"""The named styles of an official document after GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHARACTER", "LINE", "RUN_IN", "STYLES", "TABLE", "TABLE_SIZE", "Style"]

LINE = 560  # twips: exactly 28 pt a line, so that 22 lines fill the 225 mm of the text area (clause 5.2.3)
TIGHT = -5  # twentieths of a point: 16 pt type stands 15.75 pt apart, 28 characters to the 156 mm line
CHARACTER = 315  # twips: that is one character of the body, 16 pt − 0.25 pt

# The Chinese fonts, by the names that offices have them under.
FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
SONGTI, XIAOBIAOSONG = "宋体", "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: `name` is what Word's users see, `key` what the paragraphs refer to.

    Lengths are twips, `size` is in points, `indent` and `right` in characters. `line` is an exact height,
    0 the font's own, or, unless `is_exact`, a multiple of that in 240ths. `following` is the style of the
    next paragraph that a user begins. `rule` is the breadth of a line below, in eighths of a point. A style
    that is not our own is one of Word's, by its name.
    """

    key: str
    name: str
    font: str
    size: float
    line: int = LINE
    spacing: int = 0
    indent: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    align: str = "both"
    level: int | None = None
    new_page: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    color: str = ""
    following: str = ""
    bold: bool = False
    italic: bool = False
    rule: int = 0
    is_exact: bool = True
    is_own: bool = True


BODY = "GovernmentBody"
RUN_IN = "RunInHeading"
TABLE = "ReportTable"
TABLE_SIZE = 10.5  # 五号

# By the notation's names. In Word the body has another one, for 正文 is what Chinese Word calls Normal.
STYLES: dict[str, Style] = {
    "公文标题": Style(
        "GovernmentTitle",
        "公文标题",
        XIAOBIAOSONG,
        22,
        after=LINE,
        align="center",
        keep_next=True,
        keep_lines=True,
        following=BODY,
    ),
    "正文": Style(BODY, "公文正文", FANGSONG, 16, spacing=TIGHT, indent=2),
    # The last paragraph before the signature, which must not stand on a page alone (clause 7.3.5.5).
    "末段": Style(
        "ClosingBody",
        "公文末段",
        FANGSONG,
        16,
        spacing=TIGHT,
        indent=2,
        keep_next=True,
        following="SignatureOffice",
    ),
    "一级标题": Style(
        "GovernmentHeading1",
        "一级标题",
        HEITI,
        16,
        spacing=TIGHT,
        indent=2,
        level=0,
        keep_next=True,
        keep_lines=True,
        following=BODY,
    ),
    "二级标题": Style(
        "GovernmentHeading2",
        "二级标题",
        KAITI,
        16,
        spacing=TIGHT,
        indent=2,
        level=1,
        keep_next=True,
        keep_lines=True,
        following=BODY,
    ),
    "落款单位": Style(
        "SignatureOffice",
        "落款单位",
        FANGSONG,
        16,
        spacing=TIGHT,
        right=2,
        before=LINE,
        align="right",
        keep_next=True,
        keep_lines=True,
        following="SignatureDate",
    ),
    "落款日期": Style(
        "SignatureDate",
        "落款日期",
        FANGSONG,
        16,
        spacing=TIGHT,
        right=4,
        align="right",
        keep_lines=True,
    ),
    "表题": Style(
        "TableTitle",
        "表题",
        HEITI,
        16,
        after=LINE // 4,
        align="center",
        new_page=True,
        keep_next=True,
    ),
    "表头": Style("TableHeader", "表头", HEITI, TABLE_SIZE, line=0, align="center", keep_next=True),
    "表格文字": Style("TableText", "表格文字", FANGSONG, TABLE_SIZE, line=0, align="left"),
    "标签": Style("TemplateTag", "标签", SONGTI, 9, line=0, align="left", color="7F7F7F"),
}
