"""The asymmetric class: descents end at the necessary threshold of Theorem 1.6, and nothing goes below."""

import json
import math

import numpy as np
import pytest

from certify import InputError
from certify.cli import main
from certify.report.search import asymmetric_letter
from certify.search.asymmetric import (
    AsymmetricDescent,
    AsymmetricFound,
    AsymmetricQuestion,
    search_asymmetric,
)


@pytest.mark.parametrize(("n1", "n2", "r", "r_star"), [(2, 2, 1, 1), (3, 2, 1, 1), (3, 3, 2, 1)])
@pytest.mark.parametrize("mu", [0.25, 1.0, 2.0])
def test_the_smallest_delta_star_seen_is_the_necessary_threshold(
    n1: int, n2: int, r: int, r_star: int, mu: float
) -> None:
    descent = AsymmetricDescent(AsymmetricQuestion(n1, n2, r, r_star, mu))
    threshold = 1.0 / (1.0 + math.sqrt(r_star / r))
    values = []
    for seed in range(2):
        rng = np.random.default_rng(seed)
        start = descent.structured_start(1, rng, 0.1) if seed else descent.start(rng)
        values.append(descent.solve(descent.descend(start)).primal)
    assert min(values) == pytest.approx(threshold, abs=1e-4)
    assert min(values) >= threshold - 1e-7
    assert descent.evaluations > 0
    assert descent.failures == []


def test_a_descent_stops_where_it_is_when_the_time_is_over() -> None:
    question = AsymmetricQuestion(3, 2, 1, 1)
    whole, part = search_asymmetric(question, starts=1), search_asymmetric(question, seconds=1e-9)
    assert part.starts == 1
    assert 0 < part.evaluations < whole.evaluations
    assert whole.delta_star <= part.delta_star <= 1.0


def test_the_slope_belongs_to_the_value() -> None:
    descent = AsymmetricDescent(AsymmetricQuestion(3, 3, 2, 1, 0.5))
    rng = np.random.default_rng(8)
    x = descent.start(rng)
    direction = rng.standard_normal(descent.variables)
    step = 1e-4
    quotient = (descent.value(x + step * direction)[0] - descent.value(x - step * direction)[0]) / (2 * step)
    assert quotient == pytest.approx(descent.value(x)[1] @ direction, rel=1e-2, abs=1e-4)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((2, 2, 1, 2), "r"),
        ((2, 2, 3, 1), "r"),
        ((0, 2, 1, 1), "n1"),
        ((2, 2, 1, 1, 0.0), "mu"),
        ((2, 2.0, 1, 1), "n2"),
    ],
)
def test_an_impossible_question_is_refused(arguments: tuple[float, ...], field: str) -> None:
    with pytest.raises(InputError) as error:
        AsymmetricQuestion(*arguments)
    assert error.value.field == field


def test_the_command_searches_the_asymmetric_class_and_says_that_nothing_is_certified(capsys) -> None:
    arguments = ["search", "--r", "1", "--rstar", "1", "--mu", "1/2", "--starts", "2"]
    assert main([*arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["delta_star"] == pytest.approx(0.5, abs=1e-6)
    assert answer["certificate"] is None
    assert answer["question"] == {"n1": 2, "n2": 2, "r": 1, "r_star": 1, "mu": 0.5}
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "sufficient below 0.250000000; counterexamples from 0.500000000" in text
    assert "no certificate" in text
    for bad in (["--eps0", "1"], ["--mu", "-1"], ["--n1", "1", "--r", "2"], ["--mu", "x"]):
        assert main([*arguments, *bad]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("n1", "n2", "r", "r_star", "room"),
    [(1, 1, 1, 1, False), (2, 2, 1, 1, True), (5, 2, 2, 1, False), (3, 4, 2, 1, True), (2, 3, 2, 1, False)],
)
def test_counterexamples_are_told_only_where_the_sizes_have_room_for_them(
    n1: int, n2: int, r: int, r_star: int, room: bool
) -> None:
    """Theorem 1.6's necessary half is shown by Example 4.4, which has min(n1, n2) >= r + r*."""
    found = AsymmetricFound(AsymmetricQuestion(n1, n2, r, r_star), 0.5, None, 1, 1, 1, 0, 0.1)
    text = asymmetric_letter(found)
    assert ("counterexamples from" in text) is room
    assert (f"need min(n1, n2) ≥ r + r* = {r + r_star}" in text) is not room
