"""Ranks: up is towards the first, and no rank is beyond what is ranked."""

from __future__ import annotations

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.text import Reading
from reportgen.wording.numerals import number_of

__all__ = ["check_ranks"]


def check_ranks(reading: Reading, notes: Notebook) -> None:
    """Compare ranks with each other and with how many there are (AU313)."""
    text = reading.source.text.translate(_DIGITS)
    for found in reading.prose.sign("moved_rank").finditer(text):
        old, new = number_of(found["old"]), number_of(found["new"])
        if old is None or new is None:
            continue
        notes.kinds["rank"] += 1
        is_up = reading.prose.sign("upwards").search(found["way"]) is not None
        by = number_of(found["by"]) if found["by"] else None
        turned = (
            by is not None and (reading.prose.sign("upwards").search(found["by_way"]) is not None) != is_up
        )
        wrong = (new >= old) if is_up else (new <= old)
        if wrong or turned or (by is not None and by != abs(old - new)):
            notes.found("AU313", found.span(), told=found["new"], other=found["old"])
    for found in reading.prose.sign("ranked").finditer(text):
        rank, count = number_of(found["new"]), number_of(found["count"])
        notes.kinds["rank"] += 1
        if rank is not None and count is not None and rank > count:
            notes.found("AU313", found.span(), hint="count", told=found["new"], other=found["count"])


_DIGITS = str.maketrans("０１２３４５６７８９,;:()", "0123456789，；：（）")
