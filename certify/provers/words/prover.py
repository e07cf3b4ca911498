"""Identities and inequalities between matrix words: proved for all sizes, or refuted by small matrices.

An identity is rewritten to zero by its relations, or by linear algebra over multiples of them, and the
cofactors are a certificate of the kernel's rule word-identity. What cannot be proved is tried on exact
rational matrices that satisfy the hypotheses. This is complete for identities of words without hypotheses;
with them, whether a word is in the ideal is undecidable in general, and limits apply (`rewriting`). Not every
identity of matrices is one of words: Cayley-Hamilton and what else depends on the size, and that a 1 by 1
matrix is its trace, are out of reach.

Inequalities are sums of squares of words with rational Gram matrices, between declared semidefinite letters
and times products of facts (`squares`). That is a sufficient form only: failure says nothing.
"""

import random
from time import monotonic

from certify.claims.verdict import Grade, Verdict
from certify.claims.words import Expression, Words, expression
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.words.certificates import Square, collected, word_certificate
from certify.provers.words.membership import combination
from certify.provers.words.models import Model, models
from certify.provers.words.rewriting import Contradiction, Rewriter, Step
from certify.provers.words.squares import sum_of_squares


def words(statement: Words, budget: Budget) -> Outcome:
    """PROVED with a kernel certificate, REFUTED with exact matrices, VACUOUS, or UNDECIDED."""
    start = monotonic()
    left, right = statement.sides
    goal = right - left if statement.sense == "<=" else left - right
    try:
        rewriter = Rewriter(statement.vanishing, start + budget.seconds / 3)
    except Contradiction as contradiction:
        return _vacuous(statement, contradiction)
    rest, steps = rewriter.reduce(goal)
    rng = random.Random(budget.seed)
    if not rest.terms:
        return _proved(statement, steps, [], rng)
    refuted = _refuted(statement, goal, rng, monotonic() + budget.seconds / 20)
    if refuted is not None:
        return refuted
    rewriter.deadline = start + budget.seconds * 0.7
    known = [rule.known for rule in (*rewriter.matrix_rules, *rewriter.scalar_rules)] + rewriter.unoriented
    if statement.sense == "==":
        for longer in (0, 2):
            more = combination(rest, rewriter, known, longer)
            if more is not None:
                return _proved(statement, [*steps, *more], [], rng)
    else:
        found = sum_of_squares(statement, rest, rewriter)
        if found is not None:
            squares, more = found
            return _proved(statement, [*steps, *more], squares, rng)
    refuted = _refuted(statement, goal, rng, start + budget.seconds)
    return refuted or undecided(
        f"no proof from the hypotheses and no counterexample; {len(rest.terms)} terms are left"
    )


def _proved(statement: Words, steps: list[Step], squares: list[Square], rng: random.Random) -> Outcome:
    certificate = word_certificate(statement, steps, squares)
    result = certificate.check(statement.document())
    if not result.accepted:
        return undecided(f"a proof was found, but the kernel says: {result.reason}")
    parts = [f"{len(collected(steps))} multiples of the relations"] if steps else []
    parts += [f"squares of {sum(len(square.words) for square in squares)} words"] if squares else []
    how = f"by {' and '.join(parts) or 'expansion'}"
    if statement.vanishing or statement.nonnegative:
        model = _model(statement, rng, monotonic() + 1.0)
        sizes = ", ".join(f"{name} = {size}" for name, size in model.sizes.items()) if model else ""
        how += f"; the hypotheses hold for some matrices with {sizes}" if model else "; no model was found"
    return Outcome(Verdict.PROVED, Grade.KERNEL, f"for all sizes, {how}", certificates=(certificate,))


def _vacuous(statement: Words, found: Contradiction) -> Outcome:
    value = found.known.value
    contradiction = Words(value, "==", 0, statement.vanishing)
    certificate = word_certificate(contradiction, list(found.known.proof))
    result = certificate.check(contradiction.document())
    if not result.accepted:
        return undecided(f"the relations seem contradictory, but the kernel says: {result.reason}")
    how = f"the relations imply {value} = 0"
    return Outcome(Verdict.VACUOUS, Grade.KERNEL, how, certificates=(certificate,))


def _model(statement: Words, rng: random.Random, deadline: float) -> Model | None:
    for model in models(statement, rng):
        if model is not None and any(any(any(row) for row in m.tolist()) for m in model.matrices.values()):
            return model
        if monotonic() > deadline:
            return model
    return None


def _refuted(statement: Words, goal: Expression, rng: random.Random, deadline: float) -> Outcome | None:
    for model in models(statement, rng):
        if model is not None:
            value = model.value(goal)
            entries = [x for row in value.tolist() for x in row]
            if any(entries) if statement.sense == "==" else entries[0] < 0:
                left, right = (model.value(expression(side)) for side in statement.sides)
                sides = ("left", "right")
                shown = model.shown() | {
                    name: str(side[0, 0]) if goal.shape is None else str(side.tolist())
                    for name, side in zip(sides, (left, right), strict=True)
                }
                how = ", ".join(f"{name} = {shown[name]}" for name in (*model.shown(), *sides))
                return Outcome(Verdict.REFUTED, Grade.EXACT, f"at {how}", shown)
        if monotonic() > deadline:
            return None
    return None
