"""Fields stay whole: one whose code, end or anything between differs is taken out and put in as a whole.

A field is a beginning with its code, a result, and an end (ECMA-376-1, 17.16.18). Equal ends of two fields
that are not the same would leave the file with more beginnings than ends.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from reportgen.diff.pairs import Edit, Op, Passage
from reportgen.diff.redline.pen import made
from reportgen.word.content import Paragraph
from reportgen.word.inline import OBJECT
from reportgen.word.xml import XML_SPACE, qname

__all__ = ["SIMPLE", "spelled_out", "with_whole_fields"]

SIMPLE = qname("w:fldSimple")
_INSTRUCTION, _KIND = qname("w:instr"), qname("w:fldCharType")
_FIELD, _END, _SEPARATE = "field ", "field end", "field separate"


class _Field(NamedTuple):
    start: int  # of the object that begins it
    end: int  # behind the object that ends it


def with_whole_fields(passage: Passage) -> Sequence[Edit]:
    """Return the edits of a passage with no field of which an end is equal and another is not, as far as the
    fields begin and end in the passage."""
    edits: Sequence[Edit] = passage.edits
    if not any(one.objects for side in (passage.old, passage.new) for one in side):
        return edits
    if all(edit.op is Op.EQUAL for edit in edits):
        return edits
    sides = [(is_old, tuple(_fields(side))) for is_old, side in ((True, passage.old), (False, passage.new))]
    before = -1
    while before != len(edits) and any(fields for _, fields in sides):  # what is cut here may cut one there
        before = len(edits)
        for is_old, fields in sides:
            edits = tuple(_without(edits, _broken(edits, fields, is_old), is_old))
    return edits if edits == passage.edits else tuple(_deletions_first(edits))


def spelled_out(field: etree._Element, is_deleted: bool) -> list[etree._Element]:
    """Return the runs that say what a simple field says: none stands in an insertion or a deletion
    (ECMA-376-1, 17.13.5.18), where its beginning, code and end may."""
    code = made("w:delInstrText" if is_deleted else "w:instrText")
    code.text = field.get(_INSTRUCTION)
    code.set(XML_SPACE, "preserve")
    runs = [_run(_sign("begin")), _run(code), _run(_sign("separate"))]
    return [*runs, *field.iterchildren(qname("w:r")), _run(_sign("end"))]


def _sign(kind: str) -> etree._Element:
    sign = made("w:fldChar")
    sign.set(_KIND, kind)
    return sign


def _run(element: etree._Element) -> etree._Element:
    run = made("w:r")
    run.append(element)
    return run


def _deletions_first(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits with the old pieces between two equal ones before the new: fields are not to nest."""
    for _, group in groupby(edits, key=lambda edit: edit.op is Op.EQUAL):
        yield from sorted(group, key=lambda edit: edit.op is Op.INSERT)


def _fields(paragraphs: tuple[Paragraph, ...]) -> Iterator[_Field]:
    """Yield the outermost fields of paragraphs by where they stand in the flow."""
    base, opened = 0, list[int]()
    for paragraph in paragraphs:
        is_plain = not any(key.startswith(_FIELD) for key in paragraph.objects)
        offset = -1
        for key in () if is_plain else paragraph.objects:
            offset = paragraph.text.find(OBJECT, offset + 1)
            if offset < 0:
                break
            if key == _END and opened:
                start = opened.pop()
                if not opened:
                    yield _Field(start, base + offset + 1)
            elif key.startswith(_FIELD) and key not in (_END, _SEPARATE):
                opened.append(base + offset)
        base += len(paragraph.text) + 1


def _range(edit: Edit, is_old: bool) -> tuple[int, int]:
    return (edit.old_start, edit.old_end) if is_old else (edit.new_start, edit.new_end)


def _broken(edits: Sequence[Edit], fields: Sequence[_Field], is_old: bool) -> list[_Field]:
    """Return the fields of a side whose beginning or end is not equal."""
    own = [edit for edit in edits if operator.lt(*_range(edit, is_old))]
    starts = [_range(edit, is_old)[0] for edit in own]
    ends = [(bisect_right(starts, one.start) - 1, bisect_right(starts, one.end - 1) - 1) for one in fields]
    return [
        one
        for one, around in zip(fields, ends, strict=True)
        if own and any(own[at].op is not Op.EQUAL for at in around)
    ]


def _without(edits: Sequence[Edit], fields: Sequence[_Field], is_old: bool) -> Iterator[Edit]:
    """Yield the edits with what is equal within the fields deleted and inserted."""
    left = deque(fields)
    for edit in edits:
        start, end = _range(edit, is_old)
        while left and left[0].end <= start < end:
            left.popleft()
        if edit.op is Op.EQUAL and left and left[0].start < end:
            yield from _cut(edit, start, left)
        else:
            yield edit


def _cut(edit: Edit, start: int, fields: Iterable[_Field]) -> Iterator[Edit]:
    """Yield an equal edit, which begins at `start` of the fields' side, in pieces."""
    size, at = edit.old_end - edit.old_start, 0
    for field in fields:
        first, last = max(field.start - start, at), min(field.end - start, size)
        if first >= last:
            break
        if first > at:
            yield _piece(edit, at, first)
        whole = _piece(edit, first, last)
        yield whole._replace(op=Op.DELETE, new_end=whole.new_start)
        yield whole._replace(op=Op.INSERT, old_start=whole.old_end)
        at = last
    if at < size:
        yield _piece(edit, at, size)


def _piece(edit: Edit, first: int, last: int) -> Edit:
    return edit._replace(
        old_start=edit.old_start + first,
        old_end=edit.old_start + last,
        new_start=edit.new_start + first,
        new_end=edit.new_start + last,
    )
