"""Real algebra by two complete procedures, z3's nlsat and cvc5's coverings; solutions are only leads."""

from collections.abc import Sequence

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.conclusion import Closed, settle
from certify.provers.reals.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.reals.points.adversary import Found, example, from_lead, search_independently, violation
from certify.provers.reals.solvers import emptiness


def real_algebra(statement: Real, budget: Budget) -> Outcome:
    """Whether the systems of the statement have solutions, according to z3 and cvc5.

    PROVED, VACUOUS and, for an existence statement, REFUTED at grade SOLVER when both answer unsat to all,
    and a search that asks neither has found no solution: each of them has been wrong. A solution becomes a
    verdict once it is exact, whoever found it.
    """
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"real algebra: {error}")
    decided: list[Outcome] = []

    def by_point(found: Found) -> None:
        if form.exists:
            decided.append(example(form, found))
        elif found.cell in form.undefined or found.cell in form.fails:
            verdict = Verdict.ILL_POSED if found.cell in form.undefined else Verdict.REFUTED
            decided.append(violation(form, found, verdict))

    def close(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
        answer = emptiness(form, cells, deadline)
        if answer.lead is not None:
            cell, point = answer.lead
            found = from_lead(form, cell, point, deadline)
            if found is None:
                return f"{point.by} reports a point that violates it, not confirmed by exact arithmetic"
            by_point(found)
            return "a point was found"
        if not answer.empty:
            return answer.why
        searched = search_independently(form, cells, budget.seed)
        if searched.found is not None:
            by_point(searched.found)
            return "z3 and cvc5 say that there is no solution, and an exact point is one: report this"
        tried = f"a search of {searched.points:,} points (seed {budget.seed})"
        return Closed(Grade.SOLVER, f"z3 and cvc5 agree, and {tried} found no solution")

    outcome = settle(form, close, budget, "real algebra")
    return decided[0] if decided else outcome
