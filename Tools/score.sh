#!/usr/bin/env bash
# Scores Constat against the hand-made development records, where they stand beside the package (../shared).
# These records are for development: a score on them says nothing about unseen text.
set -euo pipefail
cd "$(dirname "$0")/.."
gold=../shared/gold
scorer=../shared/eval/score_claims.py
[ -d "$gold" ] && [ -f "$scorer" ] || { echo "no development records in $gold: nothing to score"; exit 0; }

swift build -c release --product constat 2>&1 | grep -E 'error:' && exit 1
constat="$(swift build -c release --show-bin-path)/constat"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Publication dates come from the records themselves.
for set in seed dev-fr; do
    "$constat" code "$gold/$set/claims.jsonl" --format jsonl >"$work/$set.jsonl"
    echo "== $set: $(wc -l <"$work/$set.jsonl" | tr -d ' ') documents"
    python3 "$scorer" "$gold/$set/claims.jsonl" "$work/$set.jsonl" "$@"
    echo "of the claims that are detected, with their right type:"
    python3 Tools/detected_slots.py "$scorer" "$gold/$set/claims.jsonl" "$work/$set.jsonl"
    echo
done

echo "== claims in the texts that hold none"
python3 - "$gold/dev-fr/claims.jsonl" "$work/dev-fr.jsonl" <<'PYTHON'
import json, sys
gold, read = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[1:])
for wanted, found in zip(gold, read):
    if not wanted["claims"]:
        print(f"{wanted['document']['id']}: {len(found['claims'])}")
        for claim in found["claims"]:
            print(f"    {claim['type']} « {claim['trigger']['quote']} » in « {claim['evidence']['quote']} »")
PYTHON
