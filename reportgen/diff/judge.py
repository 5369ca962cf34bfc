"""Why something changed, as far as the provenance of the two drafts tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportgen.diff.origins import Origins, Span
from reportgen.diff.values import Cause
from reportgen.word.content import Paragraph
from reportgen.word.digests import digest

if TYPE_CHECKING:
    from reportgen.manifest import Manifest, TracedFigure

__all__ = ["Judge"]


class Judge(NamedTuple):
    """Tells causes. A change is by hand where a draft is not as it was built, by the template where that is
    another, else by the data; unknown where a draft tells nothing of how it was built."""

    old: Origins
    new: Origins

    @property
    def has_other_template(self) -> bool:
        """Whether the two drafts, both with provenance, were built from different templates."""
        both = self._both
        return both is not None and both[0].template.digest != both[1].template.digest

    @property
    def is_same_build(self) -> bool:
        """Whether the two drafts were built from the same workbook and template by the same program: then
        all that differs was typed."""
        both = self._both
        if both is None or self.has_other_template or self.has_other_book:
            return False
        return both[0].version == both[1].version

    @property
    def has_other_book(self) -> bool:
        """Whether the two drafts, both with provenance, were built from workbooks that differ."""
        both = self._both
        return both is not None and both[0].workbook.digest != both[1].workbook.digest

    @property
    def _both(self) -> tuple[Manifest, Manifest] | None:
        """What both drafts tell of how they were built; None where one of them tells nothing."""
        one, other = self.old.manifest, self.new.manifest
        return None if one is None or other is None else (one, other)

    def of_text(self, before: Paragraph | None, after: Paragraph | None) -> Cause:
        """Return why text changed that no insertion put there, from the paragraphs that it stood and stands
        in."""
        if self.new.manifest is None:
            return Cause.UNKNOWN
        if self.is_same_build:
            return Cause.HAND
        typed = [
            self.new.is_typed(after) if after is not None else self._was_built(before, self.new),
            self.old.is_typed(before) if before is not None else self._was_built(after, self.old),
        ]
        if any(typed):
            return Cause.HAND
        if self._both is None:
            return Cause.UNKNOWN
        if self.has_other_template:
            return Cause.UNKNOWN if None in typed else Cause.TEMPLATE
        return Cause.HAND if None in typed else Cause.DATA

    @staticmethod
    def _was_built(paragraph: Paragraph | None, side: Origins) -> bool | None:
        """Tell whether a draft that lacks a paragraph was built with it, so that somebody took it out."""
        mark = digest(paragraph.text) if paragraph is not None else ""
        return mark in side.built if mark and side.built else None if not side.built else False

    def of_look(self) -> Cause:
        """Return why text looks otherwise: a build takes all looks from its template."""
        if self._both is None:
            return Cause.UNKNOWN
        return Cause.TEMPLATE if self.has_other_template else Cause.HAND

    def of_insertions(self, before: Span, after: Span) -> Cause:
        """Return why the same insertion reads otherwise in the two drafts."""
        if self.is_same_build or before.text.is_edited or after.text.is_edited:
            return Cause.HAND
        one, other = before.text.figure, after.text.figure
        return self.of_figures(one, other)

    def of_figures(self, before: TracedFigure, after: TracedFigure) -> Cause:
        """Return why two builds printed an insertion otherwise."""
        was = [held.value for held in self.old.held(before)]
        now = [held.value for held in self.new.held(after)]
        if was != now:
            return Cause.COMPUTED if after.formula else Cause.DATA
        if self.has_other_template:
            return Cause.TEMPLATE
        if self.has_other_book:
            return Cause.DATA  # such as another number of decimals, which no cell of the figure tells
        return Cause.UNKNOWN

    def of_appeared(self, after: Span) -> Cause:
        """Return why an insertion stands in the new draft alone."""
        if after.text.is_edited:
            return Cause.HAND
        if self._both is None:
            return Cause.UNKNOWN
        return self._of_lone(after, self.old)

    def of_vanished(self, before: Span) -> Cause:
        """Return why an insertion stands in the old draft alone."""
        if self.new.manifest is None:
            return Cause.UNKNOWN
        return self._of_lone(before, self.new)

    def _of_lone(self, span: Span, other: Origins) -> Cause:
        if self.is_same_build or span.key in other.gone:
            return Cause.HAND  # the other draft was built with it
        if not self.has_other_book:
            return Cause.TEMPLATE if self.has_other_template else Cause.UNKNOWN
        is_asked_elsewhere = span.key not in other.asked and span.text.figure.source.startswith("¶")
        return Cause.TEMPLATE if self.has_other_template and is_asked_elsewhere else Cause.DATA
