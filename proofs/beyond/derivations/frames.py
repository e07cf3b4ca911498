"""Factors of full column rank: V = Wr R and U R = Wl R1, so that U V' = Wl (sigma I + Qs) Wr' with sigma > 0.

No singular values are needed: R and R1 are factors of polar decompositions, sigma is the least eigenvalue
of R1, and u a unit eigenvector of it. The factors U and V are any: nothing is balanced or normalised.
"""

from certify.claims.derivations import (
    equal,
    exists,
    forall,
    gram,
    identity,
    library,
    load,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    tr,
)

order, penrose = load(__file__, "library/order"), load(__file__, "zhang/constraint").penrose
numbers, setting = load(__file__, "beyond/core_numbers"), load(__file__, "beyond/asymmetric_setting")
eckart_young = load(__file__, "beyond/eckart_young")
m, n = sizes("m n")
X, P, Q = matrix("X", m, n), matrix("P", n, m), matrix("Q", n, n, "semidefinite")
lam, lam_u, lam_v = parameters("lam lam_u lam_v")


def _full_rank(p):
    rest = identity(n) - P * X
    p.have(
        "scaled",
        -square(rest) * lam >= 0,
        by=gram(rest.T, right="Q") + tr(rest.T * p["shifted"] * rest),
        rewrite=[("mp1", "X P X")],
    )
    p.apply(order.divide, "most", parameters={"x": -square(rest), "c": lam}, premises=["scaled", "lam_pos"])
    p.have("least", square(rest) >= 0, by=square(rest))
    p.apply(order.antisymmetry, "norm", parameters={"x": square(rest)}, premises=["least", "most"])
    p.apply(library("zero-norm"), "rest", letters={"M": rest}, premises=["norm"])
    p.conclude(by=-p["rest"])


full_rank = theorem(
    "full_rank",
    forall(
        [m, n, lam, X, P, Q],
        [*penrose(X, P), ("shifted", equal(X.T * X, lam * identity(n) + Q)), ("lam_pos", lam > 0)],
        equal(P * X, identity(n)),
    ),
    _full_rank,
    numbers.full_ranks,
)

n1, n2, r, U, V = (getattr(setting, name) for name in ["n1", "n2", "r", "U", "V"])
Qu, Qv = matrix("Qu", r, r, "semidefinite"), matrix("Qv", r, r, "semidefinite")
Wl, Wr, Qs, sigma = eckart_young.Wl, eckart_young.Wr, eckart_young.Qs, eckart_young.sigma
R, R1 = matrix("R", r, r, "semidefinite"), matrix("R1", r, r, "semidefinite")
Gi, Gx = matrix("Gi", r, r, "symmetric"), matrix("Gx", r, r, "symmetric")
u = matrix("u", r, 1)


def _polar(p, M, shift, rest, names, facts):
    """M = W R with W'W = I, and G with G R R = I; the names are those of W, R, G and of M's inverse."""
    frame, root, inverse, pseudo = names
    mp, name = f"m{frame}", M.name
    K = p.obtain(library("moore-penrose"), mp, letters={"M": M}, new={"P": pseudo})
    inside = [f"{mp}_{i}" for i in (1, 2, 3, 4)]
    put = {"parameters": {"lam": shift}, "letters": {"X": M, "P": K, "Q": rest}}
    p.apply(full_rank, f"{mp}_full", **put, premises=[*inside, *facts])
    full = (f"{mp}_full", f"{pseudo} {name}")
    third = (f"{mp}_3", f"{pseudo}' {name}'")
    rows = p.named(M.shape[0])
    p.have(f"tall_{frame}", rows >= r, by=square(identity(M.shape[0]) - M * K), rewrite=[full, third])
    W, Z = p.obtain(
        library("polar"),
        f"p{frame}",
        letters={"M": M},
        premises=[f"tall_{frame}"],
        new={"U": frame, "R": root},
    )
    p.have(
        f"{root}_square",
        equal(Z * Z, M.T * M),
        rewrite=[(f"p{frame}_2", name), (f"p{frame}_1", f"{frame}' {frame}")],
    )
    G = p.let(inverse, K * K.T, "symmetric")
    p.have(
        f"{inverse}_gram", equal(G * M.T * M, identity(r)), rewrite=[(f"{inverse}_is", inverse), third, full]
    )
    p.have(
        f"{inverse}_root",
        equal(G * Z * Z, identity(r)),
        by=p[f"{inverse}_gram"],
        rewrite=[(f"{root}_square", f"{root} {root}")],
    )
    return W, Z, G


def _frames(p):
    _polar(p, V, lam_v, Qv, ("Wr", "R", "Gi", "PV"), ["shifted_v", "lam_v_pos"])
    root = p.named("R")
    product = p.let("Xt", U * root)

    def both(x):
        v = x.named("v0")
        x.conclude(by=gram((root * v).T, right="Qu") + x["lam_u_pos"] * gram(v.T, right="Qv"))

    rest = p.psd("Qt", root * Qu * root + lam_u * Qv, both, vector="v0")
    p.have(
        "shifted_product",
        equal(product.T * product, lam_u * lam_v * identity(r) + rest),
        by=root * p["shifted_u"] * root + lam_u * p["R_square"] + lam_u * p["shifted_v"],
        rewrite=[("Xt_is", "Xt"), ("Qt_is", "Qt")],
    )
    p.have("lam_pos", lam_u * lam_v > 0, by=p["lam_u_pos"] * p["lam_v_pos"])
    left, root1, inverse1 = _polar(
        p, product, lam_u * lam_v, rest, ("Wl", "R1", "Gx", "PX"), ["shifted_product", "lam_pos"]
    )
    least, vector, _ = p.obtain(
        library("least-eigenpair"), "ei", letters={"S": root1}, new={"lam": "sigma", "Q": "Qs"}
    )
    along, unit = ("ei_1", "R1 u"), ("ei_2", "u' u")
    p.have("sigma_nonneg", least >= 0, by=gram(vector, left="R1"), rewrite=[along, unit])
    above, zero, below = p.cases(least, "sigma_pos")
    below.contradiction(by=below["sigma_nonneg"] + below["sigma_pos"])
    # sigma = 0: u'u = u' Gx R1 R1 u = 0
    zero.contradiction(
        by=1
        + tr(vector.T * zero["Gx_root"] * vector)
        + tr(zero["ei_2"])
        - tr(vector.T * inverse1 * root1 * vector) * zero["sigma_pos"],
        rewrite=[along],
    )
    p = above
    p.have("U_R", equal(U * root, left * root1), by=p["pWl_2"] - p["Xt_is"])
    inverse = p.named("Gi")
    p.have(
        "U_frame",
        equal(U, left * root1 * root * inverse),
        by=p["U_R"] * (root * inverse),
        rewrite=[("Gi_root", "Gi R R")],
    )
    p.have(
        "product",
        equal(left * (least * identity(r) + p.named("Qs")) * p.named("Wr").T, U * V.T),
        rewrite=[("pWr_2", "V"), ("U_R", "U R"), ("ei_3", "Qs")],
    )
    p.finish(
        "sigma_pos",
        "pWl_1",
        "pWr_1",
        "pWr_2",
        "U_R",
        "U_frame",
        "product",
        "Gi_root",
        "Gx_root",
        "ei_1",
        "ei_2",
    )


frames = theorem(
    "frames",
    forall(
        [n1, n2, r, lam_u, lam_v, U, V, Qu, Qv],
        [
            ("shifted_u", equal(U.T * U, lam_u * identity(r) + Qu)),
            ("shifted_v", equal(V.T * V, lam_v * identity(r) + Qv)),
            ("lam_u_pos", lam_u > 0),
            ("lam_v_pos", lam_v > 0),
        ],
        exists(
            [sigma, Wl, Wr, R, R1, Gi, Gx, Qs, u],
            {
                "sigma_pos": sigma > 0,
                "unit_l": equal(Wl.T * Wl, identity(r)),
                "unit_r": equal(Wr.T * Wr, identity(r)),
                "V_frame": equal(V, Wr * R),
                "U_R": equal(U * R, Wl * R1),
                "U_frame": equal(U, Wl * R1 * R * Gi),
                "product": equal(Wl * (sigma * identity(r) + Qs) * Wr.T, U * V.T),
                "Gi_root": equal(Gi * R * R, identity(r)),
                "Gx_root": equal(Gx * R1 * R1, identity(r)),
                "eigenvector": equal(R1 * u, sigma * u),
                "unit": equal(u.T * u, identity(1)),
            },
        ),
    ),
    _frames,
    numbers.factor_pairs,
)
