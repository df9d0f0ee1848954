"""Power cuts: what a page showed as saved is there afterwards."""
import random
import re

ROUNDS = 6


def test_no_decision_that_was_answered_is_lost(serve, sample, program, tmp_path):
    server = serve(sample)
    store, random_number = server.store, random.Random(6)
    saved = []
    for turn in range(ROUNDS):
        for _ in range(random_number.randint(1, 6)):
            claim = re.search(r'name="claim" value="([^"]+)"', server.get("/queue").text).group(1)
            reason = f"décision {len(saved) + 1} du tour {turn + 1}"
            answer = server.post("/queue", {"claim": claim, "action": ["accept", "reject"][turn % 2], "reason": reason})
            assert answer.status == 303 and "saved=" in answer.headers["Location"]
            saved.append(reason)
        server.kill()
        server = serve(store, copies=False)
        history = server.get("/history").text
        assert [reason for reason in saved if f"{reason}<" not in history] == []
