"""Drafts of a small workbook and template, changed between builds and by hand, and what a comparison tells.

    old, new = draft(folder, TEMPLATE), draft(folder, TEMPLATE, {"指标!I2": "124700"})
    told(compared(old, by_hand(new, ("2家", "3家"))))

reads as lines: `工业总产值 11.83亿元 → 12.47亿元 data 指标!I2`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reportgen import build
from reportgen.diff.compare import Compared, compare_drafts
from reportgen.diff.values import Change, FigureChange
from reportgen.settings import Settings
from reportgen.word.package import open_package
from tests.support.books import small_book
from tests.support.docs import changed as with_parts
from tests.support.docs import docx as file_of
from tests.support.docs import members

__all__ = ["TEMPLATE", "by_hand", "compared", "draft", "told", "told_changes", "without_marks"]

TEMPLATE = (
    "{{ 报告标题 }}",
    "全县工业总产值{{ 工业总产值 }}，{{ 工业总产值.同比 }}。",
    "全年新增企业{{ 新增企业 }}，退出企业{{ 退出企业 }}，各项工作有序推进。",
    "{%p for 节 in 正文['二'] %}",
    "{%p for 段 in 节.段落 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "税收占比达到{{ 税收占比 }}，考核得分居全州前列。",
    "‖ 指标 ‖ 本年",
    "‖ 工业总产值 ‖ {{ 工业总产值.数值 }}",
)
"""The lines of a template with what reports have: figures, a rate, prose of the workbook, a table."""


def draft(
    folder: Path,
    lines: Sequence[str] = TEMPLATE,
    edits: Mapping[str, str] | None = None,
    *,
    final: bool = False,
) -> bytes:
    """Return a draft of the small book, with the cells of `edits` changed, and of a template of `lines`."""
    template = folder / "模板.docx"
    template.write_bytes(_template(tuple(lines)))
    out = folder / "稿.docx"
    out.unlink(missing_ok=True)
    book = small_book(folder, edits)
    return build(
        book, template, output=out, final=final, settings=Settings(output=str(folder))
    ).draft.read_bytes()


@cache  # a zip tells the time at which it was written, and a template of another time is another one
def _template(lines: tuple[str, ...]) -> bytes:
    return file_of(*lines)


def by_hand(data: bytes, *edits: tuple[str, str]) -> bytes:
    """Return a draft in whose runs somebody has written other words; a paragraph that begins with words that
    become none is taken out."""
    document = docx.Document(io.BytesIO(data))
    every = [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]
    for old, new in edits:
        if not new:
            one = next(one for one in every if one.text.startswith(old))
            parent = one._p.getparent()
            assert parent is not None
            parent.remove(one._p)
            continue
        run = next(run for one in every for run in one.runs if old in run.text)
        run.text = run.text.replace(old, new, 1)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def without_marks(data: bytes) -> bytes:
    """Return a draft as a program leaves it that drops hidden bookmarks."""
    main = members(data)["word/document.xml"]
    bare = re.sub(rb'<w:bookmark(?:Start|End) [^>]*"/>', b"", main)
    return with_parts(data, {"word/document.xml": bare})


def compared(old: bytes, new: bytes) -> Compared:
    """Return what changed from one draft to the other."""
    return compare_drafts(open_package(old, "旧稿.docx"), open_package(new, "新稿.docx"))


def told(found: Compared) -> list[str]:
    """Return the changed figures, a line each: name, attribute, old → new, cause, cell, and faults."""
    return [_figure(figure) for figure in found.revision.figures]


def _figure(found: FigureChange) -> str:
    codes = [fault.code for fault in found.faults]
    name = f"{found.indicator}.{found.attribute}" if found.attribute else found.indicator
    pieces = [name, found.old or "∅", "→", found.new or "∅", found.cause.value, found.cell, *codes]
    return " ".join(filter(None, pieces))


def told_changes(found: Compared) -> list[str]:
    """Return the changes of text, a line each: kind, cause, and the stretches with their causes."""
    return [_change(change) for change in found.revision.changes]


def _change(found: Change) -> str:
    assert found.kind is not None
    marks = {"equal": "{0}", "delete": "[-{0}-]{1}", "insert": "{{+{0}+}}{1}", "format": "<{0}>"}
    text = "".join(
        marks[one.op].format(one.text, f"({one.cause.value})" if one.cause else "") for one in found.stretches
    )
    return " ".join((found.kind.value, *found.detail, text))
