"""Small Word files side by side, and what belongs together in them as lines that a person reads.

Files are written in the notation of `docs`, made straight as XML. An alignment reads back as one line for
each passage or row:

      甲[-11家-]{+12家+}      paragraphs that belong together; ¶ parts those of a split or joined one
    - 甲                     deleted         + 甲                inserted
    ← 甲                     moved from here → 甲[-乙-]{+丙+}    moved to here, with what changed on the way
    ‖ 甲 ‖ [-1-]{+2+}        a row; -‖, +‖, ←‖ and →‖ for one that stands alone; ∅ for a cell with no twin

What is the same reads without marks. `header:`, `footnote:` and so on stand before the lines of other stories
than the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.diff.pairs import PILCROW, Alignment, CellPair, Edit, Item, Op, Passage, RowPair, flow
from reportgen.diff.stories import aligned
from reportgen.word.content import Content, Paragraph
from reportgen.word.package import open_package
from reportgen.word.reader import read_content
from tests.support.docs import small

__all__ = ["body", "content_of", "laid", "marked", "paragraph", "side_by_side", "table"]


def paragraph(line: str, properties: str = "") -> str:
    """Return the XML of a paragraph whose text is cut into runs at bars; XML as it stands."""
    if line.startswith("<w:"):
        return line
    runs = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in line.split("|") if run)
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{told}{runs.replace('¦', '|')}</w:p>"


def table(*rows: str) -> str:
    """Return the XML of a table with a row for each line `‖ 甲 ‖ 乙¶丙`."""
    cells = [[cell.strip() for cell in row.split("‖")[1:]] for row in rows]
    grid = "<w:gridCol/>" * max(map(len, cells))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, cells))}</w:tbl>"


def _row(cells: Iterable[str]) -> str:
    told = ("".join(map(paragraph, cell.split("¶"))) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in told)}</w:tr>"


def body(*lines: str) -> str:
    """Return the XML of a body: paragraphs, and rows that follow each other as tables."""
    pieces: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: line.startswith("‖")):
        some = list(group)
        pieces += [table(*some)] if is_row else map(paragraph, some)
    return "".join(pieces)


def content_of(data: bytes) -> Content:
    """Return what a file holds."""
    return read_content(open_package(data))


def laid(old: Sequence[str] | bytes, new: Sequence[str] | bytes) -> list[str]:
    """Return the lines of two files laid side by side, each given as its lines or its bytes."""
    return list(marked(side_by_side(old, new)))


def side_by_side(old: Sequence[str] | bytes, new: Sequence[str] | bytes) -> Alignment:
    """Return the alignment of two files, each given as its lines or its bytes."""
    one, other = (side if isinstance(side, bytes) else small(body(*side) or "<w:p/>") for side in (old, new))
    return aligned(content_of(one), content_of(other))


def marked(alignment: Alignment) -> Iterator[str]:
    """Yield the lines of an alignment."""
    for story in alignment.stories:
        known = story.new or story.old
        assert known is not None
        name = "" if known.kind == "main" else f"{known.kind}: "
        yield from (name + line for line in _items(story.items))


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Passage):
            yield _passage(item)
            for box in item.boxes:
                yield from (f"box: {line}" for line in _items(box.items) if not box.new.echo)
        else:
            yield from map(_row_line, item.rows)


def _passage(item: Passage) -> str:
    if item.move is not None:
        move = item.move
        return f"→ {_text((move.old,), (move.new,), move.edits)}" if item.new else f"← {move.old.text}"
    if not item.old or not item.new:
        sign = "-" if item.old else "+"
        return f"{sign} {flow(item.old or item.new)[:-1].replace(PILCROW, '¶')}"
    return f"  {_text(item.old, item.new, item.edits)}"


def _text(old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], edits: Iterable[Edit]) -> str:
    before, after = flow(old), flow(new)
    pieces = []
    for edit in edits:
        if edit.op is Op.EQUAL:
            pieces.append(after[edit.new_start : edit.new_end])
        elif edit.op is Op.DELETE:
            pieces.append(f"[-{before[edit.old_start : edit.old_end]}-]")
        else:
            pieces.append(f"{{+{after[edit.new_start : edit.new_end]}+}}")
    return "".join(pieces).removesuffix(PILCROW).replace(PILCROW, "¶")


def _row_line(row: RowPair) -> str:
    if row.old is not None and row.new is not None:
        return "".join(f"‖ {_cell(cell)} " for cell in row.cells).rstrip()
    known = row.old or row.new
    assert known is not None
    sign = ("←" if row.old else "→") if row.moved else "-" if row.old else "+"
    return sign + "".join(f"‖ {cell.text} ".replace("\n", "¶") for cell in known.cells).rstrip()


def _cell(pair: CellPair) -> str:
    if pair.old is None or pair.new is None:
        known = pair.old or pair.new
        assert known is not None
        return f"[∅-{known.text}-]" if pair.old else f"{{∅+{known.text}+}}"
    return "¶".join(line.removeprefix("  ") for line in _items(pair.items))
