# make run        KPM on this machine: demo, web server, worker (LAN=1, PORT=8000, WORKERS=2)
# make test       all tests, on SQLite and on PostgreSQL
# make bench      what it costs, measured on a PostgreSQL of its own (ARGS="100 1000")
# make nightly    the random villages with thousands of examples each; a large crowd
# make mutants    small faults in the rules: does a test notice? writes docs/mutants.md
# make lint       style, templates, types, migrations
# make lock       pin the requirements anew
# A single test: make test-sqlite ARGS="tests/households -k growth"

SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip -qq --disable-pip-version-check

# Command names that may be a Python; the first that is 3.11 or newer and can make a
# virtual environment is taken (a name may be a shim that leads to an older one).
CANDIDATES := python3.13 python3.12 python3.11 python3.14 python3 python /usr/bin/python3
ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
NO_PYTHON := KPM memerlukan Python 3.11 atau lebih baru dengan venv \
(KPM needs Python >= 3.11 with venv; on Debian: apt-get install python3-venv)

.PHONY: run test test-sqlite test-postgres nightly mutants bench lint lock clean

run: $(VENV)/.local
	@exec $(PYTHON) -m kpm.local

test: test-sqlite test-postgres

test-sqlite: $(VENV)/.dev
	$(PYTHON) -m tests.servers sqlite $(ARGS)

test-postgres: $(VENV)/.dev
	$(PYTHON) -m tests.servers postgres $(ARGS)

# Whatever is calculated twice, or must add up, on villages drawn at random.
RANDOM_VILLAGES := $(addprefix tests/scorecard/test_,readings_agree.py third_reading.py \
  rule_sets.py filters.py convergence.py)

nightly: $(VENV)/.dev
	EXAMPLES=nightly $(PYTHON) -m tests.servers sqlite $(RANDOM_VILLAGES) $(ARGS)
	EXAMPLES=nightly $(PYTHON) -m tests.servers postgres tests/scorecard/test_crowd.py -n0

mutants: $(VENV)/.dev
	WORKERS=2 $(PYTHON) -m tests.mutation

bench: $(VENV)/.dev
	$(PYTHON) -m bench $(ARGS)

lint: $(VENV)/.dev
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/djlint --quiet --lint templates
	$(VENV)/bin/mypy
	$(PYTHON) manage.py makemigrations --check --dry-run

lock: $(VENV)/bin/python
	$(PIP) install uv
	for name in requirements requirements-local requirements-dev; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/uv pip compile --quiet \
	    --universal --python-version 3.11 --generate-hashes --upgrade \
	    --no-emit-index-url --no-emit-find-links -o $$name.txt $$name.in || exit 1; \
	done

clean:
	rm -rf $(VENV) var

$(VENV)/.local: requirements-local.txt | $(VENV)/bin/python
	@echo "Memasang pustaka (installing) …"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Memasang pustaka dan alat uji (installing, with the test tools) …"
	@$(PIP) install --require-hashes -r $<
	@touch $@ $(VENV)/.local

$(VENV)/bin/python:
	@for name in $(CANDIDATES); do \
	  if "$$name" -c '$(ENOUGH)' 2>/dev/null; then \
	    exec "$$name" -m venv $(VENV); \
	  fi; \
	done; \
	echo "$(NO_PYTHON)" >&2; exit 1
