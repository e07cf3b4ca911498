"""Every class of problems is a `Problem`: what it says of itself agrees, and the engine needs no more."""

from collections.abc import Callable

import numpy as np
import pytest

from certify import InputError, Instance, Verdict, decide, delta_star
from certify.kernel.check import RULES
from certify.recovery.duality.bordered import Solution, solve_bordered
from certify.recovery.duality.points import lagrangian, largest_point, proved_by, violations
from certify.recovery.geometry import Floats
from certify.recovery.objectives import GramOperator, Operator
from certify.recovery.problems.asymmetric import AsymmetricProblem
from certify.recovery.problems.problem import (
    Apply,
    Problem,
    Rules,
    WrittenOut,
    constant_matrix,
    form_matrices,
    identity_directions,
    lagrangian_matrix,
    second_order_matrix,
)
from certify.recovery.problems.symmetric import SymmetricProblem

Move = tuple[Problem, Callable[[Floats], Floats]]


class VectorProblem:
    """A toy class: the point x in R^n against x*, in the error itself: E = x o x - x* o x*, entry by entry.

    V is R^n as columns, J D = 2 x o D, Q(S)[D] = 2 <S, D o D>, no noise, no tolerances and no constant form.
    All entries of x differ from 0, so that only S = 0 is critical, but for the last, which is 0.
    """

    kind: str = "vector"
    rules: Rules | None = None

    def __init__(self, x: Floats, truth: Floats) -> None:
        E = x**2 - truth**2
        self.root = float(np.linalg.norm(E)) ** 0.5
        self.x, self.truth, self.error = x / self.root, truth / self.root, E / self.root**2
        self.direction_shape = x.shape

    def coordinates(self, M: Floats) -> Floats:
        return M[..., 0]

    def from_coordinates(self, v: Floats) -> Floats:
        return v[:, None]

    def lift(self, D: Floats) -> Floats:
        return 2.0 * self.x * D

    def bend(self, D: Floats) -> Floats:
        return 2.0 * np.sum(D**2, axis=0)

    def constant_curvature(self, D: Floats) -> float:  # noqa: ARG002 - it has none
        return 0.0

    def first_order_excess(self, S: Floats) -> float:
        return float(np.linalg.norm(self.lift(S)))

    def first_order_price(self, D0: Floats) -> float:  # noqa: ARG002 - it has none
        return 0.0

    def noise_excess(self, G: Floats) -> float:
        return float(np.linalg.norm(G))

    def noise_support(self, M: Floats) -> float:  # noqa: ARG002 - it has none
        return 0.0

    def smallest_curvature(self, S: Floats, H: Operator) -> float:
        form = second_order_matrix(self, S, H, identity_directions(self))
        return float(np.linalg.eigvalsh(form)[0])

    def largest_operator(self, w: Floats, delta: float) -> Operator:
        H = (1.0 + delta) * np.eye(len(w))
        return GramOperator(H - w @ w.T / float(np.vdot(self.error, w)) if w.any() else H, w.shape)

    def slopes(self, S: Floats, H: Apply, M: Floats, D0: Floats, D: Floats) -> tuple[Floats, ...]:
        pulled = H(M)
        along_x = 2.0 * self.x * pulled + 2.0 * S * D0
        for d in D:
            along_x += 4.0 * H(self.lift(d[None])[0]) * d
        return -along_x / self.root, 2.0 * self.truth * pulled / self.root

    def restore_matrix(self, M: Floats) -> Floats:
        return self.root**2 * M

    def restore_direction(self, D: Floats) -> Floats:
        return self.root * D

    def written_out(self) -> WrittenOut:
        basis = identity_directions(self)
        critical = np.eye(len(self.x))[:, self.x[:, 0] == 0.0]
        return WrittenOut(
            directions=basis.reshape(len(basis), -1).T,
            lift=self.coordinates(self.lift(basis)).T,
            constant=constant_matrix(self, basis),
            critical=critical,
            forms=form_matrices(self, critical.T[:, :, None], basis),
            residual=lambda y: (critical @ y)[:, None],
        )


def symmetric(seed: int, noise: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Move:
    """An instance with 4 rows, r = 2, r* = 1; its point and the product there, moved along a direction."""
    rng = np.random.default_rng([seed, 1])
    X, Z = rng.standard_normal((4, 2)), rng.standard_normal((4, 1))
    problem = SymmetricProblem(Instance(X, Z, *noise).reduced)
    return problem, lambda D: (problem.X + D) @ (problem.X + D).T


def asymmetric(seed: int) -> Move:
    """A balanced point of 3 x 4, r = 2."""
    rng = np.random.default_rng([seed, 2])
    s = np.exp(0.3 * rng.standard_normal(2))
    U, V = (np.linalg.qr(rng.standard_normal((n, 2))).Q * s for n in (3, 4))
    problem = AsymmetricProblem(U, V, rng.standard_normal((3, 1)) @ rng.standard_normal((1, 4)), 0.5)
    return problem, lambda D: (problem.U + D[:3]) @ (problem.V + D[3:]).T


def toy(seed: int) -> Move:
    """A point of R^3 whose last entry is 0."""
    rng = np.random.default_rng([seed, 3])
    x, truth = rng.uniform(0.5, 1.5, (3, 1)), rng.standard_normal((3, 1))
    x[2] = 0.0
    problem = VectorProblem(x, truth)
    return problem, lambda D: (problem.x + D) ** 2


PROBLEMS = [
    pytest.param(symmetric, id="symmetric"),
    pytest.param(lambda seed: symmetric(seed, (0.1, 0.2, 0.1)), id="symmetric, noisy"),
    pytest.param(asymmetric, id="asymmetric"),
    pytest.param(toy, id="toy"),
]
NOISELESS = [
    pytest.param(symmetric, id="symmetric"),
    pytest.param(lambda seed: symmetric(seed, (0.0, 0.0, 0.3)), id="symmetric, eps2"),
    pytest.param(asymmetric, id="asymmetric"),
    pytest.param(toy, id="toy"),
]


def directions(problem: Problem, count: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).standard_normal((count, *problem.direction_shape))


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_lift_and_the_bend_are_the_derivatives_of_the_product(of: Callable[[int], Move]) -> None:
    """product(D) = product(0) + J D + Q*(D)/2 exactly: it is quadratic."""
    problem, product = of(4)
    step = 1e-3
    for D in directions(problem, 4):
        after, here, before = product(step * D), product(0.0 * D), product(-step * D)
        assert (after - before) / (2.0 * step) == pytest.approx(problem.lift(D[None])[0], abs=1e-9)
        assert (after - 2.0 * here + before) / step**2 == pytest.approx(problem.bend(D[None]), abs=1e-7)


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_error_has_length_one_and_coordinates_keep_lengths(of: Callable[[int], Move]) -> None:
    problem, _ = of(5)
    assert np.linalg.norm(problem.error) == pytest.approx(1.0, abs=1e-12)
    lifts = problem.lift(directions(problem, 3))
    v = problem.coordinates(lifts)
    assert v @ v.T == pytest.approx(np.tensordot(lifts, lifts, ([1, 2], [1, 2])), abs=1e-9)
    assert problem.from_coordinates(v[0]) == pytest.approx(lifts[0], abs=1e-12)


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_smallest_curvature_is_that_of_the_form_written_out(of: Callable[[int], Move]) -> None:
    problem, _ = of(6)
    rng = np.random.default_rng(0)
    S = problem.from_coordinates(rng.standard_normal(problem.coordinates(problem.error).shape))
    point = largest_point(problem, 0.5, S, np.zeros_like(S))
    form = second_order_matrix(problem, point.S, point.H, identity_directions(problem))
    assert problem.smallest_curvature(point.S, point.H) == pytest.approx(
        np.linalg.eigvalsh(form)[0], abs=1e-8
    )


@pytest.mark.parametrize("of", PROBLEMS)
def test_no_directions_prove_more_than_a_point_without_violations_has(of: Callable[[int], Move]) -> None:
    """Weak duality at delta = 1, where H = 2 (Id - E E^T) and S = 0 satisfy every condition."""
    problem, _ = of(7)
    S = np.zeros_like(problem.error)
    point = largest_point(problem, 1.0, S, S)
    assert violations(problem, point).largest < 1e-9
    proved = [
        proved_by(problem, D[0], spread * D[1:]).bound
        for spread in (0.1, 1.0, 10.0)
        for D in (directions(problem, 4, seed) for seed in range(40))
    ]
    assert max(proved) <= 1.0 + 1e-9


@pytest.mark.parametrize("of", PROBLEMS)
def test_the_lagrangian_is_its_value_at_any_point_of_the_band(of: Callable[[int], Move]) -> None:
    """-(value) + delta size bounds <S, M> + sum (R + <H J D, J D>) from above, for every S = H(E)."""
    problem, _ = of(8)
    rng = np.random.default_rng(1)
    N, delta = len(problem.coordinates(problem.error)), 0.6
    for seed in range(20):
        D = directions(problem, 3, seed)
        Q = np.linalg.qr(rng.standard_normal((N, N))).Q
        H = (Q * rng.uniform(1.0 - delta, 1.0 + delta, N)) @ Q.T
        e, M = problem.coordinates(problem.error), lagrangian_matrix(problem, D[0], D[1:])
        t = problem.coordinates(problem.lift(D[1:]))
        inside = float(problem.coordinates(M) @ H @ e) + float(np.sum((t @ H) * t))
        inside += problem.constant_curvature(D[1:])
        value, size = lagrangian(problem, D[0], D[1:])
        assert inside <= -value + delta * size + 1e-9


@pytest.mark.parametrize("of", NOISELESS)
@pytest.mark.parametrize("seed", range(3))
def test_the_engine_solves_what_has_the_interface_alone(of: Callable[[int], Move], seed: int) -> None:
    problem, _ = of(10 + seed)
    found = solve_bordered(problem)
    assert abs(found.gap) < 1e-6
    assert 0.0 < found.delta_star <= 1.0
    assert found.residuals.largest < 1e-6
    dual = found.dual_point
    assert proved_by(problem, dual.D0, dual.D).bound == pytest.approx(dual.bound, abs=1e-9)


@pytest.mark.parametrize("eps2", [0.0, 0.3])
def test_the_general_form_finds_the_delta_star_of_the_symmetric_class(eps2: float) -> None:
    rng = np.random.default_rng(9)
    for deficient in (False, True):
        X, Z = rng.standard_normal((4, 2)), rng.standard_normal((4, 2))
        if deficient:
            X[:, 1] = X[:, 0]
        instance = Instance(X, Z, 0, 0, eps2)
        found = solve_bordered(SymmetricProblem(instance.reduced))
        assert found.delta_star == pytest.approx(delta_star(instance).delta_star, abs=1e-6)


def moved(problem_at: Callable[[float], Problem]) -> tuple[Solution, float, float]:
    """The solution, a central difference of its value, and how unsure the solver leaves it."""
    step = 1e-3
    here, after, before = (solve_bordered(problem_at(t)) for t in (0.0, step, -step))
    unsure = max(abs(found.gap) for found in (here, after, before)) / step
    return here, (after.delta - before.delta) / (2.0 * step), unsure


def test_the_slopes_of_the_toy_are_central_differences() -> None:
    compared = 0
    for seed in range(8):
        rng = np.random.default_rng(seed)
        x, truth, along = rng.uniform(0.5, 1.5, (3, 1)), rng.standard_normal((3, 1)), np.zeros((3, 1))
        x[2], along[:2] = 0.0, rng.standard_normal((2, 1))
        turn = rng.standard_normal((3, 1))
        here, quotient, unsure = moved(
            lambda t, x=x, u=along, z=truth, v=turn: VectorProblem(x + t * u, z + t * v)
        )
        if unsure > 1e-3:
            continue
        slope = sum(np.vdot(a, b) for a, b in zip(here.slopes, (along, turn), strict=True))
        assert quotient == pytest.approx(slope, rel=1e-2, abs=1e-4 + unsure)
        compared += 1
    assert compared >= 3


def test_points_of_a_class_with_rules_are_certified_under_them_and_others_say_that_there_are_none() -> None:
    X, Z = [["1"], ["0"]], [["0"], ["3/2"]]
    problem = SymmetricProblem(Instance(X, Z).reduced)
    assert set(problem.rules) <= set(RULES)
    for delta, verdict, rule in (
        ("2/5", Verdict.ESCAPE_DIRECTIONS, problem.rules.escape),
        ("3/5", Verdict.COUNTEREXAMPLE, problem.rules.counterexample),
    ):
        decision = decide(Instance(X, Z, delta=delta))
        assert (decision.verdict, decision.certificate and decision.certificate.rule) == (verdict, rule)
    assert asymmetric(0)[0].rules is None


def test_the_form_without_noise_refuses_noise() -> None:
    for noise in ((0.1, 0.0, 0.0), (0.0, 0.1, 0.0)):
        with pytest.raises(InputError, match="eps0"):
            solve_bordered(symmetric(1, noise)[0])
