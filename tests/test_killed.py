"""Builds that are killed, or that run out of room, over an existing draft: it is the old one or the new one.

`make kill` does the same a thousand times with the sample.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.books import small_book
from tests.support.clerk import ROOT
from tests.support.docs import docx

KILLS = 24
KILL = """
import json, sys
from pathlib import Path
from tests.support.kills import Work, killed
folder, book, template, kills = sys.argv[1:]
print(json.dumps(killed(Path(folder), Work(Path(book), Path(template)), int(kills))))
"""
SQUEEZE = """
import json, os, sys
from pathlib import Path
from reportgen.word.files import save
from tests.support.squeezes import squeezed
target = Path(sys.argv[1]) / "out" / "稿.docx"
save(target, b"old" * 10_000)
data = os.urandom(60_000)
print(json.dumps(squeezed(lambda: save(target, data), target, len(data))))
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, SIGKILL and limits of a process")


def told(program: str, *arguments: str | Path) -> Any:
    """Return what a program tells, run in a process of its own."""
    world = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return json.loads(subprocess.run(command, cwd=ROOT, env=world, capture_output=True, check=True).stdout)


def test_a_build_killed_at_any_moment_leaves_a_whole_draft(tmp_path: Path) -> None:
    """Over a draft and beside one; what a killed run left is swept by the next."""
    template = tmp_path / "模板.docx"
    template.write_bytes(docx("{{ 年度 }}年，工业总产值{{ 工业总产值 }}，{{ 工业总产值.同比 }}。"))
    kills, before, amid, broken, stayed = told(KILL, tmp_path, small_book(tmp_path), template, KILLS)

    assert (KILLS, 0, 0) == (kills, broken, stayed)
    assert (
        before > KILLS // 2
    )  # these came in time, and some while the draft was written: else they prove nothing
    assert amid > 0


def test_a_draft_without_room_leaves_the_old_one(tmp_path: Path) -> None:
    """Files may grow to each multiple of 512 bytes and no further: refused, the old draft untouched."""
    limits, wrong = told(SQUEEZE, tmp_path)

    assert (118, []) == (limits, wrong)
