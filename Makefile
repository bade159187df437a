# Everything one does with a clone. `make` alone lists it. Nothing here asks a question.
#   PYTHON=python3.12   the interpreter to make .venv with (default: the first 3.11 or later on the PATH)
#   REPORTS=path        what `make demo` audits (default: the fictional reports in demo/reports)
#   ARGS="-k script"    further arguments to pytest
#   SECONDS=600         how long `make fuzz` goes on

SHELL := /bin/sh
PYTHON ?=
REPORTS ?= demo/reports
ARGS ?=
SECONDS ?= 120
export PYTHON REPORTS
PY := .venv/bin/python
MINGBAI := .venv/bin/mingbai
PAGE := build/demo/audit.html
# Whatever the environment says, modules are compiled once and not by each process of each run: of a run, thirty seconds.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help setup system system-needed demo test test-deep test-pythons test-postgres faults lint audit check bench fuzz docs messages format lock clean

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup:  ## make .venv, with everything in it, when it is not up to date
	@sh scripts/venv.sh .venv requirements.lock project
	@$(PY) scripts/messages.py compile

system:  ## install the system packages for PDF, for all tests and for legacy .doc (apt)
	@sh scripts/system.sh all

system-needed:
	@sh scripts/system.sh needed

demo: setup  ## audit fictional reports, or REPORTS=path, as a page; then a fictional office to work in
	@[ -e "$$REPORTS" ] || { printf 'REPORTS=%s: there is no such file or folder\n' "$$REPORTS" >&2; exit 2; }
	@mkdir -p build/demo && rm -f $(PAGE)
	@code=0; $(MINGBAI) report audit "$$REPORTS" --progress || code=$$?; \
	[ $$code -le 2 ] || exit $$code; \
	$(MINGBAI) report audit "$$REPORTS" --format html --output $(PAGE) --quiet --no-progress 2>build/demo/page.log || :; \
	if [ -f $(PAGE) ]; then printf '\nThe same findings as a page 同样的结果，网页版: %s/%s\n' "$$(pwd)" $(PAGE); \
	else cat build/demo/page.log >&2; exit 2; fi; \
	if [ $$code -eq 2 ]; then printf 'Some of %s could not be read: see above (exit 2)\n' "$$REPORTS" >&2; exit 2; fi
	@printf '\nA running office 一个可以试用的机关\n\n'
	@$(MINGBAI) demo --home build/demo/office $$([ -t 0 ] && [ -t 1 ] || echo --no-serve)

test: setup system-needed  ## run the tests (a few minutes)
	$(PYTEST) $(ARGS)

test-deep: setup system-needed  ## run the property tests with thousands of examples, and hostile input (longer)
	$(PYTEST) -m "deep or slow" $(ARGS)

test-pythons: setup  ## run the tests of the law on the other Pythons that are here (3.11, 3.12, 3.13)
	@for version in 3.11 3.12 3.13; do \
		[ "$$($(PY) -c 'import sys; print("%d.%d" % sys.version_info[:2])')" != $$version ] || continue; \
		if python$$version -c '' 2>/dev/null; then \
			PYTHON=python$$version sh scripts/venv.sh .venv-$$version requirements.lock || exit 1; \
			echo "Python $$version"; .venv-$$version/bin/python -m pytest -q -n auto --maxprocesses 4 tests/core/law || exit 1; \
		else echo "Python $$version is not here: left out"; fi; done

test-postgres: setup  ## run the platform's tests on a private PostgreSQL, started and stopped for them; kill real processes on it
	@sh scripts/system.sh database
	@code=0; sh scripts/postgres.sh sh -c '$(PYTEST) tests/web $(ARGS) && $(PYTEST) -m slow tests/web/faults' || code=$$?; \
	[ $$code -ne 3 ] || { echo "Left out: there is no PostgreSQL here."; exit 0; }; exit $$code

faults: setup  ## kill 200 real processes at every point where it could hurt, on SQLite and PostgreSQL, and count what is left
	MINGBAI_REAL_KILLS=200 $(PY) -m pytest -o faulthandler_timeout=1200 -m "slow or not slow" tests/web/faults $(ARGS)
	@code=0; MINGBAI_REAL_KILLS=200 sh scripts/postgres.sh $(PY) -m pytest -o faulthandler_timeout=1200 -m "slow or not slow" tests/web/faults $(ARGS) || code=$$?; \
	[ $$code -ne 3 ] || { echo "Left out: there is no PostgreSQL here."; exit 0; }; exit $$code

lint: setup  ## format, lint, types, import directions, generated docs, known vulnerabilities: all of check but the tests
	@failed=0; run() { printf '%s\n' "$$*"; "$$@" || failed=1; }; \
	run $(PY) -m ruff format --check --output-format concise .; \
	run $(PY) -m ruff check --output-format concise .; \
	run $(PY) -m mypy; \
	run .venv/bin/lint-imports --no-logo; \
	run $(PY) docs/generate.py --check; \
	run $(PY) scripts/audit.py; \
	exit $$failed

audit: setup  ## ask whether anything in requirements.lock has known vulnerabilities; part of lint
	@$(PY) scripts/audit.py

check: lint test  ## everything that must hold before a change goes in

bench: setup  ## measure speed and memory, beside other extractors, and write docs/reference
	@sh scripts/venv.sh .venv-bench requirements-bench.lock
	PYTHONPATH=src .venv-bench/bin/python bench/run.py $(ARGS)

fuzz: setup  ## fuzz reading and audit for two minutes, guided by coverage (SECONDS=n)
	@sh scripts/venv.sh .venv-fuzz requirements-fuzz.lock
	@mkdir -p build/fuzz/corpus
	PYTHONPATH=src .venv-fuzz/bin/python tests/fuzz/reading.py -max_total_time=$(SECONDS) -max_len=20000 \
		-artifact_prefix=build/fuzz/ build/fuzz/corpus

docs: setup  ## write the generated reference pages anew
	$(PY) docs/generate.py

messages: setup  ## collect the sentences of the pages for translation, and compile their English
	@$(PY) scripts/messages.py collect

format: setup  ## put the code in the house format
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

lock: setup  ## write the locks anew from pyproject.toml
	.venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra parquet --extra web --group dev -o requirements.lock
	.venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra parquet --extra bench -o requirements-bench.lock
	.venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra fuzz -o requirements-fuzz.lock
	.venv/bin/uv pip compile --group audit --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -o requirements-audit.lock

clean:  ## remove everything that was made
	rm -rf build dist .venv .venv-bench .venv-fuzz .venv-audit .venv-3.1? .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs bench demo -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || :
