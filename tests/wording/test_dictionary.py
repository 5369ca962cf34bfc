"""Words by a dictionary: only for whoever asks, and told when it is not there."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reportgen import Refusal, compare
from reportgen.settings import Settings
from reportgen.wording.dictionary import dictionary_words
from reportgen.wording.segments import segments
from tests.support.docs import docx


@pytest.fixture(autouse=True)
def _forgotten() -> Any:
    dictionary_words.cache_clear()
    yield
    dictionary_words.cache_clear()


class Tokenizer:
    """Cuts after two characters, and notes where it may keep files."""

    tmp_dir = ""
    folders: list[str] = []  # noqa: RUF012  # of the class, as the test reads it there

    def initialize(self) -> None:
        assert Path(self.tmp_dir).is_dir()
        self.folders.append(self.tmp_dir)

    def lcut(self, text: str) -> list[str]:
        return [text[at : at + 2] for at in range(0, len(text), 2)]


@pytest.fixture(name="jieba")
def _jieba(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = ModuleType("jieba")
    module.Tokenizer, module.setLogLevel = Tokenizer, lambda _level: None
    monkeypatch.setitem(sys.modules, "jieba", module)


@pytest.mark.usefixtures("jieba")
def test_words_of_the_dictionary_stand_in_place_of_our_list() -> None:
    """Figures and dates are whole all the same, and nothing is left in a folder of its own."""
    told = [piece for piece, _ in segments("外贸企业8家，同比增", dictionary_words())]

    assert ["外贸", "企业", "8家", "，", "同比", "增"] == told
    assert not Path(Tokenizer.folders[-1]).exists()


@pytest.mark.usefixtures("jieba")
def test_a_comparison_asks_the_dictionary_when_the_settings_say_so(tmp_path: Path) -> None:
    """`丙丁` is one word of this dictionary, and none of our list."""
    for name, text in (("a.docx", "甲乙丙丁戊己"), ("b.docx", "甲乙丙子戊己")):
        (tmp_path / name).write_bytes(docx(text))
    files = tmp_path / "a.docx", tmp_path / "b.docx"
    by_list, by_jieba = (compare(*files, Settings(words=words)) for words in ("list", "jieba"))

    assert ["丁", "子"] == [one.text for one in by_list.changes[0].stretches if one.op != "equal"]
    assert ["丙丁", "丙子"] == [one.text for one in by_jieba.changes[0].stretches if one.op != "equal"]


def test_a_dictionary_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package to install."""
    monkeypatch.setitem(sys.modules, "jieba", None)
    with pytest.raises(Refusal) as refused:
        dictionary_words()

    told = [(found.code, found.values["package"]) for found in refused.value.diagnostics]
    assert [("ST104", "jieba")] == told


def test_the_real_dictionary_cuts_words() -> None:
    """Where it is installed."""
    pytest.importorskip("jieba")

    assert "工业" in dictionary_words()("工业总产值")
