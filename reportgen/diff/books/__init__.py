"""Compare two workbooks: by indicator, list and paragraph, never by the number of a row."""

from reportgen.diff.books.comparison import compare_books

__all__ = ["compare_books"]
