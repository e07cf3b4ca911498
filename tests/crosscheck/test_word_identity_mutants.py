"""Damaged certificates of words: what a third, numerical judge calls wrong is accepted by neither checker."""

import copy
import json
import random
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from certify import crosscheck, kernel

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "words"))

from zhang_words import TRUE, TRUE_INEQUALITIES  # noqa: E402

from certify.provers.outcome import Budget  # noqa: E402
from certify.provers.words import words  # noqa: E402

NAMES = [
    "Fact 3.2: E_N in both forms",
    "Fact 3.2: orthogonality",
    "Fact 3.3(b), second half",
    "Lemma 3.17: J Z Z^T J Z = 0",
    "Example 4.1: the norm of G",
    "Fact 3.6, Hessian",
]
INEQUALITIES = ["arithmetic and geometric mean", "Lemma 3.5, t1 >= t2 >= 0", "Fact 3.14, lower bound"]


def pool():
    """Honest certificates."""
    statements = [TRUE[name] for name in NAMES] + [TRUE_INEQUALITIES[name] for name in INEQUALITIES]
    return [json.loads(words(statement, Budget(600)).certificates[0].to_json()) for statement in statements]


class Wrong(Exception):  # noqa: N818
    """The certificate does not add up, or is not well formed."""


def need(condition):
    if not condition:
        raise Wrong


class Numbers:
    """Random matrices of the letters that need not satisfy any relation: both sides are still equal there."""

    def __init__(self, statement, rng):
        self.sizes = {name: rng.randint(2, 3) for name in statement["sizes"]} | {"1": 1}
        self.variables = [*statement["sizes"], *statement["parameters"]]
        need(len(set(self.variables)) == len(self.variables))
        values = {name: Fraction(rng.randint(-9, 9)) for name in statement["parameters"]}
        self.values = [Fraction(self.sizes[v]) if v in self.sizes else values[v] for v in self.variables]
        self.letters, self.semidefinite = {}, set()
        for name, rows, columns, kind in statement["letters"]:
            need(name.isidentifier() and name not in self.letters and name not in self.variables)
            M = [[rng.randint(-9, 9) for _ in range(self.sizes[columns])] for _ in range(self.sizes[rows])]
            if kind != "general":
                need(kind in ("symmetric", "semidefinite") and rows == columns)
                M = [[M[max(i, j)][min(i, j)] for j in range(len(M))] for i in range(len(M))]
            else:
                self.letters[f"{name}.T"] = (transposed(M), (columns, rows))
            self.letters[name] = (M, (rows, columns))
            self.semidefinite |= {name} if kind == "semidefinite" else set()

    def word(self, word):
        """The product and its shape; the number 1 for the empty word."""
        result, shape = [[Fraction(1)]], None
        for letter in word:
            need(letter in self.letters)
            M, (rows, columns) = self.letters[letter]
            need(shape is None or shape[1] == rows)
            result = M if shape is None else product(result, M)
            shape = (rows if shape is None else shape[0], columns)
        return result, shape

    def element(self, value):
        """The value and shape of an element; a scalar has shape None."""
        need(set(value) == {"shape", "terms"} and len(value["shape"]) in (0, 2))
        shape = tuple(value["shape"]) or None
        need(all(size in self.sizes for size in shape or ()))
        rows, columns = (self.sizes[size] for size in shape or ("1", "1"))
        total = [[Fraction(0)] * columns for _ in range(rows)]
        for coefficient, exponents, traces, *outside in value["terms"]:
            need(len(outside) == (1 if shape else 0) and len(exponents) == len(self.values))
            need(isinstance(coefficient, str) and str(Fraction(coefficient)) == coefficient != "0")
            factor = Fraction(coefficient)
            for x, power in zip(self.values, exponents, strict=True):
                need(type(power) is int and 0 <= power <= 64)
                factor *= x**power
            for word in traces:
                M, ends = self.word(word)
                need(ends is not None and ends[0] == ends[1])
                factor *= sum(M[i][i] for i in range(len(M)))
            M, ends = self.word(outside[0]) if shape else ([[1]], None)
            if shape and ends is None:
                need(shape[0] == shape[1])
                M = [[int(i == j) for j in range(rows)] for i in range(rows)]
            need(not shape or ends in (None, shape))
            total = [
                [x + factor * y for x, y in zip(a, b, strict=True)] for a, b in zip(total, M, strict=True)
            ]
        return total, shape

    def times(self, *factors):
        """A product in which scalars may stand anywhere."""
        result, shape = [[Fraction(1)]], None
        for M, other in factors:
            need(shape is None or other is None or shape[1] == other[0])
            if shape is None or other is None:
                number, matrix = (result, M) if shape is None else (M, result)
                result = [[number[0][0] * x for x in row] for row in matrix]
                shape = other if shape is None else shape
            else:
                result, shape = product(result, M), (shape[0], other[1])
        return result, shape


def transposed(M):
    return [list(row) for row in zip(*M, strict=True)]


def product(A, B):
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*B, strict=True)] for row in A
    ]


def trace(value):
    M, shape = value
    need(shape is not None and shape[0] == shape[1])
    return [[sum(M[i][i] for i in range(len(M)))]], None


def semidefinite(G):
    """By elimination; a zero pivot needs a zero row."""
    G = [list(row) for row in G]
    for k in range(len(G)):
        if G[k][k] < 0 or (G[k][k] == 0 and any(G[k][k:])):
            return False
        for i in range(k + 1, len(G)):
            if G[k][k]:
                factor = G[i][k] / G[k][k]
                G[i] = [x - factor * y for x, y in zip(G[i], G[k], strict=True)]
    return True


def holds(document):
    """Whether the equation of the certificate holds at random matrices, which is so if it holds at all."""
    statement, witness = document["statement"], document["witness"]
    for seed in range(2):
        at = Numbers(statement, random.Random(seed))
        relations = [at.element(value) for value in statement["relations"]]
        facts = [at.element(value) for value in statement["facts"]]
        need(all(shape is None for _, shape in facts))
        left, right = at.element(statement["left"]), at.element(statement["right"])
        need(left[1] == right[1] and statement["relation"] in ("=", ">="))
        need(statement["relation"] == "=" or left[1] is None)
        need(statement["relation"] == ">=" or not witness["squares"])
        parts = [([[Fraction(1)]], right)]
        for part in witness["cofactors"]:
            need(set(part) == {"factor", "left", "relation", "transposed", "right", "closed"})
            need(type(part["relation"]) is int and 0 <= part["relation"] < len(relations))
            need(part["transposed"] in (0, 1) and part["closed"] in (0, 1))
            M, shape = relations[part["relation"]]
            if part["transposed"]:
                M, shape = transposed(M), shape and shape[::-1]
            inner = at.times(at.word(part["left"]), (M, shape), at.word(part["right"]))
            inner = trace(inner) if part["closed"] else inner
            parts.append(([[Fraction(1)]], at.times(at.element(part["factor"]), inner)))
        for part in witness["squares"]:
            w = [at.element(value) for value in part["words"]]
            G = [[Fraction(x) for x in row] for row in part["gram"]]
            need(len(G) == len(w) > 0 and all(len(row) == len(w) for row in G) and transposed(G) == G)
            need(semidefinite(G) and len({shape for _, shape in w}) == 1 and len(part["weights"]) == 2)
            for weight in part["weights"]:
                need(not weight or (w[0][1] and len(weight) == 1 and weight[0] in at.semidefinite))
            P, Q = (at.word(weight) for weight in part["weights"])
            for i, (W, shape) in enumerate(w):
                for j, V in enumerate(w):
                    value = at.times((transposed(W), shape and shape[::-1]), P, V, Q)
                    value = trace(value) if shape else value
                    for index in part["product"]:
                        need(type(index) is int and 0 <= index < len(facts))
                        value = at.times(value, facts[index])
                    parts.append(([[G[i][j]]], value))
        total = left[0]
        for factor, (M, shape) in parts:
            need(shape == left[1])
            total = [
                [x - factor[0][0] * y for x, y in zip(a, b, strict=True)]
                for a, b in zip(total, M, strict=True)
            ]
        need(not any(map(any, total)))


def follows(document):
    """The third judge: whether the certificate proves its statement, but for unlucky matrices."""
    try:
        holds(document)
    except (Wrong, KeyError, ValueError, TypeError, IndexError, AttributeError, ZeroDivisionError):
        return False
    return True


def places(value, path=()):
    yield path, value
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, key))


def damaged(document, rng):
    """A copy with one or two changes."""
    document = copy.deepcopy(document)
    for _ in range(rng.choice((1, 1, 1, 2))):
        found = [(p, v) for p, v in places(document) if len(p) > 1 and p[0] in ("statement", "witness")]
        path, value = rng.choice(found)
        parent = document
        for key in path[:-1]:
            parent = parent[key]
        others = [v for _, v in found if type(v) is type(value)]
        if isinstance(value, list) and value and rng.random() < 0.7:
            match rng.randrange(4):
                case 0:
                    value.pop(rng.randrange(len(value)))
                case 1:
                    value.insert(rng.randrange(len(value)), copy.deepcopy(rng.choice(value)))
                case 2:
                    value.reverse()
                case _:
                    i, j = rng.randrange(len(value)), rng.randrange(len(value))
                    value[i], value[j] = value[j], value[i]
        elif isinstance(value, int):
            parent[path[-1]] = value + rng.choice((-1, 1))
        else:
            parent[path[-1]] = copy.deepcopy(rng.choice(others))
    return document


def test_the_third_judge_accepts_the_honest_ones_and_not_everything():
    certificates = pool()
    assert all(follows(document) for document in certificates)
    rng = random.Random(0)
    verdicts = [follows(damaged(rng.choice(certificates), rng)) for _ in range(200)]
    assert 10 < sum(verdicts) < 150


@pytest.mark.parametrize("seed", range(2))
def test_no_damaged_certificate_gets_past_a_checker(seed):
    rng, certificates = random.Random(seed), pool()
    accepted = wrong = 0
    for _ in range(1200):
        document = damaged(rng.choice(certificates), rng)
        data = json.dumps(document).encode()
        verdicts = [checker.check_bytes(data) for checker in (kernel, crosscheck)]
        assert {verdict.code for verdict in verdicts} <= {0, 1, 2}, (verdicts, document)
        assert verdicts[0].accepted == verdicts[1].accepted, (verdicts, document)
        if follows(document):
            accepted += verdicts[0].accepted
        else:
            wrong += 1
            assert not verdicts[0].accepted, (verdicts, document)
    assert wrong > 400
    assert accepted > 50
