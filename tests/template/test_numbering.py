"""Numbered lists begin anew where a template repeats them, and count on where they always did."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Refusal
from reportgen.template import Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, member, members, prefixed, raw_members
from tests.support.lists import NUMBERING, item, numbered, with_lists

GROUPS = {"groups": [{"name": "甲", "rows": ["a", "b"]}, {"name": "乙", "rows": ["c"]}]}
ITEMS = ("{%p for x in g.rows %}", item(1, "{{ x }}"), "{%p endfor %}")
GROUP, END = "{%p for g in groups %}", "{%p endfor %}"
TREES = {"groups": [{"name": "甲", "rows": [["a", "b"], ["c"]]}, {"name": "乙", "rows": [["d"]]}]}


def merged(*lines: str, kinds: tuple[str, ...] = ("decimal",), data: object = None) -> list[str]:
    """Return the numbered lines that the template of `lines` makes of the groups."""
    template = Template.load(with_lists(docx(*lines), *kinds))
    return numbered(template.render(dict(data or GROUPS)))  # type: ignore[call-overload]


# what is written, what is printed
RESTARTS = {
    "a list of items within each group begins anew": (
        (GROUP, "{{ g.name }}", *ITEMS, END),
        ["甲", "1 a", "2 b", "乙", "1 c"],
    ),
    "the items of one loop count on": (
        ("{%p for x in groups %}", item(1, "{{ x.name }}"), "{%p endfor %}"),
        ["1 甲", "2 乙"],
    ),
    "headings with text below count on": (
        (GROUP, item(1, "{{ g.name }}"), "正文", END),
        ["1 甲", "正文", "2 乙", "正文"],
    ),
    "numbered headings with items of the level below count on": (
        (
            GROUP,
            item(1, "{{ g.name }}"),
            *(line.replace('ilvl w:val="0"', 'ilvl w:val="1"') for line in ITEMS),
            END,
        ),
        ["1 甲", "1.1 a", "1.2 b", "2 乙", "2.1 c"],
    ),
    "a closing item of the same level belongs to its group": (
        (GROUP, *ITEMS, item(1, "共"), END),
        ["1 a", "2 b", "3 共", "1 c", "2 共"],
    ),
    "two loops of items in one group are one list": (
        (GROUP, *ITEMS, "又", *ITEMS, END),
        ["1 a", "2 b", "又", "3 a", "4 b", "1 c", "又", "2 c"],
    ),
    "a list that goes on behind the loop counts on": (
        (GROUP, "{{ g.name }}", *ITEMS, END, item(1, "完")),
        ["甲", "1 a", "2 b", "乙", "3 c", "4 完"],
    ),
    "two loops within loops each begin anew on each pass": (
        (GROUP, "{{ g.name }}", *ITEMS, END, "另", GROUP, *ITEMS, END),
        ["甲", "1 a", "2 b", "乙", "1 c", "另", "1 a", "2 b", "1 c"],
    ),
    "they count on when a paragraph outside of loops goes on": (
        (GROUP, *ITEMS, END, GROUP, *ITEMS, END, item(1, "完")),
        ["1 a", "2 b", "3 c", "4 a", "5 b", "6 c", "7 完"],
    ),
    "they count on when a loop by itself goes on": (
        (GROUP, *ITEMS, END, "{%p for x in groups %}", item(1, "{{ x.name }}"), END),
        ["1 a", "2 b", "3 c", "4 甲", "5 乙"],
    ),
    "fixed items in one loop count on": (
        (GROUP, item(1, "其一"), item(1, "其二"), END),
        ["1 其一", "2 其二", "3 其一", "4 其二"],
    ),
    "another list of the same paragraphs is left alone": (
        (item(2, "前"), GROUP, *ITEMS, END, item(2, "后")),
        ["1 前", "1 a", "2 b", "1 c", "2 后"],
    ),
    "fixed items begin anew where the tag stands": (
        (GROUP, "{{ g.name }}", item(1, "{% restart %}其一"), item(1, "其二"), END),
        ["甲", "1 其一", "2 其二", "乙", "1 其一", "2 其二"],
    ),
    "the tag in the one item of a loop means its first pass": (
        (item(1, "前"), GROUP, *(line.replace("{{ x", "{% restart %}{{ x") for line in ITEMS), END),
        ["1 前", "1 a", "2 b", "1 c"],
    ),
    "a condition of the tag decides": (
        (GROUP, item(1, "{% restart g.name == '乙' %}{{ g.name }}"), item(1, "其二"), END),
        ["1 甲", "2 其二", "1 乙", "2 其二"],
    ),
    "a false condition lets a list count on": (
        (GROUP, "{{ g.name }}", *(line.replace("{{ x", "{% restart false %}{{ x") for line in ITEMS), END),
        ["甲", "1 a", "2 b", "乙", "3 c"],
    ),
    "the tag works outside of loops": (
        (item(1, "一"), item(1, "二"), item(1, "{% restart %}三"), item(1, "四")),
        ["1 一", "2 二", "1 三", "2 四"],
    ),
}


@pytest.mark.parametrize("case", RESTARTS)
def test_a_list_begins_anew_where_a_reader_expects_it(case: str) -> None:
    """The numbers that Word prints, group by group."""
    lines, expected = RESTARTS[case]

    assert expected == merged(*lines, kinds=("decimal", "decimal"))


def test_a_list_begins_anew_in_the_innermost_group() -> None:
    """Of three loops the one around the loop of items counts."""
    lines = (
        *(GROUP, "{%p for part in g.rows %}", "{{ g.name }}"),
        *("{%p for x in part %}", item(1, "{{ x }}"), "{%p endfor %}", "{%p endfor %}", END),
    )

    assert ["甲", "1 a", "2 b", "甲", "1 c", "乙", "1 d"] == merged(*lines, data=TREES)


def test_two_inner_groups_of_one_group_each_begin_anew() -> None:
    """As they would without the group around them."""
    part = ("{%p for part in g.rows %}", "段", "{%p for x in part %}", item(1, "{{ x }}"), END, END)

    expected = ["段", "1 a", "2 b", "段", "1 c", "另", "段", "1 a", "2 b", "段", "1 c"]
    assert [*expected, "段", "1 d", "另", "段", "1 d"] == merged(GROUP, *part, "另", *part, END, data=TREES)


def test_a_list_begins_at_its_own_start() -> None:
    """A list that starts at five does so each time."""
    assert ["5 a", "6 b", "5 c"] == merged(GROUP, *ITEMS, END, kinds=("decimal from 5",))


def test_a_value_of_several_paragraphs_stays_in_its_list() -> None:
    """Each paragraph of the value is an item, of the list that is current there."""
    groups = {"groups": [{"rows": ["a\ab"]}, {"rows": ["c\ad"]}]}

    assert ["1 a", "2 b", "1 c", "2 d"] == merged(GROUP, *ITEMS, END, data=groups)


def test_rows_of_a_table_count_by_group() -> None:
    """Lists in cells are lists as well."""
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        "<w:tr><w:tc><w:p><w:r><w:t>{%tr for x in g.rows %}</w:t></w:r></w:p></w:tc></w:tr>"
        f"<w:tr><w:tc>{item(1, '{{ x }}')}</w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>{%tr endfor %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    assert ["甲", "1 a", "2 b", "乙", "1 c"] == merged(GROUP, "{{ g.name }}", table, END)


def test_a_list_of_a_style_begins_anew_with_the_indent_of_the_style() -> None:
    """A paragraph that is given a list of its own keeps the place that its style gave it."""
    line = '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
    data = docx(GROUP, "{{ g.name }}", "{%p for x in g.rows %}", line, "{%p endfor %}", END)
    styles = member(data, "word/styles.xml")
    style = next(one for one in styles if one.get(qname("w:styleId")) == "ListNumber")
    style.find(qname("w:pPr")).insert(1, prefixed('<w:ind w:left="777"/>'))
    draft = Template.load(changed(data, {"word/styles.xml": _xml(styles)})).render(GROUPS)

    assert ["甲", "1 a", "2 b", "乙", "1 c"] == numbered(draft)
    indents = [one.get(qname("w:left")) for one in member(draft).iter(qname("w:ind"))]
    assert ["777"] * 3 == indents


def test_bullets_are_left_alone() -> None:
    """A list that does not count needs no other one; numbering stays as it is stored."""
    data = with_lists(docx(GROUP, "{{ g.name }}", *ITEMS, END), "bullet")
    draft = Template.load(data).render(GROUPS)

    assert raw_members(data)[NUMBERING] == raw_members(draft)[NUMBERING]


def test_the_first_pass_keeps_the_list_of_the_template() -> None:
    """One new list for the second group; its levels say where they start, in the order of the schema."""
    draft = Template.load(with_lists(docx(GROUP, *ITEMS, END), "decimal")).render(GROUPS)
    lists = list(member(draft, NUMBERING).iter(qname("w:num")))

    assert ["1", "2"] == [one.get(qname("w:numId")) for one in lists]
    overrides = [
        (one.get(qname("w:ilvl")), one[0].get(qname("w:val")))
        for one in lists[1].iter(qname("w:lvlOverride"))
    ]
    assert [("0", "1"), ("1", "1"), ("2", "1")] == overrides


def test_a_render_leaves_the_template_as_it_was() -> None:
    """Twice the same mapping, twice the same bytes."""
    template = Template.load(with_lists(docx(GROUP, *ITEMS, END), "decimal"))

    assert template.render(GROUPS) == template.render(GROUPS)


def test_a_thousand_groups_are_numbered_in_linear_time() -> None:
    """Each group costs one list; all are there."""
    template = Template.load(with_lists(docx(GROUP, *ITEMS, END), "decimal"))
    draft = template.render({"groups": [{"rows": ["a"]}] * 1000})

    assert 1000 == len(list(member(draft, NUMBERING).iter(qname("w:num"))))


@pytest.mark.parametrize("line", ["{% restart %}甲", "{% restart x %}{{ x }}"])
def test_a_restart_outside_of_a_list_is_a_fault(line: str) -> None:
    """There is nothing that could begin anew; the paragraph and the tag are named."""
    with pytest.raises(Refusal) as refused:
        Template.load(with_lists(docx("一", line), "decimal"))

    [found] = refused.value.diagnostics
    assert ("TP211", 2) == (found.code, found.place.paragraph)  # type: ignore[union-attr]


def test_a_template_without_numbering_may_loop() -> None:
    """No part is invented for lists that there are none of."""
    data = docx(GROUP, "{{ g.name }}", END)
    bare = changed(data, {NUMBERING: None, "word/_rels/document.xml.rels": _without_numbering(data)})

    assert NUMBERING not in members(Template.load(bare).render(GROUPS))


def _without_numbering(data: bytes) -> bytes:
    root = member(data, "word/_rels/document.xml.rels")
    for relationship in list(root):
        if "numbering" in (relationship.get("Target") or ""):
            root.remove(relationship)
    return _xml(root)


def _xml(root: object) -> bytes:
    from lxml import etree

    return etree.tostring(root)  # type: ignore[arg-type]
