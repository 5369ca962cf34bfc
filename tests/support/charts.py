"""The charts of a Word file as any program would find them: by following relationships from the text."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from tests.support.docs import DOCUMENT, members

__all__ = ["Chart", "charts", "related"]

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the text: its drawing, its part, and the rows of the workbook behind it."""

    drawing: etree._Element
    name: str
    root: etree._Element
    workbook: str
    rows: list[tuple[Any, ...]]

    @property
    def kind(self) -> str:
        """The element that draws it: barChart, lineChart, pieChart."""
        area = self.root.find(f".//{_CHART}plotArea")
        assert area is not None
        return next(etree.QName(child).localname for child in area if child.tag != f"{_CHART}layout")

    @property
    def alt(self) -> str:
        """The text for those who cannot see it."""
        return self.properties.get("descr", "")

    @property
    def properties(self) -> etree._Element:
        """The drawing's non-visual properties."""
        found = self.drawing.find(f"{_DRAWING}docPr")
        assert found is not None
        return found

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in EMU."""
        extent = self.drawing.find(f"{_DRAWING}extent")
        assert extent is not None
        return int(extent.get("cx", "")), int(extent.get("cy", ""))

    def texts(self, path: str) -> list[str]:
        """Return the texts of the elements on a path of chart names: `ser/cat//v`."""
        steps = [step if step in ("", ".") else f"{_CHART}{step}" for step in path.split("/")]
        return [element.text or "" for element in self.root.iterfind(f".//{'/'.join(steps)}")]


def charts(data: bytes, part: str = DOCUMENT) -> list[Chart]:
    """Return the charts of a part, in the order of its text."""
    held = members(data)
    targets = related(held, part)
    found = []
    for reference in etree.fromstring(held[part]).iter(f"{_CHART}chart"):
        name = targets[reference.get(f"{_RELATIONSHIP}id", "")]
        root = etree.fromstring(held[name])
        external = root.find(f"{_CHART}externalData")
        assert external is not None
        workbook = related(held, name)[external.get(f"{_RELATIONSHIP}id", "")]
        sheet = load_workbook(io.BytesIO(held[workbook])).worksheets[0]
        drawing = next(
            up for up in reference.iterancestors() if etree.QName(up).localname in ("inline", "anchor")
        )
        found.append(Chart(drawing, name, root, workbook, list(sheet.values)))
    return found


def related(held: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Return the members that a part points to, by the ids of its relationships."""
    folder, name = posixpath.split(part)
    root = etree.fromstring(held[f"{folder}/_rels/{name}.rels"])
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
        for one in root
        if one.get("TargetMode") != "External"
    }
