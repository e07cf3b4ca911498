"""Inequalities that follow from products of their hypotheses."""

import pytest

from certify.claims import Eq, reals, sqrt
from certify.claims.results.verdict import Grade, Verdict
from certify.provers.reals.certified import certified
from certify.provers.reals.closing.products import close_by_products
from certify.provers.reals.normal_form import Atom, Cell

from .deciding import BUDGET, all_accepted
from .systems import FOREVER, FRAME, X, Y, expands_to_zero, satisfied_system
from .zhang_lines import claim

a, b, c, d, k, m, p, q, r, s, t, u, v, w, x, y, z = reals("a b c d k m p q r s t u v w x y z")

TRUE = {
    # The contradiction is a fourth power of the negated conclusion.
    "triangle inequality from Cauchy-Schwarz": claim(
        z <= x + y, x >= 0, y >= 0, z >= 0, Eq(z**2, x**2 + y**2 + 2 * w), w**2 <= x**2 * y**2
    ),
    "triangle inequality for three": claim(
        z <= x + y + u,
        x >= 0, y >= 0, u >= 0, z >= 0,
        z**2 <= x**2 + y**2 + u**2 + 2 * (v + w + t),
        w**2 <= x**2 * y**2, v <= x * u, t <= y * u,
    ),
    # Roots of different expressions are compared.
    "a root of something smaller": claim(
        y <= a * sqrt(b + c), a >= 0, d >= 0, d <= b + c, y <= a * sqrt(d)
    ),
    "a root divided": claim(
        t <= b / a + sqrt(c / a), a > 0, b >= 0, c >= 0, t >= 0, a * t <= b + sqrt(a * c)
    ),
    # The root of 1 - x/24 is at most 1 - x/50.
    "a root without a root": claim(
        w <= (1 - c / (50 * k)) * d,
        k >= 1, c > 0, 24 * c <= 1, d >= 0, w >= 0, w**2 <= a + b, a + b <= (1 - c / (24 * k)) * d**2,
    ),
    # A term is bounded by a product of three hypotheses.
    "a ratio bounded by a root": claim(
        p * d**2 <= q * sqrt(3) * w + 3 * m * w**2,
        d > 0, k > 0, w >= 0, q >= 0, m >= 0, d <= sqrt(3) * w * k, (p - m / k**2) * d <= q / k,
    ),
    "sums and sums of squares": claim(
        k * m * s >= m**2 * t * k,
        a >= 0, b >= 0, Eq(s, a + b), Eq(t, a**2 + b**2), t > 0, Eq(m * t, s), k >= 0,
    ),
    "either sign of a difference": claim(Eq(sqrt(x * y) * sqrt(x / y), x), x >= 0, y > 0),
}  # fmt: skip


@pytest.mark.parametrize("name", list(TRUE))
def test_what_products_of_hypotheses_give_reaches_the_kernel(name: str) -> None:
    """PROVED, with a certificate."""
    outcome = certified(TRUE[name], BUDGET)
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL), outcome.how
    assert all_accepted(outcome.certificates)


@pytest.mark.parametrize("seed", range(60))
def test_a_system_with_a_solution_is_never_closed(seed: int) -> None:
    """Conditions that hold at a point, whatever else they say."""
    cell, _ = satisfied_system(seed)
    assert close_by_products(FRAME, cell, FOREVER) is None


@pytest.mark.parametrize(
    ("atoms", "last"),
    [
        ([Atom(X, ">="), Atom(Y, ">=")], Atom(-X - Y, ">")),
        ([Atom(X, ">"), Atom(X * Y, ">=")], Atom(-Y, ">")),
        ([Atom(X**2 - 2, "="), Atom(X, ">=")], Atom(1 - X, ">=")),
        ([Atom(X - Y, "!="), Atom(X**2 - Y**2, "=")], Atom(X + Y, ">")),
        ([Atom(X * Y - 1, ">="), Atom(2 - X - Y, ">")], Atom(X, ">=")),
    ],
    ids=["sum", "quotient", "root", "not equal", "hyperbola"],
)
def test_the_identity_found_is_one(atoms: list[Atom], last: Atom) -> None:
    """What is found expands to zero and takes each condition as what it is."""
    closed = close_by_products(FRAME, Cell(tuple(atoms), last), FOREVER)
    assert closed is not None
    assert expands_to_zero(closed.refutation, [*atoms, last])
