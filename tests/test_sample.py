"""The shipped sample, end to end: every number of the report, its words, its order, and the way back."""

from __future__ import annotations

import csv
import difflib
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

from reportgen import Built, check
from reportgen.fields import Nature
from reportgen.manifest import TracedFigure
from reportgen.quantities import decimal_places, rounded
from tests.sample.golden import GOLDEN, golden_text
from tests.support.clerk import BOOK, TEMPLATE, Draft, build_in, draft_of

SAMPLE = Path(__file__).parent / "sample"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELL = re.compile(r"(\w+)!([A-Z]+[0-9]+)")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
CHINESE = {"首": 1, "二": 2}  # the ranks of the sample
SCALE = {("万元", "亿元"): 10_000}  # cell's unit → printed unit: how many of the first make one of the second


def rows_of(name: str) -> list[dict[str, str]]:
    """Read one of the sample's sources."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(name="built", scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_in(tmp_path_factory.mktemp("output"), BOOK)


@pytest.fixture(name="draft", scope="module")
def _draft(built: Built) -> Draft:
    return draft_of(built.draft)


@pytest.fixture(name="book", scope="module")
def _book() -> Workbook:
    return load_workbook(BOOK, data_only=True)


def figures(draft: Draft, *natures: Nature) -> list[TracedFigure]:
    """Return the traced figures of some natures."""
    assert draft.manifest is not None
    return [figure for figure in draft.manifest.figures if figure.nature in natures]


def held(book: Workbook, place: str) -> Fraction:
    """Return the number in the cell that `place` names, as Excel shows it."""
    found = CELL.fullmatch(place)
    assert found is not None, place
    return Fraction(format(book[found[1]][found[2]].value, ".15g"))


# --- what the draft says


@pytest.mark.parametrize("row", rows_of("coverage"), ids=lambda row: f"{row['序']}-{row['文中']}")
def test_each_number_of_the_report_is_in_the_draft(row: dict[str, str], draft: Draft, book: Workbook) -> None:
    """All 88 are found in the text, each traced to the row and the column of the workbook that carry it."""
    headers = {cell.value: cell.column_letter for cell in book["指标"][1]}
    line = next(cell.row for cell in book["指标"]["A"] if cell.value == row["编码"])
    column = headers["本年值" if row["列"] == "同比" else row["列"]]
    traced = figures(draft, Nature.FIGURE, Nature.RATE, Nature.COMPUTED)
    said = [figure.text for figure in traced if f"指标!{column}{line}" in figure.cells]

    assert row["文中"] in draft.text
    assert any(row["文中"] in text or text in row["文中"] for text in said), said


def test_the_report_has_88_numbers() -> None:
    """The list of what must be found is complete: 1 to 88."""
    assert [str(number) for number in range(1, 89)] == [row["序"] for row in rows_of("coverage")]


@pytest.mark.parametrize("name", sorted({row["名单"] for row in rows_of("lists")}))
def test_each_list_is_printed_with_all_its_names(name: str, draft: Draft) -> None:
    """The names stand one behind another, in the order of the workbook."""
    names = [row["名称"] for row in rows_of("lists") if row["名单"] == name]

    assert "、".join(names) in draft.text


@pytest.mark.parametrize(
    ("indicator", "said", "in_table"),
    [
        ("工业总产值", "同比增长8.46%", "8.46"),  # (118300 − 109072) ÷ 109072 = 8.4604…%
        ("固定资产投资", "同比增长56.07%", "56.07"),  # (61111 − 39156) ÷ 39156 = 56.0705…%
        ("技改投资", "同比增长115.95%", "115.95"),  # (3358 − 1555) ÷ 1555 = 115.9485…%
        ("社会消费品零售总额", "同比下降27.6%", "-27.6"),  # (406800 − 562000) ÷ 562000 = -27.615…%
        ("农产品上行电商销售额", "同比增长88%", "88"),  # (18329.87 − 9749.93) ÷ 9749.93 = 88.0001…%
        ("网络零售交易额", "同比增长40%", "40"),  # (1670.2 − 1193) ÷ 1193 = 40% exactly
    ],
)
def test_each_rate_is_computed(indicator: str, said: str, in_table: str, draft: Draft) -> None:
    """The six rates follow from the cells; the sentence says the direction, the table the sign."""
    assert said == draft.figure(indicator, f"{indicator}.同比").text
    assert said in draft.text
    assert in_table == draft.rows[indicator][3]


def test_the_headings_of_the_parts_stand_in_order(draft: Draft) -> None:
    """Title, opening, four parts, signature, date, table: the order of an annual summary."""
    styles = [style for style, _ in draft.lines]
    kinds = ("公文标题", "公文正文", "一级标题", "落款单位", "落款日期", "表题")
    order = [styles.index(kind) for kind in kinds]

    assert order == sorted(order)
    assert [
        "一、主要经济指标完成情况",
        "二、主要工作措施",
        "三、存在的主要问题",
        "四、2021年工作重点",
    ] == draft.headings("一级标题")
    assert ["宣恩县科学技术和经济信息化局"] == draft.headings("落款单位")
    assert ["2020年12月31日"] == draft.headings("落款日期")
    assert order[-1] < styles.index("表格")


def test_the_sections_are_numbered_in_order(draft: Draft) -> None:
    """Six sections of figures and seven of measures have a line of their own, each part counting from 一."""
    numbers = [text[: text.index("）") + 1] for text in draft.headings("二级标题")]

    assert [f"（{n}）" for n in "一二三四五六"] + [f"（{n}）" for n in "一二三四五六七"] == numbers


def test_nothing_of_the_template_is_left_over(built: Built) -> None:
    """No part of the draft shows a tag, a programmer's word, or a full-width brace."""
    leftovers = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|｛|｝|None|nan|NaN|Undefined|Fraction|Decimal")

    assert [] == [
        (part, found.group()) for part, text in story_texts(built.draft) for found in leftovers.finditer(text)
    ]


def test_the_table_has_a_row_for_each_indicator(draft: Draft, book: Workbook) -> None:
    """The appended table lists the indicators in the order of the workbook, below its headings."""
    names = [cell.value for cell in book["指标"]["C"][1:] if cell.value is not None]

    assert ["指标", *names] == list(draft.rows)
    assert ["亿元", "11.83", "10.91", "8.46", "—", "—"] == draft.rows["工业总产值"]
    assert ["家", "5", "—", "—", "100%", "—"] == draft.rows["规上企业净增"]
    assert ["—", "—", "—", "—", "—", "1"] == draft.rows["比抓强促工业得分"]


def test_the_sample_has_no_fault() -> None:
    """Neither the shipped workbook nor its fit to the shipped template gives so much as a note."""
    assert () == check(BOOK, TEMPLATE).diagnostics


def test_the_draft_reads_as_the_golden_text(built: Built) -> None:
    """Every paragraph and table row is as reviewed; after a change that is meant, refresh the golden text."""
    expected, found = GOLDEN.read_text(encoding="utf-8"), golden_text(built.draft)
    lines = expected.splitlines(), found.splitlines()
    changes = difflib.unified_diff(*lines, "golden", "draft", n=0, lineterm="")

    assert expected == found, "\n".join(["refresh: python -m tests.sample.golden", *changes])


# --- the way back


def test_the_counts_told_are_those_of_the_manifest(built: Built, draft: Draft) -> None:
    """What `build` tells: figures put in, rates each counted once, indicators of the workbook."""
    traced = figures(draft, Nature.FIGURE, Nature.RATE, Nature.COMPUTED)

    assert (len(traced), 6, 81) == (built.figures, built.rates, built.indicators)
    assert (1, True, "xuanen-2020-第1稿.docx") == (built.number, built.changed, built.draft.name)


def test_each_figure_says_what_its_cell_holds(draft: Draft, book: Workbook) -> None:
    """A figure names the one cell it comes from, and the cell holds that number in the row's unit."""
    for figure in figures(draft, Nature.FIGURE):
        (place,) = figure.cells
        shown = printed(figure.text)
        assert shown == rounded(held(book, place) / scale(book, place), decimal_places(shown)), figure


def test_each_computed_figure_follows_from_its_formula(draft: Draft, book: Workbook) -> None:
    """The formula, with the cells' numbers put in, gives the printed number at its decimals."""
    for figure in figures(draft, Nature.RATE, Nature.COMPUTED):
        exact = calculated(figure.formula, book)
        assert set(figure.cells) == {found.group() for found in CELL.finditer(figure.formula)}
        if figure.text == "完成目标任务":
            assert exact == 100  # 5 of 5
            continue
        shown = printed(figure.text)
        assert abs(shown) == abs(rounded(exact, decimal_places(shown))), figure


def test_each_text_names_a_filled_cell(draft: Draft, book: Workbook) -> None:
    """Words out of the workbook are traced too, dashes and computed numbers of sections apart."""
    assert draft.manifest is not None
    for figure in draft.manifest.figures:
        for place in figure.cells:
            sheet, _, cell = place.partition("!")
            assert book[sheet][cell].value is not None, figure


def test_each_insertion_stands_where_the_manifest_says(built: Built, draft: Draft) -> None:
    """A hidden bookmark encloses each inserted text, in the paragraph that the manifest counts."""
    assert draft.manifest is not None
    body = etree.fromstring(zipfile.ZipFile(built.draft).read("word/document.xml"))
    enclosed = dict(bookmarked(body))
    main = [figure for figure in draft.manifest.figures if figure.part == "word/document.xml"]

    assert {f"_rg{figure.slot}": (figure.paragraph, figure.text) for figure in main} == enclosed


def printed(text: str) -> Decimal:
    """Return the number that a printed figure says: 11.83亿元, 居全州第二位."""
    digits = NUMBER.search(text)
    return Decimal(digits.group() if digits else next(CHINESE[sign] for sign in text if sign in CHINESE))


def scale(book: Workbook, place: str) -> int:
    """Return how many of the cell's unit make one of the printed unit; 1 for ranks and targets of counts."""
    sheet, _, cell = place.partition("!")
    row = re.sub("[A-Z]", "", cell)
    unit, print_unit = book[sheet][f"D{row}"].value, book[sheet][f"E{row}"].value
    return 1 if print_unit is None or cell.startswith("O") else SCALE[unit, print_unit]


def calculated(formula: str, book: Workbook) -> Fraction:
    """Return the value of a traced formula, in per cent."""
    signs = str.maketrans("÷×−", "/*-")
    plain = formula.replace("100%", "100").translate(signs)
    numbers = CELL.sub(lambda found: f'Fraction("{held(book, found.group())}")', plain)
    return Fraction(eval(numbers, {"Fraction": Fraction}))


def story_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph of each part that a reader may see."""
    archive = zipfile.ZipFile(path)
    for name in archive.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            for paragraph in etree.fromstring(archive.read(name)).iter(f"{W}p"):
                yield name, "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def bookmarked(body: etree._Element) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield each hidden bookmark's name, the number of its paragraph, and the text that it encloses."""
    for number, paragraph in enumerate(body.iter(f"{W}p"), start=1):
        opened: dict[str, str] = {}
        texts: dict[str, str] = {}
        for element in paragraph.iter():
            identity = element.get(f"{W}id", "")
            if element.tag == f"{W}bookmarkStart":
                opened[identity] = element.get(f"{W}name", "")
                texts[identity] = ""
            elif element.tag == f"{W}bookmarkEnd":
                yield opened.pop(identity), (number, texts[identity])
            elif element.tag in (f"{W}t", f"{W}tab", f"{W}br"):
                for name in opened:
                    texts[name] += element.text or ""
