# `make demo` and `make test` do all the set-up themselves; after the first run they work offline.
.PHONY: demo test lint eval bench docs clean
.DEFAULT_GOAL := help

UV := .tools/bin/uv
BIN := .venv/bin
DEMO := build/demo
export UV_PYTHON_DOWNLOADS := never

help:
	@echo "make demo   run the main job on examples/january-2023 and say where the assessment lies"
	@echo "make test   every check: lint, types, layers, tests, quality floors"
	@echo "make eval   every measure over the gold and the reports of ../shared; guards eval/floors.json"
	@echo "make bench  extraction beside a bare spaCy parse, in one run"
	@echo "make docs   write the generated pages of docs/ anew"

$(UV):
	@sh scripts/bootstrap.sh

# A network whose certificates only the system knows answers the second try. The stamps keep later runs off the network.
SYNC = $(UV) sync --quiet --frozen --inexact $(1) || $(UV) sync --quiet --frozen --inexact --system-certs $(1)

.venv/.synced: pyproject.toml uv.lock | $(UV)
	@$(call SYNC,)
	@touch $@

.venv/.bench-synced: .venv/.synced
	@$(call SYNC,--group bench)
	@touch $@

demo: .venv/.synced
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/situate ingest --ledger $(DEMO)/situate.db examples/january-2023
	@$(BIN)/situate assess 2023-01-24 --ledger $(DEMO)/situate.db --out $(DEMO)
	@$(BIN)/situate stats --ledger $(DEMO)/situate.db

lint: .venv/.synced
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest
	$(BIN)/python eval/run.py

eval: .venv/.synced
	$(BIN)/python eval/run.py
	$(BIN)/python eval/parse_corpus.py ../shared
	$(BIN)/python eval/reading_corpus.py ../shared
	$(BIN)/python eval/places_corpus.py ../shared
	$(BIN)/python eval/control_corpus.py --shared ../shared

bench: .venv/.bench-synced
	$(BIN)/python benchmarks/extraction.py

docs: .venv/.synced
	$(BIN)/python scripts/make_docs.py

clean:
	rm -rf .venv .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
