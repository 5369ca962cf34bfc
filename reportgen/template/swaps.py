"""Values that bring paragraphs of their own and take the place of the one that their tag stands in.

A tag `{{ x }}` that has a paragraph to itself cannot know, before its value comes, whether that is a text for
the paragraph or paragraphs instead of it. Such a value is put between marks, and its paragraph is cut away
afterwards.
"""

from __future__ import annotations

import re

from reportgen.template.paragraphs import PARAGRAPH_MARK
from reportgen.template.scanner import Scope

__all__ = ["placed", "scope_of", "swap", "swapped"]

_FIRST = re.compile(r"<(w:(?!bookmark|permStart|permEnd|comment|proofErr)\w+)")  # the rest may stand anywhere
_SCOPES = {
    **dict.fromkeys(("w:p", "w:tbl", "w:sdt"), Scope.PARAGRAPH),
    "w:tr": Scope.ROW,
    "w:tc": Scope.CELL,
}

_SWAP = "\x17"
_END = "</w:p>"


def scope_of(content: str) -> Scope:
    """Return what gathered content is made of, by its first element: paragraphs, rows, cells, or text of
    one."""
    first = _FIRST.search(content)
    return _SCOPES.get(first[1], Scope.TEXT) if first else Scope.TEXT


def placed(scope: Scope) -> Scope:
    """Return what a tag of a scope stands in place of; a run is part of a text."""
    return Scope.TEXT if scope is Scope.RUN else scope


def swap(content: str) -> str:
    """Return `content`, which is whole paragraphs and tables, marked to take the place of the paragraph
    around it.

    A paragraph is put behind a table at its end, for a cell must not end with one (ECMA-376-1, 17.4.65).
    """
    ends_well = content.endswith((_END, "<w:p/>"))
    return f"{_SWAP}{content}{'' if ends_well else f'{PARAGRAPH_MARK}<w:p/>'}{_SWAP}"


def swapped(xml: str) -> str:
    """Return the merged text with each marked content in place of the paragraph around it."""
    if _SWAP not in xml:
        return xml
    pieces = xml.split(_SWAP)
    for at in range(1, len(pieces), 2):
        before, after = pieces[at - 1], pieces[at + 1]
        pieces[at - 1] = before[: before.rindex(PARAGRAPH_MARK)]
        pieces[at + 1] = after[after.index(_END) + len(_END) :]
    return "".join(pieces)
