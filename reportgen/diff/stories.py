"""Two Word files side by side: bodies, headers, footers and notes, down to the edits within a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from reportgen.diff.align import LIKE, Item, alike, links, moves
from reportgen.diff.edits import edits_between
from reportgen.diff.joints import Group, grouped
from reportgen.diff.pairs import Alignment, BoxPair, Edit, Move, Op, Passage, StoryPair
from reportgen.diff.pairs import Item as PairedItem
from reportgen.diff.tables import table_pair
from reportgen.word.content import Block, Content, Paragraph, Story, Table
from reportgen.word.rest import differing_parts
from reportgen.wording.segments import Cut, masked

__all__ = ["aligned"]

_NOTES = ("footnote", "endnote")
_NotePair = tuple[str, str, str]  # kind, old id, new id
_Away = dict[tuple[str, int], Move | tuple[int, ...]]
"""What stands elsewhere, by its side and place: the move of a paragraph, the numbers of a table's rows."""


def aligned(old: Content, new: Content, cut: Cut | None = None) -> Alignment:
    """Return the two files side by side; `cut` makes words of Chinese where our list should not."""
    aligner = _Aligner(cut)
    stories: list[StoryPair] = []
    for one, other in _flows(old.stories, new.stories):
        before, after = (() if story is None else story.blocks for story in (one, other))
        stories.append(StoryPair(one, other, aligner.items(before, after, moving=True)))
    for one, other in _notes(old.stories, new.stories, aligner.notes):
        before, after = (() if story is None else story.blocks for story in (one, other))
        stories.append(StoryPair(one, other, aligner.items(before, after)))
    return Alignment(old, new, tuple(stories), differing_parts(old.package, new.package))


class _Aligner:
    """Pairs flows of paragraphs and tables; gathers the notes that equal references lead to."""

    def __init__(self, cut: Cut | None) -> None:
        self.cut = cut
        self.notes: set[_NotePair] = set()
        self.numbers = count(1)

    def items(
        self, old: Sequence[Block], new: Sequence[Block], *, moving: bool = False
    ) -> tuple[PairedItem, ...]:
        """Return two flows side by side; with `moving` what stands elsewhere is found again."""
        if not old or not new:
            return tuple(self._alone(old, new))
        if _are_paragraphs(old, new) or _is_same(old, new):
            return tuple([self._item(Group((at,), (at,)), old, new, {}) for at in range(len(old))])
        one, other = [_item(block) for block in old], [_item(block) for block in new]
        groups = grouped(one, other, links(one, other))
        away = self._moves(old, new, one, other, groups) if moving else {}
        return tuple([self._item(group, old, new, away) for group in groups])

    def _alone(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[PairedItem]:
        yield from (self._item(Group((place,), ()), old, new, {}) for place in range(len(old)))
        yield from (self._item(Group((), (place,)), old, new, {}) for place in range(len(new)))

    def _item(self, group: Group, old: Sequence[Block], new: Sequence[Block], away: _Away) -> PairedItem:
        olds, news = [old[i] for i in group.old], [new[j] for j in group.new]
        is_lone = not olds or not news
        move = next((away[key] for key in _keys(group) if key in away), None) if is_lone else None
        if isinstance((olds or news)[0], Table):
            one, other = (next(iter(blocks), None) for blocks in (olds, news))
            assert not isinstance(one, Paragraph)  # items of unlike kinds are never linked
            assert not isinstance(other, Paragraph)
            moved = () if move is None or isinstance(move, Move) else move
            return table_pair(one, other, self.items, self.numbers, moved)
        return self._passage(
            tuple([block for block in olds if isinstance(block, Paragraph)]),
            tuple([block for block in news if isinstance(block, Paragraph)]),
            move if isinstance(move, Move) else None,
        )

    def _passage(
        self, olds: tuple[Paragraph, ...], news: tuple[Paragraph, ...], move: Move | None
    ) -> Passage:
        edits = _edits(olds, news, self.cut)
        self._gather_notes(olds, news, edits)
        if move is not None and olds:
            self._gather_notes((move.old,), (move.new,), move.edits)
        boxes = tuple(self._boxes(olds[0], news[0])) if len(olds) == len(news) == 1 else ()
        return Passage(olds, news, edits, move, boxes)

    def _moves(
        self,
        old: Sequence[Block],
        new: Sequence[Block],
        one: Sequence[Item],
        other: Sequence[Item],
        groups: Sequence[Group],
    ) -> _Away:
        gone = [group.old[0] for group in groups if not group.new]
        come = [group.new[0] for group in groups if not group.old]
        found: _Away = {}
        for i, j in sorted(moves(one, other, gone, come).items()):
            before, after = old[i], new[j]
            if isinstance(before, Paragraph) and isinstance(after, Paragraph):
                move = Move(next(self.numbers), before, after, _edits((before,), (after,), self.cut))
                found["old", i] = found["new", j] = move
            elif isinstance(before, Table) and _is_moved_table(before, after):
                found["old", i] = found["new", j] = tuple(next(self.numbers) for _ in before.rows)
        return found

    def _boxes(self, old: Paragraph, new: Paragraph) -> Iterator[BoxPair]:
        """Yield the text boxes of two paragraphs side by side, where there are as many."""
        if len(old.boxes) == len(new.boxes):
            for one, other in zip(old.boxes, new.boxes, strict=True):
                yield BoxPair(one, other, self.items(one.blocks, other.blocks))

    def _gather_notes(
        self, olds: tuple[Paragraph, ...], news: tuple[Paragraph, ...], edits: Sequence[Edit]
    ) -> None:
        if not any(one.notes for one in olds) or not any(other.notes for other in news):
            return
        before, after = dict(_references(olds)), dict(_references(news))
        for edit in edits:
            if edit.op is Op.EQUAL:
                for at, (kind, identity) in before.items():
                    found = after.get(at - edit.old_start + edit.new_start)
                    if edit.old_start <= at < edit.old_end and found is not None and found[0] == kind:
                        self.notes.add((kind, identity, found[1]))


def _are_paragraphs(old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Tell whether each side is one paragraph, as in most cells."""
    return len(old) == len(new) == 1 and isinstance(old[0], Paragraph) and isinstance(new[0], Paragraph)


def _is_same(old: Sequence[Block], new: Sequence[Block]) -> bool:
    return [block.text for block in old] == [block.text for block in new] and _kinds(old) == _kinds(new)


def _is_moved_table(before: Table, after: Block) -> bool:
    """Tell whether a table has the same rows; of one that was changed on the way no row is told as moved."""
    if isinstance(after, Paragraph):
        return False
    return [row.text for row in before.rows] == [row.text for row in after.rows]


def _kinds(blocks: Iterable[Block]) -> list[str]:
    return ["t" if isinstance(block, Table) else "p" for block in blocks]


def _keys(group: Group) -> Iterator[tuple[str, int]]:
    yield from (("old", i) for i in group.old if not group.new)
    yield from (("new", j) for j in group.new if not group.old)


def _item(block: Block) -> Item:
    if isinstance(block, Table):
        header = block.rows[0].text if block.rows else ""
        return Item("t", block.text, masked(header) if header.strip() else "")
    return Item("p", block.text)


def _edits(olds: tuple[Paragraph, ...], news: tuple[Paragraph, ...], cut: Cut | None) -> tuple[Edit, ...]:
    if len(olds) == len(news) == 1 and (olds[0].text, olds[0].objects) == (news[0].text, news[0].objects):
        end = len(olds[0].text) + 1
        return (Edit(Op.EQUAL, 0, end, 0, end),)
    if not olds or not news:
        end_old, end_new = (sum(len(one.text) + 1 for one in some) for some in (olds, news))
        whole = Edit(Op.DELETE, 0, end_old, 0, 0) if olds else Edit(Op.INSERT, 0, 0, 0, end_new)
        return (whole,)
    return edits_between(olds, news, cut)


def _references(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, tuple[str, str]]]:
    at = 0
    for paragraph in paragraphs:
        yield from ((at + offset, (kind, identity)) for offset, kind, identity in paragraph.notes)
        at += len(paragraph.text) + 1


# --- which flow is which


def _flows(olds: Sequence[Story], news: Sequence[Story]) -> Iterator[tuple[Story | None, Story | None]]:
    """Yield bodies, headers and footers side by side: those of the same place, then those that read alike."""
    left, others = ([one for one in some if one.kind not in _NOTES] for some in (olds, news))
    for likeness in (_same_place, _reads_alike):
        for one in list(left):
            other = next((found for found in others if likeness(one, found)), None)
            if other is not None:
                left.remove(one)
                others.remove(other)
                yield one, other
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in others)


def _same_place(one: Story, other: Story) -> bool:
    return (one.kind, one.role) == (other.kind, other.role)


def _reads_alike(one: Story, other: Story) -> bool:
    if one.kind != other.kind:
        return False
    return alike(Item("s", _whole(one)), Item("s", _whole(other)), LIKE) > 0


def _whole(story: Story) -> str:
    return "\n".join(block.text for block in story.blocks)


def _notes(
    olds: Sequence[Story], news: Sequence[Story], pairs: set[_NotePair]
) -> Iterator[tuple[Story | None, Story | None]]:
    """Yield notes side by side: those of equal references, then those that nothing refers to by their ids."""
    before, after = (
        {(one.kind, one.role): one for one in some if one.kind in _NOTES} for some in (olds, news)
    )
    paired = [((kind, old), (kind, new)) for kind, old, new in sorted(pairs)]
    for one, other in paired:
        if one in before and other in after:
            yield before.pop(one), after.pop(other)
    for key in [key for key in before if key in after and before[key].is_separator]:
        yield before.pop(key), after.pop(key)
    yield from ((one, None) for one in before.values())
    yield from ((None, other) for other in after.values())
