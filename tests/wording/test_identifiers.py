"""How a template writes names that hold blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording.identifiers import called, identifier


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Exports", "Exports"),
        ("Industrial output", "Industrial_output"),
        (" Gross  industrial\u00a0output ", "Gross_industrial_output"),
        ("High-tech enterprises", "High_tech_enterprises"),
        ("Full-year – output", "Full_year_output"),
        ("工业总产值", "工业总产值"),
        ("工业 总产值", "工业_总产值"),
        ("R&D spending", ""),
        ("4G base stations", ""),
        ("Sales (retail)", ""),
        ("4G基站累计", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_blanks_and_hyphens_become_underscores(name: str, written: str) -> None:
    """What holds other marks, or begins with a digit, cannot stand by itself."""
    assert written == identifier(name)


@given(st.text(max_size=40))
def test_what_is_written_is_a_name(name: str) -> None:
    """One that Python and templates take, and that is written as it stands itself."""
    written = identifier(name)

    assert written == "" or written.isidentifier()
    assert written == identifier(written)


def test_only_names_that_change_are_called_otherwise() -> None:
    """The others stand for themselves."""
    assert {"New_firms": "New firms"} == called(["New firms", "Exports", "R&D spending"])
