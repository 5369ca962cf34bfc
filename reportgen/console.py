"""What a command prints: text for a reader, in colour on a terminal, or one JSON document for a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import click

from reportgen import show
from reportgen.diagnostics import Diagnostic, Refusal
from reportgen.messages import Catalog

__all__ = ["FAULTY", "Teller"]

# What a terminal takes as a command, or what turns the direction of a line: a text or the name of a file may
# hold it, and is not to write what seems to be ours.
_SPANS = (range(9), range(11, 32), range(0x7F, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A))
_COMMANDS = dict.fromkeys(chain(*_SPANS), "\N{REPLACEMENT CHARACTER}")
FAULTY = 1  # exit code: the work was refused; click gives 2 when a command is used wrongly


class Teller:
    """Tells results and faults to the user, as text or as one JSON document."""

    def __init__(self, words: Catalog, as_json: bool) -> None:
        self.words, self.as_json = words, as_json

    @property
    def width(self) -> int | None:
        """Columns of the terminal, None when something else reads what is printed."""
        if not sys.stdout.isatty():
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    def tell(
        self, ok: bool, lines: Iterable[show.Line], faults: Iterable[Diagnostic], document: Mapping[str, Any]
    ) -> None:
        """Print a result: the lines on stdout and the faults on stderr, or all as one JSON document."""
        if self.as_json:
            self._document(ok, faults, document)
            return
        self.lines(lines)
        self.lines(show.fault_lines(faults, self.words), err=True)

    def refuse(self, refusal: Refusal, code: int = FAULTY) -> int:
        """Print why the work was refused and return the exit code."""
        if self.as_json:
            self._document(False, refusal.diagnostics, {})
        else:
            self.lines(show.refused_lines(refusal.diagnostics, self.words, several=refusal.several), err=True)
        return code

    def lines(self, lines: Iterable[show.Line], err: bool = False) -> None:
        """Print lines, in colour only on a terminal that wants it."""
        stream = sys.stderr if err else sys.stdout
        if stream.isatty() and "NO_COLOR" not in os.environ:
            from rich.console import Console
            from rich.text import Text

            console = Console(stderr=err, highlight=False, markup=False, emoji=False, soft_wrap=True)
            for line in lines:
                pieces = ((text.translate(_COMMANDS), style) for text, style in line.painted())
                console.print(Text.assemble(*pieces, style=line.style))
            return
        if texts := list(map(_plain, lines)):
            click.echo("\n".join(texts), err=err)  # at once: each writing has a price

    def lines_while_read(self, lines: Iterable[show.Line]) -> None:
        """Print lines until nobody reads on, as when somebody leaves a pager: that is no fault."""
        try:
            self.lines(lines)
            sys.stdout.flush()
        except BrokenPipeError:  # what is left in the buffer is to go nowhere when the process ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def utf8(self) -> None:
        """Print in UTF-8 with the line ends of Unix from now on, wherever this is: for programs that read."""
        sys.stdout.reconfigure(  # type: ignore[union-attr]  # a text stream of the process
            encoding="utf-8", errors="backslashreplace", newline="\n"
        )

    def _document(self, ok: bool, faults: Iterable[Diagnostic], document: Mapping[str, Any]) -> None:
        found = [show.fault_json(diagnostic, self.words) for diagnostic in faults]
        click.echo(_json({"ok": ok, "diagnostics": found, **document}, sys.stdout.encoding))


def _plain(line: show.Line) -> str:
    """Return the text of a line without what a terminal takes as commands, none of which is printable."""
    return line.text if line.text.isprintable() else line.text.translate(_COMMANDS)


def _json(document: Mapping[str, Any], encoding: str) -> str:
    """Return a JSON document as text, its signs escaped where `encoding` does not have them all, as are those
    that a terminal takes as commands."""
    import json  # most results are told as text

    told = json.dumps(document, ensure_ascii=False, indent=2)
    text = told.translate({code: f"\\u{code:04x}" for code in _COMMANDS if code > ord("~")})
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(document, indent=2)
    return text
