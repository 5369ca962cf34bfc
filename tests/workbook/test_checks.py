"""What no single cell can tell: missing values, lists, rules, slips of unit, years that do not agree."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.workbook import Limits, check_book, read_book
from tests.support.books import small_book

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def check(
    folder: Path, edits: dict[str, str] | None = None, limits: Limits | None = None
) -> tuple[Diagnostic, ...]:
    """Return the findings about the small book with `edits`."""
    book = read_book(small_book(folder, edits)).book
    assert book is not None
    return check_book(book, limits or Limits())


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, Severity, str, list[str]]]:
    """Return code, severity, place and related places of each finding."""
    return [(one.code, one.severity, str(one.place), [str(place) for place in one.related]) for one in found]


FINDINGS = [
    # a missing value, and what goes with it: a rule that cannot be checked
    ({"指标!I6": ""}, [("WB301", E, "指标!I6", [])]),
    ({"指标!O7": ""}, [("WB301", E, "指标!I7", [])]),  # the row had nothing but its rank
    (
        {"指标!I4": "", "指标!Q4": "计划"},
        [("WB308", N, "勾稽关系!B2", ["指标!I3", "指标!I4", "指标!I5"])],
    ),
    # lists
    (
        {"指标!I3": "3", "指标!I5": "2"},
        [("WB302", E, "指标!I3", ["名单!A2"])],
    ),
    ({"名单!C3": "甲公司"}, [("WB303", W, "名单!C3", ["名单!C2"])]),
    ({"名单!C3": "甲 公司"}, [("WB303", W, "名单!C3", ["名单!C2"])]),
    # rules
    ({"指标!I5": "2"}, [("WB304", E, "勾稽关系!B2", ["指标!I3", "指标!I4", "指标!I5"])]),
    (
        {"指标!I5": "2", "勾稽关系!F2": "警告"},
        [("WB304", W, "勾稽关系!B2", ["指标!I3", "指标!I4", "指标!I5"])],
    ),
    ({"勾稽关系!D2": "新增企业 - "}, [("WB305", E, "勾稽关系!D2", [])]),
    ({"勾稽关系!B2": "净增企业数"}, [("WB306", E, "勾稽关系!B2", [])]),
    ({"勾稽关系!D2": "新增企业 - 退出 - 停产"}, [("WB306", E, "勾稽关系!D2", [])] * 2),
    (
        {"勾稽关系!D2": "新增企业 + 工业总产值"},
        [("WB307", E, "勾稽关系!B2", ["指标!I2", "指标!I3", "指标!I5"])],
    ),
    ({"勾稽关系!D2": "工业总产值"}, [("WB307", E, "勾稽关系!B2", ["指标!I2", "指标!I5"])]),
    (
        {"勾稽关系!D2": "新增企业 ÷ (退出企业 - 净增企业)"},
        [("WB309", W, "勾稽关系!B2", ["指标!I3", "指标!I4", "指标!I5"])],
    ),
    # against last year
    (
        {"指标!J2": "10.9072"},
        [
            ("WB317", W, "历年!B2", ["指标!J2"]),
            ("WB310", W, "指标!I2", ["指标!J2", "指标!D2"]),
            ("WB320", W, "指标!J2", []),
        ],
    ),
    # what prints as zero, what prints too many decimals, a year too late
    ({"指标!N2": "40"}, [("WB320", W, "指标!N2", [])]),
    ({"指标!F2": "", "指标!N2": "40.1234"}, [("WB321", W, "指标!F2", ["指标!N2"])]),
    ({"历年!B1": "2021"}, [("WB319", N, "历年!B2", [])]),
    ({"指标!J2": "1090.72", "历年!B2": "1090.72"}, [("WB310", W, "指标!I2", ["指标!J2", "指标!D2"])]),
    ({"指标!J3": "20"}, [("WB311", W, "指标!T3", ["指标!I3", "指标!J3"])]),  # 20 → 2 is −90 %
    ({"指标!K2": "109200"}, [("WB312", W, "指标!M2", ["指标!J2", "指标!K2"])]),
    # single rows
    ({"指标!O2": "1.5"}, [("WB313", E, "指标!O2", [])]),
    ({"指标!O2": "0"}, [("WB313", E, "指标!O2", [])]),
    ({"指标!N5": "0"}, [("WB314", W, "指标!N5", [])]),
    ({"指标!L2": "9.5"}, [("GR301", W, "指标!L2", ["指标!I2", "指标!J2"])]),
    # the year
    ({"基本信息!B2": "县某局2019年工作总结"}, [("WB315", W, "基本信息!B2", [])]),
    ({"历年!C2": "118301"}, [("WB317", W, "历年!C2", ["指标!I2"])]),
    ({"基本信息!B6": "2019-12-31"}, [("WB318", W, "基本信息!B6", [])]),
]


@pytest.mark.parametrize(("edits", "expected"), FINDINGS, ids=lambda value: str(value)[:40])
def test_each_fault_of_the_whole_is_named(
    tmp_path: Path, edits: dict[str, str], expected: list[tuple[str, Severity, str, list[str]]]
) -> None:
    """A fault between cells is named at one of them, and the others are told with it."""
    assert expected == told(check(tmp_path, edits))


QUIET = [
    {},
    {"指标!I6": "", "指标!Q6": "不适用"},  # no value is needed
    {"指标!I6": "", "指标!L6": "6.9"},  # published as a rate only, as value added is
    {"指标!T3": "集中培育", "指标!J3": "20"},  # a large change with its reason
    {"指标!J3": "1"},  # 1 → 2 is 100 %, and one firm
    {"指标!J2": "91000", "历年!B2": "91000"},  # + 30.0 %, which is not more than 30
    {"指标!K2": "109100", "指标!M2": "同口径"},  # two values of last year and the basis that tells them apart
    {"指标!L2": "8.46"},  # (118300 − 109072) ÷ 109072 = 8.4604 %
    {"指标!L2": "8.5", "指标!G2": "1"},  # 8.4604 % at one decimal
    {"名单!A2": "成员单位", "名单!A3": "成员单位"},  # a list of its own
    {"名单!A2": "工业总产值", "名单!A3": "工业总产值"},  # 118300 万元 counts no names
    {"基本信息!B6": "2021-01-15"},  # signed in the next year
    {"指标!B3": "", "指标!B4": ""},
]


@pytest.mark.parametrize("edits", QUIET, ids=str)
def test_what_is_in_order_is_silent(tmp_path: Path, edits: dict[str, str]) -> None:
    """What is unusual but right is not reported."""
    assert [] == told(check(tmp_path, edits))


def test_limit_of_the_jump_is_a_setting(tmp_path: Path) -> None:
    """A house that asks for reasons from 5 % on gets them named from 5 % on."""
    found = check(tmp_path, limits=Limits(jump=Decimal(5)))

    assert [("WB311", W, "指标!T2", ["指标!I2", "指标!J2"])] == told(found)
    assert ("8.46", "5") == (found[0].values["rate"], found[0].values["limit"])


def test_list_fault_tells_both_counts(tmp_path: Path) -> None:
    """The clerk sees what the list and what the value say."""
    found = check(tmp_path, {"指标!I3": "3", "指标!I5": "2"})[0]

    assert (2, "3", "家") == (found.values["count"], found.values["value"], found.values["unit"])


@pytest.mark.parametrize(
    ("left", "relation", "right", "tolerance", "holds"),
    [
        ("净增企业", "=", "新增企业 - 退出企业", "0", True),
        ("净增企业", "=", "新增企业－退出企业", "0", True),
        ("净增企业", "=", "(新增企业 + 1) × 1 － （退出企业＋1）", "0", True),
        ("新增企业", "=", "退出企业 × 2", "0", True),
        ("新增企业 ÷ 退出企业", "=", "2", "0", True),
        ("新增企业*2/4", "=", "退出企业", "0", True),
        ("-退出企业", "=", "净增企业 - 新增企业", "0", True),
        ("新增企业", "≤", "退出企业", "0", False),
        ("新增企业", "≤", "退出企业", "1", True),
        ("退出企业", "≥", "新增企业", "0", False),
        ("退出企业", "≥", "新增企业", "1", True),
        ("退出企业", "<", "净增企业", "0", False),  # 1 is not less than 1
        ("退出企业", "<", "新增企业", "0", True),
        ("退出企业", ">", "净增企业", "0", False),
        ("新增企业", ">", "退出企业", "0", True),
        ("工业总产值", "=", "118300", "0", True),  # numbers are in the unit of the cells
        ("工业总产值", "=", "118299", "1", True),
        ("税收占比", "=", "新增企业 ÷ (新增企业 + 14) × 100", "0", True),  # 2 ÷ 16 = 12.5 %
        ("新增企业 ÷ 16", "=", "12.5%", "0", True),
    ],
)
def test_rules_are_arithmetic(
    tmp_path: Path, left: str, relation: str, right: str, tolerance: str, holds: bool
) -> None:
    """A rule is computed exactly, with full-width signs, brackets, numbers and its tolerance."""
    edits = {
        "勾稽关系!B2": left,
        "勾稽关系!C2": f"'{relation}",
        "勾稽关系!D2": right,
        "勾稽关系!E2": tolerance,
    }

    assert ([] if holds else ["WB304"]) == [found.code for found in check(tmp_path, edits)]


def test_rules_convert_units(tmp_path: Path) -> None:
    """万元 and 亿元 are compared in the unit that is named first, and told in it."""
    amounts = {"指标!D3": "亿元", "指标!I3": "11.83", "名单!A2": "甲", "名单!A3": "甲"}
    rule = {"勾稽关系!B2": "工业总产值", "勾稽关系!D2": "新增企业"}

    assert [] == told(check(tmp_path, amounts | rule))
    found = check(tmp_path, amounts | rule | {"指标!I3": "11.84"})
    assert ["WB304"] == [one.code for one in found]
    assert ("118300万元", "118400万元", "100万元") == (
        found[0].values["left"], found[0].values["right"], found[0].values["difference"],
    )  # fmt: skip


def test_unknown_name_in_a_rule_is_proposed(tmp_path: Path) -> None:
    """A rule's misspelt indicator is named together with the nearest one."""
    found = check(tmp_path, {"勾稽关系!D2": "新增企业 - 退出的企业"})[0]

    assert ("退出的企业", "退出企业") == (found.values["found"], found.values["nearest"])
    assert ("nearest",) == found.hints
