"""Drafts: their names and numbers, the provenance they carry, and whether one says anything new.

A draft is its own record: a custom XML part tells where each figure stands and what it was computed from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Refusal
from reportgen.fields import Insertion, Nature
from reportgen.refs import CellRef, ParagraphRef
from reportgen.word.custom import custom_part, element, with_custom_part
from reportgen.word.files import save, save_new
from reportgen.word.package import Member, Package, written
from reportgen.wording.vocabulary import DRAFT_NAME

__all__ = [
    "Draft",
    "FigureChange",
    "Manifest",
    "Source",
    "TracedFigure",
    "changes_between",
    "draft_bytes",
    "latest_draft",
    "manifest_of",
    "read_manifest",
    "same_content",
    "save_draft",
    "save_next",
]

NAMESPACE = "urn:reportgen:draft:1"
_MANIFEST_FOLDER = "customXml/"
_BREAKS = str.maketrans("\a\f", "\n\n")  # paragraph and page breaks of a value, which no XML can hold
_DIGITS = 9  # of a slot or paragraph
_BETWEEN_CELLS = "/"  # a character that no sheet's name can have


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a draft was made from: its name and the sha256 of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """One inserted text as the manifest tells it. `cells` are addresses such as `指标!I7`."""

    slot: int
    nature: str
    indicator: str
    expression: str
    text: str
    part: str
    paragraph: int
    cells: tuple[str, ...]
    formula: str
    worked: str
    source: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a draft was made of. `held` tells what each cell that a figure came from held then."""

    version: str
    workbook: Source
    template: Source
    figures: tuple[TracedFigure, ...]
    held: Mapping[str, str] = field(default_factory=dict)


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


def manifest_of(
    version: str,
    workbook: Source,
    template: Source,
    insertions: Sequence[Insertion],
    contents: Mapping[CellRef, str] | None = None,
) -> Manifest:
    """Return the manifest of a merge; of the workbook's `contents` it keeps the cells that were used."""
    contents = contents or {}
    figures = tuple(_traced(found) for found in insertions)
    used = dict.fromkeys(cell for found in insertions if found.origin for cell in found.origin.cells)
    held = {str(cell): contents[cell] for cell in used if contents.get(cell)}
    return Manifest(version, workbook, template, figures, held)


def draft_bytes(package: Package, members: Sequence[Member], manifest: Manifest | None) -> bytes:
    """Return the bytes of a draft, with the manifest as a custom XML part unless it is None (a final
    draft)."""
    return written(
        members if manifest is None else with_custom_part(package, members, _manifest_root(manifest))
    )


def read_manifest(package: Package) -> Manifest | None:
    """Return the manifest that a draft carries, or None when it has none or one of another program's
    making."""
    root = custom_part(package, NAMESPACE)
    if root is None:
        return None
    by_name = {child.tag.rpartition("}")[2]: child for child in root}
    if not {"workbook", "template"} <= set(by_name):
        return None
    workbook, template = (
        Source(by_name[name].get("name", ""), by_name[name].get("sha256", ""))
        for name in ("workbook", "template")
    )
    figures = tuple(_read_figure(child) for child in root if child.tag.endswith("}figure"))
    cells = (child for child in root if child.tag.endswith("}cell"))
    held = {child.get("ref", ""): child.get("value", "") for child in cells}
    return Manifest(root.get("version", ""), workbook, template, figures, held)


def latest_draft(folder: Path, stem: str) -> Draft | None:
    """Return the draft of the workbook `stem` with the highest number, or None."""
    return max(_drafts(folder, stem), key=lambda draft: draft.number, default=None)


def save_next(folder: Path, stem: str, data: bytes) -> Draft:
    """Write `data` as the next numbered draft and return it; another run's draft is never overwritten."""
    latest = latest_draft(folder, stem)
    number = latest.number + 1 if latest else 1
    while True:
        path = folder / DRAFT_NAME.format(stem=stem, number=number)
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


def _drafts(folder: Path, stem: str) -> Iterator[Draft]:
    before, after = DRAFT_NAME.format(stem=stem, number="\0").split("\0")
    for path in folder.glob("*.docx") if folder.is_dir() else ():
        middle = path.name.removeprefix(before).removesuffix(after)
        if path.name == f"{before}{middle}{after}" and middle.isascii() and middle.isdigit():
            yield Draft(path, int(middle))


def _traced(found: Insertion) -> TracedFigure:
    origin, place = found.origin, found.place
    return TracedFigure(
        found.slot,
        origin.nature.value if origin else Nature.TEXT.value,
        origin.indicator if origin else "",
        found.expression,
        found.text.translate(_BREAKS),
        found.part,
        found.paragraph,
        tuple(str(cell) for cell in origin.cells) if origin else (),
        origin.formula if origin else "",
        origin.worked if origin else "",
        f"¶{place.paragraph}"
        if isinstance(place, ParagraphRef)
        else str(place)
        if isinstance(place, CellRef)
        else "",
    )


def _manifest_root(manifest: Manifest) -> Any:
    root = element("draft", {"version": manifest.version}, NAMESPACE)
    for name, source in (("workbook", manifest.workbook), ("template", manifest.template)):
        root.append(element(name, {"name": source.name, "sha256": source.digest}, NAMESPACE))
    for figure in manifest.figures:
        attributes = {
            "slot": str(figure.slot),
            "nature": figure.nature,
            "indicator": figure.indicator,
            "expression": figure.expression,
            "text": figure.text,
            "part": figure.part,
            "paragraph": str(figure.paragraph),
            "cells": _BETWEEN_CELLS.join(figure.cells),
            "formula": figure.formula,
            "worked": figure.worked,
            "source": figure.source,
        }
        root.append(
            element("figure", {name: value for name, value in attributes.items() if value}, NAMESPACE)
        )
    for cell, value in manifest.held.items():
        root.append(element("cell", {"ref": cell, "value": value}, NAMESPACE))
    return root


def _read_figure(child: Any) -> TracedFigure:
    get = child.get
    return TracedFigure(
        _number(get("slot", "")),
        get("nature", ""),
        get("indicator", ""),
        get("expression", ""),
        get("text", ""),
        get("part", ""),
        _number(get("paragraph", "")),
        tuple(cell for cell in get("cells", "").split(_BETWEEN_CELLS) if cell),
        get("formula", ""),
        get("worked", ""),
        get("source", ""),
    )


def _number(text: str) -> int:
    """Return the number that a manifest gives; 0 for one that nobody of ours wrote."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


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
