"""A text box is written twice and its figures are told once: the copy for older programs goes unnoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import Chart, pipeline
from reportgen.fields import Field, Nature, Origin
from reportgen.refs import CellRef
from reportgen.template import Merged, Template
from reportgen.word.package import written
from reportgen.word.xml import qname
from tests.support.clerk import BOOK, build_in
from tests.support.docs import docx, member

END = qname("w:bookmarkEnd")
CELL = CellRef("2020.xlsx", "指标", "E2")
FIGURE = Field("11.83", 11.83, Origin(Nature.FIGURE, (CELL,), indicator="产值"))
LOOP, MACRO = "{% for y in [x, x] %}{{ y }}{% endfor %}", "{% macro m(v) %}〈{{ v }}〉{% endmacro %}"


def boxed(*lines: str) -> str:
    """Return a paragraph that holds a text box as Word writes it."""
    held = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = f"<w:txbxContent>{held}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>"


def merged(*lines: str) -> Merged:
    """Return what the template of the lines makes, with provenance."""
    return Template.load(docx(*lines)).merge({"x": FIGURE, "c": CHART}, provenance=True)


CHART = Chart("column", ["甲"], {"数": [1]}, "图", origin=Origin(Nature.FIGURE, (CELL,)))
# what stands in the box, how many figures that is, how it reads
BOXES = {
    "a name": ("{{ x }}", 1, "11.83"),
    "an expression": ("{{ x ~ '亿' }}", 1, "11.83亿"),
    "a loop": (LOOP, 2, "11.8311.83"),
    "a macro": ("{{ m(x) }}", 1, "〈11.83〉"),
    "a block that is set": ("{% set z %}{{ x }}{% endset %}{{ z }}{{ z }}", 2, "11.8311.83"),
    "a chart": ("{{ c }}", 1, ""),
}


@pytest.mark.parametrize("case", BOXES)
def test_each_figure_of_a_text_box_is_noted_once(case: str) -> None:
    """Both copies read alike; what comes behind is numbered on."""
    line, count, text = BOXES[case]
    made = merged(MACRO, boxed(line), "{{ x }}")
    root = member(written(made.members))
    boxes = ["".join(box.itertext()) for box in root.iter(qname("w:txbxContent"))]
    starts = [one.get(qname("w:name")) for one in root.iter(qname("w:bookmarkStart"))]

    assert [text, text] == boxes
    assert [f"_rg{number}" for number in range(1, count + 2)] == starts
    assert count + 1 == len(made.insertions)
    assert [] == [one for copy in root.iter(qname("mc:Fallback")) for one in copy.iter(END)]


def test_a_trace_shows_a_figure_of_a_text_box_once(tmp_path: Path) -> None:
    """As it stands there, unchanged."""
    template = tmp_path / "box.docx"
    template.write_bytes(docx(boxed("工业总产值{{ 工业总产值 }}")))
    draft = tmp_path / "draft.docx"
    build_in(tmp_path, BOOK, template=template, output=draft)

    assert ["11.83亿元"] == [text.now for text in pipeline.trace(draft).texts]
