"""A template is compiled once and merged as a pure function: the same bytes each time, the rest untouched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportgen.diagnostics import Refusal
from reportgen.fields import Insertion
from reportgen.template import Template
from tests.support.docs import (
    DOCUMENT,
    changed,
    docx,
    faults_of,
    member,
    members,
    merged,
    raw_members,
    small,
    texts,
)

LINES = (
    "{{ 单位 }}{{| 年 |}}年总结",
    "{%p for x in xs %}", "{%p if loop.index is odd %}", "{{ loop.index }}.{{ x.名 }}", "{%p endif %}",
    "{%p endfor %}",
    "‖ {%tr for x in xs %} ‖ ",
    "‖ {{ loop.index }} ‖ {%p for y in x.项 %}¶{{ y }}¶{%p endfor %}¶完",
    "‖ {%tr endfor %} ‖ ",
    "{% if 有 %}有{% else %}无{% endif %}。",
)  # fmt: skip
TEMPLATE = docx(*LINES, header="{{ 单位 }}", footer="第{{ 年 }}号")
NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="1"><w:p><w:r><w:t>注{{ a }}</w:t></w:r></w:p></w:footnote></w:footnotes>"""
NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def values(number: int) -> dict[str, object]:
    """Return the values of the sample whose size and names follow a number."""
    rows = [{"名": f"项{number}", "项": list("abc"[:n])} for n in range(number % 4)]
    return {"单位": f"甲{number}", "年": 2000 + number, "xs": rows, "有": number % 2 == 1}


def with_notes(data: bytes) -> bytes:
    """Return a file that has footnotes too."""
    types = members(data)["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTE_TYPE}"/></Types>'.encode()
    )
    return changed(data, {"word/footnotes.xml": NOTES.encode(), "[Content_Types].xml": types})


def test_a_template_of_loops_conditions_and_tables_is_merged_as_a_reader_expects() -> None:
    """Paragraphs of tags vanish, rows repeat, a loop over paragraphs within a cell stays in its cell."""
    assert [
        "甲32003年总结", "1.项3", "3.项3",
        "‖ 1 ‖ 完", "‖ 2 ‖ a¶完", "‖ 3 ‖ a¶b¶完",
        "有。",
    ] == merged(TEMPLATE, **values(3))  # fmt: skip


def test_headers_footers_and_notes_are_merged_too() -> None:
    """Every part that holds text is a part of the template."""
    made = members(
        Template.load(with_notes(docx("{{ a }}", header="头{{ a }}", footer="脚{{ a }}"))).render({"a": "值"})
    )

    for name, text in (
        (DOCUMENT, "值"),
        ("word/header1.xml", "头值"),
        ("word/footer1.xml", "脚值"),
        ("word/footnotes.xml", "注值"),
    ):
        root = member(changed(docx(), {DOCUMENT: made[name]}))
        assert text == "".join(root.itertext()).strip(), name


@pytest.mark.parametrize("part", ["header", "footer"])
def test_faults_outside_of_the_body_name_their_part(part: str) -> None:
    """A tag of a header is looked for in the header."""
    with pytest.raises(Refusal) as caught:
        Template.load(docx("甲", **{part: "{{ a"}))

    assert [f"word/{part}1.xml"] == [getattr(found.place, "part", "") for found in caught.value.diagnostics]


def test_text_boxes_are_merged_in_both_of_their_forms() -> None:
    """Word writes a box twice, for new and for old programs; both show the value."""
    box = "<w:txbxContent><w:p><w:r><w:t>框{{ a }}</w:t></w:r></w:p></w:txbxContent>"
    new = f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    data = small(
        f"<w:p><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
        f"<w:r><w:t>段{{{{ a }}}}</w:t></w:r></w:p>",
        "后{{ a }}",
    )
    made = Template.load(data).merge({"a": 1}, provenance=True)

    assert "框1框1段1后1" == "".join(member(Template.load(data).render({"a": 1})).itertext())
    # the boxes stand inside of the first paragraph, 3 is the copy for old programs
    assert [2, 1, 4] == [insertion.paragraph for insertion in made.insertions]


def test_members_without_tags_are_copied_as_they_are_stored() -> None:
    """Only merged parts are deflated anew; the rest, pictures and styles, is the same byte for byte."""
    data = changed(TEMPLATE, {"word/media/图.bin": os.urandom(999), "空/": b""})
    before, after = raw_members(data), raw_members(Template.load(data).render(values(2)))

    touched = {DOCUMENT, "word/header1.xml", "word/footer1.xml"}
    assert touched == {name for name in after if before[name] != after[name]}
    assert [name for name in before if not name.endswith("/")] == [*after]


def test_a_template_without_tags_comes_out_member_for_member() -> None:
    """Nothing to merge means nothing to change."""
    data = docx("甲", "‖ 乙")

    assert raw_members(data) == raw_members(Template.load(data).render({}))


def test_two_merges_give_the_same_bytes_and_leave_the_values_alone() -> None:
    """No clock, no counter, no state gets into a file, and the mapping is only read."""
    template, given = Template.load(TEMPLATE), values(3)
    first = template.render(given)
    time.sleep(0.01)

    assert first == template.render(given) == Template.load(TEMPLATE).render(values(3))
    assert values(3) == given


def test_eight_threads_at_once_give_what_one_gives() -> None:
    """A compiled template is shared by threads without locks, unknown names kept apart as well."""
    template, lenient = Template.load(TEMPLATE), Template.load(small("{{ a }}{{ 无 }}"), strict=False)
    serial = [template.render(values(number)) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        parallel = [*pool.map(lambda number: template.render(values(number % 24)), range(96))]
        gaps = [*pool.map(lambda number: texts(lenient.render({"a": number}))[0], range(40))]

    assert serial * 4 == parallel
    assert [str(number) for number in range(40)] == gaps


def test_other_processes_hash_seeds_and_time_zones_give_the_same_bytes(tmp_path: Path) -> None:
    """What a machine is set to leaves no trace in a file."""
    (tmp_path / "模板.docx").write_bytes(
        docx("{{ 甲 }}{{ 乙 }}{{ 丙 }}", "{% for k in 集 %}{{ k }}{% endfor %}")
    )
    code = (
        "import sys, pathlib, hashlib; from reportgen.template import Template\n"
        "made = Template.load('模板.docx').render({'甲': 1, '乙': 2, '丙': 3, '集': {'x': 1, 'y': 2}})\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONUTF8": "1", "LC_ALL": locale},
        ).stdout
        for seed, zone, locale in (("0", "UTC", "C"), ("4242", "Asia/Shanghai", "zh_CN.UTF-8"))
    }  # fmt: skip

    assert 1 == len(found)


def test_the_names_that_a_template_needs_are_told_with_their_paragraphs() -> None:
    """Sorted, from all parts, without what the template sets itself or jinja2 brings along."""
    lines = (
        "{{ 乙 }}{% set x = 甲.数 %}{{ x }}",
        "{% for y in 丙 if 丁 %}{{ loop.index }}{{ y }}{% endfor %}{{ range(2)|list|length }}",
    )
    template = Template.load(docx(*(line.replace("|", "¦") for line in lines), "{{ 乙 }}", header="{{ 甲 }}"))

    assert [
        ("丁", [("word/document.xml", 2)]),
        ("丙", [("word/document.xml", 2)]),
        ("乙", [("word/document.xml", 1), ("word/document.xml", 3)]),
        ("甲", [("word/document.xml", 1), ("word/header1.xml", 1)]),
    ] == [
        (name.name, [(place.part, place.paragraph) for place in name.places]) for name in template.variables
    ]


def test_a_word_template_becomes_a_document() -> None:
    """A .dotx may be the template; what it makes is a .docx, which Word opens under that name."""
    data = small("{{ a }}", main_type=TEMPLATE_TYPE)

    assert ["1"] == merged(data, a=1)
    assert TEMPLATE_TYPE.encode() not in members(Template.load(data).render({"a": 1}))["[Content_Types].xml"]


def test_a_template_is_loaded_from_a_path_too(tmp_path: Path) -> None:
    """A path or its text, and the file's own name in every place."""
    path = tmp_path / "模板.docx"
    path.write_bytes(small("{{ a }}"))

    assert Template.load(path).render({"a": 1}) == Template.load(str(path)).render({"a": 1})
    with pytest.raises(Refusal, match=r"CX101 模板\.docx ¶1"):
        Template.load(path).render({})


def test_faults_of_all_parts_and_kinds_are_told_at_once() -> None:
    """Scanning, nesting and placing are looked at in every part before anything is refused."""
    data = docx(
        "{{ a",
        "甲{%p if b %}",
        "｛｛c｝｝{{ “d” }}",
        "{% endfor %}",
        "‖ {% if e %} ‖ {% endif %}",
        header="f }}",
    )
    found = {code for code, _, _ in faults_of(data)}

    assert {"TP101", "TP102", "TP103", "TP104", "TP202", "TP203", "TP205", "TP207"} == found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["‖ {%p if 否 %}¶甲¶{%p endif %} ‖ 乙"], ["‖  ‖ 乙"]),
        (["‖ {%tr for x in 空 %}", "‖ {{ x }}", "‖ {%tr endfor %}"], ["‖"]),
        (["‖ {%tc if 否 %} ‖ 甲 ‖ {%tc endif %}"], ["‖"]),
        (["‖ 头", "‖ {%tr for x in 空 %}", "‖ {{ x }}", "‖ {%tr endfor %}"], ["‖ 头"]),
        (["{%p if 否 %}", "甲", "{%p endif %}"], []),
    ],
)
def test_what_a_condition_leaves_empty_is_still_whole(lines: list[str], expected: list[str]) -> None:
    """A cell keeps a paragraph, a row a cell, a table a row: Word opens nothing less."""
    assert expected == merged(docx(*lines), 否=False, 空=[])


def test_a_paragraph_that_keeps_a_cell_whole_is_counted() -> None:
    """What comes behind it is found in the paragraph where it stands in the output."""
    box = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
    tags = "".join(f"<w:p><w:r><w:t>{{%p {tag} %}}</w:t></w:r></w:p>" for tag in ("if 否", "endif"))
    data = docx(
        "‖ {%p if 否 %}¶甲¶{%p endif %} ‖ {{ a }}",
        f"<w:p>{box.format(tags)}<w:r><w:t>{{{{ a }}}}</w:t></w:r></w:p>",
        "{{ a }}",
    )
    made = Template.load(data).merge({"否": False, "a": 1}, provenance=True)

    # 1 keeps the first cell, 2 is the second, 3 holds the box, 4 keeps the box, 5 is the last
    assert [2, 3, 5] == [insertion.paragraph for insertion in made.insertions]


def test_insertions_are_numbered_through_all_parts() -> None:
    """Slots count on from the body to header and footer, so that each names one insertion."""
    insertions: tuple[Insertion, ...] = Template.load(TEMPLATE).merge(values(1), provenance=True).insertions

    assert [*range(1, len(insertions) + 1)] == [insertion.slot for insertion in insertions]
    assert {DOCUMENT, "word/header1.xml", "word/footer1.xml"} == {insertion.part for insertion in insertions}


@pytest.mark.parametrize(
    "lines",
    [
        ["{{p a }}"],
        ["‖ {% colspan 2 %}甲 ‖ 乙"],
        ["‖ {% cellbg 'FF0000' %}甲"],
        ["‖ {%tr for x in a %}", "‖ {% vm %}甲", "‖ {%tr endfor %}"],
        ["‖ {%tc for x in a %} ‖ {% hm %}甲 ‖ {%tc endfor %}"],
    ],
)
def test_the_other_tags_of_docxtpl_are_known(lines: list[str]) -> None:
    """Templates that exist already can be used as they are; `vm` and `hm` merge the cells of a loop."""
    assert [] == faults_of(docx(*lines), {"a": "甲"})


def test_a_minus_joins_a_tag_with_the_paragraph_before_and_after() -> None:
    """docxtpl writes a list over several paragraphs of the template that become one."""
    assert ["甲乙丙"] == merged(docx("甲", "{%- if a -%}", "乙", "{%- endif -%}", "丙"), a=True)


def test_a_bookmark_of_the_template_that_a_loop_repeats_is_there_once() -> None:
    """Word expects each bookmark, and each picture's id, once."""
    mark = "<w:bookmarkStart w:id='1' w:name='书签'/><w:bookmarkEnd w:id='1'/>"
    line = f"<w:p>{mark}<w:r><w:t>{{{{ x }}}}</w:t></w:r></w:p>"
    root = member(Template.load(small("{%p for x in xs %}", line, "{%p endfor %}")).render({"xs": [1, 2]}))

    assert 1 == len(root.findall(".//w:bookmarkStart", root.nsmap))
