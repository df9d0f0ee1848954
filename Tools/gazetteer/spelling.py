"""How names are compared while the sources are put together. Look-ups go by Sources/ConstatPlaces/PlaceKey.swift."""

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
