"""The words for faults and results, in the reader's language, from gettext catalogs in `reportgen/locale`.

The .po files are written by hand; `make docs` makes of each the .mo that is read here. Message ids are keys
(`WB203.message`, `build.draft`), the same in every language, with named placeholders.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Param
from reportgen.refs import CellRef, FileRef, LineRef, ParagraphRef, Place

__all__ = ["LANGUAGES", "MAIN_PART", "Catalog", "catalog", "preferred_language"]

LANGUAGES = ("zh_CN", "en")
_FOLDER = Path(__file__).parent / "locale"
MAIN_PART = "word/document.xml"
_WORDED = ("kind", "reason", "bound")  # parameters that may be keys: `kind.division`, `reason.extra` …


class _Texts:
    """The texts of one catalog by their keys. gettext gives a key back for which it has no text."""

    def __init__(self, translations: GNUTranslations) -> None:
        self._translations = translations
        self._found: dict[str, str | None] = {}  # asked for before: long lists have few kinds of lines

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __getitem__(self, key: str) -> str:
        if (text := self.get(key)) is None:
            raise KeyError(key)
        return text

    def get(self, key: str) -> str | None:
        """Return a text, None when there is none."""
        if key not in self._found:
            text = self._translations.gettext(key)
            self._found[key] = None if text == key else text
        return self._found[key]


class Catalog:
    """The messages of one language."""

    def __init__(self, language: str, texts: _Texts) -> None:
        self.language, self.texts = language, texts

    def __contains__(self, key: str) -> bool:
        return key in self.texts or key in _explanations(self.language)

    def text(self, key: str, /, **values: object) -> str:
        """Return the message `key` with its placeholders filled; KeyError for an unknown key."""
        found = self.texts.get(key)
        if found is None:
            found = _explanations(self.language)[key]
        return found.format_map(_counting(values) if "|" in found else values) if values else found

    def message(self, found: Diagnostic) -> str:
        """Return what is wrong, in one line."""
        return self.text(f"{found.code}.message", **self._values(found))

    def hint(self, found: Diagnostic) -> str:
        """Return what to do about it, in one line."""
        keys = [f"{found.code}.hint.{variant}" for variant in found.hints] or [f"{found.code}.hint"]
        return " ".join(self.text(key, **self._values(found)) for key in keys)

    def _values(self, found: Diagnostic) -> dict[str, Param]:
        """Return the parameters, those that are a key in the words of this language."""
        values = found.values
        keys = {name: f"{name}.{values[name]}" for name in _WORDED if name in values}
        worded = {name: self.texts[key] for name, key in keys.items() if key in self.texts}
        return values | {name: text.format_map(values) for name, text in worded.items()}

    def place(self, place: Place) -> str:
        """Return where it is, as the reader would look for it."""
        if isinstance(place, CellRef | FileRef):
            return str(place)
        if isinstance(place, LineRef):
            key = "place.line" if place.column else "place.line.bare"
            return self.text(key, file=place.file, line=place.line, column=place.column)
        if place.cell is not None:
            cell = place.cell
            around = self.place(place._replace(cell=None))
            return self.text("place.cell", place=around, table=cell.table, row=cell.row, column=cell.column)
        if not place.paragraph:
            return self.text("place.part", file=place.file, part=place.part)
        key = "place.paragraph" if place.part == MAIN_PART else "place.paragraph.in"
        key += "" if place.excerpt else ".bare"
        return self.text(
            key, file=place.file, part=self.story(place), paragraph=place.paragraph, text=place.excerpt
        )

    def story(self, place: ParagraphRef) -> str:
        """Return the reader's name for a part: header, footer, notes; else the part's own name."""
        stem = place.part.rpartition("/")[2].rstrip("0123456789.xml")
        key = f"place.story.{stem}"
        return self.texts.get(key) or place.part


class _Count(int):
    """A number that takes its noun with it: `{errors:error|errors}` is 1 error, 2 errors."""

    def __format__(self, spec: str) -> str:
        one, divided, many = spec.partition("|")
        return f"{int(self)} {one if self == 1 else many}" if divided else super().__format__(spec)


def _counting(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _Count(value) if isinstance(value, int) else value for name, value in values.items()}


@cache
def catalog(language: str) -> Catalog:
    """Return the catalog of `language`, one of `LANGUAGES`."""
    return Catalog(language, _read(language, "reportgen"))


@cache
def _explanations(language: str) -> _Texts:
    """Return cause, example and remedy of every code: a domain of its own, for few runs ask for any."""
    return _read(language, "explanations")


def _read(language: str, domain: str) -> _Texts:
    path = _FOLDER / language / "LC_MESSAGES" / f"{domain}.mo"
    with path.open("rb") as stream:
        return _Texts(GNUTranslations(stream))


def _of_system() -> str:
    from locale import getlocale  # on most systems the environment tells

    return getlocale()[0] or ""


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of the user's locale: Chinese for any zh locale, else English."""
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), None) or _of_system()
    return "zh_CN" if chosen.lower().startswith(("zh", "chinese")) else "en"
