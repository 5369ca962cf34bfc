"""Filters on a stretch of the template: `{% filter upper %}…{% endfilter %}` and `{% set x | upper %}…{%
endset %}`.

What stands between the tags is the markup of runs and paragraphs. A filter is meant for the text in it: it
gets the text of each run by itself, and the markup stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import nodes

from reportgen.template.text import PARAGRAPH_BREAK, illegal_character, run_content

__all__ = ["TEXTS", "on_texts", "to_texts"]

TEXTS = "\0texts"
"""The filter that leads another one, named first, to the texts of what was gathered."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the last one last, or `&amp;lt;` would be a tag


def to_texts(chain: Any) -> nodes.Filter:
    """Return a chain of filters on what was gathered as one on its texts."""
    inner: Any = (
        None if chain.node is None else to_texts(chain.node) if _is_filter(chain.node) else chain.node
    )
    name = nodes.Const(chain.name, lineno=chain.lineno)
    arguments = [name, *chain.args]
    named, more, more_named = chain.kwargs, chain.dyn_args, chain.dyn_kwargs
    return nodes.Filter(inner, TEXTS, arguments, named, more, more_named, lineno=chain.lineno)


def _is_filter(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter)


def on_texts(xml: str, how: Callable[[str], Any]) -> str:
    """Return the gathered markup with `how` applied to the text of each run; all of it, when it is a plain
    text.

    TemplateRuntimeError when that makes a character which no document can hold.
    """
    if "<" not in xml:
        return _filtered(xml, how)
    pieces = xml.split("<")
    for at, piece in enumerate(pieces):
        tag, closing, text = piece.partition(">")
        if text and (tag == "w:t" or tag.startswith("w:t ")):
            pieces[at] = f"{tag}{closing}{_filtered(text, how)}"
    return "<".join(pieces)


def _filtered(text: str, how: Callable[[str], Any]) -> str:
    for entity, letter in _ENTITIES:
        text = text.replace(entity, letter)
    made = str(how(text))
    illegal = "U+0007" if PARAGRAPH_BREAK in made else illegal_character(made)
    if illegal:
        raise jinja2.TemplateRuntimeError(f"a filter makes the character {illegal}")
    return run_content(made)
