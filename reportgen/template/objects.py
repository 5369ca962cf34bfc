"""Values that are more than text: formatted text, pictures, links. They are put into a template's mapping.

Names and arguments follow docxtpl's documented objects, so that a program written for it needs few changes.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from jinja2 import TemplateRuntimeError

from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Field
from reportgen.refs import Place
from reportgen.template.formatting import attribute
from reportgen.template.slots import Slot
from reportgen.template.text import PAGE_BREAK, PARAGRAPH_BREAK, illegal_character
from reportgen.word.resources import PartResources

__all__ = [
    "LARGEST",
    "DocumentObject",
    "Drawing",
    "InlineImage",
    "Listing",
    "add_picture",
    "in_paragraph",
    "in_run",
    "load_picture",
    "picture_errors",
    "round_emu",
    "unreadable_picture",
]

EMU_PER_MM = 36_000
LARGEST = 558  # mm, 22 inches: Word has no larger page
_TEXT = '<w:t xml:space="preserve">'
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class DocumentObject(ABC):
    """A value that writes its own WordprocessingML."""

    def faults(self, place: Place) -> list[Diagnostic]:
        """Return what keeps the value from being printed at `place`."""
        return []

    @abstractmethod
    def written(self, slot: Slot, resources: PartResources) -> str:
        """Return the XML that stands in the slot; what it needs besides is added to `resources`."""

    def account(self) -> Field | None:
        """Return what the value says in words, with its origin, to be recorded; None for nothing."""
        return None

    def __str__(self) -> str:
        """A filter or a join that wants a text is told so; it would print how a program shows the value."""
        raise TemplateRuntimeError(f"{type(self).__name__} has no text")


class Drawing(DocumentObject):
    """A value that is drawn: in the line, or in the frame of a placeholder, whose size it takes."""

    alt: str

    @property
    def alternative(self) -> str:
        """The text for those who cannot see it."""
        return self.alt

    @abstractmethod
    def extent(self, room: int | None) -> tuple[int, int]:
        """Return the size that the value has by itself, in EMU, where there is `room` for its width."""

    @abstractmethod
    def graphic(self, number: int, across: int, down: int, resources: PartResources) -> str:
        """Return the content of a:graphic, `across` by `down` EMU large; `number` is the drawing's id."""

    def leads_to(self) -> str:
        """Return the address that a click on the drawing opens, empty for none."""
        return ""

    def written(self, slot: Slot, resources: PartResources) -> str:
        number = resources.next_drawing()
        if slot.frame is None:
            across, down = self.extent(slot.room)
            inner = self.graphic(number, across, down, resources)
            return in_run(slot, _drawing(self._properties(number, resources), across, down, inner))
        inner = self.graphic(number, slot.frame.across, slot.frame.down, resources)
        properties = self._properties(number, resources)
        return f"{slot.before}{properties}{slot.frame.between}{_graphic(inner)}{slot.after}"

    def _properties(self, number: int, resources: PartResources) -> str:
        """Return the properties that all drawings have: an id of their own, words, and perhaps a link."""
        link, address = "", self.leads_to()
        if address:
            identity = resources.relate("hyperlink", address, external=True)
            link = f'<a:hlinkClick xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}" r:id="{identity}"/>'
        told = f'id="{number}" name="rg{number}" descr="{attribute(self.alternative)}"'
        return f'<wp:docPr xmlns:wp="{_INLINE}" {told}>{link}</wp:docPr>'


def in_run(slot: Slot, content: str) -> str:
    """Return the slot's run with `content` in place of its text."""
    return f"{slot.before.removesuffix(_TEXT)}{content}{slot.after.removeprefix('</w:t>')}"


def in_paragraph(slot: Slot, runs: str) -> str:
    """Return the paragraph of a `{{p` tag with `runs` as its content."""
    start = max(slot.before.rfind("<w:r>"), slot.before.rfind("<w:r "))
    return f"{slot.before[:start]}{runs}</w:p>"


class Listing(str):
    """A text whose line breaks, tabs, `\\a` (paragraph) and `\\f` (page break) are kept.

    Any text is treated so here; the name is kept for programs that were written for docxtpl.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class InlineImage(Drawing):
    """A picture in the line: a path, bytes or an open file, its size, and a text for those who cannot see it.

    `width` and `height` are millimetres, or lengths of python-docx such as `Cm(4)`. With one of them the
    other follows; with neither the picture's own size is taken. Without a width it is at most as wide as the
    cell of a table that it stands in. `anchor` is an address that a click opens.
    """

    source: Path | str | bytes | IO[bytes]
    width: float | None = None
    height: float | None = None
    alt: str = ""
    anchor: str = ""

    def __post_init__(self) -> None:
        """Take what an open file holds, so that the picture is the same at each printing.

        TypeError for what is no picture at all, ValueError for a size that no page has.
        """
        if not isinstance(self.source, Path | str | bytes):
            if not callable(getattr(self.source, "read", None)):
                kind = type(self.source).__name__
                raise TypeError(f"a picture is a path, bytes or an open file, no {kind}; no template first")
            object.__setattr__(self, "source", self.source.read())
        for name in ("width", "height"):
            if not _is_length(size := getattr(self, name)):
                raise ValueError(f"{name}: {size!r} is no length from 0 to 558 mm")

    def faults(self, place: Place) -> list[Diagnostic]:
        for text in (self.alt, self.anchor):
            if illegal := illegal_character(text):
                return [fault("TP303", place, character=illegal, expression=type(self).__name__)]
        try:
            self._image()
        except picture_errors() as error:
            return [unreadable_picture(self.source, error, place)]
        illegal = illegal_character(f"{self.alt}{self.anchor}", f"{PARAGRAPH_BREAK}{PAGE_BREAK}")
        return [fault("TP303", place, character=illegal, expression="InlineImage")] if illegal else []

    def written(self, slot: Slot, resources: PartResources) -> str:
        try:
            return Drawing.written(self, slot, resources)
        except picture_errors():
            return ""  # told by `faults`

    def leads_to(self) -> str:
        return self.anchor

    def extent(self, room: int | None) -> tuple[int, int]:
        across, down = self._size(self._image())
        if self.width is None and room is not None and room < across:
            return room, max(1, down * room // across)
        return across, down

    def graphic(self, number: int, across: int, down: int, resources: PartResources) -> str:
        return _picture(add_picture(self._image(), resources), number, across, down)

    def _image(self) -> Any:
        return load_picture(self.source)

    def _size(self, image: Any) -> tuple[int, int]:
        own = (int(image.width), int(image.height))
        if self.width is None and self.height is None:
            return own
        if self.width is None:
            down = round_emu(self.height)
            return own[0] * down // own[1], down
        across = round_emu(self.width)
        return across, own[1] * across // own[0] if self.height is None else round_emu(self.height)


def load_picture(source: Any) -> Any:
    """Return the picture at a path or in bytes, as python-docx reads it; `picture_errors` when it cannot."""
    return _read_picture(source if isinstance(source, bytes) else Path(source).read_bytes())


@lru_cache(maxsize=8)  # a picture is asked for its size, its kind and its data, one after the other
def _read_picture(data: bytes) -> Any:
    from docx.image.image import Image

    return Image.from_blob(data)


def add_picture(image: Any, resources: PartResources) -> str:
    """Return the id by which the part refers to a picture, which is added to the document once."""
    pattern = f"word/media/picture{{}}.{image.ext}"
    name = resources.shared.add(pattern, image.blob, extension_type=image.content_type)
    return resources.relate("image", name)


def picture_errors() -> tuple[type[Exception], ...]:
    """Return what reading something that is no picture raises; a cut one breaks off inside of its numbers."""
    import struct

    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )

    own = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
    return (OSError, ValueError, LookupError, AttributeError, ZeroDivisionError, struct.error, *own)


def unreadable_picture(source: Any, error: Exception, place: Place) -> Diagnostic:
    """Return the fault of a picture that cannot be read (TP308)."""
    shown = "bytes" if isinstance(source, bytes) else str(source)
    return fault("TP308", place, file=shown, reason=str(error)[:80] or type(error).__name__)


def round_emu(length: Any) -> int:
    """Return a length in English metric units, the unit of drawings (ECMA-376-1, 20.1.2.1).

    A plain number is millimetres; a length of python-docx knows its unit.
    """
    emu = getattr(length, "emu", None)
    return int((length or 0) * EMU_PER_MM) if emu is None else int(emu)


def _is_length(length: Any) -> bool:
    """Tell whether a drawing can be as large as that; None is no length, and none is needed."""
    if length is None:
        return True
    known = hasattr(length, "emu") or (isinstance(length, int | float) and math.isfinite(length))
    return known and 0 < round_emu(length) <= LARGEST * EMU_PER_MM


def _drawing(properties: str, across: int, down: int, graphic: str) -> str:
    """Return w:drawing with an inline `graphic` of a size in EMU (ECMA-376-1, 20.4.2.8)."""
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_INLINE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>{properties}{_graphic(graphic)}'
        "</wp:inline></w:drawing>"
    )


def _graphic(content: str) -> str:
    return f'<a:graphic xmlns:a="{_MAIN}">{content}</a:graphic>'


def _picture(identity: str, number: int, across: int, down: int) -> str:
    return (
        f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="rg{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="{identity}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
