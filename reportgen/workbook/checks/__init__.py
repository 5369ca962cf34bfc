"""What no single cell can tell: missing values, lists that do not count up, slips of unit, broken rules.

Each check yields its findings; none knows of another. What is suspicious but possible is a warning, what is
merely worth knowing a note.
"""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, ordered
from reportgen.indicators import Book
from reportgen.workbook.checks.growths import growth_findings
from reportgen.workbook.checks.last import last_findings
from reportgen.workbook.checks.limits import Limits
from reportgen.workbook.checks.lists import list_findings
from reportgen.workbook.checks.parts import month_findings, part_findings, same_findings, told_parts
from reportgen.workbook.checks.rows import row_findings
from reportgen.workbook.checks.rules import equal_names, parsed_rules, rule_findings, ruled_parts
from reportgen.workbook.checks.statuses import status_findings
from reportgen.workbook.checks.years import year_findings
from reportgen.workbook.rewriting import to_rewrite

__all__ = ["Limits", "check_book"]


def check_book(book: Book, limits: Limits, last: Book | None = None) -> tuple[Diagnostic, ...]:
    """Return all that is wrong or suspicious in how the parts of `book` go together, sorted; with the book of
    the year before also what the two say of that year.

    What the book's switches take out of sight is among it: `silenced` parts the two.
    """
    area = book.fact("parent_area")
    found: list[Diagnostic] = []
    for indicator in book.indicators:
        found += row_findings(indicator, limits, area.text if area else "")
        found += growth_findings(indicator, limits)
    rules = parsed_rules(book)
    if book.indicators:  # else every name of every rule would be unknown
        found += rule_findings(rules, limits)
    ruled, months = tuple(ruled_parts(rules)), tuple(month_findings(book.indicators))
    slipped = {one.place for one in months}
    parts = part_findings((*ruled, *told_parts(book.indicators, ruled)))
    found += months
    found += (one for one in parts if one.place not in slipped)
    found += same_findings(book.indicators, equal_names(rules))
    found += list_findings(book)
    found += year_findings(book, limits)
    found += status_findings(book)
    found += to_rewrite(book)
    if last is not None:
        found += last_findings(book, last, limits.rounding)
    return ordered(found)
