# Every target sets up what it needs in .venv; the second run finds it done.

BIN := .venv/bin
READY := .venv/ready
PYTEST := $(BIN)/python -m pytest
# One file stays on one core, so that what a file starts (a database) starts once.
CORES := -n auto --maxprocesses 8 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all docs-test lint types check bench bench-believe bench-simulate clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' \
		| awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: $(READY)  ## make .venv and install Yalu with its tools

$(READY): pyproject.toml .ci/setup
	@sh .ci/setup
	@touch $@

demo: $(READY)  ## the shipped casebook, read and assessed, offline: yalu-demo.html
	@$(BIN)/yalu demo

test: $(READY)  ## the fast tests, on all cores
	@$(PYTEST) -m "not slow" $(CORES)

test-all: $(READY)  ## every test, the slow ones too
	@$(PYTEST) $(CORES)

docs-test: $(READY)  ## run every block of README.md and docs/
	@$(PYTEST) tests/test_docs.py

lint: $(READY)  ## ruff: rules and format
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

types: $(READY)  ## mypy, strict
	@$(BIN)/python -m mypy

check: lint types test  ## lint, types and test: run before a commit

bench: $(READY)  ## documents read a second, beside other libraries, and kept a second
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/keeping.py

.venv/ready-bench: $(READY)
	@sh .ci/setup bench
	@touch $@

bench-believe: .venv/ready-bench  ## the belief on synthetic worlds, beside other ways: some minutes
	@$(BIN)/python bench/believing.py

bench-simulate: .venv/ready-bench  ## the twin's kernel beside SimPy, Ciw and C++: some minutes
	@$(BIN)/python bench/simulating.py

# Compiled in a copy: beside the sources it would go on standing for them when they change.
READER := $(filter-out %/__init__.py %/explain.py %/score.py, \
	$(wildcard src/yalu/read/*.py src/yalu/read/time/*.py))

compiled: $(READY)  ## build/compiled: Yalu with its reader in C; needs gcc and some minutes
	@rm -rf build/compiled && mkdir -p build/compiled && cp -R src/yalu build/compiled
	@cd build/compiled && ../../$(BIN)/mypyc --config-file=/dev/null --ignore-missing-imports \
		$(READER:src/%=%)

clean:  ## remove .venv, caches and what the demo wrote
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	@rm -f yalu-demo.db yalu-demo.db-shm yalu-demo.db-wal yalu-demo.html
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
