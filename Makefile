# One-word commands. Each sets up what it needs: on a fresh Debian machine with Python 3.11,
# `make run` and `make test` are all there is to know.

PYTHON ?= python3
PORT ?= 8000
TORTURE := $(if $(SEED),--seed $(SEED)) $(if $(PART),--part $(PART)) $(if $(CLICKS),--clicks $(CLICKS)) \
	$(if $(STORY),--story $(STORY)) $(if $(TELL),--tell) $(if $(LONG),--long) \
	$(if $(EVENTS),--events $(EVENTS)) $(if $(PLANTED),--planted) $(if $(UNTIL),--until "$(UNTIL)") \
	$(if $(PAGE),--page $(PAGE))
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

# Every start of the function and the workbench would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test check unit documents pictures bench torture deploy live requirements clean

help:  ## these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/run  ## the workbench: Calendar and Chat in the browser, around the real function: [POLICY=policy.json]
	@$(BIN)/python -m workbench --port $(PORT) $(if $(POLICY),--policy "$(POLICY)")

demo: .venv/run  ## one person's morning, and a meeting to its records, played in the terminal
	@$(BIN)/python -m workbench.terminal

test: .venv/test .venv/chromium  ## everything that CI runs, side by side
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=line check unit

check: .venv/test  ## lint, types, generated documents, pins
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.documents --check
	$(BIN)/python -m tools.supply --check

ifdef T
unit: .venv/test .venv/chromium
	$(BIN)/python -W ignore -m pytest -n auto --dist worksteal $(T)
else
unit: .venv/test .venv/chromium  ## the tests, with branch coverage; a part without it: [T=tests/chat]
	@mkdir -p .cache
	$(BIN)/python -W ignore -m slipcover --json --out .cache/coverage.json \
		-m pytest -n auto --dist worksteal
	@$(BIN)/python -m slipcover --merge .cache/coverage.json --out .cache/coverage.json \
		--skip-covered --fail-under 95
endif

documents: .venv/test  ## write what is made from the code's tables: deployment.json, docs, texts
	$(BIN)/python -m tools.documents

pictures: .venv/test .venv/chromium  ## take the README's pictures, and one of every card's every state
	$(BIN)/python -m workbench.pictures
	$(BIN)/python -W ignore -m tests.pictures

bench: .venv/test  ## measure, with every Google call delayed by 100 ms: [WRITE=1] docs/figures.md
	$(BIN)/python -m bench $(if $(WRITE),--write)

torture: .venv/test  ## thousands of presses under faults, crashes, hostile input: [SEED=…] [LONG=1] [PAGE=docs/torture.md]
	@$(BIN)/python -W ignore -m torture $(TORTURE)

deploy: .venv/run  ## PROJECT=… REGION=… [POLICY=policy.json] [DRY_RUN=1]
	@$(BIN)/python -m tools.deploy

live: .venv/run  ## ask Google's APIs what sandbox/google/knobs.py leaves open: [TOKEN_FILE=…] [YES=1] [DRY_RUN=1]
	@$(BIN)/python -m tools.live

requirements: .venv/test  ## pin the newest of requirements/*.in, say what changes: [KEEP=1]
	@$(BIN)/python -m tools.supply $(if $(KEEP),--keep)
	@$(MAKE) --no-print-directory documents

clean:  ## remove what the other commands made
	rm -rf .venv .data .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each stamp says which files it was made from; pip is asked again only when they change.
.venv/run: requirements-sandbox.txt | .venv/bin/pip
	$(INSTALL) -r requirements-sandbox.txt
	@touch $@

.venv/test: requirements-dev.txt .venv/run
	$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; say which with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory debian PACKAGE=python3-venv
	$(PYTHON) -m venv .venv

# The browser that the workbench's tests drive.
.venv/chromium: | .venv/bin/pip
	@command -v chromium-headless-shell >/dev/null || \
		$(MAKE) --no-print-directory debian PACKAGE=chromium-headless-shell
	@touch $@

.PHONY: debian
debian:
	@echo "$(PACKAGE) is missing: installing Debian's package"
	$$( [ "$$(id -u)" = 0 ] || echo sudo ) sh -c 'apt-get update -qq && apt-get install -y -qq $(PACKAGE)'
