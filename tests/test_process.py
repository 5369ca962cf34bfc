"""The command line as a process: streams, encodings, colours, what is imported, and the package's door."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reportgen
from tests.support.clerk import BOOK, ROOT, TEMPLATE, edited_sample
from tests.support.docs import docx

PLAIN = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m reportgen` with its output caught as bytes."""
    command = [sys.executable, "-m", "reportgen", *map(str, arguments)]
    world = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=world, capture_output=True, check=False)


def imported_by(statement: str) -> set[str]:
    """Return the modules that a process has imported after `statement`."""
    code = f"import sys\n{statement}\nsys.stdout.write('\\n' + ' '.join(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    return set(found.stdout.splitlines()[-1].split())


def as_command(*arguments: str | Path) -> str:
    """Return the statement that runs the command line with `arguments`, whatever it prints."""
    return f"""
sys.argv = ["reportgen", *{[str(argument) for argument in arguments]!r}]
from reportgen.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


# --- what is printed


@pytest.mark.parametrize(
    ("encoding", "language"), [("ascii", "zh_CN"), ("ascii", "en"), ("gbk", "zh_CN"), ("cp1252", "zh_CN")]
)
def test_any_terminal_will_do(encoding: str, language: str, tmp_path: Path) -> None:
    """A terminal that cannot show a sign gets its code instead: no crash, the same exit code."""
    book = edited_sample(tmp_path, {"工业总产值.本年值": None, "巡查反馈问题.指标名称": "巡查反馈問題𠮷"})
    found = run(
        "build",
        book,
        "-t",
        TEMPLATE,
        "--lang",
        language,
        cwd=tmp_path,
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
    )

    assert (1, b"") == (found.returncode, found.stdout)
    assert b"Traceback" not in found.stderr
    used = "utf-8" if encoding == "ascii" else encoding  # click takes ASCII for a terminal set up wrongly
    assert "WB301  指标!I11".encode(used, "backslashreplace") in found.stderr


def test_json_is_one_document_on_any_terminal(tmp_path: Path) -> None:
    """Signs that the terminal has not are escaped as JSON does it, so that a program reads them back."""
    book = edited_sample(tmp_path, {"巡查反馈问题.指标名称": "巡查反馈問題𠮷"})
    for encoding in ("ascii", "gbk"):
        arguments = ("check", book, "-t", TEMPLATE, "--json")
        found = run(*arguments, cwd=tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        (unknown,) = json.loads(found.stdout.decode(encoding))["diagnostics"]
        assert "巡查反馈問題𠮷" in unknown["hint"]


@pytest.mark.parametrize("arguments", [["check", BOOK, "-t", TEMPLATE], ["explain", "WB203"], ["--help"]])
def test_caught_output_has_no_colour(arguments: list[str | Path], tmp_path: Path) -> None:
    """Into a file or a pipe goes plain text."""
    found = run(*arguments, cwd=tmp_path, **PLAIN)

    assert 0 == found.returncode
    assert b"\x1b" not in found.stdout + found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False), ("", False)])
def test_a_terminal_gets_colours_unless_it_wants_none(
    no_color: str | None, coloured: bool, tmp_path: Path
) -> None:
    """NO_COLOR, whatever it holds, keeps the text plain."""
    shown = on_terminal(["explain", "WB203"], tmp_path, {} if no_color is None else {"NO_COLOR": no_color})

    assert b"WB203" in shown
    assert coloured is (b"\x1b[" in shown)


def on_terminal(arguments: list[str], cwd: Path, environment: dict[str, str]) -> bytes:
    """Return what the command prints on a terminal."""
    import pty

    world = {**os.environ, **PLAIN, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    world.pop("NO_COLOR", None)
    process, terminal = pty.fork()
    if process == 0:  # the child, whose place the command takes
        os.chdir(cwd)
        command = [sys.executable, "-m", "reportgen", *arguments]
        os.execve(sys.executable, command, {**world, **environment})
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux ends a terminal's stream so
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    os.waitpid(process, 0)
    return shown


def test_a_reader_who_leaves_early_is_no_crash(tmp_path: Path) -> None:
    """`reportgen check … | head -1`."""
    book = edited_sample(tmp_path, {f"指标!I{row}": None for row in range(2, 60)})
    command = f'"{sys.executable}" -m reportgen check "{book}" | head -n 1'
    world = {**os.environ, **PLAIN, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(command, shell=True, cwd=tmp_path, env=world, capture_output=True, check=False)

    assert 1 == len(found.stdout.splitlines())
    assert b"Traceback" not in found.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_a_full_disk_is_no_crash(tmp_path: Path) -> None:
    """What the result is written to has no space left: one line says so."""
    command = f'"{sys.executable}" -m reportgen explain WB203 > /dev/full'
    world = {**os.environ, **PLAIN, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(command, shell=True, cwd=tmp_path, env=world, capture_output=True, check=False)

    assert (1, b"reportgen: No space left on device\n") == (found.returncode, found.stderr)


# --- what is imported


def test_the_version_comes_at_once() -> None:
    """`reportgen --version` needs no library: none of ours and none of others."""
    loaded = imported_by(as_command("--version"))

    assert {"reportgen", "reportgen.__main__", "reportgen.lazy"} == {
        name for name in loaded if name.split(".")[0] == "reportgen"
    }
    assert {"click", "openpyxl", "lxml", "jinja2", "babel", "docx", "rich"}.isdisjoint(loaded)


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    """The short way and the way through the whole command line print the same."""
    for arguments in (["--version"], ["--lang", "en", "--version"]):
        found = run(*arguments, cwd=tmp_path, **PLAIN)
        assert (0, f"reportgen {reportgen.__version__}") == (found.returncode, found.stdout.decode().strip())


def test_a_build_imports_what_it_needs(tmp_path: Path) -> None:
    """No python-docx, no XlsxWriter, and rich only on a terminal: a build starts quickly."""
    loaded = imported_by(as_command("build", BOOK, "-t", TEMPLATE, "-o", tmp_path / "稿.docx"))

    assert {"openpyxl", "lxml", "jinja2"} <= loaded
    assert {"docx", "rich", "xlsxwriter"}.isdisjoint(loaded)


def test_a_render_imports_nothing_of_workbooks(tmp_path: Path) -> None:
    """Nor what only charts, subdocuments, drafts and traces need: it is over before a build has begun."""
    (tmp_path / "t.docx").write_bytes(docx("{{ a }}"))
    (tmp_path / "d.json").write_text('{"a": 1}', encoding="utf-8")
    command = as_command("render", tmp_path / "t.docx", tmp_path / "d.json", "-o", tmp_path / "o.docx")
    loaded = imported_by(command)

    assert {"lxml", "jinja2"} <= loaded
    assert {"openpyxl", "urllib.request", "reportgen.merging", "reportgen.tracing"}.isdisjoint(loaded)
    assert {"reportgen.template.subdocument", "reportgen.word.chart"}.isdisjoint(loaded)


def test_the_package_imports_nothing_before_it_is_asked() -> None:
    """`import reportgen` is cheap; a name is loaded when it is first used."""
    loaded = {name for name in imported_by("import reportgen") if name.split(".")[0] == "reportgen"}
    assert {"reportgen", "reportgen.lazy"} == loaded
    assert "openpyxl" not in imported_by("from reportgen import Refusal, Template, build, check")


# --- the door


def test_the_public_names_are_there() -> None:
    """What a program needs, sorted, each with its own home; and nothing else."""
    assert sorted(reportgen.__all__) == reportgen.__all__
    assert {"Refusal", "Template", "build", "check"} <= set(reportgen.__all__)
    for name in reportgen.__all__:
        assert getattr(reportgen, name).__name__ == name
    with pytest.raises(AttributeError, match="no_such_name"):
        reportgen.no_such_name  # noqa: B018  # asking is the test


def test_a_type_checker_finds_every_public_name() -> None:
    """The names loaded on demand are those imported for type checkers; the package says that it is typed."""
    tree = ast.parse((ROOT / "reportgen" / "__init__.py").read_text(encoding="utf-8"))
    declared = {
        alias.name
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert set(reportgen.__all__) == declared
    assert (ROOT / "reportgen" / "py.typed").is_file()


def test_the_library_does_what_the_readme_says(tmp_path: Path) -> None:
    """Five lines of Python: build, check, render, and one exception to catch."""
    from reportgen import Refusal, Template, build, check

    assert check(BOOK).ok
    assert build(BOOK, TEMPLATE, tmp_path / "稿.docx").draft.is_file()
    with pytest.raises(Refusal) as refused:
        Template.load(TEMPLATE).render({})
    assert {"CX101"} == {found.code for found in refused.value.diagnostics}
    assert "年度" in {variable.name for variable in Template.load(TEMPLATE).variables}
