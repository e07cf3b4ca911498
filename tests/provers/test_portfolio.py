"""Provers in processes: a crash or a time-out is the prover's, not the statement's."""

import os
import pickle
import time

from certify.claims import Eq, exp, reals
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.certified import by_identity
from certify.provers.reals.portfolio import decide_real, run, strongest

from .corpus import FALSE, ILL_POSED, TRUE, VACUOUS, every, over
from .deciding import BUDGET

(x,) = reals("x")


def crashes(statement: Real, budget: Budget) -> Outcome:  # noqa: ARG001
    """Ends its process without a word."""
    os._exit(3)


def raises(statement: Real, budget: Budget) -> Outcome:  # noqa: ARG001
    """Raises."""
    raise RuntimeError("no such luck")


def hangs(statement: Real, budget: Budget) -> Outcome:  # noqa: ARG001
    """Never returns."""
    while True:
        time.sleep(1)


def eats_memory(statement: Real, budget: Budget) -> Outcome:  # noqa: ARG001
    """Asks for more than it may have."""
    return undecided(str(len(bytearray(8 * 2**30))))


def test_failures_of_some_provers_leave_the_others() -> None:
    """Crash, exception and lack of memory are UNDECIDED, in order, and identity still answers."""
    provers = [crashes, raises, eats_memory, by_identity]
    outcomes = run(TRUE["maximum by absolute value"], provers, BUDGET)
    assert [outcome.verdict for outcome in outcomes[:3]] == [Verdict.UNDECIDED] * 3
    assert "no such luck" in outcomes[1].how
    assert "MemoryError" in outcomes[2].how
    assert outcomes[3].verdict is Verdict.UNDECIDED or outcomes[3].grade is Grade.KERNEL


def test_a_prover_that_hangs_is_ended_with_its_budget() -> None:
    """A time-out is UNDECIDED."""
    (outcome,) = run(TRUE["maximum by absolute value"], [hangs], Budget(seconds=0.1))
    assert outcome.verdict is Verdict.UNDECIDED
    assert "exceeded" in outcome.how


def test_decide_real_gives_the_strongest() -> None:
    """One statement of each kind, through processes."""
    budget = BUDGET
    assert decide_real(TRUE["x + 1/x"], budget).grade is Grade.KERNEL
    assert decide_real(FALSE["x + 1/x, constant too large by 1e-9"], budget).witness == {"x": "1"}
    assert decide_real(VACUOUS["contradictory signs"], budget).verdict is Verdict.VACUOUS
    assert decide_real(ILL_POSED["x/x at zero"], budget).witness == {"x": "0"}


def test_a_statement_survives_the_way_to_a_process_unsimplified() -> None:
    """What is sent is what was written: x/x is not cancelled on the way."""
    for statement in (ILL_POSED["x/x at zero"], TRUE["a square"], TRUE["tent at a tie"]):
        assert pickle.loads(pickle.dumps(statement)).hash == statement.hash  # noqa: S301 - our own bytes


def test_contradicting_provers_decide_nothing() -> None:
    """PROVED and REFUTED together are UNDECIDED, and loud."""
    proved = Outcome(Verdict.PROVED, Grade.KERNEL, "one")
    refuted = Outcome(Verdict.REFUTED, Grade.KERNEL, "other")
    outcome = strongest([proved, refuted])
    assert outcome.verdict is Verdict.UNDECIDED
    assert "contradict" in outcome.how


def test_no_prover_proves_what_is_outside_of_its_language() -> None:
    """Transcendental functions of variables are UNDECIDED with a reason."""
    for show in (exp(x) >= 0, exp(x) > x):
        outcome = decide_real(Real((x,), (), show), BUDGET)
        assert outcome.verdict is Verdict.UNDECIDED
        assert "algebraic" in outcome.how or "expected one of" in outcome.how


def test_a_quotient_is_not_cancelled() -> None:
    """x/x = 1 is proved where x != 0, and only there."""
    outcome = decide_real(every(Eq(over(x, x), 1), x > 0), BUDGET)
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL)
