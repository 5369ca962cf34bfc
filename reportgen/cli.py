"""The command line: each command calls one use case and shows what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import partial, wraps
from math import isfinite
from pathlib import Path
from typing import Any

import click

from reportgen import __version__, pipeline, show
from reportgen.console import FAULTY, Teller
from reportgen.diagnostics import CODES, Refusal, fault, is_switchable
from reportgen.driver import driven_lines
from reportgen.messages import LANGUAGES, catalog
from reportgen.refs import FileRef
from reportgen.usage import SpokenGroup, language_asked, language_of

__all__ = ["cli", "run"]

DIFFERENT, TROUBLE = 1, 2  # exit codes of a comparison, as other programs that compare have them
CODES_SHOWN = 6  # codes proposed for an unknown one
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


def _spoken(name: str, refused: int = FAULTY) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command with the options every command has; the function returns the exit code, `refused` is
    that of a refusal."""

    def made(function: Callable[..., int]) -> click.Command:
        @click.option("--json", "as_json", is_flag=True, help="help.json")
        @click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, help="help.lang")
        @click.pass_context
        @wraps(function)
        def command(ctx: click.Context, /, as_json: bool, lang: str | None, **options: Any) -> None:
            teller = Teller(catalog(language_of(ctx)), as_json)
            try:
                code = function(teller, **options)
            except Refusal as refusal:
                code = teller.refuse(refusal, refused)
            ctx.exit(code)

        return cli.command(name, help=f"help.{name}", epilog=f"help.{name}.example")(command)

    return made


_book = partial(click.argument, "book", type=click.Path(path_type=Path))
_template = partial(
    click.option, "-t", "--template", type=click.Path(path_type=Path), help="help.option.template"
)


@_spoken("new")
@click.argument("book", type=click.Path())  # a text: a Path forgets a separator at its end
@click.option("--year", type=click.IntRange(1949, 2200), help="help.option.year")
@click.option("-t", "--template", type=click.Path(path_type=Path), help="help.option.needed")
@click.option("--from", "source", type=click.Path(path_type=Path), help="help.option.from")
@click.option("--for", "hand", help="help.option.for")
def new(
    teller: Teller,
    book: str,
    year: int | None,
    template: Path | None,
    source: Path | None,
    hand: str | None,
) -> int:
    """Write a workbook: an empty one, one with what a template needs, or one made of another."""
    if source is not None:
        return _copy(teller, book, source, hand, others=(year, template))
    if hand is not None:
        raise click.UsageError(teller.words.text("new.for"))
    asked = (language_asked(click.get_current_context()) or "").partition("_")[0]
    if template is not None:
        needed = pipeline.book_for(book, template, year, asked or None)
        teller.tell(True, show.needed_lines(needed, teller.words), (), show.needed_json(needed))
        return 0
    path = pipeline.new_book(book, year, asked or "zh")
    line = show.Line(teller.words.text("new.written", book=path), "bold green")
    teller.tell(True, [line], (), {"book": str(path)})
    return 0


def _copy(teller: Teller, book: str, source: Path, hand: str | None, others: Iterable[object]) -> int:
    if any(option is not None for option in others):
        raise click.UsageError(teller.words.text("new.from"))
    path, faults = pipeline.copy_book(book, source, hand)
    teller.tell(True, show.copied_lines(path, hand, teller.words), faults, {"book": str(path)})
    return 0


@_spoken("roll")
@_book()
@click.option("-o", "--output", type=click.Path(), help="help.option.next")
def roll(teller: Teller, book: Path, output: str | None) -> int:
    """Write next year's workbook."""
    result = pipeline.roll(book, output)
    teller.tell(True, show.rolled_lines(result, teller.words), result.diagnostics, show.rolled_json(result))
    return 0


@_spoken("collect")
@_book()
@click.argument("parts", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="help.option.collected")
def collect(teller: Teller, book: Path, parts: tuple[str, ...], output: str | None) -> int:
    """Put the copies together that several hands filled in."""
    result = pipeline.collect(book, parts, output)
    lines = show.collected_lines(result, teller.words)
    teller.tell(True, lines, result.diagnostics, show.collected_json(result))
    return 0


@_spoken("export")
@_book()
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="help.option.folder")
def export(teller: Teller, book: Path, output: Path) -> int:
    """Write a workbook as CSV files."""
    result = pipeline.export(book, output)
    lines = show.exported_lines(result, teller.words)
    teller.tell(True, lines, result.diagnostics, show.exported_json(result))
    return 0


@_spoken("check")
@_book()
@_template()
@click.option("--last", type=click.Path(path_type=Path), help="help.option.last")
def check(teller: Teller, book: Path, template: Path | None, last: Path | None) -> int:
    """Check a workbook; its faults are the data asked for, hence on stdout."""
    result = pipeline.check(book, template, last=last)
    if teller.as_json:
        teller.tell(result.ok, (), result.diagnostics, show.checked_json(result))
    else:
        teller.lines(show.checked_lines(result, teller.words))
    return 0 if result.ok else FAULTY


@_spoken("build")
@_book()
@_template()
@click.option("-o", "--output", type=click.Path(), help="help.option.output")
@click.option("--final", is_flag=True, help="help.option.final")
def build(teller: Teller, book: Path, template: Path | None, output: str | None, final: bool) -> int:
    """Build the draft."""
    result = pipeline.build(book, template, output, final=final)
    teller.tell(True, show.built_lines(result, teller.words), result.diagnostics, show.built_json(result))
    return 0


@_spoken("render")
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(), required=True, help="help.option.rendered")
@click.option("--lenient", is_flag=True, help="help.option.lenient")
def render(teller: Teller, template: Path, data: Path, output: str, lenient: bool) -> int:
    """Merge any JSON into any template."""
    path = pipeline.merge_data(template, _mapping(data), output, strict=not lenient, sources=[data])
    line = show.Line(teller.words.text("render.written", output=path), "bold green")
    teller.tell(True, [line], (), {"output": str(path)})
    return 0


@_spoken("trace")
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("text", default="")
@click.option("--all", "texts", is_flag=True, help="help.option.all")
def trace(teller: Teller, draft: Path, text: str, texts: bool) -> int:
    """Tell which cells a figure comes from."""
    result = pipeline.trace(draft, text, texts=texts)
    lines = show.traced_lines(result, teller.words)
    teller.tell(result.ok, lines, result.diagnostics, show.traced_json(result))
    return 0 if result.ok else FAULTY


@_spoken("lint")
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--workbook", type=click.Path(path_type=Path), help="help.option.workbook")
@click.option("--annotate", "output", type=click.Path(path_type=Path), help="help.option.annotate")
def lint(teller: Teller, template: Path, workbook: Path | None, output: Path | None) -> int:
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


@_spoken("diff", refused=TROUBLE)
@click.argument("files", nargs=-1, type=click.Path(), metavar="[OLD NEW]")
@click.option("--redline", type=click.Path(), help="help.option.redline")
@click.option("--html", type=click.Path(), help="help.option.html")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="help.option.date")
@click.option("--text", "as_text", is_flag=True, help="help.option.text")
@click.option("--git", "for_git", is_flag=True, help="help.option.git")
def diff(
    teller: Teller,
    files: tuple[str, ...],
    redline: str | None,
    html: str | None,
    date: datetime | None,
    as_text: bool,
    for_git: bool,
) -> int:
    """Compare two drafts or two workbooks."""
    if for_git:
        teller.utf8()
        teller.lines_while_read(driven_lines(files, as_text, teller.words))
        return 0  # any other stops git in the middle of its work
    if as_text:
        return _print_text(teller, files, others=(redline, html, date))
    if len(files) not in (0, 2):
        raise click.UsageError(teller.words.text("diff.files"))
    if date is not None and redline is None:
        raise click.UsageError(teller.words.text("diff.date"))
    found = pipeline.compared(*(files or pipeline.newest_drafts()))
    if redline is not None and found.alignment is None:
        raise click.UsageError(teller.words.text("diff.redline.books"))
    revision, words = found.revision, teller.words
    faults = revision.diagnostics
    document = show.revised_json(revision) if teller.as_json else {}
    lines = [] if teller.as_json else [*show.revised_lines(revision, words, teller.width)]
    if redline is not None:
        when = f"{date or datetime.now().astimezone():%Y-%m-%d}T00:00:00Z"
        faults += pipeline.write_redline(found, redline, show.redline_words(revision, words), when)
    if html is not None:
        pipeline.write_page(found, html, show.revision_page(revision, words))
    for kind, output in (("redline", redline), ("html", html)):
        if output is not None:
            document[kind] = output
            lines.append(show.Line(words.text(f"diff.{kind}.written", output=output), "bold green"))
    if not teller.as_json:
        faults = tuple(one for one in faults if one.code != "DF102")  # the lines name these parts
    teller.tell(True, lines, faults, document)
    return 0 if revision.equal else DIFFERENT


def _print_text(teller: Teller, files: tuple[str, ...], others: Iterable[object]) -> int:
    if len(files) != 1 or any(option is not None for option in others):
        raise click.UsageError(teller.words.text("diff.file"))
    lines = [*show.text_lines(pipeline.read_file(files[0]), teller.words)]
    teller.tell(True, lines, (), {"text": [line.text for line in lines]})
    return 0


@_spoken("audit")
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), metavar="BOOK.xlsx", help="help.option.against")
@click.option("--annotate", "output", type=click.Path(path_type=Path), help="help.option.annotate.audit")
@click.option("--off", "off", multiple=True, metavar="CODE", help="help.option.off")
def audit(
    teller: Teller, draft: Path, against: Path | None, output: Path | None, off: tuple[str, ...]
) -> int:
    """Examine the figures of a finished text; the findings are the data asked for, hence on stdout."""
    for code in off:
        if not is_switchable(code.upper()):
            raise click.UsageError(teller.words.text("audit.off", code=code))
    found = pipeline.audit(draft, against, off=[code.upper() for code in off])
    document, lines = show.audited_json(found, teller.words), [*show.audited_lines(found, teller.words)]
    if output is not None:
        said = partial(show.comment_lines, words=teller.words)
        document["annotated"] = str(pipeline.annotate_audit(draft, output, found, said))
        lines.append(show.Line(teller.words.text("audit.annotated", output=output)))
    if teller.as_json:
        teller.tell(found.ok, (), found.diagnostics, document)
    else:
        teller.lines(lines)
    return 0 if found.ok else FAULTY


@_spoken("explain")
@click.argument("code")
def explain(teller: Teller, code: str) -> int:
    """Explain a code; an unknown one is wrong usage."""
    wanted = code.upper()
    if wanted not in CODES:
        from difflib import get_close_matches

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


def _mapping(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file; Refusal ST201 when it is none."""
    import json  # as with all that one command alone has a use for

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
