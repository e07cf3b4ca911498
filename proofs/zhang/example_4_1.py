"""Example 4.1 (Zhang): [Q1, Q2] orthonormal, 1 <= r* <= r < n, eps >= 0, delta = 1/(1 + (1 + eps)
sqrt(r*/r)),
M* = (1 + eps + sqrt(r/r*)) Q2 Q2^T, |A(E)|^2 = (1 + delta) |E|^2 - 2 delta <G, E>^2. A in RIP(delta, n) and
X0 = Q1 has
grad f = 0, hess f >= -2 (1 + delta) eps I, |X0 X0^T - M*| > |M*|.

Chosen: rho = sqrt(r/r*), r = rho^2 r*; directions D = Q1 V1 + Q2 V2 + Q3 V3. By certify.formulas the
Hessian is a form
in the traces of the blocks, for all sizes (expanded there with noncommuting letters).
"""

import sympy

from certify import Instance
from certify.claims import And, AtInstance, Computed, Eq, Theorem, assuming, claim, part, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square, tr
from certify.formulas import example_4_1_delta, example_4_1_form, example_4_1_hessian

n, r, q = sizes("n r q")
Q1, Q2, D = matrix("Q1", n, r), matrix("Q2", n, q), matrix("D", n, r)
V1, V2 = matrix("V1", r, r), matrix("V2", q, r)
rho, eps = parameters("rho eps")
orthonormal = (Q1.T * Q1 - identity(r), Q2.T * Q2 - identity(q), Q1.T * Q2)
# G = (Q1 Q1^T - rho Q2 Q2^T)/(rho sqrt(2 r*)): K is G without its length, |K|^2 = r + rho^2 r* = 2 r
K = Q1 * Q1.T - rho * Q2 * Q2.T
E = Q1 * Q1.T - (1 + eps + rho) * Q2 * Q2.T
ranks = r - rho**2 * q

length = claim(
    "Example 4.1: |G| = 1, as |Q1 Q1^T - rho Q2 Q2^T|^2 = 2 r",
    Words(square(K), "==", 2 * r, vanishing=(*orthonormal, ranks)),
    printed=True,
    scope=part("isometry"),
)
overlap = claim(
    "Example 4.1, verification: <Q1 Q1^T - rho Q2 Q2^T, E> = r + rho (1 + eps + rho) r*",
    Words(inner(K, E), "==", r + rho * (1 + eps + rho) * q, vanishing=orthonormal),
)
e, p, ra, rs, t = reals("eps rho r r_star t")
d = p / (p + 1 + e)
kappa = reals("kappa")[0]
residual = claim(
    "Example 4.1, verification: A^T A(E) = (1 + delta) E - 2 delta G <G, E> = -(1 + delta)(1 + eps) Q2 "
    "Q2^T, block by block",
    given=[p >= 1, e >= 0, rs >= 1, Eq(ra, p**2 * rs), Eq(kappa, ra + p * (1 + e + p) * rs)],
    show=And(
        Eq((1 + d) - d * kappa / ra, 0),
        Eq(-(1 + d) * (1 + e + p) + d * p * kappa / ra, -(1 + d) * (1 + e)),
    ),
    printed=True,
    rests_on=["example_4_1.overlap", "lemma_4_2.line_c"],
    note="kappa = <Q1 Q1^T - rho Q2 Q2^T, E>, and G is that matrix over sqrt(2 r).",
)
gradient = claim(
    "Example 4.1: grad f(X0) = 0, since Q2 Q2^T Q1 = 0",
    Words(inner(Q2 * Q2.T, D * Q1.T + Q1 * D.T), "==", 0, vanishing=orthonormal),
    printed=True,
    scope=part("gradient"),
    rests_on=["example_4_1.residual", "fact_3_6.gradient", "lemma_4_2.gradient"],
)
band = claim(
    "Example 4.1: 0 <= delta < 1",
    given=[p >= 1, e >= 0],
    show=And(d >= 0, d < 1),
    printed=True,
    scope=part("isometry"),
)
g = reals("g")[0]
isometry = claim(
    "Example 4.1: (1 - delta) |E|^2 <= |A(E)|^2 <= (1 + delta) |E|^2, with <G, E>^2 <= |E|^2",
    given=[p >= 1, e >= 0, t >= 0, assuming("Cauchy-Schwarz", g**2 <= t**2)],
    show=And(
        (1 + d) * t**2 - 2 * d * g**2 >= (1 - d) * t**2, (1 + d) * t**2 - 2 * d * g**2 <= (1 + d) * t**2
    ),
    printed=True,
    scope=part("isometry"),
    rests_on=["example_4_1.length", "example_4_1.band"],
    note="t = |E|, g = <G, E>; Cauchy-Schwarz with |G| = 1.",
)
tr1, sq1, n1, n2, n3 = reals("trace1 square1 norm1 norm2 norm3")


def _form() -> str:
    r_, s_, e_ = sympy.symbols("r r_star epsilon", positive=True)
    tr1, sq1, n1, n2, n3 = sympy.symbols("trace1 square1 norm1 norm2 norm3", real=True)
    form, dd = example_4_1_form(), example_4_1_delta(r_, s_, e_)
    found = form(r_, s_, e_, tr1, sq1, n1, n2, n3)
    stated = 2 * (1 + dd) * (n1 + sq1 - e_ * n2 + n3) - 4 * dd / r_ * tr1**2
    return "" if sympy.simplify(found - stated) == 0 else f"{sympy.simplify(found)}"


form = claim(
    "Example 4.1, verification: the Hessian form at X0 is "
    "2 (1 + delta)(|V1|^2 + tr V1^2 - eps |V2|^2 + |V3|^2) - (4 delta/r)(tr V1)^2",
    Computed(
        "the form expanded with noncommuting blocks equals the stated one",
        _form,
        symbols="all real r, r*, eps > 0 and all blocks",
    ),
)
hessian = claim(
    "Example 4.1: hess f(X0) >= -2 (1 + delta) eps I",
    given=[
        p >= 1,
        e >= 0,
        ra >= 1,
        n1 >= 0,
        n2 >= 0,
        n3 >= 0,
        assuming("Cauchy-Schwarz", n1 + sq1 >= 2 * tr1**2 / ra),
    ],
    show=2 * (1 + d) * (n1 + sq1 - e * n2 + n3) - 4 * d / ra * tr1**2 >= -2 * (1 + d) * e * (n1 + n2 + n3),
    printed=True,
    scope=part("Hessian"),
    rests_on=["example_4_1.form", "example_4_1.symmetric_part", "lemma_4_2.hessian"],
    note="norm1 = |V1|^2, square1 = tr V1^2, trace1 = tr V1: |V1|^2 + tr V1^2 = 2 |sym V1|^2 >= 2 (tr "
    "V1)^2/r.",
    seconds=40,
)
symmetric_part = claim(
    "Example 4.1, verification: |V|^2 + tr V^2 = 2 |sym V|^2",
    Words(square(V1) + tr(V1 * V1), "==", square(V1 + V1.T) / 2),
)
error = claim(
    "Example 4.1: |X0 X0^T - M*| > |M*|: |E|^2 = r + |M*|^2",
    Words(square(E), "==", r + square((1 + eps + rho) * Q2 * Q2.T), vanishing=orthonormal),
    printed=True,
    scope=part("error"),
)
n_rows = reals("n")[0]
available = claim(
    "Example 4.1, its sizes: 1 <= r* <= r < n gives n >= r + r*, which the orthonormal columns of [Q1, "
    "Q2] need",
    given=[rs >= 1, ra >= rs, n_rows > ra],
    show=n_rows >= ra + rs,
    note="[Q1, Q2] (n, r + r*) has orthonormal columns only where n >= r + r*; the example says 1 <= r* <= "
    "r < n and Theorem 1.4 (b) r* <= r < n.",
)


def _small_hessian(r: int, r_star: int) -> str:
    """The lowest eigenvalue by differentiation, at eps = 1/2: exactly -2 (1 + delta) eps."""
    e_ = sympy.Rational(1, 2)
    dd = example_4_1_delta(r, r_star, e_)
    H = example_4_1_hessian(r, r_star)(e_)
    shifted = (H + 2 * (1 + dd) * e_ * sympy.eye(H.rows)).applyfunc(sympy.nsimplify)
    low = min(sympy.re(sympy.N(v, 30)) for v in shifted.eigenvals(multiple=True))
    return "" if low > -sympy.Rational(1, 10**20) else f"lowest eigenvalue below the bound by {low}"


small_hessians = claim(
    "Example 4.1, verification: the Hessian by differentiation, for small sizes",
    Computed(
        "hess f(Q1) >= -2 (1 + delta) eps I",
        _small_hessian,
        cases=[{"r": 1, "r_star": 1}, {"r": 2, "r_star": 1}],
        of="all r and r*",
    ),
    rests_on=["example_4_1.form"],
)
at_the_boundary = claim(
    "Example 4.1 at r = 4, r* = 1, eps = 1: Z = 2, delta = 1/2, eps2 = 2 (1 + delta) eps = 3, exactly at "
    "the boundary",
    AtInstance(
        Instance([[int(i == j) for j in range(4)] for i in range(5)], [[0]] * 4 + [[2]], eps2=3, delta="1/2"),
        "counterexample",
    ),
    rests_on=["example_4_1.gradient", "example_4_1.hessian", "example_4_1.isometry", "lemma_2_3.lemma"],
)
tight = claim(
    "Example 4.1 is tight: at delta = 499/1000 the same X, Z, eps2 have no counterexample",
    AtInstance(
        Instance(
            [[int(i == j) for j in range(4)] for i in range(5)], [[0]] * 4 + [[2]], eps2=3, delta="499/1000"
        ),
        "no counterexample",
    ),
    rests_on=["example_4_1.at_the_boundary", "lemma_2_4.lemma"],
)
threshold = claim(
    "Example 4.1, the threshold: delta = 1/(1 + (1 + eps) sqrt(r*/r)) is where r/r* = [(1 + eps) delta/(1 "
    "- delta)]^2",
    given=[p >= 1, e >= 0],
    show=Eq(p**2, ((1 + e) * d / (1 - d)) ** 2),
)
example_whole = claim(
    "Example 4.1",
    Theorem(load(__file__, "zhang/example_4_1_whole").example_4_1),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation: an A with this |A(E)|^2 exists, A(M) = alpha M + beta <G, M> G; "
    "and every one has the bounds of RIP(delta, k) for all M, gradient 0 and the Hessian at Q1, the "
    "farther error. H(M, N) is <A(M), A(N)>, which |A(E)|^2 determines, q is r*, and s, rho, g1, g2 are "
    "sqrt(r*/r), sqrt(r/r*), 1/sqrt(2r), 1/sqrt(2r*). Such [Q1, Q2] exist only for n >= r + r*.",
)
exact_threshold = claim(
    "Example 4.1 with c Q2 Q2' for M*, c delta s = 1: at delta^2 + (1 + delta + eps2/2) s delta = 1 "
    "the form has "
    "RIP(delta, n), and Q1 is a spurious point",
    Theorem(load(__file__, "zhang/example_4_1").necessity),
    note="For all sizes with [Q1, Q2] orthonormal, by derivation: the gradient at Q1 is 0, the "
    "Hessian is at least "
    "-eps2 in the local norm, and Q1 Q1' is further from M* than 0 is. s^2 = r*/r, q is r*, "
    "iq = 1/q and "
    "ir = 1/r.",
)
