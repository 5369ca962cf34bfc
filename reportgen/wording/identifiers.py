"""Names as a template writes them: Industrial output is `Industrial_output` there."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["called", "identifier"]

_JOINTS = re.compile(r"[\s\-‐‑–—]+")


def identifier(name: str) -> str:
    """Return `name` as it stands in a tag by itself, its blanks and hyphens as `_`; "" for one that cannot,
    such as 4G基站 or R&D spending, which is written indicators["R&D spending"]."""
    joined = _JOINTS.sub("_", name.strip()).strip("_")
    return joined if joined.isidentifier() else ""


def called(names: Iterable[str]) -> dict[str, str]:
    """Return for each name that a template writes in another way how it does, and the name itself."""
    pairs = ((identifier(name), name) for name in names)
    return {written: name for written, name in pairs if written and written != name}
