"""The provers whose proofs the kernel re-checks, each system given to the first of them that closes it."""

import time
from collections.abc import Sequence

from certify.claims.statement import Real
from certify.provers.identity import close_by_identity
from certify.provers.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.positivity import close_by_positivity
from certify.provers.settle import Closed, settle


def certified(statement: Real, budget: Budget) -> Outcome:
    """PROVED, VACUOUS or, for existence, REFUTED, by identities, sums of squares and boxes."""
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"certified: {error}")
    return settle(form, close_each, budget, "certified")


def close_each(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
    """Every system closed by whichever way works; all of them, or the first that resisted."""
    proofs = []
    for position, cell in enumerate(cells):
        share = time.monotonic() + (deadline - time.monotonic()) / (len(cells) - position)
        proof = close_by_identity(form, cell) or close_by_positivity(form, cell, share)
        if proof is None:
            return f"no certificate found for {cell.conclusion or 'the hypotheses'}"
        proofs.append(proof)
    if not proofs:
        return "no case is left to prove"
    grade = max((proof.grade for proof in proofs), key=lambda one: one.rank)
    return Closed(grade, proofs[-1].how, tuple(c for proof in proofs for c in proof.certificates))
