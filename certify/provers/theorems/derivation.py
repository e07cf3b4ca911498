"""A whole theorem is proved by its derivation: the proof is run, and the kernel judges its certificate."""

from certify.claims.derivations.facts import library_facts, steps_of
from certify.claims.derivations.proof import StepError
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.theorem import Theorem
from certify.provers.outcome import Budget, Outcome, undecided


def derivation(statement: Theorem, budget: Budget) -> Outcome:
    """PROVED by the kernel, or UNDECIDED with the step that fails."""
    del budget  # a derivation is as long as it is
    try:
        found = statement.derivation.certificate()
    except StepError as error:
        return undecided(f"the derivation fails: {error}")
    verdict = found.check(statement.document())
    if not verdict.accepted:
        return undecided(f"the kernel does not accept the derivation: {verdict.reason}")
    facts = ", ".join(library_facts(found)) or "no library fact"
    how = f"a derivation in {steps_of(found)} steps from {facts}"
    return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (found,), "not shown")


def shows(statement: Theorem, outcome: Outcome) -> bool:
    """A derivation has no witness beside its certificate."""
    del statement
    return not outcome.witness
