"""Why something changed: told from the provenance of two drafts, or from their texts where it is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.comparing import TEMPLATE, by_hand, compared, draft, told, told_changes, without_marks
from tests.support.office import has_office, resaved


@cache
def _draft(
    edits: tuple[tuple[str, str], ...] = (), lines: Sequence[str] = TEMPLATE, *, final: bool = False
) -> bytes:
    with TemporaryDirectory() as folder:
        return draft(Path(folder), lines, dict(edits), final=final)


def _built(edits: Mapping[str, str] | None = None, **more: bool) -> bytes:
    return _draft(tuple((edits or {}).items()), **more)


def _template(old: str, new: str) -> tuple[str, ...]:
    return tuple(line.replace(old, new) for line in TEMPLATE)


OUTPUT = {"指标!I2": "124700"}  # 工业总产值: 118300 before
DATA_FIGURES = [
    "工业总产值 11.83亿元 → 12.47亿元 data 指标!I2",
    "工业总产值.同比 同比增长8.46% → 同比增长14.33% computed 指标!I2",
    "工业总产值 11.83 → 12.47 data 指标!I2",
]
DATA_CHANGES = [
    "replace 全县工业总产值[-11.83亿元-](data){+12.47亿元+}(data)，"
    "同比增长[-8.46%-](computed){+14.33%+}(computed)。",
    "replace 工业总产值\t[-11.83-](data){+12.47+}(data)",
]
HAND_FIGURE = "新增企业 2家 → 3家 hand 指标!I3 DF201"
HAND_CHANGE = "replace 全年新增企业[-2家-](hand){+3家+}(hand)，退出企业1家，各项工作有序推进。"
Make = Callable[[], bytes]


@pytest.mark.parametrize(
    ("old", "new", "figures", "changes"),
    [
        pytest.param(_built, _built, [], [], id="the same"),
        pytest.param(_built, lambda: _built(OUTPUT), DATA_FIGURES, DATA_CHANGES, id="a cell"),
        pytest.param(
            _built,
            lambda: _built({"指标!J2": "100000"}),
            ["工业总产值.同比 同比增长8.46% → 同比增长18.30% computed 指标!J2"],
            ["replace 全县工业总产值11.83亿元，同比增长[-8.46%-](computed){+18.30%+}(computed)。"],
            id="a cell that only a rate is computed from",
        ),
        pytest.param(
            _built,
            lambda: _built({"指标!F2": "1"}),
            ["工业总产值 11.83亿元 → 11.8亿元 data 指标!I2", "工业总产值 11.83 → 11.8 data 指标!I2"],
            [
                "replace 全县工业总产值[-11.83亿元-](data){+11.8亿元+}(data)，同比增长8.46%。",
                "replace 工业总产值\t[-11.83-](data){+11.8+}(data)",
            ],
            id="how many decimals a cell asks for",
        ),
        pytest.param(
            _built,
            lambda: _draft((), _template("有序推进", "扎实推进")),
            [],
            ["replace 全年新增企业2家，退出企业1家，各项工作[-有序-](template){+扎实+}(template)推进。"],
            id="the template",
        ),
        pytest.param(
            _built,
            lambda: _draft(tuple(OUTPUT.items()), _template("有序推进", "扎实推进")),
            DATA_FIGURES,
            [
                DATA_CHANGES[0],
                "replace 全年新增企业2家，退出企业1家，各项工作[-有序-](template){+扎实+}(template)推进。",
                DATA_CHANGES[1],
            ],
            id="the template and a cell",
        ),
        pytest.param(
            _built,
            lambda: _draft((), (*TEMPLATE[:3], "新写的一段：净增企业{{ 净增企业 }}。", *TEMPLATE[3:])),
            ["净增企业 ∅ → 1家 template 指标!I5"],
            ["insert {+新写的一段：净增企业+}(template){+1家+}(template){+。+}(template)"],
            id="a paragraph of the template",
        ),
        pytest.param(
            _built,
            lambda: _draft((), _template("，退出企业{{ 退出企业 }}", "")),
            ["退出企业 1家 → ∅ template 指标!I4 DF204"],
            [
                "replace 全年新增企业2家，[-退出企业-](template)[-1家-](template)[-，-](template)"
                "各项工作有序推进。"
            ],
            id="a figure that the template has no more",
        ),
        pytest.param(_built, lambda: by_hand(_built(), ("2家", "3家")), [HAND_FIGURE], [HAND_CHANGE],
                     id="by hand"),
        pytest.param(
            _built,
            lambda: by_hand(_built(), ("有序推进", "扎实推进")),
            [],
            ["replace 全年新增企业2家，退出企业1家，各项工作[-有序-](hand){+扎实+}(hand)推进。"],
            id="words by hand",
        ),
        pytest.param(
            _built,
            lambda: by_hand(_built(), ("税收占比", "")),
            ["税收占比 12.5% → ∅ hand 指标!I6 DF204"],
            ["delete [-税收占比达到-](hand)[-12.5%-](hand)[-，考核得分居全州前列。-](hand)"],
            id="a paragraph taken out by hand",
        ),
        pytest.param(
            lambda: by_hand(_built(), ("2家", "3家")),
            _built,
            ["新增企业 3家 → 2家 hand 指标!I3"],
            ["replace 全年新增企业[-3家-](hand){+2家+}(hand)，退出企业1家，各项工作有序推进。"],
            id="by hand in the old draft, which a build has made anew",
        ),
        pytest.param(
            _built,
            lambda: by_hand(_built(OUTPUT), ("12.47亿元", "99.99亿元")),
            ["工业总产值 11.83亿元 → 99.99亿元 hand 指标!I2 DF201 DF203", *DATA_FIGURES[1:]],
            [
                "replace 全县工业总产值[-11.83亿元-](hand){+99.99亿元+}(hand)，"
                "同比增长[-8.46%-](computed){+14.33%+}(computed)。",
                DATA_CHANGES[1],
            ],
            id="by hand what a cell had changed",
        ),
        pytest.param(
            _built,
            lambda: by_hand(_built({"正文!E3": "全年抓好项目建设。"}), ("全年抓好", "全年狠抓好")),
            [],
            ["replace 全年{+狠+}(hand)抓{+好+}(data)项目{+建设+}(data)。"],
            id="by hand in prose that the workbook changed too",
        ),
        pytest.param(
            _built,
            lambda: by_hand(_built(), ("平台建成", "信息平台建成")),
            [],
            ["replace {+信息+}(hand)平台建成。"],
            id="by hand in prose of the workbook",
        ),
        pytest.param(
            _built,
            lambda: by_hand(_built(), ("全年抓", "【全年】狠抓")),
            [],
            ["replace {+【+}(hand)全年{+】狠+}(hand)抓项目。"],
            id="by hand around words of the workbook",
        ),
        pytest.param(
            _built,
            lambda: _built({"正文!A4": "", "正文!B4": "", "正文!C4": "", "正文!E4": ""}),
            [],
            ["delete [-平台建成。-](data)"],
            id="prose that the workbook has no more",
        ),
        pytest.param(
            lambda: _built({"正文!A4": "", "正文!B4": "", "正文!C4": "", "正文!E4": ""}),
            _built,
            [],
            ["insert {+平台建成。+}(data)"],
            id="prose that the workbook has since",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_cause(old: Make, new: Make, figures: list[str], changes: list[str]):
    found = compared(old(), new())

    assert figures == told(found)
    assert changes == told_changes(found)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (lambda: without_marks(_built(OUTPUT)), DATA_FIGURES),
        (
            lambda: by_hand(without_marks(_built(OUTPUT)), ("2家", "3家")),
            [*DATA_FIGURES[:2], HAND_FIGURE, DATA_FIGURES[2]],
        ),
    ],
    ids=["built", "by hand"],
)
def test_figures_are_known_again_where_a_program_dropped_the_bookmarks(new: Make, expected):
    found = compared(_built(), new())

    assert expected == told(found)
    assert "DR202" in {fault.code for fault in found.revision.diagnostics}


def test_a_draft_that_was_typed_back_is_called_out_although_it_reads_as_before():
    found = compared(_built(), by_hand(_built(OUTPUT), ("12.47亿元", "11.83亿元")))

    assert ["DF201"] == [fault.code for fault in found.revision.diagnostics]


# --- where provenance is gone


def test_without_provenance_a_value_and_its_rate_that_changed_together_are_data():
    found = compared(_built(), _built(OUTPUT, final=True))

    assert DATA_FIGURES == told(found)
    assert ["DF105"] == [fault.code for fault in found.revision.diagnostics]


def test_without_provenance_a_value_whose_rate_no_longer_fits_was_typed():
    found = compared(_built(), by_hand(_built(final=True), ("11.83亿元", "12.47亿元")))

    assert ["工业总产值 11.83亿元 → 12.47亿元 hand 指标!I2 DF201 DF203"] == told(found)


@pytest.mark.parametrize(
    "edits", [[("2家", "3家")], [("11.83亿元", "12.47亿元"), ("8.46%", "9.99%")], [("8.46%", "9.99%")]]
)
def test_without_provenance_nothing_tells_of_other_figures(edits):
    found = compared(_built(), by_hand(_built(final=True), *edits))

    assert {"unknown"} == {figure.cause.value for figure in found.revision.figures}


@pytest.mark.parametrize("old_is_final", [True, False])
def test_without_provenance_words_that_differ_have_no_cause(old_is_final):
    new = _draft((), _template("有序推进", "扎实推进"), final=True)
    found = compared(_built(final=old_is_final), new)

    expected = ["replace 全年新增企业2家，退出企业1家，各项工作[-有序-](unknown){+扎实+}(unknown)推进。"]
    assert expected == told_changes(found)


def test_of_an_old_text_without_provenance_nothing_is_told_but_the_cells_of_the_new():
    found = compared(_built(final=True), _built(OUTPUT))

    assert [line.replace(cause, "unknown") for line, cause in zip(DATA_FIGURES, ("data", "computed", "data"),
                                                                  strict=True)] == told(found)  # fmt: skip


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="needs LibreOffice")
def test_a_draft_that_libreoffice_saved_again_reads_and_looks_the_same(tmp_path):
    (tmp_path / "稿.docx").write_bytes(_built(OUTPUT))
    again = resaved(tmp_path / "稿.docx", "docx").read_bytes()

    assert DATA_FIGURES == told(compared(_built(), again))
    assert [] == [
        change for change in told_changes(compared(_built(OUTPUT), again)) if "format" not in change
    ]


def test_all_that_differs_from_the_same_build_was_typed():
    lines = _built()
    new = by_hand(
        lines, ("2家", "3家"), ("平台建成。", ""), ("有序", "扎实"), ("11.83", "12"), ("12.5%", "13%")
    )
    found = compared(lines, new).revision

    assert {"hand"} == {change.cause.value for change in found.changes if change.cause is not None}
    assert {"hand"} == {figure.cause.value for figure in found.figures}
