"""Rule `l1-point`: everything through the Jacobian J of (W1, W2) -> W1 W2, written out as a matrix."""

from collections.abc import Iterable
from typing import NamedTuple

from flint import fmpq, fmpq_mat, fmpq_poly

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import choice, matrix, rational, record, sequence

BY_SIGNS = ("critical", "sharp local minimum", "global minimum")
BY_PATH = ("not critical", "not a local minimum")


class Problem(NamedTuple):
    """Row i of A is the i-th measurement; W1, W2 the factors, W2 = W1^T if symmetric."""

    A: fmpq_mat
    y: list[fmpq]
    W1: fmpq_mat
    W2: fmpq_mat
    symmetric: bool


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    problem, says = _read_problem(statement)
    W1, W2 = problem.W1, problem.W2
    rank_one_step = W1.nrows() * W1.ncols() * W2.ncols()
    effort.spend(100 * rank_one_step, _bits(W1) + _bits(W2))
    residuals = _residuals(problem, W1 * W2, effort)
    if says in BY_SIGNS:
        (signs_list,) = record(witness, "witness", "signs")
        signs = _read_signs(signs_list, residuals, says == "sharp local minimum")
        _by_signs(problem, residuals, signs, says, effort)
    elif says in BY_PATH:
        (path_list,) = record(witness, "witness", "path")
        steps = sequence(path_list, "witness.path", 1 if says == "not critical" else None)
        path = [_read_factors(step, f"witness.path[{i}]", problem) for i, step in enumerate(steps)]
        first, leading = _changes(problem, path, effort)
        if (first if says == "not critical" else leading) >= 0:
            raise NotProved("witness.path: f does not decrease along it")
    else:
        (factors,) = record(witness, "witness", "factors")
        V1, V2 = _read_factors(factors, "witness.factors", problem)
        effort.spend(100 * rank_one_step, _bits(V1) + _bits(V2))
        others = _residuals(problem, V1 * V2, effort)
        if sum(map(abs, others), fmpq(0)) >= sum(map(abs, residuals), fmpq(0)):
            raise NotProved("witness.factors: f is not smaller there")
    return f"{says}, for the l1 objective at these factors"


def _read_problem(statement: object) -> tuple[Problem, str]:
    measurements, data, factors, says = record(
        statement, "statement", "measurements", "data", "factors", "says"
    )
    said = choice(says, "statement.says", (*BY_SIGNS, *BY_PATH, "not a global minimum"))
    halves = sequence(factors, "statement.factors")
    if len(halves) not in (1, 2):
        raise NotProved("statement.factors: neither one nor two matrices")
    W1 = matrix(halves[0], "statement.factors[0]")
    symmetric = len(halves) == 1
    W2 = W1.transpose() if symmetric else matrix(halves[1], "statement.factors[1]", rows=W1.ncols())
    d1, d2 = W1.nrows(), W2.ncols()
    listed = sequence(measurements, "statement.measurements")
    if not listed:
        raise NotProved("statement.measurements: none")
    rows = [matrix(value, f"statement.measurements[{i}]", d1, d2).entries() for i, value in enumerate(listed)]
    y = [
        rational(value, f"statement.data[{i}]")
        for i, value in enumerate(sequence(data, "statement.data", len(rows)))
    ]
    A = fmpq_mat(len(rows), d1 * d2, [x for row in rows for x in row])
    return Problem(A, y, W1, W2, symmetric), said


def _read_factors(value: object, place: str, problem: Problem) -> tuple[fmpq_mat, fmpq_mat]:
    """Matrices of the shapes of the factors."""
    halves = sequence(value, place, 1 if problem.symmetric else 2)
    shapes = [(W.nrows(), W.ncols()) for W in (problem.W1, problem.W2)]
    read = [
        matrix(half, f"{place}[{i}]", *shape)
        for i, (half, shape) in enumerate(zip(halves, shapes, strict=False))
    ]
    return read[0], read[0].transpose() if problem.symmetric else read[1]


def _read_signs(value: object, residuals: list[fmpq], open_end: bool) -> list[fmpq]:
    listed = sequence(value, "witness.signs", len(residuals))
    signs = [rational(x, f"witness.signs[{i}]") for i, x in enumerate(listed)]
    for i, (sign, residual) in enumerate(zip(signs, residuals, strict=True)):
        if residual != 0 and sign * residual != abs(residual):
            raise NotProved(f"witness.signs[{i}]: not the sign of the residual")
        if residual == 0 and (abs(sign) > 1 or (open_end and abs(sign) == 1)):
            raise NotProved(f"witness.signs[{i}]: not a number between -1 and 1")
    return signs


def _residuals(problem: Problem, X: fmpq_mat, effort: Effort) -> list[fmpq]:
    A, m = problem.A, problem.A.nrows()
    effort.spend(100 * m * A.ncols(), _bits(A) + _bits(X))
    seen = A * fmpq_mat(A.ncols(), 1, X.entries())
    return [y - seen[i, 0] for i, y in enumerate(problem.y)]


def _jacobian(problem: Problem, effort: Effort) -> fmpq_mat:
    """Columns: W1 D2 + D1 W2 (W D^T + D W^T) for D with a single entry 1."""
    W1, W2 = problem.W1, problem.W2
    d1, k, d2 = W1.nrows(), W1.ncols(), W2.ncols()
    J = fmpq_mat(d1 * d2, d1 * k + (0 if problem.symmetric else k * d2))
    effort.spend(1000 * 2 * d1 * k * d2 + 20 * J.nrows() * J.ncols())
    for a in range(k):
        for i in range(d1):
            for j in range(d2):
                J[i * d2 + j, i * k + a] += W2[a, j]
                column = j * k + a if problem.symmetric else d1 * k + a * d2 + j
                J[i * d2 + j, column] += W1[i, a]
    return J


def _by_signs(problem: Problem, residuals: list[fmpq], signs: list[fmpq], says: str, effort: Effort) -> None:
    A, d1, d2 = problem.A, problem.W1.nrows(), problem.W2.ncols()
    row = fmpq_mat(1, len(signs), signs)
    effort.spend(100 * len(signs) * A.ncols(), _bits(A) + _bits(row))
    flat = row * A
    J = _jacobian(problem, effort)
    effort.spend(30 * J.nrows() * J.ncols(), _bits(flat) + _bits(J))
    if any((flat * J).entries()):
        raise NotProved("witness.signs: sum signs_i A_i is not orthogonal to the tangents")
    G = fmpq_mat(d1, d2, flat.entries())
    if says == "global minimum":
        if problem.symmetric and not is_semidefinite(-G - G.transpose(), effort):
            raise NotProved("witness.signs: -(G + G^T) is not positive semidefinite")
        if not problem.symmetric and any(G.entries()):
            raise NotProved("witness.signs: G is not zero")
    if says == "sharp local minimum":
        _check_sharp(problem, G, J, [i for i, r in enumerate(residuals) if r == 0], effort)


def _check_sharp(problem: Problem, G: fmpq_mat, J: fmpq_mat, zero: list[int], effort: Effort) -> None:
    W1, W2 = problem.W1, problem.W2
    rank, k = _rank(W1, effort), W1.ncols()
    if problem.symmetric and rank < k:
        Z = -G - G.transpose()
        if not is_semidefinite(Z, effort) or _rank(Z, effort) + rank < W1.nrows():
            raise NotProved("witness.signs: W is rank deficient and Z not definite on its complement")
    if not problem.symmetric and max(rank, _rank(W2, effort)) < k:
        raise NotProved("statement.factors: both are rank deficient")
    effort.spend(100 * len(zero) * J.nrows() * J.ncols(), _bits(problem.A) + _bits(J))
    entries = problem.A.tolist()
    seen = fmpq_mat(len(zero), J.nrows(), [x for i in zero for x in entries[i]]) * J
    if _rank(seen, effort) < _rank(J, effort):
        raise NotProved("statement.measurements: those of zero residuals vanish on a tangent")


def _rank(M: fmpq_mat, effort: Effort) -> int:
    effort.spend(100 * M.nrows() * M.ncols() * min(M.nrows(), M.ncols()), 4 * _bits(M))
    return int(M.rank())


def _changes(problem: Problem, path: list[tuple[fmpq_mat, fmpq_mat]], effort: Effort) -> tuple[fmpq, fmpq]:
    """Of m f(W + t D_1 + ...) - m f(W) for small t > 0: the coefficient of t, and the first that is not 0."""
    curves = [
        [[fmpq_poly([M[i, j] for M in Ms]) for j in range(Ms[0].ncols())] for i in range(Ms[0].nrows())]
        for Ms in ([problem.W1, *(D for D, _ in path)], [problem.W2, *(D for _, D in path)])
    ]
    left, right = curves
    bits = sum(_bits(D1) + _bits(D2) for D1, D2 in path) + _bits(problem.W1) + _bits(problem.W2)
    d1, k, d2 = len(left), len(right), len(right[0])
    effort.spend(500 * (len(path) + 1) ** 2 * d1 * k * d2, bits)
    product = [
        sum((left[i][a] * right[a][j] for a in range(k)), fmpq_poly()) for i in range(d1) for j in range(d2)
    ]
    effort.spend(500 * (len(path) + 1) * problem.A.nrows() * d1 * d2, bits + _bits(problem.A))
    total = fmpq_poly()
    for row, y in zip(problem.A.tolist(), problem.y, strict=True):
        residual = y - sum((a * X for a, X in zip(row, product, strict=True) if a), fmpq_poly())
        total += residual if _leading(residual.coeffs()) > 0 else -residual
    coefficients = total.coeffs()[1:]
    return (coefficients[0] if coefficients else fmpq(0)), _leading(coefficients)


def _leading(coefficients: Iterable[fmpq]) -> fmpq:
    """The first coefficient that is not zero, or zero."""
    return next((c for c in coefficients if c != 0), fmpq(0))


def _bits(M: fmpq_mat) -> int:
    """The length of the longest entry."""
    return max((int(x.height_bits()) for x in M.entries()), default=0)
