# Every command of the project. `make help` lists them.

PYTHON ?= python3
UV := .cache/uv/bin/uv
APP := .envs/app
ENGINE := .envs/engine
ARGS ?=

export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.PHONY: help run test check train evaluate bench nd envs lock secret format clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: envs ## build what is missing, train if needed, and start everything
	@$(ENGINE)/bin/python -m engine.train
	@exec $(APP)/bin/nightdesk up

test: envs $(APP)/.dev ## run all tests
	@$(PYTHON) tests/support/needs.py "$(subst ",,$(ARGS))"
	@$(ENGINE)/bin/python -m engine.train
	$(APP)/bin/python -m pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

check: envs $(APP)/.dev ## lint, types, import rules, data checks, then all tests
	$(APP)/bin/ruff check .
	$(APP)/bin/ruff format --check .
	$(APP)/bin/mypy nightdesk web actions
	$(APP)/bin/lint-imports
	$(APP)/bin/nightdesk knowledge lint
	@$(MAKE) --no-print-directory test

train: envs ## train the engine's model, if there is none for this data
	$(ENGINE)/bin/python -m engine.train

evaluate: envs $(APP)/.dev ## measure how well visitors are understood: scorecard and HTML report
	@$(ENGINE)/bin/python -m engine.train
	@$(APP)/bin/python -m tests.evaluation.run $(ARGS)

bench: envs $(APP)/.dev ## compare with Rasa's starter project, and measure what reading a message costs
	@OPENBLAS_NUM_THREADS=1 $(APP)/bin/python -m tests.bench.reading
	$(APP)/bin/python -m tests.bench.run $(ARGS)

nd: envs ## the command line: make nd ARGS="requests --json"
	@$(APP)/bin/nightdesk $(ARGS)

secret: ## print a random secret
	@$(PYTHON) -c "import secrets; print(secrets.token_urlsafe(32))"

format: $(APP)/.dev ## format the code
	$(APP)/bin/ruff format .
	$(APP)/bin/ruff check --fix .

envs: $(APP)/.ready $(ENGINE)/.ready

$(UV):
	@echo "nightdesk: getting uv, which builds the environments"
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

$(APP)/.ready: requirements/app.txt requirements/encoder.txt pyproject.toml | $(UV)
	@echo "nightdesk: building the app environment (Python 3.12)"
	@[ -x $(APP)/bin/python ] || $(UV) venv --quiet --python 3.12 $(APP)
	@$(UV) pip sync --python $(APP)/bin/python --require-hashes requirements/app.txt requirements/encoder.txt
	@$(UV) pip install --quiet --python $(APP)/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

$(APP)/.dev: requirements/dev.txt $(APP)/.ready
	@$(UV) pip install --quiet --python $(APP)/bin/python --require-hashes --requirement requirements/dev.txt
	@touch $@

$(ENGINE)/.ready: requirements/engine.txt requirements/encoder.txt | $(UV)
	@echo "nightdesk: building the engine environment (Python 3.10, Rasa 3.6.21); a few minutes once"
	@[ -x $(ENGINE)/bin/python ] || $(UV) venv --quiet --python 3.10 $(ENGINE)
	@$(UV) pip sync --python $(ENGINE)/bin/python --require-hashes requirements/engine.txt requirements/encoder.txt
	@touch $@

lock: $(UV) ## compile requirements/*.in into hashed locks
	$(UV) pip compile --quiet --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements/app.in -o requirements/app.txt
	$(UV) pip compile --quiet --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements/dev.in -o requirements/dev.txt
	$(UV) pip compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements/engine.in -o requirements/engine.txt
	$(UV) pip compile --quiet --no-deps --universal --python-version 3.10 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements/encoder.in -o requirements/encoder.txt

clean: ## remove environments and trained models (never var/, which holds the data)
	rm -rf .envs .cache models/*.tar.gz
