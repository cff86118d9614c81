# Everything a newcomer needs; `make help` lists it. On Debian and Ubuntu, what is missing comes through apt.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
POST := samples/_posts/evening-class.md

# apt-get as root, through sudo otherwise; nothing is asked.
APT := $$([ "$$(id -u)" = 0 ] || echo sudo) env DEBIAN_FRONTEND=noninteractive apt-get

MATH_FONT := /usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf

# Installs packages by Debian's names, or says which are needed.
INSTALL = if command -v apt-get >/dev/null 2>&1; \
	then echo "Installing $(1) with apt-get"; $(APT) update -q && $(APT) install -qy --no-install-recommends $(1); \
	else echo "Please install (by Debian's names): $(1)" >&2; exit 1; fi

# Prints the first Python that is new enough; PYTHON=... overrules.
define FIND_PYTHON
for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	if command -v $$p >/dev/null 2>&1 && \
		$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; \
done
endef

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: system $(VENV)/.installed ## make .venv with a working .venv/bin/ocrquiz
	@echo "Ready: $(BIN)/ocrquiz --help"

.PHONY: demo
demo: system $(VENV)/.installed ## convert the samples into build/demo
	$(BIN)/ocrquiz convert $(POST) -o $(DEMO)

.PHONY: test
test: system browser $(VENV)/.developing ## run all tests
	$(BIN)/python -m pytest

.PHONY: stress
stress: system $(VENV)/.developing ## the long forms of tests: broken pictures, odd posts and pages by the thousand, kills
	$(BIN)/python -m pytest tests/faults tests/sources/test_any_post.py tests/parse/test_any_page.py --stress

.PHONY: lint
lint: $(VENV)/.developing ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(VENV)/.developing ## check the types
	$(BIN)/mypy

.PHONY: format
format: $(VENV)/.developing ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: schemas
schemas: $(VENV)/.installed ## renew schemas/ from the models
	$(BIN)/python -m ocrquiz.schema schemas

.PHONY: samples
samples: browser $(VENV)/.installed ## draw the samples anew
	@fc-list | grep -q 'Noto Sans CJK KR' && [ -e $(MATH_FONT) ] || $(call INSTALL,fonts-noto-cjk fonts-lmodern)
	$(BIN)/python -m samples.generator

.PHONY: pictures
pictures: system browser $(VENV)/.developing ## draw the README's pictures anew
	$(BIN)/python -m tools.pictures

.PHONY: bench
bench: system $(VENV)/.benching ## time, CPU and memory beside other programs; DATA=dir for its posts, GROW=37,370 copies
	$(BIN)/python tests/bench/bench.py $(DATA) $(POST) $(if $(GROW),--grow $(GROW))

.PHONY: accuracy
accuracy: system $(VENV)/.installed ## convert the posts below DATA=dir, compare with its labels/
	$(BIN)/python tests/bench/accuracy.py $(or $(DATA),samples)

.PHONY: clean
clean: ## remove what is built
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.benching: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[review,bench]' || \
		echo "RapidOCR cannot be installed; the others are compared without it."
	@touch $@

# Tesseract with English, and what `python -m venv` needs: looked for each time, installed when missing.
.PHONY: system
system:
	@set -e; python=$$($(FIND_PYTHON)); packages=""; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed, and none was found (name one with PYTHON=...)." >&2; \
		echo "Debian, Ubuntu: sudo apt-get install python3 python3-venv" >&2; \
		echo "Ubuntu 22.04:   sudo apt-get install python3.11 python3.11-venv" >&2; exit 1; fi; \
	[ -x $(BIN)/python ] || $$python -c 'import ensurepip, venv' 2>/dev/null || \
		packages="$$(basename $$python)-venv"; \
	if ! command -v tesseract >/dev/null 2>&1 || ! tesseract --list-langs 2>/dev/null | grep -qx eng; then \
		packages="$$packages tesseract-ocr tesseract-ocr-eng"; fi; \
	[ -n "$$packages" ] || exit 0; \
	if command -v apt-get >/dev/null 2>&1; then \
		echo "Installing$$(printf ' %s' $$packages) with apt-get"; \
		$(APT) update -q && $(APT) install -qy --no-install-recommends $$packages; \
	elif command -v brew >/dev/null 2>&1; then echo "Please run: brew install tesseract" >&2; exit 1; \
	elif command -v dnf >/dev/null 2>&1; then \
		echo "Please run: sudo dnf install tesseract tesseract-langpack-eng" >&2; exit 1; \
	elif command -v pacman >/dev/null 2>&1; then \
		echo "Please run: sudo pacman -S tesseract tesseract-data-eng" >&2; exit 1; \
	else echo "Please install Tesseract with its English language pack." >&2; exit 1; fi

# Chromium draws the samples and the README's pictures, and the pages are tested in it.
.PHONY: browser
browser:
	@for name in chromium chromium-browser google-chrome; do ! command -v $$name || exit 0; done >/dev/null 2>&1; \
	$(call INSTALL,chromium fontconfig fonts-liberation fonts-dejavu-core)

# A virtual environment without pip is one that broke off half way: begin again.
$(BIN)/python: | system
	@set -e; python=$$($(FIND_PYTHON)); \
	[ -x $(BIN)/pip ] || { rm -rf $(VENV); $$python -m venv $(VENV); }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[review]'
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[review,dev]'
	@touch $@ $(VENV)/.installed
