"""Whatever a solver returns, raises or says of itself, a decision rests on a certificate that is right."""

import functools
import itertools
import random
from fractions import Fraction

import numpy as np
import pytest
from honest import random_question
from oracle import follows

from certify import crosscheck
from certify.certificates import Verdict, decide
from certify.recovery.duality import conic, delta_star
from certify.recovery.instance.instance import Instance

TRUE = dict(conic.SOLVERS)
RULE = {Verdict.COUNTEREXAMPLE: "counterexample", Verdict.ESCAPE_DIRECTIONS: "escape-directions"}
PATTERNS = ["000", "a00", "0a0", "00a", "aaa"]


def sizes(c, blocks):
    return len(c), sum(len(block.b) for block in blocks)


def constant(value, status="Solved"):
    def solver(c, blocks):
        n, m = sizes(c, blocks)
        return np.full(n, value), np.full(m, value), status

    return solver


def garbage(scale):
    def solver(c, blocks):
        rng = np.random.default_rng(len(c))
        n, m = sizes(c, blocks)
        return scale * rng.standard_normal(n), scale * rng.standard_normal(m), "Solved"

    return solver


def altered(change):
    """A solver that solves, and then does not say what it found."""

    def solver(c, blocks):
        x, z, _ = TRUE["clarabel"](c, blocks)
        return *change(x, z), "Solved"

    return solver


def raising(error):
    def solver(_, __):
        raise error

    return solver


def noise(scale):
    def change(x, z):
        rng = np.random.default_rng(len(x))
        return x + scale * rng.standard_normal(len(x)), z + scale * rng.standard_normal(len(z))

    return change


class Panic(BaseException):
    """What a panic in a compiled solver looks like from Python."""


LIES = {
    "zeros": constant(0.0),
    "ones": constant(1.0),
    "NaN": constant(np.nan),
    "infinity": constant(np.inf),
    "large numbers": constant(1e300),
    "garbage": garbage(1.0),
    "small garbage": garbage(1e-6),
    "large garbage": garbage(1e6),
    "the negative of the truth": altered(lambda x, z: (-x, -z)),
    "the truth reversed": altered(lambda x, z: (x[::-1].copy(), z[::-1].copy())),
    "the truth, doubled": altered(lambda x, z: (2 * x, 2 * z)),
    "a garbage dual": altered(lambda x, z: (x, noise(1.0)(x, z)[1])),
    "a garbage primal": altered(lambda x, z: (noise(1.0)(x, z)[0], z)),
    "a zero dual": altered(lambda x, z: (x, 0 * z)),
    "the truth, perturbed by 1e-8": altered(noise(1e-8)),
    "the truth, perturbed by 1e-4": altered(noise(1e-4)),
    "the truth, perturbed by 1e-1": altered(noise(1e-1)),
    "the truth, called infeasible": lambda c, blocks: (*TRUE["clarabel"](c, blocks)[:2], "Infeasible"),
    "an error": raising(RuntimeError("factorisation failed")),
    "a time-out": raising(TimeoutError("60 s")),
    "no memory": raising(MemoryError()),
    "a panic": raising(Panic("unwrap on None")),
}


@functools.cache
def questions():
    """Instances with the side of delta* they lie on: +1 above, -1 below."""
    rng, found = random.Random(5), []
    for size, pattern in itertools.product([(1, 1, 2), (2, 1, 3), (2, 2, 4)], PATTERNS):
        X, Z, eps = random_question(rng, size, pattern)
        star = delta_star(Instance(X, Z, *eps)).delta_star
        for side in (1, -1):
            delta = Fraction(round((star + side * 0.02) * 1000), 1000)
            if 0 <= delta < 1:
                found.append((Instance(X, Z, *eps, delta=delta), side))
    return found


@pytest.fixture(scope="module", autouse=True)
def asked_before_any_solver_lies():
    """The true delta* of every question."""
    return questions()


def assert_right(decision, side):
    """Undecided, or a certificate of the true side that two other judges accept."""
    if decision.verdict is Verdict.UNDECIDED:
        assert decision.certificate is None
        return
    assert (decision.verdict is Verdict.COUNTEREXAMPLE) == (side > 0)
    assert decision.certificate.rule == RULE[decision.verdict]
    data = decision.certificate.to_bytes()
    assert follows(data)
    assert crosscheck.check_bytes(data).accepted


def test_with_honest_solvers_every_question_is_decided():
    for instance, side in questions():
        decision = decide(instance)
        assert decision.verdict is not Verdict.UNDECIDED
        assert_right(decision, side)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("lie", LIES)
def test_no_lie_of_all_solvers_makes_a_false_verdict(lie, monkeypatch):
    for name in TRUE:
        monkeypatch.setitem(conic.SOLVERS, name, LIES[lie])
    for instance, side in questions():
        assert_right(decide(instance), side)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("lie", LIES)
def test_no_lie_of_the_first_solver_makes_a_false_verdict(lie, monkeypatch):
    monkeypatch.setitem(conic.SOLVERS, "clarabel", LIES[lie])
    for instance, side in questions()[::3]:
        assert_right(decide(instance), side)
