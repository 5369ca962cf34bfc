"""Fields stay whole in a redline: beginning, result and end come and go together."""

from __future__ import annotations

import pytest

from reportgen.diff.pairs import Edit, Op, Passage
from reportgen.diff.redline.fields import with_whole_fields
from reportgen.word.content import Paragraph
from reportgen.word.inline import OBJECT, Inline

EQUAL, DELETE, INSERT = Op.EQUAL, Op.DELETE, Op.INSERT


def paragraph(text: str) -> Paragraph:
    """Return a paragraph in which `[` and `]` stand for the ends of a field, `*` for a picture."""
    keys = {"[": "field PAGE", "]": "field end", "*": "picture"}
    objects = tuple(keys[sign] for sign in text if sign in keys)
    told = "".join(OBJECT if sign in keys else sign for sign in text)
    return Paragraph(1, told, objects, (), "", "", "", (), (), None, None, Inline(told, ()))


def texts(old: str, new: str, *edits: Edit) -> list[str]:
    """Return what is done to the texts of two paragraphs."""
    passage = Passage((paragraph(old),), (paragraph(new),), edits)
    before, after = f"{old}¶", f"{new}¶"
    return [
        f"{edit.op} {before[edit.old_start : edit.old_end] or after[edit.new_start : edit.new_end]}"
        for edit in with_whole_fields(passage)
    ]


@pytest.mark.parametrize(
    ("old", "new", "edits", "expected"),
    [
        pytest.param(
            "第[7]页", "第[12]页",
            [(EQUAL, 0, 2, 0, 2), (DELETE, 2, 3, 2, 2), (INSERT, 3, 3, 2, 4), (EQUAL, 3, 6, 4, 7)],
            ["equal 第[", "delete 7", "insert 12", "equal ]页¶"],
            id="another result",
        ),
        pytest.param(
            "第[7]页", "第[7]页",
            [(EQUAL, 0, 1, 0, 1), (DELETE, 1, 2, 1, 1), (INSERT, 2, 2, 1, 2), (EQUAL, 2, 6, 2, 6)],
            ["equal 第", "delete [", "delete 7]", "insert [", "insert 7]", "equal 页¶"],
            id="another code",
        ),
        pytest.param(
            "[7]", "[8][7]",
            [(EQUAL, 0, 1, 0, 1), (INSERT, 1, 1, 1, 4), (EQUAL, 1, 4, 4, 7)],
            ["delete [", "delete 7]", "insert [", "insert 8][", "insert 7]", "equal ¶"],
            id="an end of another",
        ),
        pytest.param(
            "*甲", "*乙",
            [(EQUAL, 0, 1, 0, 1), (DELETE, 1, 2, 1, 1), (INSERT, 2, 2, 1, 2), (EQUAL, 2, 3, 2, 3)],
            ["equal *", "delete 甲", "insert 乙", "equal ¶"],
            id="no field",
        ),
    ],
)  # fmt: skip
def test_a_field_is_equal_or_it_is_not(
    old: str, new: str, edits: list[tuple[Op, int, int, int, int]], expected: list[str]
) -> None:
    """Of a field that differs nothing is left standing but what surrounds it."""
    assert expected == texts(old, new, *(Edit(*edit) for edit in edits))
