"""WordprocessingML elements in short: `w("jc", val="center")` is `<w:jc w:val="center"/>`."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from reportgen.word.package import Member, deflated

__all__ = ["Element", "R", "W", "bare", "part", "relationships", "run", "w"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "http://www.w3.org/XML/1998/namespace"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Element: TypeAlias = etree._Element


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return the element `tag` with its `attributes` and `children`; a child that is None is left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend([child for child in children if child is not None])
    return element


def run(text: str, style: str = "", *, is_chinese: bool = True) -> Element:
    """Return a run of `text` in the character style `style`.

    In a Chinese text a hint makes Word take “ ” — … from the Chinese font, not from the Latin one
    (ECMA-376-1, 17.3.2.26).
    """
    named = w("rStyle", val=style) if style else None
    hint = w("rFonts", hint="eastAsia") if is_chinese else None
    look = w("rPr", named, hint) if named is not None or hint is not None else None
    words = w("t")
    words.text = text
    words.set(f"{{{_XML}}}space", "preserve")
    return w("r", look, words)


def bare(namespace: str, tag: str) -> Element:
    """Return the element `tag` of `namespace` written without a prefix, as the package's own parts are."""
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')


def part(name: str, root: Element) -> Member:
    """Return `root` as the part `name` of a package."""
    etree.cleanup_namespaces(root, top_nsmap={"w": W, "r": R} if root.tag.startswith(f"{{{W}}}") else None)
    return deflated(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def relationships(name: str, targets: dict[str, tuple[str, str]]) -> Member:
    """Return the relationships part `name`: id → (type, target)."""
    root = bare(_PACKAGE, "Relationships")
    for identity, (kind, target) in targets.items():
        etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", Id=identity, Type=kind, Target=target)
    return part(name, root)
