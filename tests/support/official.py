"""Official texts by the thousand: headings, figures with units, numbers of documents, dates, lists, tables,
notes; and pairs of them, the one with edits of every kind done to the other.

A text is a plain model, so that edits are done to paragraphs and cells and not to XML; `written` makes the
Word file of it in a few milliseconds. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.support.wordfiles import WordFile, p, r

__all__ = ["Note", "Office", "Paragraph", "Run", "Table", "figure", "office", "sentence", "written"]

_SUBJECTS = (
    "工业总产值", "固定资产投资", "社会消费品零售总额", "自营出口", "招商引资到位资金", "技改投资",
    "快递业务量",
    "新增规上工业企业", "高新技术企业", "技术合同登记额", "农产品上行电商销售", "4G基站累计", "稳岗补贴",
)  # fmt: skip
_OPENINGS = (
    "2020年，全县", "截至12月31日，", "上半年，", "依据〔2020〕9号文件，", "按照“3+1”模式，",
    "面对下行压力，",
    "2018—2023年，", "全年", "元至11月，我局", "在县委、县政府坚强领导下，",
)  # fmt: skip
_CLOSINGS = (
    "居全州第二位", "圆满完成年度目标任务", "为高质量发展提供了有力支撑", "群众满意度不断提升",
    "各项工作有序推进", "主要指标稳中有进", "企业负担明显减轻", "ISO9001认证企业增至12家",
)  # fmt: skip
_UNITS = ("亿元", "万元", "家", "户", "个", "人", "万美元", "%", "平方米", "万人次", "项")
_HEADS = ("工业运行", "商贸流通", "科技创新", "安全生产", "党的建设", "招商引资", "营商环境", "通信保障")
_NUMERALS = "一二三四五六七八九十"
_LOOKS = ("", "", "", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', '<w:sz w:val="32"/>')
_SHAPES = ("", "", '<w:ind w:firstLine="640"/>', '<w:jc w:val="center"/>', '<w:spacing w:line="560"/>')


@dataclass
class Run:
    """A stretch of text of one look."""

    text: str
    look: str = ""


@dataclass
class Note:
    """A footnote behind the text of a paragraph."""

    text: str


@dataclass
class Paragraph:
    """A paragraph; `is_heading` says that it begins with a number."""

    runs: list[Run]
    shape: str = ""
    note: Note | None = None
    is_heading: bool = False
    has_break: bool = False

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass
class Table:
    """A table: the texts of its cells by rows, the first of which are headers."""

    rows: list[list[str]]


@dataclass
class Office:
    """A text with its header, footer and width of the page."""

    blocks: list[Paragraph | Table] = field(default_factory=list)
    header: str = "内部资料　注意保存"
    width: int = 11906


def figure(chance: random.Random) -> str:
    """Return a figure with its unit."""
    whole = chance.choice((str(chance.randint(1, 9)), str(chance.randint(10, 99999))))
    decimals = chance.choice(("", "", f".{chance.randint(0, 99):02}"))
    return whole + decimals + chance.choice(_UNITS)


def sentence(chance: random.Random) -> str:
    """Return a sentence that states a figure or two."""
    pieces = [chance.choice(_OPENINGS), chance.choice(_SUBJECTS), chance.choice(("达到", "为", "完成", ""))]
    pieces.append(figure(chance))
    if chance.random() < 0.5:
        pieces.append(
            f"，同比{chance.choice(('增长', '下降'))}{chance.randint(1, 99)}.{chance.randint(0, 9)}%"
        )
    if chance.random() < 0.6:
        pieces.append("，" + chance.choice(_CLOSINGS))
    return "".join(pieces) + chance.choice("。。；")


def paragraph(chance: random.Random) -> Paragraph:
    """Return a paragraph of one to four sentences, cut into runs at odd places."""
    text = "".join(sentence(chance) for _ in range(chance.randint(1, 4)))
    note = Note("注：" + sentence(chance)) if chance.random() < 0.1 else None
    return Paragraph(cut(chance, text), chance.choice(_SHAPES), note)


def cut(chance: random.Random, text: str) -> list[Run]:
    """Return a text as runs, some of which have a look of their own."""
    ends = sorted({len(text), *(chance.randrange(1, len(text) + 1) for _ in range(chance.randint(0, 3)))})
    starts = [0, *ends[:-1]]
    return [Run(text[start:end], chance.choice(_LOOKS)) for start, end in zip(starts, ends, strict=True)]


def table(chance: random.Random) -> Table:
    """Return a table of indicators."""
    names = chance.sample(_SUBJECTS, chance.randint(1, 6))
    rows = [
        [name, *(f"{chance.uniform(1, 9999):.{chance.randint(0, 2)}f}" for _ in range(3))] for name in names
    ]
    return Table([["指标", "本年", "上年同期", "同比(%)"], *rows])


def office(chance: random.Random, size: int) -> Office:
    """Return a text of about `size` blocks."""
    found = Office()
    heads = chance.sample(_HEADS, len(_HEADS))
    count = 0
    for _ in range(size):
        kind = chance.random()
        if kind < 0.15 and count < len(heads):
            found.blocks.append(Paragraph([Run(f"{_NUMERALS[count]}、{heads[count]}")], is_heading=True))
            count += 1
        elif kind < 0.25:
            found.blocks.append(table(chance))
        elif kind < 0.3:
            found.blocks.append(Paragraph([]))
        else:
            found.blocks.append(paragraph(chance))
    return found


# --- as a file


def written(found: Office) -> bytes:
    """Return the Word file of a text."""
    notes: list[str] = []
    body = "".join(
        _paragraph(block, notes) if isinstance(block, Paragraph) else _table(block) for block in found.blocks
    )
    page = f'<w:headerReference w:type="default" r:id="rIdh"/><w:pgSz w:w="{found.width}" w:h="16838"/>'
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{p(text)}</w:footnote>' for number, text in enumerate(notes, 1)
    )
    # A table is never the last block of a body.
    return WordFile(body + p(), page, footnotes=footnotes, headers={"rIdh": p(found.header)}).data()


def _paragraph(found: Paragraph, notes: list[str]) -> str:
    runs = ['<w:r><w:br w:type="page"/></w:r>'] if found.has_break else []
    runs += [r(escape(run.text), run.look) for run in found.runs if run.text]
    if found.note is not None:
        notes.append(found.note.text)
        runs.append(f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>')
    return p("".join(runs), found.shape)


def _table(found: Table) -> str:
    width = max(map(len, found.rows))
    rows = "".join(_row(row) for row in found.rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    told = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{told}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(cells: Sequence[str]) -> str:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(cell)}</w:tc>' for cell in cells
    )
    return f"<w:tr>{told}</w:tr>"
