"""Identities and inequalities between matrix words: proved for all sizes, or refuted by small matrices.

An identity is rewritten to zero by its relations, or by linear algebra over multiples of them, and the
cofactors are a certificate of the kernel's rule word-identity. What cannot be proved is tried on exact
rational matrices that satisfy the hypotheses. Where none are found at first, it is tried to show that there
are none (`hypotheses`): then the statement is VACUOUS, whatever its conclusion.

This is complete for identities of words without hypotheses; with them, whether a word is in the ideal is
undecidable in general, and limits apply (`rewriting`). Not every identity of matrices is one of words:
Cayley-Hamilton and what else depends on the size, and that a 1 by 1 matrix is its trace, are out of reach.

Inequalities are sums of squares of words with rational Gram matrices, between declared semidefinite letters
and times products of facts (`squares`). That is a sufficient form only: failure says nothing.
"""

import random
from dataclasses import replace
from itertools import islice
from time import monotonic

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.words import Expression, Words
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.words.certificates import Square, collected, model_certificate, word_certificate
from certify.provers.words.hypotheses import contradiction
from certify.provers.words.membership import combination
from certify.provers.words.models import Model, models
from certify.provers.words.rewriting import Contradiction, Rewriter, Step
from certify.provers.words.squares import sum_of_squares
from certify.provers.words.witness import told

# Models that are tried before a proof is sought: about a second of them. A count, so that a longer budget is
# not spent here, and what is found does not depend on the clock.
FIRST_MODELS = 500


def words(statement: Words, budget: Budget) -> Outcome:
    """PROVED with a kernel certificate, REFUTED with exact matrices, VACUOUS, or UNDECIDED."""
    start = monotonic()
    rng = random.Random(budget.seed)
    assumes = bool(statement.vanishing or statement.nonnegative)
    model = _model(statement, rng, monotonic() + min(1.0, budget.seconds / 20)) if assumes else None
    if assumes and model is None:
        empty = contradiction(statement, monotonic() + budget.seconds / 5)
        if empty is not None:
            how = "no matrices of any sizes satisfy the hypotheses, which imply -1 >= 0"
            return Outcome(Verdict.VACUOUS, Grade.KERNEL, how, certificates=(empty,))
    found = _decided(statement, budget, start, rng)
    if found.verdict is not Verdict.PROVED or not assumes:
        return found
    model = model or _model(statement, rng, start + budget.seconds)
    if model is None:
        return replace(found, model="not shown")
    shown = model_certificate(statement, model)
    if not shown.check(statement.document()).accepted:
        return replace(found, model="not shown")
    sizes = ", ".join(f"{name} = {size}" for name, size in model.sizes.items())
    how = f"{found.how}; the hypotheses hold for some matrices{f' with {sizes}' if sizes else ''}"
    return replace(found, how=how, certificates=(*found.certificates, shown), model="shown")


def _decided(statement: Words, budget: Budget, start: float, rng: random.Random) -> Outcome:
    """PROVED, REFUTED or UNDECIDED."""
    left, right = statement.sides
    goal = right - left if statement.sense == "<=" else left - right
    try:
        rewriter = Rewriter(statement.vanishing, monotonic() + budget.seconds / 3)
    except Contradiction as contradictory:
        return undecided(
            f"the relations imply {contradictory.known.value} = 0, but the kernel accepts no proof"
        )
    rest, steps = rewriter.reduce(goal)
    if not rest.terms:
        return _proved(statement, steps, [])
    refuted = _refuted(statement, goal, rng, monotonic() + budget.seconds / 20, FIRST_MODELS)
    if refuted is not None:
        return refuted
    rewriter.deadline = start + budget.seconds * 0.7
    known = [rule.known for rule in (*rewriter.matrix_rules, *rewriter.scalar_rules)] + rewriter.unoriented
    if statement.sense == "==":
        for longer in (0, 2):
            more = combination(rest, rewriter, known, longer)
            if more is not None:
                return _proved(statement, [*steps, *more], [])
    else:
        found = sum_of_squares(statement, rest, rewriter)
        if found is not None:
            squares, more = found
            return _proved(statement, [*steps, *more], squares)
    refuted = _refuted(statement, goal, rng, start + budget.seconds)
    return refuted or undecided(
        f"no proof from the hypotheses and no counterexample; {len(rest.terms)} terms are left"
    )


def _proved(statement: Words, steps: list[Step], squares: list[Square]) -> Outcome:
    certificate = word_certificate(statement, steps, squares)
    result = certificate.check(statement.document())
    if not result.accepted:
        return undecided(f"a proof was found, but the kernel says: {result.reason}")
    parts = [f"{len(collected(steps))} multiples of the relations"] if steps else []
    parts += [f"squares of {sum(len(square.words) for square in squares)} words"] if squares else []
    how = f"for all sizes, by {' and '.join(parts) or 'expansion'}"
    return Outcome(Verdict.PROVED, Grade.KERNEL, how, certificates=(certificate,))


def _model(statement: Words, rng: random.Random, deadline: float) -> Model | None:
    """A model, one that is not zero where it is found in time."""
    zero = None
    for model in models(statement, rng):
        if model is not None and any(any(any(row) for row in m.tolist()) for m in model.matrices.values()):
            return model
        zero = zero or model
        if monotonic() > deadline:
            return zero
    return None


def _refuted(
    statement: Words, goal: Expression, rng: random.Random, deadline: float, tries: int | None = None
) -> Outcome | None:
    for model in islice(models(statement, rng), tries):
        if model is not None:
            value = model.value(goal)
            entries = [x for row in value.tolist() for x in row]
            if any(entries) if statement.sense == "==" else entries[0] < 0:
                shown, how = told(statement, model)
                point = model_certificate(statement, model, "word-counterexample")
                if point.check(statement.document()).accepted:
                    return Outcome(Verdict.REFUTED, Grade.KERNEL, how, shown, (point,))
                return Outcome(Verdict.REFUTED, Grade.EXACT, how, shown)
        if monotonic() > deadline:
            return None
    return None
