# Needs git, make and Python 3.11; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install check test test-interop bench demo messages format clean
.DEFAULT_GOAL := install

install: .venv/.package
	@$(BIN)/python hatch_build.py

.venv/.requirements: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.package: .venv/.requirements pyproject.toml hatch_build.py
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

check: install
	@scripts/check

test: install
	@scripts/test all

test-interop: install
	@scripts/test interop

bench: install
	$(BIN)/python -m benchmarks.pages

demo: install
	$(BIN)/chuangcheng demo

messages: install
	scripts/messages

format: install
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

clean:
	rm -rf .venv frontend/node_modules src/chuangcheng/desk/static/built src/chuangcheng/documents/fonts
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
