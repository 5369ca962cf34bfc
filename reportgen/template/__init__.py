"""Word templates: compiled once, merged many times."""

from __future__ import annotations

from reportgen.template.renderer import Merged, Template, Variable

__all__ = ["Merged", "Template", "Variable"]
