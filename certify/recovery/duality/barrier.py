"""The noiseless reduction for a whole batch at once and any r*: a barrier method, vectorised.

With kappa = 2 delta/(1 + delta) and T scaled by 1 + delta the noiseless reduction reads

    minimise (a + ||F + T||^2) / q(T),     q(T) = a + ||F||^2 + <F, T>,   a = ||E11||^2 + 2||E12||^2
    s.t.  c(T) = q(T) - ||E11||^2 - sum_j 2 s_j^2 e_j^T (T + s_j^2 I)^{-1} e_j >= 0,   T + s_min^2 I >= 0.

T = 0 is strictly inside wherever F != 0. Each instance follows its own central path; its Newton system has
r*(r*+1)/2 unknowns. The objective is quadratic over linear, c concave: what is left on the path after t is
at most (1 + q)/t.
"""

import numpy as np
from numpy.typing import NDArray

from certify.recovery.geometry import Floats, smat

FIRST, LAST, GROWTH = 8.0, 4e11, 30.0
ITERATIONS = 160
CENTRED = 0.05  # half the squared Newton decrement from which on t grows
HALVINGS = 40
# Ratios of singular values, and of ||E|| to ||X||^2 + ||Z||^2, below which eight digits would be lost.
SMALLEST_SINGULAR_RATIO = 1e-3
SMALLEST_ERROR_RATIO = 1e-5


class Batch:
    """Instances in their own singular bases, at ||E|| = 1; F is diagonal.

    Attributes:
        squares: s_j^2 (B, r), falling; leading: ||E11||^2 (B,).
        rows: e_j (B, r, q), the rows of E12; F: the diagonal of F (B, q).
        trusted: neither X, E nor F is so close to singular that eight digits would be lost (B,).
    """

    def __init__(self, X: Floats, Z: Floats) -> None:
        U, s, _ = np.linalg.svd(X, full_matrices=False)
        Z1 = U.swapaxes(1, 2) @ Z
        normal = Z - U @ Z1
        normal -= U @ (U.swapaxes(1, 2) @ normal)
        _, z, Wt = np.linalg.svd(normal, full_matrices=False)
        E11 = -Z1 @ Z1.swapaxes(1, 2)
        diagonal = np.arange(s.shape[1])
        E11[:, diagonal, diagonal] += s**2
        rows = -(Z1 @ Wt.swapaxes(1, 2)) * z[:, None, :]
        leading = np.sum(E11**2, axis=(1, 2))
        size = np.sqrt(leading + 2.0 * np.sum(rows**2, axis=(1, 2)) + np.sum(z**4, axis=1))
        trusted = s[:, -1] > SMALLEST_SINGULAR_RATIO * s[:, 0]
        trusted &= size > SMALLEST_ERROR_RATIO * (np.sum(s**2, axis=1) + np.sum(Z**2, axis=(1, 2)))
        self.trusted = trusted & (z[:, 0] > SMALLEST_SINGULAR_RATIO * np.linalg.norm(Z, axis=(1, 2)))
        self.squares = s**2 / size[:, None]
        self.leading = leading / size**2
        self.rows = rows / size[:, None, None]
        self.F = z**2 / size[:, None]

    def take(self, index: NDArray[np.intp]) -> "Batch":
        """Some of the instances."""
        part = object.__new__(Batch)
        for name, value in vars(self).items():
            setattr(part, name, value[index])
        return part


def barrier_kappa(X: Floats, Z: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """kappa of instances X (B, d, r), Z (B, d, r*) of size about one, and whether to trust doubles here."""
    batch = Batch(X, Z)
    kappa, trusted = np.ones(len(X)), batch.trusted
    sound = np.flatnonzero(trusted)
    if len(sound):
        kappa[sound], trusted[sound] = _follow(batch.take(sound))
    return kappa, trusted


def _follow(batch: Batch) -> tuple[Floats, NDArray[np.bool_]]:
    """The optimal kappa of every instance, and whether its central path was followed to the end."""
    count, q = batch.F.shape
    basis = smat(np.eye(q * (q + 1) // 2))
    kappa, done = np.ones(count), np.zeros(count, dtype=bool)
    index = np.arange(count)  # of the instances still on their way
    x, t = np.zeros((count, len(basis))), np.full(count, FIRST)
    part = batch
    for _ in range(ITERATIONS):
        state = _State(part, basis, x)
        step, decrement = _newton(state, t)
        centred = decrement <= CENTRED
        finished = centred & (t >= LAST)
        if finished.any():
            kappa[index[finished]], done[index[finished]] = state.kappa[finished], True
            kept = np.flatnonzero(~finished)
            if not len(kept):
                break
            index, x, t, part = index[kept], x[kept], t[kept], part.take(kept)
            step, decrement, centred = step[kept], decrement[kept], centred[kept]
        x = x + _allowed(part, basis, x, step, decrement)[:, None] * step
        t = np.where(centred, t * GROWTH, t)
    return kappa, done


class _State:
    """What the barrier needs at T = sum x_a B_a: kappa, q, c, the inverses and their products."""

    def __init__(self, batch: Batch, basis: Floats, x: Floats) -> None:
        self.basis, q = basis, batch.F.shape[1]
        T = np.tensordot(x, basis, axes=1)
        values, vectors = np.linalg.eigh(T)
        self.trace_F = batch.F @ np.einsum("aii->ia", basis)
        flat = np.arange(q)
        shifted = T.copy()
        shifted[:, flat, flat] += batch.F
        self.shifted = shifted
        first = batch.leading + 2.0 * np.sum(batch.rows**2, axis=(1, 2))
        self.numerator = first + np.sum(shifted**2, axis=(1, 2))
        self.q = first + np.sum(batch.F**2, axis=1) + np.sum(self.trace_F * x, axis=1)
        self.kappa = self.numerator / self.q
        # In the eigenbasis of T every inverse is diagonal.
        self.vectors = vectors
        rotated = batch.rows @ vectors
        weights = values[:, None, :] + batch.squares[:, :, None]
        self.lowest = values[:, 0] + batch.squares[:, -1]
        self.inverse = 1.0 / weights
        self.columns = rotated * self.inverse
        self.squares = batch.squares
        self.c = (
            self.q - batch.leading - 2.0 * np.einsum("bj,bjk,bjk->b", batch.squares, rotated, self.columns)
        )

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Whether the point is strictly feasible."""
        strictly: NDArray[np.bool_] = (self.c > 0.0) & (self.lowest > 0.0) & (self.q > 0.0)
        return strictly


def _newton(state: _State, t: Floats) -> tuple[Floats, Floats]:
    """The Newton step of t kappa - log c - log det(T + s_min^2 I), and half its squared decrement."""
    basis, count = state.basis, len(t)
    # The basis, turned into the eigenbasis of each T: (B, a, q, q).
    turned = np.einsum("bik,aij,bjl->bakl", state.vectors, basis, state.vectors, optimize=True)
    d_numerator = 2.0 * np.einsum("bij,aij->ba", state.shifted, basis)
    d_q = state.trace_F
    d_kappa = (d_numerator - state.kappa[:, None] * d_q) / state.q[:, None]
    # Quadratic over linear: 2 (v_a - u d_q_a)(v_b - u d_q_b)/q with v the entries of T, summed over entries.
    cross = d_numerator[:, :, None] * d_q[:, None, :]
    identity = np.eye(basis.shape[0])
    dd_kappa = (
        2.0 * identity
        - (cross + cross.swapaxes(1, 2)) / state.q[:, None, None]
        + (2.0 * state.kappa / state.q)[:, None, None] * d_q[:, :, None] * d_q[:, None, :]
    ) / state.q[:, None, None]
    products = np.einsum("bakl,bjl->bjak", turned, state.columns)
    weighted = state.squares[:, :, None] * state.columns
    d_c = d_q + 2.0 * np.einsum("bjk,bjak->ba", weighted, products)
    scaled = products * np.sqrt(state.squares[:, :, None] * state.inverse)[:, :, None, :].reshape(
        count, -1, 1, state.inverse.shape[2]
    )
    flat = scaled.swapaxes(2, 3).reshape(count, -1, basis.shape[0])
    minus_dd_c = 4.0 * flat.swapaxes(1, 2) @ flat
    last = state.inverse[:, -1]
    d_log = np.einsum("bakk,bk->ba", turned, last)
    roots = np.sqrt(last)
    curved = turned * roots[:, None, :, None] * roots[:, None, None, :]
    flat = curved.reshape(count, basis.shape[0], -1)
    dd_log = flat @ flat.swapaxes(1, 2)
    c = state.c[:, None]
    gradient = t[:, None] * d_kappa - d_c / c - d_log
    hessian = t[:, None, None] * dd_kappa + minus_dd_c / c[:, :, None] + dd_log
    hessian += (d_c / c)[:, :, None] * (d_c / c)[:, None, :]
    step = -np.linalg.solve(hessian, gradient[:, :, None])[:, :, 0]
    return step, -0.5 * np.sum(step * gradient, axis=1)


def _allowed(batch: Batch, basis: Floats, x: Floats, step: Floats, decrement: Floats) -> Floats:
    """The length of each step: damped where far from the path, halved until strictly inside."""
    root = np.sqrt(2.0 * np.maximum(decrement, 0.0))
    length = np.where(root > 0.25, 1.0 / (1.0 + root), 1.0)
    waiting = np.arange(len(x))
    for _ in range(HALVINGS):
        inside = _State(batch.take(waiting), basis, x[waiting] + length[waiting, None] * step[waiting]).inside
        waiting = waiting[~inside]
        if not len(waiting):
            break
        length[waiting] *= 0.5
    length[waiting] = 0.0
    return length
