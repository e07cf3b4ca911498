"""Theorem 5 (Zhu, Li, Tang, Wakin): g at mu = 1/2, rank X* = r, on the regions of Theorem 1. Proof:
Appendix J.

(1) R1: <grad g, W - W* R> >= (1/32) sigma_r dist^2 + |grad g|^2/(48 |X*|) ((40)).
(2) R2: lambda_min(hess g) <= -sigma_r/4 ((41)).
(3) |grad g| >= (1/11) sigma_r^(3/2) on R3' ((42)), > (39/800) |W|^3 on R3'' ((43)), and <grad g, W> >
(1/20) |W W^T|^2 on R3''' ((44)).

r = 1, every n and m, sigma = 1 by scale: W = p q1 + q q2 + e u with q1 = W*/sqrt(2), q2 = W*^/sqrt(2), u
orthogonal to both. With p = sqrt(2) t (t >= 0 by the sign of W*), a = q^2, b = e^2 and rho = |W|^2
everything is a polynomial in (t, a, b), and (40) to (44) are decided completely. For general r each part
is a conclusion from the lines of its proof.
"""

from certify.claims import (
    Curvature,
    Eq,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    reals,
    source,
    sqrt,
    whole,
)
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square, tr

SOURCE = source("Theorem 5", page=12)
R_1 = case("r = 1, every n and m")

t, a, b = reals("t a b")
rho = 2 * t**2 + a + b
along = (rho**2 - 4 * t**2 + 2 * a - 2 * t * (rho - 2)) / 2  # <grad g, W - W* R>
distance2 = 2 * (t - 1) ** 2 + a + b
gradient2 = (2 * t**2 * (rho - 2) ** 2 + a * (rho + 2) ** 2 + b * rho**2) / 4
outward = (rho**2 - 4 * t**2 + 2 * a) / 2  # <grad g, W>
signs = (t >= 0, a >= 0, b >= 0)
R1 = (*signs, distance2 <= 1)
R2 = (*signs, 2 * rho <= 1)
R3_1 = (*signs, distance2 > 1, rho <= 2 * Rational(20, 19) ** 2, 2 * rho > 1, rho <= Rational(40, 19))
R3_2 = (*signs, rho > 2 * Rational(20, 19) ** 2, rho <= Rational(20, 9))
R3_3 = (*signs, rho > Rational(20, 9))

# r = 1, complete
n, m, r, N = sizes("n m r N")
J = matrix("J", N, N, symmetric=True)
Id = identity(N)
q1, e = matrix("q1", N, 1), matrix("e", N, 1)
p, q = parameters("p q")
unit = (J * J - Id, q1.T * q1 - identity(1), q1.T * J * q1, q1.T * e, q1.T * J * e)
W1 = p * q1 + q * J * q1 + e
reduction = claim(
    "Theorem 5, r = 1: 2 grad g = (W W^T - M) W has the parts p (rho - 2), q (rho + 2), rho e, rho = |W|^2",
    Words(
        (W1 * W1.T - 2 * q1 * q1.T + 2 * J * q1 * q1.T * J) * W1 - W1 * W1.T * W1,
        "==",
        -2 * p * q1 + 2 * q * J * q1,
        vanishing=unit,
    ),
    rests_on=["formulas.equation_52", "formulas.symmetric_form"],
)
r1_regularity = claim(
    "(40): <grad g, W - W* R> >= dist^2/32 + |grad g|^2/48",
    given=R1,
    show=along >= distance2 / 32 + gradient2 / 48,
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction"],
    seconds=60,
)
r1_sharper = claim(
    "(40) for r = 1 with the constant 1/3",
    given=R1,
    show=along >= distance2 / 3 + gradient2 / 48,
    rests_on=["theorem_5.reduction"],
    seconds=60,
)
r1_curvature = claim(
    "(41): hess g[q1, q1] = p^2 - 1 + rho/2 <= -1/4",
    given=R2,
    show=2 * t**2 - 1 + rho / 2 <= -Rational(1, 4),
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction", "formulas.symmetric_hessian"],
)
r1_gradient_1 = claim(
    "(42): |grad g| >= 1/11",
    given=R3_1,
    show=gradient2 >= Rational(1, 121),
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction"],
    seconds=60,
)
r1_gradient_1_sharper = claim(
    "(42) for r = 1 with the constant 1/6",
    given=R3_1,
    show=gradient2 >= Rational(1, 36),
    rests_on=["theorem_5.reduction"],
    seconds=60,
)
r1_gradient_1_limit = claim(
    "(42) for r = 1 with the constant 18/100",
    given=R3_1,
    show=gradient2 >= Rational(18, 100) ** 2,
    canary="REFUTED",
    note="W = e u with |e|^2 just above 1/2 has |grad g|^2 = 1/32.",
)
r1_gradient_2 = claim(
    "(43): |grad g| > (39/800) |W|^3",
    given=R3_2,
    show=gradient2 > Rational(39, 800) ** 2 * rho**3,
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction"],
    seconds=60,
)
r1_gradient_2_limit = claim(
    "(43) for r = 1 with 49/1000 > 39/800",
    given=R3_2,
    show=gradient2 > Rational(49, 1000) ** 2 * rho**3,
    canary="REFUTED",
    note="39/800 is sharp: W = t W* with t just above 20/19.",
)
r1_gradient_3 = claim(
    "(44): <grad g, W> > |W W^T|^2/20",
    given=R3_3,
    show=outward > rho**2 / 20,
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction"],
    seconds=30,
)
r1_gradient_3_limit = claim(
    "(44) for r = 1 with 51/1000 > 1/20",
    given=R3_3,
    show=outward > Rational(51, 1000) * rho**2,
    canary="REFUTED",
    note="1/20 is sharp: W = t W* with t^2 just above 10/9.",
)
u, v = reals("u v")
curvature_sharp = claim(
    "(41) is sharp: n = m = r = 1, X* = 1, W = (1/2, 1/2) has lambda_min = -1/4",
    Curvature(
        (u * v - 1) ** 2 / 2 + (u**2 - v**2) ** 2 / 8,
        {u: Rational(1, 2), v: Rational(1, 2)},
        at_least=-Rational(1, 4),
    ),
)

# (40), every r
W, A, D = matrix("W", N, r), matrix("A", N, r), matrix("D", N, r)
Y = W * W.T - A * A.T
optimal = (J * J - Id, A.T * J * A)
kappa, lam, sigma = parameters("sigma_1 lambda sigma_r")
equation_53 = claim(
    "(53): <grad g, W - W*> = <(W W^T - W* W*^T) W, W - W*>/2 + <W*^ W*^^T, W W^T>/2",
    Words(
        inner(Y * W + J * A * A.T * J * W, W - A),
        "==",
        inner(Y * W, W - A) + inner(J * A * A.T * J, W * W.T),
        vanishing=optimal,
    ),
    printed=True,
    rests_on=["formulas.equation_52", "lemma_3.symmetric"],
)
x, y, z, d2, s, g2, k, L, i, w2 = reals("x y z dist2 sigma_r grad_g2 sigma_1 L i W2")
grad, hg = reals("grad_g h_g")
equation_54 = claim(
    "(54): <(W W^T - W* W*^T) W, W - W*> >= sigma_r dist^2/8 + |W W^T - W* W*^T|^2/16",
    given=[16 * x >= y + L, y >= 2 * s * d2],
    show=x >= s * d2 / 8 + L / 16,
    printed=True,
    rests_on=["lemma_8.inequality", "lemma_8.lower_line", "formulas.singular_values"],
    note="y = tr((W - W*)^T (W - W*) W*^T W*) >= 2 sigma_r dist^2 by Lemma 7; R1 says |W - W*| <= "
    "sigma_r^(1/2) = (sqrt(2)/2) s_r(W*).",
)
C = matrix("C", r, r, semidefinite=True)
equation_55 = claim(
    "(55): 2 |X*| <W*^ W*^^T, W W^T> >= |W*^ W*^^T W|^2",
    Words(
        2 * kappa * square(A.T * J * W),
        ">=",
        square(J * A * A.T * J * W),
        vanishing=(J * J - Id, A.T * A + C - 2 * kappa * identity(r)),
    ),
    printed=True,
    rests_on=["lemma_7.upper", "formulas.singular_values"],
    note="sigma_1 = |X*| = |W*^T W*|/2.",
)
equation_56 = claim(
    "(56), entry by entry: (x + y)^2/4 <= (12/47) x^2 + 12 y^2",
    given=[],
    show=(x + y) ** 2 / 4 <= 12 * x**2 / 47 + 12 * y**2,
    printed=True,
)
factor_size = claim(
    "Appendix J-A: |W| <= |W*| + |W - W*| <= (sqrt(2) + 1) |X*|^(1/2) on R1",
    given=[
        s > 0,
        k >= s,
        y >= 0,
        y <= sqrt(s),
        assuming("norm inequalities", x <= sqrt(2) * sqrt(k) + y),
    ],
    show=x <= (sqrt(2) + 1) * sqrt(k),
    printed=True,
    rests_on=["formulas.singular_values"],
    note="x = |W|, y = dist >= |W - W* R|, sigma_1 = |X*|, |W*| = sqrt(2) |X*|^(1/2).",
)
lower_bound = claim(
    "Appendix J-A: (53) to (55) together: <grad g, W - W*> >= sigma_r dist^2/16 + L/32 + z/(4 |X*|)",
    given=[
        k > 0,
        Eq(i, x / 2 + y / 2),
        conclusion_of("theorem_5.equation_54", x >= s * d2 / 8 + L / 16),
        y >= z / (2 * k),
    ],
    show=i >= s * d2 / 16 + L / 32 + z / (4 * k),
    rests_on=["theorem_5.equation_53", "theorem_5.equation_55"],
    note="x = <(W W^T - W* W*^T) W, W - W*>, y = <W*^ W*^^T, W W^T>, i = <grad g, W - W*>, "
    "z = |W*^ W*^^T W|^2.",
)
condition = claim(
    "Appendix J-A, last display: 1/8 >= |W|^2/(47 |X*|), times |W W^T - W* W*^T|^2",
    given=[L >= 0, k > 0, w2 >= 0, w2 <= (sqrt(2) + 1) ** 2 * k],
    show=w2 * L / (47 * k) <= L / 8,
    printed=True,
    rests_on=["theorem_5.factor_size", "ledger.line_3"],
    seconds=40,
)
regularity = claim(
    "(40), from the lines of its proof",
    given=[
        L >= 0,
        z >= 0,
        d2 >= 0,
        s > 0,
        k >= s,
        w2 >= 0,
        w2 <= (sqrt(2) + 1) ** 2 * k,
        conclusion_of("theorem_5.lower_bound", i >= s * d2 / 16 + L / 32 + z / (4 * k)),
        g2 <= 12 * w2 * L / 47 + 12 * z,
    ],
    show=i >= s * d2 / 32 + g2 / (48 * k),
    printed=True,
    rests_on=[
        "theorem_5.equation_53",
        "theorem_5.equation_54",
        "theorem_5.equation_55",
        "theorem_5.equation_56",
        "theorem_5.factor_size",
        "theorem_5.condition",
        "corollary_2.upper",
        "lemma_3.product",
    ],
    note="i = <grad g, W - W*>, L = |W W^T - W* W*^T|^2, z = |W*^ W*^^T W|^2, W2 = |W|^2, sigma_1 = |X*|, "
    "grad_g2 = |grad g|^2.",
)
regularity_sharper = claim(
    "(40), from the lines of its proof, with the constant 1/16",
    given=[
        L >= 0,
        z >= 0,
        d2 >= 0,
        s > 0,
        k >= s,
        w2 >= 0,
        w2 <= (sqrt(2) + 1) ** 2 * k,
        conclusion_of("theorem_5.lower_bound", i >= s * d2 / 16 + L / 32 + z / (4 * k)),
        g2 <= 12 * w2 * L / 47 + 12 * z,
    ],
    show=i >= s * d2 / 16 + g2 / (48 * k),
    rests_on=["theorem_5.regularity"],
    seconds=40,
)

# (41), every r
U, V, P, Q = matrix("U", n, r), matrix("V", m, r), matrix("P", n, r), matrix("Q", m, r)
pi_1 = square(P * V.T + U * Q.T)
pi_3 = inner(U.T * U - V.T * V, P.T * P - Q.T * Q)
pi_4 = inner(U * P.T, P * U.T) + inner(V * Q.T, Q * V.T) - 2 * inner(U * Q.T, P * V.T)
line_pi_3 = claim(
    "Appendix J-B: Pi_3 = |P U^T|^2 + |Q V^T|^2 - |P V^T|^2 - |Q U^T|^2",
    Words(pi_3, "==", square(P * U.T) + square(Q * V.T) - square(P * V.T) - square(Q * U.T)),
    printed=True,
    note="Pi_2 to Pi_5 are first labelled with their factors 2 and 1/2, afterwards without.",
)
line_pi_4 = claim(
    "Appendix J-B: Pi_4 <= |P U^T|^2 + |Q V^T|^2 - 2 <U Q^T, P V^T>",
    Words(pi_4, "<=", square(P * U.T) + square(Q * V.T) - 2 * inner(U * Q.T, P * V.T)),
    printed=True,
)
bound = (
    square(P * V.T)
    + square(U * Q.T)
    + square(P * U.T)
    + square(Q * V.T)
    - square(P * V.T) / 2
    - square(Q * U.T) / 2
    + inner(U * Q.T, P * V.T)
)
equation_60_first = claim(
    "(60), first line: Pi_1 + Pi_3/2 + Pi_4/2 <= ...",
    Words(pi_1 + pi_3 / 2 + pi_4 / 2, "<=", bound),
    printed=True,
)
equation_60_second = claim(
    "(60), second line: ... = |W D^T|^2 - |P V^T - U Q^T|^2/2",
    Words(
        bound,
        "==",
        square(U * P.T) + square(U * Q.T) + square(V * P.T) + square(V * Q.T) - square(P * V.T - U * Q.T) / 2,
    ),
    printed=True,
)
equation_58 = claim(
    "(58): s_r(W)^2 <= (3/8) sigma_r for every W considered, s_r(W) <= sqrt(1/2) sigma_r^(1/2)",
    given=[s > 0, x >= 0, x <= sqrt(Rational(1, 2)) * sqrt(s)],
    show=x**2 <= 3 * s / 8,
    printed=True,
    note="The text around (58) assumes s_r(W) <= sqrt(3/8) sigma_r^(1/2); the region R2 and the end of the "
    "proof have 1/2.",
)
equation_58_repaired = equation_58.repaired("1/2 for 3/8", show=x**2 <= s / 2)
Qm, al, c = matrix("Qm", N, r), matrix("alpha", r, 1), matrix("c", r, 1)
frame = (J * J - Id, Qm.T * Qm - identity(r), Qm.T * J * Qm)
min_max = claim(
    "(58), first inequality: |Q^T W alpha| <= |W alpha|, so that lambda_min(Q^T W W^T Q) <= s_r(W)^2",
    Words(square(Qm.T * W * al), "<=", square(W * al), vanishing=(Qm.T * Qm - identity(r),)),
    printed=True,
    note="Q^T W is square: (Q^T W)(Q^T W)^T and (Q^T W)^T (Q^T W) have the same least eigenvalue.",
)
size_line = claim(
    "(61): |W D^T|^2 = s_r(W)^2 for D = q alpha^T",
    Words(
        square(W * (Qm * c * al.T).T),
        "==",
        lam,
        vanishing=(
            Qm.T * Qm - identity(r),
            c.T * c - identity(1),
            al.T * al - identity(1),
            W.T * W * al - lam * al,
        ),
    ),
    printed=True,
)
Sbar = matrix("S", r, r, symmetric=True)
M = Qm * Sbar * Qm.T - J * Qm * Sbar * Qm.T * J
line_pi_2 = claim(
    "(62): 2 Pi_2 + Pi_5/2 = <W W^T - W* W*^T, D D^T>/2 + <W*^ W*^^T, D D^T>/2",
    Words(
        inner(Y - J * Y * J, D * D.T) / 2 + inner(J * W * W.T * J, D * D.T) / 2,
        "==",
        inner(Y, D * D.T) / 2 + inner(J * A * A.T * J, D * D.T) / 2,
        vanishing=(J * J - Id,),
    ),
    printed=True,
)
cross_term = claim(
    "Appendix J-B: <W*^ W*^^T, D D^T> = 0 for D = q alpha^T, q in Span(Q)",
    Words(square((J * Qm * Sbar).T * Qm * c * al.T), "==", 0, vanishing=frame),
    printed=True,
)
gap = matrix("G", r, r, semidefinite=True)
equation_63 = claim(
    "(63): <W W^T - W* W*^T, D D^T> <= s_r(W)^2 - 2 sigma_r",
    Words(
        inner(W * W.T - Qm * Sbar * Qm.T, Qm * c * al.T * (Qm * c * al.T).T),
        "<=",
        lam - 2 * sigma,
        vanishing=(
            Qm.T * Qm - identity(r),
            c.T * c - identity(1),
            al.T * al - identity(1),
            Sbar - 2 * sigma * identity(r) - gap,
        ),
        nonnegative=(lam - square(W.T * Qm * c),),
    ),
    printed=True,
    rests_on=["theorem_5.min_max"],
)
curvature = claim(
    "Appendix J-B: hess g[D, D] <= (3/2) s_r(W)^2 - sigma_r for D = q alpha^T",
    Words(
        inner(Qm * c * al.T * (Qm * c * al.T).T, W * W.T - M) / 2
        + square(W * (Qm * c * al.T).T + Qm * c * al.T * W.T) / 4,
        "<=",
        3 * lam / 2 - sigma,
        vanishing=(
            *frame,
            c.T * c - identity(1),
            al.T * al - identity(1),
            W.T * W * al - lam * al,
            Sbar - 2 * sigma * identity(r) - gap,
        ),
        nonnegative=(lam - square(W.T * Qm * c),),
    ),
    printed=True,
    rests_on=[
        "formulas.symmetric_hessian",
        "theorem_5.min_max",
        "theorem_5.size_line",
        "theorem_5.line_pi_2",
        "theorem_5.line_pi_3",
        "theorem_5.line_pi_4",
        "theorem_5.equation_60_first",
        "theorem_5.equation_60_second",
        "theorem_5.cross_term",
        "theorem_5.equation_63",
        "theorem_5.equation_58_repaired",
    ],
    seconds=40,
)
merged = claim(
    "(41), from the lines of its proof: hess g[D, D] <= -sigma_r/4 where s_r(W)^2 <= sigma_r/2",
    given=[s > 0, x >= 0, x <= s / 2, hg <= 3 * x / 2 - s],
    show=hg <= -s / 4,
    printed=True,
    rests_on=["theorem_5.curvature"],
    note="x = s_r(W)^2, h_g = hess g[D, D] for D = q alpha^T; the last hypothesis is theorem_5.curvature.",
)

# (42), every r
Yp, E = matrix("Y", r, r), matrix("E", N, r)
equation_64 = claim(
    "(64): |grad g|^2 >= |(W W^T - W* W*^T) W|^2/4",
    Words(square(Y * W + J * A * A.T * J * W), ">=", square(Y * W), vanishing=optimal),
    printed=True,
    seconds=30,
)
split = (Qm.T * Qm - identity(r), Qm.T * E)
Wq = Qm * Yp + E
equation_66 = claim(
    "(66): |(W W^T - W* W*^T) W|^2 = |(Y Y^T - S) Y + Y E^T E|^2 + |E Y^T Y + E E^T E|^2, W = Q Y + E",
    Words(
        square((Wq * Wq.T - Qm * Sbar * Qm.T) * Wq),
        "==",
        square((Yp * Yp.T - Sbar) * Yp + Yp * E.T * E) + square(E * Yp.T * Yp + E * E.T * E),
        vanishing=split,
    ),
    printed=True,
    note="S = 2 Sigma; (66) prints Sigma, from (69) on with a bar.",
)
equation_67 = claim(
    "(67): |E (Y^T Y + E^T E)|^2 >= s_r(W)^4 |E|^2, W^T W = Y^T Y + E^T E = lambda I + C",
    Words(square(E * (lam * identity(r) + C)), ">=", lam**2 * square(E), nonnegative=(lam,)),
    printed=True,
    rests_on=["corollary_2.lower"],
)
gram = claim(
    "(67): W^T W = Y^T Y + E^T E", Words(Wq.T * Wq, "==", Yp.T * Yp + E.T * E, vanishing=split), printed=True
)
case_1 = claim(
    "(67), last line: s_r(W)^4 |E|^2 >= sigma_r^3/25 where |E|^2 >= (4/25) sigma_r",
    given=[s > 0, 2 * x >= s, 25 * y >= 4 * s],
    show=x**2 * y >= s**3 / 25,
    printed=True,
)
q_s = reals("root_sigma")[0]
equation_68 = claim(
    "(68): s_r(Y) >= s_r(W) - |E| >= (sqrt(1/2) - 2/5) sigma_r^(1/2)",
    given=[
        q_s > 0,
        x >= sqrt(Rational(1, 2)) * q_s,
        y >= 0,
        5 * y <= 2 * q_s,
        assuming("Weyl", z >= x - y),
    ],
    show=z >= (sqrt(Rational(1, 2)) - Rational(2, 5)) * q_s,
    printed=True,
    note="x = s_r(W), y = |E|_F >= |E|, z = s_r(Y), root_sigma = sigma_r^(1/2).",
)
far = claim(
    "Appendix J-C, Case II: dist(Y, S^(1/2)) >= (3/5) sigma_r^(1/2)",
    given=[q_s > 0, x >= q_s, y >= 0, 5 * y <= 2 * q_s, assuming("norm inequalities", x <= z + y)],
    show=z >= 3 * q_s / 5,
    printed=True,
    note="x = dist(W, W*), y = |E|_F, z = dist(Y, S^(1/2)).",
)
Z = matrix("Z", r, r)
inverse = (Yp * Z - identity(r), Z * Yp - identity(r))
line_69_first = claim(
    "(69), first line: (Y Y^T - S) Y + Y E^T E = Y (Y^T Y - Y^{-1} S Y) + Y E^T E",
    Words(
        (Yp * Yp.T - Sbar) * Yp + Yp * E.T * E,
        "==",
        Yp * (Yp.T * Yp - Z * Sbar * Yp) + Yp * E.T * E,
        vanishing=inverse,
    ),
    printed=True,
)
line_69_schur = claim(
    "after (69): |Y^T Y - Y^{-1} S Y|^2 - |Y Y^T - S|^2 = |Y^{-1} S Y|^2 - |S|^2",
    Words(
        square(Yp.T * Yp - Z * Sbar * Yp) - square(Yp * Yp.T - Sbar),
        "==",
        square(Z * Sbar * Yp) - square(Sbar),
        vanishing=inverse,
    ),
    printed=True,
    rests_on=["lemma_13.schur"],
)
(e_2,) = parameters("e")
small = claim(
    "(69): |E^T E|_F^2 <= e |E|_F^2, e = |E|_F^2 >= |E|^2, the difference being tr(E C E^T)",
    Words(
        e_2 * square(E) - square(E.T * E),
        "==",
        tr(E * C * E.T),
        vanishing=(assuming("norm inequalities", E.T * E + C - e_2 * identity(r)),),
    ),
    printed=True,
    rests_on=["lemma_8.upper_trace"],
    note="C = e I - E^T E is semidefinite.",
)
f, yy = reals("f s_Y")
case_2 = claim(
    "(69), last line with (64): |grad g| >= (1/11) sigma_r^(3/2) in Case II",
    given=[
        f >= yy * (x - y),
        yy >= sqrt(Rational(1, 2)) - Rational(2, 5),
        y >= 0,
        25 * y <= 4,
        assuming("Tu et al. Lemma 5.4", x**2 >= 2 * (sqrt(2) - 1) * 2 * z**2),
        x >= 0,
        5 * z >= 3,
        2 * grad >= f,
    ],
    show=grad >= Rational(1, 11),
    printed=True,
    scope=case("sigma_r = 1, which scaling gives"),
    rests_on=["theorem_5.equation_68", "theorem_5.far", "theorem_5.small", "lemma_13.tu", "ledger.line_8"],
    note="x = |Y Y^T - S|_F, y = |E^T E|_F, z = dist(Y, S^(1/2)), f the first norm of (66)."
    " grad_g = |grad g|_F.",
    seconds=30,
)
gradient_1 = claim(
    "(42), from its two cases",
    given=[s > 0, grad >= 0, (grad**2 >= s**3 / 100) | (grad >= s * sqrt(s) / 11)],
    show=grad >= s * sqrt(s) / 11,
    printed=True,
    rests_on=[
        "theorem_5.equation_64",
        "theorem_5.equation_66",
        "theorem_5.equation_67",
        "theorem_5.gram",
        "theorem_5.case_1",
        "theorem_5.line_69_first",
        "theorem_5.line_69_schur",
        "theorem_5.case_2",
        "corollary_2.lower",
        "ledger.line_7",
    ],
    note="grad_g = |grad g|_F: Case I gives |grad g|^2 >= (1/4)(1/25) sigma_r^3, Case II (69).",
)

# (43), (44), every r
numerator2 = 2 * t**2 * (rho - 2) ** 2 + a * rho**2 + b * rho**2  # |(W W^T - W* W*^T) W|^2, r = 1
printed_square = claim(
    "Appendix J-C 2): |grad g| >= |(W W^T - W* W*^T) W|_F^2/2 on R3''",
    given=R3_2,
    show=4 * gradient2 >= numerator2**2,
    printed=True,
    scope=R_1,
    rests_on=["theorem_5.reduction"],
    note="Not homogeneous: degrees 3/2 and 3 under X* -> t X*, W -> sqrt(t) W.",
)
printed_square_repaired = printed_square.repaired(
    "without the square on the right", show=4 * gradient2 >= numerator2
)
gradient_2 = claim(
    "(43), from (64) and Lemma 9: |grad g| > (1/2)(1 - (19/20)^2) |W|^3 = (39/800) |W|^3",
    given=[
        x > 0,
        grad >= f / 2,
        conclusion_of("lemma_9.from_the_pair", f >= (1 - 1 / y**2) * x**3, A=x, f=f, alpha=y),
        y > Rational(20, 19),
    ],
    show=grad > Rational(39, 800) * x**3,
    printed=True,
    rests_on=["theorem_5.equation_64", "theorem_5.printed_square_repaired", "ledger.line_9"],
    note="x = |W| = y |W*|, f = |(W W^T - W* W*^T) W|_F, grad_g = |grad g|_F.",
)
line_70 = claim(
    "(70), second line: <grad g, W> >= <(W W^T - W* W*^T) W, W>/2",
    Words(inner(Y * W + J * A * A.T * J * W, W), ">=", inner(Y * W, W), vanishing=(J * J - Id,)),
    printed=True,
)
gradient_3 = claim(
    "(44), from (70): (|W W^T|^2 - |W W^T| |W* W*^T|)/2 > (1/20) |W W^T|^2",
    given=[y >= 0, 9 * x > 10 * y, i >= (x**2 - z) / 2, assuming("Cauchy-Schwarz", z <= x * y)],
    show=i > x**2 / 20,
    printed=True,
    rests_on=["theorem_5.line_70", "ledger.line_10"],
    note="x = |W W^T|, y = |W* W*^T|, z = <W W^T, W* W*^T>, i = <grad g, W>.",
)
theorem = claim(
    "Theorem 5",
    Unmechanised(
        "Let R1, R2, R3', R3'', R3''' be the regions of Theorem 1, rank X* = r and mu = 1/2. For every W: "
        "on R1 "
        "<grad g(W), W - W* R> >= sigma_r dist(W, W*)^2/32 + |grad g(W)|_F^2/(48 |X*|) with R of (13); on R2 "
        "lambda_min(hess g(W)) <= -sigma_r/4; |grad g(W)|_F >= sigma_r^(3/2)/11 on R3'; |grad g(W)|_F > "
        "(39/800) "
        "|W|^3 on R3''; <grad g(W), W> > |W W^T|_F^2/20 on R3'''",
        "no statement type speaks of singular values and dist of matrices of every size; the lines of its "
        "proof are the claims that it rests on, and r = 1 is decided completely",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_5.regularity",
        "theorem_5.merged",
        "theorem_5.gradient_1",
        "theorem_5.gradient_2",
        "theorem_5.gradient_3",
        "theorem_5.r1_regularity",
        "theorem_5.r1_curvature",
        "theorem_5.r1_gradient_1",
        "theorem_5.r1_gradient_2",
        "theorem_5.r1_gradient_3",
        "lemma_4.equality",
        "text_a_f.unchanged",
    ],
)
