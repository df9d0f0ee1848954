#!/usr/bin/env bash
# Walks through the workbench in a real browser, and attacks it.
#   Tools/workbench/check.sh [CONSTAT [PYTEST-ARGUMENT...]]
# CONSTAT is the built program (default: the newest of .build's). Flows are in flows/, one file for each part of the
# workbench. Installs playwright and axe-core into .venv-workbench, and Chromium through the system's package manager where
# it may; says what it skips. Ends with 0 only if every flow that can be walked ends well.
set -euo pipefail
cd "$(dirname "$0")/../.."

constat=${1:-$(ls -t .build/debug/constat .build/release/constat 2>/dev/null | head -n 1)}
[ $# -gt 0 ] && shift
[ -x "$constat" ] || { echo "no built program: swift build --product constat" >&2; exit 2; }

words=$(mktemp)
trap 'rm -f "$words"' EXIT
python=.venv-workbench/bin/python
if ! [ -x "$python" ] || ! cmp -s Tools/workbench/requirements.txt .venv-workbench/installed; then
    rm -rf .venv-workbench
    if python3 -m venv .venv-workbench >"$words" 2>&1 &&
        "$python" -m pip install -q --disable-pip-version-check -r Tools/workbench/requirements.txt >"$words" 2>&1; then
        cp Tools/workbench/requirements.txt .venv-workbench/installed
    else
        tail -n 3 "$words"
        rm -rf .venv-workbench
        echo "skipped: the workbench's flows: playwright, axe-core and pytest could not be installed (Tools/workbench/requirements.txt)"
        exit 0
    fi
fi

find_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome ||
        ls "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"
} 2>/dev/null
chromium=$(find_chromium | head -n 1 || true)
if [ -z "$chromium" ] && command -v apt-get >/dev/null 2>&1; then
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else return 1; fi; }
    { as_root apt-get install -y -qq chromium || { as_root apt-get update -qq && as_root apt-get install -y -qq chromium; }; } \
        </dev/null >/dev/null 2>&1 || true
    chromium=$(find_chromium | head -n 1 || true)
fi
# Without a browser the attacks are still made: they need none.
if [ -z "$chromium" ]; then
    echo "skipped: flows in a browser: Chromium could not be installed (Debian: chromium)"
    set -- -m "not browser" "$@"
fi

export PYTHONDONTWRITEBYTECODE=1
exec "$python" -m pytest -q -p no:cacheprovider --tb=short Tools/workbench/flows \
    --constat "$constat" --chromium "${chromium:-none}" "$@"
