"""What a trace tells: each insertion with its place and its state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.diagnostics import Diagnostic
from reportgen.fields import Nature
from reportgen.manifest import Manifest, TracedFigure
from reportgen.refs import ParagraphRef
from reportgen.word.bookmarks import Position

__all__ = ["State", "Traced", "TracedText"]


class State(StrEnum):
    """How an insertion stands in the draft as it is now.

    WORDLESS: a drawing stands in its place, without the alternative text that would tell which one it is.
    UNMARKED: its bookmark is lost, but its text was found again without doubt. GONE: neither is there.
    """

    KEPT = "kept"
    EDITED = "edited"
    MOVED = "moved"
    WORDLESS = "wordless"
    UNMARKED = "unmarked"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class TracedText:
    """An insertion as the manifest tells it, its paragraph as it reads now, and what stands in its place.

    `span` is where it stands in its part, None when it is gone: then the place is the one of the build.
    """

    figure: TracedFigure
    place: ParagraphRef
    state: State
    now: str
    span: tuple[Position, Position] | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, not a text."""
        return self.figure.nature != Nature.TEXT

    @property
    def is_edited(self) -> bool:
        """Whether somebody has typed over it since."""
        return self.state is State.EDITED

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than the build put it."""
        return self.state is State.MOVED

    @property
    def is_gone(self) -> bool:
        """Whether nothing in the draft is known to be it."""
        return self.span is None or self.state in (State.GONE, State.WORDLESS)


@dataclass(frozen=True, slots=True)
class Traced:
    """What a draft was asked for and what it was made of; the faults say what it has lost, or lacks."""

    manifest: Manifest
    texts: tuple[TracedText, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether anything was found."""
        return bool(self.texts)
