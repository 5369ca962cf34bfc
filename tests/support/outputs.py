"""One of every kind of file that is written: `python -m tests.support.outputs` makes them all where it is.

Prints one JSON object: the name of each file → its sha256. With `--offline` the process ends at once when
anything asks for the network or for another program.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["COMMANDS", "NETWORK", "prepared"]

# What Python tells its audit hooks of when a program goes outside (docs.python.org, “Audit events table”).
NETWORK = ("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.")
PROGRAMS = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.startfile",
    "webbrowser.",
)
COMMANDS = (
    "build book.xlsx -t t.docx",
    "build book.xlsx -t t.docx -o named.docx",
    "build book.xlsx -t t.docx -o final.docx --final",
    "build other.xlsx -t t.docx -o other.docx",
    "render r.docx d.json -o rendered.docx",
    "new empty.xlsx --year 2021",
    "new empty-en.xlsx --year 2021 --lang en",
    "new needed.xlsx -t t.docx",
    "new copy.xlsx --from book.xlsx",
    "roll book.xlsx -o next.xlsx",
    "collect book.xlsx copy.xlsx -o all.xlsx",
    "export book.xlsx -o csv",
    "new back.xlsx --from csv",
    "diff named.docx other.docx --html page.html --redline red.docx --date 2021-01-04 --lang en",
    "lint bad.docx --annotate annotated.docx --lang zh_CN",
)
READING = (
    "check book.xlsx -t t.docx",
    "diff book.xlsx other.xlsx",
    "diff --text named.docx",
    "trace named.docx --all",
    "lint t.docx --workbook book.xlsx",
    "explain WB203",
)
GIVEN = ("book.xlsx", "other.xlsx", "t.docx", "r.docx", "bad.docx", "d.json")


def prepared(folder: Path) -> None:
    """Write what the commands read into `folder`."""
    from tests.support.books import small_book
    from tests.support.docs import docx

    small_book(folder).rename(folder / "book.xlsx")
    small_book(folder, {"指标!I2": "118301.5", "基本信息!B4": "别的局"}).rename(folder / "other.xlsx")
    lines = (
        "{{ 单位简称 }}{{ 年度 }}年",
        "{{ 工业总产值 }}，{{ 工业总产值.同比 }}。",
        "{{ 工业总产值.来源 }}",
    )
    (folder / "t.docx").write_bytes(docx(*lines))
    (folder / "r.docx").write_bytes(docx("{{ a }}", "{% for x in b %}{{ x }}{% endfor %}"))
    (folder / "bad.docx").write_bytes(docx("甲{{ 乙. }}", "{{ 无此指标 }}"))
    (folder / "d.json").write_text('{"a": "甲", "b": [1, 2.5, "三"]}', encoding="utf-8")


def _refuse_outside(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith((*NETWORK, *PROGRAMS)):
        sys.stderr.write(f"outside: {event} {arguments!r}\n")
        sys.stderr.flush()
        os._exit(99)  # an exception might be caught


def main(*options: str) -> None:
    """Run all commands and tell what they wrote."""
    from click.testing import CliRunner

    from reportgen.cli import cli

    is_offline = "--offline" in options
    if is_offline:
        sys.addaudithook(_refuse_outside)
    for command in (*COMMANDS, *(READING if is_offline else ())):
        result = CliRunner().invoke(cli, command.split(), catch_exceptions=False)
        assert result.exit_code in (0, 1), (command, result.stderr)
        assert "error PK" not in result.stderr, (command, result.stderr)
    made = sorted(path for path in Path().rglob("*") if path.is_file() and str(path) not in GIVEN)
    sys.stdout.write(json.dumps({str(path): sha256(path.read_bytes()).hexdigest() for path in made}))


if __name__ == "__main__":
    main(*sys.argv[1:])
