"""Sentences in the manner of public summaries and communiqués, true ones and ones with a slip, and what an
audit says of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportgen.auditing import Audit, Text, audit_texts
from reportgen.refs import ParagraphRef

__all__ = ["STATEMENTS", "Statement", "audited", "codes", "statements"]

STATEMENTS = Path(__file__).resolve().parents[1] / "audit" / "statements.csv"
PART = "word/document.xml"


class Statement(NamedTuple):
    """A statement: its class, whether it is true, the code that is due, empty where several will do."""

    kind: str
    is_true: bool
    code: str
    text: str


def statements() -> list[Statement]:
    """Return the statements of the table."""
    with STATEMENTS.open(encoding="utf-8", newline="") as table:
        return [
            Statement(row["class"], row["verdict"] == "true", row["code"], row["text"])
            for row in csv.DictReader(table)
        ]


def audited(*lines: str) -> Audit:
    """Return the audit of paragraphs."""
    return audit_texts(_texts(lines))


def codes(*lines: str) -> list[str]:
    """Return the codes of what is found in paragraphs, in their order."""
    return [found.fault.code for found in audited(*lines).findings]


def _texts(lines: Iterable[str]) -> list[Text]:
    return [Text(ParagraphRef("text.docx", PART, at, line), line) for at, line in enumerate(lines, start=1)]
