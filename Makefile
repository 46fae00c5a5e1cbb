# Two commands for a newcomer: `make run` and `make test`. Everything else is listed by `make help`.
# A machine needs Python 3.11 or later with pip and venv, and nothing else: `.venv` is made on first use.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
export MOTCUA_HOME ?= .motcua

.DEFAULT_GOAL := help
.PHONY: help install run test test-slow check eval bench

help:
	@echo "make run      install, load the sample catalogue, answer three questions, serve on 127.0.0.1:8000"
	@echo "make test     the tests"
	@echo "make test-slow  the long ones: an hour of sound, a thousand events, hundreds of broken files"
	@echo "make check    everything a change must pass: style, types, import directions, tests, evaluation floors"
	@echo "make eval     measure the answers; the newest figures land in evals/results/"
	@echo "make bench    measure time and memory beside a plain retrieval chain"

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

run: $(INSTALLED)
	$(BIN)/motcua ingest --sample
	$(BIN)/motcua ask "mat bang lai xe lam lai o dau"
	$(BIN)/motcua ask "Đổi bằng lái xe ô tô hết bao nhiêu tiền?"
	$(BIN)/motcua ask "Đăng ký xe máy mới mua cần giấy tờ gì?"
	$(BIN)/motcua serve --host 127.0.0.1 --port 8000

test: $(INSTALLED)
	$(BIN)/python -m pytest

test-slow: $(INSTALLED)
	$(BIN)/python -m pytest -m slow

# The suites that have floors; the tests come last, so that their count ends the output.
check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/motcua eval retrieval --check
	$(BIN)/motcua eval answers --check
	$(BIN)/python -m pytest

eval: $(INSTALLED)
	$(BIN)/motcua eval

bench: $(INSTALLED)
	$(BIN)/motcua eval bench
