"""Merges on demand, one engine a process: JSON lines in, JSON lines out. `worker.js` speaks the same.

    {"template": path, "values": path, "save": path or null, "times": n}
        →   {"load": s, "seconds": s, "peak": bytes}

`seconds` is the time of all reports of `values`, merged n times in a row, divided by n; what an engine can do
once for all of them is in `load`, once.
Reading the values is not timed.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Render = Callable[[dict], bytes]


def docxtpl(template: bytes) -> Render:
    """A new object for each report, as its documentation says: none can be rendered twice."""
    from docxtpl import DocxTemplate

    def render(values: dict) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(values, autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return render


def reportgen(template: bytes) -> Render:
    from reportgen.template import Template

    return Template.load(template).render


def reportgen_final(template: bytes) -> Render:
    """Without provenance, as for a final draft: what was printed is noted for the warnings of a build."""
    from reportgen.template import Template
    from reportgen.word.package import written

    loaded = Template.load(template)
    return lambda values: written(loaded.merge(values).members)


def reportgen_recorded(template: bytes) -> Render:
    """With provenance: values that know their cells, a bookmark around each, and the manifest in the file."""
    from reportgen.drafts import draft_bytes
    from reportgen.manifest import Source, manifest_of
    from reportgen.template import Template

    loaded, source = Template.load(template), Source("book.xlsx", "0" * 64)

    def render(values: dict) -> bytes:
        merged = loaded.merge(values, provenance=True)
        manifest = manifest_of("1", source, source, merged.insertions, CONTENTS)
        return draft_bytes(loaded.package, merged.members, manifest)

    return render


def reportgen_unbounded(template: bytes) -> Render:
    """Without sandbox and limits: what they cost. A plain environment of jinja2, and nothing counted."""
    import jinja2

    from reportgen.template import Template, environment, limits

    class Unbounded(environment._Environment):
        sandboxed = False
        intercepted_binops = frozenset()
        getattr = jinja2.Environment.getattr
        getitem = jinja2.Environment.getitem

        def call(self, context, function, *arguments, **named):
            return context.call(function, *arguments, **named)

    limits.Spending.loop = lambda self, items: items
    limits.Spending.printed = limits.Spending.call = lambda self, length=0: None
    environment._Environment = Unbounded
    return Template.load(template).render


def _of_book(book: object) -> dict:
    """Return the names that a template may use, made from what a workbook says."""
    from reportgen.context import book_context
    from reportgen.settings import Settings

    how = Settings()
    return book_context(book, how.wording, how.rounding, how.multiples)[0]


def reportgen_book_final(template: bytes) -> Render:
    """From the values of a workbook to a final draft: every rate computed, every phrase worded."""
    render = reportgen_final(template)
    return lambda book: render(_of_book(book))


def reportgen_book_recorded(template: bytes) -> Render:
    """The same with provenance."""
    from reportgen.drafts import draft_bytes
    from reportgen.manifest import Source, manifest_of
    from reportgen.template import Template

    loaded = Template.load(template)

    def render(book: object) -> bytes:
        merged = loaded.merge(_of_book(book), provenance=True)
        sources = Source(book.file, book.digest), Source(loaded.file, loaded.digest)
        return draft_bytes(
            loaded.package, merged.members, manifest_of("1", *sources, merged.insertions, book.contents)
        )

    return render


ENGINES = {
    "docxtpl": docxtpl,
    "reportgen": reportgen,
    "reportgen, final": reportgen_final,
    "reportgen, recorded": reportgen_recorded,
    "reportgen, unbounded": reportgen_unbounded,
    "reportgen, book, final": reportgen_book_final,
    "reportgen, book, recorded": reportgen_book_recorded,
}
KNOWING = ("final", "recorded")  # engines whose values know the cells that they come from
CONTENTS = {}
CACHE = {}


def with_cells(values: dict) -> dict:
    """Return the values as a workbook's: each text knows the cell that it comes from."""
    from reportgen.fields import Field, Nature, Origin
    from reportgen.refs import CellRef

    def known(text: str, column: str, row: int) -> Field:
        cell = CellRef("book.xlsx", "指标", f"{column}{row}")
        CONTENTS[cell] = text
        return Field(text, None, Origin(Nature.FIGURE, (cell,), indicator=f"指标{row}"))

    scalars = {
        name: known(text, "I", row) for row, (name, text) in enumerate(values.items(), 2) if name != "rows"
    }
    rows = [
        {
            name: known(text, column, number)
            for column, (name, text) in zip("ABCDEF", row.items(), strict=True)
        }
        for number, row in enumerate(values["rows"], 2)
    ]
    return {**scalars, "rows": rows}


def read(engine: str, path: str) -> list[dict]:
    """Return the values of a case, read once."""
    if path not in CACHE:
        if path.endswith(".xlsx"):
            from reportgen.workbook import read_book

            CACHE[path] = [read_book(Path(path)).book]
        else:
            found = json.loads(Path(path).read_text("utf-8"))
            CACHE[path] = [with_cells(one) for one in found] if engine.endswith(KNOWING) else found
    return CACHE[path]


def peak() -> int:
    """Return the most memory that this process has used, in bytes.

    By Linux's own count, for `ru_maxrss` begins with that of the process which started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text("utf-8").splitlines())
        return next(int(line[1]) * 1024 for line in lines if line[0] == "VmHWM:")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def answer(engine: str, asked: dict) -> dict:
    template, values = Path(asked["template"]).read_bytes(), read(engine, asked["values"])
    start = time.perf_counter()
    render = ENGINES[engine](template)
    loaded = time.perf_counter()
    for one in list(values) * asked["times"]:
        data = render(one)
    done = time.perf_counter()
    if asked.get("save"):
        Path(asked["save"]).write_bytes(data)
    return {"load": loaded - start, "seconds": (done - loaded) / asked["times"], "peak": peak()}


def main(engine: str) -> None:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(engine, json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
