#!/usr/bin/env python3
"""Scores events made of claims against gold events. Python 3.9+, standard library only.

    score_events.py SCORER.py GOLD_EVENTS.jsonl GOLD_CLAIMS.jsonl CLAIMS.jsonl EVENTS.jsonl [--errors] [--json]

SCORER.py     the scorer of claims (`score_claims.py`), of which the alignment is used
GOLD_EVENTS   one event a line: `claims` (document, claim), `killed`, `wounded` ... with `low`, `best`, `high`
GOLD_CLAIMS   gold claim records of the same documents
CLAIMS        the records from which EVENTS were made: GOLD_CLAIMS again, or claims as the program read them
EVENTS        what `constat events CLAIMS --format jsonl` printed

Claims as read are set against gold claims document by document with the scorer's own alignment (one to one, by family,
trigger and evidence). A gold claim that was not found is in no event, so its pairs are missed; a claim as read that
aligns with no gold claim is left out of the count. With gold claims in, every claim is aligned with itself.

Printed:
  pairs    precision, recall and F1 over pairs of claims that are in one event. Only claims that gold events list
           count: what gold leaves out of every event (an arrest elsewhere, a war's background) says nothing.
  strict   the same with the other gold claims of which one of a pair is listed: what gold leaves out is taken to stand
           alone, so that anything more in an event counts against it.
  across   pairs of one event whose documents belong to different clusters (`document.cluster`; null is a cluster of
           its own document): always wrong.
  figures  gold events of which `killed` and `wounded` are right, low, best and high each (an event without such a
           figure is right if the program gives none). A gold event is compared with the program's event that shares
           most claims with it.
  types    gold events of which the type is right.
"""
import argparse
import importlib.util
import itertools
import json
from collections import Counter

MEASURES = ("killed", "wounded")
BOUNDS = ("low", "best", "high")


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def aligned(scorer, gold, read):
    """(document, claim as read) -> (document, gold claim)"""
    found = {}
    predicted = {record["document"].get("id"): record for record in read}
    for record in gold:
        document = record["document"]["id"]
        claims = predicted.get(document, {"claims": []})["claims"]
        for g, p in scorer.align(record["claims"], claims)[0]:
            found[document, claims[p]["id"]] = (document, record["claims"][g]["id"])
    return found


def pairs(groups):
    return {pair for group in groups for pair in itertools.combinations(sorted(set(group)), 2)}


def agreement(gold, found):
    hits = len(gold & found)
    precision = hits / len(found) if found else 0.0
    recall = hits / len(gold) if gold else 0.0
    total = precision + recall
    return {"precision": round(precision, 4), "recall": round(recall, 4),
            "f1": round(2 * precision * recall / total, 4) if total else 0.0, "gold": len(gold), "found": len(found)}


def figure(event, measure):
    """low, best, high; None where the event has no such figure."""
    for row in event.get("figures") or []:
        if row["measure"] == measure:
            return tuple(row[bound] for bound in BOUNDS)
    return None


def gold_figure(event, measure):
    row = event.get(measure)
    return tuple(row[bound] for bound in BOUNDS) if row else None


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("scorer", "gold_events", "gold_claims", "claims", "events"):
        arguments.add_argument(name)
    arguments.add_argument("--errors", action="store_true", help="print what was missed, joined wrongly or miscounted")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    gold_events, gold_claims = load(options.gold_events), load(options.gold_claims)
    events = load(options.events)
    names = aligned(scorer, gold_claims, load(options.claims))
    clusters = {r["document"]["id"]: r["document"].get("cluster") or r["document"]["id"] for r in gold_claims}

    gold = [[(c["document"], c["claim"]) for c in event["claims"]] for event in gold_events]
    listed = {claim for event in gold for claim in event}
    found = [[names[c["document"], c["claim"]] for c in event["claims"] if (c["document"], c["claim"]) in names]
             for event in events]
    wanted = pairs(gold)
    strict = {pair for pair in pairs(found) if listed & set(pair)}
    counted = pairs([claim for claim in event if claim in listed] for event in found)
    across = [pair for event in events for pair in itertools.combinations([c["document"] for c in event["claims"]], 2)
              if clusters.get(pair[0], pair[0]) != clusters.get(pair[1], pair[1])]

    right, types, report = 0, 0, []
    for event, claims in zip(gold_events, gold):
        best = max(range(len(events)), key=lambda i: (len(set(claims) & set(found[i])), -i), default=None)
        match = events[best] if best is not None and set(claims) & set(found[best]) else {}
        types += match.get("type") == event["type"]
        wrong = [m for m in MEASURES if figure(match, m) != gold_figure(event, m)]
        right += not wrong
        spread = Counter(i for i, other in enumerate(found) for claim in claims if claim in other)
        report.append((event, match, wrong, spread, set(claims) - set(found[best] if match else [])))

    result = {"pairs": agreement(wanted, counted), "strict": agreement(wanted, strict), "across": len(across),
              "figures": {"right": right, "of": len(gold_events)}, "types": {"right": types, "of": len(gold_events)}}
    if options.json:
        print(json.dumps(result))
        return
    for name in ("pairs", "strict"):
        row = result[name]
        print(f"{name:8} precision {row['precision']:.3f}  recall {row['recall']:.3f}  F1 {row['f1']:.3f}"
              f"  ({row['gold']} gold, {row['found']} found)")
    print(f"across   {len(across)} pairs over clusters")
    print(f"figures  {right} of {len(gold_events)}\ntypes    {types} of {len(gold_events)}")
    if options.errors:
        for event, match, wrong, spread, missing in report:
            print(f"\n{event['id']} {event['type']} {event['summary']}: in {len(spread)} events; best is {match.get('id')}"
                  f" {match.get('type')} ({match.get('grade')}: {match.get('grade_reason')})")
            print("  missing: " + ", ".join(f"{d}#{c}" for d, c in sorted(missing)))
            inside = {(c["document"], c["claim"]) for c in match.get("claims", [])}
            claims = {(c["document"], c["claim"]) for c in event["claims"]}
            extra = [f"{d}#{c}" + ("" if (d, c) in names else " (not in gold)") for d, c in sorted(inside)
                     if names.get((d, c)) not in claims]
            print("  extra:   " + ", ".join(extra))
            for measure in wrong:
                print(f"  {measure}: gold {gold_figure(event, measure)}, found {figure(match, measure)}")
                for row in match.get("tolls", []):
                    if row["measure"] == measure:
                        print(f"     {row['document']}#{row['claim']} {row['source']} ({row['kind']}) {row['group']}"
                              f" {row['low']}/{row['best']}/{row['high']} {row['standing']}"
                              f"{' accused' if row['accused'] else ''} {row['reason']}")


if __name__ == "__main__":
    main()
