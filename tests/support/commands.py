"""Commands run as a user would run them, in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from reportgen.cli import cli
from tests.support.docs import blank

__all__ = ["codes", "run", "template", "told"]


def run(*arguments: str | Path) -> Result:
    """Run the command line; an exception that leaves it fails the test."""
    said = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, said, prog_name="reportgen", catch_exceptions=False)


def told(*arguments: str | Path) -> Any:
    """Run a command with --json and return its document: all of stdout, and nothing on stderr."""
    result = run(*arguments, "--json")
    assert "" == result.stderr
    document = json.loads(result.stdout)
    assert {"ok", "diagnostics"} <= set(document)
    assert (result.exit_code == 0) is document["ok"]
    return document


def template(folder: Path, *lines: str) -> Path:
    """Write a template of a few lines."""
    document = blank()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "模板.docx"))
    return folder / "模板.docx"


def codes(*arguments: str | Path) -> list[str]:
    """Return the codes for which a command refuses its work."""
    document = told(*arguments)
    assert not document["ok"]
    return [found["code"] for found in document["diagnostics"]]
