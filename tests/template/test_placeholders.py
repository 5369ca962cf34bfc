"""A picture whose alternative text is a tag is filled by what the tag yields, where and as large as it is."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.fields import Nature, Origin
from reportgen.refs import CellRef
from reportgen.template import Chart, Template
from reportgen.template.objects import InlineImage
from reportgen.word.package import written
from tests.support.charts import charts
from tests.support.docs import DOCUMENT, blank, changed, main_xml, member, members, texts

CHART = Chart("column", ["甲"], {"数": [1]}, alt="一图")
EMU_PER_MM = 36_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
ANCHOR = (
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="7" behindDoc="0"'
    ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>360000</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="3600000" cy="1800000"/><wp:wrapSquare wrapText="bothSides"/>'
    '<wp:docPr id="5" name="图片 5" descr="{{ c }}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="urn:old"/></a:graphic></wp:anchor>'
)


def test_a_picture_gives_its_place_and_size_to_a_chart() -> None:
    """The chart's own size does not count, and the words around stay."""
    data = rendered("{{ c }}", c=CHART)
    [chart] = charts(data)

    assert ["前后"] == texts(data)
    assert (60 * EMU_PER_MM, 30 * EMU_PER_MM) == chart.size
    assert "一图" == chart.alt
    assert [] == list(member(data).iter("{*}pic"))


def test_a_picture_may_be_filled_by_another_picture() -> None:
    """As large as the placeholder, whatever the size of the file."""
    data = rendered("{{ c }}", c=InlineImage(picture((9, 9)), width=100, alt="徽标"))
    [shape] = Document(io.BytesIO(data)).inline_shapes

    assert (Mm(60), Mm(30)) == (shape.width, shape.height)
    assert picture((9, 9)) in members(data).values()


def test_a_placeholder_that_floats_goes_on_floating() -> None:
    """Position and wrapping are the author's."""
    data = Template.load(written_out(f"<w:p><w:r><w:drawing>{ANCHOR}</w:drawing></w:r></w:p>")).render(
        {"c": CHART}
    )
    [chart] = charts(data)

    assert "anchor" == etree.QName(chart.drawing).localname
    assert [(3_600_000, 1_800_000), "360000"] == [chart.size, chart.drawing.findtext(".//{*}posOffset")]


def test_a_copy_for_older_programs_gives_way() -> None:
    """It would show the placeholder."""
    choice = f'<mc:Choice Requires="wps"><w:drawing>{ANCHOR}</w:drawing></mc:Choice>'
    older = "<mc:Fallback><w:pict/></mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{choice}{older}</mc:AlternateContent></w:r>"
    root = member(Template.load(written_out(f"<w:p>{run}</w:p>")).render({"c": CHART}))

    assert [] == list(root.iter(f"{W}pict", "{*}AlternateContent"))
    assert 1 == len(list(root.iter("{*}chart")))


def test_text_of_the_same_run_stays_where_it_is() -> None:
    """Also tags before and behind the picture."""
    content = f"<w:t>{{{{ n }}}}</w:t><w:drawing>{ANCHOR}</w:drawing><w:t>后{{{{ n }}}}</w:t>"
    run = f"<w:r><w:rPr><w:b/></w:rPr>{content}</w:r>"
    root = member(Template.load(written_out(f"<w:p>{run}</w:p>")).render({"c": CHART, "n": "五家"}))
    told = [
        "图" if run.find(f"{W}drawing") is not None else run.findtext(f"{W}t") for run in root.iter(f"{W}r")
    ]

    assert ["五家", "图", "后", "五家"] == told
    assert 4 == len(list(root.iter(f"{W}b")))


def test_a_placeholder_in_a_loop_is_filled_in_every_pass() -> None:
    """Each with an id of its own."""
    paragraphs = ["{%p for c in all %}", f"<w:r><w:drawing>{ANCHOR}</w:drawing></w:r>", "{%p endfor %}"]
    body = "".join(
        f"<w:p>{text if '<' in text else f'<w:r><w:t>{text}</w:t></w:r>'}</w:p>" for text in paragraphs
    )
    data = Template.load(written_out(body)).render({"all": [CHART, CHART]})

    assert 2 == len({chart.properties.get("id") for chart in charts(data)})


def test_the_chart_of_a_placeholder_is_recorded() -> None:
    """In a bookmark around its run, with the paragraph it stands in."""
    told = Chart(
        "column",
        ["甲"],
        {"数": [1]},
        "甲数",
        origin=Origin(Nature.FIGURE, (CellRef("b.xlsx", "指标", "I2"),)),
    )
    merged = Template.load(with_picture("{{ c }}")).merge({"c": told}, provenance=True)
    [start] = member(written(merged.members)).iter(f"{W}bookmarkStart")
    following = start.getnext()

    assert [("甲数", 1)] == [(found.text, found.paragraph) for found in merged.insertions]
    assert following is not None
    assert following.find(f"{W}drawing") is not None


def test_a_condition_that_fails_leaves_nothing() -> None:
    """Neither the chart nor the placeholder."""
    data = rendered("{{ c if false }}", c=CHART)

    assert ["前后"] == texts(data)
    assert [] == list(member(data).iter(f"{W}drawing"))


def test_an_unknown_name_prints_nothing_where_that_is_forgiven() -> None:
    """A lenient template leaves the placeholder out."""
    data = Template.load(with_picture("{{ nobody }}"), strict=False).render({})

    assert [] == list(member(data).iter(f"{W}drawing"))


@pytest.mark.parametrize("text", ["一张图", "集合{1}", ""])
def test_other_pictures_are_left_alone(text: str) -> None:
    """What the alternative text says is the author's, as long as no tag is in it."""
    data = Template.load(with_picture(text, behind="{{ n }}")).render({"n": "后"})
    [properties] = member(data).iter(PROPERTIES)

    assert ["前后"] == texts(data)
    assert text == properties.get("descr")


@pytest.mark.parametrize(
    "text", ["产值 {{ c }}", "{{ c }}{{ c }}", "{% if c %}", "{{p c }}", "{# 待换 #}", "{{ c }}。"]
)
def test_words_beside_the_tag_are_a_fault(text: str) -> None:
    """Nothing of an alternative text vanishes without a word, and no tag stays in one."""
    with pytest.raises(Refusal) as refused:
        Template.load(with_picture(text))
    [found] = refused.value.diagnostics

    assert ("TP328", 1, text) == (found.code, found.place.paragraph, found.values["text"])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code"), [("{{ c", "TP101"), ("｛｛ c ｝｝", "TP103"), ("{{ c[“a”] }}", "TP104")]
)
def test_faults_of_braces_and_quotes_are_told_as_elsewhere(text: str, code: str) -> None:
    """The scanner reads alternative texts with the same eyes."""
    with pytest.raises(Refusal, match=code):
        Template.load(with_picture(text))


@pytest.mark.parametrize(
    ("value", "kind"), [("文字", "str"), (11, "int"), (None, "NoneType"), ([CHART], "list")]
)
def test_what_is_not_drawn_cannot_fill_a_placeholder(value: Any, kind: str) -> None:
    """A text belongs into a paragraph."""
    with pytest.raises(Refusal) as refused:
        rendered("{{ c }}", c=value)
    [found] = refused.value.diagnostics

    assert ("TP329", 1, kind) == (found.code, found.place.paragraph, found.values["kind"])  # type: ignore[union-attr]


def test_the_names_of_placeholders_are_needed_names() -> None:
    """They are told with the paragraph of the picture."""
    [needed] = Template.load(with_picture("{{ c }}")).variables

    assert ("c", [1]) == (needed.name, [place.paragraph for place in needed.places])


def test_a_picture_in_a_paragraph_that_a_tag_takes_is_a_fault_still() -> None:
    """It would vanish with the paragraph, placeholder or not."""
    with pytest.raises(Refusal, match="TP207"):
        Template.load(with_picture("{{ c }}", before="{%p if c %}", behind=""))


def rendered(text: str, **names: Any) -> bytes:
    """Return what becomes of a template with a picture whose alternative text is `text`."""
    return Template.load(with_picture(text)).render(names)


def with_picture(text: str, before: str = "前", behind: str = "后") -> bytes:
    """Return a Word file with a picture of 60 × 30 mm between two words."""
    document: Any = blank()
    paragraph = document.add_paragraph(before)
    paragraph.add_run().add_picture(io.BytesIO(picture((4, 2))), Mm(60), Mm(30))
    paragraph.add_run(behind)
    next(document.element.body.iter(PROPERTIES)).set("descr", text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written_out(body: str) -> bytes:
    """Return a Word file whose body is the XML `body`."""
    return changed(with_picture(""), {DOCUMENT: main_xml(body)})


def picture(size: tuple[int, int]) -> bytes:
    """Return a white PNG of `size` pixels."""
    width, height = size
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)  # eight bits of grey
    rows = (b"\0" + b"\xff" * width) * height
    chunks = {b"IHDR": header, b"IDAT": zlib.compress(rows), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )
