# jurisgraph: everything a newcomer runs. Needs Python 3.11 or newer, make and git; installs with pip alone.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   ?= demo

# make evaluate compares with the accepted runs; make accept, or make evaluate ACCEPT=1, replaces them.
ACCEPTED := tests/gold/accepted
RUN      := $(if $(ACCEPT),--save,--against)

# For what is installed and, by both names that pips know, for what builds it.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint evaluate accept docs bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "jurisgraph needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing jurisgraph into $(VENV) (about 470 MB, a minute or two) ..."
	@$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Installing the tools for the tests ..."
	@$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

setup: $(VENV)/.dev ## make .venv with jurisgraph and the tools for its tests

demo: $(VENV)/.runtime ## build the graph of the seed documents and show what it holds
	@$(BIN)/kg build seeds/documents --store $(DEMO)/store --fresh -o $(DEMO)/graph.ttl
	@echo
	@echo "Which jurisdictions were served with subpoenas? (kg query subpoenas-by-jurisdiction)"
	@echo
	@$(BIN)/kg query subpoenas-by-jurisdiction --store $(DEMO)/store
	@echo
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

# Scores each set, so that all are shown, and remembers in $failed whether one of them fell.
define SCORES
	echo "== train"; \
	$(BIN)/kg evaluate tests/gold/train tests/gold/train $(RUN) $(ACCEPTED)/train.json || failed=1; \
	echo; echo "== dev"; \
	$(BIN)/kg evaluate tests/gold/dev tests/gold/dev $(RUN) $(ACCEPTED)/dev.json || failed=1; \
	echo; echo "== test (totals only: nobody is to know its texts)"; \
	$(BIN)/kg evaluate tests/gold/test tests/gold/test --totals-only $(RUN) $(ACCEPTED)/test.json || failed=1; \
	echo; echo "== digests of the seeds"; \
	$(BIN)/kg evaluate tests/gold/seed_digests.json seeds/documents $(RUN) $(ACCEPTED)/seed_digests.json || failed=1;
endef

evaluate: $(VENV)/.runtime ## score the texts of tests/gold; what was gained and lost since the accepted runs
	@failed=0; $(SCORES) exit $$failed

accept: ## keep the figures of make evaluate as the accepted ones
	@mkdir -p $(ACCEPTED)
	@$(MAKE) --no-print-directory evaluate ACCEPT=1

test: lint ## every check: lint, the tests, the scores against the accepted ones
	@failed=0; $(BIN)/pytest || failed=1; $(SCORES) exit $$failed

docs: $(VENV)/.runtime ## make docs/queries.md and its pages of the headers of the questions
	@$(BIN)/kg queries --pages docs --answers tests/queries/expected

# Every script of benchmarks/ that prints tables; BENCH names others, BENCH_OPTIONS what they are given.
BENCH ?= $(filter-out benchmarks/texts.py,$(wildcard benchmarks/*.py))

bench: $(VENV)/.runtime ## measure speed, memory and growth; BENCH=benchmarks/extraction.py BENCH_OPTIONS=--json
	@for script in $(BENCH); do \
	  [ -n "$(BENCH_OPTIONS)" ] || echo "== $$script"; $(BIN)/python $$script $(BENCH_OPTIONS) || exit 1; \
	done

clean: ## remove .venv, the demo's files and caches
	rm -rf $(VENV) $(DEMO) .kg build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
