# `make demo` and `make test` do all the set-up themselves; after the first run they work offline.
.PHONY: demo test lint eval bench docs wheel clean
.DEFAULT_GOAL := help

UV := .tools/bin/uv
BIN := .venv/bin
DEMO := build/demo
export UV_PYTHON_DOWNLOADS := never

help:
	@echo "make demo   run the main job on examples/january-2023 and say where the assessment lies"
	@echo "make test   every check: lint, types, layers, tests, quality floors"
	@echo "make eval   every measure over the gold and the reports of ../shared; guards eval/floors.json"
	@echo "make bench  extraction beside a bare spaCy parse, in one run: compiled, then interpreted"
	@echo "make wheel  the package to install, with extraction compiled where a C compiler is"
	@echo "make docs   write the generated pages of docs/ anew"

$(UV):
	@sh scripts/bootstrap.sh

# A network whose certificates only the system knows answers the second try. The stamps keep later runs off the network.
SYNC = $(UV) sync --quiet --frozen --inexact $(1) || $(UV) sync --quiet --frozen --inexact --system-certs $(1)

.venv/.synced: pyproject.toml uv.lock | $(UV)
	@$(call SYNC,)
	@touch $@

# What a wheel's user runs: the same sources, compiled where a C compiler is (hatch_build.py says so where none is).
COMPILED := .venv-compiled
PACKED := hatch_build.py scripts/exercise.py $(shell find src/situate lexicon theatres -type f -not -name '*.pyc')
$(COMPILED)/.installed: .venv/.synced $(PACKED)
	@rm -rf build/wheel
	@export UV_PROJECT_ENVIRONMENT=$(COMPILED); $(call SYNC,--no-install-project --group wheel)
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(UV) build --quiet --wheel --no-build-isolation --python $(COMPILED)/bin/python -o build/wheel
	@$(UV) pip install --quiet --no-deps --reinstall --python $(COMPILED)/bin/python build/wheel/*.whl
	@touch $@

$(COMPILED)/.bench-synced: $(COMPILED)/.installed
	@export UV_PROJECT_ENVIRONMENT=$(COMPILED); $(call SYNC,--no-install-project --group bench)
	@touch $@

demo: .venv/.synced
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/situate ingest --ledger $(DEMO)/situate.db examples/january-2023
	@$(BIN)/situate assess 2023-01-24 --ledger $(DEMO)/situate.db --out $(DEMO)
	@$(BIN)/situate map 2023-01-24 --ledger $(DEMO)/situate.db --out $(DEMO)/map-2023-01-24.html
	@$(BIN)/situate stats --ledger $(DEMO)/situate.db

lint: .venv/.synced
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint $(COMPILED)/.installed
	$(BIN)/pytest
	$(COMPILED)/bin/python -I -m pytest tests/extract tests/resolve tests/demo
	$(BIN)/python eval/same_claims.py $(COMPILED)/bin/python
	$(BIN)/python eval/run.py

wheel: $(COMPILED)/.installed
	@ls build/wheel/*.whl

# sumy and rouge-score, which only the measure of takeaways asks for.
.venv/.measure-synced: .venv/.synced
	@$(call SYNC,--group measure)
	@touch $@

eval: .venv/.measure-synced
	$(BIN)/python eval/run.py
	$(BIN)/python eval/event_cases.py
	$(BIN)/python eval/corpus_events.py --score
	$(BIN)/python eval/parse_corpus.py ../shared
	$(BIN)/python eval/reading_corpus.py ../shared
	for reading in eval/readings/*.jsonl; do $(BIN)/python eval/reading_sample.py ../shared --check $$reading || exit 1; done
	$(BIN)/python eval/places_corpus.py ../shared
	$(BIN)/python eval/control_corpus.py --shared ../shared
	$(BIN)/python eval/backtest.py --shared ../shared
	$(BIN)/python eval/figures.py
	$(BIN)/python eval/board_corpus.py
	$(BIN)/python eval/pairs_sample.py score --shared ../shared
	$(BIN)/python eval/groups.py --shared ../shared
	$(BIN)/python eval/takeaways.py ../shared
	$(BIN)/python eval/gate_mutations.py ../shared
	$(BIN)/python eval/round_trip.py ../shared
	$(BIN)/python eval/drafts_corpus.py --shared ../shared --days 12 --edits 10

bench: $(COMPILED)/.bench-synced
	$(COMPILED)/bin/python benchmarks/extraction.py
	PYTHONPATH=src $(COMPILED)/bin/python benchmarks/extraction.py
	$(BIN)/python benchmarks/linting.py
	$(BIN)/python benchmarks/versions.py

docs: .venv/.synced
	$(BIN)/python scripts/make_docs.py

clean:
	rm -rf .venv $(COMPILED) .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
