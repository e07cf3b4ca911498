"""A third, naive judge of certificates, written from docs/certificate-format.md with plain fractions.

It shares no code and no method with the two checkers where there is a choice, and may be slow. `follows`
says whether the bytes are a certificate whose witness proves its statement; Unjudged is raised where the
naive methods would take too long.
"""

import decimal
import functools
import itertools
import json
import math
import random
import re
import sys
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "crosscheck"))

from test_word_identity_mutants import Numbers, Wrong
from test_word_identity_mutants import follows as holds_at_matrices


class Unjudged(Exception):  # noqa: N818
    """Too large for naive methods."""


class Invalid(Exception):  # noqa: N818
    """Not a certificate, or its witness does not prove its statement."""


def follows(data):
    """Whether the witness proves the statement."""
    try:
        document = strict_json(data)
        fields(document, "schema version rule statement witness")
        need(document["schema"] == "certify/certificate" and document["version"] == 1)
        need(isinstance(document["rule"], str) and document["rule"] in RULES)
        RULES[document["rule"]](document["statement"], document["witness"])
    except Invalid:
        return False
    return True


def need(condition):
    """Invalid unless the condition holds."""
    if not condition:
        raise Invalid


# ---- the text


def strict_json(data):
    """The document, if writing it out again gives the same text but for white space."""
    need(len(data) <= 2**21)
    try:
        text = data.decode("utf-8")
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise Invalid from None
    parts = text.split('"')
    parts[::2] = [re.sub("[ \t\r\n]+", "", part) for part in parts[::2]]
    need("\\" not in text)
    need('"'.join(parts) == json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    level = [document]
    for _ in range(128):
        for value in level:
            need(type(value) in (dict, list, str, int) and (type(value) is not int or abs(value) < 10**9))
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
    need(not any(isinstance(value, dict | list) for value in level))
    return document


def fields(value, names):
    """The values of an object with these keys."""
    need(isinstance(value, dict) and set(value) == set(names.split()))
    return [value[name] for name in names.split()]


def items(value, length=None):
    """A list."""
    need(isinstance(value, list) and length in (None, len(value)))
    return value


def number(text):
    """A rational, written in the one way."""
    need(isinstance(text, str) and len(text) < 4002)
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise Invalid from None
    need(str(value) == text)
    return value


def whole(value, limit):
    """An integer from 0 to the limit."""
    need(type(value) is int and 0 <= value <= limit)
    return value


def matrix(value, rows=None, columns=None):
    """A matrix, by its rows."""
    result = [[number(x) for x in items(row)] for row in items(value, rows)]
    need(result and result[0] and len({len(row) for row in result}) == 1)
    need(columns in (None, len(result[0])))
    if max(len(result), len(result[0])) > 12:
        raise Unjudged
    return result


def symmetric(value, n):
    """A symmetric matrix."""
    A = matrix(value, n, n)
    need(all(A[i][j] == A[j][i] for i in range(n) for j in range(n)))
    return A


def names(value):
    """Variables."""
    need(all(isinstance(x, str) and re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,31}", x) for x in items(value)))
    need(len(set(value)) == len(value))
    if len(value) > 4:
        raise Unjudged
    return value


def polynomial(value, k, greatest=64):
    """Exponents -> coefficient."""
    p = {}
    for term in items(value):
        coefficient, exponents = items(term, 2)
        monomial = tuple(whole(e, greatest) for e in items(exponents, k))
        need(monomial not in p and number(coefficient) != 0)
        p[monomial] = number(coefficient)
    return p


# ---- linear algebra


def product(A, B):
    return [
        [
            sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))
            for column in zip(*B, strict=True)
        ]
        for row in A
    ]


def combination(A, B, factor):
    return [[a + factor * b for a, b in zip(x, y, strict=True)] for x, y in zip(A, B, strict=True)]


def turned(A):
    return [list(column) for column in zip(*A, strict=True)]


def inner(A, B):
    return sum((a * b for x, y in zip(A, B, strict=True) for a, b in zip(x, y, strict=True)), Fraction(0))


def is_semidefinite(A):
    """Eliminate with the largest diagonal entry; where that is zero, everything left must be."""
    A = [list(row) for row in A]
    while A:
        p = max(range(len(A)), key=lambda i: A[i][i])
        if A[p][p] < 0:
            return False
        if A[p][p] == 0:
            return not any(any(row) for row in A)
        A = [
            [A[i][j] - A[i][p] * A[p][j] / A[p][p] for j in range(len(A)) if j != p]
            for i in range(len(A))
            if i != p
        ]
    return True


def projected(X, s):
    """Pi s for a vector s: X c with X^T X c = X^T s, by elimination; free unknowns are set to zero."""
    r = len(X[0])
    rows = [
        [sum((x[a] * x[b] for x in X), Fraction(0)) for b in range(r)]
        + [sum((x[a] * y for x, y in zip(X, s, strict=True)), Fraction(0))]
        for a in range(r)
    ]
    pivots = {}
    for column in range(r):
        row = next((i for i in range(r) if i not in pivots.values() and rows[i][column]), None)
        if row is None:
            continue
        pivots[column] = row
        rows[row] = [x / rows[row][column] for x in rows[row]]
        for i in range(r):
            if i != row:
                rows[i] = [x - rows[i][column] * y for x, y in zip(rows[i], rows[row], strict=True)]
    c = [rows[pivots[a]][r] if a in pivots else Fraction(0) for a in range(r)]
    return [sum((x[a] * c[a] for a in range(r)), Fraction(0)) for x in X]


# ---- the recovery problem


def problem(statement, conclusion):
    X, Z, delta, *eps, said = fields(statement, "X Z delta eps0 eps1 eps2 conclusion")
    X = matrix(X)
    Z = matrix(Z, len(X))
    delta, eps = number(delta), [number(e) for e in eps]
    need(said == conclusion and 0 <= delta < 1 and min(eps) >= 0)
    E = combination(product(X, turned(X)), product(Z, turned(Z)), -1)
    need(any(map(any, E)))
    return X, E, delta, eps


def units(n, r):
    """The matrices with one entry 1."""
    return [
        [[Fraction((i, a) == (j, b)) for b in range(r)] for j in range(n)] for i in range(n) for a in range(r)
    ]


def lift(D, X):
    half = product(D, turned(X))
    return combination(half, turned(half), 1)


def scalar(n, value):
    return [[value * (i == j) for j in range(n)] for i in range(n)]


def counterexample(statement, witness):
    X, E, delta, (eps0, eps1, eps2) = problem(statement, "counterexample-exists")
    n = len(X)
    S, G = (symmetric(value, n) for value in fields(witness, "S G"))
    w = combination(combination([[(1 + delta) * e for e in row] for row in E], S, -1), G, 1)
    reach = inner(E, w)
    need(inner(w, w) <= 2 * delta * reach)
    need(is_semidefinite(combination(scalar(n, eps0), G, 1)))
    need(is_semidefinite(combination(scalar(n, eps0), G, -1)))
    need(4 * sum(x * x for row in S for x in projected(X, row)) <= eps1**2)
    basis = units(n, len(X[0]))
    lifts = [lift(D, X) for D in basis]
    steps = [product(D, turned(X)) for D in basis]
    pulls = [inner(w, P) for P in lifts]
    form = []
    for D, P, step, pull in zip(basis, lifts, steps, pulls, strict=True):
        SD = product(S, D)
        form.append(
            [
                2 * inner(SD, D2)
                + (1 + delta) * inner(P, P2)
                - (pull * pull2 / reach if reach else 0)
                + eps2 * inner(step, step2)
                for D2, P2, step2, pull2 in zip(basis, lifts, steps, pulls, strict=True)
            ]
        )
    need(is_semidefinite(form))


def escape(statement, witness):
    X, E, delta, (eps0, eps1, eps2) = problem(statement, "no-counterexample")
    n, r = len(X), len(X[0])
    D0, D, nu, U, plus, minus, q = fields(witness, "D0 D nu U M_plus M_minus q")
    D0, D, nu, q = matrix(D0, n, r), [matrix(d, n, r) for d in items(D)], number(nu), number(q)
    U, plus, minus = symmetric(U, n), symmetric(plus, n), symmetric(minus, n)
    need(nu >= 0 and q >= 0)
    M = lift(D0, X)
    for d in D:
        M = combination(M, product(d, turned(d)), 2)
    need(combination(plus, minus, -1) == M)
    need(is_semidefinite(plus) and is_semidefinite(minus))
    step = product(D0, turned(X))
    need(inner(step, step) <= q * q)
    lifts = [lift(d, X) for d in D]
    basis = []
    for i in range(n):
        for j in range(i, n):
            B = scalar(n, Fraction(0))
            B[i][j] = B[j][i] = Fraction(1)
            basis.append(B)

    def K(A, B):
        mixed = inner(M, A) * inner(E, B) + inner(M, B) * inner(E, A)
        return mixed / 2 + sum(inner(P, A) * inner(P, B) for P in lifts)

    need(is_semidefinite([[K(A, B) + nu * inner(U, A) * inner(U, B) for B in basis] for A in basis]))
    trace = sum(K(B, B) / inner(B, B) for B in basis)
    bound = (1 + delta) * trace + 2 * delta * nu * inner(U, U) + eps1 * q
    bound += eps0 * sum(plus[i][i] + minus[i][i] for i in range(n))
    for d in D:
        step = product(d, turned(X))
        bound += eps2 * inner(step, step)
    need(bound < 0)


# ---- polynomials: two of them are the same if they agree on a large enough grid


def value_at(p, x):
    return sum((c * math.prod(a**e for a, e in zip(x, m, strict=True)) for m, c in p.items()), Fraction(0))


def degrees(p, k):
    return [max((m[i] for m in p), default=0) for i in range(k)]


def same(f, g, bounds):
    """Whether two functions, polynomials of at most these degrees, are the same."""
    if math.prod(b + 1 for b in bounds) > 3000:
        raise Unjudged
    return all(f(x) == g(x) for x in itertools.product(*(range(b + 1) for b in bounds)))


def identity(statement, witness):
    variables, left, right = fields(statement, "variables left right")
    variables = names(variables)
    fields(witness, "")
    k = len(variables)

    def parse(node):
        """The function of a node, and bounds of its degrees."""
        need(items(node))
        kind, *rest = node
        if kind == "num":
            (text,) = items(rest, 1)
            value = number(text)
            return (lambda _: value), [0] * k
        if kind == "var":
            (name,) = items(rest, 1)
            need(isinstance(name, str) and name in variables)
            axis = variables.index(name)
            return (lambda x: Fraction(x[axis])), [int(i == axis) for i in range(k)]
        if kind == "^":
            base, power = items(rest, 2)
            f, bounds = parse(base)
            power = whole(power, 64)
            return (lambda x: f(x) ** power), [b * power for b in bounds]
        need(kind in ("+", "*") or (kind == "-" and len(rest) == 2))
        parts = [parse(part) for part in rest]
        functions = [f for f, _ in parts]
        if kind == "*":
            return (lambda x: math.prod(f(x) for f in functions)), [
                sum(b[i] for _, b in parts) for i in range(k)
            ]
        bounds = [max((b[i] for _, b in parts), default=0) for i in range(k)]
        if kind == "-":
            return (lambda x: functions[0](x) - functions[1](x)), bounds
        return (lambda x: sum(f(x) for f in functions)), bounds

    (f, df), (g, dg) = parse(left), parse(right)
    need(same(f, g, [max(pair) for pair in zip(df, dg, strict=True)]))


def positivity(statement, witness):
    variables, p, relation, inequalities, equations = fields(
        statement, "variables polynomial relation inequalities equations"
    )
    k = len(names(variables))
    p = polynomial(p, k)
    need(relation in ([">", ">="]))
    g = [polynomial(x, k) for x in items(inequalities)]
    h = [polynomial(x, k) for x in items(equations)]
    margin, squares, multipliers = fields(witness, "margin squares multipliers")
    margin = number(margin)
    need(margin > 0 if relation == ">" else margin >= 0)
    pairs = list(zip([polynomial(x, k) for x in items(multipliers, len(h))], h, strict=True))
    bounds, terms = degrees(p, k), []
    for square in items(squares):
        chosen, monomials, gram = fields(square, "product monomials gram")
        monomials = [tuple(whole(e, 64) for e in items(m, k)) for m in items(monomials)]
        Q = symmetric(gram, len(monomials))
        need(is_semidefinite(Q))
        factors = [g[whole(i, len(g) - 1)] for i in items(chosen)]
        terms.append((monomials, Q, factors))
        parts = [degrees(factor, k) for factor in factors]
        top = [2 * max((m[i] for m in monomials), default=0) + sum(d[i] for d in parts) for i in range(k)]
        bounds = [max(pair) for pair in zip(bounds, top, strict=True)]
    for a, b in pairs:
        bounds = [max(x, y + z) for x, y, z in zip(bounds, degrees(a, k), degrees(b, k), strict=True)]

    def represented(x):
        total = margin
        for monomials, Q, factors in terms:
            m = [math.prod(a**e for a, e in zip(x, powers, strict=True)) for powers in monomials]
            form = sum(a * Q[i][j] * b for i, a in enumerate(m) for j, b in enumerate(m))
            total += form * math.prod(value_at(factor, x) for factor in factors)
        return total + sum(value_at(a, x) * value_at(b, x) for a, b in pairs)

    need(same(lambda x: value_at(p, x), represented, bounds))


def bernstein(p, box):
    """The Bernstein coefficients, from the power basis on [0, 1]."""
    k = len(box)
    unit = {}
    for monomial, c in p.items():
        # (low + (high - low) s)^e for every variable, multiplied out
        for chosen in itertools.product(*(range(e + 1) for e in monomial)):
            factor = c
            for (low, high), e, j in zip(box, monomial, chosen, strict=True):
                factor *= math.comb(e, j) * (high - low) ** j * low ** (e - j)
            unit[chosen] = unit.get(chosen, 0) + factor
    top = degrees(p, k)
    if math.prod(d + 1 for d in top) > 3000:
        raise Unjudged
    for index in itertools.product(*(range(d + 1) for d in top)):
        yield sum(
            c
            * math.prod(
                Fraction(math.comb(i, j), math.comb(d, j)) for i, j, d in zip(index, m, top, strict=True)
            )
            for m, c in unit.items()
            if all(j <= i for i, j in zip(index, m, strict=True))
        )


def box(statement, witness):
    variables, p, relation, ends, hypotheses = fields(
        statement, "variables polynomial relation box hypotheses"
    )
    variables = names(variables)
    k = len(variables)
    p = polynomial(p, k)
    need(relation in [">", ">=", "<", "<="])
    holds = {
        ">": lambda v: v > 0,
        ">=": lambda v: v >= 0,
        "<": lambda v: v < 0,
        "<=": lambda v: v <= 0,
    }[relation]
    g = [polynomial(x, k) for x in items(hypotheses)]
    root = [tuple(number(end) for end in items(interval, 2)) for interval in items(ends, k)]
    need(all(low <= high for low, high in root))
    (tree,) = fields(witness, "tree")

    def visit(node, at):
        need(items(node))
        if node[0] == "leaf":
            need(len(node) == 1 and all(map(holds, bernstein(p, at))))
        elif node[0] == "discard":
            items(node, 2)
            need(all(v < 0 for v in bernstein(g[whole(node[1], len(g) - 1)], at)))
        else:
            items(node, 5)
            word, name, cut, left, right = node
            need(word == "split" and isinstance(name, str) and name in variables)
            axis = variables.index(name)
            low, high = at[axis]
            need(low < number(cut) < high)
            visit(left, [*at[:axis], (low, number(cut)), *at[axis + 1 :]])
            visit(right, [*at[:axis], (number(cut), high), *at[axis + 1 :]])

    visit(tree, root)


# ---- points: square roots of distinct squarefree integers are independent over the rationals


def root_of(c):
    """(a, m) with sqrt c = a sqrt m and m squarefree."""
    inside = c.numerator * c.denominator
    if inside > 10**10:
        raise Unjudged
    outside, m, f = 1, inside, 2
    while m and f * f <= m:
        while m % (f * f) == 0:
            m //= f * f
            outside *= f
        f += 1
    return (Fraction(outside, c.denominator), m) if m else (Fraction(0), 1)


def times(x, y):
    """Products of sums of a sqrt m."""
    result = {}
    for m, a in x.items():
        for k, b in y.items():
            common = math.gcd(m, k)
            key = m * k // common**2
            result[key] = result.get(key, 0) + a * b * common
    return {m: a for m, a in result.items() if a}


def sign(x):
    """The sign of a sum of a sqrt m, zero only if it has no terms."""
    precision = 10**20
    while x:
        low = high = Fraction(0)
        for m, a in x.items():
            root = Fraction(math.isqrt(m * precision**2), precision)
            ends = a * root, a * (root if root**2 == m else root + Fraction(1, precision))
            low, high = low + min(ends), high + max(ends)
        if low > 0 or high < 0:
            return 1 if low > 0 else -1
        precision **= 2
    return 0


def point(statement, witness):
    variables, hypotheses, fails = fields(statement, "variables hypotheses fails")
    k = len(names(variables))
    radicands, coordinates = fields(witness, "radicands coordinates")
    need(len(items(radicands)) <= 4)
    radicands = [number(c) for c in radicands]
    need(all(c >= 0 for c in radicands))
    roots = []
    for c in radicands:
        a, m = root_of(c)
        roots.append({m: a} if a else {})
    at = []
    for value in items(coordinates, k):
        if isinstance(value, str):
            at.append({1: number(value)} if number(value) else {})
            continue
        total = {}
        for monomial, c in polynomial(value, len(radicands), 1).items():
            term = {1: c}
            for root, e in zip(roots, monomial, strict=True):
                term = times(term, root) if e else term
            total = {m: total.get(m, 0) + term.get(m, 0) for m in {*total, *term}}
        at.append({m: a for m, a in total.items() if a})
    for condition, wanted in [*((c, True) for c in items(hypotheses)), (fails, False)]:
        p, relation = items(condition, 2)
        need(relation in ["=", "!=", ">=", ">", "<=", "<"])
        total = {}
        for monomial, c in polynomial(p, k).items():
            if sum(monomial) > 40:
                raise Unjudged
            term = {1: c}
            for x, e in zip(at, monomial, strict=True):
                for _ in range(e):
                    term = times(term, x)
            total = {m: total.get(m, 0) + term.get(m, 0) for m in {*total, *term}}
        s = sign({m: a for m, a in total.items() if a})
        holds = {"=": s == 0, "!=": s != 0, ">=": s >= 0, ">": s > 0, "<=": s <= 0, "<": s < 0}
        need(holds[relation] == wanted)


# ---- ledgers: 700 digits, of which 300 that agree are taken for equality where no exp or log is near


DIGITS = decimal.Context(prec=700, Emax=10**9, Emin=-(10**9))


def ledger(statement, witness):
    where, lines = fields(statement, "where lines")
    fields(witness, "")
    known = {}

    def constant(node):
        """The number to 700 digits, and whether exp or log is in it."""
        need(items(node) and isinstance(node[0], str))
        kind, *rest = node
        if kind == "var":
            (name,) = items(rest, 1)
            need(isinstance(name, str) and name in known)
            return known[name]
        if kind == "num":
            value = number(*items(rest, 1))
            return DIGITS.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator)), False
        if kind in ("^", "root"):
            base, exponent = items(rest, 2) if kind == "^" else items(rest, 2)[::-1]
            exponent = whole(exponent, 10**6 if kind == "^" else 64)
            x, rough = constant(base)
            if kind == "root":
                need(exponent >= 2 and sign_of(x, rough) >= 0)
                x = DIGITS.power(x, DIGITS.divide(1, exponent)) if sign_of(x, rough) else decimal.Decimal(0)
                return x, rough
            if abs(exponent) > 1000:
                raise Unjudged
            return DIGITS.power(x, exponent) if exponent else decimal.Decimal(1), rough
        parts = [constant(part) for part in rest]
        rough = any(part[1] for part in parts) or kind in ("exp", "log")
        need(kind in ("+", "*") or len(parts) == {"-": 2, "/": 2, "exp": 1, "log": 1}.get(kind))
        values = [part[0] for part in parts]
        if kind == "+":
            return functools.reduce(DIGITS.add, values, decimal.Decimal(0)), rough
        if kind == "*":
            return functools.reduce(DIGITS.multiply, values, decimal.Decimal(1)), rough
        if kind == "-":
            return DIGITS.subtract(*values), rough
        if kind == "/":
            need(sign_of(*parts[1]) != 0)
            return DIGITS.divide(*values), rough
        if kind == "log":
            need(sign_of(*parts[0]) > 0)
            return DIGITS.ln(*values), rough
        if abs(values[0]) > 10**5:
            raise Unjudged
        return DIGITS.exp(*values), rough

    def sign_of(x, rough):
        if abs(x) > decimal.Decimal(10) ** -300:
            return 1 if x > 0 else -1
        if rough and x:
            raise Unjudged
        return 0

    for definition in items(where):
        name, meaning = items(definition, 2)
        (name,) = names([name])
        need(name not in known)
        known[name] = constant(meaning)
    for line in items(lines):
        title, left, relation, right = items(line, 4)
        need(isinstance(title, str) and relation in ["=", "!=", ">=", ">", "<=", "<"])
        (x, rough), (y, more) = constant(left), constant(right)
        s = sign_of(DIGITS.subtract(x, y), rough or more)
        need({"=": s == 0, "!=": s != 0, ">=": s >= 0, ">": s > 0, "<=": s <= 0, "<": s < 0}[relation])


# ---- an l1 objective at a point


def rank(rows):
    """By elimination."""
    rows, found = [list(row) for row in rows], 0
    while rows:
        pivot = rows.pop()
        j = next((j for j, x in enumerate(pivot) if x), None)
        if j is not None:
            found += 1
            rows = [[x - row[j] / pivot[j] * y for x, y in zip(row, pivot, strict=True)] for row in rows]
    return found


def l1_point(statement, witness):
    A, y, factors, says = fields(statement, "measurements data factors says")
    need(len(items(factors)) in (1, 2) and items(A))
    symmetric_case = len(factors) == 1
    W1 = matrix(factors[0])
    W2 = turned(W1) if symmetric_case else matrix(factors[1], len(W1[0]))
    A = [matrix(a, len(W1), len(W2[0])) for a in A]
    y = [number(x) for x in items(y, len(A))]

    def pair(value):
        """W1 and W2 of a point or a direction."""
        halves = items(value, len(factors))
        D1 = matrix(halves[0], len(W1), len(W1[0]))
        return D1, turned(D1) if symmetric_case else matrix(halves[1], len(W2), len(W2[0]))

    def residuals(X):
        return [b - inner(a, X) for a, b in zip(A, y, strict=True)]

    r = residuals(product(W1, W2))
    if says in ("critical", "sharp local minimum", "global minimum"):
        signs_at(A, r, W1, W2, symmetric_case, says, *fields(witness, "signs"))
    elif says == "not a global minimum":
        (better,) = fields(witness, "factors")
        need(sum(map(abs, residuals(product(*pair(better))))) < sum(map(abs, r)))
    else:
        need(says in ("not critical", "not a local minimum"))
        (path,) = fields(witness, "path")
        steps = [(W1, W2), *(pair(step) for step in items(path))]
        need(len(steps) == 2 or says == "not a local minimum")
        change = [Fraction(0)] * (2 * len(steps))
        for a, residual in zip(A, r, strict=True):
            powers = [Fraction(0)] * (2 * len(steps))
            for (i, (D, _)), (j, (_, D2)) in itertools.product(enumerate(steps), repeat=2):
                powers[i + j] -= inner(a, product(D, D2))
            powers[0] = residual
            first = next((x for x in powers if x), 0)
            change = [c + (x if first > 0 else -x) for c, x in zip(change, powers, strict=True)]
        lowest = next((x for x in change[1:] if x), 0)
        need((change[1] if says == "not critical" else lowest) < 0)


def signs_at(A, r, W1, W2, symmetric_case, says, signs):
    """Whether the signs show what is said, by all directions with one entry 1."""
    signs = [number(x) for x in items(signs, len(r))]
    most = max((abs(s) for s, x in zip(signs, r, strict=True) if not x), default=0)
    need(most < 1 or (most == 1 and says != "sharp local minimum"))
    need(all(s * x == abs(x) and abs(s) == 1 for s, x in zip(signs, r, strict=True) if x))
    G = [[Fraction(0)] * len(W2[0]) for _ in W1]
    for s, a in zip(signs, A, strict=True):
        G = combination(G, a, s)
    if symmetric_case:
        tangents = [combination(X, turned(X), 1) for X in (product(D, W2) for D in units(len(W1), len(W2)))]
    else:
        tangents = [product(D, W2) for D in units(len(W1), len(W2))]
        tangents += [product(W1, D) for D in units(len(W2), len(W2[0]))]
    need(not any(inner(G, X) for X in tangents))
    minus = combination(scalar(len(W1), 0), combination(G, turned(G), 1), -1) if symmetric_case else None
    if says == "global minimum":
        need(is_semidefinite(minus) if symmetric_case else not any(map(any, G)))
    if says == "sharp local minimum":
        if symmetric_case:
            beside = rank(minus) == len(W1) - rank(W1) and is_semidefinite(minus)
            need(rank(W1) == len(W2) or beside)
        else:
            need(len(W2) in (rank(W1), rank(W2)))
        seen = [[inner(a, X) for X in tangents] for a, x in zip(A, r, strict=True) if not x]
        need(rank(seen) == rank([[x for row in X for x in row] for X in tangents]))


# ---- curvature, and semidefinite programs


def curvature(statement, witness):
    variables, p, at, critical, relation, bound = fields(
        statement, "variables polynomial point critical relation bound"
    )
    k = len(names(variables))
    p, at = polynomial(p, k), [number(x) for x in items(at, k)]
    direction, margin = fields(witness, "direction margin")
    margin, bound = number(margin), number(bound)
    need(k > 0 and whole(critical, 1) in (0, 1) and relation in ["<=", "<", ">=", ">"])
    need(margin >= 0 and (margin > 0 or len(relation) == 2))
    taylor = {}
    for order in itertools.product(range(3), repeat=k):
        if sum(order) in (1, 2):
            taylor[order] = sum(
                (
                    c
                    * math.prod(math.comb(e, j) * x ** (e - j) for x, e, j in zip(at, m, order, strict=True))
                    for m, c in p.items()
                    if all(j <= e for e, j in zip(m, order, strict=True))
                ),
                Fraction(0),
            )
    if critical:
        need(not any(c for order, c in taylor.items() if sum(order) == 1))
    second = {order: c for order, c in taylor.items() if sum(order) == 2}
    if relation[0] == "<":
        d = [number(x) for x in items(direction, k)]
        length = sum(x * x for x in d)
        bend = 2 * sum(c * math.prod(x**j for x, j in zip(d, m, strict=True)) for m, c in second.items())
        need(any(d) and bend + margin * length <= bound * length)
    else:
        items(direction, 0)
        H = scalar(k, -bound - margin)
        for i, j in itertools.product(range(k), repeat=2):
            order = tuple((a == i) + (a == j) for a in range(k))
            H[i][j] += second[order] * (2 if i == j else 1)
        need(is_semidefinite(H))


def psd_bound(statement, witness):
    C, constraints, relation, bound = fields(statement, "objective constraints relation bound")
    n = len(items(C))
    C, bound = symmetric(C, n), number(bound)
    pairs = [(symmetric(A, n), number(b)) for A, b in (items(pair, 2) for pair in items(constraints))]
    need(relation in [">=", "<"])
    if relation == ">=":
        (y,) = fields(witness, "y")
        y = [number(x) for x in items(y, len(pairs))]
        for x, (A, _) in zip(y, pairs, strict=True):
            C = combination(C, A, -x)
        need(is_semidefinite(C) and sum(x * b for x, (_, b) in zip(y, pairs, strict=True)) >= bound)
    else:
        (X,) = fields(witness, "X")
        X = symmetric(X, n)
        need(is_semidefinite(X) and inner(C, X) < bound and all(inner(A, X) == b for A, b in pairs))


def psd_infeasible(statement, witness):
    C, constraints, relation, bound = fields(statement, "objective constraints relation bound")
    n = len(items(C))
    symmetric(C, n)
    number(bound)
    pairs = [(symmetric(A, n), number(b)) for A, b in (items(pair, 2) for pair in items(constraints))]
    need(relation in [">=", "<"])
    (steps,) = fields(witness, "steps")
    need(items(steps))
    zero = [[Fraction(0)] * n for _ in range(n)]
    known = []  # matrices S with S X = 0 for every solution X
    for step in steps:
        y, R = fields(step, "y R")
        y, R = [number(x) for x in items(y, len(pairs))], matrix(R, n, n)
        S = zero
        for x, (A, _) in zip(y, pairs, strict=True):
            S = combination(S, A, x)
        for T in known:
            S = combination(combination(S, product(T, R), 1), turned(product(T, R)), 1)
        need(is_semidefinite(S))
        value = sum((x * b for x, (_, b) in zip(y, pairs, strict=True)), Fraction(0))
        need(value < 0 if step is steps[-1] else value == 0)
        known.append(S)


def psd_feasible(statement, witness):
    C, constraints, relation, bound = fields(statement, "objective constraints relation bound")
    n = len(items(C))
    symmetric(C, n)
    number(bound)
    need(relation in [">=", "<"])
    pairs = [(symmetric(A, n), number(b)) for A, b in (items(pair, 2) for pair in items(constraints))]
    (X,) = fields(witness, "X")
    X = symmetric(X, n)
    need(is_semidefinite(X) and all(inner(A, X) == b for A, b in pairs))


# ---- masks, all of them


def quantity_of(chances, quantity):
    """The probability of an event or the mean of a polynomial."""
    kind, subject = items(quantity, 2)
    need(kind in ["probability", "mean"])
    n = len(chances)
    if n > 10:
        raise Unjudged

    def subset_sum(written):
        terms = {}
        for term in items(written):
            coefficient, bits = items(term, 2)
            bits = [whole(at, n - 1) for at in items(bits)]
            need(all(a < b for a, b in itertools.pairwise(bits)) and tuple(bits) not in terms)
            need(number(coefficient) != 0)
            terms[tuple(bits)] = number(coefficient)
        return lambda mask: sum((c for bits, c in terms.items() if all(mask[at] for at in bits)), Fraction(0))

    def indicator(node):
        need(items(node))
        word, *rest = node
        if word == "holds":
            value, relation = subset_sum(items(rest, 2)[0]), rest[1]
            need(relation in ["=", "!=", ">=", ">", "<=", "<"])
            return lambda mask: compared(value(mask), relation)
        need(word in ["and", "or"] or (word == "not" and len(rest) == 1))
        parts = [indicator(part) for part in rest]
        joined = {"and": all, "or": any, "not": lambda answers: not next(answers)}[word]
        return lambda mask: joined(part(mask) for part in parts)

    value = indicator(subject) if kind == "probability" else subset_sum(subject)
    masks = itertools.product((0, 1), repeat=n)
    weights = (
        (
            mask,
            math.prod((p if bit else 1 - p for bit, p in zip(mask, chances, strict=True)), start=Fraction(1)),
        )
        for mask in masks
    )
    return sum((weight * value(mask) for mask, weight in weights if weight), Fraction(0))


def compared(x, relation):
    """Whether x stands in the relation to 0."""
    return {"=": x == 0, "!=": x != 0, ">=": x >= 0, ">": x > 0, "<=": x <= 0, "<": x < 0}[relation]


def masks(statement, witness):
    probabilities, quantity, relation, bound = fields(statement, "probabilities quantity relation bound")
    fields(witness, "")
    chances = [p for row in matrix(probabilities) for p in row]
    need(all(0 <= p <= 1 for p in chances) and relation in ["=", "!=", ">=", ">", "<=", "<"])
    need(compared(quantity_of(chances, quantity) - number(bound), relation))


# ---- refutations: of the statement, by the judge of what is opposite to it


def shows_false(statement, name, words):
    """The statement with the opposite word in the field of this name."""
    need(isinstance(statement, dict) and isinstance(statement.get(name), str) and statement[name] in words)
    return {**statement, name: words[statement[name]]}


RELATIONS = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}


def counterexample_refuted(statement, witness):
    escape(shows_false(statement, "conclusion", {"counterexample-exists": "no-counterexample"}), witness)


def escape_refuted(statement, witness):
    words = {"no-counterexample": "counterexample-exists"}
    counterexample(shows_false(statement, "conclusion", words), witness)


def masks_refuted(statement, witness):
    masks(shows_false(statement, "relation", RELATIONS), witness)


def psd_bound_refuted(statement, witness):
    psd_bound(shows_false(statement, "relation", {"<": ">=", ">=": "<"}), witness)


def curvature_refuted(statement, witness):
    opposite = shows_false(statement, "relation", RELATIONS)
    whole(opposite.get("critical"), 1)
    need(opposite["critical"] in (0, 1))
    curvature({**opposite, "critical": 0}, witness)


def ledger_refuted(statement, witness):
    where, lines = fields(statement, "where lines")
    (number,) = fields(witness, "line")
    for line in items(lines):
        items(line, 4)
    need(0 <= whole(number, 20_000) < len(lines))
    title, left, relation, right = lines[number]
    need(isinstance(relation, str) and relation in RELATIONS)
    ledger({"where": where, "lines": [[title, left, RELATIONS[relation], right]]}, {})


def l1_point_refuted(statement, witness):
    """One of the two says that it is a minimum, the other denies this or something weaker."""
    fields(statement, "measurements data factors says")
    said, (shown, proof) = statement["says"], fields(witness, "says witness")
    order = ["critical", "sharp local minimum", "global minimum"]
    against = ["not critical", "not a local minimum", "not a global minimum"]
    need(all(isinstance(word, str) and word in order + against for word in (said, shown)))
    need((said in order) != (shown in order))
    (minimum,), (without,) = ([word for word in (said, shown) if word in kind] for kind in (order, against))
    need(against.index(without) <= order.index(minimum))
    l1_point({**statement, "says": shown}, proof)


# ---- words: two sides that agree at random matrices are the same, but for unlucky matrices


def word_identity(statement, witness):
    fields(statement, "letters sizes parameters relations facts relation left right")
    fields(witness, "cofactors squares")
    need(holds_at_matrices({"statement": statement, "witness": witness}))


def word_vacuous(statement, witness):
    """-1 is what the witness adds up to, where every size less 1 is one more fact."""
    fields(statement, "letters sizes parameters relations facts relation left right")
    fields(witness, "cofactors squares")
    nothing = {"cofactors": [], "squares": []}
    for side in ("left", "right"):
        same = statement | {"left": statement[side], "right": statement[side]}
        need(holds_at_matrices({"statement": same, "witness": nothing}))
    need(statement["left"]["shape"] == statement["right"]["shape"])
    count = len(statement["sizes"]) + len(statement["parameters"])

    def scalar(*terms):
        return {"shape": [], "terms": [[c, [int(i == k) for i in range(count)], []] for c, k in terms]}

    sizes = [scalar(("-1", None), ("1", k)) for k in range(len(statement["sizes"]))]
    goal = {
        "facts": statement["facts"] + sizes,
        "relation": ">=",
        "left": scalar(("-1", None)),
        "right": scalar(),
    }
    need(holds_at_matrices({"statement": statement | goal, "witness": witness}))


def word_values(statement, witness):
    """Both sides at the matrices of the witness, at which the hypotheses hold."""
    word_names = fields(statement, "letters sizes parameters relations facts relation left right")
    sizes, parameters, letters = fields(witness, "sizes parameters letters")
    try:
        at = Numbers(statement, random.Random(0))
        values = [whole(x, 64) for x in items(sizes, len(word_names[1]))]
        need(all(values))
        at.sizes = dict(zip(word_names[1], values, strict=True)) | {"1": 1}
        at.values = [Fraction(x) for x in values]
        at.values += [number(x) for x in items(parameters, len(word_names[2]))]
        for (name, rows, columns, kind), value in zip(
            word_names[0], items(letters, len(word_names[0])), strict=True
        ):
            M = matrix(value, at.sizes[rows], at.sizes[columns])
            if kind == "general":
                at.letters[f"{name}.T"] = (turned(M), (columns, rows))
            else:
                need(turned(M) == M and (kind == "symmetric" or is_semidefinite(M)))
            at.letters[name] = (M, (rows, columns))
        need(not any(any(map(any, at.element(value)[0])) for value in word_names[3]))
        facts = [at.element(value) for value in word_names[4]]
        need(all(shape is None and M[0][0] >= 0 for M, shape in facts))
        left, right = at.element(word_names[6]), at.element(word_names[7])
        need(left[1] == right[1] and word_names[5] in ("=", ">=") and (word_names[5] == "=" or not left[1]))
    except (Wrong, KeyError, ValueError, TypeError, IndexError, AttributeError, ZeroDivisionError):
        raise Invalid from None
    return left[0], right[0]


def word_model(statement, witness):
    word_values(statement, witness)


def word_counterexample(statement, witness):
    left, right = word_values(statement, witness)
    need(left != right if statement["relation"] == "=" else left[0][0] < right[0][0])


RULES = {
    "counterexample": counterexample,
    "escape-directions": escape,
    "box": box,
    "identity": identity,
    "positivity": positivity,
    "point": point,
    "word-identity": word_identity,
    "word-vacuous": word_vacuous,
    "word-model": word_model,
    "word-counterexample": word_counterexample,
    "constant-ledger": ledger,
    "mask-enumeration": masks,
    "l1-point": l1_point,
    "negative-curvature": curvature,
    "psd-bound": psd_bound,
    "psd-infeasible": psd_infeasible,
    "psd-feasible": psd_feasible,
    "counterexample-refuted": counterexample_refuted,
    "escape-directions-refuted": escape_refuted,
    "constant-ledger-refuted": ledger_refuted,
    "mask-enumeration-refuted": masks_refuted,
    "l1-point-refuted": l1_point_refuted,
    "negative-curvature-refuted": curvature_refuted,
    "psd-bound-refuted": psd_bound_refuted,
}
