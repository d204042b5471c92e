# Two words to remember: `make demo` and `make test`. CONTRIBUTING.md tells about the rest.
PORT ?= 8000
RUN = .venv/bin

.PHONY: demo test test-nightly bench lock fmt setup setup-dev

demo: setup
	@HUISWAARTS_VAR="$(or $(VAR),$(HUISWAARTS_VAR))" exec $(RUN)/huiswaarts demo --port "$(PORT)" $(if $(KIT),--kit "$(KIT)")

test: setup-dev
	@exec bin/test

test-nightly: setup-dev
	@exec bin/test --nightly

bench: setup-dev
	@exec bin/bench $(ARGS)

setup:
	@bin/setup

setup-dev:
	@bin/setup dev

lock:
	@bin/lock

fmt: setup-dev
	@$(RUN)/ruff check --fix-only --quiet . ; $(RUN)/ruff format .
