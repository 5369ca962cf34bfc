"""Where hostile templates are merged: `python -m tests.support.prison TABLE SCALE NAME…` tells the ends.

Each template gets a process of its own, with 1 GiB of memory and half a minute of the processor. One JSON
object comes out: the name → the codes of its faults (or how the process died), whether each names a place,
the seconds and mebibytes it took, and how many times as slow as an idle machine this one is.

A SCALE of 10 makes the budgets of a merge a tenth of what they are, so that a long table is soon done.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from tests.support.hostile import TABLES, values

__all__ = ["Ending", "jailed"]

ROOT = Path(__file__).parents[2]
MEMORY, SECONDS, WAITED = 1 << 30, 30, 120
PACE = 0.06  # seconds that a machine of 2020 takes for the loop of `_slowness`, when it does nothing else
BUDGETS = ("STEPS", "MADE", "CALLS", "OUTPUT", "WRITTEN")


class Ending(NamedTuple):
    """What came of a template."""

    codes: str
    placed: bool
    seconds: float
    mebibytes: float
    slowness: float


def jailed(table: str, names: Iterable[str], scale: int = 1) -> dict[str, Ending]:
    """Merge the templates of a table that are named, in processes that cannot do much harm."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.prison", table, str(scale), *names]
    world = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    found = subprocess.run(command, cwd=ROOT, env=world, capture_output=True, check=True)
    return {name: Ending(*ending) for name, ending in json.loads(found.stdout).items()}


def main(table: str, scale: str, *names: str) -> None:
    """Merge what is named, one after the other."""
    from reportgen.template import limits
    from tests.support import docs  # what all of them import is imported once

    for name in BUDGETS:
        setattr(limits, name, getattr(limits, name) // int(scale))
    assert docs
    given = values()
    sys.stdout.write(
        json.dumps({name: _in_a_cell(TABLES[table][name], given) for name in names or TABLES[table]})
    )


def _in_a_cell(lines: tuple[str, ...], given: Mapping[str, Any]) -> list[Any]:
    """Return the ending of a template that is merged in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _locked()
        begun = time.process_time()
        codes, placed = _merged(lines, given)
        seconds = round(time.process_time() - begun, 2)
        ending = [codes, placed, seconds, round(_peak()), _slowness() if seconds > 1 else 1.0]
        os.write(into, json.dumps(ending).encode())
        os._exit(0)
    os.close(into)
    told = b""
    while piece := os.read(out, 1 << 16):
        told += piece
    os.close(out)
    _, status = os.waitpid(child, 0)
    ended: list[Any] = json.loads(told) if told else [f"died of {status}", False, SECONDS, 0, 1]
    return ended


def _locked() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(WAITED)


def _merged(lines: tuple[str, ...], given: Mapping[str, Any]) -> tuple[str, bool]:
    from reportgen.diagnostics import Refusal
    from reportgen.template import Template
    from tests.support.docs import small

    try:
        paragraphs = (line if line.startswith("<w:") else escape(line.replace("¦", "|")) for line in lines)
        Template.load(small(*paragraphs)).render(given)
    except Refusal as refusal:
        codes = dict.fromkeys(found.code for found in refusal.diagnostics)
        return "+".join(sorted(codes)), all(found.place is not None for found in refusal.diagnostics)
    except BaseException as error:  # that nothing else comes out is what is tested
        return f"{type(error).__name__}: {error}"[:200], False
    return "ok", True


def _slowness() -> float:
    begun = time.process_time()
    for number in range(1_000_000):
        _ = number ^ 1
    return max(1.0, round((time.process_time() - begun) / PACE, 2))


def _peak() -> float:
    """Return how many mebibytes the process had at most."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    assert found is not None
    return int(found[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
