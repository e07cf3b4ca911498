"""What the provers say together, in this process: fast enough for hundreds of statements."""

from certify.certificates.certificate import Certificate
from certify.claims.statements.statement import Real
from certify.provers.outcome import Budget, Outcome
from certify.provers.reals.certified import certified
from certify.provers.reals.points.adversary import adversary
from certify.provers.reals.portfolio import strongest
from certify.provers.reals.real_algebra import real_algebra

# A guard against hanging only: what is asked here is decided at once, however busy the machine.
BUDGET = Budget(seconds=600)


def decided(statement: Real, budget: Budget = BUDGET) -> Outcome:
    """As decide_real: solvers first, certificates where they found no point, the adversary as the last."""
    outcomes = [real_algebra(statement, budget)]
    if outcomes[0].grade.rank > 1:
        outcomes.append(certified(statement, budget))
    if not any(outcome.verdict.decided for outcome in outcomes):
        outcomes.append(adversary(statement, budget))
    return strongest(outcomes)


def all_accepted(certificates: tuple[Certificate, ...]) -> bool:
    """Whether the kernel accepts every one of them when it reads its bytes again."""
    return all(Certificate.from_json(made.to_json()).check().accepted for made in certificates)
