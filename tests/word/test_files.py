"""A file is written whole or not at all: nothing that existed is lost, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import pytest

from reportgen.diagnostics import Refusal
from reportgen.word.files import save, save_new
from tests.support.disks import FailingDisk, left_in

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
    amid = max(amid, len([*folder.glob(".~rg*.tmp")]))
save(target, new)
print(broken, amid, len([*folder.glob(".~rg*.tmp")]))
"""


def codes_of(action: Callable[[], object]) -> list[str]:
    """Return the codes for which something is refused."""
    try:
        action()
    except Refusal as refusal:
        return [found.code for found in refusal.diagnostics]
    return []


def tree(folder: Path) -> list[tuple[str, bytes]]:
    """Return all below a folder with what it holds."""
    found = sorted(folder.rglob("*"))
    return [(str(path), path.read_bytes() if path.is_file() else b"") for path in found]


@pytest.mark.parametrize(("write", "existing"), [(save, True), (save, False), (save_new, False)])
def test_whichever_operation_fails_the_file_is_old_or_new_and_nothing_is_left_behind(
    write: Callable[[Path, bytes], None], existing: bool, tmp_path: Path
) -> None:
    """First the first operation fails, then the second, until none does; what is refused changed nothing, and
    not even a folder that was made for it stays."""
    folder = tmp_path / "一" if existing else tmp_path / "一" / "二"
    target = folder / "稿.docx"
    refusals, number = 0, 0
    while True:
        number += 1
        rmtree(tmp_path / "一", ignore_errors=True)
        if existing:
            folder.mkdir(parents=True)
            target.write_bytes(OLD)
            target.chmod(0o640)
        before = tree(tmp_path)
        disk = FailingDisk(number)
        with disk.plugged_in():
            refused = codes_of(lambda: write(target, NEW))
        if refused:
            assert ["PK206"] == refused
            assert before == tree(tmp_path)
            refusals += 1
        else:
            assert NEW == target.read_bytes()
            assert [target.name] == left_in(folder)
        if disk.done:
            break
    assert refusals >= 4  # open, write, fsync, move: else the test would have failed nothing
    assert {"open", "write", "fsync", "unlink", "lstat" if write is save else "link"} <= set(disk.calls)


@pytest.mark.parametrize(
    ("operation", "number"), [("write", 5), ("fsync", 2), ("replace", 2), ("link", 2), ("unlink", 2)]
)
def test_each_of_the_first_calls_of_an_operation_may_fail(
    operation: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that takes few bytes at a time is asked again and again; each of the calls may fail."""
    taken = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: taken(descriptor, data[:9000]))
    for at in range(1, number + 1):
        for write, name in ((save, "旧.docx"), (save_new, f"新{at}.docx")):
            target = tmp_path / name
            if write is save:
                target.write_bytes(OLD)
            disk = FailingDisk(at, failing=(operation,))
            with disk.plugged_in(), suppress(Refusal):
                write(target, NEW)
            assert not target.exists() or target.read_bytes() in (OLD, NEW)
            assert [] == [one for one in left_in(tmp_path) if one.startswith(".")]


def test_half_a_file_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes some of the bytes and then none leaves the old file, and no other."""
    target, taken = tmp_path / "稿.docx", os.write
    target.write_bytes(OLD)

    def write(descriptor: int, data: bytes) -> int:
        if os.fstat(descriptor).st_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return taken(descriptor, data[:100])

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(Refusal, match=r"^PK206 .*稿\.docx$"):
        save(target, NEW)

    assert ([target.name], OLD) == (left_in(tmp_path), target.read_bytes())


def test_a_run_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while the disk is slow: the old file stays alone."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(target, NEW)

    assert ([target.name], OLD) == (left_in(tmp_path), target.read_bytes())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_run_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    """Eighty kills in the midst of saving: each time the file is all old or all new."""
    ran = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path)], capture_output=True, check=True, timeout=60
    )
    broken, most, left = map(int, ran.stdout.split())

    assert broken == 0
    assert most == 1  # a kill landed in the midst, else they would prove nothing; the next run swept
    assert left == 0


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
    with pytest.raises(Refusal, match=r"^PK2(16|02) "):
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
    with pytest.raises(Refusal, match=r"^PK215 "):
        save(target, NEW)

    assert ([target.name], OLD) == (left_in(tmp_path), target.read_bytes())


@pytest.mark.parametrize("write", [save, save_new])
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("汉" * 86 + ".docx", {"PK211"}),
        ("汉" * 86 + "/稿.docx", {"PK211"}),
        ("file/稿.docx", {"PK213"}),
        ("file/下/稿.docx", {"PK213"}),
        ("夹/", {"PK216", "PK202"}),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(
    write: Callable[[Path, bytes], None], name: str, codes: set[str], tmp_path: Path
) -> None:
    """A name too long, a file where a folder should be, a folder where the file should be."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "夹").mkdir()
    with pytest.raises(Refusal) as refused:
        write(tmp_path / name, NEW)

    assert {found.code for found in refused.value.diagnostics} <= codes
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


# --- whose file it is


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_of_a_replaced_file_stays(tmp_path: Path) -> None:
    """An administrator who builds over a colleague's draft leaves it the colleague's."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    os.chown(target, 1234, 2345)
    target.chmod(0o640)
    save(target, NEW)

    found = target.stat()
    assert (1234, 2345, 0o640) == (found.st_uid, found.st_gid, found.st_mode & 0o7777)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of Linux")
def test_what_is_noted_about_a_replaced_file_stays(tmp_path: Path) -> None:
    """Extended attributes; access lists are such too."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    try:
        os.setxattr(target, "user.note", "定".encode())
    except OSError:
        pytest.skip("this file system takes none")
    save(target, NEW)

    assert "定".encode() == os.getxattr(target, "user.note")


def test_a_file_that_nobody_may_read_is_never_open_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even while it is written: the neighbour of a private draft is private."""
    target, modes = tmp_path / "稿.docx", []
    target.write_bytes(OLD)
    target.chmod(0o600)
    own = os.write

    def write(descriptor: int, data: bytes) -> int:
        modes.append(os.fstat(descriptor).st_mode & 0o777)
        return own(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    save(target, NEW)

    assert [0o600] == modes


def test_a_new_file_has_the_permissions_that_the_user_wants(tmp_path: Path) -> None:
    """Those of the umask, as with any other program."""
    old = os.umask(0o027)
    try:
        save(tmp_path / "一.docx", NEW)
        save_new(tmp_path / "二.docx", NEW)
    finally:
        os.umask(old)

    assert {0o640} == {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
def test_a_pipe_is_no_file_to_replace(tmp_path: Path) -> None:
    """PK216, and nobody waits for its other end."""
    os.mkfifo(tmp_path / "稿.docx")

    assert ["PK216"] == codes_of(lambda: save(tmp_path / "稿.docx", NEW))


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("ENOSPC", "PK206"),
        ("EDQUOT", "PK207"),
        ("EROFS", "PK209"),
        ("EACCES", "PK210"),
        ("EIO", "PK214"),
        ("ESTALE", "PK214"),
    ],
)
@pytest.mark.parametrize("operation", ["open", "write", "fsync"])
def test_what_keeps_a_file_from_being_written_is_named(
    operation: str, code: str, wanted: str, tmp_path: Path
) -> None:
    """Whenever it shows."""
    disk = FailingDisk(1, getattr(errno, code), failing=(operation,))
    with disk.plugged_in():
        assert [wanted] == codes_of(lambda: save(tmp_path / "稿.docx", NEW))
    assert [] == left_in(tmp_path)


def test_a_folder_that_vanishes_meanwhile_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stick was pulled out between writing and moving."""
    folder, own = tmp_path / "夹", os.fsync
    folder.mkdir()

    def fsync(descriptor: int) -> None:
        own(descriptor)
        rmtree(folder)

    monkeypatch.setattr(os, "fsync", fsync)
    assert ["PK212"] == codes_of(lambda: save(folder / "稿.docx", NEW))
    assert [] == left_in(tmp_path)
