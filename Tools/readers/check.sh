#!/usr/bin/env bash
# Opens exports with readers that nobody here wrote: GDAL's ogrinfo, libhxl, pandas, geopandas, PyLD, rdflib.
#   Tools/readers/check.sh [CONSTAT [RECORDS.jsonl]]
# CONSTAT is the built program (default: the newest of .build's), RECORDS claim records (default: made of the sample
# reports). Installs the readers into .venv-readers and GDAL through the system's package manager where it may; says
# what it skips. Ends with 0 only if every reader that is there reads everything.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
constat=${1:-$(ls -t .build/debug/constat .build/release/constat 2>/dev/null | head -n 1)}
[ -x "$constat" ] || { echo "no built program: swift build --product constat" >&2; exit 2; }
records=${2:-$work/records.jsonl}
if [ $# -lt 2 ]; then "$constat" code Examples/reports.jsonl --format jsonl >"$records" 2>/dev/null; fi

export_as() { # export_as FILE ARGUMENT...
    local file=$1
    shift
    "$constat" export "$records" "$@" --output "$work/$file" --explain 2>"$work/words" || {
        cat "$work/words" >&2
        echo "FAILED: constat export $*" >&2
        exit 1
    }
}
export_as events.csv --profile csv
export_as claims.csv --profile csv --table claims
# The samples are few: rows that the codebooks would refuse are let in, so that their columns are read.
export_as ged.csv --profile ucdp-ged --rule ged-one-death=off --rule ged-known-actor=off
export_as acled.csv --profile acled --rule acled-known-actor=off
export_as plover.jsonl --profile plover
export_as events.geojson --profile geojson
export_as events.gpkg --profile gpkg
export_as events.hxl.csv --profile hxl
export_as annotations.jsonld --profile webannotation
export_as provenance.jsonld --profile prov

if ! command -v ogrinfo >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else return 1; fi; }
    { as_root apt-get install -y -qq gdal-bin || { as_root apt-get update -qq && as_root apt-get install -y -qq gdal-bin; }; } \
        </dev/null >/dev/null 2>&1 || true
fi
if command -v ogrinfo >/dev/null 2>&1; then
    for file in events.gpkg events.geojson; do
        # GDAL warns of what it does not like and goes on: a warning fails here.
        ogrinfo -ro -al -so "$work/$file" >"$work/ogr" 2>&1 || { cat "$work/ogr" >&2; exit 1; }
        if grep -E 'Warning|ERROR' "$work/ogr" >&2; then echo "FAILED: ogrinfo warns of $file" >&2; exit 1; fi
        echo "ogrinfo: $file: $(grep -E 'Feature Count' "$work/ogr"), $(grep -E '^Geometry:' "$work/ogr")"
    done
else
    echo "skipped: ogrinfo could not be installed (Debian: gdal-bin)"
fi

python=.venv-readers/bin/python
if ! [ -x "$python" ] || ! cmp -s Tools/readers/requirements.txt .venv-readers/installed; then
    rm -rf .venv-readers
    if python3 -m venv .venv-readers >/dev/null 2>&1 &&
        "$python" -m pip install -q --disable-pip-version-check -r Tools/readers/requirements.txt >"$work/pip" 2>&1; then
        cp Tools/readers/requirements.txt .venv-readers/installed
    else
        tail -n 3 "$work/pip" 2>/dev/null || true
        rm -rf .venv-readers
        echo "skipped: pandas, geopandas, libhxl, PyLD and rdflib could not be installed (Tools/readers/requirements.txt)"
        exit 0
    fi
fi
"$python" Tools/readers/check.py "$work"
