"""Who has a file open: Word, WPS and LibreOffice put a small file beside it that says so.

Word and WPS write `~$` in place of the first two characters of a name, or before a short one, and WPS also
`.~` before it; LibreOffice writes `.~lock.NAME#`. Where the program has crashed, the file stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

__all__ = ["Holder", "holder"]

_SHORT, _MIDDLE = 6, 7  # characters of a stem before which `~$` is put, and in place of whose first one
_OFFICE, _OPEN_DOCUMENT = "~$", ".~lock."
_LARGEST = 4096  # bytes of such a file; Word's has 162
_WIDE = 54  # where in Word's the name begins for the second time: its length, then UTF-16
_LONGEST = 54  # characters of a name


class Holder(NamedTuple):
    """That a file is open: the name of the file beside it that says so, and whose name that tells, if it
    does."""

    lock: str
    who: str = ""


def holder(path: Path) -> Holder | None:
    """Return who has the file `path` open, None when nobody does as far as its folder tells."""
    for name in _names(path):
        lock = path.with_name(name)
        if not lock.is_file():
            continue
        with suppress(OSError), lock.open("rb") as stream:
            return Holder(name, _who(name, stream.read(_LARGEST)))
        return Holder(name)  # as Word's under Windows, which nobody else may read
    return None


def _names(path: Path) -> Iterator[str]:
    yield f"{_OPEN_DOCUMENT}{path.name}#"
    yield f".~{path.name}"
    yield f"{_OFFICE}{path.name}"  # Excel's way for every name
    if len(path.stem) > _SHORT:
        cut = path.name[1 if len(path.stem) == _MIDDLE else 2 :]
        if not _has_twin(path, cut):
            yield f"{_OFFICE}{cut}"


def _has_twin(path: Path, cut: str) -> bool:
    """Tell whether another file in the folder could be meant as well: 甲方报告 and 乙方报告 share a mark."""
    length = len(path.name)
    with suppress(OSError):
        return any(
            one.name != path.name
            and one.name.endswith(cut)
            and len(one.name) == length
            and not one.name.startswith(_OFFICE)
            for one in path.parent.iterdir()
        )
    return True


def _who(name: str, data: bytes) -> str:
    """Return the name that the file of a program tells, empty when it tells none that can be shown."""
    if name.startswith(_OPEN_DOCUMENT):  # `,user,machine,time,profile;` with the full name first, if known
        parts = data.decode("utf-8", errors="replace").split(",")
        said = next((part for part in parts[:2] if part.strip()), "")
    else:
        length = int.from_bytes(data[_WIDE : _WIDE + 2], "little")
        wide = data[_WIDE + 2 : _WIDE + 2 + 2 * min(length, _LONGEST)]
        said = wide.decode("utf-16-le", errors="replace")
    said = said.strip().strip("\0")
    return said if said.isprintable() and "\N{REPLACEMENT CHARACTER}" not in said else ""
