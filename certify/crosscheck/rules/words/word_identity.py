"""Rule `word-identity`: left - right minus every summand of the witness, written out flat, cancels.

Letters are characters and words are strings; the coefficient of a product of traces and a word is an element
of FLINT's polynomial ring in the sizes and parameters. A summand is multiplied out in one pass over the
cartesian product of its factors, and closed words are compared by their least rotation (Booth's pointers).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mpoly

from certify.crosscheck.arithmetic.polynomials import MAX_TERMS, exponents, ring
from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import (
    choice,
    rational,
    record,
    sequence,
    small_integer,
    symmetric_matrix,
    variable_names,
)

MAX_WORD = 256

Flat = tuple[fmpq_mpoly, tuple[str, ...], str]  # coefficient, words under traces, word outside
Shape = list[str]


class Factor:
    """A sum of flat terms with a shape; [] for a scalar."""

    def __init__(self, shape: Shape, flat: list[Flat]) -> None:
        self.shape, self.flat = shape, flat


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    claim = read_claim(statement, effort)
    total = Sum(claim.language, claim.left.shape)
    total.include([claim.left], "statement.left", fmpq(1))
    total.include([claim.right], "statement.right", fmpq(-1))
    subtract_witness(total, witness, claim.relations, claim.facts, claim.inequality)
    return "both sides agree by expansion of the words"


class Claim(NamedTuple):
    """A statement as it is read."""

    language: "Language"
    relations: list[Factor]
    facts: list[Factor]
    inequality: bool
    left: Factor
    right: Factor


def read_claim(statement: object, effort: Effort) -> Claim:
    """The letters, the hypotheses, and the two sides, which have one shape."""
    names = ("letters", "sizes", "parameters", "relations", "facts", "relation", "left", "right")
    letters, sizes, parameters, relation_list, fact_list, relation, left, right = record(
        statement, "statement", *names
    )
    language = Language(letters, sizes, parameters, effort)
    relations = language.factors(relation_list, "statement.relations")
    facts = language.factors(fact_list, "statement.facts")
    inequality = choice(relation, "statement.relation", ("=", ">=")) == ">="
    first, second = language.factor(left, "statement.left"), language.factor(right, "statement.right")
    if first.shape != second.shape or any(fact.shape for fact in facts) or (inequality and first.shape):
        raise NotProved("statement: sides of different shapes, or an inequality between matrices")
    return Claim(language, relations, facts, inequality, first, second)


def subtract_witness(
    total: "Sum", witness: object, relations: list[Factor], facts: list[Factor], inequality: bool
) -> None:
    """Refuse unless the total is what the witness adds up to; squares only for inequalities."""
    cofactors, squares = record(witness, "witness", "cofactors", "squares")
    for i, value in enumerate(sequence(cofactors, "witness.cofactors")):
        _subtract_multiple(total, value, f"witness.cofactors[{i}]", relations)
    for i, value in enumerate(sequence(squares, "witness.squares", None if inequality else 0)):
        _subtract_square(total, value, f"witness.squares[{i}]", facts)
    left_over = total.nonzero()
    if left_over:
        raise NotProved(f"witness: {left_over} products of words do not cancel")


def _subtract_multiple(total: "Sum", value: object, place: str, relations: list[Factor]) -> None:
    """factor left relation right, or factor tr(left relation right)."""
    language = total.language
    factor_value, left, index, transposed, right, closed = record(
        value, place, "factor", "left", "relation", "transposed", "right", "closed"
    )
    relation = relations[small_integer(index, f"{place}.relation", len(relations) - 1)]
    if small_integer(transposed, f"{place}.transposed", 1):
        relation = language.transposed(relation)
    inner = [language.word_factor(left, f"{place}.left"), relation]
    inner.append(language.word_factor(right, f"{place}.right"))
    factor = language.factor(factor_value, f"{place}.factor")
    if small_integer(closed, f"{place}.closed", 1):
        total.include([factor], place, fmpq(-1), inner)
    else:
        total.include([factor, *inner], place, fmpq(-1))


def _subtract_square(total: "Sum", value: object, place: str, facts: list[Factor]) -> None:
    """Entries of a semidefinite matrix times tr(w_i^T P w_j Q) times facts."""
    language = total.language
    indices, weights, words, gram = record(value, place, "product", "weights", "words", "gram")
    w = language.factors(words, f"{place}.words")
    Q = symmetric_matrix(gram, f"{place}.gram", len(w))
    if not is_semidefinite(Q, language.effort):
        raise NotProved(f"{place}.gram: not positive semidefinite")
    if any(one.shape != w[0].shape for one in w):
        raise NotProved(f"{place}.words: of different shapes")
    beside = []
    for k, weight in enumerate(sequence(weights, f"{place}.weights", 2)):
        beside.append(language.word_factor(weight, f"{place}.weights[{k}]"))
        if weight and (len(weight) > 1 or weight[0] not in language.semidefinite or not w[0].shape):
            raise NotProved(f"{place}.weights[{k}]: no semidefinite letter between matrices")
    chosen = []
    for k, index in enumerate(sequence(indices, f"{place}.product")):
        chosen.append(facts[small_integer(index, f"{place}.product[{k}]", len(facts) - 1)])
    for i, left in enumerate(w):
        for j, right in enumerate(w):
            inside = [language.transposed(left), beside[0], right, beside[1]]
            if w[0].shape:
                total.include(chosen, place, -Q[i, j], inside)
            else:
                total.include([*chosen, left, right], place, -Q[i, j])


class Language:
    """The letters, sizes and parameters of a statement."""

    def __init__(self, letters: object, sizes: object, parameters: object, effort: Effort) -> None:
        self.effort = effort
        self.sizes = variable_names(sizes, "statement.sizes")
        self.variables = [*self.sizes, *variable_names(parameters, "statement.parameters")]
        if len(set(self.variables)) < len(self.variables):
            raise NotProved("statement.parameters: the name of a size")
        self.ring: Any = ring(len(self.variables))
        self.characters: dict[str, str] = {}  # of a letter or transpose, by its name
        self.ends: dict[str, tuple[str, str]] = {}  # rows and columns, by its character
        self.semidefinite: set[str] = set()
        flips: dict[str, str] = {}
        for i, value in enumerate(sequence(letters, "statement.letters")):
            place = f"statement.letters[{i}]"
            name, rows, columns, kind = sequence(value, place, 4)
            for end in (rows, columns):
                choice(end, place, [*self.sizes, "1"])
            plain, turned = chr(0x4E00 + 2 * i), chr(0x4E01 + 2 * i)
            if choice(kind, place, ("general", "symmetric", "semidefinite")) != "general":
                turned = plain
                if rows != columns:
                    raise NotProved(f"{place}: symmetric without being square")
            variable_names([name], place)
            if name in self.characters or name in self.variables:
                raise NotProved(f"{place}: a name for the second time")
            self.characters[name] = plain
            if turned != plain:
                self.characters[f"{name}.T"] = turned
            self.ends |= {turned: (columns, rows), plain: (rows, columns)}
            flips |= {plain: turned, turned: plain}
            if kind == "semidefinite":
                self.semidefinite.add(name)
        self.flips = str.maketrans(flips)

    def word(self, value: object, place: str) -> str:
        """A word as a string, its letters conforming."""
        letters = sequence(value, place)
        if len(letters) > MAX_WORD:
            raise NotJudged(f"{place}: more than {MAX_WORD} letters")
        word = "".join(self.characters[choice(letter, place, self.characters)] for letter in letters)
        if any(self.ends[a][1] != self.ends[b][0] for a, b in pairwise(word)):
            raise NotProved(f"{place}: letters that cannot be multiplied")
        return word

    def shape(self, word: str) -> Shape:
        """Rows and columns of a word with letters; [] without."""
        return [self.ends[word[0]][0], self.ends[word[-1]][1]] if word else []

    def word_factor(self, value: object, place: str) -> Factor:
        """A word by itself, or the number one."""
        word = self.word(value, place)
        return Factor(self.shape(word), [(self.ring.constant(1), (), word)])

    def factors(self, value: object, place: str) -> list[Factor]:
        """A list of them."""
        return [self.factor(one, f"{place}[{i}]") for i, one in enumerate(sequence(value, place))]

    def factor(self, value: object, place: str) -> Factor:
        """A matrix or scalar as it is written."""
        shape, terms = record(value, place, "shape", "terms")
        for end in sequence(shape, f"{place}.shape"):
            choice(end, f"{place}.shape", [*self.sizes, "1"])
        if len(shape) not in (0, 2):
            raise NotProved(f"{place}.shape: neither a scalar nor a matrix")
        flat: dict[tuple[Any, ...], Flat] = {}
        for i, term in enumerate(sequence(terms, f"{place}.terms")):
            here = f"{place}.terms[{i}]"
            parts = sequence(term, here, 4 if shape else 3)
            number = rational(parts[0], here)
            powers = exponents(parts[1], here, len(self.variables))
            traces = []
            for trace in sequence(parts[2], here):
                word = self.word(trace, here)
                if not word or len(set(self.shape(word))) != 1:
                    raise NotProved(f"{here}: a trace of what is not square, or of nothing")
                traces.append(self.necklace(word))
            word = self.word(parts[3], here) if shape else ""
            if shape and (self.shape(word) != shape if word else shape[0] != shape[1]):
                raise NotProved(f"{here}: a word of another shape")
            key = (powers, tuple(sorted(traces)), word)
            if number == 0 or key in flat:
                raise NotProved(f"{here}: a term that is zero or written twice")
            flat[key] = (self.ring.from_dict({powers: number}), tuple(traces), word)
        return Factor(shape, list(flat.values()))

    def transposed(self, factor: Factor) -> Factor:
        """Words read backwards, with every letter turned."""
        flat = [(c, traces, word.translate(self.flips)[::-1]) for c, traces, word in factor.flat]
        return Factor(factor.shape[::-1], flat)

    def necklace(self, word: str) -> str:
        """One word for all with the same trace."""
        self.effort.spend(200 + 200 * len(word))
        return min(_least_rotation(word), _least_rotation(word.translate(self.flips)[::-1]))

    def trace_of_one(self, size: str) -> fmpq_mpoly:
        """The trace of the identity of this size."""
        return self.ring.constant(1) if size == "1" else self.ring.gen(self.sizes.index(size))


class Sum:
    """What remains of left - right: coefficients by words under traces and the word outside."""

    def __init__(self, language: Language, shape: Shape) -> None:
        self.language, self.shape = language, shape
        self.coefficients: dict[tuple[tuple[str, ...], str], fmpq_mpoly] = {}

    def include(
        self, outside: Sequence[Factor], place: str, sign: fmpq, under_trace: Sequence[Factor] = ()
    ) -> None:
        """Add the product of the factors outside times the trace, if any, of the product of the others."""
        shape = _shape(outside, place)
        inner = _shape(under_trace, place)
        if shape != self.shape or (under_trace and len(inner) != 2):
            raise NotProved(f"{place}: of another shape than the sides")
        if under_trace and inner[0] != inner[1]:
            raise NotProved(f"{place}: the trace of what is not square")
        language = self.language
        for chosen in _choices(outside, language.effort):
            for closed in _choices(under_trace, language.effort):
                coefficient = language.ring.constant(sign)
                traces: list[str] = []
                for c, more, _ in (*chosen, *closed):
                    coefficient *= c
                    traces += more
                word = "".join(word for _, _, word in chosen)
                loop = "".join(word for _, _, word in closed)
                if loop:
                    traces.append(language.necklace(loop))
                elif under_trace:
                    coefficient *= language.trace_of_one(inner[0])
                if max(len(word), len(loop), len(traces)) > MAX_WORD:
                    raise NotJudged(f"{place}: a product of more than {MAX_WORD} letters or traces")
                key = tuple(sorted(traces)), word
                self.coefficients[key] = self.coefficients.get(key, language.ring.constant(0)) + coefficient
        language.effort.spend(100 * len(self.coefficients))
        if sum(map(len, self.coefficients.values())) > MAX_TERMS:
            raise NotJudged(f"{place}: more than {MAX_TERMS} terms")

    def nonzero(self) -> int:
        """How many products of words remain."""
        return sum(1 for coefficient in self.coefficients.values() if coefficient != 0)


def _choices(factors: Sequence[Factor], effort: Effort) -> Iterable[tuple[Flat, ...]]:
    """One term of every factor, in all ways."""
    count = 1
    for factor in factors:
        count *= len(factor.flat)
    effort.spend(count * 3000 * (1 + len(factors)))
    return product(*(factor.flat for factor in factors))


def _shape(factors: Sequence[Factor], place: str) -> Shape:
    """The shape of a product, in which scalars may stand anywhere."""
    shape: Shape = []
    for factor in factors:
        if shape and factor.shape and shape[1] != factor.shape[0]:
            raise NotProved(f"{place}: factors that cannot be multiplied")
        shape = [shape[0], factor.shape[1]] if shape and factor.shape else shape or factor.shape
    return shape


def _least_rotation(word: str) -> str:
    """By two pointers that skip what was compared already."""
    i, j, k, n = 0, 1, 0, len(word)
    while i < n and j < n and k < n:
        a, b = word[(i + k) % n], word[(j + k) % n]
        if a == b:
            k += 1
            continue
        if a > b:
            i += k + 1
        else:
            j += k + 1
        if i == j:
            j += 1
        k = 0
    start = min(i, j)
    return word[start:] + word[:start]
