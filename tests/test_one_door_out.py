"""Nothing in the package writes a file but the one door: all other code is searched for ways to do it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen

PACKAGE = Path(reportgen.__file__).parent
DOOR = {"word/files.py", "word/leftovers.py"}
# Calls that write, move or remove whatever they are given; methods are known by their names alone.
WRITING = frozenset(
    {
        *("write_text", "write_bytes", "touch", "unlink", "rmdir", "mkdir", "rename", "symlink_to"),
        *("hardlink_to", "chmod", "lchmod", "makedirs", "removedirs", "renames", "truncate", "ftruncate"),
        *("fdopen", "mkstemp", "mkdtemp", "rmtree", "copyfile", "copytree", "copy2", "copystat", "copymode"),
        *("NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "SpooledTemporaryFile", "mkfifo"),
        *("writestr", "extractall", "extract", "FileIO", "symlink", "link", "remove_file", "chown"),
    }
)
# These are other things too: `str.replace`, `list.remove`, a sheet's `write`. Of the module named they count.
OF_MODULES = {
    "os": {"open", "write", "replace", "remove", "fsync", "sendfile", "pwrite", "writev", "setxattr"},
    "shutil": {"copy", "move", "copyfileobj", "make_archive", "unpack_archive"},
    "tempfile": {"mktemp"},
    "io": {"open", "FileIO"},
    "logging": {"FileHandler"},
}
OPENING = {"open", "ZipFile", "PyZipFile", "TarFile", "GzipFile", "BZ2File", "LZMAFile"}
SAVING = {"save", "to_file", "save_as", "Workbook"}  # of a document or a book; into a stream they are free
# What may be written into that is no file: a buffer, or the terminal's own stream.
STREAMS = {"stream", "buffer"}
ALLOWED = {
    ("word/disk.py", "os.fdopen(os.open(path, _MODE), 'rb')"),  # which only reads
    ("word/disk.py", "os.open(path, _MODE)"),
    ("console.py", "os.open(os.devnull, os.O_WRONLY)"),  # what a reader who left does not read
    ("usage.py", "formatter.write_text(_said(self.help, _words(ctx)))"),  # the lines of a help
    ("wording/dictionary.py", "tempfile.TemporaryDirectory()"),  # jieba's cache, gone when it is read
}
MODULES = [
    (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
    for path in sorted(PACKAGE.rglob("*.py"))
]


def writings(tree: ast.AST) -> Iterator[str]:
    """Yield the calls in a module that could write a file."""
    ours = _imported_from_door(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func).rpartition(".")[2]
        base = ast.unparse(call.func).rpartition(".")[0]
        if (
            name in WRITING
            or name in OF_MODULES.get(base, ())
            or (name in OPENING and base != "os" and _mode(call) != "reading")
            or (name in SAVING and name not in ours and not _into_stream(call))
        ):
            yield ast.unparse(call)


def _imported_from_door(tree: ast.AST) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "reportgen.word.files"
        for alias in node.names
    }


def _mode(call: ast.Call) -> str:
    """Return whether a file is opened for reading: without a mode, or with one that is told and has no more
    than r, b and t."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    is_method = isinstance(call.func, ast.Attribute) and call.func.attr == "open"
    given += call.args[0 if is_method else 1 :][:1]
    told = [one.value for one in given if isinstance(one, ast.Constant)]
    if len(told) < len(given):
        return "unknown"
    return "reading" if all(isinstance(one, str) and set(one) <= set("rbt") for one in told) else "writing"


def _into_stream(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id in STREAMS


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=[name for name, _ in MODULES])
def test_no_module_but_the_door_writes_a_file(name: str, tree: ast.AST) -> None:
    """Who has something to write gives its bytes to `save` or `save_new`."""
    found = [] if name in DOOR else [call for call in writings(tree) if (name, call) not in ALLOWED]

    assert [] == found


@pytest.mark.parametrize("name", sorted(DOOR))
def test_the_door_itself_writes(name: str) -> None:
    """Else the search would find nothing anywhere."""
    assert [*writings(dict(MODULES)[name])]


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, 'r+')",
        "open(path, how)",
        "path.open('xb')",
        "path.open(mode)",
        "path.write_text(text)",
        "path.write_bytes(data)",
        "os.open(path, os.O_WRONLY)",
        "os.replace(old, new)",
        "path.rename(new)",
        "path.unlink()",
        "path.touch()",
        "shutil.copy(old, new)",
        "shutil.move(old, new)",
        "zipfile.ZipFile(path, 'w')",
        "ZipFile(path, mode='a')",
        "document.save(path)",
        "book.save('x.xlsx')",
        "xlsxwriter.Workbook(path)",
        "tempfile.NamedTemporaryFile()",
        "io.open(path, 'w')",
        "io.FileIO(path, 'w')",
    ],
)
def test_each_way_of_writing_would_be_found(source: str) -> None:
    """The search knows them all."""
    assert [source] == [*writings(ast.parse(source))]


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open('rb')",
        "path.open()",
        "zipfile.ZipFile(io.BytesIO(data))",
        "text.replace('a', 'b')",
        "names.remove(name)",
        "sheet.write(0, 0, text)",
        "source.save(stream)",
        "xlsxwriter.Workbook(buffer, {'in_memory': True})",
    ],
)
def test_what_writes_no_file_is_free(source: str) -> None:
    """Reading, texts, lists, sheets and buffers."""
    assert [] == [*writings(ast.parse(source))]
