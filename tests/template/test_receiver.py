"""Every printed value is written as text, in the format of its tag, and noted with its place and origin."""

from __future__ import annotations

from collections import abc
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from reportgen.diagnostics import Refusal
from reportgen.fields import Field, Insertion, Nature, Origin
from reportgen.records import Record, Sequence
from reportgen.refs import CellRef, ParagraphRef
from reportgen.template import Template
from reportgen.template.text import illegal_character
from reportgen.word.package import written
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, docx, member, merged, small, texts

W = etree.QName(qname("w:p")).namespace
CELL = CellRef("2020.xlsx", "指标", "I7")
TABLE = docx(
    "公司{{| a |}}有限", "{%p for x in xs %}", "第{{ x }}项{{ a }}", "{%p endfor %}",
    "‖ {%tr for x in xs %} ‖ ", "‖ {{ x }} ‖ {{ a }}¶尾{{ x }}", "‖ {%tr endfor %} ‖ ", "末{{ a }}",
    header="头{{ a }}", footer="脚{{ xs¦length }}",
)  # fmt: skip
VALUES = {"a": Field("11.83亿元", Decimal("11.83"), Origin(Nature.FIGURE, (CELL,))), "xs": [1, 2, 3]}


def bookmarks(root: etree._Element) -> list[tuple[str, str]]:
    """Return the id and name of each bookmark of a part."""
    return [
        (mark.get(qname("w:id")), mark.get(qname("w:name"))) for mark in root.iter(qname("w:bookmarkStart"))
    ]


def enclosed(root: etree._Element, number: str) -> tuple[str, int]:
    """Return the text within a bookmark, and the number of the paragraph it stands in, counted from 1."""
    text, inside, paragraph = "", False, 0
    for element in root.iter():
        if element.tag == qname("w:p"):
            paragraph += 1
        elif element.tag == qname("w:bookmarkStart") and element.get(qname("w:id")) == number:
            inside, found = True, paragraph
        elif element.tag == qname("w:bookmarkEnd") and element.get(qname("w:id")) == number:
            return text, found
        elif inside and element.tag == qname("w:t"):
            text += element.text or ""
    raise AssertionError(f"bookmark {number} does not end")


def with_provenance(data: bytes, **values: object) -> tuple[bytes, abc.Sequence[Insertion]]:
    """Return the merged file with its bookmarks, and the insertions."""
    made = Template.load(data, file="模板.docx").merge(values, provenance=True)
    return written(made.members), made.insertions


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_value_comes_out_unchanged_or_is_refused_with_its_place(value: str) -> None:
    """Between losing a character and refusing the draft, the draft is refused, naming paragraph and tag."""
    data = small("前", "甲{{ v }}乙")
    if illegal_character(value):
        with pytest.raises(Refusal) as caught:
            merged(data, v=value)
        (found,) = caught.value.diagnostics
        assert ("TP303", 2, "v") == (
            found.code,
            getattr(found.place, "paragraph", 0),
            found.values["expression"],
        )
    else:
        paragraphs = f"甲{value}乙".replace("\f", "").split("\a")  # python-docx shows no page breaks
        assert ["前", *paragraphs] == merged(data, v=value)


@pytest.mark.parametrize(
    "value",
    [
        "A&B <C>", "]]>", "_x000B_", "</w:t></w:r>", "<w:p/>", "&amp;&lt;", "<?rg o0?>", "<!--",
        "%s {0}", "\\n", "{{ a }}{% if %}", "  两端空白  ", "\t制表\n换行\n", "𠮷野家", "אבג שלום", "ﷺ",
        "\u200e\u202e", "e\u0301", "😀\u200d👩", "\u2028\x85", "\x7f", "\U0001ffff", "1" * 20_000,
    ],
)  # fmt: skip
def test_values_that_others_lose_come_out_unchanged(value: str) -> None:
    """Markup, other scripts, blanks and what looks like a tag are text like any other."""
    assert [f"甲{value}乙"] == merged(small("甲{{ v }}乙"), v=value)
    assert [f"甲{value}乙"] == merged(small("{% macro m(x) %}甲{{ x }}乙{% endmacro %}{{ m(v) }}"), v=value)


@pytest.mark.parametrize("value", ["\x00", "\x0b", "\x08", "\x10", "a\x0e1\x0eb", "\ud800", "\ufffe", "\r\n"])
def test_values_that_no_document_can_hold_are_refused_at_their_cell(value: str) -> None:
    """A value that came from a cell is refused at that cell, for there it must be mended."""
    field = Field(f"甲{value}", None, Origin(Nature.TEXT, (CELL,)))
    with pytest.raises(Refusal) as caught:
        merged(small("{{ v }}"), v=field)

    assert [("TP303", CELL)] == [(found.code, found.place) for found in caught.value.diagnostics]


def test_markup_from_outside_is_text() -> None:
    """What another library calls safe for HTML is not safe for Word."""
    assert ["<b>甲</b>"] == merged(small("{{ v }}"), v=Markup("<b>甲</b>"))


def test_each_insertion_has_a_hidden_bookmark_around_its_text_in_its_paragraph() -> None:
    """Counted with lxml, the text within bookmark _rgN is that of insertion N, in its part and paragraph."""
    data, insertions = with_provenance(TABLE, **VALUES)

    assert [*range(1, len(insertions) + 1)] == [insertion.slot for insertion in insertions]
    for insertion in insertions:
        root = member(data, insertion.part)
        ((number, _),) = [mark for mark in bookmarks(root) if mark[1] == f"_rg{insertion.slot}"]
        assert (insertion.text, insertion.paragraph) == enclosed(root, number)
    body = [insertion.text for insertion in insertions if insertion.part == DOCUMENT]
    assert ["11.83亿元", "1", "11.83亿元", "2", "11.83亿元", "3", "11.83亿元"] == body[
        :7
    ]  # a, then x and a thrice
    assert 1 + 2 * 3 + 3 * 3 + 1 == len(body)  # a; x, a thrice; x, a, x thrice; a


def test_bookmarks_have_names_and_ids_of_their_own_in_all_parts() -> None:
    """Body, header and footer number on; bookmarks of the template keep theirs."""
    mark = "<w:bookmarkStart w:id='{}' w:name='{}'/><w:bookmarkEnd w:id='{}'/>"
    own = f"<w:p>{mark}<w:r><w:t>{{{{{{{{ a }}}}}}}}</w:t></w:r></w:p>"
    lines = (own.format(41, "我的书签", 41), own.format("x", "坏号", "x"), "{{ a }}")
    data, insertions = with_provenance(docx(*lines, header="{{ a }}", footer="{{ a }}"), a=1)
    found = [
        mark for part in {item.part: None for item in insertions} for mark in bookmarks(member(data, part))
    ]

    assert [("41", "我的书签"), ("x", "坏号")] == [mark for mark in found if not mark[1].startswith("_rg")]
    assert len(found) == len({number for number, _ in found}) == len({name for _, name in found}) == 2 + 5


def test_a_draft_can_be_a_template_again() -> None:
    """The bookmarks of an earlier merge are taken out, so that no name stands twice."""
    first, _ = with_provenance(small("甲{{ a }}乙"), a="{{ b }}")
    second, insertions = with_provenance(first, b=2)

    assert ["甲2乙"] == texts(second)
    assert ["_rg1"] == [name for _, name in bookmarks(member(second))]
    assert 1 == len(insertions)


def test_provenance_changes_no_text() -> None:
    """With and without bookmarks the reader sees the same."""
    data, _ = with_provenance(TABLE, **VALUES)
    plain = Template.load(TABLE).render(VALUES)

    assert texts(plain) == texts(data)
    assert [] == bookmarks(member(plain))


def test_an_insertion_tells_expression_place_and_origin() -> None:
    """The way back: what was asked for, by which paragraph of the template, from which cell."""
    _, insertions = with_provenance(
        small("甲", "{{ 记 }}{{ a|upper }}"), 记=Record({}, {}, VALUES["a"]), a="b"
    )
    first, second = insertions

    assert ("记", "11.83亿元", VALUES["a"].origin) == (first.expression, first.text, first.origin)
    assert ("a|upper", "B", None) == (second.expression, second.text, second.origin)
    assert isinstance(first.place, ParagraphRef)
    assert ("模板.docx", 2) == (first.place.file, first.place.paragraph)


def test_an_empty_value_is_no_insertion() -> None:
    """Nothing was put in, so there is nothing to trace."""
    _, insertions = with_provenance(small("甲{{ a }}乙{{ '丙' if false }}"), a="")

    assert () == insertions


def test_what_a_macro_prints_twice_is_two_insertions() -> None:
    """Each has its own bookmark, where it is printed and not where it was gathered."""
    line = "{% set x %}({{ a }}){% endset %}"
    data, insertions = with_provenance(small(line, "{{ x }}与{{ x }}"), a=1)

    assert ["", "(1)与(1)"] == texts(data)
    assert [(1, 2), (2, 2)] == [(item.slot, item.paragraph) for item in insertions]


def test_a_text_that_a_block_filters_is_told_as_it_reads() -> None:
    """With the cells of the figure that it was; a text behind the block as it is."""
    figure = Field("abc", None, Origin(Nature.FIGURE, (CELL,)))
    data, insertions = with_provenance(small("{% filter upper %}甲{{ b }}{% endfilter %}{{ b }}"), b=figure)

    assert ["ABC", "abc"] == [insertion.text for insertion in insertions]
    assert [(CELL,), (CELL,)] == [found.origin.cells for found in insertions if found.origin]
    assert [("ABC", 1), ("abc", 1)] == [enclosed(member(data), number) for number in ("1", "2")]


def test_a_group_that_prints_nothing_is_called_one() -> None:
    """Not an empty value."""
    with pytest.raises(Refusal) as refused:
        merged(small("{{ g }}{{ s }}"), g=Record({"x": 1}, {}), s=Sequence([1], {}, {}))

    assert ["list", "mapping"] == sorted(str(found.values["kind"]) for found in refused.value.diagnostics)
