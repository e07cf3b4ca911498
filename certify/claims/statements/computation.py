"""Statements settled by exact computation, and statements about chance settled by sampling."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from certify.claims.checks.data import exact
from certify.claims.statements.statement import Statement
from certify.common.errors import InputError

# What a check returns: "" where the case holds, otherwise why it fails, in readable exact numbers.
Check = Callable[..., str]
LISTED = 8  # cases that a text lists


@dataclass(frozen=True)
class Computed(Statement):
    """`check(**case)` returns "" for every case: exact computer algebra, no floats.

    The statement speaks of its cases and of no others, and can then be PROVED. Where they are members of a
    larger family, which `of` names, they can refute what is said of the family and at most support it.

    Attributes:
        says: the statement in words and formulas.
        check: an exact computation, a function defined in a file; its source is part of the statement.
        cases: keyword arguments of each case, exact data (`certify.claims.checks.data`).
        of: the family that the cases are only members of ("all n >= 2"); "" where there are no others.
        symbols: where the check computes with symbols of sympy in place of values, all the values these stand
            for ("all real eps > 0"). The statement then rests on sympy, and says so.
    """

    says: str
    check: Check
    cases: Sequence[Mapping[str, Any]] = ({},)
    of: str = ""
    symbols: str = ""
    kind = "computed"

    def __post_init__(self) -> None:
        _function(self.check, "check")
        if not self.cases:
            raise InputError("cases", "are none", "give at least one case, or leave them out")
        for number, case in enumerate(self.cases):
            if not isinstance(case, Mapping) or any(not isinstance(name, str) for name in case):
                raise InputError(f"cases[{number}]", "is no dictionary of arguments", 'write {"n": 3}')
        object.__setattr__(self, "cases", tuple(map(dict, self.cases)))

    def document(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "check": exact(self.check, "check"),
            "cases": [
                {name: exact(value, f"cases[{number}].{name}") for name, value in sorted(case.items())}
                for number, case in enumerate(self.cases)
            ],
            "of": self.of,
            "symbols": self.symbols,
        }

    def text(self) -> str:
        shown = self.members()
        says = (
            f"for {self.symbols}, as sympy computes with symbols: {self.says}" if self.symbols else self.says
        )
        if self.of:
            return f"{says}; looked at {shown or 'one member'} of {self.of}"
        return f"for {shown}: {says}" if shown else says

    def members(self) -> str:
        """The cases, in a few words; "" for a single one without arguments."""
        if list(self.cases) == [{}]:
            return ""
        names = list(dict.fromkeys(name for case in self.cases for name in case))
        total = len(self.cases)
        few = self.cases if total <= LISTED else [*self.cases[:3], *self.cases[-1:]]
        if len(names) == 1:
            listed = [brief(case[names[0]]) for case in few if names[0] in case]
            head = f"{names[0]} = "
        else:
            listed = [f"({', '.join(f'{n} = {brief(case[n])}' for n in names if n in case)})" for case in few]
            head = ""
        if total > LISTED:
            listed.insert(3, "...")
            return f"{head}{', '.join(listed)} ({total:,} cases)"
        return head + ", ".join(listed)


@dataclass(frozen=True)
class Random(Statement):
    """`event(rng)` happens with a probability of at least `at_least` (or at most `at_most`).

    Attributes:
        says: the statement in words and formulas.
        event: one trial of the experiment, a function defined in a file; its source is part of the statement.
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

    def __post_init__(self) -> None:
        _function(self.event, "event")

    def document(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "event": exact(self.event, "event"),
            "trials": self.trials,
            "at_least": None if self.at_least is None else repr(self.at_least),
            "at_most": None if self.at_most is None else repr(self.at_most),
            "confidence": repr(self.confidence),
        }

    def text(self) -> str:
        return f"{self.says} ({self.trials:,} seeded trials)"


def brief(value: Any) -> str:
    """A value of a case for a person, in one line: data of any size by what it is."""
    if isinstance(value, np.ndarray) and value.size > 16:
        return f"an array of {' x '.join(map(str, value.shape))}"
    if type(value).__module__.startswith("sympy.matrices."):
        value = value.tolist()
    if isinstance(value, set | frozenset):
        text = "{" + ", ".join(sorted(map(brief, value))) + "}"
    elif isinstance(value, list | tuple):
        ends = "[]" if isinstance(value, list) else "()"
        one = "," if isinstance(value, tuple) and len(value) == 1 else ""
        text = f"{ends[0]}{', '.join(map(brief, value[:50]))}{one}{ends[1]}"
    elif inspect.isfunction(value):
        text = value.__name__
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:40]}... ({type(value).__name__})"


def _function(value: Any, place: str) -> None:
    if not inspect.isfunction(inspect.unwrap(value) if callable(value) else value):
        raise InputError(place, f"is a {type(value).__name__}", "give a function defined with def in a file")
