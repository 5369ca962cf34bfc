"""The words of a redline: who is said to have made a change, and the comment on a changed figure."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.diff.values import Cause, Revision
from reportgen.messages import Catalog
from reportgen.show.figures import difference_text, named, origin_text, relative_text
from reportgen.show.passages import cause_text, shown

__all__ = ["RedlineWords", "redline_words"]

_AUTHORS = {Cause.COMPUTED: Cause.DATA}  # a figure that was computed anew follows the data


class RedlineWords:
    """What a file with tracked changes says of a revision, in one language."""

    def __init__(self, revision: Revision, words: Catalog) -> None:
        self.revision, self.words = revision, words
        self._causes: dict[Cause, str] = {}  # why, for all figures of a cause

    def author(self, cause: Cause) -> str:
        """Return the name under which changes of a cause are tracked, so that all of one kind can be taken
        at once."""
        return cause_text(_AUTHORS.get(cause, cause), self.words)

    def comment(self, figure: int) -> Sequence[str]:
        """Return the paragraphs of the comment on a changed figure, counted from 1: what it is, from what to
        what, why, from which cells, by which formula, and what is wrong with it."""
        told, words = self.revision.figures[figure - 1], self.words
        none = words.text("diff.none")
        old, new = (shown(text, words) or none for text in (told.old, told.new))
        by = " ".join(filter(None, (difference_text(told, words), relative_text(told, words))))
        lines = [
            words.text("diff.comment", name=named(told, words), old=old, new=new)
            + (words.text("diff.comment.by", by=by) if by else ""),
            self._why(told.cause),
            origin_text(told, words),
            *(shown(text, words) for text in (told.formula, told.worked)),
            *(f"{found.code}  {words.message(found)}" for found in told.faults),
        ]
        return tuple(filter(None, lines))

    def _why(self, cause: Cause) -> str:
        if cause not in self._causes:
            self._causes[cause] = self.words.text("diff.comment.why", cause=cause_text(cause, self.words))
        return self._causes[cause]


def redline_words(revision: Revision, words: Catalog) -> RedlineWords:
    """Return the words of a redline of a revision."""
    return RedlineWords(revision, words)
