"""Rule `derivation`: a theorem about matrices of all sizes, from its premises and the library facts."""

from certify.crosscheck.refusal import Effort
from certify.crosscheck.rules.theorems.state import State
from certify.crosscheck.rules.theorems.steps import Derivation
from certify.crosscheck.values import record


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves, and the library facts it rests on."""
    derivation = Derivation(effort)
    sequent = derivation.reader.sequent(statement, "statement", {})
    (steps,) = record(witness, "witness", "steps")
    derivation.prove(sequent, steps, "witness.steps", State({}, {}, [], {}, 1))
    facts = ", ".join(sorted(derivation.used)) or "none"
    return f"the steps close the goal; library facts used: {facts}"
