"""Word files saved anew by LibreOffice, as a colleague without Word would; and their tracked changes accepted
or rejected there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

__all__ = [
    "accepted_by_office",
    "has_calc",
    "has_office",
    "has_uno",
    "rejected_by_office",
    "resaved",
    "resaved_all",
]

_PYTHON = "/usr/bin/python3"  # of the system, which has LibreOffice's `uno`; that of a venv has not
_SCRIPT = Path(__file__).with_name("office_script.py")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "txt": "txt:Text (encoded):UTF8"}


def has_office() -> bool:
    """Tell whether LibreOffice is here."""
    return shutil.which("soffice") is not None


def has_calc() -> bool:
    """Tell whether LibreOffice is here, with what opens workbooks."""
    found = shutil.which("soffice")
    return found is not None and (Path(found).resolve().parent / "scalc").exists()


@cache
def has_uno() -> bool:
    """Tell whether LibreOffice is here, and a Python that can drive it."""
    if not has_office() or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def accepted_by_office(*paths: Path) -> tuple[Path, ...]:
    """Return the files that LibreOffice makes of some when it accepts all their changes, in a folder beside
    them."""
    return _resolved("accept", paths)


def rejected_by_office(*paths: Path) -> tuple[Path, ...]:
    """Return the files that LibreOffice makes of some when it rejects all their changes, in a folder beside
    them."""
    return _resolved("reject", paths)


def _resolved(how: str, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    folder = paths[0].parent / how
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [_PYTHON, str(_SCRIPT), str(folder), how, *map(str, paths)],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return tuple(folder / path.name for path in paths)


def resaved(path: Path, kind: str) -> Path:
    """Return the file that LibreOffice makes of `path`, of another `kind` (docx, odt, txt), in a folder
    beside it."""
    return resaved_all((path,), kind)[0]


def resaved_all(paths: Sequence[Path], kind: str) -> tuple[Path, ...]:
    """Return the files that LibreOffice makes of others of one folder, all in one start of it."""
    folder = paths[0].parent / f"resaved-{kind}"
    profile = (paths[0].parent / "profile").resolve().as_uri()  # of its own, so that two can run at a time
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", _FILTERS.get(kind,
        kind),
         "--outdir", str(folder), *map(str, paths)],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return tuple(folder / f"{path.stem}.{kind}" for path in paths)
