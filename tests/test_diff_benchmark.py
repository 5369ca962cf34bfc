"""The comparison benchmark compares like with like: the same drafts for each program, the same in every run,
and marks that are counted as a reader counts them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from benchmarks.diff import ENGINES, Engine, Files
from benchmarks.drafts import CASES, Case, Draft, case, drafts
from benchmarks.marks import Marks, marks_of
from benchmarks.timing import interleaved
from tests.support.docs import small, texts

OWN = Case("own letters", blocks=3, rounds=1)
ALIKE = Case("near-identical", blocks=3, rounds=1, has_own_letters=False)
DIGITS = re.compile("[1-9]")


def test_the_first_case_is_as_large_as_the_sample() -> None:
    """51 paragraphs of some 7,000 characters and a table of seven rows."""
    old, new = drafts(CASES[0])
    lines, rows = old.blocks[0]

    assert (51, 7) == (len(lines), len(rows))
    assert 6_500 < len(old.text) < 7_500
    assert (54, 8) == tuple(map(len, new.blocks[0]))


def test_between_two_drafts_lie_the_edits_of_a_week() -> None:
    """26 paragraphs and 2 headings are edited, 1 is cut in two, 1 is gone, 3 are new; 1 has moved."""
    (old, _), (new, _) = (draft.blocks[0] for draft in drafts(CASES[0]))
    kept = [line for line in old if line in new]
    order = [line for line in new if line in old]

    assert 26 + 2 + 1 + 1 == len(old) - len(kept)
    assert 26 + 2 + 2 + 3 == len(new) - len(order)
    assert 2 == Indel.distance(kept, order)  # once where it was, once where it is


def test_the_drafts_are_the_same_in_every_run() -> None:
    """Or else the numbers of two days could not be laid side by side."""
    assert drafts(OWN) == drafts(OWN)


def test_blocks_have_no_paragraph_in_common() -> None:
    """But that an edit is as long in each: one permutation of letters serves both drafts of a block."""
    old, new = drafts(OWN)
    lines = [line for block, _ in old.blocks for line in block]

    assert len(lines) == len(set(lines))
    assert [_distance(old, new, 0)] * 3 == [_distance(old, new, number) for number in range(3)]


def test_near_identical_blocks_differ_in_figures_alone() -> None:
    """The hard case: boilerplate that repeats itself."""
    (first, *others) = (_text(block) for block in drafts(ALIKE)[0].blocks)

    assert [DIGITS.sub("#", first)] * 2 == [DIGITS.sub("#", other) for other in others]
    assert 3 == len({first, *others})


def test_a_word_file_holds_the_text_of_a_draft() -> None:
    """Each paragraph and each row, in order."""
    (old, _) = drafts(case(1))
    lines, rows = old.blocks[0]
    read = texts(old.docx())

    assert [line.lead + line.text for line in lines] == read[: len(lines)]
    assert len(rows) == len(read) - len(lines)


def _inserted(text: str) -> str:
    return f"<w:ins><w:r><w:t>{text}</w:t></w:r></w:ins>"


def _deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def _plain(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("line", "characters", "stretches", "whole", "cut"),
    [
        (_plain("产值11.83亿元"), 0, 0, 0, 0),
        (_plain("产值") + _deleted("11.83") + _inserted("12.47") + _plain("亿元"), 10, 2, 2, 0),
        (_plain("产值1") + _deleted("1.83") + _inserted("2.47") + _plain("亿元"), 8, 2, 0, 2),
        (_plain("产值11.8") + _inserted("3") + _plain("亿元"), 1, 1, 0, 1),
        (_plain("产值11") + _deleted("元") + _inserted("万元") + _plain("，增8%"), 3, 2, 0, 0),
    ],
    ids=["nothing", "whole figures", "cut figures", "a digit more", "a unit"],
)
def test_marks_are_counted(
    tmp_path: Path, line: str, characters: int, stretches: int, whole: int, cut: int
) -> None:
    """A figure is cut when a part of it alone is marked, in the old text or in the new one."""
    found = _marks(tmp_path, f"<w:p>{line}</w:p>")

    assert (characters, stretches) == (found.characters, found.stretches)
    assert (whole, cut) == (found.whole, found.cut)


def test_an_inserted_row_is_marked_with_all_its_text(tmp_path: Path) -> None:
    """Word needs no marks around the text of it."""
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>茶叶</w:t></w:r></w:p></w:tc></w:tr>"
    table = f"<w:tbl>{row.format('')}{row.format('<w:trPr><w:ins/></w:trPr>')}</w:tbl>"

    assert 2 == _marks(tmp_path, table, "").characters


def test_a_move_is_counted_once_and_marked_at_both_ends(tmp_path: Path) -> None:
    """What has moved stands in the file twice."""
    moved = '<w:p><w:move{0}RangeStart w:name="m"/><w:move{0}>{1}</w:move{0}><w:move{0}RangeEnd/></w:p>'
    found = _marks(tmp_path, moved.format("From", _plain("二")), "一", moved.format("To", _plain("二")))

    assert (1, 2) == (found.moves, found.characters)


@pytest.mark.parametrize(
    ("redline", "gives_new", "gives_old"),
    [
        (_plain("今年") + _deleted("甲") + _inserted("乙"), True, True),
        (_plain("今年乙"), True, False),
        (_plain("今年甲"), False, True),
        (_plain("今年") + _inserted("乙"), True, False),
    ],
)
def test_a_redline_is_held_against_both_files(
    tmp_path: Path, redline: str, gives_new: bool, gives_old: bool
) -> None:
    """Accepting all gives the new one, rejecting all the old one; each is told."""
    found = _marks(tmp_path, f"<w:p>{redline}</w:p>", old="今年甲", new="今年乙")

    assert (gives_new, gives_old) == (found.gives_new, found.gives_old)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_each_program_writes_a_redline_of_the_same_files(tmp_path: Path, engine: Engine) -> None:
    """In a process of its own, as it is timed."""
    if not engine.is_here:
        pytest.skip(f"{engine.name} is not installed")
    files = Files.written(tmp_path / "files", case(1))
    times = interleaved({engine.name: files.command(engine)}, 1, tmp_path / "bytecode")[engine.name]
    found = files.marks(engine)

    assert 1 == len(times.seconds)
    assert 2**20 < times.peak
    assert found.gives_new
    assert files.least <= found.characters


def _distance(old: Draft, new: Draft, number: int) -> int:
    return int(Indel.distance(_text(old.blocks[number]), _text(new.blocks[number])))


def _text(block: tuple) -> str:
    return Draft((block,)).text


def _marks(folder: Path, *redline: str, old: str = "旧", new: str = "新") -> Marks:
    paths = [folder / name for name in ("redline.docx", "old.docx", "new.docx")]
    for path, lines in zip(paths, (redline, (old,), (new,)), strict=True):
        path.write_bytes(small(*lines))
    return marks_of(*paths)
