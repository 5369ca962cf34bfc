"""Checks that a house switches off: with a reason, counted, and never what a book cannot do without."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import build, check
from reportgen.codes import CODES, is_switchable
from reportgen.diagnostics import Severity
from reportgen.pipeline import Checked
from reportgen.settings import Settings
from tests.support.books import small_book
from tests.support.clerk import BOOK, TEMPLATE, edited_sample

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
JUMP = {"指标!J3": "20"}  # 20 → 2 is −90 %, without a reason


def off(number: str, name: str = "", reason: str = "基数小", **more: str) -> dict[str, str]:
    """Return the edits that add a row to 勾稽关系 which switches a check off."""
    return {"勾稽关系!A3": number, "勾稽关系!B3": name, "勾稽关系!F3": "忽略", "勾稽关系!G3": reason} | more


def checked(folder: Path, edits: dict[str, str], **settings: object) -> Checked:
    """Check the small book with `edits`."""
    return check(small_book(folder, edits), settings=Settings(**settings))  # type: ignore[arg-type]


def told(result: Checked) -> list[tuple[str, Severity, str]]:
    """Return code, severity and place of each finding."""
    return [(found.code, found.severity, str(found.place)) for found in result.diagnostics]


@pytest.mark.parametrize("row", [off("WB311"), off("wb311", "新增企业"), off("ＷＢ311", "新增 企业")])
def test_a_built_in_check_is_switched_off(tmp_path: Path, row: dict[str, str]) -> None:
    """For all indicators or for one; what it would have told is counted with its reason."""
    result = checked(tmp_path, JUMP | row)

    assert [] == told(result)
    (silenced,) = result.silenced
    assert ("WB311", "基数小", 1) == (silenced.switch.code, silenced.switch.reason, silenced.count)


def test_a_switch_for_one_indicator_leaves_the_others(tmp_path: Path) -> None:
    """The jump of another one is still told."""
    result = checked(tmp_path, JUMP | {"指标!J4": "30"} | off("WB311", "新增企业"))

    assert [("WB311", W, "指标!T4")] == told(result)


def test_a_rule_is_switched_off(tmp_path: Path) -> None:
    """It is not applied, and what it would have told is counted."""
    result = checked(tmp_path, {"指标!I5": "2", "勾稽关系!F2": "忽略", "勾稽关系!G2": "口径不同"})

    assert [] == told(result)
    assert [("GJ01", "口径不同", 1)] == [
        (one.switch.name, one.switch.reason, one.count) for one in result.silenced
    ]


def test_a_rule_that_is_none_can_be_switched_off(tmp_path: Path) -> None:
    """Whoever ignores a rule need not mend it first."""
    edits = {"勾稽关系!D2": "新增企业 - 停产企业", "勾稽关系!F2": "忽略", "勾稽关系!G2": "今年没有"}

    assert [] == told(checked(tmp_path, edits))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (off("WB311", reason=""), [("WB347", E, "勾稽关系!G3"), ("WB311", W, "指标!T3")]),
        (
            {"指标!I5": "2", "勾稽关系!F2": "忽略", "勾稽关系!G2": ""},
            [("WB304", E, "勾稽关系!B2"), ("WB347", E, "勾稽关系!G2"), ("WB311", W, "指标!T3")],
        ),
        (off("WB201"), [("WB348", E, "勾稽关系!A3"), ("WB311", W, "指标!T3")]),
        (off("WB301"), [("WB348", E, "勾稽关系!A3"), ("WB311", W, "指标!T3")]),
        (off("WB999"), [("WB348", E, "勾稽关系!A3"), ("WB311", W, "指标!T3")]),
        (off("WB311", "新增公司"), [("WB306", E, "勾稽关系!B3"), ("WB311", W, "指标!T3")]),
        (off("WB312"), [("WB349", N, "勾稽关系!A3"), ("WB311", W, "指标!T3")]),
    ],
)
def test_a_switch_that_is_none_is_a_fault(
    tmp_path: Path, edits: dict[str, str], expected: list[tuple[str, Severity, str]]
) -> None:
    """Without a reason, for what must be mended, or for nothing there is: then it takes nothing away."""
    assert sorted(expected) == sorted(told(checked(tmp_path, JUMP | edits)))


def test_settings_switch_off_as_well(tmp_path: Path) -> None:
    """A reason in reportgen.toml holds for every book of the project."""
    result = checked(tmp_path, JUMP, ignored=(("WB311", "本县基数小"),))

    assert [] == told(result)
    assert ["reportgen.toml"] == [str(one.switch.source) for one in result.silenced]


def test_a_switch_is_of_use_only_where_it_is_looked_for(tmp_path: Path) -> None:
    """Findings about the template need one, those about last year's book need that: no note without."""
    assert [] == told(checked(tmp_path, off("CX302"))) == told(checked(tmp_path, off("WB342")))


def test_a_build_is_silent_where_check_is(tmp_path: Path) -> None:
    """What is switched off is told by neither."""
    settings = Settings(output=str(tmp_path), ignored=(("WB311", "原因见正文"),))
    book = edited_sample(tmp_path, {"技改投资.备注": None})
    loud, silent = (build(book, TEMPLATE, settings=how) for how in (Settings(output=str(tmp_path)), settings))

    assert (["WB311"], []) == tuple([one.code for one in built.diagnostics] for built in (loud, silent))


def test_findings_of_fit_are_switched_off(tmp_path: Path) -> None:
    """A list that no text prints, on purpose."""
    book = edited_sample(tmp_path, change=lambda book: book["名单"].append(["备查名单", 1, "某公司"]))
    settings = Settings(ignored=(("CX304", "备查"),))

    assert ["CX304"] == [one.code for one in check(book, TEMPLATE, Settings()).diagnostics]
    assert [] == list(check(book, TEMPLATE, settings).diagnostics)


def test_what_a_book_cannot_do_without_is_never_switched_off() -> None:
    """Only figures and fit are a matter of judgement."""
    lasting = {code for code in CODES if not is_switchable(code)}

    assert {"WB101", "WB203", "WB301", "WB305", "WB347", "CX101", "TP101", "PK101"} < lasting
    assert {"WB302", "WB304", "WB311", "GR301", "CX302"}.isdisjoint(lasting)


def test_the_sample_needs_no_switch() -> None:
    """Nothing is found in it, and nothing hidden."""
    result = check(BOOK, TEMPLATE, Settings())

    assert ((), ()) == (result.diagnostics, result.silenced)
