"""What every language must be able to say, and the choices a house may make in saying it.

A language is a module with the functions of `Words`. All of them are pure: the number, its decimals and the
rounding come in, text goes out. A number in per cent or percentage points is the exact `Fraction` that growth
and measures give.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from reportgen.growth import Change
from reportgen.quantities import Quantity, Rounding, Unit
from reportgen.wording.charts import ChartWords

__all__ = ["PLAIN", "Lead", "Months", "Style", "Words"]


class Lead(StrEnum):
    """What a change is measured against, in words."""

    YOY = "yoy"  # 同比增长8.46%
    OVER_PRIOR = "over_prior"  # 比上年增长8.46%
    BARE = "bare"  # 增长8.46%, after the first mention


class Months(StrEnum):
    """How a run of months is written."""

    AS_WRITTEN = "as-written"
    LOCAL = "local"  # 元至11月
    NBS = "nbs"  # 1—11月


@dataclass(frozen=True, slots=True)
class Style:
    """A house's choices of words; the defaults are the plain and safe ones.

    `multiples` says rates of 100 % and more in 倍 (Chinese only), `doubling` says 翻番 where the rounded rate
    is that of a power of two.
    `breakthrough` says 实现零的突破 on a base of zero, else 上年同期为零: false where a rise is bad news.
    `speed` says 加快 and 回落 of percentages that are themselves rates of growth.
    """

    multiples: bool = False
    doubling: bool = False
    breakthrough: bool = True
    speed: bool = False


PLAIN = Style()


class Words(Protocol):
    """The words of one language."""

    @property
    def NONE(self) -> str:  # noqa: N802 - a constant of the module that speaks the language
        """The mark of an empty cell in the appended table."""

    @property
    def TABLE_HEADINGS(self) -> tuple[str, ...]:  # noqa: N802 - as above
        """The column headings of the appended table."""

    @property
    def CLAUSE_MARKS(self) -> tuple[str, str, str]:  # noqa: N802 - as above
        """The marks between phrases, between clauses, and at the end of a sentence."""

    @property
    def CHARTS(self) -> ChartWords:  # noqa: N802 - as above
        """What stands on and beside a chart."""

    # --- amounts
    def number(self, quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
        """Say the number of `quantity` in `unit`: 11.83. `places` None: as many as the held number needs."""

    def unit_name(self, unit: Unit) -> str:
        """Say the unit that belongs to `number`: 亿元."""

    def amount(self, quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
        """Say number and unit: 11.83亿元."""

    def percent(self, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say a percentage, with its sign: 5.49%, -27.6%."""

    def points(self, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say a number of percentage points, without sign: 1.2个百分点."""

    # --- changes
    def change(
        self, change: Change, places: int, rounding: Rounding, lead: Lead = Lead.BARE, style: Style = PLAIN
    ) -> str:
        """Say the change: 同比增长8.46%; empty where a value is missing, for then nothing may be said."""

    def movement(
        self, change: Change, places: int, rounding: Rounding, lead: Lead = Lead.YOY, style: Style = PLAIN
    ) -> str:
        """Say the same as what the figure did, where a language needs a verb: rose by 8.46% year on year."""

    def direction(self, change: Change, places: int, rounding: Rounding, style: Style = PLAIN) -> str:
        """Say the direction alone, agreeing with `change`: 增长, 下降, 持平."""

    def rate(self, change: Change, places: int, rounding: Rounding) -> str:
        """Say the rate with its sign and unit: -27.6%; empty where none may be stated."""

    def rate_number(self, change: Change, places: int, rounding: Rounding) -> str:
        """Say the rate for a table column: -27.6; empty where none may be stated."""

    def sign_change(self, before: Fraction, now: Fraction, places: int, rounding: Rounding) -> str:
        """Say that a rate changed its sign: 由负转正; empty when it did not, as printed."""

    def is_speed(self, name: str) -> bool:
        """Return whether the indicator called `name` is itself a rate of growth (工业增加值增速)."""

    def delta(
        self,
        exact: Fraction,
        unit: Unit,
        places: int | None,
        rounding: Rounding,
        lead: Lead = Lead.BARE,
    ) -> str:
        """Say a difference that is `exact` in `unit`: 增加5家, 减少2家; `places` None as in `number`.

        A difference of percentages is `exact` in percentage points: 提高1.2个百分点.
        """

    def net(self, exact: Fraction, unit: Unit, places: int | None, rounding: Rounding) -> str:
        """Say a net difference that is `exact` in `unit`: 净增5家, 净减2家; of percentages as `delta`."""

    def average(self, exact: Fraction, years: int, places: int, rounding: Rounding) -> str:
        """Say an average yearly rate over `years`: 两年平均增长3.9%, 年均增长3.9%."""

    # --- targets, ranks, shares
    def completion(self, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say how far the target is met: 完成年度目标的96.5%; a whole per cent has no decimals."""

    def fulfilment(self, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say that the target is met (完成目标任务) or exceeded, judged exactly; else as `completion`."""

    def of_plan(self, target: str, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say how far the target, itself named as an amount, is met: 占年计划任务1513万美元的15.86%."""

    def rank(self, rank: int) -> str:
        """Say a rank: 首位, 第二位."""

    def standing(self, rank: int, scope: str) -> str:
        """Say a rank and among whom: 居全州第二位."""

    def share_of(self, whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say a share and of what: 占固定资产投资的5.49%."""

    def proportion(self, whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say a share at length: 占固定资产投资的比重为5.49%."""

    def share_change(self, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say the change of a share in percentage points: 比重比上年提高1.2个百分点."""

    def pull(self, whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say how many points of the growth of `whole` are due to a part: 拉动工业增长1.2个百分点."""

    def contribution(self, whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
        """Say which part of the change of `whole` is due: 对工业增长的贡献率为44.6%."""

    # --- lists, numbers, time
    def listing(self, names: Sequence[str]) -> str:
        """Say all names: 甲、乙、丙."""

    def some_of(self, names: Sequence[str], count: int, unit: Unit) -> str:
        """Say some names and how many there are: 甲、乙、丙等8家."""

    def within(self, name: str) -> str:
        """Say a name as it stands inside a sentence: industrial output."""

    def stated(self, name: str, amount: str, period: str = "") -> str:
        """Say a figure in a sentence, with its period unless that goes without saying; without an amount the
        name alone: 元至11月销售额1.83亿元, Output stood at 1.183 billion yuan."""

    def ordinal(self, number: int) -> str:
        """Say the number of a section, without marks: 一, 十二."""

    def section_number(self, level: int, number: int) -> str:
        """Say the number of a heading of `level` 1 to 4 with its marks: 一、 （一） 1. （1）."""

    def date(self, day: datetime.date) -> str:
        """Say a date: 2020年12月31日, without leading zeros."""

    def period(self, text: str, months: Months = Months.AS_WRITTEN) -> str:
        """Say a period written by a clerk, with its run of months in the style asked for: 元至11月."""
