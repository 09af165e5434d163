# What a newcomer needs: `make demo` to see it, `make test` to prove it, `make check` before a commit.
# A fresh machine needs make and Python 3.11 or later, nothing else; `uv` is used where it is found.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SITE := .site

.PHONY: help demo test check layout lint types imports pages docs format reference tables pictures bench clean

help:
	@echo "make demo    install into $(VENV) and show the shipped book"
	@echo "make test    run every test and every page of the spec"
	@echo "make check   layout, lint, types, imports, links, tables, the site"
	@echo "make docs    put the pages together as a site in $(SITE)"
	@echo "make format  put every file into the one layout"
	@echo "make reference  write the page of every command's options, after a change of them"
	@echo "make tables  work out the states of the grammar, after a change of it"
	@echo "make pictures  make the pictures of the web pages anew, after a change of them"
	@echo "make bench   measure the program, beside a plain sum over the same rows"
	@echo "make clean   remove $(VENV) and what the tools left behind"

# The environment is made by tools/setup, again only when pyproject.toml has changed.
$(VENV)/.installed: pyproject.toml tools/setup
	@tools/setup $(VENV) .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml tools/setup
	@tools/setup $(VENV) '.[dev]'
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed
	@$(BIN)/trucebook demo

test: $(VENV)/.installed-dev
	@tools/debian chromium
	@$(BIN)/python -m pytest -n 2 $(ARGS)

# Every part runs, so that all faults are seen at once; the first that fails is the exit status.
check: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory --keep-going layout lint types imports pages docs
	@echo "check: all fine"

layout: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

imports: $(VENV)/.installed-dev
	@$(BIN)/lint-imports --no-logo

pages: $(VENV)/.installed-dev
	@$(BIN)/python tools/tables.py --check
	@$(BIN)/python tools/options_page.py --check
	@$(BIN)/python tools/check_docs.py

# Warnings are errors; what has not changed since the last time is not read again.
docs: $(VENV)/.installed-dev
	@test -f $(SITE)/html/searchindex.js || rm -rf $(SITE) # the last build was broken off
	@$(BIN)/python -m sphinx -q -W --keep-going -c docs -b html -d $(SITE)/.trees . $(SITE)/html
	@echo "docs: $(SITE)/html/docs/index.html"

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

reference: $(VENV)/.installed-dev
	@$(BIN)/python tools/options_page.py

tables: $(VENV)/.installed-dev
	@$(BIN)/python tools/tables.py

# The pictures of the pages in the documentation, by the browser of the tests.
pictures: $(VENV)/.installed-dev
	@$(BIN)/python tools/pictures.py docs/pictures

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks.run $(ARGS)

clean:
	rm -rf $(VENV) $(SITE) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
