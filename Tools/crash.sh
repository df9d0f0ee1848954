#!/usr/bin/env bash
# Kills `constat add` fifty times over many small documents, and checks that the store then has every document once, that nothing in it
# was changed, and that each run goes on where the one before was broken off. The tests do the same with fewer documents.
#   Tools/crash.sh [DOCUMENTS]    10000 unless told; some ten minutes
set -euo pipefail
cd "$(dirname "$0")/.."
. Tools/prepare.sh

build "Constat and its tests" --build-tests
export CONSTAT_KILLED_DOCUMENTS=${1:-10000}
say "Adding $CONSTAT_KILLED_DOCUMENTS documents, killed fifty times ..."
swift test --skip-build --filter killedFiftyTimesItLosesNoFinishedDocumentAndDoublesNone </dev/null
