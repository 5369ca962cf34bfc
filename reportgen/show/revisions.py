"""A comparison laid out for the terminal: the figures first, then the text changes in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.diff.values import Cause, Kind, Revision, Stretch
from reportgen.messages import Catalog
from reportgen.show.figures import Row, figure_rows
from reportgen.show.figuretable import figure_lines
from reportgen.show.lines import Line, joined
from reportgen.show.passages import (
    AROUND,
    ELLIPSIS,
    Told,
    cause_text,
    cells_text,
    excerpt,
    kind_text,
    look_text,
    renumbered,
    shown,
    spots,
    told,
)

__all__ = ["revised_lines", "tally"]

LOOKS_SHOWN = 5  # changes of format told on the terminal; `--json` has them all
NUMBERS_SHOWN = 6  # headings of one cascade
_MARKS = {"delete": ("[-", "-]"), "insert": ("{+", "+}"), "format": ("{~", "~}")}
_PAINT = {"delete": "red strike", "insert": "bright_blue underline", "format": "italic"}
_LOUD, _CALM = "bold red", "yellow"


def revised_lines(revision: Revision, words: Catalog, width: int | None = None) -> Iterator[Line]:
    """Yield a comparison: the table of figures, the text changes in context, what was not compared, and a
    summary.

    A figure edited by hand comes first and loudest. What was deleted and inserted reads without colour too:
    [-deleted-]{+inserted+}. The table of figures is folded where it would not stand in `width` columns.
    """
    if revision.equal:
        yield Line(words.text("diff.equal", **_files(revision, words)), "green")
        return
    yield Line(words.text("diff.title", **_files(revision, words)), "bold")
    rows, groups = figure_rows(revision.figures), told(revision)
    if rows:
        yield from (Line(""), Line(words.text("diff.figures"), "bold"), *figure_lines(rows, words, width))
    if groups:
        yield from (Line(""), Line(words.text("diff.changes"), "bold"), *_passages(groups, words))
    if revision.uncompared:
        yield from (Line(""), Line(words.text("diff.uncompared"), _CALM))
        yield from (Line(f"  {shown(part, words)}", _CALM) for part in revision.uncompared)
    yield Line("")
    yield Line(tally(rows, groups, words), "bold")


def tally(rows: Sequence[Row], groups: Sequence[Told], words: Catalog) -> str:
    """Return how many figures and passages changed, by cause."""
    figures = words.text("diff.tally.figures", count=len(rows))
    passages = words.text("diff.tally.changes", count=len(groups))
    told_of = (
        (figures, Counter(row.figure.cause for row in rows)),
        (passages, Counter(group.main.cause or Cause.UNKNOWN for group in groups)),
    )
    return words.text("diff.semicolon").join(_by_cause(text, causes, words) for text, causes in told_of)


def _by_cause(text: str, causes: Counter[Cause], words: Catalog) -> str:
    counts = [f"{cause_text(cause, words)} {causes[cause]}" for cause in Cause if causes[cause]]
    return (
        words.text("diff.tally", text=text, causes=words.text("diff.comma").join(counts)) if counts else text
    )


def _files(revision: Revision, words: Catalog) -> dict[str, str]:
    return {"old": shown(revision.old.file, words), "new": shown(revision.new.file, words)}


# --- passages


def _passages(groups: Iterable[Told], words: Catalog) -> Iterator[Line]:
    looks = 0
    for group in groups:
        looks += group.main.kind is Kind.FORMAT
        if group.main.kind is Kind.FORMAT and looks > LOOKS_SHOWN:
            continue
        yield _heading(group, words)
        if not group.main.cascade:
            yield _passage(group, words)
    if looks > LOOKS_SHOWN:
        yield Line("  " + words.text("diff.more", count=looks - LOOKS_SHOWN), "dim")


def _heading(group: Told, words: Catalog) -> Line:
    main = group.main
    style = _LOUD if main.cause is Cause.HAND else "cyan"
    if main.cascade:
        return Line(f"  {_cascade(group, words)}  {cause_text(main.cause, words)}", style)
    said = [spots(group, words), kind_text(main, words), cause_text(main.cause, words)]
    said += [shown(look_text(main.detail, words), words), cells_text(main, words)]
    return Line("  " + "  ".join(filter(None, said)), style)


def _cascade(group: Told, words: Catalog) -> str:
    numbers = ["→".join(shown(n, words) for n in renumbered(change)) for change in group.changes]
    more = [ELLIPSIS] if len(numbers) > NUMBERS_SHOWN else []
    pairs = words.text("diff.semicolon").join(numbers[:NUMBERS_SHOWN] + more)
    return words.text("diff.cascade", count=len(numbers), pairs=pairs)


def _passage(group: Told, words: Catalog) -> Line:
    """Return the text of a change with its marks; a passage that only moved has none."""
    main = group.main
    ops = {stretch.op for stretch in main.stretches}
    if main.kind in (Kind.MOVE, Kind.FORMAT) and len(ops) < 2:
        text = main.new or main.old
        cut = text if len(text) <= 2 * AROUND else text[: 2 * AROUND] + ELLIPSIS
        return Line("    " + _flat(cut, main.table, words))
    pieces = [_marked(stretch, main.table, words) for stretch in excerpt(_joined(main.stretches))]
    return joined([("    ", ""), *(pieces or [(words.text("diff.empty"), "")])], edge=2)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches, those next to each other as one that look alike, whichever figure is in them."""
    found: list[Stretch] = []
    for _, some in groupby(stretches, _look):
        alike = list(some)
        last = alike[-1]
        found.append(last if len(alike) == 1 else last._replace(text="".join(one.text for one in alike)))
    return found


def _look(stretch: Stretch) -> tuple[str, bool]:
    return stretch.op, stretch.cause is Cause.HAND


def _marked(stretch: Stretch, is_row: bool, words: Catalog) -> tuple[str, str]:
    text = _flat(stretch.text, is_row, words)
    if stretch.op not in _MARKS:
        return text, ""
    before, after = _MARKS[stretch.op]
    loud = "bold " if stretch.cause is Cause.HAND else ""
    return f"{before}{text}{after}", loud + _PAINT[stretch.op]


def _flat(text: str, is_row: bool, words: Catalog) -> str:
    """Return a text on one line: the cells of a row parted by bars, paragraphs by their signs."""
    return shown(text, words).replace("\t", " | " if is_row else "⇥").replace("\n", "¶")
