# Everything a newcomer needs: `make demo` and `make test`.
# Only Python 3.11 or newer and make have to be there; the rest is put in .venv.

PYTHON ?= python3
PYTEST_WORKERS ?= 2
PYTEST_ARGS ?=
RACE_ARGS ?=
SYMBOLIC_ARGS ?=
MUTANTS ?=

VENV := .venv
BIN := $(VENV)/bin
LOCK := bootstrap.lock requirements.lock
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format coverage wheel-test \
	test-all-pythons race bench stories gallery explore lock clean

help: ## Say what each target does.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-18s %s\n", $$1, $$2 }'

setup: $(VENV)/project.stamp ## Make .venv with everything pinned (done for you).

demo: setup ## Show the credits at work, in the terminal.
	@$(BIN)/credits demo

test: setup ## Run the whole test suite, real PostgreSQL included.
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

check: setup ## Run the formatter, the linter, both type checkers, the import rules.
	@failed=; for tool in "ruff format --check --quiet ." "ruff check --quiet ." \
		mypy pyright "lint-imports --no-logo"; do \
		echo "- $$tool"; $(BIN)/$$tool || failed="$$failed, $$tool"; \
	done; \
	if [ -n "$$failed" ]; then echo "Failed: $${failed#, }"; exit 1; fi

format: setup ## Put the code into its one form.
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

coverage: setup ## Measure the branches of the core that its tests take.
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) tests/core tests/docs tests/hard_cases \
		--cov --cov-report=term-missing:skip-covered $(PYTEST_ARGS)

test-all-pythons: setup ## Test the built wheel, bare, on each Python found.
	@.ci/wheel-test

.PHONY: mutants
mutants: setup ## Run mutmut on a copy of the core (hours; it can be stopped).
	@.ci/mutants $(MUTANTS)

.PHONY: symbolic
symbolic: setup ## Work through sums and scripts with symbols for amounts.
	@$(BIN)/python -m tests.symbolic $(SYMBOLIC_ARGS)

FAULTS := $(BIN)/python -m credits_testkit.faults
SUBJECTS := tests.testkit.faults.sql_subjects

.PHONY: crash-walk
crash-walk: setup ## Strike each command down at each point, in each way (hours).
	@$(FAULTS) walk $(SUBJECTS):sqlite $(SUBJECTS):postgresql $(CRASH_ARGS)

.PHONY: crash-load
crash-load: setup ## Kill writers and servers in mid-load, and cut logs (minutes).
	@$(FAULTS) kill $(SUBJECTS):sqlite $(SUBJECTS):postgresql
	@$(FAULTS) kill-server $(SUBJECTS):killable_postgresql
	@$(FAULTS) wal $(SUBJECTS):sqlite

explore: setup ## Tell every story of six moves in a tiny world (minutes).
	@$(BIN)/python -m credits_testkit.explorer --depth 6 --processes $(PYTEST_WORKERS)

LEDGERS ?= credits_memory:MemoryLedgers
LOCKSTEP_ARGS ?= --commands 1000000 --seed 7 --processes 2

.PHONY: lockstep
lockstep: setup ## Give two desks a million commands each and compare them (an hour).
	@$(BIN)/python -m credits_testkit.machine --ledgers $(LEDGERS) \
		--reference credits_memory:MemoryLedgers $(LOCKSTEP_ARGS)

gallery: setup ## Try every bug of the gallery and print what catches it.
	@$(BIN)/python -m credits_testkit.gallery

race: setup ## Race processes at real databases for some minutes, and judge it.
	@$(BIN)/python -m tests.testkit.races.deep $(RACE_ARGS)

SCHEDULES_ARGS ?= 2
SOAK_ARGS ?= 10000 1

.PHONY: sync-schedules
sync-schedules: setup ## Tell all schedules of two faults of the QBO exchange (an hour).
	@$(BIN)/python -m tests.adapters.qbo.schedules $(SCHEDULES_ARGS)

.PHONY: sync-soak
sync-soak: setup ## Let two workers of the QBO exchange run under kills (half an hour).
	@$(BIN)/python -m tests.adapters.qbo.soak $(SOAK_ARGS)

bench: setup ## Run the benchmarks and print their tables.
	@$(BIN)/python -m benchmarks

stories: setup ## Play every story of the pages, in memory.
	@$(BIN)/python -m credits_testkit.stories docs/stories

lock: setup ## Pin the newest versions that the requirements allow.
	@echo uv | $(COMPILE) --upgrade - --output-file bootstrap.lock
	@$(COMPILE) --upgrade pyproject.toml --all-extras --group dev \
		--output-file requirements.lock
	@$(COMPILE) --upgrade pyproject.toml --group bare \
		--constraint requirements.lock --output-file bare.lock

clean: ## Remove .venv and all that was built or cached.
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache \
		.hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/project.stamp: $(VENV)/locked.stamp pyproject.toml
	@.ci/install $(VENV) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/locked.stamp: $(LOCK)
	@PYTHON="$(PYTHON)" .ci/environment $(VENV)
	@.ci/install $(VENV) --require-hashes --requirement requirements.lock
	@touch $@
