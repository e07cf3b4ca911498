"""Numbers for the objects of Section 3: generic ones, rank-deficient ones, and degenerate ones."""

import numpy as np


def factors(seed, kind, nn=5, rr=3, qq=2):
    g = np.random.default_rng(seed)
    x, z = g.standard_normal((nn, rr)), g.standard_normal((nn, qq))
    if kind == "deficient":
        x[:, 2] = x[:, 0] + x[:, 1]
    if kind == "inside":
        z = x @ g.standard_normal((rr, qq))
    if kind == "alpha1":
        x, z = np.eye(nn)[:, :rr], np.eye(nn)[:, :qq]
        x[:, 1:] = 0
        z = np.eye(nn)[:, [0, 3]] * 1.0
    if kind == "zero":
        x = 0 * x
    if kind == "inside0":
        x, z = np.eye(nn)[:, :rr], 2 * np.eye(nn)[:, :qq]
    return x, z


def constraint_points():
    out = []
    for i, kind in enumerate(("generic", "generic", "inside")):
        x_, z_ = factors(i, kind)
        m = {"rng": np.random.default_rng(i), "n": 5, "r": 3, "q": 2, "X": x_}
        m["Z"], m["P"] = z_ * (0.5 + i), np.linalg.pinv(x_)
        m["lam"] = np.linalg.eigvalsh(x_.T @ x_)[0]
        m["Q"] = x_.T @ x_ - m["lam"] * np.eye(3)
        m["Y"] = m["Z"] - x_ @ m["P"] @ m["Z"]
        m["weight"] = m["rng"].random()
        out.append(m)
    return out


def _least_eps2(x, G, form):
    """The least eps2 for which the second-order condition holds, where X has full column rank."""
    n, r = x.shape
    basis = [np.outer(a, b) for a in np.eye(n) for b in np.eye(r)]

    def change(D):
        return D @ x.T + x @ D.T

    h = np.array([[2 * np.sum(G * (a @ b.T)) + form(change(a), change(b)) for b in basis] for a in basis])
    k = np.array([[np.sum((a @ x.T) * (b @ x.T)) for b in basis] for a in basis])
    root = np.linalg.inv(np.linalg.cholesky(k))
    return max(0, -np.linalg.eigvalsh(root @ (h + h.T) @ root.T / 2)[0])


def points():
    out = []
    for i, (kind, nn, rr, qq, sc, dd) in enumerate(
        [
            ("generic", 6, 3, 2, 1.0, 0.1),
            ("deficient", 6, 3, 2, 1.0, 0.2),
            ("inside", 6, 3, 2, 1.0, 0.1),
            ("alpha1", 6, 3, 2, 1.0, 0.3),
            ("generic", 5, 3, 1, 2.0, 0.1),
            ("generic", 6, 3, 3, 0.2, 0.05),
            ("generic", 6, 1, 1, 1.5, 0.1),
            ("generic", 6, 2, 1, 0.05, 0.1),
            ("zero", 6, 3, 2, 1.0, 0.1),
            ("inside0", 6, 3, 2, 1.0, 0.1),
        ]
    ):
        x_, z_ = factors(10 + i, kind, nn, rr, qq)
        z_ = z_ * sc
        g = np.random.default_rng(i)
        A = g.standard_normal((nn * nn, nn * nn))
        A = A + A.T
        A /= np.abs(np.linalg.eigvalsh(A)).max()
        HH = np.eye(nn * nn) + dd * A
        E_ = x_ @ x_.T - z_ @ z_.T
        LE = (HH @ E_.ravel()).reshape(nn, nn)
        Bp = g.standard_normal((nn, nn))
        Bp = Bp @ Bp.T / 50
        Uz, _sz, _ = np.linalg.svd(z_)
        Nz = Uz[:, qq:] @ Uz[:, qq:].T
        Gz = Nz @ np.diag(g.random(nn)) @ Nz
        S_ = -(LE + LE.T) / 2 - Gz + Bp - (0.05 * np.eye(nn) if kind == "generic" else 0)
        K = g.standard_normal((nn, nn))
        S_ = S_ + (K - K.T) / 9
        G = LE + S_ + Gz
        G = (G + G.T) / 2
        m = {
            "rng": np.random.default_rng(i),
            "n": nn,
            "r": rr,
            "q": qq,
            "k": rr + qq + (i % 2),
            "X": x_,
            "Z": z_,
            "S": S_,
            "Gm": Gz,
            "H": lambda a, b, HH=HH: a.ravel() @ HH @ b.ravel(),
        }
        m["delta"], m["eps0"] = dd, np.linalg.norm(S_, 2)
        m["eps1"] = 2 * np.linalg.norm(G @ x_ @ np.linalg.pinv(x_))
        m["eps2"] = 0.0
        if kind in ("generic", "inside", "inside0"):
            m["eps2"] = _least_eps2(x_, G, m["H"])
        m["s"] = np.sqrt(qq / rr)
        hh = (1 + m["eps2"] / 2 + dd) * m["s"] / 2
        m["T"] = np.sqrt(1 + hh * hh) - hh
        m["rho"], m["w"], m["e"] = np.sqrt(rr + qq), np.sqrt(2), np.linalg.norm(E_)
        if m["T"] < dd:
            continue  # the bound is trivial
        out.append(m)
    return out


def printed_points():
    out = []
    for m in points():
        m["T"] = 1 / (1 + (1 + m["eps2"] / 2) * m["s"])
        if m["T"] > m["delta"]:
            m["B"] = (m["eps1"] * m["w"] / 2 + m["eps0"] * m["rho"]) / (m["T"] - m["delta"])
            out.append(m)
    return out


def points_without():
    out = printed_points()
    for m in out:
        m["S"] = m["S"] + m["Gm"]
        m["eps0"] = np.linalg.norm(m["S"], 2)
        m["B"] = (m["eps1"] * m["w"] / 2 + m["eps0"] * m["rho"]) / (m["T"] - m["delta"])
    return out


def exact_points():
    out = []
    for i, (nn, rr, qq) in enumerate(((5, 3, 2), (4, 1, 1), (6, 4, 1))):
        g = np.random.default_rng(i)
        z_ = g.standard_normal((nn, qq))
        O_ = np.linalg.qr(g.standard_normal((rr, rr)))[0]
        A = g.standard_normal((nn * nn, nn * nn))
        A = A + A.T
        A /= np.abs(np.linalg.eigvalsh(A)).max()
        HH = np.eye(nn * nn) + 0.1 * A
        out.append(
            {
                "rng": np.random.default_rng(i),
                "n": nn,
                "r": rr,
                "q": qq,
                "k": rr + qq,
                "X": z_ @ O_[:qq],
                "Z": z_,
                "delta": 0.1,
                "H": lambda a, b, HH=HH: a.ravel() @ HH @ b.ravel(),
            }
        )
    return out
