"""Rule `negative-curvature`, from the definition: the polynomial along lines through the point."""

from flint import fmpq, fmpq_mat

from certify.crosscheck.arithmetic.polynomials import Terms, terms
from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, small_integer, variable_names


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    names_list, p_terms, point_list, critical, relation, bound_text = record(
        statement, "statement", "variables", "polynomial", "point", "critical", "relation", "bound"
    )
    size = len(variable_names(names_list, "statement.variables"))
    if size == 0:
        raise NotProved("statement.variables: none")
    p = terms(p_terms, "statement.polynomial", size)
    point = _numbers(point_list, "statement.point", size)
    relation = choice(relation, "statement.relation", ("<=", "<", ">=", ">"))
    bound = rational(bound_text, "statement.bound")
    direction_list, margin_text = record(witness, "witness", "direction", "margin")
    margin = rational(margin_text, "witness.margin", nonnegative=True)
    if relation in ("<", ">") and margin == 0:
        raise NotProved("witness.margin: zero, where the inequality is strict")
    from_above = relation in ("<=", "<")
    direction = _numbers(direction_list, "witness.direction", size if from_above else 0)

    units = [[fmpq(i == j) for j in range(size)] for i in range(size)]
    axes = [_along(p, point, unit, effort) for unit in units]
    if small_integer(critical, "statement.critical", 1) and any(slope for slope, _ in axes):
        raise NotProved("statement.critical: the gradient at the point is not zero")
    if from_above:
        length = sum((x * x for x in direction), fmpq(0))
        if length == 0:
            raise NotProved("witness.direction: zero")
        _, curvature = _along(p, point, direction, effort)
        if curvature > (bound - margin) * length:
            raise NotProved("witness.direction: the curvature along it exceeds bound - margin")
        return f"the least eigenvalue of the Hessian at the point is {relation} the bound"
    hessian = fmpq_mat(size, size)
    for i in range(size):
        hessian[i, i] = axes[i][1] - bound - margin
        for j in range(i):  # by polarisation
            _, both = _along(p, point, [x + y for x, y in zip(units[i], units[j], strict=True)], effort)
            hessian[i, j] = hessian[j, i] = (both - axes[i][1] - axes[j][1]) / 2
    if not is_semidefinite(hessian, effort):
        raise NotProved("witness: an eigenvalue of the Hessian is below bound + margin")
    return f"the least eigenvalue of the Hessian at the point is {relation} the bound"


def _numbers(value: object, place: str, length: int) -> list[fmpq]:
    return [rational(x, f"{place}[{i}]") for i, x in enumerate(sequence(value, place, length))]


def _along(p: Terms, point: list[fmpq], d: list[fmpq], effort: Effort) -> tuple[fmpq, fmpq]:
    """First and second derivative at t = 0 of p(point + t d), by power series up to t^2."""
    moving = [i for i, x in enumerate(d) if x]
    lengths = [int(x.height_bits()) + int(y.height_bits()) for x, y in zip(point, d, strict=True)]
    slope = bend = fmpq(0)
    for monomial, coefficient in p.items():
        if not any(monomial[i] for i in moving):
            continue
        bits = sum(e * length for e, length in zip(monomial, lengths, strict=True))
        effort.spend(2000 * (1 + sum(map(bool, monomial))), bits)
        c0, c1, c2 = coefficient, fmpq(0), fmpq(0)
        for x, y, e in zip(point, d, monomial, strict=True):
            if e:
                a0, a1 = x**e, e * x ** (e - 1) * y
                a2 = fmpq(e * (e - 1), 2) * x ** (e - 2) * y * y if e > 1 else fmpq(0)
                c0, c1, c2 = c0 * a0, c0 * a1 + c1 * a0, c0 * a2 + c1 * a1 + c2 * a0
        slope, bend = slope + c1, bend + 2 * c2
    return slope, bend
