# What contributors and CI call. Everything a step needs is installed by the step itself.
PYTHON ?= python3
BIN := .venv/bin
# For two cores: a good part of the tests waits for processes that start, and for time to go by.
WORKERS ?= 4

.PHONY: setup dev browser demo demo-fresh test lint check fix bench year lock clean

setup: .venv/run.stamp

dev: .venv/dev.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "The virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# A real browser and Chinese fonts for the browser tests; Debian's, since wheels bring none.
browser:
	@sh tests/support/install_browser.sh

demo: setup
	@$(BIN)/jiedui demo

demo-fresh: setup
	@rm -rf var/demo
	@$(BIN)/jiedui demo

test: dev browser
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --skip-covered --skip-empty --fail-under=90
	$(BIN)/coverage report --skip-covered --skip-empty --include='duty/*,language/*' --fail-under=100

lint: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# A bare machine fetches the browser while it installs the packages and checks the types.
check:
	@$(MAKE) --no-print-directory -j 2 lint browser
	@$(MAKE) --no-print-directory test

fix: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev
	@$(BIN)/jiedui bench

# A year of 200 teachers and 1500 pairings through the running product, audited; the page that it writes is kept.
year: dev
	@$(BIN)/python -m tests.support.year --out docs/year.md

# Pins every package with its hashes; needs `uv` on the path. No registry address is written.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-strip-extras pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev pyproject.toml requirements/build.in -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
