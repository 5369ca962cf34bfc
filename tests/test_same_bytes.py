"""Every kind of file that is written has the same bytes everywhere; and nothing asks for the network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import cycle, product
from pathlib import Path

import pytest

from tests.support.clerk import ROOT
from tests.support.outputs import GIVEN, prepared
from tests.support.thorough import THOROUGH

KINDS = {".docx": 6, ".xlsx": 7, ".csv": 6, ".html": 1, ".json": 1}  # so many files of each at the least
ZONES, LOCALES, SEEDS = ("Asia/Shanghai", "America/St_Johns"), ("zh_CN.UTF-8", "C"), ("0", "77", "4242")
WORLDS = [
    {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
    for (zone, locale), seed in zip([*product(ZONES, LOCALES)] * 2, cycle(SEEDS), strict=False)
]
AT_ONCE = WORLDS if THOROUGH else [WORLDS[5], WORLDS[7]]  # the latter differs from the first in all three


@pytest.fixture(name="given", scope="module")
def _given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands read."""
    folder = tmp_path_factory.mktemp("given")
    prepared(folder)
    return folder


def started(given: Path, folder: Path, world: dict[str, str], *options: str) -> subprocess.Popen[str]:
    """Begin to write everything in a folder of its own, in another world."""
    folder.mkdir()
    for name in GIVEN:
        shutil.copy(given / name, folder)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **world}
    command = [sys.executable, "-m", "tests.support.outputs", *options]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def written(process: subprocess.Popen[str]) -> dict[str, str]:
    """Return the digests of all that a process wrote, when it is done."""
    out, err = process.communicate()
    assert 0 == process.returncode, err
    found: dict[str, str] = json.loads(out)
    return found


def test_every_kind_of_file_is_the_same_everywhere(given: Path, tmp_path: Path) -> None:
    """Two time zones, two locales, three seeds; one process alone, and several at once (eight by `make
    thorough`)."""
    alone = written(started(given, tmp_path / "alone", WORLDS[0]))
    running = [started(given, tmp_path / f"{at}", world) for at, world in enumerate(AT_ONCE)]
    found = [written(process) for process in running]

    assert len(AT_ONCE) > 1
    assert [alone] * len(AT_ONCE) == found
    for kind, count in KINDS.items():
        assert count <= sum(name.endswith(kind) for name in alone)


def test_nothing_asks_for_the_network_or_another_program(given: Path, tmp_path: Path) -> None:
    """Every command runs in a process that ends at the first socket, request or program."""
    found = written(started(given, tmp_path / "offline", {}, "--offline"))

    assert {"named.docx", "page.html", "red.docx", "next.xlsx"} <= set(found)


@pytest.mark.parametrize(
    "statement",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_going_outside_would_be_noticed(statement: str) -> None:
    """The hook ends the process, also where an exception would be caught."""
    hooked = "import sys\nfrom tests.support.outputs import _refuse_outside as hook\nsys.addaudithook(hook)"
    code = f"{hooked}\n{statement}"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert 99 == ended.returncode
    assert ended.stderr.startswith(b"outside: ")
