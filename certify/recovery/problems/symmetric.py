"""The symmetric class: X X^T against Z Z^T on S^d, with noise and tolerances (Theorem 1.4, Zhang).

J D = P_D = D X^T + X D^T, Q(S)[D] = 2 <S, D D^T>, R[D] = eps2 ||D X^T||^2; first order 2 ||S Pi|| <= eps1;
noise ||G||_op <= eps0.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats, gauge_complement, lift, smat, svec, unvec
from certify.recovery.instance.reduction import Reduced
from certify.recovery.objectives import BandOperator, Operator
from certify.recovery.problems.kind import Kind
from certify.recovery.problems.problem import Apply, Rules, WrittenOut, constant_matrix, form_matrices
from certify.recovery.problems.symmetric_curvature import smallest_curvature


@dataclass(frozen=True)
class SymmetricProblem:
    """The problem of an instance, `SymmetricProblem(instance.reduced)`."""

    frame: Reduced

    @property
    def kind(self) -> str:
        return Kind.SYMMETRIC

    @property
    def rules(self) -> Rules:
        return Rules("counterexample", "escape-directions")

    @cached_property
    def X(self) -> Floats:
        """X in the frame, (d, r)."""
        return self.frame.X

    @property
    def error(self) -> Floats:
        return self.frame.E

    @property
    def direction_shape(self) -> tuple[int, int]:
        return self.frame.d, self.frame.r

    def coordinates(self, M: Floats) -> Floats:
        return svec(M)

    def from_coordinates(self, v: Floats) -> Floats:
        return smat(v)

    def lift(self, D: Floats) -> Floats:
        half = D @ self.X.T
        lifts: Floats = half + half.swapaxes(-1, -2)
        return lifts

    def bend(self, D: Floats) -> Floats:
        side_by_side = D.swapaxes(0, 1).reshape(D.shape[1], -1)
        return 2.0 * (side_by_side @ side_by_side.T)

    def constant_curvature(self, D: Floats) -> float:
        return self.frame.eps2 * float(np.sum((D @ self.X.T) ** 2))

    def first_order_excess(self, S: Floats) -> float:
        return max(2.0 * float(np.linalg.norm(S[:, : self.frame.rank])) - self.frame.eps1, 0.0)

    def first_order_price(self, D0: Floats) -> float:
        return self.frame.eps1 * float(np.linalg.norm(D0 @ self.X.T)) if self.frame.eps1 else 0.0

    def noise_excess(self, G: Floats) -> float:
        return max(float(np.abs(np.linalg.eigvalsh(G)).max()) - self.frame.eps0, 0.0)

    def noise_support(self, M: Floats) -> float:
        return self.frame.eps0 * float(np.abs(np.linalg.eigvalsh(M)).sum()) if self.frame.eps0 else 0.0

    def smallest_curvature(self, S: Floats, H: Operator) -> float:
        return smallest_curvature(self.frame, S, H)

    def largest_operator(self, w: Floats, delta: float) -> Operator:
        return BandOperator(self.error, w, delta)

    def slopes(self, S: Floats, H: Apply, M: Floats, D0: Floats, D: Floats) -> tuple[Floats, Floats]:
        """d delta* / dX (n, r) and d delta* / dZ (n, r*), at fixed eps0, eps1, eps2."""
        frame, X = self.frame, self.X
        pulled = H(M)
        along_X = 2.0 * (S @ D0 + pulled @ X)
        for d in D:
            along_X += 4.0 * H(lift(X, d)) @ d + 2.0 * frame.eps2 * X @ (d.T @ d)
        size = float(np.linalg.norm(D0 @ X.T))
        if frame.eps1 and size:
            along_X += frame.eps1 / size * X @ (D0.T @ D0)
        along_Z = -2.0 * pulled @ frame.Z
        back = -1.0 / frame.root_scale
        return back * frame.basis @ along_X @ frame.right.T, back * frame.basis @ along_Z

    def restore_matrix(self, M: Floats) -> Floats:
        return self.frame.restore_matrix(M)

    def restore_direction(self, D: Floats) -> Floats:
        return self.frame.restore_direction(D)

    def written_out(self) -> WrittenOut:
        frame = self.frame
        if frame.eps0 or frame.eps1:
            raise InputError("eps0", "or eps1 is not 0", "use the form of the symmetric class for noise")
        columns = gauge_complement(self.X, frame.rank)
        basis = np.array([unvec(column, frame.r) for column in columns.T])
        free = np.ones((frame.d, frame.d))
        free[: frame.rank] = free[:, : frame.rank] = 0.0
        critical = np.eye(len(svec(free)))[:, svec(free) != 0.0]
        matrices = smat(critical.T)
        return WrittenOut(
            directions=basis.reshape(len(basis), -1).T,
            lift=svec(self.lift(basis)).T,
            constant=constant_matrix(self, basis),
            critical=critical,
            forms=form_matrices(self, matrices, basis),
            residual=lambda y: smat(critical @ y),
        )
