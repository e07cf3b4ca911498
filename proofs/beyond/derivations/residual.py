"""The residual S = H(E, .) + SA as a matrix, the case S = 0, and the least eigenvectors of U'U and V'V."""

from certify.claims.derivations import (
    element,
    equal,
    forall,
    gram,
    identity,
    inner,
    library,
    load,
    parameter,
    square,
    theorem,
    tr,
)

order = load(__file__, "library/order")
noise_bound = load(__file__, "beyond/noise_bound")
numbers, setting = load(__file__, "beyond/asymmetric_numbers"), load(__file__, "beyond/asymmetric_setting")
core = load(__file__, "beyond/asymmetric_core")
n1, n2, r, q, k, H = (getattr(setting, name) for name in ["n1", "n2", "r", "q", "k", "H"])
U, V, Us, Vs, SA, error = (getattr(setting, name) for name in ["U", "V", "Us", "Vs", "SA", "error"])
delta, eps0, eps1, s, T, rho, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "s", "T", "rho", "e"]
)
lam = parameter("lam")
any_matrix = core.any_matrix


def _no_residual(p):
    # (1 - delta) |E|^2 <= H(E, E) = -<SA, E> <= eps0 rho |E|
    J1, J2 = p.obtain(
        library("orthonormal-pair"),
        "J",
        sizes={"k": k, "m": r, "n": q},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    units = [("J_1", "J1' J1"), ("J_2", "J2' J2"), ("J_3", "J1' J2")]
    p.apply("critical", "at_E", letters={"aM": error})
    p.apply("rip_lower", "least", letters={"aP": U * J1.T + Us * J2.T, "aR": V * J1.T - Vs * J2.T})
    p.apply(
        noise_bound.noise_bound,
        "noise_E",
        parameters={"g": e},
        letters={"A": U, "B": V, "C": -Us, "D": Vs},
    )
    value = eps0 * rho - (1 - delta) * e
    p.have(
        "scaled",
        value * e >= 0,
        by=p["least"] + p["noise_E"] - p["at_E"] - (1 - delta) * p["e_square"],
        rewrite=units,
    )
    above, zero, below = p.cases(e, "e_sign")
    below.contradiction(by=below["e_nonneg"] + below["e_sign"])
    nonneg = zero["eps0_nonneg"] * zero["rho_nonneg"] + zero["eps1_nonneg"]
    zero.conclude(by=nonneg - (T - delta) * zero["e_sign"])
    p = above
    p.apply(order.divide, "bound", parameters={"x": value, "c": e}, premises=["scaled", "e_sign"])
    # T <= 1, as T^2 <= 1
    p.have("one", element(1) >= 0, by=1)
    p.have("lam_nonneg", lam >= 0, by=p["lam_least"] + 1)
    p.have("T_square", element(1) >= T * T, by=p["T_sharp"] + p["lam_nonneg"] * p["s_pos"] * p["T_pos"])
    p.apply(order.root_monotone, "T_most", parameters={"x": T, "y": 1}, premises=["one", "T_square"])
    p.conclude(by=p["bound"] + p["T_most"] * p["e_sign"] + p["eps1_nonneg"])


no_residual = theorem(
    "no_residual",
    forall(
        [*setting.SIZES, delta, eps0, eps1, lam, s, T, rho, e, *setting.MATRICES, H],
        [
            *setting.NUMBERS,
            ("eps1_nonneg", eps1 >= 0),
            ("lam_least", lam >= 1),
            ("T_sharp", lam * s * T <= 1 - T * T),
            setting.RIP[0],
            setting.NOISE,
            ("critical", forall([any_matrix], [], equal(H(error, any_matrix) + inner(SA, any_matrix)))),
        ],
        eps0 * rho + eps1 >= (T - delta) * e,
    ),
    _no_residual,
    numbers.uncurved_points,
)


def residual(p):
    """S, with the fact `pairing` that <S, M> = H(E, M) + <SA, M> for every M."""
    L = p.obtain(library("riesz"), "riesz", letters={"A": error}, new={"L": "LE"})
    S = p.let("S", L + SA)

    def pairing(x):
        x.apply("riesz", "at", letters={"B": any_matrix})
        x.conclude(by=x["at"], rewrite=[("S_is", "S")])

    said = forall([any_matrix], [], equal(H(error, any_matrix) + inner(SA, any_matrix), inner(S, any_matrix)))
    p.lemma("pairing", said, pairing)
    return S


def least_eigenvector(p, factor, name):
    """Proofs where the least eigenvalue of X'X is positive, and where X u = 0 (fact null) with |u| = 1."""
    lam_, vector, _ = p.obtain(
        library("least-eigenpair"),
        f"e{name}",
        letters={"S": factor.T * factor},
        new={"lam": f"lam_{name}", "u": f"u{name}", "Q": f"Q{name}"},
    )
    p.have(
        f"norm_{name}",
        equal(square(factor * vector), lam_),
        by=tr(vector.T * p[f"e{name}_1"]),
        rewrite=[(f"e{name}_2", f"u{name}' u{name}")],
    )
    above, zero, below = p.cases(lam_, f"sign_{name}")
    below.contradiction(by=below[f"sign_{name}"] + square(factor * vector) - below[f"norm_{name}"])
    zero.have("norm", equal(square(factor * vector)), by=zero[f"norm_{name}"] + zero[f"sign_{name}"])
    zero.apply(library("zero-norm"), "null", letters={"M": factor * vector}, premises=["norm"])
    return above, zero


def vanishing(p, matrix, direction):
    """matrix = 0, the fact `vanishes`; `direction` closes the case |matrix v|^2 > 0, with inverse y."""

    def negative(x):
        v = x.named("v0")
        size = square(matrix * v)
        above, zero, below = x.cases(size, "size_sign")
        zero.conclude(by=-zero["size_sign"])
        below.conclude(by=below["size_sign"])
        above.obtain(library("inverse"), "inv", parameters={"x": size}, premises=["size_sign"])
        direction(above, v)

    p.psd("Sn", -(matrix.T * matrix), negative, vector="v0")
    p.have(
        "at_most",
        -square(matrix) >= 0,
        by=gram(identity(matrix.shape[1]), left="Sn"),
        rewrite=[("Sn_is", "Sn")],
    )
    p.have("at_least", square(matrix) >= 0, by=square(matrix))
    p.apply(
        order.antisymmetry, "norm_zero", parameters={"x": square(matrix)}, premises=["at_least", "at_most"]
    )
    p.apply(library("zero-norm"), "vanishes", letters={"M": matrix}, premises=["norm_zero"])


def finish_without(p, lam_):
    """The goal, where S = 0 is the fact `S_zero`."""

    def critical(x):
        x.apply("pairing", "at")
        x.conclude(by=x["at"], rewrite=[("S_zero", "S")])

    put = {"parameters": {"lam": lam_}}
    if "eps1" not in p.names:
        put["parameters"]["eps1"] = element(0)
    p.lemma("critical", p.wanted(no_residual, **put)["critical"], critical)
    p.apply(no_residual, "goal", **put)
    p.finish("goal")


def columns(p):
    """Letters j1 and j2 of length k with j1'j1 = j2'j2 = 1 and j1'j2 = 0, and the rules for them."""
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("k_two", k >= 2, by=p["room"] + p["r_least"] + p["q_least"])
    p.obtain(
        library("orthonormal-pair"),
        "j",
        sizes={"k": k, "m": "1", "n": "1"},
        premises=["k_two"],
        new={"J": "j1", "K": "j2"},
    )
    return [("j_1", "j1' j1"), ("j_2", "j2' j2"), ("j_3", "j1' j2")]
