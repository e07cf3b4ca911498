"""Statements settled by exact computation, and statements about chance settled by sampling."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from certify.claims.statement import Statement

# What a check returns: "" where the case holds, otherwise why it fails, in readable exact numbers.
Check = Callable[..., str]


@dataclass(frozen=True)
class Computed(Statement):
    """`check(**case)` returns "" for every case: exact computer algebra, no floats.

    Attributes:
        says: the statement in words and formulas.
        check: an exact computation; its source is part of the statement.
        cases: keyword arguments of each case.
        complete: the cases cover all that the statement speaks of (a symbolic parameter is one case for all
            its values). Otherwise passing supports the statement and does not prove it.
    """

    says: str
    check: Check
    cases: Sequence[dict[str, Any]] = ({},)
    complete: bool = False
    kind = "computed"

    def document(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "check": inspect.getsource(self.check),
            "cases": [{name: _text(value) for name, value in case.items()} for case in self.cases],
            "complete": self.complete,
        }

    def text(self) -> str:
        covered = "all cases" if self.complete else f"{len(self.cases)} cases looked at"
        return f"{self.says} ({covered})"


@dataclass(frozen=True)
class Random(Statement):
    """`event(rng)` happens with a probability of at least `at_least` (or at most `at_most`).

    Attributes:
        says: the statement in words and formulas.
        event: one trial of the experiment; its source is part of the statement.
        trials: how many to run.
        at_least, at_most: bounds on the probability, as fractions written "p/q" or decimals; one of the two.
        confidence: of the exact (Clopper-Pearson) interval.
    """

    says: str
    event: Callable[[Any], bool]
    trials: int
    at_least: float | None = None
    at_most: float | None = None
    confidence: float = 0.95
    kind = "random"

    def document(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "event": inspect.getsource(self.event),
            "trials": self.trials,
            "at_least": None if self.at_least is None else repr(self.at_least),
            "at_most": None if self.at_most is None else repr(self.at_most),
            "confidence": repr(self.confidence),
        }

    def text(self) -> str:
        return f"{self.says} ({self.trials:,} seeded trials)"


def _text(value: Any) -> str:
    """A value of a case as text: that of a set, which has no order of its own, in the order of its parts."""
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(_text, value))) + "}"
    return str(value)
