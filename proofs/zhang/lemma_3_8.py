"""Lemma 3.8 (Zhang): alpha = |Z_p Z_p^T|/|E|, beta = (lambda_min/|E|) tr(Z_p Z_p^T)/|Z_p Z_p^T|, and
psi(sqrt((1 - tau^2)/(1 - alpha^2)), tau/alpha) <= (eps0 sqrt(r + r*) + eps1/2) |E|
- [sqrt(1 - alpha^2) sqrt(1 - tau^2) + [alpha - (1 + delta + eps2/2) beta] tau - delta] |E|^2.

Printed with "(I - X X^+) != 0" for Z_p != 0 and without a range of tau. Found: the eps1 term is false where
E has
off-diagonal blocks (Fact 3.3; eps1/sqrt(2) holds); for tau < 0 it is false; at alpha = 1 it is undefined.

Chosen: e = |E|, f = |F|, g = <E, F>, hef = <H(E), F>, sf = <S, F>, w2 = sum |W_i|_H^2, zp = |Z_p|^2.
"""

import sympy

from certify.claims import (
    Abs,
    And,
    Computed,
    Eq,
    Rational,
    Theorem,
    assuming,
    case,
    claim,
    part,
    reals,
    sqrt,
    whole,
)
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/lemma_3_8")

e, et, en, g, hef, sf, nuc, q, w2, zp, lam = reals("e et en g hef sf nuc q w2 zp lambda")
d, e0, e1, e2, t1, t2, tau, alpha, beta, c, u = reals("delta eps0 eps1 eps2 t1 t2 tau alpha beta c u")
psi, psi0, D0X, a, b, z = reals("psi psi0 D0X a b z")

# psi is a supremum over f; the lines are stated for each f. |F| = |E| = e.
r, r_star, rank_f = reals("r r_star rank_F")
line_a = claim(
    "Lemma 3.8, first display: psi0 <= -(<E, F> - delta |E| |F|) + eps0 |F|_nuc + t2 (1 + delta) "
    "lambda_min |Z_p|^2",
    given=[
        e > 0,
        d >= 0,
        t2 >= 0,
        lam >= 0,
        zp >= 0,
        e0 >= 0,
        nuc >= 0,
        hef >= g - d * e**2,
        assuming("von Neumann trace inequality", -sf <= e0 * nuc),
        w2 <= (1 + d) * 2 * lam * zp,
        Eq(psi0, -hef - sf + t2 / 2 * w2),
    ],
    show=psi0 <= -(g - d * e**2) + e0 * nuc + t2 * (1 + d) * lam * zp,
    printed=True,
    rests_on=[
        "lemma_3_4.lemma",
        "fact_3_3.normal_directions",
        "fact_3_3.smallest_eigenvalue",
        "fact_3_6.gradient",
        "fact_3_6.hessian",
    ],
    note="<H(E), F> >= <E, F> - delta |E| |F| is Lemma 3.4; the W_i have rank 2 and sum |W_i|^2 = 2 "
    "lambda_min |Z_p|^2.",
)
line_b = claim(
    "Lemma 3.8, second display: |D0 X^T|^2 = |E_T|^2/4",
    given=[],
    show=Eq((1 - a**2) ** 2 / 4 + a**2 * b**2, ((1 - a**2) ** 2 + 2 * a**2 * b**2) / 4),
    printed=True,
    scope=case("X = [1; 0], Z = [a; b]"),
    note="The left side is |D0 X^T|^2 there. The eps2 part of the display is fact_3_3.smallest_eigenvalue.",
)
line_b_repaired = line_b.repaired(
    "|D0 X^T| <= |E_T|/sqrt(2)",
    show=(1 - a**2) ** 2 / 4 + a**2 * b**2 <= ((1 - a**2) ** 2 + 2 * a**2 * b**2) / 2,
    rests_on=["fact_3_3.local_norm_repaired"],
)
parts = (
    e > 0,
    alpha > 0,
    c > 0,
    Eq(alpha**2 + c**2, 1),
    Eq(et, c**2 * e**2),
    Eq(en, alpha**2 * e**2),
    u >= 0,
    Eq(tau**2 + u**2, 1),
    Eq(t1 * c, u),
    Eq(t2 * alpha, tau),
)
line_c_inner = claim(
    "Lemma 3.8, third display: <E, F> = t1 |E_T|^2 + t2 |E_N|^2 = (sqrt(1 - alpha^2) sqrt(1 - tau^2) + "
    "alpha tau) |E|^2",
    given=parts,
    show=Eq(t1 * et + t2 * en, (c * u + alpha * tau) * e**2),
    printed=True,
    rests_on=["fact_3_2.orthogonal", "fact_3_2.total"],
    note="et = |E_T|^2 and en = |E_N|^2.",
)
line_c_norm = claim(
    "Lemma 3.8, third display: |F|^2 = t1^2 |E_T|^2 + t2^2 |E_N|^2 = |E|^2",
    given=parts,
    show=Eq(t1**2 * et + t2**2 * en, e**2),
    printed=True,
    rests_on=["fact_3_2.orthogonal", "fact_3_2.total"],
)
line_c_nuclear = claim(
    "Lemma 3.8, third display: |F|_nuc <= sqrt(rank F) |F| <= sqrt(r + r*) |F|",
    given=[
        e >= 0,
        rank_f >= 0,
        rank_f <= r + r_star,
        assuming("norm inequalities", nuc <= sqrt(rank_f) * e),
    ],
    show=nuc <= sqrt(r + r_star) * e,
    printed=True,
    seconds=40,
    rests_on=["lemma_3_4.inside_the_span"],
    note="|F| = |E| = e. F lives on the span of [X, Z], so that rank F <= r + r*.",
)
line_c_beta = claim(
    "Lemma 3.8, third display: t2 lambda_min |Z_p|^2 = t2 alpha beta |E|^2 = tau beta |E|^2",
    given=[*parts, lam >= 0, zp > 0, Eq(beta * alpha * e**2, lam * zp)],
    show=And(Eq(t2 * lam * zp, t2 * alpha * beta * e**2), Eq(t2 * lam * zp, tau * beta * e**2)),
    printed=True,
    note="alpha |E| = |Z_p Z_p^T| and beta |E| |Z_p Z_p^T| = lambda_min tr(Z_p Z_p^T), tr(Z_p Z_p^T) = "
    "|Z_p|^2.",
)

# The lemma at delta = eps0 = eps2 = 0 and tau = 0, where psi is explicit: H = Id is the whole band.
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
    "Lemma 3.8: psi(t1, 0) <= eps1 |E|/2 - sqrt(1 - alpha^2) |E|^2",
    given=small,
    show=t1 * (e1 * D0X - et**2) <= e1 * e / 2 - et * e,
    printed=True,
    scope=case("X = [1; 0], Z = [a; b], delta = eps0 = eps2 = 0, tau = 0"),
    rests_on=["lemma_3_8.line_b"],
    note="et = |E_T|, e = |E|, D0X = |D0 X^T|, t1 = 1/sqrt(1 - alpha^2) = |E|/|E_T|; psi(t1, 0) = t1 "
    "(<grad f, D0> + eps1 |D0 X^T|), <grad f, D0> = -|E_T|^2.",
)
bound_small_repaired = bound.repaired(
    "eps1/2 becomes eps1/sqrt(2)",
    show=t1 * (e1 * D0X - et**2) <= e1 * e / sqrt(2) - et * e,
    rests_on=["lemma_3_8.line_b_repaired"],
    seconds=40,
)
end_of_proof = claim(
    "Lemma 3.8, end of the proof, with eps1/sqrt(2) and 0 <= tau <= 1, alpha < 1: the bound from the "
    "displays",
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
        alpha >= 0,
        assuming("norm inequalities", nuc <= q * e),
        psi0 <= -((c * u + alpha * tau) * e**2 - d * e**2) + e0 * nuc + (1 + d) * tau * beta * e**2,
        t1 >= 0,
        et >= 0,
        Eq(t1 * et, u * e),
        D0X >= 0,
        D0X * sqrt(2) <= et,
        Eq(psi, psi0 + t1 * e1 * D0X + e2 / 2 * tau * beta * e**2),
    ],
    show=psi <= (e0 * q + e1 / sqrt(2)) * e - (c * u + (alpha - (1 + d + e2 / 2) * beta) * tau - d) * e**2,
    rests_on=[
        "lemma_3_8.line_c_nuclear",
        "lemma_3_8.line_a",
        "lemma_3_8.line_b_repaired",
        "lemma_3_8.line_c_inner",
        "lemma_3_8.line_c_norm",
        "lemma_3_8.line_c_beta",
        "fact_3_3.local_norm_repaired",
    ],
    note="q = sqrt(r + r*), c = sqrt(1 - alpha^2), u = sqrt(1 - tau^2). Here et = |E_T|, so that t1 |E_T| "
    "= sqrt(1 - tau^2) |E|. The bound on psi0 is the first display with the third, that on D0X = |D0 "
    "X^T| Fact 3.3 repaired, the equation the second display.",
    seconds=60,
)


def _psi_at_zero(X: sympy.Matrix, Z: sympy.Matrix, eps1: int) -> str:
    """psi(1/sqrt(1 - alpha^2), 0), where tau = 0, against its bound at n = 2, r = r* = 1, A = Id.

    At delta = eps0 = 0 that is the whole class.
    """
    plus = X.pinv()
    Pi = X * plus
    E, Zp = X * X.T - Z * Z.T, Z - Pi * Z
    D0 = (sympy.eye(X.rows) - Pi / 2) * Z * (plus * Z).T - X / 2
    lifted = D0 * X.T + X * D0.T
    first = sum(a * b for a, b in zip(E, lifted, strict=True))  # <grad f, D0>
    size, local = E.norm(), (D0 * X.T).norm()
    root = sympy.sqrt(1 - (Zp * Zp.T).norm() ** 2 / size**2)  # sqrt(1 - alpha^2)
    excess = sympy.simplify((first + eps1 * local) / root - (sympy.Rational(eps1, 2) * size - root * size**2))
    if not excess.is_positive:
        return ""
    return (
        f"X = {X.tolist()}, Z = {Z.tolist()}, A = Id, delta = eps0 = eps2 = 0, eps1 = {eps1}, tau = 0: "
        f"psi exceeds its bound by {excess}"
    )


lemma_whole = claim(
    "Lemma 3.8",
    Computed(
        "fix X (n, r), Z (n, r*), r >= r*, E = X X^T - Z Z^T != 0, X != 0, (I - X X^+) != 0. With alpha = "
        "|Z_p Z_p^T|/|E|, beta = (lambda_min(X^T X)/|E|) tr(Z_p Z_p^T)/|Z_p Z_p^T| and psi as in (3.1): "
        "psi(sqrt((1 - tau^2)/(1 - alpha^2)), tau/alpha) <= (eps0 sqrt(r + r*) + eps1/2) |E| - [sqrt(1 - "
        "alpha^2) sqrt(1 - tau^2) + [alpha - (1 + delta + eps2/2) beta] tau - delta] |E|^2",
        _psi_at_zero,
        cases=[{"X": sympy.Matrix([1, 0]), "Z": sympy.Matrix([1, 1]), "eps1": 1}],
        of="all instances",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_3_8.bound",
        "lemma_3_8.alpha_is_one",
        "lemma_3_8.hypothesis_printed",
        "lemma_3_8.negative_tau",
    ],
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
)
bound_repaired = lemma_whole.repaired(
    "eps1/sqrt(2), Z_p != 0, 0 <= tau <= 1, alpha < 1",
    scope=whole,
    show=Theorem(_derivations.lemma_3_8),
    rests_on=[],
    note="For all sizes, by derivation. q is r*, P for the Moore-Penrose inverse of X, and H for "
    "<A(.), A(.)>. psi is a supremum over the class, and its bound is that for every f in it. The "
    "sum over D_i = Z_p e_i u' is tr C, where v'Cv = <hess f[D], D> + eps2 |D X'|^2 for D = Z_p v "
    "u'. ca and ct are the roots of 1 - alpha^2 and 1 - tau^2, w is sqrt(2), nu is |D0 X'|.",
)
# The range of tau: at X = e1, Z = z e2 and tau < 0, psi in closed form: the operator may shrink W.
closed_form = (
    u >= 0,
    Eq(u**2 + tau**2, 1),
    Eq(g, (3 * u + 4 * tau) / 5 * Rational(25, 9)),
    Eq(t2, tau * Rational(5, 4)),
)
spread = Rational(1, 2) * (Rational(25, 9) + Abs(t2) * Rational(4, 3))
negative_tau = claim(
    "Lemma 3.8, with no range of tau: the bound on psi",
    given=[*closed_form, Eq(psi, -g + t2 * Rational(4, 3) + spread)],
    show=psi <= -(3 * u / 5 + (Rational(4, 5) - Rational(9, 10)) * tau - Rational(1, 2)) * Rational(25, 9),
    printed=True,
    scope=case("X = e1, Z = z e2, z^2 = 4/3, delta = 1/2, eps0 = eps1 = eps2 = 0"),
    note="No range of tau is printed; psi(t1, t2) is introduced for t1, t2 >= 0. |E| = 5/3, alpha = 4/5, "
    "beta = 3/5. Q of "
    "the closed form of psi has the orthogonal parts (E, F) and W, of nuclear norms "
    "|E|^2 and "
    "|t2| |W|^2/2 = |t2| z^2.",
    seconds=40,
)
negative_tau_repaired = negative_tau.repaired(
    "tau >= 0",
    given=[*closed_form, tau >= 0, Eq(psi, -g + t2 * Rational(4, 3) + spread)],
    rests_on=["lemma_3_8.bound_repaired"],
)


def _alpha_is_one(X: sympy.Matrix, Z: sympy.Matrix) -> str:
    Pi = X * X.pinv()
    E, Zp = X * X.T - Z * Z.T, Z - Pi * Z
    alpha2 = (Zp * Zp.T).norm() ** 2 / E.norm() ** 2
    if X.is_zero_matrix or Zp.is_zero_matrix or alpha2 < 1:
        return ""
    return f"X = {X.tolist()}, Z = {Z.tolist()}: X != 0, Z_p != 0 and alpha^2 = {alpha2}"


alpha_is_one = claim(
    "Lemma 3.8: alpha < 1 wherever X != 0 and Z_p != 0",
    Computed(
        "alpha < 1",
        _alpha_is_one,
        cases=[{"X": sympy.Matrix([[1, 0], [0, 0]]), "Z": sympy.eye(2)}],
        of="all X, Z with X != 0 and Z_p != 0",
    ),
    printed=True,
    scope=part("that its bound is defined"),
)
hypothesis_printed = claim(
    "Lemma 3.8: Z_p Z_p^T != 0 by the hypothesis (I - X X^+) != 0",
    Computed(
        "Z_p Z_p^T != 0 wherever I - X X^+ != 0 and X != 0",
        lambda X, Z: (
            ""
            if not (Z - X * X.pinv() * Z).is_zero_matrix
            else f"X = {X.tolist()}, Z = {Z.tolist()}: Z_p = 0, beta = 0/0"
        ),
        cases=[{"X": sympy.Matrix([1, 0]), "Z": sympy.Matrix([2, 0])}],
        of="all X, Z with X != 0 and I - X X^+ != 0",
    ),
    printed=True,
    scope=part("that alpha and beta are defined"),
    note="A factor Z is missing after (I - X X^+), in Lemma 3.18 too; Z_p = (I - X X^+) Z is meant.",
)
size = reals("size")[0]
hypothesis_repaired = hypothesis_printed.repaired(
    "Z_p != 0",
    scope="line",
    show=claim(
        "",
        given=[zp > 0, r_star >= 1, size >= 0, assuming("norm inequalities", zp <= sqrt(r_star) * size)],
        show=size > 0,
    ).statement,
    note="zp = |Z_p|^2 = |Z_p Z_p^T|nuc, size = |Z_p Z_p^T|, whose rank is at most r*.",
)
alpha_repaired = alpha_is_one.repaired(
    "alpha < 1 where E_T != 0",
    scope="line",
    show=claim("", given=[et > 0, e > 0, en >= 0, Eq(et + en, e**2)], show=en / e**2 < 1).statement,
    note="et = |E_T|^2, en = |E_N|^2, e = |E|.",
)
