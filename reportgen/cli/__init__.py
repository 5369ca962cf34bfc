"""The command line: each command calls one use case and shows what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportgen.cli import spoken
from reportgen.console import FAULTY

if TYPE_CHECKING:
    from reportgen.cli.spoken import cli

__all__ = ["HOMES", "cli", "run"]

HOMES = {
    "comparing": ("diff",),
    "drafts": ("build", "render", "trace"),
    "examining": ("check", "lint", "audit", "explain"),
    "years": ("new", "roll", "collect", "export"),
}
"""The module of each command: the one that is typed is loaded without the others."""


def __getattr__(name: str) -> Any:
    """Return `cli`, the group of all commands."""
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _load(HOMES)
    return spoken.cli


def run() -> None:
    """Run the command line; a terminal that cannot show a character gets its code instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text streams of the process
    typed = sys.argv[1] if len(sys.argv) > 1 else ""
    _load([home for home, names in HOMES.items() if typed in names] or HOMES)  # help and wrong usage name all
    try:
        spoken.cli(prog_name="reportgen")
    except OSError as error:  # faults of files are refusals by now: this is the output itself, on a full disk
        sys.stderr.write(f"reportgen: {error.strerror}\n")
        raise SystemExit(FAULTY) from error


def _load(homes: Iterable[str]) -> None:
    for home in homes:
        import_module(f"{__name__}.{home}")
