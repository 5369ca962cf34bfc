"""What somebody typed stays data on every way out: Word, Excel, CSV, HTML, JSON, and the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from reportgen import build
from reportgen.cli import cli
from reportgen.word.package import open_package
from reportgen.word.xml import parsed
from tests.support.books import SMALL, book_of_notation, edited, put, small_book
from tests.support.docs import docx, texts

PAYLOADS = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# 无 #}甲",
    "{{ cycler.__init__.__globals__ }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>伪",
    "&lt;b&gt; &amp; ]]> <!-- x",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "=1+1",
    "=cmd|'/C calc'!A0",
    "@SUM(1,2)",
    "+1+1",
    "-1+1",
    "＝1+1",
    "'=1+1",
    '=HYPERLINK("http://example.org","甲")',
    "#甲!",
    "%s {0} {x} \\n $HOME",
]
EVERYWHERE = [PAYLOADS[0], PAYLOADS[4], PAYLOADS[10]]  # also in the other places that take a text
TEMPLATE = (
    "{{ 单位全称 }}",
    "{{ 工业总产值.备注 }}",
    "{{ 工业总产值.来源 }}",
    "{%p for x in 名录 %}",
    "{{ x }}",
    "{%p endfor %}",
)
# Sheet and cell of each way in of a text that is never evaluated.
FACT, REMARK, OFFICE, PROSE = "基本信息!B3", "指标!T2", "指标!R2", "正文!E2"


@pytest.fixture(name="here", autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each command runs in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    """Run the command line; an exception that leaves it fails the test."""
    said = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, said, prog_name="reportgen", catch_exceptions=False)


def book(folder: Path, payload: str = PAYLOADS[0], more: str = "") -> Path:
    """Return the small book with a text in every place that takes one, and all of them in a list."""
    made = book_of_notation(SMALL)
    for place in (FACT, REMARK, OFFICE):
        edited(made, place, f"'{payload}{more}")
    for number, name in enumerate(PAYLOADS, start=1):
        made["名单"].append(["名录", number, name + more])
        made["名单"].cell(made["名单"].max_row, 3).data_type = "s"
    return put(made, folder)


def template(folder: Path, *lines: str) -> Path:
    """Return a template of a few lines."""
    path = folder / "模板.docx"
    path.write_bytes(docx(*(line.replace("|", "¦") for line in lines or TEMPLATE)))
    return path


# --- into Word


@pytest.mark.parametrize("payload", EVERYWHERE)
def test_no_cell_but_prose_is_ever_evaluated(payload: str, here: Path) -> None:
    """名单, 基本信息 and the texts of a row print as they stand, tags and markup too."""
    draft = build(book(here, payload), template(here), here / "稿.docx").draft

    assert [payload, payload, payload, *PAYLOADS] == texts(draft.read_bytes())


@pytest.mark.parametrize("payload", [*EVERYWHERE, "{{ 年度 }}"])
def test_prose_may_hold_tags_and_what_these_print_holds_none(payload: str, here: Path) -> None:
    """Of 正文 the tags are evaluated, once: what they print is data again."""
    path = small_book(here, {FACT: f"'{payload}", PROSE: "甲{{ 单位全称 }}乙"})
    lines = ("{%p for x in 章节 %}", "{%p for y in x.段落 %}", "{{ y }}", "{%p endfor %}", "{%p endfor %}")
    draft = build(path, template(here, *lines), here / "稿.docx").draft

    assert f"甲{payload}乙" in texts(draft.read_bytes())


# --- into a spreadsheet

RISKY = re.compile("[=+@\t\r＝＋＠－-]")


@pytest.mark.parametrize("payload", EVERYWHERE)
def test_no_text_becomes_a_formula_in_excel(payload: str, here: Path) -> None:
    """In a workbook copied, rolled on, collected or split: a text stays a text, the same to the sign."""
    source = book(here, payload)
    assert 0 == run("new", "--from", source, "copy.xlsx").exit_code
    assert 0 == run("roll", source, "-o", "next.xlsx").exit_code
    assert 0 == run("collect", source, "copy.xlsx", "-o", "all.xlsx").exit_code

    for name in ("copy.xlsx", "next.xlsx", "all.xlsx"):
        cells = {*cells_of(here / name)}
        assert {payload, *PAYLOADS} & {text for kind, text in cells if kind != "s"} == set()
        assert ("s", payload) in cells
        assert name == "next.xlsx" or {("s", text) for text in PAYLOADS} <= cells


@pytest.mark.parametrize("payload", EVERYWHERE)
def test_no_text_becomes_a_formula_in_csv(payload: str, here: Path) -> None:
    """What Excel would take for one has a ' before it; read back, it is the text again."""
    assert 0 == run("export", book(here, payload), "-o", "表").exit_code
    fields = [field for path in (here / "表").glob("*.csv") for field in fields_of(path)]

    assert [] == [field for field in fields if RISKY.match(field) and not re.fullmatch(r"-[0-9.]+", field)]
    assert 0 == run("new", "--from", "表", "back.xlsx").exit_code
    assert {("s", text) for text in (payload, *PAYLOADS)} <= {*cells_of(here / "back.xlsx")}
    json.loads((here / "表" / "datapackage.json").read_text(encoding="utf-8"))


def cells_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield kind and content of each cell, as stored."""
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from ((cell.data_type, str(cell.value)) for cell in row if cell.value is not None)


def fields_of(path: Path) -> Iterator[str]:
    """Yield each field of a CSV file."""
    for line in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
        yield from line


# --- into pages, comments and JSON


class _Tags(HTMLParser):
    """The tags of a page, without those that it always has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.seen.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def test_a_page_and_a_redline_show_what_is_hostile_as_text(here: Path) -> None:
    """No tag, no attribute that acts; what Word is given is well-formed and holds the texts as such."""
    drafts = [
        build(book(here, PAYLOADS[6], more), template(here), here / f"{more}.docx").draft for more in "甲乙"
    ]
    done = run("diff", *drafts, "--html", "页.html", "--redline", "红.docx")
    page = _Tags((here / "页.html").read_text(encoding="utf-8"))

    assert (1, "") == (done.exit_code, done.stderr)
    assert ["script"] == [tag for tag, _ in page.seen if tag in ("script", "img", "iframe", "object")]
    assert [] == [name for _, names in page.seen for name in names if name.startswith("on")]
    assert "alert(1)" in page.text
    package = open_package(here / "红.docx")
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            assert parsed(package.part(name), "红.docx", name) is not None
            assert b"<script" not in package.part(name)
    assert not json.loads(run("diff", *drafts, "--json").stdout)["equal"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_comment_of_a_template_shows_a_tag_as_text(payload: str, here: Path) -> None:
    """`lint --annotate` writes what is wrong with a tag beside it, whatever stands in the tag."""
    template(here, f"{{{{ 甲 乙 {payload.replace('}', '').replace('{', '').replace('%', '')} }}}}")
    done = run("lint", "模板.docx", "--annotate", "批注.docx", "--json")

    assert 1 == done.exit_code
    assert json.loads(done.stdout)["diagnostics"]
    assert open_package(here / "批注.docx").part("word/document.xml")


# --- to the terminal

ESCAPES = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\u2066\x08\r"
COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_printed(result: Result) -> str:
    """Return all that a command prints."""
    return result.stdout + result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize(
    "command",
    [
        ["build", "BOOK", "-t", "模板.docx"],
        ["build", "BOOK", "-t", "模板.docx", "-o", "OUT.docx"],
        ["build", "OUT.xlsx"],
        ["build", "BOOK", "-t", "OUT.docx"],
        ["check", "BOOK"],
        ["check", "BOOK", "-t", "模板.docx"],
        ["check", "BOOK", "--last", "OUT.xlsx"],
        ["check", "OUT.xlsx"],
        ["new", "OUT.xlsx"],
        ["new", "OUT.docx"],
        ["new", "--from", "BOOK", "OUT.xlsx"],
        ["new", "--from", "BOOK", "--for", "OUT", "x.xlsx"],
        ["roll", "BOOK"],
        ["collect", "BOOK", "BOOK"],
        ["export", "BOOK", "-o", "OUT"],
        ["lint", "OUT.docx"],
        ["lint", "模板.docx", "--workbook", "BOOK"],
        ["diff", "BOOK", "BOOK"],
        ["diff", "BOOK", "OUT.xlsx"],
        ["diff", "--text", "BOOK"],
        ["trace", "OUT.docx", "OUT"],
        ["render", "OUT.docx", "OUT.json", "-o", "OUT.docx"],
        ["explain", "OUT"],
        ["OUT"],
        ["build", "--OUT"],
        ["new", "x.xlsx", "--year", "OUT"],
        ["diff", "a", "b", "--date", "OUT"],
        ["--lang", "OUT", "check"],
    ],
)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_nothing_that_is_named_or_typed_commands_the_terminal(
    command: list[str], as_json: bool, here: Path
) -> None:
    """Names of files, cells and arguments with escape codes are printed without these; JSON escapes them."""
    path = small_book(here, {"名单!C2": "'_x001B_[31m甲\u202e", "指标!I3": "'\u202e\x85x"})
    path = path.rename(here / f"书{ESCAPES}.xlsx")
    template(here, "{{ 工业总产值 }}{{ 甲\u202e }}")
    said = [part.replace("BOOK", str(path)).replace("OUT", f"出{ESCAPES}") for part in command]
    done = run(*said, *(["--json"] if as_json and command[0] in cli.commands else []))

    assert as_printed(done)
    assert [] == COMMANDING.findall(as_printed(done))


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_with_a_line_break_forges_no_line(here: Path) -> None:
    """A file whose name goes on in a new line does not tell the reader that all is well."""
    (here / "书\nok  all is well\n.xlsx").write_bytes(b"x")
    done = run("check", "书\nok  all is well\n.xlsx")

    assert [] == [line for line in as_printed(done).splitlines() if line.startswith("ok")]
