"""The asymmetric class: second-order points are near M* for delta < 1/(1 + sqrt(r*/r)), and this is sharp.

Let g(U, V) = 2 |A(U V') - b|^2 + (mu/2) |U'U - V'V|^2 with b = A(M*) + w, |A'(w)|_op <= eps0, rank M* <= r*
<= r, and A in RIP(delta, r + r*). Let s = sqrt(r*/r) and T = 1/(1 + s). For all n1, n2 and r, and every mu
>= 0, an exact second-order point has

    (T - delta) |U V' - M*| <= eps0 sqrt(r + r*)

(`with_noise`); so U V' = M* without noise (`exact`). Theorem 1.6 of the main paper asks for delta < T/2 and
has 2 eps0. It is so for every loss with the same isometry (`general_losses`), and with eps2 > 0: in the
local norm with mu > 0 for kappa = 1 + eps2/(2 (1 + delta)) and T = 1/(1 + kappa s) (`local_norm`), and
without regulariser, with eps1 > 0 too, in the norm |D1 V'|^2 + |U D2'|^2 that no choice of factors changes,
for kappa = 1 + eps2/(1 + delta) (`factor_invariant`).

Where min(n1, n2) >= r + r* nothing weaker will do: at delta = T there are points with all of this and |U V'
- M*| > |M*| (`spurious_local_norm`, `spurious_factor_invariant`). The condition of `local_norm` is the one
at which both halves of the symmetric case meet (`as_symmetric`). It lies between those of the two parts of
Theorem 1.6 (`between_the_printed`).

The proof takes the residual S = H(E, .) + SA at M = U V'. A point of lower rank than r has S = 0. At
another one S vanishes on the ranges of M, and beyond them it is at most kappa (1 + delta) sigma, sigma the
least singular value: take the second derivative along (a u', b u') with a singular vector u of sigma. That
is all of it that the `core` needs, which compares <S, F> with H(E, F) for F in the span of the tangent and
the normal part of E; and |E|^2 is large against sigma in the manner of Eckart and Young (`eckart_young`).
"""

from certify.claims import And, Eq, Theorem, claim, reals
from certify.claims.derivations import load

_core, _threshold = load(__file__, "beyond/asymmetric_core"), load(__file__, "beyond/asymmetric_threshold")
_exactness, _young = load(__file__, "beyond/asymmetric_exactness"), load(__file__, "beyond/eckart_young")
_points, _invariant = load(__file__, "beyond/second_order_points"), load(__file__, "beyond/factor_invariant")
delta, s, eps2, kappa = reals("delta s eps2 kappa")

READ = (
    "For all sizes, by derivation. q is r*, s^2 = q/r, rho^2 = r + q, e = |U V' - Us Vs'| and M* "
    "= Us Vs'; H is "
    "<A(.), A(.)> and SA = -A'(w). A matrix of rank at most k is P R'. "
)
eckart_young = claim(
    "Asymmetric threshold, lemma: |M - M*|^2 >= (1 - c^2) |N|^2 + 2 c sigma tr Gm + (r - r*) "
    "sigma^2 for c in "
    "[0, 1], where N = WA Gm WB' is the part of M* beyond both ranges of M",
    Theorem(_young.eckart_young),
    note="M = Wl (sigma I + Qs) Wr' has rank r where sigma > 0; tr Gm is the nuclear norm of N if Gm >= 0.",
)
core = claim(
    "Asymmetric threshold, core: (T - delta) |E| <= eps0 rho + eps1 for a residual that is small on tangent "
    "matrices and at most lam sigma beyond both ranges, T^2 + lam s T <= 1",
    Theorem(_core.core),
    rests_on=["asymmetric_threshold.eckart_young"],
    note="No factors and no Hessian. M = Wl (sigma I + Qs) Wr', E = M - Us Vs', and S is the residual.",
)
second_order = claim(
    "Asymmetric threshold: second-order points up to mu eta times the squared local norm, for "
    "general losses, "
    "T^2 + (1 + delta + mu eta/2) s T <= 1",
    Theorem(_points.second_order_points),
    rests_on=["asymmetric_threshold.core"],
    note=READ
    + "H is the mean of the second derivative of the loss between M* and U V', HM that at U V', and SA "
    "the gradient of the loss at M*.",
)
general_losses = claim(
    "Asymmetric threshold: exact second-order points with noise, for general losses, T = 1/(1 + "
    "s) and every mu >= 0",
    Theorem(_threshold.general_losses),
    rests_on=["asymmetric_threshold.second_order"],
    note=READ
    + "H is the mean of the second derivative of the loss between M* and U V', HM that at U V', and SA "
    "the gradient of the loss at M*.",
)
with_noise = claim(
    "Asymmetric threshold: exact second-order points with noise, T = 1/(1 + s) and every mu >= 0",
    Theorem(_threshold.with_noise),
    rests_on=["asymmetric_threshold.second_order"],
    note=READ + "The gradient and the Hessian are derived from g by machine.",
)
exact = claim(
    "Asymmetric threshold: exact second-order points without noise have U V' = M* if r/r* > (delta/(1 - "
    "delta))^2, for every mu >= 0",
    Theorem(_threshold.exact),
    rests_on=["asymmetric_threshold.with_noise"],
    note=READ + "The ratio says delta < 1/(1 + s), as in Theorem 1.2 of the main paper.",
)
local_norm = claim(
    "Asymmetric threshold: eps2 in the local norm, T = 1/(1 + kappa s) with 2 (1 + delta) (kappa "
    "- 1) = eps2 and "
    "every mu > 0",
    Theorem(_threshold.local_norm),
    rests_on=["asymmetric_threshold.second_order"],
    note=READ,
)
factor_invariant = claim(
    "Asymmetric threshold: eps0, eps1 and eps2 without regulariser, in the norm |D1 V'|^2 + |U "
    "D2'|^2, T = 1/(1 + "
    "kappa s) with (1 + delta) (kappa - 1) = eps2",
    Theorem(_invariant.factor_invariant),
    rests_on=["asymmetric_threshold.core"],
    note=READ + "f(U, V) = |A(U V') - b|^2/2. The factors need not be balanced.",
)
spurious_local_norm = claim(
    "Asymmetric threshold, exactness: at delta (1 + kappa s) = 1 a spurious point for every mu >= 0, with "
    "curvature at least -2 (1 + delta) (kappa - 1) in the local norm",
    Theorem(_exactness.exactness),
    rests_on=["asymmetric_threshold.local_norm"],
    note="U = P1, V = O1, M* = c P2 O2' with orthonormal columns, so min(n1, n2) >= r + r*. The "
    "isometry is that "
    "of all matrices. Last fact: |U V' - M*| > |M*|. At kappa = 1 it is an exact second-order point.",
)
spurious_factor_invariant = claim(
    "Asymmetric threshold, exactness: at delta (1 + kappa s) = 1 a spurious point without regulariser, with "
    "curvature at least -(1 + delta) (kappa - 1) in the norm |D1 V'|^2 + |U D2'|^2",
    Theorem(_exactness.plain_exactness),
    rests_on=["asymmetric_threshold.factor_invariant"],
    note="The same points and the same form.",
)
as_symmetric = claim(
    "Asymmetric threshold: its condition is the one at which both halves of the symmetric case meet",
    given=[delta >= 0, s > 0, eps2 >= 0, Eq(2 * (1 + delta) * (kappa - 1), eps2)],
    show=Eq(delta * (1 + kappa * s), delta * (1 + s * (1 + eps2 / (2 * (1 + delta))))),
    rests_on=["asymmetric_threshold.spurious_local_norm", "sharper_threshold.theorem"],
)
between_the_printed = claim(
    "Asymmetric threshold: above the condition of Theorem 1.6 (a), below that of Theorem 1.6 (b)",
    given=[
        s > 0,
        s <= 1,
        eps2 >= 0,
        delta >= 0,
        delta <= 1,
        kappa >= 1,
        Eq(2 * (1 + delta) * (kappa - 1), eps2),
        Eq(delta * (1 + kappa * s), 1),
    ],
    show=And(delta > 1 / (2 * (1 + (1 + eps2 / 2) * s)), delta <= 1 / (1 + (1 + eps2 / 4) * s)),
    rests_on=["asymmetric_threshold.local_norm", "asymmetric_threshold.spurious_local_norm"],
    seconds=60,
)
canary = claim(
    "Canary: the condition is not that of Theorem 1.6 (b)",
    given=[
        s > 0,
        s <= 1,
        eps2 >= 0,
        delta >= 0,
        delta <= 1,
        Eq(2 * (1 + delta) * (kappa - 1), eps2),
        Eq(delta * (1 + kappa * s), 1),
    ],
    show=delta >= 1 / (1 + (1 + eps2 / 4) * s),
    canary="REFUTED",
    seconds=60,
)
