"""Transcripts in pages are real: their commands are run again and what they print is put in.

Two notations. A `console` block holds commands, each behind a `$ `, with their output below. A `sh` block
with a `text` block right behind it holds commands, and the `text` block all that they print. The commands of
a page run one after the other in one copy of the project, as in one sitting. What the reader does in Excel
stands in a comment that nobody sees, `<!-- edit inputs/xuanen-2020.xlsx: 指标!I18 = 428600 -->`; no value
empties the cell. `<!-- start afresh -->` begins again with a new copy, and
`<!-- template mine.docx: one paragraph / another -->` writes a Word file of these paragraphs, and
`<!-- type output/a.docx: 8家 = 9家; … -->` types over the first place of a text in a draft, as in Word.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["has_transcripts", "played"]

_CONSOLE = r"```console\n(?P<console>.*?)```"
_PAIR = r"```sh\n(?P<commands>[^`]*)```\n\n```text\n(?P<output>[^`]*)```"
_EDIT = r"<!-- edit (?P<book>\S+): (?P<edits>.*?) -->"
_AFRESH = r"<!-- start (?P<afresh>afresh) -->"
_TEMPLATE = r"<!-- template (?P<template>\S+): (?P<paragraphs>.*?) -->"
_TYPE = r"<!-- type (?P<draft>\S+): (?P<typed>.*?) -->"
_STEP = re.compile("|".join((_CONSOLE, _PAIR, _EDIT, _AFRESH, _TEMPLATE, _TYPE)), re.DOTALL)
_COPIED = ("Makefile", "pyproject.toml", "inputs", "output/README.md", "templates")
_FORGOTTEN = ("LC_ALL", "LANGUAGE", "MAKEFLAGS", "MAKELEVEL")
_PROMPT = "$ "
_COLUMNS = "100"
_SECONDS = 60


def has_transcripts(text: str) -> bool:
    """Tell whether `text` has any transcript."""
    return re.search(f"{_CONSOLE}|{_PAIR}", text, re.DOTALL) is not None


def played(text: str, project: Path, language: str) -> str:
    """Return `text` with what its commands print now in a copy of `project`, for a reader of `language`."""
    if not has_transcripts(text):
        return text
    with _sitting(project) as folder:
        return _STEP.sub(lambda step: _played(step, project, folder, language), text)


@contextmanager
def _sitting(project: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "reportgen"
        _copy(project, folder)
        yield folder


def _copy(project: Path, folder: Path) -> None:
    """Lay out `folder` as a fresh copy of the project whose environment has been made but not yet filled.

    pip is a stand-in, so that no transcript waits for a download; `reportgen` is this project's own.
    """
    for name in _COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (project / name).is_dir() else shutil.copy2
        copy(project / name, folder / name)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, does in (("python", "true"), ("reportgen", f"exec '{sys.executable}' -m reportgen \"$@\"")):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    (folder / ".venv" / ".made").touch()


def _played(step: re.Match[str], project: Path, folder: Path, language: str) -> str:
    if step["afresh"]:
        shutil.rmtree(folder)
        _copy(project, folder)
    elif step["book"]:
        _edit(folder / step["book"], step["edits"])
    elif step["template"]:
        _write(folder / step["template"], step["paragraphs"].split(" / "))
    elif step["draft"]:
        _type(folder / step["draft"], step["typed"].split("; "))
    elif step["console"] is not None:
        commands = [line for line in step["console"].splitlines() if line.startswith(_PROMPT)]
        told = (f"{line}\n{_run(line.removeprefix(_PROMPT), project, folder, language)}" for line in commands)
        return f"```console\n{''.join(told)}```"
    else:
        output = _run(step["commands"], project, folder, language)
        return f"```sh\n{step['commands']}```\n\n```text\n{output}```"
    return step[0]


def _run(command: str, project: Path, folder: Path, language: str) -> str:
    """Return what a shell command prints on both streams; how it exits is for the reader to judge."""
    environment = {name: value for name, value in os.environ.items() if name not in _FORGOTTEN} | {
        "COLUMNS": _COLUMNS,
        "LANG": "C.UTF-8",
        "LC_MESSAGES": f"{language}.UTF-8",
        "NO_COLOR": "1",
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(project),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False, encoding="utf-8", timeout=_SECONDS,
    )  # fmt: skip
    return done.stdout


def _edit(path: Path, edits: str) -> None:
    """Change cells as somebody would in Excel: `指标!I18 = 428600; 历年!C5 =`."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for edit in edits.split("; "):
        place, _, value = edit.partition(" =")
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = _typed(value.strip())
    book.save(path)


def _write(path: Path, paragraphs: Sequence[str]) -> None:
    """Write a Word file as somebody would in Word, without any style."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))


def _type(path: Path, changes: Sequence[str]) -> None:
    """Type over texts of a draft as somebody would in Word, each where it first stands in one run."""
    from docx import Document

    document = Document(str(path))
    for change in changes:
        old, _, new = change.partition(" = ")
        runs = (run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text)
        run = next(runs)
        run.text = run.text.replace(old, new, 1)
    document.save(str(path))


def _typed(text: str) -> str | int | float | None:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None
