"""Statements about chance, by seeded trials and an exact Clopper-Pearson interval."""

import time

import numpy as np
from scipy.stats import binomtest

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.computation import Random
from certify.provers.computation.isolation import isolated
from certify.provers.outcome import Budget, Outcome, undecided


def sampling(statement: Random, budget: Budget) -> Outcome:
    """SUPPORTED, with the interval. Samples prove nothing and, of a probability, refute nothing exactly.

    Where the interval lies wholly on the wrong side of the bound the verdict is UNDECIDED and says so.
    """
    deadline = time.monotonic() + budget.seconds
    happened = trials = 0
    while trials < statement.trials and (trials < 100 or time.monotonic() < deadline):
        happened += trial(statement, budget.seed, trials)
        trials += 1
    return estimate(statement, happened, trials)


def trial(statement: Random, seed: int, index: int) -> bool:
    """Whether the event happens in one trial; each has a generator of its own, so their order is free."""
    with isolated():
        return bool(statement.event(np.random.default_rng([seed, index])))


def estimate(statement: Random, happened: int, trials: int) -> Outcome:
    """The outcome of so many trials of which so many happened."""
    if not trials:
        return undecided("no trials asked for")
    interval = binomtest(happened, trials).proportion_ci(statement.confidence, method="exact")
    low, high = float(interval.low), float(interval.high)
    percent = f"{100 * statement.confidence:g} %"
    how = f"{happened:,} of {trials:,} trials; probability in [{low:.6g}, {high:.6g}] ({percent})"
    against = (statement.at_least is not None and high < statement.at_least) or (
        statement.at_most is not None and low > statement.at_most
    )
    if against:
        return Outcome(Verdict.UNDECIDED, Grade.SAMPLED, f"the interval contradicts the bound: {how}")
    return Outcome(Verdict.SUPPORTED, Grade.SAMPLED, how)
