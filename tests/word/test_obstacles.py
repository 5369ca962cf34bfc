"""Each error of the system has a fault that tells what to do; its words exist in both languages."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from reportgen.messages import LANGUAGES, catalog
from reportgen.word.obstacles import obstacle

PATH = Path("夹") / "稿.docx"


def windows(number: int) -> OSError:
    """Return an error as Windows raises it."""
    error = OSError(errno.EINVAL, "said by Windows")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("ENOSPC", "PK206"),
        ("EDQUOT", "PK207"),
        ("EFBIG", "PK208"),
        ("EROFS", "PK209"),
        ("EACCES", "PK210"),
        ("EPERM", "PK210"),
        ("ENAMETOOLONG", "PK211"),
        ("ENOENT", "PK212"),
        ("ENOTDIR", "PK213"),
        ("EIO", "PK214"),
        ("ESTALE", "PK214"),
        ("ETIMEDOUT", "PK214"),
        ("EHOSTDOWN", "PK214"),
        ("ENOTCONN", "PK214"),
        ("ELOOP", "PK216"),
        ("EINVAL", "PK201"),
        ("EMFILE", "PK201"),
        (32, "PK205"),
        (33, "PK205"),
        (112, "PK206"),
        (1295, "PK207"),
        (223, "PK208"),
        (19, "PK209"),
        (206, "PK211"),
        (3, "PK212"),
        (53, "PK214"),
        (64, "PK214"),
        (123, "PK201"),
    ],
)
def test_each_error_of_the_system_has_its_fault(error: str | int, code: str) -> None:
    """By the number of the system, by that of Windows where it has one; what is rare is told in its words."""
    told = windows(error) if isinstance(error, int) else OSError(getattr(errno, error), "as the system says")
    found = obstacle(told, PATH)

    assert code == found.code
    for language in LANGUAGES:
        words = catalog(language)
        text = words.message(found) + words.hint(found)
        assert "{" not in text
        assert code not in ("PK206", "PK207", "PK209", "PK210", "PK212", "PK213", "PK214") or "夹" in text


def test_an_error_without_words_is_told_all_the_same() -> None:
    """Some come without number and text."""
    assert "OSError" == obstacle(OSError(), PATH).values["reason"]
