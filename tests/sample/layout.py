"""What a template is laid out by: the notation's words, styles, columns, page and parts of one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.sample.markup import Element
from tests.sample.styles import Style

__all__ = ["Column", "Layout", "Story"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading, the tag of its cells, its width in twips, its alignment."""

    heading: str
    tag: str
    width: int
    align: str = "right"


@dataclass(frozen=True, slots=True)
class Story:
    """A header or footer: what it is, what it holds."""

    kind: str
    make: Callable[[], Element]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the templates of one language look.

    `source` is the notation of the shipped one, `target` the file made of it. `styles` are known by the
    notation's names; of these `table` stands for the table, and `cells` are the styles of its heading, its
    cells and its tags. `prefixes` are put before the text of a style. `loop` is what repeats a row of the
    table. `section` is given the ids of the `stories`, in their order.
    """

    source: Path
    target: Path
    language: str
    title: str
    is_chinese: bool
    styles: Mapping[str, Style]
    table: str
    cells: tuple[str, str, str]
    table_style: str
    run_in: str
    prefixes: Mapping[str, str]
    columns: tuple[Column, ...]
    loop: str
    width: int
    row_height: int
    stories: tuple[Story, ...]
    section: Callable[..., Element]
    settings: Callable[[], Element]
    style_sheet: Callable[[], Element]
    font_table: Callable[[], Element]
