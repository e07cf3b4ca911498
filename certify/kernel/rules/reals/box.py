"""Rule `box`: the sign of a polynomial on a box, by subdivision and Bernstein coefficients."""

from fractions import Fraction
from math import comb, lcm, prod

from certify.kernel.arithmetic.matrix import dot
from certify.kernel.arithmetic.polynomial import Polynomial, height, read_polynomial
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_TERMS, Budget, Declined

Box = list[tuple[Fraction, Fraction]]


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness is a tree: ["split", variable, point, left, right] cuts a closed box in two closed boxes that
    cover it, ["leaf"] asserts that the Bernstein coefficients have the sign claimed, ["discard", i] that
    hypothesis i (from 0) is negative on the box.
    """
    names, polynomial, relation, ends, assumed = statement.fields(
        "variables", "polynomial", "relation", "box", "hypotheses"
    )
    variables = names.variables()
    p = read_polynomial(polynomial, len(variables))
    direction = relation.one_of((">=", ">", "<=", "<"))
    sign, strict = (1 if direction[0] == ">" else -1), len(direction) == 1
    hypotheses = [read_polynomial(field, len(variables)) for field in assumed.items()]
    (tree,) = witness.fields("tree")
    pending: list[tuple[Field, Box]] = [(tree, [interval(field) for field in ends.items(len(variables))])]
    leaves = 0
    while pending:
        node, box = pending.pop()
        match node.kind("split", "leaf", "discard")[0]:
            case "split":
                _, name, at, left, right = node.items(5)
                axis, point = variables.index(name.one_of(variables)), at.number()
                low, high = box[axis]
                if not low < point < high:
                    raise at.reject(f"the cut is not between the ends {show(low)} and {show(high)}")
                pending.append((right, [*box[:axis], (point, high), *box[axis + 1 :]]))
                pending.append((left, [*box[:axis], (low, point), *box[axis + 1 :]]))
            case "leaf":
                node.items(1)
                leaves += 1
                lowest = min(sign * value for value in bernstein(p, box, node.budget))
                if lowest < 0 or (strict and lowest == 0):
                    raise node.reject(f"a Bernstein coefficient violates {direction} 0 on {show_box(box)}")
            case _:
                _, index = node.items(2)
                hypothesis = hypotheses[index.integer(0, len(hypotheses) - 1)]
                if max(bernstein(hypothesis, box, node.budget)) >= 0:
                    raise node.reject(f"the hypothesis is not negative on all of {show_box(box)}")
    return f"the polynomial is {direction} 0 on the box ({leaves} sub-boxes)"


def interval(field: Field) -> tuple[Fraction, Fraction]:
    """The ends of a closed interval."""
    low, high = field.items(2)
    ends = low.number(), high.number()
    if ends[0] > ends[1]:
        raise field.reject("the lower end exceeds the upper end")
    return ends


def show_box(box: Box) -> str:
    """[a, b] x [c, d] for a message."""
    return " x ".join(f"[{show(low)}, {show(high)}]" for low, high in box) or "the point"


def bernstein(polynomial: Polynomial, box: Box, budget: Budget) -> list[int]:
    """Integers with the signs of the Bernstein coefficients of a polynomial on a box.

    On [a, b] the k-th Bernstein coefficient of degree d of x^j is e_j(a, ..., a, b, ..., b) / C(d, j) with
    d - k times a and k times b (the polar form, Ramshaw 1987); e_j is the elementary symmetric polynomial.
    At every point of the box the polynomial is a convex combination of its Bernstein coefficients.
    """
    degrees = [max((monomial[axis] for monomial in polynomial), default=0) for axis in range(len(box))]
    size = prod(degree + 1 for degree in degrees)
    if size > MAX_TERMS:
        raise Declined(f"too large: a Bernstein form of more than {MAX_TERMS} coefficients")
    scale = lcm(*(coefficient.denominator for coefficient in polynomial.values()))
    values = [0] * size  # row-major; every pass below moves the first axis to the end
    for monomial, coefficient in polynomial.items():
        position = 0
        for exponent, degree in zip(monomial, degrees, strict=True):
            position = position * (degree + 1) + exponent
        values[position] = int(coefficient * scale)
    bits = height(polynomial) + scale.bit_length()
    for degree, ends in zip(degrees, box, strict=True):
        bits += degree * (2 + sum(number.bit_length() for end in ends for number in end.as_integer_ratio()))
        budget.spend(100 + (degree + 1) * (size + (degree + 1) ** 2), bits)
        rows, rest = change_of_basis(degree, *ends), size // (degree + 1)
        columns = [values[start::rest] for start in range(rest)]
        values = [dot(row, column) for column in columns for row in rows]
    return values


def change_of_basis(degree: int, low: Fraction, high: Fraction) -> list[list[int]]:
    """Row k, column j: a positive multiple, the same for all, of the k-th Bernstein coefficient of x^j."""
    unit = lcm(low.denominator, high.denominator)
    a, b = int(low * unit), int(high * unit)
    scale = lcm(*(comb(degree, j) for j in range(degree + 1)))
    rows = []
    for k in range(degree + 1):
        symmetric = [1]  # of the ends counted so far: coefficients of the product of (1 + end t)
        for end in [a] * (degree - k) + [b] * k:
            symmetric = [x + end * y for x, y in zip([*symmetric, 0], [0, *symmetric], strict=True)]
        rows.append([e * unit ** (degree - j) * (scale // comb(degree, j)) for j, e in enumerate(symmetric)])
    return rows
