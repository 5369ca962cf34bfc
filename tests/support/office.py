"""Word files saved anew by LibreOffice, as a colleague without Word would."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

__all__ = ["has_office", "resaved"]

_FILTERS = {"docx": "docx:MS Word 2007 XML", "txt": "txt:Text (encoded):UTF8"}


def has_office() -> bool:
    """Tell whether LibreOffice is here."""
    return shutil.which("soffice") is not None


def resaved(path: Path, kind: str) -> Path:
    """Return the file that LibreOffice makes of `path`, of another `kind` (docx, odt, txt), in a folder
    beside it."""
    folder = path.parent / f"resaved-{kind}"
    profile = (path.parent / "profile").resolve().as_uri()  # of its own, so that two can run at a time
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", _FILTERS.get(kind,
        kind),
         "--outdir", str(folder), str(path)],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return folder / f"{path.stem}.{kind}"
