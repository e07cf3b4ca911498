"""What a point of an l1 objective is: linear and semidefinite programs propose, the kernel disposes."""

import time

from certify.certificates.certificate import Certificate, certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.l1_point import IMPLIED_BY, SAYS, L1Point
from certify.provers.bounds.l1_geometry import Geometry
from certify.provers.bounds.l1_witnesses import WAYS, further_on
from certify.provers.outcome import Budget, Outcome, undecided


def l1_point(statement: L1Point, budget: Budget) -> Outcome:
    """PROVED or REFUTED by what the kernel accepted, signs or a way down; UNDECIDED where none was found.

    Signs that show a stronger property, and a path that does, are witnesses of what is said as well.
    """
    deadline = time.monotonic() + budget.seconds
    geometry = Geometry(statement)
    proving = (statement.says, *IMPLIED_BY.get(statement.says, ()))
    document = statement.document()
    reason = "neither signs nor a way down were found"
    for says, ways in WAYS.items():
        if says not in (*proving, *SAYS[statement.says]):
            continue
        if time.monotonic() > deadline:
            return undecided(f"l1: the budget of {budget.seconds:g} s ended before {says!r} was tried")
        for how, data in ways(geometry, deadline):
            proved = says in proving
            if proved and statement.says == "not a global minimum" and "path" in data:
                data = further_on(geometry, data["path"]) or {}
            rule = "l1-point" if proved else "l1-point-refuted"
            found = certificate(rule, document, data if proved else {"says": says, "witness": data})
            refusal = _refusal(found)
            if not refusal:
                verdict = Verdict.PROVED if proved else Verdict.REFUTED
                witness = {} if proved else {"the point is": says}
                return Outcome(verdict, Grade.KERNEL, f"{says}: {how}", witness, (found,))
            reason = refusal
    return undecided(f"l1: {reason}")


def _refusal(found: Certificate) -> str:
    """Why the kernel does not accept it, or that it cannot even be written; "" if it is accepted."""
    try:
        result = found.check()
    except ValueError as error:
        return f"the certificate is too large ({error})"
    return "" if result.accepted else result.reason


def shows(statement: L1Point, outcome: Outcome) -> bool:
    """Whether the witness is what a certificate says of the point."""
    del statement
    told = dict(outcome.witness)
    return not told or any(told == {"the point is": one.witness.get("says")} for one in outcome.certificates)
