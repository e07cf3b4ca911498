"""Provers in processes: a crash or a time-out is the prover's, not the statement's."""

import os
import time

import sympy

from certify.claims.statement import Real, reals
from certify.claims.verdict import Grade, Verdict
from certify.provers.identity import identity
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.portfolio import decide_real, run, strongest
from certify.provers.transport import pack, unpack

from .corpus import FALSE, ILL_POSED, TRUE, VACUOUS, every, over

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
    """Crash, exception, time-out and lack of memory are UNDECIDED, in order, and identity still answers."""
    provers = [crashes, raises, hangs, eats_memory, identity]
    outcomes = run(TRUE["maximum by absolute value"], provers, Budget(seconds=2))
    assert [outcome.verdict for outcome in outcomes[:4]] == [Verdict.UNDECIDED] * 4
    assert "no such luck" in outcomes[1].how
    assert "exceeded" in outcomes[2].how
    assert "MemoryError" in outcomes[3].how
    assert outcomes[4].verdict is Verdict.UNDECIDED or outcomes[4].grade is Grade.KERNEL


def test_decide_real_gives_the_strongest() -> None:
    """One statement of each kind, through processes."""
    budget = Budget(seconds=10)
    assert decide_real(TRUE["x + 1/x"], budget).grade is Grade.KERNEL
    assert decide_real(FALSE["x + 1/x, constant too large by 1e-9"], budget).witness == {"x": "1"}
    assert decide_real(VACUOUS["contradictory signs"], budget).verdict is Verdict.VACUOUS
    assert decide_real(ILL_POSED["x/x at zero"], budget).witness == {"x": "0"}


def test_a_statement_survives_the_way_to_a_process_unsimplified() -> None:
    """sympy's own unpickling would cancel x/x."""
    for statement in (ILL_POSED["x/x at zero"], TRUE["a square"], TRUE["tent at a tie"]):
        assert unpack(pack(statement)).hash == statement.hash


def test_contradicting_provers_decide_nothing() -> None:
    """PROVED and REFUTED together are UNDECIDED, and loud."""
    proved = Outcome(Verdict.PROVED, Grade.KERNEL, "one")
    refuted = Outcome(Verdict.REFUTED, Grade.KERNEL, "other")
    outcome = strongest([proved, refuted])
    assert outcome.verdict is Verdict.UNDECIDED
    assert "contradict" in outcome.how


def test_no_prover_proves_an_assertion_it_never_saw() -> None:
    """`true`, floats and transcendental functions are UNDECIDED with a reason."""
    for show in (sympy.true, sympy.Ge(sympy.exp(x), 0.5), x >= 0.5, sympy.sin(x) <= 1):
        outcome = decide_real(Real((x,), (), show), Budget(seconds=3))
        assert outcome.verdict is Verdict.UNDECIDED
        assert outcome.how


def test_a_quotient_is_not_cancelled() -> None:
    """x/x = 1 is proved where x != 0, and only there."""
    outcome = decide_real(every(sympy.Eq(over(x, x), 1), x > 0), Budget(seconds=5))
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL)
