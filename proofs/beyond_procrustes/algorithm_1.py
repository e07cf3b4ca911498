"""Algorithm 1 (Ma, Li, Chi): gradient descent with spectral initialisation, K = (1/m) A*(y).

Chosen: sizes, steps and seeds of the experiments. The paper's design is N(0, 1/m), under which A* A is near
the identity and K has to be A*(y) itself.
"""

import numpy as np

from certify.claims import Abs, Eq, Random, Rational, case, claim, reals, source
from certify.claims.words import Words, matrix, parameters, sizes
from certify.recovery.objectives import Measurements
from certify.recovery.papers.alignment import Alignment
from certify.recovery.papers.balancing_free import (
    balance_defect,
    balanced_factors,
    descent,
    spectral_initialization,
)

(n,) = sizes("n")
(c,) = parameters("c")
start, truth, H = matrix("start", n, 1), matrix("truth", n, 1), matrix("H", n, n, symmetric=True)
x, m, eta, e = reals("x m eta e")

first_iterate = claim(
    "Section 2.3: the spectral initialisation is the first iterate from M_0 = 0",
    Words(start - c * H * (start - truth), "==", c * H * truth, vanishing=(start,)),
    printed=True,
    source=source("Section 2.3"),
    note="Before the projection P_r, which is the same; c = 1/m, H = A* A, matrices as vectors.",
)
constant_step = claim(
    "Algorithm 1 as printed: with a constant step it does not leave the neighbourhood of the truth",
    given=[
        Eq(eta, Rational(1, 450)),
        Eq(m, 900),
        e > 0,
        e <= Rational(1, 100),
        Eq(x, e - eta * m * (e * (e + 2)) * (1 + e)),
    ],
    show=Abs(x) <= e,
    printed=True,
    scope=case("n1 = n2 = r = 30, A an orthonormal basis, M* = I, eta = 1/450"),
    note="m = 900: K = M*/m, so that ||X0||^2 = ||Y0||^2 = 1/m and (9) has the step eta m; e is the error "
    "of the iterate (1 + e) I, x that of the next. Footnote 2 needs ||X0||^2 of the order of s_max.",
)
constant_step_repaired = constant_step.repaired(
    "K = A*(y), without 1/m",
    given=[
        Eq(eta, Rational(1, 450)),
        Eq(m, 1),
        e > 0,
        e <= Rational(1, 100),
        Eq(x, e - eta * m * (e * (e + 2)) * (1 + e)),
    ],
)


def _problem(rng: np.random.Generator, n1: int, n2: int, r: int, kappa: float, m: int) -> tuple:
    U, V = np.linalg.qr(rng.normal(size=(n1, r)))[0], np.linalg.qr(rng.normal(size=(n2, r)))[0]
    values = np.linspace(kappa, 1.0, r) if r > 1 else np.ones(1)
    return Measurements(rng.normal(size=(m, n1, n2)) / np.sqrt(m), symmetric=False), (U * values) @ V.T


def _recovers(rng: np.random.Generator) -> bool:
    kappa = float(rng.choice([1.0, 3.0]))
    operator, M = _problem(rng, 8, 7, 2, kappa, 500)
    X, Y = spectral_initialization(operator.apply, M, 2)
    *_, (X, Y) = descent(operator.apply, M, X, Y, 0.4, 150)
    return bool(np.linalg.norm(X @ Y.T - M) < 1e-6 * np.linalg.norm(M))


def _stays_balanced(rng: np.random.Generator) -> bool:
    operator, M = _problem(rng, 8, 7, 2, 3.0, 500)
    X, Y = spectral_initialization(operator.apply, M, 2)
    path = descent(operator.apply, M, X, Y, 0.4, 100)
    return max(float(np.linalg.norm(balance_defect(X, Y))) for X, Y in path) < 0.05 * np.linalg.norm(M, 2)


def _contracts(rng: np.random.Generator) -> bool:
    """(14): every one of 12 steps contracts dist by 1 - eta/(50 kappa)."""
    r, kappa = int(rng.integers(1, 4)), float(rng.choice([1.0, 3.0, 10.0]))
    eta, c0 = float(rng.choice([1 / 72, 1 / 24, 1 / 2])), float(rng.choice([1e-5, 1e-3, 1e-1]))
    _, M = _problem(rng, r + 2, r + 1, r, kappa, 1)
    kappa = 1.0 if r == 1 else kappa
    Xs, Ys = balanced_factors(M, r)
    E, F = rng.normal(size=Xs.shape), rng.normal(size=Ys.shape)
    size = c0 * kappa**-1.5 / np.sqrt(np.sum(E**2) + np.sum(F**2))
    P, before = np.eye(r), None
    for X, Y in descent(lambda M: M, M, Xs + size * E, Ys + size * F, eta, 12, normalizer=kappa):
        end = Alignment(X, Y, Xs, Ys).descend(P)
        P, now = end.P, np.sqrt(end.value)
        if before is not None and now > (1 - eta / (50 * kappa)) * before + 1e-12:
            return False
        before = now
    return True


def _contracts_sensing(rng: np.random.Generator) -> bool:
    """(9): every one of 40 steps contracts dist by 1 - eta/(50 kappa), from the spectral initialisation."""
    eta, kappa = 0.3, 2.0
    operator, M = _problem(rng, 6, 5, 2, kappa, 600)
    Xs, Ys = balanced_factors(M, 2)
    start = spectral_initialization(operator.apply, M, 2)
    P, before = Alignment(*start, Xs, Ys).orthogonal()[0], None
    for X, Y in descent(operator.apply, M, *start, eta, 40):
        end = Alignment(X, Y, Xs, Ys).descend(P)
        P, now = end.P, np.sqrt(end.value)
        if before is not None and now > (1 - eta / (50 * kappa)) * before + 1e-10:
            return False
        before = now
    return True


recovers = claim(
    "Algorithm 1, K = A*(y): Gaussian design, n = (8, 7), r = 2, m = 500, kappa 1 or 3, eta = 2/5, 150 steps",
    Random("the relative error is below 10^-6", _recovers, trials=60, at_least=0.9),
    rests_on=["theorem_1.theorem_whole", "equation_11.equation"],
)
stays_balanced = claim(
    "Section 1.2, key message: |X_t^T X_t - Y_t^T Y_t| stays below s_max/20 along Algorithm 1, kappa = 3",
    Random("n = (8, 7), r = 2, m = 500, eta = 2/5, 100 steps", _stays_balanced, trials=60, at_least=0.9),
    rests_on=["introduction.stays_balanced"],
)
rate_factorization = claim(
    "The rate of Theorem 2 in trials: 12 steps contract dist by 1 - eta/(50 kappa), also for eta and c0 "
    "beyond the explicit constants",
    Random(
        "r in {1, 2, 3}, n = (r + 2, r + 1), kappa in {1, 3, 10}, eta in {1/72, 1/24, 1/2}, c0 in {1e-5, "
        "1e-3, 1e-1}",
        _contracts,
        trials=100,
        at_least=0.95,
    ),
    rests_on=["theorem_2_end.theorem_whole"],
)
rate_sensing = claim(
    "The rate of Theorem 1 in trials: 40 steps contract dist by 1 - eta/(50 kappa), n = (6, 5), r = 2, m = "
    "600, kappa = 2, eta = 3/10",
    Random("40 steps from the spectral initialisation", _contracts_sensing, trials=40, at_least=0.9),
    rests_on=["theorem_1.theorem_whole"],
)
