"""A paragraph read in full, which is what every check is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportgen.auditing.grammar.facts import Fact, facts_of
from reportgen.auditing.grammar.figures import Figure, Plain, figures_of, plain_of
from reportgen.auditing.grammar.statements import Term, terms_of
from reportgen.auditing.values import Text
from reportgen.wording.prose import Prose, prose_of

__all__ = ["Reading", "read"]


@dataclass(frozen=True)
class Reading:
    """A paragraph: its words as the patterns read them, its figures, statements and facts."""

    source: Text
    prose: Prose
    plain: Plain
    figures: tuple[Figure, ...]
    terms: tuple[Term, ...]
    facts: list[Fact]

    @property
    def text(self) -> str:
        """The text as the patterns read it."""
        return self.plain.text

    @cached_property
    def original(self) -> str:
        """The text as it is written."""
        return self.source.text


def read(source: Text) -> Reading:
    """Read a paragraph."""
    prose = prose_of(source.text)
    plain = plain_of(source.text, prose)
    figures = figures_of(plain, prose)
    terms = terms_of(plain, figures, prose)
    return Reading(source, prose, plain, figures, terms, facts_of(plain, terms, prose))
