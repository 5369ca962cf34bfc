"""What one of two drafts tells of its own text: what was inserted where, and what was typed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportgen.diagnostics import Diagnostic
from reportgen.diff.values import Held
from reportgen.word.content import Block, Content, Paragraph
from reportgen.word.custom import PROVENANCE, has_custom_part
from reportgen.word.digests import digest
from reportgen.word.inline import OBJECT, PAGE_FIELD, inline
from reportgen.word.runs import text_of_element

if TYPE_CHECKING:
    from reportgen.manifest import Manifest, TracedFigure
    from reportgen.tracing import TracedText

__all__ = ["Key", "Origins", "Span", "origins"]

Key = tuple[str, str]
"""What an insertion is: the indicator, and the expression that was asked for."""


class Span(NamedTuple):
    """Where an insertion stands in a paragraph."""

    start: int
    end: int
    text: TracedText

    @property
    def is_figure(self) -> bool:
        """Whether a number stands there, not a word or a sentence."""
        return self.text.is_figure

    @property
    def key(self) -> Key:
        """What was asked for."""
        return self.text.figure.indicator, self.text.figure.expression


class Origins(NamedTuple):
    """The provenance of a draft; `manifest` is None where it tells nothing.

    `asked` are all insertions that it was built with, by what was asked for, `gone` those of them that no
    longer stand in it. `built` are the marks of the paragraphs it was built with.
    """

    manifest: Manifest | None
    spans: Mapping[tuple[str, int], Sequence[Span]]
    asked: Mapping[Key, Sequence[TracedFigure]]
    gone: frozenset[Key]
    built: frozenset[str]
    lost: tuple[Diagnostic, ...] = ()

    def inside(self, part: str, paragraph: Paragraph) -> Sequence[Span]:
        """Return the insertions of a paragraph, in order."""
        return self.spans.get((part, paragraph.number), ())

    def covering(self, part: str, paragraph: Paragraph, start: int, end: int) -> Span | None:
        """Return the smallest insertion that a stretch of a paragraph lies in."""
        around = (span for span in self.inside(part, paragraph) if span.start <= start and end <= span.end)
        return min(around, key=lambda span: span.end - span.start, default=None)

    def is_typed(self, paragraph: Paragraph) -> bool | None:
        """Tell whether the draft was built without this paragraph, so that somebody has typed in it since;
        None where that is not known."""
        if not self.built or paragraph.boxes or any(key.startswith(PAGE_FIELD) for key in paragraph.objects):
            return None
        mark = digest(paragraph.text)
        return mark not in self.built if mark else False

    def held(self, figure: TracedFigure) -> tuple[Held, ...]:
        """Return the cells of an insertion with what they held."""
        values = self.manifest.held if self.manifest is not None else {}
        return tuple(Held(cell, values.get(cell, "")) for cell in figure.cells)


def origins(content: Content) -> Origins:
    """Return what a draft tells; nothing for a file that is none of ours."""
    nothing = Origins(None, {}, {}, frozenset(), frozenset())
    if not has_custom_part(content.package, PROVENANCE):
        return nothing
    from reportgen.manifest import read_manifest  # few of the files that are compared are drafts of ours
    from reportgen.tracing import traced

    if read_manifest(content.package) is None:
        return nothing
    found = traced(content.package, texts=True)
    paragraphs = {(story.part, one.number): one for story in content.stories for one in _all(story.blocks)}
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    asked: dict[Key, list[TracedFigure]] = defaultdict(list)
    gone: set[Key] = set()
    for text in found.texts:
        key = (text.figure.indicator, text.figure.expression)
        asked[key].append(text.figure)
        if text.is_gone:
            gone.add(key)
            continue
        for number, start, end in _pieces(text, paragraphs):
            spans[text.place.part, number].append(Span(start, end, text))
    manifest = found.manifest
    return Origins(
        manifest, spans, asked, frozenset(gone), frozenset(manifest.built), tuple(found.diagnostics)
    )


def _pieces(
    text: TracedText, paragraphs: Mapping[tuple[str, int], Paragraph]
) -> Iterable[tuple[int, int, int]]:
    """Yield paragraph, start and end of an insertion, which may reach over several paragraphs."""
    assert text.span is not None
    first, last = text.span
    for number in range(first.paragraph, last.paragraph + 1):
        paragraph = paragraphs.get((text.place.part, number))
        if paragraph is not None:
            start = _offset(paragraph, first.offset) if number == first.paragraph else 0
            end = _offset(paragraph, last.offset) if number == last.paragraph else len(paragraph.text)
            yield number, start, end


def _offset(paragraph: Paragraph, offset: int) -> int:
    """Return where the character stands that has `offset` characters before it, those of objects among
    them: a line break has one, a picture none."""
    if OBJECT not in paragraph.text:
        return offset
    seen = 0
    for atom in inline(paragraph.element).atoms:
        own = sum(len(text_of_element(one)) for _, one in atom.elements) if atom.key else len(atom.text)
        if offset <= seen + own:
            return atom.start + (min(offset - seen, 1) if atom.key else offset - seen)
        seen += own
    return len(paragraph.text)


def _all(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """Yield all paragraphs, those in tables and text boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for box in block.boxes:
                yield from _all(box.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _all(cell.blocks)
