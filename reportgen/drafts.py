"""Drafts: their names and numbers, the provenance they carry, and whether one says anything new.

A draft is its own record: a custom XML part tells where each figure stands and what it was computed from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.diagnostics import Refusal, fault
from reportgen.fields import Nature
from reportgen.manifest import Manifest, TracedFigure, manifest_xml, read_manifest
from reportgen.refs import FileRef
from reportgen.word.custom import PROVENANCE, with_custom_part
from reportgen.word.digests import digests
from reportgen.word.files import save, save_new
from reportgen.word.names import fitting
from reportgen.word.package import Member, Package, written
from reportgen.word.parts import story_parts
from reportgen.wording.vocabulary import DRAFT_NAMES

__all__ = [
    "Draft",
    "FigureChange",
    "changes_between",
    "draft_bytes",
    "draft_stem",
    "latest_draft",
    "newest_drafts",
    "same_content",
    "save_draft",
    "save_next",
]

_MANIFEST_FOLDER = "customXml/"
_MOST = 9999  # drafts for which a name keeps room
_OPEN_MARK = "~$"  # begins the name of the file by which Word marks one that is open


@dataclass(frozen=True, slots=True)
class Draft:
    """A numbered draft on disk."""

    path: Path
    number: int


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs between two drafts; an empty `old` or `new` means that it was not there."""

    indicator: str
    expression: str
    old: str
    new: str
    cells: tuple[str, ...]


def draft_bytes(package: Package, members: Sequence[Member], manifest: Manifest | None) -> bytes:
    """Return the bytes of a draft whose template is `package`, with the manifest as a custom XML part unless
    it is None (a final draft)."""
    if manifest is None:
        return written(members)
    told = replace(manifest, built=_built(Package(package.file, tuple(members))))
    return written(with_custom_part(package.file, members, manifest_xml(told), PROVENANCE))


def draft_stem(folder: Path, stem: str) -> str:
    """Return the stem that drafts of the workbook `stem` have in `folder`: its own, or a shorter one where a
    name would be too long."""
    longest = max((shape.format(stem="", number=_MOST) for shape in DRAFT_NAMES.values()), key=len)
    return fitting(folder, stem, longest)


def latest_draft(folder: Path, stem: str) -> Draft | None:
    """Return the draft of the workbook `stem` with the highest number, or None."""
    drafts = (draft for known, draft in _drafts(folder) if known == stem)
    return max(drafts, key=lambda draft: draft.number, default=None)


def newest_drafts(folder: Path) -> tuple[Path, Path]:
    """Return the two drafts with the highest numbers, the older one first, of the workbook whose latest draft
    was written last; Refusal DF103 when it has no two."""
    numbered: dict[str, list[Draft]] = {}
    for stem, draft in sorted(_drafts(folder), key=lambda found: (found[1].number, found[1].path)):
        numbered.setdefault(stem, []).append(draft)
    drafts = max(numbered.values(), key=lambda found: found[-1].path.stat().st_mtime_ns, default=[])
    if len(drafts) < 2:
        raise Refusal([fault("DF103", FileRef(str(folder)), folder=str(folder))])
    return drafts[-2].path, drafts[-1].path


def save_next(folder: Path, stem: str, data: bytes, language: str = "zh") -> Draft:
    """Write `data` as the next numbered draft and return it; another run's draft is never overwritten.

    The name is that of drafts of workbooks in `language`; numbers go on whatever the drafts before are named.
    """
    latest = latest_draft(folder, stem)
    number = latest.number + 1 if latest else 1
    while True:
        path = folder / DRAFT_NAMES[language].format(stem=stem, number=number)
        try:
            save_new(path, data)
        except Refusal as refusal:
            if refusal.diagnostics[0].code != "PK202":
                raise
            number += 1  # another run was quicker
        else:
            return Draft(path, number)


def save_draft(path: Path, data: bytes) -> None:
    """Write `data` to a path that the user named, replacing what is there in one step."""
    save(path, data)


def same_content(old: Package, new: Package) -> bool:
    """Tell whether two drafts say the same from the same cells: all parts equal, but for the digests of the
    sources."""
    return _parts(old) == _parts(new) and _said(read_manifest(old)) == _said(read_manifest(new))


def changes_between(old: Manifest | None, new: Manifest) -> tuple[FigureChange, ...]:
    """Return the figures that differ, by what was asked for and which time in the text; none when `old` has
    no manifest."""
    if old is None:
        return ()
    before, after = _numbered(old.figures), _numbered(new.figures)
    changes = [
        FigureChange(
            now.indicator, now.expression, before[key].text if key in before else "", now.text, now.cells
        )
        for key, now in after.items()
        if key not in before or before[key].text != now.text
    ]
    gone = [
        FigureChange(was.indicator, was.expression, was.text, "", was.cells)
        for key, was in before.items()
        if key not in after
    ]
    return tuple(_once((*changes, *gone)))


def _drafts(folder: Path) -> Iterator[tuple[str, Draft]]:
    """Yield the numbered drafts of a folder, each with the stem of its workbook."""
    for path in folder.glob("*.docx") if folder.is_dir() else ():
        found = next(filter(None, (_numbered_by(shape, path.name) for shape in DRAFT_NAMES.values())), None)
        if found is not None and not path.name.startswith(_OPEN_MARK):
            yield found[0], Draft(path, found[1])


def _numbered_by(shape: str, name: str) -> tuple[str, int] | None:
    """Return stem and number of a file whose name has a draft's `shape`, else None."""
    between, after = shape.removeprefix("{stem}").split("{number}")
    stem, found, number = name.removesuffix(after).rpartition(between)
    is_draft = bool(found) and name.endswith(after) and number.isascii() and number.isdigit()
    return (stem, int(number)) if is_draft else None


def _built(package: Package) -> list[str]:
    """Return the marks of the texts that a draft is built with."""
    return digests(package.part(name) for name in story_parts(package))


def _parts(package: Package) -> list[tuple[str, int, int]]:
    kept = (member for member in package.members if not member.name.startswith(_MANIFEST_FOLDER))
    return sorted((member.name, member.crc, member.size) for member in kept)


def _said(manifest: Manifest | None) -> object:
    return None if manifest is None else (manifest.version, manifest.figures, manifest.held)


def _numbered(figures: Iterable[TracedFigure]) -> dict[tuple[str, str, int], TracedFigure]:
    """Return the figures by what was asked for, where from, and which time that is in the text."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str, int], TracedFigure] = {}
    for figure in figures:
        if figure.nature != Nature.TEXT:
            key = (figure.indicator, figure.expression)
            seen[key] += 1
            found[*key, seen[key]] = figure
    return found


def _once(changes: Iterable[FigureChange]) -> Iterator[FigureChange]:
    """Yield each change once, however often the text repeats the figure."""
    seen: set[tuple[str, str, str, tuple[str, ...]]] = set()
    for change in changes:
        key = (change.indicator, change.old, change.new, change.cells)
        if key not in seen:
            seen.add(key)
            yield change
