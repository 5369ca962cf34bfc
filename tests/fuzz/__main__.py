"""`python -m tests.fuzz --mutants 100000 --seed 1`: try that many mutants; exit 1 when anything was found."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter

from tests.fuzz.run import Tally, run
from tests.fuzz.trial import KINDS


def main() -> int:
    """Run as asked and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1, help="the number of the first mutant")
    parser.add_argument("--kind", choices=KINDS, default="")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--steps", type=int, default=0, help="use cases for each mutant; all unless told")
    asked = parser.parse_args()
    start = time.monotonic()
    numbers = range(asked.seed, asked.seed + asked.mutants)
    teller = _Teller()
    tally = run(numbers, asked.kind, asked.processes, asked.steps, teller)
    teller(tally)
    steps = tally.ends.total()
    sys.stdout.write(
        f"{tally.mutants} mutants, {steps} runs of a use case, {tally.refused} refused, "
        f"{len(tally.finds)} finds, "
        f"{time.monotonic() - start:.0f} s\n"
    )
    codes = Counter[str]()
    for end, count in tally.ends.items():
        codes[end.rpartition(" ")[2]] += count
    sys.stdout.write(" ".join(f"{code}:{count}" for code, count in codes.most_common()) + "\n")
    return 1 if tally.finds else 0


class _Teller:
    """Tells of each new find as soon as it is made, and how far it has come."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def __call__(self, tally: Tally) -> None:
        for find in tally.finds:
            key = find.step, "\n".join(find.told.strip().splitlines()[-3:])[:300]
            if key not in self._seen:
                sys.stdout.write(f"\n{find.kind} {find.number}, {find.step}:\n{find.told}\n")
                self._seen.add(key)
        sys.stdout.flush()
        sys.stderr.write(f"{tally.mutants} mutants, {len(tally.finds)} finds\n")


if __name__ == "__main__":
    sys.exit(main())
