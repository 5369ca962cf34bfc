"""No template reaches out, runs for ever or fills the memory: each that tries ends in a fault at its tag."""

from __future__ import annotations

import cProfile
import sys
from pathlib import Path
from typing import Any

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Prose
from reportgen.refs import CellRef
from reportgen.template import Template
from reportgen.template.prose import fill_prose
from reportgen.template.scanner import scan
from tests.support.books import read
from tests.support.docs import docx, faults_of, merged, small
from tests.support.hostile import CELLS, COSTLY, FULL, LOADED, REACHING
from tests.support.prison import Ending, jailed

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs fork and /proc")
SECONDS, MEBIBYTES = 5, 512
BATCHES = 6


def batch(number: int, names: list[str]) -> list[str]:
    """Return every sixth name, from the one of this number."""
    return names[number::BATCHES]


def wrong(endings: dict[str, Ending], wanted: dict[str, str]) -> dict[str, Ending]:
    """Return the endings that are not as they should be."""
    return {
        name: ending
        for name, ending in endings.items()
        if wanted[name] != ending.codes
        or not ending.placed
        or ending.seconds > SECONDS * ending.slowness
        or ending.mebibytes > MEBIBYTES
    }


@pytest.mark.parametrize("number", range(BATCHES))
def test_nothing_leads_out_of_the_data(number: int) -> None:
    """No attribute, item, filter, test or format reaches Python's insides, or changes the values."""
    endings = jailed("reaching", batch(number, [*REACHING]))

    assert {} == wrong(endings, REACHING)


@pytest.mark.parametrize("number", range(BATCHES))
def test_nothing_runs_for_ever_or_fills_the_memory(number: int) -> None:
    """With a twentieth of the budgets, so that all are soon tried; the next test takes them as they are."""
    endings = jailed("costly", batch(number, [*COSTLY]), scale=20)

    assert {} == wrong(endings, COSTLY)


def test_the_budgets_keep_within_five_seconds_and_512_mebibytes() -> None:
    """Those that take longest, or most, before the budget is spent."""
    endings = jailed("costly", FULL)

    assert {} == wrong(endings, COSTLY)


@pytest.mark.parametrize("number", range(2))
def test_no_template_takes_long_to_be_read(number: int) -> None:
    """Brackets, blocks and tags without end are refused when the template is loaded, or read in good time."""
    endings = jailed("loaded", [*LOADED][number::2])

    assert {} == wrong(endings, LOADED)


@pytest.mark.parametrize("expression", CELLS)
def test_a_cell_of_the_workbook_is_no_way_round(expression: str) -> None:
    """Prose is compiled like a template, and bounded with the part that prints it; its cell is named."""
    cell = CellRef("2020.xlsx", "正文", "E2")
    _, faults = fill_prose(Prose(f"全年{{{{ {expression} }}}}。", cell), {}, True)
    assert [(CELLS[expression], cell)] == [(found.code, found.place) for found in faults]


def test_only_the_prose_of_a_workbook_is_a_template(tmp_path: Path) -> None:
    """A tag in any other cell is text like any other."""
    book = read(tmp_path, {"名单!C2": "{{ 10**(10**8) }}"}).book
    assert book is not None
    context, _ = book_context(book)

    assert ["{{ 10**(10**8) }}、乙公司"] == merged(small("{{ 新增企业.名单 }}"), **context)


def test_what_prose_costs_counts_with_the_part_that_prints_it() -> None:
    """A cell that is printed in a loop does not begin anew each time."""
    prose = Prose(
        "{% for i in range(99999) %}{% if i %}{% endif %}{% endfor %}", CellRef("2020.xlsx", "正文", "E2")
    )
    found = faults_of(small("{% for j in range(99) %}{{ p }}{% endfor %}"), {"p": prose})

    assert {"TP306"} == {code for code, _, _ in found}


def test_an_honest_report_is_far_below_the_bounds() -> None:
    """A table of 6,000 rows with a filter, a condition and a choice in each is no attack."""
    row = "{{ row.name¦upper }}：{% if row.value > 5 %}{{ row.value ~ '家' }}{% endif %}，{{ loop.index }}"
    rows = [{"name": f"a{number}", "value": number} for number in range(6_000)]
    lines = ("{%p for row in rows¦sort(attribute='value') %}", row, "{%p endfor %}", "{{ rows¦length }}")

    assert ["A5999：5999家，6000", "6000"] == merged(docx(*lines), rows=rows)[-2:]


def test_all_parts_of_a_file_share_one_budget() -> None:
    """Ten headers are not ten times as much."""
    line = "{% for i in range(90000) %}" + "{% if i %}{% endif %}" * 2 + "{% endfor %}"

    assert {"TP306"} == {code for code, _, _ in faults_of(docx(line, header=line, footer=line), {})}


def test_a_fault_in_a_loop_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand times the same is not made, only to be thrown away."""
    made: list[str] = []

    def counted(code: str, *given: Any, **values: Any) -> Diagnostic:
        made.append(code)
        return fault(code, *given, **values)

    monkeypatch.setattr("reportgen.template.receiver.fault", counted)
    assert [("TP301", 1, "{{ [] }}")] == faults_of(docx("{% for i in range(1000) %}{{ [] }}{% endfor %}"), {})
    assert len(made) < 10


def test_a_value_of_many_paragraphs_is_counted_with_what_it_repeats() -> None:
    """Each line break of this kind repeats the properties of the paragraph and of the run."""
    assert {} == wrong(jailed("broken", ["paragraphs"]), {"paragraphs": "TP306"})


def test_many_tags_that_are_not_closed_are_told_soon() -> None:
    """What there is to do grows with the length of a paragraph, not with its square."""

    def calls(text: str) -> int:
        profiler = cProfile.Profile(builtins=True)
        profiler.runcall(scan, text, CellRef("2020.xlsx", "正文", "E2"))
        return sum(one.callcount for one in profiler.getstats())

    assert calls("{{ a " * 1_600) < 5 * calls("{{ a " * 400)


def test_a_function_that_the_program_gives_is_its_own_affair() -> None:
    """What a function of the mapping returns is counted when it is gone through."""
    template = Template.load(small("{% for i in f() %}{% endfor %}{{ f()¦first }}".replace("¦", "|")))

    assert template.render({"f": lambda: iter("ab")})
