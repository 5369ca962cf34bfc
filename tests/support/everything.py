"""A template that uses all there is, and values for it: charts, pictures, sub-documents, lists, links.

`python -m tests.support.everything TEMPLATE SUBDOCUMENT NUMBER` prints the sha256 of what NUMBER makes of it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any, NoReturn

__all__ = ["ReadOnly", "mapping", "template"]


def template() -> bytes:
    """Return the template."""
    from tests.support.docs import docx
    from tests.support.lists import item, with_lists

    lines = (
        "{% macro m(x) %}《{{ x }}》{% endmacro %}{{ 单位 }}{{| 年 |}}年：{{ m(单位) }}",
        "{%p for 组 in 行¦groupby('类') %}",
        "{{ 组.grouper }}{{ 组.list¦map(attribute='名')¦join('、') }}",
        item(1, "{% restart %}首"),
        item(1, "其余"),
        "{%p endfor %}",
        "{% for 名 in 名集 %}{{ 名 }}，{% endfor %}{{ 名集¦join('；') }}{{ 名集¦first }}{{ 名集¦sort¦last }}",
        "{% for 键, 值 in 表¦dictsort %}{{ 键 }}{{ 值 }}{% endfor %}{% for 键 in 表 %}{{ 键 }}{% endfor %}",
        "{{ 图 }}",
        "{{ 画 }}{{ 画 }}",
        "{{ 富 }}",
        "{{p 文 }}",
        "{% set 块 %}甲{{ 年 }}{% endset %}{{ 块 }}{% filter upper %}abc{{ 单位 }}{% endfilter %}",
        "‖ {%tr for x in 行 %} ‖ ",
        "‖ {{ x.名 }} ‖ {{ '%.2f'¦format(x.数) }}{{ x.数¦round(1) }}",
        "‖ {%tr endfor %} ‖ ",
    )
    return with_lists(docx(*lines, header="{{ 单位 }}{{ 画 }}", footer="{{ 年 }}"), "decimal")


class ReadOnly:
    """What keeps a list or mapping as it is, and tells who tries to change it."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a value that was handed in is changed")

    append = clear = extend = insert = pop = popitem = remove = reverse = setdefault = sort = update = _refuse
    __setitem__ = __delitem__ = __iadd__ = __ior__ = _refuse


class _List(ReadOnly, list):  # type: ignore[type-arg]
    pass


class _Dict(ReadOnly, dict):  # type: ignore[type-arg]
    pass


def mapping(number: int, subdocument: bytes) -> dict[str, Any]:
    """Return values that follow a number, none of which can be changed."""
    from reportgen import Chart, InlineImage, RichText, Subdocument
    from tests.support.images import png

    rows = [_Dict(类=f"类{n % 3}", 名=f"名{n}{number}", 数=n / 7 + number) for n in range(number % 5 + 3)]
    values = {
        "单位": f"某局{number}",
        "年": 2000 + number,
        "行": _List(rows),
        "名集": frozenset(f"集{n * 37 % 11}" for n in range(9)),
        "表": _Dict({f"键{n}": n for n in range(number % 7, 0, -1)}),
        "图": Chart("column", _List(["甲", "乙"]), _Dict({"产值": _List([number, 2])}), title=f"图{number}"),
        "画": InlineImage(png(red=number % 200), alt=f"画{number}", anchor=f"https://a.cn/{number}"),
        "富": RichText("富", bold=True).add(f"{number}", url="https://b.cn", color="FF0000"),
        "文": Subdocument(subdocument),
    }
    return _Dict(values)


def main(path: str, subdocument: str, number: str) -> None:
    """Print what the bytes of a draft come to."""
    from reportgen import Template

    draft = Template.load(Path(path)).render(mapping(int(number), Path(subdocument).read_bytes()))
    sys.stdout.write(hashlib.sha256(draft).hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
