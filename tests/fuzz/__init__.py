"""Damaged files through every use case: `python -m tests.fuzz --mutants 100000`, a short run in the suite.

`damage` damages, `subjects` has what is damaged, `trial` tries one mutant, `run` many. A mutant is a number:
the same number is the same mutant, on any machine.
"""
