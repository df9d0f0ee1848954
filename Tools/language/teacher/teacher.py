#!/usr/bin/env python3
"""A slow, accurate reader of French that teaches the fast one. For development: nothing of it is shipped but what it taught.

    teacher.py train --gold A.conllu.gz B.conllu.gz --leave-out IDS --dev D.conllu.gz --save teacher.pt
    teacher.py label --load teacher.pt TOKENS.conllu SILVER.conllu
    teacher.py score --load teacher.pt D.conllu.gz

A pre-trained multilingual encoder (see encoder.py) with three heads: part of speech, features, and a biaffine parser (Dozat and
Manning 2017). It sees surface tokens. Sentences whose identifier stands in IDS are kept for measurement.
"""
import argparse
import collections
import random
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

import trees
import treebank
from encoder import Encoder

longest = 160


class Classes:
    """Names of classes and their numbers; a name seen once only is class 0."""

    def __init__(self, names, least=1):
        counts = collections.Counter(names)
        self.names = ["_"] + sorted(name for name, count in counts.items() if count >= least and name != "_")
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def __getitem__(self, name):
        return self.numbers.get(name, 0)

    def __len__(self):
        return len(self.names)


class Teacher(nn.Module):
    arc_width, label_width = 256, 96

    def __init__(self, parts, features, relations):
        super().__init__()
        self.parts, self.features, self.relations = parts, features, relations
        self.encoder = Encoder()
        width = self.encoder.width
        self.part_head = nn.Linear(width, len(parts))
        self.feature_head = nn.Linear(width, len(features))
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.arc_governor, self.arc_dependent = nn.Linear(width, self.arc_width), nn.Linear(width, self.arc_width)
        self.label_governor, self.label_dependent = nn.Linear(width, self.label_width), nn.Linear(width, self.label_width)
        self.arcs = nn.Parameter(torch.randn(self.arc_width + 1, self.arc_width) * 0.02)
        self.labels = nn.Parameter(torch.randn(len(relations), self.label_width + 1, self.label_width + 1) * 0.02)

    def forward(self, sentences):
        """Scores of parts of speech and features, of each word's head (0 is the root), and what labels are made of."""
        x = functional.dropout(self.encoder(sentences), 0.2, self.training)
        rooted = torch.cat([self.root.expand(len(sentences), 1, -1), x], 1)

        def drop(layer, values):
            return functional.dropout(functional.leaky_relu(layer(values), 0.1), 0.25, self.training)

        arcs = with_one(drop(self.arc_dependent, x)) @ self.arcs @ drop(self.arc_governor, rooted).transpose(1, 2)
        inside = mask(sentences)
        arcs = arcs.masked_fill(~functional.pad(inside, (1, 0), value=True)[:, None, :], -1e4)
        return (self.part_head(x), self.feature_head(x), arcs,
                drop(self.label_governor, rooted), drop(self.label_dependent, x))

    def label_scores(self, governors, dependents, heads):
        chosen = governors.gather(1, heads.unsqueeze(-1).expand(-1, -1, governors.shape[-1]))
        return torch.einsum("bli,kij,blj->blk", with_one(dependents), self.labels, with_one(chosen))

    def loss(self, batch):
        shape = (len(batch), max(map(len, batch)))
        goal = {name: torch.full(shape, -100) for name in ("part", "features", "head", "relation")}
        for row, sentence in enumerate(batch):
            for column, word in enumerate(sentence):
                goal["part"][row, column] = self.parts[word.upos]
                goal["features"][row, column] = self.features[word.feats]
                goal["head"][row, column] = word.head + 1
                goal["relation"][row, column] = self.relations[word.relation]
        parts, features, arcs, governors, dependents = self([[w.form for w in s] for s in batch])
        relations = self.label_scores(governors, dependents, goal["head"].clamp(min=0))
        pairs = [(parts, "part", 1), (features, "features", 0.7), (arcs, "head", 1), (relations, "relation", 1)]
        return sum(share * functional.cross_entropy(scores.flatten(0, 1), goal[name].flatten(), ignore_index=-100)
                   for scores, name, share in pairs)

    @torch.no_grad()
    def read(self, sentences):
        """The sentences, annotated anew; those too long for the encoder are left out (None)."""
        self.eval()
        out = [None] * len(sentences)
        order = [i for i, s in enumerate(sentences) if 0 < len(s) <= longest]
        for batch in batches(order, lambda i: len(sentences[i]), 3000):
            rows = [[w.form for w in sentences[i]] for i in batch]
            parts, features, arcs, governors, dependents = self(rows)
            chances = torch.log_softmax(arcs, -1).numpy()
            heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for row, words in enumerate(rows):
                count = len(words)
                best = trees.best_tree(chances[row, :count, :count + 1])
                heads[row, :count] = torch.from_numpy(best.astype(numpy.int64))
            relations = self.label_scores(governors, dependents, heads).argmax(-1)
            parts, features = parts.argmax(-1), features.argmax(-1)
            for row, index in enumerate(batch):
                out[index] = [
                    treebank.Word(
                        word.form, self.parts.names[parts[row, i]], self.features.names[features[row, i]],
                        int(heads[row, i]) - 1, self.relations.names[relations[row, i]], word.misc)
                    for i, word in enumerate(sentences[index])]
        return out


def with_one(x):
    return torch.cat([x, torch.ones(*x.shape[:-1], 1)], -1)


def mask(sentences):
    out = torch.zeros(len(sentences), max(map(len, sentences)), dtype=torch.bool)
    for row, words in enumerate(sentences):
        out[row, :len(words)] = True
    return out


def batches(items, length, size, shuffle=None):
    """Items of like length together, at most `size` words a batch, padding counted."""
    noise = shuffle.random if shuffle else lambda: 0
    out, current = [], []
    for item in sorted(items, key=lambda i: length(i) + 3 * noise()):
        if current and length(item) * (len(current) + 1) > size:
            out.append(current)
            current = []
        current.append(item)
    if current:
        out.append(current)
    if shuffle:
        shuffle.shuffle(out)
    return out


def train(a):
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    without = frozenset(open(a.leave_out, encoding="utf-8").read().split()) if a.leave_out else frozenset()
    sentences = [s for path in a.gold for s in treebank.read(path, without) if 0 < len(s) <= longest]
    words = [w for s in sentences for w in s]
    teacher = Teacher(Classes(w.upos for w in words), Classes((w.feats for w in words), 2),
                      Classes(w.relation for w in words))
    pretrained = [p for p in teacher.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in pretrained}
    fresh = [p for p in teacher.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [dict(params=pretrained, lr=a.encoder_rate), dict(params=fresh, lr=a.rate)], betas=(0.9, 0.98), weight_decay=0.01)
    rates = [group["lr"] for group in optimizer.param_groups]
    dev = treebank.read(a.dev) if a.dev else []
    order, step, start = random.Random(a.seed), 0, time.time()
    for epoch in range(a.epochs):
        teacher.train()
        made = batches(sentences, len, a.batch, order)
        for index, batch in enumerate(made):
            share = min(1, (step + 1) / 100) * max(0.02, 1 - (epoch + index / len(made)) / a.epochs)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * share
            loss = teacher.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 2.0)
            optimizer.step()
            step += 1
            if step % 50 == 0:
                print(f"epoch {epoch} batch {index} of {len(made)}, loss {loss.item():.2f}, {time.time() - start:.0f} s", flush=True)
        state = {k: v for k, v in teacher.state_dict().items() if k != "encoder.words.weight"}
        torch.save(dict(state=state, parts=teacher.parts, features=teacher.features, relations=teacher.relations), a.save)
        if dev:
            print(f"epoch {epoch}: {scores(teacher, dev[:200])}", flush=True)


def load(path):
    saved = torch.load(path, weights_only=False)
    teacher = Teacher(saved["parts"], saved["features"], saved["relations"])
    teacher.load_state_dict(saved["state"], strict=False)
    return teacher


def scores(teacher, sentences):
    """Shares of words with the right part of speech, head, and head with relation."""
    pairs = [(g, r) for s, read in zip(sentences, teacher.read(sentences)) if read for g, r in zip(s, read)]
    right = [sum(test(g, r) for g, r in pairs) for test in (
        lambda g, r: g.upos == r.upos, lambda g, r: g.head == r.head,
        lambda g, r: (g.head, g.relation) == (r.head, r.relation))]
    return "UPOS {:.2f} UAS {:.2f} LAS {:.2f} n {}".format(*(100 * x / len(pairs) for x in right), len(pairs))


def label(a):
    teacher = load(a.load)
    sentences = treebank.read(a.tokens)
    start = time.time()
    with open(a.silver, "w", encoding="utf-8") as out:
        for first in range(0, len(sentences), 2000):
            for sentence in teacher.read(sentences[first:first + 2000]):
                if sentence:
                    treebank.write(sentence, out)
            print(f"{min(first + 2000, len(sentences))} of {len(sentences)} sentences, {time.time() - start:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--gold", nargs="+", required=True)
    training.add_argument("--leave-out")
    training.add_argument("--dev")
    training.add_argument("--save", required=True)
    training.add_argument("--epochs", type=int, default=10)
    training.add_argument("--batch", type=int, default=600, help="words")
    training.add_argument("--rate", type=float, default=2e-3)
    training.add_argument("--encoder-rate", type=float, default=1.5e-4)
    training.add_argument("--seed", type=int, default=1)
    labelling = commands.add_parser("label")
    labelling.add_argument("--load", required=True)
    labelling.add_argument("tokens")
    labelling.add_argument("silver")
    scoring = commands.add_parser("score")
    scoring.add_argument("--load", required=True)
    scoring.add_argument("gold")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    if a.command == "train":
        train(a)
    elif a.command == "label":
        label(a)
    else:
        print(scores(load(a.load), treebank.read(a.gold)))


if __name__ == "__main__":
    main()
