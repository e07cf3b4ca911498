"""A pool of honest certificates of every rule: deterministic, small, and accepted by all three judges."""

import functools
import itertools
import json
import random
from fractions import Fraction
from pathlib import Path

import honest_hypotheses
import honest_refutations
import oracle
import sympy
from test_word_identity_mutants import pool as words_pool

from certify.certificates import decide
from certify.claims import Curvature, reals
from certify.claims.statements.l1_point import SAYS, L1Point
from certify.formulas import as_written
from certify.provers import Budget, decide_statement
from certify.recovery.duality import delta_star
from certify.recovery.instance.instance import Instance

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
    certificates["word-identity"] += words_pool()
    for rule, statement, witness in honest_hypotheses.pool(rng):
        certificates[rule].append(envelope(rule, statement, witness))
    for make in (box, identity, positivity, point, ledger, l1_point, curvature, psd_bound, masks):
        for _ in range(12):
            rule, statement, witness = make(rng)
            certificates[rule].append(envelope(rule, statement, witness))
    for rule in honest_refutations.REFUTABLE:
        for document in certificates[rule][:14]:
            refuting = honest_refutations.refutation(rng, document)
            certificates[refuting["rule"]].append(refuting)
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


def entries(rng, rows, columns, low=-3, high=3):
    return [
        [Fraction(rng.randint(low, high), rng.choice((1, 2))) for _ in range(columns)] for _ in range(rows)
    ]


def l1_point(rng):
    """A true solution with a few outliers, or any point, and whatever the prover can say of it."""
    d1, d2, k = (rng.randint(1, 3) for _ in range(3))
    symmetric, every_entry = rng.random() < 0.4, rng.random() < 0.3
    d2 = d1 if symmetric else d2
    W = [entries(rng, d1, k)] if symmetric else [entries(rng, d1, k), entries(rng, k, d2)]
    if k > 1 and (every_entry or rng.random() < 0.5):  # a column too many, and a row
        W[0] = [[*row[1:], Fraction(0)] for row in W[0]]
        W[1:] = [[*rows[1:], [Fraction(0)] * d2] for rows in W[1:]]
    W1, W2 = W[0], oracle.turned(W[0]) if symmetric else W[1]
    A = oracle.units(d1, d2) if every_entry else []
    A += [entries(rng, d1, d2) for _ in range(0 if A else rng.randint(1, 2 * d1 * d2 + 1))]
    noise = [rng.choice((0, 0, 0, 0, 1, -2)) for _ in A]
    y = [oracle.inner(a, oracle.product(W1, W2)) + e for a, e in zip(A, noise, strict=True)]
    statement = L1Point(A, y, W, rng.choice(list(SAYS)))
    if statement.says == "not a global minimum":
        return elsewhere(rng, statement)
    found = decide_statement(statement, Budget()).certificates
    if not found:
        return l1_point(rng)
    return found[0].rule, found[0].statement, found[0].witness


def elsewhere(rng, statement):
    """The truth against another point with the same data, the worse of which is no global minimum."""
    W = [list(map(list, factor)) for factor in statement.factors]
    other = [entries(rng, len(factor), len(factor[0])) for factor in W]
    values = []
    for V in (W, other):
        X = oracle.product(V[0], oracle.turned(V[0]) if len(V) == 1 else V[1])
        pairs = zip(statement.data, statement.measurements, strict=True)
        values.append(sum(abs(y - oracle.inner(a, X)) for y, a in pairs))
    if values[0] == values[1]:
        return l1_point(rng)
    better, worse = (W, other) if values[0] < values[1] else (other, W)
    asked = L1Point(statement.measurements, statement.data, worse, statement.says).document()
    return "l1-point", asked, {"factors": [[[str(x) for x in row] for row in V] for V in better]}


def curvature(rng):
    """A polynomial at a critical point or another, against a bound near an eigenvalue."""
    k, critical = rng.randint(1, 3), rng.random() < 0.5
    symbols = sympy.symbols(f"x1:{k + 1}")
    at = {x: short(rng) for x in symbols}
    steps = [x - sympy.Rational(str(a)) for x, a in at.items()]
    f = sum(c * sympy.prod(s**e for s, e in zip(steps, m, strict=True)) for m, c in (
        (m, sympy.Rational(str(c))) for m, c in random_polynomial(rng, k, 3, 6).items()
    ) if sum(m) > critical)  # fmt: skip
    side = rng.choice(("at_most", "at_least"))
    point = dict(zip(reals(" ".join(x.name for x in symbols)), at.values(), strict=True))
    written = as_written(sympy.expand(f), dict(zip(symbols, point, strict=True)))
    statement = Curvature(written, point, critical=critical, **{side: short(rng)})
    (found,) = decide_statement(statement, Budget()).certificates
    return found.rule, found.statement, found.witness


def psd_bound(rng):
    """A problem put together from a dual point and its slack, or from a feasible point."""
    n, m = rng.randint(1, 3), rng.randint(0, 3)

    def semidefinite():
        B = entries(rng, n, rng.randint(1, n))
        return oracle.product(B, oracle.turned(B))

    def written_matrix(M):
        return [[str(Fraction(x)) for x in row] for row in M]

    halves = [entries(rng, n, n) for _ in range(m + 1)]
    C, *A = [oracle.combination(half, oracle.turned(half), 1) for half in halves]
    X, y = semidefinite(), [short(rng) for _ in range(m)]
    b = [oracle.inner(a, X) for a in A]
    above = rng.random() < 0.5
    if not above:
        C = semidefinite()
        for a, factor in zip(A, y, strict=True):
            C = oracle.combination(C, a, factor)
    value = oracle.inner(C, X) if above else sum((p * q for p, q in zip(b, y, strict=True)), Fraction(0))
    statement = {
        "objective": written_matrix(C),
        "constraints": [[written_matrix(a), str(x)] for a, x in zip(A, b, strict=True)],
        "relation": "<" if above else ">=",
        "bound": str(value + short(rng, 1) if above else value - rng.choice((0, short(rng, 1)))),
    }
    return "psd-bound", statement, {"X": written_matrix(X)} if above else {"y": [str(x) for x in y]}


def masks(rng):
    """A random event about a small mask or the mean of a polynomial, against a bound next to the value."""
    n1, n2 = rng.randint(1, 2), rng.randint(1, 3)
    chances = [[Fraction(rng.choice(("0", "1", "1/2", "3/10", "2/3"))) for _ in range(n2)] for _ in range(n1)]

    def subject():
        products = [
            tuple(sorted(rng.sample(range(n1 * n2), rng.randint(0, min(2, n1 * n2))))) for _ in range(4)
        ]
        return [[str(short(rng, 1) * rng.choice((1, -1))), list(bits)] for bits in sorted(set(products))]

    def event(depth):
        kind = rng.choice(("and", "or", "not", "holds")) if depth else "holds"
        if kind == "holds":
            return [kind, subject(), rng.choice(("=", "!=", ">=", ">", "<=", "<"))]
        return [kind, *(event(depth - 1) for _ in range(1 if kind == "not" else rng.randint(1, 3)))]

    quantity = ["probability", event(2)] if rng.random() < 0.8 else ["mean", subject()]
    value = oracle.quantity_of([p for row in chances for p in row], quantity)
    relation = rng.choice(("=", ">=", ">", "<=", "<"))
    step = (
        Fraction(1, rng.choice((7, 100, 1000)))
        if relation in (">", "<")
        else rng.choice((0, Fraction(1, 50)))
    )
    bound = {">": value - step, ">=": value - step, "<": value + step, "<=": value + step, "=": value}[
        relation
    ]
    rows = [[str(p) for p in row] for row in chances]
    statement = {"probabilities": rows, "quantity": quantity, "relation": relation, "bound": str(bound)}
    return "mask-enumeration", statement, {}
