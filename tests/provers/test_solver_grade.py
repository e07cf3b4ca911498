"""Grade solver: both solvers say so, and a search that asks neither finds nothing. No lie is believed."""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from certify.claims import Eq, Rational, sqrt
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.provers.outcome import Budget
from certify.provers.reals import solvers
from certify.provers.reals.normal_form import Atom, NormalForm, normal_form
from certify.provers.reals.points import adversary as search_module
from certify.provers.reals.points.adversary import adversary, search_independently
from certify.provers.reals.portfolio import strongest
from certify.provers.reals.real_algebra import real_algebra
from certify.provers.reals.solvers import Answer

from .corpus import FALSE, ILL_POSED, TRUE, VACUOUS, every, gt, x, y, z

Ask = Callable[[NormalForm, Sequence[Atom], float], Answer]
BUDGET = Budget(seconds=20)


def says(word: str, value: float = 0.0) -> Ask:
    """A solver that always says this; a point, if any, has this value everywhere."""

    def ask(form: NormalForm, atoms: Sequence[Atom], seconds: float) -> Answer:
        del atoms, seconds
        return Answer(word, "z3", (value,) * len(form.names) if word == "sat" else ())

    return ask


# What z3 and cvc5 say of every system; None stands for the truth.
LIES: dict[str, tuple[Ask | None, Ask | None]] = {
    "z3 lies, cvc5 gives up": (says("unsat"), says("unknown")),
    "z3 lies, cvc5 does not": (says("unsat"), None),
    "z3 gives up, cvc5 lies": (says("unknown"), says("unsat")),
    "z3 tells the truth, cvc5 lies": (None, says("unsat")),
    "both lie": (says("unsat"), says("unsat")),
    "both give up": (says("unknown"), says("unknown")),
    "a point that is none, and unsat": (says("sat", 7.25), says("unsat")),
    "a point of NaNs": (says("sat", math.nan), says("unsat")),
    "a point at infinity": (says("sat", math.inf), says("unknown")),
    "a point beyond all floats squared": (says("sat", 1e300), says("unknown")),
    "unsat, and a point": (says("unsat"), says("sat")),
}
QUICK = [
    "two squares, strict",
    "quartic touching, strict",
    "Motzkin, strict",
    "means, strict",
    "x + 1/x, constant too large by 1e-9",
    "squares exceed 1e-9",
    "norms, too small a constant",
    "tangent to the circle, strict",
    "on the circle, strict",
    "on the circle, one branch only",
    "half circle below its chord",
    "strict at a closed end",
    "small numbers",
    "large numbers, squared",
    "hypotheses at a surd",
    "disjunction with a gap",
    "algebraic, not a surd",
]
WRONG: dict[str, Real] = {name: FALSE[name] for name in QUICK} | {
    "a cubic without its hypothesis": every(x**3 + 2 >= 3 * x),
    "a product that is bounded nowhere": every(x * y <= 2, x > 1),
    "three variables": every(x**2 + y**2 + z**2 > x * y + y * z + z * x),
    "a root too small": every(sqrt(x**2 + 1) <= x + Rational(1, 10**6), x >= 0),
}


def lying(monkeypatch: pytest.MonkeyPatch, first: Ask | None, second: Ask | None) -> None:
    if first is not None:
        monkeypatch.setattr(solvers, "ask_z3", first)
        monkeypatch.setattr(search_module, "ask_z3", first)
    if second is not None:
        monkeypatch.setattr(solvers, "ask_cvc5", second)


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_of_a_solver_proves_a_false_statement(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At no grade, and none is VACUOUS, although all have hypotheses that hold somewhere."""
    lying(monkeypatch, *LIES[lie])
    for name, statement in WRONG.items():
        outcome = real_algebra(statement, BUDGET)
        assert outcome.verdict in (Verdict.UNDECIDED, Verdict.REFUTED), (name, outcome)
        assert outcome.verdict is Verdict.UNDECIDED or outcome.grade.rank <= Grade.EXACT.rank


@pytest.mark.parametrize("name", WRONG)
def test_a_search_that_asks_no_solver_refutes_what_both_call_true(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exact point, from the prover whose solvers lie and from the adversary."""
    lying(monkeypatch, says("unsat"), says("unsat"))
    for prover in (real_algebra, adversary):
        outcome = prover(WRONG[name], BUDGET)
        assert outcome.verdict is Verdict.REFUTED, outcome.how
        assert outcome.grade.rank <= Grade.EXACT.rank


@pytest.mark.parametrize("name", ILL_POSED)
def test_what_is_undefined_somewhere_is_not_proved_by_two_lies(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying(monkeypatch, says("unsat"), says("unsat"))
    outcomes = [real_algebra(ILL_POSED[name], BUDGET), adversary(ILL_POSED[name], BUDGET)]
    assert strongest(outcomes).verdict is Verdict.ILL_POSED


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_of_a_solver_decides_a_statement_of_existence_wrongly(
    lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying(monkeypatch, *LIES[lie])
    for name, statement in (TRUE | FALSE).items():
        if statement.exists:
            wrong = Verdict.PROVED if name in FALSE else Verdict.REFUTED
            assert real_algebra(statement, BUDGET).verdict is not wrong, name


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_of_a_solver_refutes_or_empties_a_true_statement(
    lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where hypotheses contradict each other nothing is PROVED."""
    lying(monkeypatch, *LIES[lie])
    for name in ("x + 1/x", "on the circle", "cube root", "hypotheses at one point", "x/x away from zero"):
        assert real_algebra(TRUE[name], BUDGET).verdict in (Verdict.UNDECIDED, Verdict.PROVED), name
    for name, statement in VACUOUS.items():
        assert real_algebra(statement, BUDGET).verdict in (Verdict.UNDECIDED, Verdict.VACUOUS), name


@pytest.mark.parametrize("name", ["Motzkin", "Schur", "x + 1/x", "on the circle"])
def test_one_solver_alone_proves_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for lie in ((None, says("unknown")), (says("unknown"), None)):
        with monkeypatch.context() as patch:
            lying(patch, *lie)
            outcome = real_algebra(TRUE[name], BUDGET)
        assert outcome.verdict is Verdict.UNDECIDED
        assert "only one of z3 and cvc5" in outcome.how


@pytest.mark.parametrize("seed", [0, 5])
def test_the_outcome_says_how_many_points_the_search_has_tried(seed: int) -> None:
    outcome = real_algebra(TRUE["Schur"], Budget(seconds=20, seed=seed))
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.SOLVER)
    form = normal_form(TRUE["Schur"])
    points = search_independently(form, form.fails, seed).points
    assert points >= 1000 * len(form.fails)
    assert f"a search of {points:,} points (seed {seed}) found no solution" in outcome.how


@pytest.mark.parametrize("name", ["Motzkin, strict", "tangent to the circle, strict", "small numbers"])
def test_the_search_depends_on_the_seed_and_not_on_the_clock(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a clock that runs an hour with every look at it the same is found after as many points."""
    form = normal_form(FALSE[name])
    first = search_independently(form, form.fails)
    clock = itertools.count(step=3600)
    monkeypatch.setattr(search_module.time, "monotonic", lambda: float(next(clock)))
    again = search_independently(form, form.fails)
    assert first.found is not None
    assert again.found is not None
    assert (again.found.cell, again.points) == (first.found.cell, first.points)


# z3 gives no answer, and sampled points are not numbers: where an equation has no real root, or none that a
# formula gives, or where a coefficient is beyond all floats.
WITHOUT_NUMBERS: dict[str, tuple[Any, bool]] = {
    "a sum of cubes": (every(y <= 5, Eq(x**3 + y**3, 1)), True),
    "a sum of fifth powers": (every(x + y < 4, Eq(x**5 + y**5, 33)), False),
    "squares that sum to less than nothing": (every(x > y, Eq(x**2 + y**2 + 2, x)), False),
    "a fourth power": (every(gt(y**2, 0), Eq(x**4 + y**2 + y**4, 0)), True),
    "a coefficient beyond all floats": (every(10**400 * x**2 >= x), False),
    "a quotient by nothing": (every(y <= 1, Eq(x**2 * y, x)), True),
}


@pytest.mark.parametrize("name", WITHOUT_NUMBERS)
def test_the_search_survives_points_that_are_not_numbers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    statement, found = WITHOUT_NUMBERS[name]
    lying(monkeypatch, says("unknown"), says("unknown"))
    outcome = adversary(statement, Budget(seconds=3))
    assert outcome.verdict is Verdict.REFUTED if found else outcome.verdict is not Verdict.PROVED
    form = normal_form(statement)
    assert search_independently(form, form.fails).points > 0
