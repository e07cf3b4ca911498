"""Rules `word-model` and `word-counterexample`: matrices that satisfy the hypotheses of a statement."""

from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix, identity
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field
from certify.kernel.limits import MAX_DIMENSION
from certify.kernel.rules.words.word_identity import Algebra, Element, Word, read_claim


def check_model(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: the hypotheses hold at the matrices of the witness."""
    algebra, *_ = read_claim(statement)
    Model(algebra, witness).satisfy(algebra)
    return "the relations and facts hold at the matrices of the witness"


def check_counterexample(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: the hypotheses hold there, and the conclusion does not."""
    algebra, difference, direction = read_claim(statement)
    model = Model(algebra, witness)
    model.satisfy(algebra)
    value = model.value(difference)
    if value.rows[0][0] >= 0 if direction == ">=" else value.is_zero:
        raise witness.reject(f"left {direction} right holds at these matrices")
    return f"left {direction} right fails at matrices where the relations and facts hold"


class Model:
    """Sizes, matrices and numbers, of the kinds that the statement declares."""

    def __init__(self, algebra: Algebra, witness: Field) -> None:
        self.witness, self.budget = witness, witness.budget
        sizes, parameters, letters = witness.fields("sizes", "parameters", "letters")
        count = len(algebra.lengths) - 1
        whole = [field.integer(1, MAX_DIMENSION) for field in sizes.items(count)]
        self.lengths = dict(zip(algebra.lengths, (*whole, 1), strict=True))
        scalars = [field.number() for field in parameters.items(len(algebra.variables) - count)]
        self.numbers = [*map(Fraction, whole), *scalars]
        self.matrices: dict[str, Matrix] = {}
        names = [name for name in algebra.shapes if not name.endswith(".T")]
        for name, field in zip(names, letters.items(len(names)), strict=True):
            rows, columns = (self.lengths[end] for end in algebra.shapes[name])
            transpose = algebra.transposes[name]
            value = field.symmetric(rows) if transpose == name else field.matrix(rows, columns)
            if name in algebra.semidefinite and (failure := obstruction(value, self.budget)):
                raise field.reject(f"not positive semidefinite: {failure}")
            self.matrices |= {transpose: value.T, name: value}

    def satisfy(self, algebra: Algebra) -> None:
        """Reject unless every relation vanishes and no fact is negative."""
        for i, relation in enumerate(algebra.relations):
            if not self.value(relation).is_zero:
                raise self.witness.reject(f"relation {i} does not vanish at these matrices")
        for i, fact in enumerate(algebra.facts):
            if self.value(fact).rows[0][0] < 0:
                raise self.witness.reject(f"fact {i} is negative at these matrices")

    def value(self, element: Element) -> Matrix:
        """The element at the model; of a scalar a 1 by 1 matrix."""
        rows, columns = (self.lengths[end] for end in element.shape or ("1", "1"))
        total = Matrix(((0,) * columns,) * rows, 1)
        for (monomial, traces, word), coefficient in element.terms.items():
            for number, exponent in zip(self.numbers, monomial, strict=True):
                bits = exponent * (number.numerator.bit_length() + number.denominator.bit_length())
                self.budget.spend(1, bits + _bits(coefficient))
                coefficient *= number**exponent
            for trace in traces:
                factor = self.product(trace, 1).trace
                self.budget.spend(1, _bits(coefficient) + _bits(factor))
                coefficient *= factor
            product = self.product(word, rows)
            self.budget.spend(4 * rows * columns, total.bits + product.bits + _bits(coefficient))
            total = total + coefficient * product
        return total

    def product(self, word: Word, size: int) -> Matrix:
        """The product of the letters; the identity of this size for the empty word."""
        result = self.matrices[word[0]] if word else identity(size)
        for letter in word[1:]:
            factor = self.matrices[letter]
            operations = len(result.rows) * len(factor.rows) * len(factor.rows[0])
            self.budget.spend(4 * operations, result.bits + factor.bits)
            result = result @ factor
        return result


def _bits(number: Fraction) -> int:
    return number.numerator.bit_length() + number.denominator.bit_length()
