"""Build again and again in one process, and see what stays of it: memory, open files, temporary files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen import Refusal, build, check, pipeline
from reportgen.settings import Settings
from tests.fuzz.subjects import subject

__all__ = ["Sample", "soak"]

_PAGE = 4096
_OPEN = Path("/proc/self/fd")


@dataclass(frozen=True)
class Sample:
    """What a process holds after so many builds: memory in MB, open files, files in its folders."""

    builds: int
    memory: float
    opened: int
    files: int


def soak(builds: int, every: int, told: Callable[[Sample], None] = lambda _: None) -> list[Sample]:
    """Return samples, one after each `every` builds; of ten builds one is of files that are refused."""
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _lay_out(folder)
        for number in range(1, builds + 1):
            _work(folder, number)
            if number % every == 0:
                samples.append(_sample(number, folder))
                told(samples[-1])
    return samples


def _lay_out(folder: Path) -> None:
    whole = subject()
    (folder / "book.xlsx").write_bytes(whole.book)
    (folder / "template.docx").write_bytes(whole.template)
    (folder / "torn.docx").write_bytes(whole.template[: len(whole.template) // 2])
    (folder / "torn.xlsx").write_bytes(whole.book[:-100])


def _work(folder: Path, number: int) -> None:
    how = Settings(output=str(folder / "output"))
    book, template, draft = folder / "book.xlsx", folder / "template.docx", folder / "draft.docx"
    if number % 10 == 0:
        for torn in ((folder / "torn.xlsx", template), (book, folder / "torn.docx")):
            try:
                build(*torn, draft, settings=how)
            except Refusal:
                continue
            raise AssertionError("a torn file was built from")
        check(folder / "torn.xlsx", settings=how)
        return
    build(book, template, draft, final=number % 3 == 0, settings=how)
    if number % 20 == 1:
        build(book, template, settings=how)  # a numbered draft that says what the last one said
        pipeline.trace(next((folder / "output").glob("*.docx")), "工业总产值")


def _sample(builds: int, folder: Path) -> Sample:
    opened = len(list(_OPEN.iterdir())) if _OPEN.exists() else 0
    return Sample(builds, _memory(), opened, sum(1 for _ in _files(folder)))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _memory() -> float:
    """Return how much of the process is in memory, in MB; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * _PAGE / 2**20 if told.exists() else 0.0
