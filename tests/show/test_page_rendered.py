"""The page in a browser: what is hidden when something is chosen, and what is printed. Skipped without
Chromium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from reportgen.messages import catalog
from reportgen.show import revision_page
from tests.support.revisions import large, sample

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ZH = catalog("zh_CN")
PAGE = revision_page(sample(), ZH)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
LOOK = """<script>
for (const id of %s) document.getElementById(id).click();
const seen = (path) => [...document.querySelectorAll(path)].filter((one) => one.checkVisibility()).length;
document.body.setAttribute("data-seen", JSON.stringify(%s.map(seen)));
</script>"""

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(CHROMIUM is None, reason="not installed: chromium"),
]


def browse(page: str, folder: Path, *options: str) -> str:
    """Open a page in Chromium and return what it prints."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", f"--user-data-dir={folder / 'profile'}", *options]
    opened = subprocess.run(
        [*command, (folder / "page.html").as_uri()], capture_output=True, timeout=120, check=True
    )
    return opened.stdout.decode()


def seen(clicked: list[str], paths: list[str], folder: Path) -> list[int]:
    """Return how many elements of each path are to be seen after clicks on the elements of these ids."""
    look = LOOK % (json.dumps(clicked), json.dumps(paths))
    page = POLICY.sub("", PAGE).replace("</body>", f"{look}</body>")
    (found,) = re.findall(r'data-seen="([^"]*)"', browse(page, folder, "--dump-dom"))
    return list(json.loads(unescape(found)))


def test_one_view_is_shown_at_a_time(tmp_path: Path) -> None:
    """All marks in one line first, side by side when it is chosen."""
    paths = [".inline", "div.pair, tr.pair"]

    assert [23, 0] == seen([], paths, tmp_path)
    assert [0, 23] == seen(["v-pair"], paths, tmp_path)


def test_a_cause_that_is_not_chosen_is_hidden_everywhere(tmp_path: Path) -> None:
    """In the text, the list and the table of figures; the others stay."""
    paths = [
        f"{where} {mark}" for where in (".flow", "nav", ".figures") for mark in ("[data-causes=hand]", "*")
    ]
    before, after = seen([], paths, tmp_path), seen(["k-hand"], paths, tmp_path)

    assert [4, 3, 1] == before[::2]
    assert [0, 0, 0] == after[::2]
    assert all(0 < left < all_ for all_, left in zip(before[1::2], after[1::2], strict=True))


def test_changes_of_look_can_be_hidden(tmp_path: Path) -> None:
    """They are the least of it."""
    assert [0] == seen(["k-look"], ["[data-look]"], tmp_path)


def test_the_policy_stops_what_is_not_the_pages_own(tmp_path: Path) -> None:
    """A script that gets into the file does not run."""
    intruder = "<script>document.body.setAttribute('data-seen', '1')</script>"

    assert "data-seen=" not in browse(PAGE.replace("</body>", f"{intruder}</body>"), tmp_path, "--dump-dom")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: pdftotext")
def test_all_is_printed(tmp_path: Path) -> None:
    """Also what is folded, without a script, and none of the controls."""
    page = re.sub(r"<script>.*?</script>", "", revision_page(large(300, 3), ZH), flags=re.DOTALL)
    browse(page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}")
    read = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
    text = read.stdout.decode()

    assert [] == [n for n in range(1, 301) if n % 100 and f"第{n}项工作" not in text]
    assert ZH.text("diff.page.pair") not in text
    assert text.index(ZH.text("diff.figures")) < text.index("第1项工作")
