# make run    the program (without a display: the demo, into out/)
# make test   everything CI checks
# make demo   starter register, screenshots, briefing and workbook into out/
# make bench  the table of figures
# make lint   ruff, mypy, import-linter

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test demo bench lint system clean

run: $(STAMP) system
	@if $(BIN)/python -c 'import sys; from ui.display import display_problem; sys.exit(bool(display_problem()))'; \
	then $(BIN)/python main.py; \
	else echo "There is no display here, so the demo goes into out/."; $(BIN)/python main.py demo out; fi

test: $(STAMP) system lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

demo: $(STAMP) system
	$(BIN)/python main.py demo out

bench: $(STAMP) system
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "The venv module is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

system: $(STAMP)
	@$(BIN)/python docs/system_libraries.py

clean:
	rm -rf $(VENV) out

# Bring the catalogues up to the words in the code; what is new comes out empty.
.PHONY: messages
messages: $(STAMP)
	@$(BIN)/python docs/update_catalogues.py
