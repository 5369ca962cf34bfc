"""The redline: what it looks like, that both files come out of it, and what is refused."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.diff.compare import compare_drafts
from reportgen.diff.pairs import Alignment, Edit, Item, Op, Passage, TablePair
from reportgen.diff.redline import redlined
from reportgen.diff.values import Cause
from reportgen.refs import ParagraphRef
from reportgen.word.package import open_package
from tests.diff.redline.cases import CASES
from tests.support.docs import member, members
from tests.support.redlines import accepted, alignment_of, content, ids, redline, rejected, seen, shown
from tests.support.texts import pairs
from tests.support.validity import flaws
from tests.support.wordfiles import WordFile, Words, p, r, table

MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDED = {"text behind a table"}  # the paragraph that stands behind every last table


def files(name: str) -> tuple[bytes, bytes]:
    """Return the two files of a case."""
    old, new = CASES[name]
    return old.data(), new.data()


@pytest.mark.parametrize("name", CASES)
def test_accepting_gives_the_new_file_and_rejecting_the_old(name: str) -> None:
    """Whatever differs, as far as a reader sees: text, objects, looks, properties, sections, tables."""
    old, new = files(name)
    written = redline(old, new)

    assert seen(content(new)) == accepted(written)
    before, after = seen(content(old)), rejected(written)
    for part, held in before.items():
        assert held[0] == (after[part][0][:-1] if name in ADDED else after[part][0])
        assert held[1] == after[part][1]


@pytest.mark.parametrize("name", CASES)
def test_a_redline_is_a_sound_file(name: str) -> None:
    """Word need repair nothing that it would not repair in one of the two; no id stands twice."""
    old, new = files(name)
    written = redline(old, new)

    assert [] == [flaw for flaw in flaws(written) if flaw not in (*flaws(old), *flaws(new))]
    assert [] == [number for number, times in ids(written).items() if times > 1]


@pytest.mark.parametrize("name", CASES)
def test_the_same_files_and_date_give_the_same_bytes(name: str) -> None:
    """A redline can be told from another by its bytes."""
    assert redline(*files(name)) == redline(*files(name))


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_both_files_come_out_of_any_redline(pair: tuple[bytes, bytes]) -> None:
    """Paragraphs and rows put in, taken out, moved, split, joined and edited, as it comes."""
    old, new = pair
    written = redline(old, new)

    assert seen(content(new)) == accepted(written)
    assert seen(content(old)) == rejected(written)
    assert [] == flaws(written)
    assert {1} >= set(ids(written).values())


# --- what it looks like
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "a figure",
            ["<p>全年增长<del unknown>11.83%</del><ins unknown>12.47%</ins>，增速居首。</p>"],
        ),
        (
            "a last paragraph more",
            [
                "<p><pPr><rPr><ins unknown/></rPr></pPr>最后一段保持原样，不作任何改动。</p>",
                "<p><pPr><jc center/><pPrChange unknown><pPr/></pPrChange></pPr>"
                "<ins unknown>接在最后面的一段话。</ins></p>",
            ],
        ),
        (
            "a split",
            [
                "<p><pPr><jc center/><rPr><ins unknown/></rPr></pPr>第一句话写在前面的位置。</p>",
                "<p><pPr><pPrChange unknown><pPr><jc center/></pPr></pPrChange></pPr>"
                "第二句话写在后面的位置。</p>",
                "<p>最后一段保持原样，不作任何改动。</p>",
            ],
        ),
        (
            "a merge",
            [
                "<p><pPr><rPr><del unknown/></rPr></pPr>第一句话写在前面的位置。</p>",
                "<p><pPr><pPrChange unknown><pPr><jc center/></pPr></pPrChange></pPr>"
                "第二句话写在后面的位置。</p>",
                "<p>最后一段保持原样，不作任何改动。</p>",
            ],
        ),
        (
            "a link elsewhere",
            [
                "<p>见<hyperlink><del unknown>公报</del></hyperlink>"
                "<hyperlink><ins unknown>公报</ins></hyperlink>。</p>"
            ],
        ),
        (
            "a field code",
            [
                "<p>第<del unknown><fldChar/><delInstrText>PAGE</delInstrText><fldChar/>7<fldChar/></del>"
                "<ins unknown><fldChar/><instrText>NUMPAGES</instrText><fldChar/>7<fldChar/></ins>页</p>"
            ],
        ),
        (
            "a control",
            [
                "<p><sdt><sdtPr><id 5/></sdtPr><sdtContent>增长<del unknown>11.83%</del>"
                "<ins unknown>12.47%</ins></sdtContent></sdt></p>"
            ],
        ),
        (
            "bookmarks",
            [
                "<p><del unknown>11.83亿元</del><bookmarkStart _rg1/><ins unknown>12.47</ins><bookmarkEnd/>"
                "<ins unknown>亿元</ins>，在全州八个县市中"
                "<del unknown>居首</del><ins unknown>第一</ins></p>"
            ],
        ),
    ],
)
def test_a_change_is_told_where_it_is(name: str, expected: list[str]) -> None:
    """What is equal stands as it stood; what changed is marked, with its author."""
    assert expected == shown(redline(*files(name)))[:-1]


def test_a_move_is_told_at_both_places() -> None:
    """Under one name, and what was edited on the way as what it is."""
    lines = shown(redline(*files("a move with an edit")))

    assert lines[0].startswith(
        "<p><pPr><rPr><moveFrom unknown/></rPr></pPr><moveFromRangeStart move1 unknown/><moveFrom unknown>"
    )
    assert "<moveFromRangeEnd/>" == lines[1]
    assert any("<moveToRangeStart move1 unknown/><moveTo unknown>" in line for line in lines)
    assert any("<ins unknown>" in line for line in lines)


def test_paragraphs_without_a_change_keep_their_bytes() -> None:
    """However they are written."""
    runs = '<w:r w:rsidRPr="00BB"><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r><w:proofErr w:type="gramEnd"/>'
    odd = f'<w:p w:rsidR="00AA">{runs}</w:p>'
    old, new = WordFile(odd + p("旧")).data(), WordFile(odd + p("新的一段")).data()

    assert odd.encode() in members(redline(old, new))[MAIN]


def test_files_that_are_the_same_are_left_alone() -> None:
    """A redline of nothing is the new file."""
    _, new = files("nothing")

    assert members(new) == members(redline(*files("nothing")))


# --- authors, dates, comments
def caused(alignment: Alignment, cause: Cause, *, figures: bool = False) -> Alignment:
    """Return an alignment all of whose changes have a cause, and, if wanted, are figures."""
    numbers = iter(range(1, 100))
    number = dict[int, int]()

    def edit(one: Edit) -> Edit:
        if one.op is Op.EQUAL:
            return one
        key = one.old_end if one.op is Op.DELETE else one.old_start
        return one._replace(cause=cause, figure=number.setdefault(key, next(numbers)) if figures else 0)

    def item(one: Item) -> Item:
        if isinstance(one, Passage):
            return one._replace(cause=cause, edits=tuple(map(edit, one.edits)))
        return one

    stories = tuple(pair._replace(items=tuple(map(item, pair.items))) for pair in alignment.stories)
    return alignment._replace(stories=stories)


def test_the_author_is_the_cause() -> None:
    """So that Word can accept all changes of one cause."""
    alignment = caused(alignment_of(*files("a figure")), Cause.HAND)
    written = redlined(alignment, Words(), "").data

    assert ["<p>全年增长<del hand>11.83%</del><ins hand>12.47%</ins>，增速居首。</p>"] == shown(written)[:-1]


@pytest.mark.parametrize(("when", "expected"), [("", b""), ("2024-05-06T07:08:09Z", b"2024-05-06T07:08:09Z")])
def test_changes_bear_the_date_that_is_given(when: str, expected: bytes) -> None:
    """Without one there is none: no clock is looked at."""
    main = members(redline(*files("a figure"), when))[MAIN]

    assert (expected != b"") == (b"w:date=" in main)
    assert expected in main


def test_a_changed_figure_has_one_comment() -> None:
    """Around the new figure, with the author and the words that are given."""
    alignment = caused(alignment_of(*files("a figure")), Cause.DATA, figures=True)
    written = redlined(alignment, Words(), "").data

    assert [
        "<p>全年增长<del data>11.83%</del><commentRangeStart/><ins data>12.47%</ins><commentRangeEnd/>"
        "<ins data><commentReference/></ins>，增速居首。</p>"
    ] == shown(written)[:-1]
    assert ["<comment data><p><annotationRef/>figure 1</p><p>second line</p></comment>"] == shown(
        written, "word/comments.xml"
    )
    assert [] == flaws(written)


def test_a_figure_that_is_gone_has_its_comment_where_it_stood() -> None:
    """It goes with the figure when the change is accepted."""
    old, new = WordFile(p("增长11.83%，居首。")).data(), WordFile(p("增长，居首。")).data()
    written = redlined(caused(alignment_of(old, new), Cause.DATA, figures=True), Words(), "").data

    assert (
        "<commentRangeStart/><del data>11.83%</del><commentRangeEnd/><del data><commentReference/></del>"
        in (shown(written)[0])
    )


def test_no_comment_stands_in_a_header() -> None:
    """Word has none there."""
    alignment = caused(alignment_of(*files("a header")), Cause.DATA, figures=True)
    written = redlined(alignment, Words(), "").data

    assert "word/comments.xml" not in members(written)
    assert ["<p><del data>去年</del><ins data>今年</ins>简报</p>"] == shown(written, "word/h1.xml")


# --- what comes along
def test_old_content_brings_what_it_refers_to() -> None:
    """A picture that is gone still shows, a link still leads, a style is there."""
    picture, style = redline(*files("a picture gone")), redline(*files("a style"))

    assert any(name.startswith("word/media/") for name in members(picture))
    assert ["新", "旧"] == [one.get(one.keys()[1]) for one in member(style, "word/styles.xml")]


def test_a_style_is_known_by_its_name() -> None:
    """Under another id where the new file has a style of that id; not twice where it has one of that name."""
    named, numbered = redline(*files("a style of another name")), redline(*files("a style of another id"))

    assert ["a", "b", "a2", "b2"] == [one.get(one.keys()[1]) for one in member(named, "word/styles.xml")]
    assert ["a", "c"] == [one.get(one.keys()[1]) for one in member(numbered, "word/styles.xml")]


def test_a_file_with_changes_of_its_own_is_taken_as_accepted() -> None:
    """Rejecting all does not reject what the new file had in it; what goes is the difference alone."""
    own = '<w:ins w:id="1" w:author="她">' + r("早就插入的话，") + "</w:ins>"
    old, new = (
        WordFile(p("增长11.83%。") + p("尾")).data(),
        WordFile(p(own + r("增长12.47%。")) + p("尾")).data(),
    )
    written = redline(old, new)

    assert seen(content(old)) == rejected(written)
    assert "她".encode() not in members(written)[MAIN]


def test_within_a_deletion_all_text_is_deleted_text() -> None:
    """Also that of a sound written above a word, and of runs for programs of another age."""
    for name in ("a word with its sound", "runs of another age", "a box gone"):
        root = etree.fromstring(members(redline(*files(name)))[MAIN])
        assert [] == root.findall(f".//{W}del//{W}t")
        assert root.findall(f".//{W}del//{W}delText")


@pytest.mark.parametrize("name", ["a note less", "one note of two"])
def test_a_redline_reads_as_the_new_file(name: str) -> None:
    """A note that was deleted is still in the file, yet no reader sees it."""
    old, new = files(name)
    found = compare_drafts(open_package(redline(old, new), "red.docx"), open_package(new, "new.docx"))

    assert found.revision.equal


# --- what is refused, and what is said
def test_an_alignment_that_leaves_something_out_is_refused() -> None:
    """Rather than written: the paragraph is named."""
    alignment = alignment_of(*files("a paragraph less"))
    [story, *others] = alignment.stories
    items = tuple(item for item in story.items if not (isinstance(item, Passage) and not item.new))
    with pytest.raises(Refusal) as refused:
        redlined(alignment._replace(stories=(story._replace(items=items), *others)), Words(), "")

    place = ParagraphRef("old.docx", MAIN, 2, "删除了完整的一段话。")
    assert [("DF301", place)] == [(found.code, found.place) for found in refused.value.diagnostics]


def test_an_alignment_that_takes_unlike_text_for_equal_is_not_believed() -> None:
    """The texts are looked at, not what is said of them: the paragraph is taken out and put in whole."""
    alignment = alignment_of(*files("a figure"))
    [story] = alignment.stories
    [passage] = story.items
    assert not isinstance(passage, TablePair)
    size = len(passage.new[0].text) + 1
    equal = passage._replace(edits=(Edit(Op.EQUAL, 0, size, 0, size),))

    written = redlined(alignment._replace(stories=(story._replace(items=(equal,)),)), Words(), "").data

    assert [
        "<p><del unknown>全年增长11.83%，增速居首。</del><ins unknown>全年增长12.47%，增速居首。</ins></p>"
    ] == shown(written)[:-1]


def test_a_header_that_is_no_more_is_said() -> None:
    """No tracked change can tell it."""
    new, old = files("a header more")
    found = redlined(alignment_of(old, new), Words(), "")

    assert [("DF302", "word/h1.xml")] == [(note.code, note.values["part"]) for note in found.notes]


def test_rows_without_pairs_of_cells_are_whole() -> None:
    """An alignment need not go into what is only on one side."""
    old, new = WordFile(table("甲|1") + p("尾")).data(), WordFile(table("甲|1", "乙|2") + p("尾")).data()
    alignment = alignment_of(old, new)
    [story] = alignment.stories
    [pair, last] = story.items
    assert isinstance(pair, TablePair)
    rows = tuple(row if row.old else row._replace(cells=()) for row in pair.rows)
    items = (pair._replace(rows=rows), last)
    written = redlined(alignment._replace(stories=(story._replace(items=items),)), Words(), "").data

    assert seen(content(old)) == rejected(written)


def test_properties_in_no_order_are_put_in_order_on_the_way_each_time() -> None:
    """Those of styles and of a text that were read for the comparison, whose trees stay as they are."""
    style = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:rPr>{}</w:rPr></w:style>'
    files = (
        WordFile(p(text, "<w:jc w:val='left'/><w:keepNext/>"), styles=style.format("<w:color/><w:b/>")).data()
        for text in ("甲乙", "甲丙")
    )
    alignment = alignment_of(*files)
    first, second = (redlined(alignment, Words(), "").data for _ in range(2))
    written = open_package(first, "r.docx")
    found = [
        [child.tag.rpartition("}")[2] for child in properties]
        for part in ("word/styles.xml", "word/document.xml")
        for properties in etree.fromstring(written.part(part)).iter("{*}rPr", "{*}pPr")
    ]

    assert first == second
    assert [["b", "color"], ["keepNext", "jc"]] == [names for names in found if len(names) > 1]


def test_a_zoom_without_percentage_is_mended_on_the_way() -> None:
    """As python-docx leaves it; the schema wants one."""
    old, new = (io.BytesIO(), io.BytesIO())
    for stream, text in ((old, "甲乙"), (new, "甲丙")):
        document = Document()
        document.add_paragraph(text)
        document.save(stream)
    settings = open_package(redline(old.getvalue(), new.getvalue()), "r.docx").part("word/settings.xml")

    assert b"<w:zoom" in settings
    assert b'w:percent="100"' in settings
