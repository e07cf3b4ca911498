"""The values that are known without a computer: the paper's examples, and the degenerate instances."""

from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from independent import primal_violations
from zoo import instance

from certify import InputError, Instance, delta_star, sharp_escape
from certify.formulas import threshold
from certify.recovery.duality import Status
from certify.recovery.duality.result import GAP_TOLERANCE
from certify.recovery.papers.examples import example_1_3, example_4_1

RANKS = [(1, 1), (2, 1), (4, 1), (2, 2), (3, 2), (5, 3), (3, 3), (30, 1), (29, 2)]


@pytest.mark.parametrize(("r", "r_star"), RANKS)
def test_example_4_1_meets_the_threshold_and_the_sharp_directions(r: int, r_star: int) -> None:
    example = example_4_1(r, r_star, 0.0)
    question = Instance(example.X0, example.Z)
    expected = 1.0 / (1.0 + np.sqrt(r_star / r))
    result = delta_star(question)
    assert result.status is Status.CONFIRMED
    for value in (result.primal, result.dual, example.delta, float(threshold(r, r_star, 0))):
        assert value == pytest.approx(expected, abs=1e-7)
    escape = sharp_escape(question)
    assert escape.delta_closed_form == pytest.approx(expected, abs=1e-7)
    assert escape.delta_directions == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("epsilon", [0.01, 0.5, 3.0])
@pytest.mark.parametrize(("r", "r_star"), RANKS[:7])
def test_example_4_1_with_curvature_is_extremal_at_its_own_eps2(r: int, r_star: int, epsilon: float) -> None:
    example = example_4_1(r, r_star, epsilon)
    # X0^T X0 = I, so the Hessian bound -2 (1 + delta) eps is eps2 in the local norm.
    result = delta_star(Instance(example.X0, example.Z, eps2=2.0 * (1.0 + example.delta) * epsilon))
    assert result.primal == pytest.approx(1.0 / (1.0 + (1.0 + epsilon) * np.sqrt(r_star / r)), abs=1e-7)
    assert result.dual == pytest.approx(example.delta, abs=1e-7)


@pytest.mark.parametrize("form", ["full", "rank-one", "reduced"])
@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1), (2, 2)])
def test_every_form_finds_example_4_1(r: int, r_star: int, form: str) -> None:
    example = example_4_1(r, r_star, 0.0)
    result = delta_star(Instance(example.X0, example.Z), form=form, solver="clarabel")  # type: ignore[arg-type]
    assert result.primal == pytest.approx(example.delta, abs=1e-7)


@pytest.mark.parametrize("epsilon", [0.1, 1.0])
def test_example_1_3_has_the_delta_that_its_nonstrict_saddle_needs(epsilon: float) -> None:
    example = example_1_3(epsilon)
    lowest = 2.0 * epsilon * (1.0 + 1.0 / (2.0 + epsilon))
    result = delta_star(Instance(example.X0, example.Z, eps2=lowest))
    assert result.primal == pytest.approx(1.0 / (2.0 + epsilon), abs=1e-7)


@pytest.mark.parametrize("pattern", [(0.0, 0.0, 0.0), (0.0, 0.0, 0.7)], ids=str)
@pytest.mark.parametrize(
    "kind", ["X zero", "rank-deficient X", "zero column in X", "Z inside range X", "Z zero"]
)
@pytest.mark.parametrize(("r", "r_star"), [(2, 1), (1, 2), (3, 2), (2, 3)])
def test_degenerate_instances_without_noise_have_delta_star_one(
    r: int, r_star: int, kind: str, pattern: tuple[float, ...]
) -> None:
    result = delta_star(instance(kind, r, r_star, 40, pattern))
    assert result.primal == pytest.approx(1.0, abs=1e-6)
    assert result.dual == pytest.approx(1.0, abs=1e-6)
    assert result.status is Status.CONFIRMED


def test_the_overparameterized_point_beside_a_column_of_zeros_is_not_let_off() -> None:
    # mathematics.md section 2: quotienting by the whole kernel of the lift gives 0.848 here.
    rng = np.random.default_rng(0)
    u = rng.standard_normal((4, 1))
    question = Instance(np.hstack([u, np.zeros((4, 1))]), rng.standard_normal((4, 1)))
    for form in ("full", "rank-one", "reduced"):
        assert delta_star(question, form=form, solver="clarabel").primal == pytest.approx(  # type: ignore[arg-type]
            1.0, abs=1e-6
        )


@pytest.mark.parametrize("kind", ["generic", "rank-deficient X", "short", "Z inside range X"])
@pytest.mark.parametrize("eps0", [1.001, 3.0, 1e6, 1e100])
def test_enough_noise_explains_any_point(kind: str, eps0: float) -> None:
    result = delta_star(instance(kind, 2, 2, 41, (eps0, 0.0, 0.0)))
    assert result.delta_star == pytest.approx(0.0, abs=1e-7)
    assert result.dual == 0.0


def scalar_delta_star(X: list[list[Fraction]], z: list[Fraction]) -> float:
    """delta* for r* = 1 and eps = 0 from the formula of mathematics.md section 4, in 400 digits.

    kappa(t) = (a + (f + t)^2)/(a + f^2 + f t) at the larger of its minimiser and the root of
    2|c|^2 + f^2 + f t = 2 sum s_j^2 c_j^2 / (t + s_j^2).
    """
    with mpmath.workdps(400):
        M = mpmath.matrix([[mpmath.mpf(x.numerator) / x.denominator for x in row] for row in X])
        v = mpmath.matrix([mpmath.mpf(x.numerator) / x.denominator for x in z])
        squares, V = mpmath.eigsy(M.T * M)
        r = len(squares)
        inner = [(V[:, j].T * M.T * v)[0] / mpmath.sqrt(squares[j]) for j in range(r)]
        f = (v.T * v)[0] - sum(x**2 for x in inner)
        E11 = sum(
            ((squares[i] if i == j else 0) - inner[i] * inner[j]) ** 2 for i in range(r) for j in range(r)
        )
        c = [-x * mpmath.sqrt(f) for x in inner]
        cc = sum(x**2 for x in c)
        a = E11 + 2 * cc

        def room(t: mpmath.mpf) -> mpmath.mpf:
            return (
                2 * cc + f**2 + f * t - 2 * sum(s * x**2 / (t + s) for s, x in zip(squares, c, strict=True))
            )

        low, high = -min(squares), mpmath.mpf(0)
        for _ in range(1200):
            middle = (low + high) / 2
            low, high = (low, middle) if room(middle) >= 0 else (middle, high)
        t = max(high, (-a + mpmath.sqrt(a**2 + a * f**2)) / f - f, -min(squares))
        kappa = (a + (f + t) ** 2) / (a + f**2 + f * t)
        return float(kappa / (2 - kappa))


SCALAR = {
    "plain": ([["1", "1/3"], ["-2", "1"], ["1/2", "0"]], ["1", "2", "-1"]),
    "small column": ([["1", "1/1000"], ["-2", "1/500"], ["1/2", "3/1000"]], ["1", "2", "-1"]),
    "near the truth": ([["1"], ["2"], ["0"]], ["1000001/1000000", "2", "1/100000"]),
    "very near the truth": ([["1"], ["2"], ["0"]], ["1." + "0" * 13 + "1", "2", "0." + "0" * 11 + "1"]),
    "orthogonal": ([["1", "0"], ["0", "2"], ["0", "0"]], ["0", "0", "3"]),
    "large truth": ([["1", "0"], ["0", "2"], ["0", "0"]], ["10", "20", "300"]),
    "small truth": ([["1", "0"], ["0", "2"], ["0", "0"]], ["1/100", "1/200", "1/300"]),
    "just outside the range": ([["1", "0"], ["0", "1"], ["0", "0"]], ["1", "1", "1/10000000"]),
}


@pytest.mark.parametrize("name", SCALAR)
def test_one_column_of_truth_agrees_with_the_scalar_formula_in_400_digits(name: str) -> None:
    rows, column = SCALAR[name]
    X, z = [[Fraction(x) for x in row] for row in rows], [Fraction(x) for x in column]
    result = delta_star(Instance(X, [[x] for x in z]))
    expected = scalar_delta_star(X, z)
    # Beside ||X||^2, E is of the size of the rounding there: no point written in doubles can be confirmed.
    beyond_doubles = name == "very near the truth"
    assert result.status is (Status.INACCURATE if beyond_doubles else Status.CONFIRMED)
    assert result.primal == pytest.approx(expected, abs=GAP_TOLERANCE)
    assert result.dual == pytest.approx(expected, abs=GAP_TOLERANCE)


@pytest.mark.parametrize(
    "tiny", ["1e-1", "1e-2", "1e-3", "1e-4", "1e-6", "1e-8", "1e-12", "1e-150", "1e-401"]
)
def test_a_small_singular_value_is_answered(tiny: str) -> None:
    X = [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(Decimal(tiny))], [Fraction(0), Fraction(0)]]
    z = [Fraction(1, 2), Fraction(1), Fraction(1)]
    result = delta_star(Instance(X, [[x] for x in z]))
    assert result.status is Status.CONFIRMED
    assert result.primal == pytest.approx(scalar_delta_star(X, z), abs=1e-7)


def test_at_zero_and_one_the_answer_is_inside_the_interval() -> None:
    assert 0.0 <= delta_star(instance("generic", 2, 1, 42, (5.0, 0.0, 0.0))).delta_star <= 1e-7
    assert 1.0 - 1e-7 <= delta_star(instance("rank-deficient X", 2, 1, 42)).delta_star <= 1.0


@pytest.mark.parametrize("name", ["eps0", "eps1", "eps2"])
@pytest.mark.parametrize("size", [1e-300, 1e-14, 1e-10, 1e-7])
def test_a_tolerance_near_zero_gives_a_value_near_that_of_zero(name: str, size: float) -> None:
    question = instance("generic", 2, 1, 43)
    value = delta_star(question).delta_star
    near = Instance(question.X, question.Z, **{name: size})
    result = delta_star(near)
    assert result.status is Status.CONFIRMED
    assert result.delta_star == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize("eps2", [10.0, 1e3, 1e9, 1e150])
def test_from_some_eps2_on_the_second_order_condition_is_void(eps2: float) -> None:
    # S = 0 on the range of X, and nothing else is asked: ||w|| is least at T = -F t.
    question = instance("generic", 2, 1, 44, (0.0, 0.0, eps2))
    value = delta_star(question).delta_star
    assert value == pytest.approx(
        delta_star(instance("generic", 2, 1, 44, (0.0, 0.0, 1e12))).delta_star, abs=5e-2
    )
    assert value <= delta_star(instance("generic", 2, 1, 44)).delta_star + 1e-6
    assert max(primal_violations(delta_star(instance("generic", 2, 1, 44, (0.0, 0.0, 10.0)))).values()) < 2e-6


def test_unknown_forms_and_solvers_are_refused_by_name() -> None:
    question = instance("generic", 1, 1, 45)
    with pytest.raises(InputError, match=r"^form: "):
        delta_star(question, form="dual")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"^solver: "):
        delta_star(question, solver="mosek")  # type: ignore[arg-type]
    for pattern in [(0.1, 0.0, 0.0), (0.0, 0.1, 0.0)]:
        with pytest.raises(InputError, match=r"^form: "):
            delta_star(instance("generic", 1, 1, 45, pattern), form="reduced")
