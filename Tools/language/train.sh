#!/usr/bin/env bash
# Makes Sources/CConstatData/compiled/french.model from annotated and raw texts: one command, hours on two cores.
#
#     train.sh DATA [--without-teacher]
#
# DATA holds ud-fr, winer-fr, news-fr, popcorn and ner-fr (README.md says which files and licences). A teacher learns from the
# treebanks, annotates the raw texts, and the tagger and parser that are shipped learn from both. What was made before is
# kept in .cache-language and used again; delete it to begin anew.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
data=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
cache=.cache-language
mkdir -p "$cache"

swift build -c release --product constat-train 2>&1 | grep -E 'error:' && exit 1
train="$(swift build -c release --show-bin-path)/constat-train"
if [ "${2:-}" = --without-teacher ]; then
    exec "$train" french "$data"
fi

if [ ! -f "$cache/silver.conllu" ]; then
    [ -x .venv-teacher/bin/python ] || python3 -m venv .venv-teacher
    .venv-teacher/bin/pip install --quiet -r Tools/language/teacher/requirements.txt
    teacher=(.venv-teacher/bin/python Tools/language/teacher/teacher.py)
    if [ ! -f "$cache/teacher.pt" ]; then
        "${teacher[@]}" train --gold "$data"/ud-fr/sequoia-train.conllu.gz "$data"/ud-fr/gsd-dev.conllu.gz \
            --leave-out Tools/language/held-out/gsd-dev.txt --dev "$data"/ud-fr/sequoia-dev.conllu.gz \
            --save "$cache/teacher.part"
        mv "$cache/teacher.part" "$cache/teacher.pt"
    fi
    "$train" text "$data" >"$cache/text.conllu"
    "${teacher[@]}" label --load "$cache/teacher.pt" "$cache/text.conllu" "$cache/silver.part"
    mv "$cache/silver.part" "$cache/silver.conllu"
fi
"$train" french "$data" --silver "$cache/silver.conllu"
