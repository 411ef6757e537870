# Weerzien. `make help` lists what can be asked for.
#
# Every target does its own set-up: on a fresh Debian 12 with Swift, git and make, `make run` and `make test` just work.

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-print-directory

# Debian packages that Swift needs to compile and link, and those of the tests and benchmarks.
BUILD_PACKAGES  := git ca-certificates pkg-config binutils gcc g++ libc6-dev libncurses6 libcurl4 libsodium-dev libsqlite3-dev libpq-dev libuuid1 libxml2 \
                   tzdata zlib1g-dev
PYTHON_PACKAGES := python3 python3-venv
# Programs that look at pages, PDF and calendars in the tests.
TEST_PACKAGES   := chromium fonts-noto-core fonts-hosny-amiri default-jre-headless poppler-utils libpangoft2-1.0-0 postgresql

# `make run CONFIG=debug` builds faster, and runs slower. ARGS goes to the program, to `swift test` or to the benchmarks.
CONFIG  ?= release
ARGS    ?=
FUZZ_SECONDS ?= 600
JOURNAL_FILES ?= 1000 10000 100000
EXAMPLE := examples/example-family.yaml
SWIFT_SOURCES := Package.swift Plugins Sources Tests
ORACLE  := $(CURDIR)/.build/oracle
PEERS   := $(CURDIR)/.build/peers

.DEFAULT_GOAL := help
.PHONY: help run build test test-long bench format lint law-check law-mutate
.NOTPARALLEL:

help: ## show this list
	@echo "Weerzien: family reunification with refugees in Belgium."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	    | while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done
	@echo
	@echo "ARGS=\"…\" adds arguments, for example: make run ARGS=\"plan $(EXAMPLE) --lang fr\""

run: build ## build the program and show the plan of the example family
	@echo
	@.build/$(CONFIG)/weerzien $(or $(ARGS),plan $(EXAMPLE))

build: .build/swift.ready ## build the program
	@echo "Building weerzien ($(CONFIG)). The first time takes some minutes, later times take seconds."
	@swift build -c $(CONFIG) --product weerzien

test: .build/swift.ready .build/oracle.ready ## run all tests; ARGS="--filter NAME" runs some
	@echo "Building and running the tests. The first time takes some minutes."
	@WEERZIEN_ORACLE=$(ORACLE)/bin/python swift test -c release $(ARGS)

test-long: .build/swift.ready .build/oracle.ready ## fuzzing, every page in every language, a thousand crashes, ten thousand tamperings (long)
	@WEERZIEN_LONG=1 WEERZIEN_FUZZ_SECONDS=$(FUZZ_SECONDS) WEERZIEN_ORACLE=$(ORACLE)/bin/python \
	    swift test -c release --filter 'LongFuzz|FormatTests|JournalTests' $(ARGS)

bench: .build/swift.ready .build/peers.ready ## measure speed, beside what one would use instead
	@echo "Building weerzien and weerzien-bench (release)."
	@swift build -c release --product weerzien
	@swift build -c release --product weerzien-bench
	@PEERS_VENV=$(PEERS) $(PEERS)/bin/python Benchmarks/run.py $(ARGS)
	@swift build -c release --product journal-bench
	@echo "The journal: 1,000, 10,000 and 100,000 files (JOURNAL_FILES=… for others)."
	@for files in $(JOURNAL_FILES); do .build/release/journal-bench $$files; done

format: .build/swift.ready ## format the Swift sources in place
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: .build/swift.ready ## check format, undeclared imports and warnings
	@echo "Checking the format."
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@echo "Building everything, tests included, with the check for undeclared imports."
	@swift build -c release --build-tests --explicit-target-dependency-import-check error

law-check: build ## check law/, guide/ and locales/: gaps, overlaps, missing sources and words, one regime for every day
	@.build/$(CONFIG)/weerzien law check $(ARGS)

law-mutate: .build/swift.ready .build/oracle.ready ## change the law and the rules on purpose: does a test notice? (long)
	@WEERZIEN_MUTATE=1 WEERZIEN_ORACLE=$(ORACLE)/bin/python swift test -c release --filter LawMutation $(ARGS)

# Set-up. A stamp under .build/ records that it was done; it is done again when what it depends on changes.

.build/swift.ready: Makefile tools/need-packages
	@tools/need-packages $(BUILD_PACKAGES)
	@swift --version >/dev/null 2>&1 || { \
	    echo "Swift 6.3 is needed, and \`swift\` does not run here. See https://www.swift.org/install/linux/" >&2; exit 1; }
	@mkdir -p .build && touch $@

# A Python that can make environments will do, wherever it comes from.
.build/python.ready: Makefile tools/need-packages
	@python3 -c 'import ensurepip, venv' 2>/dev/null || tools/need-packages $(PYTHON_PACKAGES)
	@mkdir -p .build && touch $@

.build/oracle.ready: .build/python.ready Tests/Oracle/requirements.txt
	@tools/need-packages $(TEST_PACKAGES)
	@echo "Preparing Python for the tests."
	@rm -rf $(ORACLE)
	@python3 -m venv $(ORACLE)
	@$(ORACLE)/bin/python -m pip install -q --disable-pip-version-check -r Tests/Oracle/requirements.txt
	@touch $@

.build/peers.ready: .build/python.ready Benchmarks/peer/setup.sh
	@echo "Preparing Python for the benchmarks."
	@rm -rf $(PEERS)
	@PEERS_VENV=$(PEERS) Benchmarks/peer/setup.sh
	@touch $@
