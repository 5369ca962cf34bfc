"""The text of the sample's draft, for people to review: `python -m tests.sample.golden` writes it anew.

One paragraph a line with its style before it, the rows of the table with tabs between their cells.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.support.clerk import BOOK, build_in, draft_of

__all__ = ["GOLDEN", "golden_text", "main"]

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "sample-draft.txt"


def golden_text(draft: Path) -> str:
    """Return the text of `draft` as it is kept in the golden file."""
    return "".join(f"{style}|{text}\n" for style, text in draft_of(draft).lines)


def main() -> None:
    """Build the sample and write the golden file anew."""
    with tempfile.TemporaryDirectory() as folder:
        text = golden_text(build_in(Path(folder), BOOK).draft)
    GOLDEN.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{GOLDEN}\n")


if __name__ == "__main__":
    main()
