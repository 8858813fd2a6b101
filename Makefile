# The targets, one line of help each; what they do is in ./do, which also takes arguments: ./do demo --port 9000
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-fresh test fix docs bench screenshots lock

help:
	@echo "Kith. Type make and one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install what Kith runs on into .venv; .venv/bin/kith is then there
	@./do setup

demo: ## set up, make the demo world if there is none, serve it on http://localhost:8000
	@./do demo

demo-fresh: ## the same, with a new demo world
	@./do demo-fresh

test: ## everything that must hold before a change is shared: style, types, layers, all tests on SQLite and PostgreSQL
	@./do test

fix: ## put code and imports into shape, mend what the linter can mend
	@./do fix

docs: ## write the generated pages of docs/ anew
	@./do docs

bench: ## measure how fast Kith is, and with how much memory
	@./do bench

screenshots: ## take the pictures of the README from the demo world
	@./do screenshots

lock: ## choose exact versions anew from pyproject.toml into requirements/
	@./do lock
