#!/usr/bin/env bash
# Measures Constat: words per CPU second, memory, slowest document, and one report from the shell.
# Reads the files named, else ../shared/data/news-fr where it is there, else the sample reports a hundred times over.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tools/prepare.sh

build "Constat and its benchmark" -c release
programs=$(swift build -c release --show-bin-path)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -gt 0 ]; then
    "$programs/constat-benchmark" "$@"
elif [ -d ../shared/data/news-fr ]; then
    for file in ../shared/data/news-fr/*.jsonl.gz; do gzip -dc "$file" >"$work/$(basename "$file" .gz)"; done
    "$programs/constat-benchmark" "$work"/*.jsonl
else
    "$programs/constat-benchmark" --rounds 100
fi

# One report of 600 words from the shell: start, read, print. Smallest of ten.
cat Examples/front-report.txt Examples/communique.txt | tr '\n' ' ' | cut -d ' ' -f 1-600 >"$work/report.txt"
TIMEFORMAT='%R %U %S'
for _ in 1 2 3 4 5 6 7 8 9 10; do
    { time "$programs/constat" code "$work/report.txt" --published 2016-06-09 >/dev/null; } 2>>"$work/times"
done
sort -n "$work/times" | awk -v words="$(wc -w <"$work/report.txt" | tr -d ' ')" 'NR == 1 {
    printf "a report of %d words from the shell: %.0f ms, of which %.0f ms on the processor (best of 10)\n",
        words, $1 * 1000, ($2 + $3) * 1000 }'
