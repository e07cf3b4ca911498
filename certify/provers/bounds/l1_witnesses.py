"""Witnesses for what a point of an l1 objective is, each with a line on how it was found."""

import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import clarabel
import numpy as np
from flint import fmpq_mat
from scipy import sparse
from scipy.optimize import linprog

from certify.certificates.certificate import matrix_strings
from certify.certificates.rational import Simplest, add, integer_rows, kernel_basis, to_floats
from certify.common.exact import Exact, exact_matrix, rational_string
from certify.provers.bounds.exact_algebra import DENOMINATORS, as_fraction, exact_rows, floats, null_space
from certify.provers.bounds.l1_geometry import Geometry, multipliers
from certify.provers.bounds.spectrahedron import solved, triangle
from certify.recovery.geometry import Floats

Proposal = tuple[str, dict[str, Any]]
Way = Callable[[Geometry, float], Iterator[Proposal]]
# Largest basis of directions that is made short (LLL), and rounds of the search along them.
SHORT_BASIS, ROUNDS = 80, 60
HALVINGS = 64  # on the way back along a path to a point at which f is smaller


def critical(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """Signs of least largest modulus for which G = sum signs_i A_i is orthogonal to all tangents."""
    del deadline
    near = _least_signs(point, point.slopes)
    if near is not None:
        yield from _signs(point, multipliers(point, point.slopes, near))


def sharp(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """The same in the open interval; for a rank deficient W inside the semidefinite cone."""
    near = _least_signs(point, point.slopes)
    if near is None:
        return
    yield from _signs(point, multipliers(point, point.slopes, near, open_end=True))
    if point.statement.symmetric:
        inside = _semidefinite_signs(point, deadline)
        if inside is not None:
            yield from _signs(point, multipliers(point, point.slopes, inside, open_end=True))


def lowest(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """Signs with G = 0, or with -(G + G^T) semidefinite."""
    if not point.statement.symmetric:
        near = _least_signs(point, point.A)
        if near is not None:
            yield from _signs(point, multipliers(point, point.A, near))
        return
    near = _semidefinite_signs(point, deadline)
    if near is not None:
        yield from _signs(point, multipliers(point, point.slopes, near))


def descent(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """A direction of steepest descent, in the norm of the largest entry."""
    del deadline
    slopes, signs = point.float_slopes, np.array(point.signs)
    B, size = slopes[point.zero], slopes.shape[1]
    scale = max(1.0, float(np.abs(slopes).max()))
    cost = np.concatenate([-(signs @ slopes) / scale, np.ones(len(B))])
    inequality: Any = sparse.csr_matrix(
        np.block([[B / scale, -np.eye(len(B))], [-B / scale, -np.eye(len(B))]])
    )
    bounds: list[Any] = [(-1, 1)] * size + [(0, None)] * len(B)
    found = linprog(cost, inequality, np.zeros(2 * len(B)), bounds=bounds)
    if found.x is None or found.fun is None or found.fun > -1e-9:
        return
    for largest in DENOMINATORS:
        direction = Simplest(largest).matrix(found.x[None, :size])[0]
        slope = point.first_order(direction)
        if slope < 0:
            path = [[matrix_strings(D) for D in point.step(direction)]]
            yield f"m f′ = {_short(slope)} in a direction", {"path": path}


def second_order(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """At a critical point, a path W + t D + t² C: D keeps zero residuals to first order, C improves on it."""
    near = _least_signs(point, point.slopes)
    if near is None:
        return
    basis = _kept_directions(point)
    if not basis:
        return
    rows = to_floats(tuple(map(tuple, basis)))
    forms = [_second_form(point, rows, near)]
    weights = np.ones(1)
    for _ in range(ROUNDS):
        if time.monotonic() > deadline:
            return
        mixed = sum(w * Q for w, Q in zip(weights / weights.sum(), forms, strict=True))
        values, vectors = np.linalg.eigh(mixed)
        if values[0] > -1e-9 * max(1.0, float(np.abs(mixed).max())):
            return
        z = vectors[:, 0] / np.abs(vectors[:, 0]).max()
        worst = [float(z @ Q @ z) for Q in forms]
        if max(worst) < 0:
            solved = _best_bend(point, z @ rows)
            if solved is not None and solved[0] < -1e-9:
                yield from _bent_paths(point, basis, z)
            if solved is None:
                return
            forms.append(_second_form(point, rows, solved[2]))
            weights = np.append(weights, weights.max())
        else:
            size = max(map(abs, worst)) or 1.0
            weights = weights * np.exp(0.5 * np.array(worst) / size)


def better(point: Geometry, deadline: float) -> Iterator[Proposal]:
    """Factors at which f is smaller, by subgradient descent from points near and far."""
    start = [to_floats(W) for W in point.statement.factors]
    before = sum(map(abs, point.residuals), Fraction(0))
    rng = np.random.default_rng(0)
    for spread in (1e-2, 0.1, 0.5, 1.0, 2.0, 0.3, 3.0, 1e-3):
        for _ in range(3):
            if time.monotonic() > deadline:
                return
            size = max(1.0, max(float(np.abs(W).max()) for W in start))
            found = _subgradient(point, [W + spread * size * rng.normal(size=W.shape) for W in start])
            for largest in (12, 1000, 10**6):
                factors = [Simplest(largest).matrix(W) for W in found]
                after = _objective(point, factors)
                if after < before:
                    how = f"m f = {_short(after)} elsewhere, {_short(before)} here"
                    yield how, {"factors": [matrix_strings(W) for W in factors]}
                    break


def further_on(point: Geometry, path: Sequence[Any]) -> dict[str, Any] | None:
    """Of a path, the first point among W(1), W(1/2), W(1/4), ... at which f is smaller, if one of them is."""
    before = sum(map(abs, point.residuals), Fraction(0))
    steps = [[exact_matrix(D, "path") for D in step] for step in path]
    for halvings in range(HALVINGS):
        factors, t = list(point.statement.factors), Fraction(1, 2**halvings)
        for degree, step in enumerate(steps, 1):
            factors = [add(W, D, t**degree) for W, D in zip(factors, step, strict=True)]
        if _objective(point, factors) < before:
            return {"factors": [matrix_strings(W) for W in factors]}
    return None


WAYS: dict[str, Way] = {
    "critical": critical,
    "not critical": descent,
    "sharp local minimum": sharp,
    "global minimum": lowest,
    "not a local minimum": second_order,
    "not a global minimum": better,
}


def _signs(point: Geometry, found: Iterator[list[Fraction]]) -> Iterator[Proposal]:
    for signs in found:
        largest = max((abs(signs[i]) for i in point.zero), default=Fraction(0))
        count = len(point.zero)
        how = f"signs of {len(signs)} residuals, {count} of them zero with |sign| ≤ {_short(largest)}"
        yield how, {"signs": [rational_string(x) for x in signs]}


def _short(x: Fraction) -> str:
    return str(x) if max(abs(x.numerator), x.denominator) < 10**9 else f"{float(x):.6g}…"


def _least_signs(point: Geometry, rows: fmpq_mat) -> Floats | None:
    """Float signs of zero residuals, of least largest modulus, for which the rows add up to zero; or None."""
    table = floats(rows)
    zero = point.zero
    target = -(np.array(point.signs) @ table)
    if not zero:
        return np.zeros(0)
    B = table[zero].T
    used = np.abs(B).max(axis=1) > 0
    scale = np.abs(B[used]).max(axis=1) if used.any() else np.ones(0)
    equal = np.column_stack([B[used] / scale[:, None], np.zeros(int(used.sum()))])
    count = len(zero)
    bounded = np.block([[np.eye(count), -np.ones((count, 1))], [-np.eye(count), -np.ones((count, 1))]])
    cost = np.append(np.zeros(count), 1.0)
    bounds: list[Any] = [(None, None)] * count + [(0, None)]
    found = linprog(cost, bounded, np.zeros(2 * count), equal, target[used] / scale, bounds)
    if found.x is None or found.x[-1] > 1 + 1e-6:
        return None
    return np.asarray(found.x[:-1])


def _semidefinite_signs(point: Geometry, deadline: float) -> Floats | None:
    """Float signs off the ends of [-1, 1], for which -(G + G^T)/2 is as definite beside W as can be."""
    W = to_floats(point.statement.factors[0])
    d = len(W)
    left, values, _ = np.linalg.svd(W, full_matrices=True)
    V = left[:, int((values > 1e-9 * max(1.0, float(values.max(initial=0)))).sum()) :]
    zero, signs = point.zero, np.array(point.signs)
    table, slopes = floats(point.A).reshape(-1, d, d), point.float_slopes
    scale = max(1.0, float(np.abs(table).max()))
    pressed = -(V.T @ (table + table.transpose(0, 2, 1)) @ V) / (2 * scale)  # of each measurement alone
    fixed = np.tensordot(signs, pressed, axes=1)
    kept = -(signs @ slopes)
    guess, *_ = np.linalg.lstsq(slopes[zero].T, kept, rcond=None)
    if np.abs(slopes[zero].T @ guess - kept).max(initial=0) > 1e-6 * scale:
        return None
    _, sizes, right = np.linalg.svd(slopes[zero].T, full_matrices=True)
    null = right[int((sizes > 1e-9 * max(1.0, float(sizes.max(initial=0)))).sum()) :]
    # maximise t: fixed + sum signs_i pressed_i - t I semidefinite, 1 - |signs_i| >= t, t <= 1
    constant = fixed + np.tensordot(guess, pressed[zero], axes=1)
    moves = [np.tensordot(row, pressed[zero], axes=1) for row in null]
    n = len(constant)
    columns = [-triangle(move) for move in moves] + [triangle(np.eye(n))]
    pressed_rows = np.column_stack(columns) if n else np.zeros((0, len(null) + 1))
    ones = np.ones((len(zero), 1))
    ends = np.block([[null.T, ones], [-null.T, ones]])
    last = np.append(np.zeros(len(null)), 1.0)[None, :]
    A = np.vstack([ends, last, pressed_rows])
    b = np.concatenate([1 - guess, 1 + guess, [1.0], triangle(constant)])
    cones: list[Any] = [clarabel.NonnegativeConeT(2 * len(zero) + 1)]
    if n:
        cones.append(clarabel.PSDTriangleConeT(n))
    x = solved(-last[0], A, b, cones, deadline)
    if x is None or x[-1] < -1e-6:
        return None
    return np.asarray(guess + null.T @ x[:-1])


def _kept_directions(point: Geometry) -> list[list[Fraction]]:
    """Rational directions that span those along which no zero residual moves to first order."""
    size = point.slopes.ncols()
    table = point.slopes.tolist()
    rows = [[as_fraction(x) for x in table[i]] for i in point.zero]
    if size <= SHORT_BASIS:
        return [[Fraction(x) for x in v] for v in kernel_basis(integer_rows(rows), size)]
    if not rows:
        return [[Fraction(i == j) for j in range(size)] for i in range(size)]
    basis = null_space(fmpq_mat([table[i] for i in point.zero])).transpose()
    return [[as_fraction(x) for x in row] for row in basis.tolist()]


def _all_signs(point: Geometry, near: Floats) -> Floats:
    signs = np.array(point.signs, dtype=float)
    signs[point.zero] = near
    return signs


def _second_form(point: Geometry, rows: Floats, near: Floats) -> Floats:
    """The form z -> -<G, D1 D2> for D = sum z_i rows_i and G = sum signs_i A_i."""
    (left, right) = (to_floats(W) for W in point.statement.halves)
    (d1, k), d2 = left.shape, right.shape[1]
    G = (_all_signs(point, near) @ floats(point.A)).reshape(d1, d2)
    first = rows[:, : d1 * k].reshape(-1, d1, k)
    second = first.transpose(0, 2, 1) if point.statement.symmetric else rows[:, d1 * k :].reshape(-1, k, d2)
    pulled = np.einsum("ij,pjk->pik", G.T, first).reshape(len(rows), -1)  # G^T D1
    form = -pulled @ second.transpose(0, 2, 1).reshape(len(rows), -1).T
    return np.asarray((form + form.T) / 2)


def _bends(point: Geometry, direction: Floats) -> Floats:
    """<A_i, D1 D2>, (m,)."""
    (left, right) = (to_floats(W) for W in point.statement.halves)
    (d1, k), d2 = left.shape, right.shape[1]
    first = direction[: d1 * k].reshape(d1, k)
    second = first.T if point.statement.symmetric else direction[d1 * k :].reshape(k, d2)
    return np.asarray(floats(point.A) @ (first @ second).ravel())


def _best_bend(point: Geometry, direction: Floats) -> tuple[float, Floats, Floats] | None:
    """The least coefficient of t^2 along W + t D + t^2 C, the C that attains it, and the dual signs."""
    slopes, signs, zero = point.float_slopes, np.array(point.signs), point.zero
    bends, size = _bends(point, direction), slopes.shape[1]
    B = slopes[zero]
    cost = np.concatenate([-(signs @ slopes), np.ones(len(zero))])
    inequality: Any = sparse.csr_matrix(np.block([[B, -np.eye(len(zero))], [-B, -np.eye(len(zero))]]))
    right = np.concatenate([-bends[zero], bends[zero]])
    reach = 1e3
    bounds: list[Any] = [(-reach, reach)] * size + [(0, None)] * len(zero)
    found = linprog(cost, inequality, right, bounds=bounds)
    if found.x is None or found.fun is None:
        return None
    upper, lower = np.split(np.asarray(found.ineqlin.marginals), 2)
    return float(found.fun - signs @ bends), found.x[:size], upper - lower


def _bent_paths(point: Geometry, basis: list[list[Fraction]], z: Floats) -> Iterator[Proposal]:
    """Exact paths W + t D + t^2 C with D near sum z_i basis_i."""
    for largest in DENOMINATORS:
        weights = Simplest(largest).matrix(z[None, :])[0]
        direction = [
            sum((w * x for w, x in zip(weights, column, strict=True) if w and x), Fraction(0))
            for column in zip(*basis, strict=True)
        ]
        solved = _best_bend(point, np.array([float(x) for x in direction]))
        if solved is None or solved[0] > -1e-9:
            continue
        for steps in (1, 12, 1000, 10**6):
            bend = [Fraction(round(float(x) * steps), steps) for x in solved[1]]
            path = [[matrix_strings(D) for D in point.step(v)] for v in (direction, bend)]
            yield f"m f decreases by about {-solved[0]:.3g} t² along a path", {"path": path}


def _subgradient(point: Geometry, factors: list[Floats]) -> list[Floats]:
    """The best point met by normalised subgradient steps of decreasing length."""
    A = floats(point.A)
    y = np.array([float(x) for x in point.statement.data])
    least, best = np.inf, factors
    for step in np.geomspace(0.3, 1e-4, 200):
        left, right = factors[0], factors[-1].T if point.statement.symmetric else factors[1]
        r = y - A @ (left @ right).ravel()
        if np.abs(r).sum() < least:
            least, best = float(np.abs(r).sum()), factors
        G = (np.sign(r) @ A).reshape(left.shape[0], right.shape[1])
        down = [(G + G.T) @ left] if point.statement.symmetric else [G @ right.T, left.T @ G]
        length = float(np.sqrt(sum((D**2).sum() for D in down)))
        if length == 0:
            break
        size = max(1.0, float(max(np.abs(W).max() for W in factors)))
        factors = [W + step * size * D / length for W, D in zip(factors, down, strict=True)]
    return best


def _objective(point: Geometry, factors: Sequence[Exact]) -> Fraction:
    """m f, exactly."""
    W1 = factors[0]
    W2 = tuple(zip(*W1, strict=True)) if point.statement.symmetric else factors[1]
    product = (exact_rows(W1) * exact_rows(W2)).entries()
    seen = (point.A * fmpq_mat(len(product), 1, product)).entries()
    residuals = (y - as_fraction(x) for y, x in zip(point.statement.data, seen, strict=True))
    return sum(map(abs, residuals), Fraction(0))
