"""Who may import whom: the contracts of pyproject.toml hold on the tree, and each is seen to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# module that breaks a rule, the line planted in it, what the report must then say
NOT_ALLOWED = "reportgen.{} is not allowed to import reportgen.{}"
WRONG_DOOR = "reportgen is not allowed to import {}"
FAULTS = [
    ("growth", "import reportgen.cli", NOT_ALLOWED.format("growth", "cli")),
    ("quantities", "import reportgen.settings", NOT_ALLOWED.format("quantities", "settings")),
    ("drafts", "import reportgen.template", NOT_ALLOWED.format("drafts", "template")),
    ("refs", "import reportgen.diagnostics", NOT_ALLOWED.format("refs", "diagnostics")),
    ("spare_room", "", "reportgen.spare_room"),
    ("indicators", "import openpyxl", WRONG_DOOR.format("openpyxl")),
    ("context", "import xlsxwriter", WRONG_DOOR.format("xlsxwriter")),
    ("drafts", "from lxml import etree", WRONG_DOOR.format("lxml")),
    ("workbook.reader", "import docx", WRONG_DOOR.format("docx")),
    ("messages", "from jinja2 import Environment", WRONG_DOOR.format("jinja2")),
    ("show", "import babel", WRONG_DOOR.format("babel")),
    ("tracing", "import rapidfuzz", WRONG_DOOR.format("rapidfuzz")),
    ("pipeline", "import click", WRONG_DOOR.format("click")),
    ("settings", "import rich", WRONG_DOOR.format("rich")),
]


def test_the_tree_keeps_every_contract() -> None:
    """No module of the package imports upwards, sideways, or a library through the wrong door."""
    report = lint(ROOT)

    assert report.returncode == 0, report.stdout


@pytest.fixture(name="faulty_report", scope="module")
def _faulty_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report on a copy of the tree that breaks every contract."""
    tree = tmp_path_factory.mktemp("faulty")
    shutil.copy(ROOT / "pyproject.toml", tree)
    shutil.copytree(ROOT / "reportgen", tree / "reportgen", ignore=shutil.ignore_patterns("__pycache__"))
    for module, line, _ in FAULTS:
        plant(tree, module, line)
    report = lint(tree)

    assert report.returncode == 1, report.stdout
    return " ".join(report.stdout.split())


@pytest.mark.parametrize(("module", "line", "expected"), FAULTS)
def test_a_broken_contract_is_reported(faulty_report: str, module: str, line: str, expected: str) -> None:
    """A planted import is reported with importer and imported, a module without a floor by its name."""
    assert expected in faulty_report

    if line:
        imported = line.split()[1]  # import NAME, from NAME import …
        assert f"reportgen.{module} -> {imported} (l." in faulty_report


def plant(tree: Path, module: str, line: str) -> None:
    """Add `line` to `module` of the copied `tree`, be it a file or a package; one that is missing is made."""
    place = tree.joinpath("reportgen", *module.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    with file.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on `tree` in a process of its own, so that it finds the tree's own package."""
    start = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", start, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False, encoding="utf-8")
