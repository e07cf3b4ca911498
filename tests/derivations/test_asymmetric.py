"""The asymmetric threshold: no neighbour of a theorem that says more is proved by the steps of its proof."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from certify.claims.derivations import Atom, StepError, Theorem, equal, forall, square, tr
from certify.claims.derivations.instances import drawn, instances
from certify.claims.derivations.loading import module
from certify.claims.derivations.sequents import Sequent, exists

BEYOND = Path(__file__).parents[2] / "proofs" / "beyond" / "derivations"
setting, young, core, threshold, invariant, exactness = (
    module(BEYOND / f"{name}.py")
    for name in [
        "asymmetric_setting",
        "eckart_young",
        "asymmetric_core",
        "asymmetric_threshold",
        "factor_invariant",
        "asymmetric_exactness",
    ]
)
r, q, k, s, T = setting.r, setting.q, setting.k, setting.s, setting.T
delta, mu, rho, e, kappa = setting.delta, setting.mu, setting.rho, setting.e, setting.kappa
eps0, eps1, eps2 = setting.eps0, setting.eps1, setting.eps2
sigma, c, Gm = young.sigma, young.c, young.Gm


def neighbour(one, says=None, without=(), **premises):
    """The theorem with other premises, or without some, or with another conclusion; tried on no numbers."""
    kept = tuple(
        (name, premises.pop(name, fact)) for name, fact in one.sequent.premises if name not in without
    )
    assert not premises
    cases = one.sequent.cases if says is None else (exists([], says if isinstance(says, list) else [says]),)
    return Theorem(f"{one.name}_neighbour", replace(one.sequent, premises=kept, cases=cases), one.proof)


def bound(surplus, share):
    """The bound in the manner of Eckart and Young, with other multiples of sigma^2 and of c sigma tr Gm."""
    rest = (1 - c * c) * square(young.N) + share * c * sigma * tr(Gm)
    return square(young.error) >= rest + surplus * sigma**2


BOUNDS = {
    "one more singular value": bound(r - q + 1, 2),
    "one and a half times the nuclear norm": bound(r - q, 3),
}
FALSE = {
    **{name: neighbour(young.eckart_young, said) for name, said in BOUNDS.items()},
    "c above 1": neighbour(young.eckart_young, c_most=2 - c >= 0),
    "core: half of eps1": neighbour(core.core, eps0 * rho + eps1 / 2 >= (T - delta) * e),
    "core: half of the noise": neighbour(core.core, eps0 * rho / 2 + eps1 >= (T - delta) * e),
    "core: a larger T": neighbour(core.core, T_sharp=core.lam * s * T <= Fraction(101, 100) - T * T),
    "core: a smaller normal part": neighbour(core.core, lam_least=core.lam >= Fraction(99, 100)),
    "core: any residual": neighbour(core.core, without=["residual"]),
    "noise: a larger threshold": neighbour(
        threshold.with_noise, threshold=Fraction(51, 50) - delta * (1 + s) > 0
    ),
    "noise: half of it": neighbour(threshold.with_noise, eps0 * rho / 2 >= (T - delta) * e),
    "noise: that of a matrix of rank r": neighbour(threshold.with_noise, rho_square=equal(rho * rho, r)),
    "noise: a larger T": neighbour(threshold.with_noise, T_def=equal(T * (1 + s), Fraction(101, 100))),
    "noise: a negative weight": neighbour(threshold.with_noise, mu_nonneg=mu + 1 >= 0),
    "noise: rank r of M*": neighbour(threshold.with_noise, s_square=equal(2 * s * s * r, q)),
    "noise: isometry of rank r": neighbour(threshold.with_noise, room=k >= r),
    "noise: isometry from above": neighbour(threshold.with_noise, without=["rip_lower"]),
    "noise: isometry from below": neighbour(threshold.with_noise, without=["rip_upper"]),
    "noise: any gradient": neighbour(threshold.with_noise, without=["stationary"]),
    "noise: any curvature": neighbour(threshold.with_noise, without=["curvature"]),
    "losses: the Hessian at the point is free": neighbour(threshold.general_losses, without=["rip_upper_at"]),
    "exact: equality in the ratio": neighbour(threshold.exact, ratio=r * (1 - delta) ** 2 >= q * delta**2),
    "exact: M* larger than the points": neighbour(threshold.exact, without=["ranks"]),
    "local norm: half of eps2": neighbour(
        threshold.local_norm, kappa_def=equal(4 * (1 + delta) * (kappa - 1), eps2)
    ),
    "local norm: no weight": neighbour(threshold.local_norm, mu_pos=mu >= 0),
    "factors: half of eps2": neighbour(
        invariant.factor_invariant, kappa_def=equal(2 * (1 + delta) * (kappa - 1), eps2)
    ),
    "factors: half of eps1": neighbour(invariant.factor_invariant, eps0 * rho + eps1 / 2 >= (T - delta) * e),
    "spurious below the threshold": neighbour(
        exactness.exactness, threshold=equal(delta * (1 + kappa * s), Fraction(99, 100))
    ),
    "spurious with the ranges of M* and M in common": neighbour(exactness.exactness, without=["across_p"]),
    "spurious with a negative weight": neighbour(exactness.exactness, mu_nonneg=mu + 1 >= 0),
    "spurious with half of eps2": neighbour(
        exactness.plain_exactness,
        [
            exactness.UPPER,
            exactness.LOWER,
            exactness.PLAIN_STATIONARY,
            forall(
                [setting.D1, setting.D2],
                [],
                exactness.here(setting.slope(exactness.plain))
                + (1 + delta) * (kappa - 1) * exactness.here(setting.invariant_norm) / 2
                >= 0,
            ),
            exactness.FAR,
        ],
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_says_more_is_not_proved(name):
    with pytest.raises(StepError, match=FALSE[name].name):
        FALSE[name].certificate()


@pytest.mark.parametrize("name", BOUNDS)
def test_a_larger_bound_is_false_at_one_of_the_instances(name):
    points = instances(young.eckart_young.made())
    assert any(at.violates(BOUNDS[name]) for at in points)
    assert not any(at.violates(young.eckart_young.sequent.atom()) for at in points)


def test_a_larger_bound_is_named_by_numbers_before_it_is_tried():
    one = FALSE["one more singular value"]
    with pytest.raises(StepError, match="false at instance"):
        Theorem(one.name, one.sequent, one.proof, young.eckart_young.made).certificate()


def test_points_at_the_threshold_are_further_from_the_truth_than_zero_is():
    far = exactness.exactness.sequent.cases[0].facts[-1][1]
    assert isinstance(far, Atom)
    assert all(at.holds(far) for at in instances(exactness.exactness.made()))


@pytest.mark.parametrize(
    "one",
    [
        threshold.exact,
        threshold.with_noise,
        threshold.general_losses,
        threshold.local_norm,
        invariant.factor_invariant,
        core.core,
    ],
    ids=lambda one: one.name,
)
def test_the_premises_of_a_theorem_hold_at_its_instances(one):
    """Those about all matrices are tried on random ones. So no theorem is empty."""
    premises = [fact for _, fact in one.sequent.premises]
    for at in instances(one.made()):
        assert all(not at.violates(fact) for fact in premises if isinstance(fact, Atom))
        for fact in premises:
            if isinstance(fact, Sequent) and not fact.premises:
                for _ in range(10):
                    inside = at.copy()
                    assert drawn(fact.bound, inside)
                    assert not inside.violates(fact.atom())
