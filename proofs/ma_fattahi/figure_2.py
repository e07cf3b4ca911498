"""Figure 2 (Ma & Fattahi): from W* + dW, dW of variance 5e-5, the subgradient method with steps eta0 rho^t
often converges to the truth, although true solutions are no local minima: d = 20, r = 3, k = 20, p = 1/10,
m = 90 (symmetric), m = 170 (asymmetric).

Chosen, as the paper does not say: noise N(0, 10^2), X* = 10 U V^T, eta0 = 0.002, rho = 0.998, 4000 steps,
sgn(0) = 0. A run has converged if the error ends at a fifth of where it began, or less. With this schedule
errors level off near 1e-3 and do not fall to zero; whether a run converges depends on the draw of A and
the noise more than on dW: of one draw nearly all runs converge, of another none. `_figure_2.py` draws it.
"""

import cvxpy as cp
import numpy as np

from certify.claims import Random, case, claim
from certify.recovery.papers.l1 import L1Instance, L1Objective, sensing_instance, subgradient_method


def _instance(rng: np.random.Generator, symmetric: bool) -> L1Instance:
    """A draw with X* = 10 U V^T."""
    made = sensing_instance(20, 20, 3, 90 if symmetric else 170, 0.1, 10.0, rng, symmetric)
    operator, truth = made.objective.operator, 10.0 * made.truth
    objective = L1Objective(operator, operator.measure(truth) + made.noise, symmetric=symmetric)
    return L1Instance(objective, tuple(np.sqrt(10.0) * part for part in made.factors), truth, made.noise)


def _converges(rng: np.random.Generator, symmetric: bool) -> bool:
    made = _instance(rng, symmetric)
    start = tuple(part + np.sqrt(5e-5) * rng.standard_normal(part.shape) for part in made.padded(20))
    rule = {"step": 0.002, "decay": 0.998, "steps": 4000, "every": 4000}
    _, errors = subgradient_method(made.objective, start, truth=made.truth, **rule)
    return bool(errors[-1] <= errors[0] / 5)


def _symmetric(rng: np.random.Generator) -> bool:
    return _converges(rng, symmetric=True)


def _asymmetric(rng: np.random.Generator) -> bool:
    return _converges(rng, symmetric=False)


def _critical(rng: np.random.Generator) -> bool:
    made = _instance(rng, symmetric=True)
    return made.objective.criticality(made.padded(20), 1e-9)[0] <= 1.0


def _zero_loss(rng: np.random.Generator) -> bool:
    """Some semidefinite X fits the noisy data, and the truth does not: with k = d it is no local minimum."""
    made = _instance(rng, symmetric=True)
    X = cp.Variable((20, 20), PSD=True)
    A = made.objective.operator.adjoint(np.eye(90))
    rows = A.reshape(90, -1)
    cp.Problem(cp.Minimize(cp.trace(X)), [rows @ cp.vec(X, order="C") == made.objective.y]).solve(
        solver="CLARABEL"
    )
    values, vectors = np.linalg.eigh((X.value + X.value.T) / 2)
    W = vectors * np.sqrt(np.maximum(values, 0.0))
    fitted, truth = made.objective.value((W,)), made.objective.value(made.padded(20))
    return bool(fitted <= 1e-5 * truth)


symmetric = claim(
    "Figure 2, symmetric, m = 90: a large share of the runs converges to X*",
    Random("the error falls to a fifth", _symmetric, trials=16, at_least=0.25),
    printed=True,
    scope=case("d = 20, r = 3, k = 20, p = 1/10"),
)
asymmetric = claim(
    "Figure 2, asymmetric, m = 170: a large share of the runs converges to X*",
    Random("the error falls to a fifth", _asymmetric, trials=12, at_least=0.5),
    printed=True,
    scope=case("d1 = d2 = 20, r = 3, k = 20, p = 1/10"),
)
symmetric_long = claim(
    "Figure 2, symmetric, m = 90: 200 draws",
    Random("the error falls to a fifth", _symmetric, trials=200, at_least=0.25),
    experiment=True,
)
asymmetric_long = claim(
    "Figure 2, asymmetric, m = 170: 200 draws",
    Random("the error falls to a fifth", _asymmetric, trials=200, at_least=0.5),
    experiment=True,
)
critical = claim(
    "Figure 2, symmetric: W* is critical at d = 20, r = 3, m = 90 (a linear program, in floating point)",
    Random("W* is critical", _critical, trials=20, at_least=0.5),
    rests_on=["theorem_2.part_a"],
)
zero_loss = claim(
    "Section 1.3, Figure 2: global minima have zero loss, so that W* with its noise is none",
    Random("some X >= 0 fits the data to 1e-5 of f(W*)", _zero_loss, trials=4, at_least=0.4),
    printed=True,
    scope=case("d = k = 20, r = 3, m = 90, p = 1/10"),
    note="The semidefinite program's answer is recomputed; k = d, so that X is some W W^T.",
)
