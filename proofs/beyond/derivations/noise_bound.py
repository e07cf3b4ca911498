"""The noise: <SA, F> >= -eps0 rho |F| for F = A B' + C D', where |SA v| <= eps0 |v| and rho^2 = r + r*."""

from certify.claims.derivations import (
    equal,
    forall,
    gram,
    identity,
    inner,
    library,
    load,
    matrix,
    parameter,
    square,
    theorem,
    tr,
)

norms = load(__file__, "library/norms")
numbers, setting = load(__file__, "beyond/core_numbers"), load(__file__, "beyond/asymmetric_setting")
n1, n2, r, q = setting.n1, setting.n2, setting.r, setting.q
eps0, rho, SA = setting.eps0, setting.rho, setting.SA
A, B, C, D = matrix("A", n1, r), matrix("B", n2, r), matrix("C", n1, q), matrix("D", n2, q)
g = parameter("g")
F = A * B.T + C * D.T


def _noise_bound(p):
    # TT, the projector on the range of [B, D], as B KB + Bz K with Bz the part of D beyond the range of B
    KB = p.obtain(library("moore-penrose"), "mp", letters={"M": B}, new={"P": "KB"})
    Bz = p.let("Bz", D - B * KB * D)
    within = ("mp_1", "B KB B")
    p.have("across", equal(Bz.T * B), rewrite=[("Bz_is", "Bz"), ("mp_3", "KB' B'"), within])
    K = p.obtain(library("moore-penrose"), "mz", letters={"M": Bz}, new={"P": "K"})
    p.have("K_B", equal(K * B), by=K * p["mz_3"] * B - p["mz_2"] * B + K * K.T * p["across"])
    TT = p.let("TT", (B * KB + KB.T * B.T + Bz * K + K.T * Bz.T) / 2, "symmetric")
    p.have("TT_K", equal(TT, B * KB + Bz * K), by=p["TT_is"] - p["mp_3"] / 2 - p["mz_3"] / 2)
    p.have("TT_B", equal(TT * B, B), by=p["TT_K"] * B + Bz * p["K_B"] + p["mp_1"])
    p.have("back", equal(B.T * Bz), rewrite=[("across", "Bz' B")])
    p.have("KB_Bz", equal(B * KB * Bz), rewrite=[("mp_3", "B KB"), ("back", "B' Bz")])
    p.have("TT_Bz", equal(TT * Bz, Bz), by=p["TT_K"] * Bz + p["KB_Bz"] + p["mz_1"])
    p.have(
        "TT_D",
        equal(TT * D, D),
        by=p["TT_Bz"] + p["TT_B"] * (KB * D) - TT * p["Bz_is"] + p["Bz_is"],
    )
    fixed = [("TT_B", "TT B"), ("TT_D", "TT D"), ("TT_Bz", "TT Bz")]
    # |TT|^2 = tr TT <= r + r*
    p.have("rank_B", r >= tr(B * KB), by=square(identity(r) - KB * B), rewrite=[("mp_4", "B' KB'"), within])
    p.have(
        "rank_Bz",
        q >= tr(Bz * K),
        by=square(identity(q) - K * Bz),
        rewrite=[("mz_4", "Bz' K'"), ("mz_1", "Bz K Bz")],
    )
    p.have("rank", r + q >= square(TT), by=p["rank_B"] + p["rank_Bz"] - tr(TT * p["TT_K"]), rewrite=fixed)

    def gap(x):
        x.apply("noise", "bound", letters={"av": x.named("v0")})
        x.conclude(by=x["bound"])

    p.psd("Qn", eps0 * eps0 * identity(n2) - SA.T * SA, gap, vector="v0")
    p.have(
        "size",
        (eps0 * rho) ** 2 >= square(-SA * TT),
        by=p["rank"] * square(eps0) + gram(TT, right="Qn") + eps0 * eps0 * p["rho_square"],
        rewrite=[("Qn_is", "Qn")],
    )
    p.have("product", eps0 * rho >= 0, by=p["eps0_nonneg"] * p["rho_nonneg"])
    p.have("norm", g * g >= square(F), by=p["g_square"])
    p.apply(
        norms.cauchy_schwarz,
        "bound",
        parameters={"alpha": eps0 * rho, "beta": g},
        letters={"A": -SA * TT, "B": F},
        premises=["product", "g_nonneg", "size", "norm"],
    )
    p.conclude(by=p["bound"], rewrite=fixed)


noise_bound = theorem(
    "noise_bound",
    forall(
        [n1, n2, r, q, eps0, rho, g, A, B, C, D, SA],
        [
            ("eps0_nonneg", eps0 >= 0),
            ("rho_nonneg", rho >= 0),
            ("rho_square", equal(rho * rho, r + q)),
            ("g_nonneg", g >= 0),
            ("g_square", equal(g * g, square(F))),
            setting.NOISE,
        ],
        eps0 * rho * g + inner(SA, F) >= 0,
    ),
    _noise_bound,
    numbers.noisy_products,
)
