"""Systems in fewer variables and of lower degree follow from those they are made of."""

import pytest

from certify.claims import Eq, reals
from certify.claims.results.verdict import Grade, Verdict
from certify.provers.reals.certified import certified
from certify.provers.reals.normal_form import Atom, Cell
from certify.provers.reals.simplifying import simplified

from .deciding import BUDGET, all_accepted
from .systems import FOREVER, FRAME, RING, X, Y, Z, expands_to_zero, holds, satisfied_system
from .zhang_lines import claim

a, b, c, d, e, s, t, u, v, x, y, z = reals("a b c d e s t u v x y z")


@pytest.mark.parametrize("seed", range(300))
def test_what_holds_before_holds_after(seed: int) -> None:
    """A solution stays one, no contradiction is found, and every step is an identity of the kernel's kind."""
    cell, point = satisfied_system(seed)
    assert all(holds(atom, point) for atom in cell.all)
    found = simplified(FRAME, cell, FOREVER)
    if found is None:
        return
    assert found.contradiction is None
    assert all(holds(atom, point) for atom in found.cell.all)
    known = list(cell.all)
    for one in found.derived:
        opposite = Atom(one.polynomial, one.relation).negated()
        assert expands_to_zero(one.why, [*known, opposite])
        known.append(Atom(one.polynomial, one.relation))
    assert set(found.cell.all) <= set(known)


@pytest.mark.parametrize(
    ("atom", "others", "expected"),
    [
        (Atom(X * Y, ">="), [Atom(X, ">")], Atom(Y, ">=")),
        (Atom(-3 * X * Y, ">"), [Atom(2 * X, ">")], Atom(-Y, ">")),
        (Atom(X * Y, "="), [Atom(X, "!=")], Atom(Y, "=")),
        (Atom(X**2 * Y, ">="), [Atom(X, "!=")], Atom(Y, ">=")),
        (Atom(X**3 * Y, ">="), [Atom(X, "!=")], Atom(X * Y, ">=")),
        (Atom(X**2 * Y, ">"), [], Atom(Y, ">")),
        (Atom(X**2 * Y**3, "!="), [], Atom(X * Y, "!=")),
        (Atom(X * Y, ">"), [Atom(X, ">=")], Atom(Y, ">")),
        (Atom(X * Y, ">="), [Atom(-X, ">")], Atom(-Y, ">=")),
    ],
)
def test_factors_of_known_sign_are_left_out(atom: Atom, others: list[Atom], expected: Atom) -> None:
    """And nothing more than those."""
    found = simplified(FRAME, Cell(tuple(others), atom), FOREVER)
    assert found is not None
    first = found.derived[0]
    assert Atom(first.polynomial, first.relation) == expected


@pytest.mark.parametrize(
    ("atom", "others"),
    [
        (Atom(X * Y, ">="), [Atom(X, ">=")]),
        (Atom(X * Y, "="), [Atom(X, ">=")]),
        (Atom(X**2 * Y, ">="), []),
        (Atom(X * Y, ">"), [Atom(X, "!=")]),
        (Atom(X * Y, ">"), [Atom(X, ">="), Atom(Y, ">=")]),
    ],
)
def test_factors_that_may_be_zero_or_of_either_sign_are_kept(atom: Atom, others: list[Atom]) -> None:
    """Where leaving one out would say more, or less, than is known."""
    assert simplified(FRAME, Cell(tuple(others), atom), FOREVER) is None


@pytest.mark.parametrize(
    ("atoms", "expected"),
    [
        ([Atom(X - Y**2, "="), Atom(X * Z - 1, ">")], Atom(Y**2 * Z - 1, ">")),
        ([Atom(Y, ">"), Atom(Y * X - Z**2, "="), Atom(X - 1, ">=")], Atom(Z**2 - Y, ">=")),
        ([Atom(Y, "!="), Atom(Y * X - Z**2, "="), Atom(X - 1, ">=")], Atom(Z**2 * Y - Y**2, ">=")),
        ([Atom(-Y, ">"), Atom(Y * X - Z**2, "="), Atom(X - 1, ">=")], Atom(Y - Z**2, ">=")),
        ([Atom(Y, "!="), Atom(Y * X - Z**2, "="), Atom(X**3 - 1, "=")], Atom(Z**6 - Y**3, "=")),
    ],
)
def test_a_variable_given_by_an_equation_is_removed(atoms: list[Atom], expected: Atom) -> None:
    """By the positive, or an even, power of its coefficient that is needed."""
    found = simplified(FRAME, Cell(tuple(atoms[:-1]), atoms[-1]), FOREVER)
    assert found is not None
    assert found.cell.conclusion == expected


@pytest.mark.parametrize("relation", ["=", "!=", ">=", ">"])
def test_a_condition_that_becomes_a_false_number_is_a_contradiction(relation: str) -> None:
    """In each relation, with the identity that says so."""
    number = {"=": RING(2), "!=": RING(0), ">=": RING(-2), ">": RING(0)}[relation]
    atoms = (Atom(Z, ">"), Atom(Z * X - Y, "="))
    last = Atom((Z * X - Y) * (Y + 1) + Z * number, relation)
    found = simplified(FRAME, Cell(atoms, last), FOREVER)
    assert found is not None
    assert found.contradiction is not None
    known = [*atoms, last, *(Atom(one.polynomial, one.relation) for one in found.derived)]
    assert expands_to_zero(found.contradiction, known)


TRUE = {
    "lengths on a circle": claim(
        Eq(x * u**2 + y * v**2, z**2),
        z > 0, a > 0, b > 0, Eq(a**2 + b**2, 1), Eq(x, a**2 * z**2), Eq(y, b**2 * z**2),
        Eq(s**2 + t**2, 1), Eq(a * u, s), Eq(b * v, t),
    ),
    "lengths on a curve of order three": claim(
        Eq(x * u**3 + y * v**3, z**3),
        z > 0, a > 0, b > 0, Eq(x, a**3 * z**3), Eq(y, b**3 * z**3),
        Eq(s**3 + t**3, 1), Eq(a * u, s), Eq(b * v, t),
    ),
    "what remains is a sum of squares": claim(
        3 * (x * u**2 + y * v**2) >= z**2 * (s + t) ** 2,
        z > 0, a > 0, b > 0, Eq(x, a**2 * z**2), Eq(y, b**2 * z**2), Eq(a * u, s), Eq(b * v, t),
    ),
    "a common factor that is a denominator": claim(
        80 * c * e**2 * d <= 3 * a**2 + 3 * b**2 - 80 * e * d * (a + b) + 1200 * e**2 * d**2 + t,
        x >= 1, d > 0, e >= 0, t >= 0, c / (5 * x) <= d / (3 * x),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(TRUE))
def test_what_follows_in_fewer_variables_reaches_the_kernel(name: str) -> None:
    """PROVED, with a certificate."""
    outcome = certified(TRUE[name], BUDGET)
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL), outcome.how
    assert all_accepted(outcome.certificates)
