#!/bin/sh
# Installs the rivals of `python -m benchmarks.merge`: docxtpl into the Python in use, the engines of npm beside this file.
# Without node the benchmark runs with those that are there.
set -eu
here=$(dirname "$0")
"${PYTHON:-python3}" -m pip install --quiet --only-binary :all: 'docxtpl==0.20.2'
if command -v npm >/dev/null; then
    npm ci --prefix "$here" --no-audit --no-fund --silent
else
    echo 'no npm here: docxtemplater and easy-template-x are left out' >&2
fi
