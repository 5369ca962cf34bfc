"""`python -m benchmarks.diff`: compares the same drafts with reportgen and its rivals, in turn, in one run.

Whole processes, as a user starts them. Each writes a Word file with tracked changes. What a number means is
told in docs/performance.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from rapidfuzz.distance import Indel

from benchmarks.drafts import CASES, Case, case, drafts
from benchmarks.marks import Marks, marks_of
from benchmarks.timing import MEBIBYTE, Command, Times, interleaved, print_tables, row, rule

__all__ = ["ENGINES", "OURS", "Engine", "Files", "main"]

PEERS = Path(__file__).resolve().parent / "peers"
GROWTH = (1, 5, 10, 25, 50)  # blocks
BLOCK = 7_000  # characters of a block
ROUNDS = 3  # of a document for the question whether the cost is linear


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that compares: what Python is given, and the exit codes that say it has."""

    name: str
    module: str
    arguments: Sequence[str]
    statuses: Sequence[int] = (0,)

    @property
    def is_here(self) -> bool:
        """Whether the engine is installed."""
        return find_spec(self.module) is not None


_FILES = ("{old}", "{new}", "{out}")
OURS = Engine(
    "reportgen", "reportgen", ("-m", "reportgen", "diff", *_FILES[:2], "--redline", _FILES[2]), (0, 1)
)
RIVAL = Engine("python-redlines", "python_redlines_docxodus", (str(PEERS / "redline.py"), *_FILES))
ENGINES = (OURS, RIVAL, Engine("docx-trackdiff", "docx_trackdiff", ("-m", "docx_trackdiff.compare", *_FILES)))


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one case, written once. `least` are the characters that differ at least: no redline of
    the two can mark fewer."""

    folder: Path
    case: Case
    least: int

    @classmethod
    def written(cls, folder: Path, case: Case) -> Files:
        """Write the two drafts of a case into `folder`."""
        folder.mkdir(parents=True)
        pair = drafts(case)
        for name, draft in zip(("old", "new"), pair, strict=True):
            (folder / f"{name}.docx").write_bytes(draft.docx())
        return cls(folder, case, Indel.distance(*(draft.text for draft in pair)))

    def command(self, engine: Engine) -> Command:
        """Return the command that compares them."""
        paths = {"old": self.folder / "old.docx", "new": self.folder / "new.docx", "out": self.result(engine)}
        arguments = [argument.format_map(paths) for argument in engine.arguments]
        return Command([sys.executable, *arguments], lambda: self._without(engine), engine.statuses)

    def result(self, engine: Engine) -> Path:
        """Return where the redline of an engine is saved."""
        return self.folder / f"{engine.name}.docx"

    def marks(self, engine: Engine) -> Marks:
        """Return what the redline of an engine marks."""
        return marks_of(self.result(engine), self.folder / "old.docx", self.folder / "new.docx")

    def _without(self, engine: Engine) -> Path:
        self.result(engine).unlink(missing_ok=True)
        return self.folder


def main() -> None:
    """Print the tables that are asked for."""
    print_tables(__doc__, {"peers": _peers, "growth": _growth})


# --- against the others


def _peers(folder: Path) -> Iterator[str]:
    """Yield the table of times, and that of what the redlines are worth."""
    engines = [engine for engine in ENGINES if engine.is_here]
    yield ""
    yield row("", *(engine.name for engine in engines), f"{RIVAL.name} / {OURS.name}")
    yield rule(len(engines) + 2)
    found = []
    for number, one in enumerate(CASES):
        files = Files.written(folder / str(number), one)
        commands = {engine.name: files.command(engine) for engine in engines}
        times = interleaved(commands, one.rounds, folder / "bytecode")
        found += [_worth(files, engine, times[engine.name]) for engine in engines]
        yield row(one.name, *(times[engine.name].told for engine in engines), _ratios(times))
    yield ""
    yield row(
        "", "", "marked / least", "stretches", "figures whole", "figures cut", "moves", "gives both", "memory"
    )
    yield rule(9)
    yield from found


def _worth(files: Files, engine: Engine, times: Times) -> str:
    marks = files.marks(engine)
    gives = {(True, True): "yes", (True, False): "new only", (False, True): "old only"}
    return row(
        files.case.name,
        engine.name,
        f"{marks.characters / files.least:.2f}",
        f"{marks.stretches:,}",
        f"{marks.whole:,}",
        f"{marks.cut:,}",
        f"{marks.moves} of {files.case.blocks}",
        gives.get((marks.gives_new, marks.gives_old), "neither"),
        times.memory,
    )


def _ratios(times: Mapping[str, Times]) -> str:
    """Return how many times as long the rival takes as reportgen: the median of the rounds, and their
    range."""
    if RIVAL.name not in times:
        return ""
    pairs = zip(times[RIVAL.name].seconds, times[OURS.name].seconds, strict=True)
    ratios = sorted(rival / ours for rival, ours in pairs)
    return f"{median(ratios):.1f} × ({ratios[0]:.1f}–{ratios[-1]:.1f})"


# --- against itself


def _growth(folder: Path) -> Iterator[str]:
    """Yield time and memory of reportgen for drafts of growing length; `per thousand` is what each thousand
    characters take above a draft of one block."""
    yield ""
    yield row("characters", "time", "per thousand", "memory", "per thousand")
    yield rule(5)
    commands = {
        str(blocks): Files.written(folder / str(blocks), case(blocks)).command(OURS) for blocks in GROWTH
    }
    times = interleaved(commands, ROUNDS, folder / "bytecode")
    base = times[str(GROWTH[0])]
    for blocks in GROWTH:
        taken, more = times[str(blocks)], (blocks - GROWTH[0]) * BLOCK / 1000
        yield row(
            f"{blocks * BLOCK:,}",
            taken.told,
            f"{(taken.middle - base.middle) / more:.1f} ms" if more else "",
            taken.memory,
            f"{(taken.peak - base.peak) / MEBIBYTE / more:.2f} MiB" if more else "",
        )


if __name__ == "__main__":
    main()
