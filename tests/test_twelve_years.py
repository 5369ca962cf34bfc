"""Twelve years at one desk: a new book, filled in, built and rolled on, twelve times over; and the averages
over the years against exact fractions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook

from reportgen.indicators import Book
from reportgen.pipeline import build, new_book, roll
from reportgen.settings import Settings
from reportgen.workbook import read_book
from tests.support.clerk import draft_of

FIRST, YEARS = 2010, 12
FOLLOWED = ("工业总产值", "固定资产投资", "基站累计")
SPANS = (1, 2, 3, 5, 10)
Values = dict[str, dict[int, Decimal]]  # indicator → year → value


@pytest.fixture(name="desk", scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Values]:
    """The folder with the drafts of twelve years and the books of thirteen, and what was typed into them."""
    folder = tmp_path_factory.mktemp("years")
    typed: Values = {}
    _shortened(new_book(folder / f"县局-{FIRST}.xlsx", FIRST))
    for year in range(FIRST, FIRST + YEARS):
        path = folder / f"县局-{year}.xlsx"
        _fill_in(path, year, typed)
        built = build(path, _template(folder, year), settings=Settings(output=str(folder)))
        assert f"县局-{year}-第1稿.docx" == built.draft.name
        assert year + 1 == roll(path, settings=Settings()).made.year
    return folder, typed


def _template(folder: Path, year: int) -> Path:
    """Write a template that says every average of the followed indicators, as far as the years go back."""
    document = docx.Document()
    for name in FOLLOWED:
        document.add_paragraph(f"{name}｜本年｜{{{{ {name} }}}}")
        for span in _spans(year):
            document.add_paragraph(f"{name}｜{span}｜{{{{ {name}.年均({span}) }}}}")
    document.save(str(folder / "模板.docx"))
    return folder / "模板.docx"


def _shortened(path: Path) -> None:
    """Keep a dozen rows of a new book, with their lists: a small office's."""
    book = load_workbook(path)
    kept = {*FOLLOWED, *(row[2].value for row in book["指标"].iter_rows(min_row=2, max_row=10))}
    for sheet, column in (("指标", 2), ("名单", 0)):
        for row in reversed(list(book[sheet].iter_rows(min_row=2, max_row=90))):
            if row[column].value not in kept:
                book[sheet].delete_rows(row[column].row)
    book.save(path)


def _fill_in(path: Path, year: int, typed: Values) -> None:
    """Fill in a book as a clerk would: all that check names, and nothing else."""
    book = load_workbook(path)
    _facts(book, year)
    chance = random.Random(year)
    listed = {row[0].value for row in book["名单"].iter_rows(min_row=2, max_row=60) if row[0].value}
    heads = {cell.value: number for number, cell in enumerate(book["指标"][1])}
    for row in book["指标"].iter_rows(min_row=2, max_row=90):
        name, unit = row[heads["指标名称"]].value, row[heads["单位"]].value
        if not name:
            continue
        if not unit:
            row[heads["位次"]].value = chance.randint(1, 8)
            continue
        value = Decimal(1) if name in listed else _value(chance, str(unit), typed.get(name, {}).get(year - 1))
        row[heads["本年值"]].value = value
        row[heads["备注"]].value = "取自年报"
        typed.setdefault(str(name), {})[year] = value
    for row in book["名单"].iter_rows(min_row=2, max_row=60):
        if row[0].value:
            row[2].value = f"{year}年的公司"
    for row in book["正文"].iter_rows(min_row=2, max_row=60):
        if row[0].value:
            row[4].value, row[5].value = f"{year}年写的一段。", None
            row[2].value = row[2].value or (f"抓好{year}年的事" if row[3].value else None)
    book.save(path)


def _facts(book: Workbook, year: int) -> None:
    given = {"单位全称": "某县某局", "单位简称": "县某局", "本级简称": "全县", "上级简称": "全州"}
    given["成文日期"] = f"{year}-12-31"
    for row in book["基本信息"].iter_rows(min_row=2, max_row=20):
        if row[0].value in given:
            row[1].value = given[row[0].value]


def _value(chance: random.Random, unit: str, before: Decimal | None) -> Decimal:
    """Return a value near last year's, so that nothing is taken for a slip."""
    if before is None:
        before = Decimal(chance.randint(2_000, 90_000))
    moved = before * Decimal(chance.randint(930, 1_120)) / 1000
    places = "0.01" if unit in ("万元", "亿元", "万美元", "%") else "1"
    return max(moved.quantize(Decimal(places)), Decimal(1))


def _books(folder: Path) -> Iterator[tuple[int, Book]]:
    for year in range(FIRST, FIRST + YEARS + 1):
        book = read_book(folder / f"县局-{year}.xlsx").book
        assert book is not None
        yield year, book


def test_every_year_stands_in_the_earlier_years(desk: tuple[Path, Values]) -> None:
    """After each roll there is one column more, and each holds what was typed in its year."""
    folder, typed = desk
    for year, book in _books(folder):
        earlier = {
            series.name: {when: held.amount for when, held in series.years.items()} for series in book.history
        }
        expected = {
            name: {when: held for when, held in values.items() if when < year}
            for name, values in typed.items()
        }
        assert ({} if year == FIRST else expected) == earlier


def test_last_year_is_last_year(desk: tuple[Path, Values]) -> None:
    """What stands under 上年同期值 is what was typed a year ago."""
    folder, typed = desk
    for year, book in _books(folder):
        prior = {one.name: one.prior.amount for one in book.indicators if one.prior is not None}

        assert ({} if year == FIRST else {name: held[year - 1] for name, held in typed.items()}) == prior


def test_the_title_moves_on(desk: tuple[Path, Values]) -> None:
    """It names the year and the one after it, twelve years on as well."""
    titles = [book.fact("title") for _, book in _books(desk[0])]

    assert [f"{year}年工作总结及{year + 1}年工作要点" for year in range(FIRST, FIRST + YEARS + 1)] == [
        title.text for title in titles if title is not None
    ]


def test_averages_are_right_to_the_last_digit(desk: tuple[Path, Values]) -> None:
    """Each printed rate lies within half a digit of the root of the exact ratio."""
    folder, typed = desk
    seen = 0
    for year in range(FIRST, FIRST + YEARS):
        said = dict(_said(folder / f"县局-{year}-第1稿.docx"))
        for name in FOLLOWED:
            for span in _spans(year):
                ratio = Fraction(typed[name][year]) / Fraction(typed[name][year - span])
                assert _is_root(said[name, str(span)], ratio, span), (year, name, span, said[name, str(span)])
                seen += 1

    assert len(FOLLOWED) * sum(len(_spans(year)) for year in range(FIRST, FIRST + YEARS)) == seen


def _spans(year: int) -> list[int]:
    return [span for span in SPANS if year - span >= FIRST]


def _said(draft: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for line in draft_of(draft).text.splitlines():
        name, span, text = line.split("｜")
        yield (name, span), text


def _is_root(text: str, ratio: Fraction, years: int) -> bool:
    """Return whether a printed average rate is the `years`-th root of `ratio`, rounded half up."""
    digits = "".join(mark for mark in text if mark.isdigit() or mark == ".") or "0"
    places = len(digits.partition(".")[2]) or 2
    rate = Fraction(digits) * (-1 if "下降" in text else 1)
    half = Fraction(1, 2 * 10**places)
    low, high = (1 + (rate + edge) / 100 for edge in (-half, half))
    return low**years <= ratio <= high**years
