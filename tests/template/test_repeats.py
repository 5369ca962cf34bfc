"""What a template repeats keeps ids of its own: pictures, bookmarks, comments, tracked changes, controls."""

from __future__ import annotations

import pytest

from reportgen import Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, main_xml, member, texts

LOOP, END = "{%p for x in range(3) %}", "{%p endfor %}"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
    '<wp:docPr id="7" name="图 1" descr="a id=&quot;7"/></wp:inline></w:drawing></w:r></w:p>'
)
BOOKMARK = (
    '<w:p><w:bookmarkStart w:id="3" w:name="表"/><w:r><w:t>甲{{ x }}</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/></w:p>'
)
COMMENT = (
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
)
CHANGE = '<w:p><w:ins w:id="5" w:author="甲"><w:r><w:t>{{ x }}</w:t></w:r></w:ins></w:p>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="99"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
)


def ids(body: tuple[str, ...], element: str, attribute: str, **values: object) -> list[str]:
    """Return the ids of the elements of a name in what a body of paragraphs makes."""
    data = changed(docx("a"), {"word/document.xml": main_xml("".join(map(_paragraph, body)))})
    found = member(Template.load(data).render(values)).iter(qname(element))
    return [one.get(qname(attribute) if attribute.startswith("w:") else attribute) or "" for one in found]


def _paragraph(line: str) -> str:
    return line if line.startswith("<w:") else f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("repeated", "element", "attribute", "first"),
    [
        (PICTURE, "wp:docPr", "id", "7"),
        (CHANGE, "w:ins", "w:id", "5"),
        (CONTROL, "w:id", "w:val", "99"),
    ],
)
def test_each_pass_of_a_loop_has_an_id_of_its_own(
    repeated: str, element: str, attribute: str, first: str
) -> None:
    """The first keeps the one that the template has, so that without a loop nothing changes."""
    last = repeated.replace(f'"{first}"', '"1"').replace("{{ x }}", "")
    found = ids((LOOP, repeated, END, last), element, attribute)

    assert [first, "1"] == [found[0], found[-1]]
    assert 4 == len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("repeated", "element"),
    [
        (BOOKMARK, "w:bookmarkStart"),
        (BOOKMARK, "w:bookmarkEnd"),
        (COMMENT, "w:commentRangeStart"),
        (COMMENT, "w:commentRangeEnd"),
        (COMMENT, "w:commentReference"),
    ],
)
def test_what_can_be_only_once_stands_in_the_first_pass(repeated: str, element: str) -> None:
    """A name can lead to one place, and a comment hang on one."""
    assert 1 == len(ids((LOOP, repeated, END), element, "w:id"))
    assert 0 == len(ids(("{%p for x in [] %}", repeated, END), element, "w:id"))


def test_nested_loops_and_macros_count_as_well() -> None:
    """However the template comes to repeat it."""
    nested = ids((LOOP, LOOP, PICTURE, END, END), "wp:docPr", "id")
    calls = ("{%p macro m() %}", PICTURE, "{%p endmacro %}", "{{p m() }}", "{{p m() }}")
    macro = ids(calls, "wp:docPr", "id")

    assert (9, 2) == (len(set(nested)), len(set(macro)))


def test_a_block_that_is_set_and_printed_twice_counts_as_well() -> None:
    """An assignment opens no block: what follows it stands once."""
    block = ("{%p set z %}", PICTURE, BOOKMARK.replace("{{ x }}", ""), "{%p endset %}")
    twice = (*block, "{{p z }}", "{{p z }}")
    once = ("{%p set x = 1 %}", PICTURE, *twice)

    assert 2 == len(set(ids(twice, "wp:docPr", "id"))) == len(ids(twice, "wp:docPr", "id"))
    assert ["3"] == ids(twice, "w:bookmarkStart", "w:id") == ids(twice, "w:bookmarkEnd", "w:id")
    assert "7" == ids(once, "wp:docPr", "id")[0]


def test_a_loop_within_a_line_repeats_too() -> None:
    """The picture stands beside its tags."""
    line = PICTURE.replace("<w:p><w:r>", "<w:p><w:r><w:t>{% for x in 'ab' %}</w:t></w:r><w:r>")
    line = line.replace("</w:r></w:p>", "</w:r><w:r><w:t>{% endfor %}</w:t></w:r></w:p>")

    assert 2 == len(set(ids((line,), "wp:docPr", "id")))


def test_two_pictures_of_one_loop_are_told_apart() -> None:
    """Each pass has both."""
    other = PICTURE.replace('"7" name', '"8" name')

    assert 6 == len(set(ids((LOOP, PICTURE, other, END), "wp:docPr", "id")))


def test_a_value_cannot_pass_for_an_id() -> None:
    """What a value says is text, whatever it looks like."""
    draft = Template.load(docx(LOOP, BOOKMARK, END)).render({})
    told = Template.load(docx("{%p for x in xs %}", "{{ x }}", END)).render({"xs": ['id="7"'] * 2})

    assert ["甲0", "甲1", "甲2"] == texts(draft)
    assert ['id="7"'] * 2 == texts(told)


def test_marks_of_word_in_repeated_paragraphs_are_left_out() -> None:
    """w14:paraId must not stand twice; Word gives paragraphs new ones."""
    name = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
    line = (
        '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="1A2B3C4D" '
        'w14:textId="77777777"><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
    )

    assert ["", "", ""] == ids((LOOP, line, END), "w:p", name)
    assert ["1A2B3C4D"] == ids((line,), "w:p", name, x="")
