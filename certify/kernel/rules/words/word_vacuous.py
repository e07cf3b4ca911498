"""Rule `word-vacuous`: no matrices of any sizes satisfy the hypotheses of a statement about matrix words."""

from fractions import Fraction

from certify.kernel.fields import Field
from certify.kernel.rules.words.word_identity import Element, read_claim


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness writes -1 as a sum of multiples of the relations, which vanish, and of products of facts and
    squares, which are nonnegative; a size less 1 is a fact too, for every size, after those of the statement.
    """
    algebra, _, _ = read_claim(statement)
    for k in range(len(algebra.lengths) - 1):
        size = tuple(int(k == i) for i in range(len(algebra.variables))), (), ()
        algebra.facts.append(Element((), {size: Fraction(1), algebra.one: Fraction(-1)}))
    algebra.expand(Element((), {algebra.one: Fraction(-1)}), witness, True, "-1")
    return "no matrices of any sizes satisfy the relations and facts: they imply that -1 is nonnegative"
