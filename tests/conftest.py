"""What every test shares: the same random cases in every run, and no clock in the verdict."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")

# Where no bytecode is to be left in the tree it is kept apart: each of the many processes that tests start
# would spend a third of its time on compiling the package anew.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
