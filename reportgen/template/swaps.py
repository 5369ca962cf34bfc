"""Values that bring paragraphs of their own and take the place of the one that their tag stands in.

A tag `{{ x }}` that has a paragraph to itself cannot know, before its value comes, whether that is a text for
the paragraph or paragraphs instead of it. Such a value is put between marks, and its paragraph is cut away
afterwards.
"""

from __future__ import annotations

__all__ = ["PARAGRAPH_MARK", "swap", "swapped"]

PARAGRAPH_MARK = "\x07"  # stands before each paragraph of a merged part until the paragraphs are counted
_SWAP = "\x17"
_END = "</w:p>"


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
