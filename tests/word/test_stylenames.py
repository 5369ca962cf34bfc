"""What styles are called: by name, whatever their id; those that hold where none is told have none."""

from __future__ import annotations

import pytest

from reportgen.word.package import open_package
from reportgen.word.stylenames import style_names
from tests.support.wordfiles import WordFile, p

STYLE = '<w:style w:type="{}" w:styleId="{}"{}><w:name w:val="{}"/></w:style>'
MARK = ' w:default="1"'


@pytest.mark.parametrize(
    ("styles", "names"),
    [
        ([("paragraph", "a1", "", "Heading 1")], {"style a1": "heading 1"}),
        (
            [("paragraph", "a", MARK, "正文"), ("paragraph", "b", "", "Normal")],
            {"style a": "", "style b": "normal"},
        ),
        (
            [("paragraph", "Normal", "", "Normal"), ("character", "b", MARK, "B")],
            {"style Normal": "", "style b": ""},
        ),
        ([("character", "d", "", "Default Paragraph Font")], {"style d": ""}),
    ],
)
def test_what_holds_where_none_is_told_has_no_name(
    styles: list[tuple[str, str, str, str]], names: dict[str, str]
) -> None:
    """The one marked as default; of a kind without any, as LibreOffice writes them, the built-in one."""
    told = "".join(STYLE.format(*style) for style in styles)

    assert names == style_names(open_package(WordFile(p("甲"), styles=told).data()))
