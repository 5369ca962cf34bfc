"""`python values.py BOOK.xlsx`: what openpyxl needs to read the values of a workbook, and nothing else."""

import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1], data_only=True)
held = sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
sys.stdout.write(f"{held}\n")
