"""Rule `box`: on [a, b] put x = (a + b t) / (1 + t), 0 <= t <= infinity, and look at the coefficients.

Times (1 + t)^degree a polynomial in x becomes one in t. Where its coefficients share a sign, so do its
values: they are the Bernstein coefficients times binomial coefficients.
"""

from flint import fmpq, fmpq_poly

from certify.crosscheck.arithmetic.polynomials import MAX_TERMS, Terms, terms
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, small_integer, variable_names

Box = list[tuple[fmpq, fmpq]]


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    names_list, p_terms, relation, ends, hypothesis_terms = record(
        statement, "statement", "variables", "polynomial", "relation", "box", "hypotheses"
    )
    names = variable_names(names_list, "statement.variables")
    p = terms(p_terms, "statement.polynomial", len(names))
    choice(relation, "statement.relation", (">=", ">", "<=", "<"))
    hypotheses = [
        terms(g, f"statement.hypotheses[{i}]", len(names))
        for i, g in enumerate(sequence(hypothesis_terms, "statement.hypotheses"))
    ]
    intervals = enumerate(sequence(ends, "statement.box", len(names)))
    root = [_interval(interval, f"statement.box[{i}]") for i, interval in intervals]
    (tree,) = record(witness, "witness", "tree")

    def visit(node: object, box: Box, place: str) -> int:
        """The number of sub-boxes below this node, all of them decided."""
        kind, *rest = sequence(node, place) or [""]
        match choice(kind, f"{place}[0]", ("split", "leaf", "discard")):
            case "split":
                sequence(node, place, 5)
                axis = names.index(choice(rest[0], f"{place}[1]", names))
                cut, (low, high) = rational(rest[1], f"{place}[2]"), box[axis]
                if not low < cut < high:
                    raise NotProved(f"{place}[2]: the cut is not inside the interval")
                left, right = box.copy(), box.copy()
                left[axis], right[axis] = (low, cut), (cut, high)
                return visit(rest[2], left, f"{place}[3]") + visit(rest[3], right, f"{place}[4]")
            case "leaf":
                sequence(node, place, 1)
                if not has_sign(p, relation, box, effort):
                    raise NotProved(f"{place}: a coefficient has not the sign {relation} 0")
                return 1
            case _:
                sequence(node, place, 2)
                index = small_integer(rest[0], f"{place}[1]", len(hypotheses) - 1)
                if not has_sign(hypotheses[index], "<", box, effort):
                    raise NotProved(f"{place}: hypothesis {index} is not negative on the sub-box")
                return 1

    count = visit(tree, root, "witness.tree")
    return f"the polynomial is {relation} 0 on the box, by {count} sub-boxes"


def has_sign(p: Terms, relation: str, box: Box, effort: Effort) -> bool:
    """Whether all coefficients after the substitution, those that are zero too, satisfy the relation."""
    degrees = [max((monomial[axis] for monomial in p), default=0) for axis in range(len(box))]
    count = 1
    for degree in degrees:
        count *= degree + 1
    if count > MAX_TERMS:
        raise NotJudged(f"too large: more than {MAX_TERMS} coefficients")
    bits = max((int(c.height_bits()) for c in p.values()), default=0)
    for axis, (degree, (low, high)) in enumerate(zip(degrees, box, strict=True)):
        bits += degree * (2 + int(low.height_bits()) + int(high.height_bits()))
        effort.spend(20_000 + count // (degree + 1) * 20_000)
        effort.spend(50 * count * (degree + 1), bits)
        p = _substitute(p, axis, degree, low, high)
    values = list(p.values()) + [fmpq(0)] * (len(p) < count)
    if relation[0] == "<":
        values = [-value for value in values]
    return all(value > 0 if len(relation) == 1 else value >= 0 for value in values)


def _substitute(p: Terms, axis: int, degree: int, low: fmpq, high: fmpq) -> Terms:
    """(1 + t)^degree p at x = (low + high t) / (1 + t), in one variable.

    With f(low + (high - low) s) = sum g_k s^k and s = t / (1 + t) that is sum g_k t^k (1 + t)^(degree - k):
    reverse the g, shift by one, reverse back.
    """
    groups: dict[tuple[int, ...], list[fmpq]] = {}
    for monomial, coefficient in p.items():
        rest = monomial[:axis] + monomial[axis + 1 :]
        groups.setdefault(rest, [fmpq(0)] * (degree + 1))[monomial[axis]] = coefficient
    stretch, shift = fmpq_poly([low, high - low]), fmpq_poly([1, 1])
    result: Terms = {}
    for rest, coefficients in groups.items():
        g = fmpq_poly(coefficients)(stretch)
        reverse = fmpq_poly([g[degree - k] for k in range(degree + 1)])(shift)
        for k in range(degree + 1):
            if reverse[degree - k]:
                result[(*rest[:axis], k, *rest[axis:])] = reverse[degree - k]
    return result


def _interval(value: object, place: str) -> tuple[fmpq, fmpq]:
    low, high = (rational(end, f"{place}[{i}]") for i, end in enumerate(sequence(value, place, 2)))
    if low > high:
        raise NotProved(f"{place}: the ends are in the wrong order")
    return low, high
