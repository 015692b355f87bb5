# Every target starts from a bare checkout: Python 3.11 and its pip are all it needs.

PYTHON ?= python3
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
RUN := $(UV) run --frozen
RUSSIAN := $(wildcard models/translate-fr_ru.argosmodel*)

.DEFAULT_GOAL := help
.PHONY: help uv setup model demo format lint type test test-fast cover golden messages bench bench-terms bench-checks bench-editions bench-mt train clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.uv/bin/uv:
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv

uv:

setup: $(UV)  ## Make the environment of the lock file in .venv
	$(UV) sync --frozen --quiet

model: setup  ## Install the French-English model, and the French-Russian one where it is shipped
	$(RUN) translate models install fr-en
	$(if $(RUSSIAN),$(RUN) translate models install fr-ru)

demo: model  ## Translate the sample releases and say what was made
	$(RUN) translate releases/*.md --to en $(if $(RUSSIAN),--to ru)

format: setup  ## Format the code
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

lint: setup  ## Look for mistakes
	$(RUN) ruff format --check .
	$(RUN) ruff check .

type: setup  ## Check the types
	$(RUN) mypy

test: model  ## Run all tests, with the model
	$(RUN) pytest

test-fast: setup  ## Run the tests that need no model, in seconds
	$(RUN) pytest -m "not model and not slow"

cover: model  ## Run all tests and show what they leave out
	$(RUN) coverage run -m pytest
	$(RUN) coverage report --show-missing --skip-covered

golden: setup  ## Rewrite the expected outputs, for review with git diff
	$(RUN) pytest -m "not model" --update-golden

messages: setup  ## Bring what the program says into its catalogues, and compile them
	$(RUN) python -m workflow.messages.update

bench: model  ## Measure quality and speed
	$(UV) run --frozen --group bench python benchmarks/quality.py
	$(UV) run --frozen --group bench python benchmarks/speed.py
	$(UV) run --frozen --group bench python benchmarks/drafting.py
	$(UV) run --frozen --group bench python benchmarks/markdown.py
	$(UV) run --frozen --group bench python benchmarks/startup.py
	$(UV) run --frozen --group bench python benchmarks/status.py

bench-terms: model  ## Measure what the glossary does to drafts
	$(UV) run --frozen --group bench --with simplemma python benchmarks/terminology/english.py
	$(UV) run --frozen --group bench --with simplemma python benchmarks/terminology/russian.py

bench-checks: setup  ## Measure what the checks catch, and what they cry wolf at
	$(UV) run --frozen --group bench python benchmarks/checks.py

bench-mt: model  ## Measure drafts with and without the glossary: BLEU, chrF2, speed, terms
	$(UV) run --frozen --group bench --with simplemma python -m training.evaluate

train: setup  ## Train the French-Russian model, or say what that needs (DATA='FOLDER …' MINUTES=…)
	$(RUN) python -m training --data $(DATA) $(if $(MINUTES),--minutes $(MINUTES))

bench-editions: setup  ## Measure how long editions and a site of 1,000 releases take
	$(UV) run --frozen --group bench python benchmarks/editions.py
	$(UV) run --frozen --group bench python benchmarks/site.py

clean:  ## Remove what these targets made
	rm -rf .venv .uv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .workflow dist
