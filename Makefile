PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
AXE := $(VENV)/node/node_modules/axe-core/axe.min.js
# One BLAS thread: the matrices are small, and two workers share two cores.
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1

# The tests run in another order every time, which this number gives: make test SEED=17 repeats one.
SEED := $(or $(SEED),$(strip $(shell od -An -N2 -tu2 /dev/urandom)))
ORDER = --random-order-bucket=module --random-order-seed=$(SEED)

.PHONY: setup verify lock test lint soak bench browser-tools screenshots clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@

verify: setup
	$(VENV)/bin/certify duality examples/instances/*.json
	$(VENV)/bin/certify check proofs --locked --stored --summary

lock: setup
	$(VENV)/bin/certify check proofs --update-lock --store --summary

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

test: lint
	$(PY) -m pytest -n 2 --dist loadfile -m "not soak" $(ORDER)

soak: setup
	$(PY) -m pytest -m soak

bench: setup
	$(PY) -m benchmarks.duality
	$(PY) -m benchmarks.search
	$(PY) -m benchmarks.service

# What the tests of the page need beside the system's chromium.
browser-tools: $(AXE)

$(AXE): | $(STAMP)
	mkdir -p $(VENV)/node
	npm install --prefix $(VENV)/node --no-save --no-package-lock --no-audit --no-fund --silent axe-core@4.14.1

# All of out/screenshots, and the one that README.md shows.
screenshots: browser-tools
	CERTIFY_SCREENSHOT=docs/figures/service.png $(PY) -m pytest tests/browser

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
