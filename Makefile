# Two commands for a fresh machine: `make run` and `make test`. Only git, make and Python 3.11 or later are needed.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test lint format demo pictures bench clean

run: .venv/run  ## serve the demonstration data (or DB=path)
	$(BIN)/stationmap serve --port $(PORT) $(if $(DB),--db "$(DB)")

test: .venv/test  ## run all tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

lint: .venv/lint  ## format, lint, types, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=api:data $(BIN)/lint-imports

format: .venv/lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

demo: .venv/run  ## make the demonstration data again
	$(BIN)/python data/make_demo.py

pictures: .venv/test  ## take the README's pictures of every page anew, over the demonstration; needs Chromium
	$(BIN)/python -m tests.pages.pictures

bench: .venv/bench  ## measure the nearest search beside its rivals (ARGS="--stations 2000000")
	$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf .venv

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 以上并带 venv: Python 3.11 or later with venv is needed (PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable '.[planning]'
	@touch $@

.venv/test: .venv/run
	$(PIP) install --quiet --constraint constraints.txt --editable '.[planning,test]'
	@touch $@

.venv/lint: .venv/test
	$(PIP) install --quiet --constraint constraints.txt --editable '.[planning,test,lint]'
	@touch $@

.venv/bench: .venv/run
	$(PIP) install --quiet --constraint constraints.txt --editable '.[planning,bench]'
	@touch $@
