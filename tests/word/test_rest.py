"""What differs between two files outside of their text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.word.package import open_package
from reportgen.word.rest import differing_parts
from tests.support.wordfiles import WordFile, p

_STYLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/><w:rPr>{2}</w:rPr></w:style>'
_USED = _STYLE.format("a", "公文正文", "<w:b/>")
_FILE = WordFile(p("文", '<w:pStyle w:val="a"/>'), styles=_USED + _STYLE.format("b", "批注", ""))


def _parts(**changes: str) -> tuple[str, ...]:
    one, other = (open_package(file.data(), "f.docx") for file in (_FILE, replace(_FILE, **changes)))
    return differing_parts(one, other)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"styles": _USED + _STYLE.format("b", "批注", "<w:i/>")},  # a style that no paragraph has
        {"styles": _USED},
        {"body": p("另一段文字", '<w:pStyle w:val="a"/>')},
        {"body": p("文", '<w:pStyle w:val="a"/>') + p("文", '<w:pStyle w:val="b"/>')},
        {"body": p("文", '<w:pStyle w:val="x"/>'), "styles": _STYLE.format("x", "公文正文", "<w:b/>")},
    ],
    ids=["nothing", "unused style", "unused style gone", "text", "style in use since", "style of another id"],
)
def test_what_no_reader_sees_is_not_named(changes):
    assert () == _parts(**changes)


def test_a_style_in_use_that_looks_otherwise_is_named():
    assert ("word/styles.xml",) == _parts(styles=_STYLE.format("a", "公文正文", "<w:i/>"))
