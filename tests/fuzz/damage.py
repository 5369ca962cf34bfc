"""Ways to damage a file: its bytes, its members, its XML, what its cells and texts say. Chance is given."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from tests.support.docs import members, zipped

__all__ = ["damaged_package", "damaged_text"]

_NUMBERS = (
    "NaN",
    "nan",
    "INF",
    "-inf",
    "Infinity",
    "1e400",
    "-1e400",
    "1e-400",
    "1E+308",
    "0x10",
    "1,234.5",
    "12,3",
    "-0",
    "1e15",
    "999999999999999",
    "9999999999999999999999",
    "0.1234567890123456789",
    "１２３",
    "٣",
    "²",
    "½",
    "--5",
    "+-1",
    "1_000",
    "",
    " ",
    "\u00a05",
    "5\u200b",
    "#REF!",
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "None",
    "null",
    "TRUE",
    "8.46%",
    "=1+1",
    "2020-13-45",
    "1899-12-30",
    "-1",
    "60",
    "2958466",
    "1e9",
    "4294967296",
    "-2147483649",
    "18446744073709551616",
)
_TEXTS = (
    "\x00",
    "\x0b",
    "\ufffe",
    "\ufdd0",
    "\u202e",
    "\ud800",
    "😀",
    "{{",
    "}}",
    "{%",
    "{{ None }}",
    "{{ 1/0 }}",
    "{% for %}",
    "{{ 无此名 }}",
    "&amp;",
    "]]>",
    "_x0000_",
    "_xD800_",
    "_x000B_",
    "<w:t>",
    "\r\n",
    "\t",
    "甲" * 300,
    "../../etc",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "一",
    "零",
    "％",
    "亿元",
    "万亿",
    "-",
    "—",
    "无",
    "\u3000",
    "年",
    "2020年13月45日",
)
_SIZES = (
    "-1",
    "0",
    "1",
    "2",
    "65536",
    "1048577",
    "16385",
    "999999999",
    "99999999999999999999",
    "a",
    "",
    "1.5",
    "NaN",
)
_REFERENCES = (
    "A0",
    "A1048577",
    "XFE1",
    "XFD1048576",
    "A1",
    "B2",
    "$A$1",
    "A1:A2",
    "ZZZZ9",
    "1A",
    "AA",
    "甲1",
)
_KINDS = ("n", "s", "b", "e", "str", "inlineStr", "d", "x", "")
_XML = (".xml", ".rels")


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """Return an Office file with one to three kinds of damage."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        how = chance.choices((_parts, _of_members, _of_bytes), weights=(16, 3, 1))[0]
        try:
            data = how(data, chance)
        except (
            KeyError,
            OSError,
            ValueError,
            IndexError,
            RuntimeError,
            struct.error,
            zipfile.BadZipFile,
            zlib.error,
        ):
            break  # what the damage before has left is no zip
    return data


def damaged_text(text: str, chance: random.Random) -> str:
    """Return the text of a plain file with one damage: a field, a line, a character."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    fields = lines[at].split(",")
    which = chance.randrange(len(fields))
    match chance.randrange(6):
        case 0:
            fields[which] = chance.choice((*_NUMBERS, *_TEXTS)).replace("\ud800", "")
        case 1:
            fields.insert(which, chance.choice(('"', "", "x", '""')))
        case 2:
            del fields[which]
        case 3:
            return "\n".join(_shuffled(lines, chance))
        case 4:
            return text[: chance.randrange(len(text) + 1)]
        case _:
            fields[which] = _damaged_word(fields[which], chance).replace("\ud800", "")
    lines[at] = ",".join(fields)
    return "\n".join(lines)


# --- bytes


def _of_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    length = chance.choice((1, 1, 2, 8, 100))
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return (
                data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
                if at < len(data)
                else data
            )
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            return data[:at] + chance.randbytes(length) + data[at + length :]
        case _:
            return data[:at] + data[at : at + length] * 2 + data[at + length :]


# --- members


def _of_members(data: bytes, chance: random.Random) -> bytes:
    held = dict(members(data))
    one, other = (chance.choice(sorted(held)) for _ in range(2))
    match chance.randrange(6):
        case 0:
            held[one], held[other] = held[other], held[one]
        case 1:
            del held[one]
        case 2:
            held[one] = b""
        case 3:
            held[one.swapcase()] = held.pop(one)
        case 4:
            held[f"../{one}"] = held[one]
        case _:
            held = dict(_shuffled(list(held.items()), chance))
    return zipped(held, 0)


def _shuffled(things: list, chance: random.Random) -> list:  # type: ignore[type-arg]
    at, other = chance.randrange(len(things)), chance.randrange(len(things))
    things[at], things[other] = things[other], things[at]
    return things


# --- parts


def _parts(data: bytes, chance: random.Random) -> bytes:
    held = members(data)
    name = chance.choice([name for name in sorted(held) if name.endswith(_XML)])
    how = _of_tree if chance.random() < 0.85 else _of_part
    return zipped({**held, name: how(held[name], chance)}, 0)


def _of_part(part: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(part) + 1), chance.randrange(1, 40)
    middle = chance.choice(
        (
            b"",
            part[at : at + length] * 2,
            chance.randbytes(1),
            b"999999999",
            b"-1",
            b"\xff\xfe",
            b'"',
            b"<!DOCTYPE a>",
            b"&#0;",
            b"&x;",
            b"<![CDATA[x]]>",
            b"<!--x-->",
            b"<?x?>",
        )
    )
    return part[:at] + middle + part[at + length :]


def _of_tree(part: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return _of_part(part, chance)
    elements = list(root.iter(etree.Element))
    element = chance.choice(elements)
    names = list(_DAMAGES)
    damage = _DAMAGES[chance.choices(names, weights=[_WEIGHTS[name] for name in names])[0]]
    try:
        damage(element, chance.choice(elements), chance)
    except (ValueError, UnicodeEncodeError):  # what no XML holds
        return _of_part(part, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _delete(element: etree._Element, _: etree._Element, __: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: etree._Element, _: etree._Element, chance: random.Random) -> None:
    if element.getparent() is not None:
        for _time in range(chance.choice((1, 1, 1, 20))):
            element.addnext(deepcopy(element))


def _put_elsewhere(element: etree._Element, other: etree._Element, _: random.Random) -> None:
    if element.getparent() is not None:
        other.append(deepcopy(element))


def _exchange(element: etree._Element, _: etree._Element, chance: random.Random) -> None:
    if len(element) > 1:
        element[:] = chance.sample(list(element), len(element))


def _nest(element: etree._Element, _: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        for _time in range(chance.choice((1, 3, 300))):
            shell = etree.SubElement(parent, element.tag)
            shell.append(element)
            element = shell


def _empty(element: etree._Element, _: etree._Element, __: random.Random) -> None:
    del element[:]
    element.text = None


def _rename(element: etree._Element, other: etree._Element, _: random.Random) -> None:
    element.tag = other.tag


def _say(element: etree._Element, _: etree._Element, chance: random.Random) -> None:
    element.text = chance.choice((*_NUMBERS, *_TEXTS, _damaged_word(element.text or "", chance)))


def _say_a_cell(element: etree._Element, _: etree._Element, chance: random.Random) -> None:
    """Damage what a cell or a text holds, where damage counts most."""
    root = element.getroottree().getroot()
    found = list(root.iter("{*}v", "{*}t"))
    if found:
        _say(chance.choice(found), root, chance)


def _change_attribute(element: etree._Element, other: etree._Element, chance: random.Random) -> None:
    names = sorted(map(str, element.attrib)) or sorted(map(str, other.attrib))
    if not names:
        return
    name = chance.choice(names)
    match chance.randrange(5):
        case 0:
            element.attrib.pop(name, None)
        case 1:
            element.set(name, chance.choice(_SIZES))
        case 2:
            element.set(name, chance.choice((*_REFERENCES, *_KINDS, *_NUMBERS)))
        case 3:
            element.set(name, other.get(name) or chance.choice(_TEXTS))
        case _:
            element.set(name, _damaged_word(element.get(name) or "", chance))


def _damaged_word(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    anything = chr(
        chance.choice(
            (chance.randrange(0x20, 0x7F), chance.randrange(0xA0, 0xD7FF), chance.randrange(0x10000, 0x1FFFF))
        )
    )
    return chance.choice(
        (text[:at] + anything + text[at:], text[:at] + text[at + 1 :], text * 2, text[::-1], text * 50)
    )


_Damage = Callable[[etree._Element, etree._Element, random.Random], None]
_DAMAGES: Mapping[str, _Damage] = {
    "delete": _delete,
    "double": _double,
    "put elsewhere": _put_elsewhere,
    "exchange": _exchange,
    "nest": _nest,
    "empty": _empty,
    "rename": _rename,
    "say": _say,
    "say a cell": _say_a_cell,
    "attribute": _change_attribute,
}
_WEIGHTS = {name: {"say a cell": 6, "attribute": 6, "nest": 1}.get(name, 2) for name in _DAMAGES}
