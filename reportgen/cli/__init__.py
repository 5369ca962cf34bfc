"""The command line: each command calls one use case and shows what came of it."""

from __future__ import annotations

import sys

from reportgen.cli import comparing, drafts, examining, years
from reportgen.cli.spoken import cli
from reportgen.console import FAULTY

__all__ = ["cli", "comparing", "drafts", "examining", "run", "years"]


def run() -> None:
    """Run the command line; a terminal that cannot show a character gets its code instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text streams of the process
    try:
        cli(prog_name="reportgen")
    except OSError as error:  # faults of files are refusals by now: this is the output itself, on a full disk
        sys.stderr.write(f"reportgen: {error.strerror}\n")
        raise SystemExit(FAULTY) from error
