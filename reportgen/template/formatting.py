"""The formatting of a run: what is asked for, over what stands there already (ECMA-376-1, 17.3.2).

Word refuses, and validators blame, properties out of their order; so they are always written in that of
CT_RPr.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from reportgen.word.xml import escaped, qname, quoted

__all__ = ["Format", "attribute", "format_of", "run_properties"]

_W = etree.QName(qname("w:r")).namespace

Format = tuple[tuple[str, str], ...]
"""Properties of a run: the name of each element, and its XML."""

_ORDER = {
    f"w:{name}": at
    for at, name in enumerate(
        (
            *(
                "rStyle",
                "rFonts",
                "b",
                "bCs",
                "i",
                "iCs",
                "caps",
                "smallCaps",
                "strike",
                "dstrike",
                "outline",
            ),
            *(
                "shadow",
                "emboss",
                "imprint",
                "noProof",
                "snapToGrid",
                "vanish",
                "webHidden",
                "color",
                "spacing",
            ),
            *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText"),
            *("vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
        )
    )
}
_UNDERLINES = frozenset(
    (
        *("wavyDouble", "none", "single", "words", "double", "thick", "dotted", "dottedHeavy", "dash"),
        *("dashedHeavy", "dashLong", "dashLongHeavy", "dotDash", "dashDotHeavy", "dotDotDash"),
        *("dashDotDotHeavy", "wave", "wavyHeavy"),
    )
)
_HIGHLIGHTS = frozenset(
    (
        *("black", "blue", "cyan", "green", "magenta", "red", "yellow", "white", "darkBlue", "darkCyan"),
        *("darkGreen", "darkMagenta", "darkRed", "darkYellow", "darkGray", "lightGray", "none"),
    )
)
_HEX = frozenset("0123456789abcdefABCDEF")
# Each attribute of these is a property by itself: one that is not asked for stays as it is.
_COMPOUND = frozenset(("w:rFonts", "w:lang"))
# How the Latin names of fonts with Chinese, Japanese or Korean letters begin; those in such letters tell it.
_EAST_ASIAN = (
    *("simsun", "nsimsun", "simhei", "simkai", "simli", "simyou", "fangsong", "kaiti", "lisu", "youyuan"),
    *("dengxian", "microsoft yahei", "microsoft jhenghei", "fz", "mingliu", "pmingliu", "dfkai"),
    *("stsong", "stfangsong", "stkaiti", "stheiti", "stxihei", "stzhongsong", "stxingkai", "stliti"),
    *("noto sans cjk", "noto serif cjk", "noto sans sc", "noto serif sc", "source han", "wenquanyi"),
    *("ms mincho", "ms gothic", "ms pmincho", "ms pgothic", "yu mincho", "yu gothic", "meiryo", "batang"),
    *("gulim", "dotum", "malgun", "arial unicode"),
)
_SIMPLE = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "strike": ("strike",), "rtl": ("rtl",)}


_IN_ATTRIBUTES = re.compile('["\t\n\r]')  # a blank would be read for a bare line break or tab


def attribute(text: str) -> str:
    """Return `text` escaped for an attribute in double quotes."""
    return _IN_ATTRIBUTES.sub(lambda found: f"&#{ord(found[0])};", escaped(text))


def format_of(**asked: Any) -> Format:
    """Return the properties that docxtpl's names ask for; None and False ask for nothing.

    `style`, `color`, `highlight`, `size` (half points), `subscript`, `superscript`, `bold`, `italic`,
    `underline` (True or a kind), `strike`, `font`, `rtl`, `lang`; and `east_asia`, a font of Chinese text of
    its own. A `font` with Chinese letters is one of all text, another leaves Chinese text alone. TypeError
    for another name, ValueError for a value that Word would not take.
    """
    found: dict[str, str] = {}
    east = asked.pop("east_asia", None)
    for name, value in asked.items():
        if name in _SIMPLE:
            found |= {f"w:{tag}": f"<w:{tag}/>" for tag in _SIMPLE[name]} if value else {}
        elif name == "url_id":
            raise TypeError("url_id is a mark of docxtpl: write url= and the address itself")
        elif name not in _WRITERS:
            raise TypeError(f"unknown format {name!r}")
        elif value:
            found |= _WRITERS[name](value)
    if east:
        found["w:rFonts"] = _fonts_of(str(asked.get("font") or ""), str(east))
    return tuple(found.items())


@lru_cache(maxsize=4096)
def run_properties(base: str, asked: Format, prefixes: tuple[tuple[str, str], ...] = ()) -> str:
    """Return w:rPr with what is asked for over the properties `base`, a w:rPr or nothing; nothing when
    empty."""
    known = _children(base, dict(prefixes))
    for name, xml in asked:
        known[name] = _over(known[name], xml) if name in _COMPOUND and name in known else xml
    if not known:
        return ""
    ordered = sorted(known, key=lambda name: _ORDER.get(name, len(_ORDER)))
    return f"<w:rPr>{''.join(known[name] for name in ordered)}</w:rPr>"


def _over(base: str, asked: str) -> str:
    """Return an element with the attributes of `asked` over those of `base`.

    A font of the theme counts for more than one that is named beside it (17.3.2.26), so it gives way.
    """
    told, new = _attributes(base), _attributes(asked)
    kept = {name: value for name, value in told.items() if _without_theme(name) not in new}
    name = asked[1 : asked.index(" ")]
    return f"<{name}{''.join(f' {key}={value}' for key, value in {**kept, **new}.items())}/>"


def _without_theme(name: str) -> str:
    return name.removesuffix("Theme").removesuffix("theme")  # w:asciiTheme, but w:cstheme


def _attributes(element: str) -> dict[str, str]:
    """Return the attributes of an empty element as they are written, in their quotes."""
    [found] = etree.fromstring(f'<base xmlns:w="{_W}">{element}</base>')
    return {f"w:{etree.QName(str(key)).localname}": quoted(str(value)) for key, value in found.items()}


def _children(base: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    if not base:
        return {}
    declared = "".join(f" xmlns:{prefix}={quoted(uri)}" for prefix, uri in prefixes.items())
    [root] = etree.fromstring(f"<base{declared}>{base}</base>")
    found = {}
    for child in root:
        if child.tag == qname("w:rPrChange"):
            continue  # what was tracked there is no change of this run
        name = f"{child.prefix}:{etree.QName(child).localname}"
        found[name] = _bare(child, prefixes)
    return found


def _bare(element: etree._Element, prefixes: Mapping[str, str]) -> str:
    """Return an element's XML without the declarations that hold around it anyway."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    start, closing, rest = text.partition(">")
    for prefix, uri in prefixes.items():
        start = start.replace(f" xmlns:{prefix}={quoted(uri)}", "")
    return start + closing + rest


# --- the single properties
def _value(tag: str, value: str) -> dict[str, str]:
    return {f"w:{tag}": f'<w:{tag} w:val="{attribute(value)}"/>'}


def _color(value: object) -> dict[str, str]:
    return _value("color", _hex("color", value))


def _highlight(value: object) -> dict[str, str]:
    if str(value) in _HIGHLIGHTS:
        return _value("highlight", str(value))
    fill = _hex("highlight", value)
    return {"w:shd": f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'}


def _hex(name: str, value: object) -> str:
    shown = str(value).removeprefix("#")
    if shown != "auto" and (len(shown) != 6 or not set(shown) <= _HEX):
        raise ValueError(f"{name}: {value!r} is no colour of six hexadecimal digits")
    return shown


def _size(value: Any) -> dict[str, str]:
    number = int(value)
    if number < 1:
        raise ValueError(f"size: {value!r} is no number of half points")
    return _value("sz", str(number)) | _value("szCs", str(number))


def _underline(value: object) -> dict[str, str]:
    kind = "single" if value is True else str(value)
    if kind not in _UNDERLINES:
        raise ValueError(f"underline: {value!r} is no kind of line")
    return _value("u", kind)


def _fonts(value: object) -> dict[str, str]:
    """A font with Chinese letters is meant for all text, with docxtpl's `eastAsia:` before it or without.
    Chinese text would only lose its own font to another."""
    region, _, font = str(value).rpartition(":")
    east = font if region or _is_east_asian(font) else ""
    return {"w:rFonts": _fonts_of(font, east)}


def _is_east_asian(font: str) -> bool:
    return not font.isascii() or font.lower().startswith(_EAST_ASIAN)


def _fonts_of(font: str, east: str) -> str:
    """Return w:rFonts; without an East Asian font of its own, Chinese text takes that of its style."""
    names = (*((f"w:{kind}", font) for kind in ("ascii", "hAnsi", "cs")), ("w:eastAsia", east))
    told = "".join(f' {name}="{attribute(value)}"' for name, value in names if value)
    return f"<w:rFonts{told}/>"


def _language(value: object) -> dict[str, str]:
    """A language of Chinese text is told apart (17.3.2.20)."""
    shown = attribute(str(value))
    east = shown if shown.split("-")[0].lower() in ("zh", "ja", "ko") else ""
    return {"w:lang": f'<w:lang w:eastAsia="{shown}"/>' if east else f'<w:lang w:val="{shown}"/>'}


_WRITERS: dict[str, Callable[[Any], dict[str, str]]] = {
    "style": lambda value: _value("rStyle", str(value)),
    "color": _color,
    "highlight": _highlight,
    "size": _size,
    "subscript": lambda value: _value("vertAlign", "subscript"),
    "superscript": lambda value: _value("vertAlign", "superscript"),
    "underline": _underline,
    "font": _fonts,
    "lang": _language,
}
