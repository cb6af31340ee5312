# Two commands do everything: make ask Q="…" and make test. `make` alone lists the rest.

# The question is data. It is taken over as typed, before anything can expand it, and reaches the
# program through the environment, so quotes, dollar signs and backticks in it stay characters.
override Q := $(value Q)
export Q

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
QUIET  := --quiet --quiet --disable-pip-version-check
PIP    := $(BIN)/python -m pip $(QUIET)

# A stamp is written when its step has succeeded; a step cut off half-way is done again. The index
# needs none: `qa build` writes its manifest last, and swaps the whole folder in at the end.
RUNTIME := $(VENV)/.installed-runtime
DEV     := $(VENV)/.installed-dev
PEERS   := .venv-peers/.installed
NODE    := qa/widget/node_modules/.installed
INDEX   := $(or $(QA_INDEX),index)/current/manifest.json

LOCKED       := pyproject.toml constraints.txt
INDEX_INPUTS := $(shell find '$(or $(QA_CORPUS),corpus)' -mindepth 1 ! -name README.md) \
                $(shell find $(addprefix qa/,types dutch letter model store) -name '*.py' -o -name '*.toml') \
                $(wildcard qa/*.py)

.DEFAULT_GOAL := help
.PRECIOUS: $(INDEX)
.PHONY: help ask question build serve demo eval bench test test-milvus fuzz lint node widget screenshots format lock sbom clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

ask: question $(INDEX) ## Answer a question: make ask Q="Hoeveel overvallen waren er in 2019?"
	@$(BIN)/qa ask -- "$$Q"

build: $(INDEX) ## Build the index from corpus/, where it is older than its inputs

serve: $(INDEX) ## Serve the HTTP interface on this machine
	@$(BIN)/qa serve

DEMO_SERVICE := http://127.0.0.1:8084
DEMO_HOST    := 8085

demo: $(INDEX) ## Serve the pages, and an example intranet page that embeds the widget
	@$(BIN)/python docs/demo/serve.py $(DEMO_SERVICE) $(DEMO_HOST) & host=$$!; \
	trap 'kill $$host' EXIT; trap 'exit 0' INT TERM; \
	QA_PORT=8084 QA_CORS=http://127.0.0.1:$(DEMO_HOST) $(BIN)/qa serve

eval: $(INDEX) ## Measure the answers on the gold questions
	@$(BIN)/qa eval

bench: $(DEV) $(INDEX) $(PEERS) ## Measure speed, passages found against other libraries, and growth
	@$(BIN)/python tests/bench/bench_questions.py
	@$(BIN)/python -m tests.bench.bench_peers
	@$(BIN)/python -m tests.bench.growth.bench_growth

# A file of tests stays in one process, which starts its servers and browsers once. In their own
# order, in which those that take longest come first.
TOGETHER := --numprocesses=2 --dist=loadfile --no-loadscope-reorder

# A developer sees each failure at once; .ci/run asks for one second try.
RERUNS ?= 0

test: export PYTHONDONTWRITEBYTECODE := # what is compiled is kept: `qa` is started hundreds of times
test: lint $(INDEX) node ## Run all checks: lint, format, types, tests
	$(BIN)/python -m pytest $(TOGETHER) --durations=20 --reruns=$(RERUNS)

# What answers, on Milvus Lite instead of files; those of Milvus itself are in `make test` too.
ANSWERING := tests/store/milvus tests/api/test_milvus.py tests/store/test_within.py tests/gate tests/question \
             tests/evaluate tests/recompute tests/wire tests/say tests/letters

test-milvus: $(DEV) ## Run the tests of answers on Milvus
	TESTED_ENGINE=milvus $(BIN)/python -m pytest $(TOGETHER) $(ANSWERING)

# Chosen once, and shown with the command.
SEED := $(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom | tr -d ' '))

fuzz: $(DEV) $(INDEX) ## Search freely for what breaks a law; SEED=… searches there again
	$(BIN)/python -m pytest $(TOGETHER) -m hypothesis --hypothesis-profile=fuzz --hypothesis-seed=$(SEED)

node: ## Fetch what builds and checks the widget; without npm its own tests are skipped
	@command -v npm >/dev/null && $(MAKE) --no-print-directory $(NODE) || \
	echo "No npm, or no packages: the widget is tested as it was built, not built anew." >&2

widget: $(NODE) ## Build the widget anew (needs Node 20 and npm)
	@npm --prefix qa/widget run --silent build

screenshots: $(DEV) $(INDEX) ## Draw docs/screenshots anew (needs chromium)
	@$(BIN)/python -m tests.browser.screenshots

lint: $(DEV) ## Run the checks that need no index: ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV) ## Put the code in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Renew constraints.txt from a fresh environment
	@set -eu; fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	echo "Resolving the newest allowed versions in a fresh environment (minutes) …" >&2; \
	$(PYTHON) -m venv "$$fresh"; \
	"$$fresh/bin/python" -m pip --quiet --quiet --disable-pip-version-check install '.[dev]'; \
	{ sed -n '/^#/p' constraints.txt; \
	  "$$fresh/bin/python" -m pip --disable-pip-version-check list --format=freeze --exclude pip --exclude kamerbrief-qa \
	  | sed 's/+.*$$//'; } > "$$fresh/constraints.txt"; \
	cp "$$fresh/constraints.txt" constraints.txt

# Both pinned: their versions stand in the file that they make.
SBOM_TOOLS := cyclonedx-bom==7.5.0 cyclonedx-python-lib==11.12.0

sbom: ## Renew docs/sbom.cdx.json, the locked packages and their licences
	@set -eu; fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	echo "Installing what is locked for running in a fresh environment (minutes) …" >&2; \
	$(PYTHON) -m venv "$$fresh/tools"; \
	$(PYTHON) -m venv --without-pip "$$fresh/runtime"; \
	tools="$$fresh/tools/bin/python"; \
	"$$tools" -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb"))["project"]; extras = p["optional-dependencies"]; print(*p["dependencies"], *(w for e in extras if e != "dev" for w in extras[e]), sep="\n")' > "$$fresh/wanted.txt"; \
	"$$tools" -m pip $(QUIET) install $(SBOM_TOOLS); \
	"$$tools" -m pip $(QUIET) --python "$$fresh/runtime/bin/python" install -c constraints.txt -r "$$fresh/wanted.txt"; \
	"$$tools" -m cyclonedx_py environment --pyproject pyproject.toml --sv 1.6 --output-reproducible \
	  -o "$$fresh/raw.json" "$$fresh/runtime/bin/python"; \
	"$$tools" -m tests.licences "$$fresh/raw.json" > "$$fresh/sbom.json"; \
	cp "$$fresh/sbom.json" docs/sbom.cdx.json

clean: ## Remove everything that make has made (the model stays in your cache)
	rm -rf $(VENV) $(dir $(PEERS)) $(dir $(NODE)) qa/widget/.tests build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find index -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	find qa tests -name __pycache__ -type d -exec rm -rf {} +

question:
	@test -n "$$Q" || { echo 'Ask something: make ask Q="Hoeveel overvallen waren er in 2019?"' >&2; exit 2; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo 'not found')." >&2; \
	  echo "Name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): $(LOCKED) | $(BIN)/python
	@echo "Installing into $(VENV)/ (PyTorch is large: the first time takes minutes) …" >&2
	@$(PIP) install -c constraints.txt -e '.[docx]'
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing the test tools …" >&2
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

# What we are measured against has an environment of its own: nothing of it enters our lock.
$(PEERS): tests/bench/peers/requirements.txt | $(BIN)/python
	@echo "Installing what we are measured against into $(dir $@) (minutes) …" >&2
	@$(PYTHON) -m venv $(dir $@)
	@$(dir $@)bin/python -m pip $(QUIET) install -r $<
	@touch $@

$(NODE): qa/widget/package-lock.json
	@echo "Installing what builds the widget …" >&2
	@npm --prefix qa/widget ci --ignore-scripts --silent
	@touch $@

# The touch counts where an unchanged build is not written again.
$(INDEX): $(INDEX_INPUTS) $(RUNTIME)
	@echo "Building the index (the first time also makes the embedding model: half a minute) …" >&2
	@$(BIN)/qa build >&2
	@touch $@
