"""Rule `point`: numbers with square roots as the matrices they multiply by; signs from balls.

In the algebra Q[s_1, ..., s_k] / (s_i^2 - c_i), with the products of the s_i as basis, a number is the matrix
of the multiplication by it, and the real number it stands for (s_i = sqrt c_i) is an eigenvalue of that
matrix. An eigenvalue that is not zero has at least the absolute value that the characteristic polynomial
allows (Cauchy's bound), so enough digits tell it from zero.
"""

from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne

from flint import arb, ctx, fmpq, fmpq_mat

from certify.crosscheck.arithmetic.polynomials import Terms, terms
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, variable_names

MAX_RADICANDS = 4
RELATIONS: dict[str, Callable[[int, int], bool]] = {"=": eq, "!=": ne, ">=": ge, ">": gt, "<=": le, "<": lt}


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    names, hypotheses, fails = record(statement, "statement", "variables", "hypotheses", "fails")
    size = len(variable_names(names, "statement.variables"))
    radicand_list, coordinate_list = record(witness, "witness", "radicands", "coordinates")
    if len(sequence(radicand_list, "witness.radicands")) > MAX_RADICANDS:
        raise NotJudged(f"witness.radicands: more than {MAX_RADICANDS}")
    radicands = [
        rational(c, f"witness.radicands[{i}]", nonnegative=True) for i, c in enumerate(radicand_list)
    ]
    point = [
        _coordinate(x, f"witness.coordinates[{i}]", radicands)
        for i, x in enumerate(sequence(coordinate_list, "witness.coordinates", size))
    ]
    powers: dict[tuple[int, int], fmpq_mat] = {}
    conditions = [
        (condition, f"statement.hypotheses[{i}]", True)
        for i, condition in enumerate(sequence(hypotheses, "statement.hypotheses"))
    ]
    for condition, place, wanted in [*conditions, (fails, "statement.fails", False)]:
        p_terms, relation = sequence(condition, place, 2)
        p = terms(p_terms, f"{place}[0]", size)
        holds = RELATIONS[choice(relation, f"{place}[1]", RELATIONS)]
        value = _evaluate(p, point, 2 ** len(radicands), powers, effort)
        if holds(_sign(value, radicands, effort), 0) != wanted:
            raise NotProved(f"{place}: {'fails' if wanted else 'holds'} at the point")
    return "at the point the hypotheses hold and the last relation fails"


def _coordinate(value: object, place: str, radicands: list[fmpq]) -> fmpq_mat:
    """The matrix of the multiplication by a coordinate."""
    if isinstance(value, str):
        surd: Terms = {(0,) * len(radicands): rational(value, place)}
    else:
        surd = terms(value, place, len(radicands), greatest=1)
    size = 2 ** len(radicands)
    result = fmpq_mat(size, size)
    for monomial, coefficient in surd.items():
        shift = sum(exponent << i for i, exponent in enumerate(monomial))
        for column in range(size):
            entry = coefficient
            for i, radicand in enumerate(radicands):
                if shift & column & (1 << i):
                    entry *= radicand
            result[shift ^ column, column] += entry
    return result


def _evaluate(
    p: Terms, point: list[fmpq_mat], size: int, powers: dict[tuple[int, int], fmpq_mat], effort: Effort
) -> fmpq_mat:
    """The matrix of the multiplication by p(point)."""
    total = fmpq_mat(size, size)
    for monomial, coefficient in p.items():
        value = fmpq_mat(size, size)
        for i in range(size):
            value[i, i] = coefficient
        for variable, exponent in enumerate(monomial):
            if exponent:
                factor = _power(point, variable, exponent, powers, effort)
                value = _times(value, factor, effort)
        effort.spend(1000 * size**2, max(int(x.height_bits()) for x in (*total.entries(), *value.entries())))
        total += value
    return total


def _power(
    point: list[fmpq_mat],
    variable: int,
    exponent: int,
    powers: dict[tuple[int, int], fmpq_mat],
    effort: Effort,
) -> fmpq_mat:
    """A power of a coordinate, kept for the next time."""
    if exponent == 1:
        return point[variable]
    if (variable, exponent) not in powers:
        half = _power(point, variable, exponent // 2, powers, effort)
        rest = _power(point, variable, exponent - exponent // 2, powers, effort)
        powers[variable, exponent] = _times(half, rest, effort)
    return powers[variable, exponent]


def _times(A: fmpq_mat, B: fmpq_mat, effort: Effort) -> fmpq_mat:
    size = A.nrows()
    bits = max(int(x.height_bits()) for matrix in (A, B) for x in matrix.entries())
    effort.spend(5000 + 100 * size**3, 2 * bits)
    return A * B


def _sign(value: fmpq_mat, radicands: list[fmpq], effort: Effort) -> int:
    """The sign of the real number a matrix stands for; its first column has the coordinates of the number."""
    size = value.nrows()
    bits = max(int(x.height_bits()) for x in value.entries())
    effort.spend(5000 + 100 * size**4, bits)
    coefficients = value.charpoly().coeffs()
    lowest = next(i for i, c in enumerate(coefficients) if c)
    tail = [abs(c) for c in coefficients[lowest:]]
    if len(tail) == 1:  # every eigenvalue is zero
        return 0
    smallest = tail[0] / (tail[0] + max(tail[1:]))
    precision = 64
    while True:
        with ctx.workprec(precision):
            enclosure = arb(0)
            for position in range(size):
                term = arb(value[position, 0])
                for i, radicand in enumerate(radicands):
                    if position & (1 << i):
                        term *= arb(radicand).sqrt()
                enclosure += term
            if enclosure > 0 or enclosure < 0:
                return 1 if enclosure > 0 else -1
            if lowest and abs(enclosure) < smallest:
                return 0
        effort.spend(5000 + size * precision)
        precision *= 2
