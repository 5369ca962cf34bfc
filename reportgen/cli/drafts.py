"""The commands of drafts: built of a workbook, merged of any data, traced to their cells."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import click

from reportgen import pipeline, show
from reportgen.cli.spoken import book_argument, spoken, template_option
from reportgen.console import FAULTY, Teller
from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef

__all__ = ["build", "render", "trace"]

MOST_PLACES = 308  # decimal places of a number in JSON data: those of a double


@spoken("build")
@book_argument
@template_option
@click.option("-o", "--output", type=click.Path(), help="help.option.output")
@click.option("--final", is_flag=True, help="help.option.final")
def build(teller: Teller, book: Path, template: Path | None, output: str | None, final: bool) -> int:
    """Build the draft."""
    result = pipeline.build(book, template, output, final=final)
    teller.tell(True, show.built_lines(result, teller.words), result.diagnostics, show.built_json(result))
    return 0


@spoken("render")
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


@spoken("trace")
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("text", default="")
@click.option("--all", "texts", is_flag=True, help="help.option.all")
def trace(teller: Teller, draft: Path, text: str, texts: bool) -> int:
    """Tell which cells a figure comes from."""
    result = pipeline.trace(draft, text, texts=texts)
    lines = show.traced_lines(result, teller.words)
    teller.tell(result.ok, lines, result.diagnostics, show.traced_json(result))
    return 0 if result.ok else FAULTY


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
