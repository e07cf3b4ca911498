"""Real algebra by two complete procedures, z3's nlsat and cvc5's coverings; solutions are only leads."""

from collections.abc import Sequence

from certify.claims.statement import Real
from certify.claims.verdict import Grade, Verdict
from certify.provers.adversary import example, from_lead, violation
from certify.provers.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.settle import Closed, settle
from certify.provers.solvers import emptiness


def real_algebra(statement: Real, budget: Budget) -> Outcome:
    """Whether the systems of the statement have solutions, according to z3 and cvc5.

    PROVED at grade SOLVER when at least one answers unsat to all and neither contradicts it; VACUOUS, and
    REFUTED for an existence statement, only when both do. A solution becomes a verdict once it is exact.
    """
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"real algebra: {error}")
    lead: list[Outcome] = []

    def close(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
        answer = emptiness(form, cells, deadline)
        if answer.lead is not None:
            cell, point = answer.lead
            found = from_lead(form, cell, point, deadline)
            if found is None:
                return f"{point.by} reports a point that violates it, not confirmed by exact arithmetic"
            if form.exists:
                lead.append(example(form, found))
            elif cell in form.undefined or cell in form.fails:
                verdict = Verdict.ILL_POSED if cell in form.undefined else Verdict.REFUTED
                lead.append(violation(form, found, verdict))
            return "a point was found"
        if not answer.empty:
            return answer.contradiction or "neither z3 nor cvc5 answered in time"
        needs_both = form.exists or cells is form.hypotheses
        if needs_both and not (answer.by_z3 and answer.by_cvc5):
            return f"only one of z3 and cvc5 answered ({answer.how})"
        return Closed(Grade.SOLVER, answer.how)

    outcome = settle(form, close, budget, "real algebra")
    return lead[0] if lead else outcome
