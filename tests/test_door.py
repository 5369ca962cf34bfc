"""Every harmful file ends in one fault that names it, whatever command reads it; and the limits are exact.

Each file is read here, some by one command or another; `make thorough` tries each with all commands, each in
a process of its own, and measures time and memory.
"""

from __future__ import annotations

import ast
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.bounds import LIMITS, MEBIBYTE, Bounds, bounded
from reportgen.cli import cli
from reportgen.diagnostics import Refusal
from reportgen.refs import CellRef, FileRef, ParagraphRef
from reportgen.word import inflating
from reportgen.word.content import Content
from reportgen.word.directory import Entry
from reportgen.word.package import guarded, open_package
from reportgen.word.reader import read_content
from reportgen.word.xml import parsed
from reportgen.workbook.reader import read_sheets
from tests.support.door import COMMANDS, arguments
from tests.support.hostilefiles import BOMBS, FILES, HARMED, harmed, honest
from tests.support.thorough import THOROUGH

PACKAGE = Path(__file__).resolve().parents[1] / "reportgen"


def read_document(path: Path) -> Content:
    """Return what the Word file at `path` holds."""
    return read_content(open_package(path))


@pytest.mark.parametrize("name", HARMED)
def test_a_harmful_file_is_refused_at_the_door(name: str, tmp_path: Path) -> None:
    """With one fault that names the file."""
    path = harmed(name, tmp_path)
    read: Callable[[Path], object] = read_sheets if path.suffix == ".xlsx" else read_document
    with pytest.raises(Refusal) as refused:
        read(path)

    [found] = refused.value.diagnostics
    assert found.code in FILES[name].codes
    assert isinstance(found.place, FileRef | CellRef | ParagraphRef)
    assert path.name == Path(found.place.file).name


@pytest.mark.parametrize("number", range(0, len(HARMED), 1 if THOROUGH else 7))
def test_a_harmful_file_ends_in_one_fault(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, no second fault, nothing written; the fault names the file and what to do."""
    monkeypatch.chdir(tmp_path)
    file = FILES[HARMED[number]]
    path = harmed(HARMED[number], tmp_path)
    before = sorted(tmp_path.iterdir())
    command = COMMANDS[file.kind][number % len(COMMANDS[file.kind])]
    done = CliRunner().invoke(cli, [*arguments(command, path), "--json", "--lang", "en"])

    assert done.exception is None or isinstance(done.exception, SystemExit), (command, done.exception)
    told = [one for one in json.loads(done.stdout)["diagnostics"] if one["severity"] == "error"]
    assert [True] == [one["code"] in file.codes for one in told], (command, told)
    assert path.name == Path(told[0]["place"]["file"]).name
    assert told[0]["hint"]
    assert before == [
        each for each in sorted(tmp_path.iterdir()) if each.name not in ("honest.docx", "honest.xlsx")
    ]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_after_a_bounded_number_of_bytes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a gigabyte no more than the grace, or the total, is ever inflated."""
    seen = 0

    def counted(self: inflating._Scale, entry: Entry, more: int, size: int, used: int) -> None:
        nonlocal seen
        seen += more
        add(self, entry, more, size, used)

    add = inflating._Scale.add
    monkeypatch.setattr(inflating._Scale, "add", counted)
    with pytest.raises(Refusal):
        open_package(BOMBS[name][0](honest("docx")), "坏.docx")

    most = Bounds().total if "little" in name else Bounds().grace
    assert 0 < seen <= most * MEBIBYTE + inflating.PIECE


def refused_as(data: bytes, limits: Bounds) -> str:
    """Return code and hint with which a Word file is refused within `limits`, empty when it is not."""
    try:
        with bounded(limits):
            opened = open_package(data, "稿.docx")
            parsed(opened.part("word/document.xml"), opened.file, "word/document.xml")
    except Refusal as refusal:
        return " ".join((refusal.diagnostics[0].code, *refusal.diagnostics[0].hints))
    return ""


def part(size: int) -> bytes:
    """Return a Word file with a part of noise of this size."""
    return honest("docx").with_parts({"a.bin": random.Random(5).randbytes(size)})


def inner(xml: bytes) -> bytes:
    """Return a Word file with this XML as a part of its own."""
    return honest("docx").with_parts({"customXml/a.xml": xml})


def attributes(count: int) -> bytes:
    """Return an element with so many attributes."""
    return b"<a%s/>" % b"".join(b' a%d="1"' % number for number in range(count))


MAIN_MARKS = honest("docx").parts["word/document.xml"].count(b"<")
COUNT, TOTAL = len(honest("docx").parts), sum(map(len, honest("docx").parts.values()))
EXACT: dict[str, tuple[Callable[[int], bytes], Bounds, int, str]] = {
    "part": (part, Bounds(part=1), MEBIBYTE, "PK107 part"),
    "total": (lambda n: part(n - TOTAL), Bounds(total=1), MEBIBYTE, "PK107 total"),
    "grace": (lambda n: honest("docx").with_parts({"a.bin": bytes(n - TOTAL)}), Bounds(grace=1, ratio=1), MEBIBYTE, "PK107 ratio"),  # noqa: E501
    "members": (
        lambda n: honest("docx").with_parts({f"a{number}.bin": b"" for number in range(n - COUNT)}),
        Bounds(members=50), 50, "PK107 members",
    ),
    "depth": (lambda n: inner(b"<a>" * n + b"</a>" * n), Bounds(depth=20), 20, "PK114 depth"),
    "usual depth": (lambda n: inner(b"<a>" * n + b"</a>" * n), Bounds(), 250, "PK114 depth"),
    "depth among texts": (lambda n: inner(b"<a>/>" * n + b"</a>" * n), Bounds(depth=20), 20, "PK114 depth"),
    "depth with an empty one": (lambda n: inner(b"<a>" * (n - 1) + b"<b/>" + b"</a>" * (n - 1)), Bounds(depth=20), 20, "PK114 depth"),  # noqa: E501
    "attributes": (lambda n: inner(attributes(n)), Bounds(attributes=50), 50, "PK114 attributes"),
    "usual attributes": (lambda n: inner(attributes(n)), Bounds(), 1_000, "PK114 attributes"),
    "attributes behind a comment": (lambda n: inner(b"<!-- -->" + attributes(n)), Bounds(attributes=50), 50, "PK114 attributes"),  # noqa: E501
    "text": (lambda n: inner(b"<a>" + b"x" * (n - 3) + b"</a>"), Bounds(text=1), MEBIBYTE, "PK114 text"),
    "tag": (lambda n: inner(b'<a b="' + b"x" * (n - 9) + b'"/>'), Bounds(text=1), MEBIBYTE, "PK114 text"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_a_limit_is_exact(name: str) -> None:
    """What is as large as the limit passes, and what is larger by one does not."""
    make, limits, limit, code = EXACT[name]

    assert ["", "", code] == [refused_as(make(size), limits) for size in (limit - 1, limit, limit + 1)]


def test_what_has_passed_is_looked_at_again_within_other_limits() -> None:
    """Members are remembered with the limits that they passed, and count each time."""
    deep, large = inner(b"<a>" * 30 + b"</a>" * 30), part(MEBIBYTE // 2)
    for data in (deep, deep, large, large):
        open_package(data, "a.docx")

    with bounded(Bounds(depth=20)), pytest.raises(Refusal, match="PK114"):
        open_package(deep, "a.docx")
    twice = honest("docx").with_parts({"a.bin": bytes(500_000), "b.bin": bytes(500_000)})
    with bounded(Bounds(total=2)):
        open_package(twice, "a.docx")
        open_package(twice, "a.docx")
    with bounded(Bounds(total=1)), pytest.raises(Refusal, match="PK107"):
        open_package(twice, "a.docx")


def test_the_number_of_tags_is_limited_exactly() -> None:
    """Of the part that is parsed."""
    limits = [Bounds(marks=MAIN_MARKS + more) for more in (1, 0, -1)]

    assert ["", "", "PK114 marks"] == [refused_as(honest("docx").data, each) for each in limits]


def test_the_size_of_a_file_is_limited_exactly(tmp_path: Path) -> None:
    """As it lies on disk; what is larger is not read."""
    path, small = tmp_path / "稿.docx", honest("docx").data
    for size, is_read in ((MEBIBYTE - 1, True), (MEBIBYTE, True), (MEBIBYTE + 1, False)):
        path.write_bytes(small[:-2] + (40_000).to_bytes(2, "little") + bytes(40_000))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in honest("docx").parts.items():
                archive.writestr(name, data)
            archive.writestr("a.bin", b"")
        grown = size - path.stat().st_size
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in honest("docx").parts.items():
                archive.writestr(name, data)
            archive.writestr("a.bin", bytes(grown))
        assert size == path.stat().st_size
        with bounded(Bounds(file=1)):
            if is_read:
                guarded(path)
            else:
                with pytest.raises(Refusal, match="PK107"):
                    guarded(path)


@pytest.mark.parametrize("limit", ["rows", "cells"])
def test_only_rows_and_cells_that_hold_something_count(limit: str, tmp_path: Path) -> None:
    """As many as the limit are read, one more is not."""
    rows = "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(30))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    book = honest("xlsx")
    path = tmp_path / "数.xlsx"
    path.write_bytes(book.with_parts({book.main: f"{head}{rows}</sheetData></worksheet>".encode()}))
    count = {"rows": 30, "cells": 3_000}[limit]
    for most, is_read in ((count + 1, True), (count, True), (count - 1, False)):
        with bounded(Bounds()._replace(**{limit: most})):
            if is_read:
                assert 30 == len(read_sheets(path, lambda title: title == "指标").sheets[0].rows)
            else:
                with pytest.raises(Refusal, match="WB102"):
                    read_sheets(path, lambda title: title == "指标")


def test_the_table_of_limits_is_the_one_that_holds() -> None:
    """Names and usual values, in the same order."""
    assert Bounds()._asdict() == {limit.name: limit.usual for limit in LIMITS}
    assert all(1 <= limit.usual <= limit.most for limit in LIMITS)


def test_the_settings_file_sets_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the project that a command runs in."""
    monkeypatch.chdir(tmp_path)
    Path("稿.docx").write_bytes(honest("docx").data)
    assert 0 == CliRunner().invoke(cli, ["diff", "--text", "稿.docx"]).exit_code

    Path("reportgen.toml").write_text("[limits]\nmembers = 3\n", encoding="utf-8")
    assert "PK107" in CliRunner().invoke(cli, ["diff", "--text", "稿.docx"]).stderr


@pytest.mark.parametrize(
    ("make", "code", "hints"),
    [
        (lambda path: None, "PK101", ()),
        (lambda path: path.mkdir(), "PK102", ("folder",)),
        (lambda path: os.mkfifo(path), "PK102", ("special",)),
        (lambda path: path.symlink_to("/dev/zero"), "PK102", ("special",)),
        (lambda path: path.symlink_to(path), "PK102", ()),
        (lambda path: path.symlink_to("nowhere"), "PK101", ()),
    ],
)  # fmt: skip
def test_what_is_no_file_is_told(
    make: Callable[[Path], None], code: str, hints: tuple[str, ...], tmp_path: Path
) -> None:
    """A pipe is not waited for, and a device not opened."""
    path = tmp_path / "甲.docx"
    make(path)
    with pytest.raises(Refusal) as refused:
        guarded(path)

    [found] = refused.value.diagnostics
    assert (code, hints) == (found.code, found.hints)


def test_a_name_that_no_system_takes_is_no_file() -> None:
    """A NUL ends a name for the system."""
    with pytest.raises(Refusal, match="PK101"):
        guarded(Path("a\0b.docx"))


def test_foreign_readers_see_only_what_passed() -> None:
    """Files are opened by one function, zips by one module, and openpyxl is given what was looked at."""
    calls: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                calls.setdefault(ast.unparse(node.func).rpartition(".")[2], set()).add(file.name)

    assert {"reader.py"} == calls["load_workbook"]
    assert {"directory.py"} == calls["ZipFile"]
    assert {"package.py"} == calls["connection_faults"]
    assert "Document" not in calls
    assert {"disk.py"} == calls["fdopen"]
