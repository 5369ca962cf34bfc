"""The documents of the merge benchmark: one template in the syntax of each engine, and the values for it.

The text is made up here, in the manner of a county's summary, and is the same in every run.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import docx

__all__ = ["CASES", "SYNTAXES", "Case", "Syntax", "case"]

_FIELDS = (
    "规上工业",
    "固定资产投资",
    "批发零售",
    "网络销售",
    "外贸出口",
    "技术改造",
    "特色农产品",
    "乡村旅游",
)
_ACTIONS = ("逐户走访帮扶", "按月调度进度", "分类建立台账", "集中兑现奖补", "现场协调用工", "开通审批专窗")
_RESULTS = ("为全年目标打下基础", "企业反映的难题基本办结", "项目进度好于预期", "群众得到了实惠")
_UNITS = ("家", "亿元", "万元", "个", "项", "人")
COLUMNS = ("name", "unit", "value", "prior", "rate", "rank")
LENGTH = 130  # characters of a paragraph: 55 of them are as long as the sample


@dataclass(frozen=True, slots=True)
class Syntax:
    """How an engine writes a value, and a table row for each of `rows` (its first and last cell, or rows
    around)."""

    value: str
    item: str
    opening: str
    closing: str
    own_rows: bool


SYNTAXES = {
    "jinja": Syntax("{{{{ {} }}}}", "{{{{ row.{} }}}}", "{%tr for row in rows %}", "{%tr endfor %}", True),
    "braces": Syntax("{{{}}}", "{{{}}}", "{#rows}", "{/rows}", False),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A document to merge: so many paragraphs, scalars and rows, `reports` times with other values.

    `rounds` are how often it is timed, `times` how often it is merged in a row each time: what takes a
    millisecond would else be a matter of waking up. `target` is how many times docxtpl's speed is aimed at.
    """

    name: str
    paragraphs: int
    scalars: int
    rows: int
    rounds: int
    reports: int = 1
    target: int = 0
    times: int = 1

    def template(self, syntax: Syntax) -> bytes:
        """Return the template in the syntax of an engine."""
        document: Any = docx.Document()
        for level, pieces in _paragraphs(self.paragraphs, self.scalars):
            paragraph = document.add_paragraph(style="Heading 2" if level else None)
            for text, name in pieces:
                paragraph.add_run(text)
                if name:
                    paragraph.add_run(syntax.value.format(name))
        if self.rows:
            _add_table(document, syntax)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def values(self) -> list[dict[str, Any]]:
        """Return the values of each report."""
        return [
            {
                **{
                    f"v{number}": f"{(number * 37 + report * 11) % 9973 / 10}"
                    for number in range(self.scalars)
                },
                "rows": [_row(number, report) for number in range(self.rows)],
            }
            for report in range(self.reports)
        ]


CASES = (
    Case("one report", 55, 60, 20, rounds=15, target=25, times=10),
    Case("200 reports", 55, 60, 20, rounds=3, reports=200, target=25),
    Case("1,000 scalars", 200, 1_000, 0, rounds=7, times=3),
    Case("5,000 scalars", 1_000, 5_000, 0, rounds=3, target=60),
    Case("200 rows", 1, 0, 200, rounds=7, times=5),
    Case("2,000 rows", 1, 0, 2_000, rounds=5),
    Case("10,000 rows", 1, 0, 10_000, rounds=3, target=10),
)


def case(scalars: int = 0, rows: int = 0) -> Case:
    """Return a document of any size, for the question whether the cost is linear."""
    return Case(f"{scalars or rows}", max(1, scalars // 5), scalars, rows, rounds=1)


def _row(number: int, report: int) -> Mapping[str, str]:
    value = (number * 7919 + report * 104_729) % 99_991
    cells = (
        _FIELDS[number % len(_FIELDS)],
        "万元",
        f"{value}",
        f"{value * 9 // 10}",
        "11.11",
        f"{number % 8 + 1}",
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _paragraphs(count: int, scalars: int) -> Iterator[tuple[bool, list[tuple[str, str]]]]:
    """Yield whether it is a heading, and its pieces: a text and the name of the value behind it."""
    names = iter([f"v{number}" for number in range(scalars)])
    words = _words()
    for number in range(count):
        share = scalars // count + (number < scalars % count)
        pieces = [(next(words), name) for name in islice(names, share)]
        is_heading = not pieces or (number % 9 == 0 and count < 100)
        length = sum(len(text) + 5 for text, _ in pieces)
        tail = next(words)
        while not is_heading and length + len(tail) < LENGTH:
            tail += next(words)
        yield is_heading, [*pieces, (f"{tail}。", "")]


def _words() -> Iterator[str]:
    """Yield clauses without end, no two neighbours alike."""
    parts = zip(cycle(_FIELDS), cycle(_ACTIONS), cycle(_RESULTS), cycle(_UNITS), strict=False)
    for field, action, result, unit in parts:
        yield f"{field}方面{action}，{result}，本期按{unit}计为"


def _add_table(document: Any, syntax: Syntax) -> None:
    cells = [syntax.item.format(column) for column in COLUMNS]
    rows: list[Sequence[str]] = [COLUMNS]
    if syntax.own_rows:
        rows += [(syntax.opening, *[""] * 5), cells, (syntax.closing, *[""] * 5)]
    else:
        rows += [(syntax.opening + cells[0], *cells[1:-1], cells[-1] + syntax.closing)]
    table = document.add_table(rows=0, cols=len(COLUMNS))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
