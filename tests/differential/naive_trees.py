"""Trees of cases made without thought: a split on whatever sign is missing, and simple contradictions.

What is made may prove nothing; whether it does is for the checkers to say, and they have to agree.
"""

from fractions import Fraction
from functools import cache

SIGNS = {"-": {-1}, "0": {0}, "+": {1}, "-0": {-1, 0}, "0+": {0, 1}, "-+": {-1, 1}}
RELATIONS = {"=": {0}, "!=": {-1, 1}, "<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}
UNDEFINED = "undefined"


# Polynomials: {monomial: coefficient}, a monomial being a sorted tuple of (variable, exponent).
def constant(c):
    return {(): Fraction(c)} if c else {}


def variable(i):
    return {((i, 1),): Fraction(1)}


def plus(p, q):
    result = dict(p)
    for m, c in q.items():
        result[m] = result.get(m, 0) + c
    return {m: c for m, c in result.items() if c}


def scaled(p, c):
    return {m: c * x for m, x in p.items()} if c else {}


def times(p, q):
    if len(p) * len(q) > 150:
        raise TooLargeError
    result = {}
    for m, c in p.items():
        for n, d in q.items():
            exponents = dict(m)
            for i, e in n:
                exponents[i] = exponents.get(i, 0) + e
            key = tuple(sorted(exponents.items()))
            result[key] = result.get(key, 0) + c * d
    return {m: c for m, c in result.items() if c}


def power(p, k):
    result = constant(1)
    for _ in range(k):
        result = times(result, p)
    return result


@cache
def known_power(p, k):
    """The power of a polynomial given by its items."""
    return power(dict(p), k)


def written(p, size):
    """The polynomial as a certificate has it."""
    return [[str(c), exponents(m, size)] for m, c in p.items()]


def exponents(monomial, size):
    return [dict(monomial).get(i, 0) for i in range(size)]


def ratio(p, q):
    """p/q where that is a number, else None; q is not zero."""
    if p.keys() != q.keys():
        return None
    ratios = {p[m] / q[m] for m in p}
    return ratios.pop() if len(ratios) == 1 else None


class TooLargeError(Exception):
    """More terms than this is worth."""


class SignMissingError(Exception):
    """The sign of this polynomial is asked for."""


class RootMissingError(Exception):
    """This root, of degree q of N/D, has no name yet."""


class Node:
    """The facts at a node, and expressions under them."""

    def __init__(self, symbols, facts=(), roots=(), size=None):
        self.symbols, self.facts, self.roots = symbols, list(facts), list(roots)
        self.size = len(symbols) if size is None else size

    def with_fact(self, p, signs):
        if signs in ("-", "-0"):
            p, signs = scaled(p, -1), {"-": "+", "-0": "0+"}[signs]
        return Node(self.symbols, [*self.facts, (p, signs)], self.roots, self.size)

    def with_root(self, q, N, D):
        v = variable(self.size)
        facts = [*self.facts, (v, "0+"), (plus(times(power(v, q), D), scaled(N, -1)), "0")]
        return Node(self.symbols, facts, [*self.roots, (q, N, D, self.size)], self.size + 1)

    def signs(self, p):
        if not any(p):
            value = p.get((), 0)
            return {(value > 0) - (value < 0)}
        possible = {-1, 0, 1}
        for f, signs in self.facts:
            t = ratio(p, f)
            if t is not None:
                possible &= {s if t > 0 else -s for s in SIGNS[signs]}
        return possible

    def decided(self, p, *sets):
        """The first of these sets that has all the signs of p; asked for otherwise."""
        signs = self.signs(p)
        for one in sets:
            if signs <= SIGNS[one]:
                return one
        raise SignMissingError(p)

    def value(self, e):
        """(numerator, [denominators]), or UNDEFINED."""
        word, *operands = e
        if word == "num":
            return constant(Fraction(operands[0])), ()
        if word == "var":
            return variable(self.symbols.index(operands[0])), ()
        if word == "piecewise":
            for condition, part in operands:
                truth = self.truth(condition)
                if truth != 0:
                    return self.value(part) if truth == 2 else UNDEFINED
            return UNDEFINED
        exponent = Fraction(operands.pop()) if word == "^" else Fraction(1, 2)
        values = [self.value(operand) for operand in operands]
        if UNDEFINED in values:
            return UNDEFINED
        first = values[0]
        match word:
            case "+":
                for other in values[1:]:
                    first = self.sum(first, other)
                return first
            case "*":
                for other in values[1:]:
                    first = times(first[0], other[0]), merged(first[1], other[1], sum)
                return first
            case "neg":
                return scaled(first[0], -1), first[1]
            case "/":
                below = self.inverse(values[1], 1)
                if below == UNDEFINED:
                    return UNDEFINED
                return times(first[0], below[0]), merged(first[1], below[1], sum)
            case "abs":
                return (
                    first if self.decided(first[0], "0+", "-0") == "0+" else (scaled(first[0], -1), first[1])
                )
            case "min" | "max":
                best = first
                for other in values[1:]:
                    if self.decided(self.difference(best, other), "-0", "0+") != (
                        "-0" if word == "min" else "0+"
                    ):
                        best = other
                return best
        p, q = exponent.as_integer_ratio()
        if q > 1:
            first = self.root(first, q)
        if first == UNDEFINED:
            return UNDEFINED
        if p < 0:
            return self.inverse(first, -p)
        return power(first[0], p), tuple((f, k * p) for f, k in first[1]) if p else ()

    def sum(self, a, b):
        common = merged(a[1], b[1], max)
        return plus(*(times(n, rest(common, d)) for n, d in (a, b))), common

    def difference(self, a, b):
        return self.sum(a, (scaled(b[0], -1), b[1]))[0]

    def inverse(self, value, k):
        N, D = value[0], power(rest(value[1], ()), k)
        if self.signs(N) == {0}:
            return UNDEFINED
        if not any(N):
            return times(D, constant(1 / N[()] ** k)), ()
        match self.decided(N, "0", "+", "-", "-+"):
            case "0":
                return UNDEFINED
            case "+":
                return D, ((N, k),)
            case "-":
                return scaled(D, (-1) ** k), ((scaled(N, -1), k),)
            case _:
                return (times(D, N), ((N, k + 1),)) if k % 2 else (D, ((N, k),))

    def root(self, value, q):
        N, D = value
        if not any(N) and not (N and D):
            c = N.get((), Fraction(0))
            exact = [Fraction(a, b) for a in range(20) for b in (1, 2, 3) if Fraction(a, b) ** q == c]
            if exact:
                return constant(exact[0]), ()
        if self.decided(N, "-", "0+") == "-":
            return UNDEFINED
        below = rest(D, ())
        for degree, numerator, denominator, v in self.roots:
            if degree == q and times(N, denominator) == times(numerator, below):
                return variable(v), ()
        self.decided(below, "+")
        raise RootMissingError(q, N, below)

    def truth(self, condition):
        """0 false, 1 undefined, 2 true."""
        word, *operands = condition
        if word in ("true", "false"):
            return 2 if word == "true" else 0
        if word in RELATIONS:
            values = [self.value(operand) for operand in operands]
            if UNDEFINED in values:
                return 1
            difference = self.difference(*values)
            signs = self.signs(difference)
            if signs <= RELATIONS[word]:
                return 2
            if signs & RELATIONS[word]:
                raise SignMissingError(difference)
            return 0
        truths = [self.truth(operand) for operand in operands]
        if word == "implies":
            return max(2 - truths[0], truths[1])
        return 2 - truths[0] if word == "not" else (min if word == "and" else max)(truths)


def merged(a, b, combine):
    """Two products of powers, exponents added or the greater ones taken."""
    result = [[p, k] for p, k in a]
    for p, k in b:
        for pair in result:
            if pair[0] == p:
                pair[1] = combine((pair[1], k))
                break
        else:
            result.append([p, k])
    return tuple((p, k) for p, k in result)


def rest(common, part):
    """The product of what is in `common` and not in `part`."""
    result = constant(1)
    for p, k in common:
        missing = k - sum(e for f, e in part if f == p)
        result = times(result, power(p, missing))
    return result


def grow(rng, rule, statement, most_leaves=25):
    """A tree for this rule and statement."""
    leaves = [0]

    def met(node):
        """Whether the goal is met, as far as this module can tell."""
        truths = [node.truth(condition) for condition in statement["given"]]
        if set(truths) - {2}:
            return True
        if rule == "real":
            return node.truth(statement["show"]) == 2
        return rule == "real-refuted" and node.truth(statement["show"]) != 2

    def visit(node, depth):
        leaves[0] += 1
        impossible = contradiction(node) if node.facts else None
        if impossible is not None and rng.random() < 0.95:
            return impossible
        if depth > 9 or leaves[0] > most_leaves or rng.random() < 0.01:
            return leaf_at_random(rng, node)
        try:
            if met(node):
                return ["settled"]
        except SignMissingError as missing:
            (p,) = missing.args
            if len(p) > 12:
                return leaf_at_random(rng, node)
            branches = rng.choice((["-", "0", "+"], ["-", "0", "+"], ["-0", "+"], ["-", "0+"], ["0", "-+"]))
            known = node.signs(p)
            if known == {-1, 1}:
                branches = ["-", "0+"]
            elif known in ({0, 1}, {-1, 0}):
                branches = ["-", "0", "+"]
            return ["split", written(p, node.size),
                    *([s, visit(node.with_fact(p, s), depth + 1)] for s in branches)]  # fmt: skip
        except RootMissingError as missing:
            q, N, D = missing.args
            if node.size > 6:
                return leaf_at_random(rng, node)
            named = [written(p, node.size) for p in (N, D)]
            return ["root", q, *named, visit(node.with_root(q, N, D), depth + 1)]
        except TooLargeError:
            return ["settled"]
        return leaf_at_random(rng, node)

    return visit(Node(statement["symbols"]), 0)


def leaf_at_random(rng, node):
    """A box where there are ends for it, else what may well be wrong."""
    return box(rng, node) or ["settled"]


def box(rng, node):
    """A box whose ends are facts, cut at random, with any fact in its leaves."""
    pairs, ends = [], []
    for v in range(node.size):
        low, high = [], []
        for i, (p, signs) in enumerate(node.facts):
            slope = p.get(((v, 1),), 0)
            if slope and set(p) <= {((v, 1),), ()} and signs != "-+":
                end = -p.get((), 0) / slope
                if slope > 0 or signs == "0":
                    low.append((end, i))
                if slope < 0 or signs == "0":
                    high.append((end, i))
        if low and high:
            pairs.append([max(low)[1], min(high)[1]])
            ends.append((max(low)[0], min(high)[0]))
        else:
            pairs.append([])
            ends.append((Fraction(0), Fraction(0)))
    if not any(pairs) or not node.facts:
        return None

    def cut(at, depth):
        axis = rng.randrange(len(at))
        low, high = at[axis]
        if depth and low < high and rng.random() < 0.7:
            middle = (low + high) / 2
            halves = [[*at[:axis], part, *at[axis + 1 :]] for part in ((low, middle), (middle, high))]
            return ["split", axis, str(middle), *(cut(half, depth - 1) for half in halves)]
        return ["leaf", rng.randrange(len(node.facts))]

    return ["box", pairs, cut(ends, rng.choice((0, 1, 3)))]


def contradiction(node):
    """An identity that shows that the facts exclude each other, of one of a few forms, or None."""
    facts = node.facts
    recent = len(facts) - 2  # pairs of others were tried on the way
    for i, (p, signs) in enumerate(facts):
        found = alone(i, p, signs, node.size)
        if found:
            return found
        for j, (q, others) in enumerate(facts):
            if i != j and max(i, j) >= recent:
                found = power_and_other(i, p, signs, j, q, others, node.size)
                found = found or line(i, p, signs, j, q, others, node.size)
                if found:
                    return found
    return product_and_other(facts, node.size)


def leaf(size, constant=1, strict=(), squares=(), multipliers=()):
    """The node; squares are (product, [(monomial, coefficient), ...]) with a diagonal matrix."""
    forms = []
    for product, diagonal in squares:
        gram = [["0"] * len(diagonal) for _ in diagonal]
        for k, (_, coefficient) in enumerate(diagonal):
            gram[k][k] = str(coefficient)
        monomials = [exponents(m, size) for m, _ in diagonal]
        forms.append({"product": list(product), "monomials": monomials, "gram": gram})
    return ["contradiction", {
        "constant": str(constant), "strict": [list(s) for s in strict], "squares": forms,
        "multipliers": [[i, written(p, size)] for i, p in multipliers],
    }]  # fmt: skip


def even_squares(p):
    """[(monomial, coefficient)] with p the sum of coefficient · monomial², or None."""
    if all(c > 0 and all(e % 2 == 0 for _, e in m) for m, c in p.items()):
        return [(tuple((i, e // 2) for i, e in m), c) for m, c in p.items()]
    return None


def alone(i, p, signs, size):
    """A fact that no point has: minus a sum of even powers."""
    c = p.get((), Fraction(0))
    if not any(p) and signs == "0":
        return leaf(size, multipliers=[(i, constant(-1 / c))])
    diagonal = even_squares(scaled(p, -1))
    if diagonal is not None and signs == "+":
        return leaf(size, strict=[(i, 1)], squares=[((), diagonal)])
    if c < 0 and diagonal is not None and signs in ("0+", "0"):
        squares = [part for part in diagonal if part[0]]
        forms = [((), squares)] if squares else []
        if signs == "0":
            return leaf(size, -c, squares=forms, multipliers=[(i, constant(1))])
        return leaf(size, -c, squares=[*forms, ((i,), [((), 1)])])
    return None


def power_and_other(i, p, signs, j, q, others, size):
    """p^k > 0 and q a negative multiple of it that is nonnegative, or any multiple that is zero."""
    if signs not in ("+", "-+") or len(p) > 3:
        return None
    for k in (1, 2, 3, 4):
        t = ratio(known_power(tuple(p.items()), k), q)
        if t is None:
            continue
        if others == "0":
            return leaf(size, strict=[(i, k)], multipliers=[(j, constant(-t))])
        if t < 0 and others in ("+", "0+") and (signs == "+" or k % 2 == 0):
            return leaf(size, strict=[(i, k)], squares=[((j,), [((), -t)])])
    return None


def line(i, p, signs, j, q, others, size):
    """Two facts about one polynomial and a constant: t p + q = s."""
    top, other = ({m: c for m, c in f.items() if m} for f in (p, q))
    t = ratio(other, top) if top else None
    if t is None:
        return None
    s = q.get((), Fraction(0)) - t * p.get((), Fraction(0))  # q - t p
    if signs == "0":
        if others == "0" and s:
            return leaf(size, multipliers=[(j, constant(-1 / s)), (i, constant(t / s))])
        if others == "0+" and s < 0:
            return leaf(size, -s, squares=[((j,), [((), 1)])], multipliers=[(i, constant(-t))])
        if others == "+" and s <= 0:
            squares = [((), [((), -s)])] if s else []
            return leaf(size, strict=[(j, 1)], squares=squares, multipliers=[(i, constant(-t))])
        return None
    if t < 0 and {signs, others} <= {"+", "0+"} and (s < 0 or (s == 0 and others == "+")):
        if s == 0:
            return leaf(size, strict=[(j, 1)], squares=[((i,), [((), -t)])])
        return leaf(size, -s, squares=[((i,), [((), -t)]), ((j,), [((), 1)])])
    return None


def product_and_other(facts, size):
    """p q > 0 and a fact that is nonnegative and a negative multiple of it."""
    strict = [(i, p) for i, (p, signs) in enumerate(facts) if signs == "+" and len(p) <= 2]
    for a, (i, p) in enumerate(strict):
        for j, q in strict[a + 1 :]:
            r = times(p, q)
            for k, (f, signs) in enumerate(facts):
                t = ratio(r, f)
                if t is not None and signs == "0":
                    return leaf(size, strict=[(i, 1), (j, 1)], multipliers=[(k, constant(-t))])
                if t is not None and t < 0 and signs in ("+", "0+"):
                    return leaf(size, strict=[(i, 1), (j, 1)], squares=[((k,), [((), -t)])])
    return None
