"""Writes the generated parts of the pages: `python -m docs.generate`, which `make docs` runs.

A page is written by hand. What the code knows better stands between two comments,
`<!-- begin NAME ARGUMENTS: HEADS -->` and `<!-- end -->`: this module fills it in with what the function NAME
of `docs.regions` returns. Transcripts are played anew by `docs.transcripts`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from docs import catalogs, regions, transcripts

__all__ = ["ROOT", "main", "pages", "regenerated", "with_regions"]

ROOT = Path(__file__).resolve().parents[1]
_REGION = re.compile(r"(?P<begin><!-- begin (?P<call>[^>]*?) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """Return every page of the project, in a fixed order."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def regenerated(page: Path) -> str:
    """Return the text of `page` with its generated parts as they should be now."""
    return transcripts.played(with_regions(page.read_text(encoding="utf-8")), ROOT, language(page))


def with_regions(text: str) -> str:
    """Return `text` with its regions filled in; AttributeError when there is no function for one."""
    return _REGION.sub(lambda found: found["begin"] + _filled(found["call"]) + found["end"], text)


def language(page: Path) -> str:
    """Return the language that a page is written in, as the catalogs call it."""
    return "zh_CN" if page.name.endswith(".zh-CN.md") else "en"


def main() -> None:
    """Write the catalogs and pages that are out of date and say which they were."""
    for source in catalogs.sources():
        target, data = source.with_suffix(".mo"), catalogs.compiled(source)
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
            sys.stdout.write(f"{target.relative_to(ROOT)}\n")
    for page in pages():
        text = regenerated(page)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")


def _filled(call: str) -> str:
    command, _, heads = call.partition(": ")
    name, *arguments = command.split()
    if name not in regions.__all__:
        raise AttributeError(f"docs.regions has no {name}")
    if heads:
        arguments.append(heads)
    lines: list[str] = list(getattr(regions, name)(*arguments))
    return "\n".join(["", *lines, "", ""])


if __name__ == "__main__":
    main()
