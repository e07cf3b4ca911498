"""Scalar inequalities between matrix words as sums of squares with exact rational Gram matrices.

    left - right = sum_b fact_b sum_ij G^b_ij tr(w_i^T P w_j Q) + multiples of relations,      G^b >= 0

The words w_i are halves of the traces in the inequality and its facts, also after an expansion by relations
such as Pi = Pi Pi or I = Q^T Q; P and Q are declared semidefinite letters, fact_b is 1, a fact or (beside
scalars) a product of two. Both sides are compared in normal form. Clarabel proposes the Gram matrices, which
are rounded in a basis of the solutions and checked exactly.

Not reached: inequalities that need words longer than halves, Cauchy-Schwarz (which is a square only after
multiplication by a norm: name its instance as a fact), relations that do not rewrite to normal forms.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations_with_replacement
from math import isfinite, sqrt
from time import monotonic
from typing import Any

import clarabel
import numpy as np
from flint import fmpq, fmpq_mat
from scipy import sparse

from certify.claims.statements.words import (
    ONE,
    Expression,
    Letter,
    Term,
    Word,
    Words,
    expression,
    reverse,
    tr,
    word_expression,
)
from certify.provers.words.certificates import Square
from certify.provers.words.models import is_semidefinite
from certify.provers.words.rewriting import Rewriter, Step

MAX_WORDS, MAX_EXPANSIONS, MAX_ENTRIES, MAX_UNKNOWNS = 14, 40, 6000, 400
DENOMINATORS = (1, 2, 4, 6, 24, 120, 1000, 10**6)

Weights = tuple[Letter | None, Letter | None]


@dataclass(frozen=True)
class Block:
    """A Gram matrix to be found: what its words are, and what stands beside them."""

    facts: tuple[int, ...]
    weights: Weights
    words: tuple[Expression, ...]

    def entry(self, i: int, j: int, facts: tuple[Expression, ...]) -> Expression:
        """What the entry (i, j) of the Gram matrix multiplies."""
        P, Q = (word_expression((weight,)) if weight else expression(1) for weight in self.weights)
        product = self.words[i].T * P * self.words[j] * Q
        value = tr(product) if product.shape else product
        for index in self.facts:
            value = value * facts[index]
        return value

    def without(self, dropped: set[int]) -> "Block":
        """The block without these words."""
        return Block(self.facts, self.weights, tuple(w for i, w in enumerate(self.words) if i not in dropped))


def sum_of_squares(
    statement: Words,
    goal: Expression,
    rewriter: Rewriter,
    sources: Sequence[Expression] = (),
    words: Sequence[Expression] = (),
) -> tuple[list[Square], list[Step]] | None:
    """Squares and steps whose sum is the goal, which is in normal form; None where none are found.

    Args:
        sources: scalars whose traces are cut into words, beside the goal and the facts.
        words: matrices that are words beside these.
    """
    for rounds in range(3):
        found = _with_expansions(statement, goal, rewriter, rounds, sources, words)
        if found is not None or monotonic() > rewriter.deadline:
            return found
    return None


def _with_expansions(
    statement: Words,
    goal: Expression,
    rewriter: Rewriter,
    rounds: int,
    sources: Sequence[Expression],
    words: Sequence[Expression],
) -> tuple[list[Square], list[Step]] | None:
    facts = statement.nonnegative
    normal_facts = [rewriter.reduce(fact)[0] for fact in facts]
    blocks = list(_blocks(statement, [goal, *normal_facts, *sources], rewriter, rounds, words))
    bare: dict[tuple[Weights, Expression, Expression], Expression] = {}
    values: dict[tuple[Block, int, int], Expression] = {}

    def value(block: Block, i: int, j: int) -> Expression:
        """The normal form of what an entry multiplies."""
        key = (block.weights, block.words[i], block.words[j])
        if key not in bare:
            bare[key] = rewriter.reduce(replace(block, facts=()).entry(i, j, ()))[0]
        product = bare[key]
        for index in block.facts:
            product = product * normal_facts[index]
        return rewriter.reduce(product)[0] if block.facts and rewriter.scalar_rules else product

    while True:
        if sum(len(block.words) ** 2 for block in blocks) > MAX_ENTRIES:
            return None
        for block in blocks:
            for i in range(len(block.words)):
                for j in range(i + 1):
                    if (block, i, j) not in values:
                        values[block, i, j] = value(block, i, j)
            if monotonic() > rewriter.deadline:
                return None
        system = _System(blocks, values, goal)
        useless = system.useless_words()
        if not useless:
            break
        blocks = [b.without(useless[b]) if b in useless else b for b in blocks]
        blocks = [block for block in blocks if block.words]
    if len(system.entries) > MAX_UNKNOWNS:
        return None
    for grams in system.solutions():
        squares = [
            Square(block.facts, block.weights, block.words, gram)
            for block, gram in zip(blocks, grams, strict=True)
            if any(map(any, gram))
        ]
        total = goal
        for square in squares:
            block = Block(square.facts, square.weights, square.words)
            for i, row in enumerate(square.gram):
                for j, entry in enumerate(row):
                    if entry:
                        total = total - entry * block.entry(i, j, facts)
        rest, steps = rewriter.reduce(total)
        if not rest.terms:
            return squares, steps
    return None


class _System:
    """Linear equations for the entries of the Gram matrices, one for every term."""

    def __init__(
        self, blocks: list[Block], values: dict[tuple[Block, int, int], Expression], goal: Expression
    ) -> None:
        self.blocks = blocks
        self.entries = [
            (b, i, j) for b, block in enumerate(blocks) for i in range(len(block.words)) for j in range(i + 1)
        ]
        self.equations: dict[Term, dict[int, Fraction]] = {term: {} for term in goal.terms}
        for k, (b, i, j) in enumerate(self.entries):
            for term, coefficient in values[blocks[b], i, j].terms.items():
                self.equations.setdefault(term, {})[k] = coefficient * (1 if i == j else 2)
        self.right = {term: goal.terms.get(term, Fraction(0)) for term in self.equations}

    def useless_words(self) -> dict[Block, set[int]]:
        """Words whose diagonal entry must be zero: it cannot cancel in some equation without a right side."""
        useless: dict[Block, set[int]] = {}
        for term, row in self.equations.items():
            signs = {coefficient > 0 for coefficient in row.values()}
            diagonal = all(self.entries[k][1] == self.entries[k][2] for k in row)
            if row and not self.right[term] and diagonal and len(signs) == 1:
                for k in row:
                    b, i, _ = self.entries[k]
                    useless.setdefault(self.blocks[b], set()).add(i)
        return useless

    def solutions(self) -> Iterator[list[tuple[tuple[Fraction, ...], ...]]]:
        """Exact semidefinite solutions, from floating ones."""
        if any(self.right[term] and not row for term, row in self.equations.items()):
            return
        if not self.entries:
            yield []
            return
        rows = [
            [row.get(k, Fraction(0)) for k in range(len(self.entries))] + [self.right[t]]
            for t, row in self.equations.items()
        ]
        reduced, rank = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows]).rref()
        pivots = [next(j for j in range(len(self.entries) + 1) if reduced[k, j] != 0) for k in range(rank)]
        if len(self.entries) in pivots:
            return
        independent = [
            [float(reduced[k, j].p) / float(reduced[k, j].q) for j in range(len(self.entries) + 1)]
            for k in range(rank)
        ]
        for proposed in self._proposals(independent):
            for denominator in DENOMINATORS:
                exact = [fmpq(round(float(x) * denominator), denominator) for x in proposed]
                free = [j for j in range(len(self.entries)) if j not in pivots]
                for k, pivot in enumerate(pivots):
                    known = sum((reduced[k, j] * exact[j] for j in free), fmpq(0))
                    exact[pivot] = reduced[k, len(self.entries)] - known
                grams = self._grams(exact)
                if all(is_semidefinite(gram) for gram in grams):
                    yield [
                        tuple(tuple(Fraction(int(x.p), int(x.q)) for x in row) for row in gram.tolist())
                        for gram in grams
                    ]
                    break

    def _grams(self, entries: list[fmpq]) -> list[fmpq_mat]:
        grams = [fmpq_mat(len(block.words), len(block.words)) for block in self.blocks]
        for value, (b, i, j) in zip(entries, self.entries, strict=True):
            grams[b][i, j] = grams[b][j, i] = value
        return grams

    def _proposals(self, equations: list[list[float]]) -> Iterator[list[float]]:
        """Floating solutions of the equations (coefficients, right side): of least trace, and far inside."""
        count = len(self.entries)
        rows, b = [[*row[:-1], 0.0] for row in equations], [row[-1] for row in equations]
        cones: list[Any] = [clarabel.ZeroConeT(len(rows))]
        for k, (_, i, j) in enumerate(self.entries):  # the slack of row k is the entry minus the distance
            rows.append(
                [-(1.0 if i == j else sqrt(2.0)) * (column == k) for column in range(count)] + [float(i == j)]
            )
        cones += [clarabel.PSDTriangleConeT(len(block.words)) for block in self.blocks]
        trace = [float(i == j) for _, i, j in self.entries]
        rows += [[0.0] * count + [1.0], [*trace, 0.0]]
        cones.append(clarabel.NonnegativeConeT(2))
        settings = clarabel.DefaultSettings()
        settings.verbose, settings.max_threads, settings.time_limit = False, 1, 5.0
        nothing = sparse.csc_matrix((count + 1, count + 1))
        for cost, farthest in (([*trace, 0.0], 0.0), ([0.0] * count + [-1.0], 1.0)):
            right = np.array([*b, *[0.0] * count, farthest, 1000.0])
            A = sparse.csc_matrix(np.array(rows))
            found = clarabel.DefaultSolver(nothing, np.array(cost), A, right, cones, settings).solve()
            x = [float(value) for value in found.x[:count]]
            if all(map(isfinite, x)):
                yield x


def _blocks(
    statement: Words,
    sources: list[Expression],
    rewriter: Rewriter,
    rounds: int,
    more: Sequence[Expression],
) -> Iterator[Block]:
    """Words for the Gram matrices by what stands beside them and their shape."""
    found: dict[tuple[Weights, tuple[str, str]], dict[Expression, None]] = {}
    scalars: dict[Expression, None] = {expression(1): None}
    for source in sources:
        for term in source.terms:
            half = tuple((name, power // 2) for name, power in term.variables if power > 1)
            factors = {
                Expression({ONE._replace(variables=half): Fraction(1)}, None): None,
                expression(1): None,
            }
            scalars |= factors
            if len(term.traces) > 1:
                scalars |= {
                    Expression({Term((), (trace,), ()): Fraction(1)}, None): None for trace in term.traces
                }
            for trace in term.traces:
                for weights, word, size in _halves(trace, rewriter, rounds):
                    value = word_expression(word) if word else Expression({ONE: Fraction(1)}, (size, size))
                    value = rewriter.reduce(value)[0]
                    if value.terms and value.shape:
                        words = found.setdefault((weights, value.shape), {})
                        words |= {value * factor: None for factor in factors if len(words) < MAX_WORDS}
    for value in (rewriter.reduce(word)[0] for word in more):
        if value.terms and value.shape:
            chosen = found.setdefault(((None, None), value.shape), {})
            chosen |= {value: None} if len(chosen) < MAX_WORDS else {}
    count = len(statement.nonnegative)
    for facts in [(), *((i,) for i in range(count)), *combinations_with_replacement(range(min(count, 5)), 2)]:
        yield Block(
            facts, (None, None), tuple(list(scalars)[:MAX_WORDS]) if len(facts) < 2 else (expression(1),)
        )
        if len(facts) < 2:
            for (weights, _), words in found.items():
                yield Block(facts, weights, tuple(words))


def _halves(trace: Word, rewriter: Rewriter, rounds: int) -> Iterator[tuple[Weights, Word, str]]:
    """The words w, v with tr(w^T P v Q) the trace, for every cut and semidefinite letters or none."""
    for loop in _expansions(trace, rewriter, rounds):
        for turned in (loop[i:] + loop[:i] for i in range(len(loop))):
            weights = [None, turned[0]] if turned[0].kind == "semidefinite" else [None]
            for P in weights:
                rest = turned[1:] if P else turned
                size = turned[0].shape[0]
                middle = [k for k, letter in enumerate(rest) if P and letter.kind == "semidefinite"]
                for k in middle:
                    yield (P, rest[k]), rest[:k], size
                    yield (P, rest[k]), reverse(rest[k + 1 :]), size
                for k in {len(rest) // 2, (len(rest) + 1) // 2}:
                    yield (P, None), rest[k:] if not P else rest[:k], size
                    yield (P, None), reverse(rest[:k] if not P else rest[k:]), size


def _expansions(trace: Word, rewriter: Rewriter, rounds: int) -> Iterable[Word]:
    """Words with the same trace by rules such as Pi Pi = Pi and Q^T Q = I, read backwards."""
    found: dict[Word, None] = {trace: None}
    border = [trace]
    for _ in range(rounds):
        longer = []
        for word in border:
            for rule in rewriter.matrix_rules:
                others = [term for term in rule.known.value.terms if term != rule.lead]
                if len(rule.lead.word) != 2 or len(others) != 1:
                    continue
                (other,) = others
                if len(other.word) > 1 or other.traces or other.variables:
                    continue
                for i in range(len(word)):
                    turned = word[i:] + word[:i]
                    fits = (
                        turned[:1] == other.word
                        if other.word
                        else turned[0].shape[0] == rule.lead.word[0].shape[0]
                    )
                    if fits and len(found) < MAX_EXPANSIONS:
                        new = rule.lead.word[1:] + turned[len(other.word) :] + rule.lead.word[:1]
                        if new not in found:
                            found[new] = None
                            longer.append(new)
        border = longer
    return found
