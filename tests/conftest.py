"""What every test shares: the same random cases in every run, and no clock in the verdict."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")
