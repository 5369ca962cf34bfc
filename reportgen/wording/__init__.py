"""Figures and judgements as words, one module a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.wording.speech import Words

__all__ = ["words"]


def words(language: str) -> Words:
    """Return the words of `language`: "zh", "en" or a locale's name (zh_CN); KeyError for others."""
    name = language.replace("-", "_").split("_")[0].lower()
    if name == "zh":
        from reportgen.wording import zh

        return zh
    if name == "en":
        from reportgen.wording import en

        return en
    raise KeyError(language)
