"""Comparisons written by hand: passages with their marks as they read, and figures with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from reportgen.diagnostics import Diagnostic, fault
from reportgen.diff.values import Cause, Change, FigureChange, Held, Kind, Revision, Side, Stretch
from reportgen.refs import ParagraphRef, TableCell

__all__ = ["NEW", "OLD", "alike", "changed", "figure", "large", "revision", "sample", "stretches"]

OLD, NEW = "2020-第3稿.docx", "2020-第4稿.docx"
_MARK = re.compile(r"\[-(?P<delete>.*?)-\]|\{\+(?P<insert>.*?)\+\}|\{~(?P<format>.*?)~\}", re.DOTALL)
_FIGURE = re.compile(r"#(?P<number>\d+)#")


def stretches(marked: str, cause: Cause) -> Iterator[Stretch]:
    """Yield the stretches of a text with marks, `达到[-11.83亿元-]{+#1#12.47亿元+}`; a number between two #
    is that of a figure."""
    at = 0
    for found in _MARK.finditer(marked):
        if found.start() > at:
            yield Stretch("equal", marked[at : found.start()])
        op = found.lastgroup or ""
        number = _FIGURE.match(found[op])
        text = found[op][number.end() :] if number else found[op]
        yield Stretch(op, text, cause, int(number["number"]) if number else 0)
        at = found.end()
    if at < len(marked):
        yield Stretch("equal", marked[at:])


def changed(
    kind: Kind | None,
    marked: str,
    cause: Cause = Cause.DATA,
    at: int = 1,
    *,
    old: int | None = -1,
    new: int | None = -1,
    cell: TableCell | None = None,
    move: int = 0,
    cascade: int = 0,
    detail: tuple[str, ...] = (),
    cells: tuple[str, ...] = (),
) -> Change:
    """Return a change of a passage at paragraph `at`; `old` or `new` tell another paragraph, or that there is
    none. With `cell` it is a row of a table."""
    was, now = (at if number == -1 else number for number in (old, new))
    told = tuple(stretches(marked, cause))
    return Change(
        kind,
        told,
        cause if kind else None,
        None if was is None else ParagraphRef(OLD, paragraph=was, cell=cell),
        None if now is None else ParagraphRef(NEW, paragraph=now, cell=cell),
        cells=cells,
        move=move,
        cascade=cascade,
        table=cell is not None,
        detail=detail,
    )


def alike(text: str, at: int = 1, cell: TableCell | None = None) -> Change:
    """Return a passage that is the same in both texts."""
    return changed(None, text, at=at, cell=cell)


def figure(
    indicator: str,
    old: str,
    new: str,
    difference: str = "",
    relative: str = "",
    unit: str = "",
    cause: Cause = Cause.DATA,
    *,
    cells: Sequence[tuple[str, str, str]] = (),
    attribute: str = "",
    formula: str = "",
    worked: str = "",
    built: str = "",
    at: int = 1,
    faults: tuple[Diagnostic, ...] = (),
) -> FigureChange:
    """Return a changed figure at paragraph `at`; a cell with what it held and what it holds."""
    places = [ParagraphRef(file, paragraph=at) for file in (OLD, NEW)]
    return FigureChange(
        indicator,
        attribute,
        old,
        new,
        unit,
        Decimal(difference) if difference else None,
        Decimal(relative) if relative else None,
        cause,
        tuple(Held(cell, value) for cell, value, _ in cells),
        tuple(Held(cell, value) for cell, _, value in cells),
        formula,
        worked,
        built,
        places[0] if old else None,
        places[1] if new else None,
        faults,
    )


def revision(
    *passages: Change,
    figures: Sequence[FigureChange] = (),
    uncompared: tuple[str, ...] = (),
    diagnostics: tuple[Diagnostic, ...] = (),
    old: str = OLD,
    new: str = NEW,
) -> Revision:
    """Return a comparison of two drafts."""
    sides = Side(old, True), Side(new, True)
    return Revision(*sides, tuple(figures), passages, uncompared, diagnostics)


TYPED = fault("DF201", ParagraphRef(NEW, paragraph=8), name="新增规上工业企业", built="5家", now="6家")
SLIP = fault(
    "DF202",
    ParagraphRef(NEW, paragraph=9),
    name="招商引资到位资金",
    old="3.26亿元",
    new="32600亿元",
    factor=10000,
)
_OUTPUT = "(124700 − 109072) ÷ 109072 = 14.328…% → 14.33%"
FIGURES = (
    figure(
        "工业总产值", "11.83亿元", "12.47亿元", "0.64", "5.40997464", "亿元",
        cells=[("指标!I7", "118300", "124700")], at=6,
    ),
    figure(
        "工业总产值", "8.46%", "14.33%", "5.87", "69.38534278", "%", Cause.COMPUTED, attribute="rate",
        cells=[("指标!I7", "118300", "124700"), ("指标!J7", "109072", "109072")],
        formula="(I7 − J7) ÷ J7", worked=_OUTPUT, at=6,
    ),
    figure(
        "新增规上工业企业", "5家", "6家", "1", "20", "家", Cause.HAND,
        cells=[("指标!I20", "5", "5")], built="5家", at=8, faults=(TYPED,),
    ),
    figure(
        "招商引资到位资金", "3.26亿元", "32600亿元", "32596.74", "999900", "亿元",
        cells=[("指标!I31", "32600", "32600"), ("指标!E31", "万元", "亿元")], at=9, faults=(SLIP,),
    ),
    figure(
        "接待游客", "5.3万人次", "", "", "", "万人次", Cause.TEMPLATE,
        cells=[("指标!I44", "5.3", "5.3")], at=10,
    ),
    figure(
        "工业总产值", "11.83亿元", "12.47亿元", "0.64", "5.40997464", "亿元",
        cells=[("指标!I7", "118300", "124700")], at=21,
    ),
)  # fmt: skip


@cache
def sample() -> Revision:
    """Return a comparison with a change of every kind and cause."""
    row = [TableCell(1, number, 1) for number in range(1, 6)]
    return revision(
        alike("关于2020年度工业经济运行情况的报告", 1),
        changed(Kind.REPLACE, "县人民政府[-并-]{+、+}县人大财经委：", Cause.HAND, 2),
        alike("现将全县工业经济运行情况报告如下。", 3),
        alike("一、主要指标完成情况", 4),
        alike("（一）工业生产", 5),
        changed(
            Kind.REPLACE,
            "今年以来，面对复杂形势，各部门协同发力，全县工业总产值[-#1#11.83亿元-]{+#1#12.47亿元+}，同比增长"
            "[-#2#8.46%-]{+#2#14.33%+}，走势总体平稳，结构继续优化，质量效益同步改善，园区承载能力进一步增强。",
            Cause.DATA,
            6,
        ),
        changed(Kind.INSERT, "{+（二）科技创新+}", Cause.TEMPLATE, 7, old=None),
        changed(Kind.REPLACE, "[-（二）-]{+（三）+}企业培育", Cause.TEMPLATE, 8, old=7, cascade=1),
        changed(
            Kind.REPLACE, "全年新增规上工业企业[-#3#5家-]{+#3#6家+}，净增数居全州前列。", Cause.HAND, 9, old=8
        ),
        changed(Kind.REPLACE, "[-（三）-]{+（四）+}招商引资", Cause.TEMPLATE, 10, old=9, cascade=1),
        changed(
            Kind.REPLACE,
            "招商引资到位资金[-#4#3.26亿元-]{+#4#32600亿元+}。[-全年接待游客-][-#5#5.3万人次-][-。-]",
            Cause.DATA,
            11,
            old=10,
        ),
        changed(Kind.MOVE, "[-园区新建标准厂房三栋，年内全部交付使用。-]", Cause.HAND, 11, new=None, move=1),
        alike("二、存在的困难和问题", 12),
        changed(
            Kind.SPLIT,
            "一是要素保障趋紧。{+\n+}二是企业用工不足，[-招工难-]{+技工短缺+}。",
            Cause.TEMPLATE,
            13,
        ),
        changed(Kind.MOVE, "{+园区新建标准厂房三栋，年内全部交付使用。+}", Cause.HAND, 14, old=None, move=1),
        alike("三、主要指标表", 15),
        alike("指标\t单位\t本年\t同比", 16, row[0]),
        changed(
            Kind.REPLACE, "工业总产值\t亿元\t[-#6#11.83-]{+#6#12.47+}\t[-8.46-]{+14.33+}", at=20, cell=row[1]
        ),
        changed(Kind.ROW, "{+技改投资\t亿元\t2.05\t3.10+}", Cause.TEMPLATE, 24, old=None, cell=row[2]),
        alike("招商引资到位资金\t亿元\t3.26\t1.20", 28, row[3]),
        *(
            changed(
                Kind.FORMAT,
                f"{{~第{number}条~}}措施",
                Cause.TEMPLATE,
                30 + number,
                detail=("b", "sz(val=32)"),
            )
            for number in range(1, 9)
        ),
        changed(Kind.DELETE, "[-此件公开发布-]", Cause.UNKNOWN, 40, new=None),
        figures=FIGURES,
        uncompared=("word/charts/chart1.xml",),
        diagnostics=(TYPED, SLIP, fault("DF102", part="word/charts/chart1.xml")),
    )


def large(paragraphs: int = 5000, changes: int = 50) -> Revision:
    """Return a comparison of long texts of which a few paragraphs differ."""
    every, step = [], paragraphs // changes
    plain = "各乡镇、各部门围绕年度目标抓落实，项目建设有序推进，服务保障持续加强，各项工作取得新的进展。"
    told = tuple(
        figure(
            f"指标{n}", f"{n}.10亿元", f"{n}.25亿元", "0.15", f"{15 / n:.4f}", "亿元",
            tuple(Cause)[n % 5], cells=[(f"指标!I{n}", f"{n}1000", f"{n}2500")], at=n * step,
        )
        for n in range(1, changes + 1)
    )  # fmt: skip
    for at in range(1, paragraphs + 1):
        number, rest = divmod(at, step)
        if rest or not number:
            every.append(alike(f"第{at}项工作。{plain}", at))
            continue
        marked = f"第{at}项投入[-#{number}#{number}.10亿元-]{{+#{number}#{number}.25亿元+}}，{plain}"
        every.append(changed(Kind.REPLACE, marked, tuple(Cause)[number % 5], at))
    return revision(*every, figures=told)
