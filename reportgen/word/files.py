"""The one door out: a file is written whole or not at all, and nothing that existed is lost meanwhile.

The data goes to a temporary neighbour, is flushed to the disk, and is moved into place in one step; then the
folder is flushed, so that the step itself outlives a power cut. Nothing else in the package writes a file.
Every operation on the disk goes through `os`, which the tests replace by one that fails at the n-th call.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.leftovers import created, sweep
from reportgen.word.locks import holder
from reportgen.word.obstacles import is_busy, obstacle

__all__ = ["save", "save_new"]

_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds between tries while Windows has a file in use, e.g. to scan it


def save(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there in one step; a link is followed, owner and permissions
    are kept where the system lets them be.

    Refusal PK201, PK205–PK216 when the place cannot be written; the old file is then untouched.
    """
    with _refusing(path):
        target = Path(os.path.realpath(path))
        found = _standing(target)
        if found is not None:
            _refuse_untouchable(path, target, found)
        with _temporary(target, data, 0o600 if found is not None else 0o666) as temporary:
            if found is not None:
                _liken(temporary, target, found)
            _patiently(lambda: os.replace(temporary, target), path)


def save_new(path: Path, data: bytes) -> None:
    """Write `data` to `path`, which must not exist: Refusal PK202 when it does, PK201, PK205–PK216 when it
    cannot be written."""
    with _refusing(path):
        if os.path.lexists(path):  # unlike Path.exists, no exception for a name too long: that is said later
            raise FileExistsError
        with _temporary(path, data, 0o666) as temporary:
            _place(temporary, path)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Make the system's errors refusals."""
    try:
        yield
    except FileExistsError as error:
        raise Refusal([fault("PK202", FileRef(str(path)))]) from error
    except OSError as error:
        raise Refusal([obstacle(error, path)]) from error


def _standing(target: Path) -> os.stat_result | None:
    """Return what the system says of the file at `target`, None when there is none; a link there is one that
    leads in a circle."""
    try:
        return os.lstat(target)
    except FileNotFoundError:
        return None


def _refuse_untouchable(path: Path, target: Path, found: os.stat_result) -> None:
    """Refuse to replace what somebody marked read-only, has open, or what is no ordinary file."""
    place = FileRef(str(path))
    if not stat.S_ISREG(found.st_mode):
        raise Refusal([fault("PK216", place)])
    if not found.st_mode & 0o222:  # to replace it would be to write it
        raise Refusal([fault("PK215", place)])
    if not os.access(target, os.W_OK):
        raise Refusal([fault("PK210", place, folder=str(target.parent))])
    if held := holder(target):
        reason = "open_by" if held.who else "open"
        raise Refusal([fault("PK205", place, hints=("lock",), reason=reason, who=held.who, lock=held.lock)])


@contextmanager
def _temporary(target: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Yield a flushed neighbour of `target` that holds `data`; whatever happens, it is gone afterwards."""
    with _folder(target.parent) as folder:
        sweep(folder)
        with created(folder, mode) as temporary:
            _write(temporary.descriptor, data)
            os.fsync(temporary.descriptor)
            if os.name == "nt":  # which moves no file that is open
                temporary.close()
            yield temporary.path
        _flush(folder)


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """Make `folder` with all above it; those that were made for nothing are taken away again."""
    made: list[Path] = []
    try:
        for one in reversed((folder, *folder.parents)):
            if not os.path.isdir(one) and _is_made(one):
                made.append(one)
        yield folder
    except BaseException:
        for one in reversed(made):
            with suppress(OSError):
                os.rmdir(one)
        raise


def _is_made(folder: Path) -> bool:
    """Make a folder; False when another run was quicker."""
    try:
        os.mkdir(folder)
    except FileExistsError as error:
        if os.path.isdir(folder):
            return False
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error
    return True


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:  # a system may take less than it is given
        left = left[os.write(descriptor, left) :]


def _liken(temporary: Path, target: Path, found: os.stat_result) -> None:
    """Give the new file the owner, the access list and the permissions of the old one, as far as the system
    lets us; it was made for its owner alone, so that what cannot be given leaves it closed, not open."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, -1, found.st_gid)
        with suppress(OSError):
            os.chown(temporary, found.st_uid, -1)  # only an administrator may
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    with suppress(OSError):
        os.chmod(temporary, stat.S_IMODE(found.st_mode))  # last: a change of owner takes bits away


def _place(temporary: Path, path: Path) -> None:
    """Give a file a name that nobody has; FileExistsError when somebody does."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as a USB stick's
        if os.name == "nt":
            _patiently(lambda: os.rename(temporary, path), path)  # there it replaces nothing
        else:
            _claim(temporary, path)


def _claim(temporary: Path, path: Path) -> None:
    """Move a file to a name that is taken first: that fails when somebody else has it."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(path)
        raise


def _patiently(move: Callable[[], None], path: Path) -> None:
    """Move a file, trying again while Windows has it in use; Refusal PK205 when that does not end."""
    for pause in _PAUSES:
        try:
            return move()
        except OSError as error:
            if not is_busy(error):
                raise
            time.sleep(pause)
    try:
        return move()
    except OSError as error:
        if not is_busy(error):
            raise
        raise Refusal([fault("PK205", FileRef(str(path)), reason="open")]) from error


def _flush(folder: Path) -> None:
    """Flush a folder, where the system can: the file is whole and in place already."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
