"""The merge benchmark compares like with like: the same text from each engine, the same in every run."""

from __future__ import annotations

import io
import re

import docx
import pytest

from benchmarks.documents import CASES, SYNTAXES, Case, Syntax, case
from reportgen.template import Template
from tests.support.docs import texts

SMALL = Case("small", paragraphs=12, scalars=9, rows=3, rounds=1, reports=2)
TAGS = re.compile(r"\{+[%#/]?[^{}]*\}+")


def test_the_first_case_is_as_large_as_the_sample() -> None:
    """55 paragraphs of some 7,000 characters, 60 values, a loop over 20 rows."""
    (report,) = CASES[0].values()
    lines = texts(Template.load(CASES[0].template(SYNTAXES["jinja"])).render(report))
    paragraphs = [line for line in lines if not line.startswith("‖")]

    assert (55, 21) == (len(paragraphs), len(lines) - len(paragraphs))
    assert 60 == len(report) - 1
    assert 6_000 < sum(map(len, paragraphs)) < 8_000


def test_both_syntaxes_hold_the_same_text_and_names() -> None:
    """But for the tags: an engine has the same work to do in its own words."""
    (one, its_names), (other, other_names) = (_read(SMALL, syntax) for syntax in SYNTAXES.values())

    assert one == other
    assert its_names == other_names == [f"v{number}" for number in range(9)]


def test_every_name_has_a_value_in_every_report() -> None:
    """And no two reports are alike, so that nothing can be kept from one for the next."""
    template = Template.load(SMALL.template(SYNTAXES["jinja"]))
    one, other = (texts(template.render(values)) for values in SMALL.values())

    assert len(one) == len(other)
    assert one != other


def test_docxtpl_prints_the_same_text() -> None:
    """The base of the ratios does the same work."""
    docxtpl = pytest.importorskip("docxtpl")
    template = SMALL.template(SYNTAXES["jinja"])
    values = SMALL.values()[0]
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(values, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)

    assert texts(stream.getvalue()) == texts(Template.load(template).render(values))


@pytest.mark.parametrize(("size", "scalars", "rows"), [({"scalars": 40}, 40, 0), ({"rows": 7}, 0, 7)])
def test_a_case_of_any_size_can_be_made(size: dict[str, int], scalars: int, rows: int) -> None:
    """For the question whether the cost grows with the size alone."""
    (values,) = case(**size).values()

    assert (scalars, rows) == (len(values) - 1, len(values["rows"]))


def _read(one: Case, syntax: Syntax) -> tuple[list[str], list[str]]:
    document = docx.Document(io.BytesIO(one.template(syntax)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    names = [name for line in lines for name in re.findall(r"v\d+", line)]
    return [TAGS.sub("◻", line) for line in lines], names
