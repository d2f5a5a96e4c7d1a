# Magpie. `make run` and `make test` are all that a newcomer needs; both set up what they need first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Tests wait for processes and sockets half of the time, so that one more than there are cores keeps all cores busy.
WORKERS ?= $(shell expr $$(nproc) + 1)
COVERED := --cov --cov-report=term:skip-covered --cov-report=html:build/coverage
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run test install lint format types bench soak audit coverage clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(VENV)/.runtime ## set up and start the web room (Ctrl-C stops it)
	@$(BIN)/magpie run

test: $(STAMP) ## set up and run the tests, with linters and types
	$(BIN)/ruff check bridge tests training docs
	$(BIN)/ruff format --check bridge tests training docs
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(PYTEST) $(if $(CI),$(COVERED))

coverage: $(STAMP) ## run the tests and tell which lines they reach (a quarter slower)
	$(PYTEST) $(COVERED)

install: $(VENV)/.runtime ## set up the environment only

lint: $(STAMP) ## linters and layers
	$(BIN)/ruff check bridge tests training docs
	$(BIN)/ruff format --check bridge tests training docs
	$(BIN)/lint-imports

format: $(STAMP) ## format the code
	$(BIN)/ruff format bridge tests training docs
	$(BIN)/ruff check --fix bridge tests training docs

types: $(STAMP) ## check the types
	$(BIN)/mypy

bench: $(STAMP) ## measure speed against named peers; results in build/benchmarks
	$(BIN)/python -m tests.benchmarks

soak: $(STAMP) ## many messages, kills and faults; nothing may be lost
	$(BIN)/python -m tests.end_to_end.soak

audit: $(STAMP) ## look up known weaknesses of what the image holds
	@$(BIN)/python docker/audit.py

clean: ## remove the environment and everything built
	rm -rf $(VENV) build .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Magpie needs Python 3.11 or newer; name one with `make PYTHON=python3.12 ...`.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(STAMP): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.runtime
