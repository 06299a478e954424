#!/usr/bin/env bash
# Opens the HTML pages of a built jobmatch in headless Chromium. Usage: run.sh BINARY [FOLDER FOR PICTURES]
set -euo pipefail
binary=$(realpath "${1:?usage: run.sh BINARY [FOLDER FOR PICTURES]}")
pictures=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] || npm ci --no-progress --loglevel=error
exec node pages.mjs "$binary" ${pictures:+"$pictures"}
