"""The asymmetric class: g(U, V) = 2 |U V' - M*|_H^2 + 4 <SA, U V' - M*> + (mu/2) |U'U - V'V|^2, M* = Us Vs'.

H is a symmetric bilinear form on n1 by n2 matrices, and SA is the noise: for g = 2 |A(U V') - b|^2 with b =
A(M*) + w, up to a constant, H(M, N) = <A(M), A(N)> and SA = -A'(w). The factors of M* need not be balanced,
and n1, n2 and r stand in no relation. A matrix of rank at most k is a product P R' with k columns.
"""

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    form,
    inner,
    matrix,
    parameter,
    parameters,
    sizes,
    square,
    tr,
)

n1, n2, r, q, k = sizes("n1 n2 r q k")
delta, eps0, eps1, eps2, mu, s, T, rho, e = parameters("delta eps0 eps1 eps2 mu s T rho e")
kappa = parameter("kappa")
H = form("H", n1, n2)
U, V, Us, Vs = matrix("U", n1, r), matrix("V", n2, r), matrix("Us", n1, q), matrix("Vs", n2, q)
SA = matrix("SA", n1, n2)
error = U * V.T - Us * Vs.T
balance = U.T * U - V.T * V
SIZES = [n1, n2, r, q, k]
MATRICES = [U, V, Us, Vs, SA]

# Objects that the premises bind.
left, right, column = matrix("aP", n1, k), matrix("aR", n2, k), matrix("av", n2, 1)
D1, D2 = matrix("D1", n1, r), matrix("D2", n2, r)
nu = parameter("nu")
low_rank = left * right.T
change = D1 * V.T + U * D2.T

local_norm = tr(D1.T * D1 * (U.T * U + V.T * V)) + tr(D2.T * D2 * (U.T * U + V.T * V))
invariant_norm = square(D1 * V.T) + square(U * D2.T)

ROOM = [
    ("ranks", r >= q),
    ("room", k >= r + q),
    ("delta_nonneg", delta >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("T_pos", T > 0),
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
]
NUMBERS = [*ROOM, ("e_nonneg", e >= 0), ("e_square", equal(e * e, square(error)))]


def upper(form_):
    """|M|_H^2 <= (1 + delta) |M|^2 for M = P R' of rank at most k."""
    return forall([left, right], [], (1 + delta) * square(low_rank) >= form_(low_rank, low_rank))


RIP = [
    ("rip_lower", forall([left, right], [], H(low_rank, low_rank) >= (1 - delta) * square(low_rank))),
    ("rip_upper", upper(H)),
]
NOISE = ("noise", forall([column], [], eps0 * eps0 * tr(column.T * column) >= square(SA * column)))


def loss(weight, noise=SA):
    """g, where `weight` is that of the regulariser; without it, half of H(E, E) and <noise, E>."""
    plain = H(error, error) / 2 + inner(noise, error)
    return 4 * plain + weight * square(balance) / 2 if weight is not None else plain


def slope(value):
    """The derivative of a function of U and V in the direction (D1, D2)."""
    return derivative(value, U, D1) + derivative(value, V, D2)


def stationary(value):
    """The gradient is 0."""
    return ("stationary", forall([D1, D2], [], equal(slope(value))))


def curvature(value, slack=0):
    """The second derivative is at least -slack in every direction."""
    second = slope(slope(value))
    return ("curvature", forall([D1, D2], [], second + slack >= 0 if slack else second >= 0))
