"""What a prover answers, and what one is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Grade, Verdict, possible
from certify.claims.statements.statement import Statement


@dataclass(frozen=True)
class Outcome:
    """One prover's answer about one statement.

    Attributes:
        verdict: UNDECIDED where the prover has nothing to say, whatever the reason.
        grade: how it knows.
        how: one line for a person: by what means, and with which margin or witness in readable numbers.
        witness: for REFUTED, the exact point as names and exact numbers (text); for PROVED of an existence
            statement likewise. Empty otherwise.
        certificates: what the kernel accepted, each for a part of the statement.
        model: "shown" where a certificate shows that the hypotheses hold somewhere, otherwise "not shown";
            empty where there are none, or the verdict itself says it.
    """

    verdict: Verdict
    grade: Grade
    how: str
    witness: Mapping[str, str] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
    model: str = ""

    def __post_init__(self) -> None:
        if not possible(self.verdict, self.grade):
            raise ValueError(f"{self.verdict} cannot be known by {self.grade}")


@dataclass(frozen=True)
class Budget:
    """What a prover may spend on one statement."""

    seconds: float = 20.0
    memory_mib: int = 2048
    seed: int = 0


# A prover is a function of a statement it understands and a budget; it never prints and ends with its budget.
Prover = Callable[[Any, Budget], Outcome]


def undecided(why: str) -> Outcome:
    """Nothing to say, and why."""
    return Outcome(Verdict.UNDECIDED, Grade.NONE, why)


def understands(prover: Prover, statement: Statement) -> bool:
    """Whether the prover's first parameter is annotated with the statement's type."""
    annotation = next(iter(prover.__annotations__.values()), None)
    return isinstance(annotation, type) and isinstance(statement, annotation)
