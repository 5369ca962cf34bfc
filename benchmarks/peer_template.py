"""The sample's template for docxtpl, made from the same notation as ours.

docxtpl prints plain values only. `{{ 工业总产值.同比 }}` becomes `{{ 工业总产值_同比 }}`, a paragraph that
prints itself becomes `{{ 段.文 }}`, and the tag that places the signature, which docxtpl does not know, goes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tests.sample.template import SOURCE, Line, make, read

__all__ = ["peer_template"]

_TAG = re.compile(r"\{[{%].*?[%}]\}")
_ATTRIBUTE = re.compile(r"([^\W\d]\w*)\.(\w+)")
_LOOPED = ("节", "段", "指标", "loop")  # these stay mappings
_SIGNATURE = re.compile(r"\{% rightspace .*? %\}")
_PARAGRAPH = "{{ 段 }}"


def peer_template() -> bytes:
    """Return the Word template that docxtpl takes."""
    return make(_plain(line) for line in read(SOURCE.read_text(encoding="utf-8")))


def _plain(line: Line) -> Line:
    text = _SIGNATURE.sub("", line.text).replace(_PARAGRAPH, "{{ 段.文 }}")
    return replace(line, text=_TAG.sub(lambda tag: _ATTRIBUTE.sub(_flat, tag[0]), text))


def _flat(found: re.Match[str]) -> str:
    return found[0] if found[1] in _LOOPED else f"{found[1]}_{found[2]}"
