"""Rules `word-model` and `word-counterexample`: hypotheses and conclusion, evaluated by FLINT's matrices.

A word is the product of its halves, of which each is computed once; coefficients are polynomials of the ring,
evaluated at the point.
"""

from flint import fmpq, fmpq_mat

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.words.word_identity import Claim, Factor, read_claim
from certify.crosscheck.values import (
    MAX_DIMENSION,
    matrix,
    rational,
    record,
    sequence,
    small_integer,
    symmetric_matrix,
)


def check_model(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    _Values(read_claim(statement, effort), statement, witness, effort)
    return "the hypotheses hold at the witness"


def check_counterexample(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    claim = read_claim(statement, effort)
    values = _Values(claim, statement, witness, effort)
    difference = values.of(claim.left) - values.of(claim.right)
    if difference[0, 0] >= 0 if claim.inequality else not _nonzero(difference):
        raise NotProved("witness: the conclusion holds there")
    return "the hypotheses hold at the witness, and the conclusion does not"


class _Values:
    """The matrices of a witness, at which the hypotheses of a statement hold."""

    def __init__(self, claim: Claim, statement: object, witness: object, effort: Effort) -> None:
        self.language, self.effort = claim.language, effort
        sizes, parameters, letters = record(witness, "witness", "sizes", "parameters", "letters")
        names = self.language.sizes
        whole = []
        for i, value in enumerate(sequence(sizes, "witness.sizes", len(names))):
            whole.append(small_integer(value, f"witness.sizes[{i}]", MAX_DIMENSION))
            if whole[-1] == 0:
                raise NotProved(f"witness.sizes[{i}]: a size of 0")
        self.sizes = {"1": 1, **dict(zip(names, whole, strict=True))}
        numbers = sequence(parameters, "witness.parameters", len(self.language.variables) - len(names))
        self.point = [fmpq(size) for size in whole]
        self.point += [rational(x, f"witness.parameters[{i}]") for i, x in enumerate(numbers)]
        self.products: dict[str, fmpq_mat] = {}
        (declared, *_) = record(
            statement,
            "statement",
            *("letters", "sizes", "parameters", "relations", "facts", "relation", "left", "right"),
        )
        for i, value in enumerate(sequence(letters, "witness.letters", len(declared))):
            self._declare(declared[i], value, f"witness.letters[{i}]")
        for relation in claim.relations:
            if _nonzero(self.of(relation)):
                raise NotProved("witness: a relation that does not hold there")
        if any(self.of(fact)[0, 0] < 0 for fact in claim.facts):
            raise NotProved("witness: a fact that does not hold there")

    def _declare(self, declared: list[str], value: object, place: str) -> None:
        name, rows, columns, kind = declared
        character = self.language.characters[name]
        turned = character.translate(self.language.flips)
        if kind == "general":
            found = matrix(value, place, self.sizes[rows], self.sizes[columns])
        else:
            found = symmetric_matrix(value, place, self.sizes[rows])
        if kind == "semidefinite" and not is_semidefinite(found, self.effort):
            raise NotProved(f"{place}: not positive semidefinite")
        self.products[turned], self.products[character] = found.transpose(), found

    def of(self, factor: Factor) -> fmpq_mat:
        """The value of a sum of words; of a scalar as a 1 by 1 matrix."""
        rows, columns = (self.sizes[end] for end in factor.shape or ["1", "1"])
        total = fmpq_mat(rows, columns)
        for coefficient, traces, word in factor.flat:
            self.effort.spend(2000 * (1 + len(traces)) + 100 * rows * columns * (1 + _height(total)))
            number = coefficient(*self.point) if self.point else coefficient.leading_coefficient()
            for trace in traces:
                square = self._product(trace)
                number *= sum((square[i, i] for i in range(square.nrows())), fmpq(0))
            value = self._product(word) if word else _identity(rows)
            total += value * number
        return total

    def _product(self, word: str) -> fmpq_mat:
        """The product of the two halves of the word."""
        if word not in self.products:
            half = len(word) // 2
            left, right = self._product(word[:half]), self._product(word[half:])
            bits = _height(left) + _height(right)
            self.effort.spend(100 * left.nrows() * left.ncols() * right.ncols() * (1 + bits // 64))
            self.products[word] = left * right
        return self.products[word]


def _identity(size: int) -> fmpq_mat:
    return fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])


def _nonzero(value: fmpq_mat) -> bool:
    return any(x != 0 for x in value.entries())


def _height(value: fmpq_mat) -> int:
    return max(int(x.height_bits()) for x in value.entries())
