"""Lemma 3.18 (Zhang): Lemma 3.8 for g: psi(..) <= (2 eps0 sqrt(r + r*) + eps1/2) |E| - [sqrt(1 - alpha^2)
sqrt(1 - tau^2) +
[alpha - (1 + 2 delta + eps2/2) beta] tau - 2 delta] |E|^2. No range of tau is printed; 0 <= tau <= alpha is
needed.

Chosen: the instance n1 = n2 = 1, X = [x; x], Z = [z; z] and its relatives have J, H explicit. The eps1 term
is that of
Lemma 3.8 (Fact 3.3).
"""

import sympy

from certify.claims import Computed, Eq, Theorem, assuming, case, claim, reals, sqrt, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/lemma_3_18")

e, c, u, tau, alpha, beta, d, e0, e1, e2, q = reals("e c u tau alpha beta delta eps0 eps1 eps2 q")
psi, psi0, t1, et, D0X, nuc, nf, a, b = reals("psi psi0 t1 et D0X nuc nf a b")

small = (
    b > 0,
    e1 >= 0,
    e > 0,
    et > 0,
    D0X >= 0,
    Eq(et**2, (1 - a**2) ** 2 + 2 * a**2 * b**2),
    Eq(e**2, et**2 + b**4),
    Eq(D0X**2, (1 - a**2) ** 2 / 4 + a**2 * b**2),
    Eq(t1 * et, e),
)
bound = claim(
    "Lemma 3.18: the bound on psi(t1, 0)",
    given=small,
    show=t1 * (e1 * D0X - et**2) <= e1 * e / 2 - et * e,
    printed=True,
    scope=case(
        "X = [Y; Y]/sqrt(2), Z = [W; W]/sqrt(2), Y = [1; 0], W = [a; b], delta = eps0 = eps2 = 0, tau = 0"
    ),
    rests_on=["lemma_3_8.line_b"],
    note="The lifted pair has the same E up to a rotation, <N, E_T> = 0 and H = Id: the numbers of Lemma "
    "3.8.",
)
end_of_proof = claim(
    "Lemma 3.18, end of the proof, with eps1/sqrt(2) and 0 <= tau <= alpha < 1: the bound from the displays",
    given=[
        e > 0,
        d >= 0,
        e0 >= 0,
        e1 >= 0,
        e2 >= 0,
        beta >= 0,
        tau >= 0,
        q >= 1,
        u >= 0,
        u <= 1,
        c > 0,
        nf >= 0,
        assuming("norm inequalities", nuc <= q * e),
        psi0
        <= -((c * u + alpha * tau) * e**2 - 2 * d * e**2)
        - nf
        + 2 * e0 * nuc
        + (1 + 2 * d) * tau * beta * e**2,
        t1 >= 0,
        et >= 0,
        Eq(t1 * et, u * e),
        D0X >= 0,
        D0X * sqrt(2) <= et,
        Eq(psi, psi0 + t1 * e1 * D0X + e2 / 2 * tau * beta * e**2),
    ],
    show=psi
    <= (2 * e0 * q + e1 / sqrt(2)) * e - (c * u + (alpha - (1 + 2 * d + e2 / 2) * beta) * tau - 2 * d) * e**2,
    rests_on=[
        "lemma_3_8.end_of_proof",
        "lemma_3_5.combination",
        "fact_3_14.fact",
        "fact_3_16.hessian",
        "fact_3_3.local_norm_repaired",
        "lemma_3_18.order",
    ],
    note="nf = <N, F> >= 0 needs t1 >= t2, that is tau <= alpha (order).",
    seconds=60,
)
order = claim(
    "Lemma 3.18, proof: t1 >= t2 for 0 <= tau <= alpha",
    given=[alpha > 0, alpha < 1, tau >= 0, tau <= alpha],
    show=sqrt((1 - tau**2) / (1 - alpha**2)) >= tau / alpha,
)
order_needed = claim(
    "Lemma 3.18, with no range of tau: t1 >= t2 for 0 <= tau <= 1",
    given=[alpha > 0, alpha < 1, tau >= 0, tau <= 1],
    show=sqrt((1 - tau**2) / (1 - alpha**2)) >= tau / alpha,
    note="The text after the lemma says that 0 <= tau <= alpha is explicitly required by it; the lemma "
    "does not.",
)


def _psi_at_zero(Y: sympy.Matrix, W: sympy.Matrix, eps1: int) -> str:
    """psi(1/sqrt(1 - alpha^2), 0) against its bound at X = [Y; Y]/sqrt(2), Z = [W; W]/sqrt(2), A = Id.

    At delta = eps0 = 0 that is the whole class for n1 = n2 = 2, r = r* = 1.
    """
    half = 1 / sympy.sqrt(2)
    X, Z, t = Y.col_join(Y) * half, W.col_join(W) * half, sympy.Symbol("t")
    n, plus = Y.rows, X.pinv()
    Pi = X * plus
    E, Zp = X * X.T - Z * Z.T, Z - Pi * Z
    D0 = (sympy.eye(2 * n) - Pi / 2) * Z * (plus * Z).T - X / 2
    moved = X + t * D0
    U, V = moved[:n, :], moved[n:, :]
    data, balance = U * V.T - W * W.T / 2, U.T * U - V.T * V
    g = 2 * sum(v**2 for v in data) + sum(v**2 for v in balance) / 2
    first = sympy.diff(sympy.expand(g), t).subs(t, 0)  # <grad g, D0>
    size, local = E.norm(), (D0 * X.T).norm()
    root = sympy.sqrt(1 - (Zp * Zp.T).norm() ** 2 / size**2)
    excess = sympy.simplify((first + eps1 * local) / root - (sympy.Rational(eps1, 2) * size - root * size**2))
    if not excess.is_positive:
        return ""
    return (
        f"Y = {Y.tolist()}, W = {W.tolist()}, A = Id, delta = eps0 = eps2 = 0, eps1 = {eps1}, tau = 0: "
        f"psi exceeds its bound by {excess}"
    )


lemma_whole = claim(
    "Lemma 3.18",
    Computed(
        "fix X (n, r), Z (n, r*), r >= r*, X != 0, E = X X^T - Z Z^T != 0, (I - X X^+) != 0, Z^T J Z = 0. "
        "With alpha, beta as in Lemma 3.8 and psi as in (3.2): psi(sqrt((1 - tau^2)/(1 - alpha^2)), "
        "tau/alpha) <= (2 eps0 sqrt(r + r*) + eps1/2) |E| - [sqrt(1 - alpha^2) sqrt(1 - tau^2) + [alpha - "
        "(1 + 2 delta + eps2/2) beta] tau - 2 delta] |E|^2",
        _psi_at_zero,
        cases=[{"Y": sympy.Matrix([1, 0]), "W": sympy.Matrix([1, 1]), "eps1": 1}],
        of="all instances",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_3_18.bound", "lemma_3_18.order_needed"],
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
    note="The text after the lemma says that 0 <= tau <= alpha is explicitly required by it; the lemma "
    "does not.",
)
bound_repaired = lemma_whole.repaired(
    "eps1/sqrt(2), Z_p != 0 and 0 <= tau <= alpha < 1",
    scope=whole,
    show=Theorem(_derivations.lemma_3_18),
    rests_on=[],
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>. psi is a supremum over the class, "
    "and its bound is that for every f in it. The sum over D_i = Z_p e_i u' is tr C, where v'Cv = "
    "<hess f[D], D> + eps2 |D X'|^2 for D = Z_p v u'.",
)
