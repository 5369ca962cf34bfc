"""Compare two drafts, or any two Word files: align them, tell the causes, and say what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, fault, ordered
from reportgen.diff.cascades import with_cascades
from reportgen.diff.causes import Told, told_edits
from reportgen.diff.figures import Files, figure_change, told_alike
from reportgen.diff.judge import Judge
from reportgen.diff.numbers import Figure, paired_elsewhere, pairs_of
from reportgen.diff.origins import Origins, origins
from reportgen.diff.pairs import Alignment, CellPair, Edit, Item, Passage, StoryPair, TablePair
from reportgen.diff.revising import passages
from reportgen.diff.stories import aligned
from reportgen.diff.units import Unit, changed_units, is_changed, unit_of
from reportgen.diff.values import Cause, FigureChange, Revision, Side
from reportgen.refs import FileRef, ParagraphRef
from reportgen.word.content import Content
from reportgen.word.package import Package
from reportgen.word.reader import read_content
from reportgen.wording.segments import Cut

__all__ = ["Compared", "compare_drafts"]

_Key = tuple[str, str, int, int]


class Compared(NamedTuple):
    """Two files compared: what changed, and the alignment that it was told from, with its causes."""

    revision: Revision
    alignment: Alignment


def compare_drafts(old: Package, new: Package, cut: Cut | None = None) -> Compared:
    """Return what changed from one Word file to another; `cut` makes words of Chinese where our list should
    not. Refusal PK109 for what is none, PK110 for a part that is no XML."""
    before, after = read_content(old), read_content(new)
    judge = Judge(origins(before), origins(after))
    alignment = aligned(before, after, cut)
    changes, told = _figures(alignment, judge)
    annotated = _Annotator(judge, told).alignment(alignment)
    revision = Revision(
        Side(old.file, judge.old.manifest is not None),
        Side(new.file, judge.new.manifest is not None),
        changes,
        with_cascades(tuple(passages(annotated, judge, changes))),
        alignment.uncompared,
        ordered(_diagnostics(before, after, judge, alignment, changes)),
    )
    return Compared(revision, annotated)


def _figures(alignment: Alignment, judge: Judge) -> tuple[tuple[FigureChange, ...], Mapping[_Key, Told]]:
    """Return the figures that changed, in the order of the text, and for each text which of them stand in
    it."""
    files = Files(alignment.old.package.file, alignment.new.package.file)
    found = [pair for unit in changed_units(alignment) for pair in pairs_of(unit, judge.old, judge.new)]
    pairs = paired_elsewhere(found)
    changes = told_alike([figure_change(pair, judge, files) for pair in pairs])
    told: dict[_Key, dict[bool, list[tuple[Figure, int, Cause]]]] = defaultdict(lambda: defaultdict(list))
    for number, (pair, change) in enumerate(zip(pairs, changes, strict=True), start=1):
        for figure, unit, is_old in ((pair.old, pair.old_unit, True), (pair.new, pair.new_unit, False)):
            if figure is not None and unit is not None:
                told[_key(unit)][is_old].append((figure, number, change.cause))
    for some in (side for both in told.values() for side in both.values()):
        some.sort(key=lambda one: one[0].start)
    return changes, told


def _key(unit: Unit) -> _Key:
    """Return what tells a text from all others: its first paragraphs, which are in no other one."""
    old, new = unit.old, unit.new
    return unit.part_old, unit.part_new, old[0].number if old else 0, new[0].number if new else 0


class _Annotator(NamedTuple):
    """Puts the causes into an alignment."""

    judge: Judge
    figures: Mapping[_Key, Told]

    def alignment(self, found: Alignment) -> Alignment:
        stories = (story._replace(items=self._items(story.items, story)) for story in found.stories)
        return found._replace(stories=tuple(stories))

    def _items(self, items: Sequence[Item], story: StoryPair) -> tuple[Item, ...]:
        return tuple(
            self._table(item, story) if isinstance(item, TablePair) else self._passage(item, story)
            for item in items
        )

    def _passage(self, found: Passage, story: StoryPair) -> Passage:
        boxes = tuple([box._replace(items=self._items(box.items, story)) for box in found.boxes])
        told = found.edits if found.move is None else found.move.edits
        if is_changed(told):
            unit = unit_of(found, story)
            told = told_edits(unit, self.judge, self.figures.get(_key(unit), {}))
        if found.move is not None:
            cause = self._of_move(found, story)
            whole = tuple(edit._replace(cause=cause) for edit in found.edits)
            return found._replace(edits=whole, move=found.move._replace(edits=told), cause=cause, boxes=boxes)
        return Passage(found.old, found.new, told, None, boxes, self._cause(found, told))

    def _cause(self, found: Passage, told: Sequence[Edit]) -> Cause:
        """Return why a passage is there, is gone, was cut or joined, or looks otherwise."""
        if not found.old or not found.new:
            return max(told, key=_length).cause
        if len(found.old) != len(found.new):
            return self.judge.of_text(found.old[0], found.new[0])
        return self.judge.of_look()

    def _of_move(self, found: Passage, story: StoryPair) -> Cause:
        """Return why a paragraph stands elsewhere: its insertions know whether the build put it there."""
        assert found.move is not None
        part = story.new.part if story.new is not None else ""
        spans = self.judge.new.inside(part, found.move.new)
        if self.judge.is_same_build or any(span.text.is_moved for span in spans):
            return Cause.HAND
        if spans and self.judge.old.manifest is not None:
            return Cause.TEMPLATE if self.judge.has_other_template else Cause.DATA
        return self.judge.of_look()

    def _table(self, found: TablePair, story: StoryPair) -> TablePair:
        rows = []
        for row in found.rows:
            cells = tuple(CellPair(cell.old, cell.new, self._items(cell.items, story)) for cell in row.cells)
            causes = [item.cause for cell in cells for item in cell.items if isinstance(item, Passage)]
            is_lone = row.old is None or row.new is None
            cause = _most(causes) if is_lone else self.judge.of_look()
            rows.append(row._replace(cells=cells, cause=cause))
        return found._replace(rows=tuple(rows))


def _length(edit: Edit) -> int:
    return edit.old_end - edit.old_start + edit.new_end - edit.new_start


def _most(causes: Sequence[Cause]) -> Cause:
    if Cause.HAND in causes:
        return Cause.HAND
    return max(dict.fromkeys(causes), key=causes.count, default=Cause.UNKNOWN)


def _diagnostics(
    before: Content, after: Content, judge: Judge, alignment: Alignment, changes: Sequence[FigureChange]
) -> Iterator[Diagnostic]:
    for content, side, other in ((before, judge.old, judge.new), (after, judge.new, judge.old)):
        place = FileRef(content.package.file)
        if content.had_revisions:
            yield fault("DF101", place)
        if side.manifest is None and other.manifest is not None:
            yield fault("DF105", place)
        yield from side.lost
    for part in alignment.uncompared:
        yield fault("DF102", FileRef(after.package.file), part=part)
    told = {found for change in changes for found in change.faults}
    yield from told
    yield from _typed_back(after, judge.new, {found.place for found in told if found.code == "DF201"})


def _typed_back(after: Content, side: Origins, known: set[object]) -> Iterator[Diagnostic]:
    """Yield the figures of the new draft that were typed over and read as in the old one by chance or by
    care."""
    for (part, number), spans in side.spans.items():
        for span in spans:
            if span.is_figure and span.text.is_edited:
                place = ParagraphRef(
                    after.package.file, part, number, span.text.place.text, cell=span.text.place.cell
                )
                if place not in known:
                    figure = span.text.figure
                    yield fault("DF201", place, name=figure.indicator, built=figure.text, now=span.text.now)
