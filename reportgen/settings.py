"""The project's settings: `reportgen.toml` beside the folders inputs/ and output/, read into one frozen
value."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

from reportgen.bounds import LIMITS, Bounds, Limit
from reportgen.codes import is_switchable
from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault
from reportgen.quantities import Rounding
from reportgen.refs import FileRef

__all__ = ["FILE_NAME", "KEYS", "Settings", "read_settings"]

FILE_NAME = "reportgen.toml"


class Settings(NamedTuple):
    """How a project wants its reports.

    `rounding` of halves; `jump_limit`, the change in per cent from which a note is asked for; `wording`, the
    language of the report, "" for that of its workbook; `multiples`, whether a rise of 100 % and more is said
    in 倍; `template` and `output`, as paths; `words`, what tells Chinese words apart where drafts are
    compared.

    Of the table `check`: `last`, last year's workbook as a path; `ignored`, the codes that are switched off,
    each with its reason. The table `limits` says how much of a file is taken in.
    """

    rounding: Rounding = Rounding.HALF_UP
    jump_limit: Decimal = Decimal(30)
    wording: str = ""
    multiples: bool = False
    template: str = ""
    output: str = "output"
    words: str = "list"
    last: str = ""
    ignored: tuple[tuple[str, str], ...] = ()
    limits: Bounds = Bounds()


def read_settings(folder: Path) -> Settings:
    """Return the settings of the project in `folder`; the usual ones when it has no settings file.

    Refusal: ST101 no valid TOML, ST102 an unknown key, ST103 a value that the key does not take.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return Settings()
    import tomllib

    try:
        given = _flat(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal([fault("ST101", FileRef(FILE_NAME), reason=str(error))]) from error
    except OSError as error:
        raise Refusal([fault("PK102", FileRef(FILE_NAME), reason=error.strerror or "")]) from error
    faults = tuple(_faults(given))
    if errors_in(faults):
        raise Refusal(faults)
    read = {key: _READERS[key](value) for key, value in given.items()}
    limits = {name: read.pop(key) for key, name in _LIMITS.items() if key in read}
    return Settings(**{_FIELDS.get(key, key): value for key, value in read.items()}, limits=Bounds(**limits))


def _flat(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings with the keys of a table written `check.last`, as TOML calls them."""
    flat: dict[str, Any] = {}
    for key, value in given.items():
        is_table = key in _TABLES and isinstance(value, dict)
        flat |= {f"{key}.{name}": each for name, each in value.items()} if is_table else {key: value}
    return flat


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(value)
    return Decimal(str(value))


def _wording(value: Any) -> str:
    if value not in ("zh", "en"):
        raise ValueError(value)
    return str(value)


def _words(value: Any) -> str:
    if value not in ("list", "jieba"):
        raise ValueError(value)
    return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or any(category(letter) == "Cc" for letter in value):
        raise ValueError(value)  # a control character is in no path, and NUL ends one for the system
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _ignored(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise TypeError(value)
    for code, reason in value.items():
        if not is_switchable(code) or not _text(reason).strip():
            raise ValueError(code)
    return tuple(sorted(value.items()))


def _limit(limit: Limit) -> Callable[[Any], int]:
    def reader(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= limit.most:
            raise ValueError(value)
        return value

    return reader


_TABLES = ("check", "limits")
_LIMITS = {f"limits.{limit.name}": limit.name for limit in LIMITS}
_FIELDS = {"check.last": "last", "check.ignore": "ignored"}  # key → field, where they differ
_READERS: dict[str, Callable[[Any], Any]] = {
    "rounding": Rounding,
    "jump_limit": _decimal,
    "wording": _wording,
    "multiples": _flag,
    "template": _text,
    "output": _text,
    "words": _words,
    "check.last": _text,
    "check.ignore": _ignored,
    **{f"limits.{limit.name}": _limit(limit) for limit in LIMITS},
}
KEYS = tuple(_READERS)
"""What a settings file may set, a key of a table behind its name."""

_TAKES = {
    "rounding": "half-up, half-even",
    "jump_limit": "0, 30, 50 …",
    "wording": "zh, en",
    "multiples": "true, false",
    "template": '"templates/….docx"',
    "output": '"output"',
    "words": "list, jieba",
    "check.last": '"inputs/….xlsx"',
    "check.ignore": 'WB311 = "…", GR301 = "…", CX302 = "…"',
    **{f"limits.{limit.name}": f"1 … {limit.most}" for limit in LIMITS},
}


def _faults(given: Mapping[str, Any]) -> Iterator[Diagnostic]:
    place = FileRef(FILE_NAME)
    for key, value in given.items():
        if key not in _READERS:
            yield fault("ST102", place, key=key, known=", ".join(_near(key)))
            continue
        try:
            _READERS[key](value)
        except (ValueError, TypeError):
            yield fault("ST103", place, key=key, value=_shown(value), takes=_TAKES[key])


def _near(key: str) -> Sequence[str]:
    """Return the key that must be meant, or all there are."""
    from difflib import get_close_matches

    return get_close_matches(key, KEYS, n=1) or KEYS


def _shown(value: Any) -> str:
    """Return a value as it may be shown in one line, its control characters as codes."""
    return "".join(repr(sign)[1:-1] if category(sign) == "Cc" else sign for sign in str(value))
