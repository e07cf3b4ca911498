"""The provers whose proofs the kernel re-checks, each system given to the first of them that closes it."""

import time
from collections.abc import Sequence

from certify.claims.statement import Real
from certify.provers.box import close_by_box
from certify.provers.identity import close_by_identity
from certify.provers.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.positivity import CHEAP, COSTLY, close_by_positivity
from certify.provers.settle import Closed, settle


def certified(statement: Real, budget: Budget) -> Outcome:
    """PROVED, VACUOUS or, for existence, REFUTED, by identities, sums of squares and boxes."""
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"certified: {error}")
    return settle(form, close_each, budget, "certified")


def close_each(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
    """Every system closed by whichever way works: the easy ones first, then the rest."""
    proofs: dict[Cell, Closed] = {}
    for position, cell in enumerate(cells):
        share = 0.5 * (deadline - time.monotonic()) / (len(cells) - position)
        until = time.monotonic() + share
        proof = close_by_identity(form, cell) or close_by_positivity(form, cell, until, CHEAP)
        if proof:
            proofs[cell] = proof
    hard = [cell for cell in cells if cell not in proofs]
    for position, cell in enumerate(hard):
        share = (deadline - time.monotonic()) / (len(hard) - position)
        proof = _with_patience(form, cell, share)
        if proof is None:
            return f"no certificate found for {cell.conclusion or 'the hypotheses'}"
        proofs[cell] = proof
    if not proofs:
        return "no case is left to prove"
    found = [proofs[cell] for cell in cells]
    grade = max((proof.grade for proof in found), key=lambda one: one.rank)
    return Closed(grade, found[-1].how, tuple(c for proof in found for c in proof.certificates))


def _with_patience(form: NormalForm, cell: Cell, seconds: float) -> Closed | None:
    """A bisection, or sums of squares of whatever degree the time allows."""
    start = time.monotonic()
    return (
        close_by_box(form, cell, start + 0.3 * seconds)
        or close_by_positivity(form, cell, start + 0.7 * seconds, CHEAP)
        or close_by_positivity(form, cell, start + seconds, COSTLY)
    )
