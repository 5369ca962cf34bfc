"""The two message catalogs agree: same keys, same placeholders, five entries a code, nothing left over."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import reportgen
from docs import catalogs
from reportgen.codes import CODES
from reportgen.messages import LANGUAGES

PACKAGE = Path(reportgen.__file__).parent
PARTS = ("message", "hint", "cause", "example", "remedy")
AS_THEY_STAND = ("cause", "example", "remedy")  # printed without filling: braces in them are a tag's
NAMING = ("hint", *AS_THEY_STAND)  # may name a sheet or a tag, which is Chinese in every language
MAKERS = {"fault", "add"}  # `fault(code, …)`, and what collects a fault: `found.add(code, …)`
NOT_PARAMETERS = {"place", "severity", "hints", "related"}
CODE = re.compile(r"[A-Z]{2}[0-9]{3}")
KEY_OF_CODE = re.compile(r"([A-Z]{2}[0-9]{3})\.([a-z]+)(?:\.[a-z]+)?")
CJK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # ideographs, and their marks such as ，
COMMAND = re.compile(r"--?[a-z-]+|JSON|\.[a-z]{3,4}\b")


# --- the catalogs against each other


def test_both_languages_have_the_same_keys() -> None:
    """No text exists in one language only."""
    assert sorted(texts("zh_CN")) == sorted(texts("en"))


@pytest.mark.parametrize("path", catalogs.sources(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_is_read_is_what_is_written(path: Path) -> None:
    """The catalog that a run reads is made of the one that people write. If not: make docs."""
    assert catalogs.compiled(path) == path.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    """gettext would take one of two entries without a word; the file names each key once."""
    found = Counter(re.findall(r'^msgid "(.+)"$', source(language), flags=re.MULTILINE))

    assert [] == [key for key, times in found.items() if times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_explain_says_is_kept_apart(language: str) -> None:
    """A build reads the first catalog only: the long texts would cost it time for nothing."""
    said, explained = (path.read_text(encoding="utf-8") for path in paths(language))

    assert [] == [part for part in AS_THEY_STAND if f'.{part}"' in said]
    assert [] == [part for part in ("message", "hint") if f'.{part}"' in explained]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    """A key without its text would print nothing."""
    assert [] == [key for key, text in texts(language).items() if not text.strip()]


def test_both_languages_fill_the_same_placeholders() -> None:
    """What one language tells of a fault, the other may tell too, and no name is misspelt in one of them."""
    chinese, english = texts("zh_CN"), texts("en")
    filled = [key for key in chinese if key in english and not is_printed_as_it_stands(key)]

    assert [] == [key for key in filled if placeholders(chinese[key]) != placeholders(english[key])]


# --- the catalogs against the codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_five_texts(code: str, language: str) -> None:
    """Message and hint are shown with the fault; cause, example and remedy are what `explain` prints."""
    assert [] == [part for part in PARTS if f"{code}.{part}" not in texts(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_code_belongs_to_a_code(language: str) -> None:
    """A code that is gone leaves no text behind, and no part of one is misspelt."""
    keys = [key for key in texts(language) if CODE.match(key)]

    assert [] == [key for key in keys if key[:5] not in CODES or part_of(key) not in PARTS]


def test_a_message_and_a_hint_are_one_line_and_a_message_has_no_full_stop() -> None:
    """Both are shown in a list, one fault after another; a hint may be a sentence."""
    messages, hints = texts_of("message"), texts_of("hint")

    assert [] == [key for key, text in messages + hints if "\n" in text]
    assert [] == [key for key, text in messages if text.endswith(("。", "."))]


def test_what_is_printed_as_it_stands_writes_tags_as_an_author_would() -> None:
    """Cause, example and remedy are not filled, so that their braces must not be doubled."""
    printed = [pair for part in AS_THEY_STAND for pair in texts_of(part)]

    assert [] == [key for key, text in printed if "{{{" in text or "{{%" in text]


# --- the catalogs against the package's source


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_variant_of_a_hint_has_its_text(language: str) -> None:
    """A fault that names a variant of its hint finds it in the catalog, and no variant is left over there."""
    used = {f"{making.code}.hint.{variant}" for making in makings() for variant in making.variants}
    there = {key for key in texts(language) if re.fullmatch(r"[A-Z]{2}[0-9]{3}\.hint\.[a-z]+", key)}

    assert [] == sorted(used - there)
    assert [] == sorted(there - used)


def test_every_fault_gives_what_its_words_ask_for() -> None:
    """Each fault has a parameter for every placeholder of its message, its plain hint and its variants."""
    lacking = [
        f"{making.where}: {making.code}.{part} asks for {name}"
        for making in makings()
        for part in ("message", "hint", *(f"hint.{variant}" for variant in making.variants))
        for name in placeholders(texts("en").get(f"{making.code}.{part}", "")) - making.given
    ]

    assert [] == sorted(lacking)


def test_words_of_a_fault_without_parameters_hold_no_braces() -> None:
    """Such words are not filled, so that doubled braces would be printed doubled."""
    bare = {making.code for making in makings() if not making.given}
    keys = [f"{code}.{part}" for code in bare for part in PARTS[:2]]

    assert [] == sorted(key for key in keys for language in LANGUAGES if "{" in texts(language).get(key, ""))


# --- the languages


def test_the_chinese_catalog_is_chinese() -> None:
    """Every text that holds words, not only placeholders and commands, holds Chinese ones."""
    foreign = [key for key, text in texts("zh_CN").items() if has_words(text) and not CJK.search(text)]

    assert [] == foreign


def test_the_english_catalog_is_english() -> None:
    """Chinese stands in it only where a hint or an explanation names a sheet, a column or a tag."""
    english = texts("en")

    assert [] == [key for key, text in english.items() if CJK.search(text) and part_of(key) not in NAMING]
    assert [] == [
        key for key, text in english.items() if CJK.search(text) and not re.search("[a-z]{2}", text)
    ]


# --- reading them


@cache
def texts(language: str) -> dict[str, str]:
    """Return key → text of a language's catalogs."""
    found: dict[str, str] = {}
    for path in paths(language):
        with path.open("rb") as stream:
            found |= {str(one.id): str(one.string) for one in read_po(stream, locale=language) if one.id}
    return found


def texts_of(part: str) -> list[tuple[str, str]]:
    """Return key and text of every such part of a code, in both languages."""
    return [
        (key, text) for language in LANGUAGES for key, text in texts(language).items() if part_of(key) == part
    ]


def source(language: str) -> str:
    """Return a language's two catalogs as they stand in their files."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths(language))


def paths(language: str) -> list[Path]:
    """Return where a language's catalogs lie: what every run may say, and what only `explain` does."""
    folder = PACKAGE / "locale" / language / "LC_MESSAGES"
    return [folder / "reportgen.po", folder / "explanations.po"]


def part_of(key: str) -> str:
    """Return `hint` for `WB203.hint.amount`, and an empty text for a key that is none of a code."""
    found = KEY_OF_CODE.fullmatch(key)
    return found[2] if found else ""


def is_printed_as_it_stands(key: str) -> bool:
    """Tell whether nothing is ever filled into the text of `key`."""
    return part_of(key) in AS_THEY_STAND


def placeholders(text: str) -> set[str]:
    """Return the names that are filled into a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def has_words(text: str) -> bool:
    """Tell whether a text says more than placeholders, options and extensions."""
    return re.search("[A-Za-z]", COMMAND.sub("", re.sub(r"\{[^{}]*\}", "", text))) is not None


# --- reading the package's source


@dataclass(frozen=True, slots=True)
class Making:
    """A line of the package that makes a fault: its code, its parameters, its variants of the hint."""

    where: str
    code: str
    given: frozenset[str]
    variants: tuple[str, ...]


@cache
def makings() -> tuple[Making, ...]:
    """Return each making of a fault in the package, `fault(code, …)`, `found.add(code, …)` or
    `notes.found(code, …)`.

    A code that is chosen by a condition counts once for each choice. A call that hands on what it was given
    (`**params`), or whose code is not told in its function, is left out.
    """
    return tuple(found for file in sorted(PACKAGE.rglob("*.py")) for found in _makings_of(file))


def _makings_of(file: Path) -> Iterator[Making]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            keywords = {keyword.arg: keyword.value for keyword in call.keywords}
            called = ast.unparse(call.func)
            is_noted = called == "notes.found"  # which tells the words by itself
            if not call.args or None in keywords or not (is_noted or called.rpartition(".")[2] in MAKERS):
                continue
            told = {"words"} if is_noted else set()
            given = (
                (frozenset(filter(None, keywords)) | told)
                - NOT_PARAMETERS
                - ({"hint"} if is_noted else set())
            )
            hints = keywords.get("hint" if is_noted else "hints")
            variants = () if hints is None else tuple(filter(None, _texts_in(hints, function, tree)))
            for code in filter(CODE.fullmatch, _texts_in(call.args[0], function, tree)):
                yield Making(f"{file.name}:{call.lineno}", code, given, variants)


def _texts_in(node: ast.expr, function: ast.FunctionDef, tree: ast.Module) -> Iterator[str]:
    """Yield the texts that an argument may be: itself, what its name is set to in the function, or what a
    parameter of the function may be by its `Literal`."""
    yield from _choices(node)
    for name in (part.id for part in ast.walk(node) if isinstance(part, ast.Name)):
        for other in ast.walk(function):
            if isinstance(other, ast.Assign) and name in map(ast.unparse, other.targets):
                yield from _choices(other.value)
            if isinstance(other, ast.arg) and other.arg == name and other.annotation is not None:
                yield from _literals(other.annotation, tree)


def _literals(annotation: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a `Literal`, or of the module's name for one."""
    aliases = [each.value for each in tree.body if isinstance(each, ast.Assign)
               and ast.unparse(annotation) in map(ast.unparse, each.targets)]  # fmt: skip
    for found in (annotation, *aliases):
        if ast.unparse(found).startswith("Literal["):
            yield from filter(
                None, (part.value for part in ast.walk(found) if isinstance(part, ast.Constant))
            )


def _choices(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may yield, without its conditions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_choices(node.body), *_choices(node.orelse))
    elif isinstance(node, ast.Tuple):
        yield from (text for element in node.elts for text in _choices(element))
