"""Disks that fail: what the door out asks of `os`, in two modules, is asked of these instead."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reportgen.word import files, leftovers

__all__ = ["FailingDisk", "left_in"]

OPERATIONS = (
    *("open", "write", "fsync", "replace", "link", "rename", "unlink", "mkdir", "rmdir", "chmod", "chown"),
    *("lstat", "stat", "fstat", "scandir", "access", "close", "setxattr", "getxattr", "listxattr"),
)


class FailingDisk:
    """The system's operations, of which the n-th fails; those not `failing` are not counted. `done` when
    there were fewer, `calls` are the names of those that were made."""

    def __init__(self, number: int, code: int = errno.ENOSPC, failing: tuple[str, ...] = OPERATIONS) -> None:
        self.left, self.code, self.failing = number, code, failing
        self.calls: list[str] = []

    @property
    def done(self) -> bool:
        """Whether no operation failed."""
        return self.left > 0

    def __getattr__(self, name: str) -> Any:
        own = getattr(os, name)
        return self._counted(name, own) if name in self.failing else own

    def _counted(self, name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            self.calls.append(name)
            if self.left == 0:
                if name == "close":  # the system closes a file also where it reports a fault
                    own(*args, **kwargs)
                raise OSError(self.code, os.strerror(self.code))
            return own(*args, **kwargs)

        return counted

    @contextmanager
    def plugged_in(self) -> Iterator[None]:
        """Let the door out work on this disk."""
        with pytest.MonkeyPatch.context() as patches:
            patches.setattr(files, "os", self)
            patches.setattr(leftovers, "os", self)
            yield


def left_in(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())
