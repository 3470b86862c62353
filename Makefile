# make demo    build the Qinghai graph into out/, with pages and tables to open
# make test    all quick tests
# make lint    format, lint, types, layers
# make test-slow   the quick tests on Python 3.13 too, where it is present; kills, fuzzing, whole corpora, browsers, real servers
# make score   how well labelled notices are read, by way of writing and kind of file
# make bench   times and ratios against named peers
# make docs    what is generated under docs/
# make clean   remove what these made

SHELL := /bin/sh

# The first of these that runs. A version manager's shim may stand on the path without a version behind it.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then echo $$p; break; fi; done)
PYTHON313 ?= $(shell for p in python3.13 $$HOME/.pyenv/versions/3.13.*/bin/python3.13; do \
	if $$p -c 'import venv, ensurepip' 2>/dev/null; then echo $$p; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo test test-slow lint score bench docs clean help

help:
	@sed -n "s/^# make /make /p" Makefile

demo: $(VENV)/.installed
	$(BIN)/zhengtu demo --output out

test: $(VENV)/.developed
	$(BIN)/python -m pytest -q -n auto --dist worksteal

test-slow: $(VENV)/.developed
	@if [ -n "$(PYTHON313)" ] && ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))'; then \
		$(MAKE) --no-print-directory .venv-3.13/.developed && .venv-3.13/bin/python -m pytest -q -n auto --dist worksteal; fi
	$(BIN)/python -m pytest -q -m slow -n auto --dist loadfile

lint: $(VENV)/.developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/pyright
	$(BIN)/lint-imports

score: $(VENV)/.developed
	$(BIN)/python tests/scoring.py -v

bench: $(VENV)/.developed
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/resolving.py
	$(BIN)/python benchmarks/validating.py
	$(BIN)/python benchmarks/coordination.py
	$(BIN)/python benchmarks/ledger.py
	$(BIN)/python benchmarks/drawing.py

docs: $(VENV)/.developed
	$(BIN)/python docs/notice_schema.py > docs/notice.schema.json
	$(BIN)/python docs/vocabulary_page.py

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Zhengtu needs Python 3.11, 3.12 or 3.13; found none" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python $(INSTALL) --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python $(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

.venv-3.13/.developed: pyproject.toml constraints.txt
	test -x .venv-3.13/bin/python || $(PYTHON313) -m venv .venv-3.13
	.venv-3.13/bin/python $(INSTALL) --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-3.13 out build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
