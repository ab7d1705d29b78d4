# The two commands of the README, and what they are made of. Everything goes into .venv.
PYTHON ?= python3
STORE  ?= demo/graph

BIN := .venv/bin

.PHONY: demo test check docs sbom bench quick coverage system clean

# Sets up, checks and loads the seeds, asks on two days, and draws a picture.
demo: .venv/installed
	$(BIN)/graphkit check seeds
	$(BIN)/graphkit load seeds --store $(STORE)
	$(BIN)/graphkit ask who-builds-on-whose-licence --store $(STORE) > demo/today.txt
	@echo "Today's answer, to the whole of the seeds, is in demo/today.txt. NIO, as of 2023-12-10:"
	$(BIN)/graphkit ask who-builds-on-whose-licence NIO --as-of 2023-12-10 --store $(STORE)
	$(BIN)/graphkit why NIO --as-of 2023-12-10 --store $(STORE) > demo/why-nio.txt
	$(BIN)/graphkit show NIO --as-of 2023-12-10 --store $(STORE) -o demo/nio.html
	@echo "The sources are in demo/why-nio.txt; open demo/nio.html in a browser."

# Sets up, and runs every test and check.
test: system .venv/installed-dev check
	$(BIN)/pytest -n auto --dist loadgroup --durations=25

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The site, in build/site.
docs: .venv/installed-dev
	$(BIN)/python -m sphinx -W -q docs build/site

# A bill of materials of what graphkit needs, in build/sbom.json.
sbom: .venv/installed-dev
	rm -rf build/sbom && $(BIN)/uv venv -q build/sbom && $(BIN)/uv pip install -q --python build/sbom .
	$(BIN)/cyclonedx-py environment --output-reproducible -o build/sbom.json build/sbom

# Every benchmark at small sizes; its figures in build/bench.
bench: system .venv/installed-dev explorer/node_modules
	$(BIN)/python benchmarks/all.py build/bench

# The tests that take seconds.
quick: .venv/installed-dev
	$(BIN)/pytest -q -m "not slow and not browser"

# The lines and branches that the quick tests reach; what only a server or a browser reaches is told as missed.
coverage: .venv/installed-dev
	$(BIN)/pytest -q -n auto --dist loadgroup -m "not slow and not browser" --cov --cov-report=term

# Chromium with Chinese fonts, Node, a JDK and Maven for the tests, where this machine can install them.
system:
	@sh tests/system-packages

.venv/bin/python:
	$(PYTHON) -m venv .venv

# What is never imported need not be compiled: half the time of the installation.
.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing graphkit and what it needs; nothing is shown for half a minute, or while packages are fetched."
	$(BIN)/python -m pip install --quiet --no-compile --editable .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ .venv/installed

explorer/node_modules: explorer/package-lock.json
	cd explorer && npm ci --no-audit --no-fund
	@touch $@

clean:
	rm -rf .venv demo dist build artefacts .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
