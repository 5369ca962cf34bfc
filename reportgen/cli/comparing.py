"""The command that compares: two drafts, two workbooks, or what git hands over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from reportgen import pipeline, show
from reportgen.cli.spoken import spoken
from reportgen.console import Teller
from reportgen.diagnostics import Diagnostic
from reportgen.driver import driven_lines
from reportgen.messages import Catalog

if TYPE_CHECKING:
    from reportgen.diff.values import Revision

__all__ = ["diff"]

DIFFERENT, TROUBLE = 1, 2  # exit codes of a comparison, as other programs that compare have them


@spoken("diff", refused=TROUBLE)
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
    notes = _write(found, redline, html, date or datetime.now().astimezone(), teller.words)
    _tell(teller, found.revision, notes, {"redline": redline, "html": html})
    return 0 if found.revision.equal else DIFFERENT


def _write(
    found: pipeline.Comparison, redline: str | None, html: str | None, day: datetime, words: Catalog
) -> tuple[Diagnostic, ...]:
    """Write the files asked for, and return notes on what they cannot show."""
    notes: tuple[Diagnostic, ...] = ()
    if redline is not None:
        said = show.redline_words(found.revision, words)
        notes = pipeline.write_redline(found, redline, said, f"{day:%Y-%m-%d}T00:00:00Z")
    if html is not None:
        pipeline.write_page(found, html, show.revision_page(found.revision, words))
    return notes


def _tell(
    teller: Teller, revision: Revision, notes: tuple[Diagnostic, ...], outputs: Mapping[str, str | None]
) -> None:
    """Tell what changed, and which of the `outputs` were written."""
    faults = (*revision.diagnostics, *notes)
    written = {kind: output for kind, output in outputs.items() if output is not None}
    if teller.as_json:
        teller.tell(True, (), faults, {**show.revised_json(revision), **written})
        return
    lines = [*show.revised_lines(revision, teller.words, teller.width)]
    for kind, output in written.items():
        lines.append(show.Line(teller.words.text(f"diff.{kind}.written", output=output), "bold green"))
    others = (one for one in faults if one.code != "DF102")  # the lines name these parts
    teller.tell(True, lines, others, {})


def _print_text(teller: Teller, files: tuple[str, ...], others: Iterable[object]) -> int:
    if len(files) != 1 or any(option is not None for option in others):
        raise click.UsageError(teller.words.text("diff.file"))
    lines = [*show.text_lines(pipeline.read_file(files[0]), teller.words)]
    teller.tell(True, lines, (), {"text": [line.text for line in lines]})
    return 0
