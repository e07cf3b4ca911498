"""A lower bound for |E_T|^2 from the least eigenvalue lam > 0 of X'X: the constraint of Lemma 3.9."""

from certify.claims.derivations import (
    equal,
    forall,
    gram,
    identity,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
    tr,
)

order = load(__file__, "library/order")
points = load(__file__, "zhang/points")
setting = load(__file__, "zhang/setting")
n, r, q, X, Z = setting.n, setting.r, setting.q, setting.X, setting.Z
P, Y = matrix("P", r, n), matrix("Y", n, q)
V, R, U = matrix("V", n, r), matrix("R", r, r, "semidefinite"), matrix("U", r, q)
Q, B = matrix("Q", r, r, "semidefinite"), matrix("B", q, q, "semidefinite")
lam, weight = parameters("lam weight")
XPX, PXs, XXP = "X P X", "P' X'", "X' X P"


def penrose(M, inverse):
    """The four equations of the Moore-Penrose inverse."""
    return [
        ("mp1", equal(M * inverse * M, M)),
        ("mp2", equal(inverse * M * inverse, inverse)),
        ("mp3", equal(M * inverse, (M * inverse).T)),
        ("mp4", equal(inverse * M, (inverse * M).T)),
    ]


PREMISES = [
    *penrose(X, P),
    ("shifted", equal(X.T * X - lam * identity(r), Q)),
    ("lam_pos", lam > 0),
    ("ranks", r >= q),
    ("weight_least", weight >= 0),
    ("weight_most", 1 - weight >= 0),
    ("Y_def", equal(Y - Z + X * P * Z)),
]
ET = X * X.T - Z * Z.T + Y * Y.T


def _constraint(c):
    pen = [("mp1", XPX), ("mp3", PXs)]
    c.have("mpx", equal(X.T * X * P, X.T), by=X.T * c["mp3"], rewrite=[("mp1", XPX)])
    N = identity(r) - P * X
    rw4 = [("mp4", "X' P'"), ("mp1", XPX)]
    c.have("tr1", r >= tr(X * P), by=square(N), rewrite=rw4)
    c.have(
        "tr2", -(r - tr(X * P)) * lam >= 0, by=gram(N.T, right="Q") + tr(N.T * c["shifted"] * N), rewrite=rw4
    )
    c.apply(order.divide, "tr3", parameters={"x": -(r - tr(X * P)), "c": lam}, premises=["tr2", "lam_pos"])
    c.apply(order.antisymmetry, "tr", parameters={"x": r - tr(X * P)}, premises=["tr1", "tr3"])
    c.have(
        "nr",
        n >= r,
        by=square(identity(n) - X * P) - c["tr"],
        rewrite=[("mp3", PXs), ("mp1", XPX), ("mpx", XXP)],
    )
    c.apply(library("polar"), "pol", letters={"M": X}, premises=["nr"], new={"U": "V"})
    VV = ("pol_1", "V' V")
    XV = ("pol_2", "X")
    c.have("RR", equal(R * R - lam * identity(r), Q), by=c["shifted"], rewrite=[XV, VV])
    c.have("VX", equal(V * V.T * X, X), rewrite=[XV, VV])
    c.have(
        "PV0", equal(square(V * V.T - X * P)), by=c["tr"], rewrite=[VV, ("VX", "V V' X"), *pen, ("mpx", XXP)]
    )
    c.apply(library("zero-norm"), "PV", letters={"M": V * V.T - X * P}, premises=["PV0"])
    c.apply(library("polar"), "pz", letters={"M": V.T * Z}, premises=["ranks"], new={"R": "B"})
    XP = ("PV", "X P")
    c.have("Zd", equal(Z - Y, V * U * B), by=-c["Y_def"], rewrite=[XP, ("pz_2", "V' Z")])
    c.have("VY", equal(V.T * Y), rewrite=[("Y_def", "Y"), XP, VV])
    C = Y.T * Y
    W = identity(r) - U * U.T
    Yc = weight * U * C * U.T + lam * W
    M = lam * identity(r) + Q - U * B * B * U.T
    c.conclude(
        by=square(M - Yc)
        + 2 * c["weight_least"] * gram(Y * U.T, right="Q")
        + 2 * c["lam_pos"] * gram(W, right="Q")
        + 2 * c["weight_most"] * square(Y * B),
        rewrite=[XV, ("Zd", "Z"), VV, ("VY", "V' Y"), ("pz_1", "U' U"), ("RR", "R R")],
    )


constraint = theorem(
    "constraint",
    forall(
        [n, r, q, lam, weight, X, Z, P, Y, Q],
        PREMISES,
        square(ET) - (r - q) * lam * lam - 2 * lam * weight * square(Y) + weight * weight * square(Y * Y.T)
        >= 0,
    ),
    _constraint,
    points.constraint_points,
)
