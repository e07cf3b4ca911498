"""Why facts cannot hold together: an identity between their polynomials, or signs on a box."""

from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Polynomial, constant, plus, read_polynomial, times
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_EXPONENT
from certify.kernel.rules.reals.box import Box, bernstein, show_box
from certify.kernel.rules.reals.facts import Facts
from certify.kernel.rules.reals.positivity import quadratic_form


def cited(field: Field, facts: Facts, *signs: str) -> tuple[Polynomial, str]:
    """The polynomial and the signs of a fact, which must have one of these."""
    if not facts.recorded:
        raise field.reject("there are no facts here")
    i = field.integer(0, len(facts.recorded) - 1)
    known = facts.recorded[i][1]
    if known not in signs:
        raise field.reject(f"fact {i} is of the signs {known}, expected {' or '.join(signs)}")
    return facts.polynomial(i), known


def contradiction(field: Field, facts: Facts) -> None:
    """Reject unless the facts contradict each other by the identity given.

    A positive multiple of a product that is not zero, plus sums of squares times facts >= 0, plus multiples
    of facts = 0, is the zero polynomial. The product is positive, or there are no squares.
    """
    factor, strict, squares, multipliers = field.fields("constant", "strict", "squares", "multipliers")
    budget, size = field.budget, facts.variables
    number = factor.number()
    if number <= 0:
        raise factor.reject("expected a positive number")
    total = constant(number, size)
    for pair in strict.items():
        index, power = pair.items(2)
        p, signs = cited(index, facts, "+", "-+")
        exponent = power.integer(1, MAX_EXPONENT)
        if signs == "-+" and exponent % 2 and squares.value:
            raise power.reject("an odd power of a fact that is only known not to be 0")
        for _ in range(exponent):
            total = times(total, p, budget)
    for square in squares.items():
        product, monomials, gram = square.fields("product", "monomials", "gram")
        term = quadratic_form(monomials, gram, size)
        for index in product.items():
            term = times(term, cited(index, facts, "+", "0+")[0], budget)
        total = plus(total, term, 1, budget)
    for pair in multipliers.items():
        index, multiplier = pair.items(2)
        p, _ = cited(index, facts, "0")
        total = plus(total, times(read_polynomial(multiplier, size), p, budget), 1, budget)
    for monomial, coefficient in total.items():
        raise field.reject(f"the sum has the coefficient {show(coefficient)} at {list(monomial)}")


def emptiness(ends: Field, cover: Field, facts: Facts) -> int:
    """Reject unless the facts hold nowhere on the box that some of them bound; the number of its leaves.

    A variable without ends is set to 0: no fact used by a leaf may contain it.
    """
    pairs = [pair.items() for pair in ends.items(facts.variables)]
    free = [axis for axis, pair in enumerate(pairs) if not pair]
    box: Box = []
    for axis, field in enumerate(ends.items()):
        if axis in free:
            box.append((Fraction(0), Fraction(0)))
            continue
        lower, upper = field.items(2)
        low, high = end(lower, facts, axis, 1), end(upper, facts, axis, -1)
        if low > high:
            raise field.reject("the lower end exceeds the upper end")
        box.append((low, high))
    pending = [(cover, box)]
    leaves = 0
    while pending:
        node, box = pending.pop()
        if node.kind("split", "leaf")[0] == "leaf":
            no_point(node, free, box, facts)
            leaves += 1
            continue
        _, number, at, left, right = node.items(5)
        axis, point = number.integer(0, len(box) - 1), at.number()
        low, high = box[axis]
        if not low < point < high:
            raise at.reject(f"the cut is not between the ends {show(low)} and {show(high)}")
        pending.append((right, [*box[:axis], (point, high), *box[axis + 1 :]]))
        pending.append((left, [*box[:axis], (low, point), *box[axis + 1 :]]))
    return leaves


def end(field: Field, facts: Facts, axis: int, side: int) -> Fraction:
    """The lower end (side 1) or the upper end (side -1) that a fact a x + b gives for this variable."""
    p, signs = cited(field, facts, "+", "0+", "0")
    unit = tuple(int(i == axis) for i in range(facts.variables))
    zero = (0,) * facts.variables
    if unit not in p or p.keys() - {unit, zero}:
        raise field.reject(f"the fact is not linear in variable {axis} alone")
    if signs != "0" and side * p[unit] < 0:
        raise field.reject(f"the fact gives no {'lower' if side > 0 else 'upper'} end")
    return -Fraction(p.get(zero, 0), p[unit])


def no_point(leaf: Field, free: list[int], box: Box, facts: Facts) -> None:
    """Reject unless the Bernstein coefficients of a fact show that it holds nowhere on the box."""
    _, index = leaf.items(2)
    p, signs = cited(index, facts, "+", "0+", "0")
    if any(monomial[axis] for monomial in p for axis in free):
        raise index.reject("the fact contains a variable without ends")
    values = bernstein(p, box, leaf.budget)
    excluded = {
        "+": max(values) <= 0,
        "0+": max(values) < 0,
        "0": max(values) < 0 or min(values) > 0,
    }
    if not excluded[signs]:
        raise leaf.reject(f"the fact may hold on {show_box(box)}")
