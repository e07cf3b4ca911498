"""No false statement is proved, no true one refuted; and most of what is decided the kernel has checked."""

import pytest

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.provers.reals.real_algebra import real_algebra

from .corpus import FALSE, ILL_POSED, TRUE, VACUOUS
from .deciding import BUDGET, all_accepted, decided

# Decided, but not by a certificate the kernel has a rule or the provers a proof for.
BY_SOLVERS = {"quartic above touching by 1e-9", "Schur", "norms, two", "tangent to the circle, margin 1e-9"}
BY_EXACT_ARITHMETIC = {"hypotheses at a cube root", "there is a cube root", "false at a cube root only"}


def grade_reached(name: str, grade: Grade) -> bool:
    """Whether the grade is at least the one on record."""
    worst = (
        Grade.SOLVER if name in BY_SOLVERS else Grade.EXACT if name in BY_EXACT_ARITHMETIC else Grade.KERNEL
    )
    return grade.rank <= worst.rank


@pytest.mark.parametrize(("name", "statement"), TRUE.items(), ids=list(TRUE))
def test_true_statements_are_proved(name: str, statement: Real) -> None:
    """Each is PROVED, at the grade on record, with certificates the kernel accepts from their bytes."""
    # No certificate is expected there, and none is sought: that would take all the time there is.
    outcome = real_algebra(statement, BUDGET) if name in BY_SOLVERS else decided(statement)
    assert outcome.verdict is Verdict.PROVED, outcome.how
    assert grade_reached(name, outcome.grade), outcome.how
    assert all_accepted(outcome.certificates)
    assert outcome.certificates or outcome.grade is not Grade.KERNEL


@pytest.mark.parametrize(("name", "statement"), FALSE.items(), ids=list(FALSE))
def test_false_statements_are_refuted(name: str, statement: Real) -> None:
    """Each is REFUTED, with an exact witness unless it claims existence."""
    outcome = decided(statement)
    assert outcome.verdict is Verdict.REFUTED, outcome.how
    assert grade_reached(name, outcome.grade), outcome.how
    assert all_accepted(outcome.certificates)
    assert bool(outcome.witness) != statement.exists


@pytest.mark.parametrize("statement", VACUOUS.values(), ids=list(VACUOUS))
def test_contradictory_hypotheses_prove_nothing(statement: Real) -> None:
    """VACUOUS, not PROVED, although everything follows."""
    outcome = decided(statement)
    assert outcome.verdict is Verdict.VACUOUS, outcome.how
    assert outcome.grade is Grade.KERNEL


@pytest.mark.parametrize("statement", ILL_POSED.values(), ids=list(ILL_POSED))
def test_undefined_expressions_are_ill_posed(statement: Real) -> None:
    """An expression undefined inside the hypotheses is a matter of its own, with its point."""
    outcome = decided(statement)
    assert outcome.verdict is Verdict.ILL_POSED, outcome.how
    assert outcome.witness


def test_the_corpus_is_large_enough() -> None:
    """At least sixty of either kind."""
    assert len(TRUE) >= 60
    assert len(FALSE) >= 60
