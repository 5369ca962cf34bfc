"""Formatted text as a value: in the order that Word wants, over the format of the tag, East Asian fonts
included."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from reportgen import Listing, Refusal, RichText, RichTextParagraph, Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, main_xml, member, texts

ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "highlight", "u", "shd"),
    *("vertAlign", "rtl", "lang"),
)


def merged(value: Any, *lines: str) -> bytes:
    """Return what a template of `lines` makes of a value called x."""
    return Template.load(docx(*(lines or ("{{ x }}",)))).render({"x": value})


def runs(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return the text of each run with its properties: the name and the first attribute, or an empty text."""
    found = []
    for run in member(data).iter(qname("w:r")):
        text = "".join(one.text or "" for one in run.iter(qname("w:t")))
        properties = run.find(qname("w:rPr"))
        told = list(properties) if properties is not None else []
        names = {etree.QName(one).localname: next(iter(one.attrib.values()), "") for one in told}
        found.append((text, {name: str(value) for name, value in names.items()}))
    return found


# what is asked for, what is written
FORMATS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "bold": ({"bold": True}, {"b": "", "bCs": ""}),
    "italic": ({"italic": True}, {"i": "", "iCs": ""}),
    "strike": ({"strike": True}, {"strike": ""}),
    "colour": ({"color": "C00000"}, {"color": "C00000"}),
    "colour with a hash": ({"color": "#C00000"}, {"color": "C00000"}),
    "size": ({"size": 32}, {"sz": "32", "szCs": "32"}),
    "underline": ({"underline": True}, {"u": "single"}),
    "kind of underline": ({"underline": "double"}, {"u": "double"}),
    "highlight by name": ({"highlight": "yellow"}, {"highlight": "yellow"}),
    "highlight by number": ({"highlight": "#FFFF00"}, {"shd": "clear"}),
    "subscript": ({"subscript": True}, {"vertAlign": "subscript"}),
    "superscript": ({"superscript": True}, {"vertAlign": "superscript"}),
    "right to left": ({"rtl": True}, {"rtl": ""}),
    "language": ({"lang": "en-GB"}, {"lang": "en-GB"}),
    "style by its name": ({"style": "Strong"}, {"rStyle": "Strong"}),
    "style by its id": ({"style": "IntenseEmphasis"}, {"rStyle": "IntenseEmphasis"}),
    "nothing": ({"bold": False, "color": None, "font": ""}, {}),
}


@pytest.mark.parametrize("case", FORMATS)
def test_a_format_is_written(case: str) -> None:
    """docxtpl's names and what Word reads."""
    asked, expected = FORMATS[case]

    assert [("5家", expected)] == runs(merged(RichText("5家", **asked)))


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """All at once, in whatever order they were asked for."""
    asked = {
        **{
            "lang": "en-US",
            "rtl": True,
            "superscript": True,
            "underline": True,
            "size": 20,
            "color": "0000FF",
        },
        **{
            "strike": True,
            "italic": True,
            "bold": True,
            "font": "仿宋",
            "style": "Strong",
            "highlight": "00FF00",
        },
    }
    [(_, found)] = runs(merged(RichText("x", **asked)))

    assert [name for name in ORDER if name in found] == list(found)
    assert 15 == len(found)  # 12 are asked for; bold, italic and size are two each


TAGGED = (
    "<w:p><w:pPr><w:jc w:val='center'/><w:rPr><w:i/></w:rPr></w:pPr><w:r><w:rPr><w:b/>"
    "<w:sz w:val='44'/></w:rPr><w:t>{}</w:t></w:r></w:p>"
)


def test_a_piece_is_written_over_the_format_of_the_tag() -> None:
    """What a piece does not say it takes from the tag; the rest it says anew."""
    draft = merged(RichText("共").add("5家", size=20, color="FF0000"), TAGGED.format("{{ x }}"))

    over = {"b": "", "color": "FF0000", "sz": "20", "szCs": "20"}
    assert [("共", {"b": "", "sz": "44"}), ("5家", over)] == runs(draft)


def test_a_run_tag_leaves_its_format_behind() -> None:
    """`{{r x }}` is docxtpl's: the value alone decides."""
    assert [("5家", {"i": "", "iCs": ""})] == runs(
        merged(RichText("5家", italic=True), TAGGED.format("{{r x }}"))
    )


def test_a_format_of_another_vocabulary_is_kept() -> None:
    """Effects of newer Words stand in other namespaces, which the document declares."""
    glow = '<w:p><w:r><w:rPr><w:sz w:val="20"/><wps:glow wps:rad="1"/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>'
    data = changed(docx("a"), {"word/document.xml": main_xml(glow)})
    draft = Template.load(data).render({"x": RichText("5", bold=True)})
    [run] = member(draft).iter(qname("w:rPr"))

    assert ["b", "bCs", "sz", "glow"] == [etree.QName(one).localname for one in run]


def test_marks_of_a_text_are_elements_and_letters_are_escaped() -> None:
    """Line, tab, page and markup within a piece."""
    assert ["A&B <C>\n二\t三"] == texts(merged(RichText("A&B <C>\n二\t三")))


@pytest.mark.parametrize("line", ["甲{{ x }}乙", "甲{{r x }}乙"])
def test_a_paragraph_break_parts_the_text_around_it(line: str) -> None:
    """What stood behind the tag goes on behind the last piece."""
    assert ["甲一", "二三乙"] == texts(merged(RichText("一\a二").add("三", bold=True), line))


def test_a_whole_paragraph_tag_makes_paragraphs_like_its_own() -> None:
    """`{{p x }}` with formatted text keeps the paragraph's alignment for each."""
    draft = merged(RichText("一\a二", bold=True), TAGGED.format("{{p x }}"))

    assert ["一", "二"] == texts(draft)
    assert 2 == len(list(member(draft).iter(qname("w:jc"))))


def test_a_link_is_a_relationship_of_the_part_that_holds_it() -> None:
    """Twice the same address is one relationship; a header has its own."""
    value = RichText("甲", url="https://例.cn/?a&b").add("乙", url="https://例.cn/?a&b", underline=True)
    draft = Template.load(docx("{{ x }}", header="{{ x }}")).render({"x": value})
    for part in ("document", "header1"):
        related = [
            one.get("Target") for one in member(draft, f"word/_rels/{part}.xml.rels") if one.get("TargetMode")
        ]
        assert ["https://例.cn/?a&b"] == related
    assert ["甲乙"] == texts(draft)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://例.cn/年报", "https://例.cn/年报"),
        (" https://a.cn/a b?x={1}|2 ", "https://a.cn/a%20b?x=%7B1%7D%7C2"),
        ("https://a.cn/a%20b", "https://a.cn/a%20b"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ],
)
def test_an_address_holds_what_addresses_can(url: str, target: str) -> None:
    """Word may call a document damaged for a blank in one."""
    related = member(merged(RichText("甲", url=url)), "word/_rels/document.xml.rels")

    assert [target] == [one.get("Target") for one in related if one.get("TargetMode")]


def test_rich_text_is_made_of_rich_texts() -> None:
    """Pieces keep their format; text and truth are those of the pieces."""
    value = RichText("共").add(RichText("5家", bold=True)).add(8)

    value.add("户".encode())
    assert ("共5家8户", True, False) == (str(value), bool(value), bool(RichText()))
    assert ["共", "5家", "8", "户"] == [text for text, _ in runs(merged(value))]


@pytest.mark.parametrize(
    "asked",
    [
        {"color": "red"},
        {"color": "12345"},
        {"highlight": "纯黄"},
        {"size": -1},
        {"size": "大"},
        {"underline": "curly"},
    ],
)
def test_a_value_that_word_would_not_take_is_refused_at_once(asked: dict[str, Any]) -> None:
    """The program that makes it hears of it, not the reader of the document."""
    with pytest.raises(ValueError, match=r"."):
        RichText("x", **asked)


def test_an_unknown_kind_of_format_is_refused_at_once() -> None:
    """As an unknown argument of a function is."""
    with pytest.raises(TypeError, match="blink"):
        RichText("x", blink=True)


def test_a_link_of_docxtpl_is_told_its_name_here() -> None:
    """Its number of a relationship would lead nowhere."""
    with pytest.raises(TypeError, match="url="):
        RichText("x", url_id="rId7")


def test_an_unknown_style_is_a_fault_with_the_nearest() -> None:
    """Word would silently show the default."""
    with pytest.raises(Refusal) as refused:
        merged(RichText("x", style="Stong"), "甲{{ x }}")

    [found] = refused.value.diagnostics
    assert ("TP311", "Strong") == (found.code, found.values["nearest"])


def test_a_character_that_no_document_can_hold_is_a_fault() -> None:
    """In formatted text as in any other, and in the address of a link."""
    for value in (RichText("a\x0bb"), RichText("a", url="https://a.cn/\x01")):
        with pytest.raises(Refusal) as refused:
            merged(value)

        assert ["TP303"] == [found.code for found in refused.value.diagnostics]


# --- paragraphs


@pytest.mark.parametrize("line", ["{{p x }}", "{{ x }}"])
def test_paragraphs_take_the_place_of_the_tag(line: str) -> None:
    """Each with its style by name; one without is like the tag's own."""
    value = (
        RichTextParagraph("题", "Heading 1")
        .add(RichText("共").add("5家", bold=True), parastyle="Quote")
        .add("文")
    )
    draft = merged(value, "前", TAGGED.format(line), "后")

    assert ["前", "题", "共5家", "文", "后"] == texts(draft)
    styles = [one.get(qname("w:val")) for one in member(draft).iter(qname("w:pStyle"))]
    assert ["Heading1", "Quote"] == styles
    assert 1 == len(list(member(draft).iter(qname("w:jc"))))
    assert [("文", {"b": "", "sz": "44"})] == [run for run in runs(draft) if run[0] == "文"]


def test_paragraphs_in_a_cell_and_in_a_loop() -> None:
    """A cell keeps a paragraph; no paragraphs leave the tag's own behind."""
    line = "‖ {{ x }} ‖ 右"

    assert ["‖ 一¶二 ‖ 右"] == texts(merged(RichTextParagraph("一").add("二"), line))
    assert ["‖  ‖ 右"] == texts(merged(RichTextParagraph(), line))


def test_paragraphs_beside_text_are_a_fault() -> None:
    """They would tear the sentence apart."""
    with pytest.raises(Refusal) as refused:
        merged(RichTextParagraph("一"), "甲{{ x }}")

    [found] = refused.value.diagnostics
    assert ("TP310", "RichTextParagraph") == (found.code, found.values["kind"])


def test_a_listing_is_a_text() -> None:
    """The marks of lines, tabs, paragraphs and pages are kept, as in every text here."""
    draft = merged(Listing("一\n二\t三\a四\f五 <&>"))

    assert ["一\n二\t三", "四五 <&>"] == texts(draft)
    assert 1 == len([one for one in member(draft).iter(qname("w:br")) if one.get(qname("w:type")) == "page"])
