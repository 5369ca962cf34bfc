"""Numbered lists as a reader sees them: the numbers that Word would print before the paragraphs.

Counts as Word does (ECMA-376-1, 17.9): the paragraphs of all lists of one kind go on counting, a deeper level
begins anew below each item above it, and a list whose start is overridden begins anew where it is first met.
"""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from reportgen.template.lists import Lists, sheet_root
from reportgen.word.package import open_package
from reportgen.word.runs import paragraph_text
from reportgen.word.xml import qname
from tests.support.docs import changed, member, prefixed

__all__ = ["NUMBERING", "item", "numbered", "with_lists"]

NUMBERING, STYLES = "word/numbering.xml", "word/styles.xml"
_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="%{}."/></w:lvl>'


def with_lists(data: bytes, *kinds: str) -> bytes:
    """Return the file with one list for each kind ("decimal", "bullet" …, `decimal from 5`), numbered from
    1."""
    definitions, lists = "", ""
    for number, kind in enumerate(kinds, start=1):
        form, _, start = kind.partition(" from ")
        levels = "".join(_LEVEL.format(at, start or 1, form, at + 1) for at in range(3))
        definitions += f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        lists += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    root = prefixed(f"<w:numbering>{definitions}{lists}</w:numbering>")
    styles = member(data, STYLES)
    for properties in list(styles.iter(qname("w:numPr"))):  # of lists that are there no more
        properties.getparent().remove(properties)  # type: ignore[union-attr]  # it stands in a style
    return changed(data, {NUMBERING: etree.tostring(root), STYLES: etree.tostring(styles)})


def item(number: int, text: str, level: int = 0) -> str:
    """Return the notation of a paragraph of a list."""
    where = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{where}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(data: bytes) -> list[str]:
    """Return the paragraphs of the body, those of lists with their numbers: `1 甲`, `1.2 乙`."""
    package = open_package(data, "draft.docx")
    lists, numbering = Lists.of(package), sheet_root(package, "numbering")
    assert numbering is not None
    kinds = {num.get(qname("w:numId")): num for num in numbering.iter(qname("w:num"))}
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    met: set[str] = set()
    lines = []
    for paragraph in member(data).iter(qname("w:p")):
        number, level = lists.of_paragraph(paragraph)
        label = ""
        if number in lists.counted:
            label = _count(kinds[number], number, level, counters, met, numbering) + " "
        lines.append(label + paragraph_text(paragraph))
    return lines


def _count(
    num: etree._Element,
    number: str,
    level: int,
    counters: dict[str, dict[int, int]],
    met: set[str],
    numbering: etree._Element,
) -> str:
    kind = _value(num, "w:abstractNumId")
    counts = counters[kind]
    if number not in met:
        met.add(number)
        for override in num.iter(qname("w:lvlOverride")):
            if override.find(qname("w:startOverride")) is not None:
                counts.pop(int(override.get(qname("w:ilvl")) or 0), None)
    for deeper in [one for one in counts if one > level]:
        del counts[deeper]
    counts[level] = counts[level] + 1 if level in counts else _start(numbering, kind, level)
    return ".".join(str(counts.get(one, 1)) for one in range(level + 1))


def _start(numbering: etree._Element, kind: str, level: int) -> int:
    for definition in numbering.iter(qname("w:abstractNum")):
        if definition.get(qname("w:abstractNumId")) == kind:
            for one in definition.iter(qname("w:lvl")):
                if one.get(qname("w:ilvl")) == str(level):
                    return int(_value(one, "w:start") or 1)
    return 1


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qname(name))
    return (found.get(qname("w:val")) or "") if found is not None else ""
