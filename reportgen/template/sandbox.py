"""The sandbox of jinja2, in which no operation makes more than a report holds and nothing changes a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from reportgen.template.bounded import spending_of
from reportgen.template.methods import bounded_call, bounded_format, changes
from reportgen.template.operations import BINARY_OPERATORS, check_operation

__all__ = ["Sandbox"]

_LONGEST_TAG = 20_000  # characters; reading takes time and memory for each


class Sandbox(SandboxedEnvironment):
    """An environment for templates that are not trusted: what they cost is counted and bounded."""

    intercepted_binops = BINARY_OPERATORS  # kept from the optimizer, too

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > _LONGEST_TAG and max(map(len, source.splitlines())) > _LONGEST_TAG:
            raise RecursionError  # as what nests too deep: the tag is told
        parser = Parser(self, source, name, filename)
        try:
            return parser.parse()
        except ValueError as error:  # a number of too many digits
            raise TemplateSyntaxError(str(error), parser.stream.current.lineno) from error

    @staticmethod
    def gathered(context: Context, pieces: Sequence[str]) -> str:
        """Return the text of what a block gathered."""
        spending_of(context).make(sum(map(len, pieces)))
        return "".join(pieces)

    def sliced(self, context: Context, value: Any, part: slice) -> Any:
        """Return a part of a text or list."""
        return spending_of(context).hold(self.getitem(value, part))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, defaultdict) and not hasattr(obj, attribute):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a member; what a mapping makes up for a key is not kept in it."""
        if isinstance(obj, defaultdict) and isinstance(argument, Hashable) and argument not in obj:
            made = obj.default_factory
            return self.undefined(obj=obj, name=str(argument)) if made is None else made()
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether an attribute leads neither out nor to a change of what a template was given."""
        return not changes(obj, attr) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        return bounded_format(self, value)

    def call_filter(self, name: str, *given: Any, **named: Any) -> Any:
        """Apply a filter that a template names in a text; the hidden ones are not for it to name."""
        if name.startswith("\0"):
            raise SecurityError(f"no filter {name!r}")
        return super().call_filter(name, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        check_operation(operator, left, right)
        return spending_of(context).hold(super().call_binop(context, operator, left, right))

    def call(self, context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
        spending = spending_of(context)
        spending.call()
        return bounded_call(spending, partial(super().call, context), function, arguments, named)
