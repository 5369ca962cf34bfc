"""Ten thousand texts of any characters: each comes out as it went in, or is refused at its cell or tag."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from docx.oxml.ns import qn

from reportgen import Chart, InlineImage, Listing, Refusal, RichText, build
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.fields import Field, Nature, Origin
from reportgen.pipeline import check
from reportgen.refs import CellRef
from reportgen.template import Template
from tests.support.anytext import any_texts, book_of_names, is_mute
from tests.support.charts import charts
from tests.support.docs import changed, small
from tests.support.docs import docx as written
from tests.support.images import png

COUNT = 10_000
FIRST_ROW = 4  # of the list 名录, behind the two names of the small book
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # told by WB209
CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ x }}</dc:title></cp:coreProperties>'
)


def cells_of(faults: Iterable[Diagnostic]) -> set[int]:
    """Return the numbers of the texts whose cells are named."""
    cells = {
        found.place.cell
        for found in faults
        if isinstance(found.place, CellRef) and found.place.sheet == "名单"
    }
    return {int(cell[1:]) - FIRST_ROW for cell in cells if cell.startswith("C")}


def as_read(text: str) -> str:
    """Return a cell's text as anybody reads it: line breaks of one kind, no blanks around."""
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return paired.replace("\r\n", "\n").replace("\r", "\n").strip()


def as_seen(text: str) -> str:
    """Return a cell's text without what nobody sees, which is left out with a warning."""
    return "".join(letter for letter in as_read(text) if letter not in UNSEEN).strip()


def paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs of a Word file's body, as python-docx reads them."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_ten_thousand_texts_go_from_cells_to_paragraphs(tmp_path: Path) -> None:
    """Through the whole pipeline, from a workbook as Excel writes it to a draft as python-docx reads it."""
    texts = any_texts(COUNT)
    faults = check(book_of_names(texts, tmp_path)).diagnostics
    refused = cells_of(found for found in faults if found.severity is Severity.ERROR)
    told = cells_of(faults)
    kept = [number for number in range(COUNT) if number not in refused and as_seen(texts[number])]
    template = tmp_path / "模板.docx"
    template.write_bytes(written("{%p for 名 in lists.名录 %}", "〔{{ 名 }}〕", "{%p endfor %}"))
    book = book_of_names([texts[number] for number in kept], tmp_path)
    draft = build(book, template, tmp_path / "稿.docx").draft
    found = [line[1:-1] for line in paragraphs(draft.read_bytes()) if line[:1] == "〔"]

    assert COUNT // 2 < len(kept) == len(found)
    for number, text in zip(kept, found, strict=True):
        wanted = as_seen(texts[number]) if number in told else as_read(texts[number])
        assert wanted == text, f"{texts[number]!a} became {text!a}"
    seen = [texts[number] for number in refused if as_seen(texts[number])]  # a name must not be empty
    assert [] == [text for text in seen if not FORBIDDEN.search(text) and not is_mute(text)]


def test_ten_thousand_values_come_out_of_a_render() -> None:
    """Each with its cell: the refused ones are named, all at once, and the others come out as they are."""
    texts = any_texts(COUNT)
    template = Template.load(small("{% for x in xs %}〔{{ x }}〕{{ '\\a' }}{% endfor %}"))
    fields = [_field(text, number) for number, text in enumerate(texts)]
    with pytest.raises(Refusal) as caught:
        template.render({"xs": fields})
    refused = cells_of(caught.value.diagnostics)
    kept = [field for number, field in enumerate(fields) if number not in refused]
    lines = "".join(f"〔{text}〕\a" for text in kept).replace("\f", "").split("\a")

    assert {"TP303"} == {found.code for found in caught.value.diagnostics}
    assert lines == paragraphs(template.render({"xs": kept}))
    assert COUNT // 3 < len(kept) < COUNT


def _field(text: str, number: int) -> Field:
    return Field(text, None, Origin(Nature.TEXT, (CellRef("a.xlsx", "名单", f"C{number + FIRST_ROW}"),)))


# --- the other places where a text can stand: each is filled with a text and read back


def _title(data: bytes) -> str:
    return str(docx.Document(io.BytesIO(data)).core_properties.title)


def _header(data: bytes) -> str:
    return "\a".join(one.text for one in docx.Document(io.BytesIO(data)).sections[0].header.paragraphs)


def _footer(data: bytes) -> str:
    return "\a".join(one.text for one in docx.Document(io.BytesIO(data)).sections[0].footer.paragraphs)


def _alt(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return str(next(body.iter(qn("wp:docPr"))).get("descr"))


def _address(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return unquote(next(one.target_ref for one in document.part.rels.values() if one.is_external))


def _linked(data: bytes) -> str:
    lines: Any = docx.Document(io.BytesIO(data)).paragraphs
    return "\a".join("".join(link.text for link in line.hyperlinks) for line in lines)


def _label(data: bytes) -> str:
    (chart,) = charts(data)
    return _decoded(chart.root.findtext(".//{*}cat//{*}v") or "")


def _cell(data: bytes) -> str:
    (chart,) = charts(data)
    return _decoded(str(chart.rows[1][0] or ""))


def _decoded(text: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def _line(text: str) -> str:
    return " ".join(text.replace("\a", " ").split())


def _first(data: bytes) -> str:
    return "\a".join(paragraphs(data))


def _same(text: str) -> Any:
    return text


def _as_read(sink: str, text: str) -> str:
    """Return how a text is read back: a chart's in one line, an address without blanks around it."""
    if "chart" in sink or sink == "a label":
        return _line(text)
    return unquote(text).strip() if "address" in sink else text.replace("\f", "")


Sink = tuple[bytes, Callable[[str], Any], Callable[[bytes], str]]
BODY = written("{{ x }}")
SINKS: dict[str, Sink] = {
    "a header": (written("甲", header="{{ x }}"), _same, _header),
    "a footer": (written("甲", footer="{{ x }}"), _same, _footer),
    "a title": (changed(written("甲"), {"docProps/core.xml": CORE}), _same, _title),
    "formatted text": (BODY, lambda text: RichText(text, bold=True), _first),
    "a link": (BODY, lambda text: RichText(text, url="https://a.cn"), _linked),
    "an address": (BODY, lambda text: RichText("甲", url=text), _address),
    "a listing": (BODY, Listing, _first),
    "a macro": (small("{% macro m(v) %}{{ v }}{% endmacro %}{{ m(x) }}"), _same, _first),
    "gathered text": (small("{% set v %}{{ x }}{% endset %}{{ v }}"), _same, _first),
    "a filter block": (small("{% filter trim('') %}{{ x }}{% endfilter %}"), _same, _first),
    "a joined text": (small("{{ x ~ '' }}"), _same, _first),
    "alternative text": (BODY, lambda text: InlineImage(png(), alt=text), _alt),
    "the address of a picture": (BODY, lambda text: InlineImage(png(), anchor=text), _address),
    "alternative text of a chart": (BODY, lambda text: Chart("column", ["a"], {"b": [1]}, alt=text), _alt),
    "a label": (BODY, lambda text: Chart("column", [text], {"b": [1]}), _label),
    "a cell behind a chart": (BODY, lambda text: Chart("column", [text], {"b": [1]}), _cell),
}  # fmt: skip


@pytest.mark.parametrize("sink", SINKS)
def test_a_text_is_the_same_wherever_it_stands(sink: str) -> None:
    """Unchanged in every place, or refused at the tag: nothing is silently lost, and no file is damaged."""
    data, made, read = SINKS[sink]
    template = Template.load(data)
    wrong = []
    for text in any_texts(130):
        try:
            draft = template.render({"x": made(text)})
        except Refusal as refusal:
            if any(found.place is None for found in refusal.diagnostics):
                wrong.append((text, "no place"))
        else:
            found = read(draft)
            if found != _as_read(sink, text):
                wrong.append((text, found))
    assert [] == wrong
