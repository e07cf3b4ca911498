"""The core theorem of Section 3, for all sizes: (T - delta) |E| <= eps0 rho + eps1 / sqrt(2).

T is the positive root of T^2 + (1 + eps2/2 + delta) s T = 1, s^2 = r*/r and rho^2 = r + r*. The proof splits
E = E_T + E_N by the range of X, takes the first-order condition along E_T, the second-order condition along
E_N with the least eigenvector of X'X, and ends with two scalar inequalities.
"""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    evaluate,
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

order, norms = load(__file__, "library/order"), load(__file__, "library/norms")
scalar_end, constraint = load(__file__, "zhang/scalar_end"), load(__file__, "zhang/constraint")
points, setting = load(__file__, "zhang/points"), load(__file__, "zhang/setting")
n, r, q, k_, X, Z, S, Gm, H = (
    getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "Gm", "H"]
)
delta, eps0, eps1, eps2, s, T, rho, w, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho", "w", "e"]
)
kappa, error = setting.kappa, setting.error

NUMBERS = [
    ("ranks", r >= q),
    ("room", k_ >= r + q),
    ("delta_nonneg", delta >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
]
NORMS = [
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
    ("w_nonneg", w >= 0),
    ("w_square", equal(w * w, 2)),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(error))),
]
SHARP = [("T_sharp", (kappa + delta) * s * T <= 1 - T * T), ("T_pos", T > 0)]
KILLS = [("kills_Z", equal(Gm * Z))]
OBJECTS = [n, r, q, k_, delta, eps0, eps1, eps2, s, T, rho, w, e, X, Z, S, H]
GOAL = eps0 * rho + eps1 * w / 2 >= (T - delta) * e


def span(c):
    """steps 1-7: decomposition and noise; uses h4 eps0, h11 rho, h12, h16 and NOISE"""
    P = c.apply(library("moore-penrose"), "mp", letters={"M": X})
    XPXr, PXr = ("mp_1", "X P X"), ("mp_3", "P' X'")
    Y = c.let("Y", Z - X * P * Z)
    c.let("G", P * Z)
    c.let("E", error, "symmetric")
    c.let("N", Y * Y.T, "symmetric")
    G, E, N = (c.named("G"), c.named("E"), c.named("N"))
    c.have("YX", equal(Y.T * X), rewrite=[("Y_is", "Y"), PXr, XPXr])
    c.have("Zd", equal(Z - Y, X * G), by=-c["Y_is"], rewrite=[("G_is", "G")])
    RD = [("E_is", "E"), ("N_is", "N"), ("Zd", "Z"), ("YX", "Y' X")]
    c.have("EN", equal(inner(E, N) + square(N)), rewrite=RD)
    c.let("b2", square(N))
    c.let("a2", square(E + N))
    b2, a2 = (c.named("b2"), c.named("a2"))
    c.have("EE", equal(square(E), e * e), by=-c["e_square"], rewrite=[("E_is", "E")])
    c.have("pyth", equal(a2 + b2, e * e), by=c["EE"] + c["a2_is"] + c["b2_is"] + 2 * c["EN"])
    c.have("a0", a2 >= 0, by=square(E + N) + c["a2_is"])
    c.have("b0", b2 >= 0, by=square(N) + c["b2_is"])
    # the projector on the range of [X, Z]
    c.apply(library("moore-penrose"), "my", letters={"M": Y}, new={"P": "K"})
    K = c.named("K")
    c.have("KX", equal(K * X), by=-(c["my_2"] * X) + K * c["my_3"] * X + K * K.T * c["YX"])
    c.let("TT", X * P + Y * K)
    TT = c.named("TT")
    c.have("TX", equal(TT * X, X), rewrite=[("TT_is", "TT"), XPXr, ("KX", "K X")])
    c.have("Ysym", equal(Y * K, K.T * Y.T), by=c["my_3"])
    c.have("YKY", equal(Y * K * Y, Y), by=c["my_1"])
    c.have(
        "YY", equal(TT * Y, Y), rewrite=[("TT_is", "TT"), ("mp_3", "X P"), ("YX", "Y' X"), ("YKY", "Y K Y")]
    )
    c.have("Tsym", equal(TT, TT.T), by=c["mp_3"] + c["Ysym"], rewrite=[("TT_is", "TT")])
    c.have("trP", r >= tr(X * P), by=square(identity(r) - P * X), rewrite=[("mp_4", "X' P'"), XPXr])
    c.have(
        "trK", q >= tr(Y * K), by=square(identity(q) - K * Y), rewrite=[("my_4", "Y' K'"), ("YKY", "Y K Y")]
    )
    c.have("XT", equal(X.T * TT, X.T), by=X.T * c["Tsym"], rewrite=[("TX", "TT X")])
    c.have("YT", equal(Y.T * TT, Y.T), by=Y.T * c["Tsym"], rewrite=[("YY", "TT Y")])
    # |TT|^2 = tr TT <= r + q
    c.have(
        "rank",
        r + q >= square(TT),
        by=c["trP"] + c["trK"],
        rewrite=[
            ("TT_is", "TT"),
            ("mp_3", "P' X'"),
            ("Ysym", "K' Y'"),
            XPXr,
            ("KX", "K X"),
            ("YKY", "Y K Y"),
        ],
    )

    # noise: Qs = eps0^2 I - S^T S
    def pr(k):
        k.apply("noise", "n", letters={"bv": k.named("v0")})
        k.finish("n")

    c.psd("Qs", eps0 * eps0 * identity(n) - S.T * S, pr, vector="v0")
    c.have(
        "ST",
        (eps0 * rho) ** 2 >= square(S * TT),
        by=c["rank"] * square(eps0) + gram(TT.T, right="Qs") + eps0 * eps0 * c["rho_square"],
        rewrite=[("Qs_is", "Qs")],
    )


def mean(c):
    """s <= 1, and mu^2 <= lam^2 q |N|^2 by the inequality of Cauchy and Schwarz: facts ss and csl."""
    c.have("r0", r > 0, by=c["r1"] + 1)
    c.have("q0", q > 0, by=c["q1"] + 1)
    c.have("ss1", (1 - s * s) * r >= 0, by=c["ranks"] - c["s_square"])
    c.apply(order.divide, "ss", parameters={"x": 1 - s * s, "c": r}, premises=["ss1", "r0"])
    Y, lam, b2, mu = (c.named(v) for v in ("Y", "lam", "b2", "mu"))
    sig = square(Y)
    CC = Y.T * Y
    c.have(
        "cs1",
        (q * b2 - sig * sig) * q >= 0,
        by=square(sig * identity(q) - q * CC),
        rewrite=[("b2_is", "b2"), ("N_is", "N")],
    )
    c.apply(order.divide, "cs", parameters={"x": q * b2 - sig * sig, "c": q}, premises=["cs1", "q0"])
    MU = ("mu_is", "mu")
    c.have("csl", lam * lam * q * b2 >= mu * mu, by=c["cs"] * square(lam), rewrite=[MU])


def main(c, constants=mean):
    ep, ez, en = c.cases(e, "e_sign")
    en.contradiction(by=en["e_nonneg"] + en["e_sign"])
    ez.conclude(
        by=ez["eps0_nonneg"] * ez["rho_nonneg"]
        + ez["eps1_nonneg"] * ez["w_nonneg"] / 2
        - (T - delta) * ez["e_sign"]
    )
    c = ep
    span(c)
    Y, G, E, N, _K, TT = (c.named(v_) for v_ in ("Y", "G", "E", "N", "K", "TT"))
    b2, a2 = (c.named("b2"), c.named("a2"))
    RD = [("E_is", "E"), ("N_is", "N"), ("Zd", "Z"), ("YX", "Y' X")]
    # second order: u, lam
    lam, u, _ = c.apply(library("least-eigenpair"), "ei", letters={"S": X.T * X})
    XXU, UU = (("ei_1", "X' X u"), ("ei_2", "u' u"))
    c.have("lam0", lam >= 0, by=square(X * u), rewrite=[XXU, UU])
    c.apply(library("size-positive"), "r1", sizes={"n": "r"})
    c.apply(library("size-positive"), "q1", sizes={"n": "q"})
    c.have("k2", k_ >= 2, by=c["room"] + c["r1"] + c["q1"])
    c.apply(
        library("orthonormal-pair"),
        "j",
        sizes={"k": "k", "m": "1", "n": "1"},
        premises=["k2"],
        new={"J": "j1", "K": "j2"},
    )
    j1, j2 = (c.named("j1"), c.named("j2"))
    c.apply(library("riesz"), "ri", letters={"A": error}, new={"L": "LE"})
    LE = c.named("LE")
    half = Y.T * (LE + S + Gm) * Y / 2
    Cm = half + half.T + (kappa + delta) * lam * Y.T * Y

    def pr(k):
        v = k.named("v")
        D = Y * v * u.T
        k.apply("second_order", "so", letters={"bD": D})
        JJ = [("j_1", "j1' j1"), ("j_2", "j2' j2"), ("j_3", "j1' j2")]
        P1, R1 = Y * v * j2.T + X * u * j1.T, X * u * j2.T + Y * v * j1.T
        k.have("sy", equal(P1 * R1.T, R1 * P1.T), rewrite=JJ)
        k.apply("rip_upper", "up", letters={"bP": P1, "bR": R1}, premises=["sy"])
        k.apply("ri", "rv", letters={"B": Y * v * v.T * Y.T})
        k.conclude(by=k["so"] / 2 + k["up"] / 2 - k["rv"], rewrite=[*JJ, XXU, UU, ("YX", "Y' X")])

    c.psd("C", Cm, pr, vector="v")
    c.let("mu", lam * square(Y))
    mu = c.named("mu")
    c.apply("ri", "rn", letters={"B": Y * Y.T})
    c.have(
        "SO",
        H(E, N) + inner(S + Gm, N) + (kappa + delta) * mu >= 0,
        by=gram(identity(q), right="C") + (kappa + delta) * c["mu_is"] + c["rn"],
        rewrite=[("C_is", "C"), ("E_is", "E"), ("N_is", "N")],
    )
    # first order
    D0 = (Y + X * G / 2) * G.T - X / 2
    c.have("s0", square(D0 * X.T) >= 0, by=square(D0 * X.T))
    c.apply(
        library("square-root"), "nu", parameters={"x": square(D0 * X.T)}, premises=["s0"], new={"y": "nu"}
    )
    nu = c.named("nu")
    c.apply("first_order", "fo", parameters={"bnu": nu}, letters={"bD": D0}, premises=["nu_1", "nu_2"])
    c.have("FO", eps1 * nu - H(E, E + N) >= inner(S + Gm, E + N), by=c["fo"], rewrite=RD)
    NU2 = ("nu_2", "nu^2")
    c.have(
        "nuET",
        a2 / 2 >= nu * nu,
        by=square(X * X.T - X * G * G.T * X.T) / 4 + c["a2_is"] / 2,
        rewrite=[*RD, NU2],
    )
    c.apply(
        library("orthonormal-pair"),
        "J",
        sizes={"k": "k", "m": "r", "n": "q"},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    J1, J2 = (c.named("J1"), c.named("J2"))
    # KEY: for all t >= 0, g > 0 with g^2 = a2 + t^2 b2
    t, g = (parameter("t"), parameter("g"))
    c.let("GG", delta * e + eps0 * rho + eps1 * w / 2)
    GG = c.named("GG")
    c.have(
        "GG0",
        GG >= 0,
        by=c["delta_nonneg"] * c["e_sign"]
        + c["eps0_nonneg"] * c["rho_nonneg"]
        + c["eps1_nonneg"] * c["w_nonneg"] / 2
        + c["GG_is"],
    )

    def key(k):
        F = E + N - t * N
        TRN, TREN, TREE = (("b2_is", "tr(N N)"), ("EN", "tr(E N)"), ("EE", "tr(E E)"))
        norm = [TREN, TRN, TREE, ("KEY_h3", "g^2"), ("pyth", "a2")]
        norm[1] = ("bN", TRN[1])
        k.have("bN", equal(square(N), b2), by=-k["b2_is"])
        # nu <= (w/2) g
        k.have("x1", w * g / 2 >= 0, by=k["w_nonneg"] * k["KEY_h2"] / 2)
        k.have(
            "x2",
            (w * g / 2) ** 2 >= nu**2,
            by=k["nuET"] + k["b0"] * square(t) / 2,
            rewrite=[("KEY_h3", "g^2"), ("w_square", "w^2")],
        )
        k.apply(order.root_monotone, "x3", parameters={"x": nu, "y": w * g / 2}, premises=["x1", "x2"])
        # noise
        k.have("y1", eps0 * rho >= 0, by=k["eps0_nonneg"] * k["rho_nonneg"])
        k.have("y2", g * g >= square(F), rewrite=norm)
        k.have("y3", (eps0 * rho) ** 2 >= square(-S * TT), by=k["ST"])
        k.have("y4", g >= 0, by=k["KEY_h2"])
        k.apply(
            norms.cauchy_schwarz,
            "y5",
            parameters={"alpha": eps0 * rho, "beta": g},
            letters={"A": -S * TT, "B": F},
            premises=["y1", "y4", "y3", "y2"],
        )
        k.have(
            "noise_part",
            eps0 * rho * g + inner(S, F) >= 0,
            by=k["y5"],
            rewrite=[*RD, ("TX", "TT X"), ("YY", "TT Y"), ("XT", "X' TT"), ("YT", "Y' TT")],
        )
        k.have(
            "l35",
            inner(Gm, F) >= 0,
            by=gram(X, left="Gm") + k["KEY_h4"] * gram(Y, left="Gm"),
            rewrite=[("E_is", "E"), ("N_is", "N"), ("kills_Z", "Gm Z")],
        )
        # Lemma 3.4
        Pm = X * J1.T + Z * J2.T

        def rest(a, b):  # a E + b N = Pm Rm^T
            return a * X * J1.T - a * Z * J2.T + b * Y * (J2 - J1 * G).T

        b = e * (1 - t)
        JJ = [("J_1", "J1' J1"), ("J_2", "J2' J2"), ("J_3", "J1' J2")]
        R1, R2 = rest(g + e, b), rest(g - e, -b)
        k.have("sy1", equal(Pm * R1.T, R1 * Pm.T), rewrite=[*JJ, *RD])
        k.have("sy2", equal(Pm * R2.T, R2 * Pm.T), rewrite=[*JJ, *RD])
        k.apply("rip_lower", "lo", letters={"bP": Pm, "bR": R1}, premises=["sy1"])
        k.apply("rip_upper", "up", letters={"bP": Pm, "bR": R2}, premises=["sy2"])
        Mp, Mm = (g + e) * E + b * N, (g - e) * E - b * N
        k.have("lo_prime", H(Mp, Mp) >= (1 - delta) * square(Mp), by=k["lo"], rewrite=[*JJ, *RD])
        k.have("up_prime", (1 + delta) * square(Mm) >= H(Mm, Mm), by=k["up"], rewrite=[*JJ, *RD])
        k.have(
            "z1",
            (H(E, F) - inner(E, F) + delta * e * g) * (e * g) >= 0,
            by=k["lo_prime"] / 4 + k["up_prime"] / 4,
            rewrite=norm,
        )
        k.have("eg", e * g > 0, by=k["e_sign"] * k["KEY_h2"])
        k.apply(
            order.divide,
            "rip",
            parameters={"x": H(E, F) - inner(E, F) + delta * e * g, "c": e * g},
            premises=["z1", "eg"],
        )
        k.conclude(
            by=k["FO"]
            + k["KEY_h1"] * k["SO"]
            + k["rip"]
            + k["noise_part"]
            + k["eps1_nonneg"] * k["x3"]
            + k["l35"],
            rewrite=[*norm, ("GG_is", "GG")],
        )

    KEY = forall(
        [t, g],
        [t >= 0, g > 0, equal(g * g - a2, t * t * b2), 1 - t >= 0],
        GG * g - a2 >= t * (b2 - (kappa + delta) * mu),
    )

    def sample(m):
        t_ = m["rng"].random()
        g_ = np.sqrt(m["a2"] + t_**2 * m["b2"])
        return {"t": t_, "g": g_} if g_ > 1e-9 else None

    c.lemma("KEY", KEY, key, sample)
    tail(c, constants)


def tail(c, constants):
    b2, a2, mu, GG, lam = (c.named(v) for v in ("b2", "a2", "mu", "GG", "lam"))
    t = parameter("t")
    Y, _N, _E = (c.named("Y"), c.named("N"), c.named("E"))
    pp = (kappa + delta) * mu
    # I: a2 <= GG^2
    c.have("zero", element(0) >= 0)
    c.have("one", element(1) >= 0, by=1)

    def pI(k):
        A_, B_, N_ = k.cases(a2, "a_sign")
        N_.contradiction(by=N_["a0"] + N_["a_sign"])
        B_.conclude(by=B_["GG0"] * B_["GG0"] - B_["a_sign"])
        A_.apply(library("square-root"), "ra", parameters={"x": a2}, premises=["a0"], new={"y": "a"})
        a = A_.named("a")
        P_, Z_, M_ = A_.cases(a, "ap")
        M_.contradiction(by=M_["ra_1"] + M_["ap"])
        Z_.contradiction(by=Z_["a_sign"] + Z_["ra_2"] - a * Z_["ap"])
        P_.have("ga", equal(a * a - a2, 0 * b2), by=P_["ra_2"])
        P_.apply("KEY", "k", parameters={"t": 0, "g": a}, premises=["zero", "ap", "ga", "one"])
        P_.have("k_prime", (GG - a) * a >= 0, by=P_["k"] - P_["ra_2"])
        P_.apply(order.divide, "k2_prime", parameters={"x": GG - a, "c": a}, premises=["k_prime", "ap"])
        P_.conclude(by=P_["k2_prime"] * P_["k2_prime"] + 2 * P_["ap"] * P_["k2_prime"] + P_["ra_2"])

    c.lemma("I", forall([], [], a2 <= GG * GG), pI, lambda _: {})

    # II: with t b2 = b2 - p > 0
    def pII(k):
        k.have("p0", pp >= 0, by=k["mu0"] + k["eps2_nonneg"] * k["mu0"] / 2 + k["delta_nonneg"] * k["mu0"])
        k.have("bpos", b2 > 0, by=k["II_h1"] + k["p0"])
        k.have("tb", t * b2 >= 0, by=k["II_h1"] + k["II_h2"])
        k.apply(order.divide, "t0", parameters={"x": t, "c": b2}, premises=["tb", "bpos"])
        k.have("tb1", (1 - t) * b2 >= 0, by=k["p0"] - k["II_h2"])
        k.apply(order.divide, "t1", parameters={"x": 1 - t, "c": b2}, premises=["tb1", "bpos"])
        k.have("g0", a2 + t * t * b2 >= 0, by=k["a0"] + k["b0"] * square(t))
        k.apply(
            library("square-root"), "rg", parameters={"x": a2 + t * t * b2}, premises=["g0"], new={"y": "gg"}
        )
        gg = k.named("gg")
        P_, Z_, M_ = k.cases(gg, "gp")
        M_.contradiction(by=M_["rg_1"] + M_["gp"])
        Z_.conclude(by=Z_["GG0"] * Z_["GG0"] + Z_["rg_2"] - gg * Z_["gp"])
        P_.have("ga", equal(gg * gg - a2, t * t * b2), by=P_["rg_2"])
        P_.apply("KEY", "k", parameters={"t": t, "g": gg}, premises=["t0", "gp", "ga", "t1"])
        P_.have("k_prime", (GG - gg) * gg >= 0, by=P_["k"] - P_["rg_2"] - t * P_["II_h2"])
        P_.apply(order.divide, "k2_prime", parameters={"x": GG - gg, "c": gg}, premises=["k_prime", "gp"])
        P_.conclude(by=P_["k2_prime"] * P_["k2_prime"] + 2 * P_["gp"] * P_["k2_prime"] + P_["rg_2"])

    c.have("sY", square(Y) >= 0, by=square(Y))
    c.have("mu0", mu >= 0, by=c["lam0"] * c["sY"] + c["mu_is"])
    c.lemma(
        "II",
        forall([t], [b2 > pp, equal(t * b2, b2 - pp)], GG * GG - a2 >= t * t * b2),
        pII,
        lambda m: {"t": 1 - evaluate(pp, m) / m["b2"]} if m["b2"] > evaluate(pp, m) + 1e-09 else None,
    )
    constants(c)
    sig = square(Y)
    # constraint C1: mu <= b2 => s^2 a2 b2 >= mu^2 ; C2: mu >= b2 => s^2 a2 >= b2
    H8 = ("s_square", "r s^2")

    def con(x_, cc, by):
        x_.apply(
            constraint.constraint,
            "con",
            parameters={"weight": cc},
            letters={"Y": Y},
            premises=["mp_1", "mp_2", "mp_3", "mp_4", "ei_3", "l_sign", "ranks", *by, "Yd"],
        )
        x_.have(
            "con_prime",
            a2 - (r - q) * lam * lam - 2 * mu * cc + cc * cc * b2 >= 0,
            by=x_["con"] + x_["a2_is"] + -2 * cc * x_["mu_is"] + cc * cc * x_["b2_is"],
            rewrite=[("E_is", "E"), ("N_is", "N")],
        )

    c.have("Yd", equal(Y - Z + X * c.named("P") * Z), by=c["Y_is"])

    def pC1(k):
        s * s * a2 * b2 - mu * mu
        A_, B_, N_ = k.cases(lam, "l_sign")
        N_.contradiction(by=N_["lam0"] + N_["l_sign"])
        B_.conclude(by=B_["a0"] * B_["b0"] * square(s) - mu * B_["mu_is"] + -mu * sig * B_["l_sign"])
        P_, Z_, M_ = A_.cases(b2, "b_sign")
        M_.contradiction(by=M_["b0"] + M_["b_sign"])
        # b2 = 0: mu = 0
        Z_.have("m1", -mu >= 0, by=Z_["C1_h1"] - Z_["b_sign"])
        Z_.apply(order.antisymmetry, "m0", parameters={"x": mu}, premises=["mu0", "m1"])
        Z_.conclude(by=Z_["a0"] * Z_["b0"] * square(s) - mu * Z_["m0"])
        P_.apply(library("inverse"), "iv", parameters={"x": b2}, premises=["b_sign"], new={"y": "ib"})
        ib = P_.named("ib")
        cc = mu * ib
        P_.have("c0", cc >= 0, by=P_["mu0"] * P_["iv_2"])
        P_.have("c1", 1 - cc >= 0, by=P_["C1_h1"] * P_["iv_2"] - P_["iv_1"])
        con(P_, cc, ["c0", "c1"])
        IV = ("iv_1", "b2 ib")
        P_.conclude(by=P_["con_prime"] * P_["b_sign"] * square(s) + P_["ss"] * P_["csl"], rewrite=[IV, H8])

    c.lemma(
        "C1",
        forall([], [b2 >= mu], s * s * a2 * b2 >= mu * mu),
        pC1,
        lambda m: {} if m["b2"] >= m["mu"] else None,
    )

    def pC2(k):
        goal = s * s * a2 - b2
        P_, Z_, M_ = k.cases(b2, "b_sign")
        M_.contradiction(by=M_["b0"] + M_["b_sign"])
        Z_.conclude(by=Z_["a0"] * square(s) - Z_["b_sign"])
        A_, B_, N_ = P_.cases(lam, "l_sign")
        N_.contradiction(by=N_["lam0"] + N_["l_sign"])
        B_.contradiction(by=B_["C2_h1"] + B_["b_sign"] - B_["mu_is"] - sig * B_["l_sign"])
        A_.have("one_minus_one", 1 - element(1) >= 0)
        con(A_, element(1), ["one", "one_minus_one"])
        A_.have(
            "g1",
            goal * b2 >= 0,
            by=A_["con_prime"] * A_["b_sign"] * square(s)
            + A_["ss"] * A_["csl"]
            + 2 * A_["C2_h1"] * A_["b_sign"]
            + A_["ss"] * A_["C2_h1"] * A_["C2_h1"],
            rewrite=[H8],
        )
        A_.apply(order.divide, "g", parameters={"x": goal, "c": b2}, premises=["g1", "b_sign"])
        A_.finish("g")

    c.lemma("C2", forall([], [mu >= b2], s * s * a2 >= b2), pC2, lambda m: {} if m["mu"] >= m["b2"] else None)

    c.have("kap1", kappa + delta >= 1, by=c["eps2_nonneg"] / 2 + c["delta_nonneg"])
    base = ["a0", "b0", "T_pos", "s_pos", "kap1", "T_sharp"]

    def reach(k):
        GG * GG - T * T * (a2 + b2)

        def end(x_, flat):
            x_.apply("I", "i")
            x_.conclude(by=x_["i"] + x_[flat])

        A_, B_, N_ = k.cases(mu - b2, "m_sign")
        # mu > b2 or mu = b2
        A_.have("mb", mu >= b2, by=A_["m_sign"])
        A_.apply("C2", "c2", premises=["mb"])
        A_.apply(
            scalar_end.flat_large,
            "fl",
            parameters={"a2": a2, "b2": b2, "T": T, "s": s, "kappa": kappa + delta},
            premises=[*base, "ss", "c2"],
        )
        end(A_, "fl")
        B_.have("mb", mu >= b2, by=B_["m_sign"])
        B_.apply("C2", "c2", premises=["mb"])
        B_.apply(
            scalar_end.flat_large,
            "fl",
            parameters={"a2": a2, "b2": b2, "T": T, "s": s, "kappa": kappa + delta},
            premises=[*base, "ss", "c2"],
        )
        end(B_, "fl")
        N_.have("mb", b2 >= mu, by=N_["m_sign"])
        N_.apply("C1", "c1", premises=["mb"])
        par = {"a2": a2, "b2": b2, "T": T, "s": s, "kappa": kappa + delta, "mu": mu}
        tl_ = ["mu0", "c1"]
        A2, B2, N2 = N_.cases(b2 - pp, "p_sign")
        A2.have("p0", pp >= 0, by=A2["mu0"] + A2["mu0"] * A2["kap1"])
        A2.have("b_sign", b2 > 0, by=A2["p_sign"] + A2["p0"])
        A2.apply(library("inverse"), "iv", parameters={"x": b2}, premises=["b_sign"], new={"y": "ib"})
        tt = (b2 - pp) * A2.named("ib")
        A2.have("tt", equal(tt * b2, b2 - pp), by=(b2 - pp) * A2["iv_1"])
        A2.apply("II", "ii", parameters={"t": tt}, premises=["p_sign", "tt"])
        A2.apply(scalar_end.inner, "in", parameters={**par, "t": tt}, premises=[*base, *tl_, "p_sign", "tt"])
        A2.conclude(by=A2["ii"] + A2["in"])
        B2.have("pb", pp >= b2, by=-B2["p_sign"])
        N2.have("pb", pp >= b2, by=N2["p_sign"])
        for x_ in (B2, N2):
            x_.apply(scalar_end.flat_small, "fl", parameters=par, premises=[*base, *tl_, "pb"])
            end(x_, "fl")

    c.lemma("REACH", forall([], [], T * T * (a2 + b2) <= GG * GG), reach, lambda _: {})
    c.apply("REACH", "re")
    c.have("re_prime", T * e * (T * e) <= GG * GG, by=c["re"] + T * T * c["pyth"])
    c.apply(order.root_monotone, "Te", parameters={"x": T * e, "y": GG}, premises=["GG0", "re_prime"])
    c.conclude(by=c["Te"] - c["GG_is"])


def conditions(noise):
    """RIP, the bound of the noise, and the conditions of both orders for the gradient with `noise`."""
    return [*setting.rip(), *setting.noise_bound(), *setting.stationary(noise)]


core = theorem(
    "core",
    forall([*OBJECTS, Gm], [*NUMBERS, *SHARP, *NORMS, *KILLS, *conditions(S + Gm)], GOAL),
    main,
    points.points,
)
