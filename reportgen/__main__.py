"""The way in: `reportgen …` and `python -m reportgen …`."""

from __future__ import annotations

import sys

from reportgen import __version__


def main() -> None:
    """Run the command line; the version is told without loading it, so that it comes at once."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"reportgen {__version__}\n")
        return
    from reportgen.cli import run

    run()


if __name__ == "__main__":
    main()
