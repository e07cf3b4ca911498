"""Remark 7, (27), (28) (Zhu, Li, Tang, Wakin): Gaussian A has the r-RIP once p >~ r (n + m)/delta_r^2, so
that (25) holds for p >~ (n + m) r^2 kappa(X*)^3; the bound p >~ n r^2 sigma_1^4/sigma_r^2 of Li et al. is
compared with it.

(28) is not homogeneous: its degree under X* -> t X* is 2, that of a number of measurements 0.
"""

import numpy as np

from certify.claims import Eq, Random, Unmechanised, claim, conclusion_of, reals, source
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr
from certify.recovery.objectives import Measurements, isometry_constant

SCALING = {"sigma_1": 2, "sigma_r": 2, "X_F": 2, "delta_4r": 0, "S": None, "C": None}
SOURCE = source("Remark 7", page=9)

r, s1, sr, phi, n, m, t, delta = reals("r sigma_1 sigma_r X_F n m t delta_4r")
spectrum = (r >= 1, sr > 0, s1 >= sr, phi >= s1, phi**2 <= r * s1**2)
required = claim(
    "Remark 7, text: 1/delta^2 = 10^4 |X*|_F^2 |X*|/sigma_r^3 <= 10^4 r kappa^3 at the largest delta of (25)",
    given=spectrum,
    show=10000 * phi**2 * s1 / sr**3 <= 10000 * r * s1**3 / sr**3,
    printed=True,
    rests_on=["remark_7.frobenius"],
)
number = claim(
    "(27): r (n + m)/delta^2 <= 10^4 (n + m) r^2 kappa^3",
    given=[
        r >= 1,
        n >= 1,
        m >= 1,
        delta > 0,
        sr > 0,
        Eq(1 / delta**2, 10000 * phi**2 * s1 / sr**3),
        conclusion_of("remark_7.required", 10000 * phi**2 * s1 / sr**3 <= 10000 * r * s1**3 / sr**3),
    ],
    show=r * (n + m) / delta**2 <= 10000 * (n + m) * r**2 * s1**3 / sr**3,
    printed=True,
    rests_on=["corollary_1.corollary_repaired"],
    note="delta is the largest that (25) allows.",
)
(a_r,) = sizes("r")
S, C = matrix("S", a_r, a_r, symmetric=True), matrix("C", a_r, a_r, semidefinite=True)
(top,) = parameters("sigma_1")
frobenius = claim(
    "Remark 7, text: |X*|_F^2 <= r |X*|^2, with S the r singular values of X*, S^2 <= sigma_1^2 I",
    Words(tr(S * S), "<=", top * top * tr(identity(a_r)), vanishing=(S * S + C - top * top * identity(a_r),)),
    printed=True,
)
scaled_28 = claim(
    "On (28): its right side gets the factor t^2 under X* -> t X*, so that (28) is not homogeneous",
    given=[t > 0, sr > 0, s1 >= sr],
    show=Eq((t * s1) ** 4 / (t * sr) ** 2, t**2 * s1**4 / sr**2),
    note="Rescaling X* and A(X*) changes no sensing problem.",
)
gaussian = claim(
    "Remark 7, text: Gaussian A satisfies (23) with high probability when p >~ r (n + m)/delta_r^2",
    Unmechanised(
        "a Gaussian A has the r-RIP with constant delta_r with high probability",
        "the constant and the probability are not given (hidden in >~)",
    ),
    printed=True,
)
optimal = claim(
    "Remark 7, text: O((n + m) r) measurements suffice for the geometry at the critical points",
    Unmechanised("the sample complexity of the cited papers", "cited, with hidden constants"),
    printed=True,
)


def _fewer_measurements(rng: np.random.Generator) -> bool:
    """Lower bounds of delta_4 of one Gaussian A with 400 rows and of its first 40 rows (rescaled), 5 x 5,
    rank 4."""
    A = rng.standard_normal((400, 5, 5))
    many = isometry_constant(Measurements(A / 20.0), 4, restarts=1).lower
    few = isometry_constant(Measurements(A[:40] / np.sqrt(40.0)), 4, restarts=1).lower
    return bool(few > many)


trend = claim(
    "Experiment on Remark 7: the lower bound of delta_4r falls with the number p of Gaussian measurements",
    Random(
        "p = 40 has the larger lower bound than p = 400, 5 x 5, r = 1", _fewer_measurements, 12, at_least=0.6
    ),
)


def _too_few(rng: np.random.Generator) -> bool:
    """Whether 400 Gaussian measurements of 5 x 5 matrices violate delta_4 <= 1/100."""
    A = rng.standard_normal((400, 5, 5)) / 20.0
    return bool(isometry_constant(Measurements(A), 4, restarts=1).lower > 0.01)


far_away = claim(
    "Experiment on Remark 7: 400 Gaussian measurements of 5 x 5 matrices are far too few for (25), "
    "delta_4 > 1/100",
    Random("delta_4 > 1/100 by an explicit matrix of rank 4", _too_few, trials=10, at_least=0.6),
    note="400 = 10 r (n + m) 4; 10^4 r (n + m) = 10^5.",
)
