"""The setting of Section 3: f(X) = |X X' - Z Z'|_H^2 / 2 + <S + Gm, X X' - Z Z'>, and what is assumed of it.

H is a symmetric bilinear form, S the noise, Gm a semidefinite matrix with Gm Z = 0. A matrix of rank at most
k is a product P R' with n x k factors. A bound nu for a norm is a number with nu >= 0 and nu^2 = the square.
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

n, r, q, k = sizes("n r q k")
X, Z, S = matrix("X", n, r), matrix("Z", n, q), matrix("S", n, n)
Gm = matrix("Gm", n, n, "semidefinite")
H = form("H", n, n)
delta, eps0, eps1, eps2, s, T, rho, w, e = parameters("delta eps0 eps1 eps2 s T rho w e")
kappa = 1 + eps2 / 2
error = X * X.T - Z * Z.T

# Objects that the premises bind.
left, right = matrix("bP", n, k), matrix("bR", n, k)
v = matrix("bv", n, 1)
D = matrix("bD", n, r)
nu = parameter("bnu")
low_rank = left * right.T


def loss(noise):
    """f as an element; its derivatives are taken by machine."""
    return H(error, error) / 2 + inner(noise, error)


def rip():
    """|M|_H^2 within 1 - delta and 1 + delta times |M|^2, for symmetric M = P R' of rank at most k."""
    bounds = H(low_rank, low_rank)
    symmetric = [equal(low_rank, low_rank.T)]
    return [
        ("rip_lower", forall([left, right], symmetric, bounds >= (1 - delta) * square(low_rank))),
        ("rip_upper", forall([left, right], symmetric, (1 + delta) * square(low_rank) >= bounds)),
    ]


def noise_bound():
    """|S v| <= eps0 |v| for all v."""
    return [("noise", forall([v], [], eps0 * eps0 * tr(v.T * v) >= tr(v.T * S.T * S * v)))]


def stationary(noise):
    """f'(X)[D] >= -eps1 |D X'| and f''(X)[D, D] >= -eps2 |D X'|^2 for all D."""
    f = loss(noise)
    norm = [nu >= 0, equal(nu**2, square(D * X.T))]
    return [
        ("first_order", forall([nu, D], norm, derivative(f, X, D) >= -(eps1 * nu))),
        ("second_order", forall([D], [], derivative(f, X, D, order=2) >= -(eps2 * square(D * X.T)))),
    ]
