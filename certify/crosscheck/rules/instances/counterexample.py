"""Rule `counterexample`, from the definition: write H out as a matrix and check every condition on it."""

from flint import fmpq, fmpq_mat

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.rules.instances.recovery import (
    Problem,
    coordinates,
    longest_bits,
    read_problem,
    scalar_matrix,
    square_norm,
    symmetric_pairs,
    weights,
)
from certify.crosscheck.values import record, symmetric_matrix

MAX_ORDER = 512


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    problem = read_problem(statement, "counterexample-exists")
    n, r, delta = problem.n, problem.r, problem.delta
    S_rows, G_rows = record(witness, "witness", "S", "G")
    S, G = symmetric_matrix(S_rows, "witness.S", n), symmetric_matrix(G_rows, "witness.G", n)
    if n * r + 1 > MAX_ORDER:
        raise NotJudged(f"statement.X: n r + 1 exceeds {MAX_ORDER}")
    order = n * (n + 1) // 2
    bits = longest_bits(problem.X, problem.E, S, G)
    effort.spend(order * n * r * (order + n * r) * (8 + bits // 8))

    gram = weights(n)
    H = operator(problem, S, G, gram)
    if not is_semidefinite((1 + delta) * gram - H, effort):
        raise NotProved("witness.S: H exceeds (1 + delta) Id")
    if not is_semidefinite(H - (1 - delta) * gram, effort):
        raise NotProved("witness.S: H is not at least (1 - delta) Id")
    if H * coordinates(problem.E) != gram * coordinates(S - G):
        raise NotProved("witness.S: H(E) + G differs from S")
    for sign in (1, -1):
        if not is_semidefinite(scalar_matrix(n, problem.eps0) + sign * G, effort):
            raise NotProved("witness.G: its operator norm exceeds eps0")
    if 4 * square_norm(S * projection(problem.X)) > problem.eps1**2:
        raise NotProved("witness.S: 2 ||S Pi|| exceeds eps1")
    if not is_semidefinite(hessian(problem, S, H), effort):
        raise NotProved("witness.S: the second-order condition fails for some D")
    return f"an explicit H within {delta} of the identity makes X critical up to eps1, eps2, and E != 0"


def operator(problem: Problem, S: fmpq_mat, G: fmpq_mat, gram: fmpq_mat) -> fmpq_mat:
    """<H(A), B> as a matrix, for H = (1 + delta) Id - w w^T / <E, w> with w = (1 + delta) E - S + G."""
    level = 1 + problem.delta
    w = coordinates(level * problem.E - S + G)
    dual = gram * w
    reach = (coordinates(problem.E).transpose() * dual)[0, 0]
    if not any(w.entries()):
        return level * gram
    if reach <= 0:
        raise NotProved("witness.S: <E, w> is not positive, so H would not be below (1 + delta) Id")
    return level * gram - (dual * dual.transpose()) / reach


def projection(X: fmpq_mat) -> fmpq_mat:
    """The orthogonal projection onto the range of X: C (C^T C)^(-1) C^T for independent columns C of X."""
    reduced, rank = X.rref()
    n = X.nrows()
    if rank == 0:
        return fmpq_mat(n, n)
    pivots = [next(j for j in range(X.ncols()) if reduced[i, j]) for i in range(rank)]
    C = fmpq_mat([[X[i, j] for j in pivots] for i in range(n)])
    return C * (C.transpose() * C).solve(C.transpose())


def hessian(problem: Problem, S: fmpq_mat, H: fmpq_mat) -> fmpq_mat:
    """2 <S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 as a matrix, in the basis D = e_i f_a^T."""
    X, n, r = problem.X, problem.n, problem.r
    lift = fmpq_mat(H.nrows(), n * r)  # column (i, a): the coordinates of e_i x_a^T + x_a e_i^T
    for row, (k, m) in enumerate(symmetric_pairs(n)):
        for a in range(r):
            lift[row, k * r + a] += X[m, a]
            lift[row, m * r + a] += X[k, a]
    form = lift.transpose() * H * lift
    lengths = problem.eps2 * (X.transpose() * X)
    for i in range(n):
        for a in range(r):
            for j in range(n):
                form[i * r + a, j * r + a] += fmpq(2) * S[i, j]
            for b in range(r):
                form[i * r + a, i * r + b] += lengths[a, b]
    return form
