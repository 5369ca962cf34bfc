"""Each fault of a workbook can be said in every language, with all that its words name."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.codes import CODES
from reportgen.messages import LANGUAGES, catalog
from reportgen.workbook import Limits, check_book, read_book
from tests.support.books import small_book
from tests.workbook.test_checks import FINDINGS
from tests.workbook.test_faults import FAULTS

EDITS = [edits for edits, *_ in FAULTS] + [edits for edits, _ in FINDINGS] + [{"指标!I2": "11.83亿元"}]
ENTRIES = ("message", "hint", "cause", "example", "remedy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    """A code has its message, hint, cause, example and remedy."""
    keys = [f"{code}.{entry}" for code in CODES if code.startswith("WB") for entry in ENTRIES]

    assert [] == [key for key in keys if key not in catalog(language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edits", EDITS, ids=lambda edits: str(edits)[:40])
def test_what_is_found_can_be_said(tmp_path: Path, edits: dict[str, str], language: str) -> None:
    """Message and hint of a finding are whole: nothing that they name is missing, and they name no cell."""
    outcome, words = read_book(small_book(tmp_path, edits)), catalog(language)
    assert outcome.book is not None

    for found in (*outcome.diagnostics, *check_book(outcome.book, Limits())):
        said = words.message(found), words.hint(found)
        assert all(said)
        assert not any(mark in text for text in said for mark in "{}\n")
        assert not any(str(found.place) in text for text in said if "!" in str(found.place))
