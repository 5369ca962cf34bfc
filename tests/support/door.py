"""Every harmful file before every command that reads such a file, each in a process of its own, measured.

    python -m tests.support.door

prints a line for each that takes longer, or more memory, than it may, and the largest of both. Seconds
are those of the processor: what else the machine does does not count.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from click.testing import CliRunner

from reportgen.bounds import MEBIBYTE
from reportgen.cli import cli
from tests.support.hostilefiles import BOMBS, FILES, harmed, honest

__all__ = ["COMMANDS", "arguments"]

COMMANDS = {
    "docx": ("lint", "render", "build", "check", "new", "trace", "text", "diff"),
    "xlsx": ("check", "build", "roll", "export", "collect", "new", "text", "diff"),
}
"""The commands that read a file of each kind."""
SECONDS, MEBIBYTES = 2.0, 150.0
SECONDS_OF_A_BOMB = 0.5


def arguments(command: str, path: Path) -> list[str]:
    """Return the command line that reads the file at `path`, beside honest files where it needs some."""
    folder, kind = path.parent, path.suffix[1:]
    others = {each: folder / f"honest.{each}" for each in ("docx", "xlsx")}
    for each, other in others.items():
        other.write_bytes(honest(each).data)
    book, file = str(others["xlsx"]), str(path)
    lines = {
        "lint": ["lint", file],
        "render": ["render", file, _data(folder), "-o", str(folder / "out.docx")],
        "trace": ["trace", file],
        "text": ["diff", "--text", file],
        "diff": ["diff", str(others[kind]), file],
        "roll": ["roll", file, "-o", str(folder / "out.xlsx")],
        "export": ["export", file, "-o", str(folder / "out")],
        "collect": ["collect", book, file, "-o", str(folder / "out.xlsx")],
        "build": ["build", *([book, "-t", file] if kind == "docx" else [file, "-t", str(others["docx"])])],
        "check": ["check", *([book, "-t", file] if kind == "docx" else [file])],
        "new": ["new", str(folder / "out.xlsx"), *(["-t", file] if kind == "docx" else ["--from", file])],
    }
    return lines[command]


def _data(folder: Path) -> str:
    path = folder.parent / f"{folder.name}.json"
    path.write_text("{}", encoding="utf-8")
    return str(path)


class _Run(NamedTuple):
    """What a command took in a process of its own: seconds of the processor, and mebibytes above what it
    began with."""

    name: str
    command: str
    code: int
    seconds: float
    mebibytes: float

    @property
    def is_bomb(self) -> bool:
        """Whether a zip bomb was read."""
        return self.name.rpartition(".")[0] in BOMBS

    @property
    def is_wrong(self) -> bool:
        """Whether it did not end as it should, or took more than it may."""
        seconds = SECONDS_OF_A_BOMB if self.is_bomb else SECONDS
        return self.code != 0 or self.seconds > seconds or self.mebibytes > MEBIBYTES


def _runs(folder: Path) -> Iterator[_Run]:
    """Yield each command's run with each file that it could read."""
    for name, file in FILES.items():
        path = harmed(name, folder)
        for command in COMMANDS[file.kind]:
            yield _Run(name, command, *_measured(arguments(command, path)))


def _measured(command: list[str]) -> tuple[int, float, float]:
    base = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    child = os.fork()
    if not child:
        done = CliRunner().invoke(cli, [*command, "--json"])
        os._exit(0 if done.exception is None or isinstance(done.exception, SystemExit) else 99)
    _, status, used = os.wait4(child, 0)
    above = used.ru_maxrss / 1024 - base / MEBIBYTE
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, above


def main() -> int:
    """Measure all, and return 1 when one is not as it should be."""
    runs = list[_Run]()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        for run in _runs(Path(folder)):
            runs.append(run)
            if run.is_wrong:
                sys.stdout.write(
                    f"{run.name}, {run.command}: {run.code}, {run.seconds:.2f} s, {run.mebibytes:.0f} MiB\n"
                )
    wrong = sum(run.is_wrong for run in runs)
    slowest, bomb = (max(run.seconds for run in runs if run.is_bomb >= only) for only in (False, True))
    sys.stdout.write(
        f"{len(FILES)} files, {len(runs)} runs, {wrong} wrong; at most {slowest:.2f} s, a bomb {bomb:.2f} s, "
        f"and {max(run.mebibytes for run in runs):.0f} MiB above the base\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
