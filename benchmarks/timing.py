"""Whole processes timed side by side: one run of each a round, so that a busy moment hurts all alike."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Command", "Times", "interleaved", "machine"]


@dataclass(frozen=True, slots=True)
class Command:
    """A process to time: its arguments, and the folder it runs in, made anew for each run."""

    arguments: Sequence[str]
    fresh_folder: Callable[[], Path]


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of each round."""

    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def least(self) -> float:
        """The least in milliseconds."""
        return min(self.seconds) * 1000


def interleaved(commands: Mapping[str, Command], rounds: int, bytecode: Path) -> dict[str, Times]:
    """Return the times of each command over `rounds`, after one that compiles all modules into `bytecode`.

    So all modules count as installed ones do, whether or not this machine keeps compiled modules.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = _timed(command, environment)
            if number:
                seconds[name].append(taken)
    return {name: Times(tuple(taken)) for name, taken in seconds.items()}


def machine() -> str:
    """Return what the measurement ran on, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _timed(command: Command, environment: Mapping[str, str]) -> float:
    folder = command.fresh_folder()
    start = time.perf_counter()
    subprocess.run(command.arguments, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
