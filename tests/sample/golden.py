"""The texts of the samples' drafts, for people to review: `python -m tests.sample.golden` writes them anew.

One paragraph a line with its style before it, the rows of the table with tabs between their cells.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.support.clerk import BOOK, DEMO, build_in, draft_of

__all__ = ["GOLDEN", "GOLDEN_DEMO", "golden_text", "main"]

_FOLDER = Path(__file__).resolve().parents[1] / "golden"
GOLDEN, GOLDEN_DEMO = _FOLDER / "sample-draft.txt", _FOLDER / "demo-draft.txt"


def golden_text(draft: Path) -> str:
    """Return the text of `draft` as it is kept in the golden file."""
    return "".join(f"{style}|{text}\n" for style, text in draft_of(draft).lines)


def main() -> None:
    """Build the samples and write the golden files anew."""
    for book, golden in ((BOOK, GOLDEN), (DEMO, GOLDEN_DEMO)):
        with tempfile.TemporaryDirectory() as folder:
            text = golden_text(build_in(Path(folder), book, template=None).draft)
        golden.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{golden}\n")


if __name__ == "__main__":
    main()
