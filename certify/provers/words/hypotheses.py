"""Whether the hypotheses of a statement about words can hold: a proof that they cannot.

That -1 is a sum of multiples of the relations and of squares times facts shows that no matrices of any sizes
satisfy the hypotheses. Beside the facts of the statement every size is at least 1, and a matrix that vanishes
has a trace that vanishes. As with every inequality between words, that nothing is found says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.claims.statements.words import (
    ONE,
    Expression,
    Letter,
    Size,
    Words,
    expression,
    identity,
    tr,
    word_expression,
)
from certify.provers.words.certificates import Square, word_certificate
from certify.provers.words.rewriting import Contradiction, Known, Rewriter, Step, under_trace
from certify.provers.words.squares import sum_of_squares

MINUS_ONE = expression(-1)


def contradiction(statement: Words, deadline: float) -> Certificate | None:
    """An accepted certificate of `word-vacuous`, if one is found."""
    try:
        rewriter = Rewriter(statement.vanishing, deadline)
        traces = [*_traces(rewriter)]
        rewriter = rewriter.extended(traces)
    except Contradiction as found:
        return _accepted(statement, *_from_number(statement, found.known))
    least = tuple(_length(name) - 1 for name in statement.sizes)
    extended = replace(statement, nonnegative=(*statement.nonnegative, *least))
    goal, steps = rewriter.reduce(MINUS_ONE)
    sources = [part for part in statement.vanishing if part.shape is None]
    sources += [known.value for known in traces]
    for words in ((), (*_words(statement),)):
        squares = sum_of_squares(extended, goal, rewriter, sources, words)
        if squares is not None:
            return _accepted(statement, [*steps, *squares[1]], squares[0])
    return None


def _from_number(statement: Words, known: Known) -> tuple[list[Step], list[Square]]:
    """-1 from c = 0, or from c I = 0 and the size n of I: -1 = (n - 1) - tr(c I)/c."""
    ((_, c),) = known.value.terms.items()
    squares: list[Square] = []
    if known.value.shape is not None and known.value.shape[0] != "1":
        fact = len(statement.nonnegative) + statement.sizes.index(known.value.shape[0])
        squares = [Square((fact,), (None, None), (expression(1),), ((Fraction(1),),))]
    if known.value.shape is not None:
        known = _closed(known, statement.vanishing)
    factor = expression(-1 / c)
    return [replace(step, factor=factor * step.factor) for step in known.proof], squares


def _accepted(statement: Words, steps: list[Step], squares: list[Square]) -> Certificate | None:
    found = word_certificate(statement, steps, squares, "word-vacuous")
    return found if found.check(statement.document()).accepted else None


def _traces(rewriter: Rewriter) -> Iterator[Known]:
    """The traces of the square matrices that vanish."""
    for known in (*(rule.known for rule in rewriter.matrix_rules), *rewriter.unoriented):
        shape = known.value.shape
        if shape is not None and shape[0] == shape[1]:
            yield _closed(known, rewriter.relations)


def _closed(known: Known, relations: Sequence[Expression]) -> Known:
    """The trace of what vanishes."""
    steps = [
        under_trace(step, expression(1), (), not step.closed and relations[step.relation].shape is not None)
        for step in known.proof
    ]
    return Known(tr(known.value), tuple(steps))


def _words(statement: Words) -> Iterator[Expression]:
    """Identities, letters of the hypotheses and products of two."""
    parts = (*statement.vanishing, *statement.nonnegative)
    letters = sorted(frozenset[Letter]().union(*(part.letters for part in parts)))
    letters += [letter.T for letter in letters if letter.kind == "general"]
    yield from (identity(_length(name)) for name in statement.sizes)
    yield from (word_expression((letter,)) for letter in letters)
    yield from (_length(name) * word_expression((one,)) for one in letters for name in statement.sizes)
    for a in letters:
        for b in letters:
            if a.shape[1] == b.shape[0]:
                yield word_expression((a, b))


def _length(name: str) -> Expression:
    return Expression({ONE._replace(variables=((Size(name), 1),)): Fraction(1)}, None)
