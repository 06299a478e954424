#!/usr/bin/env bash
# Runs each fuzz target for some seconds: fuzz/run.sh [SECONDS] [TARGET…]
# Coverage is measured, memory is not watched (the library has no unsafe code), so the stable toolchain is enough:
# these are the flags that `cargo fuzz run --sanitizer none` gives.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS='-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
 -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1'
RUSTFLAGS=$(printf '%s' "$RUSTFLAGS" | tr '\n' ' ')
target=${CARGO_TARGET_DIR:-target}
if [ $# -eq 0 ]; then set -- $(sed -n 's/^path = "fuzz_targets\/\(.*\)\.rs"$/\1/p' Cargo.toml); fi
cargo build --release --target "$host" $(printf -- '--bin %s ' "$@")
for name in "$@"; do
  mkdir -p "corpus/$name" "artifacts/$name"
  seeds=(); [ -d "seeds/$name" ] && seeds=("seeds/$name")
  "$target/$host/release/$name" -max_total_time="$seconds" -timeout=10 -max_len=4096 -dict=words.dict -artifact_prefix="artifacts/$name/" \
    "corpus/$name" "${seeds[@]}"
done
