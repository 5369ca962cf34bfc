"""Two drafts of the sample as they lie on a desk: twelve cells of the workbook were changed and a sentence of
the template, then the second draft was edited by hand in three places."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx

from tests.support.clerk import BOOK, TEMPLATE, build_in, edited_sample
from tests.support.docs import without_clock

__all__ = ["CELLS", "SENTENCE", "TYPED", "Drafts", "drafts"]

CELLS = {
    "工业总产值.本年值": 126584, "固定资产投资.本年值": 65391, "技改投资.本年值": 3596,
    "社会消费品零售总额.本年值": 435279, "自营出口额.本年值": 1394, "农产品上行电商销售额.本年值": 19615.96,
    "网络零售交易额.本年值": 1790.11, "技术合同登记额.本年值": 6441.61, "技术交易额.本年值": 3990.1,
    "基站累计.本年值": 722, "奖补资金兑现.本年值": 420.12, "稳岗补贴职工.本年值": 2659,
}  # fmt: skip
SENTENCE = ("有力有序推进", "扎实推进、成效明显")
TYPED = {"8家": "9家", "抢时间": "争分夺秒", "43.53亿元": "99.99亿元"}


class Drafts(NamedTuple):
    """The first draft, the second as it was built, and the second as it came back."""

    old: bytes
    built: bytes
    new: bytes


@cache
def drafts() -> Drafts:
    """Return the drafts; they are built once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = folder / "template.docx"
        template.write_bytes(TEMPLATE.read_bytes())
        old = build_in(folder, BOOK, template=template).draft.read_bytes()
        _type(template, {SENTENCE[0]: SENTENCE[1]})
        book = edited_sample(folder, CELLS)
        for path in (template, book):  # a draft tells the digests of both
            path.write_bytes(without_clock(path.read_bytes()))
        built = build_in(folder, book, template=template).draft
        second = built.read_bytes()
        _type(built, TYPED)
        return Drafts(old, second, built.read_bytes())


def _type(path: Path, changes: dict[str, str]) -> None:
    """Type over the first place of each text, as in Word."""
    document = docx.Document(str(path))
    for old, new in changes.items():
        runs = (run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text)
        run = next(runs)
        run.text = run.text.replace(old, new, 1)
    document.save(str(path))
