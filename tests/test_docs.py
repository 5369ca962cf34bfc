"""The pages tell the truth: generated parts are up to date, transcripts are real, links lead somewhere."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import ROOT, language, pages, with_regions
from docs.transcripts import has_transcripts, played
from reportgen.cli import cli
from reportgen.codes import CODES
from reportgen.settings import KEYS, Settings
from reportgen.wording.vocabulary import ATTRIBUTES, ROOTS

READMES = ("README.md", "README.zh-CN.md")
CLI_PAGES = ("docs/cli.md", "docs/cli.zh-CN.md")
CODE_PAGES = ("docs/codes.md", "docs/codes.zh-CN.md")
TEMPLATE_PAGES = ("docs/templates.md", "docs/templates.zh-CN.md")

_FENCED = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)|(?:src|href)=\"(?P<source>[^\"]+)\"")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
_COMMAND = re.compile(r"^(?:\$ |\.venv.Scripts.)?reportgen ([a-z]+)", re.MULTILINE)
_INLINE_COMMAND = re.compile(r"`reportgen ([a-z]+)")
_MODULE = re.compile(r"`([a-z_]+(?:/|\.py))`")

ALL_PAGES = pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
TOLD = [page for page in pages() if has_transcripts(page.read_text(encoding="utf-8"))]


@ALL_PAGES
def test_the_generated_parts_of_a_page_are_up_to_date(page: Path) -> None:
    """What stands between the marks is what the code says now."""
    text = page.read_text(encoding="utf-8")

    assert_same(page, with_regions(text), text)


@pytest.mark.skipif(shutil.which("make") is None or shutil.which("sh") is None, reason="needs make and sh")
@pytest.mark.parametrize("page", TOLD, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_transcripts_of_a_page_are_real(page: Path) -> None:
    """Run in a fresh copy, the commands print what the page says."""
    text = page.read_text(encoding="utf-8")

    assert_same(page, played(text, ROOT, language(page)), text)


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_make_report_alone(name: str) -> None:
    """The first thing to copy is one command, and right behind it is what it prints."""
    first, second = list(_FENCED.finditer(read(name)))[:2]

    assert ("sh", "make report\n") == (first["kind"], first["body"])
    assert second["kind"] == "text"
    assert read(name)[first.end() : second.start()] == "\n\n"


@pytest.mark.parametrize("name", READMES)
def test_the_python_of_a_readme_runs(name: str, tmp_path: Path) -> None:
    """Every python block of a README runs beside inputs/ and templates/."""
    for folder in ("inputs", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)

    for block in _FENCED.finditer(read(name)):
        if block["kind"] == "python":
            command = [sys.executable, "-c", block["body"]]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")

            assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", CLI_PAGES)
@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_documented(command: str, name: str) -> None:
    """Each command has its heading and its help in both languages."""
    text = read(name)

    assert f"\n## reportgen {command}\n" in text
    assert f"<!-- begin helptext {language(ROOT / name)} {command} -->" in text


@ALL_PAGES
def test_a_page_names_no_command_that_does_not_exist(page: Path) -> None:
    """The word behind `reportgen` is a command, in blocks and in the text."""
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(block["body"] for block in _FENCED.finditer(text))
    named = {*_COMMAND.findall(blocks), *_INLINE_COMMAND.findall(_FENCED.sub("", text))}

    assert set() == named - set(cli.commands)


@pytest.mark.parametrize("name", CODE_PAGES)
def test_every_code_is_documented(name: str) -> None:
    """Each code has a heading, once, and no heading is of a code that does not exist."""
    assert sorted(CODES) == sorted(re.findall(r"^### (\w+)$", read(name), re.MULTILINE))


@pytest.mark.parametrize("name", TEMPLATE_PAGES)
def test_every_name_a_template_may_use_is_in_the_guide(name: str) -> None:
    """Attributes stand in the tables with both their names; the names that are always there are explained."""
    text = read(name)

    assert [] == [zh for zh, en in ATTRIBUTES.items() if f"| `{zh}` | `{en}` |" not in text]
    assert [] == [root for root in ROOTS if f"`{root}" not in text]


@pytest.mark.parametrize("name", CLI_PAGES)
def test_every_setting_is_documented(name: str) -> None:
    """Each setting has its line in the table of settings."""
    assert len(Settings._fields) == len(KEYS)
    assert [] == [key for key in KEYS if not re.search(rf"\| `{re.escape(key)}(\.WB311)? = ", read(name))]


@ALL_PAGES
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """A linked file exists, and so does the heading that a link names."""
    text = page.read_text(encoding="utf-8")

    assert [] == [target for target in targets(text) if not leads_somewhere(page, target)]


def test_the_architecture_names_rooms_that_exist() -> None:
    """Every module or package that the page names lies somewhere in reportgen."""
    named = set(_MODULE.findall(read("docs/architecture.md")))
    there = {path.name for path in (ROOT / "reportgen").rglob("*.py")}
    there |= {f"{path.name}/" for path in (ROOT / "reportgen").rglob("*") if path.is_dir()}

    assert set() == named - there


def test_the_picture_is_modest() -> None:
    """The draft's first page takes less than 150 kB."""
    assert (ROOT / "docs" / "images" / "draft-page-1.png").stat().st_size < 150_000


def read(name: str) -> str:
    """Return the text of a page named from the project's folder."""
    return (ROOT / name).read_text(encoding="utf-8")


def assert_same(page: Path, expected: str, text: str) -> None:
    """Fail with the lines that differ and with what mends them."""
    old, new = text.splitlines(), expected.splitlines()
    difference = "\n".join(difflib.unified_diff(old, new, "the page", "the code", n=1, lineterm=""))

    assert not difference, f"{page.relative_to(ROOT)} is out of date, run: make docs\n{difference}"


def targets(text: str) -> Iterator[str]:
    """Yield what a page links to within the project."""
    for link in _LINK.finditer(_FENCED.sub("", text)):
        target = link["target"] or link["source"]
        if "://" not in target:
            yield target


def leads_somewhere(page: Path, target: str) -> bool:
    """Tell whether a link's file exists and has the heading that the link names, if it names one."""
    name, _, anchor = target.partition("#")
    file = page.parent / name if name else page
    if not anchor:
        return file.exists()
    return file.is_file() and anchor in {slug(heading) for heading in headings(file)}


def headings(file: Path) -> list[str]:
    """Return the headings of a page."""
    text = _FENCED.sub("", file.read_text(encoding="utf-8"))
    return [heading["text"] for heading in _HEADING.finditer(text)]


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading: lower case, no punctuation, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
