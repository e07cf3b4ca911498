"""The least eigenvalue of a Hessian against a bound: always decided, since signs of a rational form are.

Floats propose a direction with short numbers; where rounding does not do, elimination gives an exact one.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from certify.certificates.certificate import Certificate, certificate
from certify.certificates.rational import Simplest, integer_rows, kernel_basis, to_floats
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.negative_curvature import Curvature
from certify.common.exact import Exact
from certify.provers.outcome import Budget, Outcome, undecided

Vector = tuple[Fraction, ...]


def curvature(statement: Curvature, budget: Budget) -> Outcome:
    """PROVED or REFUTED by a direction or a semidefinite matrix that the kernel accepted."""
    del budget  # a bounded number of exact operations
    gradient, hessian = _derivatives(statement.terms, statement.point)
    if statement.critical and any(gradient):
        steep = {f"derivative by {s}": str(x) for s, x in zip(statement.symbols, gradient, strict=True) if x}
        return Outcome(Verdict.REFUTED, Grade.EXACT, "the gradient at the point is not zero", steep)
    shifted = _plus_identity(hessian, -statement.bound)
    relation, direction, margin = _decide(shifted)
    holds = relation == statement.relation or relation[0] == statement.relation[0] or relation == "="
    asked = statement.relation if holds else relation
    below = asked[0] == "<"
    witness = {
        "direction": [str(x) for x in direction] if below else [],
        "margin": "0" if holds else str(margin),
    }
    rule = "negative-curvature" if holds else "negative-curvature-refuted"
    found = certificate(rule, statement.document(), witness)
    verdict = found.check()
    if not verdict.accepted:
        return undecided(f"curvature: {verdict.reason}")
    how = f"{verdict.reason}{_along(statement, hessian, direction) if below else ''}"
    if holds:
        return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (found,))
    along = {f"direction[{s}]": str(x) for s, x in zip(statement.symbols, direction, strict=False)}
    shown = along if below else {"least eigenvalue": f"> {statement.bound}"}
    return Outcome(Verdict.REFUTED, Grade.KERNEL, how, shown, (found,))


def _along(statement: Curvature, hessian: Exact, d: Vector) -> str:
    quotient = _form(hessian, d) / sum((x * x for x in d), Fraction(0))
    named = ", ".join(f"{s}: {x}" for s, x in zip(statement.symbols, d, strict=True) if x)
    return f": curvature {quotient} along ({named})"


def _derivatives(terms: dict[tuple[int, ...], Fraction], point: Sequence[Fraction]) -> tuple[Vector, Exact]:
    """Gradient and Hessian of a polynomial at a point."""

    def at(orders: tuple[int, ...]) -> Fraction:
        total = Fraction(0)
        for monomial, coefficient in terms.items():
            term = coefficient
            for x, exponent, order in zip(point, monomial, orders, strict=True):
                for k in range(order):
                    term *= exponent - k
                term = term * x ** (exponent - order) if term else term
            total += term
        return total

    n = len(point)
    units = [tuple(int(i == j) for j in range(n)) for i in range(n)]
    rows = [[at(tuple(map(sum, zip(u, v, strict=True)))) for v in units] for u in units]
    return tuple(map(at, units)), tuple(map(tuple, rows))


def _plus_identity(A: Exact, shift: Fraction) -> Exact:
    return tuple(tuple(x + shift * (i == j) for j, x in enumerate(row)) for i, row in enumerate(A))


def _scaled(A: Exact, size: Fraction) -> Exact:
    return tuple(tuple(x / size for x in row) for row in A)


def _form(A: Exact, d: Sequence[Fraction]) -> Fraction:
    """d^T A d."""
    return sum(
        (x * a * y for x, row in zip(d, A, strict=True) for a, y in zip(row, d, strict=True)), Fraction(0)
    )


def _decide(A: Exact) -> tuple[str, Vector, Fraction]:
    """The sign of the least eigenvalue of A: "<", "=" or ">", with a direction d and a margin.

    For "<" d^T A d = -margin |d|^2 < 0, for "=" A d = 0, for ">" A - margin I is semidefinite.
    """
    lowest = negative_direction(A)
    if lowest is not None:
        return "<", lowest, -_form(A, lowest) / sum((x * x for x in lowest), Fraction(0))
    kernel = kernel_basis(integer_rows(A), len(A))
    if kernel:
        return "=", tuple(map(Fraction, kernel[0])), Fraction(0)
    size = max(x for row in A for x in row)
    least = float(np.linalg.eigvalsh(to_floats(_scaled(A, size)))[0])
    margin = size * (abs(Fraction(least).limit_denominator(64)) or Fraction(1, 64))
    while negative_direction(_plus_identity(A, -margin)) is not None:
        margin /= 2
    return ">", (), margin


def negative_direction(A: Exact) -> Vector | None:
    """A direction with d^T A d < 0, with short entries where rounding does; None if A is semidefinite."""
    exact = _eliminated(A)
    if exact is None:
        return None
    return next((d for d in _proposed(A) if _form(A, d) < 0), exact)


def _proposed(A: Exact) -> Iterator[Vector]:
    """Roundings of the eigenvector of the least eigenvalue."""
    size = max(abs(x) for row in A for x in row)
    _, vectors = np.linalg.eigh(to_floats(_scaled(A, size)))
    lowest = vectors[:, 0] / np.max(np.abs(vectors[:, 0]))
    for largest in (1, 2, 5, 10, 100, 1000, 10**6):
        yield Simplest(largest).matrix(lowest[None, :])[0]


def _eliminated(A: Exact) -> Vector | None:
    """By congruence: the rows of T keep T A T^T = work; a negative or an indefinite 2 x 2 part gives d."""
    n = len(A)
    work = [list(row) for row in A]
    T = [[Fraction(i == j) for j in range(n)] for i in range(n)]
    left = set(range(n))
    while left:
        for i in left:
            if work[i][i] < 0:
                return tuple(T[i])
            j = next((j for j in left if work[i][i] == 0 and work[i][j]), None)
            if j is not None:
                factor = -(work[j][j] + 1) / (2 * work[i][j])
                return tuple(factor * x + y for x, y in zip(T[i], T[j], strict=True))
        left = {i for i in left if work[i][i]}
        if not left:
            return None
        k = left.pop()
        for i in left:
            factor = work[i][k] / work[k][k]
            if factor:
                T[i] = [x - factor * y for x, y in zip(T[i], T[k], strict=True)]
                for j in left:
                    work[i][j] -= factor * work[k][j]
    return None


def shows(statement: Curvature, outcome: Outcome) -> bool:
    """Whether the witness is the direction of a certificate."""
    told = dict(outcome.witness)
    return not told or any(told == _direction(statement, one) for one in outcome.certificates)


def _direction(statement: Curvature, certificate: Certificate) -> dict[str, str]:
    direction = certificate.witness.get("direction") or []
    if not direction:
        return {"least eigenvalue": f"> {statement.bound}"}
    return {f"direction[{s}]": str(x) for s, x in zip(statement.symbols, direction, strict=True)}
