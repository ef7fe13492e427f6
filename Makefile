# Everything a contributor or CI does. Needs Python 3.11 or newer, make and git; the rest is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check fix install install-peers clean

demo: $(READY)  ## run the bundled consultation end to end
	@$(BIN)/underheard demo

test: $(READY)  ## all tests; those that need a browser are skipped by name where there is none
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadfile

check: $(READY)  ## what CI runs before the tests: format, lint, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

fix: $(READY)  ## format, and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

install: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Underheard needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3."; exit 1; }
	@echo "Installing into .venv: a few minutes, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable .
	@touch $@

install-peers:  ## the other tools of the benchmark, in .venv-peers: some need other versions than Underheard does
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	@.venv-peers/bin/python -m pip install --quiet --constraint benchmarks/peers-constraints.txt --group peers
	@.venv-peers/bin/python -m pip install --quiet --no-deps fastopic==1.0.1

clean:  ## remove everything that can be made again
	rm -rf .venv .venv-peers underheard-output .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
