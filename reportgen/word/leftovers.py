"""Temporary neighbours: made under names that tell whose they are, and swept when a killed run left them.

A run keeps a lock on its neighbour for as long as it needs it, and the system takes the lock away when the
run ends, however it ends. So a neighbour of this machine that nobody has locked is left over. One of another
machine, or where there are no locks, counts as left over after a day.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["Neighbour", "created", "sweep"]

STALE = 24 * 3600.0  # seconds after which no save can still be at work, whatever a server's clock says
TRIES = 100  # names tried for a neighbour, of sixteen million
_NAME = re.compile(r"\.~rg([0-9a-f]{4})[0-9a-f]{6}\.tmp")
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Neighbour:
    """A new file under a temporary name, open to be written, and locked."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self.descriptor = path, descriptor

    def close(self) -> None:
        """Close the file, unless it is closed; what it holds is on the disk by then."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)


@contextmanager
def created(folder: Path, mode: int) -> Iterator[Neighbour]:
    """Yield a new empty file in `folder`; afterwards it is closed, and gone unless it was moved."""
    neighbour = _created(folder, mode)
    try:
        yield neighbour
    finally:
        if os.name == "nt":  # which removes no file that is open
            neighbour.close()
        _remove(neighbour.path)  # while it is locked, the name is ours
        neighbour.close()


def sweep(folder: Path) -> None:
    """Remove what killed runs of this user left in `folder`; what cannot be looked at is left alone."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            named = _NAME.fullmatch(entry.name)
            if named is not None and _is_own(entry):
                with suppress(OSError):
                    _sweep(entry, named[1] == _host())


def _created(folder: Path, mode: int) -> Neighbour:
    for _ in range(TRIES):
        path = folder / f".~rg{_host()}{os.urandom(3).hex()}.tmp"
        try:
            neighbour = Neighbour(path, os.open(path, _FLAGS, mode))
        except FileExistsError:
            continue
        try:
            _lock(neighbour.descriptor, wait=True)
            if _is_at(path, neighbour.descriptor):  # else a sweep came between making and locking it
                return neighbour
        except BaseException:
            _remove(path)
            neighbour.close()
            raise
        neighbour.close()
    raise OSError(f"{folder}: no free name")


def _sweep(entry: os.DirEntry[str], is_of_here: bool) -> None:
    is_old = time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE
    if os.name == "nt":  # a file that somebody writes cannot be removed there
        if is_old:
            os.unlink(entry.path)
        return
    descriptor = os.open(entry.path, _LOOK)
    try:
        locked = _lock(descriptor, wait=False)
        is_left = is_old if locked is None else locked and (is_of_here or is_old)
        if is_left and _is_at(Path(entry.path), descriptor):
            os.unlink(entry.path)
    finally:
        os.close(descriptor)


def _is_own(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is an ordinary file of this user."""
    with suppress(OSError):
        found = entry.stat(follow_symlinks=False)
        return stat.S_ISREG(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())
    return False


def _is_at(path: Path, descriptor: int) -> bool:
    if os.name == "nt":
        return True
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int, *, wait: bool) -> bool | None:
    """Lock a file; False when another run has it locked, None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _host() -> str:
    """Return the mark of this machine in the names of its neighbours."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(name.encode(errors='surrogateescape')) & 0xFFFF:04x}"


def _remove(path: Path) -> None:
    for _ in range(2):  # what fails once, as while a scanner looks at it, may succeed at once after
        try:
            return os.unlink(path)
        except FileNotFoundError:
            return None
        except OSError:
            continue
    return None
