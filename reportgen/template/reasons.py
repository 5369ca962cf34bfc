"""Why a tag cannot be read, in a word of the catalogs: what jinja2 says of it is for programmers.

A reason is a key (`reason.extra` …) and what of the tag it is about.
"""

from __future__ import annotations

import re

__all__ = ["MEANT", "reason_of"]

_WHAT = r"(?P<quote>['\"])(?P<what>.*)(?P=quote)"
_END = r"['\"](?:end of (?:print statement|statement block)|[\x02\x04]|\\x0[24])['\"]"

# What jinja2 says, as a pattern → the reason; the first that fits counts.
_SAID = tuple(
    (re.compile(said), reason)
    for said, reason in (
        (rf"unknown tag {_WHAT}", "tag"),
        (rf"unknown filter {_WHAT}", "filter"),
        (rf"unknown test {_WHAT}", "test"),
        (rf"argument {_WHAT} twice", "twice"),
        ("an item cannot be called", "loop"),
        ("tag name expected", "empty"),
        (rf"unexpected char {_END}", "brackets"),
        (rf"expected token 'in', got {_END}", "in"),
        (rf"expected token 'in', got {_WHAT}", "in"),
        (rf".*(?:got|unexpected) {_END}", "missing"),
        (r"expected token ':', got", "nested"),
        (r"expected token 'end of .*', got '='", "assign"),
        (r"expected token 'end of .*', got '(?:integer|float)'", "number"),
        (r"expected token 'end of .*', got 'string'", "text"),
        (rf"expected token 'end of .*', got {_WHAT}", "extra"),
        ("expected token 'name', got '(?:integer|float|string)'", "noname"),
        (rf"expected token 'name', got {_WHAT}", "name"),
        ("expected name or number", "noname"),
        ("expected subscript expression", "missing"),
        (rf"expected token ',', got {_WHAT}", "comma"),
        (rf"unexpected char {_WHAT}", "char"),
        ("Invalid character in identifier", "invisible"),
        (r"unexpected '[)\]}]'", "brackets"),
        (rf"unexpected {_WHAT}", "unexpected"),
        ("can't assign to", "target"),
        ("expected call", "call"),
        ("invalid syntax for function call", "arguments"),
        ("non-default argument", "defaults"),
    )
)
MEANT = {
    **{"elseif": "elif", "elsif": "elif", "elif": "elif", "foreach": "for", "endforeach": "endfor"},
    **{"fi": "endif", "done": "endfor", "endelse": "endif", "endelif": "endif", "end": "endif"},
}
"""Words of other languages → those of a template that mean the same."""


def reason_of(said: str) -> tuple[str, str]:
    """Return the reason that jinja2's message `said` tells, and what it is about; the message itself where
    the catalogs have no words for it."""
    for pattern, reason in _SAID:
        if found := pattern.match(said):
            what = found.groupdict().get("what") or ""
            if reason == "char" and not (shown := _shown(what)).isprintable():
                return "invisible", f"U+{ord(shown[:1] or ' '):04X}"
            return reason, _shown(what) if reason == "char" else what
    return said, ""


def _shown(written: str) -> str:
    """Return the character that Python writes as an escape."""
    if written.startswith("\\") and len(written) > 1:
        return written.encode().decode("unicode_escape")
    return written
