"""Change the order and the words of the sample and build again; and what makes no new draft."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.drafts import latest_draft
from reportgen.manifest import read_manifest
from reportgen.word.package import open_package
from tests.support.clerk import FIRST, build_in, copied, desk, draft_of, edited_sample, rebuilt


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder that holds the sample's first draft."""
    return desk(tmp_path)


# --- sections, rows, prose


def test_a_removed_section_closes_the_gap(folder: Path) -> None:
    """Without 外贸 the sections behind it move up a number; the template is untouched."""

    def without_trade(book: Workbook) -> None:
        remove_rows(book["指标"], "B", "外贸进出口完成情况")
        remove_rows(book["正文"], "B", "外贸进出口完成情况")
        remove_rows(book["名单"], "A", "新增外贸备案企业")

    headings = rebuilt(folder, change=without_trade).headings("二级标题")

    assert [
        "（一）工业经济运行情况",
        "（二）社会消费品零售总额完成情况",
        "（三）国家级电子商务进农村示范县项目建设情况",
        "（四）科技创新完成情况",
        "（五）通信工作完成情况",
    ] == headings[:5]


def test_a_new_section_speaks_for_itself(folder: Path) -> None:
    """A section that the template has no sentence for states all its figures, with rate and rank."""

    def with_tourism(book: Workbook) -> None:
        add_indicator(book, "旅游接待人次", section="旅游发展情况", unit="万人次", value=330, prior=300)
        add_indicator(book, "旅游综合收入", section="旅游发展情况", unit="亿元", value=18.5, rank=3)
        book["正文"].insert_rows(8)
        for column, text in zip("ABE", ("一", "旅游发展情况", "乡村旅游持续升温。"), strict=True):
            book["正文"][f"{column}8"] = text

    draft = rebuilt(folder, change=with_tourism)
    lines = [text for _, text in draft.lines]
    at = lines.index("（七）旅游发展情况")

    assert "旅游接待人次330万人次，同比增长10.00%；旅游综合收入18.5亿元，居全州第三位。" == lines[at + 1]
    assert "乡村旅游持续升温。" == lines[at + 2]
    assert "二、主要工作措施" == lines[at + 3]


def test_moved_sections_are_numbered_anew(folder: Path) -> None:
    """通信 put first becomes （一）, and its sentences stay its own."""

    def telecom_first(book: Workbook) -> None:
        move_to_top(book["指标"], "B", "通信工作完成情况")

    draft = rebuilt(folder, change=telecom_first)
    lines = [text for _, text in draft.lines]

    assert ["（一）通信工作完成情况", "（二）工业经济运行情况"] == draft.headings("二级标题")[:2]
    assert lines[lines.index("（一）通信工作完成情况") + 1].startswith(
        "无线网络建设提速推进，4G基站累计达到672个"
    )


def test_reordered_rows_reorder_table_and_list(folder: Path) -> None:
    """The table follows the order of the rows, a list the order of its names; the sentences stay."""

    def output_first(book: Workbook) -> None:
        move_to_top(book["指标"], "C", "工业总产值")
        book["名单"]["C2"].value, book["名单"]["C3"].value = "长腾茶业", "宝险农业"

    draft = rebuilt(folder, change=output_first)

    assert ["指标", "工业总产值", "新增规上工业企业"] == list(draft.rows)[:3]
    assert "8家（长腾茶业、宝险农业、威尔达服饰" in draft.text
    assert "工业总产值达到11.83亿元，同比增长8.46%" in draft.text


def test_an_added_item_is_numbered(folder: Path) -> None:
    """A sixth level-3 item in （五） of part two is item 6., and the next section stays （六）."""

    def sixth(book: Workbook) -> None:
        sheet = book["正文"]
        row = 1 + max(cell.row for cell in sheet["C"] if cell.value == "电商应用到位")
        sheet.insert_rows(row)
        for column, text in zip("ABCE", ("二", "5", "监督管理到位", "全程留痕。"), strict=True):
            sheet[f"{column}{row}"] = text

    draft = rebuilt(folder, change=sixth)

    assert "6.监督管理到位。全程留痕。" in draft.text
    assert "（六）抓责任落实，保安全稳定" in draft.headings("二级标题")


def test_a_removed_run_in_section_closes_the_gap(folder: Path) -> None:
    """Run-in headings of part three are numbered by their order as well."""

    def three_problems(book: Workbook) -> None:
        sheet = book["正文"]
        sheet.delete_rows(next(cell.row for cell in sheet["C"] if cell.value == "科技创新能力不足"))

    text = rebuilt(folder, change=three_problems).text

    assert "（二）要素配置仍需加强。" in text
    assert "（三）用工成本不断上涨。" in text
    assert "（四）用工成本" not in text


# --- what makes no new draft


def commented(book: Workbook) -> None:
    """Leave a comment and a colour in the workbook."""
    book["指标"]["I11"].comment = Comment("核对过", "填报人")
    book["指标"]["I11"].font = Font(bold=True, color="FF0000")
    book["名单"].column_dimensions["C"].width = 60


def with_a_sheet_of_ones_own(book: Workbook) -> None:
    """Add a sheet, and a column on the right, that the form does not know."""
    book.create_sheet("草稿")["A1"] = "以后再说"
    book["指标"]["X1"], book["指标"]["X11"] = "核对人", "甲"


@pytest.mark.parametrize("change", [None, commented, with_a_sheet_of_ones_own])
def test_what_says_nothing_new_makes_no_draft(
    change: Callable[[Workbook], None] | None, folder: Path
) -> None:
    """The same workbook, a comment, a colour, a sheet of one's own: the last draft says it all already."""
    before = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    built = build_in(folder, edited_sample(folder, change=change) if change else copied(folder))

    assert (False, 1, ()) == (built.changed, built.number, built.changes)
    assert before == {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def test_a_changed_note_in_a_cell_makes_no_draft(folder: Path) -> None:
    """备注 and 填报人 are for colleagues: the draft does not print them."""
    built = build_in(folder, edited_sample(folder, {"基站累计.备注": "已核对", "基站累计.填报人": "乙"}))

    assert built.changed is False


def test_a_hand_edited_draft_is_kept(folder: Path) -> None:
    """Somebody wrote into the last draft: it stays, and the workbook's report becomes the next one."""
    last = folder / FIRST
    document = docx.Document(str(last))
    document.paragraphs[1].add_run("（局长审阅）")
    document.save(str(last))
    edited = last.read_bytes()
    built = build_in(folder, copied(folder))

    assert (2, True, ()) == (built.number, built.changed, built.changes)
    assert edited == last.read_bytes()
    assert "局长审阅" not in draft_of(built.draft).text


def test_drafts_count_on_from_the_highest(folder: Path) -> None:
    """Drafts that were put away do not free their numbers, nor do files that only look alike."""
    (folder / FIRST).rename(folder / "xuanen-2020-第41稿.docx")
    (folder / "xuanen-2020-第99稿（旧）.docx").write_bytes(b"")
    built = build_in(folder, edited_sample(folder, {"基站累计.本年值": 680}))
    latest = latest_draft(folder, "xuanen-2020")

    assert "xuanen-2020-第42稿.docx" == built.draft.name
    assert latest is not None
    assert 42 == latest.number


def test_a_final_draft_carries_nothing_of_ours(folder: Path) -> None:
    """Handed over: no bookmarks and no custom part, but the same text, and the same warnings (none)."""
    built = build_in(folder, copied(folder), output=folder / "定稿.docx", final=True)
    package = open_package(built.draft)

    assert not [name for name in package.names if name.startswith("customXml/")]
    assert b"_rg" not in package.part("word/document.xml")
    assert read_manifest(package) is None
    assert draft_of(folder / FIRST).lines == draft_of(built.draft).lines
    assert ((), 190, 6) == (built.diagnostics, built.figures, built.rates)


# --- rows of the workbook


def remove_rows(sheet: Worksheet, column: str, text: str) -> None:
    """Delete every row that has `text` in `column`."""
    for row in reversed([cell.row for cell in sheet[column] if cell.value == text]):
        sheet.delete_rows(row)


def move_to_top(sheet: Worksheet, column: str, text: str) -> None:
    """Move the rows that have `text` in `column` to the top, below the headers."""
    rows = [[copy(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    at = sheet[f"{column}1"].column - 1
    ordered = sorted(rows, key=lambda row: row[at] != text)
    for number, row in enumerate(ordered, start=2):
        for cell, value in zip(sheet[number], row, strict=True):
            cell.value = None if str(value).startswith("=") else value


def add_indicator(
    book: Workbook,
    name: str,
    *,
    section: str,
    unit: str,
    value: float,
    prior: float | None = None,
    rank: int | None = None,
) -> None:
    """Add a row at the end of the sheet of indicators."""
    sheet = book["指标"]
    row = sheet.max_row + 1
    cells = {"A": f"LY{row}", "B": section, "C": name, "D": unit, "I": value, "J": prior, "O": rank}
    for column, content in cells.items():
        sheet[f"{column}{row}"].value = content
