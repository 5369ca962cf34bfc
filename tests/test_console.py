"""What reaches a terminal: never what a text or the name of a file would have it do."""

from __future__ import annotations

import io
import json
import sys

import pytest

from reportgen.console import Teller
from reportgen.diagnostics import Refusal, fault
from reportgen.messages import catalog
from reportgen.refs import FileRef
from reportgen.show import Line

ESCAPE, CONTROL, TURNED = "\x1b[31m", "\x9b31m", "\u202e"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize("no_colour", [True, False])
@pytest.mark.parametrize("command", [ESCAPE, CONTROL, TURNED])
def test_no_text_commands_the_terminal(
    command: str, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In colour or not, on stdout or stderr."""
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    teller = Teller(catalog("en"), as_json=False)
    teller.lines([Line(f"a{command}b")])
    teller.refuse(Refusal([fault("PK101", FileRef(f"a{command}b.docx"))]))

    shown = out.getvalue() + err.getvalue()
    assert "\N{REPLACEMENT CHARACTER}" in shown
    assert command not in shown


def test_json_escapes_what_a_terminal_would_take_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The document is the same."""
    Teller(catalog("en"), as_json=True).tell(True, (), (), {"text": f"甲{ESCAPE}{CONTROL}{TURNED}"})

    printed = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e"} & set(printed)
    assert f"甲{ESCAPE}{CONTROL}{TURNED}" == json.loads(printed)["text"]
