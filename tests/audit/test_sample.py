"""The built samples: silent as they are; with slips of the pen, nearly all of them found in place."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from reportgen import audit, build
from reportgen.auditing.texts import texts_of
from reportgen.settings import Settings
from reportgen.word.package import open_package
from tests.support.clerk import BOOK, DEMO, ROOT
from tests.support.misprints import KINDS, Found, misprints, tried

SAMPLES = {"zh": (BOOK, "annual-summary.docx", 200), "en": (DEMO, "annual-summary-en.docx", 60)}
SEED = 7
ALONE, AGAINST = 0.8, 0.95


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A sample's language and its draft."""
    book, template, _ = SAMPLES[request.param]
    output = tmp_path_factory.mktemp("audit") / "draft.docx"
    build(book, ROOT / "templates" / template, output, settings=Settings())
    return request.param, output


@cache
def outcome(language: str, draft: Path) -> tuple[Found, ...]:
    """Return what is found of the slips in a sample."""
    texts = {one.place.paragraph: one.text for one in texts_of(open_package(draft)) if one.place.cell is None}
    book, _, count = SAMPLES[language]
    return tuple(tried(draft, book, misprints(texts, language, count, SEED)))


def test_a_sample_has_no_finding(sample: tuple[str, Path]) -> None:
    language, draft = sample
    found = audit(draft, SAMPLES[language][0], settings=Settings())

    assert found.findings == ()
    assert (found.counts.differed, found.counts.unknown) == (0, 0)
    assert found.counts.agreed > 100


def test_slips_fall_on_all_kinds(sample: tuple[str, Path]) -> None:
    found = outcome(*sample)

    assert len(set(found)) == len(found) == SAMPLES[sample[0]][2]
    assert {one.slip.kind for one in found} == set(KINDS)


def test_slips_are_found_by_the_text_alone(sample: tuple[str, Path]) -> None:
    missed = [one.slip for one in outcome(*sample) if not one.alone]

    assert 1 - len(missed) / len(outcome(*sample)) >= ALONE, Counter(one.kind for one in missed)


def test_slips_are_found_beside_the_workbook(sample: tuple[str, Path]) -> None:
    missed = [one.slip for one in outcome(*sample) if not one.against]

    assert 1 - len(missed) / len(outcome(*sample)) >= AGAINST, missed
