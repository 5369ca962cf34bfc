"""`python -m tests.soak --builds 10000`: print what is held after each thousand; exit 1 when it grows."""

from __future__ import annotations

import argparse
import sys

from tests.soak.run import Sample, soak

GROWTH = 5.0  # MB that may be held more than after the first tenth


def main() -> int:
    """Run as asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--builds", type=int, default=10_000)
    asked = parser.parse_args()
    samples = soak(asked.builds, max(asked.builds // 10, 1), _told)
    growth = max(one.memory for one in samples) - samples[0].memory
    left = {(one.opened, one.files) for one in samples}
    sys.stdout.write(f"{growth:+.1f} MB after the first tenth; open files and files: {sorted(left)}\n")
    return 1 if growth > GROWTH or len(left) > 1 else 0


def _told(sample: Sample) -> None:
    sys.stdout.write(
        f"{sample.builds:>7} builds {sample.memory:7.1f} MB {sample.opened:3} open files "
        f"{sample.files:3} files\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
