"""How much of two texts an alignment marks, against the least that could be; and the sample with 26 edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Indel

from reportgen.diff.pairs import PILCROW, Alignment, Edit, Item, Op, Passage, flow
from tests.support.clerk import TABLE, sample_draft

__all__ = [
    "ATOMIC",
    "cut_pieces",
    "edited",
    "edits_within",
    "least",
    "least_whole",
    "marked_characters",
    "sample_lines",
]

ATOMIC = re.compile(
    r"[〔(（]\d{4}[〕)）]\d+号"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\d+(?:\.\d+)?(?:万美元|万元|亿元|元|家|户|人|个|项|名|起|份|万亩|平方米|㎡|%|百分点)?"
)
"""What must never be cut: written apart from the program's own list, so that the two check each other."""

_FIGURES = (
    ("11.83亿元", "12.47亿元"), ("8.46%", "14.33%"), ("61111万元", "64320万元"), ("56.07%", "64.27%"),
    ("3358万元", "3358亿元"), ("115.95%", "120.3%"), ("40.68亿元", "41.05亿元"), ("27.6%", "26.9%"),
    ("1300万美元", "1345万美元"), ("18329.87万元", "18540.2万元"), ("同比增长88%", "同比增长90.2%"),
    ("1670.2万元", "1702.5万元"), ("6017.39万元", "6120万元"), ("672个", "688个"),
    ("389.83万元", "402.6万元"),
    ("〔2020〕5号", "〔2020〕15号"), ("2483人", "2512人"), ("74787元", "75123元"),
)  # fmt: skip
_WORDINGS = (
    ("各项工作有力有序推进", "各项工作扎实有序推进"),
    ("外贸加快起势", "外贸迅速起势"),
    ("建设提速推进", "建设加快推进"),
    ("迅速拟定工业、商贸两个领域", "及时制定工业、商贸两个领域"),
    ("甘当随叫随到、无事不扰的", "甘当有求必应、无事不扰的"),
    ("学员缺什么就补什么，", ""),
    ("优势尚未真正形成", "优势尚未充分形成，抗风险能力不强"),
)
_NUMBERED = (("（五）科技创新", "（六）科技创新"), ("（六）通信工作", "（七）通信工作"))
_MOVED, _MOVED_BEHIND = "面对年初停工停产", "5G发展规划先行"
_DELETED = "科技人才选派促成了"
_SPLIT = "物流服务一沉到底"
_INSERTED = (
    ("（六）科技创新", "（五）金融服务实体经济情况"),
    (
        "（六）科技创新",
        "全年组织银企对接会3场，推动辖内银行与42家企业签订意向协议，新增制造业贷款1.2亿元，"
        "设立500万元过桥资金池，累计周转18笔，企业反映的融资难、融资慢问题得到一定缓解。",
    ),
    (
        "三、存在的主要问题",
        "注重把握舆论导向，在县级以上媒体刊发工业商贸稿件86篇，制作惠企政策短视频12条，"
        "让企业听得懂、用得上，全社会关心支持实体经济的氛围更加浓厚。",
    ),
)
_CELLS = (("固定资产投资", "61111", "64320"), ("固定资产投资", "56.07", "64.27"),
          ("技改投资", "3358", "3400"), ("基站累计", "672", "688"))  # fmt: skip
_ROW = "‖ 金融对接企业 ‖ 家 ‖ 42 ‖ — ‖ — ‖ — ‖ —"


@cache
def sample_lines() -> tuple[str, ...]:
    """Return the sample's draft in the notation of `alignments`."""
    return tuple(
        "‖ " + text.replace("\t", " ‖ ") if style == TABLE else text for style, text in sample_draft().lines
    )


def edited(lines: Sequence[str], *, moved: bool = True) -> list[str]:
    """Return the sample's lines with the 26 edits, without the move when only the others are asked for."""
    found = list(lines)
    for old, new in (*_FIGURES, *_WORDINGS, *_NUMBERED):
        at = next(at for at, line in enumerate(found) if old in line)
        found[at] = found[at].replace(old, new, 1)
    for row, old, new in _CELLS:
        at = next(at for at, line in enumerate(found) if line.startswith(f"‖ {row} "))
        found[at] = found[at].replace(f"‖ {old}", f"‖ {new}", 1)
    del found[_place(found, _DELETED)]
    for before, text in _INSERTED:
        found.insert(_place(found, before), text)
    at = next(at for at, line in enumerate(found) if _SPLIT in line)
    first, _, second = found[at].partition(_SPLIT)
    found[at : at + 1] = [first, _SPLIT + second]
    found.insert(_place(found, "‖ 固定资产投资"), _ROW)
    return _with_move(found) if moved else found


def _with_move(lines: list[str]) -> list[str]:
    text = lines.pop(_place(lines, _MOVED))
    lines.insert(_place(lines, _MOVED_BEHIND) + 1, text)
    return lines


def _place(lines: Sequence[str], beginning: str) -> int:
    return next(at for at, line in enumerate(lines) if line.startswith(beginning))


def least(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many characters must be deleted and inserted at the least: the distance of the two texts as
    a whole, an end counting one for each paragraph, those in cells too."""
    return Indel.distance(*("".join(_flat(side)) for side in (old, new)))


def least_whole(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many characters must be marked at the least when no `ATOMIC` piece is cut: the distance of
    two texts in which such a piece is one sign, as often as it has characters."""
    signs: dict[str, int] = {}
    return Indel.distance(*(list(_signs("".join(_flat(side)), signs)) for side in (old, new)))


def _signs(text: str, known: dict[str, int]) -> Iterator[int]:
    at = 0
    for piece in ATOMIC.finditer(text):
        yield from map(ord, text[at : piece.start()])
        yield from [known.setdefault(piece[0], -1 - len(known))] * len(piece[0])
        at = piece.end()
    yield from map(ord, text[at:])


def _flat(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        pieces = [cell.strip() for cell in line.split("‖")[1:]] if line.startswith("‖") else [line]
        yield from (piece + PILCROW for piece in pieces)


def marked_characters(alignment: Alignment) -> int:
    """Return how many characters are marked as deleted or inserted. What has moved counts with what was
    changed on the way, once."""
    return sum(
        edit.old_end - edit.old_start + edit.new_end - edit.new_start
        for edit, _, _ in edits_within(alignment)
        if edit.op is not Op.EQUAL
    )


def cut_pieces(alignment: Alignment) -> list[str]:
    """Return the figures, dates and numbers of documents that a mark begins or ends within."""
    found = []
    for edit, old, new in edits_within(alignment):
        for text, borders in ((old, (edit.old_start, edit.old_end)), (new, (edit.new_start, edit.new_end))):
            around = (piece for at in borders for piece in ATOMIC.finditer(text) if _cuts(piece, at))
            found += [piece[0] for piece in around]
    return found


def _cuts(piece: re.Match[str], at: int) -> bool:
    return piece.start() < at < piece.end()


def edits_within(alignment: Alignment) -> Iterator[tuple[Edit, str, str]]:
    """Yield all edits with the old and new flow that they run over; a row's or cell's alone as one each."""
    for story in alignment.stories:
        yield from _edits(story.items)


def _edits(items: Iterable[Item]) -> Iterator[tuple[Edit, str, str]]:
    for item in items:
        if isinstance(item, Passage):
            yield from _of_passage(item)
            continue
        for row in item.rows:
            if not row.moved:
                for cell in row.cells:
                    yield from _edits(cell.items)


def _of_passage(item: Passage) -> Iterator[tuple[Edit, str, str]]:
    if item.move is None:
        yield from ((edit, flow(item.old), flow(item.new)) for edit in item.edits)
    elif item.new:
        old, new = item.move.old, item.move.new
        yield from ((edit, flow((old,)), flow((new,))) for edit in item.move.edits)
