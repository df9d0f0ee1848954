#!/usr/bin/env bash
# Builds Constat and shows what it reads in the sample reports. Any arguments go to `constat code` for each of them.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tools/prepare.sh

build "Constat" -c release --product constat
constat=.build/release/constat

"$constat" code Examples/front-report.txt --published 2016-06-09 "$@"
"$constat" code Examples/communique.txt --published 2023-05-17 "$@"
"$constat" code Examples/humanitarian-note.txt --published 2024-08-08 "$@"
say "
Your own report:  $constat code REPORT.txt --published YYYY-MM-DD
As a page:        $constat code Examples/reports.jsonl --format html --output claims.html"
