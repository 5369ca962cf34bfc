"""Whole processes timed side by side: one run of each a round, so that a busy moment hurts all alike."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["MEBIBYTE", "Command", "Times", "interleaved", "machine", "print_tables", "row", "rule"]

MEBIBYTE = 2**20
CLOCK = (sys.executable, "-I", "-S", str(Path(__file__).resolve().parent / "peers" / "clock.py"))


@dataclass(frozen=True, slots=True)
class Command:
    """A process to time: its arguments, and the folder it runs in, made anew for each run. `statuses` are
    the exit codes of one that has done its work."""

    arguments: Sequence[str]
    fresh_folder: Callable[[], Path]
    statuses: Sequence[int] = (0,)


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of each round, and the most memory in bytes that one of them took."""

    seconds: tuple[float, ...]
    peak: int = 0

    @property
    def middle(self) -> float:
        """The median in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def least(self) -> float:
        """The least in milliseconds."""
        return min(self.seconds) * 1000

    @property
    def told(self) -> str:
        """The median in seconds, with the least in brackets."""
        return f"{self.middle / 1000:.2f} s ({self.least / 1000:.2f})"

    @property
    def memory(self) -> str:
        """The most memory, in mebibytes."""
        return f"{self.peak / MEBIBYTE:.0f} MiB"


def interleaved(commands: Mapping[str, Command], rounds: int, bytecode: Path) -> dict[str, Times]:
    """Return the times of each command over `rounds`, after one that compiles all modules into `bytecode`.

    So all modules count as installed ones do, whether or not this machine keeps compiled modules.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0)
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken, peak = _timed(command, environment)
            if number:
                seconds[name].append(taken)
                peaks[name] = max(peaks[name], peak)
    return {name: Times(tuple(taken), peaks[name]) for name, taken in seconds.items()}


def machine() -> str:
    """Return what the measurement ran on, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _timed(command: Command, environment: Mapping[str, str]) -> tuple[float, int]:
    folder = command.fresh_folder()
    clock = [*CLOCK, *command.arguments]
    done = subprocess.run(clock, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    if told["status"] not in command.statuses:
        raise SystemExit(f"{' '.join(command.arguments)} ended with {told['status']}\n{told['errors']}")
    return told["seconds"], told["peak"]


def print_tables(told: str | None, tables: Mapping[str, Callable[[Path], Iterable[str]]]) -> None:
    """Print the tables that the command line asks for, all unless it does, each line as it comes. `told` says
    what the command is for; a table is given a folder of its own."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("tables", nargs="*", choices=[*tables, []], help="default: all")
    asked = parser.parse_args().tables or list(tables)
    sys.stdout.write(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        for name in asked:
            for line in tables[name](Path(folder) / name):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


def row(*cells: str) -> str:
    """Return a line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def rule(columns: int) -> str:
    """Return the line below the head of a table in Markdown."""
    return f"|{'---|' * columns}"
