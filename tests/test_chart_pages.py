"""Charts as LibreOffice draws them: their words and numbers stand on the page."""

from __future__ import annotations

import pytest

from reportgen.template import Chart, Template
from tests.support.docs import docx
from tests.support.pages import laid_out, missing_tools, pages

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {missing_tools()}"),
]
KINDS = ["柱形", "堆积柱形", "条形", "折线", "饼"]


@pytest.fixture(name="drawn", scope="module")
def _drawn(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words of a page for each kind, in their order."""
    charts = {
        f"c{at}": Chart(
            kind, ["甲县", "乙县"], {f"产值{at}": [11.25, 22.5]}, f"{kind}之图", number_format="0.00"
        )
        for at, kind in enumerate(KINDS)
    }
    lines = [
        f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:p>"
        for name in charts
    ]
    laid = pages(laid_out(Template.load(docx(*lines)).render(charts), tmp_path_factory.mktemp("charts")))
    return ["".join(row.text for row in page.rows) for page in laid if page.rows]


@pytest.mark.parametrize("at", range(len(KINDS)))
def test_title_categories_and_numbers_are_drawn(drawn: list[str], at: int) -> None:
    """In the format of the chart: 22.50, not 22.5."""
    for told in (f"{KINDS[at]}之图", "甲县", "乙县", "11.25", "22.50"):
        assert told in drawn[at]
