"""Slips of template authors, each in a line or some, with the faults that are to be told of it and no other.

A line is written in the notation of `tests.support.docs`; `‖` begins a row of a table. `story` and `stories`
put lines into a part of a Word file: body, header, footer, footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tests.support.docs import changed, docx, member, members, prefixed

__all__ = ["BOX", "NESTED", "SLIPS", "Slip", "noted", "titled"]

Told = tuple[str, int, str]
"""A fault of a slip: code, paragraph counted from 1 within it, tag."""


@dataclass(frozen=True)
class Slip:
    """Lines with a slip, and its faults; one that is `open` leaves a block open or closes one too much."""

    lines: tuple[str, ...]
    faults: tuple[Told, ...]
    open: bool = False


def _slip(line: str, code: str, tag: str = "", *, open: bool = False) -> Slip:
    return Slip((line,), ((code, 1, tag or line),), open)


def _lines(*lines: str, told: tuple[Told, ...], open: bool = False) -> Slip:
    return Slip(lines, told, open)


FOR, END = "{%p for 节 in 章节 %}", "{%p endfor %}"

SLIPS: Mapping[str, Slip] = {
    # braces
    "a brace too few": _slip("甲{{ 工业总产值 }，乙", "TP101", "{{ 工业总产值 }，乙"),
    "an if with one brace": _lines(
        "{% if 年度 }甲{% endif %}", told=(("TP101", 1, "{% if 年度 }甲{% endif %}"),)
    ),
    "closed as a comment": _slip("{{ 年度 #}", "TP101"),
    "comment closed as a value": _slip("{# 批注 }}", "TP101"),
    "three braces": _slip("{{{ 年度 }}}", "TP201", "{{ { 年度 } }}"),
    "quote left open": _slip('{{ 指标["工业总产值] }}', "TP101"),
    "quote not opened": _slip('{{ 指标[工业总产值"] }}', "TP101"),
    "end of a tag alone": _slip("甲 年度 }}", "TP102", "}}"),
    "tag over two paragraphs": _lines("甲{{ 工业", "总产值 }}乙", told=(("TP106", 1, "{{ 工业"),)),
    "tag over three paragraphs": _lines("{{ 工业", "总产", "值 }}", told=(("TP106", 1, "{{ 工业"),)),
    "two tags cut": _lines(
        "{{ 年", "度 }}{{ 上", "年度 }}", told=(("TP106", 1, "{{ 年"), ("TP106", 2, "{{ 上"))
    ),
    "condition cut at a blank": _lines("甲{% if", "年度 %}乙{% endif %}", told=(("TP106", 1, "{% if"),)),
    "loop cut at a blank": _lines(
        "{%p for 节", "in 章节 %}", "{{ 节.标题 }}", END, told=(("TP106", 1, "{%p for 节"),)
    ),
    # braces that only look right
    "single braces": _slip("甲{ 工业总产值 }乙", "TP214", "{ 工业总产值 }"),
    "lenticular brackets": _slip("甲【工业总产值.同比】乙", "TP214", "【工业总产值.同比】"),
    "blank between braces": _slip("甲{ { 年度 } }乙", "TP214", "{ { 年度 } }"),
    "endif in single braces": _slip("甲{ endif }乙", "TP214", "{ endif }"),
    "letter before the sign": _slip("{p% endfor %}", "TP214"),
    # what an input method types
    "full-width braces": _slip("｛｛ 年度 ｝｝", "TP103"),
    "full-width per cent": _lines("{％ if 年度 ％}甲{% endif %}", told=(("TP103", 1, "{％ if 年度 ％}"),)),
    "curled quotes": _slip("{{ 指标[“工业总产值”] }}", "TP104"),
    "full-width point": _slip("{{ 工业总产值。同比 }}", "TP105"),
    "full-width bar": _slip("{{ 年度｜upper }}", "TP105", "{{ 年度｜upper }}"),
    "full-width brackets": _slip("{{ 工业总产值.占比（新增企业） }}", "TP105"),
    "full-width equals": _lines(
        "{% if 年度 ＝＝ 上年度 %}甲{% endif %}", told=(("TP105", 1, "{% if 年度 ＝＝ 上年度 %}"),)
    ),
    "lenticular for square": _slip('{{ 指标【"工业总产值"】 }}', "TP105"),
    "sign of mathematics": _lines(
        "{% if 年度 ≥ 上年度 %}甲{% endif %}", told=(("TP105", 1, "{% if 年度 ≥ 上年度 %}"),)
    ),
    "invisible character": _slip("{{ 工业\u200b总产值 }}", "TP201", "{{ 工业\u200b总产值 }}"),
    # the syntax of one tag
    "empty value": _slip("{{ }}", "TP201", "{{  }}"),
    "empty block": _slip("{% %}", "TP201", "{%  %}"),
    "two names": _slip("{{ 年度 上年度 }}", "TP201"),
    "nothing behind the point": _slip("{{ 工业总产值. }}", "TP201"),
    "name with a digit first": _slip("{{ 4G基站 }}", "TP201"),
    "bracket left open": _slip("{{ 工业总产值.占比(新增企业 }}", "TP201"),
    "bracket too much": _slip("{{ 年度) }}", "TP201"),
    "tag within a tag": _lines(
        "{% if {{ 年度 }} == 上年度 %}甲{% endif %}",
        told=(("TP201", 1, "{% if {{ 年度 }} == 上年度 %}"),),
    ),
    "one equals sign": _lines(
        "{% if 年度 = 上年度 %}甲{% endif %}", told=(("TP201", 1, "{% if 年度 = 上年度 %}"),)
    ),
    "operator of another language": _lines(
        "{% if 年度 && 上年度 %}甲{% endif %}", told=(("TP201", 1, "{% if 年度 && 上年度 %}"),)
    ),
    "condition without a test": _lines("{% if %}甲{% endif %}", told=(("TP201", 1, "{% if %}"),)),
    "comparison with nothing": _lines(
        "{% if 年度 == %}甲{% endif %}", told=(("TP201", 1, "{% if 年度 == %}"),)
    ),
    "loop with of": _lines(
        "{% for 节 of 章节 %}{{ 节.标题 }}{% endfor %}", told=(("TP201", 1, "{% for 节 of 章节 %}"),)
    ),
    "loop over nothing": _lines(
        "{% for 节 in %}{{ 节.标题 }}{% endfor %}", told=(("TP201", 1, "{% for 节 in %}"),)
    ),
    "item called loop": _lines(
        "{% for loop in 章节 %}甲{% endfor %}", told=(("TP201", 1, "{% for loop in 章节 %}"),)
    ),
    "set to nothing": _slip("{% set 甲 = %}", "TP201"),
    "set without equals": _slip("{% set 甲 1 %}", "TP201"),
    "set true": _slip("{% set true = 1 %}", "TP201"),
    # words
    "foreach": _lines(
        "{% foreach 节 in 章节 %}{{ 节.标题 }}{% endfor %}",
        told=(("TP201", 1, "{% foreach 节 in 章节 %}"),),
    ),
    "end if": _lines("{% if 年度 %}甲{% end if %}", told=(("TP201", 1, "{% end if %}"),)),
    "end for in a paragraph": _lines(
        FOR, "{{ 节.标题 }}", "{%p end for %}", told=(("TP201", 3, "{%p end for %}"),)
    ),
    "else if": _lines(
        "{% if 年度 %}甲{% else if 上年度 %}乙{% endif %}", told=(("TP201", 1, "{% else if 上年度 %}"),)
    ),
    "elseif": _lines(
        "{% if 年度 %}甲{% elseif 上年度 %}乙{% endif %}", told=(("TP201", 1, "{% elseif 上年度 %}"),)
    ),
    "capital If": _lines("{% If 年度 %}甲{% endif %}", told=(("TP201", 1, "{% If 年度 %}"),)),
    "letters swapped": _lines("{% if 年度 %}甲{% esle %}乙{% endif %}", told=(("TP201", 1, "{% esle %}"),)),
    "blank before the letter": _lines(
        "{% p if 年度 %}", "甲", "{%p endif %}", told=(("TP201", 1, "{% p if 年度 %}"),)
    ),
    "no blank behind the letter": _lines(
        "{%pif 年度 %}", "甲", "{%p endif %}", told=(("TP201", 1, "{% pif 年度 %}"),)
    ),
    "unknown word": _slip("{% 如果 年度 %}", "TP201"),
    "word for another template": _slip("{% include '附件.docx' %}", "TP212"),
    "misspelt property": _slip("{% rightspac 4 %}甲", "TP201", "{% rightspac 4 %}"),
    # filters, tests, macros, brackets
    "unknown filter": _slip("{{ 年度¦uper }}", "TP201", "{{ 年度|uper }}"),
    "unknown filter of a chain": _slip("{{ 年度¦upper¦lowr }}", "TP201", "{{ 年度|upper|lowr }}"),
    "unknown filter of a block": _lines(
        "{% filter uper %}甲{% endfilter %}", told=(("TP201", 1, "{% filter uper %}"),)
    ),
    "no filter behind the bar": _slip("{{ 年度¦ }}", "TP201", "{{ 年度| }}"),
    "unknown test": _lines(
        "{% if 年度 is defind %}甲{% endif %}", told=(("TP201", 1, "{% if 年度 is defind %}"),)
    ),
    "filter with too little": _slip("{{ 年度¦replace('2') }}", "TP307", "{{ 年度|replace('2') }}"),
    "filter with too much": _slip("{{ 年度¦upper(1) }}", "TP307", "{{ 年度|upper(1) }}"),
    "filter with a wrong option": _slip(
        "{{ 章节¦sort(by=1)¦first }}", "TP307", "{{ 章节|sort(by=1)|first }}"
    ),
    "test with too little": _lines(
        "{% if 3 is divisibleby %}甲{% endif %}", told=(("TP307", 1, "{% if 3 is divisibleby %}"),)
    ),
    "attribute with too little": _slip("{{ 工业总产值.占比() }}", "TP307"),
    "macro with too much": _lines(
        "{% macro 框(字) %}{{ 字 }}{% endmacro %}{{ 框('甲', '乙') }}",
        told=(("TP307", 1, "{{ 框('甲', '乙') }}"),),
    ),
    "argument twice": _lines(
        "{% macro 框(字, 字) %}甲{% endmacro %}", told=(("TP201", 1, "{% macro 框(字, 字) %}"),)
    ),
    "call of no macro": _lines("{% call 年度 %}甲{% endcall %}", told=(("TP201", 1, "{% call 年度 %}"),)),
    "nested too deep": _slip(f"{{{{ {'(' * 300}1{')' * 300} }}}}", "TP208", f"{{{{ {'(' * 37}"),
    # blocks
    "if left open": _slip("{% if 年度 %}甲", "TP202", "{% if 年度 %}", open=True),
    "for left open": _lines(FOR, "{{ 节.标题 }}", told=(("TP202", 1, FOR),), open=True),
    "set left open": _slip("{% set 甲 %}乙", "TP202", "{% set 甲 %}", open=True),
    "raw left open": _slip("{% raw %}甲", "TP202", "{% raw %}"),
    "endfor alone": _slip("甲{% endfor %}", "TP203", "{% endfor %}", open=True),
    "endraw alone": _slip("甲{% endraw %}", "TP203", "{% endraw %}"),
    "else alone": _slip("甲{% else %}", "TP203", "{% else %}", open=True),
    "elif in a loop": _lines(
        "{% for 节 in 章节 %}{% elif 年度 %}甲{% endfor %}", told=(("TP203", 1, "{% elif 年度 %}"),)
    ),
    "break outside of a loop": _slip("甲{% break %}", "TP203", "{% break %}", open=True),
    "end of another kind": _lines(
        "{% for 节 in 章节 %}甲{% endif %}", told=(("TP202", 1, "{% for 节 in 章节 %}"),), open=True
    ),
    "two else": _lines(
        "{% if 年度 %}甲{% else %}乙{% else %}丙{% endif %}", told=(("TP201", 1, "{% else %}"),)
    ),
    "elif behind else": _lines(
        "{% if 年度 %}甲{% else %}乙{% elif 上年度 %}丙{% endif %}",
        told=(("TP201", 1, "{% elif 上年度 %}"),),
    ),
    "ends swapped": _lines(
        "{% for 节 in 章节 %}{% if 年度 %}甲{% endfor %}{% endif %}", told=(("TP204", 1, "{% if 年度 %}"),)
    ),
    "ends of paragraphs swapped": _lines(
        FOR, "{%p if 年度 %}", "甲", END, "{%p endif %}", told=(("TP204", 2, "{%p if 年度 %}"),)
    ),
    "end placed otherwise": _lines("{%p if 年度 %}", "甲{% endif %}", told=(("TP205", 2, "{% endif %}"),)),
    # places
    "row tag outside of a table": _lines(
        "{%tr for 行 in 指标表 %}",
        "甲",
        "{%tr endfor %}",
        told=(("TP206", 1, "{%tr for 行 in 指标表 %}"), ("TP206", 3, "{%tr endfor %}")),
    ),
    "colspan outside of a table": _slip("{% colspan 2 %}甲", "TP206", "{% colspan 2 %}"),
    "paragraph tag within a text": _lines(
        "甲{%p if 年度 %}乙", "丙", "{%p endif %}", told=(("TP207", 1, "{%p if 年度 %}"),)
    ),
    "restart without a number": _slip("{% restart %}甲", "TP211", "{% restart %}"),
    # names
    "unknown name": _slip("{{ 工业总产直 }}", "CX101"),
    "unknown name in a test": _lines(
        "{% if 工业总产直.可比 %}甲{% endif %}", told=(("CX101", 1, "{% if 工业总产直.可比 %}"),)
    ),
    "unknown name in a default": _slip(
        "{{ 年度¦replace('2', 没有) }}", "CX101", "{{ 年度|replace('2', 没有) }}"
    ),
    "unknown name where it may not be needed": _lines(
        "{% if 年度 %}{{ 出口说明 }}{% endif %}", told=(("CX301", 1, "{{ 出口说明 }}"),)
    ),
    "item behind its loop": _lines(
        "{% for 节 in 章节 %}甲{% endfor %}{{ 节.标题 }}", told=(("CX101", 1, "{{ 节.标题 }}"),)
    ),
    "loop outside of a loop": _slip("{{ loop.index }}", "CX101"),
    "word of the language as a name": _slip("{{ if }}", "CX101"),
    "namespace that there is none of": _slip("{% set 计.数 = 1 %}", "CX101"),
    "unknown attribute": _slip("{{ 工业总产值.同必 }}", "CX102"),
    "unknown attribute of an attribute": _slip("{{ 工业总产值.同比.幅度 }}", "CX102"),
    "unknown attribute of an item of an item": _lines(
        "{% for 节 in 章节 %}{% for 段 in 节.段落 %}{{ 段.题 }}{% endfor %}{% endfor %}",
        told=(("CX102", 1, "{{ 段.题 }}"),),
    ),
    "unknown attribute of loop": _lines(
        "{% for 节 in 章节 %}{{ loop.indx }}{% endfor %}", told=(("CX102", 1, "{{ loop.indx }}"),)
    ),
    "attribute of several": _slip("{{ 章节.标题 }}", "CX102"),
    "item beyond the last": _slip("{{ 章节[99].标题 }}", "CX102"),
    "unknown indicator by its name": _slip('{{ 指标["工业总产直"].同比 }}', "CX102"),
    "unknown year": _slip('{{ 历年["工业总产值"]["1999"] }}', "CX102"),
    "reaching into the program": _slip("{{ 年度.__class__ }}", "TP305"),
    "several printed as one": _slip("{{ 章节 }}", "TP301"),
}

BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_GRID = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
NESTED = (
    f"<w:tbl>{_GRID}<w:tr><w:tc><w:p/><w:tbl>{_GRID}<w:tr><w:tc><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
)
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def noted(data: bytes, *texts: str) -> bytes:
    """Return the file with a footnote of each text."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{_escaped(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    root = prefixed(f"<w:footnotes>{notes}</w:footnotes>")
    types = members(data)["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES_TYPE}"/></Types>'.encode(),
    )
    return changed(data, {"word/footnotes.xml": etree.tostring(root), "[Content_Types].xml": types})


def titled(title: str) -> bytes:
    """Return a file whose title, the first of its core properties, is this."""
    data = docx("甲")
    core = member(data, "docProps/core.xml")
    core[0].text = title
    return changed(data, {"docProps/core.xml": etree.tostring(core)})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "").replace("¦", "|")
