"""What an author meant by a tag that cannot be read, so that one fault is told and not all that would follow.

An `endfor` is not to blame when it is the `for` that is misspelt, not closed, or beside text that it would
take away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.diagnostics import Diagnostic
from reportgen.refs import ParagraphRef
from reportgen.template.alone import read_alone
from reportgen.template.blocks import Standing, closer_of, opener_of
from reportgen.template.properties import PROPERTY_TAGS
from reportgen.template.scanner import Kind, scan
from reportgen.template.strays import CutTag
from reportgen.template.syntax import Located, unknown_word
from reportgen.template.weaver import Weave

__all__ = ["understood"]

_MISPLACED = ("TP206", "TP207")  # of such a paragraph not every tag may have been cut out
_BEGINNING = re.compile(r"\{%-?(?:(?:p|tr|tc|r) )?\s*[a-z]+")
_END = re.compile(r"((?:\b(?:p|tr|tc|r) )?\s*\b[a-z]+)\b[^{}%]*%\}")


def understood(
    weave: Weave, cuts: Sequence[CutTag], texts: Sequence[str]
) -> tuple[list[Standing], list[Diagnostic]]:
    """Return the tags of a part in the order of its text, guessed where they cannot be read, and the faults
    of those with an unknown word."""
    found = [*weave.standings, *_misplaced(weave), *_torn(weave, cuts), *_cut(weave, cuts, texts)]
    standings: list[Standing] = []
    faults: list[Diagnostic] = []
    for standing in sorted(found, key=_order):
        word = "" if standing.guessed else unknown_word(standing.tag)
        if not word:
            standings.append(standing)
            continue
        faults += read_alone(Located(standing.tag, standing.place))[1]
        scope, _, meant = word.rpartition(" ")
        adrift = standing.adrift or bool(scope)  # of another scope, it would stand elsewhere
        tag = replace(standing.tag, body=meant)
        standings.append(replace(standing, tag=tag, adrift=adrift, guessed=True))
    return standings, faults


def _misplaced(weave: Weave) -> Iterator[Standing]:
    """Yield the tags of paragraphs in which a tag stands where it cannot."""
    told = {(standing.place, standing.tag.start) for standing in weave.standings}
    places = (found.place for found in weave.faults if found.code in _MISPLACED)
    for place in dict.fromkeys(p._replace(tag="") for p in places if isinstance(p, ParagraphRef)):
        for tag in scan(place.text, place)[0]:
            known = (place, tag.start) in told or tag.word in PROPERTY_TAGS
            if tag.kind in (Kind.OUTPUT, Kind.BLOCK) and not known:
                yield Standing(tag, place, None, adrift=True)


def _torn(weave: Weave, cuts: Sequence[CutTag]) -> Iterator[Standing]:
    """Yield the blocks that are opened or ended by a tag of which a brace is missing."""
    cut = {number for one in cuts for number in range(one.first, one.last + 1)}
    for found in weave.faults:
        place = found.place
        if not isinstance(place, ParagraphRef) or place.paragraph in cut:
            continue
        if found.code == "TP101" and (beginning := _BEGINNING.match(place.tag)):
            yield from _guess(f"{beginning[0]} %}}", place, place.text.find(place.tag))
        elif found.code == "TP102" and place.tag == "%}":
            for end in _END.finditer(place.text):
                yield from _guess(f"{{%{end[1]} %}}", place, end.start())


def _guess(written: str, place: ParagraphRef, start: int) -> Iterator[Standing]:
    """Yield the tag that is meant by `written`, when it opens, parts or ends a block."""
    for tag in scan(written, place)[0]:
        if closer_of(tag) or opener_of(tag.word):
            yield Standing(replace(tag, start=start), place._replace(tag=""), None, adrift=True, guessed=True)


def _cut(weave: Weave, cuts: Sequence[CutTag], texts: Sequence[str]) -> Iterator[Standing]:
    """Yield the tags that are cut over paragraphs, each at its first."""
    for cut in cuts:
        place = ParagraphRef(weave.file, weave.part, cut.first, texts[cut.first - 1])
        if cut.tag.kind in (Kind.OUTPUT, Kind.BLOCK) and cut.tag.word not in PROPERTY_TAGS:
            yield Standing(replace(cut.tag, start=cut.start), place, None, adrift=True)


def _order(standing: Standing) -> tuple[int, int]:
    place, tag = standing.place, standing.tag
    return (place.paragraph if isinstance(place, ParagraphRef) else 0, tag.start)
