"""The message catalogs as programs read them: a .mo beside each .po, which `make docs` brings up to date.

Reading a .po takes longer than a small merge; a .mo is read at once, and by Python alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import reportgen

__all__ = ["compiled", "sources"]


def sources() -> list[Path]:
    """Return every .po of the package, in a fixed order."""
    return sorted((Path(reportgen.__file__).parent / "locale").glob("*/LC_MESSAGES/*.po"))


def compiled(source: Path) -> bytes:
    """Return the .mo of a .po: the same bytes for the same messages."""
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=source.parent.parent.name)
    made = io.BytesIO()
    write_mo(made, _Undated(catalog))
    return made.getvalue()


class _Undated:
    """The messages of a catalog with a header that tells no date and no version of Babel."""

    charset = "utf-8"

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __iter__(self) -> Iterator[Message]:
        yield Message("", "Content-Type: text/plain; charset=utf-8\n")
        yield from (message for message in self.catalog if message.id)
