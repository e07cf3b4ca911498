"""An instance: a candidate spurious point X, a ground truth Z, the tolerances, and perhaps a delta."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import numpy as np

from certify.common.errors import InputError
from certify.common.exact import Exact, as_fraction, exact_matrix
from certify.recovery.geometry import Floats
from certify.recovery.instance.reduction import Reduced, reduce_to_span

LARGEST = 1e150
Number = int | float | str | Fraction


class Instance:
    """The question behind (P) and (D): is there an f with ground truth Z Z^T for which X is spurious?

    X has shape (n, r), Z (n, r*); entries may be ints, floats, Fractions, strings ("1/3", "0.25") or arrays.
    Every number is kept exactly (a float is the binary number it is) beside its float view. Under
    (X, Z) -> (tX, tZ) the same question is asked with eps0 -> t^2 eps0, eps1 -> t^2 eps1, eps2 unchanged.

    Args:
        eps0: noise level, ||A^T(w)||_op <= eps0.
        eps1, eps2: first- and second-order accuracy in the local norm ||D X^T|| (Theorem 1.4, Zhang).
        delta: the isometry constant asked about, in [0, 1); may be left out where delta* is wanted.

    Raises:
        InputError: an entry that is not a finite real number or exceeds 1e150, a ragged or empty matrix,
            X and Z with different numbers of rows, delta outside [0, 1), a negative tolerance, or
            X X^T = Z Z^T (there is nothing to separate). The error is decided on the exact numbers.
    """

    def __init__(
        self,
        X: object,
        Z: object,
        eps0: Number = 0,
        eps1: Number = 0,
        eps2: Number = 0,
        delta: Number | None = None,
    ) -> None:
        self.X, self._X_source = _matrix(X, "X")
        self.Z, self._Z_source = _matrix(Z, "Z")
        if len(self.X) != len(self.Z):
            problem = f"has {len(self.Z)} rows and X has {len(self.X)}"
            raise InputError("Z", problem, "give X (n, r) and Z (n, r*) with the same n")
        tolerances: Mapping[str, Number] = {"eps0": eps0, "eps1": eps1, "eps2": eps2}
        self.eps0_exact, self.eps1_exact, self.eps2_exact = (
            _tolerance(value, name) for name, value in tolerances.items()
        )
        self.eps0, self.eps1, self.eps2 = map(float, (self.eps0_exact, self.eps1_exact, self.eps2_exact))
        self.delta_exact = None if delta is None else as_fraction(delta, "delta")
        if self.delta_exact is not None and not 0 <= self.delta_exact < 1:
            raise InputError("delta", "lies outside [0, 1)", "give the isometry constant, 0 <= delta < 1")
        self.delta = None if self.delta_exact is None else float(self.delta_exact)
        if self._may_vanish() and not any(map(any, self.error_exact)):
            problem = "X X^T equals Z Z^T exactly, so there is nothing to separate"
            raise InputError("X", problem, "move X away from the ground truth")

    @property
    def n(self) -> int:
        """Rows of X and of Z."""
        return int(self.X.shape[0])

    @property
    def r(self) -> int:
        """Columns of X, the model rank."""
        return int(self.X.shape[1])

    @property
    def r_star(self) -> int:
        """Columns of Z, the rank allowed to the ground truth."""
        return int(self.Z.shape[1])

    @property
    def noiseless(self) -> bool:
        """eps0 = eps1 = 0: exact measurements and an exact critical point (eps2 may be positive)."""
        return not self.eps0_exact and not self.eps1_exact

    @cached_property
    def X_exact(self) -> Exact:
        """X as exact rationals, row by row."""
        return exact_matrix(self._X_source, "X")

    @cached_property
    def Z_exact(self) -> Exact:
        """Z as exact rationals, row by row."""
        return exact_matrix(self._Z_source, "Z")

    @cached_property
    def error_exact(self) -> Exact:
        """E = X X^T - Z Z^T as exact rationals, row by row."""
        return tuple(
            tuple(
                sum((a * b for a, b in zip(x, y, strict=True)), Fraction(0))
                - sum((a * b for a, b in zip(z, w, strict=True)), Fraction(0))
                for y, w in zip(self.X_exact, self.Z_exact, strict=True)
            )
            for x, z in zip(self.X_exact, self.Z_exact, strict=True)
        )

    @cached_property
    def reduced(self) -> Reduced:
        """The same question in d = rank [X, Z] dimensions, scaled to ||E|| = 1 (Lemmas 2.3, 2.4, Zhang)."""
        return reduce_to_span(self)

    def _may_vanish(self) -> bool:
        """Whether float arithmetic leaves it open that E = 0."""
        size = max(np.abs(self.X).max(), np.abs(self.Z).max())
        if size == 0.0:
            return True
        X, Z = self.X / size, self.Z / size
        return bool(np.linalg.norm(X @ X.T - Z @ Z.T) < 1e-8)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instance) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        given = {"eps0": self.eps0, "eps1": self.eps1, "eps2": self.eps2}
        extra = "".join(f", {name}={value:g}" for name, value in given.items() if value)
        delta = "" if self.delta is None else f", delta={self.delta:g}"
        return f"Instance(n={self.n}, r={self.r}, r_star={self.r_star}{extra}{delta})"

    @property
    def _key(self) -> tuple[object, ...]:
        tolerances = (self.eps0_exact, self.eps1_exact, self.eps2_exact)
        return (self.X_exact, self.Z_exact, *tolerances, self.delta_exact)


def _tolerance(value: Number, field: str) -> Fraction:
    exact = as_fraction(value, field)
    if exact < 0:
        raise InputError(field, "is negative", "give a tolerance >= 0")
    if exact > Fraction(LARGEST):
        raise InputError(field, f"exceeds {LARGEST:g}", "rescale the instance")
    return exact


def _matrix(value: object, field: str) -> tuple[Floats, object]:
    """The float view of a matrix, and what to read its exact entries from when they are asked for."""
    plain = isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray)
    if (
        isinstance(value, np.ndarray)
        and plain
        and value.dtype == np.float64
        and value.ndim == 2
        and value.size
    ):
        view = np.array(value)
        if not np.isfinite(view).all():
            row, column = np.argwhere(~np.isfinite(view))[0]
            raise InputError(f"{field}[{row}][{column}]", "is not finite", "give finite numbers")
        source: object = view
    else:
        source = exact_matrix(value, field)
        try:
            view = np.array([[float(x) for x in row] for row in source])
        except OverflowError:
            view = np.array([[np.inf]])
    if np.abs(view).max() > LARGEST:
        raise InputError(field, f"has an entry larger than {LARGEST:g}", "rescale X and Z by the same factor")
    view.setflags(write=False)
    return view, source


__all__ = ["Instance", "Number"]
