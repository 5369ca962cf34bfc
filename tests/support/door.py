"""Every harmful file before every command that reads such a file, each in a process of its own, measured.

    python -m tests.support.door

prints a line for each that takes longer, or more memory, than it may, and the largest of both.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from reportgen.cli import cli
from tests.support.hostilefiles import FILES, harmed, honest

__all__ = ["COMMANDS", "arguments"]

COMMANDS = {
    "docx": ("lint", "render", "build", "check", "new", "trace", "text", "diff"),
    "xlsx": ("check", "build", "roll", "export", "collect", "new", "text", "diff"),
}
"""The commands that read a file of each kind."""
SECONDS, MEBIBYTES = 2.0, 150.0


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


def _measured(command: list[str]) -> tuple[int, float, float]:
    """Return the way in which a command ended in a process of its own, its seconds and its mebibytes."""
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        done = CliRunner().invoke(cli, [*command, "--json"])
        os._exit(0 if done.exception is None or isinstance(done.exception, SystemExit) else 99)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), time.perf_counter() - begun, used.ru_maxrss / 1024


def main() -> int:
    """Measure all, and return 1 when one is not as it should be."""
    slowest, largest, wrong, count = 0.0, 0.0, 0, 0
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, file in FILES.items():
            path = harmed(name, Path(folder))
            base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # what the child begins with
            for command in COMMANDS[file.kind]:
                code, seconds, mebibytes = _measured(arguments(command, path))
                slowest, largest, count = max(slowest, seconds), max(largest, mebibytes - base), count + 1
                if code or seconds > SECONDS or mebibytes - base > MEBIBYTES:
                    wrong += 1
                    sys.stdout.write(
                        f"{name}, {command}: {code}, {seconds:.2f} s, {mebibytes - base:.0f} MiB\n"
                    )
    sys.stdout.write(
        f"{count} runs, {wrong} wrong; at most {slowest:.2f} s and {largest:.0f} MiB above the base\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
