"""The settings of a project: what they change, and what is said of a slip in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen import Refusal, build, check
from reportgen.quantities import Rounding
from reportgen.settings import FILE_NAME, Settings, read_settings
from tests.support.clerk import BOOK, TEMPLATE, build_in, draft_of, edited_sample


def settings_of(text: str, folder: Path) -> Settings:
    """Return the settings that a file with `text` gives."""
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return read_settings(folder)


# --- reading them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Settings()),
        ("# nothing but a remark\n", Settings()),
        ('rounding = "half-even"', Settings(rounding=Rounding.HALF_EVEN)),
        ("jump_limit = 50", Settings(jump_limit=Decimal(50))),
        ("jump_limit = 12.5", Settings(jump_limit=Decimal("12.5"))),
        ("jump_limit = 0", Settings(jump_limit=Decimal(0))),
        ('wording = "en"', Settings(wording="en")),
        ("multiples = true", Settings(multiples=True)),
        (
            'template = "templates/简报.docx"\noutput = "稿"',
            Settings(template="templates/简报.docx", output="稿"),
        ),
        ('[check]\nlast = "inputs/2019.xlsx"', Settings(last="inputs/2019.xlsx")),
        (
            '[check.ignore]\nWB311 = "基数小"\nCX302 = "备查"',
            Settings(ignored=(("CX302", "备查"), ("WB311", "基数小"))),
        ),
        ("[check]", Settings()),
        ('\ufeffwording = "en"', Settings(wording="en")),  # as Notepad of Windows saves it
    ],
)
def test_a_file_is_read(text: str, expected: Settings, tmp_path: Path) -> None:
    """Each key sets one thing; the others stay as usual."""
    assert expected == settings_of(text, tmp_path)


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    """A project needs no settings."""
    assert Settings() == read_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("rounding half-even", "ST101", {}),
        ("a = 1\na = 2", "ST101", {}),
        ('roundin = "half-up"', "ST102", {"key": "roundin", "known": "rounding"}),
        ("[build]\noutput = 1", "ST102", {"key": "build"}),
        ('rounding = "up"', "ST103", {"key": "rounding", "value": "up", "takes": "half-up, half-even"}),
        ("rounding = 5", "ST103", {"key": "rounding"}),
        ('jump_limit = "30"', "ST103", {"key": "jump_limit", "value": "30"}),
        ("jump_limit = -1", "ST103", {"key": "jump_limit"}),
        ("jump_limit = true", "ST103", {"key": "jump_limit"}),
        ("jump_limit = nan", "ST103", {"key": "jump_limit"}),
        ("jump_limit = inf", "ST103", {"key": "jump_limit"}),
        ('wording = "de"', "ST103", {"key": "wording", "takes": "zh, en"}),
        ("wording = []", "ST103", {"key": "wording"}),
        ("multiples = 1", "ST103", {"key": "multiples"}),
        ('template = ""', "ST103", {"key": "template"}),
        ("output = 2020", "ST103", {"key": "output"}),
        ("check = 1", "ST102", {"key": "check"}),
        ("[check]\nlas = 1", "ST102", {"key": "check.las", "known": "check.last"}),
        ("[check]\nlast = 1", "ST103", {"key": "check.last"}),
        ('[check]\nignore = "WB311"', "ST103", {"key": "check.ignore"}),
        ('[check.ignore]\nWB311 = ""', "ST103", {"key": "check.ignore"}),
        ('[check.ignore]\nWB311 = " "', "ST103", {"key": "check.ignore"}),
        ("[check.ignore]\nWB311 = true", "ST103", {"key": "check.ignore"}),
        ('[check.ignore]\nWB201 = "so"', "ST103", {"key": "check.ignore"}),
        ('[check.ignore]\nWB999 = "so"', "ST103", {"key": "check.ignore"}),
    ],
)
def test_a_slip_is_named(text: str, code: str, values: dict[str, str], tmp_path: Path) -> None:
    """With its key, the value found and what the key takes."""
    with pytest.raises(Refusal) as refused:
        settings_of(text, tmp_path)
    (found,) = refused.value.diagnostics

    assert (code, FILE_NAME) == (found.code, str(found.place))
    assert values.items() <= {key: str(value) for key, value in found.values.items()}.items()


def test_all_slips_are_named_at_once(tmp_path: Path) -> None:
    """One run, every wrong key."""
    with pytest.raises(Refusal) as refused:
        settings_of('rounding = "up"\nwordin = "en"\nmultiples = 1', tmp_path)

    assert ["ST102", "ST103", "ST103"] == [found.code for found in refused.value.diagnostics]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"wording = '\xd6\xd0'"])
def test_another_encoding_is_named(content: bytes, tmp_path: Path) -> None:
    """TOML is UTF-8: a file in GBK or UTF-16 is refused, not read as nonsense."""
    (tmp_path / FILE_NAME).write_bytes(content)

    with pytest.raises(Refusal, match="ST101"):
        read_settings(tmp_path)


def test_a_folder_of_that_name_is_named(tmp_path: Path) -> None:
    """It cannot be read."""
    (tmp_path / FILE_NAME).mkdir()

    with pytest.raises(Refusal, match="PK102"):
        read_settings(tmp_path)


@pytest.mark.parametrize("line", ['output = "x\\u0000y"', 'template = "a\\u0000"', 'output = "a\\u001b[2J"'])
def test_a_control_character_in_a_path_is_refused(line: str, tmp_path: Path) -> None:
    """No path holds one; shown as a code, so that it does nothing to the terminal."""
    (tmp_path / FILE_NAME).write_text(line, encoding="utf-8")

    with pytest.raises(Refusal, match="ST103") as refused:
        read_settings(tmp_path)
    assert str(refused.value.diagnostics[0].values["value"]).isprintable()


# --- what they change


def test_half_even_changes_a_tie(tmp_path: Path) -> None:
    """(108125 − 100000) ÷ 100000 = 8.125 % exactly: 8.13 % by 四舍五入, 8.12 % by GB/T 8170."""
    edits = {
        "工业总产值.本年值": 108125,
        "工业总产值.上年同期值": 100000,
        "历年!B2": 100000,
    }
    book = edited_sample(tmp_path, edits)
    usual = build_in(tmp_path, book, output=tmp_path / "1.docx", settings=Settings())
    even = build_in(
        tmp_path, book, output=tmp_path / "2.docx", settings=Settings(rounding=Rounding.HALF_EVEN)
    )

    assert "同比增长8.13%" in draft_of(usual.draft).text
    assert "同比增长8.12%" in draft_of(even.draft).text


@pytest.mark.parametrize(
    ("limit", "asked"),
    [(None, []), ("130", []), ("20", ["指标!T18"]), ("8", ["指标!T11", "指标!T18"])],
)
def test_the_limit_of_a_jump_decides_what_needs_a_note(
    limit: str | None, asked: list[str], tmp_path: Path
) -> None:
    """8.46 % and −27.6 % without a note in 备注: asked for from the limit on."""
    book = edited_sample(tmp_path, {"工业总产值.备注": None, "社会消费品零售总额.备注": None})
    settings = Settings() if limit is None else Settings(jump_limit=Decimal(limit))
    found = [
        str(fault.place) for fault in check(book, settings=settings).diagnostics if fault.code == "WB311"
    ]

    assert asked == found


def test_an_english_report_has_english_words(tmp_path: Path) -> None:
    """wording = "en": figures and dates are said in English, with the same last digits."""
    built = build_in(tmp_path, BOOK, output=tmp_path / "en.docx", settings=Settings(wording="en"))
    text = draft_of(built.draft).text

    assert [] == [
        words
        for words in ("1.183 billion yuan", "up 8.46% year on year", "down 27.6%", "31 December 2020")
        if words not in text
    ]
    assert "同比" not in text


def test_multiples_are_said_where_wanted(tmp_path: Path) -> None:
    """A rise of 115.95 % as 1.16倍."""
    built = build_in(tmp_path, BOOK, output=tmp_path / "倍.docx", settings=Settings(multiples=True))

    assert "同比增长1.16倍" in draft_of(built.draft).text


def test_the_settings_of_the_folder_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command is run, reportgen.toml says which template and where drafts go."""
    monkeypatch.chdir(tmp_path)
    settings_of(f'template = "{TEMPLATE.as_posix()}"\noutput = "稿"', tmp_path)
    built = build(BOOK)

    assert Path("稿/xuanen-2020-第1稿.docx") == built.draft
    assert built.draft.is_file()


def test_a_template_of_the_settings_that_is_not_there_is_named(tmp_path: Path) -> None:
    """PK101 with the path as it is written."""
    with pytest.raises(Refusal) as refused:
        build(BOOK, settings=Settings(template="没有.docx", output=str(tmp_path)))

    assert [("PK101", "没有.docx")] == [(f.code, str(f.place)) for f in refused.value.diagnostics]
