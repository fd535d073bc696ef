#!/usr/bin/env bash
# Builds the engine that reports carry and packs it: web/engine/engine.wasm.lzma. Where the compiler has no target for web pages and none can be
# fetched, reports carry no engine, which one line says; with ENGINE=required that is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=wasm32-unknown-unknown
packed=web/engine/engine.wasm.lzma

without() {
  rm -f "$packed"
  echo "reports will carry no engine and answer nothing: $1"
  [ "${ENGINE:-}" != required ] || exit 1
  exit 0
}

libraries=$(rustc --print target-libdir --target "$target") || without "no compiler for $target"
if [ ! -d "$libraries" ]; then
  command -v rustup >/dev/null || without "this compiler has no target $target, and there is no rustup to fetch it"
  rustup target add "$target" || without "the target $target could not be fetched"
fi

"${CARGO:-cargo}" rustc --locked --package detente-live --lib --crate-type cdylib --profile wasm --target "$target"
built=${CARGO_TARGET_DIR:-target}/$target/wasm/detente_live.wasm
# Packing takes some ten seconds. A file that is the same stays, and the program is not built anew.
if [ ! "$packed" -nt "$built" ]; then
  node web/scripts/pack.mjs "$built" "$packed.new"
  cmp -s "$packed.new" "$packed" || cp "$packed.new" "$packed"
  rm -f "$packed.new"
fi
echo "the engine has $(wc -c <"$packed") bytes packed"
