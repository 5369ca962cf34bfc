"""What is damaged: a small workbook, template, draft and folder of CSV files, now and then the large ones."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen import build, pipeline
from reportgen.settings import Settings
from tests.support.books import SMALL, book_of_notation, put
from tests.support.clerk import BOOK, TEMPLATE
from tests.support.docs import without_clock
from tests.support.lists import item
from tests.support.wordfiles import WordFile, p, r, table

__all__ = ["Subject", "subject"]

_LINES = (
    p("{{ 报告标题 }}")
    + p(r("工业总产值") + r("{{ 工业总产") + r("值 }}", "<w:b/>") + r("，{{ 工业总产值.同比 }}。"))
    + p("{% for 段 in 正文['二'] %}{{ 段 }}{% endfor %}")
    + p("{%p if 工业总产值.可比 %}")
    + p("新增企业{{ 新增企业 }}：{{ 新增企业.名单 }}，占{{ 工业总产值.本年 }}{{ 税收占比.增减 }}")
    + p("{%p endif %}")
    + table("指标|本年", "{%tr for x in 指标表 %}|", "{{ x }}|{{ x.本年 }}", "{%tr endfor %}|")
    + item(1, "{{ 考核得分.位次 }}")
    + p('<w:r><w:footnoteReference w:id="2"/></w:r>')
    + p('<w:bookmarkStart w:id="7" w:name="此处"/>' + r("标") + '<w:bookmarkEnd w:id="7"/>')
    + p('{{ 图表("柱形", 历年["工业总产值"]) }}')
)


@dataclass(frozen=True)
class Subject:
    """A whole set that fits together: the bytes of a workbook, a template and a draft, and the CSV files."""

    book: bytes
    template: bytes
    draft: bytes
    folder: dict[str, bytes]


@cache
def subject(is_large: bool = False) -> Subject:
    """Return the small set, or the sample's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = BOOK if is_large else put(book_of_notation(SMALL), folder)
        if not is_large:  # so that a number is the same mutant each time
            book.write_bytes(without_clock(book.read_bytes()))
        template = folder / "template.docx"
        template.write_bytes(TEMPLATE.read_bytes() if is_large else _template())
        draft = build(book, template, folder / "draft.docx", settings=Settings()).draft
        pipeline.export(book, folder / "csv")
        files = {path.name: path.read_bytes() for path in sorted((folder / "csv").iterdir())}
        return Subject(book.read_bytes(), template.read_bytes(), draft.read_bytes(), files)


def _template() -> bytes:
    note = '<w:footnote w:id="2">' + p("注：{{ 年度 }}") + "</w:footnote>"
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return WordFile(
        _LINES,
        section='<w:headerReference w:type="default" r:id="h1"/>',
        headers={"h1": p("{{ 单位全称 }}")},
        footnotes=note,
        numbering=numbering,
        pictures={"pic1": 9},
    ).data()
