"""Try one mutant: every use case that would read it, and what must hold of whatever comes out."""

from __future__ import annotations

import random
import re
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen import Refusal, build, check, pipeline
from reportgen.fields import Nature
from reportgen.manifest import read_manifest
from reportgen.messages import catalog
from reportgen.settings import Settings
from reportgen.show import (
    checked_lines,
    linted_lines,
    redline_words,
    revised_lines,
    revision_page,
    traced_lines,
)
from reportgen.word.package import open_package
from reportgen.word.parts import story_parts
from reportgen.word.xml import parsed
from tests.fuzz.damage import damaged_package, damaged_text
from tests.fuzz.subjects import Subject, subject

__all__ = ["KINDS", "Find", "Verdict", "tried"]

KINDS = ("book", "template", "draft", "folder")
BOUND = 30  # seconds of the processor's time, in which any of the use cases ends
LARGE = 0.01  # how many mutants are of the large set
SELDOM = {
    "roll": 0.15,
    "collect": 0.1,
    "needed": 0.1,
    "diff back": 0.3,
}  # what takes long is not done every time
NOWHERE = re.compile(r"none|nan|inf|#[a-z/0]+[!?]|#n/a|null|undefined|\{\{|\}\}", re.IGNORECASE)
WORDS = catalog("en")


class Hang(Exception):
    """A use case that goes on beyond its bound."""


@dataclass(frozen=True)
class Find:
    """What must not be: where it happened, and what."""

    number: int
    kind: str
    step: str
    told: str


@dataclass(frozen=True)
class Verdict:
    """How the use cases ended: `ok` or a code each; and the finds."""

    ends: tuple[str, ...]
    finds: tuple[Find, ...]


def tried(number: int, kind: str = "", at_most: int = 0) -> Verdict:
    """Return what came of the mutant of a number; of its use cases `at_most` so many are run, drawn by
    chance, all unless told."""
    chance = random.Random(number)
    kind = kind or chance.choices(KINDS, weights=(5, 4, 3, 1))[0]
    whole = subject(chance.random() < LARGE)
    with tempfile.TemporaryDirectory(prefix="fuzz") as name:
        folder = Path(name)
        _lay_out(whole, folder)
        _damage(whole, kind, chance, folder)
        ends, finds = [], []
        steps = _steps(kind, folder)
        asked = [step for step in steps if chance.random() <= SELDOM.get(step, 1)]
        if at_most:
            asked = chance.sample(asked, min(at_most, len(asked)))
        for step in asked:
            end, told = _ended(steps[step])
            ends.append(f"{step} {end}")
            if told:
                finds.append(Find(number, kind, step, told))
    return Verdict(tuple(ends), tuple(finds))


def _lay_out(whole: Subject, folder: Path) -> None:
    (folder / "book.xlsx").write_bytes(whole.book)
    (folder / "template.docx").write_bytes(whole.template)
    (folder / "good.docx").write_bytes(whole.draft)
    (folder / "good.xlsx").write_bytes(whole.book)


def _damage(whole: Subject, kind: str, chance: random.Random, folder: Path) -> None:
    if kind == "folder":
        (folder / "csv").mkdir()
        files = dict(whole.folder)
        name = chance.choice(sorted(files))
        files[name] = damaged_text(files[name].decode(), chance).encode("utf-8", "replace")
        for name, data in files.items():
            (folder / "csv" / name).write_bytes(data)
        return
    name, data = {
        "book": ("book.xlsx", whole.book),
        "template": ("template.docx", whole.template),
        "draft": ("draft.docx", whole.draft),
    }[kind]
    (folder / name).write_bytes(damaged_package(data, chance))


def _steps(kind: str, folder: Path) -> dict[str, Callable[[], object]]:
    """Return the use cases that read what is damaged."""
    book, template, draft = folder / "book.xlsx", folder / "template.docx", folder / "draft.docx"
    how = Settings(output=str(folder / "output"))
    if kind == "book":
        return {
            "check": lambda: [*checked_lines(check(book, template, how, last=folder / "good.xlsx"), WORDS)],
            "build": partial(_build, book, template, folder, how),
            "roll": lambda: _read(pipeline.roll(book, folder / "rolled.xlsx", how).path, how),
            "export": lambda: pipeline.export(book, folder / "csv"),
            "collect": lambda: pipeline.collect(folder / "good.xlsx", [book], folder / "all.xlsx"),
            "diff": partial(_compare, folder / "good.xlsx", book, folder),
        }
    if kind == "template":
        return {
            "lint": lambda: [*linted_lines(pipeline.lint(template, book, how), WORDS)],
            "annotate": partial(_annotate, template, folder, how),
            "build": partial(_build, book, template, folder, how),
            "render": lambda: pipeline.merge_data(template, {}, folder / "rendered.docx", strict=False),
            "needed": lambda: pipeline.book_for(folder / "needed.xlsx", template),
        }
    if kind == "draft":
        return {
            "trace": lambda: [*traced_lines(pipeline.trace(draft, texts=True), WORDS)],
            "ask": lambda: pipeline.trace(draft, "工业总产值11.83亿元"),
            "diff": partial(_compare, folder / "good.docx", draft, folder),
            "diff back": partial(_compare, draft, folder / "good.docx", folder),
            "text": lambda: pipeline.read_file(draft),
        }
    return {"read": lambda: _read(pipeline.copy_book(folder / "copy.xlsx", folder / "csv")[0], how)}


def _read(book: Path, how: Settings) -> None:
    """What we write ourselves can be read."""
    told = check(book, settings=how).diagnostics
    broken = [one.code for one in told if one.code.startswith("PK") or one.code in ("WB101", "WB102")]
    assert not broken, f"our own workbook is refused: {broken}"


def _build(book: Path, template: Path, folder: Path, how: Settings) -> None:
    made = build(book, template, folder / "built.docx", settings=how)
    package = open_package(made.draft)
    for name in story_parts(package):
        parsed(package.part(name), package.file, name)
    manifest = read_manifest(package)
    assert manifest is not None, "a draft without its manifest"
    for figure in manifest.figures:
        is_text = figure.nature == Nature.TEXT
        assert is_text or (figure.text.strip() and not NOWHERE.search(figure.text)), (
            f"printed {figure.text!r}"
        )


def _annotate(template: Path, folder: Path, how: Settings) -> None:
    found = pipeline.lint(template, settings=how)
    if not any(one.code.startswith("PK1") for one in found.diagnostics):
        pipeline.annotate(template, folder / "annotated.docx", found.diagnostics, lambda one: (one.code,))


def _compare(old: Path, new: Path, folder: Path) -> None:
    found = pipeline.compared(old, new)
    list(revised_lines(found.revision, WORDS))
    pipeline.write_page(found, folder / "page.html", revision_page(found.revision, WORDS))
    if found.alignment is not None:
        words = redline_words(found.revision, WORDS)
        pipeline.write_redline(found, folder / "redline.docx", words, "2021-01-08T00:00:00Z")
        open_package(folder / "redline.docx")


def _ended(run: Callable[[], object]) -> tuple[str, str]:
    """Return how a use case ended, and what must not be."""
    try:
        with _bounded():
            run()
    except Refusal as refusal:
        return (
            ("refused", "a refusal without a reason")
            if not refusal.diagnostics
            else (
                refusal.diagnostics[0].code,
                "",
            )
        )
    except Hang:
        return "hang", f"more than {BOUND} s\n{traceback.format_exc()}"
    except AssertionError as error:
        return "wrong", str(error)
    except (Exception, RecursionError):  # anything at all is a find: this is what is looked for
        return "raised", traceback.format_exc()
    return "ok", ""


@contextmanager
def _bounded() -> Iterator[None]:
    """Stop what takes too much of the processor's time, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, BOUND)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
