# The set-up lives in .venv/ of this checkout; every target below makes it when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PHOTOGRAPHS := $(VENV)/.photographs
VOICE := $(VENV)/.voice

.PHONY: demo test golden check fix bench bench-full messages clean

demo: $(READY)  ## render the sample daily with the embedded voice
	$(BIN)/bulletin render scripts/daily/2026-11-22.md

test: check $(VOICE)  ## the whole suite
	$(BIN)/pytest -n 2 --dist worksteal -rs

golden: $(READY)  ## draw anew the pictures that plates are compared with; review them as a change
	$(BIN)/pytest -q tests/brand/test_goldens.py --golden

check: $(READY)  ## lint and types; writes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(READY)  ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(PHOTOGRAPHS)  ## measure, as ratios, into out/bench.json and out/bench.md
	$(BIN)/python -m tests.benchmarks.bench

bench-full: $(PHOTOGRAPHS)  ## the same with a quarter of an hour and a cluster on this machine
	$(BIN)/python -m tests.benchmarks.bench --full

messages: $(READY)  ## take new messages into the Vietnamese catalogue and compile it
	mkdir -p build
	$(BIN)/pybabel -q extract --no-location --sort-output --no-default-keywords -k say -o build/messages.pot bulletin cli.py
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --width 120 -D bulletin -l vi -i build/messages.pot -d bulletin/locale
	$(BIN)/pybabel -q compile -D bulletin -l vi -d bulletin/locale

clean:  ## remove what was made (not the set-up)
	rm -rf out .store build *.egg-info

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Cần Python 3.11 trở lên. / Python 3.11 or newer is needed.'; exit 69; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'Thiếu gói python3-venv (Debian: apt install python3-venv). / The package python3-venv is missing.'; exit 69; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VOICE): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

$(PHOTOGRAPHS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@
