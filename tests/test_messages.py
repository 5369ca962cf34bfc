"""Words for faults and places, in both languages, and which language a reader gets."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import fault
from reportgen.messages import LANGUAGES, catalog, preferred_language
from reportgen.refs import CellRef, FileRef, ParagraphRef, Place

PLACE = CellRef("2020.xlsx", "指标", "I11")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),  # 繁体 readers are nearer to Chinese than to English
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_CN.GBK"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "zh_CN"}, "zh_CN"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh_CN"),
    ],
)
def test_the_language_is_that_of_the_locale(
    environment: dict[str, str], language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LC_ALL before LC_MESSAGES before LANG; any Chinese is Chinese, all else English."""
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))

    assert (language or "en") == preferred_language(environment)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Chinese (Simplified)_China", "zh_CN"),
        ("zh_CN", "zh_CN"),
        ("English_United States", "en"),
        (None, "en"),
    ],
)
def test_windows_tells_its_language_otherwise(
    name: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without variables it is the system's locale, which Windows names in words."""
    monkeypatch.setattr("locale.getlocale", lambda: (name, "cp936"))

    assert language == preferred_language({})


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (PLACE, "指标!I11", "指标!I11"),
        (CellRef("2020.xlsx", "指标"), "指标", "指标"),
        (FileRef("没有.xlsx"), "没有.xlsx", "没有.xlsx"),
        (
            ParagraphRef("t.docx", paragraph=14, text="{{ 年度 }}年"),
            "t.docx 第14段 «{{ 年度 }}年»",
            "t.docx paragraph 14 «{{ 年度 }}年»",
        ),
        (
            ParagraphRef("t.docx", "word/footer2.xml", 1, "— 1 —"),
            "t.docx 页脚第1段 «— 1 —»",
            "t.docx footer, paragraph 1 «— 1 —»",
        ),
        (
            ParagraphRef("t.docx", "word/header1.xml", 3, "甲"),
            "t.docx 页眉第3段 «甲»",
            "t.docx header, paragraph 3 «甲»",
        ),
        (
            ParagraphRef("t.docx", "word/glossary.xml", 2, "甲"),
            "t.docx word/glossary.xml第2段 «甲»",
            "t.docx word/glossary.xml, paragraph 2 «甲»",
        ),
        (ParagraphRef("t.docx", paragraph=2, text=" "), "t.docx 第2段", "t.docx paragraph 2"),
        (ParagraphRef("t.docx", "word/header1.xml", 3), "t.docx 页眉第3段", "t.docx header, paragraph 3"),
    ],
)
def test_a_place_is_said_as_one_looks_for_it(place: Place, chinese: str, english: str) -> None:
    """A cell by its address, a paragraph by number, beginning, and the story it is in."""
    assert chinese == " ".join(catalog("zh_CN").place(place).split())
    assert english == " ".join(catalog("en").place(place).split())


def test_a_part_without_paragraph_is_named() -> None:
    """A fault of a whole part has no paragraph to count."""
    for language in LANGUAGES:
        said = catalog(language).place(ParagraphRef("t.docx", "word/styles.xml"))
        assert "t.docx" in said
        assert "word/styles.xml" in said


def test_a_message_is_filled_with_its_values() -> None:
    """The found text stands in the message of each language; the place does not."""
    found = fault("WB203", PLACE, found="约百分之八")
    for language in LANGUAGES:
        assert "约百分之八" in catalog(language).message(found)
        assert "I11" not in catalog(language).message(found)


def test_values_are_taken_as_they_are() -> None:
    """Braces and per cent signs in a value are text, not placeholders."""
    found = fault("WB203", PLACE, found="{found} {0} %s {{ 年度 }}")

    assert "{found} {0} %s {{ 年度 }}" in catalog("zh_CN").message(found)


def test_a_variant_of_a_hint_takes_its_place() -> None:
    """With a near name known, the hint proposes it; without, it says where names come from."""
    known = fault("CX101", PLACE, name="产直", nearest="产值", tag="{{ 产直 }}", hints=("nearest",))
    unknown = fault("CX101", PLACE, name="产直", nearest="", tag="{{ 产直 }}")
    for language in LANGUAGES:
        assert "产值" in catalog(language).hint(known)
        assert catalog(language).hint(known) != catalog(language).hint(unknown)


def test_an_unknown_key_is_our_bug() -> None:
    """A key that no catalog has fails loudly: no empty words are shown."""
    words = catalog("zh_CN")

    assert "no.such.key" not in words
    with pytest.raises(KeyError):
        words.text("no.such.key")
