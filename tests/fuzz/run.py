"""Try many mutants, in several processes, and tell what came of them."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from tests.fuzz.trial import Find, Verdict, tried

__all__ = ["Tally", "run"]

_AT_ONCE = 16  # mutants that a process takes at a time
_LIFE = 200  # … and how many such, before a new one takes its place


@dataclass
class Tally:
    """What many trials came to: how often each step ended how, and the finds."""

    mutants: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    finds: list[Find] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        """Count a trial."""
        self.mutants += 1
        self.ends.update(verdict.ends)
        self.finds += verdict.finds

    @property
    def refused(self) -> int:
        """How many steps ended in a refusal."""
        return sum(
            count
            for end, count in self.ends.items()
            if not end.endswith((" ok", " raised", " wrong", " hang"))
        )


def run(
    numbers: Iterable[int],
    kind: str = "",
    processes: int = 1,
    at_most: int = 0,
    told: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Return what came of the mutants of these numbers; each goes through `at_most` as many use cases,
    through all that read it for 0. `told` hears of it every ten seconds."""
    tally, last = Tally(), time.monotonic()
    if processes == 1:
        verdicts: Iterable[Verdict] = (tried(number, kind, at_most) for number in numbers)
        for verdict in verdicts:
            tally.add(verdict)
        return tally
    with multiprocessing.Pool(processes, maxtasksperchild=_LIFE) as pool:
        for verdict in pool.imap(partial(tried, kind=kind, at_most=at_most), numbers, _AT_ONCE):
            tally.add(verdict)
            if time.monotonic() - last > 10:
                told(tally)
                last = time.monotonic()
    return tally
