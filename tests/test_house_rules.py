"""What the code keeps to and no linter looks at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOM = ROOT / "reportgen"
SPOKEN = ("wording", "workbook/form")  # where Chinese may be written: the words of reports, those of the form
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def literals(code: str) -> Iterator[str]:
    """Yield every text that the code holds, also the pieces of f-strings, but no docstring."""
    nodes = list(ast.walk(ast.parse(code)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def chinese(code: str) -> list[str]:
    """Return the texts in the code that have an ideograph in them; a mark such as 、 is no word."""
    return [text for text in literals(code) if IDEOGRAPH.search(text)]


def test_code_holds_chinese_only_where_words_are_kept() -> None:
    """Sheets and columns are known by key, messages by theirs: only wording and the form have the words."""
    told = {
        str(path.relative_to(ROOM)): found
        for path in sorted(ROOM.rglob("*.py"))
        if not path.relative_to(ROOM).as_posix().startswith(SPOKEN)
        and (found := chinese(path.read_text(encoding="utf-8")))
    }

    assert {} == told


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("name = '指标'", ["指标"]),
        ("name = f'{number}万元'", ["万元"]),
        ('"""The sheet 指标."""\nname = "indicators"  # 指标', []),
        ('def unit() -> str:\n    """Return 万元."""\n    return "、，"', []),
    ],
)
def test_chinese_is_seen_in_texts_and_nowhere_else(code: str, expected: list[str]) -> None:
    """Not in docstrings and comments, which explain; nor are marks of punctuation words."""
    assert expected == chinese(code)
