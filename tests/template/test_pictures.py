"""Pictures of a template are replaced by name, title or alternative text; those printed are what they say."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Cm, Mm

from reportgen import InlineImage, Refusal, Template
from reportgen.word.xml import qname
from tests.support.docs import blank, docx, member, members
from tests.support.images import png

OLD, NEW = png(4, 2, red=10), png(8, 4, red=250)
EMU_PER_MM = 36_000


def pictured(*called: dict[str, str], header: bool = False) -> bytes:
    """Return a document with the old picture for each of the names, titles and texts that a picture is
    `called`."""
    document: Any = blank()
    document.add_paragraph("{{ x }}")
    story = document.sections[0].header.paragraphs[0] if header else document.add_paragraph()
    for names in called:
        picture = story.add_run().add_picture(io.BytesIO(OLD), width=Cm(3))
        for name, value in names.items():
            picture._inline.docPr.set(name, value)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shown(data: bytes, part: str = "word/document.xml") -> list[bytes]:
    """Return the pictures that a part shows, in order."""
    folder, name = part.rsplit("/", 1)
    targets = {
        one.get("Id"): f"word/{one.get('Target')}" for one in member(data, f"{folder}/_rels/{name}.rels")
    }
    found = member(data, part).iter(qname("a:blip"))
    return [members(data)[targets[blip.get(qname("r:embed"))]] for blip in found]


@pytest.mark.parametrize("kind", ["name", "title", "descr"])
def test_a_picture_is_found_by_what_word_shows_of_it(kind: str) -> None:
    """The one that is called so is replaced; the other, which Word stores in the same member, is not."""
    template = Template.load(pictured({kind: "标志"}, {kind: "别的"}))
    draft = template.replaced({"标志": NEW}).render({"x": 1})

    assert [NEW, OLD] == shown(draft)


def test_the_frame_stays() -> None:
    """A replaced picture takes the size of the one before."""
    template = Template.load(pictured({"descr": "标志"}))
    draft = template.replaced({"标志": NEW}).render({"x": 1})

    extents = [one.get("cx") for one in member(draft).iter(qname("wp:extent"))]
    assert [str(30 * EMU_PER_MM)] == extents


def test_a_picture_of_the_header_is_found() -> None:
    """Headers are where letterheads have theirs."""
    template = Template.load(pictured({"descr": "标志"}, header=True))
    draft = template.replaced({"标志": NEW}).render({"x": 1})

    assert [NEW] == shown(draft, "word/header1.xml")


def test_one_picture_may_be_shown_twice() -> None:
    """Two frames of one name show the same new picture, which is stored once."""
    draft = (
        Template.load(pictured({"descr": "标志"}, {"descr": "标志"})).replaced({"标志": NEW}).render({"x": 1})
    )

    assert [NEW, NEW] == shown(draft)
    assert 1 == sum(data == NEW for data in members(draft).values())


def test_a_picture_comes_from_a_path(tmp_path: Path) -> None:
    """A path, as a text too, is as good as bytes."""
    path = tmp_path / "new.png"
    path.write_bytes(NEW)
    template = Template.load(pictured({"descr": "标志"}))

    assert [NEW] == shown(template.replaced({"标志": path}).render({"x": 1}))
    assert [NEW] == shown(template.replaced({"标志": str(path)}).render({"x": 1}))


def test_a_member_of_the_file_is_replaced_by_its_name() -> None:
    """What docxtpl's replace_zipname does: whatever shows the member shows the new one."""
    template = Template.load(pictured({"descr": "甲"}, {"descr": "乙"}))
    draft = template.replaced({"word/media/image1.png": NEW}).render({"x": 1})

    assert [NEW, NEW] == shown(draft)


def test_the_template_itself_is_not_changed() -> None:
    """Replacing returns another template; both can be merged, and say that they are of the same file."""
    template = Template.load(pictured({"descr": "标志"}))
    other = template.replaced({"标志": NEW})

    assert [OLD] == shown(template.render({"x": 1}))
    assert [NEW] == shown(other.render({"x": 1}))
    assert template.digest == other.digest


def test_an_unknown_picture_names_the_nearest_and_all_faults_are_told() -> None:
    """One name that is not there and one file that is no picture: two faults."""
    template = Template.load(pictured({"descr": "单位标志"}))
    with pytest.raises(Refusal) as refused:
        template.replaced({"单位标记": NEW, "单位标志": b"no picture"})

    assert ["TP308", "TP309"] == [found.code for found in refused.value.diagnostics]
    assert "单位标志" == refused.value.diagnostics[1].values["nearest"]


# --- printed


def merged(value: object, line: str = "{{ x }}") -> bytes:
    """Return what a template of one line makes of a value."""
    return Template.load(docx(line)).render({"x": value})


def extent(data: bytes) -> tuple[float, float]:
    """Return the size of the first drawing in millimetres."""
    found = next(member(data).iter(qname("wp:extent")))
    return int(found.get("cx") or 0) / EMU_PER_MM, int(found.get("cy") or 0) / EMU_PER_MM


# what is asked for, what comes: a picture of 4 × 2 pixels
SIZES = {
    "both": ({"width": 30, "height": 10}, (30, 10)),
    "the width, the height follows": ({"width": 30}, (30, 15)),
    "the height, the width follows": ({"height": 10}, (20, 10)),
    "a length of python-docx": ({"width": Cm(3)}, (30, 15)),
    "another one": ({"height": Mm(10)}, (20, 10)),
}


@pytest.mark.parametrize("case", SIZES)
def test_a_picture_has_the_size_that_is_asked_for(case: str) -> None:
    """Millimetres, or lengths that know their unit."""
    asked, expected = SIZES[case]

    assert expected == extent(merged(InlineImage(OLD, **asked)))  # type: ignore[arg-type]


def test_a_picture_has_its_own_size_when_none_is_asked_for() -> None:
    """4 pixels at 96 to an inch."""
    across, down = extent(merged(InlineImage(OLD)))

    assert (1.06, 0.53) == (round(across, 2), round(down, 2))  # 4 ÷ 96 × 25.4


def test_pictures_in_a_loop_have_ids_of_their_own_and_are_stored_once() -> None:
    """Word takes two drawings of one id for damage."""
    data = docx("{% for x in xs %}{{ x }}{% endfor %}")
    draft = Template.load(data).render({"xs": [InlineImage(OLD), InlineImage(OLD), InlineImage(NEW)]})
    ids = [one.get("id") for one in member(draft).iter(qname("wp:docPr"))]

    assert 3 == len(set(ids))
    assert [OLD, OLD, NEW] == shown(draft)
    assert 1 == sum(data == OLD for data in members(draft).values())


def test_words_and_a_link_go_with_a_picture() -> None:
    """The words are escaped; a click opens the address."""
    draft = merged(InlineImage(OLD, alt='"A&B" <C>', anchor="https://例.cn/?a=1&b=2"))
    [properties] = member(draft).iter(qname("wp:docPr"))
    links = {one.get("Id"): one.get("Target") for one in member(draft, "word/_rels/document.xml.rels")}

    assert '"A&B" <C>' == properties.get("descr")
    assert "https://例.cn/?a=1&b=2" == links[properties[0].get(qname("r:id"))]


def test_an_open_file_is_read_once() -> None:
    """The picture is the same at its second printing."""
    draft = merged(InlineImage(io.BytesIO(OLD)), "{{ x }}{{ x }}")

    assert [OLD, OLD] == shown(draft)


def test_a_picture_keeps_the_text_around_it() -> None:
    """It stands in the line, in a header as well."""
    template = Template.load(docx("左{{ x }}右", header="{{ x }}页"))
    draft = template.render({"x": InlineImage(OLD)})

    assert "左右" == "".join(member(draft).itertext()).strip()
    assert [OLD] == shown(draft, "word/header1.xml")


@pytest.mark.parametrize("source", [b"", b"\x89PNG\r\n\x1a\n", OLD[:30], b"GIF89a", "no such.png", b"<svg/>"])
def test_what_is_no_picture_is_a_fault_with_its_place(source: bytes | str) -> None:
    """Damaged, unknown or missing: the paragraph is named, and no error of another library comes out."""
    with pytest.raises(Refusal) as refused:
        merged(InlineImage(source))

    [found] = refused.value.diagnostics
    assert ("TP308", 1) == (found.code, found.place.paragraph)  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [0, -5, 559, 1e9, "20 mm", float("nan"), Cm(-1)])
def test_a_size_that_no_page_has_is_refused_at_once(size: Any) -> None:
    """The program that makes it hears of it."""
    for name in ("width", "height"):
        with pytest.raises(ValueError, match=name):
            InlineImage(OLD, **{name: size})


def test_what_is_no_picture_is_refused_at_once() -> None:
    """docxtpl wants its template first; here none is needed."""
    with pytest.raises(TypeError, match="no template"):
        InlineImage(Template.load(docx("a")), "logo.png")  # type: ignore[arg-type]


@pytest.mark.parametrize("told", [{"alt": "a\x0bb"}, {"anchor": "https://例.cn/\x01"}])
def test_a_character_that_no_document_can_hold_is_a_fault(told: dict[str, str]) -> None:
    """In what is said of a picture as in a text."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx("{{ x }}")).render({"x": InlineImage(OLD, **told)})

    assert ["TP303"] == [found.code for found in refused.value.diagnostics]


TEXTUAL = ("{{ x¦upper }}", "{{ x ~ '图' }}", "{{ [x]¦join }}", "{{ x¦string }}")


@pytest.mark.parametrize("line", [*TEXTUAL, "‖ {% cellbg x %}", "‖ {% colspan x %}"])
def test_a_picture_is_no_text(line: str) -> None:
    """Its inner workings are never printed."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx(line)).render({"x": InlineImage(OLD)})

    assert {found.code for found in refused.value.diagnostics} <= {"TP301", "TP302", "TP304"}


def test_a_picture_passes_through_what_takes_any_value() -> None:
    """A default, a condition, a set name."""
    lines = ("{{ x¦default('无') }}", "{{ x if x else '无' }}", "{% set y = x %}{{ y }}")

    assert 3 == len(shown(Template.load(docx(*lines)).render({"x": InlineImage(OLD)})))
