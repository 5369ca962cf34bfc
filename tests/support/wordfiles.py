"""Word files with notes, headers, pictures and lists from the XML of their parts, to be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import nsdecls

from tests.support.docs import zipped
from tests.support.images import png

__all__ = ["DATE", "WordFile", "Words", "p", "r", "table"]

DATE = "2024-05-06T07:08:09Z"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
    "comments": "comments", "header": "hdr", "footer": "ftr",
}  # fmt: skip


def r(text: str, properties: str = "") -> str:
    """Return a run of text with the properties given as XML."""
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph of this content, a text or XML, with the properties given as XML."""
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{told}{content if content.startswith('<') or not content else r(content)}</w:p>"


def table(*rows: str, properties: str = "", grid: str = "") -> str:
    """Return a table: a row each, its cells parted by a bar, each with the paragraphs parted by ¶; or a row
    as XML."""
    cells = max(row.count("|") + 1 for row in rows)
    columns = grid or '<w:gridCol w:w="1000"/>' * cells
    told = "".join(row if row.startswith("<") else _row(row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{properties}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{told}</w:tbl>"
    )


def _row(row: str) -> str:
    cells = ("".join(p(text) for text in cell.split("¶")) for cell in row.split("|"))
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


@dataclass(frozen=True)
class WordFile:
    """A file to be: its body, and what its other parts hold, each as XML."""

    body: str
    section: str = ""
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # id of the relationship → content
    links: Mapping[str, str] = field(default_factory=dict)  # … → address
    pictures: Mapping[str, int] = field(default_factory=dict)  # … → how red
    ignorable: bool = False

    def data(self) -> bytes:
        """Return the file."""
        parts = {f"word/{kind}.xml": (kind, xml) for kind in _ROOTS if (xml := getattr(self, kind, ""))}
        parts |= {f"word/{name}.xml": ("header", xml) for name, xml in self.headers.items()}
        document = f"<w:body>{self.body}<w:sectPr>{self.section}</w:sectPr></w:body>"
        held = {
            "[Content_Types].xml": self._types(parts),
            "_rels/.rels": _rels(f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
                                 'Target="word/document.xml"/>'),
            "word/document.xml": self._root("document", document),
            "word/_rels/document.xml.rels": self._related(parts),
        }  # fmt: skip
        held |= {name: self._root(_ROOTS[kind], xml) for name, (kind, xml) in parts.items()}
        held |= {f"word/media/{name}.png": png(red=red) for name, red in self.pictures.items()}
        return zipped(held)

    def _root(self, name: str, content: str) -> bytes:
        ignored = f' {_W14} mc:Ignorable="w14"' if self.ignorable else ""
        spaces = f"{nsdecls('w', 'r', 'wp', 'a', 'pic')} {_EXTRA}{ignored}"
        return f"<w:{name} {spaces}>{content}</w:{name}>".encode()

    def _types(self, parts: Mapping[str, Any]) -> bytes:
        told = "".join(
            f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>'
            for name, (kind, _) in {**parts, "word/document.xml": ("document.main", "")}.items()
        )
        defaults = (
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
        )
        return f'<Types xmlns="{_TYPES}">{defaults}{told}</Types>'.encode()

    def _related(self, parts: Mapping[str, Any]) -> bytes:
        told = [
            (name if kind == "header" else f"rId{kind}", kind, f"{name}.xml", "")
            for name, kind in ((part[5:-4], kind) for part, (kind, _) in parts.items())
        ]
        told += [(name, "hyperlink", to, ' TargetMode="External"') for name, to in self.links.items()]
        told += [(name, "image", f"media/{name}.png", "") for name in self.pictures]
        return _rels(
            "".join(
                f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
                for name, kind, target, mode in told
            )
        )


def _rels(told: str) -> bytes:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{told}</Relationships>'.encode()


class Words:
    """The words of a redline, as the tests tell them."""

    def author(self, cause: str) -> str:
        """Return the cause as it is called in code."""
        return f"author:{cause}"

    def comment(self, figure: int) -> list[str]:
        """Return a comment on every figure but the ninth."""
        return [] if figure == 9 else [f"figure {figure}", "second line"]
