"""Word templates: compiled once, merged many times; and the values that are more than text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer

if TYPE_CHECKING:
    from reportgen.template.charts import Chart
    from reportgen.template.objects import InlineImage, Listing
    from reportgen.template.renderer import Merged, Template, Variable
    from reportgen.template.richtext import RichText, RichTextParagraph
    from reportgen.template.subdocument import Subdocument

__all__ = [
    "Chart",
    "InlineImage",
    "Listing",
    "Merged",
    "RichText",
    "RichTextParagraph",
    "Subdocument",
    "Template",
    "Variable",
]

_HOMES = {
    "Chart": "charts",
    "InlineImage": "objects",
    "Listing": "objects",
    "Merged": "renderer",
    "RichText": "richtext",
    "RichTextParagraph": "richtext",
    "Subdocument": "subdocument",
    "Template": "renderer",
    "Variable": "renderer",
}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)
