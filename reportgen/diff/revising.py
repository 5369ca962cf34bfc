"""The passages of a revision: what an alignment with its causes comes to, in the words of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reportgen.diff.judge import Judge
from reportgen.diff.looks import different_properties, look_changes, shape_changes
from reportgen.diff.pairs import (
    PILCROW,
    Alignment,
    Edit,
    Item,
    Op,
    Passage,
    RowPair,
    StoryPair,
    TablePair,
    flow,
)
from reportgen.diff.values import Cause, Change, FigureChange, Kind, Stretch
from reportgen.refs import ParagraphRef
from reportgen.word.content import Cell, Paragraph, Row
from reportgen.word.inline import STAND_INS

__all__ = ["passages"]

_FIRST, _SECOND = STAND_INS.values()
_OWN_SIGNS = str.maketrans({sign: own for own, sign in STAND_INS.items()})
_GRAVEST = (Cause.HAND, Cause.UNKNOWN, Cause.TEMPLATE, Cause.DATA, Cause.COMPUTED)


def passages(alignment: Alignment, judge: Judge, figures: Sequence[FigureChange]) -> Iterator[Change]:
    """Yield all passages of the two texts in order, each with its stretches and their causes."""
    for story in alignment.stories:
        teller = _Teller(story, alignment.old.package.file, alignment.new.package.file, judge, figures)
        yield from _with_section(story, list(teller.changes(story.items)), judge)


def _with_section(story: StoryPair, changes: list[Change], judge: Judge) -> list[Change]:
    """Return the changes of a story with what differs in its last section, which ends with the last of
    them."""
    if not changes or story.old is None or story.new is None or story.old.section == story.new.section:
        return changes
    last, cause = changes[-1], judge.of_look()
    causes = [cause] if last.cause is None else [cause, last.cause]
    detail = tuple(dict.fromkeys((*last.detail, "sectPr")))
    told = last._replace(kind=last.kind or Kind.FORMAT, cause=_gravest(causes), detail=detail)
    return [*changes[:-1], told]


class _Teller(NamedTuple):
    story: StoryPair
    file_old: str
    file_new: str
    judge: Judge
    figures: Sequence[FigureChange]

    def changes(self, items: Iterable[Item]) -> Iterator[Change]:
        for item in items:
            if isinstance(item, TablePair):
                yield from self._rows(item)
            else:
                yield self._passage(item)
                for box in item.boxes:
                    if not box.new.echo:
                        yield from self.changes(box.items)

    # --- paragraphs

    def _passage(self, found: Passage) -> Change:
        shape = (
            tuple(chain.from_iterable(map(shape_changes, found.old, found.new))) if _is_pair(found) else ()
        )
        stretches, looks = self._stretches(found)
        kind = _kind(found, stretches, shape)
        if kind is None:
            return Change(None, stretches, None, *self._places(found))
        causes = [stretch.cause for stretch in stretches if stretch.cause is not None]
        causes += [found.cause] if kind in (Kind.MOVE, Kind.FORMAT, Kind.SPLIT, Kind.MERGE) or shape else []
        return Change(
            kind,
            stretches,
            _gravest(causes),
            *self._places(found),
            cells=tuple(dict.fromkeys(self._cells(found, stretches))),
            move=found.move.number if found.move is not None else 0,
            detail=tuple(dict.fromkeys((*looks, *shape))),
        )

    def _stretches(self, found: Passage) -> tuple[tuple[Stretch, ...], tuple[str, ...]]:
        """Return the stretches of a passage, and the properties that differ in equal ones. The place that a
        paragraph left shows all of it as deleted, the place it went to what was changed on the way."""
        olds, news, edits = found.old, found.new, found.edits
        if found.move is not None and news:
            olds, news, edits = (found.move.old,), (found.move.new,), found.move.edits
        before, after = flow(olds), flow(news)
        is_alike = [one.formats for one in olds] == [other.formats for other in news]
        stretches: list[Stretch] = []
        looks: list[str] = []
        for edit in edits:
            op, old_start, old_end, new_start, new_end, cause, figure = edit
            if op is not Op.EQUAL:
                text = before[old_start:old_end] + after[new_start:new_end]
                stretches.append(Stretch("delete" if op is Op.DELETE else "insert", text, cause, figure))
            elif is_alike:
                stretches.append(Stretch("equal", after[new_start:new_end]))
            else:
                changed = list(look_changes(olds, news, edit))
                looks += chain.from_iterable(names for _, _, names in changed)
                stretches += _equal(after, edit, [(start, end) for start, end, _ in changed], found.cause)
        return _readable(stretches), tuple(looks)

    def _places(self, found: Passage) -> tuple[ParagraphRef | None, ParagraphRef | None]:
        old = self._place(found.old[0], old=True) if found.old else None
        new = self._place(found.new[0], old=False) if found.new else None
        return old, new

    def _place(self, paragraph: Paragraph, *, old: bool) -> ParagraphRef:
        story = self.story.old if old else self.story.new
        part = story.part if story is not None else ""
        file = self.file_old if old else self.file_new
        return ParagraphRef(file, part, paragraph.number, paragraph.text, "", paragraph.cell)

    def _cells(self, found: Passage, stretches: Sequence[Stretch]) -> Iterator[str]:
        """Yield the cells that a change comes from: of its figures, and of texts of the workbook."""
        for stretch in stretches:
            if stretch.figure and (cell := self.figures[stretch.figure - 1].cell):
                yield cell
        if any(stretch.cause is Cause.DATA and not stretch.figure for stretch in stretches):
            yield from self._cells_of_texts(found.new or found.old, old=not found.new)

    def _cells_of_texts(self, paragraphs: Iterable[Paragraph], *, old: bool) -> Iterator[str]:
        side, story = (self.judge.old, self.story.old) if old else (self.judge.new, self.story.new)
        for paragraph in paragraphs:
            for span in side.inside(story.part if story is not None else "", paragraph):
                if not span.is_figure and span.end - span.start > len(paragraph.text) // 2:
                    yield from span.text.figure.cells[:1]

    # --- tables

    def _rows(self, found: TablePair) -> Iterator[Change]:
        looks: tuple[str, ...] = ()
        if found.old is not None and found.new is not None:
            looks = different_properties(found.old.properties, found.new.properties)
            looks += ("tblGrid",) if found.old.grid != found.new.grid else ()
        for place, row in enumerate(found.rows):
            yield self._row(row, looks if place == 0 else ())

    def _row(self, row: RowPair, looks: tuple[str, ...]) -> Change:
        is_pair = row.old is not None and row.new is not None
        within = [list(self.changes(cell.items)) for cell in row.cells]
        stretches = _readable(list(_tabbed(within)))
        every = list(chain.from_iterable(within))
        if row.old is not None and row.new is not None:
            looks += different_properties(row.old.properties, row.new.properties)
            for cell in row.cells:
                if cell.old is not None and cell.new is not None:
                    looks += different_properties(cell.old.properties, cell.new.properties)
        detail = tuple(dict.fromkeys((*looks, *(name for change in every for name in change.detail))))
        kind = _row_kind(row, every, detail, is_changed=any(s.op in ("insert", "delete") for s in stretches))
        causes = [change.cause for change in every if change.cause is not None]
        causes += [] if is_pair and not looks else [row.cause]
        where = next((change for change in every if change.kind is not None), every[0] if every else None)
        return Change(
            kind,
            stretches,
            _gravest(causes) if kind is not None else None,
            self._row_place(row.old, where, old=True),
            self._row_place(row.new, where, old=False),
            cells=tuple(dict.fromkeys(cell for change in every for cell in change.cells)),
            move=row.moved,
            table=True,
            detail=detail if kind is not None else (),
        )

    def _row_place(self, row: Row | None, where: Change | None, *, old: bool) -> ParagraphRef | None:
        """Return the first paragraph of a row that differs, else its first."""
        if row is None:
            return None
        found = None if where is None else where.place_old if old else where.place_new
        if isinstance(found, ParagraphRef):
            return found
        first = next(_paragraphs(row.cells), None)
        return None if first is None else self._place(first, old=old)


def _is_pair(found: Passage) -> bool:
    return len(found.old) == len(found.new) == 1 and found.move is None


def _kind(found: Passage, stretches: Sequence[Stretch], shape: Sequence[str]) -> Kind | None:
    if found.move is not None:
        return Kind.MOVE
    if not found.old or not found.new:
        return Kind.DELETE if found.old else Kind.INSERT
    if len(found.old) != len(found.new):
        return Kind.SPLIT if len(found.new) > len(found.old) else Kind.MERGE
    if any(stretch.op in ("delete", "insert") for stretch in stretches):
        return Kind.REPLACE
    return Kind.FORMAT if shape or any(stretch.op == "format" for stretch in stretches) else None


def _row_kind(
    row: RowPair, changes: Sequence[Change], detail: Sequence[str], *, is_changed: bool
) -> Kind | None:
    if row.moved:
        return Kind.MOVE
    if row.old is None or row.new is None:
        return Kind.ROW
    if is_changed:
        return Kind.REPLACE
    return Kind.FORMAT if detail or any(change.kind is not None for change in changes) else None


def _gravest(causes: Sequence[Cause]) -> Cause:
    return next((cause for cause in _GRAVEST if cause in causes), Cause.UNKNOWN)


def _equal(text: str, edit: Edit, changed: Sequence[tuple[int, int]], cause: Cause) -> Iterator[Stretch]:
    at = edit.new_start
    for start, end in changed:
        if at < start:
            yield Stretch("equal", text[at:start])
        yield Stretch("format", text[start:end], cause)
        at = end
    if at < edit.new_end:
        yield Stretch("equal", text[at : edit.new_end])


def _tabbed(cells: Sequence[Sequence[Change]]) -> Iterator[Stretch]:
    """Yield the stretches of a row: a tab between two cells, a line break between paragraphs of one."""
    for place, changes in enumerate(cells):
        if place:
            yield Stretch("equal", "\t")
        for number, change in enumerate(changes):
            if number:
                yield Stretch("equal", PILCROW)
            yield from change.stretches


def _readable(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches with line breaks between paragraphs and none behind the last, equal neighbours as
    one."""
    found: list[Stretch] = []
    known: tuple[str, Cause | None, int] | None = None
    for place, (op, _, cause, figure) in enumerate(stretches):
        text = _as_read(stretches, place)
        if not text:
            continue
        if known == (op, cause, figure):
            found[-1] = Stretch(op, found[-1].text + text, cause, figure)
        else:
            known = op, cause, figure
            found.append(Stretch(op, text, cause, figure))
    return tuple(found)


def _as_read(stretches: Sequence[Stretch], place: int) -> str:
    """Return the text of a stretch as it is read."""
    text = stretches[place].text
    if PILCROW in text:
        if place >= len(stretches) - 2 and all(
            not later.text.strip(PILCROW) for later in stretches[place + 1 :]
        ):
            text = text.removesuffix(PILCROW)
        text = text.replace(PILCROW, "\n")
    return text.translate(_OWN_SIGNS) if _FIRST in text or _SECOND in text else text


def _paragraphs(cells: Iterable[Cell]) -> Iterator[Paragraph]:
    for cell in cells:
        yield from (block for block in cell.blocks if isinstance(block, Paragraph))
