"""Compares two Word files with python-redlines and its default engine, as its documentation says.

    python benchmarks/peers/redline.py OLD NEW REDLINE

Moves are looked for, as reportgen does.
"""

import sys
from pathlib import Path

from python_redlines import DocxodusEngine

old, new, redline = map(Path, sys.argv[1:])
data, _, _ = DocxodusEngine().run_redline("reportgen", old, new, detect_moves=True)
redline.write_bytes(data)
