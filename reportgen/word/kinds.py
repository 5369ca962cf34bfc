"""What a file is that is no Office file of today: told by its first bytes, so that the remedy fits."""

from __future__ import annotations

from typing import Literal

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import FileRef

__all__ = ["ZIP", "foreign_kind", "no_office_file"]

ZIP = b"PK"
_Old = Literal["doc", "ppt", "xls", "wps", ""]
_Other = Literal[
    "empty", "pdf", "rtf", "image", "archive", "opendocument", "web", "xml", "text", ""
]  # the hint for each, empty for what cannot be told
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel 97–2003, Word 97–2003, and every encrypted Office file
_STREAMS: tuple[tuple[str, _Old], ...] = (  # the streams of an OLE file that tell what it is
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_WPS = (".wps", ".wpt", ".et", ".ett", ".dps")  # WPS Office writes the same streams under names of its own
_BEGINNINGS: tuple[tuple[bytes, _Other], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "image"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
)
_WEB = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"mime-version:")
_LOOKED_AT = 4096  # bytes that tell a text from what is none


def foreign_kind(data: bytes, file: str) -> Diagnostic:
    """Return why `data`, which is no zip, is no Office file: PK104 locked with a password, PK105 of the
    97–2003 format, PK103 anything else, with a hint of what it is."""
    if not data.startswith(_OLE):
        return no_office_file(file, _other(data))
    if _utf16("EncryptedPackage") in data:
        return fault("PK104", FileRef(file))
    if file.lower().endswith(_WPS):
        return _old_file(file, "wps")
    return _old_file(file, next((kind for name, kind in _STREAMS if _utf16(name) in data), ""))


def no_office_file(file: str, kind: _Other) -> Diagnostic:
    """Return the fault of a file that is something else than an Office file."""
    return fault("PK103", FileRef(file), hints=(kind,) if kind else ())


def _old_file(file: str, kind: _Old) -> Diagnostic:
    return fault("PK105", FileRef(file), hints=(kind,) if kind else ())


def _other(data: bytes) -> _Other:
    if not data.strip(b"\0"):
        return "empty"
    begun = (kind for beginning, kind in _BEGINNINGS if data.startswith(beginning))
    return next(begun, "") or _text_kind(data[:_LOOKED_AT])


def _text_kind(head: bytes) -> _Other:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begun.startswith(_WEB) or (begun.startswith(b"<") and any(mark in begun for mark in _WEB)):
        return "web"
    if begun.startswith(b"<"):
        return "xml"
    return "text" if _is_text(head) else ""


def _is_text(head: bytes) -> bool:
    """Return whether the bytes read as text in UTF-8 or GB 18030, a character cut off at the end left aside,
    and hold no control characters."""
    if any(sign < 32 and sign not in b"\t\n\r\f" for sign in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
