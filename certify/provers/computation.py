"""Statements settled by exact computation, case by case."""

import time

from certify.claims.computation import Computed
from certify.claims.verdict import Grade, Verdict
from certify.provers.outcome import Budget, Outcome


def computation(statement: Computed, budget: Budget) -> Outcome:
    """REFUTED by the first case that fails; PROVED if all hold and they cover the statement.

    Cases left when the budget is spent leave a statement that covers everything UNDECIDED.
    """
    deadline = time.monotonic() + budget.seconds
    done = 0
    for case in statement.cases:
        if done and time.monotonic() > deadline:
            break
        failure = statement.check(**case)
        done += 1
        if failure:
            shown = {name: str(value) for name, value in case.items()}
            return Outcome(Verdict.REFUTED, Grade.EXACT, failure, {**shown, "failure": failure})
    total = len(statement.cases)
    if done < total:
        how = f"{done} of {total} cases hold; the budget of {budget.seconds:g} s ended there"
        return Outcome(Verdict.UNDECIDED if statement.complete else Verdict.SUPPORTED, Grade.EXACT, how)
    if statement.complete:
        return Outcome(Verdict.PROVED, Grade.EXACT, "exact computer algebra, all cases")
    return Outcome(
        Verdict.SUPPORTED, Grade.EXACT, f"exact in all {total} cases looked at, not in all there are"
    )
