"""The documents of the comparison benchmark: two drafts of a county's summary, and the same in any length.

The text is made up here and is the same in every run. A draft has 51 paragraphs of some 7,000 characters and
a table of seven rows. Between the two lie the edits of a week: figures with their rates, a slip of a unit,
words, a paragraph that moves, some that come, go or are cut in two, headings numbered anew, a row and some
cells.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import docx

__all__ = ["CASES", "Case", "Draft", "Line", "case", "drafts"]

_FIELDS = (
    "规上工业", "固定资产投资", "社会消费品零售", "网络零售", "外贸出口", "技术改造", "茶叶种植", "生态养殖",
    "乡村旅游", "城镇供水", "农村公路", "职业培训", "普惠金融", "仓储物流", "数字政务", "义务教育",
    "医疗服务", "养老托育", "林下经济", "清洁能源", "招商引资", "科技创新", "城市更新", "环境治理",
)  # fmt: skip
_ACTIONS = (
    "逐户走访，当面听取意见", "按月调度进度，及时通报", "分类建立台账，逐项销号", "集中兑现奖补，简化手续",
    "在园区现场协调用工", "为企业开通审批专窗", "邀请专家下乡授课", "把任务分解到每个乡镇",
    "与周边市县签订协作书", "组织青年骨干挂职锻炼", "公开征集群众建议", "完善应急预案并开展演练",
    "压缩一般性支出", "清理闲置的土地和厂房", "推行首席服务员制度", "开展两轮专项督查",
)  # fmt: skip
_PLACES = ("城东片区", "河西新区", "北山集镇", "南坪工业园", "库区移民村", "高铁站周边")
_COUNTED = (
    ("新增主体", "家"), ("实施项目", "个"), ("培训学员", "人次"), ("改造老旧管网", "公里"),
    ("发放补贴", "万元"), ("受理申请", "件"), ("建成站点", "处"), ("签约合作", "项"),
)  # fmt: skip
_OPENINGS = (  # each has an amount
    "1—9月，{field}完成{amount}，{rate}，其中{other}占{share}%。",
    "受原材料价格影响，{field}回落到{amount}，{rate}，{place}最为明显。",
    "县财政为{field}安排专项资金{amount}，执行率达到{share}%。",
    "{place}的{field}首次突破{amount}，{rate}，{other}也有起色。",
    "对照年初计划，{field}实现{amount}，完成率为{share}%。",
)
_SENTENCES = (
    "今年以来，县里把{field}放在重要位置，{action}。",
    "{what}{count}{unit}，比上年多{few}{unit}。",
    "针对{field}力量不足的情况，有关部门{action}。",
    "{field}一头连着产业，一头连着民生，各乡镇{action}。",
    "在{place}，{what}{count}{unit}，{rate}。",
    "下一步将{action}，力争{field}年内达到{amount}。",
    "由于{field}基数偏低，{other}的拉动只有{share}个百分点。",
    "{place}先行先试，{action}，经验已在{few}个村推开。",
)
_CLOSINGS = (  # as they were, and as somebody has made them
    ("为全年目标打下坚实基础", "为全年目标打下牢固基础"),
    ("企业反映的难题基本办结", "企业反映的难题已全部办结"),
    ("项目进度快于往年", "项目进度明显快于往年"),
    ("群众得到了实惠", "群众得到了看得见的实惠"),
    ("各项工作稳步推进", "各项工作持续推进"),
    ("服务质量有较大提升", "服务质量有明显提升"),
    ("短板正在加快补齐", "短板正在补齐"),
)
_CHAPTERS = "一二三四五六七八九十"
_BODIES = 4  # paragraphs below each heading
_KEPT = frozenset("〇零一二三四五六七八九十百千万亿元家个人次公里件处项第年月日同比增长下降完成")
_HAN = ("\u4e00", "\u9fff")
_AMOUNT = re.compile(r"([0-9.]+)(亿元[^0-9]*?)(增长|下降|)([0-9.]+)%")
_EDITED = random.Random(4).sample(range(_BODIES * len(_CHAPTERS)), 32)
_FIGURES, _SLIP, _WORDS = _EDITED[:18], _EDITED[18], _EDITED[19:26]
_MOVED, _SPLIT, _DELETED, *_INSERTED = _EDITED[26:]
_SWAPPED = (6, 7)  # chapters that change their numbers


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style, the words in bold before it, and its text."""

    style: str
    lead: str
    text: str

    def in_other(self, letters: dict[int, int]) -> Line:
        """Return it in other letters."""
        return replace(self, lead=self.lead.translate(letters), text=self.text.translate(letters))


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the paragraphs of each of its blocks, with the table behind them."""

    blocks: tuple[tuple[tuple[Line, ...], tuple[tuple[str, ...], ...]], ...]

    @property
    def text(self) -> str:
        """All its characters, cells included."""
        return "".join(
            "".join([line.lead + line.text for line in lines] + [cell for row in rows for cell in row])
            for lines, rows in self.blocks
        )

    def docx(self) -> bytes:
        """Return it as a Word file."""
        document: Any = docx.Document()
        for lines, rows in self.blocks:
            for line in lines:
                paragraph = document.add_paragraph(style=line.style)
                if line.lead:
                    paragraph.add_run(line.lead).bold = True
                paragraph.add_run(line.text)
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for cell, text in zip(table._cells, (text for row in rows for text in row), strict=True):
                cell.text = text
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Case:
    """Two drafts of so many blocks. No paragraph is like another where letters differ from block to block;
    else only figures do, as in the boilerplate of reports. `rounds` are how often they are compared."""

    name: str
    blocks: int
    rounds: int
    has_own_letters: bool = True


CASES = (
    Case("7,000 characters", 1, rounds=11),
    Case("70,000 characters", 10, rounds=5),
    Case("350,000 characters", 50, rounds=3),
    Case("70,000, near-identical blocks", 10, rounds=3, has_own_letters=False),
    Case("350,000, near-identical blocks", 50, rounds=3, has_own_letters=False),
)


def case(blocks: int) -> Case:
    """Return a case of any size, for the question whether the cost is linear."""
    return Case(f"{blocks}", blocks, rounds=1)


def drafts(case: Case) -> tuple[Draft, Draft]:
    """Return the old and the new draft of a case."""
    old, new = _lines(), tuple(_edited(_lines()))
    letters = [_letters(old, number, case.has_own_letters) for number in range(case.blocks)]
    return _draft(old, _rows(), letters), _draft(new, _edited_rows(), letters)


def _draft(
    lines: Sequence[Line], rows: Sequence[tuple[str, ...]], letters: Sequence[dict[int, int]]
) -> Draft:
    return Draft(
        tuple(
            (
                tuple(line.in_other(table) for line in lines),
                tuple(tuple(cell.translate(table) for cell in row) for row in rows),
            )
            for table in letters
        )
    )


def _letters(lines: Sequence[Line], number: int, has_own: bool) -> dict[int, int]:
    """Return what each character becomes in a block: itself in the first one, another of the text in the
    others. An edit stays an edit so, as long as it was."""
    if not number:
        return {}
    chance = random.Random(number)
    used = {char for line in lines for char in line.lead + line.text}
    han = sorted(char for char in used - _KEPT if _HAN[0] <= char <= _HAN[1])
    sets = (han, list("123456789")) if has_own else (list("123456789"),)
    return {
        ord(char): ord(other)
        for some in sets
        for char, other in zip(some, chance.sample(some, len(some)), strict=True)
    }


# --- the old draft


def _lines() -> tuple[Line, ...]:
    """Return the 51 paragraphs: a title, ten chapters with four paragraphs each."""
    chance = random.Random(51)
    lines = [Line("Title", "", "某县经济社会发展情况总结")]
    for number, chapter in enumerate(_CHAPTERS):
        lines.append(Line("Heading 1", "", f"{chapter}、推进{_FIELDS[number]}和{_FIELDS[-number - 1]}"))
        lines += (_body(chance, number * _BODIES + place) for place in range(_BODIES))
    return tuple(lines)


def _body(chance: random.Random, number: int, length: int = 0) -> Line:
    """Return a paragraph of some sentences, by chance four to six."""
    field = _FIELDS[number % len(_FIELDS)]
    length = length or chance.randrange(4, 7)
    patterns = [chance.choice(_OPENINGS), *chance.sample(_SENTENCES, length - 1)]
    text = "".join(_sentence(chance, pattern, field) for pattern in patterns)
    return Line("Normal", f"（{number % _BODIES + 1}）{field}。", f"{text}{_closing(number)[0]}。")


def _sentence(chance: random.Random, pattern: str, field: str) -> str:
    what, unit = chance.choice(_COUNTED)
    return pattern.format(
        field=field,
        other=chance.choice(_FIELDS),
        action=chance.choice(_ACTIONS),
        place=chance.choice(_PLACES),
        what=what,
        unit=unit,
        count=chance.randrange(20, 900),
        few=chance.randrange(2, 20),
        amount=f"{_value(chance)}亿元",
        share=_value(chance),
        rate=f"同比{chance.choice(('增长', '下降'))}{_value(chance, 3_000)}%",
    )


def _closing(number: int) -> tuple[str, str]:
    return _CLOSINGS[number % len(_CLOSINGS)]


def _value(chance: random.Random, limit: int = 9_900) -> str:
    return f"{chance.randrange(200, limit) / 100:.2f}"


def _rows() -> tuple[tuple[str, ...], ...]:
    chance = random.Random(7)
    head = ("指标", "本期（亿元）", "上年同期（亿元）", "增速（%）")
    return head, *((field, *(_value(chance) for _ in head[1:])) for field in _FIELDS[:6])


# --- the new draft


def _edited(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the paragraphs as they are after the edits."""
    chance = random.Random(18)
    bodies = [line for line in lines if line.style == "Normal"]
    target = (_MOVED + len(bodies) // 2) % len(bodies)
    title, *lines = lines
    yield title
    for chapter, start in enumerate(range(0, len(lines), _BODIES + 1)):
        yield _renumbered(lines[start], chapter)
        for number in range(chapter * _BODIES, (chapter + 1) * _BODIES):
            if number in _INSERTED:
                yield _body(chance, number + 5, length=2)
            if number == target:
                yield bodies[_MOVED]
            if number not in (_MOVED, _DELETED):
                yield from _changed(bodies[number], number, chance)


def _renumbered(heading: Line, chapter: int) -> Line:
    if chapter not in _SWAPPED:
        return heading
    return replace(heading, text=_CHAPTERS[sum(_SWAPPED) - chapter] + heading.text[1:])


def _changed(line: Line, number: int, chance: random.Random) -> Iterator[Line]:
    """Yield what became of a paragraph: itself with another amount and rate, or other words, or two."""
    text = line.text
    if number in _FIGURES:
        text = _AMOUNT.sub(partial(_corrected, chance), text, count=1)
    elif number == _SLIP:
        text = text.replace("亿元", "万元", 1)
    elif number in _WORDS:
        text = text.replace(*_closing(number))
    elif number == _SPLIT:
        first, text = text.split("。", 1)
        yield replace(line, text=f"{first}。")
        line = replace(line, lead="")
    yield replace(line, text=text)


def _corrected(chance: random.Random, found: re.Match[str]) -> str:
    """Return another amount near by, with the rate that fits it; another share where it has no rate."""
    before = Decimal(found[1])
    now = (before * chance.randrange(880, 1120) / 1000).quantize(before)
    rate = Decimal(found[4]) * (-1 if found[3] == "下降" else 1)
    due = (((1 + rate / 100) * now / before - 1) * 100).quantize(rate)
    if not found[3]:
        return f"{now}{found[2]}{_value(chance)}%"
    return f"{now}{found[2]}{'下降' if due < 0 else '增长'}{abs(due)}%"


def _edited_rows() -> tuple[tuple[str, ...], ...]:
    """Return the table with a row more and four other cells."""
    chance = random.Random(8)
    rows = [list(row) for row in _rows()]
    for number, column in ((2, 1), (2, 3), (5, 1), (5, 3)):
        rows[number][column] = _value(chance)
    rows.insert(4, [_FIELDS[7], *(_value(chance) for _ in range(3))])
    return tuple(map(tuple, rows))
