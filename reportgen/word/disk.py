"""Bytes of a file on disk, and nothing else's: no folder, no pipe, no device, and no more than the limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from reportgen.bounds import MEBIBYTE, bounds
from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.kinds import ZIP

__all__ = ["read_file"]

_MODE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path) -> bytes:
    """Return the bytes of the file at `path`; of one that is no zip, and too large, only the first ones.

    Refusal: PK101 no such file, PK102 no file that can be read, PK107 a zip larger than the limit.
    """
    most = bounds().file * MEBIBYTE
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a device may do anything
            raise Refusal([_no_file(path)])
        with os.fdopen(os.open(path, _MODE), "rb") as stream:
            told = os.fstat(stream.fileno())
            if not stat.S_ISREG(told.st_mode):
                raise Refusal([_no_file(path)])
            data = stream.read(len(ZIP))
            if told.st_size <= most or data != ZIP:
                data += stream.read(most + 1 - len(data))  # its size is what was told; some files only grow
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise Refusal([fault("PK101", FileRef(str(path)))]) from missing
    except OSError as error:
        hints = ("denied",) if error.errno in (errno.EACCES, errno.EPERM) else ()
        raise Refusal(
            [fault("PK102", FileRef(str(path)), hints=hints, reason=error.strerror or "")]
        ) from error
    except ValueError as error:  # a NUL, or half a character, that no system takes in a name
        raise Refusal([fault("PK101", FileRef(repr(str(path))))]) from error
    if data.startswith(ZIP) and max(len(data), told.st_size) > most:
        raise Refusal([fault("PK107", FileRef(path.name), hints=("file",), limit=bounds().file)])
    return data


def _no_file(path: Path) -> Diagnostic:
    is_folder = path.is_dir()
    hints = ("folder",) if is_folder else ("special",)
    return fault(
        "PK102",
        FileRef(str(path)),
        hints=hints,
        reason=os.strerror(errno.EISDIR if is_folder else errno.EINVAL),
    )
