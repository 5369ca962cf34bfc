"""Where a use case may write: never over what it reads, never over another kind of file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef

__all__ = ["BOOK_KIND", "DRAFT_KIND", "PAGE_KIND", "keep_apart", "keep_kind"]

DRAFT_KIND, BOOK_KIND, PAGE_KIND = ".docx", ".xlsx", ".html"


def keep_apart(output: Path, sources: Iterable[Path]) -> None:
    """Refuse to write over a file that is being read (PK203)."""
    for source in sources:
        with suppress(OSError):  # where one of the two is not there
            if output.samefile(source):
                raise Refusal([fault("PK203", FileRef(str(output)))])


def keep_kind(output: Path | str, kind: str) -> None:
    """Refuse to write where no file of that kind stands or would stand (PK204): another kind's, or a folder.

    A workbook where a folder stands is left to `save_new`, which replaces nothing."""
    name = os.fspath(output)
    misnamed = name.endswith(("/", os.sep)) or Path(name).suffix.lower() != kind
    if misnamed or (kind != BOOK_KIND and os.path.isdir(name)):  # noqa: PTH112  # no error for a long name
        raise Refusal([fault("PK204", FileRef(name), wanted=kind)])
