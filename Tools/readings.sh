#!/usr/bin/env bash
# Scores `constat read` on sets of time and number expressions that others wrote: Duckling and Recognizers-Text.
#   Tools/readings.sh [FOLDER] [SET...]
# FOLDER holds data/time-number and eval/score_readings.py (default: ../shared). With SET, its errors are printed too.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-../shared}
shift || true
sets=("$@")
[ -d "$folder/data/time-number" ] || { echo "no $folder/data/time-number: the sets are not part of this repository" >&2; exit 2; }
swift build -c release --product constat >&2
read=$(mktemp); trap 'rm -f "$read"' EXIT

score() {
    local cases="$folder/data/time-number/$1.jsonl"
    .build/release/constat read "$cases" --prefer future >"$read" 2>/dev/null || true
    printf '%-26s ' "$1"
    python3 "$folder/eval/score_readings.py" "$cases" "$read" ${2:-}
}

if [ ${#sets[@]} -gt 0 ]; then
    for set in "${sets[@]}"; do score "$set" --errors; done
else
    for set in duckling-fr-{numeral,ordinal,time} recognizers-fr-{number,ordinal,numberrange,datetime}; do score "$set"; done
fi
