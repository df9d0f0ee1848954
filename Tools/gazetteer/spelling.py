"""Canonical keys of place names: the Python twin of Sources/ConstatPlaces/PlaceKey.swift. Change both or neither."""

import unicodedata

LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ə": "a", "þ": "th"}
APOSTROPHES = set("'’‘ʼʻ`´ʾʿˈ")


def folded(name: str) -> str:
    out = []
    for letter in unicodedata.normalize("NFD", name.lower()):
        if not unicodedata.combining(letter):
            out.append("'" if letter in APOSTROPHES else LETTERS.get(letter, letter))
    return "".join(out)


class Spelling:
    """`variants` maps a word to its canonical one: "el", "ar", "as" to "al"; "tell" to "tal"."""

    def __init__(self, variants: dict[str, str]):
        self.variants = variants

    def canonical(self, name: str) -> tuple[str, bool]:
        """The key, without apostrophes and leading article; and whether there was an article."""
        plain = "".join(" " if not c.isalnum() and c != "'" else c for c in folded(name)).replace("'", "")
        words = [self.variants.get(word, word) for word in plain.split()]
        if len(words) > 1 and words[0] == "al":
            return " ".join(words[1:]), True
        return " ".join(words), False


# Order matters: the longest spelling first. What follows "=" is one sound; capitals keep sounds apart from letters.
SOUNDS = [
    ("tch", "S"), ("sch", "S"), ("tsh", "S"), ("ch", "S"), ("sh", "S"), ("dzh", "J"), ("dj", "J"), ("zh", "J"),
    ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
    ("j", "J"), ("q", "k"), ("c", "k"), ("w", "u"), ("y", "i"), ("x", "k"),
]


def phonetic(key: str) -> str:
    """The sounds of a key, roughly: French, English and Arabic transliterations of one name come out alike."""
    out = []
    at = 0
    while at < len(key):
        for spelling, sound in SOUNDS:
            if key.startswith(spelling, at):
                break
        else:
            spelling, sound = key[at], key[at]
        at += len(spelling)
        if sound in "h " or (out and out[-1] == sound):
            continue
        out.append(sound)
    return "".join(out)


def skeleton(key: str) -> str:
    """The consonants of the sounds; a vowel counts only in first place."""
    sounds = phonetic(key)
    return "".join(s if s not in "aeiou" else "A" for i, s in enumerate(sounds) if i == 0 or s not in "aeiou")
