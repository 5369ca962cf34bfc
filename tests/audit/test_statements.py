"""Several hundred statements: how many true ones are doubted, and how many slips are found."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from reportgen.codes import CODES
from reportgen.messages import LANGUAGES, catalog
from reportgen.show.audits import audited_json, audited_lines
from tests.support.statements import Statement, audited, codes, statements

FALSE_ALARMS, FOUND = 0.03, 0.9
TRUE = [one for one in statements() if one.is_true]
SLIPS = [one for one in statements() if not one.is_true]


def test_true_statements_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """At most 3 % of them are doubted."""
    doubted = [one.text for one in TRUE if codes(one.text)]
    with capsys.disabled():
        sys.stdout.write(f"\nfalse alarms: {len(doubted)} of {len(TRUE)} true statements ")

    assert len(TRUE) >= 300
    assert len(doubted) / len(TRUE) <= FALSE_ALARMS, doubted


def test_slips_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 90 % of them: some can only be guessed by who knows the subject."""
    missed = [one.text for one in SLIPS if not codes(one.text)]
    with capsys.disabled():
        sys.stdout.write(f"\nfound: {len(SLIPS) - len(missed)} of {len(SLIPS)} slips ")

    assert len(SLIPS) >= 150
    assert 1 - len(missed) / len(SLIPS) >= FOUND, missed


def test_whatever_is_found_is_told() -> None:
    """Each finding, and each kind of comparison that was made, has its words in both languages."""
    for found in (audited(one.text) for one in statements()):
        for words in map(catalog, LANGUAGES):
            assert [*audited_lines(found, words)]
            assert audited_json(found, words)["counts"]


def test_every_class_has_true_statements() -> None:
    kinds = Counter(one.kind for one in TRUE)

    assert {one.kind for one in SLIPS} - {"form", "limit", "part"} <= set(kinds)
    assert min(kinds.values()) >= 5 or min(kinds, key=lambda kind: kinds[kind]) in ("conversion", "rank")


def fires(code: str) -> Statement | None:
    """Return a slip that is told by a code."""
    return next((one for one in SLIPS if one.code == code and code in codes(one.text)), None)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith(("AU1", "AU2", "AU30", "AU31"))])
def test_every_check_fires(code: str) -> None:
    """Each is tried by a statement of the table, or here when it takes more than a sentence."""
    longer = {
        "AU102": ("完成社会消费品零售总额40.68亿，居全州第二位。",),
        "AU311": (
            "2020年，全县规上工业总产值11.83亿元。",
            "一、工业",
            "2020年，全县规上工业总产值11.38亿元。",
        ),
        "AU312": ("地方财政收入125.33亿元，一般预算支出125.33亿元。",),
    }
    said = longer.get(code)
    slip = fires(code)

    assert code in codes(*said) if said is not None else slip is not None
