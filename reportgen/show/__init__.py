"""Results and faults laid out: lines for the terminal, and the JSON documents of the contract.

The only place that decides what a result looks like. Lines come with a style name, so that the command line
can colour them on a terminal and print them plainly elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer
from reportgen.show.faults import (
    comment_lines,
    explained,
    fault_json,
    fault_lines,
    place_json,
    refused_lines,
)
from reportgen.show.lines import Line

if TYPE_CHECKING:
    from reportgen.show.audits import audited_json, audited_lines
    from reportgen.show.builds import built_json, built_lines
    from reportgen.show.findings import checked_json, checked_lines, linted_json, linted_lines
    from reportgen.show.page import revision_page
    from reportgen.show.redline import redline_words
    from reportgen.show.revised import revised_json
    from reportgen.show.revisions import revised_lines
    from reportgen.show.texts import text_lines
    from reportgen.show.traces import traced_json, traced_lines
    from reportgen.show.years import (
        collected_json,
        collected_lines,
        copied_lines,
        exported_json,
        exported_lines,
        needed_json,
        needed_lines,
        rolled_json,
        rolled_lines,
    )

__all__ = [
    "Line",
    "audited_json",
    "audited_lines",
    "built_json",
    "built_lines",
    "checked_json",
    "checked_lines",
    "collected_json",
    "collected_lines",
    "comment_lines",
    "copied_lines",
    "explained",
    "exported_json",
    "exported_lines",
    "fault_json",
    "fault_lines",
    "linted_json",
    "linted_lines",
    "needed_json",
    "needed_lines",
    "place_json",
    "redline_words",
    "refused_lines",
    "revised_json",
    "revised_lines",
    "revision_page",
    "rolled_json",
    "rolled_lines",
    "text_lines",
    "traced_json",
    "traced_lines",
]

_HOMES = {
    **dict.fromkeys(("audited_json", "audited_lines"), "audits"),
    **dict.fromkeys(("built_json", "built_lines"), "builds"),
    **dict.fromkeys(("checked_json", "checked_lines", "linted_json", "linted_lines"), "findings"),
    "redline_words": "redline",
    "revised_json": "revised",
    "revised_lines": "revisions",
    "revision_page": "page",
    "text_lines": "texts",
    **dict.fromkeys(("traced_json", "traced_lines"), "traces"),
    **dict.fromkeys(
        (
            "collected_json",
            "collected_lines",
            "copied_lines",
            "exported_json",
            "exported_lines",
            "needed_json",
            "needed_lines",
            "rolled_json",
            "rolled_lines",
        ),
        "years",
    ),
}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)
