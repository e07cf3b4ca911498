"""Statements about matrix words: identities and trace inequalities for matrices of all sizes.

    n, r = sizes("n r")
    X, D = matrix("X", n, r), matrix("D", n, r)
    show = Words(derivative(tr(X.T * X), X, D), "==", 2 * tr(D.T * X))

An expression is a polynomial in letters, their transposes and traces, with rational coefficients and scalar
parameters. Its shape is checked when it is built: a product that does not conform is an InputError. Whether
its terms have equal degrees is a question of its own (`degree`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from certify.claims.origins.origin import Origin, plain
from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError

Shape = tuple[str, str] | None  # names of the sizes; None for a scalar
KINDS = ("general", "symmetric", "semidefinite")
MAX_EXPONENT, MAX_WORD = 64, 256  # of a scalar, and letters of a word: limits of the certificate format
_STEP = "_step"  # of a derivative; no name that can be declared begins like this


class Size(str):
    """The name of a size: a string that stays known as a size where no matrix has it, as in tr(I) = n."""

    __slots__ = ()


class Letter(NamedTuple):
    """A matrix, or its transpose.

    Attributes:
        name, rows, columns, kind: of the matrix itself; the sizes by name, "1" for the number one.
        transposed: whether this is the transpose; never for a symmetric or semidefinite matrix.
    """

    name: str
    transposed: bool
    rows: str
    columns: str
    kind: str

    @property
    def shape(self) -> tuple[str, str]:
        """Rows and columns of the matrix, or of its transpose."""
        return (self.columns, self.rows) if self.transposed else (self.rows, self.columns)

    @property
    def T(self) -> "Letter":
        """The transpose."""
        return self._replace(transposed=not self.transposed) if self.kind == "general" else self

    def __str__(self) -> str:
        return f"{self.name}.T" if self.transposed else self.name


Word = tuple[Letter, ...]


class Term(NamedTuple):
    """A product of powers of variables, traces of words, and one word outside (empty for the identity)."""

    variables: tuple[tuple[str, int], ...]
    traces: tuple[Word, ...]
    word: Word


ONE = Term((), (), ())
Number = int | Fraction


def reverse(word: Word) -> Word:
    """The transpose of a word."""
    return tuple(letter.T for letter in reversed(word))


def cycle(word: Word) -> Word:
    """The least word with the same trace: among rotations of the word and of its transpose."""
    return min(w[i:] + w[:i] for w in (word, reverse(word)) for i in range(len(word)))


@dataclass(frozen=True)
class Expression:
    """A matrix or scalar, built from `matrix`, `sizes`, `parameters`, `identity`, `tr` by +, -, *, ** and .T.

    Attributes:
        terms: coefficients that are not zero.
        shape: the names of its sizes, or None for a scalar. A 1 by 1 matrix is not a scalar: take its trace.
    """

    terms: Mapping[Term, Fraction]
    shape: Shape

    def __hash__(self) -> int:
        return hash((frozenset(self.terms.items()), self.shape))

    def __add__(self, other: "Expression | Number") -> "Expression":
        other = expression(other)
        if self.shape != other.shape:
            raise _misfit("a sum", self.shape, other.shape)
        _refuse_clash(self, other)
        total = dict(self.terms)
        for term, coefficient in other.terms.items():
            total[term] = total.get(term, Fraction(0)) + coefficient
        return Expression({term: c for term, c in total.items() if c}, self.shape)

    __radd__ = __add__

    def __neg__(self) -> "Expression":
        return Expression({term: -c for term, c in self.terms.items()}, self.shape)

    def __sub__(self, other: "Expression | Number") -> "Expression":
        return self + -expression(other)

    def __rsub__(self, other: Number) -> "Expression":
        return expression(other) - self

    def __mul__(self, other: "Expression | Number") -> "Expression":
        other = expression(other)
        if self.shape and other.shape and self.shape[1] != other.shape[0]:
            raise _misfit("a product", self.shape, other.shape)
        _refuse_clash(self, other)
        total: dict[Term, Fraction] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                variables = _merged(left.variables, right.variables)
                term = Term(variables, tuple(sorted(left.traces + right.traces)), left.word + right.word)
                total[term] = total.get(term, Fraction(0)) + a * b
        both = self.shape and other.shape and (self.shape[0], other.shape[1])
        return Expression({t: c for t, c in total.items() if c}, both or self.shape or other.shape)

    def __rmul__(self, other: Number) -> "Expression":
        return expression(other) * self

    def __truediv__(self, other: "Expression | Number") -> "Expression":
        if isinstance(other, Expression):
            raise InputError("expression", f"division by {str(other)[:60]}", _INVERSE)
        divisor = _number(other)
        if not divisor:
            raise InputError("expression", "a division by zero", "divide by another number")
        return self * (1 / divisor)

    def __rtruediv__(self, other: Number) -> "Expression":
        raise InputError("expression", f"division by {str(self)[:60]}", _INVERSE)

    def __pow__(self, exponent: int) -> "Expression":
        if isinstance(exponent, bool) or not isinstance(exponent, int):
            cure = "use a whole number; for a root, a parameter s with s**2 - t in vanishing"
            raise InputError("expression", f"the exponent {str(exponent)[:60]}", cure)
        if exponent < 0:
            raise InputError("expression", f"the exponent {exponent}", _INVERSE)
        if exponent > MAX_WORD:
            raise InputError("expression", f"the exponent {exponent}", f"use at most {MAX_WORD}")
        if exponent == 0 and self.shape:
            raise InputError("expression", "a matrix to the power 0", "write identity(size)")
        result = self if exponent else expression(1)
        for _ in range(exponent - 1):
            result = result * self
        return result

    def __rpow__(self, base: Number) -> "Expression":
        raise InputError("expression", f"the exponent {str(self)[:60]}", "use a whole number as the exponent")

    @property
    def T(self) -> "Expression":
        """The transpose; a scalar is its own."""
        terms = {t._replace(word=reverse(t.word)): c for t, c in self.terms.items()}
        return Expression(terms, (self.shape[1], self.shape[0]) if self.shape else None)

    def __str__(self) -> str:
        shown = ""
        for term, coefficient in sorted(self.terms.items()):
            product = " ".join(_factors(term, bool(self.shape)))
            number = "" if abs(coefficient) == 1 and product else f"{abs(coefficient)} "
            sign = "-" if coefficient < 0 else "+"
            shown += f" {sign} {number}{product}".rstrip()
        return shown.removeprefix(" + ").replace(" - ", "-", shown.startswith(" - ")) or "0"

    @cached_property
    def letters(self) -> frozenset[Letter]:
        """The letters that occur, none of them transposed."""
        words = [word for term in self.terms for word in (*term.traces, term.word)]
        return frozenset(letter._replace(transposed=False) for word in words for letter in word)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the parameters and sizes that occur as numbers."""
        return frozenset(name for term in self.terms for name, _ in term.variables)

    @cached_property
    def lengths(self) -> frozenset[str]:
        """The names of the sizes that occur, as numbers or in shapes."""
        numbers = {name for name in self.variables if isinstance(name, Size)}
        shapes = [letter.shape for letter in self.letters] + ([self.shape] if self.shape else [])
        return frozenset(numbers.union(*shapes) - {"1"})

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that occur."""
        return frozenset(name for name in self.variables if not isinstance(name, Size))


_INVERSE = "declare an inverse u of t by t*u - 1 in vanishing, or multiply the other side"


def _refuse_clash(a: Expression, b: Expression) -> None:
    """Refuse a parameter that has the name of a size: the two would be added and multiplied as one number."""
    for one, other in ((a, b), (b, a)):
        if one.parameters and (clash := one.parameters & other.lengths):
            raise _taken(min(clash), "a size and a parameter")


def _taken(name: str, what: str) -> InputError:
    return InputError(name, f"is the name of {what}", "give every size, parameter and matrix one name")


def _misfit(what: str, left: Shape, right: Shape) -> InputError:
    named = [f"{shape[0]} by {shape[1]}" if shape else "a scalar" for shape in (left, right)]
    return InputError("expression", f"{what} of {named[0]} and {named[1]}", "make the shapes conform")


def _merged(a: Iterable[tuple[str, int]], b: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    powers = dict(a)
    for name, exponent in b:
        powers[name] = powers.get(name, 0) + exponent
    return tuple(sorted(powers.items()))


def _factors(term: Term, is_matrix: bool) -> list[str]:
    shown = [name if power == 1 else f"{name}^{power}" for name, power in term.variables]
    shown += [f"tr({' '.join(map(str, word))})" for word in term.traces]
    return shown + ([*map(str, term.word)] or ["I"] if is_matrix else [])


def expression(value: Expression | Number) -> Expression:
    """A number as an expression."""
    if isinstance(value, Expression):
        return value
    number = _number(value)
    return Expression({ONE: number} if number else {}, None)


def _number(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        if isinstance(value, list | tuple):
            raise InputError("expression", "a list", 'take what is in it, as in (t,) = parameters("t")')
        shown = repr(value)[:60]
        raise InputError("expression", f"{shown} is no exact number", "use int or Fraction, or an expression")
    return Fraction(value)


def _operand(value: object, field: str) -> Expression:
    if not isinstance(value, Expression):
        raise InputError(
            field, f"{repr(value)[:60]} is no expression", "build it from matrix, sizes and parameters"
        )
    return value


def _split(names: object) -> list[str]:
    if not isinstance(names, str):
        raise InputError("names", f"{repr(names)[:60]} is no text", 'write the names in quotes, as in "n r"')
    return names.split()


def _check_name(name: object) -> None:
    if not isinstance(name, str) or not (
        name.isascii() and name.isidentifier() and name[0] != "_" and len(name) <= 32
    ):
        raise InputError("name", f"{name!r} is not a name", "use letters, digits and underscores, at most 32")


def _check_name_space(*parts: Expression) -> None:
    """Refuse a name of two things: letters, sizes and parameters have one name space."""
    letters = sorted(frozenset[Letter]().union(*(part.letters for part in parts)))
    lengths = frozenset[str]().union(*(part.lengths for part in parts))
    parameters = frozenset[str]().union(*(part.parameters for part in parts))
    if lengths & parameters:
        raise _taken(min(lengths & parameters), "a size and a parameter")
    for i, letter in enumerate(letters):
        if letter.name in lengths | parameters:
            raise _taken(
                letter.name, "a matrix and a size" if letter.name in lengths else "a matrix and a parameter"
            )
        if i and letters[i - 1].name == letter.name:
            raise _taken(letter.name, "two matrices of other sizes or kinds")


def parameters(names: str) -> list[Expression]:
    """Real scalars, from names separated by spaces."""
    return [_scalar(name) for name in _split(names)]


def sizes(names: str) -> list[Expression]:
    """Numbers of rows or columns, from names separated by spaces: scalars that are whole and at least 1."""
    return [_scalar(Size(name)) for name in _split(names)]


def _scalar(name: str) -> Expression:
    _check_name(name)
    return Expression({ONE._replace(variables=((name, 1),)): Fraction(1)}, None)


def matrix(
    name: str,
    rows: Expression | int,
    columns: Expression | int,
    symmetric: bool = False,
    semidefinite: bool = False,
) -> Expression:
    """A matrix with these sizes (made by `sizes`, or 1); semidefinite implies symmetric."""
    _check_name(name)
    kind = "semidefinite" if semidefinite else "symmetric" if symmetric else "general"
    letter = Letter(name, False, size_name(rows), size_name(columns), kind)
    if kind != "general" and letter.rows != letter.columns:
        raise InputError(name, f"{kind}, but {letter.rows} by {letter.columns}", "make it square")
    return word_expression((letter,))


def identity(size: Expression | int) -> Expression:
    """The identity matrix."""
    name = size_name(size)
    return Expression({ONE: Fraction(1)}, (name, name))


def size_name(size: Expression | int) -> str:
    """The name of a size, which `sizes` made, or "1" for the number one."""
    if type(size) is int and size == 1:
        return "1"
    if isinstance(size, Expression) and size.shape is None and len(size.terms) == 1:
        ((term, coefficient),) = size.terms.items()
        if coefficient == 1 and len(term.variables) == 1 and not term.traces and term.variables[0][1] == 1:
            name = term.variables[0][0]
            if isinstance(name, Size):
                return name
            raise InputError("size", f"{name} is a parameter", f'make it by sizes("{name}")')
    raise InputError("size", f"{size} is not the name of a size", 'use sizes("n r") or 1')


def word_expression(word: Word) -> Expression:
    """A word that is not empty."""
    return Expression({ONE._replace(word=word): Fraction(1)}, (word[0].shape[0], word[-1].shape[1]))


def tr(value: Expression) -> Expression:
    """The trace of a square matrix; tr(identity(n)) is n."""
    value = _operand(value, "tr")
    if value.shape is None or value.shape[0] != value.shape[1]:
        raise InputError("tr", f"of {value}, which is not square", "take the trace of a square matrix")
    size = value.shape[0]
    total = Expression({}, None)
    for term, coefficient in value.terms.items():
        traces, variables = term.traces, term.variables
        if term.word:
            traces = tuple(sorted((*traces, cycle(term.word))))
        elif size != "1":
            variables = _merged(variables, [(size, 1)])
        total += Expression({Term(variables, traces, ()): coefficient}, None)
    return total


def inner(a: Expression, b: Expression) -> Expression:
    """<a, b> = tr(a^T b)."""
    return tr(_operand(a, "inner").T * _operand(b, "inner"))


def square(a: Expression) -> Expression:
    """The squared Frobenius norm tr(a^T a)."""
    return inner(a, a)


def substitute(value: Expression, letter: Expression, by: Expression) -> Expression:
    """The expression with another matrix of the same shape in place of a letter; also inside traces."""
    target, by, value = _letter(letter), _operand(by, "by"), _operand(value, "expression")
    if letter.shape != by.shape:
        raise _misfit("a substitution", letter.shape, by.shape)
    _check_name_space(value, letter, by)
    if target.kind != "general" and by != by.T:
        raise InputError(
            target.name, "is symmetric, what takes its place is not", "substitute a symmetric one"
        )

    def replaced(word: Word, size: str) -> Expression:
        product = Expression({ONE: Fraction(1)}, (size, size))
        for one in word:
            same = one._replace(transposed=False) == target
            product = product * ((by.T if one.transposed else by) if same else word_expression((one,)))
        return product

    total = Expression({}, value.shape)
    for term, coefficient in value.terms.items():
        product = Expression({ONE._replace(variables=term.variables): coefficient}, None)
        for word in term.traces:
            product = product * tr(replaced(word, word[0].shape[0]))
        total += product * replaced(term.word, value.shape[0]) if value.shape else product
    return total


def _letter(value: Expression) -> Letter:
    """The letter that an expression is."""
    value = _operand(value, "letter")
    if len(value.terms) == 1:
        ((term, coefficient),) = value.terms.items()
        plain = coefficient == 1 and len(term.word) == 1 and not term.variables and not term.traces
        if plain and not term.word[0].transposed:
            return term.word[0]
    raise InputError("letter", f"{value} is not a letter", "give a matrix made by matrix(...)")


def derivative(value: Expression, letter: Expression, direction: Expression, order: int = 1) -> Expression:
    """The derivative d^order/dt^order at t = 0 of the expression at letter + t direction.

    Order 1 is <gradient, direction>, order 2 is <Hessian[direction], direction>, without further factors.
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 1:
        raise InputError("order", f"is {order!r}", "use a whole number, at least 1")
    t = Expression({ONE._replace(variables=((_STEP, 1),)): Fraction(1)}, None)
    moved = substitute(value, letter, letter + t * direction)
    total = Expression({}, value.shape)
    for term, coefficient in moved.terms.items():
        powers = dict(term.variables)
        if powers.pop(_STEP, 0) == order:
            kept = term._replace(variables=tuple(sorted(powers.items())))
            total += Expression({kept: coefficient}, value.shape)
    factorial = 1
    for k in range(2, order + 1):
        factorial *= k
    return factorial * total


def degrees(value: Expression, weights: Mapping[Expression, int]) -> frozenset[int]:
    """The degrees of the terms, where a letter or parameter has the weight given, and others none.

    More than one degree means that the expression is not homogeneous; zero has none.
    """
    _check_name_space(value, *weights)
    letters = {next(iter(key.letters)).name: weight for key, weight in weights.items() if key.letters}
    names = {next(iter(key.variables)): weight for key, weight in weights.items() if not key.letters}
    return frozenset(
        sum(power * names.get(name, 0) for name, power in term.variables)
        + sum(letters.get(one.name, 0) for word in (*term.traces, term.word) for one in word)
        for term in value.terms
    )


def degree(value: Expression, weights: Mapping[Expression, int]) -> int:
    """The degree of a homogeneous expression, 0 for zero. Raises InputError where degrees are unequal."""
    found = sorted(degrees(value, weights))
    if len(found) > 1:
        raise InputError(
            "degree", f"the terms have the degrees {', '.join(map(str, found))}", "check the formula"
        )
    return found[0] if found else 0


@dataclass(frozen=True)
class Words(Statement):
    """For all matrices and scalars, of all sizes (at least 1), with the hypotheses: left sense right.

    Attributes:
        left, right: expressions of one shape; scalars where the sense is an inequality. Zero is written 0.
        sense: "==", ">=" or "<=".
        vanishing: expressions that are zero.
        nonnegative: scalar expressions that are at least zero.
        origins: those of `vanishing` and `nonnegative` that were given as conclusion_of(...) or
            assuming(...), with where they come from; no part of what is said.
        models: functions (random generator, sizes by name) -> matrices and numbers by name that satisfy the
            hypotheses, or None; a help for refutation and no part of what is said.
    """

    left: Expression | Number
    sense: str
    right: Expression | Number
    vanishing: tuple[Expression, ...] = ()
    nonnegative: tuple[Expression, ...] = ()
    models: Sequence[Any] = field(default=(), compare=False, repr=False)
    origins: tuple[Origin, ...] = field(default=(), init=False, compare=False, repr=False)
    kind = "words"

    def __post_init__(self) -> None:
        for name in ("vanishing", "nonnegative"):
            given = getattr(self, name)
            if not isinstance(given, tuple | list):
                raise InputError(name, f"{repr(given)[:60]} is no tuple", "give a tuple of expressions")
            facts, origins = plain(given)
            object.__setattr__(self, name, tuple(expression(one) for one in facts))
            object.__setattr__(self, "origins", (*self.origins, *origins))
        left, right = self.sides
        if left.shape != right.shape:
            raise _misfit("a comparison", left.shape, right.shape)
        if self.sense not in ("==", ">=", "<="):
            raise InputError("sense", f"is {self.sense!r}", 'use "==", ">=" or "<="')
        if any(fact.shape for fact in (*self.nonnegative, *((left,) if self.sense != "==" else ()))):
            raise InputError(
                "nonnegative", "an inequality between matrices", "compare scalars, such as traces"
            )
        _check_name_space(*self._parts)
        powers = [power for part in self._parts for term in part.terms for _, power in term.variables]
        if max(powers, default=0) > MAX_EXPONENT:
            raise InputError("expression", f"the exponent {max(powers)}", f"use at most {MAX_EXPONENT}")

    @property
    def sides(self) -> tuple[Expression, Expression]:
        """Both sides as expressions; a number 0 takes the shape of the other side."""
        left, right = expression(self.left), expression(self.right)
        if not right.terms and not isinstance(self.right, Expression):
            right = Expression({}, left.shape)
        if not left.terms and not isinstance(self.left, Expression):
            left = Expression({}, right.shape)
        return left, right

    @property
    def _parts(self) -> tuple[Expression, ...]:
        return (*self.sides, *self.vanishing, *self.nonnegative)

    @property
    def letters(self) -> list[Letter]:
        """The letters, sorted by name."""
        return sorted(frozenset[Letter]().union(*(part.letters for part in self._parts)))

    @property
    def sizes(self) -> list[str]:
        """The names of sizes."""
        return sorted(frozenset[str]().union(*(part.lengths for part in self._parts)))

    @property
    def variables(self) -> list[str]:
        """The names of sizes, then those of parameters."""
        used = frozenset[str]().union(*(part.variables for part in self._parts))
        return self.sizes + sorted(used - set(self.sizes))

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rule word-identity; left <= right is written right >= left."""
        left, right = self.sides
        if self.sense == "<=":
            left, right = right, left
        sizes, variables = self.sizes, self.variables
        return {
            "letters": [[one.name, one.rows, one.columns, one.kind] for one in self.letters],
            "sizes": sizes,
            "parameters": variables[len(sizes) :],
            "relations": [element(part, variables) for part in self.vanishing],
            "facts": [element(part, variables) for part in self.nonnegative],
            "relation": "=" if self.sense == "==" else ">=",
            "left": element(left, variables),
            "right": element(right, variables),
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        return (("word-identity" if proved else "word-counterexample", self.document()),)

    def about_hypotheses(self, hold: bool) -> tuple[Question, ...]:
        return (("word-model" if hold else "word-vacuous", self.document()),)

    def text(self) -> str:
        left, right = self.sides
        given = [f"{part} = 0" for part in self.vanishing] + [f"{part} >= 0" for part in self.nonnegative]
        given += [f"{one.name} {one.kind}" for one in self.letters if one.kind != "general"]
        condition = f" with {', '.join(given)}" if given else ""
        return f"for all sizes and matrices{condition}: {left} {self.sense} {right}"


def element(value: Expression, variables: Sequence[str]) -> dict[str, Any]:
    """An expression as the certificate format writes it."""
    terms = []
    for term, coefficient in sorted(value.terms.items()):
        powers = dict(term.variables)
        traces = [[str(letter) for letter in word] for word in term.traces]
        exponents = [powers.get(name, 0) for name in variables]
        outside = [[str(letter) for letter in term.word]] if value.shape else []
        terms.append([str(coefficient), exponents, traces, *outside])
    return {"shape": list(value.shape or ()), "terms": terms}
