"""Word templates: compiled once, merged many times; and the values that are more than text."""

from __future__ import annotations

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
