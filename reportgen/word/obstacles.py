"""What keeps a file from being written, by the system's error: each has a code that tells what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import FileRef

__all__ = ["is_busy", "obstacle"]

# Not every system has every error; those that it has not cannot occur there.
_NAMES = {
    "PK206": ("ENOSPC",),
    "PK207": ("EDQUOT",),
    "PK208": ("EFBIG",),
    "PK209": ("EROFS",),
    "PK210": ("EACCES", "EPERM"),
    "PK211": ("ENAMETOOLONG",),
    "PK212": ("ENOENT",),
    "PK213": ("ENOTDIR",),
    "PK214": (
        *("EIO", "ENXIO", "ENODEV", "ESTALE", "EREMOTEIO", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH"),
        *("ENETDOWN", "ENETUNREACH", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "ENOTCONN", "ENOMEDIUM"),
    ),
    "PK216": ("ELOOP", "EISDIR"),
}
# Windows tells more by its own numbers (winerror.h) than Python makes of them.
_OF_WINDOWS = {
    "PK205": (32, 33),  # sharing violation, lock violation
    "PK206": (39, 112),
    "PK207": (1295,),
    "PK208": (223,),
    "PK209": (19,),
    "PK211": (111, 206),
    "PK212": (3, 15),
    "PK214": (21, 31, 51, 53, 54, 55, 59, 64, 67, 121, 1117, 1167, 1231, 1232, 1236),
}
_OF_FOLDERS = ("PK206", "PK207", "PK209", "PK210", "PK212", "PK214")  # whose words name the folder
_BUSY = (5, 32, 33)  # what Windows says of moving a file that is open; the first is "access denied"


def _by_number(table: dict[str, Iterable[int]]) -> dict[int, str]:
    return {number: code for code, numbers in table.items() for number in numbers}


_CODES = _by_number(
    {code: [getattr(errno, name) for name in names if hasattr(errno, name)] for code, names in _NAMES.items()}
)
_WINDOWS_CODES = _by_number({code: list(numbers) for code, numbers in _OF_WINDOWS.items()})


def obstacle(error: OSError, path: Path) -> Diagnostic:
    """Return the fault of a file that cannot be written for `error`; PK201 when the error is none of those
    that have a code of their own."""
    number = getattr(error, "winerror", None)
    code = _WINDOWS_CODES.get(number or 0) or _CODES.get(error.errno or 0, "PK201")
    place = FileRef(str(path))
    if code == "PK201":
        return fault(code, place, reason=error.strerror or str(error) or type(error).__name__)
    if code == "PK205":
        return fault(code, place, reason="open")
    if code == "PK213":  # the folder that is a file is another than the file to write
        return fault(code, place, folder=str(error.filename or path.parent))
    return fault(code, place, folder=str(path.parent)) if code in _OF_FOLDERS else fault(code, place)


def is_busy(error: OSError) -> bool:
    """Tell whether Windows keeps a file from being moved because a program has it open."""
    return getattr(error, "winerror", None) in _BUSY
