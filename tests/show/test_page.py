"""A comparison as one page: whole, safe, and readable without a script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256

import pytest
from lxml import html

from reportgen.diagnostics import fault
from reportgen.diff.values import Cause, Change, Kind, Revision
from reportgen.messages import LANGUAGES, catalog
from reportgen.refs import FileRef, TableCell
from reportgen.show import revision_page
from tests.support.revisions import alike, changed, figure, large, revision, sample

ZH, EN = catalog("zh_CN"), catalog("en")
HOSTILE = (
    '</style></script><script>alert(1)</script><img src=https://example.org/x onerror="y" \'>{{ 7 * 7 }}'
)
CHECKED = [sample(), revision(alike("一样")), large(200, 20)]


def page(made: Revision) -> html.HtmlElement:
    """Return the page of a comparison in Chinese."""
    return html.document_fromstring(revision_page(made, ZH))


def texts(page: html.HtmlElement, path: str) -> list[str]:
    """Return the text of each element that a path finds, blanks as one."""
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


# --- the page as a whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_comparison_gives_the_same_page(language: str) -> None:
    """No date and no order of a set is in it."""
    assert revision_page(sample(), catalog(language)) == revision_page(sample(), catalog(language))


@pytest.mark.parametrize(("language", "tag"), [("zh_CN", "zh-CN"), ("en", "en")])
def test_the_page_and_its_text_tell_their_languages(language: str, tag: str) -> None:
    """Screen readers and fonts go by it; the text is Chinese whoever reads it."""
    found = html.document_fromstring(revision_page(sample(), catalog(language)))

    assert tag == found.get("lang")
    assert ["zh-CN"] == [flow.get("lang") for flow in found.xpath("//div[@class='flow']")]


@pytest.mark.parametrize("made", CHECKED, ids=["sample", "equal", "large"])
def test_nothing_is_fetched(made: Revision) -> None:
    """No address, no source, no import: the page is whole."""
    found = page(made)

    assert [] == found.xpath("//@src | //link | //iframe | //object | //form/@action | //@style")
    assert {"#"} >= {address[0] for address in found.xpath("//@href")}
    assert "url(" not in revision_page(made, ZH)


@pytest.mark.parametrize("made", CHECKED, ids=["sample", "equal", "large"])
def test_every_link_leads_somewhere(made: Revision) -> None:
    """Each anchor has one element of its id."""
    found = page(made)
    ids = Counter(found.xpath("//@id"))

    assert [] == [name for name, times in ids.items() if times > 1]
    assert set() == {address[1:] for address in found.xpath("//@href")} - ids.keys()
    assert set() == set(found.xpath("//@aria-labelledby")) - ids.keys()


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    """Style and script by their digests; so that no text of a file could ever become one."""
    found = page(sample())
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style, script = (digest(found.xpath(f"string(//{name})")) for name in ("style", "script"))

    assert (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
        == policy
    )


def digest(text: str) -> str:
    """Return a text's digest as a policy writes it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def test_what_comes_from_a_file_stays_text() -> None:
    """In every place that a file can put a text into."""
    cells = [(HOSTILE, HOSTILE, f"{HOSTILE}2")]
    typed = fault("DF201", name=HOSTILE, built=HOSTILE, now=HOSTILE)
    figures = [
        figure(
            *(HOSTILE, HOSTILE, HOSTILE, "1", "", HOSTILE),
            attribute=HOSTILE,
            formula=HOSTILE,
            worked=HOSTILE,
            cells=cells,
            faults=(typed,),
        )
    ]
    passages = [
        changed(Kind.REPLACE, f"{HOSTILE}[-#1#{HOSTILE}-]{{+{HOSTILE}+}}", Cause.HAND, detail=(HOSTILE,)),
        changed(Kind.REPLACE, f"甲\t[-{HOSTILE}-]", cell=TableCell(1, 1, 1)),
        alike(HOSTILE),
    ]
    note = fault("DF103", FileRef(HOSTILE), folder=HOSTILE)
    made = revision(
        *passages, figures=figures, uncompared=(HOSTILE,), diagnostics=(note,), old=HOSTILE, new=HOSTILE
    )
    found, plain = page(made), page(sample())

    assert len(plain.xpath("//script")) == len(found.xpath("//script"))
    assert [] == found.xpath("//img | //@onerror | //title/*")
    assert HOSTILE in found.xpath("string(//p[@class='inline'])")
    assert "49" not in found.text_content()


def test_what_cannot_be_seen_is_shown_as_its_code() -> None:
    """Neither a mark that turns the text round nor a broken character of a file's name gets into the page."""
    made = revision(changed(Kind.REPLACE, "甲[-\u202e-]{+\x07+}"), old="\udcff.docx")
    written = revision_page(made, ZH)

    assert ["⟨U+202E⟩"] == texts(html.document_fromstring(written), "//p[@class='inline']/del")
    assert "⟨U+DCFF⟩.docx" in written.encode().decode()


# --- figures


def test_the_table_of_figures_has_a_row_for_each() -> None:
    """Hand edits first; a rate with its sum; where it stands, with a link."""
    found = page(sample())

    assert ["hand wrong", "data wrong", "data", "computed", "template"] == found.xpath(
        "//table[@class='figures']/tbody/tr/@class"
    )
    assert ["#c2", "#c11"] == found.xpath("//tr[@id='f3']/td[@class='places']/a/@href")
    assert ["(I7 − J7) ÷ J7", "(124700 − 109072) ÷ 109072 = 14.328…% → 14.33%"] == texts(
        found, "//tr[@id='f4']//td[@class='origin']/small"
    )


def test_alarms_are_in_a_box_above_all() -> None:
    """Figures typed over, faults, and where else somebody edited the text."""
    found = page(sample())

    assert ["数字被人工改动：新增规上工业企业生成时为 5家，现为 6家 DF201"] == texts(
        found, "//section[@class='alarm']//p[@class='error']"
    )
    assert ["疑似单位有误：招商引资到位资金由 3.26亿元 变为 32600亿元，约为原来的 10000 倍 DF202"] == texts(
        found, "//section[@class='alarm']//p[@class='warning']"
    )
    assert ["#c1", "#c10"] == found.xpath("//section[@class='alarm']/ul/li[last()]//a/@href")
    assert [] == page(revision(changed(Kind.REPLACE, "[-甲-]乙"))).xpath("//section[@class='alarm']")


def test_a_figure_in_the_text_leads_to_its_row() -> None:
    """Once: from where it is now, or from where it was when it is gone."""
    found = page(sample())

    assert ["#f3", "#f4"] == found.xpath("//article[@id='c2']/p[@class='inline']/a/@href")
    assert ["#f2", "#f5"] == found.xpath("//article[@id='c7']/p[@class='inline']/a/@href")


def test_a_part_that_was_not_compared_is_told_once() -> None:
    """By its note, or by its name where there is no note."""
    assert 1 == sum("chart1.xml" in text for text in texts(page(sample()), "//section[@class='notes']//li"))
    assert ["以下部分有差异，但没有比较： word/media/图.png"] == texts(
        page(revision(uncompared=("word/media/图.png",))), "//section[@class='notes']//li"
    )


# --- the text


def test_a_passage_stands_there_with_all_marks_and_side_by_side() -> None:
    """Both without a script; style shows the one or the other."""
    found = page(revision(changed(Kind.REPLACE, "达到[-5家-]{+6家+}，居首")))

    assert ["达到5家6家，居首"] == texts(found, "//p[@class='inline']")
    assert ["达到5家，居首"] == texts(found, "//p[@class='old']")
    assert ["达到6家，居首"] == texts(found, "//p[@class='new']")
    assert (["5家"], ["6家"]) == (
        texts(found, "//p[@class='old']/del"),
        texts(found, "//p[@class='new']/ins"),
    )


def test_a_side_that_is_not_there_says_so() -> None:
    """An inserted paragraph has no old side, and an empty one is not nothing."""
    found = page(revision(changed(Kind.INSERT, "{+甲+}", old=None), changed(Kind.DELETE, "", at=2, new=None)))

    assert ["—", "（空段）"] == texts(found, "//p[@class='old']")
    assert ["甲", "—"] == texts(found, "//p[@class='new']")


def test_rows_stand_in_a_table() -> None:
    """With the head of the table above, cells by cells, and each side in its half."""
    found = page(sample())
    (table,) = found.xpath("//table[@class='rows']")

    assert ["指标", "单位", "本年", "同比"] == texts(table, "(.//tr[@class='inline'])[1]/td")
    assert ["工业总产值", "亿元", "11.8312.473", "8.4614.33"] == texts(
        table, ".//tbody[@id='c11']/tr[@class='inline']/td"
    )
    assert ["工业总产值", "亿元", "11.83", "8.46"] == texts(table, ".//tbody[@id='c11']//td[@class='old']")
    assert {8} == {
        sum(int(cell.get("colspan", 1)) for cell in row) for row in table.xpath(".//tr[not(@class='head')]")
    }


def test_the_two_places_of_a_move_lead_to_each_other() -> None:
    """And both say from where to where."""
    found = page(sample())

    assert ["#c10"] == found.xpath("//article[@id='c8']//a[@class='other']/@href")
    assert ["#c8"] == found.xpath("//article[@id='c10']//a[@class='other']/@href")
    assert ["第11段 → 第14段"] * 2 == texts(found, "//article[@id='c8' or @id='c10']//span[@class='place']")


def test_where_a_passage_went_to_is_framed() -> None:
    """What was not changed on the way has no mark of its own."""
    gone = changed(Kind.MOVE, "[-厂房三栋。-]", at=2, new=None, move=1)
    come = changed(Kind.MOVE, "厂房三栋。", at=9, old=None, move=1)
    found = page(revision(gone, come))

    assert ["inline", "inline came"] == found.xpath("//p[contains(@class, 'inline')]/@class")


def test_each_change_leads_to_the_one_before_and_after() -> None:
    """The first has none before it, the last none after."""
    found = page(revision(*(changed(Kind.DELETE, "[-甲-]", at=n, new=None) for n in range(1, 4))))

    assert [["#c2"], ["#c1", "#c3"], ["#c2"]] == [
        steps.xpath("a/@href") for steps in found.xpath("//span[@class='steps']")
    ]


def test_the_list_of_changes_tells_what_is_one_once() -> None:
    """A move at its new place, renumbered headings at the first."""
    found = page(sample())
    listed = [address[2:] for address in found.xpath("//nav//a/@href")]

    assert ["1", "2", "3", "4", "5", "7", "10", "9", "11", "12", *map(str, range(13, 22))] == listed
    assert "第8段 标题序号顺延 2 处 （二） → （三）" in texts(found, "//nav//a")


@pytest.mark.parametrize(
    ("pattern", "folds"),
    [
        ("....", [4]),
        ("..x..", [1, 1]),
        (".x...x.", []),
        ("..x....x..", [2]),
        (".....x", [4]),
    ],
)
def test_long_unchanged_stretches_are_folded(pattern: str, folds: list[int]) -> None:
    """But for what stands next to a change, and never one paragraph alone between two that are shown."""
    marked = changed(Kind.INSERT, "{+新+}")
    found = page(revision(*(marked if sign == "x" else alike("旧") for sign in pattern), marked))
    told = [int(re.findall(r"\d+", text)[0]) for text in texts(found, "//summary")]

    assert told == [len(fold.xpath("p")) for fold in found.xpath("//details")]
    assert len(pattern) - pattern.count("x") == len(found.xpath("//div[@class='flow']//p[not(@class)]"))


def test_folds_count_what_is_in_them() -> None:
    """Paragraphs and rows apart."""
    rows = [alike(f"甲{n}\t1", n, TableCell(1, n, 1)) for n in range(1, 9)]
    last = changed(Kind.ROW, "{+乙\t2+}", at=9, old=None, cell=TableCell(1, 9, 1))
    found = page(revision(*(alike("文") for _ in range(5)), *rows, last))

    assert ["未变动 5 段", "未变动 6 行"] == texts(found, "//summary")


# --- what is chosen


def test_each_cause_has_its_box_and_each_set_of_causes_its_rule() -> None:
    """A change is hidden when none of its causes is chosen."""
    both = Change(Kind.REPLACE, (*changed(Kind.DELETE, "[-甲-]", Cause.DATA).stretches,
                                 *changed(Kind.INSERT, "{+乙+}", Cause.HAND).stretches),
                  Cause.HAND, None, None)  # fmt: skip
    found = page(revision(both, changed(Kind.DELETE, "[-丙-]", Cause.TEMPLATE)))
    style = found.xpath("string(//style)")

    assert ["k-data", "k-template", "k-hand"] == found.xpath("//input[@type='checkbox']/@id")
    assert ["data hand", "template"] == found.xpath("//article/@data-causes")
    assert (
        'body:not(:has(#k-data:checked, #k-hand:checked)) [data-causes="data hand"] { display: none; }'
        in style
    )


@pytest.mark.parametrize("made", CHECKED, ids=["sample", "equal", "large"])
def test_every_rule_of_choice_names_a_box_that_there_is(made: Revision) -> None:
    """And every box has a rule."""
    found = page(made)
    named = set(re.findall(r"#([kv]-[a-z]+)", found.xpath("string(//style)"))) - {"v-pair", "k-look"}
    boxes = set(found.xpath("//input/@id")) - {"v-inline", "v-pair", "k-look"}

    assert boxes == named
    assert all(label.text_content().strip() for label in found.xpath("//label"))


def test_five_thousand_paragraphs_with_fifty_changes_stay_small() -> None:
    """What is the same is there once, not once in each view: the page is hardly larger than the text."""
    made = large()
    text = sum(len(passage.new.encode()) for passage in made.passages)

    assert 1.5 * text > len(revision_page(made, ZH).encode())


def test_an_english_reader_is_told_in_english() -> None:
    """The words of the page, not those of the text."""
    found = html.document_fromstring(revision_page(sample(), EN))

    assert ["Comparison"] == texts(found, "//h1")
    assert "edited by hand" in texts(found, "//tr[@id='f1']")[0]
