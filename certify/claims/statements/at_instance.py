"""Statements about one instance: Theorem 2.1's two clauses at a given delta."""

from dataclasses import dataclass
from typing import Any

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import rational_string
from certify.recovery.instance.instance import Instance

SIDES = ("counterexample", "no counterexample")


# The kernel's rule that proves each side, and how its statement concludes.
RULES = {
    SIDES[0]: ("counterexample", "counterexample-exists"),
    SIDES[1]: ("escape-directions", "no-counterexample"),
}


@dataclass(frozen=True)
class AtInstance(Statement):
    """At the instance's delta there is a counterexample, or there is none, as `side` says."""

    instance: Instance
    side: str
    kind = "instance"

    def __post_init__(self) -> None:
        if self.side not in SIDES:
            raise InputError("side", f"{self.side!r} is not known", f"choose one of {', '.join(SIDES)}")
        if self.instance.delta_exact is None:
            raise InputError("delta", "is missing", "give the instance a delta")

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rule `counterexample`, or of `escape-directions`."""
        instance = self.instance
        names = ("delta", "eps0", "eps1", "eps2")
        numbers = (instance.delta_exact, instance.eps0_exact, instance.eps1_exact, instance.eps2_exact)
        return {
            "X": [[rational_string(x) for x in row] for row in instance.X_exact],
            "Z": [[rational_string(x) for x in row] for row in instance.Z_exact],
            **{name: rational_string(x) for name, x in zip(names, numbers, strict=True) if x is not None},
            "conclusion": RULES[self.side][1],
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...]:
        rule, _ = RULES[self.side]
        return ((rule if proved else f"{rule}-refuted", self.document()),)

    def text(self) -> str:
        instance = self.instance
        tolerances = ", ".join(
            f"{name} = {value}"
            for name, value in (
                ("eps0", instance.eps0_exact),
                ("eps1", instance.eps1_exact),
                ("eps2", instance.eps2_exact),
            )
            if value
        )
        where = f"n = {instance.n}, r = {instance.r}, r* = {instance.r_star}, {tolerances or 'noiseless'}"
        verb = "a counterexample exists" if self.side == SIDES[0] else "no counterexample exists"
        return f"at delta = {instance.delta_exact} {verb} for this X and Z ({where})"
