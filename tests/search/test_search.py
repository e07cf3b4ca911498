"""The search reaches the proved thresholds, never goes below them, and proves what it shows."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest

from certify import InputError, Instance, delta_star, verify
from certify.cli import main
from certify.search import Question, search
from certify.search.descent import Descent
from certify.search.joint import JointProgram
from certify.search.replay import replay, simplest_between, upright
from certify.search.run import expected
from certify.search.sameness import invariants, same

RANKS = [(r, r_star) for r in range(1, 7) for r_star in range(1, min(r, 3) + 1)]


@pytest.mark.parametrize(("r", "r_star"), RANKS)
def test_random_starts_reach_the_sharp_threshold_and_never_go_below(r: int, r_star: int) -> None:
    question = Question.of(r, r_star)
    threshold = 1.0 / (1.0 + math.sqrt(r_star / r))
    found = search(question, starts=400, structured=False, target=threshold + 1e-8, seed=7)
    assert threshold - 1e-9 <= found.delta_star <= threshold + 1e-8
    assert expected(question) == pytest.approx(threshold, abs=1e-14)
    assert all(minimum.delta_star >= threshold - 1e-9 for minimum in found.progress.minima)
    assert found.exact is not None
    assert threshold <= found.exact.delta <= threshold + 1e-7
    assert verify(found.exact.decision.certificate).accepted


@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1), (3, 2)])
@pytest.mark.parametrize("eps2", ["1/4", 1, 3])
def test_with_eps2_it_reaches_the_sharper_threshold(r: int, r_star: int, eps2: object) -> None:
    question = Question.of(r, r_star, eps2=eps2)
    s, e = math.sqrt(r_star / r), float(Fraction(eps2))
    found = search(question, starts=200, target=expected(question) + 1e-8, seed=3)
    delta = found.delta_star
    assert delta * (1.0 + s * (1.0 + e / (2.0 * (1.0 + delta)))) == pytest.approx(1.0, abs=1e-7)


def test_the_same_seed_and_number_of_starts_give_the_same_answer() -> None:
    first, second = (search(Question.of(3, 2), starts=4, seed=11) for _ in range(2))
    assert first.progress.starts == second.progress.starts == 4
    assert [m.delta_star for m in first.progress.minima] == [m.delta_star for m in second.progress.minima]
    assert first.exact is not None
    assert second.exact is not None
    assert first.exact.instance == second.exact.instance


@pytest.mark.parametrize("eps", [(0, 0, 0), (0, 0, "1/2")])
def test_the_slopes_of_the_joint_program_are_its_derivatives(eps: tuple[object, ...]) -> None:
    program = JointProgram(Question.of(3, 2, *eps))
    rng = np.random.default_rng(0)
    x = program.start(rng)
    direction = rng.standard_normal(program.variables)
    step = 1e-6
    quotient = (program.slack(x + step * direction) - program.slack(x - step * direction)) / (2 * step)
    np.testing.assert_allclose(program.slopes(x) @ direction, quotient, rtol=1e-6)


def test_a_feasible_point_of_the_joint_program_bounds_delta_star_from_above() -> None:
    rng = np.random.default_rng(1)
    program = JointProgram(Question.of(2, 2))
    seen = 0
    for _ in range(200):
        x = program.start(rng)
        x[1:] += 0.1 * rng.standard_normal(len(x) - 1)
        x[1:3] = np.abs(x[1:3])
        x[0] = 0.999
        if program.slack(x).min() >= 0.0:
            seen += 1
            assert delta_star(Instance(*program.instance(x))).dual <= x[0] + 1e-9
    assert seen > 5


@pytest.mark.parametrize("eps", [("1/10", 0, 0), (0, "1/5", 0), ("1/20", "1/10", "1/4")])
def test_the_noisy_objective_and_its_slope_belong_together(eps: tuple[object, ...]) -> None:
    descent = Descent(Question.of(2, 1, *eps))
    rng = np.random.default_rng(5)
    x = descent.start(rng)
    value, slope = descent.value(x)
    assert abs(slope @ x) < 1e-6 * np.linalg.norm(slope)  # of degree 0
    direction = rng.standard_normal(len(x))
    step = 1e-4
    quotient = (descent.value(x + step * direction)[0] - descent.value(x - step * direction)[0]) / (2 * step)
    assert quotient == pytest.approx(slope @ direction, rel=1e-3, abs=1e-6)
    assert 0.0 < value < 1.0


def test_a_noisy_search_certifies_tolerances_no_larger_than_asked() -> None:
    question = Question.of(1, 1, "1/10", "1/10", 0)
    found = search(question, starts=3, seed=0)
    assert found.exact is not None
    instance = found.exact.instance
    size = sum(x * x for row in instance.error_exact for x in row)
    assert instance.eps0_exact**2 <= question.eps0**2 * size
    assert instance.eps1_exact**2 <= question.eps1**2 * size
    assert verify(found.exact.decision.certificate).accepted
    assert math.isnan(found.expected)


def test_rotated_and_scaled_instances_are_the_same_and_others_are_not() -> None:
    rng = np.random.default_rng(2)
    X, Z = rng.standard_normal((5, 3)), rng.standard_normal((5, 2))
    P, A, B = (np.linalg.qr(rng.standard_normal((k, k))).Q for k in (5, 3, 2))
    assert same(invariants(X, Z), invariants(1.7 * P @ X @ A, 1.7 * P @ Z @ B))
    assert not same(invariants(X, Z), invariants(X, 1.01 * Z))
    assert not same(invariants(X, Z), invariants(Z @ np.ones((2, 3)), Z))


@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (3, 2), (2, 2)])
def test_upright_changes_the_frame_and_nothing_else(r: int, r_star: int) -> None:
    rng = np.random.default_rng([r, r_star])
    X, Z = rng.standard_normal((r + r_star, r)), rng.standard_normal((r + r_star, r_star))
    up_X, up_Z = upright(X, Z)
    assert same(invariants(X, Z), invariants(up_X, up_Z), 1e-9)
    np.testing.assert_allclose(up_X[r:], 0.0, atol=1e-12)
    np.testing.assert_allclose(np.triu(up_Z[r:], 1), 0.0, atol=1e-12)


def test_a_replay_drops_the_rows_that_change_nothing() -> None:
    X = np.array([[1.0], [0.0], [0.0], [0.0]])
    Z = np.array([[0.0], [0.0], [1.5], [0.0]])
    found = replay(Question.of(1, 1), X, Z, 1e-3)
    assert found is not None
    assert found.instance.n == 2
    assert verify(found.decision.certificate).accepted


def test_a_replay_that_finds_no_room_says_so() -> None:
    question = Question.of(1, 1)
    assert replay(question, np.array([[0.0], [0.0]]), np.array([[1.0], [0.0]]), 1e-9) is None


@pytest.mark.parametrize(
    ("low", "high", "simplest"), [("1/3", "1/2", "1/2"), ("0", "1/9", "0"), ("5/7", "3/4", "3/4")]
)
def test_the_simplest_rational_between(low: str, high: str, simplest: str) -> None:
    assert simplest_between(Fraction(low), Fraction(high)) == Fraction(simplest)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"r": 1, "r_star": 2}, "r"),
        ({"r": 0, "r_star": 1}, "r"),
        ({"r": 2, "r_star": 0}, "rstar"),
        ({"r": 2.0, "r_star": 1}, "r"),
        ({"r": True, "r_star": 1}, "r"),
        ({"r": 99, "r_star": 1}, "r"),
        ({"r": 2, "r_star": 1, "eps0": -1}, "eps0"),
        ({"r": 2, "r_star": 1, "eps1": float("nan")}, "eps1"),
        ({"r": 2, "r_star": 1, "eps2": "a"}, "eps2"),
    ],
)
def test_an_impossible_question_is_refused_by_the_field(arguments: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as error:
        Question.of(**arguments)
    assert error.value.field == field


@pytest.mark.parametrize(("name", "value"), [("seconds", 0), ("seconds", float("nan")), ("starts", 0)])
def test_a_budget_of_nothing_is_refused(name: str, value: float) -> None:
    with pytest.raises(InputError, match=name):
        search(Question.of(1, 1), **{name: value})


@pytest.mark.parametrize("eps0", [0, "1/10"])
def test_a_descent_stops_where_it_is_when_the_time_is_over(eps0: object) -> None:
    question = Question.of(3, 2, eps0=eps0)
    whole, part = search(question, starts=1), search(question, seconds=1e-9)
    assert part.progress.starts == 1
    assert 0 < part.progress.evaluations < whole.progress.evaluations
    assert whole.delta_star <= part.delta_star <= 1.0


def test_the_command_prints_what_other_programs_rely_on(capsys, tmp_path) -> None:
    files = {name: tmp_path / name for name in ("certificate.json", "instance.json")}
    code = main(
        [
            *("search", "--r", "2", "--rstar", "1", "--starts", "2", "--json", "--seed", "4"),
            *("-o", str(files["certificate.json"]), "--instance", str(files["instance.json"])),
        ]
    )
    assert code == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"delta_star", "instance", "certificate", "budget"} <= answer.keys()
    assert answer["delta_star"] == pytest.approx(2 - math.sqrt(2), abs=1e-7)
    assert verify(answer["certificate"]).accepted
    assert verify(files["certificate.json"]).accepted
    assert json.loads(files["instance.json"].read_text()) == answer["instance"]
    assert answer["budget"]["starts"] == 2


def test_the_command_says_what_it_does_not_prove(capsys) -> None:
    assert main(["search", "--r", "1", "--rstar", "1", "--starts", "1"]) == 0
    text = capsys.readouterr().out
    assert "proved minimum" in text
    assert "cannot show" in text
    assert main(["search", "--r", "1", "--rstar", "2"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
