"""The words by which statistical prose says what its figures are, as patterns, one module a language.

`reportgen.auditing` reads texts by them; it knows no language itself.
"""

from __future__ import annotations

from reportgen.wording.prose.values import (
    HEADS,
    PERSON,
    RANGE,
    SHORT,
    SYNONYMS,
    TENTH,
    TIMES,
    Comparison,
    Partition,
    Prose,
)

__all__ = [
    "HEADS",
    "PERSON",
    "RANGE",
    "SHORT",
    "SYNONYMS",
    "TENTH",
    "TIMES",
    "Comparison",
    "Partition",
    "Prose",
    "is_chinese",
    "prose_of",
]


def is_chinese(sign: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u3400" <= sign <= "\u9fff"


def prose_of(text: str) -> Prose:
    """Return the words of the language that a text is in: Chinese when it has any Chinese character."""
    if any(map(is_chinese, text)):
        from reportgen.wording.prose.zh import ZH

        return ZH
    from reportgen.wording.prose.en import EN

    return EN
