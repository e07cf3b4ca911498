"""The spurious points of Theorems 1.2 and 1.4 (b) in numbers, and neighbours of statements that say more."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from certify.claims.derivations import StepError, Theorem, equal, evaluate
from certify.claims.derivations.instances import failing, instances
from certify.claims.derivations.loading import module

FOLDER = Path(__file__).parents[2] / "proofs" / "zhang" / "derivations"
counterexample, example_1_3, example_4_1, smallest_n = (
    module(FOLDER / f"{name}.py")
    for name in ("counterexample", "example_1_3", "example_4_1_whole", "smallest_n")
)
SIZES = [(5, 3, 2, 0.3, 0.1), (3, 2, 1, 0.0, 0.0), (6, 3, 3, 1.0, 0.05)]


def _point(n, r, q, eps2, more):
    """Example 4.1 at eps = eps2/4, for a delta that is larger by `more`."""
    s = np.sqrt(q / r)
    least = 1 / (1 + (1 + eps2 / 4) * s)
    columns = np.linalg.qr(np.random.default_rng(n).standard_normal((n, n)))[0]
    one, two = columns[:, :r], columns[:, r : r + q]
    alpha = np.sqrt(1 + least)
    return {
        "n": n, "r": r, "q": q, "eps2": eps2, "delta": least + more, "X0": one,
        "Z0": np.sqrt(1 + eps2 / 4 + 1 / s) * two, "alpha": alpha, "beta": np.sqrt(1 - least) - alpha,
        "G": one @ one.T / np.sqrt(2 * r) - two @ two.T / np.sqrt(2 * q),
    }  # fmt: skip


def _measured(at, M):
    return at["alpha"] * M + at["beta"] * np.sum(at["G"] * M) * at["G"]


def _loss(at, X):
    return np.sum(_measured(at, X @ X.T - at["Z0"] @ at["Z0"].T) ** 2) / 2


@pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: "n{}-r{}-q{}".format(*sizes[:3]))
def test_the_derivatives_of_the_statement_are_those_of_the_loss(sizes):
    at = _point(*sizes)
    at["bD"] = at["D"] = np.random.default_rng(1).standard_normal(at["X0"].shape)
    steps = np.arange(-2, 3) / 2
    line = np.polyfit(steps, [_loss(at, at["X0"] + t * at["D"]) for t in steps], 4)
    assert evaluate(counterexample.slope, at) == pytest.approx(line[3], abs=1e-9)
    assert evaluate(counterexample.curvature, at) == pytest.approx(2 * line[2])


@pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: "n{}-r{}-q{}".format(*sizes[:3]))
def test_the_point_is_spurious_and_the_map_is_nearly_an_isometry(sizes):
    at = _point(*sizes)
    n, r = at["X0"].shape
    gains = np.linalg.eigvalsh(
        np.array([_measured(at, unit.reshape(n, n)).ravel() for unit in np.eye(n * n)])
    )
    assert 1 - at["delta"] - 1e-9 <= np.min(gains) ** 2
    assert np.max(gains) ** 2 <= 1 + at["delta"] + 1e-9
    for row in np.eye(n * r):
        at["bD"] = at["D"] = row.reshape(n, r) + 0.1
        assert abs(evaluate(counterexample.slope, at)) < 1e-9
        assert evaluate(counterexample.curvature, at) >= -at["eps2"] * np.sum(at["D"] ** 2) - 1e-9
    missed, none = at["X0"] @ at["X0"].T - at["Z0"] @ at["Z0"].T, at["Z0"] @ at["Z0"].T
    assert np.linalg.norm(missed) > np.linalg.norm(none)


def neighbour(one, without=(), **premises):
    """The theorem with other premises, or without some; tried on no numbers."""
    kept = tuple(
        (name, premises.pop(name, fact)) for name, fact in one.sequent.premises if name not in without
    )
    assert not premises
    return Theorem(f"{one.name}_neighbour", replace(one.sequent, premises=kept), one.proof)


below, four, three = counterexample.counterexample, example_4_1.example_4_1, example_1_3.example_1_3
r, q, delta, eps2 = counterexample.r, counterexample.q, counterexample.delta, counterexample.eps2
FALSE = {
    "a point below the threshold": neighbour(
        below, threshold=r * (1 - delta) ** 2 <= q * ((1 + eps2 / 2) * delta) ** 2
    ),
    "a point for every n > r": neighbour(below, room_n=counterexample.n >= r + 1),
    "Example 4.1 with other columns": neighbour(four, without=["across"]),
    "Example 4.1 at a smaller delta": neighbour(
        four,
        delta_def=equal(example_4_1.delta * (1 + (1 + example_4_1.eps) * example_4_1.s), Fraction(9, 10)),
    ),
    "Example 1.3 for larger n": neighbour(three, n_is=equal(example_1_3.n, 3)),
    "Example 1.3 at eps < 0": neighbour(three, eps_pos=example_1_3.eps + 1 > 0),
    "no point at n = r + 2": neighbour(
        smallest_n.no_counterexample, n_least=equal(smallest_n.n, smallest_n.r + 2)
    ),
    "no point at n = r + 1 for r* = 1": neighbour(smallest_n.refuted, two=q > 0),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_says_more_is_not_proved(name):
    with pytest.raises(StepError, match=FALSE[name].name):
        FALSE[name].certificate()


@pytest.mark.parametrize(
    "one",
    [below, four, three, smallest_n.no_counterexample, smallest_n.refuted],
    ids=lambda one: one.name,
)
def test_the_premises_can_be_satisfied(one):
    found = instances(one.made() if callable(one.made) else one.made)
    assert found
    assert [failing(one.sequent.premises, at) for at in found] == [""] * len(found)
