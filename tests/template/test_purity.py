"""A draft depends on template and values alone: on no clock, locale, order of hashes or other draft."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from reportgen import Refusal
from reportgen.drafts import draft_bytes
from reportgen.manifest import Source, manifest_of
from reportgen.template import Template
from tests.support.clerk import ROOT
from tests.support.docs import docx, merged, texts
from tests.support.everything import mapping, template
from tests.support.images import png
from tests.support.subdocuments import made

WORLDS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77", "PYTHONOPTIMIZE": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "PYTHONIOENCODING": "ascii"},
)


def _filled(document: Any) -> None:
    import io

    document.add_heading("分报告", 1)
    document.add_paragraph("一条", style="List Number")
    document.add_picture(io.BytesIO(png(red=7)))
    document.add_table(1, 2).cell(0, 0).text = "格"


@pytest.fixture(name="subdocument", scope="module")
def _subdocument() -> bytes:
    return made(_filled)


@pytest.fixture(name="loaded", scope="module")
def _loaded() -> Template:
    return Template.load(template())


def test_no_process_zone_locale_or_seed_changes_a_byte(tmp_path: Path, subdocument: bytes) -> None:
    """Charts, pictures, sub-documents, lists, sets and groups, in four worlds and in this one."""
    data = template()
    (tmp_path / "模板.docx").write_bytes(data)
    (tmp_path / "分.docx").write_bytes(subdocument)
    command = [
        sys.executable,
        "-m",
        "tests.support.everything",
        tmp_path / "模板.docx",
        tmp_path / "分.docx",
        "3",
    ]
    found = {
        subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **world},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for world in WORLDS
    }

    assert {hashlib.sha256(Template.load(data).render(mapping(3, subdocument))).hexdigest()} == found


def test_eight_threads_make_the_bytes_that_one_makes(loaded: Template, subdocument: bytes) -> None:
    """Different values at the same time, drafts with and without provenance among them."""

    def drafts(number: int) -> tuple[bytes, bytes]:
        values = mapping(number % 10, subdocument)
        merge = loaded.merge(values, provenance=True)
        source = Source("a", "0" * 64)
        manifest = manifest_of("1", source, source, merge.insertions, {})
        return loaded.render(values), draft_bytes(loaded.package, merge.members, manifest)

    serial = [drafts(number) for number in range(10)]
    with ThreadPoolExecutor(8) as pool:
        parallel = [*pool.map(drafts, range(40))]

    assert serial * 4 == parallel
    assert 10 == len({draft for draft, _ in serial})


def test_no_render_leaves_a_trace_in_the_next(loaded: Template, subdocument: bytes) -> None:
    """One that is refused, or printed much, in between."""
    values = mapping(4, subdocument)
    first = loaded.render(values)
    for other in (mapping(9, subdocument), {**values, "行": None}, {}):
        with contextlib.suppress(Refusal):
            loaded.render(other)

    assert first == loaded.render(values) == Template.load(template()).render(values)


@pytest.mark.parametrize(
    "line",
    [
        "{% for x in s %}{{ x }}{% endfor %}",
        "{{ s¦join }}",
        "{{ s¦list¦join }}",
        "{{ s¦map('string')¦join }}",
        "{{ s¦select¦join }}",
        "{{ s¦unique¦join }}",
        "{{ s¦batch(20)¦first¦join }}",
        "{{ s¦slice(1)¦first¦join }}",
        "{{ s¦groupby('0')¦map(attribute='grouper')¦join }}",
        "{% for x in s recursive %}{{ x }}{% endfor %}",
        "{{ ''.join(s) }}",
    ],
)
def test_a_set_is_gone_through_in_its_own_order(line: str) -> None:
    """That of its members: the order of Python's sets is another in every process."""
    assert ["abcdefgh"] == merged(docx(line), s=set("hgfedcba"))
    assert ["a"] == merged(docx("{{ s¦first }}"), s=set("hgfedcba"))


def test_members_that_do_not_compare_have_an_order_too() -> None:
    """By their kind, then by what they say."""
    assert ["1，2，乙，甲"] == merged(docx("{{ s¦join('，') }}"), s={"乙", 2, "甲", 1})


def test_an_iterator_is_read_but_once_and_a_mapping_is_only_read() -> None:
    """A mapping of any kind will do, as long as it can be asked for its keys."""

    class Asked(dict[str, Any]):
        def __missing__(self, key: str) -> Any:
            raise AssertionError(f"{key} is made up")

    def counted() -> Iterator[int]:
        yield from range(3)

    values = Asked(xs=counted(), a=Asked(b=1))

    assert ["0121"] == texts(
        Template.load(docx("{% for x in xs %}{{ x }}{% endfor %}{{ a.b }}")).render(values)
    )
    assert ["xs", "a"] == [*values]


def test_a_mapping_that_makes_up_what_it_lacks_does_not_grow() -> None:
    """Its default is printed, and not kept."""
    counts: defaultdict[str, int] = defaultdict(int, a=1)
    rows = [defaultdict(list, b=[2])]

    assert ["1000"] == merged(
        docx("{{ c.a }}{{ c.x }}{{ c['y'] }}{{ rows[0].z¦length }}"), c=counts, rows=rows
    )
    assert ({"a": 1}, [{"b": [2]}]) == (counts, rows)
