# jurisgraph: everything a newcomer runs. Needs Python 3.11 or newer, make and git; installs with pip alone.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   ?= demo

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

setup: $(VENV)/.dev ## make .venv with jurisgraph and the tools for its tests

demo: $(VENV)/.runtime ## build the graph of the seed documents and show what it holds
	@$(BIN)/kg build seeds/documents --store $(DEMO)/store --fresh -o $(DEMO)/graph.ttl
	@$(BIN)/kg query subpoenas-by-recipient --store $(DEMO)/store
	@$(BIN)/kg view network --store $(DEMO)/store -o $(DEMO)/network.html
	@echo
	@echo "Written:"
	@echo "  store    $(DEMO)/store"
	@echo "  Turtle   $(DEMO)/graph.ttl"
	@echo "  picture  $(DEMO)/network.html   (open it in a browser)"

lint: $(VENV)/.dev ## ruff, mypy strict and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## every check: lint, then the tests
	$(BIN)/pytest

clean: ## remove .venv, the demo's files and caches
	rm -rf $(VENV) $(DEMO) .kg .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
