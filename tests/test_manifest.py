"""What a draft tells of its figures is read back as it was written, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen import manifest as manifests
from reportgen.manifest import Manifest, Source, TracedFigure, manifest_xml, read_manifest
from reportgen.word.custom import PROVENANCE, with_custom_part
from reportgen.word.package import Package, open_package
from tests.support.docs import small

BOOK, FORM = Source("2020.xlsx", "a" * 64), Source("模板.docx", "b" * 64)
FIGURE = TracedFigure(
    1, "figure", "工业总产值", "工业总产值", "11.83亿元", "word/document.xml", 3, ("指标!I7",), "", "", "¶3"
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r\\"), max_size=12)
CELL = st.text(st.characters(categories=["L", "N"], include_characters="!'\\&<"), min_size=1, max_size=6)
FIGURES = st.builds(
    TracedFigure,
    slot=st.integers(1, 10**9 - 1),
    nature=TEXT,
    indicator=TEXT,
    expression=TEXT,
    text=TEXT,
    part=TEXT,
    paragraph=st.integers(0, 10**9 - 1),
    cells=st.lists(CELL, max_size=3).map(tuple),
    formula=TEXT,
    worked=TEXT,
    source=TEXT,
)


def told_again(manifest: Manifest) -> Manifest | None:
    """Return the manifest as it is read from a file that carries it."""
    carrier = open_package(small("甲"), "draft.docx")
    members = with_custom_part("draft.docx", carrier.members, manifest_xml(manifest), PROVENANCE)
    return read_manifest(Package("draft.docx", members))


@given(st.lists(FIGURES, max_size=4), st.dictionaries(CELL, TEXT.filter(bool), max_size=3), TEXT)
def test_any_manifest_is_read_back(figures: list[TracedFigure], held: dict[str, str], name: str) -> None:
    """Line breaks, backslashes, markup and blanks among what it tells."""
    told = Manifest("1.0", Source(name, "0" * 64), FORM, tuple(figures), held)

    assert told == told_again(told)


def test_a_manifest_longer_than_a_table_is_read_back() -> None:
    """No element grows beyond what a parser takes."""
    figures = tuple(FIGURE._replace(slot=slot) for slot in range(1, 2 * manifests._ROWS + 2))
    told = Manifest("1.0", BOOK, FORM, figures, {f"指标!I{slot}": "1" for slot in range(manifests._ROWS + 1)})

    assert told == told_again(told)
    assert 3 == manifest_xml(told).count(b"<figures>")


def test_a_manifest_of_long_values_is_read_back() -> None:
    """Two thousand texts of a page, or figures of a thousand cells each: no column is too long for a
    parser."""
    cells = tuple(f"指标!I{row}" for row in range(1_000))
    long = (FIGURE._replace(text="字" * 6_000), FIGURE._replace(cells=cells))
    told = Manifest("1.0", BOOK, FORM, long * 1_000)

    assert told == told_again(told)


def test_what_no_xml_can_hold_is_shown_as_such() -> None:
    """A manifest must never make a draft that no program opens."""
    told = told_again(Manifest("1.0", BOOK, FORM, (FIGURE,), {"指标!I7": "1\x0b\ufffe2"}))

    assert told is not None
    assert {"指标!I7": "1\ufffd\ufffd2"} == told.held


def test_a_manifest_with_an_element_for_each_figure_is_still_read() -> None:
    """So drafts tell theirs that were built before the figures became a table."""
    attributes = {
        name: "/".join(value) if isinstance(value, tuple) else str(value)
        for name, value in FIGURE._asdict().items()
        if value
    }
    root = etree.fromstring(manifest_xml(Manifest("0.1", BOOK, FORM, ())))
    etree.SubElement(root, f"{{{PROVENANCE}}}figure", attributes)
    etree.SubElement(root, f"{{{PROVENANCE}}}cell", {"ref": "指标!I7", "value": "118300"})
    carrier = open_package(small("甲"), "draft.docx")
    members = with_custom_part("draft.docx", carrier.members, etree.tostring(root), PROVENANCE)

    assert Manifest("0.1", BOOK, FORM, (FIGURE,), {"指标!I7": "118300"}) == read_manifest(
        Package("draft.docx", members)
    )


def test_a_table_of_unlike_columns_is_read_as_far_as_it_tells() -> None:
    """Somebody has edited it: no figure may get the text of another."""
    xml = manifest_xml(Manifest("1.0", BOOK, FORM, (FIGURE, FIGURE._replace(slot=2))))
    data = xml.replace("<text>11.83亿元\n".encode(), b"<text>").replace(
        b"<slot>1\n2", b"<slot>1\n99999999999"
    )
    carrier = open_package(small("甲"), "draft.docx")
    members = with_custom_part("draft.docx", carrier.members, data, PROVENANCE)
    told = read_manifest(Package("draft.docx", members))

    assert told is not None
    assert [(1, "", "工业总产值"), (0, "", "工业总产值")] == [
        (figure.slot, figure.text, figure.indicator) for figure in told.figures
    ]
