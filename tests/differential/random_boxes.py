"""Random polynomials on boxes, with a bound near their least value on a grid, and an even subdivision."""

from fractions import Fraction
from itertools import product

from naive_trees import constant, plus, scaled, variable, written

OUTSIDE = {"0+": "-", "+": "-0", "0": "-+"}


def box_statement(rng):
    """A rule, a statement, a tree with one box; the statement may be false, the subdivision too coarse."""
    names = rng.choice((["x"], ["x", "y"]))
    size = len(names)
    ends = [sorted(rng.sample([Fraction(k, 2) for k in range(-4, 5)], 2)) for _ in names]
    if rng.random() < 0.2:
        ends[0] = [ends[0][0]] * 2
    p = {}
    for _ in range(rng.randint(1, 4)):
        monomial = tuple((i, e) for i in range(size) if (e := rng.randint(0, 3)))
        p[monomial] = Fraction(rng.choice((-3, -2, -1, 1, 2, 3)), rng.choice((1, 1, 2)))
    least = min(at(p, point) for point in product(*([a, (a + b) / 2, b] for a, b in ends)))
    bound = least - rng.choice((Fraction(0), Fraction(1, 4), Fraction(1), Fraction(5)))
    relation, signs = rng.choice(((">", "0+"), (">=", "+"), ("!=", "0")))

    facts, pairs, given = [], [], []
    for i, (a, b) in enumerate(ends):
        name = ["var", names[i]]
        if a == b and rng.random() < 0.5:
            given.append(["=", name, ["num", str(a)]])
            facts.append((plus(variable(i), constant(-a)), "0"))
            pairs.append([len(facts) - 1] * 2)
            continue
        given += [["<=", ["num", str(a)], name], ["<=", name, ["num", str(b)]]]
        facts.append((plus(variable(i), constant(-a)), "0+"))
        facts.append((plus(scaled(variable(i), -1), constant(b)), "0+"))
        pairs.append([len(facts) - 2, len(facts) - 1])
    facts.append((plus(constant(bound), scaled(p, -1)), signs))
    if not facts[-1][0]:
        facts[-1] = (constant(1), signs)
    names, pairs = [*names, "z"], [*pairs, []]  # a variable that plays no part

    tree = ["box", pairs, cut(rng, ends, rng.randint(0, 4), len(facts) - 1)]
    for f, sign in reversed(facts):
        tree = ["split", written(f, len(names)), [sign, tree], [OUTSIDE[sign], ["settled"]]]
    show = [relation, sum_of_terms(p, names), ["num", str(bound)]]
    statement = {"quantifier": "for all", "symbols": names, "given": given, "show": show}
    if rng.random() < 0.3:
        negated = {**statement, "quantifier": "there are", "show": ["not", show]}
        return "real-refuted", negated, tree
    return "real", statement, tree


def at(p, point):
    """The value of a polynomial at a rational point."""
    total = Fraction(0)
    for monomial, coefficient in p.items():
        for i, e in monomial:
            coefficient = coefficient * point[i] ** e
        total += coefficient
    return total


def sum_of_terms(p, names):
    """The polynomial as it is written in a statement."""
    terms = [
        ["*", ["num", str(c)], ["num", "1"], *(["^", ["var", names[i]], str(e)] for i, e in monomial)]
        for monomial, c in p.items()
    ]
    return ["+", ["num", "0"], *terms]


def cut(rng, ends, depth, fact):
    """Halves of halves along random axes, a leaf by this fact at the end."""
    axis = rng.randrange(len(ends))
    low, high = ends[axis]
    if depth == 0 or low == high:
        return ["leaf", fact]
    middle = (low + high) / 2
    halves = [[*ends[:axis], part, *ends[axis + 1 :]] for part in ([low, middle], [middle, high])]
    return ["split", axis, str(middle), *(cut(rng, half, depth - 1, fact) for half in halves)]
