"""CoNLL-U in and out, with surface tokens: what stands between blanks, French "du" as one."""
import gzip
from dataclasses import dataclass


@dataclass
class Word:
    form: str
    upos: str = "X"
    feats: str = "_"
    head: int = -1          # index in the sentence, -1 for the root
    relation: str = "root"
    misc: str = "_"


def read(path, without=frozenset()):
    """The sentences of a treebank, plain or gzipped, as lists of `Word`; those with an identifier in `without` left out."""
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        rows, out, wanted = [], [], True
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                wanted = line[12:] not in without
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                if wanted:
                    out.append(surface(rows))
                rows, wanted = [], True
    return out


def surface(rows):
    """Joins the words of a multiword token; the one that hangs outside the group stands for it."""
    spans = {int(r[0].split("-")[0]): (int(r[0].split("-")[1]), r[1]) for r in rows if "-" in r[0]}
    words = [r for r in rows if r[0].isdigit()]
    groups, index = [], 0
    while index < len(words):
        last, form = spans.get(int(words[index][0]), (int(words[index][0]), words[index][1]))
        members = [w for w in words[index:] if int(w[0]) <= last]
        groups.append((form, members))
        index += len(members)
    place = {w[0]: g for g, (_, members) in enumerate(groups) for w in members}
    out = []
    for g, (form, members) in enumerate(groups):
        w = next((m for m in members if place.get(m[6], -1) != g), members[0])
        out.append(Word(form, w[3], w[5], place.get(w[6], -1), w[7], w[9]))
    return out


def write(sentence, out):
    for index, w in enumerate(sentence, 1):
        out.write("\t".join([str(index), w.form, "_", w.upos, "_", w.feats, str(w.head + 1), w.relation, "_", w.misc]))
        out.write("\n")
    out.write("\n")
