"""Lemmas 2.3 and 2.4 and Theorem 2.1 in numbers: what the statements speak of is what the paper means."""

from pathlib import Path

import numpy as np
import pytest

from certify.claims.derivations import evaluate
from certify.claims.derivations.instances import Instance, drawn
from certify.claims.derivations.loading import module

FOLDER = Path(__file__).parents[2] / "proofs" / "zhang" / "derivations"
SECTION, L23, L24, T21 = (
    module(FOLDER / f"{name}.py") for name in ("section_2", "lemma_2_3", "lemma_2_4", "theorem_2_1")
)
POINTS = list(SECTION.points())


def form(operator):
    """The form <operator vec M, vec B>."""
    return lambda a, b: float((operator @ a.ravel()) @ b.ravel())


def matrix_of(value, shape):
    """The matrix of a form on matrices of a shape."""
    units = np.eye(shape[0] * shape[1]).reshape(-1, *shape)
    return np.array([[value(one, other) for other in units] for one in units])


def quadratic(U, Z, A, b):
    """|A(U U') - b|^2 / 2 for an operator A on vec M."""
    del Z
    return float(np.sum((A @ (U @ U.T).ravel() - b) ** 2)) / 2


def differences(function, U, D):
    """The first and second derivatives along D of a polynomial of degree 4, by differences."""
    values = [function(U + t * D) for t in (-2, -1, 0, 1, 2)]
    first = (values[0] - 8 * values[1] + 8 * values[3] - values[4]) / 12
    second = (-values[0] + 16 * values[1] - 30 * values[2] + 16 * values[3] - values[4]) / 12
    return first, second


def built(at):
    """The operator A(M) = (c M, T M) of the proof of Lemma 2.3, b, and the values of what it binds."""
    size, P, ZZ = at["n"], at["P"], at["Z"] @ at["Z"].T
    rng = np.random.default_rng(0)
    values = dict(at)

    def extended(one, other):
        inside = {**values, "left": one, "right": other}
        return evaluate(SECTION.extended(L23.left, L23.right), inside)

    H = matrix_of(extended, (size, size))
    c = (1 - at["delta"]) ** 0.5
    eigenvalues, vectors = np.linalg.eigh(H - c**2 * np.eye(size**2))
    T = vectors @ np.diag(np.sqrt(np.maximum(eigenvalues, 0))) @ vectors.T
    S = P @ at["G"] @ P.T
    adjoint = (H @ ZZ.ravel()).reshape(size, size) - S
    A = np.vstack([c * np.eye(size**2), T])
    b = np.concatenate([adjoint.ravel() / c, np.zeros(size**2)])
    made = {"c": c, "T": form(T), "H": form(H), "b1": adjoint / c, "b2": np.zeros((size, size))}
    return A, b, at | made | {"a": adjoint, "S": S, "rng": rng}


@pytest.mark.parametrize("at", POINTS)
def test_the_f_of_lemma_2_3_is_that_of_an_operator_and_has_every_property(at):
    A, b, values = built(at)
    f = evaluate(L23.f, values)
    assert f == pytest.approx(quadratic(at["X"], at["Z"], A, b))
    S = (A.T @ (A @ (at["Z"] @ at["Z"].T).ravel() - b)).reshape(at["n"], at["n"])
    assert values["S"] == pytest.approx(S)
    for name, said in L23.PROPERTIES:
        inside = Instance(dict(values), values["rng"])
        assert drawn(said.bound, inside), name
        if name == "measured":
            image = (A[at["n"] ** 2 :] @ inside.values["M"].ravel()).reshape(at["n"], at["n"])
            inside.values["L"] = image
        assert not inside.violates(said.cases[0].facts[0][1]), name


@pytest.mark.parametrize("at", POINTS)
def test_the_derivatives_in_lemma_2_3_are_those_of_f_and_h(at):
    A, b, values = built(at)
    D = values["rng"].standard_normal(at["X"].shape)

    def h(U):
        error = U @ U.T - at["Zh"] @ at["Zh"].T
        return float(np.sum(at["G"] * (U @ U.T))) + at["Hh"](error, error) / 2

    first, second = differences(lambda U: quadratic(U, at["Z"], A, b), at["X"], D)
    slope, curvature = differences(h, at["Xh"], at["P"].T @ D)
    outside = (np.eye(at["n"]) - at["P"] @ at["P"].T) @ D @ at["Xh"].T
    assert first == pytest.approx(slope)
    assert second == pytest.approx(curvature + 2 * np.sum(outside**2))
    inside = values | {"bD": D}
    assert evaluate(L23.along(1), inside) == pytest.approx(slope)
    assert evaluate(L23.along(2), inside) == pytest.approx(curvature)


@pytest.mark.parametrize("at", list(L24._points()))
def test_the_derivatives_in_lemma_2_4_are_those_of_f(at):
    rng = np.random.default_rng(1)
    D = rng.standard_normal(at["Xh"].shape)
    H = at["H"]

    def f(U):
        return H(U @ U.T, U @ U.T) / 2 - float(np.sum(at["a"] * (U @ U.T))) + at["beta"] / 2

    assert differences(f, at["X"], at["P"] @ D) == pytest.approx(
        [evaluate(L24.along(order), at | {"Dh": D}) for order in (1, 2)]
    )


@pytest.mark.parametrize("count", [1, 4])
def test_the_trace_in_theorem_2_1_is_the_sum_over_the_directions(count):
    """For any D_1, ..., D_N there are Phi, U, J, e that give them, and T has the trace that is their sum."""
    at = POINTS[0]
    rng = np.random.default_rng(count)
    n, r = at["X"].shape
    directions = rng.standard_normal((count, n, r))
    U, J, e = (np.eye(n + count)[:, n:], np.eye(n + count)[:, :n], np.eye(r)[:1])

    def phi(one, other):
        def half(a, b):
            return float(np.sum(np.tensordot((U.T @ a @ e.T).ravel(), directions, 1) * (J.T @ b)))

        return half(one, other) + half(other, one)

    values = at | {"Phi": phi, "U": U, "J": J, "e": e, "N": count, "t": n + count, "eps2": 0.5}
    second = T21.along(T21.setting.loss(T21.S), T21.Di, 2) + T21.eps2 * T21.square(T21.Di * T21.X.T)

    def term(direction):
        return float(evaluate(second, values | {"Di": direction}))

    whole = (
        np.array([[term(one + other) - term(one - other) for other in directions] for one in directions]) / 4
    )
    assert np.trace(whole) == pytest.approx(sum(map(term, directions)))
    name, said = T21.terms(T21.setting.loss(T21.S), T21.T)
    assert name == "terms"
    u = rng.standard_normal((count, 1))
    inside = Instance(values | {"T": whole, "u": u, "Di": np.tensordot(u.ravel(), directions, 1)}, rng)
    is_direction = dict(said.premises)["is"]
    assert drawn(is_direction.bound, inside)
    assert not inside.violates(is_direction.cases[0].facts[0][1])
    assert not inside.violates(said.cases[0].facts[0][1])
