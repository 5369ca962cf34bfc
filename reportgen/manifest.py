"""What a draft was made of, as it tells itself: workbook, template, and of every inserted text its cells.

The manifest travels in the draft as a custom XML part. It is written for each draft, hence as text at once,
not as a tree; it is read with the guarded parser, for a draft comes back from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportgen.fields import Insertion, Nature
from reportgen.refs import CellRef, ParagraphRef, Place
from reportgen.word.custom import custom_part
from reportgen.word.package import Package
from reportgen.word.xml import quoted

__all__ = [
    "NAMESPACE",
    "Manifest",
    "Source",
    "TracedFigure",
    "manifest_of",
    "manifest_xml",
    "read_manifest",
]

NAMESPACE = "urn:reportgen:draft:1"
_BETWEEN_CELLS = "/"  # a character that no sheet's name can have
_BREAKS = str.maketrans("\a\f", "\n\n")  # paragraph and page breaks of a value, which no XML can hold


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


def manifest_of(
    version: str,
    workbook: Source,
    template: Source,
    insertions: Sequence[Insertion],
    contents: Mapping[CellRef, str] | None = None,
) -> Manifest:
    """Return the manifest of a merge; of the workbook's `contents` it keeps the cells that were used."""
    contents = contents or {}
    used = dict.fromkeys(cell for found in insertions if found.origin for cell in found.origin.cells)
    addresses = {cell: str(cell) for cell in used}
    figures = tuple(_traced(found, addresses) for found in insertions)
    held = {address: text for cell, address in addresses.items() if (text := contents.get(cell))}
    return Manifest(version, workbook, template, figures, held)


def manifest_xml(manifest: Manifest) -> bytes:
    """Return the manifest as the bytes of a custom XML part."""
    return "".join(_elements(manifest)).encode()


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


def _traced(found: Insertion, addresses: Mapping[CellRef, str]) -> TracedFigure:
    origin, text = found.origin, found.text.translate(_BREAKS)
    told = (found.part, found.paragraph)
    source = _shown(found.place)
    if origin is None:
        return TracedFigure(
            found.slot, Nature.TEXT.value, "", found.expression, text, *told, (), "", "", source
        )
    cells = tuple([addresses[cell] for cell in origin.cells])
    return TracedFigure(
        found.slot,
        origin.nature.value,
        origin.indicator,
        found.expression,
        text,
        *told,
        cells,
        origin.formula,
        origin.worked,
        source,
    )


def _shown(place: Place) -> str:
    if isinstance(place, ParagraphRef):
        return f"¶{place.paragraph}"
    return str(place) if isinstance(place, CellRef) else ""


def _elements(manifest: Manifest) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    yield f'<draft xmlns="{NAMESPACE}" version={quoted(manifest.version)}>'
    for name, source in (("workbook", manifest.workbook), ("template", manifest.template)):
        yield f"<{name} name={quoted(source.name)} sha256={quoted(source.digest)}/>"
    yield from map(_figure_xml, manifest.figures)
    for cell, value in manifest.held.items():
        yield f"<cell ref={quoted(cell)} value={quoted(value)}/>"
    yield "</draft>"


def _figure_xml(figure: TracedFigure) -> str:
    """Return the element of a figure, without what is empty."""
    known = f" indicator={quoted(figure.indicator)}" if figure.indicator else ""
    cells = f" cells={quoted(_BETWEEN_CELLS.join(figure.cells))}" if figure.cells else ""
    formula = f" formula={quoted(figure.formula)}" if figure.formula else ""
    worked = f" worked={quoted(figure.worked)}" if figure.worked else ""
    return (
        f'<figure slot="{figure.slot}" nature={quoted(figure.nature)}{known}'
        f" expression={quoted(figure.expression)} text={quoted(figure.text)}"
        f' part={quoted(figure.part)} paragraph="{figure.paragraph}"'
        f"{cells}{formula}{worked} source={quoted(figure.source)}/>"
    )


def _read_figure(child: Any) -> TracedFigure:
    get = child.get
    slot, paragraph = get("slot", ""), get("paragraph", "")
    return TracedFigure(
        int(slot) if slot.isdecimal() else 0,
        get("nature", ""),
        get("indicator", ""),
        get("expression", ""),
        get("text", ""),
        get("part", ""),
        int(paragraph) if paragraph.isdecimal() else 0,
        tuple(cell for cell in get("cells", "").split(_BETWEEN_CELLS) if cell),
        get("formula", ""),
        get("worked", ""),
        get("source", ""),
    )
