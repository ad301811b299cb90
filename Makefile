# Everything a developer or an operator does with Linli. `make help` lists it.

CONFIGURATION ?= release
DATA ?= data
PORT ?= 8080
TOUR ?= secretary
SECONDS ?= 60
ROUNDS ?= 500
SEED ?= 1

# One file that runs on any Debian 12 with its libsqlite3 and libssl: the Swift runtime is linked in.
RELEASE := --configuration release --static-swift-stdlib
BUILD := .build/release

.PHONY: help dependencies build run test fuzz soak torture herd race format lint bench clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

dependencies: ## Install what a bare Debian 12 lacks beside the Swift toolchain
	@if ! test -e /usr/include/sqlite3.h || ! test -e /usr/include/openssl/evp.h; then \
		if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
		$$as_root apt-get update && $$as_root apt-get install --yes libsqlite3-dev libssl-dev; \
	fi

build: dependencies ## Build the program for release
	swift build $(RELEASE) --product linli

run: build ## Create the demo community if there is none, serve it, print curl lines
	$(BUILD)/linli demo --if-missing --data $(DATA)
	$(BUILD)/linli serve --data $(DATA) --port $(PORT) --tour $(TOUR)

test: dependencies ## Run all tests
	swift build --build-tests
	@{ swift test --skip-build --parallel --experimental-maximum-parallelization-width 16; echo $$? > .build/test-result; } \
		2>&1 | tee .build/test-log; \
	result=$$(cat .build/test-result); \
	if [ "$$result" != 0 ]; then echo "What failed:"; grep -a "✘" .build/test-log; fi; \
	exit "$$result"

fuzz: ## Give chance bytes to every reader, SECONDS each, with libFuzzer and AddressSanitizer
	Tests/Fuzz/run.sh $(SECONDS)

soak: SECONDS = 600
soak: dependencies ## Load the server with good and bad clients for SECONDS (600); nothing may leak
	swift build $(RELEASE) --product linli
	swift build $(RELEASE) --product linli-bench
	$(BUILD)/linli-bench soak --seconds $(SECONDS)

torture: dependencies ## Kill the server at ROUNDS (500) random moments by SEED (1); nothing acknowledged may be lost
	swift build $(RELEASE) --product linli
	swift build $(RELEASE) --product linli-bench
	$(BUILD)/linli-bench torture --rounds $(ROUNDS) --seed $(SEED)

race: dependencies ## Let 64 clients sign up, cancel, resize, accept and change places for some minutes; the model agrees
	LINLI_RACE_REQUESTS=24000 swift test --filter SignUpModelRaceTests

herd: dependencies ## Let 20,000 people sign up for 200 places from 512 connections; no place is given twice
	swift build $(RELEASE) --product linli
	swift build $(RELEASE) --product linli-bench
	$(BUILD)/linli-bench herd

format: ## Format the sources
	swift format --in-place --recursive Sources Tests Package.swift

lint: ## Check the format of the sources
	swift format lint --strict --recursive Sources Tests Package.swift

bench: dependencies ## Measure the server on a scratch database
	swift build $(RELEASE) --product linli
	swift build $(RELEASE) --product linli-bench
	$(BUILD)/linli-bench

clean: ## Remove what was built; the data stays
	swift package clean
