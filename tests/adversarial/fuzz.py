"""Streams of inputs that are almost certificates, or nothing like them. Seeded."""

import itertools
import json
import random

from honest import encode, pool
from mutations import mutate

TOKENS = [
    *'[]{}:,"',
    *("-", "0", "1", "-1", "1/2", '"1"', '"1/2"', '"x"', '"leaf"', '"split"', '"num"', '"^"', " ", "\n"),
    *(
        "true",
        "null",
        "1e5",
        "0.5",
        "NaN",
        "\\u0030",
        "\u200b",
        "\uff11",
        '"statement"',
        '"witness"',
        '"rule"',
    ),
]
PIECES = [
    b'"0"',
    b"[]",
    b"{}",
    b"[[",
    b"]]",
    b",",
    b'"',
    b"-",
    b"/",
    b"\xff",
    b"\x00",
    b"9" * 40,
    b"\xe2\x80\x8b",
]
SCALARS = [
    "0",
    "1",
    "-1",
    "1/2",
    "",
    "x",
    "leaf",
    ">",
    "+",
    "var",
    0,
    1,
    2,
    -1,
    64,
    65,
    None,
    True,
    0.5,
    10**12,
]


def inputs(seed, count):
    """So many byte strings; one in a thousand is long."""
    rng = random.Random(seed)
    certificates = pool()
    documents = list(itertools.chain.from_iterable(certificates.values()))
    encoded = [encode(document) for document in documents]
    for i in range(count):
        kind = rng.random()
        if kind < 0.40:
            yield edited(rng, rng.choice(encoded))
        elif kind < 0.60:
            data = mutate(rng, rng.choice(documents), certificates)
            yield data if data is not None else b""
        elif kind < 0.75:
            yield json.dumps(grafted(rng, rng.choice(documents)), ensure_ascii=False).encode()
        elif kind < 0.90:
            yield "".join(rng.choices(TOKENS, k=rng.randint(0, 60))).encode()
        else:
            yield rng.randbytes(rng.randint(0, 200))
        if i % 1000 == 0:
            yield lengthened(rng, rng.choice(encoded))


def edited(rng, data):
    """A few bytes replaced, removed or put in."""
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(data) + 1)
        stop = start + rng.choice((0, 0, 1, 1, 2, 5))
        piece = rng.choice((rng.choice(PIECES), rng.randbytes(1), b"%d" % rng.randrange(10), b""))
        data = data[:start] + piece + data[stop:]
    return data


def grafted(rng, document):
    """A copy in which one value, anywhere, is another value."""
    if not isinstance(document, dict | list) or not document or rng.random() < 0.15:
        return soup(rng, rng.randint(0, 3))
    copy = dict(document) if isinstance(document, dict) else list(document)
    key = rng.choice(sorted(copy)) if isinstance(copy, dict) else rng.randrange(len(copy))
    copy[key] = grafted(rng, copy[key])
    return copy


def soup(rng, depth):
    """A random JSON value."""
    if depth == 0 or rng.random() < 0.3:
        return rng.choice(SCALARS)
    parts = [soup(rng, depth - 1) for _ in range(rng.randint(0, 4))]
    return parts if rng.random() < 0.7 else {rng.choice("abXZDSG"): part for part in parts}


def lengthened(rng, data):
    """A slice of a certificate many times over."""
    start = rng.randrange(len(data))
    stop = min(len(data), start + rng.randint(1, 40))
    return data[:stop] + data[start:stop] * rng.randint(100, 40_000) + data[stop:]
