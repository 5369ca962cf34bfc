"""The command line: each command calls one use case and shows what came of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import partial, wraps
from math import isfinite
from pathlib import Path
from typing import Any

import click

from reportgen import __version__, pipeline, show
from reportgen.diagnostics import CODES, Diagnostic, Refusal, fault
from reportgen.messages import LANGUAGES, Catalog, catalog
from reportgen.refs import FileRef
from reportgen.usage import SpokenGroup, language_of

__all__ = ["cli", "run"]

FAULTY = 1  # exit code: the work was refused; click gives 2 when a command is used wrongly
CODES_SHOWN = 4  # codes proposed for an unknown one
MOST_PLACES = 308  # decimal places of a number in JSON data: those of a double


@click.group(
    cls=SpokenGroup,
    help="help.reportgen",
    epilog="help.reportgen.example",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="reportgen %(version)s", help="help.version")
@click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, help="help.lang")
@click.pass_context
def cli(ctx: click.Context, lang: str | None) -> None:
    """Group all commands."""


def _spoken(name: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command with the options every command has; the function returns the exit code."""

    def made(function: Callable[..., int]) -> click.Command:
        @click.option("--json", "as_json", is_flag=True, help="help.json")
        @click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, help="help.lang")
        @click.pass_context
        @wraps(function)
        def command(ctx: click.Context, /, as_json: bool, lang: str | None, **options: Any) -> None:
            teller = _Teller(catalog(language_of(ctx)), as_json)
            try:
                code = function(teller, **options)
            except Refusal as refusal:
                code = teller.refuse(refusal)
            ctx.exit(code)

        return cli.command(name, help=f"help.{name}", epilog=f"help.{name}.example")(command)

    return made


class _Teller:
    """Tells results and faults to the user, as text or as one JSON document."""

    def __init__(self, words: Catalog, as_json: bool) -> None:
        self.words, self.as_json = words, as_json

    def tell(
        self, ok: bool, lines: Iterable[show.Line], faults: Iterable[Diagnostic], document: Mapping[str, Any]
    ) -> None:
        """Print a result: the lines on stdout and the faults on stderr, or all as one JSON document."""
        if self.as_json:
            self._document(ok, faults, document)
            return
        self.lines(lines)
        self.lines(show.fault_lines(faults, self.words), err=True)

    def refuse(self, refusal: Refusal, document: Mapping[str, Any] | None = None) -> int:
        """Print why the work was refused and return the exit code."""
        if self.as_json:
            self._document(False, refusal.diagnostics, document or {})
        else:
            self.lines(show.refused_lines(refusal.diagnostics, self.words), err=True)
        return FAULTY

    def lines(self, lines: Iterable[show.Line], err: bool = False) -> None:
        """Print lines, in colour only on a terminal that wants it."""
        stream = sys.stderr if err else sys.stdout
        if stream.isatty() and "NO_COLOR" not in os.environ:
            from rich.console import Console
            from rich.text import Text

            console = Console(stderr=err, highlight=False, markup=False, emoji=False, soft_wrap=True)
            for line in lines:
                console.print(Text.assemble(*line.painted(), style=line.style))
            return
        for line in lines:
            click.echo(line.text, err=err)

    def _document(self, ok: bool, faults: Iterable[Diagnostic], document: Mapping[str, Any]) -> None:
        found = [show.fault_json(diagnostic, self.words) for diagnostic in faults]
        click.echo(_json({"ok": ok, "diagnostics": found, **document}, sys.stdout.encoding))


_book = partial(click.argument, "book", type=click.Path(path_type=Path))
_template = partial(
    click.option, "-t", "--template", type=click.Path(path_type=Path), help="help.option.template"
)


@_spoken("new")
@click.argument("book", type=click.Path())  # a text: a Path forgets a separator at its end
@click.option("--year", type=click.IntRange(1949, 2200), help="help.option.year")
def new(teller: _Teller, book: str, year: int | None) -> int:
    """Write an empty workbook."""
    path = pipeline.new_book(book, year)
    line = show.Line(teller.words.text("new.written", book=path), "bold green")
    teller.tell(True, [line], (), {"book": str(path)})
    return 0


@_spoken("check")
@_book()
@_template()
def check(teller: _Teller, book: Path, template: Path | None) -> int:
    """Check a workbook; its faults are the data asked for, hence on stdout."""
    result = pipeline.check(book, template)
    if teller.as_json:
        teller.tell(result.ok, (), result.diagnostics, {"indicators": result.indicators})
    else:
        teller.lines(show.checked_lines(result, teller.words))
    return 0 if result.ok else FAULTY


@_spoken("build")
@_book()
@_template()
@click.option("-o", "--output", type=click.Path(), help="help.option.output")
@click.option("--final", is_flag=True, help="help.option.final")
def build(teller: _Teller, book: Path, template: Path | None, output: str | None, final: bool) -> int:
    """Build the draft."""
    result = pipeline.build(book, template, output, final=final)
    teller.tell(True, show.built_lines(result, teller.words), result.diagnostics, show.built_json(result))
    return 0


@_spoken("render")
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(), required=True, help="help.option.rendered")
@click.option("--lenient", is_flag=True, help="help.option.lenient")
def render(teller: _Teller, template: Path, data: Path, output: str, lenient: bool) -> int:
    """Merge any JSON into any template."""
    path = pipeline.merge_data(template, _mapping(data), output, strict=not lenient, sources=[data])
    line = show.Line(teller.words.text("render.written", output=path), "bold green")
    teller.tell(True, [line], (), {"output": str(path)})
    return 0


@_spoken("trace")
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("text", default="")
@click.option("--all", "texts", is_flag=True, help="help.option.all")
def trace(teller: _Teller, draft: Path, text: str, texts: bool) -> int:
    """Tell which cells a figure comes from."""
    result = pipeline.trace(draft, text, texts=texts)
    lines = show.traced_lines(result, teller.words)
    teller.tell(result.ok, lines, result.diagnostics, show.traced_json(result))
    return 0 if result.ok else FAULTY


@_spoken("lint")
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--workbook", type=click.Path(path_type=Path), help="help.option.workbook")
@click.option("--annotate", "output", type=click.Path(path_type=Path), help="help.option.annotate")
def lint(teller: _Teller, template: Path, workbook: Path | None, output: Path | None) -> int:
    """Examine a template; its faults are the data asked for, hence on stdout."""
    result = pipeline.lint(template, workbook)
    document, lines = show.linted_json(result), [*show.linted_lines(result, teller.words)]
    if output is not None and not any(found.code.startswith("PK1") for found in result.diagnostics):
        said = partial(show.comment_lines, words=teller.words)
        document["annotated"] = str(pipeline.annotate(template, output, result.diagnostics, said))
        lines.append(show.Line(teller.words.text("lint.annotated", output=output)))
    if teller.as_json:
        teller.tell(result.ok, (), result.diagnostics, document)
    else:
        teller.lines(lines)
    return 0 if result.ok else FAULTY


@_spoken("explain")
@click.argument("code")
def explain(teller: _Teller, code: str) -> int:
    """Explain a code; an unknown one is wrong usage."""
    wanted = code.upper()
    if wanted not in CODES:
        near = get_close_matches(wanted, sorted(CODES), n=CODES_SHOWN, cutoff=0)
        raise click.UsageError(teller.words.text("explain.unknown", code=code, known=", ".join(near)))
    parts = ("cause", "example", "remedy")
    document = {"code": wanted, "severity": CODES[wanted].value}
    document |= {part: teller.words.text(f"{wanted}.{part}") for part in parts}
    teller.tell(True, show.explained(wanted, teller.words), (), document)
    return 0


def run() -> None:
    """Run the command line; a terminal that cannot show a character gets its code instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text streams of the process
    try:
        cli(prog_name="reportgen")
    except OSError as error:  # faults of files are refusals by now: this is the output itself, on a full disk
        sys.stderr.write(f"reportgen: {error.strerror}\n")
        raise SystemExit(FAULTY) from error


def _json(document: Mapping[str, Any], encoding: str) -> str:
    """Return a JSON document as text, its signs escaped where `encoding` does not have them all."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(document, indent=2)
    return text


def _mapping(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file; Refusal ST201 when it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=_decimal)
    except FileNotFoundError as error:
        raise Refusal([fault("PK101", FileRef(str(path)))]) from error
    except OSError as error:
        raise Refusal([fault("PK102", FileRef(str(path)), reason=error.strerror or "")]) from error
    except (ValueError, RecursionError) as error:
        raise Refusal([fault("ST201", FileRef(str(path)), reason=str(error))]) from error
    if not isinstance(data, dict):
        raise Refusal([fault("ST201", FileRef(str(path)), reason=type(data).__name__)])
    return data


def _decimal(text: str) -> Decimal:
    """Return the number exactly; ValueError beyond what a double holds, such as 1e999999999."""
    number = Decimal(text)
    if not isfinite(float(number)) or number.adjusted() < -MOST_PLACES:
        raise ValueError(text)
    return number
