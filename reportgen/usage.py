"""Help and wrong usage in the reader's language: the texts of commands are keys of the catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, Any

import click

from reportgen.messages import LANGUAGES, Catalog, catalog, preferred_language

__all__ = ["SpokenCommand", "SpokenGroup", "language_asked", "language_of"]

_METAVARS = {"[OPTIONS]": "usage.options", "COMMAND [ARGS]...": "usage.command.args"}
_HELP_SHOWN = getattr(click.exceptions, "NoArgsIsHelpError", ())  # it prints the help; click 8.1 has no such
_INDENT, _GAP = 2, 3
_TYPED = f"{__name__}.lang"  # the language typed anywhere in the call, before click has read the options


def language_of(ctx: click.Context) -> str:
    """Return the language asked for by the command, by the group, or by the locale."""
    return language_asked(ctx) or preferred_language()


def language_asked(ctx: click.Context) -> str | None:
    """Return the language asked for by the command or by the group, None when neither does."""
    context: click.Context | None = ctx
    while context is not None:
        asked = context.params.get("lang")  # while click still reads the options it may be a mark of its own
        if asked in LANGUAGES:
            return str(asked)
        context = context.parent
    typed: str | None = ctx.meta.get(_TYPED)
    return typed


class SpokenCommand(click.Command):
    """A command with help in two languages, whose wrong usage is told in them too."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of a call; wrong usage is told in the reader's language."""
        with _spoken():
            return super().make_context(*args, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a language asked for behind --help is known when the help is shown."""
        words = [word for arg in args for word in arg.split("=", 1)]
        ctx.meta[_TYPED] = next(
            (asked for flag, asked in pairwise(words) if flag == "--lang" and asked in LANGUAGES),
            ctx.meta.get(_TYPED),
        )
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; wrong usage is told in the reader's language."""
        with _spoken():
            return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the command's name in its usage."""
        words = _words(ctx)
        return [_said(_METAVARS.get(piece, piece), words) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _words(ctx).text("usage.prefix"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_said(self.help, _words(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with what it is for."""
        words = _words(ctx)
        _write_rows(formatter, words.text("usage.heading.options"), [*self._option_rows(ctx, words)])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        formatter.write(f"\n{_said(self.epilog, _words(ctx))}\n")

    def _option_rows(self, ctx: click.Context, words: Catalog) -> Iterator[tuple[str, str]]:
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None and isinstance(option, click.Option):
                text = _said("help.help" if "--help" in option.opts else option.help, words)
                yield record[0], text + (words.text("usage.required") if option.required else "")


class SpokenGroup(SpokenCommand, click.Group):
    """The group of all commands."""

    command_class = SpokenCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with a few words on what it does."""
        words = _words(ctx)
        rows = [(name, words.text(f"{self.commands[name].help}.short")) for name in self.list_commands(ctx)]
        _write_rows(formatter, words.text("usage.heading.commands"), rows)


class _MisuseError(click.UsageError):
    """Wrong usage, told like any other fault: what is wrong, and what to do."""

    def __init__(self, error: click.UsageError, ctx: click.Context) -> None:
        super().__init__(_reason(error, _words(ctx)), ctx)
        self.at = ctx

    def show(self, file: IO[Any] | None = None) -> None:
        """Print what is wrong, how the command is called, and where its help is."""
        words, path = _words(self.at), self.at.command_path
        usage = " ".join([path, *self.at.command.collect_usage_pieces(self.at)])
        click.echo(f"{words.text('severity.error')}  {self.message}", file=file, err=True)
        for label, text in (("label.usage", usage), ("label.help", f"{path} --help")):
            click.echo(f"{' ' * _INDENT}{words.text(label)}  {text}", file=file, err=True)


@contextmanager
def _spoken() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if error.ctx is None or isinstance(error, (_MisuseError, *_as_tuple(_HELP_SHOWN))):
            raise
        raise _MisuseError(error, error.ctx) from error


def _write_rows(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    formatter.write(f"\n{heading}\n")
    with formatter.indentation():
        formatter.write_dl(rows, col_spacing=_GAP)


def _as_tuple(kinds: Any) -> tuple[type, ...]:
    return kinds if isinstance(kinds, tuple) else (kinds,)


def _reason(error: click.UsageError, words: Catalog) -> str:
    """Return what is wrong; what click says of a value stays as click says it."""
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return words.text("usage.missing", name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(kind := error.param.type, click.IntRange):
            typed = error.message.partition(" ")[0].strip("'")  # click: 20 is not in the range …
            name = _name(error.param)
            return words.text("usage.range", name=name, low=kind.min, high=kind.max, found=typed)
        return words.text("usage.value", name=_name(error.param), reason=error.message)
    if isinstance(error, click.NoSuchOption):
        return words.text("usage.option", name=error.option_name) + _near(error.possibilities, words)
    command = getattr(error, "command_name", None)  # click.NoSuchCommand, which click 8.1 has not
    if command is not None:
        return words.text("usage.command", name=command) + _near(getattr(error, "possibilities", None), words)
    return error.format_message()


def _name(parameter: click.Parameter) -> str:
    return (
        max(parameter.opts, key=len) if isinstance(parameter, click.Option) else str(parameter.name).upper()
    )


def _near(names: Sequence[str] | None, words: Catalog) -> str:
    return words.text("usage.near", names=", ".join(names)) if names else ""


def _words(ctx: click.Context) -> Catalog:
    return catalog(language_of(ctx))


def _said(key: str | None, words: Catalog) -> str:
    return words.text(key) if key is not None and key in words else key or ""
