"""What holds of the alignment of any two texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from lxml import etree

from reportgen.diff.pairs import Alignment, Edit, Item, Op, Passage, flow
from reportgen.word.content import Block, Row, Table
from tests.support.alignments import laid, marked, side_by_side
from tests.support.docs import DOCUMENT, changed, member
from tests.support.editing import EDITS, Pair, pair, pairs
from tests.support.marking import cut_pieces, marked_characters

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_any_pair = pairs()


def _alignment(found: Pair) -> Alignment:
    return side_by_side(found.old, found.new)


@settings(max_examples=150)
@given(_any_pair)
def test_every_block_of_each_side_stands_once_in_the_alignment_and_in_order(found):
    for story in _alignment(found).stories:
        for told, is_old in ((story.old, True), (story.new, False)):
            blocks = told.blocks if told is not None else ()

            assert [id(block) for block in blocks] == [id(one) for one in _blocks(story.items, old=is_old)]


@settings(max_examples=150)
@given(_any_pair)
def test_every_row_and_cell_of_each_side_stands_once_in_its_table_and_in_order(found):
    for item in _tables(_alignment(found)):
        for table, side in ((item.old, "old"), (item.new, "new")):
            rows = [getattr(row, side) for row in item.rows if getattr(row, side) is not None]

            assert list(map(id, table.rows if table is not None else ())) == list(map(id, rows))
            for row in item.rows:
                told: Row | None = getattr(row, side)
                cells = [getattr(cell, side) for cell in row.cells if getattr(cell, side) is not None]
                assert list(map(id, told.cells if told is not None else ())) == list(map(id, cells))


@settings(max_examples=150)
@given(_any_pair)
def test_edits_cover_both_texts_without_gaps_and_equal_stretches_are_equal(found):
    for edits, old, new in _edited_texts(_alignment(found)):
        at_old = at_new = 0
        for edit in edits:
            assert (at_old, at_new) == (edit.old_start, edit.new_start)
            at_old, at_new = edit.old_end, edit.new_end
            before, after = old[edit.old_start : at_old], new[edit.new_start : at_new]
            assert {Op.EQUAL: before == after != "", Op.DELETE: before != "" == after,
                    Op.INSERT: after != "" == before}[edit.op]  # fmt: skip
        assert (at_old, at_new) == (len(old), len(new))


@settings(max_examples=150)
@given(_any_pair)
def test_no_edit_begins_or_ends_within_a_figure_a_date_or_the_number_of_a_document(found):
    assert [] == cut_pieces(_alignment(found))


@settings(max_examples=100)
@given(_any_pair)
def test_two_places_share_the_number_of_each_move(found):
    numbers = Counter(_moves(_alignment(found)))

    assert {2} >= set(numbers.values())


@settings(max_examples=60)
@given(_any_pair)
def test_how_a_program_cuts_text_into_runs_changes_nothing(found):
    assert laid(found.old, found.new) == laid(_shredded(found.old), found.new)
    assert laid(found.old, found.new) == laid(found.old, _shredded(found.new))


@settings(max_examples=60)
@given(_any_pair)
def test_the_same_files_align_the_same_again(found):
    assert laid(found.old, found.new) == laid(found.old, found.new)


@settings(max_examples=60)
@given(_any_pair)
def test_a_text_beside_itself_has_nothing_that_differs(found):
    alignment = side_by_side(found.old, found.old)

    assert 0 == marked_characters(alignment)
    assert () == alignment.uncompared
    assert [] == list(_moves(alignment))


@settings(max_examples=100)
@given(_any_pair)
def test_the_way_back_marks_about_as_much_as_the_way_there(found):
    there, back = side_by_side(found.old, found.new), side_by_side(found.new, found.old)

    assert marked_characters(back) == pytest.approx(marked_characters(there), rel=0.25, abs=60)


@pytest.mark.parametrize("kind", sorted(EDITS))
def test_an_edit_of_one_kind_leaves_most_of_a_text_unmarked(kind):
    for seed in range(12):
        found = pair(seed, 14, 1, [kind])
        alignment = _alignment(found)
        old = alignment.stories[0].old
        assert old is not None
        whole = sum(len(block.text) for block in old.blocks)

        assert marked_characters(alignment) <= max(whole * 0.6, 300), (seed, list(marked(alignment)))


def _blocks(items: Iterable[Item], *, old: bool) -> Iterator[Block]:
    for item in items:
        found = item.old if old else item.new
        if isinstance(found, Table):
            yield found
        elif found is not None:
            yield from found


def _tables(alignment: Alignment):
    for story in alignment.stories:
        yield from (item for item in story.items if not isinstance(item, Passage))


def _passages(items: Iterable[Item]) -> Iterator[Passage]:
    for item in items:
        if isinstance(item, Passage):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from _passages(cell.items)


def _edited_texts(alignment: Alignment) -> Iterator[tuple[Sequence[Edit], str, str]]:
    for story in alignment.stories:
        for item in _passages(story.items):
            yield item.edits, flow(item.old), flow(item.new)
            if item.move is not None:
                yield item.move.edits, flow((item.move.old,)), flow((item.move.new,))


def _moves(alignment: Alignment) -> Iterator[int]:
    for story in alignment.stories:
        yield from (item.move.number for item in _passages(story.items) if item.move is not None)
    yield from (row.moved for item in _tables(alignment) for row in item.rows if row.moved)


def _shredded(data: bytes) -> bytes:
    """Return a file in which each character of the body stands in a run of its own."""
    root = member(data)
    for run in list(root.iter(f"{_W}r")):
        text = run.find(f"{_W}t")
        if text is None or len(text.text or "") < 2:
            continue
        for sign in text.text:
            twin = etree.fromstring(etree.tostring(run, with_tail=False))
            twin.find(f"{_W}t").text = sign
            run.addprevious(twin)
        run.getparent().remove(run)
    return changed(data, {DOCUMENT: etree.tostring(root)})
