"""Matrix completion recast as noisy matrix sensing: weight 1 on observed entries, eps on the others.

Source: "Using noise to help reach global minima" (epsilon-MC), equations (2)-(7) and Appendix D. Everything
here works over floats and, where the numbers given are exact (int, Fraction, sympy), over exact numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral, Rational
from typing import Any

import numpy as np
from numpy.typing import NDArray

from certify.common.errors import InputError
from certify.recovery.geometry import symmetric_part
from certify.recovery.objectives.inputs import integer, real_array, real_number

Array = NDArray[Any]
_HALF = Fraction(1, 2)


def boolean_mask(mask: Any, n: int | None = None) -> NDArray[np.bool_]:
    """mask as a boolean (n, n) array, True where observed. InputError unless square with entries 0 or 1."""
    numbers = real_array("mask", mask, n, n)
    if numbers.shape[0] != numbers.shape[1]:
        raise InputError("mask", f"its shape is {numbers.shape}", "give a square mask")
    if not np.isin(numbers, (0.0, 1.0)).all():
        raise InputError("mask", "it has entries other than 0 and 1", "give a boolean mask")
    observed: NDArray[np.bool_] = numbers == 1.0
    return observed


def _exact(value: Any) -> bool:
    """Whether every entry is an integer, a fraction or a sympy expression."""
    try:
        entries = np.ravel(np.asarray(value, dtype=object))
    except ValueError:
        return False  # ragged: `real_array` says so
    return all(isinstance(x, Rational) or hasattr(x, "free_symbols") for x in entries)


def _entries(field: str, value: Any, exact: bool, *shape: int | None) -> Array:
    """value as floats, or as an array of exact numbers; integers become Fractions so that they divide."""
    if not exact:
        whole = np.asarray(value, dtype=np.float64) if _exact(value) else value
        return real_array(field, whole, *shape)
    array = np.asarray(value, dtype=object)
    if array.ndim != len(shape) or any(
        length not in (None, actual) for length, actual in zip(shape, array.shape, strict=True)
    ):
        raise InputError(field, f"its shape is {array.shape}", f"give an array of shape {shape}")
    made: Array = np.empty(array.size, dtype=object)
    for k, x in enumerate(array.flat):
        made[k] = Fraction(int(x)) if isinstance(x, Integral) else x
    return made.reshape(array.shape)


def _checked_epsilon(eps: Any) -> None:
    if not _exact(eps):
        real_number("eps", eps)
    if eps <= 0 or eps > 1:
        raise InputError("eps", f"it is {eps}", "give a number in (0, 1]")


def weights(mask: Any, eps: Any) -> Array:
    """W = Omega + eps (1 - Omega), (n, n), below (5)."""
    observed = boolean_mask(mask)
    _checked_epsilon(eps)
    one = 1.0 if isinstance(eps, float) else Fraction(1)
    W = np.full(observed.shape, eps if not isinstance(eps, int) else Fraction(eps), dtype=object)
    W[observed] = one
    return W.astype(np.float64) if isinstance(eps, float) else W


@dataclass(frozen=True)
class Constants:
    """Definition 1.1: the largest alpha_s (convexity) and the least L_s (smoothness) of a quadratic f."""

    convexity: Any
    smoothness: Any

    @property
    def rip(self) -> Any:
        """The least delta with 1 - delta <= |A(M)|^2/|M|^2 <= 1 + delta, for f = |A(M) - b|^2/2 as it is."""
        return max(1 - self.convexity, self.smoothness - 1)

    @property
    def rip_rescaled(self) -> Any:
        """(L_s - alpha_s)/(L_s + alpha_s): the delta of A after the best rescaling."""
        return (self.smoothness - self.convexity) / (self.smoothness + self.convexity)


def convexity_constants(mask: Any, eps: Any, *, symmetric: bool = False, half: bool = True) -> Constants:
    """The exact constants of f over all M, N, or over symmetric ones (Lemma 2.1); of degree 0 in M*.

    They are reached by M - N = e_i e_j^T (rank one), or by e_i e_j^T + e_j e_i^T, a difference of two
    positive semidefinite matrices of rank one; so they hold for every rank r >= 1. Without `half`, f =
    |A(M) - b|^2 as in (7), both double.
    """
    squares = weights(mask, eps) ** 2
    if symmetric:
        squares = (squares + squares.T) * (0.5 if squares.dtype == np.float64 else _HALF)
    factor = 1 if half else 2
    return Constants(factor * min(squares.flat), factor * max(squares.flat))


class CompletionSurrogate:
    """f(M) = c |A(M) - b|^2 with A(M) = vec(W o M), b = vec(Omega o M*), of epsilon-MC (7).

    Args:
        mask: Omega (n, n), True where observed; it need not be symmetric.
        eps: in (0, 1].
        truth: M* (n, n). With exact eps and M* all results are exact.
        half: c = 1/2, as in (1) and (8); otherwise c = 1, as in (7) and (12).
        symmetrised: sensing matrices (A_i + A_i^T)/2 instead of A_i, that is A(M) = vec(W o (M + M^T)/2).

    Value, gradient and Hessian in X scale as 4, 3, 2 under (X, M*) -> (tX, t^2 M*). Raises InputError.
    """

    def __init__(
        self, mask: Any, eps: Any, truth: Any, *, half: bool = True, symmetrised: bool = False
    ) -> None:
        self.mask = boolean_mask(mask)
        n = len(self.mask)
        self.exact = _exact(eps) and _exact(truth)
        self.weights = weights(mask, eps)
        if not self.exact:
            self.weights = self.weights.astype(np.float64)
        self.truth = _entries("truth", truth, self.exact, n, n)
        self.data = np.where(self.mask, self.truth, 0 * self.truth)
        self.half, self.symmetrised = half, symmetrised

    def observe(self, M: Array) -> Array:
        """A_Omega(M) = vec(Omega o M), (n^2,), of (2): columns stacked."""
        return _vec(np.where(self.mask, M, 0 * M))

    def apply(self, M: Array) -> Array:
        """A(M), (n^2,), of (5)."""
        return _vec(self.weights * self._symmetric(M))

    @property
    def noise(self) -> Array:
        """w_eps = b - A(M*), (n^2,), of (6): -eps M*_ij on unobserved entries."""
        return _vec(self.data) - self.apply(self.truth)

    def value(self, M: Array) -> Any:
        """f(M)."""
        misfit = self.apply(M) - _vec(self.data)
        return self._factor * (misfit @ misfit)

    def gradient(self, M: Array) -> Array:
        """The gradient of f (n, n): 2 c W o (W o M - Omega o M*), symmetrised if A is."""
        G = 2 * self._factor * self.weights * (self.weights * self._symmetric(M) - self.data)
        return self._symmetric(G)

    def factored_gradient(self, X: Array) -> Array:
        """The gradient of h(X) = f(X X^T): (G + G^T) X, of the shape (n, r) of X."""
        G = self.gradient(X @ X.T)
        return np.asarray((G + G.T) @ X)

    def hessian_form(self, X: Array, U: Array) -> Any:
        """<hess h(X)[U], U> = 2 <G, U U^T> + 2 c |A(X U^T + U X^T)|^2, the left side of (38)."""
        change = self.apply(X @ U.T + U @ X.T)
        return 2 * np.sum(self.gradient(X @ X.T) * (U @ U.T)) + 2 * self._factor * (change @ change)

    def factored_hessian(self, X: Array) -> Array:
        """The Hessian (n r, n r) of h in vec coordinates (columns stacked)."""
        n, r = X.shape
        G = self.gradient(X @ X.T)
        hessian = np.zeros((n * r, n * r), dtype=X.dtype)
        changes = []
        for k in range(n * r):
            E = np.zeros((n, r), dtype=X.dtype)
            E[k % n, k // n] = 1
            changes.append(self.apply(X @ E.T + E @ X.T))
        for column in range(r):
            block = slice(column * n, (column + 1) * n)
            hessian[block, block] += G + G.T
        J = np.stack(changes)
        return np.asarray(hessian + 2 * self._factor * (J @ J.T))

    @property
    def _factor(self) -> Any:
        if not self.half:
            return 1
        return _HALF if self.exact else 0.5

    def _symmetric(self, M: Array) -> Array:
        if not self.symmetrised:
            return M
        return _HALF * (M + M.T) if self.exact else symmetric_part(M)


def _vec(M: Array) -> Array:
    return M.T.reshape(-1)


def structured_mask(n: int) -> NDArray[np.bool_]:
    """The mask (20): (i, i), (i, 2k), (2k, i), indices from 1. Pairs of distinct odd indices are missing."""
    n = integer("n", n, least=1)
    even = np.arange(1, n + 1) % 2 == 0
    mask: NDArray[np.bool_] = np.eye(n, dtype=np.bool_) | even[:, None] | even[None, :]
    return mask


def evenness(d: Any) -> Any:
    """|d|_1^2/|d|_2^2 of (11), for d >= 0; between 1 and the number of entries, degree 0 in d.

    Raises InputError when d is zero.
    """
    entries = np.ravel(_entries("d", d, _exact(d), *np.shape(d)))
    total = sum(x**2 for x in entries)
    if total == 0:
        raise InputError("d", "it is zero", "give a vector with an entry that is not")
    return sum(abs(x) for x in entries) ** 2 / total


def deviations(minimiser: Array, truth: Array, eps: Any) -> Array:
    """d of (11), as an (n, n) array: (M_dagger - M*)_ij^2 + eps^2 M*_ij^2."""
    return np.asarray((minimiser - truth) ** 2 + eps**2 * truth**2)


def accuracy(p: Any, chi: Any) -> Any:
    """(1 - p + chi)/(p - chi), the factor of eps^2 |M*|^2 in (10). InputError at chi = p."""
    if p == chi:
        raise InputError("chi", "it equals p", "give chi < p: (10) divides by p - chi")
    return (1 - p + chi) / (p - chi)


def spikiness_squared(M: Any) -> Any:
    """alpha_sp(M)^2 = n1 n2 max M_ij^2/|M|_F^2 (Lemma D.1), between 1 and n1 n2; InputError for M = 0."""
    M = _entries("M", M, _exact(M), None, None)
    total = sum(x**2 for x in M.flat)
    if total == 0:
        raise InputError("M", "it is zero", "give a matrix that is not")
    return M.size * max(x**2 for x in M.flat) / total


def incoherence(M: Any) -> Any:
    """mu_0 of Definition 1.2: the least with |e_i^T U|^2 <= mu_0 r/n1 and |e_j^T V|^2 <= mu_0 r/n2.

    Between 1 and max(n1, n2)/r. Exact for exact M: rows of U have the squared lengths on the diagonal of the
    projector on the range of M. Raises InputError for M = 0.
    """
    exact = _exact(M)
    M = _entries("M", M, exact, None, None)
    projectors = [_projector(M, exact), _projector(M.T, exact)]
    r = round(sum(projectors[0]))
    if r == 0:
        raise InputError("M", "it is zero", "give a matrix that is not")
    return max(len(lengths) * max(lengths) / r for lengths in projectors)


def _projector(M: Array, exact: bool) -> list[Any]:
    """The diagonal of the projector on the range of M."""
    if not exact:
        U, s, _ = np.linalg.svd(M)
        rank = int(np.sum(s > s[0] * max(M.shape) * np.finfo(np.float64).eps)) if s.size else 0
        return [float(x) for x in np.sum(U[:, :rank] ** 2, axis=1)]
    import sympy

    columns = sympy.Matrix(M.tolist()).columnspace()
    if not columns:
        return [Fraction(0)] * len(M)
    C = sympy.Matrix.hstack(*columns)
    P = C * (C.T * C).inv() * C.T
    return [P[i, i] for i in range(len(M))]


def diagonal_minimiser(mask: Any, diagonal: Sequence[Any]) -> Array:
    """A global minimiser of f over {X X^T} for M* = diag(diagonal) >= 0: Omega o M*, where f = 0.

    It is the only one, since f = 0 forces every entry. Its rank may be smaller than that of M*.
    """
    observed = boolean_mask(mask, len(diagonal))
    if any(x < 0 for x in diagonal):
        raise InputError("diagonal", "it has a negative entry", "give M* >= 0")
    entries = [x if observed[i, i] else 0 * x for i, x in enumerate(diagonal)]
    return np.array([[x if i == j else 0 * x for j in range(len(entries))] for i, x in enumerate(entries)])


def blocks_of(mask: Any, z: Sequence[Any]) -> list[list[int]]:
    """The blocks B of indices such that Omega on the support of z is the union of the B x B.

    Raises InputError where the mask on that support has no such form.
    """
    observed = boolean_mask(mask, len(z))
    support = [i for i, x in enumerate(z) if x != 0]
    blocks: list[list[int]] = []
    for i in support:
        if not observed[i, i]:
            continue
        home = next((block for block in blocks if observed[i, block[0]]), None)
        if home is None:
            blocks.append([i])
        else:
            home.append(i)
    union = np.zeros_like(observed)
    for block in blocks:
        union[np.ix_(block, block)] = True
    if not np.array_equal(union[np.ix_(support, support)], observed[np.ix_(support, support)]):
        raise InputError("mask", "on the support of z it is no union of blocks B x B", "give another mask")
    return blocks


def block_minimiser(mask: Any, z: Sequence[Any], eps: Any) -> Array:
    """A factor x (n,) of a global minimiser x x^T of f for M* = z z^T, r = 1, where Omega on the support of z
    is a union of blocks B x B (`blocks_of`); the others differ by a sign on each block.

    With s_B = |x_B|^2 and k_B = |z_B|^2, f >= c sum (s_B - k_B)^2 + c eps^2 sum_{B != B'} s_B s_B', with
    equality for x_B parallel to z_B and x = 0 elsewhere. That is convex in s >= 0 and its minimum is
    s_B = (k_B - eps^2 V)/(1 - eps^2) on the blocks where this is positive, V = sum of their s_B. Exact
    (sympy) for exact z and eps.
    """
    import sympy

    exact = _exact(z) and _exact(eps)
    if exact:
        z, eps = [sympy.Integer(1) * x for x in z], sympy.Integer(1) * eps
    _checked_epsilon(eps)
    blocks = sorted(blocks_of(mask, z), key=lambda block: -sum(z[i] ** 2 for i in block))
    sizes = [sum(z[i] ** 2 for i in block) for block in blocks]
    kept, total = 0, 0 * eps
    for k in sizes:
        if not k > eps**2 * total:
            break
        kept += 1
        total = sum(sizes[:kept]) / (1 + (kept - 1) * eps**2)
    x = [0 * eps for _ in z]
    for block, k in zip(blocks[:kept], sizes, strict=False):
        s = k if kept == 1 else (k - eps**2 * total) / (1 - eps**2)
        for i in block:
            x[i] = z[i] * (sympy.sqrt(s / k) if exact else np.sqrt(s / k))
    return np.array(x, dtype=object if exact else np.float64)
