"""Templates as people write them for docxtpl: letter, invoice, minutes, certificate … merged by both alike.

Text, format of each stretch of it, cells, headers, footers. Skipped where docxtpl is not installed.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

import reportgen
from reportgen import Template
from tests.support.images import png
from tests.support.likeness import likeness
from tests.support.validity import flaws

docxtpl = pytest.importorskip("docxtpl", reason="compares with docxtpl")

ITEMS = [
    {"name": "打印纸", "count": 3, "price": 21.5, "tags": ["急"]},
    {"name": "A&B <墨盒>", "count": 1, "price": 180.0, "tags": []},
    {"name": "订书机", "count": 2, "price": 15.25, "tags": ["急", "补"]},
]
VALUES: dict[str, Any] = {
    "company": "宣恩县 A&B <公司>",
    "date": "2020年12月1日",
    "items": ITEMS,
    "paid": False,
    "months": ["一月", "二月", "三月"],
    "address": "湖北省\n宣恩县\t珠山镇",
    "paragraphs": "第一段\a第二段\a第三段",
    "people": [{"name": "甲", "jobs": ["主持", "记录"]}, {"name": "乙", "jobs": []}],
    "colours": ["FF0000", "00FF00"],
}


def styled(paragraph: Any, *pieces: tuple[str, dict[str, Any]]) -> None:
    """Add runs to a paragraph, each with its format."""
    for text, look in pieces:
        run = paragraph.add_run(text)
        for name, value in look.items():
            target = run.font.color if name == "rgb" else run.font
            setattr(target, name, value)


def lines(document: Any, *texts: str) -> None:
    """Add paragraphs."""
    for text in texts:
        document.add_paragraph(text)


def table(document: Any, *rows: tuple[str, ...]) -> Any:
    """Add a table of texts."""
    made = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def letter(document: Any) -> None:
    styled(document.add_paragraph(style="Title"), ("致{{ company }}", {"bold": True, "size": Pt(20)}))
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styled(
        paragraph,
        ("{{ date", {"italic": True}),
        (" }}", {}),
        ("，", {"strike": True}),
        ("{{ company }}", {"rgb": RGBColor(192, 0, 0)}),
        ("{% if paid %}已付{% else %}", {}),
        ("未付", {"underline": True}),
        ("{% endif %}。", {}),
    )
    lines(document, "{{ address }}", "  两端  {{ date }}  有空格  ")


def invoice(document: Any) -> None:
    made = table(
        document,
        ("品名", "数量", "金额"),
        ("{%tr for i in items %}", "", ""),
        ("{{ loop.index }} {{ i.name }}", "{{ i.count }}", "{{ '%.2f'|format(i.count * i.price) }}"),
        ("{%tr endfor %}", "", ""),
        ("合计", "{{ items|sum(attribute='count') }}", "{% cellbg colours[0] %}{{ items|length }}项"),
    )
    styled(made.cell(2, 1).paragraphs[0], ("件", {"bold": True}))


def minutes(document: Any) -> None:
    lines(document, "{%p for p in people %}")
    styled(document.add_paragraph(style="Heading 2"), ("{{ p.name }}", {"italic": True}))
    document.add_paragraph("{%p for j in p.jobs %}")
    document.add_paragraph("{{ j }}{% if not loop.last %}；{% endif %}", style="List Bullet")
    lines(document, "{%p endfor %}", "{%p if not p.jobs %}", "无分工", "{%p endif %}", "{%p endfor %}")


def calendar(document: Any) -> None:
    table(
        document,
        *(
            (head, "{%tc for m in months %}", cell, "{%tc endfor %}")
            for head, cell in (("月", "{{ m }}"), ("", "{{ loop.index }}"))
        ),
    )


def merged_cells(document: Any) -> None:
    table(
        document,
        ("{%tr for i in items %}", ""),
        ("{% vm %}办公用品", "{{ i.name }}"),
        ("{%tr endfor %}", ""),
    )
    document.add_paragraph()
    table(
        document,
        ("{%tc for m in months %}", "{% hm %}一季度", "{%tc endfor %}"),
        ("{%tc for m in months %}", "{{ m }}", "{%tc endfor %}"),
    )


def coloured(document: Any) -> None:
    row = ("{%tc for c in colours %}", "{% cellbg c %}{{ c }}", "{%tc endfor %}")
    table(document, ("{% colspan 2 %}宽", "{% cellbg '0000FF' %}蓝", "窄"), row)


def stationery(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ company }}"
    section.first_page_header.paragraphs[0].text = "首页 {{ date }}"
    section.footer.paragraphs[0].text = "{% for m in months %}{{ m }}{{ '/' * loop.revindex0 }}{% endfor %}"
    lines(document, "正文 {{ date }}")


def joined(document: Any) -> None:
    lines(document, "全年{% if paid -%}", "已经付清", "{%- else -%}", "尚未付清", "{%- endif %}。", "完")


def commented(document: Any) -> None:
    lines(document, "甲{# 给自己看 #}乙", "{#p 整段不要 #}", "{_{ 字面 }_}{_% if %_}")
    lines(document, "{% raw %}{{ x }}{% endraw %}")
    table(document, ("甲", "乙"), ("{#tr 整行不要 #}", ""))


def programmed(document: Any) -> None:
    lines(
        document,
        "{% set t = namespace(n=0) %}{% for i in items %}{% set t.n = t.n + i.count %}{% endfor %}",
        "共{{ t.n }}件",
        "{% macro unit(n, word='件') %}{{ n }}{{ word }}{% endmacro %}{{ unit(3) }}{{ unit(2, '台') }}",
        "{{ months|join('、') }}；{{ items|map(attribute='name')|first }}；{{ company|length }}",
        "{% for k, v in items[0].items() if k == 'name' %}{{ k }}={{ v }}{% endfor %}",
    )


def curled(document: Any) -> None:
    lines(document, "{{ months|join(“、”) }}", "{% if paid == ‘是’ %}是{% endif %}", "{{nobody}}缺")


def nested(document: Any) -> None:
    outer = table(document, ("甲 {{ date }}", "乙"))
    inner = outer.cell(0, 1).add_table(3, 1)
    for row, text in zip(inner.rows, ("{%tr for m in months %}", "{{ m }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    outer.cell(0, 1).add_paragraph("{{ paragraphs }}")


def formatted(document: Any) -> None:
    lines(document, "甲{{r rich }}乙")
    styled(document.add_paragraph(style="Heading 1"), ("{{r rich }}", {"bold": True}))
    table(document, ("{{r rich }}", "前{{r rich }}"))
    document.sections[0].header.paragraphs[0].text = "{{r rich }}"


def illustrated(document: Any) -> None:
    lines(document, "图{{ picture }}后", "{{ picture }}")
    table(document, ("{%tr for i in items %}", ""), ("{{ i.name }}", "{{ picture }}"), ("{%tr endfor %}", ""))
    document.sections[0].footer.paragraphs[0].text = "{{ picture }}"


FILES = [
    *(letter, invoice, minutes, calendar, merged_cells, coloured, stationery, joined, commented, programmed),
    *(curled, nested, formatted, illustrated),
]


def pieces(kind: Any, link: dict[str, str]) -> Any:
    """Return a rich text of either program with all that it may ask for."""
    made = kind("素")
    for look in (
        {"style": "Strong"},
        {"color": "#C00000", "size": 28, "bold": True},
        {"highlight": "#FFFF00", "italic": True},
        {"subscript": True},
        {"superscript": True},
        {"underline": True},
        {"underline": "double", "strike": True},
        {"font": "Arial"},
        {"font": "eastAsia:微软雅黑"},
        {"lang": "en-GB"},
        link,
    ):
        made.add("<&>\n二\t三", **look)
    made.add(kind("套", bold=True))
    made.add(7)
    made.add("一\a另起", italic=True)
    return made


@pytest.mark.parametrize("fill", FILES, ids=lambda fill: fill.__name__)
def test_both_make_the_same_of_a_file(fill: Callable[[Any], None]) -> None:
    """And what is made here is one that Word opens."""
    document: Any = Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    template = docxtpl.DocxTemplate(io.BytesIO(stream.getvalue()))
    picture = docxtpl.InlineImage(template, io.BytesIO(png()), width=Mm(20))
    address = "https://例.cn/?a=1&b=2"
    rich = pieces(docxtpl.RichText, {"url_id": template.build_url_id(address)})
    template.render({**VALUES, "rich": rich, "picture": picture}, autoescape=True)
    theirs = io.BytesIO()
    template.save(theirs)

    rich = pieces(reportgen.RichText, {"url": address})
    values = {**VALUES, "rich": rich, "picture": reportgen.InlineImage(png(), Mm(20))}
    ours = Template.load(stream.getvalue(), strict=False).render(values)

    assert likeness(theirs.getvalue()) == likeness(ours)
    assert [] == flaws(ours)
