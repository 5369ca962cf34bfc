"""Drafts written where files may grow no further: `python -m tests.support.squeezes` tries each limit.

The system lets no file of the process grow beyond the limit (RLIMIT_FSIZE), at every `STEP` bytes from none
to the size of the draft: a disk that fills up at each of these places.
"""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from reportgen import pipeline
from reportgen.diagnostics import Refusal
from reportgen.settings import Settings
from tests.support.clerk import BOOK, TEMPLATE

__all__ = ["squeezed"]

STEP = 512


def squeezed(write: Callable[[], object], target: Path, size: int) -> tuple[int, list[str]]:
    """Let `write` replace `target`, which holds an old file, under each limit below the `size` of the new
    one; return how many limits there were, and what went wrong."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead
    old, hard = target.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    wrong: list[str] = []
    limits = range(0, size, STEP)
    for limit in limits:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            write()
            ending = "written"
        except Refusal as refusal:
            ending = refusal.diagnostics[0].code
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        left = [path.name for path in target.parent.iterdir() if path != target]
        if (ending, left, target.read_bytes()) != ("PK208", [], old):
            wrong.append(f"limit {limit}: {ending}, left {left}")
    return len(limits), wrong


def main() -> int:
    """Build under every limit, tell, and return 1 when anything went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out" / "draft.docx"
        new = pipeline.build(BOOK, TEMPLATE, target, settings=Settings()).draft.stat().st_size
        pipeline.build(BOOK, TEMPLATE, target, final=True, settings=Settings())
        limits, wrong = squeezed(lambda: pipeline.build(BOOK, TEMPLATE, target), target, new)
    told = "".join(f"\n  {one}" for one in wrong)
    sys.stdout.write(f"limits {limits}, old draft not untouched {len(wrong)}{told}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
