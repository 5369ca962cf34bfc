"""A text read as statements: its figures, what each of them is, and which belong together."""
