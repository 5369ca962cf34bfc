"""A file that Word, WPS or LibreOffice has open is not replaced behind their backs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostic, Refusal
from reportgen.word.files import save, save_new
from reportgen.word.locks import Holder, holder
from tests.support.disks import FailingDisk, left_in

OLD, NEW = b"old" * 900, b"new" * 900


def of_word(name: str) -> bytes:
    """Return the file by which Word marks one that `name` has open: the name in bytes, then in UTF-16."""
    narrow = name.encode("gbk", errors="replace")[:53]
    wide = name.encode("utf-16-le")
    marked = bytes([len(narrow)]) + narrow.ljust(53, b" ")
    return marked + len(name).to_bytes(2, "little") + wide.ljust(106, b"\0")


def of_libreoffice(name: str, user: str = "zhang") -> bytes:
    """Return the file by which LibreOffice marks one: full name, user, machine, time, profile."""
    return f"{name},{user},pc-7,28.11.2020 09:12,file:///home/zhang/.config/libreoffice/4;".encode()


def refusal_of(action: Callable[[], object]) -> Diagnostic:
    """Return the one fault for which something is refused."""
    with pytest.raises(Refusal) as refused:
        action()
    (found,) = refused.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("name", "lock", "data", "who"),
    [
        ("年度总结报告定稿.docx", "~$总结报告定稿.docx", of_word("张三"), "张三"),
        ("稿.docx", "~$稿.docx", of_word("Zhang San"), "Zhang San"),
        ("report7.docx", "~$eport7.docx", of_word("张三"), "张三"),
        ("报告.docx", ".~报告.docx", b"", ""),
        ("报告.docx", ".~lock.报告.docx#", of_libreoffice("张 三"), "张 三"),
        ("报告.docx", ".~lock.报告.docx#", of_libreoffice(""), "zhang"),
        ("报告.docx", ".~lock.报告.docx#", of_libreoffice("\x1b[31m"), ""),
        ("报告.docx", "~$报告.docx", b"\xff" * 162, ""),
        ("报告.docx", "~$报告.docx", b"", ""),
        ("表格.xlsx", "~$表格.xlsx", of_word("张三"), "张三"),
    ],
)
def test_who_has_a_file_open_is_told(name: str, lock: str, data: bytes, who: str, tmp_path: Path) -> None:
    """Each program's own way of marking it, and the name in it if it can be shown."""
    (tmp_path / name).write_bytes(OLD)
    (tmp_path / lock).write_bytes(data)
    assert Holder(lock, who) == holder(tmp_path / name)

    found = refusal_of(lambda: save(tmp_path / name, NEW))
    assert ("PK205", ("lock",), lock) == (found.code, found.hints, found.values["lock"])
    assert OLD == (tmp_path / name).read_bytes()
    assert sorted([lock, name]) == left_in(tmp_path)


@pytest.mark.parametrize(
    "lock",
    [
        "~$别的总结.docx",
        "~$年度总结.docx",
        ".~lock.年度总结报告.docx",
        "~年度总结报告.docx",
        "~$总结报告.xlsx",
    ],
)
def test_marks_of_other_files_do_not_count(lock: str, tmp_path: Path) -> None:
    """Only the mark of this very name."""
    target = tmp_path / "年度总结报告.docx"
    target.write_bytes(OLD)
    (tmp_path / lock).write_bytes(of_word("张三"))
    save(target, NEW)

    assert NEW == target.read_bytes()


def test_a_mark_that_two_files_share_stops_neither(tmp_path: Path) -> None:
    """Word cuts two characters off: 甲方年度报告 and 乙方年度报告 have the same mark, and no one can tell."""
    for name in ("甲方年度报告.docx", "乙方年度报告.docx", "~$年度报告.docx"):
        (tmp_path / name).write_bytes(OLD)
    stem = "甲方年度报告"
    assert len(stem) < 7  # a short name is not cut …
    save(tmp_path / f"{stem}.docx", NEW)
    for name in ("甲方年度工作报告.docx", "乙方年度工作报告.docx", "~$年度工作报告.docx"):
        (tmp_path / name).write_bytes(OLD)
    save(tmp_path / "甲方年度工作报告.docx", NEW)  # … a long one is

    assert NEW == (tmp_path / "甲方年度工作报告.docx").read_bytes()


def test_a_mark_left_where_the_file_is_gone_stops_nothing(tmp_path: Path) -> None:
    """Nobody can have open what is not there."""
    (tmp_path / "~$稿.docx").write_bytes(of_word("张三"))
    save(tmp_path / "稿.docx", NEW)
    save_new(tmp_path / "二.docx", NEW)

    assert NEW == (tmp_path / "稿.docx").read_bytes()


# --- Windows keeps a file that is open from being moved


class Sharing(OSError):
    """What Windows raises: `winerror` tells more than `errno`."""

    winerror = 32


class Windows(FailingDisk):
    """A disk on which the first so many moves meet a program that has the file open."""

    def __init__(self, moves: int, number: int) -> None:
        super().__init__(0, failing=())
        self.moves, self.number = moves, number

    def replace(self, source: Path, target: Path) -> None:
        """Move, unless it is too early."""
        self.moves -= 1
        if self.moves >= 0:
            error = Sharing(13, "The process cannot access the file")
            error.winerror = self.number
            raise error
        source.replace(target)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that were made, which take no time here."""
    made: list[float] = []
    monkeypatch.setattr(time, "sleep", made.append)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="plays Windows")
@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_in_use_for_a_moment_is_waited_for(number: int, tmp_path: Path, pauses: list[float]) -> None:
    """A virus scanner looks at what was just written; soon it is done."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    with Windows(3, number).plugged_in():
        save(target, NEW)

    assert (NEW, 3) == (target.read_bytes(), len(pauses))


@pytest.mark.skipif(sys.platform == "win32", reason="plays Windows")
@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_stays_in_use_is_told(number: int, tmp_path: Path, pauses: list[float]) -> None:
    """Word has it open: the old file stays, and no other."""
    target = tmp_path / "稿.docx"
    target.write_bytes(OLD)
    with Windows(99, number).plugged_in():
        found = refusal_of(lambda: save(target, NEW))

    assert ("PK205", OLD) == (found.code, target.read_bytes())
    assert [target.name] == left_in(tmp_path)
    assert sum(pauses) < 2
