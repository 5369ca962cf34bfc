"""Write a file so that what existed is never lost: whole or not at all, whatever happens meanwhile.

The data goes to a temporary neighbour, is flushed to the disk and moved into place in one step. A neighbour
left behind by a killed run is recognised by its name and swept by the next one.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef

__all__ = ["save", "save_new"]

_PREFIX, _SUFFIX = ".~rg", ".tmp"  # short: a name of 80 汉字 and .docx leaves 11 of 255 bytes
_STALE = 3600.0  # seconds after which a temporary neighbour cannot belong to a running save


def save(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there in one step; a link is followed, permissions are kept.

    Refusal PK201 when the place cannot be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise Refusal([fault("PK201", FileRef(str(path)), reason=os.strerror(13))])
    temporary = _temporary(path, target, data)
    try:
        if target.exists():
            temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    except OSError as error:
        _give_up(path, temporary, error)


def save_new(path: Path, data: bytes) -> None:
    """Write `data` to `path`, which must not exist: Refusal PK202 when it does, PK201 when it cannot be
    written."""
    if path.exists() or path.is_symlink():
        raise Refusal([fault("PK202", FileRef(str(path)))])
    temporary = _temporary(path, path, data)
    try:
        # A hard link fails when the name exists, so that two runs at once cannot overwrite each other.
        os.link(temporary, path)
    except FileExistsError as error:
        _discard(temporary)
        raise Refusal([fault("PK202", FileRef(str(path)))]) from error
    except OSError:  # a file system without hard links, such as a USB stick's
        _claim(path, temporary)
    else:
        _discard(temporary)


def _claim(path: Path, temporary: Path) -> None:
    """Move `temporary` to `path`, whose name is taken first: that fails when somebody else has it."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        _discard(temporary)
        raise Refusal([fault("PK202", FileRef(str(path)))]) from error
    except OSError as error:
        _give_up(path, temporary, error)
    try:
        temporary.replace(path)
    except OSError as error:
        _discard(path)
        _give_up(path, temporary, error)


def _temporary(path: Path, target: Path, data: bytes) -> Path:
    """Return a flushed neighbour of `target` that holds `data`."""
    temporary = target.parent / f"{_PREFIX}{os.urandom(3).hex()}{_SUFFIX}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        _give_up(path, temporary, error)
    return temporary


def _give_up(path: Path, temporary: Path, error: OSError) -> NoReturn:
    _discard(temporary)
    raise Refusal([fault("PK201", FileRef(str(path)), reason=error.strerror or "")]) from error


def _discard(left: Path) -> None:
    with suppress(OSError):
        left.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()
