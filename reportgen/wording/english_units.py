"""The units as an English workbook writes them: bases and how many of them are counted at once.

Every base goes with every step: `10,000 yuan` and `RMB million` are units like any other, and those of one
dimension convert into the Chinese ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.quantities import COUNT, Unit

__all__ = ["BASES", "COUNTED", "STEPS", "english_units", "english_words", "parted", "singular"]

STEPS = {  # how many at once, as printed → how many that are, and how people write it
    "": ("1", ("",)),
    "thousand": ("1000", ("thousand", "1,000", "thousands of", "'000")),
    "10,000": ("10000", ("10,000", "ten thousand", "tens of thousands of")),
    "million": ("1000000", ("million", "millions of", "mn")),
    "100 million": ("100000000", ("100 million", "hundred million")),
    "billion": ("1000000000", ("billion", "billions of", "bn")),
    "trillion": ("1000000000000", ("trillion",)),
}


class Base(NamedTuple):
    """What is counted or measured: dimension, size in its base unit, the word for one, other spellings."""

    dimension: str
    scale: str
    one: str
    spellings: tuple[str, ...] = ()


BASES = {
    "yuan": Base("CNY", "1", "yuan", ("RMB", "CNY", "renminbi", "RMB yuan", "yuan RMB")),
    "US dollars": Base("USD", "1", "US dollar", ("USD", "US$", "U.S. dollars", "U.S. dollar")),
    "m²": Base("area", "0.0015", "m²", ("m2", "sq m", "sqm", "square metres", "square meters")),
    "km²": Base("area", "1500", "km²", ("km2", "sq km", "square kilometres", "square kilometers")),
    "mu": Base("area", "1", "mu"),
    "hectares": Base("area", "15", "hectare", ("ha",)),
    "kg": Base("mass", "0.001", "kg", ("kilograms", "kilogram")),
    "tonnes": Base("mass", "1", "tonne", ("t", "tons", "ton", "metric tons", "metric tonnes")),
    "m": Base("length", "1", "m", ("metres", "meters", "metre", "meter")),
    "km": Base("length", "1000", "km", ("kilometres", "kilometers", "kilometre", "kilometer")),
    "m³": Base("volume", "1", "m³", ("m3", "cubic metres", "cubic meters")),
    "litres": Base("volume", "0.001", "litre", ("liters", "liter")),
    "kWh": Base("energy", "1", "kWh", ("kilowatt-hours", "kilowatt hours")),
    "MWh": Base("energy", "1000", "MWh", ("megawatt-hours", "megawatt hours")),
    "kW": Base("power", "1", "kW", ("kilowatts",)),
    "MW": Base("power", "1000", "MW", ("megawatts",)),
    "people": Base(f"{COUNT}人", "1", "person", ("persons",)),
    "households": Base(f"{COUNT}户", "1", "household"),
    "visits": Base(f"{COUNT}人次", "1", "visit", ("person-times",)),
    "pieces": Base(f"{COUNT}件", "1", "piece"),
    "parcels": Base(f"{COUNT}parcels", "1", "parcel"),
    "vehicles": Base(f"{COUNT}辆", "1", "vehicle"),
}
"""What comes in steps, by the word for many."""

COUNTED = {
    "enterprises": "enterprise",
    "firms": "firm",
    "companies": "company",
    "businesses": "business",
    "institutions": "institution",
    "organizations": "organization",
    "organisations": "organisation",
    "cooperatives": "cooperative",
    "offices": "office",
    "shops": "shop",
    "stores": "store",
    "outlets": "outlet",
    "projects": "project",
    "products": "product",
    "items": "item",
    "units": "unit",
    "cases": "case",
    "events": "event",
    "meetings": "meeting",
    "inspections": "inspection",
    "hazards": "hazard",
    "notices": "notice",
    "documents": "document",
    "contracts": "contract",
    "patents": "patent",
    "licences": "licence",
    "licenses": "license",
    "sites": "site",
    "stations": "station",
    "base stations": "base station",
    "service points": "service point",
    "centres": "centre",
    "centers": "center",
    "platforms": "platform",
    "laboratories": "laboratory",
    "parks": "park",
    "clusters": "cluster",
    "sets": "set",
    "courses": "course",
    "classes": "class",
    "schools": "school",
    "villages": "village",
    "towns": "town",
    "townships": "township",
    "counties": "county",
    "days": "day",
    "times": "time",
    "staff": "staff",
    "employees": "employee",
    "workers": "worker",
    "trainees": "trainee",
    "students": "student",
    "experts": "expert",
    "teams": "team",
}
"""Things that are only counted: the word for many → the word for one."""

_SIGNS = {  # symbol → dimension, size, other spellings
    "%": ("percent", "1", ("percent", "per cent", "pct")),
    "‰": ("percent", "0.1", ("per mille", "permille")),
    "percentage points": ("points", "1", ("percentage point", "pp", "ppt")),
    "per mille points": ("points", "0.1", ("per mille point",)),
}


def english_units() -> Iterator[tuple[str, Unit]]:
    """Yield every spelling of every English unit with the unit."""
    for symbol, (dimension, scale, spellings) in _SIGNS.items():
        unit = Unit(symbol, dimension, Decimal(scale))
        yield from ((spelling, unit) for spelling in (symbol, *spellings))
    for many, one in COUNTED.items():
        unit = Unit(many, COUNT + many)
        yield from ((many, unit), (one, unit))
    for many, base in BASES.items():
        for step, (factor, written) in STEPS.items():
            unit = Unit(f"{step} {many}".strip(), base.dimension, Decimal(factor) * Decimal(base.scale))
            for word in dict.fromkeys((many, base.one, *base.spellings)):
                yield from ((f"{how} {word}".strip(), unit) for how in written)
                yield from ((f"{word} {how}", unit) for how in written if how)


def english_words() -> Iterator[str]:
    """Yield how the units are printed, for one and for many, without how many of them are counted at once."""
    yield from (word for many, base in BASES.items() for word in dict.fromkeys((many, base.one)))
    yield from (word for pair in COUNTED.items() for word in dict.fromkeys(pair))
    yield from (sign for sign in _SIGNS if sign[0].isalpha())


def parted(symbol: str) -> tuple[str, str] | None:
    """Return how many at once an English unit counts, and of what: 100 million, yuan; None for others."""
    for base in BASES:
        step = symbol.removesuffix(base).rstrip() if symbol.endswith(base) else None
        if step in STEPS and symbol == f"{step} {base}".strip():
            return step, base
    return None


def singular(name: str) -> str:
    """Return the word for one of a thing: enterprise of enterprises; itself when there is none."""
    return BASES[name].one if name in BASES else COUNTED.get(name, name)
