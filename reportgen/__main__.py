"""The way in: `reportgen …` and `python -m reportgen …`."""

from __future__ import annotations

import gc
import sys

from reportgen import __version__

GC_THRESHOLD = 1_000_000  # objects made before the collector looks; Python's own is 700


def main() -> None:
    """Run the command line; the version is told without loading it, so that it comes at once."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"reportgen {__version__}\n")
        return
    # A run leaves little garbage; looking for it at the usual rate costs a tenth.
    gc.set_threshold(GC_THRESHOLD)
    from reportgen.cli import run

    try:
        run()
    finally:
        gc.freeze()  # the process ends: searching all that is left for garbage would take 15 ms


if __name__ == "__main__":
    main()
