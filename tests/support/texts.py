"""Official texts with tables, and what becomes of them: pairs of files for laws that hold for any edit."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from tests.support.wordfiles import WordFile, p, r, table

__all__ = ["pairs"]

_WORDS = (
    "全年", "规上工业", "增加值", "11.83亿元", "12.47亿元", "同比增长", "8.46%", "，", "。", "居首位", "一是",
    "二是", "〔2020〕9号", "平稳较快", "GDP", "1—11月", "5家",
)  # fmt: skip
_LOOKS = ("", "<w:b/>", '<w:color w:val="FF0000"/>')
_PROPERTIES = ("", '<w:jc w:val="center"/>', '<w:ind w:firstLine="640"/>')
_EXTRAS = (
    "", "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>",
    '<w:hyperlink w:anchor="a">' + r("公报") + "</w:hyperlink>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("7") +
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
)  # fmt: skip

_texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map("".join)
_runs = st.lists(
    st.builds(
        r, st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join), st.sampled_from(_LOOKS)
    )
    | st.sampled_from(_EXTRAS),
    max_size=4,
).map("".join)
_paragraphs = st.builds(p, _runs, st.sampled_from(_PROPERTIES))
_cells = st.lists(_texts | st.just(""), min_size=2, max_size=2).map("|".join)
_tables = st.lists(_cells, min_size=1, max_size=4).map(lambda rows: tuple(rows))
_blocks = st.lists(_paragraphs | _tables, min_size=1, max_size=7)


@st.composite
def _edited(draw: st.DrawFn, blocks: list[str | tuple[str, ...]]) -> list[str | tuple[str, ...]]:
    """Return the blocks after some edits: put in, taken out, moved, replaced; rows likewise."""
    found = list(blocks)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(found)))
        deed = draw(st.sampled_from(("insert", "delete", "move", "split", "join", "rows", "words", "look")))
        if deed == "insert" or at == len(found):
            found.insert(at, draw(_paragraphs | _tables))
        elif deed == "delete":
            del found[at]
        elif deed == "move":
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(at))
        elif isinstance(block := found[at], tuple):
            row = draw(st.integers(0, len(block) - 1))
            found[at] = (*block[:row], draw(_cells), *block[row + draw(st.integers(0, 1)) :])
        elif deed == "split" and "w:fld" not in block and "w:hyperlink" not in block:
            found[at] = block.replace("</w:r><w:r>", "</w:r></w:p><w:p><w:r>", 1)
        elif deed == "join" and at + 1 < len(found) and not isinstance(other := found[at + 1], tuple):
            found[at : at + 2] = [block.removesuffix("</w:p>") + _without_properties(other)]
        elif deed == "words":
            found[at] = block.replace(draw(st.sampled_from(_WORDS)), draw(st.sampled_from(_WORDS)), 1)
        else:
            found[at] = draw(_looked(block))
    return found


def _without_properties(block: str) -> str:
    """Return what is in the first paragraph of a block, and what follows."""
    for told in _PROPERTIES:
        block = block.replace(f"<w:pPr>{told}</w:pPr>", "", 1)
    return block.removeprefix("<w:p>")


def _looked(block: str) -> st.SearchStrategy[str]:
    """Return a paragraph that looks different."""
    swaps = [*combinations(_PROPERTIES[1:], 2), *combinations(_LOOKS[1:], 2)]
    return st.sampled_from(swaps).map(lambda swap: block.replace(*swap))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Return two files, the second made from the first, or from nothing."""
    blocks = draw(_blocks)
    other = draw(_edited(blocks)) if draw(st.integers(0, 9)) else draw(_blocks)
    return _file(blocks), _file(other)


def _file(blocks: list[str | tuple[str, ...]]) -> bytes:
    body = "".join(table(*block) if isinstance(block, tuple) else block for block in blocks)
    return WordFile(body + p("尾")).data()
