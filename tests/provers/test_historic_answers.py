"""Systems with a solution of which some release of a solver has said that there is none."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from sympy import QQ
from sympy.polys.rings import ring

from certify.provers.reals.normal_form import Atom
from certify.provers.reals.solvers import ask_cvc5, ask_z3

R, X, Y, Z, T, U, V = ring("x y z t u v", QQ)
FORM: Any = SimpleNamespace(names=("x", "y", "z", "t", "u", "v"), ring=R)

# Conditions, polynomial and relation to zero, and a solution: numbers, or None where one is irrational.
SYSTEMS: dict[str, tuple[list[tuple[Any, str]], tuple[str | None, ...] | None]] = {
    "fifth powers that vanish": (  # cvc5 1.3.4; x = y = t = 0, z = 3^(-1/4)
        [(X**5, "="), (Y**5, "="), (QQ(1, 3) - Z**4 + Y * T + X * T**3, "=")],
        None,
    ),
    "a polynomial that vanishes on a cell": (  # cvc5 1.3.4
        [
            ((Y - 1) * (X - 1) ** 3, "="),
            (Y**3, "="),
            (Z, ">"),
            (T - Z + 1, ">"),
            (-(T**3) - 2 * (Y + (Z - 1) ** 3) + 3 * T * (X - 1 + (Z - 1) ** 2), ">"),
        ],
        ("1", "0", "1/2", "0"),
    ),
    "factors not separated": (  # CVC4, 2020
        [(Y**6, ">"), (-(X**4) * (Y * (Y - QQ(1, 720)) + X**2), ">")],
        ("1/2048", "1/1024"),
    ),
    "a variable eliminated": (  # cvc5 1.0.0, with a denominator cleared
        [
            (T - 13, ">"),
            (19 - T, ">"),
            (Z + 11, ">"),
            (X + V - U - Z * T, ">"),
            (U - 16, ">"),
            (48 - U, ">"),
            (X**4 * U, ">"),
            (X * (1 - V / 2 + X**2 * V / 6), ">"),
            (V - QQ(15707963, 5000000), ">"),
            (QQ(31415927, 10000000) - V, ">"),
            (V / 2 - X, ">"),
            (Y, ">"),
            (X - Y, ">"),
        ],
        ("3/2", "1", "-10", "14", "17", "26353589/8388608"),
    ),
    "a circle and a cubic": (  # z3, 2024, when asked a second time
        [(X, ">"), (Y + X * (X + Y), "="), (X**2 + Y**2 - 1, "=")],
        None,
    ),
    "two square roots that differ": (  # z3, 2022
        [(X, ">"), (1 + Y**2 - Z**2, "="), (1 + Y**2 - T**2, "="), (1 + X * T - X * Z, "=")],
        ("1/2", "0", "1", "-1"),
    ),
    "squares of three factors": (  # z3, 2020
        [((X - Y) ** 2 * X**2 * Y**2, ">")],
        ("1", "2"),
    ),
    "outside the unit interval": (  # z3, 2021
        [(X**2, ">="), (-X * (1 - X), ">"), (X, "!="), (Y**2 - X, ">"), (X, ">=")],
        ("2", "2"),
    ),
}  # fmt: skip


def atoms(name: str) -> list[Atom]:
    return [Atom(R(polynomial), relation) for polynomial, relation in SYSTEMS[name][0]]


@pytest.mark.parametrize("ask", [ask_z3, ask_cvc5])
@pytest.mark.parametrize("name", SYSTEMS)
def test_neither_solver_says_that_there_is_no_solution(name: str, ask: Any) -> None:
    """ "sat", or no answer in time."""
    assert ask(FORM, atoms(name), 20).word != "unsat"


@pytest.mark.parametrize("name", [name for name in SYSTEMS if SYSTEMS[name][1]])
def test_the_solution_on_record_is_one(name: str) -> None:
    """In rational numbers: so that the test above tests what it says."""
    values = [Fraction(value or 0) for value in SYSTEMS[name][1] or ()]
    point = [QQ(x.numerator, x.denominator) for x in values] + [QQ(0)] * (6 - len(values))
    for atom in atoms(name):
        there = atom.polynomial.evaluate([(R.gens[i], point[i]) for i in range(6)])
        assert Atom(R(there), atom.relation).decided, atom
