"""What killed runs leave is swept, and nothing else."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from reportgen.word import leftovers
from reportgen.word.files import save, save_new
from reportgen.word.leftovers import STALE, created, sweep
from tests.support.disks import left_in

HERE, ELSEWHERE = leftovers._host(), f"{int(leftovers._host(), 16) ^ 1:04x}"
LONG_AGO = time.time() - STALE - 60
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of Unix")


@pytest.mark.parametrize(
    ("name", "is_old", "is_swept"),
    [
        (f".~rg{HERE}abcdef.tmp", False, True),  # of this machine, and nobody has it locked
        (f".~rg{HERE}abcdef.tmp", True, True),
        (f".~rg{ELSEWHERE}abcdef.tmp", False, False),  # may be at work still
        (f".~rg{ELSEWHERE}abcdef.tmp", True, True),
        (f".~rg{HERE}ABCDEF.tmp", True, False),  # none of ours
        (f".~rg{HERE}abcdef.tmp.docx", True, False),
        (f"~rg{HERE}abcdef.tmp", True, False),
        (".~rgabcdef.tmp", True, False),
        ("我的.tmp", True, False),
        ("~$稿.docx", True, False),
        (".~lock.稿.docx#", True, False),
    ],
)
def test_only_what_a_killed_run_left_is_swept(
    name: str, is_old: bool, is_swept: bool, tmp_path: Path
) -> None:
    """By the name, the lock, and where there is none by the age."""
    (tmp_path / name).write_bytes(b"")
    if is_old:
        os.utime(tmp_path / name, (LONG_AGO, LONG_AGO))
    sweep(tmp_path)

    assert ([] if is_swept else [name]) == left_in(tmp_path)


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_ordinary_file_stays(kind: str, tmp_path: Path) -> None:
    """Whatever it is called; nor does a pipe keep anybody waiting."""
    name = f".~rg{HERE}abcdef.tmp"
    target = tmp_path / "重要.docx"
    target.write_bytes(b"x")
    {
        "folder": (tmp_path / name).mkdir,
        "link": lambda: (tmp_path / name).symlink_to(target),
        "pipe": lambda: os.mkfifo(tmp_path / name),
    }[kind]()
    sweep(tmp_path)

    assert [name, "重要.docx"] == left_in(tmp_path)


def test_a_file_of_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a shared folder each sweeps his own."""
    (tmp_path / f".~rg{HERE}abcdef.tmp").write_bytes(b"")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    sweep(tmp_path)

    assert 1 == len(left_in(tmp_path))


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    """It has it locked."""
    with created(tmp_path, 0o600) as theirs:
        save(tmp_path / "稿.docx", b"ours")
        assert theirs.path.exists()

    assert ["稿.docx"] == left_in(tmp_path)


def test_a_sweep_between_making_and_locking_costs_only_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other run finds the file unlocked and takes it for left over: another one is made."""
    own, swept = leftovers._lock, []

    def lock(descriptor: int, *, wait: bool) -> bool | None:
        if wait and not swept:
            swept.extend(tmp_path.iterdir())
            sweep(tmp_path)
        return own(descriptor, wait=wait)

    monkeypatch.setattr(leftovers, "_lock", lock)
    save(tmp_path / "稿.docx", b"whole")

    assert 1 == len(swept)
    assert (["稿.docx"], b"whole") == (left_in(tmp_path), (tmp_path / "稿.docx").read_bytes())


def test_where_there_are_no_locks_only_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some network drives: what is a day old goes, what is younger stays."""
    monkeypatch.setattr(leftovers, "_lock", lambda descriptor, *, wait: None)
    for name, when in ((f".~rg{HERE}aaaaaa.tmp", LONG_AGO), (f".~rg{HERE}bbbbbb.tmp", time.time())):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (when, when))
    save(tmp_path / "稿.docx", b"x")

    assert [f".~rg{HERE}bbbbbb.tmp", "稿.docx"] == left_in(tmp_path)


def test_many_that_write_and_sweep_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Eight threads, each with files of its own in one folder."""
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for at in range(25):
                save(tmp_path / f"{number}.docx", bytes([number]) * 5000)
                save_new(tmp_path / f"{number}-{at}.docx", bytes([number]) * 5000)
        except BaseException as error:  # a thread tells nobody by itself
            faults.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == faults
    assert 8 * 26 == len(left_in(tmp_path))
