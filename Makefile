# One-word commands. Each sets up what it needs: on a fresh Debian machine with Python 3.11,
# `make run` and `make test` are all there is to know.

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin

.PHONY: run demo test check unit documents bench deploy clean

run: .venv/run  ## play one person's morning, then keep the function and the stand-in running
	@$(BIN)/python -m sandbox.play --port $(PORT) --keep-running

demo: .venv/run  ## the same, ending after the play
	@$(BIN)/python -m sandbox.play --port 0

test: check unit  ## everything that CI runs

check: .venv/test  ## lint, types, generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.documents --check

unit: .venv/test  ## the tests, with branch coverage of addon/ and cards/
	$(BIN)/pytest -n auto --cov --cov-report=term

documents: .venv/test  ## write what is made from the code's tables: deployment.json, README, texts
	$(BIN)/python -m tools.documents

bench: .venv/test  ## measure, with every Google call delayed by 100 ms
	$(BIN)/python -m bench

deploy: .venv/run  ## PROJECT=… REGION=… [DRY_RUN=1]
	@$(BIN)/python -m tools.deploy

clean:  ## remove what the other commands made
	rm -rf .venv .data .cache .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each stamp says which files it was made from; pip is asked again only when they change.
.venv/run: requirements.txt requirements-sandbox.txt constraints.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-sandbox.txt
	@touch $@

.venv/test: requirements-dev.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; say which with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	$(PYTHON) -m venv .venv

.PHONY: venv-package
venv-package:
	@echo "Python's venv module is missing: installing Debian's package"
	$$( [ "$$(id -u)" = 0 ] || echo sudo ) sh -c 'apt-get update -qq && apt-get install -y -qq python3-venv'
