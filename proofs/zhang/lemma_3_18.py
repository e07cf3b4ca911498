"""Lemma 3.18 (Zhang): Lemma 3.8 for g: psi(..) <= (2 eps0 sqrt(r + r*) + eps1/2) |E| - [sqrt(1 - alpha^2)
sqrt(1 - tau^2) +
[alpha - (1 + 2 delta + eps2/2) beta] tau - 2 delta] |E|^2. No range of tau is printed; 0 <= tau <= alpha is
needed.

Chosen: the instance n1 = n2 = 1, X = [x; x], Z = [z; z] and its relatives have J, H explicit. The eps1 term
is that of
Lemma 3.8 (Fact 3.3).
"""

from certify.claims import Eq, claim, reals, sqrt

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
    "Lemma 3.18 at X = [Y; Y]/sqrt(2), Z = [W; W]/sqrt(2), Y = [1; 0], W = [a; b], delta = eps0 = eps2 = "
    "0, tau = 0",
    given=small,
    show=t1 * (e1 * D0X - et**2) <= e1 * e / 2 - et * e,
    printed=True,
    rests_on=["lemma_3_8.line_b"],
    note="The lifted pair has the same E up to a rotation, <N, E_T> = 0 and H = Id: the numbers of Lemma "
    "3.8.",
)
bound_repaired = bound.repaired(
    "eps1/sqrt(2) and 0 <= tau <= alpha < 1, for all sizes",
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
        nuc <= q * e,
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
        "lemma_3_8.bound_repaired",
        "lemma_3_5.combination",
        "fact_3_14.fact",
        "fact_3_16.hessian",
        "fact_3_3.local_norm_repaired",
        "lemma_3_18.order_needed_repaired",
    ],
    note="nf = <N, F> >= 0 needs t1 >= t2, that is tau <= alpha (order).",
    seconds=60,
)
order = claim(
    "Lemma 3.18: t1 >= t2 for 0 <= tau <= alpha",
    given=[alpha > 0, alpha < 1, tau >= 0, tau <= alpha],
    show=sqrt((1 - tau**2) / (1 - alpha**2)) >= tau / alpha,
    printed=True,
)
order_needed = claim(
    "Lemma 3.18 without a range of tau: t1 >= t2 for 0 <= tau <= 1",
    given=[alpha > 0, alpha < 1, tau >= 0, tau <= 1],
    show=sqrt((1 - tau**2) / (1 - alpha**2)) >= tau / alpha,
    printed=True,
    note="The text after the lemma says that 0 <= tau <= alpha is explicitly required by it; the lemma "
    "does not.",
)
order_needed_repaired = order_needed.repaired(
    "tau <= alpha", given=[alpha > 0, alpha < 1, tau >= 0, tau <= alpha]
)
