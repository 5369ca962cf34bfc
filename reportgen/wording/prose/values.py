"""What a language must be able to tell about a figure, as patterns over the text around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    "Signs",
]

TIMES = ("倍", "times")
"""The words for how many times as much."""
SYNONYMS = {"dollars": "US dollars", "percent": "%", "per cent": "%", "points": "percentage points"}
"""Names of units that are told in more than one way, by the one that is known."""
SHORT = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
"""What large amounts of money are printed with, by the word that it stands for."""
PERSON = ("名", "人")
"""Two words that people are counted in, as one unit."""
HEADS = (*PERSON, "户")
"""What is counted anew only at the end of a year, so that averages leave room: people and households."""
TENTH = "成"
"""A tenth of a whole."""
RANGE = frozenset(("-", "—", "–", "~", "～", "至", "到", "——", "--"))
"""What stands between the two ends of a range."""

_NEVER = re.compile("(?!)")
_CASED = frozenset(("placeholder", "generic"))


class Signs(dict[str, re.Pattern[str]]):
    """What single checks look for, by name: patterns that are compiled when they are first asked for, and one
    that never matches for what a language has not."""

    def __init__(self, patterns: Mapping[str, str], *, ignores_case: bool = False) -> None:
        super().__init__()
        self._patterns, self._ignores_case = patterns, ignores_case

    def __missing__(self, name: str) -> re.Pattern[str]:
        pattern = self._patterns.get(name)
        flags = re.IGNORECASE if self._ignores_case and name not in _CASED else re.NOFLAG
        self[name] = found = _NEVER if pattern is None else re.compile(pattern, flags)
        return found


class Comparison(StrEnum):
    """What a change is told against: the year before, the beginning of the year, the month before."""

    YEAR = "year"
    START = "start"
    MONTH = "month"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that are all there are of a whole: names of the whole, and of each part. `nominal` says that
    their rates of growth are those of their amounts, `bounded` that the whole grows between its parts,
    `always` that they are all there are whatever else is told of the whole."""

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    nominal: bool = True
    bounded: bool = True
    always: bool = False

    def has_part(self, name: str) -> bool:
        """Tell whether a name is that of one of the parts."""
        return any(pattern.fullmatch(name) for pattern in self.parts)


@dataclass(frozen=True, slots=True)
class Prose:
    """The patterns of a language.

    Those of the text before a figure end where the figure begins; `rise`, `fall` and `compared` are groups
    of `change`. Those of the text behind it begin there.
    """

    language: str
    number: re.Pattern[str]  # a number with its unit: groups vague, digits, large, unit, per, more
    labels: re.Pattern[str]  # what holds digits and is no data
    period: re.Pattern[str]
    sentence: re.Pattern[str]  # what ends a sentence
    clause: re.Pattern[str]
    change: re.Pattern[str]
    to: re.Pattern[str]  # a change that tells where it has led to
    base: re.Pattern[str]
    base_from: re.Pattern[str]
    base_told: re.Pattern[str]
    behind_base: re.Pattern[str]
    behind_from: re.Pattern[str]
    share: re.Pattern[str]
    general: re.Pattern[str]  # the name of a whole that is whatever was named before
    completion: re.Pattern[str]
    target: re.Pattern[str]
    of_whole: re.Pattern[str]
    filler: re.Pattern[str]  # what may stand between a value and its rate
    parts: re.Pattern[str]  # of which
    together: re.Pattern[str]  # in total
    each: re.Pattern[str]  # respectively
    between: re.Pattern[str]  # what stands between two figures of a series
    real: re.Pattern[str]  # growth that cannot be recomputed from current values
    verbs: re.Pattern[str]  # what stands between the name of a figure and the figure
    openers: re.Pattern[str]  # what stands before the name
    returns: re.Pattern[str]  # what ends the parts of a part
    partitions: tuple[Partition, ...]
    large: Mapping[str, int]
    comparisons: tuple[tuple[re.Pattern[str], Comparison], ...]
    quotients: tuple[
        tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], int], ...
    ]  # name, of what, by what
    differences: tuple[
        tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...
    ]  # name, of what, less what
    signs: Signs
    reach: int = 40  # characters before a figure that may say it is one of constant prices

    def sign(self, name: str) -> re.Pattern[str]:
        """Return what a check looks for in this language; what never matches where it has no such thing."""
        return self.signs[name]
