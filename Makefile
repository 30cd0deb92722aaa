# Two commands do all the set-up: `make demo` and `make test`. They need Python >= 3.11 with venv, and make.
# Every path is quoted: a checkout may lie in a folder with a space in its name.

PYTHON ?= python3
PORT ?= 8000
KILLS ?= 200
CALLS ?= 10000
SEEDS ?= 20
# By which seed a quarter is lived, and how many days it has.
SEED ?= 1
DAYS ?= 92
# Whose turn it is of the stories that are told again: others with each commit. 1/1 tells all.
AGAIN ?= $(shell expr "$$(git rev-list --count HEAD 2>/dev/null || echo 0)" % 12 + 1)/12
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

# Modules are compiled once, also where the environment forbids to keep that: half a second for each
# process that is started, and three for each that loads all tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lint types contracts drills mutants calls weeks quarter pictures bench api-fuzz audit sbom clean

demo: $(READY)
	@"$(BIN)/python" -m advice_line.cli demo --port "$(PORT)"

test: $(READY)
	@"$(BIN)/python" -m pytest -n 2 --dist loadfile -q --again "$(AGAIN)"

check: $(READY) lint types contracts test

lint: $(READY)
	"$(BIN)/python" -m ruff check .
	"$(BIN)/python" -m ruff format --check .
	"$(BIN)/bandit" -q -c pyproject.toml -r advice_line integrations rota

types: $(READY)
	"$(BIN)/python" -m mypy

contracts: $(READY)
	"$(BIN)/lint-imports" --no-cache

drills: $(READY)
	"$(BIN)/python" -m tests.drills --kills "$(KILLS)"

mutants: $(READY)
	"$(BIN)/python" -m tests.mutants $(if $(SHARE),--share "$(SHARE)")

calls: $(READY)
	"$(BIN)/python" -m tests.weeks.any_calls --calls "$(CALLS)"

weeks: $(READY)
	"$(BIN)/python" -m tests.weeks --seeds "$(SEEDS)"

# Every measure of the audit beside what truly happened, from 1 October to 31 December, on both
# databases, the second time with all that networks do to us.
quarter: $(READY)
	QUARTER_DAYS="$(DAYS)" QUARTER_SEED="$(SEED)" "$(BIN)/python" -m pytest -q -n 2 --again 1/1 --show-capture=no tests/audit/test_truth.py

pictures: $(READY)
	"$(BIN)/python" -m tests.browser

# What the API says of itself, tried a hundred times as often as in the suite.
api-fuzz: $(READY)
	API_EXAMPLES=600 "$(BIN)/python" -m pytest -q -n0 tests/api/test_openapi.py tests/api/test_openapi_by_role.py

bench: $(READY)
	"$(BIN)/python" -m benchmarks
	"$(BIN)/python" -m benchmarks.rota
	"$(BIN)/python" -m benchmarks.phone
	"$(BIN)/python" -m benchmarks.desk_list
	"$(BIN)/python" -m benchmarks.guidance_search
	"$(BIN)/python" -m benchmarks.phone_lookup
	"$(BIN)/python" -m benchmarks.authorisation
	"$(BIN)/python" -m benchmarks.slack
	"$(BIN)/python" -m benchmarks.sweep
	"$(BIN)/python" -m benchmarks.trail

# Whether any library that is pinned is known to be faulty: 3 where nobody could be asked.
audit: $(READY)
	"$(BIN)/python" -m tests.house.supply_chain audit

# All that is pinned and all that browsers are sent, as CycloneDX.
sbom: $(READY)
	"$(BIN)/python" -m tests.house.supply_chain sbom dist/advice-line.cdx.json

# The lock is hash-pinned and names no host. pip refuses hashes with `-e .`, hence the second step.
$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Advice Line needs Python 3.11 or newer; set PYTHON=python3.11 or newer."; exit 1; }
	@test -x "$(BIN)/python" || "$(PYTHON)" -m venv "$(VENV)"
	@echo "Installing what Advice Line needs into $(VENV) (once)"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch "$(READY)"

clean:
	rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .hypothesis
