"""Times `reportgen build` of the sample against a plain script of openpyxl and docxtpl with the same text."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import docx

from benchmarks.peer_template import peer_template
from benchmarks.timing import Command, Times, interleaved, machine

__all__ = ["ROUNDS", "main"]

ROOT = Path(__file__).resolve().parents[1]
BOOK, TEMPLATE = ROOT / "inputs" / "xuanen-2020.xlsx", ROOT / "templates" / "annual-summary.docx"
ROUNDS = 15
OURS, PEER, VERSION, BARE = "reportgen build", "openpyxl + docxtpl", "reportgen --version", "python -c pass"


def main(rounds: int = ROUNDS) -> None:
    """Print medians, minima and ratios; stop when the two reports differ in a single paragraph or cell."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        commands = _commands(scratch)
        times = interleaved(commands, rounds, scratch / "bytecode")
        ours, peer = (next(_newest(scratch / side).rglob("*.docx")) for side in ("ours", "peer"))
        differences = list(_differences(ours, peer))
    if differences:
        raise SystemExit("the two reports differ:\n" + "\n".join(differences))
    sys.stdout.writelines(f"{line}\n" for line in _report(times, rounds))


def _commands(scratch: Path) -> dict[str, Command]:
    python = sys.executable
    template = scratch / "peer-template.docx"
    template.write_bytes(peer_template())
    ours = [python, "-m", "reportgen", "build", str(BOOK), "--template", str(TEMPLATE)]
    peer = [python, str(ROOT / "benchmarks" / "peer_build.py"), str(BOOK), str(template), "report.docx"]
    return {
        OURS: Command(ours, lambda: _fresh(scratch / "ours")),
        PEER: Command(peer, lambda: _fresh(scratch / "peer")),
        VERSION: Command([python, "-m", "reportgen", "--version"], lambda: scratch),
        BARE: Command([python, "-c", "pass"], lambda: scratch),
    }


def _fresh(folder: Path) -> Path:
    """Return a new, empty folder below `folder`, numbered so that the newest can be found."""
    made = folder / f"{len(list(folder.glob('*'))):04}"
    made.mkdir(parents=True)
    return made


def _newest(folder: Path) -> Path:
    return max(folder.iterdir())


def _differences(ours: Path, peer: Path) -> Iterator[str]:
    """Yield where the texts of two reports differ. None are known, hence none are excused."""
    pairs = zip_longest(_texts(ours), _texts(peer), fillvalue="(nothing)")
    for number, (one, other) in enumerate(pairs, start=1):
        if one != other:
            yield f"{number}: {one}\n{' ' * len(str(number))}  {other}"


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def _report(times: dict[str, Times], rounds: int) -> Iterator[str]:
    yield f"{machine()}; whole processes, {rounds} interleaved rounds"
    yield f"{'':22}{'median':>10}{'least':>10}"
    for name, taken in times.items():
        yield f"{name:22}{taken.middle:>7.0f} ms{taken.least:>7.0f} ms"
    yield f"{PEER} takes {_ratio(times, PEER, OURS)} times as long as {OURS}"
    yield f"{VERSION} takes {_ratio(times, VERSION, BARE)} times as long as {BARE}"


def _ratio(times: dict[str, Times], one: str, other: str) -> str:
    return f"{times[one].middle / times[other].middle:.2f}"
