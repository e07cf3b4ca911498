"""Exact rational matrices that satisfy the hypotheses of a statement about words.

Sizes are small. Letters are chosen one after the other: from structured matrices (projections, signatures,
frames and diagonals in one common rational orthonormal basis per size, small integers) where a hypothesis is
not affine in the letter, and from the solutions of a linear system where it is.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from flint import fmpq, fmpq_mat

from certify.claims.statements.words import Expression, Letter, Words

PARAMETERS = ("0", "1", "2", "1/2", "3", "1/3", "2/3", "3/2", "-1", "-1/2", "-2")
# Orthogonal matrices with rational entries, by size: Pythagorean triples and quadruples.
_ROTATIONS = {
    1: [[Fraction(1)]],
    2: [[Fraction(3, 5), Fraction(-4, 5)], [Fraction(4, 5), Fraction(3, 5)]],
    3: [[Fraction(x, 3) for x in row] for row in ((1, 2, 2), (2, 1, -2), (2, -2, 1))],
}
MAX_SIZE = 3


@dataclass(frozen=True)
class Model:
    """Sizes, matrices and numbers by name."""

    sizes: Mapping[str, int]
    matrices: Mapping[str, fmpq_mat]
    numbers: Mapping[str, fmpq]

    def value(self, expression: Expression) -> fmpq_mat:
        """The value of an expression; of a scalar as a 1 by 1 matrix."""
        rows, columns = (_size(name, self.sizes) for name in expression.shape or ("1", "1"))
        total = fmpq_mat(rows, columns)
        for term, coefficient in expression.terms.items():
            factor = _number(coefficient)
            for name, power in term.variables:
                number = fmpq(self.sizes[name]) if name in self.sizes else self.numbers[name]
                factor *= number**power
            for word in term.traces:
                square = self._product(word, None)
                factor *= sum((square[i, i] for i in range(square.nrows())), fmpq(0))
            total += self._product(term.word, rows) * factor
        return total

    def _product(self, word: tuple[Letter, ...], size: int | None) -> fmpq_mat:
        result = None if word else _identity(size or 1)
        for letter in word:
            matrix = self.matrices[letter.name]
            matrix = matrix.transpose() if letter.transposed else matrix
            result = matrix if result is None else result * matrix
        return result

    def shown(self) -> dict[str, str]:
        """Sizes, matrices and numbers as text."""
        shown = {name: str(size) for name, size in self.sizes.items()}
        shown |= {name: str(number) for name, number in self.numbers.items()}
        shown |= {name: matrix_text(matrix) for name, matrix in self.matrices.items()}
        return dict(sorted(shown.items()))


def matrix_text(matrix: fmpq_mat) -> str:
    """The rows of a matrix as text."""
    return "[" + ", ".join(f"[{', '.join(map(str, row))}]" for row in matrix.tolist()) + "]"


def models(statement: Words, rng: random.Random) -> Iterator[Model | None]:
    """Models of the hypotheses, without end, small ones first; None for an attempt that failed."""
    names = statement.sizes
    most = MAX_SIZE if len(names) <= 5 else 2 if len(names) <= 12 else 1
    shapes = sorted(product(range(1, most + 1), repeat=len(names)), key=lambda shape: (sum(shape), shape))
    attempt = 0
    while True:
        attempt += 1
        small = shapes[: max(1, min(len(shapes), attempt // 3))]
        sizes = dict(zip(names, rng.choice(small), strict=True))
        given = statement.models and attempt % 2
        model = _given(statement, rng, sizes) if given else _built(statement, rng, sizes)
        yield model if model is not None and satisfies(model, statement) else None
        if model is not None and not given:
            # Numbers without an equation are cheap to draw again.
            bound = {name for relation in statement.vanishing for name in relation.variables}
            free = [name for name in model.numbers if name not in bound]
            for _ in range(4 if free else 0):
                model = replace(model, numbers={**model.numbers, **{name: _drawn(rng) for name in free}})
                yield model if satisfies(model, statement) else None


def _drawn(rng: random.Random) -> fmpq:
    return _number(Fraction(rng.choice(PARAMETERS)))


def satisfies(model: Model, statement: Words) -> bool:
    """Whether the hypotheses hold at the model, by exact arithmetic."""
    for letter in statement.letters:
        matrix = model.matrices[letter.name]
        if letter.kind != "general" and matrix != matrix.transpose():
            return False
        if letter.kind == "semidefinite" and not is_semidefinite(matrix):
            return False
    if any(not _is_zero(model.value(relation)) for relation in statement.vanishing):
        return False
    return all(model.value(fact)[0, 0] >= 0 for fact in statement.nonnegative)


def is_semidefinite(matrix: fmpq_mat) -> bool:
    """By the signs of the coefficients of the characteristic polynomial."""
    size = matrix.nrows()
    coefficients = [matrix.charpoly()[k] for k in range(size + 1)]
    return all((-1) ** (size - k) * c >= 0 for k, c in enumerate(coefficients))


def _given(statement: Words, rng: random.Random, sizes: dict[str, int]) -> Model | None:
    chosen = rng.choice(list(statement.models))(rng, sizes)
    if chosen is None:
        return None
    numbers = {
        name: _number(Fraction(chosen.get(name, 1))) for name in statement.variables if name not in sizes
    }
    matrices = {}
    for letter in statement.letters:
        rows = [[_number(Fraction(x)) for x in row] for row in chosen[letter.name]]
        matrices[letter.name] = fmpq_mat(rows)
        found = (matrices[letter.name].nrows(), matrices[letter.name].ncols())
        if found != tuple(_size(name, sizes) for name in letter.shape):
            return None
    return Model(sizes, matrices, numbers)


def _built(statement: Words, rng: random.Random, sizes: dict[str, int]) -> Model | None:
    """A model letter by letter, in a random order; None where a hypothesis could not be met."""
    unknown: list[Letter | str] = [*statement.letters, *(v for v in statement.variables if v not in sizes)]
    rng.shuffle(unknown)
    # Letters with a hypothesis of their own come first: few matrices satisfy it.
    own = [_names(relation) - sizes.keys() for relation in statement.vanishing]
    unknown.sort(key=lambda one: ({_name(one)} not in own) + rng.random() * rng.choice((0, 2)))
    model = Model(sizes, {}, {})
    bases = {size: _basis(size, rng) for size in range(1, MAX_SIZE + 1)}
    for one in unknown:
        name = _name(one)
        have = {*sizes, *model.matrices, *model.numbers, name}
        active = [part for part in statement.vanishing if name in _names(part) and _names(part) <= have]
        for _ in range(6):
            extended = _extended(model, one, active, bases, rng)
            if extended is not None:
                model = extended
                break
        else:
            return None
    return model


def _extended(
    model: Model,
    one: Letter | str,
    active: list[Expression],
    bases: dict[int, fmpq_mat],
    rng: random.Random,
) -> Model | None:
    """The model with one more letter or number that satisfies what is now to be satisfied."""
    name = _name(one)
    if isinstance(one, str):
        rows = columns = 1
        units = [_unit(1, 1, [(0, 0)])]
        draw = fmpq_mat([[_drawn(rng)]])
    else:
        rows, columns = (_size(size, model.sizes) for size in one.shape)
        units = [_unit(rows, columns, [(i, j)]) for i in range(rows) for j in range(columns)]
        if one.kind != "general":
            units = [_unit(rows, rows, [(i, j), (j, i)]) for i in range(rows) for j in range(i + 1)]
        draw = _structured(rows, columns, one.kind, bases, rng)
    affine = [part for part in active if _degree(part, name) <= 1]
    if affine and (len(affine) == len(active) or rng.random() < 0.5):
        solved = _solution(model, one, affine, units, rng)
        if solved is None:
            return None
        draw = solved * solved if not isinstance(one, str) and one.kind == "semidefinite" else solved
    extended = _with(model, one, draw)
    return extended if all(_is_zero(extended.value(part)) for part in active) else None


def _solution(
    model: Model, one: Letter | str, affine: list[Expression], units: list[fmpq_mat], rng: random.Random
) -> fmpq_mat | None:
    """A random solution of affine equations, in the span of the units."""
    zero = units[0] * 0
    constants = [_entries(_with(model, one, zero).value(part)) for part in affine]
    right = [-x for column in constants for x in column]
    columns = []
    for unit in units:
        values = [_entries(_with(model, one, unit).value(part)) for part in affine]
        columns.append([x + y for x, y in zip([x for v in values for x in v], right, strict=True)])
    augmented = fmpq_mat([[*row, b] for row, b in zip(zip(*columns, strict=True), right, strict=True)])
    reduced, rank = augmented.rref()
    free = {i: fmpq(rng.randint(-2, 2)) for i in range(len(units))}
    for k in reversed(range(rank)):
        pivot = next(j for j in range(len(units) + 1) if reduced[k, j] != 0)
        if pivot == len(units):
            return None
        rest = sum((reduced[k, j] * free[j] for j in range(pivot + 1, len(units))), fmpq(0))
        free[pivot] = reduced[k, len(units)] - rest
    return sum((unit * free[i] for i, unit in enumerate(units)), zero)


def _structured(
    rows: int, columns: int, kind: str, bases: dict[int, fmpq_mat], rng: random.Random
) -> fmpq_mat:
    """A matrix of a kind that hypotheses often ask for, or one of small integers."""
    choice = rng.randrange(4)
    diagonal = fmpq_mat(rows, columns)
    offset = rng.randrange(rows)
    values = [(0, 1), (1, 1), (-1, 1), (0, 1, 2)][choice] if kind != "semidefinite" else (0, 1, 2)
    for j in range(min(rows, columns)):
        diagonal[(j + offset) % rows, j] = rng.choice(values)
    if kind == "general" and rng.random() < 0.5:
        drawn = fmpq_mat([[rng.randint(-2, 2) for _ in range(columns)] for _ in range(rows)])
    elif kind == "general":
        drawn = (
            bases[rows]
            * diagonal
            * (bases[columns].transpose() if rng.random() < 0.5 else _identity(columns))
        )
    else:
        for j in range(rows):
            for i in range(rows):
                diagonal[i, j] = rng.choice(values) if i == j else 0
        drawn = bases[rows] * diagonal * bases[rows].transpose()
        if rng.random() < 0.4:
            small = fmpq_mat([[rng.randint(-1, 2) for _ in range(rows)] for _ in range(rows)])
            drawn = small * small.transpose() if kind == "semidefinite" else small + small.transpose()
    return drawn


def _basis(size: int, rng: random.Random) -> fmpq_mat:
    if rng.random() < 0.5:
        return _identity(size)
    return fmpq_mat([[_number(x) for x in row] for row in _ROTATIONS[size]])


def _with(model: Model, one: Letter | str, value: fmpq_mat) -> Model:
    if isinstance(one, str):
        return Model(model.sizes, model.matrices, {**model.numbers, one: value[0, 0]})
    return Model(model.sizes, {**model.matrices, one.name: value}, model.numbers)


def _degree(part: Expression, name: str) -> int:
    return max(
        sum(power for variable, power in term.variables if variable == name)
        + sum(letter.name == name for word in (*term.traces, term.word) for letter in word)
        for term in part.terms
    )


def _names(part: Expression) -> set[str]:
    return {letter.name for letter in part.letters} | part.variables


def _name(one: Letter | str) -> str:
    return one if isinstance(one, str) else one.name


def _size(name: str, sizes: Mapping[str, int]) -> int:
    return 1 if name == "1" else sizes[name]


def _number(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _identity(size: int) -> fmpq_mat:
    return fmpq_mat([[int(i == j) for j in range(size)] for i in range(size)])


def _unit(rows: int, columns: int, places: Iterable[tuple[int, int]]) -> fmpq_mat:
    unit = fmpq_mat(rows, columns)
    for i, j in places:
        unit[i, j] = 1
    return unit


def _entries(matrix: fmpq_mat) -> list[fmpq]:
    return [x for row in matrix.tolist() for x in row]


def _is_zero(matrix: fmpq_mat) -> bool:
    return not any(_entries(matrix))
