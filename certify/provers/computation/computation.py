"""Statements settled by exact computation, case by case."""

import time
from collections.abc import Mapping
from typing import Any

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.computation import Computed, brief
from certify.provers.computation.isolation import isolated
from certify.provers.outcome import Budget, Outcome


def computation(statement: Computed, budget: Budget) -> Outcome:
    """REFUTED by the first case that fails; PROVED if all hold and there are no others, else SUPPORTED.

    Cases left when the budget is spent leave a statement about all of them UNDECIDED.
    """
    deadline = time.monotonic() + budget.seconds
    done = 0
    for case in statement.cases:
        if done and time.monotonic() > deadline:
            break
        if failure := failure_at(statement, case):
            return refuted(case, failure)
        done += 1
    total = len(statement.cases)
    if done < total:
        how = f"{done} of {total} cases hold; the budget of {budget.seconds:g} s ended there"
        return Outcome(Verdict.SUPPORTED if statement.of else Verdict.UNDECIDED, Grade.EXACT, how)
    return held(statement)


def failure_at(statement: Computed, case: Mapping[str, Any]) -> str:
    """Why a case fails; "" where it holds. Raises InputError where the check reads a file."""
    with isolated():
        return statement.check(**case)


def refuted(case: Mapping[str, Any], failure: str) -> Outcome:
    """The outcome for a case that fails."""
    shown = {name: brief(value) for name, value in case.items()}
    return Outcome(Verdict.REFUTED, Grade.EXACT, failure, {**shown, "failure": failure})


def held(statement: Computed) -> Outcome:
    """The outcome where every case holds."""
    total = len(statement.cases)
    if statement.of:
        members = statement.members()
        where = f"exact in all {total:,} cases looked at" if total > 1 else "exact in the one case looked at"
        how = f"{where}{f' ({members})' if members else ''}, of {statement.of}"
        return Outcome(Verdict.SUPPORTED, Grade.EXACT, how)
    by = f"sympy, with symbols for {statement.symbols}" if statement.symbols else "exact computation"
    return Outcome(Verdict.PROVED, Grade.EXACT, by + (f", in each of {total:,} cases" if total > 1 else ""))
