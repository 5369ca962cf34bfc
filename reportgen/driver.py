"""What git shows of a Word file or a workbook, as its external diff or as its text (gitattributes)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from reportgen import pipeline, show
from reportgen.diagnostics import Refusal
from reportgen.messages import Catalog

__all__ = ["driven_lines"]

_NOTHING = frozenset({"/dev/null", "nul", "NUL"})  # stands for the side on which there is no such file
_COMPARED = (7, 9)  # arguments of a comparison; two more when the file was renamed


def driven_lines(arguments: Sequence[str], as_text: bool, words: Catalog) -> Iterator[show.Line]:
    """Yield what git asks for by its arguments: the text of one file, or what changed from one to another.

    git gives `path old-file old-hex old-mode new-file new-hex new-mode [new-path similarity]`, and the path
    alone for one that is not merged. A file that cannot be read is told like any other result: a failure
    would end the whole of git's output.
    """
    if as_text:
        yield from _told(_texts(arguments, words), words)
    elif len(arguments) not in _COMPARED:
        yield from (show.Line(f"* Unmerged path {_named(path)}") for path in arguments[:1])
    else:
        path, old, new = arguments[0], arguments[1], arguments[4]
        renamed = arguments[7] if len(arguments) > 7 else path
        yield show.Line(f"diff --reportgen a/{_named(path)} b/{_named(renamed)}", "bold")
        yield from _told(_compared(old, new, words), words)


def _named(path: str) -> str:
    """Return a path as git writes it, in UTF-8, where the locale takes arguments for something else."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _told(lines: Iterator[show.Line], words: Catalog) -> Iterator[show.Line]:
    try:
        yield from lines
    except Refusal as refusal:
        yield from show.refused_lines(refusal.diagnostics, words, several=refusal.several)


def _texts(files: Sequence[str], words: Catalog) -> Iterator[show.Line]:
    for file in files:
        yield from show.text_lines(pipeline.read_file(file), words)


def _compared(old: str, new: str, words: Catalog) -> Iterator[show.Line]:
    for file, sign, style in ((new, "+", "green"), (old, "-", "red")):
        other = old if file is new else new
        if other in _NOTHING:
            lines = _texts([file], words)
            yield from (show.Line(sign + line.text, style) for line in lines)
            return
    revision = pipeline.compare(old, new)
    yield from show.fault_lines(revision.diagnostics, words)
    yield from show.revised_lines(revision, words)
