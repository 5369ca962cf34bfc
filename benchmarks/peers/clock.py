"""Runs a command and tells, as a line of JSON, the seconds it took and the peak of its memory in bytes.

    python -I -S benchmarks/peers/clock.py COMMAND …

In a process of its own that imports next to nothing: what a process is started from counts into its peak.
What it starts itself counts as well, the largest of them all.
"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
errors = done.stderr.decode(errors="replace")
told = {"seconds": seconds, "peak": peak, "status": done.returncode, "errors": errors}
sys.stdout.write(json.dumps(told))
