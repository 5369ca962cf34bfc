"""Tags become code that is sandboxed, bounded and the same in every run; faulty syntax is told at its tag."""

from __future__ import annotations

import time

import pytest

from reportgen.diagnostics import Refusal
from reportgen.template import Template
from tests.support.docs import Fault, docx, faults_of, merged, small


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{{ }}"], [("TP201", 1, "{{  }}")]),
        (["{{ a b }}"], [("TP201", 1, "{{ a b }}")]),
        (["{{ a. }}"], [("TP201", 1, "{{ a. }}")]),
        (["{{ a，b }}"], [("TP105", 1, "{{ a，b }}")]),
        (["{{ (a }}"], [("TP201", 1, "{{ (a }}")]),
        (["{{ a|没有 }}"], [("TP201", 1, "{{ a|没有 }}")]),
        (["{% if a is 没有 %}{% endif %}"], [("TP201", 1, "{% if a is 没有 %}")]),
        (["{% if false %}{{ a|没有 }}{% endif %}"], [("TP201", 1, "{{ a|没有 }}")]),
        (["{% fro x in xs %}"], [("TP201", 1, "{% fro x in xs %}")]),
        (["{% for x of xs %}{{ x }}{% endfor %}"], [("TP201", 1, "{% for x of xs %}")]),
        (["{% if %}甲{% endif %}"], [("TP201", 1, "{% if %}")]),
        (["{{ 4G基站 }}"], [("TP201", 1, "{{ 4G基站 }}")]),
        (["{% break %}"], [("TP203", 1, "{% break %}")]),
        (["{% for x in xs %}{% else %}{% continue %}{% endfor %}"], [("TP203", 1, "{% continue %}")]),
        (["{% for x in xs %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}"],
         [("TP203", 1, "{% break %}")]),
        (
            ["{{ a b }}与{{ c }}", "{% if %}{{ d e }}{% elif %}{% endif %}", "{{ f|无 }}", "{{ ok }}"],
            [
                ("TP201", 1, "{{ a b }}"),
                ("TP201", 2, "{% elif %}"),
                ("TP201", 2, "{% if %}"),
                ("TP201", 2, "{{ d e }}"),
                ("TP201", 3, "{{ f|无 }}"),
            ],
        ),
        (["{% for x of %}{% set = %}{{ ) }}{% endfor %}"],
         [("TP201", 1, "{% for x of %}"), ("TP201", 1, "{% set = %}"), ("TP201", 1, "{{ ) }}")]),
    ],
)  # fmt: skip
def test_every_fault_of_syntax_is_told_at_its_tag(lines: list[str], expected: list[Fault]) -> None:
    """All faulty tags of a part are told in one go, also in branches that no data would reach."""
    assert sorted(expected) == sorted(faults_of(docx(*(line.replace("|", "¦") for line in lines))))


def test_a_name_that_begins_with_a_digit_gets_a_hint_of_its_own() -> None:
    """4G基站累计 is a good name on the desk and none in an expression: the hint tells how to write it."""
    with pytest.raises(Refusal) as caught:
        Template.load(small("{{ 4G基站累计 }}"))

    assert ("identifier",) == caught.value.diagnostics[0].hints


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{% include 'a' %}", "TP212"),
        ("{% import 'a' as b %}", "TP212"),
        ("{% from 'a' import b %}", "TP212"),
        ("{% extends 'a' %}", "TP212"),
        ("{% block a %}甲{% endblock %}", "TP212"),
        ("{{ xs|random }}", "TP201"),
        ("{{ a|xmlattr }}", "TP201"),
        ("{{ a|urlize }}", "TP201"),
    ],
)
def test_what_reads_other_files_or_differs_in_every_run_is_no_tag(tag: str, code: str) -> None:
    """A template is one file, works on texts, and gives the same draft twice."""
    assert [(code, 1)] == [fault[:2] for fault in faults_of(docx(tag.replace("|", "¦")))]


def test_lipsum_is_unknown() -> None:
    """Filler text is another in every run, so the name means nothing here."""
    assert [("CX101", 1, "{{ lipsum() }}")] == faults_of(small("{{ lipsum() }}"), {})


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__",
        "''['__class__']",
        "x.__init__.__globals__",
        "x|attr('__class__')",
        "xs|map(attribute='__class__')|first",
        "cycler.__init__.__globals__",
        "cycler.__init__.__globals__.os.popen('touch {flag}').read()",
        "self.__init__",
        "namespace.__init__.__globals__",
        "joiner.__init__.__globals__",
        "'{{0.__class__}}'.format(x)",
        "'{{0.__class__.__mro__}}'['format'](x)",
        "'{{x.__class__}}'.format_map({{'x': x}})",
        "('{{0.__class__}}'|attr('format'))(x)",
        "['{{0.__class__}}'.format]|map('string')|list|first and '{{0.__init__}}'.format(x)",
        "xs.append(1)",
        "xs.clear()",
        "xs.sort()",
        "d.update(a=1)",
        "d.pop('a')",
        "d.setdefault('z', 1)",
        "range.__call__",
        "loop.__class__",
    ],
)
def test_a_template_cannot_reach_out_of_its_data(
    expression: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What leads to Python's insides, or changes the data it was given, is refused, and nothing was done."""
    flag = tmp_path_factory.mktemp("out") / "reached"
    body = expression.replace("{flag}", str(flag)).replace("{{", "{").replace("}}", "}").replace("|", "¦")
    data = {"x": object(), "xs": [2, 1], "d": {"a": 1}}
    line = f"{{% macro m() %}}甲{{% endmacro %}}{{% for loop_ in xs %}}{{{{ {body} }}}}{{% endfor %}}"

    assert {"TP305"} == {fault[0] for fault in faults_of(docx(line), data)}
    assert ([2, 1], {"a": 1}, False) == (data["xs"], data["d"], flag.exists())


@pytest.mark.parametrize(
    ("expression", "bound"),
    [
        ("9**99999", "digits"),
        ("10**(10**8)", "digits"),
        ("'a' * 10**9", "length"),
        ("[1] * 10**9", "length"),
        ("'%1999999999d' % 1", "width"),
        ("'%*d' % (10**9, 1)", "width"),
        ("'%.*f' % (10**9, 1)", "width"),
        ("'%1999999999d'|format(1)", "width"),
        ("'{:>1999999999}'.format(1)", "width"),
        ("'{:{}}'.format(1, 10**9)", "width"),
        ("'{:{}}'.format('a', '>1999999999')", "width"),
        ("'{:{x[w]}}'.format(1, x={'w': 10**9})", "width"),
        ("'{a:{x[0]}}'.format_map({'a': 1, 'x': [10**9]})", "width"),
        ("'a'.center(10**9)", "width"),
        ("'a'.zfill(10**9)", "width"),
        ("'a'|center(10**9)", "width"),
        ("'a'|indent(10**9)", "width"),
        ("2.5|round(10**9, 'ceil')", "width"),
    ],
)
def test_no_operation_makes_more_than_a_report_can_hold(expression: str, bound: str) -> None:
    """A slip of the pen, or malice, is refused at once, also while compiling, instead of filling memory."""
    begun = time.perf_counter()
    with pytest.raises(Refusal) as caught:
        merged(docx(f"{{{{ {expression.replace('|', '¦')} }}}}"))

    assert [("TP306", bound)] == [(found.code, found.values["bound"]) for found in caught.value.diagnostics]
    assert time.perf_counter() - begun < 2


def test_a_range_is_no_longer_than_the_sandbox_lets_it() -> None:
    """jinja2 bounds `range` by itself."""
    assert [("TP306", 1)] == [fault[:2] for fault in faults_of(docx("{{ range(10**9)¦list }}"), {})]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{{ {'a': 1}['a'] }}", "1"),
        ('{{ "}}" }}{{ "{{" }}', "}}{{"),
        ("{% set x = 3 %}{{ x ** 2 }}{{ x * 2 }}{{ x % 2 }}", "961"),
        ("{% set x %}甲{{ a }}{% endset %}{{ x }}{{ x }}", "甲<A>甲<A>"),
        ("{% macro m(x, y='乙') %}[{{ x }}{{ y }}]{% endmacro %}{{ m(a) }}{{ m(1, 2) }}", "[<A>乙][12]"),
        ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ a }}&amp;{% endcall %}", "(<A>&)"),
        ("{% for i in range(3) %}{{ loop.index }}{{ loop.cycle('单', '双') }}{% endfor %}", "1单2双3单"),
        ("{% for x in t recursive %}{{ x.n }}{% if x.c %}({{ loop(x.c) }}){% endif %}{% endfor %}", "1(2)3"),
        (
            "{% set ns = namespace(n=0) %}{% for i in xs %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
            "6",
        ),
        ("{{ '甲' if b }}{{ '乙' if not b else '丙' }}", "甲丙"),
        ("{{ a|e }}{{ a|safe }}{{ a|escape }}", "<A><A><A>"),
        ("{{ 1 ~ 2.5 ~ a ~ ('' if b) }}", "12.5<A>"),
        ("{{ t|join('、', 'n') }}{{ 'abc'|join('-') }}", "1、3a-b-c"),
        (
            "{% for x in xs %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% break %}{% endfor %}",
            "2",
        ),
        ("{{ a|lower ~ '·' ~ xs|join('、') }}", "<a>·1、2、3"),
        ("{{ '%05.1f%%' % 8.46 }} {{ '%s年' | format(2020) }}", "008.5% 2020年"),
        ("{{ '{:,}'.format(1234567) }}", "1,234,567"),
        ("{{ '{{{:*>10}}}'.format(1234567) }}{{ '100*%d' % 1234567 }}", "{***1234567}100*1234567"),
        ("{{ '{:{}}'.format('甲', '>3') }}{{ '%*d' % (3, 7) }}", "  甲  7"),
        ("{% filter upper %}a{{ a }}b{% endfilter %}", "A<A>B"),
        ("{% set x | lower %}甲{{ a }}{% endset %}{{ x }}", "甲<a>"),
        ("{{ 1000000|default(2000000) }}", "1000000"),
        ("{% raw %}{{ a }} {% if %}{% endraw %}", "{{ a }} {% if %}"),
        (
            "{% set x %}{{ a }}{% endset %}{% if x %}有{% endif %}{% set y %}{% endset %}{{ '无' if not y }}",
            "有无",
        ),
        ("{% autoescape false %}{{ a }}{% endautoescape %}", "<A>"),
        ("{% for x in xs if x is odd %}{{ x }}{% else %}无{% endfor %}", "13"),
        ("{% with y = a %}{{ y }}{% endwith %}{% do xs|length %}", "<A>"),
        ("{{ {'a': {'b': xs}}.a.b[1] }}{{ a[1] }}{{ a[1:] }}", "2AA>"),
    ],
)
def test_an_author_has_all_of_jinja2_that_makes_text(line: str, text: str) -> None:
    """Macros, gathered blocks, loops, filters and formats work, and every text is escaped exactly once."""
    data = {
        "a": "<A>",
        "b": True,
        "xs": [1, 2, 3],
        "t": [{"n": 1, "c": [{"n": 2, "c": []}]}, {"n": 3, "c": []}],
    }

    assert [text] == merged(small(line), **data)


@pytest.mark.parametrize(
    "line",
    [
        "{% set x %}甲{% endset %}{{ x|upper }}",
        "{% set x %}甲{% endset %}{{ x ~ '乙' }}",
        "{% macro m() %}甲{% endmacro %}{{ m()|replace('甲', '乙') }}",
        "{% macro m() %}甲{% endmacro %}{{ '%s' % m() }}",
        "{% call f() %}甲{% endcall %}",
    ],
)
def test_what_a_macro_gathers_can_only_be_printed(line: str) -> None:
    """It is text with its formatting: to change it as if it were plain is a fault, never broken markup."""
    assert ["TP304"] == [fault[0] for fault in faults_of(small(line), {"f": lambda **_: "<w:p/>"})]


def test_a_macro_without_an_end_is_refused() -> None:
    """One that prints itself would go on for ever; how deep calls may go is bounded."""
    line = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"

    assert [("TP306", 1, "{% macro m() %}")] == faults_of(small(line), {})


@pytest.mark.parametrize("call", ["甲{{ m() }}乙", "{% set x %}{{ m() }}{% endset %}甲{{ x }}乙"])
def test_whole_paragraphs_cannot_be_printed_inside_of_one(call: str) -> None:
    """A macro of paragraphs would put one paragraph into another, which Word does not open."""
    data = docx("{%p macro m() %}", "段", "{%p endmacro %}", call)

    assert ["TP310"] == [code for code, _, _ in faults_of(data, {})]


def test_a_tag_of_several_lines_does_not_move_the_others() -> None:
    """A line break of any kind within a tag leaves every fault at its own tag."""
    data = small("甲{{ a &#13; }}{{ b&#10;}}{{ &#133;c&#8232; }}", "{{ 无 }}")

    assert [("CX101", 2, "{{ 无 }}")] == faults_of(data, {"a": 1, "b": 2, "c": 3})


@pytest.mark.parametrize(
    "line",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "(" * 150 + "1" + ")" * 150 + " }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ 1" + " + 1" * 5000 + " }}",
        "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
        "{% if 1 %}" * 2000 + "{% endif %}" * 2000,
    ],
)
def test_what_nests_too_deep_is_a_fault_at_the_tag(line: str) -> None:
    """Brackets or blocks beyond what can be read end in a fault, and the good tag before is not blamed."""
    found = faults_of(small("{{ ok }}", line), {"ok": 1})

    assert not found or {("TP208", 2)} == {fault[:2] for fault in found}


def test_many_faulty_tags_are_told_soon() -> None:
    """1,500 faulty tags: all of them, in time that grows with their number."""
    begun = time.process_time()
    found = faults_of(small(*["{{ a b }}"] * 1500))

    assert 1500 == len(found)
    assert time.process_time() - begun < 8
