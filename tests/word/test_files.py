"""A file is written whole or not at all: nothing that existed is lost, whatever happens meanwhile."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Refusal
from reportgen.word import files
from reportgen.word.files import save, save_new

OLD, NEW = b"old" * 9000, b"new" * 9000
# Kills a child that saves over and over, at a random moment, 80 times; says what was found and left behind.
KILLS = """
import os, random, signal, sys, time
from pathlib import Path
from reportgen.word.files import save
folder, old, new = Path(sys.argv[1]), b"old" * 90000, b"new" * 90000
target, chance, broken, amid = folder / "稿.docx", random.Random(7), 0, 0
save(target, old)
for _ in range(80):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"!")
        while True:
            save(target, new)
            save(target, old)
    os.read(reading, 1)
    time.sleep(chance.uniform(0, 0.006))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading), os.close(writing)
    broken += target.read_bytes() not in (old, new)
    amid = len([*folder.glob(".~rg*.tmp")])
print(broken, amid)
"""
OPERATIONS = [
    (os, "fsync"),
    (os, "replace"),
    (os, "link"),
    (os, "chmod"),
    (os, "mkdir"),
    (io, "open"),
    (os, "open"),
]


class FailingAt:
    """Lets the n-th operation on the disk fail as if the disk were full; `done` when there were fewer."""

    def __init__(self, number: int) -> None:
        self.left = number

    @property
    def done(self) -> bool:
        """Whether no operation failed."""
        return self.left > 0

    def around(self, own: Callable[..., Any]) -> Callable[..., Any]:
        """Return the operation, counted."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return own(*args, **kwargs)

        return counted


def left_in(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("write", "existing"), [(save, True), (save, False), (save_new, False)])
def test_whichever_operation_fails_the_old_file_stays_and_nothing_is_left_behind(
    write: Callable[[Path, bytes], None], existing: bool, tmp_path: Path
) -> None:
    """First the first operation fails, then the second, until none does; each failure is a refusal."""
    target = tmp_path / "稿.docx"
    for number in range(1, 30):
        if existing:
            target.write_bytes(OLD)
        before = left_in(tmp_path)
        disk = FailingAt(number)
        with pytest.MonkeyPatch.context() as patches:
            for module, name in OPERATIONS:
                patches.setattr(module, name, disk.around(getattr(module, name)))
            try:
                write(target, NEW)
                refused = ""
            except Refusal as refusal:
                refused = refusal.diagnostics[0].code
        if disk.done or not refused:
            assert target.read_bytes() == NEW
            assert [target.name] == left_in(tmp_path)
            if disk.done:
                break
            target.unlink()
            continue
        assert refused == "PK201"
        assert before == left_in(tmp_path)
        assert not target.exists() or target.read_bytes() == OLD
    assert 3 < number < 20  # mkdir, open, fsync, move: else the test would have failed nothing


def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file is thrown away."""

    class Full(io.FileIO):
        def write(self, data: Any, /) -> int:
            super().write(data[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    with monkeypatch.context() as patches:
        patches.setattr(io, "open", lambda path, mode, *_: Full(path, mode))
        with pytest.raises(Refusal, match=r"^PK201 .*稿\.docx$"):
            save(target, NEW)

    assert ([target.name], OLD) == (left_in(tmp_path), target.read_bytes())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_run_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    """Eighty kills in the midst of saving: each time the file is all old or all new."""
    ran = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path)], capture_output=True, check=True, timeout=60
    )
    broken, left = map(int, ran.stdout.split())

    assert broken == 0
    assert left > 5  # kills that landed in the midst, else they would prove nothing


def test_what_a_killed_run_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    """An hour later the next save clears up; a neighbour that may still be at work, and other files, stay."""
    long_ago = time.time() - files._STALE - 60
    for name, when in ((".~rgaaaaaa.tmp", long_ago), (".~rgbbbbbb.tmp", time.time()), ("我的.tmp", long_ago)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (when, when))
    save(tmp_path / "稿.docx", NEW)

    assert [".~rgbbbbbb.tmp", "我的.tmp", "稿.docx"] == left_in(tmp_path)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    """Who keeps drafts elsewhere by a link keeps them there."""
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    (elsewhere / "真.docx").write_bytes(OLD)
    link = tmp_path / "稿.docx"
    link.symlink_to(elsewhere / "真.docx")
    save(link, NEW)

    assert link.is_symlink()
    assert NEW == (elsewhere / "真.docx").read_bytes()
    assert ["真.docx"] == left_in(elsewhere)


@pytest.mark.parametrize("write", [save, save_new])
def test_a_link_in_a_circle_is_refused(write: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    """It leads nowhere, and is left as it is."""
    link = tmp_path / "稿.docx"
    link.symlink_to(link)
    with pytest.raises(Refusal, match=r"^PK20[12] "):
        write(link, NEW)

    assert link.is_symlink()
    assert ["稿.docx"] == left_in(tmp_path)


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A draft that only its owner may read stays so."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    target.chmod(0o600)
    save(target, NEW)

    assert 0o600 == target.stat().st_mode & 0o777


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_file_marked_read_only_is_refused(mode: int, tmp_path: Path) -> None:
    """Somebody marked it so; to replace it would be to write it."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    target.chmod(mode)
    with pytest.raises(Refusal, match=r"^PK201 "):
        save(target, NEW)

    assert ([target.name], OLD) == (left_in(tmp_path), target.read_bytes())


@pytest.mark.parametrize("write", [save, save_new])
@pytest.mark.parametrize("name", ["汉" * 86 + ".docx", "file/稿.docx", "夹/"])
def test_a_place_that_cannot_be_written_is_refused(
    write: Callable[[Path, bytes], None], name: str, tmp_path: Path
) -> None:
    """A name too long, a file where a folder should be, a folder where the file should be."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "夹").mkdir()
    with pytest.raises(Refusal, match=r"^PK20[12] "):
        write(tmp_path / name, NEW)

    assert ["file", "夹"] == left_in(tmp_path)


def test_the_longest_name_that_fits_can_be_saved(tmp_path: Path) -> None:
    """80 汉字 and .docx are 245 of 255 bytes; the temporary name needs no more."""
    target = tmp_path / ("汉" * 80 + ".docx")
    save_new(target, OLD)
    save(target, NEW)

    assert NEW == target.read_bytes()


@pytest.mark.parametrize("write", [save, save_new])
def test_folders_on_the_way_are_made(write: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    """The first draft of all finds no output folder."""
    write(tmp_path / "甲" / "乙" / "稿.docx", NEW)

    assert NEW == (tmp_path / "甲" / "乙" / "稿.docx").read_bytes()


@pytest.mark.parametrize("kind", ["file", "folder", "link", "link to nothing"])
def test_a_new_file_never_takes_the_place_of_another(kind: str, tmp_path: Path) -> None:
    """Whatever bears the name is left as it is, a link that leads nowhere too."""
    target = tmp_path / "新.xlsx"
    {
        "file": lambda: target.write_bytes(OLD),
        "folder": target.mkdir,
        "link": lambda: target.symlink_to(tmp_path),
        "link to nothing": lambda: target.symlink_to(tmp_path / "无"),
    }[kind]()
    with pytest.raises(Refusal, match=r"^PK202 .*新\.xlsx$"):
        save_new(target, NEW)

    assert ["新.xlsx"] == left_in(tmp_path)
    assert kind != "file" or target.read_bytes() == OLD


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "a stick without hard links"])
def test_of_many_that_make_the_same_new_file_one_wins(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are refused, and the winner's file is whole; also where the disk knows no hard links."""
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links")))
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # all have looked before the first one writes
    target, ready, outcomes = tmp_path / "新.xlsx", threading.Barrier(8), []

    def attempt(number: int) -> None:
        ready.wait()
        try:
            save_new(target, bytes([number]) * 9000)
            outcomes.append(number)
        except Refusal as refusal:
            outcomes.append(refusal.diagnostics[0].code)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert 7 == outcomes.count("PK202")
    assert bytes([winner]) * 9000 == target.read_bytes()
    assert ["新.xlsx"] == left_in(tmp_path)
