"""Whether an expression is a combination of multiples of relations, by exact linear algebra.

Rewriting decides words; under a trace its rules need not be confluent. This is the complement: multiples of
the relations that share a term with what is left are added round by round, and the linear system is solved.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from time import monotonic

from certify.claims.statements.words import Expression, Term
from certify.provers.words.rewriting import Known, Rewriter, Step

MAX_CANDIDATES, ROUNDS = 1500, 3


def combination(
    value: Expression, rewriter: Rewriter, known: Sequence[Known], longer: int
) -> list[Step] | None:
    """Steps whose sum is the value, with terms at most so many letters longer; None where none is found."""
    limit = longer + max((_letters(term) for term in value.terms), default=0)
    candidates: list[tuple[Expression, list[Step]]] = []
    seen_terms, seen_values = set[Term](), set[Expression]()
    border = set(value.terms)
    for _ in range(ROUNDS):
        seen_terms |= border
        found = set[Term]()
        for term in sorted(border):
            for one in known:
                for part in one.value.terms:
                    if not (part.word or part.traces or part.variables):
                        continue
                    for multiple, steps in rewriter.fits(one, part, term, value.shape):
                        new = multiple.terms and multiple not in seen_values
                        if not new or max(map(_letters, multiple.terms)) > limit:
                            continue
                        seen_values.add(multiple)
                        candidates.append((multiple, steps))
                        found |= multiple.terms.keys()
                        if len(candidates) > MAX_CANDIDATES or monotonic() > rewriter.deadline:
                            return _solve(value, candidates, rewriter.deadline)
        border = found - seen_terms
        solution = _solve(value, candidates, rewriter.deadline)
        if solution is not None or not border:
            return solution
    return None


def _letters(term: Term) -> int:
    return len(term.word) + sum(map(len, term.traces))


def _solve(
    value: Expression, candidates: list[tuple[Expression, list[Step]]], deadline: float
) -> list[Step] | None:
    """The combination of candidates that is the value, by elimination on sparse rows."""
    pivots: dict[Term, tuple[dict[Term, Fraction], dict[int, Fraction]]] = {}

    def eliminated(row: dict[Term, Fraction], used: dict[int, Fraction]) -> None:
        for term in sorted(row):
            factor = row.get(term)
            while factor:
                if term not in pivots:
                    break
                pivot, combined = pivots[term]
                for other, amount in pivot.items():
                    _add(row, other, -factor * amount)
                for index, amount in combined.items():
                    _add(used, index, -factor * amount)
                factor = row.get(term)

    for index, (multiple, _) in enumerate(candidates):
        if monotonic() > deadline:
            return None
        row, used = dict(multiple.terms), {index: Fraction(1)}
        while any(term in pivots for term in row):
            eliminated(row, used)
        if row:
            lead = min(row)
            scale = 1 / row[lead]
            pivots[lead] = (
                {term: scale * amount for term, amount in row.items()},
                {i: scale * amount for i, amount in used.items()},
            )
    row, used = dict(value.terms), dict[int, Fraction]()
    while any(term in pivots for term in row):
        eliminated(row, used)
    if row:
        return None
    return [
        replace(step, factor=-amount * step.factor)
        for index, amount in used.items()
        for step in candidates[index][1]
    ]


def _add(row: dict[Term, Fraction] | dict[int, Fraction], key: object, amount: Fraction) -> None:
    total = row.get(key, Fraction(0)) + amount  # type: ignore[call-overload]
    if total:
        row[key] = total  # type: ignore[index]
    else:
        row.pop(key, None)  # type: ignore[call-overload]
