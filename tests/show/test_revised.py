"""A comparison as JSON: the names and types of the contract, and more beside."""

from __future__ import annotations

import json

from reportgen.diff.values import Cause, Kind
from reportgen.show import revised_json
from tests.support.revisions import alike, changed, figure, revision, sample


def test_the_document_has_the_names_of_the_contract() -> None:
    """Programs rely on them."""
    found = revised_json(sample())

    assert {"equal", "figures", "changes", "uncompared"} <= found.keys()
    assert {"indicator", "old", "new", "unit", "difference", "cause", "cell", "paragraph"} <= found[
        "figures"
    ][0].keys()
    assert {"kind", "old", "new", "cause", "paragraph_old", "paragraph_new"} <= found["changes"][0].keys()
    assert ["word/charts/chart1.xml"] == found["uncompared"]


def test_numbers_keep_their_digits() -> None:
    """0.64 is a text: as a JSON number most readers would make a binary fraction of it."""
    first = revised_json(sample())["figures"][0]

    assert ("0.64", "5.40997464") == (first["difference"], first["relative"])
    assert (
        "1000000"
        == revised_json(revision(figures=[figure("x", "1", "2", "1E+6")]))["figures"][0]["difference"]
    )


def test_what_cannot_be_reckoned_is_null() -> None:
    """A figure that is gone has no difference."""
    gone = revised_json(sample())["figures"][4]

    assert (None, None, "5.3万人次", "") == (gone["difference"], gone["relative"], gone["old"], gone["new"])


def test_the_cell_is_the_one_whose_value_changed() -> None:
    """The others are told with what they held and hold."""
    rate = revised_json(sample())["figures"][1]

    assert "指标!I7" == rate["cell"]
    assert [{"cell": "指标!I7", "value": "124700"}, {"cell": "指标!J7", "value": "109072"}] == rate[
        "new_cells"
    ]


def test_a_change_has_its_two_paragraphs() -> None:
    """Null on the side where it is not."""
    found = revised_json(revision(alike("甲"), changed(Kind.INSERT, "{+乙+}", Cause.TEMPLATE, 2, old=None)))
    (one,) = found["changes"]

    assert ("insert", "", "乙", "template") == (one["kind"], one["old"], one["new"], one["cause"])
    assert (None, 2) == (one["paragraph_old"], one["paragraph_new"])
    assert [{"op": "insert", "text": "乙", "cause": "template", "figure": 0}] == one["stretches"]


def test_the_document_can_be_written() -> None:
    """Nothing in it is a value of Python's own."""
    found = revised_json(sample())

    assert found == json.loads(json.dumps(found, allow_nan=False))
    assert {"equal": True, "figures": [], "changes": [], "uncompared": []}.items() <= revised_json(
        revision(alike("甲"))
    ).items()
