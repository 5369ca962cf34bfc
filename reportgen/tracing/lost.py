"""Find the insertions of a part again that have lost their bookmarks.

Those of one paragraph that stood side by side are sought together: `27.6%` may stand anywhere, but hardly
behind the same other figures. They are expected where the bookmarks around them have shifted to; else the
one paragraph is taken that holds most of them. Where two would do, none is taken.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

from reportgen.manifest import TracedFigure
from reportgen.tracing.homes import ascending
from reportgen.tracing.reading import Reading, Span

__all__ = ["Anchor", "found_again"]

REACH = 60  # paragraphs to each side of the expected ones that are searched
FAR = 50_000  # characters that one search runs over
MANY = 8  # paragraphs near each other with one text, by which it tells nothing; and the shifts that are tried
_TELLING = 6  # characters of a text that is no everyday word


class Anchor(NamedTuple):
    """An insertion whose place is known: its paragraph in the build, and where it stands in the text now."""

    slot: int
    built: int
    now: int
    start: int
    end: int


class _Fit(NamedTuple):
    """How much of a stretch a paragraph holds, whether a telling text is among it, and where it stands."""

    held: int
    tells: bool
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lost insertions side by side in a paragraph of the build, and the known ones before and after them."""

    figures: tuple[TracedFigure, ...]
    before: Anchor | None
    after: Anchor | None

    @property
    def built(self) -> int:
        return self.figures[0].paragraph

    @property
    def around(self) -> list[Anchor]:
        return [anchor for anchor in (self.before, self.after) if anchor is not None]

    @property
    def expected(self) -> list[int]:
        """The paragraphs to expect it in: shifted as those around it."""
        return sorted({self.built + anchor.now - anchor.built for anchor in self.around}) or [self.built]

    @property
    def is_shortened(self) -> bool:
        """Whether paragraphs between the known ones are missing; it may be the one."""
        if self.before is None or self.after is None:
            return False
        return self.after.now - self.after.built < self.before.now - self.before.built

    @property
    def length(self) -> int:
        return sum(len(figure.text) for figure in self.figures)

    @property
    def telling(self) -> list[str]:
        """Its texts that do not stand just anywhere, the longest first."""
        texts = {figure.text for figure in self.figures if _is_telling(figure.text)}
        return sorted(texts, key=lambda text: (-len(text), text))


def found_again(lost: Sequence[TracedFigure], known: Iterable[Anchor], text: Reading) -> dict[int, Span]:
    """Return slot → where it stands, for each of the lost insertions that is found without doubt.

    What is found tells the next round how the paragraphs around it have shifted.
    """
    anchors, spans = sorted(known), dict[int, Span]()
    for look in _ROUNDS:
        pending = [figure for figure in lost if figure.slot not in spans]
        if not pending:
            break
        for anchor in look(pending, anchors, text):
            insort(anchors, anchor)
            spans[anchor.slot] = (anchor.start, anchor.end)
    return spans


# --- the rounds


def _where_marks_agree(
    lost: Sequence[TracedFigure], anchors: list[Anchor], text: Reading
) -> Iterator[Anchor]:
    """Yield those that stand in the one paragraph that their neighbours point to."""
    for stretch in _stretches(lost, anchors):
        if stretch.around and len(stretch.expected) == 1:
            fit = _fit(stretch, stretch.expected[0], text)
            if fit.held == stretch.length:
                yield from fit.anchors


def _only_place(lost: Sequence[TracedFigure], anchors: list[Anchor], text: Reading) -> Iterator[Anchor]:
    """Yield those that only one paragraph holds in full, and that stand in the order of the build."""
    fits = []
    for stretch in _stretches(lost, anchors):
        some = [fit for fit in _candidates(stretch, stretch.telling[:1], text) if fit.held == stretch.length]
        if len(some) == 1 and some[0].anchors:
            fits.append(some[0])
    by_place = [list(some) for _, some in groupby(sorted(fits, key=_place), key=_place)]
    single = {some[0].anchors[0].slot: some[0] for some in by_place if len(some) == 1}
    kept = ascending(list(single), {slot: fit.held for slot, fit in single.items()})
    for slot in sorted(kept):
        yield from single[slot].anchors


def _one_shift(lost: Sequence[TracedFigure], anchors: list[Anchor], text: Reading) -> Iterator[Anchor]:
    """Yield all of them where nothing else is known, when each stands where one shift puts it."""
    if anchors:
        return
    stretches = list(_stretches(lost, anchors))
    shifts = (_shifted(stretches, shift, text) for shift in sorted(range(-MANY, MANY + 1), key=abs))
    unmoved = next(shifts)
    found = [unmoved] if unmoved else [anchors for anchors in shifts if anchors]
    if len(found) == 1:
        yield from found[0]


def _expected_place(lost: Sequence[TracedFigure], anchors: list[Anchor], text: Reading) -> Iterator[Anchor]:
    """Yield those that an expected paragraph holds; one after the other, for each tells where the next may
    be."""
    for figures in _side_by_side(lost, anchors):
        stretch = _between(figures, anchors)
        if stretch.around:
            fits = [_fit(stretch, number, text) for number in stretch.expected]
            yield from _best([fit for fit in fits if _is_enough(stretch, fit)])
        else:
            fits = _candidates(stretch, [stretch.figures[0].text], text)
            yield from _best([fit for fit in fits if 2 * fit.held >= stretch.length])


def _best_place(lost: Sequence[TracedFigure], anchors: list[Anchor], text: Reading) -> Iterator[Anchor]:
    """Yield those of which one paragraph holds more than any other, and half of them at least."""
    for figures in _side_by_side(lost, anchors):
        stretch = _between(figures, anchors)
        fits = _candidates(stretch, stretch.telling, text)
        yield from _best([fit for fit in fits if 2 * fit.held >= stretch.length])


_ROUNDS = (_where_marks_agree, _only_place, _one_shift, _expected_place, _best_place, _expected_place)


# --- stretches and what holds them


def _stretches(lost: Sequence[TracedFigure], anchors: list[Anchor]) -> Iterator[_Stretch]:
    for figures in list(_side_by_side(lost, anchors)):
        yield _between(figures, anchors)


def _side_by_side(lost: Sequence[TracedFigure], anchors: Sequence[Anchor]) -> list[tuple[TracedFigure, ...]]:
    """Return the lost insertions by the paragraph of the build, apart where a known one is between."""

    def place(figure: TracedFigure) -> tuple[int, int]:
        return figure.paragraph, bisect_left(anchors, (figure.slot,))

    return [tuple(some) for _, some in groupby(lost, key=place)]


def _between(figures: tuple[TracedFigure, ...], anchors: Sequence[Anchor]) -> _Stretch:
    at = bisect_left(anchors, (figures[0].slot,))
    return _Stretch(figures, anchors[at - 1] if at else None, anchors[at] if at < len(anchors) else None)


def _candidates(stretch: _Stretch, texts: Sequence[str], text: Reading) -> list[_Fit]:
    """Return how paragraphs near the expected ones hold a stretch: those with one of the `texts`, when few
    have it."""
    start, stop = _window(stretch, text)
    middle, first, last = (
        text.paragraph(min(max(1, number), len(text.starts) - 1))
        for number in (stretch.expected[0], stretch.expected[0] - REACH, stretch.expected[-1] + REACH)
    )
    start, stop = max(start, first[0], middle[0] - FAR), min(stop, last[1], middle[1] + FAR)
    numbers: set[int] = set()
    for sought in texts:
        some = {text.position(at).paragraph for at in islice(text.places(sought, start, stop), MANY)}
        numbers |= some if len(some) < MANY else set()
    return [_fit(stretch, number, text) for number in sorted(numbers)]


def _fit(stretch: _Stretch, number: int, text: Reading) -> _Fit:
    """Return how much of a stretch a paragraph holds, one text behind the other."""
    if not 0 < number < len(text.starts):
        return _Fit(0, False, ())
    start, stop = _window(stretch, text)
    first, last = text.paragraph(number)
    is_longer = any("\n" in figure.text for figure in stretch.figures)  # it may go on in the next paragraphs
    at, stop = max(start, first), stop if is_longer else min(stop, last)
    anchors, tells = [], False
    for figure in stretch.figures:
        found = next(text.places(figure.text, at, min(stop, at + FAR)), -1)
        if found >= 0:
            at, tells = found + len(figure.text), tells or _is_telling(figure.text)
            anchors.append(Anchor(figure.slot, figure.paragraph, number, found, at))
    return _Fit(sum(anchor.end - anchor.start for anchor in anchors), tells, tuple(anchors))


def _shifted(stretches: Iterable[_Stretch], shift: int, text: Reading) -> list[Anchor]:
    """Return the anchors of all stretches so many paragraphs further down, none when one is not there."""
    anchors: list[Anchor] = []
    for stretch in stretches:
        fit = _fit(stretch, stretch.built + shift, text)
        if len(fit.anchors) < len(stretch.figures):
            return []
        anchors += fit.anchors
    return anchors


def _window(stretch: _Stretch, text: Reading) -> Span:
    start = stretch.before.end if stretch.before is not None else 0
    return start, stretch.after.start if stretch.after is not None else len(text.text)


def _is_enough(stretch: _Stretch, fit: _Fit) -> bool:
    """Tell whether what an expected paragraph holds of a stretch tells that it is the one.

    It is when the rest of its figures stand there; where paragraphs are missing everyday words say nothing.
    """
    if any(near.built == stretch.built for near in stretch.around):
        return fit.held > 0
    if stretch.telling:
        return fit.tells or 2 * fit.held >= stretch.length
    return fit.held == stretch.length and not stretch.is_shortened


def _best(fits: Sequence[_Fit]) -> tuple[Anchor, ...]:
    """Return the anchors of the fit that holds most, when there is one such."""
    most = max((fit.held for fit in fits), default=0)
    best = [fit for fit in fits if fit.held == most]
    return best[0].anchors if len(best) == 1 else ()


def _place(fit: _Fit) -> tuple[int, int]:
    return fit.anchors[0].start, fit.anchors[0].end


def _is_telling(text: str) -> bool:
    return len(text) >= _TELLING or any(mark.isdecimal() for mark in text)
