"""Numbers for the core theorem of the asymmetric class and for its lemmas."""

import numpy as np

from certify.claims.derivations import load

numbers = load(__file__, "beyond/asymmetric_numbers")

SHAPES = [
    ("generic", 6, 5, 3, 2),
    ("generic", 5, 6, 2, 2),
    ("small", 6, 6, 3, 1),
    ("extremal", 5, 5, 3, 2),
    ("extremal", 4, 5, 1, 1),
    ("flat", 5, 5, 3, 2),
    ("inside", 5, 6, 3, 2),
    ("deficient", 6, 5, 3, 2),
    ("square", 3, 4, 3, 2),
    ("none", 5, 5, 2, 1),
    ("exact", 5, 5, 2, 2),
    ("nearby", 6, 6, 2, 2),
]


def framed(i, kind, n1, n2, r, q):
    """M = Wl (sigma I + Qs) Wr' and M* = Us Vs'."""
    rng = np.random.default_rng(100 + i)
    at = {"rng": rng, "n1": n1, "n2": n2, "r": r, "q": q, "k": r + q + i % 2}
    at["Wl"], at["Wr"] = numbers.orthonormal(rng, n1, r), numbers.orthonormal(rng, n2, r)
    sigma = 0.0 if kind == "flat" else 0.3 + rng.random()
    factor = rng.standard_normal((r, r - 1))
    Qs = factor @ factor.T / 3 if r > 1 else np.zeros((1, 1))
    Us, Vs = rng.standard_normal((n1, q)), rng.standard_normal((n2, q))
    if kind == "extremal":
        sigma, Qs = 1.0, np.zeros((r, r))
        Us = (1 + np.sqrt(r / q)) * np.linalg.qr(np.hstack([at["Wl"], Us]))[0][:, r:]
        Vs = np.linalg.qr(np.hstack([at["Wr"], Vs]))[0][:, r:]
    if kind == "inside":
        Us = at["Wl"] @ rng.standard_normal((r, q))
    if kind == "deficient":
        Us[:, 1] = Us[:, 0]
    if kind in ("exact", "nearby"):
        away = 0.2 if kind == "nearby" else 0
        Us = at["Wl"] @ (sigma * np.eye(r) + Qs) + away * Us
        Vs = at["Wr"] + away * Vs
    Us = Us * {"small": 0.1, "none": 0.0}.get(kind, 1.0)
    return {**at, "sigma": sigma, "Qs": Qs, "Us": Us, "Vs": Vs}


def normal_factors(at):
    """WA Gm WB', the part of M* beyond both ranges of M."""
    WB, R = numbers.polar(numbers.beyond(at["Wr"]) @ at["Vs"])
    WA, Gm = numbers.polar(numbers.beyond(at["Wl"]) @ at["Us"] @ R)
    return {"WA": WA, "Gm": Gm, "WB": WB}


def normal_parts():
    """Numbers of the bound in the manner of Eckart and Young."""
    for i, shape in enumerate(SHAPES):
        at = framed(i, *shape)
        yield {**at, **normal_factors(at), "c": at["rng"].random()}


def noisy_products():
    """Numbers of the bound for the noise."""
    for i, (n1, n2, r, q) in enumerate(
        ((5, 4, 2, 2), (4, 6, 3, 1), (3, 3, 3, 3), (4, 5, 2, 2), (2, 2, 3, 1))
    ):
        rng = np.random.default_rng(i)
        at = {"rng": rng, "n1": n1, "n2": n2, "r": r, "q": q}
        at["A"], at["B"] = rng.standard_normal((n1, r)), rng.standard_normal((n2, r))
        at["C"], at["D"] = rng.standard_normal((n1, q)), rng.standard_normal((n2, q))
        at["SA"] = rng.standard_normal((n1, n2))
        if i == 3:
            at["B"][:, 1] = at["B"][:, 0]
            at["D"] = at["B"].copy()
        at["eps0"], at["rho"] = np.linalg.norm(at["SA"], 2), np.sqrt(r + q)
        yield {**at, "g": np.linalg.norm(at["A"] @ at["B"].T + at["C"] @ at["D"].T)}


def core_points():
    """Numbers of the core theorem: S has a tangent part of norm eps1, a normal one of at most lam sigma."""
    for i, (kind, n1, n2, r, q) in enumerate(SHAPES):
        at = framed(i, kind, n1, n2, r, q)
        rng = at["rng"]
        at["delta"] = 0.05 + 0.2 * rng.random()
        matrix = numbers.isometry(rng, n1 * n2, at["delta"])
        M = at["Wl"] @ (at["sigma"] * np.eye(r) + at["Qs"]) @ at["Wr"].T
        error = M - at["Us"] @ at["Vs"].T
        image = (matrix @ error.ravel()).reshape(n1, n2)
        P, Q = numbers.beyond(at["Wl"]), numbers.beyond(at["Wr"])
        normal, other = P @ image @ Q, rng.standard_normal((n1, n2))
        size = np.linalg.norm(normal, 2)
        normal *= min(1.0, 1.5 * at["sigma"] / size) if size > 1e-12 else 0
        S = normal + 0.1 * (other - P @ other @ Q) * (i % 2)
        if kind == "extremal":
            S = -(at["Us"] @ at["Vs"].T) / np.linalg.norm(at["Us"], 2)
        lam = max(1.0, np.linalg.norm(P @ S @ Q, 2) / at["sigma"] if at["sigma"] else 1.0) + 0.1 * (
            i % 3 == 0
        )
        if i in (0, 1):  # so that mu < |N|^2 <= lam mu
            Gm = normal_factors(at)["Gm"]
            lam = max(lam, 1.2 * np.sum(Gm * Gm) / (at["sigma"] * np.trace(Gm)))
        at |= {"H": numbers.form(matrix), "S": S, "SA": S - image, "lam": lam, "s": np.sqrt(q / r)}
        at |= {"eps0": np.linalg.norm(S - image, 2), "eps1": np.linalg.norm(S - P @ S @ Q)}
        yield {**at, "T": numbers.sharp(lam, at["s"]), "rho": np.sqrt(r + q), "e": np.linalg.norm(error)}


def estimates():
    """Numbers of the scalar end, those of the core theorem."""
    for at in core_points():
        M = at["Wl"] @ (at["sigma"] * np.eye(at["r"]) + at["Qs"]) @ at["Wr"].T
        normal = numbers.beyond(at["Wl"]) @ at["Us"] @ at["Vs"].T @ numbers.beyond(at["Wr"])
        kept = {name: at[name] for name in ("r", "q", "s", "T", "lam", "sigma")}
        yield {
            **kept,
            "a2": np.sum((M - at["Us"] @ at["Vs"].T + normal) ** 2),
            "b2": np.sum(normal**2),
            "mu": at["sigma"] * np.linalg.norm(normal, "nuc"),
            "bound": at["delta"] * at["e"] + at["eps0"] * at["rho"] + at["eps1"],
        }


def full_ranks():
    """Matrices of full column rank with their Moore-Penrose inverses."""
    for i, (rows, columns) in enumerate(((5, 3), (3, 3), (4, 1))):
        rng = np.random.default_rng(i)
        X = rng.standard_normal((rows, columns))
        least = np.linalg.eigvalsh(X.T @ X)[0]
        Q = X.T @ X - least * np.eye(columns)
        yield {"rng": rng, "m": rows, "n": columns, "X": X, "P": np.linalg.pinv(X), "Q": Q, "lam": least}


def factor_pairs():
    """Factors U and V of full column rank."""
    for i, (n1, n2, r) in enumerate(((5, 4, 3), (3, 3, 3), (4, 6, 1))):
        rng = np.random.default_rng(i)
        U, V = rng.standard_normal((n1, r)), rng.standard_normal((n2, r))
        at = {"rng": rng, "n1": n1, "n2": n2, "r": r, "U": U, "V": V}
        for name, factor in (("u", U), ("v", V)):
            least = np.linalg.eigvalsh(factor.T @ factor)[0]
            at |= {f"lam_{name}": least, f"Q{name}": factor.T @ factor - least * np.eye(r)}
        yield at
