"""Change a figure of the sample and build again: the draft, its rates and its words follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen import Refusal
from tests.support.clerk import BOOK, FIRST, Edits, build_in, desk, draft_of, edited_sample, rebuilt

# what is changed → what the draft must say then, and no longer say
FIGURES: list[tuple[str, Edits, list[str], list[str]]] = [
    (
        "a value goes up",
        {"工业总产值.本年值": 129000, "历年!C2": 129000},
        ["工业总产值达到12.90亿元，同比增长18.27%"],  # (129000 − 109072) ÷ 109072 = 18.2705…%
        ["11.83亿元", "8.46%"],
    ),
    (
        "a value falls below last year's",
        {"工业总产值.本年值": 100000, "历年!C2": 100000},
        ["工业总产值达到10.00亿元，同比下降8.32%"],  # (100000 − 109072) ÷ 109072 = −8.3174…%
        ["同比增长8.46%"],
    ),
    (
        "a value equals last year's",
        {"工业总产值.本年值": 109072, "历年!C2": 109072},
        ["工业总产值达到10.91亿元，同比持平"],
        ["8.46%"],
    ),
    (
        "a change too small to print",
        {"工业总产值.本年值": 109073, "历年!C2": 109073},
        ["同比持平"],  # 1 ÷ 109072 = 0.0009…%, which prints as 0.00%
        ["增长0.00%", "8.46%"],
    ),
    (
        "a fall turns to growth",
        {"社会消费品零售总额.本年值": 600000, "历年!C5": 600000},
        ["社会消费品零售总额60.00亿元，上年同期为56.20亿元，同比增长6.8%"],  # 38000 ÷ 562000 = 6.7615…%
        ["下降27.6%"],
    ),
    (
        "only last year's value is corrected",
        {"技改投资.上年同期值": 1600, "历年!B4": 1600},
        ["技改投资为3358万元，同比增长109.88%"],  # 1758 ÷ 1600 = 109.875% exactly: half goes up
        ["115.95%"],
    ),
    ("a given rate wins", {"工业总产值.公布增速": 8.5}, ["同比增长8.50%"], ["8.46%"]),
    ("a rank changes", {"社会消费品零售总额.位次": 1}, ["居全州首位"], ["同比下降27.6%，居全州第二位"]),
    ("a scope changes", {"比抓强促全年考核.位次范围": "全省"}, ["全年总评居全省第二位"], []),
    ("a period changes", {"农产品上行电商销售额.期间": "全年"}, ["全年，全县农产品上行"], ["元至11月，全县"]),
    ("the printed unit changes", {"固定资产投资.成文单位": "亿元"}, ["达到6亿元"], ["61111万元"]),
    ("the decimals change", {"工业总产值.小数位": 1}, ["11.8亿元，同比增长8.46%"], ["11.83亿元"]),
    (
        "the target is exceeded",
        {"规上企业净增.目标值": 4},
        ["净增4家计划，超额完成目标任务"],
        ["净增5家计划"],
    ),
    (
        "the target is missed",
        {"规上企业净增.目标值": 8},
        ["净增8家计划，完成年度目标的62.5%"],  # 5 ÷ 8
        ["完成目标任务"],
    ),
    (
        "a guarded figure gets last year's value",
        {"自营出口额.上年同期值": 1000},
        ["1300万美元，同比增长30.00%"],
        [],
    ),
    ("a name is corrected", {"名单!C2": "宝险农业公司"}, ["8家（宝险农业公司、长腾茶业"], ["（宝险农业、"]),
    (
        "the office is renamed",
        {"基本信息!B3": "宣恩县科技局"},
        ["宣恩县科技局"],
        ["宣恩县科学技术和经济信息化局"],
    ),
    ("the day changes", {"基本信息!B6": "2021-01-08"}, ["2021年1月8日"], ["2020年12月31日"]),
]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder that holds the sample's first draft."""
    return desk(tmp_path)


@pytest.mark.parametrize(("label", "edits", "said", "gone"), FIGURES, ids=[row[0] for row in FIGURES])
def test_the_draft_follows_a_changed_cell(
    label: str, edits: Edits, said: list[str], gone: list[str], folder: Path
) -> None:
    """The next draft says the new figure with the words that go with it, and the old ones nowhere."""
    text = rebuilt(folder, edits).text

    assert [] == [words for words in said if words not in text]
    assert [] == [words for words in gone if words in text]


def test_the_first_draft_stays_as_it_was(folder: Path) -> None:
    """A new draft is a new file; the one before keeps its bytes."""
    before = (folder / FIRST).read_bytes()
    rebuilt(folder, {"基站累计.本年值": 680})

    assert before == (folder / FIRST).read_bytes()


def test_the_table_follows_too(folder: Path) -> None:
    """The appended table shows the new value and rate beside the sentence."""
    rows = rebuilt(folder, {"工业总产值.本年值": 100000, "历年!C2": 100000}).rows

    assert ["亿元", "10.00", "10.91", "-8.32", "—", "—"] == rows["工业总产值"]


def test_the_build_tells_what_changed(folder: Path) -> None:
    """Against the last draft: the figure and its rate, in sentence and table, with their cells."""
    built = build_in(folder, edited_sample(folder, {"工业总产值.本年值": 100000, "历年!C2": 100000}))
    told = {(change.old, change.new): change.cells for change in built.changes}

    assert built.compared_with == FIRST
    assert {
        ("11.83亿元", "10.00亿元"): ("指标!I11",),
        ("同比增长8.46%", "同比下降8.32%"): ("指标!I11", "指标!J11"),
        ("11.83", "10.00"): ("指标!I11",),
        ("8.46", "-8.32"): ("指标!I11", "指标!J11"),
    } == told


def test_a_guarded_sentence_drops_its_rate(folder: Path) -> None:
    """`{% if 自营出口额.可比 %}`: without last year's value the sentence ends after the figure."""
    assert "自营出口1300万美元；新增外贸备案企业" in draft_of(next(folder.glob("*.docx"))).text


@pytest.mark.parametrize(("name", "cell"), [("工业总产值", "指标!J11"), ("社会消费品零售总额", "指标!J18")])
def test_a_rate_without_last_year_is_refused(name: str, cell: str, folder: Path) -> None:
    """A sentence that states a rate without asking cannot be written: the empty cell is named."""
    with pytest.raises(Refusal) as refused:
        build_in(folder, edited_sample(folder, {f"{name}.上年同期值": None}))

    assert cell in {str(found.place) for found in refused.value.diagnostics}
    assert [FIRST] == [draft.name for draft in folder.glob("*.docx")]


def test_the_helpers_find_the_sample_as_expected() -> None:
    """The addresses written out in this file still name the cells that they are meant to name."""
    book = load_workbook(BOOK, read_only=True)
    found = {
        place: book[place.split("!")[0]][place.split("!")[1]].value
        for place in ("历年!A2", "历年!A5", "历年!A4")
    }

    assert {"历年!A2": "工业总产值", "历年!A5": "社会消费品零售总额", "历年!A4": "技改投资"} == found
