"""Tracked changes accepted and rejected: what is left of each mark that Word has."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.word.revisions import accept_all, has_revisions, reject_all
from tests.support.docs import main_xml
from tests.support.redlines import told
from tests.support.wordfiles import p, r, table

_BY = 'w:id="1" w:author="a"'


def ins(content: str) -> str:
    """Return an insertion."""
    return f"<w:ins {_BY}>{content}</w:ins>"


def gone(text: str) -> str:
    """Return a deletion of text."""
    return f"<w:del {_BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def end(mark: str, others: str = "") -> str:
    """Return the properties of a paragraph whose end is marked."""
    return f"{others}<w:rPr><w:{mark} {_BY}/></w:rPr>"


def row(mark: str, *cells: str) -> str:
    """Return a row that is marked."""
    properties = f"<w:trPr><w:{mark} {_BY}/></w:trPr>" if mark else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def cell(mark: str, text: str) -> str:
    """Return what is in a cell that is marked."""
    return f"<w:tcPr><w:{mark} {_BY}/></w:tcPr>{p(text)}"


def views(body: str) -> tuple[list[str], list[str]]:
    """Return the blocks of a body when all changes are accepted, and when all are rejected."""
    found = []
    for resolve in (accept_all, reject_all):
        root = etree.fromstring(main_xml(body))
        resolve(root)
        assert not has_revisions(root)
        found.append([told(block) for block in root[0]])
    return found[0], found[1]


_JC = '<w:jc w:val="{}"/>'
_WAS = f"<w:pPrChange {_BY}><w:pPr>{_JC.format('left')}</w:pPr></w:pPrChange>"


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        pytest.param(p(r("甲") + ins(r("乙")) + gone("丙")), ["<p>甲乙</p>"], ["<p>甲丙</p>"], id="runs"),
        pytest.param(
            p(f"<w:moveFrom {_BY}>{r('甲')}</w:moveFrom>") + p(f"<w:moveTo {_BY}>{r('甲')}</w:moveTo>"),
            ["<p/>", "<p>甲</p>"],
            ["<p>甲</p>", "<p/>"],
            id="a move",
        ),
        pytest.param(
            p(
                '<w:moveFromRangeStart w:id="2" w:author="a" w:name="m"/>'
                + r("甲")
                + '<w:moveFromRangeEnd w:id="2"/>'
            ),
            ["<p>甲</p>"],
            ["<p>甲</p>"],
            id="a place of a move",
        ),
        pytest.param(
            p(f'<w:hyperlink w:anchor="a">{gone("甲")}</w:hyperlink>' + r("乙")),
            ["<p>乙</p>"],
            ["<p><hyperlink>甲</hyperlink>乙</p>"],
            id="all of a link",
        ),
        pytest.param(
            p(ins(f"<w:sdt><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>")),
            ["<p><sdt><sdtContent>甲</sdtContent></sdt></p>"],
            ["<p/>"],
            id="a control in an insertion",
        ),
        pytest.param(
            p("甲", end("ins", _JC.format("right"))) + p("乙"),
            ["<p><pPr><jc right/><rPr/></pPr>甲</p>", "<p>乙</p>"],
            ["<p>甲乙</p>"],
            id="an end put in",
        ),
        pytest.param(
            p("甲", end("del", _JC.format("right"))) + p("乙"),
            ["<p>甲乙</p>"],
            ["<p><pPr><jc right/><rPr/></pPr>甲</p>", "<p>乙</p>"],
            id="an end taken out",
        ),
        pytest.param(
            p(gone("甲"), end("del")) + p(gone("乙"), end("del")) + p("丙", _JC.format("left")),
            ["<p><pPr><jc left/></pPr>丙</p>"],
            [
                "<p><pPr><rPr/></pPr>甲</p>",
                "<p><pPr><rPr/></pPr>乙</p>",
                "<p><pPr><jc left/></pPr>丙</p>",
            ],
            id="paragraphs taken out",
        ),
        pytest.param(
            p("甲", end("del")) + p("乙", end("del")) + p("丙", _JC.format("left")),
            ["<p><pPr><jc left/></pPr>甲乙丙</p>"],
            ["<p><pPr><rPr/></pPr>甲</p>", "<p><pPr><rPr/></pPr>乙</p>", "<p><pPr><jc left/></pPr>丙</p>"],
            id="ends of three",
        ),
        pytest.param(
            p(gone("甲"), end("del")) + table("乙"),
            [told(etree.fromstring(main_xml(table("乙")))[0][0])],
            ["<p><pPr><rPr/></pPr>甲</p>", told(etree.fromstring(main_xml(table("乙")))[0][0])],
            id="a paragraph before a table",
        ),
        pytest.param(
            p(gone("甲"), end("del")),
            ["<p><pPr><rPr/></pPr></p>"],
            ["<p><pPr><rPr/></pPr>甲</p>"],
            id="the last",
        ),
        pytest.param(
            p("甲", f"{_JC.format('right')}{_WAS}"),
            ["<p><pPr><jc right/></pPr>甲</p>"],
            ["<p><pPr><jc left/></pPr>甲</p>"],
            id="properties of a paragraph",
        ),
        pytest.param(
            p("甲", f"{_JC.format('right')}<w:rPr><w:b/></w:rPr><w:sectPr/>{_WAS}"),
            ["<p><pPr><jc right/><rPr><b/></rPr><sectPr/></pPr>甲</p>"],
            ["<p><pPr><jc left/><rPr><b/></rPr><sectPr/></pPr>甲</p>"],
            id="properties beside the end's",
        ),
        pytest.param(
            p(r("甲", f"<w:b/><w:rPrChange {_BY}><w:rPr><w:i/></w:rPr></w:rPrChange>")),
            ["<p><r><rPr><b/></rPr>甲</r></p>"],
            ["<p><r><rPr><i/></rPr>甲</r></p>"],
            id="properties of a run",
        ),
    ],
)
def test_changes_of_paragraphs(body: str, accepted: list[str], rejected: list[str]) -> None:
    """Runs, ends and properties, as Word accepts and rejects them."""
    assert (accepted, rejected) == views(body)


@pytest.mark.parametrize(
    ("rows", "accepted", "rejected"),
    [
        ([row("", p("甲")), row("ins", p("乙"))], [["甲"], ["乙"]], [["甲"]]),
        ([row("", p("甲")), row("del", p("乙"))], [["甲"]], [["甲"], ["乙"]]),
        ([row("ins", p("甲"))], [["甲"]], []),
        ([row("del", p("甲")), row("del", p("乙"))], [], [["甲"], ["乙"]]),
        ([row("", p("甲"), cell("cellIns", "乙"))], [["甲", "乙"]], [["甲"]]),
        ([row("", p("甲"), cell("cellDel", "乙"))], [["甲"]], [["甲", "乙"]]),
        ([row("", cell("cellDel", "乙"))], [], [["乙"]]),
    ],
)
def test_changes_of_rows_and_cells(
    rows: list[str], accepted: list[list[str]], rejected: list[list[str]]
) -> None:
    """A table whose last row goes goes with it."""
    body = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>{p('尾')}"
    for resolve, expected in ((accept_all, accepted), (reject_all, rejected)):
        root = etree.fromstring(main_xml(body))
        resolve(root)
        name = "{*}"
        found = [
            ["".join(one.itertext()) for one in line.findall(f"{name}tc")] for line in root.iter(f"{name}tr")
        ]
        assert expected == found
        assert bool(expected) == (root.find(f".//{name}tbl") is not None)


def test_the_grid_of_a_table_is_put_back() -> None:
    """The widths of its columns change as a whole."""
    was = '<w:tblGridChange w:id="1"><w:tblGrid><w:gridCol w:w="7"/></w:tblGrid></w:tblGridChange>'
    body = table("甲", grid=f'<w:gridCol w:w="5"/>{was}') + p("尾")
    widths = []
    for resolve in (accept_all, reject_all):
        root = etree.fromstring(main_xml(body))
        resolve(root)
        widths.append([dict(one.attrib).popitem()[1] for one in root.iter("{*}gridCol")])

    assert [["5"], ["7"]] == widths


def test_a_section_keeps_its_headers() -> None:
    """What a change of it tells of the old one has none."""
    was = f'<w:sectPrChange {_BY}><w:sectPr><w:pgSz w:w="5"/></w:sectPr></w:sectPrChange>'
    head = '<w:headerReference w:type="default" r:id="rId1"/>'
    _, rejected = views(f'{p("甲")}<w:sectPr>{head}<w:pgSz w:w="9"/>{was}</w:sectPr>')

    assert "<sectPr><headerReference/><pgSz/></sectPr>" == rejected[-1]


def test_a_file_without_changes_has_none() -> None:
    """And is left as it is."""
    body = p("甲") + table("乙|丙") + p("尾")
    root, same = (etree.fromstring(main_xml(body)) for _ in range(2))
    accept_all(root)
    reject_all(root)

    assert not has_revisions(root)
    assert etree.tostring(same) == etree.tostring(root)
