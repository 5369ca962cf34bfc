"""The sample comparison as the terminal shows it, for people to review: `python -m tests.show.goldens`."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.messages import LANGUAGES, catalog
from reportgen.show import revised_lines
from tests.support.revisions import sample

__all__ = ["golden", "main", "told"]

FOLDER = Path(__file__).resolve().parents[1] / "golden"


def golden(language: str) -> Path:
    """Return where the text in a language is kept."""
    return FOLDER / f"diff-{language}.txt"


def told(language: str) -> str:
    """Return the sample comparison in a language, as it is kept."""
    return "".join(f"{line.text}\n" for line in revised_lines(sample(), catalog(language)))


def main() -> None:
    """Write the golden files anew."""
    for language in LANGUAGES:
        golden(language).write_text(told(language), encoding="utf-8")
        sys.stdout.write(f"{golden(language)}\n")


if __name__ == "__main__":
    main()
