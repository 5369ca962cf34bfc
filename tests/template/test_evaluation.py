"""Whatever goes wrong while tags are evaluated becomes a fault at the tag; unknown names all at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.diagnostics import Diagnostic, Refusal, Severity, fault
from reportgen.fields import Absent, Field
from reportgen.messages import LANGUAGES, catalog
from reportgen.records import Record, Sequence
from reportgen.refs import CellRef, ParagraphRef
from reportgen.template import Template
from reportgen.template.evaluation import nearest
from tests.support.docs import Fault, docx, faults_of, merged, small, texts

CELL = CellRef("2020.xlsx", "指标", "J7")
ABSENT = Absent(fault("GR101", CELL))
DATA: dict[str, Any] = {
    "工业总产值": Record(
        {"rate": "8.46%", "value": "11.83亿元"}, {"增速": "rate", "本年": "value"}, "11.83亿元"
    ),
    "工业投资": Field("9.5亿元", Decimal("9.5")),
    "名单": Sequence(["甲", "乙"], {"count": 2}, {"数量": "count"}, "甲、乙"),
    "章节": [],
    "行": {"单位": "亿元"},
}


def refused(data: bytes, mapping: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the faults that merging ends with."""
    with pytest.raises(Refusal) as caught:
        Template.load(data, file="模板.docx").render(mapping)
    return caught.value.diagnostics


def test_all_unknown_names_are_told_at_once_each_with_paragraph_and_nearest() -> None:
    """One run tells every name that is misspelt, in all parts, and which known one is most like it."""
    data = docx(
        "{{ 工业总产直 }}，{{ 工业总产值.增束 }}", "‖ {{ 名旦 }} ‖ {{ 行.单味 }}", "{{ 毫不相干之物 }}",
        header="{{ 页眉 }}",
    )  # fmt: skip
    found = [
        (item.code, item.place.part[-12:], item.place.paragraph, item.values["name"], item.values["nearest"])
        for item in refused(data, DATA)
        if isinstance(item.place, ParagraphRef)
    ]

    assert [
        ("CX101", "document.xml", 1, "工业总产直", "工业总产值"),
        ("CX102", "document.xml", 1, "增束", "增速"),
        ("CX101", "document.xml", 2, "名旦", "名单"),
        ("CX102", "document.xml", 3, "单味", "单位"),
        ("CX101", "document.xml", 4, "毫不相干之物", ""),
        ("CX101", "/header1.xml", 1, "页眉", ""),
    ] == found


def test_the_hint_names_the_nearest_only_when_there_is_one() -> None:
    """The hint with a proposal is chosen only when something is proposed."""
    near, far = refused(small("{{ 名旦 }}{{ xyz }}"), DATA)

    assert {("nearest",), ()} == {near.hints, far.hints}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{% if 无 %}甲{% endif %}", [("CX101", 1, "{% if 无 %}")]),
        ("{% for x in 无 %}甲{% endfor %}", [("CX101", 1, "{% for x in 无 %}")]),
        ("{{ 无.甲.乙 }}", [("CX101", 1, "{{ 无.甲.乙 }}")]),
        ("{{ 无() + 1 }}", [("CX101", 1, "{{ 无() + 1 }}")]),
        ("{{ 无|round }}", [("CX101", 1, "{{ 无|round }}")]),
        ("{{ 1 in 无 }}{{ 无 != 1 }}", [("CX101", 1, "{{ 1 in 无 }}"), ("CX101", 1, "{{ 无 != 1 }}")]),
        ("{{ 无|float + 无|int }}", [("CX101", 1, "{{ 无|float + 无|int }}")]),
        ("{{ 无 < 1 or 无 >= 1 }}", [("CX101", 1, "{{ 无 < 1 or 无 >= 1 }}")]),
        ("{{ {无: 1}|length }}{{ 无|list }}", [("CX101", 1, "{{ 无|list }}"), ("TP301", 1, "{{ 无|list }}")]),
        ("{{ 无|abs }}", [("CX101", 1, "{{ 无|abs }}")]),
        ("{{ range(无)|list|length }}", [("CX101", 1, "{{ range(无)|list|length }}")]),
        ("{{ '{:d}'.format(无) }}", [("CX101", 1, "{{ '{:d}'.format(无) }}")]),
        ("{{ '%d' % 无 }}", [("CX101", 1, "{{ '%d' % 无 }}")]),
        ("{{ 无|reverse|join|int(0) }}", [("CX101", 1, "{{ 无|reverse|join|int(0) }}")]),
        ("{{ 无|length }}{{ 无 == 1 }}", [("CX101", 1, "{{ 无 == 1 }}"), ("CX101", 1, "{{ 无|length }}")]),
        ("{{ 名单[7] }}", [("CX102", 1, "{{ 名单[7] }}")]),
        ("{{ 工业总产值.同比 }}", [("CX102", 1, "{{ 工业总产值.同比 }}")]),
        ("{{ 工业总产值.subject }}", [("CX102", 1, "{{ 工业总产值.subject }}")]),
        ("{{ 工业总产值['names'] }}", [("CX102", 1, "{{ 工业总产值['names'] }}")]),
        ("{{ 章节|first }}", [("TP304", 1, "{{ 章节|first }}")]),
        ("{{ (章节|max).标题 }}", [("TP304", 1, "{{ (章节|max).标题 }}")]),
    ],
)
def test_a_name_that_is_not_there_is_a_fault_however_it_is_used(line: str, expected: list[Fault]) -> None:
    """In conditions, loops, sums and filters a missing name is told, and so is the first of none."""
    assert expected == sorted(faults_of(docx(line.replace("|", "¦")), DATA))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{{ '有' if 无 is defined else '无' }}", "无"),
        ("{{ '有' if 行.无 is defined else '无' }}", "无"),
        ("{{ 无|default('缺省') }}", "缺省"),
        ("{{ '有' if ''.__class__ is defined else '无' }}", "无"),
    ],
)
def test_to_ask_whether_a_name_is_there_is_no_fault(line: str, text: str) -> None:
    """`is defined` and `default` are how a template asks."""
    assert [text] == merged(docx(line.replace("|", "¦")), **DATA)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("甲{{ 无 }}乙", "甲乙"),
        ("甲{{ 无.甲.乙() }}乙", "甲乙"),
        ("{% for x in 无 %}甲{% endfor %}{% if 无 %}乙{% endif %}丙", "丙"),
        ("{{ 章节¦first }}丁{{ 行.无 }}", "丁"),
        ("{{ 空 }}戊", "戊"),
    ],
)
def test_a_lenient_template_prints_nothing_for_what_is_not_there(line: str, text: str) -> None:
    """For data with gaps a template can be loaded so that unknown names and nothing print nothing."""
    template = Template.load(docx(line), strict=False)

    assert [text] == texts(template.render({**DATA, "空": None}))


def test_a_lenient_template_still_refuses_what_reaches_out() -> None:
    """Lenient means gaps, not insides."""
    with pytest.raises(Refusal, match="TP305"):
        Template.load(small("{{ ''.__class__ }}"), strict=False).render({})


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 / 0", "TP304"),
        ("1 // 0", "TP304"),
        ("'甲'|abs", "TP304"),
        ("'甲' + 1", "TP304"),
        ("行()", "TP304"),
        ("工业投资()", "TP304"),
        ("工业投资 > none", "TP304"),
        ("工业投资 > '甲'|list", "TP304"),
        ("工业投资 < '甲'|center(1,2,3)", "TP304"),
        ("工业投资 + 工业投资", "TP304"),
        ("3 * 工业投资", "TP304"),
        ("'甲' if 'a' < 1", "TP304"),
        ("range(10**6)", "TP306"),
        ("'%d' % '甲'", "TP304"),
        ("'{:d}'.format('甲')", "TP304"),
        ("空 ~ '亿元'", "TP301"),
        ("[1, 空]|join('、')", "TP301"),
        ("表 ~ ''", "TP301"),
        ("5|join", "TP304"),
        ("空", "TP301"),
        ("非数", "TP301"),
        ("无穷", "TP301"),
        ("表", "TP301"),
        ("行", "TP301"),
        ("表|map('string')", "TP301"),
        ("'甲'.upper", "TP301"),
        ("range", "TP301"),
    ],
)
def test_a_fault_of_the_run_has_its_paragraph_and_tag(expression: str, code: str) -> None:
    """Sums that fail and values that are no text are told in the third paragraph, where they stand."""
    extra = {"空": None, "非数": float("nan"), "无穷": Decimal("Infinity"), "表": [1, 2]}
    tag = f"{{{{ {expression} }}}}"

    assert [(code, 3, tag)] == faults_of(docx("甲", "乙", tag.replace("|", "¦")), {**DATA, **extra})


def test_a_fault_within_a_macro_is_told_at_the_tag_of_the_macro() -> None:
    """The innermost tag is to blame, not the one that called it."""
    data = small("{% macro m(x) %}{{ 1 / x }}{% endmacro %}", "{{ m(0) }}")

    assert [("TP304", 1, "{{ 1 / x }}")] == faults_of(data, {})


@pytest.mark.parametrize("line", ["{{ x }}", "{{ x ~ '。' }}", "{{ x.数值 }}", "{{ x.甲['乙'] }}", "{{ r }}"])
def test_a_figure_that_may_not_be_stated_refuses_with_its_own_reason(line: str) -> None:
    """The fault is that of the figure, now an error, at its cell; the tag that asked for it is related."""
    (found,) = refused(small(line), {"x": ABSENT, "r": Record({}, {}, ABSENT)})

    assert ("GR101", Severity.ERROR, CELL) == (found.code, found.severity, found.place)
    assert [line] == [place.tag for place in found.related if isinstance(place, ParagraphRef)]


@pytest.mark.parametrize("line", ["{{ r.无 }}", "{{ r['无'] }}"])
def test_an_unknown_attribute_of_something_unstated_is_told_as_such(line: str) -> None:
    """The owner is named by its kind where it has no text."""
    (found,) = refused(small(line), {"r": Record({}, {}, ABSENT)})

    assert ("CX102", "Record") == (found.code, found.values["owner"])


def test_a_figure_that_may_not_be_stated_is_false_in_a_condition() -> None:
    """So a sentence can leave out its rate."""
    assert ["甲。"] == merged(
        small("甲{% if x %}，{{ x }}{% endif %}{% if x.数值 %}乙{% endif %}。"), x=ABSENT
    )


def test_figures_compare_by_number() -> None:
    """11.83亿元 is more than 9.5亿元, though its text comes first in the alphabet."""
    big, less = Field("11.83亿元", Decimal("11.83")), Field("9.5亿元", Decimal("9.5"))
    line = "{{ [a, b]¦max }}、{{ ([a, b]¦sort)[0] }}、{{ a > b }}、{{ a > 10 }}、{{ a < 10.5 }}"

    assert ["11.83亿元、9.5亿元、True、True、False"] == merged(docx(line), a=big, b=less)


def test_a_bug_of_our_own_is_not_taken_for_the_authors(monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks in this package's code passes as it is, so that it is seen and mended."""
    made_up = {"__name__": "reportgen.made_up"}
    exec("def broken(value): return {}['bug']", made_up)
    monkeypatch.setattr("reportgen.template.receiver.text_of", made_up["broken"])

    with pytest.raises(KeyError, match="bug"):
        merged(small("{{ x }}"), x=1)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("工业总产直", ["工业总产值", "工业投资"], "工业总产值"),
        ("abc", [], ""),
        ("xyz", ["工业"], ""),
        ("receiver", ["\0receiver"], ""),
    ],
)
def test_the_nearest_name_is_one_that_a_template_could_write(
    name: str, known: list[str], expected: str
) -> None:
    """Nothing is proposed that is unlike, or that is not the author's to use."""
    assert expected == nearest(name, known)


def test_an_expression_that_fills_memory_is_a_fault() -> None:
    """Python's own MemoryError becomes a fault at the tag."""

    def greedy() -> None:
        raise MemoryError

    assert ["TP304"] == [found[0] for found in faults_of(small("{{ f() }}"), {"f": greedy})]


@pytest.mark.parametrize(
    ("tag", "code", "param", "value"),
    [
        ("{{ 行.f() }}", "TP307", "name", "f"),
        ("{{ 行.f(1, 2) }}", "TP307", "name", "f"),
        ("{{ 工业投资|round }}", "TP304", "kind", "types"),
        ("{{ 1 / 0 }}", "TP304", "kind", "division"),
        ("{{ 空 }}", "TP301", "kind", "empty"),
        ("{{ 表 }}", "TP301", "kind", "list"),
        ("{{ 行 }}", "TP301", "kind", "mapping"),
        ("{{ 行.f }}", "TP301", "kind", "function"),
        ("{{ 非数 }}", "TP301", "kind", "nonnumber"),
        ("{{ 'a' * 10**9 }}", "TP306", "bound", "length"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_without_words_of_python(
    language: str, tag: str, code: str, param: str, value: str | int
) -> None:
    """Neither a class nor a method of the program's is shown to a clerk."""

    def share_of(whole: str) -> str:
        return whole

    data = {**DATA, "空": None, "表": [1], "非数": float("nan"), "行": {"f": share_of}}
    (found,) = refused(small(tag), data)
    said = catalog(language).message(found)

    assert (code, value) == (found.code, found.values[param])
    assert [] == [word for word in ("share_of", "Type", "__", "Field", "dict", "tuple") if word in said]


def test_two_tags_with_the_same_unknown_name_are_told_apart() -> None:
    """Each line shows its tag."""
    found = refused(small("{{ 无名 }}与{{ 无名.同比 }}"), DATA)

    assert 2 == len({catalog("en").message(one) for one in found})
