#!/usr/bin/env bash
# Measures the workbench over 100,000 claims: how long the map and the queue take for fifty visitors at once, memory, the map
# in a browser.
#   Tools/workbench/load.sh [STORE]
# STORE is copied; without it one is made of Examples/reports.jsonl by constat-benchmark. Needs wrk and Chromium, which it
# installs through the system's package manager where it may. Ends with 0 if every page was answered; the numbers are for
# people.
set -euo pipefail
cd "$(dirname "$0")/../.."
. Tools/prepare.sh

build "Constat and its benchmark" -c release
programs=$(swift build -c release --show-bin-path)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -gt 0 ]; then
    cp "$1" "$work/claims.constat"
    if [ -f "$1-wal" ]; then cp "$1-wal" "$work/claims.constat-wal"; fi
else
    say "Making a store of 100,000 claims (some minutes) ..."
    "$programs/constat-benchmark" store Examples/reports.jsonl --store "$work/claims.constat" --rounds 1 >/dev/null
fi
if ! command -v wrk >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    { as_root apt-get install -y -qq wrk || { as_root apt-get update -qq && as_root apt-get install -y -qq wrk; }; } \
        </dev/null >/dev/null 2>&1 || true
fi
command -v wrk >/dev/null 2>&1 || stop "wrk is missing, and could not be installed (Debian: wrk)"

# The environment and the browser are those of the flows.
Tools/workbench/check.sh "$programs/constat" -k keys_show_themselves >"$work/words" 2>&1 || { cat "$work/words" >&2; exit 1; }
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || stop "Chromium is missing (Debian: chromium)"
.venv-workbench/bin/python Tools/workbench/load.py "$programs/constat" "$work/claims.constat" "$chromium"
