"""What a draft tells of itself: every digit has its cell, nobody reads another text for it, and it stays
small."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from reportgen import Refusal, pipeline
from reportgen.drafts import draft_bytes
from reportgen.fields import Insertion, Nature, Origin
from reportgen.manifest import Manifest, Source, manifest_of, read_manifest
from reportgen.refs import CellRef, ParagraphRef
from reportgen.template.scanner import scan
from reportgen.tracing import State
from reportgen.word.bookmarks import stories
from reportgen.word.package import open_package
from reportgen.word.runs import paragraph_text
from reportgen.word.xml import qname
from tests.sample.template import TARGET
from tests.support.clerk import BOOK, FIRST, build_in, desk
from tests.support.docs import docx as word_file
from tests.support.office import has_office, resaved

DIGITS = re.compile(r"\d+[^\d\s]?")  # digits, and the character behind, which tells most numbers apart


@pytest.fixture(name="drafts", scope="module")
def _drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample's draft with provenance, and the final one without."""
    folder = tmp_path_factory.mktemp("drafts")
    final = folder / "final.docx"
    build_in(folder, BOOK, output=final, final=True)
    return desk(folder) / FIRST, final


# --- every digit


def test_every_digit_has_its_cell_or_stands_in_the_template(drafts: tuple[Path, Path]) -> None:
    """A digit of the sample's draft lies in an insertion that names its cells, or is literal text of the
    template."""
    told = pipeline.trace(drafts[0], texts=True)
    found = stories(open_package(drafts[0]))
    traced = [text for text in told.texts if text.figure.cells and text.state is State.KEPT]
    inside = sum(digits(text.now) for text in traced)
    literals = [number for story in found for number in outside(story.paragraphs, story.part, told.texts)]
    everything = sum(digits(text) for story in found for text in story.paragraphs)

    assert everything == inside + sum(map(digits, literals))
    assert set(literals) <= set(literal_numbers())
    assert inside > 500 > 20 > len(literals)  # the sample's template writes out next to nothing


def test_every_cell_that_is_named_tells_what_it_held(drafts: tuple[Path, Path]) -> None:
    """The draft alone answers, also when the workbook has been changed or lost."""
    told = read_manifest(open_package(drafts[0]))

    assert told is not None
    assert {cell for figure in told.figures for cell in figure.cells} == set(told.held)


def test_the_text_of_a_figure_can_be_computed_again_from_what_it_tells(drafts: tuple[Path, Path]) -> None:
    """The sum has the numbers that its cells held, and ends with the number that is printed."""
    sums = [text.figure for text in pipeline.trace(drafts[0]).texts if " → " in text.figure.worked]
    held = pipeline.trace(drafts[0]).manifest.held

    assert sums
    for figure in sums:
        numbers, _, printed = figure.worked.rpartition(" → ")
        assert printed.strip("-%") in figure.text
        assert all(held[cell].lstrip("-") in numbers for cell in figure.cells)


def outside(paragraphs: tuple[str, ...], part: str, texts: Any) -> Iterator[str]:
    """Yield the numbers of a part that lie in no insertion."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for text in texts:
        if text.place.part == part and text.span:
            spans.setdefault(text.span[0].paragraph, []).append((text.span[0].offset, text.span[1].offset))
    for number, text in enumerate(paragraphs, start=1):
        position = 0
        for start, end in (*sorted(spans.get(number, ())), (len(text), len(text))):
            yield from DIGITS.findall(text[position:start])
            position = end


@cache
def literal_numbers() -> tuple[str, ...]:
    """Return the numbers that the template writes out beside its tags."""
    package = open_package(TARGET)
    found: list[str] = []
    for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        for paragraph in etree.fromstring(package.part(part)).iter(qname("w:p")):
            text, position = paragraph_text(paragraph), 0
            for tag in scan(text, ParagraphRef("template.docx"))[0]:
                found += DIGITS.findall(text[position : tag.start])
                position = tag.end
            found += DIGITS.findall(text[position:])
    return tuple(found)


def digits(text: str) -> int:
    """Return how many digits a text has."""
    return sum(mark.isdigit() for mark in text)


# --- nobody reads another text


def test_python_docx_reads_the_same_text_with_and_without(drafts: tuple[Path, Path]) -> None:
    """Paragraphs, cells, headers and footers."""
    draft, final = map(read_with_python_docx, drafts)

    assert final == draft


def test_a_reader_of_plain_text_reads_the_same_with_and_without(drafts: tuple[Path, Path]) -> None:
    """As docx2txt does: the text elements of each part, one after the other."""
    draft, final = map(read_as_text, drafts)

    assert final == draft


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="no LibreOffice here")
def test_libreoffice_reads_the_same_text_with_and_without(drafts: tuple[Path, Path]) -> None:
    """What it writes of either as plain text."""
    draft, final = (resaved(path, "txt").read_text("utf-8") for path in drafts)

    assert final == draft


def read_with_python_docx(path: Path) -> list[str]:
    """Return every text that python-docx finds."""
    document: Any = docx.Document(str(path))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    ends = [p.text for s in document.sections for story in (s.header, s.footer) for p in story.paragraphs]
    return [paragraph.text for paragraph in document.paragraphs] + tables + ends


def read_as_text(path: Path) -> dict[str, str]:
    """Return the text of each part of the document as a program sees it that knows text elements only."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                found[name] = "\n".join(element.text or "" for element in root.iter(qname("w:t")))
    return found


# --- saved by another program


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="no LibreOffice here")
def test_a_draft_that_libreoffice_saved_is_traced_as_before(drafts: tuple[Path, Path]) -> None:
    """It keeps the manifest and every bookmark of a .docx that it saves as .docx."""
    before, after = (pipeline.trace(path, texts=True) for path in (drafts[0], resaved(drafts[0], "docx")))

    assert before.manifest == after.manifest
    assert [text.figure for text in before.texts] == [
        text.figure for text in after.texts if text.state is State.KEPT
    ]


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="no LibreOffice here")
def test_a_draft_that_went_through_odt_says_what_it_lost(drafts: tuple[Path, Path]) -> None:
    """The bookmarks come back, the manifest does not; the program that saved it last is named."""
    back = resaved(resaved(drafts[0], "odt"), "docx")
    with pytest.raises(Refusal) as refused:
        pipeline.trace(back)
    (found,) = refused.value.diagnostics

    assert ("DR201", ("marked",)) == (found.code, found.hints)
    assert str(found.values["program"]).startswith("LibreOffice/")


# --- size


def test_a_manifest_of_five_thousand_figures_stays_small() -> None:
    """Less than 80 bytes a figure in the file though no two are alike, and it is read back as it was
    written."""
    told = manifest(5_000)
    package = open_package(word_file("甲"), "draft.docx")
    data = draft_bytes(package, package.members, told)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stored = sum(
            info.compress_size for info in archive.infolist() if info.filename.startswith("customXml/")
        )

    read = read_manifest(open_package(data, "draft.docx"))

    assert read is not None
    assert told == replace(read, built=())
    assert stored < 5_000 * 80


def test_a_draft_is_at_most_four_times_the_final_one(drafts: tuple[Path, Path]) -> None:
    """Bookmarks and manifest are many but alike."""
    draft, final = (path.stat().st_size for path in drafts)

    assert final < draft < 4 * final


def test_a_value_with_paragraph_and_page_breaks_can_be_told() -> None:
    """No XML can hold the marks of such breaks; the manifest tells a line break instead."""
    place = ParagraphRef("template.docx", paragraph=1)
    insertion = Insertion(1, "文", "一\a二\f三", "word/document.xml", 1, place, None)
    package = open_package(word_file("甲"), "draft.docx")
    told = manifest_of("1", Source("a", ""), Source("b", ""), [insertion])
    read = read_manifest(open_package(draft_bytes(package, package.members, told), "draft.docx"))

    assert read is not None
    assert ["一\n二\n三"] == [figure.text for figure in read.figures]


def manifest(count: int) -> Manifest:
    """Return a manifest of growth rates, no two alike."""
    insertions: list[Insertion] = []
    contents: dict[CellRef, str] = {}
    for slot in range(1, count + 1):
        now, base = CellRef("2020.xlsx", "指标", f"I{slot}"), CellRef("2020.xlsx", "指标", f"J{slot}")
        value, prior = slot * 7919 % 100_003, slot * 104_729 % 99_991 + 1
        contents |= {now: str(value), base: str(prior)}
        worked = f"({value} − {prior}) ÷ {prior} = {(value - prior) / prior * 100:.4f}…% → {slot / 100}%"
        origin = Origin(Nature.RATE, (now, base), f"({now} − {base}) ÷ {base} × 100%", worked, f"指标{slot}")
        place = ParagraphRef("template.docx", paragraph=slot % 300)
        insertions.append(
            Insertion(
                slot,
                f"指标{slot}.同比",
                f"同比增长{slot / 100}%",
                "word/document.xml",
                slot // 20,
                place,
                origin,
            )
        )
    return manifest_of("1.0", Source("2020.xlsx", "0" * 64), Source("t.docx", "1" * 64), insertions, contents)
