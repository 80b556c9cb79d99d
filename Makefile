# Pavilion's commands; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= config.toml

.DEFAULT_GOAL := help
.PHONY: help demo run check test lint format bench train screenshots lock clean

help:  ## Say what each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.run  ## Start the bot with a small Telegram on this machine, and a chat page to try it
	$(BIN)/pavilion demo

run: $(VENV)/.run  ## Start the bot with CONFIG (config.toml) against the real Telegram
	$(BIN)/pavilion run --config $(CONFIG)

check: $(VENV)/.run  ## Check CONFIG, the database, the token and the bot's rights
	$(BIN)/pavilion check --config $(CONFIG)

test: lint  ## Check everything: format, lint, types, tests
	$(BIN)/pytest

lint: $(VENV)/.test  ## Check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.test  ## Put the code into its format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.test  ## Measure how fast it is on this machine; BENCH_JSON=FILE keeps the figures
	$(BIN)/python -m benchmarks

train: $(VENV)/.test  ## Make the model that reads messages anew, from the corpus in nlp/corpus/
	$(BIN)/pavilion train

screenshots: $(VENV)/.test  ## Take the pictures in docs/ anew (needs Chromium)
	$(BIN)/python -m docs.screenshots

lock:  ## Pin the newest versions of all requirements (needs uv)
	uv pip compile $(LOCK_FLAGS) pyproject.toml --group build -o requirements.txt
	uv pip compile $(LOCK_FLAGS) pyproject.toml --group build --group dev -o requirements-dev.txt
LOCK_FLAGS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate --upgrade --quiet

clean:  ## Remove what was made, not what was written
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pavilion needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@
