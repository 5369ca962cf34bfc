"""Formatted text as a value, under docxtpl's names: `RichText` within a paragraph, `RichTextParagraph`
instead of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import Place
from reportgen.template.formatting import Format, attribute, format_of, run_properties
from reportgen.template.objects import DocumentObject, in_paragraph
from reportgen.template.paragraphs import PARAGRAPH_MARK
from reportgen.template.scanner import Scope
from reportgen.template.slots import Slot
from reportgen.template.styles import style_id
from reportgen.template.swaps import swap
from reportgen.template.text import PAGE_BREAK, PARAGRAPH_BREAK, illegal_character, run_content
from reportgen.word.resources import PartResources

__all__ = ["RichText", "RichTextParagraph"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of formatted text: its properties, its style by the author's name, and where it leads, if
    anywhere."""

    text: str
    format: Format
    style: str = ""
    url: str = ""


class RichText(DocumentObject):
    """Text with formatting of its own, made of pieces: `RichText("共").add("5家", bold=True,
    color="C00000")`.

    What a piece does not say it takes from the tag that prints it; `{{r x }}` prints it bare of that, as in
    docxtpl. `url` makes a link of a piece. For the other names see `reportgen.template.formatting.format_of`.
    """

    __slots__ = ("_pieces",)

    def __init__(self, text: Any = None, **asked: Any) -> None:
        self._pieces: list[_Piece] = []
        if text is not None and text != "":
            self.add(text, **asked)

    def add(self, text: Any, **asked: Any) -> RichText:
        """Append a piece, or another rich text, and return this one.

        TypeError for an unknown kind of format, ValueError for a value that it does not take.
        """
        if isinstance(text, RichText):
            self._pieces += text._pieces
        else:
            url, style = (str(asked.pop(name, "") or "") for name in ("url", "style"))
            shown = text.decode("utf-8", "ignore") if isinstance(text, bytes) else str(text)
            self._pieces.append(_Piece(shown, format_of(**asked), style, url))
        return self

    @property
    def text(self) -> str:
        """The text without its formatting."""
        return "".join(piece.text for piece in self._pieces)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def faults(self, place: Place) -> list[Diagnostic]:
        hidden = "".join(
            f"{piece.url}{piece.style}{''.join(xml for _, xml in piece.format)}" for piece in self._pieces
        )
        illegal = illegal_character(self.text) or illegal_character(hidden, f"{PARAGRAPH_BREAK}{PAGE_BREAK}")
        return [fault("TP303", place, character=illegal, expression="RichText")] if illegal else []

    def written(self, slot: Slot, resources: PartResources) -> str:
        base = "" if slot.located.tag.scope is Scope.RUN else _base(slot)
        if PARAGRAPH_BREAK in self.text and slot.between is None:
            resources.shared.faults.append(
                fault("TP303", slot.located.place, character="U+0007", expression="RichText")
            )
            return ""
        parts = (self.runs(base, slot, resources, paragraph) for paragraph in self.paragraphs())
        xml = (_parting(slot) or "").join(parts)
        return in_paragraph(slot, xml) if slot.whole else xml

    def paragraphs(self) -> Iterator[list[_Piece]]:
        """Yield the pieces of each paragraph."""
        paragraph: list[_Piece] = []
        for piece in self._pieces:
            first, *others = piece.text.split(PARAGRAPH_BREAK)
            paragraph.append(replace(piece, text=first))
            for text in others:
                yield paragraph
                paragraph = [replace(piece, text=text)]
        yield paragraph

    def runs(self, base: str, slot: Slot, resources: PartResources, pieces: list[_Piece]) -> str:
        """Return the runs of pieces over the properties `base`."""
        return "".join(_run(piece, base, slot, resources) for piece in pieces if piece.text)


class RichTextParagraph(DocumentObject):
    """Paragraphs of formatted text, each with a style: they take the place of the tag's own.

    `RichTextParagraph("标题", parastyle="Heading 1").add(RichText("共").add("5家", bold=True))`. A paragraph
    without a style is formatted as the one that the tag stands in.
    """

    __slots__ = ("_paragraphs",)

    def __init__(self, text: Any = None, parastyle: str = "") -> None:
        self._paragraphs: list[tuple[RichText, str]] = []
        if text is not None and text != "":
            self.add(text, parastyle)

    def add(self, text: Any, parastyle: str = "") -> RichTextParagraph:
        """Append a paragraph and return these."""
        self._paragraphs.append((text if isinstance(text, RichText) else RichText(text), parastyle or ""))
        return self

    def __str__(self) -> str:
        return PARAGRAPH_BREAK.join(text.text for text, _ in self._paragraphs)

    def __bool__(self) -> bool:
        return bool(self._paragraphs)

    def faults(self, place: Place) -> list[Diagnostic]:
        return [found for text, _ in self._paragraphs for found in text.faults(place)]

    def written(self, slot: Slot, resources: PartResources) -> str:
        if not (slot.whole or slot.alone):
            tag = slot.located.tag.text
            kind = type(self).__name__
            resources.shared.faults.append(fault("TP310", slot.located.place, tag=tag, kind=kind))
            return ""
        xml = "".join(self._paragraph(text, style, slot, resources) for text, style in self._paragraphs)
        return xml if slot.whole or not xml else swap(xml)

    def _paragraph(self, text: RichText, style: str, slot: Slot, resources: PartResources) -> str:
        if style:
            identity = style_id(resources.shared, "paragraph", style, slot.located.place)
            properties, base = f'<w:pPr><w:pStyle w:val="{attribute(identity)}"/></w:pPr>', ""
        else:
            properties, base = _own_properties(slot), _base(slot)
        runs = (text.runs(base, slot, resources, pieces) for pieces in text.paragraphs())
        return "".join(f"{PARAGRAPH_MARK}<w:p>{properties}{run}</w:p>" for run in runs)


def _run(piece: _Piece, base: str, slot: Slot, resources: PartResources) -> str:
    asked = piece.format
    if piece.style:
        identity = style_id(resources.shared, "character", piece.style, slot.located.place)
        asked = (("w:rStyle", f'<w:rStyle w:val="{attribute(identity)}"/>'), *asked)
    properties = run_properties(base, asked, resources.prefixes)
    run = f'<w:r>{properties}<w:t xml:space="preserve">{run_content(piece.text)}</w:t></w:r>'
    if not piece.url:
        return run
    link = resources.relate("hyperlink", piece.url, external=True)
    return f'<w:hyperlink xmlns:r="{_OFFICE}" r:id="{link}" w:history="1">{run}</w:hyperlink>'


def _base(slot: Slot) -> str:
    """Return the properties of the run that holds the tag."""
    _, opening, rest = slot.before[_start_of_run(slot) :].partition("<w:rPr>")
    properties, closing, _ = rest.rpartition("</w:rPr>")
    return f"{opening}{properties}{closing}"


def _own_properties(slot: Slot) -> str:
    """Return the properties of the paragraph that holds the tag."""
    if slot.whole:
        head = slot.before[: _start_of_run(slot)]
        return head[head.index(">", head.index("<w:p")) + 1 :]
    return (slot.between or "").partition("<w:p>")[2]


def _parting(slot: Slot) -> str | None:
    if slot.whole:
        return f"</w:p>{PARAGRAPH_MARK}<w:p>{_own_properties(slot)}"
    return slot.between


def _start_of_run(slot: Slot) -> int:
    return max(slot.before.rfind("<w:r>"), slot.before.rfind("<w:r "))
