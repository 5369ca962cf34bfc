"""Engines in processes of their own that stay up: each case goes to each engine in turn, round after
round."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.documents import SYNTAXES, Case

__all__ = ["ENGINES", "Engine", "Files", "Timed", "interleaved", "once", "present"]

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: its name, the syntax of its templates, and the kind of worker it needs."""

    name: str
    syntax: str
    node: str = ""

    @property
    def command(self) -> list[str]:
        """The worker's command line."""
        if self.node:
            return ["node", str(HERE / "peers" / "worker.js"), self.name]
        return [sys.executable, str(HERE / "peers" / "worker.py"), self.name]

    @property
    def is_here(self) -> bool:
        """Whether the engine is installed."""
        if self.node:
            return shutil.which("node") is not None and (HERE / "node_modules" / self.node).is_dir()
        return find_spec(self.name.partition(",")[0]) is not None


ENGINES = (
    Engine("docxtpl", "jinja"),
    Engine("docxtemplater", "braces", node="docxtemplater"),
    Engine("easy-template-x", "braces", node="easy-template-x"),
    Engine("reportgen", "jinja"),
)


def present(engines: Sequence[Engine] = ENGINES) -> list[Engine]:
    """Return the engines that are installed."""
    return [engine for engine in engines if engine.is_here]


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one case, written once: a template for each syntax, and the values."""

    folder: Path
    case: Case
    template: Path | None = None  # in place of those in the folder
    values: Path | None = None

    @classmethod
    def written(cls, folder: Path, case: Case) -> Files:
        """Write the files of a case below `folder`."""
        place = folder / case.name.replace(" ", "-").replace(",", "")
        place.mkdir(parents=True)
        for name, syntax in SYNTAXES.items():
            (place / f"{name}.docx").write_bytes(case.template(syntax))
        (place / "values.json").write_text(json.dumps(case.values(), ensure_ascii=False), "utf-8")
        return cls(place, case)

    @classmethod
    def of_sample(cls, folder: Path, rounds: int) -> Files:
        """Return the sample: the project's own template, and its workbook in place of values."""
        folder.mkdir(parents=True)
        case = Case("the sample's draft", 0, 0, 0, rounds)
        return cls(folder, case, SAMPLE / "templates/annual-summary.docx", SAMPLE / "inputs/xuanen-2020.xlsx")

    def result(self, engine: Engine) -> Path:
        """Return where the engine's last document of the case is saved."""
        return self.folder / f"{engine.name}-result.docx"

    def asked(self, engine: Engine, save: bool = False) -> dict[str, Any]:
        """Return what a worker is asked."""
        return {
            "template": str(self.template or self.folder / f"{engine.syntax}.docx"),
            "values": str(self.values or self.folder / "values.json"),
            "save": str(self.result(engine)) if save else None,
            "times": self.case.times,
        }


@dataclass(slots=True)
class Timed:
    """What an engine took, round by round: seconds of loading and of merging, and the peak of its memory."""

    load: list[float] = field(default_factory=list)
    merge: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def milliseconds(self) -> float:
        """The median of a merge, loading included where an engine loads for each."""
        return median(self.merge) * 1000

    @property
    def least(self) -> float:
        """The least of them."""
        return min(self.merge) * 1000

    @property
    def once(self) -> float:
        """The median of a first merge, with all that an engine does once for a template."""
        return median(load + merge for load, merge in zip(self.load, self.merge, strict=True)) * 1000


def interleaved(files: Files, engines: Sequence[Engine]) -> Mapping[str, Timed]:
    """Return what each engine took for a case; the round before the first warms up, is saved and does not
    count."""
    times = {engine.name: Timed() for engine in engines}
    with ExitStack() as stack:
        workers = {engine: stack.enter_context(_worker(engine)) for engine in engines}
        for number in range(files.case.rounds + 1):
            for engine, worker in workers.items():
                told = _ask(worker, files.asked(engine, save=number == 0))
                if number:
                    times[engine.name].load.append(told["load"])
                    times[engine.name].merge.append(told["seconds"])
                    times[engine.name].peak = told["peak"]
    return times


def once(files: Files, engine: Engine, times: int = 1) -> Timed:
    """Return what a process of its own took, the least of some rounds: for memory, which a worker never gives
    back."""
    found = Timed()
    with _worker(engine) as worker:
        for _ in range(times):
            told = _ask(worker, files.asked(engine))
            found.load.append(told["load"])
            found.merge.append(told["seconds"])
            found.peak = told["peak"]
    return found


@contextmanager
def _worker(engine: Engine) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        engine.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield process
        assert process.stdin is not None  # it is a pipe
        process.stdin.close()


def _ask(worker: subprocess.Popen[str], asked: Mapping[str, Any]) -> dict[str, Any]:
    assert worker.stdin is not None  # both are pipes
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(asked) + "\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    if not line:
        raise SystemExit(f"a worker ended: {worker.args}")
    told: dict[str, Any] = json.loads(line)
    return told
