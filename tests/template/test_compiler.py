"""Tags are cut out of the runs that Word spread them over, and each piece keeps the formatting of its run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.template import Template
from reportgen.template.compiler import compile_part
from reportgen.word.xml import qname
from tests.support.docs import (
    DOCUMENT,
    Fault,
    changed,
    docx,
    faults_of,
    main_xml,
    member,
    merged,
    small,
    texts,
)

LINE = "公司{{ a }}，\t比{% if b %}上年{{ c }}{% endif %}\n增{# 备注 #}长{{ a }}"
VALUES = {"a": "A&B <C>", "b": True, "c": "丙"}
PIECES = (  # what the line is made of: text as it stands, or the value of a tag
    "公司", ("{{ a }}", "A&B <C>"), "，\t比", ("{% if b %}", ""), "上年", ("{{ c }}", "丙"),
    ("{% endif %}", ""), "\n增", ("{# 备注 #}", ""), "长", ("{{ a }}", "A&B <C>"),
)  # fmt: skip
WRAPPERS = (
    "{}",
    '<w:hyperlink r:id="rId9">{}</w:hyperlink>',
    '<w:ins w:id="1" w:author="x">{}</w:ins>',
    '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
    '<w:hyperlink r:id="rId9"><w:ins w:id="1" w:author="x">{}</w:ins></w:hyperlink>',
    '{}<w:proofErr w:type="spellStart"/>',
    '{}<w:del w:id="2" w:author="x"><w:r><w:delText>{{{{ 旧</w:delText></w:r></w:del>',
)


def run(text: str, colour: int) -> str:
    """Return a run in a colour of its own, tabs and line breaks as elements."""
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    stretches = "".join(f'<w:t xml:space="preserve">{mark}</w:t>' for mark in text if mark not in marks)
    if set(text) & set(marks):
        stretches = "".join(marks.get(mark) or f'<w:t xml:space="preserve">{mark}</w:t>' for mark in text)
    return f'<w:r><w:rPr><w:b/><w:color w:val="{colour:06d}"/></w:rPr>{stretches}</w:r>'


def cut(text: str, places: Sequence[int]) -> list[str]:
    """Return the text cut at these places."""
    edges = [0, *sorted(places), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def coloured(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Return each character of a paragraph with the colour of its run."""
    found = []
    for element in paragraph.iter(qname("w:t"), qname("w:tab"), qname("w:br")):
        properties = element.getparent().find(qname("w:rPr"))
        assert properties.find(qname("w:b")) is not None
        text = {qname("w:tab"): "\t", qname("w:br"): "\n"}.get(element.tag, element.text or "")
        found += [(mark, properties.find(qname("w:color")).get(qname("w:val"))) for mark in text]
    return found


def expected_colours(runs: Sequence[str]) -> list[tuple[str, str]]:
    """Return what must come out: text in the colour it had, a value in that of its tag's first brace."""
    colours = [f"{number:06d}" for number, text in enumerate(runs) for _ in text]
    found, at = [], 0
    for piece in PIECES:
        tag, text = (piece, piece) if isinstance(piece, str) else piece
        if tag is text:
            found += zip(text, colours[at : at + len(text)], strict=True)
        else:
            found += [(mark, colours[at]) for mark in text]
        at += len(tag)
    return found


@given(st.sets(st.integers(1, len(LINE) - 1)))
def test_any_cut_into_runs_gives_the_same_text_each_piece_in_its_format(places: set[int]) -> None:
    """However Word cuts a paragraph, the tags are found, and every character keeps its run's properties."""
    runs = cut(LINE, [*places])
    body = "".join(run(text, number) for number, text in enumerate(runs))
    made = Template.load(small(f"<w:p>{body}</w:p>")).render(VALUES)

    assert ["公司A&B <C>，\t比上年丙\n增长A&B <C>"] == texts(made)
    (paragraph,) = member(made).iter(qname("w:p"))
    assert expected_colours(runs) == coloured(paragraph)


@given(st.lists(st.tuples(st.integers(1, 39), st.sampled_from(WRAPPERS)), max_size=6))
def test_tags_are_found_through_links_insertions_and_controls(cuts: list[tuple[int, str]]) -> None:
    """Runs may stand in a hyperlink, an insertion, a smart tag, a control, a field; deleted text is none."""
    line = "公司{{ a }}有限{{ b }}和{{ c }}的{{ a }}及{{ c }}"
    wrappers = [wrapper for _, wrapper in cuts] + ["{}"]
    pieces = cut(line, [min(place, len(line)) for place, _ in cuts])
    body = "".join(
        wrapper.format(run(text, number))
        for number, (text, wrapper) in enumerate(zip(pieces, wrappers, strict=True))
        if text
    )
    made = member(Template.load(small(f"<w:p>{body}</w:p>")).render({"a": "<甲>", "b": "乙", "c": "&"}))

    assert "公司<甲>有限乙和&的<甲>及&" == "".join(made.itertext(qname("w:t")))


def test_what_bears_no_text_stays_in_its_order() -> None:
    """A picture, a note's mark and a field between the pieces of a tag stay where they were."""
    body = (
        "<w:p><w:r><w:t>甲{{</w:t><w:footnoteReference w:id='2'/><w:t> a</w:t></w:r>"
        "<w:bookmarkStart w:id='7' w:name='书签'/><w:r><w:t> }}乙</w:t><w:noBreakHyphen/></w:r>"
        "<w:bookmarkEnd w:id='7'/></w:p>"
    )
    made = member(Template.load(small(body)).render({"a": 1}))
    order = [etree.QName(found).localname for found in made.iter() if found.tag != qname("w:r")]

    wanted = ["document", "body", "p", "t", "t", "footnoteReference", "bookmarkStart", "t", "noBreakHyphen"]
    assert [*wanted, "bookmarkEnd"] == order
    assert "甲1乙" == "".join(made.itertext(qname("w:t")))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["{%tr for x in xs %}", "{%tr endfor %}"],
            [("TP206", 1, "{%tr for x in xs %}"), ("TP206", 2, "{%tr endfor %}")],
        ),
        (["{%tc if a %}{%tc endif %}"], [("TP206", 1, "{%tc if a %}")]),
        (["甲{%p if a %}", "乙", "{%p endif %}"], [("TP207", 1, "{%p if a %}")]),
        (["{%p if a %}{{ x }}", "{%p endif %}"], [("TP207", 1, "{%p if a %}")]),
        (
            ["{%p if a %}{%tr for x in xs %}", "{%p endif %}"],
            [("TP207", 1, "{%p if a %}"), ("TP204", 1, "{%tr for x in xs %}")],
        ),
        (
            ["‖ {%tr for x in xs %} ‖ 甲", "‖ {{ x }} ‖ 乙", "‖ {%tr endfor %} ‖"],
            [("TP207", 1, "{%tr for x in xs %}")],
        ),
        (
            ["‖ {{ y }} ‖ {%tr for x in xs %}", "‖ {{ x }} ‖ ", "‖ {%tr endfor %} ‖"],
            [("TP207", 2, "{%tr for x in xs %}")],
        ),
        (
            ["‖ {%tr for x in xs %} ‖ {%tr endfor %}"],
            [
                ("TP207", 1, "{%tr for x in xs %}"),
                ("TP206", 2, "{%tr endfor %}"),
                ("TP202", 1, "{%tr for x in xs %}"),
            ],
        ),
        (["‖ {%tc for x in xs %}¶甲 ‖ {%tc endfor %}"], [("TP207", 1, "{%tc for x in xs %}")]),
    ],
)
def test_a_placed_tag_needs_its_place_to_itself(lines: list[str], expected: list[Fault]) -> None:
    """A row's tag belongs into a table, and whatever would vanish with it is told before it does."""
    assert sorted(expected) == sorted(faults_of(docx(*lines)))


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("<w:r><w:drawing/></w:r>", "drawing"),
        ("<w:r><w:pict/></w:r>", "pict"),
        ("<w:r><w:footnoteReference w:id='1'/></w:r>", "footnoteReference"),
        ("<w:pPr><w:sectPr/></w:pPr>", "sectPr"),
    ],
)
def test_pictures_notes_and_section_breaks_do_not_vanish_with_a_tag(thing: str, name: str) -> None:
    """A paragraph that a tag takes the place of may hold nothing else that the reader would miss."""
    data = small(f"<w:p>{thing}<w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>", "{%p endif %}")
    with pytest.raises(Refusal) as caught:
        Template.load(data)

    (fault,) = caught.value.diagnostics
    assert ("TP207", ("thing",), name) == (fault.code, fault.hints, fault.values["lost"])


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:instrText>HYPERLINK {{ a }}</w:instrText></w:r>",
        "<w:fldSimple w:instr='{{ a }}'/>",
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' title='见{{ a }}'/></wp:inline></w:drawing></w:r>",
        "<w:r><w:ruby><w:rubyBase><w:r><w:t>{{ a }}</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "<w:hyperlink w:tooltip='{% if a %}'/>",
    ],
)
def test_a_tag_where_no_merge_reaches_is_a_fault(xml: str) -> None:
    """It would be in the draft as it is written; deleted text is in none."""
    gone = "<w:del w:id='1' w:author='x'><w:r><w:delText>{{ 旧</w:delText></w:r></w:del>"
    with pytest.raises(Refusal) as caught:
        Template.load(small(f"<w:p>{gone}</w:p>", f"<w:p>{xml}<w:r><w:t>甲</w:t></w:r></w:p>"))

    (found,) = caught.value.diagnostics
    assert ("TP206", ("text",), 2) == (found.code, found.hints, getattr(found.place, "paragraph", 0))


def test_the_text_of_a_box_does_not_vanish_with_a_tag() -> None:
    """A text box hangs on a paragraph; that paragraph cannot be taken by a tag."""
    inside = "<w:txbxContent><w:p><w:r><w:t>框{{ x }}</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r><mc:AlternateContent>{inside}</mc:AlternateContent></w:r>"
    data = small(f"<w:p>{box}<w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>", "{%p endif %}")

    assert [("TP207", 1, "{%p if a %}")] == faults_of(data)


def test_comments_of_the_template_are_not_printed() -> None:
    """A note to colleagues vanishes, also when it is the only tag of all; with p its paragraph too."""
    assert ["甲乙", "丙"] == merged(docx("甲{# 请核对 #}乙", "{#p 只给自己看 #}", "丙"))


def test_xml_comments_do_not_break_a_tag_or_bring_in_one_of_ours() -> None:
    """What a program left between the letters of a text is no part of it, whatever it looks like."""
    assert ["甲1乙"] == merged(small("甲{{<!-- 注 --> a <!--<?rg o0?>-->}}乙<!--<?rg t?>-->"), a=1)
    assert ["甲1乙"] == merged(small("甲{{<?rg o7?> a }}<?rg c?>乙"), a=1)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_part_may_use_another_prefix(prefix: str) -> None:
    """`w` is a habit, not a rule: what is put in uses the part's own names."""
    xml = main_xml("<w:p w:rsidR='1'><w:r><w:t>甲{{ a }}乙</w:t></w:r></w:p>").decode()
    declared = f"xmlns{':x' if prefix else ''}="
    xml = xml.replace("xmlns:w=", declared).replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
    attributed = xml.replace("w:rsidR", f"{prefix}rsidR") if prefix else xml.replace(" w:rsidR='1'", "")
    part, faults = compile_part(attributed.encode(), "模板.docx", DOCUMENT)

    assert () == faults
    assert part is not None
    assert ["甲<\n\t>乙"] == merged(changed(small(), {DOCUMENT: attributed.encode()}), a="<\n\t>")


def test_the_strict_kind_of_file_is_refused() -> None:
    """A file of the strict kind has other names for everything; none of its tags would be found."""
    xml = main_xml("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>").replace(
        b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(Refusal) as caught:
        compile_part(xml, "模板.docx", DOCUMENT)

    (fault,) = caught.value.diagnostics
    assert ("PK109", ("strict",)) == (fault.code, fault.hints)


def test_a_part_without_tags_is_left_alone() -> None:
    """None says that the member can be copied as it is stored."""
    assert (None, ()) == compile_part(main_xml("<w:p><w:r><w:t>{ a }</w:t></w:r></w:p>"), "a.docx", DOCUMENT)
