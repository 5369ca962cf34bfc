"""A paragraph's text is found over its runs, and any stretch of it can be cut out into a run of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.word.runs import atoms, isolate, paragraph_text, text_element
from reportgen.word.xml import XML_SPACE, qname
from tests.support.docs import prefixed

RUN, TEXT = qname("w:r"), qname("w:t")


def paragraph(content: str) -> etree._Element:
    """Return a paragraph with this XML in it."""
    return prefixed(f"<w:p>{content}</w:p>")


def shape(element: etree._Element) -> str:
    """Return the runs of a paragraph as a line: [b:text] for one in bold, what bears no text by its name."""
    found = []
    for run in element.iter(RUN):
        pieces = [
            (child.text or "") if child.tag == TEXT else f"<{etree.QName(child).localname}>"
            for child in run
            if child.tag != qname("w:rPr")
        ]
        bold = "b:" if run.find(f"{qname('w:rPr')}/{qname('w:b')}") is not None else ""
        found.append(f"[{bold}{''.join(pieces)}]")
    return "".join(found)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", ""),
        ("<w:r/>", ""),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:cr/></w:r>", "甲\t乙\n\n"),
        ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t/></w:r>", "甲\u2011"),
        ("<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:r><w:t>接</w:t></w:r>", "链接"),
        ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "增"),
        (
            "<w:moveFrom><w:r><w:t>从</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>到</w:t></w:r></w:moveTo>",
            "到",
        ),
        (
            "<w:sdt><w:sdtPr><w:r/></w:sdtPr><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>",
            "控",
        ),
        ("<w:smartTag><w:customXml><w:r><w:t>嵌</w:t></w:r></w:customXml></w:smartTag>", "嵌"),
        (
            "<w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple><w:dir><w:r><w:t>向</w:t></w:r></w:dir>",
            "域向",
        ),
        ("<w:r><w:instrText>PAGE</w:instrText><w:sym/></w:r><w:proofErr/><w:r><w:t>1</w:t></w:r>", "1"),
        ("<w:r><w:pict><w:p><w:r><w:t>框</w:t></w:r></w:p></w:pict><w:t>外</w:t></w:r>", "外"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>段</w:t></w:r>", "段"),
    ],
)
def test_the_text_of_a_paragraph_is_what_its_reader_sees(content: str, text: str) -> None:
    """Inserted text counts, deleted text does not; a text box in it is another paragraph's."""
    assert text == paragraph_text(paragraph(content))


def test_an_atom_knows_its_run_and_where_it_begins() -> None:
    """Each text-bearing element is one atom, placed in the paragraph's text."""
    whole = paragraph("<w:r><w:t>甲乙</w:t><w:tab/></w:r><w:r><w:t>丙</w:t></w:r>")
    found = atoms(whole)

    assert [(0, "甲乙"), (2, "\t"), (3, "丙")] == [(atom.start, atom.text) for atom in found]
    assert [whole[0], whole[0], whole[1]] == [atom.run for atom in found]


@pytest.mark.parametrize(
    ("content", "spans", "expected"),
    [
        ("<w:r><w:t>甲乙丙</w:t></w:r>", [(1, 2)], "[甲][][丙]"),
        ("<w:r><w:t>甲乙丙</w:t></w:r>", [(0, 3)], "[]"),
        ("<w:r><w:t>甲乙丙</w:t></w:r>", [(0, 1), (1, 2), (2, 3)], "[][][]"),
        ("<w:r><w:t>甲乙丙</w:t></w:r>", [], "[甲乙丙]"),
        ("<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>乙丙</w:t></w:r>", [(0, 2)], "[][b:丙]"),
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙丙</w:t></w:r>", [(0, 2)], "[b:][丙]"),
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r>", [(1, 2)], "[b:甲][b:][b:丙]"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", [(1, 2)], "[甲][][乙]"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", [(0, 1)], "[][<tab>乙]"),
        ("<w:r><w:t>甲</w:t><w:drawing/><w:t>乙</w:t></w:r>", [(0, 2)], "[][<drawing>]"),
        ("<w:r><w:fldChar/><w:t>甲乙</w:t><w:fldChar/></w:r>", [(0, 2)], "[<fldChar>][][<fldChar>]"),
        ("<w:r><w:t>甲</w:t></w:r><w:r/><w:r><w:t>乙</w:t></w:r>", [(0, 2)], "[][]"),
    ],
)
def test_a_stretch_is_cut_out_into_an_empty_run_where_it_began(
    content: str, spans: list[tuple[int, int]], expected: str
) -> None:
    """The rest keeps its run's properties, and what bears no text stays where it stood."""
    whole = paragraph(content)
    made = isolate(atoms(whole), spans)

    assert expected == shape(whole)
    assert len(spans) == len(made)
    assert all(len(run.findall(TEXT)) == 0 and run.getparent() is not None for run in made)


def test_a_cut_run_keeps_its_attributes_and_leaves_the_original_properties_unshared() -> None:
    """Each piece has properties of its own, so that one can be changed without the other."""
    whole = paragraph("<w:r w:rsidR='1'><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r>")
    isolate(atoms(whole), [(1, 2)])
    properties = [run.find(qname("w:rPr")) for run in whole]

    assert ["1"] * 3 == [run.get(qname("w:rsidR")) for run in whole]
    assert 3 == len({id(found) for found in properties if found is not None})


def test_a_text_element_keeps_its_blanks() -> None:
    """Word drops blanks at the ends of a text that does not say so."""
    made = text_element(" 甲 ")

    assert (" 甲 ", "preserve") == (made.text, made.get(XML_SPACE))


@given(st.lists(st.text("甲乙丙\t\n", max_size=4), max_size=8), st.sets(st.integers(0, 30)))
def test_whatever_is_cut_the_rest_of_the_text_stays_in_its_order(pieces: list[str], places: set[int]) -> None:
    """The text without the stretches is the text before, without them; and each stretch has its run."""
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    content = "".join(
        f"<w:r>{''.join(marks.get(mark, f'<w:t>{mark}</w:t>') for mark in piece)}</w:r>" for piece in pieces
    )
    whole, text = paragraph(content), "".join(pieces)
    edges = sorted(place for place in places if place <= len(text))
    spans = [*pairwise(edges)][::2]  # every other stretch, so that they stand apart
    made = isolate(atoms(whole), spans)

    rest = "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)]))
    assert rest == paragraph_text(whole)
    assert len(spans) == len(made) == len(set(made))


def test_long_paragraphs_are_cut_in_time() -> None:
    """Five thousand tags in one paragraph are cut in linear time."""
    whole = paragraph("".join(f"<w:r><w:t>甲乙{number % 10}</w:t></w:r>" for number in range(5000)))
    made = isolate(atoms(whole), [(3 * number + 1, 3 * number + 2) for number in range(5000)])

    assert 5000 == len(made)
    assert 10_000 == len(paragraph_text(whole))
