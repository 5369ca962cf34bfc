"""What may go wrong in a template, kind by kind and several at once: each told at its place, in words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic
from reportgen.messages import LANGUAGES, catalog
from reportgen.refs import ParagraphRef, TableCell
from reportgen.template.lint import lint_template
from reportgen.word.package import open_package
from tests.support.books import read
from tests.support.docs import docx
from tests.support.slips import BOX, NESTED, SLIPS, Slip, noted, titled

Placed = tuple[str, str, int, TableCell | None, str]
"""A fault with its place: code, part, paragraph, cell, tag."""
BODY, HEADER, FOOTER, NOTES = (f"word/{name}.xml" for name in ("document", "header1", "footer1", "footnotes"))
SHORT = [name for name, slip in SLIPS.items() if len(slip.lines) == 1]
LONGEST_PARTS = 30  # characters of a tag that a message shows at least


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The names of the small book."""
    book = read(tmp_path_factory.mktemp("book")).book
    assert book is not None
    return book_context(book)[0]


def test_there_are_many_kinds() -> None:
    """The table is what the linter promises."""
    assert 100 <= len(SLIPS)


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_is_told_once_at_its_place(name: str, context: Mapping[str, Any]) -> None:
    """Code, part, paragraph and tag, and nothing that only follows."""
    slip = SLIPS[name]

    assert placed(slip, BODY, 1) == told(docx("甲", *slip.lines, "乙"), context)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_is_told_in_words(name: str, language: str, context: Mapping[str, Any]) -> None:
    """Message and hint name the tag or what is wrong with it, and no placeholder or key is left in them."""
    words = catalog(language)
    for found in linted(docx(*SLIPS[name].lines), context):
        place, message, hint = found.place, words.message(found), words.hint(found)
        assert isinstance(place, ParagraphRef)
        assert place.tag[:LONGEST_PARTS] in message or str(found.values["name"]) in message
        assert hint.strip()
        assert not {"reason.", "kind.", "token", "block_end", "'end of"} & set(message.split())
        assert "expected token" not in message


@pytest.mark.parametrize("name", SHORT)
def test_a_slip_in_a_cell_names_table_row_and_column(name: str, context: Mapping[str, Any]) -> None:
    """The cell is that of the innermost table."""
    slip = SLIPS[name]
    if any(code == "TP206" for code, _, _ in slip.faults):
        pytest.skip("no fault within a table")
    data = docx("‖ 甲 ‖ 乙", f"‖ 丙 ‖ {slip.lines[0]}")

    assert placed(slip, BODY, 3, TableCell(1, 2, 2)) == told(data, context)


@pytest.mark.parametrize("name", SHORT)
@pytest.mark.parametrize("part", [HEADER, FOOTER, NOTES])
def test_a_slip_in_another_part_names_the_part(name: str, part: str, context: Mapping[str, Any]) -> None:
    """Headers, footers and notes count their paragraphs by themselves."""
    slip = SLIPS[name]
    line = slip.lines[0]
    made = {HEADER: lambda: docx("甲", header=line), FOOTER: lambda: docx("甲", footer=line)}

    assert placed(slip, part, 0) == told(made.get(part, lambda: noted(docx("甲"), line))(), context)


@pytest.mark.parametrize("name", ["a brace too few", "two names", "unknown name", "if left open"])
def test_a_slip_in_a_text_box_or_nested_table_names_its_paragraph(
    name: str, context: Mapping[str, Any]
) -> None:
    """A text box comes behind its paragraph; of nested tables the inner one counts."""
    slip = SLIPS[name]

    assert placed(slip, BODY, 2) == told(docx("甲", BOX.format(slip.lines[0])), context)
    assert placed(slip, BODY, 1, TableCell(2, 1, 1)) == told(docx(NESTED.format(slip.lines[0])), context)


@pytest.mark.parametrize("name", ["a brace too few", "two names", "unknown name", "if left open"])
def test_a_slip_in_the_title_names_the_property(name: str, context: Mapping[str, Any]) -> None:
    """The document's properties are counted as they stand in their part."""
    slip = SLIPS[name]

    assert placed(slip, "docProps/core.xml", 0) == told(titled(slip.lines[0]), context)


def test_blocks_over_cells_and_tables_are_told_at_their_end(context: Mapping[str, Any]) -> None:
    """The end is what stands wrong; where the beginning is, is told beside it."""
    cells = docx("‖ {% if 年度 %}甲 ‖ 乙{% endif %}")
    tables = docx("‖ {%tr for 行 in 指标表 %}", "‖ {{ 行.名称 }}", "甲", "‖ {%tr endfor %}")
    box = docx("甲{% if 年度 %}", BOX.format("乙{% endif %}"))

    assert [("TP205", BODY, 2, TableCell(1, 1, 2), "{% endif %}")] == told(cells, context)
    assert [("TP205", BODY, 4, TableCell(2, 1, 1), "{%tr endfor %}")] == told(tables, context)
    assert [("TP205", BODY, 3, None, "{% endif %}")] == told(box, context)


UNREACHED = {
    "field code": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{{ 年度 }}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "simple field": '<w:p><w:fldSimple w:instr="REF {{ 年度 }}"><w:r><w:t>丙</w:t></w:r></w:fldSimple></w:p>',
    "hint of a link": '<w:p><w:hyperlink w:tooltip="{{ 年度 }}"><w:r><w:t>丙</w:t></w:r></w:hyperlink></w:p>',
    "name of a content control": (
        '<w:p><w:sdt><w:sdtPr><w:alias w:val="{{ 年度 }}"/></w:sdtPr><w:sdtContent><w:r><w:t>丙</w:t></w:r>'
        "</w:sdtContent></w:sdt></w:p>"
    ),
    "title of a picture": (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="n" '
        'title="{{ 年度 }}"/><a:graphic/></wp:inline></w:drawing></w:r></w:p>'
    ),
}


@pytest.mark.parametrize("where", UNREACHED)
def test_a_tag_where_no_merge_comes_is_told_beside_other_faults(
    where: str, context: Mapping[str, Any]
) -> None:
    """As an error, also where another tag keeps the part from being compiled."""
    data = docx("甲{{ 乙 丙 }}", UNREACHED[where])

    assert [
        ("TP201", BODY, 1, None, "{{ 乙 丙 }}"),
        ("TP206", BODY, 2, None, "{{ 年度 }}"),
    ] == told(data, context)


# --- several at once


@pytest.mark.parametrize("seed", range(24))
def test_slips_in_one_template_are_all_told_and_nothing_else(seed: int, context: Mapping[str, Any]) -> None:
    """However they come together: in paragraphs, cells, text boxes, header, footer and notes."""
    made = Mixture(random.Random(seed))

    assert made.expected() == told(made.data(), context)


@dataclass
class Mixture:
    """A template with a dozen slips at random places, and good lines between them."""

    dice: random.Random
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    faults: list[Placed] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def __post_init__(self) -> None:
        slips = [SLIPS[name] for name in self.dice.sample(sorted(SLIPS), 14)]
        opened: set[str] = set()
        for slip in sorted(slips, key=lambda slip: slip.open):  # behind an open block nothing is certain
            part = self._part(slip)
            if not slip.open or part not in opened:
                opened |= {part} if slip.open else set()
                self._put(slip, part)
            self._add("好{{ 年度 }}好")

    def data(self) -> bytes:
        """Return the file."""
        data = docx(*self.body, header=self.others.get(HEADER, ""), footer=self.others.get(FOOTER, ""))
        return noted(data, *self.notes) if self.notes else data

    def expected(self) -> list[Placed]:
        """Return what is to be told, sorted as a reader goes through the file."""
        return sorted(self.faults, key=_order)

    def _part(self, slip: Slip) -> str:
        if len(slip.lines) > 1:
            return BODY
        free = [part for part in (HEADER, FOOTER) if part not in self.others]
        return self.dice.choice([BODY, BODY, BODY, NOTES, *free])

    def _put(self, slip: Slip, part: str) -> None:
        [line, *more] = slip.lines
        if part in (HEADER, FOOTER):
            self.others[part] = line
            self.faults += placed(slip, part, 0)
        elif part == NOTES:
            self.faults += placed(slip, part, len(self.notes))
            self.notes.append(line)
        elif more or any(code == "TP206" for code, _, _ in slip.faults) or self.dice.random() < 0.4:
            self.faults += placed(slip, BODY, self.paragraphs)
            self._add(*slip.lines)
        elif "&" in line or self.dice.random() < 0.5:
            self.tables += 1
            self.faults += placed(slip, BODY, self.paragraphs + 1, TableCell(self.tables, 1, 2))
            self._add(f"‖ 甲 ‖ {line}", holding=2)
        else:
            self.faults += placed(slip, BODY, self.paragraphs + 1)
            self._add(BOX.format(line.replace("¦", "|")), holding=2)

    def _add(self, *lines: str, holding: int = 1) -> None:
        self.body += lines
        self.paragraphs += holding * len(lines)


# --- helpers


def linted(data: bytes, context: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the faults of a template."""
    return lint_template(open_package(data, "模板.docx"), context).diagnostics


def told(data: bytes, context: Mapping[str, Any]) -> list[Placed]:
    """Return the faults of a template with their places, sorted."""
    return sorted(_placed(linted(data, context)), key=_order)


def placed(slip: Slip, part: str, before: int, cell: TableCell | None = None) -> list[Placed]:
    """Return the faults of a slip that stands behind so many paragraphs of a part."""
    found = [(code, part, before + number, cell, tag) for code, number, tag in slip.faults]
    return sorted(found, key=_order)


def _placed(faults: tuple[Diagnostic, ...]) -> Iterator[Placed]:
    for found in faults:
        place = found.place
        assert isinstance(place, ParagraphRef)
        yield found.code, place.part, place.paragraph, place.cell, place.tag


def _order(one: Placed) -> tuple[str, int, str, str]:
    return one[1], one[2], one[0], one[4]
