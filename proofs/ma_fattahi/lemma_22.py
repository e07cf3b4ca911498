"""Lemma 22 (Ma & Fattahi): r0 = min(k - r, d/2). Conditional on eps, w.p. 1 - exp(-Omega(d r0)) some |U|_F
<= g has A(U U^T) <= -C_A g^2, B(U U^T) <= C_B g^2, with C_A = c sqrt(d r0 |S_t|/m^2), C_B = 1. Proof: X in
(g^2/sqrt(r0)) G(d, r0) is U U^T with |U|_F <= g.

Found: that X has the trace g^2 sqrt(r0), so that |U|_F = g r0^(1/4) > g for r0 > 1. And the lemma is false
for every c: -A(U U^T) <= |G|op g^2/m with G = sum over S_t of sgn(eps_i) A_i, |G|op^4 <= tr (G G^T)^2, of
mean at most 3 d^3 |S_t|^2; so at r0 = d/2 the printed C_A is too large by the factor d^(1/4) (d^(1/2) with
sharper bounds). With (g^2/r0) G(d, r0) one gets C_A = c sqrt(d |S_t|/m^2) and C_B = 1/sqrt(r0), which
Theorem 1 can use.
"""

from certify.claims import Computed, Eq, Rational, Unmechanised, assuming, claim, reals, sqrt, whole
from certify.claims.words import Words, matrix, parameters, sizes, square, tr

d, r0, n, root, g2, c, x = reals("d r0 n root g2 c x")
size_of_u = claim(
    "Lemma 22, proof: X in (g^2/sqrt(r0)) G(d, r0) has tr X = |U|_F^2 <= g^2",
    given=[root >= 1, g2 > 0, Eq(x, g2 / root * root**2)],
    show=x <= g2,
    printed=True,
    note="root = sqrt(r0), g2 = g^2; tr P = r0.",
)
size_of_u_repaired = size_of_u.repaired(
    "(g^2/r0) G(d, r0)", given=[root >= 1, g2 > 0, Eq(x, g2 / root**2 * root**2)]
)
nn, p = sizes("n p")
(s,) = parameters("s")
P = matrix("P", nn, nn, symmetric=True)
frobenius = claim(
    "Lemma 22, proof: s P has the squared norm s^2 p and the trace s p",
    Words(square(s * P) + tr(s * P), "==", s**2 * p + s * p, vanishing=(P * P - P, tr(P) - p)),
    printed=True,
)


def _fourth_moment(d: int) -> str:
    """E tr (B B^T)^2 for a standard Gaussian (d, d), by E b^2 = 1, E b^4 = 3, against d^2 (2 d + 1)."""
    total = 0
    for i in range(d):
        for j in range(d):
            for a in range(d):
                for b in range(d):  # E B_ia B_ja B_jb B_ib
                    total += 3 if i == j and a == b else int(i == j or a == b)
    return "" if total == d * d * (2 * d + 1) else f"d = {d}: {total}"


fourth_moment = claim(
    "Lemma 22, witness: E tr (B B^T)^2 = d^2 (2 d + 1) for a standard Gaussian B",
    Computed("by Wick's formula", _fourth_moment, cases=[{"d": d} for d in (1, 2, 3, 5, 8)], of="all d"),
    note="d^3 terms with i = j, d^3 with a = b, d^2 with both (3 = 1 + 1 + 1).",
)
fourth_moment_bound = claim(
    "Lemma 22, witness: d^2 (2 d + 1) <= 3 d^3, so that |B|op^4 >= 12 d^3 has a probability of at most 1/4",
    given=[d >= 1, x >= 0, assuming("Markov", x * 12 * d**3 <= d**2 * (2 * d + 1))],
    show=x <= Rational(1, 4),
    rests_on=["lemma_22.fourth_moment"],
    note="x is that probability.",
)
claimed = (c > 0, d >= 2, n > 0, n**4 <= 12 * d**3, Eq(root**2, d / 2), root > 0)
lemma = claim(
    "Lemma 22",
    Unmechanised(
        "for r0 = min(k - r, d/2), conditioned on the noise, w.p. >= 1 - exp(-Omega(d r0)) over A_1, ..., "
        "A_m there is U (d, k - r) with |U|_F <= g, A(U U^T) <= -C_A g^2 and B(U U^T) <= C_B g^2, C_A = c "
        "sqrt(d r0 |S_t|/m^2), C_B = 1, c > 0 constant",
        "a statement on chance with a constant that is not given; false for every c at r0 = d/2: "
        "lemma_22.lemma_never",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_22.size_of_u",
        "lemma_22.frobenius",
        "lemma_22.lemma_never",
        "lemma_9.lemma",
        "lemma_14.lemma",
        "lemma_15.lemma",
    ],
)
lemma_never = claim(
    "Lemma 22, witness: C_A g^2 > |G|op g^2/m >= -A(U U^T) at r0 = d/2, d > 48/c^4, where |G|op^4 <= 12 d^3 "
    "|S_t|^2",
    given=[*claimed, d * c**4 > 48],
    show=n < c * sqrt(d) * root,
    rests_on=["lemma_22.fourth_moment_bound"],
    note="n = |G|op/sqrt(|S_t|); both sides times m/(g^2 sqrt|S_t|). Whatever c is, w.p. >= 3/4 over the "
    "draw.",
)
lemma_repaired = lemma.repaired(
    "r0 = min(k - r, floor(d/2)), C_A = c sqrt(d |S_t|/m^2), C_B = 1/sqrt(r0)",
    show=Unmechanised(
        "conditioned on the noise, w.p. >= 1 - exp(-Omega(d r0)) - exp(-Omega(m)) there is U with |U|_F <= "
        "g, A(U U^T) <= -c sqrt(d |S_t|/m^2) g^2 and B(U U^T) <= g^2/sqrt(r0), by U U^T in (g^2/r0) G(d, r0)",
        "it rests on a lower bound for a Gaussian process as Lemma 9, which is not mechanised",
    ),
    rests_on=[
        "lemma_22.size_of_u_repaired",
        "lemma_22.frobenius",
        "lemma_22.integer_repaired",
        "lemma_9.lemma",
        "lemma_15.lemma",
    ],
    scope=whole,
)
(pi,) = reals("pi")
c_b = claim(
    "Lemma 22, proof: Lemma 15 with delta = 1 - sqrt(2/pi) > 0",
    given=[pi > 3, x > 0, Eq(x**2 * pi, 2)],
    show=1 - x > 0,
    printed=True,
    note="x = sqrt(2/pi).",
)
(m,) = reals("m")
failure = claim(
    "Lemma 22, proof: the failure probability exp(-Omega(m)) of B is at most exp(-Omega(d r0)), for m <= C "
    "d r0",
    given=[d >= 1, r0 >= 1, m >= 1, m <= d * r0],
    show=-m <= -d * r0,
    printed=True,
    note="The proof bounds B w.p. 1 - exp(-Omega(m)), and m <= c p p0 d r0 in Theorem 1: the "
    "probability "
    "it gives is that with m.",
)


def _integer(d: int, extra: int) -> str:
    """r0 = min(k - r, d/2) has to be the rank of a projector."""
    doubled = min(2 * extra, d)
    return f"d = {d}, k - r = {extra}: r0 = {doubled}/2 is no integer" if doubled % 2 else ""


integer = claim(
    "Lemma 22, r0: G(d, r0) is defined: r0 = min(k - r, d/2) is an integer",
    Computed(
        "for all d and k - r",
        _integer,
        cases=[{"d": 4, "extra": 1}, {"d": 3, "extra": 5}],
        of="all d and k - r",
    ),
    printed=True,
)
integer_repaired = integer.repaired(
    "r0 = min(k - r, floor(d/2))",
    show=claim("", given=[d >= 2, x >= d / 2 - Rational(1, 2), x <= d / 2], show=x >= d / 4).statement,
    note="x = floor(d/2): nothing but constants changes, for d >= 2.",
)
