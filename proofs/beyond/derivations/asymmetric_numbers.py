"""Numbers for the objects of the asymmetric class: generic, rank-deficient, degenerate and extremal ones."""

import numpy as np


def orthonormal(rng, rows, columns):
    """A matrix with orthonormal columns."""
    return np.linalg.qr(rng.standard_normal((rows, rows)))[0][:, :columns]


def polar(matrix):
    """U and R with orthonormal columns and semidefinite R."""
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    return left @ right, right.T @ np.diag(values) @ right


def isometry(rng, entries, delta):
    """A matrix on vectors of so many entries, within delta of the identity."""
    matrix = rng.standard_normal((entries, entries))
    matrix = matrix + matrix.T
    return np.eye(entries) + delta * matrix / np.abs(np.linalg.eigvalsh(matrix)).max()


def form(matrix):
    """The bilinear form of a matrix that acts on the entries."""
    return lambda left, right: left.ravel() @ matrix @ right.ravel()


def beyond(columns):
    """The projector on what is orthogonal to orthonormal columns."""
    return np.eye(len(columns)) - columns @ columns.T


def sharp(kappa, ratio):
    """The positive root of T^2 + kappa s T = 1."""
    half = kappa * ratio / 2
    return np.sqrt(1 + half * half) - half


def frame(at):
    """What the theorem of the frames obtains at U and V."""
    r = at["r"]
    Wr, R = polar(at["V"])
    Wl, R1 = polar(at["U"] @ R)
    values, vectors = np.linalg.eigh(R1)
    made = {"Wl": Wl, "Wr": Wr, "R": R, "R1": R1, "u": vectors[:, :1], "sigma": values[0]}
    made |= {"Gi": np.linalg.inv(R @ R), "Gx": np.linalg.inv(R1 @ R1), "Qs": R1 - values[0] * np.eye(r)}
    return made


POINTS = [
    ("balanced", 5, 4, 2, 2),
    ("balanced", 6, 5, 3, 1),
    ("free", 5, 5, 3, 2),
    ("deficient", 5, 4, 3, 2),
    ("free, U deficient", 4, 5, 2, 1),
    ("zero", 4, 4, 2, 1),
    ("exact", 5, 5, 3, 2),
    ("free, V deficient", 4, 5, 2, 2),
    ("narrow", 2, 4, 3, 2),
    ("balanced", 3, 3, 1, 1),
    ("spurious", 5, 5, 3, 2),
    ("spurious", 4, 4, 1, 1),
]


def _factors(rng, kind, n1, n2, r, q):
    """U, V, Us, Vs of a kind; balanced but for the kinds where mu is 0."""
    left, right = orthonormal(rng, n1, min(n1, r)), orthonormal(rng, n2, min(n2, r))
    Us, Vs = rng.standard_normal((n1, q)), rng.standard_normal((n2, q))
    if kind == "narrow":
        U, V = np.zeros((n1, r)), np.zeros((n2, r))
        U[:, 0], V[:, 0] = left[:, 0], right[:, 0]
        return U, V, Us, Vs
    values = 0.5 + rng.random(r)
    if kind == "deficient":
        values[-1] = 0
    if kind == "zero":
        values *= 0
    turn = orthonormal(rng, r, r)
    U, V = left @ np.diag(values) @ turn, right @ np.diag(values) @ turn
    if kind.startswith("free"):
        change = rng.standard_normal((r, r)) + 2 * np.eye(r)
        U, V = U @ change, V @ np.linalg.inv(change).T
        if kind.endswith("U deficient"):
            U[:, -1] = U[:, 0]
        if kind.endswith("V deficient"):
            V[:, -1] = 0
    if kind == "exact":
        Us = (U @ orthonormal(rng, r, r))[:, :q]
        U, V = np.hstack([Us, np.zeros((n1, r - q))]), np.hstack([Vs, np.zeros((n2, r - q))])
    if kind == "spurious":
        U, V = np.eye(n1)[:, :r], np.eye(n2)[:, :r]
        Us, Vs = (1 + np.sqrt(r / q)) * np.eye(n1)[:, r : r + q], np.eye(n2)[:, r : r + q]
    return U, V, Us, Vs


def _residual(rng, M, r, share):
    """S beyond the ranges of M, of `share` times its least singular value; 0 where the rank is below r."""
    left, values, right = np.linalg.svd(M)
    rank = int(np.sum(values > 1e-9))
    if rank < r:
        return np.zeros(M.shape)
    S = beyond(left[:, :r]) @ rng.standard_normal(M.shape) @ beyond(right[:r].T)
    size = np.linalg.norm(S, 2)
    return S * share * values[r - 1] / size if size > 1e-9 else S


def second_order_points():
    """Exact second-order points by the right noise, with a second form for the Hessian at the point."""
    for i, (kind, n1, n2, r, q) in enumerate(POINTS):
        rng = np.random.default_rng(50 + i)
        at = {"rng": rng, "n1": n1, "n2": n2, "r": r, "q": q, "k": r + q + i % 2, "s": np.sqrt(q / r)}
        delta = 1 / (1 + at["s"]) if kind == "spurious" else 0.05 + 0.2 * rng.random()
        mu, eta = (0.0 if kind == "exact" or kind.startswith("free") else 0.7), 0.3 * rng.random()
        U, V, Us, Vs = _factors(rng, kind, n1, n2, r, q)
        matrix, other = isometry(rng, n1 * n2, delta), isometry(rng, n1 * n2, delta)
        error = U @ V.T - Us @ Vs.T
        if kind == "spurious":
            eta = 0.0
            K = ((U @ V.T) * at["s"] - np.eye(n1)[:, r : r + q] @ Vs.T).ravel()
            matrix = other = (1 + delta) * np.eye(n1 * n2) - delta / q * np.outer(K, K)
        image = (matrix @ error.ravel()).reshape(n1, n2)
        S = image if kind == "spurious" else _residual(rng, U @ V.T, r, 0.99 * (1 - delta))
        at |= {"U": U, "V": V, "Us": Us, "Vs": Vs, "SA": S - image, "H": form(matrix), "HM": form(other)}
        at |= {
            "delta": delta,
            "mu": mu,
            "eta": eta,
            "eps0": np.linalg.norm(S - image, 2),
            "rho": np.sqrt(r + q),
        }
        yield {**at, "T": sharp(1 + delta + mu * eta / 2, at["s"]), "e": np.linalg.norm(error)}


def uncurved_points():
    """The same with S = 0, so that the noise is -H(E, .)."""
    for at in second_order_points():
        error = at["U"] @ at["V"].T - at["Us"] @ at["Vs"].T
        units = np.eye(error.size).reshape(-1, *error.shape)
        noise = -np.array([at["H"](error, unit) for unit in units]).reshape(error.shape)
        at |= {"SA": noise, "eps0": np.linalg.norm(noise, 2), "eps1": 0.1, "lam": 1 + at["delta"]}
        yield {**at, "T": sharp(at["lam"], at["s"])}


def at_threshold():
    """Exact second-order points with T = 1/(1 + s), where delta is below it."""
    for at in second_order_points():
        at["T"] = 1 / (1 + at["s"])
        if at["delta"] < at["T"]:
            yield {**at, "eta": 0.0}


def quadratic():
    """The same for quadratic losses, as their Hessian at the point is H."""
    for at in at_threshold():
        yield {**at, "HM": at["H"]}


def quadratic_with_slack():
    """Points with eps2 = mu eta > 0 in the local norm, and T = 1/(1 + kappa s)."""
    for at in second_order_points():
        if at["mu"]:
            at["eps2"] = at["mu"] * at["eta"]
            at["kappa"] = 1 + at["eps2"] / 2 / (1 + at["delta"])
            at["T"] = 1 / (1 + at["kappa"] * at["s"])
            if at["delta"] < at["T"]:
                yield {**at, "HM": at["H"]}


def exact_points():
    """Exact recovery without noise, balanced or not."""
    for i, (n1, n2, r, q, mu) in enumerate(((5, 4, 3, 2, 1.0), (3, 4, 1, 1, 0.0), (4, 4, 2, 1, 0.5))):
        rng = np.random.default_rng(i)
        matrix = isometry(rng, n1 * n2, 0.1)
        left, values, right = np.linalg.svd(rng.standard_normal((n1, q)) @ rng.standard_normal((q, n2)))
        Us, Vs = left[:, :q] * np.sqrt(values[:q]), right[:q].T * np.sqrt(values[:q])
        turn = orthonormal(rng, r, r)[:q]
        at = {"rng": rng, "n1": n1, "n2": n2, "r": r, "q": q, "k": r + q, "delta": 0.1, "mu": mu}
        at |= {"U": Us @ turn, "V": Vs @ turn, "Us": Us, "Vs": Vs, "s": np.sqrt(q / r)}
        yield {**at, "H": form(matrix), "HM": form(isometry(rng, n1 * n2, 0.1))}


def unbalanced_points(quadratic=False):
    """Points without regulariser, far from balanced, with eps1 and the least eps2 in the norm of factors."""
    for i, at in enumerate(second_order_points()):
        at["HM"] = at["H"] if quadratic else at["HM"]
        rng, (n1, n2, r) = np.random.default_rng(i), (at["n1"], at["n2"], at["r"])
        M = at["U"] @ at["V"].T
        at |= {"eps1": 0.1 * rng.random(), "eps2": 0.2 * rng.random()}
        left, values, right = np.linalg.svd(M)
        if np.sum(values > 1e-9) == r:
            change = rng.standard_normal((r, r)) + 2 * np.eye(r)
            at["U"], at["V"] = at["U"] @ change, at["V"] @ np.linalg.inv(change).T
            other = 0.05 * rng.standard_normal((n1, n2))
            other = other - beyond(left[:, :r]) @ other @ beyond(right[:r].T)
            at["SA"] = at["SA"] + other
            at["eps0"], at["eps1"] = np.linalg.norm(at["SA"], 2), np.sqrt(2) * np.linalg.norm(other)
            at["eps2"] = _least_slack(at)
        yield {**at, "T": sharp(1 + at["delta"] + at["eps2"], at["s"])}


def _least_slack(at):
    """The least eps2 for which the second-order condition holds in the norm |D1 V'|^2 + |U D2'|^2."""
    n1, n2, r, U, V = (at[name] for name in ("n1", "n2", "r", "U", "V"))
    basis = []
    for rows, first in ((n1, True), (n2, False)):
        for position in range(rows * r):
            unit = np.zeros(rows * r)
            unit[position] = 1
            unit = unit.reshape(rows, r)
            basis.append((unit, np.zeros((n2, r))) if first else (np.zeros((n1, r)), unit))
    error = U @ V.T - at["Us"] @ at["Vs"].T
    units = np.eye(n1 * n2).reshape(-1, n1, n2)
    S = np.array([at["H"](error, unit) for unit in units]).reshape(n1, n2) + at["SA"]
    changes = [one @ V.T + U @ two.T for one, two in basis]
    hessian = np.array(
        [
            [
                at["HM"](x, y) + np.sum(S * (a[0] @ b[1].T + b[0] @ a[1].T))
                for y, b in zip(changes, basis, strict=True)
            ]
            for x, a in zip(changes, basis, strict=True)
        ]
    )
    parts = [np.concatenate([(one @ V.T).ravel(), (U @ two.T).ravel()]) for one, two in basis]
    root = np.linalg.inv(np.linalg.cholesky(np.array(parts) @ np.array(parts).T))
    return max(0.0, -np.linalg.eigvalsh(root @ (hessian + hessian.T) @ root.T / 2)[0])


def unbalanced_at_threshold():
    """The same with T = 1/(1 + kappa s), where delta is below it."""
    for at in unbalanced_points(quadratic=True):
        at["kappa"] = 1 + at["eps2"] / (1 + at["delta"])
        at["T"] = 1 / (1 + at["kappa"] * at["s"])
        if at["delta"] < at["T"]:
            yield at


def spurious_points():
    """Numbers of the spurious points at the threshold."""
    for i, (n1, n2, r, q, kappa, mu) in enumerate(
        ((5, 6, 3, 2, 1.3, 1.0), (3, 3, 2, 1, 1.0, 0.0), (6, 6, 3, 3, 2.0, 5.0))
    ):
        rng = np.random.default_rng(i)
        left, right, ratio = orthonormal(rng, n1, r + q), orthonormal(rng, n2, r + q), np.sqrt(q / r)
        delta = 1 / (1 + kappa * ratio)
        at = {
            "rng": rng,
            "n1": n1,
            "n2": n2,
            "r": r,
            "q": q,
            "kappa": kappa,
            "mu": mu,
            "s": ratio,
            "delta": delta,
        }
        at |= {
            "P1": left[:, :r],
            "P2": left[:, r:],
            "O1": right[:, :r],
            "O2": right[:, r:],
            "c": 1 / delta / ratio,
        }
        yield {**at, "iq": 1 / q, "ir": 1 / r}
