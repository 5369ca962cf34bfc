"""The use cases, one function each: values and files in, a result out. Nothing is printed here.

workbook → indicators → measures → context → template → draft → comparison with the last draft
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer

if TYPE_CHECKING:
    from reportgen.pipeline.auditing import annotate_audit, audit
    from reportgen.pipeline.comparing import (
        Comparison,
        compare,
        compared,
        newest_drafts,
        read_file,
        write_page,
        write_redline,
    )
    from reportgen.pipeline.drafting import Built, build, default_template, trace
    from reportgen.pipeline.templates import Linted, Rendered, annotate, lint, merge_data
    from reportgen.pipeline.workbooks import Checked, Needed, book_for, check, new_book
    from reportgen.pipeline.years import (
        Collection,
        Export,
        Rollover,
        Taken,
        collect,
        copy_book,
        export,
        roll,
    )

__all__ = [
    "Built",
    "Checked",
    "Collection",
    "Comparison",
    "Export",
    "Linted",
    "Needed",
    "Rendered",
    "Rollover",
    "Taken",
    "annotate",
    "annotate_audit",
    "audit",
    "book_for",
    "build",
    "check",
    "collect",
    "compare",
    "compared",
    "copy_book",
    "default_template",
    "export",
    "lint",
    "merge_data",
    "new_book",
    "newest_drafts",
    "read_file",
    "roll",
    "trace",
    "write_page",
    "write_redline",
]

_HOMES = {
    **dict.fromkeys(("annotate_audit", "audit"), "auditing"),
    **dict.fromkeys(
        (
            "Comparison",
            "compare",
            "compared",
            "newest_drafts",
            "read_file",
            "write_page",
            "write_redline",
        ),
        "comparing",
    ),
    **dict.fromkeys(("Built", "build", "default_template", "trace"), "drafting"),
    **dict.fromkeys(("Linted", "Rendered", "annotate", "lint", "merge_data"), "templates"),
    **dict.fromkeys(("Checked", "Needed", "book_for", "check", "new_book"), "workbooks"),
    **dict.fromkeys(
        ("Collection", "Export", "Rollover", "Taken", "collect", "copy_book", "export", "roll"), "years"
    ),
}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)
