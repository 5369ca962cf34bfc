"""What the code knows better than a page's author: each function returns the lines of one generated region.

What it says of attributes in words stands beside, in `docs/data`.
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.codes import CODES, is_switchable
from reportgen.context import book_context
from reportgen.fields import Prose
from reportgen.messages import catalog
from reportgen.refs import CellRef
from reportgen.template.prose import fill_prose
from reportgen.workbook import read_book
from reportgen.workbook.columns import Column, FactForm
from reportgen.workbook.form import CHINESE, ENGLISH

__all__ = ["attributes", "checks", "codes", "facts", "floors", "helptext", "index", "sheet"]

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).with_name("data")
SAMPLE = ROOT / "inputs" / "xuanen-2020.xlsx"
WIDTH = 88  # columns of a help text in a page
_PLACEHOLDER = re.compile(r"\{\w+\}")
_MARKUP = re.compile(r"[\\*<|]")
_YES = "✓"


# --- diagnostics


def index(language: str, area: str, heads: str) -> Iterator[str]:
    """Yield a table of an area's codes (WB, TP …) with links to where they are explained."""
    words = catalog(language)
    rows = (
        (f"[{code}](#{code.lower()})", words.text(f"severity.{CODES[code].value}"), _message(code, language))
        for code in _area(area)
    )
    yield from _table(heads, rows)


def codes(language: str, area: str) -> Iterator[str]:
    """Yield the codes of an area, each with message, cause, example and remedy."""
    words = catalog(language)
    for code in _area(area):
        severity = words.text(f"severity.{CODES[code].value}")
        yield from (f"### {code}", "", f"{severity} · **{_message(code, language)}**", "")
        for part in ("cause", "example", "remedy"):
            told = " ".join(words.text(f"{code}.{part}").split("\n"))
            yield f"- *{words.text(f'label.{part}')}*  {_plain(told)}"
        yield ""


def checks(language: str, *arguments: str) -> Iterator[str]:
    """Yield the codes that begin with any of the `arguments` but the last, which are the heads: each with its
    severity, message and ground, and whether it can be switched off."""
    *areas, heads = arguments
    words, page = catalog(language), "codes.md" if language == "en" else "codes.zh-CN.md"
    rows = (
        (
            f"[{code}]({page}#{code.lower()})",
            words.text(f"severity.{CODES[code].value}"),
            _message(code, language),
            _plain(" ".join(words.text(f"{code}.cause").split("\n"))),
            _YES if is_switchable(code) else "",
        )
        for area in areas
        for code in _area(area)
    )
    yield from _table(heads, rows)


def _area(area: str) -> list[str]:
    return sorted(code for code in CODES if code.startswith(area))


def _message(code: str, language: str) -> str:
    """Return a code's message with an ellipsis for each name and number that it would tell."""
    return _plain(_PLACEHOLDER.sub("…", catalog(language).text(f"{code}.message")))


# --- the command line


def helptext(language: str, *command: str) -> Iterator[str]:
    """Yield what `reportgen [COMMAND] --help` prints."""
    arguments = ["--lang", language, *command, "--help"]
    done = CliRunner().invoke(cli, arguments, prog_name="reportgen", terminal_width=WIDTH)
    if done.exit_code:
        raise ValueError(f"reportgen {' '.join(arguments)} exits with {done.exit_code}: {done.output}")
    yield from ("```text", done.output.rstrip("\n"), "```")


# --- the workbook


def sheet(language: str, key: str, heads: str) -> Iterator[str]:
    """Yield the columns of a sheet: header, whether it must be filled in, and what goes there."""
    columns = zip(CHINESE.sheet(key).columns, ENGLISH.sheet(key).columns, strict=True)
    yield from _table(heads, (_column(language, *pair) for pair in columns))


def _column(language: str, column: Column, english: Column) -> tuple[str, ...]:
    choices = " ".join(f"`{choice}`" for choice in column.choices)
    if language == "zh_CN":
        told = _plain(column.help)
        return (f"**{column.header}**", _YES if column.required else "", f"{told} {choices}".strip())
    described = f"{_plain(english.help)} {choices}".strip()
    return (f"**{column.header}**", f"**{english.header}**", _YES if column.required else "", described)


def facts(language: str, heads: str) -> Iterator[str]:
    """Yield the rows that 基本信息 is expected to have."""
    facts = zip(CHINESE.facts, ENGLISH.facts, strict=True)
    yield from _table(heads, (_fact(language, *pair) for pair in facts))


def _fact(language: str, fact: FactForm, english: FactForm) -> tuple[str, ...]:
    required = _YES if fact.required else ""
    if language == "zh_CN":
        return (f"**{fact.name}**", required, _plain(fact.help))
    return (f"**{fact.name}**", f"**{english.name}**", required, _plain(english.help))


# --- the vocabulary


def attributes(language: str, group: str, heads: str) -> Iterator[str]:
    """Yield the attributes of a group (indicator, list …), each with what the sample prints for it."""
    rows = (row for row in _data("attributes") if row["group"] == group)
    yield from _table(heads, (_attribute(row, language) for row in rows))


def _attribute(row: dict[str, str], language: str) -> tuple[str, ...]:
    written = row["example"]
    printed = row["printed"] or _printed(written)
    told = row["en_told" if language == "en" else language]
    return (f"`{row['zh']}`", f"`{row['en']}`", _plain(told), f"`{written}`", _plain(printed))


def _printed(text: str) -> str:
    """Return what a text with tags says when the sample's workbook fills it in."""
    segments, faults = fill_prose(Prose(text, CellRef("", "", "")), _sample(), strict=True)
    if faults:
        raise ValueError(f"{text}: {faults}")
    return "".join(segments)


@cache
def _sample() -> dict[str, Any]:
    book = read_book(SAMPLE).book
    assert book is not None  # the sample is readable, and another test says so
    context, _ = book_context(book)
    return context


# --- the house


def floors() -> Iterator[str]:
    """Yield the rooms on the floors that import-linter keeps, top first, each with its docstring."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    rows = [(room, *_described(room)) for layer in contract["layers"] for room in _rooms(layer)]
    yield from _table("room | what it is", ((f"`{place}`", told) for _, place, told in rows if place))


def _rooms(layer: str) -> list[str]:
    return [room.strip(" ()") for room in layer.split("|")]


def _described(room: str) -> tuple[str, str]:
    """Return the path of a room and its docstring's first paragraph; nothing for one not built yet."""
    for path in (ROOT / "reportgen" / f"{room}.py", ROOT / "reportgen" / room / "__init__.py"):
        if path.is_file():
            told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            name = path.name if path.stem == room else f"{room}/"
            return name, _plain(" ".join(told.split("\n\n")[0].split()))
    return "", ""


# --- Markdown


def _table(heads: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {heads} |"
    yield "|---" * (heads.count("|") + 1) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _plain(text: str) -> str:
    """Return `text` so that Markdown prints it as it stands."""
    return _MARKUP.sub(lambda mark: f"\\{mark[0]}", text)


def _data(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
