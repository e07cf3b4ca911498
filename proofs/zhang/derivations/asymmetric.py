"""The setting of Section 3.2 and Facts 3.14, 3.15 and 3.16, for all sizes.

The columns of s1 and s2 are the first n1 and the last n2 of the identity of size n = n1 + n2, so that
J = s1 s1' - s2 s2'. HA(M, N) stands for <A(M), A(N)>, so that <B(M), B(N)> = HA(off(M), off(N)) with
off(M) = M12 + M21', as B_i = [0, A_i; A_i', 0]. Ab stands for A^T(b).
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    form,
    identity,
    inner,
    load,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
)
from certify.claims.derivations.substitution import FormExpression

operator_norm = load(__file__, "library/operator_norm")
setting = load(__file__, "zhang/setting")
n, r, q, k, X, Z = setting.n, setting.r, setting.q, setting.k, setting.X, setting.Z
delta, eps0 = setting.delta, setting.eps0
left_low, right_low, D, M_low = setting.left, setting.right, setting.D, setting.low_rank
n1, n2 = sizes("n1 n2")
s1, s2 = matrix("s1", n, n1), matrix("s2", n, n2)
HA = form("HA", n1, n2)
left_a, right_a = matrix("aP", n1, k), matrix("aR", n2, k)
M, Ab, SA, N = matrix("M", n1, n2), matrix("Ab", n1, n2), matrix("SA", n1, n2), matrix("N", n1, n2)
W = matrix("W", n, n)
u, v, x = matrix("u", n1, 1), matrix("v", n2, 1), matrix("x", n, 1)
nu, b_square = parameters("nu b_square")
J = s1 * s1.T - s2 * s2.T
FRAMES = [
    ("unit_1", equal(s1.T * s1, identity(n1))),
    ("unit_2", equal(s2.T * s2, identity(n2))),
    ("across", equal(s1.T * s2)),
    ("whole", equal(s1 * s1.T + s2 * s2.T, identity(n))),
]
RULES = [("unit_1", "s1' s1"), ("unit_2", "s2' s2"), ("across", "s1' s2"), ("whole", "s2 s2'")]
low_rank = left_a * right_a.T
RIP = [
    ("a_lower", forall([left_a, right_a], [], HA(low_rank, low_rank) >= (1 - delta) * square(low_rank))),
    ("a_upper", forall([left_a, right_a], [], (1 + delta) * square(low_rank) >= HA(low_rank, low_rank))),
]


def off(value):
    """M12 + M21'."""
    return s1.T * value * s2 + s1.T * value.T * s2


def data(left, right):
    """<B(M), B(N)>."""
    return HA(off(left), off(right))


def H(left, right):
    """<B(M), B(N)> + <J M J, N>."""
    return data(left, right) + inner(J * left * J, right)


def lifted(matrix_):
    """[0, M; M', 0]."""
    return s1 * matrix_ * s2.T + s2 * matrix_.T * s1.T


def _restricted(name, given):
    def prove(p):
        p.apply(given, "at", letters={"aP": s1.T * left_low, "aR": s2.T * right_low})
        diagonal = square(s1.T * M_low * s1) + square(s2.T * M_low * s2)
        p.conclude(
            by=4 * p["at"] + 2 * p["delta_nonneg"] * diagonal,
            rewrite=[(f"{name}_h1", "bR bP'"), *RULES],
        )

    return prove


symmetric = [equal(M_low, M_low.T)]
LOWER = forall([left_low, right_low], symmetric, H(M_low, M_low) >= (1 - 2 * delta) * square(M_low))
UPPER = forall([left_low, right_low], symmetric, (1 + 2 * delta) * square(M_low) >= H(M_low, M_low))


def _fact_3_14(p):
    p.lemma("lower", LOWER, _restricted("lower", "a_lower"))
    p.lemma("upper", UPPER, _restricted("upper", "a_upper"))
    p.finish("lower", "upper")


def frames(seed, rows, columns):
    """Numbers of the setting."""
    whole = np.eye(rows + columns)
    return {
        "rng": np.random.default_rng(seed), "n": rows + columns, "n1": rows, "n2": columns,
        "s1": whole[:, :rows], "s2": whole[:, rows:],
    }  # fmt: skip


def points():
    """Pairs X and Z with Z'JZ = 0, a form near the identity, and S = A^T(A(U* V*') - b)."""
    for seed, (rows, columns, r_, q_) in enumerate(((3, 4, 2, 1), (2, 2, 2, 2), (3, 3, 1, 1))):
        at = frames(seed, rows, columns)
        rng, entries = at["rng"], rows * columns
        A = rng.standard_normal((entries, entries))
        A = np.eye(entries) + 0.1 * (A + A.T) / np.abs(np.linalg.eigvalsh(A + A.T)).max()
        star = rng.standard_normal((rows, q_)), rng.standard_normal((columns, q_))
        Q0 = np.linalg.qr(rng.standard_normal((columns, q_)))[0]
        star = star[0], Q0 @ np.linalg.cholesky(star[0].T @ star[0]).T  # U*'U* = V*'V*
        noise = rng.standard_normal((rows, columns))
        moved = (A @ (star[0] @ star[1].T).ravel()).reshape(rows, columns)
        at |= {
            "r": r_, "q": q_, "k": r_ + q_, "delta": 0.1, "SA": noise, "Ab": moved - noise, "b_square": 2.0,
            "X": rng.standard_normal((rows + columns, r_)), "Z": np.vstack(star),
            "eps0": np.linalg.norm(noise, 2), "HA": lambda a, b, A=A: a.ravel() @ A @ b.ravel(),
        }  # fmt: skip
        yield at


fact_3_14 = theorem(
    "fact_3_14",
    forall(
        [n, n1, n2, k, delta, s1, s2, HA],
        [*FRAMES, ("delta_nonneg", delta >= 0), *RIP],
        [LOWER, UPPER],
    ),
    _fact_3_14,
    points,
)
at_most = operator_norm.at_most
SMALL, LIFTED = forall([v], [], at_most(nu, M, v)), forall([x], [], at_most(nu, lifted(M), x))


def lifted_bound(p, name, matrix_, bound, vector):
    """|[0, M; M', 0] x|^2 <= bound^2 |x|^2 from the bound `name` of M, which binds `vector`."""
    columns, rows = f"{name}_v", f"{name}_u"
    p.apply(operator_norm.transposed, rows, parameters={"eps": bound}, letters={"S": matrix_})
    p.apply(name, columns, letters={vector: s2.T * x})
    p.apply(rows, f"{rows}x", letters={"u": s1.T * x})
    return p[columns] + p[f"{rows}x"]


def _fact_3_15(p):
    def up(inside):
        inside.lemma(
            "wide",
            LIFTED,
            lambda y: y.conclude(by=lifted_bound(y, "up_small", M, nu, "v"), rewrite=RULES),
        )
        inside.finish("wide")

    def down(inside):
        def columns(y):
            y.apply("down_lifted", "at", letters={"x": s2 * v})
            y.conclude(by=y["at"], rewrite=RULES)

        inside.lemma("narrow", SMALL, columns)
        inside.finish("narrow")

    def norm(at):
        return {"nu": np.linalg.norm(at["M"], 2)}

    p.lemma("up", UP, up, norm)
    p.lemma("down", DOWN, down, norm)
    p.finish("up", "down")


def _blocks():
    for seed, (rows, columns) in enumerate(((2, 3), (4, 1))):
        at = frames(seed, rows, columns)
        yield at | {"M": at["rng"].standard_normal((rows, columns))}


UP = forall([nu], [("small", SMALL)], [LIFTED])
DOWN = forall([nu], [("lifted", LIFTED)], [SMALL])
fact_3_15 = theorem("fact_3_15", forall([n, n1, n2, s1, s2, M], FRAMES, [UP, DOWN]), _fact_3_15, _blocks)
# Fact 3.16: g(X) = |B(X X') - 2 b|^2 / 2 + |X'JX|^2 / 2, b_square standing for |b|^2
error = X * X.T - Z * Z.T
change = D * X.T + X * D.T
g = data(X * X.T, X * X.T) / 2 - 2 * inner(lifted(Ab), X * X.T) + 2 * b_square + square(X.T * J * X) / 2
S = 2 * lifted(SA)
normal = J * Z * Z.T * J
STAR = s1.T * Z * (s2.T * Z).T  # U* V*'
NOISE = [
    ("noise_def", forall([N], [], equal(inner(SA, N), HA(STAR, N) - inner(Ab, N)))),
    ("noise", forall([v], [], at_most(eps0, SA, v))),
]
REPRESENTS = forall([W], [], equal(inner(S, W), data(Z * Z.T, W) - 2 * inner(lifted(Ab), W)))
SLOPE = forall([D], [], equal(derivative(g, X, D), H(error, change) + inner(normal + S, change)))
CURVATURE = forall(
    [D],
    [],
    equal(
        derivative(g, X, D, order=2) / 2,
        H(error, D * D.T) + inner(normal + S, D * D.T) + H(change, change) / 2,
    ),
)
NOISE_BOUND = forall([x], [], at_most(2 * eps0, S, x))


def _fact_3_16(p):
    def represents(y):
        y.apply("noise_def", "at", letters={"N": off(W)})
        y.conclude(by=2 * y["at"])

    def noise_at(y, direction):
        y.apply("represents", "at", letters={"W": direction})
        return y["at"]

    p.lemma("represents", REPRESENTS, represents)
    p.lemma("slope", SLOPE, lambda y: y.conclude(by=-noise_at(y, change)))
    p.lemma("curvature", CURVATURE, lambda y: y.conclude(by=-noise_at(y, D * D.T)))
    p.lemma(
        "small",
        NOISE_BOUND,
        lambda y: y.conclude(by=4 * lifted_bound(y, "noise", SA, eps0, "v"), rewrite=RULES),
    )
    p.apply(fact_3_14, "isometry")
    p.finish("represents", "slope", "curvature", "small", "isometry_1", "isometry_2")


fact_3_16 = theorem(
    "fact_3_16",
    forall(
        [n, n1, n2, r, q, k, delta, eps0, b_square, s1, s2, X, Z, Ab, SA, HA],
        [*FRAMES, ("delta_nonneg", delta >= 0), *RIP, *NOISE],
        [REPRESENTS, SLOPE, CURVATURE, NOISE_BOUND, LOWER, UPPER],
    ),
    _fact_3_16,
    points,
)


def operator():
    """H, to be put for the form of another theorem."""
    left, right = matrix("Left", n, n), matrix("Right", n, n)
    return FormExpression(left, right, H(left, right))


balanced = [("balanced", equal(Z.T * J * Z))]
