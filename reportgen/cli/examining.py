"""The commands that examine: the faults they find are the data asked for, hence on stdout."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from reportgen import pipeline, show
from reportgen.cli.spoken import book_argument, spoken, template_option
from reportgen.codes import CODES, is_switchable
from reportgen.console import FAULTY, Teller

__all__ = ["audit", "check", "explain", "lint"]

CODES_SHOWN = 6  # codes proposed for an unknown one


@spoken("check")
@book_argument
@template_option
@click.option("--last", type=click.Path(path_type=Path), help="help.option.last")
def check(teller: Teller, book: Path, template: Path | None, last: Path | None) -> int:
    """Check a workbook; its faults are the data asked for, hence on stdout."""
    result = pipeline.check(book, template, last=last)
    if teller.as_json:
        teller.tell(result.ok, (), result.diagnostics, show.checked_json(result))
    else:
        teller.lines(show.checked_lines(result, teller.words))
    return 0 if result.ok else FAULTY


@spoken("lint")
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


@spoken("audit")
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


@spoken("explain")
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
