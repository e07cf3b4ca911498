"""Rule `l1-point`: what a point is to f = (1/m) sum |y_i - <A_i, W1 W2>|, or to the same with W W^T."""

from collections.abc import Sequence
from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show
from certify.kernel.rules.bounds.l1_objective import Objective, rank, read_factors, read_objective

BY_SIGNS = ("critical", "sharp local minimum", "global minimum")
BY_PATH = ("not critical", "not a local minimum")


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected. Residuals are computed from the statement."""
    *problem, says_field = statement.fields("measurements", "data", "factors", "says")
    says = says_field.one_of((*BY_SIGNS, *BY_PATH, "not a global minimum"))
    f = read_objective(*problem)
    start = f.factors[0] @ f.factors[1]
    if says in BY_SIGNS:
        by_signs(f, f.residuals([start]), says, witness)
    elif says in BY_PATH:
        by_path(f, says, witness)
    else:
        (better,) = witness.fields("factors")
        left, right = read_factors(better, f)
        f.budget.spend(len(left.rows) * len(right.rows) * len(right.rows[0]), left.bits + right.bits)
        before, after = (sum(abs(r) for (r,) in f.residuals([X]).entries) for X in (start, left @ right))
        if after >= before:
            raise better.reject(f"m f is {show(Fraction(after))} there and {show(Fraction(before))} at W")
    return f"proved of the point: {says}"


def by_signs(f: Objective, residuals: Matrix, says: str, witness: Field) -> None:
    """Signs of the residuals, where these are zero numbers of [-1, 1], whose G = sum signs_i A_i suits."""
    (field,) = witness.fields("signs")
    items, open_end = field.items(len(residuals.rows)), says == "sharp local minimum"
    signs = [item.number() for item in items]
    for item, sign, (residual,) in zip(items, signs, residuals.rows, strict=True):
        if residual and sign != (1 if residual > 0 else -1):
            raise item.reject(f"the residual is {'positive' if residual > 0 else 'negative'}")
        if abs(sign) > 1 or (open_end and not residual and abs(sign) == 1):
            raise item.reject(f"expected a number in {'(-1, 1)' if open_end else '[-1, 1]'}")
    row = Matrix.of([signs])
    f.budget.spend(len(signs) * (len(f.stack.rows[0]) + 32), row.bits + f.stack.bits)
    G = f.shaped((row @ f.stack).entries[0])
    for slope in f.pull(G):
        if slope:
            raise field.reject(f"sum signs_i A_i has a derivative of {show(slope)} along the factors")
    if says == "global minimum" and not f.symmetric and not G.is_zero:
        raise field.reject("sum signs_i A_i is not zero")
    if says == "global minimum" and f.symmetric:
        semidefinite(f, G, field)
    if says == "sharp local minimum":
        sharp(f, G, [i for i, (residual,) in enumerate(residuals.rows) if not residual], field)


def semidefinite(f: Objective, G: Matrix, place: Field) -> Matrix:
    """Z = -(G + G^T)/2, or Rejected if it is not semidefinite."""
    Z = Fraction(-1, 2) * (G + G.T)
    if failure := obstruction(Z, f.budget):
        raise place.reject(f"-(G + G^T)/2 is not positive semidefinite: {failure}")
    return Z


def sharp(f: Objective, G: Matrix, zero: Sequence[int], place: Field) -> None:
    """Reject unless tangents are told apart by the A_i of zero residuals, and a factor has full rank."""
    left, right = f.factors
    (d1, k), d2 = (len(left.rows), len(right.rows)), len(right.rows[0])
    first, second = (rank(factor, f.budget) for factor in f.factors)
    tangent = d1 * d2 - (d1 - first) * (d2 - second)
    if f.symmetric:
        tangent = first * (2 * d1 - first + 1) // 2
        if first < k and rank(semidefinite(f, G, place), f.budget) < d1 - first:
            raise place.reject("neither W nor -(G + G^T)/2 beside it has full rank")
    elif max(first, second) < k:
        raise place.reject(f"neither factor has rank {k}")
    rows = f.stack.entries
    pulled = [f.pull(f.shaped(rows[i])) for i in zero]
    if (reached := rank(Matrix.of(pulled), f.budget) if pulled else 0) < tangent:
        raise place.reject(
            f"the zero residuals see {reached} of the {tangent} dimensions of the tangent space"
        )


def by_path(f: Objective, says: str, witness: Field) -> None:
    """A path W + t D_1 + t^2 D_2 + ... along which f decreases: near t = 0 every residual keeps its sign."""
    (field,) = witness.fields("path")
    steps = field.items(1 if says == "not critical" else None)
    path = [f.factors, *(read_factors(step, f) for step in steps)]
    left, right = f.factors
    bits = 2 * max(factor.bits for pair in path for factor in pair) + f.budget.denominator.bit_length()
    size = len(left.rows) * len(right.rows[0])
    f.budget.spend(len(path) ** 2 * size * (len(right.rows) + 32), bits)
    products = [Matrix(((0,) * len(right.rows[0]),) * len(left.rows), 1)] * (2 * len(path) - 1)
    for i, (first, _) in enumerate(path):
        for j, (_, second) in enumerate(path):
            products[i + j] += first @ second
    change = [0] * len(products)
    for row in f.residuals(products).rows:
        leading = next((entry for entry in row if entry), 0)
        change = [
            total + (entry if leading > 0 else -entry) for total, entry in zip(change, row, strict=True)
        ]
    slope = change[1] if says == "not critical" else next((x for x in change[1:] if x), 0)
    if slope >= 0:
        raise field.reject("f does not decrease along it")
