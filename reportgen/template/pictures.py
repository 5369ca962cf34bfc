"""Pictures of a template replaced by others: found by the name, title or alternative text that Word shows.

The frame stays: size, position, wrapping, border. Another picture is another member of the file, so a picture
that Word stores once and shows twice can be replaced in one of the two places. What nothing refers to any
more is taken out of the file, for the picture that was replaced may be confidential.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import FileRef
from reportgen.template.nearest import nearest
from reportgen.template.objects import add_picture, load_picture, picture_errors, unreadable_picture
from reportgen.word.package import Package
from reportgen.word.parts import story_parts
from reportgen.word.relationships import part_of, relationships
from reportgen.word.resources import PartResources, Resources
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["with_pictures"]

_PICTURE, _BLIP, _EXTENSIONS = qname("pic:pic"), qname("a:blip"), qname("a:extLst")
_EMBEDDED, _LINKED = qname("r:embed"), qname("r:link")
_FRAMES = (qname("wp:inline"), qname("wp:anchor"))
_ALTERNATE, _SHAPE_DATA = qname("mc:AlternateContent"), qname("v:imagedata")
_IDENTITY = qname("r:id")
_NAMES = ("name", "title", "descr")
_TARGETS = "targets"  # what parts are no longer related to, in the memory of the resources
_RELATIONSHIPS = ".rels"
Pictures = Mapping[str, Path | str | bytes]


def with_pictures(package: Package, pictures: Pictures) -> Package:
    """Return the package with the `pictures` in place of those that are called by their keys; Refusal when
    one is not found (TP309) or cannot be read (TP308)."""
    data, faults = _read(package, pictures)
    resources = Resources(package)
    met: set[str] = set()
    for name in story_parts(package):
        if b"<pic:pic" in package.part(name) or b":blip" in package.part(name):
            _replace_in_part(resources.of_part(name), data, met)
    for key in data.keys() - met:
        if key in package:
            resources.put(key, data[key])
            met.add(key)
    faults += [_unknown(package, resources, key) for key in pictures if key in data and key not in met]
    if faults:
        raise Refusal(faults)
    replaced = package.with_members(resources.members(package.members))
    return _without(replaced, resources.memory.get(_TARGETS, set()))


def _read(package: Package, pictures: Pictures) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Return the bytes of all that can be read; a key that names a member may bring anything, else a
    picture."""
    data: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for key, source in pictures.items():
        try:
            data[key] = source if isinstance(source, bytes) else Path(source).read_bytes()
            if key not in package:
                load_picture(data[key])
        except picture_errors() as error:
            data.pop(key, None)
            faults.append(unreadable_picture(source, error, FileRef(package.file)))
    return data, faults


def _replace_in_part(part: PartResources, data: Mapping[str, bytes], met: set[str]) -> None:
    package = part.shared.package
    root = parsed(package.part(part.name), package.file, part.name)
    changed, gone = False, set[str]()
    for picture in root.iter(_PICTURE):
        names = list(_names_of(picture))
        part.shared.memory.setdefault(_NAMES, []).extend(names)
        key = next((name for name in names if name in data), None)
        blip = next(picture.iter(_BLIP), None)
        if key is not None and blip is not None:
            gone |= _show(picture, blip, add_picture(load_picture(data[key]), part))
            met.add(key)
            changed = True
    if changed:
        _forget(part, gone - set(_references(root)))
        part.shared.put(part.name, serialised(root))


def _show(picture: etree._Element, blip: etree._Element, identity: str) -> set[str]:
    """Have a picture show the one of this id, and neither a linked file nor a drawing beside it; return the
    ids of what it showed."""
    old = blip.get(_EMBEDDED, "")
    gone = set(_references(blip))
    blip.attrib.pop(_LINKED, "")
    blip.set(_EMBEDDED, identity)
    for extensions in blip.findall(_EXTENSIONS):
        blip.remove(extensions)
    for both in picture.iterancestors(_ALTERNATE):  # the copy for older programs
        for shape in both.iter(_SHAPE_DATA):
            if old and shape.get(_IDENTITY) == old:
                shape.set(_IDENTITY, identity)
    return gone


def _references(element: etree._Element) -> Iterator[str]:
    """Yield the ids by which an element, and what is in it, may refer to other members."""
    for one in element.iter(etree.Element):
        yield from (str(value) for name, value in one.attrib.items() if str(name).startswith("{"))


def _forget(part: PartResources, gone: set[str]) -> None:
    """Take away the relationships of a part that nothing in it refers to any more."""
    package = part.shared.package
    known = relationships(package, part.name)
    part.dropped |= gone & known.keys()
    targets = {known[identity].target for identity in part.dropped if not known[identity].external}
    part.shared.memory.setdefault(_TARGETS, set()).update(targets)


def _without(package: Package, names: set[str]) -> Package:
    """Return the package without those of the members that no relationship leads to."""
    if not names:
        return package
    related = {
        found.target
        for name in package.names
        if name.endswith(_RELATIONSHIPS)
        for found in relationships(package, part_of(name)).values()
    }
    left = names - related
    return package.with_members(tuple(one for one in package.members if one.name not in left))


def _names_of(picture: etree._Element) -> Iterator[str]:
    """Yield what a picture is called: in itself, and in its frame when it has that to itself."""
    told = [picture.find(f"{qname('pic:nvPicPr')}/{qname('pic:cNvPr')}")]
    frame = next(picture.iterancestors(*_FRAMES), None)
    if frame is not None and len(list(frame.iter(_PICTURE))) == 1:
        told.insert(0, frame.find(qname("wp:docPr")))
    for element in told:
        if element is not None:
            yield from (name for kind in _NAMES if (name := element.get(kind)))


def _unknown(package: Package, resources: Resources, key: str) -> Diagnostic:
    near = nearest(key, resources.memory.get(_NAMES, []))
    return fault("TP309", FileRef(package.file), hints=("nearest",) if near else (), name=key, nearest=near)
