"""A pool of honest certificates of every rule: deterministic, small, and accepted by all three judges."""

import functools
import itertools
import json
import random
from fractions import Fraction
from pathlib import Path

import oracle

from certify.certificates import decide
from certify.duality import delta_star
from certify.instance import Instance

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"
RULES = sorted(oracle.RULES)
PATTERNS = ["000", "a00", "0a0", "00a", "aa0", "aaa"]  # which of eps0, eps1, eps2 are positive
SIZES = [(1, 1, 2), (2, 1, 3), (1, 2, 3), (2, 2, 4), (1, 1, 3), (2, 1, 2)]  # r, r*, n


@functools.cache
def pool(seed=0):
    """Certificates by rule; a counterexample and escape directions at the same index share X and Z."""
    rng = random.Random(seed)
    certificates = {rule: [json.loads((EXAMPLES / f"{rule}.json").read_text())] for rule in RULES}
    for size, pattern in itertools.product(SIZES, PATTERNS):
        counterexample, escape = both_sides(rng, size, pattern)
        if counterexample and escape:
            certificates["counterexample"].append(counterexample)
            certificates["escape-directions"].append(escape)
    for make in (box, identity, positivity, point, ledger):
        for _ in range(12):
            rule, statement, witness = make(rng)
            certificates[rule].append(envelope(rule, statement, witness))
    return certificates


def envelope(rule, statement, witness):
    """The document of a certificate."""
    return {
        "schema": "certify/certificate",
        "version": 1,
        "rule": rule,
        "statement": statement,
        "witness": witness,
    }


def encode(document):
    """Canonical bytes, without the help of the code under test."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def random_question(rng, size, pattern):
    """X, Z and tolerances with short entries; every fourth X has dependent columns."""
    r, r_star, n = size
    X = [[Fraction(rng.randint(-12, 12), 6) for _ in range(r)] for _ in range(n)]
    Z = [[Fraction(rng.randint(-12, 12), 6) for _ in range(r_star)] for _ in range(n)]
    if r > 1 and rng.random() < 0.25:
        X = [[row[0]] * r for row in X]
    eps = [Fraction(rng.randint(1, 4), 20) if letter == "a" else Fraction(0) for letter in pattern]
    return X, Z, eps


def both_sides(rng, size, pattern):
    """A counterexample above delta*, and escape directions below it; None where there is no room."""
    for _ in range(20):
        X, Z, eps = random_question(rng, size, pattern)
        if not any(map(any, X)) or not any(map(any, Z)):
            continue
        star = delta_star(Instance(X, Z, *eps)).delta_star
        found = []
        for delta in (star + 0.03, star - 0.03):
            at = Fraction(round(delta * 1000), 1000)
            decision = decide(Instance(X, Z, *eps, delta=at)) if 0 <= at < 1 else None
            found.append(
                json.loads(decision.certificate.to_bytes()) if decision and decision.certificate else None
            )
        if all(found) and [f["rule"] for f in found] == ["counterexample", "escape-directions"]:
            return found
    return None, None


def written(p):
    """A polynomial in the notation of the format."""
    return [[str(Fraction(c)), list(m)] for m, c in sorted(p.items()) if c]


def plus(p, q):
    return {m: p.get(m, 0) + q.get(m, 0) for m in {*p, *q}}


def times(p, q):
    result = {}
    for (m, a), (k, b) in itertools.product(p.items(), q.items()):
        key = tuple(x + y for x, y in zip(m, k, strict=True))
        result[key] = result.get(key, 0) + a * b
    return result


def short(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def random_polynomial(rng, k, degree, terms):
    return {tuple(rng.randint(0, degree) for _ in range(k)): short(rng, 1) for _ in range(terms)}


def box(rng):
    """(x - a)^2 + (y - b)^2 + c > 0 or its opposite on a box, cut where it helps; sometimes a hypothesis."""
    a, b, c = short(rng), short(rng), short(rng, 1)
    sign = rng.choice((1, -1))
    p = {(2, 0): 1, (1, 0): -2 * a, (0, 2): 1, (0, 1): -2 * b, (0, 0): a * a + b * b + c}
    low = [short(rng), short(rng)]
    ends = [[str(x), str(x + short(rng, 1))] for x in low]
    far = Fraction(ends[0][1]) - Fraction(low[0])
    hypothesis = {(0, 0): low[0] + far / 2, (1, 0): -1}  # x <= the middle of the box

    def cover(at, depth):
        axis = depth % 2
        leaf_wanted = depth >= 5
        if leaf_wanted or all(v > 0 for v in coefficients(p, at)):
            return ["leaf"]
        cut = (at[axis][0] + at[axis][1]) / 2
        left, right = list(at), list(at)
        left[axis], right[axis] = (at[axis][0], cut), (cut, at[axis][1])
        return ["split", "xy"[axis], str(cut), cover(left, depth + 1), cover(right, depth + 1)]

    at = [tuple(map(Fraction, end)) for end in ends]
    tree, hypotheses = cover(at, 0), []
    if rng.random() < 0.5:
        hypotheses = [written(hypothesis)]
        cut = low[0] + far * Fraction(3, 4)
        tree = ["split", "x", str(cut), cover([(low[0], cut), at[1]], 0), ["discard", 0]]
    statement = {
        "variables": ["x", "y"],
        "polynomial": written({m: sign * v for m, v in p.items()}),
        "relation": rng.choice((">", ">=") if sign > 0 else ("<", "<=")),
        "box": ends,
        "hypotheses": hypotheses,
    }
    return ("box", statement, {"tree": tree}) if proves(tree, p, at) else box(rng)


def coefficients(p, at):
    """Bernstein coefficients of degree (2, 2) of a sum of a polynomial in x and one in y."""
    parts = []
    for axis, (low, high) in enumerate(at):
        c0, c1, c2 = (p.get(tuple(e * (i == axis) for i in range(2)), 0) for e in range(3))
        c0 = c0 if axis == 0 else 0
        parts.append(
            [
                c0 + c1 * low + c2 * low**2,
                c0 + c1 * (low + high) / 2 + c2 * low * high,
                c0 + c1 * high + c2 * high**2,
            ]
        )
    return [x + y for x in parts[0] for y in parts[1]]


def proves(tree, p, at):
    """Whether every leaf has positive coefficients."""
    if tree[0] == "leaf":
        return all(v > 0 for v in coefficients(p, at))
    if tree[0] == "discard":
        return True
    axis, cut = "xy".index(tree[1]), Fraction(tree[2])
    left, right = list(at), list(at)
    left[axis], right[axis] = (at[axis][0], cut), (cut, at[axis][1])
    return proves(tree[3], p, left) and proves(tree[4], p, right)


def identity(rng):
    """Two ways to write a product of two random sums."""
    names = ["a", "b", "c"][: rng.randint(1, 3)]

    def monomial(coefficient, powers):
        factors = [["^", ["var", x], e] for x, e in zip(names, powers, strict=True) if e]
        return ["*", ["num", str(Fraction(coefficient))], *factors]

    def total(p):
        return ["+", *(monomial(c, m) for m, c in sorted(p.items()))]

    p, q = (random_polynomial(rng, len(names), 2, 3) for _ in range(2))
    left = ["-", ["*", total(p), total(q)], ["^", total(p), 2]]
    right = total(times(p, plus(q, {m: -c for m, c in p.items()})))
    return "identity", {"variables": names, "left": left, "right": right}, {}


def positivity(rng):
    """A polynomial put together from the right side of its own certificate."""
    k = rng.randint(1, 2)
    names = ["x", "y"][:k]
    g, h = random_polynomial(rng, k, 2, 2), random_polynomial(rng, k, 1, 2)
    multiplier = random_polynomial(rng, k, 1, 2)
    margin = rng.choice((Fraction(0), short(rng, 1)))
    total, squares = {(0,) * k: margin}, []
    for chosen in ([], [0], [0, 0])[: rng.randint(1, 3)]:
        monomials = rng.sample(list(itertools.product(range(2), repeat=k)), 2)
        rows = [[short(rng) for _ in range(2)] for _ in range(rng.randint(1, 2))]
        Q = [[sum(row[i] * row[j] for row in rows) for j in range(2)] for i in range(2)]
        term = {}
        for (i, m), (j, n) in itertools.product(enumerate(monomials), repeat=2):
            term = plus(term, times({m: Q[i][j]}, {n: 1}))
        for _ in chosen:
            term = times(term, g)
        total = plus(total, term)
        gram = [[str(Fraction(x)) for x in row] for row in Q]
        squares.append({"product": chosen, "monomials": [list(m) for m in monomials], "gram": gram})
    total = plus(total, times(multiplier, h))
    statement = {
        "variables": names,
        "polynomial": written(total),
        "relation": ">" if margin and rng.random() < 0.7 else ">=",
        "inequalities": [written(g)],
        "equations": [written(h)],
    }
    return (
        "positivity",
        statement,
        {"margin": str(margin), "squares": squares, "multipliers": [written(multiplier)]},
    )


def point(rng):
    """A point on a circle of given radius: (a, sqrt(c)) with a^2 + c = s, sometimes by dependent roots."""
    a, c = short(rng, 1), short(rng, 1)
    case = rng.randrange(3)
    if case == 0:
        radicands, y = [c], [["1", [1]]]
        square = c
    elif case == 1:  # sqrt 2 + sqrt 3, whose square is 5 + 2 sqrt 6: bounded between rationals
        radicands, y = ["2", "3"], [["1", [0, 1]], ["1", [1, 0]]]
        square = None
    else:  # sqrt c sqrt(4 c) is rational, and the checker has to find that out
        radicands, y = [c, 4 * c], [["1/2", [1, 1]]]
        square = c * c
    hypotheses = [[written({(0, 1): 1}), ">"], [written({(0, 0): -a, (1, 0): 1}), "="]]
    if square is None:
        # y^2 - 5 = 2 sqrt 6 lies between 48/10 and 49/10, and its square is 24
        hypotheses.append([written({(0, 4): 1, (0, 2): -10, (0, 0): 1}), "="])
        fails = rng.choice(
            [
                [written({(0, 2): -1, (0, 0): Fraction(98, 10)}), ">"],
                [written({(0, 2): 1, (0, 0): Fraction(-99, 10)}), ">="],
            ]
        )
    else:
        hypotheses.append([written({(2, 0): 1, (0, 2): 1, (0, 0): -a * a - square}), "="])
        fails = [
            written({(1, 0): 1, (0, 1): 1, (0, 0): -a}),
            rng.choice(("<=", "<", "=")),
        ]
    witness = {"radicands": [str(Fraction(x)) for x in radicands], "coordinates": [str(a), y]}
    return "point", {"variables": ["x", "y"], "hypotheses": hypotheses, "fails": fails}, witness


def ledger(rng):
    """Relations between sums of roots, some of them equations, some with an abbreviation, exp or log."""

    def number(x):
        return ["num", str(Fraction(x))]

    a, b, k = rng.randint(2, 9), rng.randint(2, 9), rng.randint(2, 4)
    root_a, root_b = ["root", 2, number(a)], ["root", 2, number(b)]
    total = ["+", root_a, ["var", "s"]]
    square = ["+", number(a + b), ["*", number(2), ["root", 2, number(a * b)]]]
    conjugate = ["-", ["^", ["root", k, number(a + 1)], k], number(a)]
    x = short(rng, 1, 3)
    lines = [
        ["square", ["^", total, 2], rng.choice(("=", ">=", "<=")), square],
        ["bound", ["/", number(1), total], rng.choice(("<", "<=", "!=")), number(1)],
        ["power", conjugate, "=", number(1)],
        ["nested", ["root", 2, square], "=", total],
        ["exp", ["exp", number(x)], ">", number(1 + x)],
        ["log", ["log", number(1 + x)], "<", number(x)],
    ]
    chosen = rng.sample(lines, rng.randint(1, 4))
    return "constant-ledger", {"where": [["s", root_b]], "lines": chosen}, {}
