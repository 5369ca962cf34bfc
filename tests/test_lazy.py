"""A package's names come from the modules that have them, when they are first asked for."""

from __future__ import annotations

import pytest

from reportgen import pipeline, show, template
from reportgen.lazy import importer


@pytest.mark.parametrize("package", [pipeline, show, template])
def test_every_name_that_a_package_offers_is_there(package: object) -> None:
    """And is what its own module calls so."""
    for name in package.__all__:  # type: ignore[attr-defined]
        assert name == getattr(package, name).__name__


def test_a_name_is_looked_for_where_it_lives_and_nowhere_else() -> None:
    """An unknown one is told as Python tells it of any module."""
    found = importer("reportgen.wording", {"em_width": "width"})

    assert "em_width" == found("em_width").__name__
    with pytest.raises(AttributeError, match=r"'reportgen\.wording' has no attribute 'depth'"):
        found("depth")
