"""The best dependency tree by scores of single arcs (Chu and Liu 1965, Edmonds 1967)."""
import numpy

never = -1e9


def best_tree(scores):
    """Heads of n words from an n by n + 1 table (column 0 is the root): 0 for the root, else the word's number from 1."""
    count = scores.shape[0]
    table = numpy.full((count + 1, count + 1), never)
    table[1:] = scores
    heads = arborescence(table)
    roots = [w for w in range(1, count + 1) if heads[w] == 0]
    if len(roots) > 1:
        kept = max(roots, key=lambda w: table[w, 0])
        table[[w for w in range(1, count + 1) if w != kept], 0] = never / 10
        heads = arborescence(table)
    return heads[1:]


def arborescence(scores):
    """Heads of all words but the first, which is the root; `scores[d, h]` is the worth of h as head of d."""
    table = scores.copy()
    numpy.fill_diagonal(table, never)
    heads = table.argmax(1)
    heads[0] = 0
    ring = find_ring(heads)
    if ring is None:
        return heads
    members, others = set(ring), [w for w in range(len(heads)) if w not in set(ring)]
    size = len(others)
    small = numpy.full((size + 1, size + 1), never)
    small[:size, :size] = table[numpy.ix_(others, others)]
    inner = numpy.array(ring)
    kept = table[inner, heads[inner]]
    # Out of the ring: the member that governs best. Into it: the member whose own arc is cheapest to give up.
    small[:size, size] = table[numpy.ix_(others, ring)].max(1)
    leaving = inner[table[numpy.ix_(others, ring)].argmax(1)]
    entering_scores = table[numpy.ix_(ring, others)] - kept[:, None]
    small[size, :size] = entering_scores.max(0)
    entering = inner[entering_scores.argmax(0)]
    reduced = arborescence(small)
    for index, word in enumerate(others[1:], 1):
        heads[word] = others[reduced[index]] if reduced[index] < size else leaving[index]
    head = reduced[size]
    heads[entering[head]] = others[head]
    return heads


def find_ring(heads):
    """The words of one ring of heads; None when they form a tree."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, word = [], start
        while word != 0 and seen[word] == 0:
            seen[word] = start
            path.append(word)
            word = heads[word]
        if word != 0 and seen[word] == start:
            return path[path.index(word):]
    return None
