#!/usr/bin/env python3
"""How well the slots of detected claims are filled: what the readers of times, places and numbers owe, without what
detection owes. A claim is detected if the scorer aligns it and its type is right.

    detected_slots.py SCORER.py GOLD.jsonl PREDICTED.jsonl [--errors SLOT]
"""
import argparse
import importlib.util
import json
from collections import Counter

SLOTS = ["actors", "place", "time", "quantities", "attribution", "status"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("scorer", "gold", "predicted"):
        arguments.add_argument(name)
    arguments.add_argument("--errors", choices=SLOTS, help="print each claim of which this slot is wrong")
    options = arguments.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    totals = Counter()
    predicted = {record["document"]["id"]: record for record in scorer.load(options.predicted)}
    for gold in scorer.load(options.gold):
        read = predicted.get(gold["document"]["id"], {"claims": []})
        for g, p in scorer.align(gold["claims"], read["claims"])[0]:
            wanted, found = gold["claims"][g], read["claims"][p]
            if wanted["type"] != found["type"]:
                continue
            for slot, (hits, of, said) in scorer.slots(wanted, found).items():
                totals.update({(slot, "hits"): hits, (slot, "gold"): of, (slot, "found"): said})
                if slot == options.errors and (hits < of or hits < said):
                    report(gold["document"]["id"], slot, wanted, found)
    for slot in SLOTS:
        result = scorer.prf(*(totals[slot, column] for column in ("hits", "gold", "found")))
        print(f"{slot:12} {result['precision']:9.3f} {result['recall']:7.3f} {result['f1']:7.3f}"
              f" {result['gold']:6} {result['predicted']:6}")


def report(document: str, slot: str, wanted: dict, found: dict) -> None:
    print(f"{document} {wanted['type']}: {wanted['evidence']['quote']}")
    for name, claim in (("gold", wanted), ("read", found)):
        print(f"    {name} {json.dumps(claim.get(slot), ensure_ascii=False)}")


if __name__ == "__main__":
    main()
