"""`python -m benchmarks.merge`: merges the same documents with reportgen and its rivals, in turn, in one run.

Stops when two engines differ in a single paragraph or cell. What a number means is told in
docs/performance.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import docx

from benchmarks.documents import CASES, Case, case
from benchmarks.timing import MEBIBYTE, print_tables, row, rule
from benchmarks.workers import Engine, Files, Timed, interleaved, once, present

__all__ = ["main"]

BASE, OURS = "docxtpl", "reportgen"
PLAIN, FINAL, RECORDED = "reportgen, unbounded", "reportgen, final", "reportgen, recorded"
OWN = tuple(Engine(name, "jinja") for name in (OURS, PLAIN, FINAL, RECORDED))
BOOK = tuple(Engine(name, "jinja") for name in ("reportgen, book, final", "reportgen, book, recorded"))
OWN_CASES = (
    Case("one report", 55, 60, 20, rounds=21, times=10),
    Case("5,000 scalars", 1_000, 5_000, 0, rounds=11),
    Case("10,000 rows", 1, 0, 10_000, rounds=11),
)
GROWTH = {"scalars": (1_250, 2_500, 5_000, 10_000, 20_000), "rows": (2_500, 5_000, 10_000, 20_000, 40_000)}


def main() -> None:
    """Print the tables that are asked for."""
    print_tables(__doc__, {"peers": _peers, "own": _own, "growth": _growth})


# --- against the others


def _peers(folder: Path) -> Iterator[str]:
    """Yield the table of all cases: medians and minima, how many times as long docxtpl takes as reportgen,
    and what reportgen takes when it has to compile the template first."""
    engines = present()
    yield ""
    yield row("", *(engine.name for engine in engines), f"{BASE} / {OURS}", "compiled and merged", "")
    yield rule(len(engines) + 4)
    for one in CASES:
        files = Files.written(folder, one)
        times = interleaved(files, engines)
        _compare(files, engines)
        shown = [f"{_ms(times[e.name].milliseconds)} ({_ms(times[e.name].least)})" for e in engines]
        first = (
            [_ms(times[OURS].once), f"{times[BASE].once / times[OURS].once:.1f} ×"] if BASE in times else []
        )
        yield row(one.name, *shown, _times(times, BASE, OURS), *first)
    yield ""
    yield row("peak memory, MiB", *(engine.name for engine in engines))
    yield rule(len(engines) + 1)
    for name in ("one report", "10,000 rows"):
        files = Files.written(folder / "memory", next(one for one in CASES if one.name == name))
        yield row(name, *(f"{once(files, engine).peak / MEBIBYTE:.0f}" for engine in engines))


def _compare(files: Files, engines: Sequence[Engine]) -> None:
    """Stop unless all engines have written the same paragraphs and cells."""
    ours = next(engine for engine in engines if engine.name == OURS)
    wanted = _texts(files.result(ours))
    for engine in engines:
        for number, pair in enumerate(zip_longest(wanted, _texts(files.result(engine))), start=1):
            if pair[0] != pair[1]:
                raise SystemExit(f"{files.case.name}: {engine.name} differs at {number}: {pair}")


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [node.text or "" for table in document.tables for node in table._tbl.iter(_TEXT)]
    return [paragraph.text for paragraph in document.paragraphs] + [text for text in cells if text]


_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


# --- against itself


def _own(folder: Path) -> Iterator[str]:
    """Yield what sandbox and limits cost, and what provenance costs: a draft of the sample from the values of
    its workbook, and merges alone of values that are at hand."""
    yield ""
    yield row("", "plain jinja2", "sandbox and limits", "", "final", "with provenance", "")
    yield rule(7)
    sample = Files.of_sample(folder / "sample", 41)
    times = interleaved(sample, BOOK)
    shown = [_ms(times[engine.name].milliseconds) for engine in BOOK]
    yield row(sample.case.name, "", "", "", *shown, _times(times, BOOK[1].name, BOOK[0].name))
    for one in OWN_CASES:
        times = interleaved(Files.written(folder, one), OWN)
        shown = [_ms(times[name].milliseconds) for name in (PLAIN, OURS, FINAL, RECORDED)]
        safe, traced = _times(times, OURS, PLAIN), _times(times, RECORDED, FINAL)
        yield row(f"{one.name}, merge alone", *shown[:2], safe, *shown[2:], traced)


def _growth(folder: Path) -> Iterator[str]:
    """Yield time and memory of reportgen for documents of doubling size."""
    (ours,) = (engine for engine in OWN if engine.name == OURS)
    bare = once(Files.written(folder, case(scalars=1)), ours).peak
    for kind, sizes in GROWTH.items():
        yield ""
        yield row(kind, "compile", "per thousand", "merge", "per thousand", "memory", "per thousand")
        yield rule(7)
        for size in sizes:
            files = Files.written(folder / kind, case(**{kind: size}))
            taken = once(files, ours, times=3)
            memory = (once(files, ours).peak - bare) / MEBIBYTE
            figures = (min(taken.load) * 1000, taken.least)
            times = (text for figure in figures for text in (_ms(figure), f"{figure / size * 1000:.2f} ms"))
            yield row(f"{size:,}", *times, f"{memory:.0f} MiB", f"{memory / size * 1000:.2f} MiB")


# --- the page


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.2f} ms" if milliseconds < 100 else f"{milliseconds:,.0f} ms"


def _times(times: Mapping[str, Timed], one: str, other: str) -> str:
    """Return how many times as long `one` takes as `other`."""
    if one not in times or other not in times:
        return ""
    ratio = times[one].milliseconds / times[other].milliseconds
    return f"{ratio:.0f} ×" if ratio >= 10 else f"{ratio:.2f} ×"


if __name__ == "__main__":
    main()
