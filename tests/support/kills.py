"""Builds killed at random moments: `python -m tests.support.kills NUMBER [SEED]` tells what became of the
drafts.

Each build runs in a child of a process that has built before, and is killed with SIGKILL, which no program
can catch. One half is killed anywhere in the build, the other from the moment when it begins to write. Half
of the builds replace an existing draft (`-o`), half write the next number beside it.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reportgen import drafts, pipeline
from reportgen.settings import Settings
from tests.support.clerk import BOOK, TEMPLATE

__all__ = ["Tally", "Work", "killed"]

OVER = 0.85  # of the time that a build takes: the latest moment of a kill, so that most come before its end
ENOUGH = 0.8  # of the kills are to come before the end


class Tally(NamedTuple):
    """What became of the drafts: how many kills there were, how many came `before` the build's end, how many
    found a temporary neighbour after them, how many drafts were `broken` or lost, and how many neighbours
    `stayed` after one more build."""

    kills: int
    before: int
    amid: int
    broken: int
    stayed: int


class Work(NamedTuple):
    """What is built: a workbook and a template."""

    book: Path
    template: Path


class _Builder:
    """Builds a draft over an old one, or the next number after it."""

    def __init__(self, folder: Path, work: Work, numbered: bool, old: bytes) -> None:
        self.folder, self.work, self.numbered, self.old = folder, work, numbered, old
        self.how = Settings(output=str(folder))
        self.first, second = (folder / f"{work.book.stem}-第{number}稿.docx" for number in (1, 2))
        self.target = second if numbered else self.first
        self.new = b""
        folder.mkdir()

    def reset(self) -> None:
        """Let the old draft stand as before a build, and nothing else but what a kill left."""
        self.target.unlink(missing_ok=True)
        self.first.write_bytes(self.old)

    def build(self) -> None:
        """Build the new draft."""
        pipeline.build(*self.work, None if self.numbered else self.target, settings=self.how)

    def is_whole(self) -> bool:
        """Tell whether the old draft stands as it was, or the new one whole."""
        is_second = self.numbered and (not self.target.exists() or self.target.read_bytes() == self.new)
        return self.first.read_bytes() in ((self.old,) if self.numbered else (self.old, self.new)) and (
            is_second or not self.numbered
        )

    def left(self) -> int:
        """Return how many temporary neighbours there are."""
        return len([*self.folder.glob(".~rg*")])


def killed(folder: Path, work: Work, kills: int, seed: int = 7) -> Tally:
    """Kill so many builds in `folder` and return what became of the drafts."""
    chance = random.Random(seed)
    old = pipeline.build(*work, folder / "old.docx", final=True).draft.read_bytes()
    builders = [_Builder(folder / name, work, name == "numbered", old) for name in ("named", "numbered")]
    times = [_prepared(builder) for builder in builders]
    before = amid = broken = 0
    for number in range(kills):
        builder, amidst = builders[number % 2], number // 2 % 2
        builder.reset()
        after = chance.uniform(0, OVER * times[number % 2][amidst])
        before += _killed(builder.build, after, amidst)
        broken += not builder.is_whole()
        amid += builder.left() > 0
    for builder in builders:
        builder.reset()
        builder.build()
    return Tally(kills, before, amid, broken, sum(builder.left() for builder in builders))


def _prepared(builder: _Builder) -> tuple[float, float]:
    """Return how long a build takes and how long its writing, having built what is new."""
    whole, saving = list[float](), list[float]()
    for _ in range(5):
        builder.reset()
        marks = [time.perf_counter()]
        _marking(builder.build, partial(_note, marks))
        _note(marks)
        whole.append(marks[2] - marks[0])
        saving.append(marks[2] - marks[1])
    builder.new = builder.target.read_bytes()
    return statistics.median(whole), statistics.median(saving)


def _note(marks: list[float]) -> None:
    marks.append(time.perf_counter())


def _marking(build: Callable[[], None], mark: Callable[[], object]) -> None:
    """Build, calling `mark` when the draft is about to be written."""
    own = {name: getattr(drafts, name) for name in ("save", "save_new")}

    def marked(write: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
        def writing(path: Path, data: bytes) -> None:
            mark()
            write(path, data)

        return writing

    try:
        for name, write in own.items():
            setattr(drafts, name, marked(write))
        build()
    finally:
        for name, write in own.items():
            setattr(drafts, name, write)


def _killed(build: Callable[[], None], after: float, amidst: int) -> bool:
    """Build in a child that is killed so many seconds after it began, or began to write; tell whether it was
    killed before it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            if not amidst:
                os.write(writing, b"!")
            _marking(build, (lambda: os.write(writing, b"!")) if amidst else (lambda: None))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a build failed by itself"
    return os.WIFSIGNALED(status)


def main(kills: str = "1000", seed: str = "7") -> int:
    """Kill, tell, and return 1 when anything was broken, or too few kills came in time to prove anything."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = killed(Path(folder), Work(BOOK, TEMPLATE), int(kills), int(seed))
    took = time.perf_counter() - begun
    sys.stdout.write(
        f"kills {found.kills}, before the end {found.before}, leaving a temporary file {found.amid}, "
        f"broken or lost {found.broken}, left after the next build {found.stayed} ({took:.0f} s)\n"
    )
    return int(found.broken + found.stayed > 0 or found.before < ENOUGH * found.kills or not found.amid)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
