# Right Help. `make run` serves a demonstration; `make test` runs every test. Both work as the first command.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
STATIC := righthelp/design_system/static/built
SCSS := $(wildcard righthelp/design_system/scss/*.scss)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run install test check bench requirements

run: install
	@RIGHTHELP_MODE=demo exec $(BIN)/righthelp serve --demo --port $(PORT)

install: $(VENV)/.installed $(STATIC)/righthelp.css

$(BIN)/python:
	@echo "Right Help: making the environment"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Right Help needs Python 3.11 or later; try make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Right Help: installing Python packages (about a minute the first time)"
	@$(PIP) -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.tested: requirements/test.txt $(VENV)/.installed
	@echo "Right Help: installing test packages"
	@$(PIP) -r requirements/test.txt
	@touch $@

$(STATIC)/righthelp.css: package-lock.json $(SCSS) | $(VENV)/.installed
	@echo "Right Help: building the front end"
	@npm ci --omit=dev --omit=optional --ignore-scripts --silent
	@mkdir -p $(STATIC)
	@cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js $(STATIC)/
	@$(BIN)/python -m righthelp.files.fonts node_modules
	@node node_modules/sass/sass.js --quiet-deps --no-source-map --style=compressed --load-path=node_modules \
		righthelp/design_system/scss/righthelp.scss $(STATIC)/righthelp.css

# axe, which looks every page over for accessibility; users never get it
node_modules/axe-core/axe.min.js: package-lock.json | $(STATIC)/righthelp.css
	@npm ci --omit=optional --ignore-scripts --silent
	@touch $@

test: install $(VENV)/.tested node_modules/axe-core/axe.min.js
	@$(BIN)/python -m tests.run

check: install $(VENV)/.tested
	@echo "Right Help: format and lint" && ruff format --check . && ruff check .
	@echo "Right Help: types" && mypy righthelp tests
	@echo "Right Help: floors" && lint-imports --no-logo

$(VENV)/.benched: requirements/bench.txt $(VENV)/.tested
	@echo "Right Help: installing what the bench compares with"
	@$(PIP) -r requirements/bench.txt
	@touch $@

bench: install $(VENV)/.benched
	@RIGHTHELP_MODE=demo $(BIN)/python -m tests.bench

requirements: install
	@$(BIN)/python -m tests.requirements

