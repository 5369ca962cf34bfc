"""Every kind of Office file that is written, made as a user makes it: for what must hold of all of them."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from reportgen import Chart, InlineImage, RichText, RichTextParagraph, Subdocument, Template, build, pipeline
from reportgen.messages import catalog
from reportgen.settings import Settings
from reportgen.show import comment_lines, redline_words
from reportgen.word.plot import KINDS
from tests.support.clerk import BOOK, DEMO, ROOT, TEMPLATE
from tests.support.docs import docx, without_clock
from tests.support.everything import mapping, template
from tests.support.images import png
from tests.support.lists import item, with_lists
from tests.support.revised import drafts
from tests.support.subdocuments import made

__all__ = ["PRODUCTS", "product"]

ENGLISH_TEMPLATE = ROOT / "templates" / "annual-summary-en.docx"
LAST = ("中间的一段话，足够长。", "后")
DAY = "2021-01-08T00:00:00Z"

_Maker = Callable[[Path], Path | bytes]


@cache
def product(name: str) -> bytes:
    """Return the bytes of the product called `name`; it is made once."""
    with tempfile.TemporaryDirectory() as folder:
        found = PRODUCTS[name](Path(folder))
        return found if isinstance(found, bytes) else found.read_bytes()


# --- drafts


def _draft(folder: Path, book: Path, *, final: bool = False, against: Path | None = None) -> Path:
    return build(book, against, folder / "draft.docx", final=final, settings=Settings()).draft


def _with_charts(folder: Path) -> Path:
    """Build a draft whose charts show indicators and earlier years."""
    lines = '{{ 图表("条形", 技改投资, 固定资产投资, 上年=true) }}', '{{ 图表("折线", 历年["工业总产值"]) }}'
    against = folder / "charts.docx"
    against.write_bytes(without_clock(docx(*lines, header="{{ 年度 }}")))
    return _draft(folder, BOOK, against=against)


# --- what any mapping makes of any template


def _full(document: Any) -> None:
    """Fill a document with headings, lists, a table, a picture, a link and a header."""
    document.add_heading("章", 1)
    for style in ("List Number", "List Number", "List Bullet 2"):
        document.add_paragraph("条", style=style)
    document.add_picture(_stream(png()))
    document.add_table(2, 2).style = "Light Grid Accent 1"
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_page_break()
    document.add_section()


def _stream(data: bytes) -> Any:
    return io.BytesIO(data)


def _chart(kind: str) -> Chart:
    series: dict[str, list[float | None]] = {"产值<&>": [10.5, 20, 4]}
    if kind != "pie":
        series |= {"投资": [-3, None, 6]}
    return Chart(kind, ["甲", "乙&", "丙"], series, "图<1>")


_RICH = RichText("甲\a乙", bold=True, italic=True, color="FF0000", font="仿宋", size=28, underline=True)
_LOOK = {"size": 20, "strike": True, "superscript": True, "highlight": "yellow"}
_RICH.add("丙\f丁\n戊\t己", url="https://例.cn/?a&b", **_LOOK)
_LOOP = ("{%p for _ in [1, 2] %}", "{{ x }}", "{%p endfor %}")
_EVERYWHERE = ("{{ x }}", "{{p x }}", "‖ {{ x }} ‖ {{p x }}", *_LOOP)
_OBJECTS: dict[str, Callable[[], object]] = {
    "a text": lambda: "甲\n乙\t丙\f丁 <&>",
    "rich text": lambda: _RICH,
    "paragraphs of rich text": lambda: RichTextParagraph("题", "Heading 1").add(_RICH).add("文"),
    "a picture": lambda: InlineImage(png(), 20, alt='图"<&>', anchor="https://例.cn/?a=1&b 2"),
    "a document": lambda: Subdocument(made(_full)),
    "a draft in a draft": lambda: Subdocument(product("the demo")),
    **{f"a chart: {kind}": partial(_chart, kind) for kind in KINDS},
}


def _object(name: str, _: Path) -> bytes:
    lines = docx(*_EVERYWHERE, header="{{ x }}", footer="{{p x }}")
    return Template.load(lines).render({"x": _OBJECTS[name]()})


_TABLES = (
    "‖ 名 ‖ {%tc for m in 'abcd' %} ‖ {{ m }} ‖ {%tc endfor %}",
    "间",
    "‖ {%tr for m in 'ab' %} ‖ ",
    "‖ {% vm %}甲 ‖ {{ m }}",
    "‖ {%tr endfor %} ‖ ",
    "间",
    "‖ {%tc for m in 'ab' %} ‖ {% hm %}甲 ‖ {%tc endfor %}",
    "间",
    "‖ {% colspan 2 %}甲 ‖ {% cellbg 'FF0000' %}乙",
    "‖ 丙 ‖ 丁",
    "{% rightspace 4 %}甲",
)


def _tables(_: Path) -> bytes:
    return Template.load(docx(*_TABLES)).render({})


def _lists(_: Path) -> bytes:
    lines = ("{%p for x in 'cd' %}", item(1, "{% restart %}{{ x }}"), item(2, "{{ x }}", 1), "{%p endfor %}")
    return Template.load(with_lists(docx(*lines), "decimal", "bullet")).render({})


def _everything(_: Path) -> bytes:
    return Template.load(template()).render(mapping(3, made(_full)))


def _bare(_: Path) -> bytes:
    """Merge into what python-docx makes by default, its flaws and all."""

    def fill(document: Any) -> None:
        _full(document)
        document.add_paragraph("{{ x }}")

    return Template.load(made(fill)).render({"x": _RICH})


def _disordered(_: Path) -> bytes:
    """Merge into a template whose properties stand in no order, as docxtpl and others write them."""
    look = '<w:rPr><w:color w:val="FF0000"/><w:b/><w:rFonts w:ascii="Arial"/></w:rPr>'
    run = f"<w:r>{look}<w:t>{{{{ x }}}}</w:t></w:r>"
    line = f'<w:p><w:pPr><w:jc w:val="left"/><w:spacing w:after="0"/><w:keepNext/></w:pPr>{run}</w:p>'
    return Template.load(docx(line, header="{{ x }}")).render({"x": "甲"})


# --- templates and comparisons


def _annotated(folder: Path) -> Path:
    wrong = folder / "template.docx"
    lines = "{{ 乙. }}", "‖ {{ 甲 ‖ {% fro %}", "｛｛ 丙 ｝｝"
    wrong.write_bytes(docx(*lines, header="{{ 丁. }}", footer="{% if %}"))
    found = pipeline.lint(wrong, settings=Settings())
    said = partial(comment_lines, words=catalog("zh_CN"))
    return pipeline.annotate(wrong, folder / "annotated.docx", found.diagnostics, said)


def _annotated_sample(folder: Path) -> Path:
    """Annotate the template with what an empty workbook lacks."""
    found = pipeline.lint(TEMPLATE, pipeline.new_book(folder / "empty.xlsx"), Settings())
    said = partial(comment_lines, words=catalog("zh_CN"))
    return pipeline.annotate(TEMPLATE, folder / "annotated.docx", found.diagnostics, said)


def _redline(old: bytes, new: bytes, folder: Path) -> Path:
    paths = folder / "old.docx", folder / "new.docx"
    for path, data in zip(paths, (old, new), strict=True):
        path.write_bytes(data)
    found = pipeline.compared(*paths)
    words = redline_words(found.revision, catalog("zh_CN"))
    pipeline.write_redline(found, folder / "redline.docx", words, DAY)
    return folder / "redline.docx"


def _redline_of_drafts(folder: Path) -> Path:
    old, _, new = drafts()
    return _redline(old, new, folder)


def _redline_of_objects(folder: Path) -> Path:
    """Compare files that differ in pictures, charts, tables, lists, notes and headers."""
    return _redline(product("everything"), _everything_later(), folder)


def _everything_later() -> bytes:
    return Template.load(template()).render(mapping(6, made(lambda document: document.add_heading("节", 2))))


def _redline_of_tables(folder: Path) -> Path:
    old = docx(
        "前", "‖ 甲 ‖ 乙 ‖ 丙", "‖ 1 ‖ 2 ‖ 3", "‖ 4 ‖ 5 ‖ 6", "中间的一段话，足够长。", "后", header="页眉"
    )
    new = docx("前", "‖ 甲 ‖ 丙 ‖ 丁", "‖ 1 ‖ 3 ‖ 9", "‖ 7 ‖ 8 ‖ 0", "‖ 4 ‖ 6 ‖ 5", *LAST[::-1],
               header="页眉改")  # fmt: skip
    return _redline(old, new, folder)


# --- workbooks


def _split(folder: Path) -> Path:
    """Take the rows of one hand out of the sample."""
    return pipeline.copy_book(folder / "part.xlsx", _owned(folder), "统计股")[0]


def _owned(folder: Path) -> Path:
    book: Workbook = load_workbook(BOOK)
    sheet = book["指标"]
    column = next(cell.column for cell in sheet[1] if cell.value == "填报人")
    for row in range(2, 12):
        sheet.cell(row, column).value = "统计股"
    book.save(folder / "owned.xlsx")
    return folder / "owned.xlsx"


def _collected(folder: Path) -> Path:
    shutil.copy(BOOK, folder / "book.xlsx")
    shutil.copy(BOOK, folder / "part.xlsx")
    return pipeline.collect(folder / "book.xlsx", [folder / "part.xlsx"], folder / "all.xlsx").path


def _read_back(book: Path, folder: Path) -> Path:
    pipeline.export(book, folder / "csv")
    return pipeline.copy_book(folder / "back.xlsx", folder / "csv")[0]


PRODUCTS: dict[str, _Maker] = {
    "the sample": lambda folder: _draft(folder, BOOK),
    "the sample, final": lambda folder: _draft(folder, BOOK, final=True),
    "the demo": lambda folder: _draft(folder, DEMO),
    "the demo, final": lambda folder: _draft(folder, DEMO, final=True),
    "a draft with charts": _with_charts,
    **{name: partial(_object, name) for name in _OBJECTS},
    "tables": _tables,
    "lists": _lists,
    "everything": _everything,
    "of python-docx": _bare,
    "properties in no order": _disordered,
    "an annotated template": _annotated,
    "the annotated sample": _annotated_sample,
    "a redline of drafts": _redline_of_drafts,
    "a redline of objects": _redline_of_objects,
    "a redline of tables": _redline_of_tables,
    "the sample's template": lambda _: TEMPLATE,
    "the demo's template": lambda _: ENGLISH_TEMPLATE,
    "the sample's workbook": lambda _: BOOK,
    "the demo's workbook": lambda _: DEMO,
    "a new workbook": lambda folder: pipeline.new_book(folder / "new.xlsx", 2021),
    "a new English workbook": lambda folder: pipeline.new_book(folder / "new.xlsx", 2021, "en"),
    "a workbook for a template": lambda folder: pipeline.book_for(folder / "new.xlsx", TEMPLATE, 2021).path,
    "an English one for a template": lambda folder: (
        pipeline.book_for(folder / "new.xlsx", ENGLISH_TEMPLATE).path
    ),
    "a rolled workbook": lambda folder: pipeline.roll(BOOK, folder / "rolled.xlsx", Settings()).path,
    "a rolled English workbook": lambda folder: pipeline.roll(DEMO, folder / "rolled.xlsx", Settings()).path,
    "a collected workbook": _collected,
    "a part of a workbook": _split,
    "a workbook of CSV": partial(_read_back, BOOK),
    "an English workbook of CSV": partial(_read_back, DEMO),
}
"""The makers by what they make: each gets an empty folder, and returns a path or bytes."""
