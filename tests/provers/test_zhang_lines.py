"""The lines of Lemma 3.9, Theorem 3.10 and Corollary 3.12 about real numbers."""

import pytest

from certify.claims.results.verdict import Grade, Verdict
from certify.provers.reals.real_algebra import real_algebra

from .deciding import BUDGET, all_accepted, decided
from .zhang_lines import PROVED, REFUTED

# The complete procedures decide these; a certificate was not found within the budget, or needs longer.
BY_SOLVERS = {
    "L3.9.a, region beta <= ratio: upper bound",
    "L3.9.a, lifted, beta <= ratio",
    "L3.9.a, the maximiser is allowed",
    "L3.9.a, the maximiser attains it",
    "L3.9.f, repaired: second form",
    "L3.9.f, repaired: third form",
    "C3.12.d, conclusion",
}


@pytest.mark.parametrize("name", [name for name in PROVED if name not in BY_SOLVERS])
def test_lines_reach_the_kernel(name: str) -> None:
    """PROVED, every part with a certificate."""
    outcome = decided(PROVED[name])
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL), outcome.how
    assert all_accepted(outcome.certificates)


@pytest.mark.parametrize("name", sorted(BY_SOLVERS))
def test_lines_are_proved_by_both_solvers(name: str) -> None:
    """z3 and cvc5 agree."""
    outcome = real_algebra(PROVED[name], BUDGET)
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.SOLVER), outcome.how
    assert "z3 and cvc5 agree" in outcome.how


@pytest.mark.parametrize("name", list(REFUTED))
def test_false_lines_have_a_point_that_the_kernel_checks(name: str) -> None:
    """REFUTED at an exact point."""
    outcome = decided(REFUTED[name])
    assert (outcome.verdict, outcome.grade) == (Verdict.REFUTED, Grade.KERNEL), outcome.how
    assert outcome.witness
    assert all_accepted(outcome.certificates)
