"""A comparison on the terminal: figures first, hand edits loudest, text that reads without colour."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportgen.diff.values import Cause, Kind, Revision
from reportgen.messages import LANGUAGES, catalog
from reportgen.show import Line, revised_lines
from reportgen.show.revisions import LOOKS_SHOWN
from reportgen.wording.width import em_width
from tests.show.goldens import golden, told
from tests.support.revisions import FIGURES, alike, changed, figure, revision, sample

ZH, EN = catalog("zh_CN"), catalog("en")


def lines(made: Revision) -> list[str]:
    """Return the lines in Chinese without their styles."""
    return texts(revised_lines(made, ZH))


def texts(found: Iterable[Line]) -> list[str]:
    """Return lines without their styles."""
    return [line.text for line in found]


def passage(marked: str, kind: Kind = Kind.REPLACE) -> str:
    """Return how the text of one change is shown."""
    return lines(revision(changed(kind, marked)))[4].removeprefix("    ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_reads_as_it_was_reviewed(language: str) -> None:
    """Written anew by python -m tests.show.goldens."""
    assert golden(language).read_text(encoding="utf-8") == told(language)


def test_two_that_say_the_same_are_one_line() -> None:
    """In green; nothing else is to be said."""
    assert [Line("两份内容一致：2020-第3稿.docx 与 2020-第4稿.docx", "green")] == list(
        revised_lines(revision(alike("一样")), ZH)
    )


# --- figures


def test_what_was_typed_over_by_hand_comes_first_and_in_red() -> None:
    """Then what has a fault, then the rest in the order of the text."""
    table = list(revised_lines(sample(), ZH))[3:8]

    assert ["新增规上工业企业", "招商引资到位资金", "工业总产值", "工业总产值", "接待游客"] == [
        line.text.split()[0] for line in table
    ]
    assert ["bold red", "yellow", "", "", ""] == [line.style for line in table]


def test_columns_are_aligned_by_the_width_of_their_characters() -> None:
    """A Chinese character takes two columns of a terminal."""
    rows = lines(revision(figures=[figure("产值", "1家", "2家"), figure("工业总产值", "10家", "200家")]))[3:5]

    assert 1 == len({em_width(row.partition("→")[0]) for row in rows})


def test_a_figure_that_the_text_repeats_is_one_row() -> None:
    """With how often it stands there."""
    rows = [line for line in lines(sample()) if "11.83亿元  →" in line]

    assert 1 == len(rows)
    assert rows[0].endswith("共 2 处")


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        ([("8.46", "14.33"), ("增长8.46%", "增长14.33%")], ["增长8.46%  →  增长14.33%"]),
        ([("下降8.46%", "下降4.33%"), ("-8.46", "-4.33")], ["下降8.46%  →  下降4.33%"]),
        ([("8.46%", "14.33%"), ("8.46%", "15.00%")], ["8.46%  →  14.33%", "8.46%  →  15.00%"]),
        ([("8.46%", ""), ("8.46%", "9.00%")], ["8.46%  →  （无）", "8.46%  →  9.00%"]),
    ],
)
def test_a_bare_number_of_a_table_is_the_figure_that_it_repeats(
    texts: list[tuple[str, str]], rows: list[str]
) -> None:
    """Whichever comes first, it is told as the text has it."""
    found = lines(revision(figures=[figure("产值", old, new) for old, new in texts]))

    assert rows == [line[line.index("产值") + 2 :].partition("数据更新")[0].strip() for line in found[3:-2]]


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (FIGURES[0], "+0.64亿元  +5.41%"),
        (FIGURES[1], "+5.87个百分点   "),  # its own change in per cent would be taken for points
        (FIGURES[3], "+32596.74亿元  约为原来的10000倍"),
        (figure("负债", "5亿元", "3亿元", "-2", "-40", "亿元"), "−2亿元  −40.00%"),
        (figure("ratio", "5 kg", "3 kg", "-2", "-40", "kg"), "−2 kg  −40.00%"),
        (figure("企业", "0家", "3家", "3", "", "家"), "+3家    数据更新"),
    ],
)
def test_a_difference_has_its_sign_and_unit(made: object, wanted: str) -> None:
    """And what that is of the old figure, in per cent, or in times where that tells more."""
    assert wanted in lines(revision(figures=[made]))[3]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([("指标!I7", "118300", "124700")], "指标!I7 = 118300 → 124700"),
        ([("指标!I7", "1", "2"), ("指标!J7", "3", "3")], "指标!I7 = 1 → 2"),
        ([("指标!I7", "1", "1")], "指标!I7 = 1"),
        ([("指标!I7", "", "")], "指标!I7"),
        ([(f"指标!I{row}", "1", "2") for row in range(1, 7)], "指标!I4 = 1 → 2、…"),
    ],
)
def test_cells_are_told_with_what_they_held_and_hold(cells: list[tuple[str, str, str]], wanted: str) -> None:
    """Of several, those whose value changed."""
    assert lines(revision(figures=[figure("产值", "1", "2", cells=cells)]))[3].endswith(wanted)


@pytest.mark.parametrize(("cause", "side"), [(Cause.UNKNOWN, "new_cells"), (Cause.DATA, "old_cells")])
def test_a_side_that_tells_of_no_cells_is_not_taken_for_empty_ones(cause: Cause, side: str) -> None:
    """A final draft has none on record: that says nothing of what the workbook holds."""
    made = figure("产值", "1", "2", cause=cause, cells=[("指标!I7", "5", "5")])._replace(**{side: ()})

    assert lines(revision(figures=[made]))[3].endswith("  指标!I7 = 5")


FOLDED = {
    None: ["  产值  1亿元  →  2亿元  +1亿元  +100.00%  数据更新  指标!I7 = 1 → 2"],
    75: ["  产值  1亿元  →  2亿元  +1亿元  +100.00%  数据更新  指标!I7 = 1 → 2"],
    60: ["  产值  1亿元  →  2亿元  +1亿元  +100.00%  数据更新", "      指标!I7 = 1 → 2"],
    40: ["  产值  数据更新", "      1亿元  →  2亿元  +1亿元  +100.00%", "      指标!I7 = 1 → 2"],
}


@pytest.mark.parametrize("width", FOLDED)
def test_the_table_is_folded_as_far_as_it_must_be_to_stand_in_the_terminal(width: int | None) -> None:
    """A line that the terminal breaks where it ends can be read by nobody."""
    made = figure("产值", "1亿元", "2亿元", "1", "100", "亿元", cells=[("指标!I7", "1", "2")])

    assert FOLDED[width] == texts(revised_lines(revision(figures=[made]), ZH, width))[3:-2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples_table_stands_in_a_terminal_of_eighty_columns(language: str) -> None:
    """In both languages, a full-width character counted as two."""
    table = texts(revised_lines(sample(), catalog(language), 80))[3:]

    assert 80 >= max(em_width(line) * 2 for line in table[: table.index("")])


# --- passages


def test_the_text_around_a_mark_is_cut_but_never_the_mark() -> None:
    """Twenty characters on either side are enough to know the place."""
    assert f"…{'前' * 20}[-{'旧' * 60}-]{{+新+}}{'后' * 20}…" == passage(
        f"{'前' * 50}[-{'旧' * 60}-]{{+新+}}{'后' * 50}"
    )


def test_a_long_stretch_between_two_marks_loses_its_middle() -> None:
    """Both ends of it stand next to a mark."""
    assert f"[-甲-]{'中' * 20}…{'中' * 20}{{+乙+}}" == passage(f"[-甲-]{'中' * 99}{{+乙+}}")


def test_a_number_is_not_cut() -> None:
    """…3亿元 would be another figure."""
    assert f"…11.83亿元，{'前' * 15}[-甲-]" == passage(f"{'很' * 9}11.83亿元，{'前' * 15}[-甲-]")


def test_marks_next_to_each_other_are_one() -> None:
    """A deleted sentence with a figure in it is one deletion."""
    assert "达到[-全年接待5.3万人次。-]" == passage("达到[-全年接待-][-#1#5.3万人次-][-。-]")


def test_the_end_of_a_paragraph_has_a_sign() -> None:
    """Nobody would see a paragraph split in two."""
    assert "一是人。{+¶+}二是钱。" == passage("一是人。{+\n+}二是钱。", Kind.SPLIT)


def test_what_cannot_be_seen_is_shown_as_its_code() -> None:
    """A terminal would obey an escape, and nobody would see a mark that turns the text round."""
    assert "甲[-⟨U+001B⟩[2J⟨U+202E⟩-]乙" == passage("甲[-\x1b[2J\u202e-]乙")


def test_headings_that_moved_on_are_told_as_one() -> None:
    """Forty headings renumbered are one change."""
    headings = [
        changed(Kind.REPLACE, f"[-{n}、-]{{+{n + 1}、+}}工作", Cause.TEMPLATE, n, cascade=1)
        for n in range(1, 41)
    ]
    (found,) = [line for line in lines(revision(*headings)) if "序号顺延" in line]

    assert "  40 个标题的序号顺延：1、→2、；2、→3、；3、→4、；4、→5、；5、→6、；6、→7、；…  模板更新" == found


def test_a_move_is_told_once_with_both_places() -> None:
    """And with what was changed on the way, if anything was."""
    gone = changed(Kind.MOVE, "[-厂房三栋。-]", Cause.HAND, 2, new=None, move=1)
    come = changed(Kind.MOVE, "厂房[-三-]{+四+}栋。", Cause.HAND, 9, old=None, move=1)

    assert ["  第2段 → 第9段  移动  人工修改", "    厂房[-三-]{+四+}栋。"] == lines(revision(gone, come))[3:5]


def test_of_many_changes_of_look_the_first_are_told() -> None:
    """Another font in a whole text would push the figures off the screen."""
    looks = [changed(Kind.FORMAT, f"{{~第{n}段~}}", Cause.TEMPLATE, n, detail=("b",)) for n in range(1, 43)]
    found = lines(revision(*looks))

    assert LOOKS_SHOWN == sum("改格式" in line for line in found)
    assert "  ……另有 37 处格式变动，用 --json 查看全部" in found


@pytest.mark.parametrize(
    ("made", "style"),
    [
        (changed(Kind.REPLACE, "[-甲-]乙", Cause.HAND), "bold red strike"),
        (changed(Kind.REPLACE, "[-甲-]乙"), "red strike"),
        (changed(Kind.REPLACE, "{+甲+}乙"), "bright_blue underline"),
    ],
)
def test_marks_have_a_style_of_their_own(made: object, style: str) -> None:
    """Deleted in red and struck, inserted in blue and underlined, by hand in bold."""
    line = list(revised_lines(revision(made), ZH))[4]  # type: ignore[arg-type]

    assert [("    ", ""), ("甲", style), ("乙", "")] == line.painted()


def test_the_cells_of_a_passage_are_told() -> None:
    """A sentence of the workbook is found there."""
    made = changed(Kind.REPLACE, "[-甲-]{+乙+}", cells=tuple(f"正文!E{row}" for row in range(2, 8)))

    assert "  第1段  修改  数据更新  正文!E2、正文!E3、正文!E4、正文!E5、…" == lines(revision(made))[3]


def test_what_was_not_compared_is_named() -> None:
    """No silent gap."""
    found = lines(revision(uncompared=("word/charts/chart1.xml",)))

    assert ["以下部分有差异，但没有比较：", "  word/charts/chart1.xml"] == found[2:4]


def test_the_summary_counts_by_cause() -> None:
    """Figures and passages, each with the causes that there are."""
    one = revision(changed(Kind.DELETE, "[-甲-]", Cause.UNKNOWN), figures=FIGURES[:2])

    assert (
        "Figures that changed: 2 (data update 1, computed anew 1); passages that changed: 1 (cause unknown 1)"
        == texts(revised_lines(one, EN))[-1]
    )
