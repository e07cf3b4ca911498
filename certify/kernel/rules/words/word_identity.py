"""Rule `word-identity`: an identity or inequality between matrix words, valid for matrices of all sizes."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from operator import add

from certify.kernel.arithmetic.polynomial import Monomial, read_monomial, show_monomial
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import VARIABLE, Field, show
from certify.kernel.limits import MAX_TERMS, MAX_WORD, Declined

Word = tuple[str, ...]
Shape = tuple[str, ...]  # (rows, columns), or () for a scalar
Term = tuple[Monomial, tuple[Word, ...], Word]  # exponents of the variables, words under a trace, one outside
Terms = dict[Term, Fraction]


@dataclass(frozen=True)
class Element:
    """A matrix or scalar, as a sum of terms."""

    shape: Shape
    terms: Terms


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness writes left - right as a sum of multiples of the relations, which vanish, and for >= also of
    products of facts, which are nonnegative, and sums G_ij tr(w_i^T P w_j Q) with G, P, Q semidefinite.
    """
    algebra, goal, direction = read_claim(statement)
    algebra.expand(goal, witness, direction == ">=", "left - right")
    return (
        f"left {direction} right for matrices of all sizes where the {len(algebra.relations)} relations hold"
    )


def read_claim(statement: Field) -> "tuple[Algebra, Element, str]":
    """The letters, relations and facts of a statement, left - right, and the relation between the two."""
    names = ("letters", "sizes", "parameters", "relations", "facts", "relation", "left", "right")
    letters, sizes, parameters, vanishing, nonnegative, relation, left, right = statement.fields(*names)
    algebra = Algebra(letters, sizes, parameters)
    algebra.relations = [algebra.read(field) for field in vanishing.items()]
    algebra.facts = [algebra.read(field, ()) for field in nonnegative.items()]
    direction = relation.one_of(("=", ">="))
    goal = algebra.read(left, () if direction == ">=" else None)
    algebra.add(goal.terms, algebra.read(right, goal.shape), Fraction(-1), right)
    return algebra, goal, direction


class Algebra:
    """The letters and variables of a statement, and exact arithmetic with its words."""

    def __init__(self, letters: Field, sizes: Field, parameters: Field) -> None:
        self.budget = letters.budget
        self.relations: list[Element] = []
        self.facts: list[Element] = []
        self.lengths = (*sizes.variables(), "1")
        self.variables = (*sizes.variables(), *parameters.variables())
        if len(set(self.variables)) < len(self.variables):
            raise parameters.reject("a parameter has the name of a size")
        self.one: Term = ((0,) * len(self.variables), (), ())
        self.shapes: dict[str, Shape] = {}  # of the letters and their transposes, of which words are made
        self.transposes: dict[str, str] = {}
        self.semidefinite: set[str] = set()
        for letter in letters.items():
            name_field, *ends, kind = letter.items(4)
            name, (rows, columns) = name_field.text(), (end.one_of(self.lengths) for end in ends)
            if not VARIABLE.fullmatch(name) or name in (*self.shapes, *self.variables):
                raise name_field.reject("expected distinct names made of letters, digits and underscores")
            general = kind.one_of(("general", "symmetric", "semidefinite")) == "general"
            if not general and rows != columns:
                raise letter.reject(f"a {kind.text()} letter is square")
            transpose = f"{name}.T" if general else name
            self.shapes |= {name: (rows, columns), transpose: (columns, rows)}
            self.transposes |= {name: transpose, transpose: name}
            if kind.text() == "semidefinite":
                self.semidefinite.add(name)

    def read(self, field: Field, shape: Shape | None = None) -> Element:
        """{"shape", "terms"}; terms [coefficient, exponents, words under a trace, word if a matrix]."""
        shape_field, terms_field = field.fields("shape", "terms")
        found = tuple(length.one_of(self.lengths) for length in shape_field.items())
        if len(found) not in (0, 2) or shape not in (None, found):
            raise shape_field.reject(f"expected {'[rows, columns] or []' if shape is None else list(shape)}")
        terms: Terms = {}
        for term in terms_field.items():
            coefficient, exponents, traces, *words = term.items(4 if found else 3)
            cycles: list[Word] = []
            for trace in traces.items():
                word, ends = self.word(trace)
                if not word or ends[0] != ends[1]:
                    raise trace.reject("expected a square word with letters under the trace")
                cycles.append(self.cycle(word))
            word, ends = self.word(words[0]) if words else ((), ())
            if found and ends != found and (word or found[0] != found[1]):
                raise words[0].reject(f"expected a word of shape {list(found)}")
            key = (read_monomial(exponents, len(self.variables)), tuple(sorted(cycles)), word)
            if not coefficient.number() or key in terms:
                raise coefficient.reject("the coefficient is zero, or the term appears twice")
            terms[key] = coefficient.number()
        return Element(found, terms)

    def word(self, field: Field) -> tuple[Word, Shape]:
        """Letters that can be multiplied, and the shape of the product; () for the empty word."""
        word = tuple(letter.one_of(self.shapes) for letter in field.items())
        if len(word) > MAX_WORD:
            raise Declined(f"{field.place}: a word of more than {MAX_WORD} letters")
        for i in range(1, len(word)):
            if self.shapes[word[i - 1]][1] != self.shapes[word[i]][0]:
                raise field.reject(f"{word[i - 1]} and {word[i]} cannot be multiplied")
        return word, (self.shapes[word[0]][0], self.shapes[word[-1]][1]) if word else ()

    def cycle(self, word: Word) -> Word:
        """The least of the words with the same trace: rotations, and those of the transpose."""
        self.budget.spend(2 * len(word) ** 2, 0)
        both = word, self.reverse(word)
        return min(w[i:] + w[:i] for w in both for i in range(len(w)))

    def reverse(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(self.transposes[letter] for letter in reversed(word))

    def letters(self, field: Field) -> Element:
        """A word as an element; the empty word is the scalar 1."""
        word, shape = self.word(field)
        return Element(shape, {(*self.one[:2], word): Fraction(1)})

    def transpose(self, element: Element) -> Element:
        """The transpose."""
        terms = {(m, traces, self.reverse(word)): c for (m, traces, word), c in element.terms.items()}
        return Element(element.shape[::-1], terms)

    def trace(self, element: Element, field: Field) -> Element:
        """The trace; that of the identity is the size."""
        if not element.shape or element.shape[0] != element.shape[1]:
            raise field.reject("the trace of what is not square")
        size = tuple(int(name == element.shape[0]) for name in self.variables)
        terms: Terms = {}
        for (monomial, traces, word), coefficient in element.terms.items():
            closed = tuple(sorted((*traces, self.cycle(word)))) if word else traces
            key = monomial if word else tuple(map(add, monomial, size)), closed, ()
            terms[key] = terms.get(key, Fraction(0)) + coefficient
        return Element((), terms)

    def times(self, p: Element, q: Element, field: Field) -> Element:
        """p q, where a scalar may be a factor of anything."""
        if p.shape and q.shape and p.shape[1] != q.shape[0]:
            raise field.reject(f"shapes {list(p.shape)} and {list(q.shape)} cannot be multiplied")
        bits = height(p.terms.values()) + height(q.terms.values())
        self.budget.spend(64 * len(p.terms) * len(q.terms), bits)
        terms: Terms = {}
        for (m, s, v), a in p.terms.items():
            for (n, t, w), b in q.terms.items():
                if max(len(s) + len(t), len(v) + len(w)) > MAX_WORD:
                    raise Declined(f"{field.place}: a product of more than {MAX_WORD} letters or traces")
                key = tuple(map(add, m, n)), tuple(sorted(s + t)), v + w
                terms[key] = terms.get(key, Fraction(0)) + a * b
            if len(terms) > MAX_TERMS:
                raise Declined(f"{field.place}: more than {MAX_TERMS} terms")
        shape = (p.shape[0], q.shape[1]) if p.shape and q.shape else p.shape or q.shape
        return Element(shape, terms)

    def expand(self, goal: Element, witness: Field, inequality: bool, name: str) -> None:
        """Reject unless the goal, of this name, is the sum of the multiples and, of >= 0, the squares."""
        cofactors, squares = witness.fields("cofactors", "squares")
        parts = [(self.multiple(field), field) for field in cofactors.items()]
        parts += [(self.square(field), field) for field in squares.items(None if inequality else 0)]
        for part, field in parts:
            if part.shape != goal.shape:
                raise field.reject(f"shape {list(part.shape)}, and the left side has {list(goal.shape)}")
            self.add(goal.terms, part, Fraction(-1), field)
        for (monomial, traces, word), coefficient in goal.terms.items():
            if coefficient:
                outside = f"{show_monomial(monomial, self.variables)} {word} traces {traces}"[:200]
                raise witness.reject(f"{name} minus the sum has {show(coefficient)} at {outside}")

    def multiple(self, field: Field) -> Element:
        """factor left relation right, or factor tr(left relation right): zero, as the relation is."""
        names = ("factor", "left", "relation", "transposed", "right", "closed")
        factor, left, index, transposed, right, closed = field.fields(*names)
        relation = self.relations[index.integer(0, len(self.relations) - 1)]
        if transposed.integer(0, 1):
            relation = self.transpose(relation)
        product = self.times(self.times(self.letters(left), relation, left), self.letters(right), right)
        if closed.integer(0, 1):
            product = self.trace(product, field)
        return self.times(self.read(factor), product, field)

    def square(self, field: Field) -> Element:
        """sum G_ij tr(w_i^T P w_j Q) or sum G_ij w_i w_j, times facts: nonnegative, as all of them are."""
        product, weights, words, gram = field.fields("product", "weights", "words", "gram")
        shape = self.read(words.items()[0]).shape if words.items() else ()
        w = [self.read(word, shape) for word in words.items()]
        G = gram.symmetric(len(w))
        if failure := obstruction(G, self.budget):
            raise gram.reject(f"not positive semidefinite: {failure}")
        for weight in weights.items(2):
            if weight.value not in ([], *([name] for name in self.semidefinite if shape)):
                raise weight.reject("expected at most one semidefinite letter, and none between scalars")
        P, Q = (self.letters(weight) for weight in weights.items())
        total = Element((), {})
        for left, row in zip(w, G.entries, strict=True):
            left = self.times(self.transpose(left), P, weights)
            for right, entry in zip(w, row, strict=True):
                term = self.times(left, self.times(right, Q, weights), field)
                self.add(total.terms, self.trace(term, field) if term.shape else term, entry, field)
        for index in product.items():
            total = self.times(total, self.facts[index.integer(0, len(self.facts) - 1)], field)
        return total

    def add(self, terms: Terms, element: Element, factor: Fraction, field: Field) -> None:
        """Add a multiple of an element to terms."""
        self.budget.spend(64 * len(element.terms), height((*element.terms.values(), factor)))
        for term, coefficient in element.terms.items():
            terms[term] = terms.get(term, Fraction(0)) + factor * coefficient
        if len(terms) > MAX_TERMS:
            raise Declined(f"{field.place}: more than {MAX_TERMS} terms")


def height(coefficients: Iterable[Fraction]) -> int:
    """The bits of the longest."""
    return max((c.numerator.bit_length() + c.denominator.bit_length() for c in coefficients), default=0)
