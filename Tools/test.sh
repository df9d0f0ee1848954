#!/usr/bin/env bash
# Builds Constat with its tests, runs them all, and checks the form of the source. Ends with 0 only if all of it is well.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tools/prepare.sh

build "Constat and its tests" --build-tests

# Of the tests' words only failures and the closing line are shown.
log=$(mktemp)
say "Running the tests ..."
if swift test --skip-build "$@" </dev/null >"$log" 2>&1; then passed=yes; else passed=no; fi
if [ "$passed" = no ]; then grep -E '✘|error:|Fatal error|recorded an issue|↳' "$log" | head -n 200 || true; fi
grep -E 'Test run with' "$log" || tail -n 40 "$log"
[ "$passed" = yes ] || stop "Tests failed; all of their words are in $log"
rm -f "$log"

# Exports are opened with readers that nobody here wrote; what cannot be installed is skipped and named.
Tools/readers/check.sh .build/debug/constat || stop "A reader does not accept an export; see above."

# The workbench is walked through in a browser, and attacked.
Tools/workbench/check.sh .build/debug/constat || stop "The workbench does not do what it should; see above."

# The form of the source is told, and does not fail the tests; `Tools/lint.sh` lists every place and does fail.
if swift format --version >/dev/null 2>&1; then
    places=$(Tools/lint.sh 2>&1 | grep -c ' error: \| warning: ' || true)
    echo "Form: $places places that swift format would write otherwise."
fi
