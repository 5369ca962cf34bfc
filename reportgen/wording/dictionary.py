"""Chinese words by a large dictionary, jieba's, for whoever asks: finer than our list, slower to load."""

from __future__ import annotations

import logging
import tempfile
from functools import cache

from reportgen.diagnostics import Refusal, fault
from reportgen.wording.segments import Cut

__all__ = ["dictionary_words"]


@cache
def dictionary_words() -> Cut:
    """Return how jieba cuts Chinese characters in a row into words; Refusal ST104 when it is not installed.

    jieba keeps its dictionary as executable code in a folder that all may write to. So it gets a folder of
    its own, which is gone once the dictionary is loaded.
    """
    try:
        import jieba
    except ImportError as error:
        raise Refusal([fault("ST104", package="jieba")]) from error
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    cut: Cut = tokenizer.lcut
    return cut
