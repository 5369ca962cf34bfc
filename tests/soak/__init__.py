"""Many builds in one process: `python -m tests.soak --builds 10000`, a short run in the suite."""
