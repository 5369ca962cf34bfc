"""The languages that reports are written in."""

from __future__ import annotations

import importlib
import pkgutil

import reportgen.wording


def test_no_module_takes_the_name_of_the_function_that_gives_the_words():
    for module in pkgutil.iter_modules(reportgen.wording.__path__):
        importlib.import_module(f"reportgen.wording.{module.name}")

    assert "reportgen.wording.zh" == reportgen.wording.words("zh_CN").__name__
