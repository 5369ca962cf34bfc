"""Redlines opened in LibreOffice: accepting all gives the new text there too, rejecting all the old."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.diff.redline.cases import CASES
from tests.support.office import accepted_by_office, has_uno, rejected_by_office
from tests.support.redlines import content, redline, seen

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not has_uno(), reason="no LibreOffice that can be driven from here"),
]

# What LibreOffice 7.4 does not do itself: it tracks no cells that come or go, no field that Word writes as
# one element, no frame, no row whose cell holds a table; a paragraph that is put in or taken out right at a
# table leaves an empty one behind, as does a page break; it has a paragraph behind every last table.
OTHERWISE = {
    "a column more", "a column less", "a simple field", "a box gone", "a row with a table", "breaks and tabs",
    "a table and what is behind it", "a table and what is before it", "text before a table",
    "text behind a table", "a header more",
}  # fmt: skip


def texts(data: bytes) -> dict[str, Any]:
    """Return the texts of paragraphs, and of the paragraphs of tables, by part."""
    return {part: [_text(block) for block in held[0]] for part, held in seen(content(data)).items()}


def _text(block: tuple[Any, ...]) -> Any:
    if block[0] == "table" and len(block) == 4:
        return [[[_text(one) for one in cell[1]] for cell in row[1]] for row in block[3]]
    return block[0], [[_text(one) for one in box[1]] for box in block[6]], block[7]


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, ...]]:
    """Return for each case the redline accepted and rejected, and the two files, all as LibreOffice saves
    them."""
    folder = tmp_path_factory.mktemp("redlines")
    names = [name for name in CASES if name not in OTHERWISE]
    for number, name in enumerate(names):
        old, new = (file.data() for file in CASES[name])
        for kind, data in (("redline", redline(old, new)), ("old", old), ("new", new)):
            (folder / f"{number}-{kind}.docx").write_bytes(data)
    redlines = [folder / f"{number}-redline.docx" for number in range(len(names))]
    plain = [folder / f"{number}-{kind}.docx" for kind in ("new", "old") for number in range(len(names))]
    saved = accepted_by_office(*plain)
    views = (accepted_by_office(*redlines), rejected_by_office(*redlines))
    return dict(zip(names, zip(*views, saved[: len(names)], saved[len(names) :], strict=True), strict=True))


@pytest.mark.parametrize("name", [name for name in CASES if name not in OTHERWISE])
def test_libreoffice_makes_the_same_of_it(name: str, resolved: Mapping[str, tuple[Path, ...]]) -> None:
    """Texts, tables, boxes and notes, for every kind of edit that it knows."""
    accepted, rejected, new, old = (texts(path.read_bytes()) for path in resolved[name])

    assert new == accepted
    assert old == rejected
