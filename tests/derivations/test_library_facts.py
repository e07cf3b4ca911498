"""Every library fact on random matrices, degenerate ones among them: its conclusion holds with a witness."""

import numpy as np
import pytest

from certify.claims.derivations.instances import WITNESSES, Instance, drawn
from certify.claims.derivations.proof import library
from certify.claims.derivations.sequents import Sequent
from certify.kernel.rules.theorems.library import LIBRARY

SEEDS = range(12)


def low_rank(rng, rows, columns):
    """A matrix of random rank, zero among them."""
    rank = rng.integers(0, min(rows, columns) + 1)
    return rng.standard_normal((rows, rank)) @ rng.standard_normal((rank, columns))


def semidefinite_form(rng, rows, columns):
    """A form of random rank, and its square root."""
    factor = low_rank(rng, rows * columns, rows * columns)
    values, vectors = np.linalg.eigh(factor @ factor.T)
    root = vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T
    return [lambda a, b, s=square: float(a.ravel() @ s @ b.ravel()) for square in (root @ root, root)]


def objects(name, rng):
    """Values of what the fact is said for."""
    m, n = (int(size) for size in rng.integers(1, 5, 2))
    if name in ("trichotomy", "inverse", "square-root"):
        value = float(rng.standard_normal() * rng.integers(0, 2))
        return {"x": value if name == "trichotomy" else abs(value) + (name == "inverse")}
    if name == "size-positive":
        return {"n": n}
    if name == "least-eigenpair":
        matrix = low_rank(rng, n, n)
        return {"n": n, "S": matrix + matrix.T}
    if name == "orthonormal-pair":
        return {"k": m + n + int(rng.integers(0, 2)), "m": m, "n": n}
    if name == "zero-norm":
        return {"m": m, "n": n, "M": np.zeros((m, n))}
    if name == "riesz":
        H, _ = semidefinite_form(rng, m, n)
        return {"m": m, "n": n, "A": low_rank(rng, m, n), "H": H}
    m = max(m, n) if name == "polar" else m
    return {"m": m, "n": n, "M": low_rank(rng, m, n)}


def holds(fact, at):
    """Whether an atom holds at an instance; a sequent without premises is tried at random objects."""
    if not isinstance(fact, Sequent):
        return at.holds(fact) if fact.kind == "gt" else not at.violates(fact)
    inside = at.copy()
    assert not fact.premises
    assert drawn(fact.bound, inside)
    return all(holds(one, inside) for _, one in fact.cases[0].facts)


@pytest.mark.parametrize("name", sorted(LIBRARY.keys() - {"form-root"}))
def test_a_library_fact_holds_at_random_objects(name):
    sequent = library(name).sequent
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        values = objects(name, rng)
        at = Instance({**values, "rng": rng}, rng)
        assert all(not at.violates(premise) for _, premise in sequent.premises), name
        at.values |= WITNESSES[name](at.values) if name in WITNESSES else {}
        strict = [
            all(at.holds(fact) if name == "trichotomy" else holds(fact, at) for _, fact in case.facts)
            for case in sequent.cases
        ]
        assert sum(strict) == 1, (name, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_semidefinite_form_has_a_form_as_its_root(seed):
    """The fact form-root says it by contradiction: here is the form that is a root."""
    premises = dict(library("form-root").sequent.premises)
    root = dict(premises["none"].premises)["root"]
    rng = np.random.default_rng(seed)
    m, n = (int(size) for size in rng.integers(1, 4, 2))
    H, K = semidefinite_form(rng, m, n)
    at = Instance({"m": m, "n": n, "H": H, "K": K, "rng": rng}, rng)
    assert holds(premises["semidefinite"], at)
    assert premises["none"].cases == ()
    M = rng.standard_normal((m, n))
    at.values |= {"M": M} | WITNESSES["riesz"]({"A": M, "H": K})
    represents = dict(root.premises)["represents"]
    assert all(holds(represents, at) for _ in range(5))
    assert holds(root.cases[0].facts[0][1], at)


def test_a_form_that_is_negative_somewhere_has_no_root():
    """The premise of form-root is needed: H(M, M) = |L|^2 is not negative."""
    rng = np.random.default_rng(0)
    at = Instance({"m": 1, "n": 1, "H": lambda a, b: -float(a.ravel() @ b.ravel()), "rng": rng}, rng)
    assert not holds(dict(library("form-root").sequent.premises)["semidefinite"], at)
