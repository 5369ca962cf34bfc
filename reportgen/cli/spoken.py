"""What all commands have in common: their group, their options, how a refusal ends them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from reportgen import __version__
from reportgen.console import FAULTY, Teller
from reportgen.diagnostics import Refusal
from reportgen.messages import LANGUAGES, catalog
from reportgen.usage import SpokenGroup, language_of

__all__ = ["book_argument", "cli", "spoken", "template_option"]

book_argument = click.argument("book", type=click.Path(path_type=Path))
template_option = click.option(
    "-t", "--template", type=click.Path(path_type=Path), help="help.option.template"
)


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


def spoken(name: str, refused: int = FAULTY) -> Callable[[Callable[..., int]], click.Command]:
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
