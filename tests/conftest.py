"""What every test shares: the same random cases in every run, and no clock in the verdict."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]

settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")

# Where no bytecode is to be left in the tree it is kept apart: each of the many processes that tests start
# would spend a third of its time on compiling the package anew.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")


@cache
def _shares(file: str) -> bool:
    """Tell whether the tests of a file share something that is made once for all of them."""
    return 'scope="module"' in (ROOT / file).read_text("utf-8")


class _Together(LoadScopeScheduling):
    """Hands out single tests, and as one those of a file that share something: no process makes it again."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if _shares(file) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Together:
    """Return who hands out the tests when several processes run them."""
    return _Together(config, log)  # type: ignore[arg-type]  # xdist's own logger
