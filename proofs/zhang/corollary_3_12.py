"""Corollary 3.12 (Zhang), Euclidean norm: Delta = 1/(1 + sqrt(r*/r)) - delta > 0 gives
|E| <= eps0 sqrt(r + r*)/Delta + sqrt((eps1 sqrt(chi) R + eps2 chi R^2)/Delta), R = max(|X|, |Z|),
chi = (1 + delta)(1 + sqrt(r/r*)).

Chosen: s = sqrt(r*/r) in (0, 1], p = sqrt(chi) R, x = eps2/(2 lambda_min). The corollary survives the
repair of
Theorem 1.4 (eps1/sqrt(2)): its second case has a factor sqrt(2) to spare.
"""

from certify.claims import And, Eq, Max, Theorem, claim, conclusion_of, reals, sqrt, whole
from certify.claims.derivations import load

_derivation = load(__file__, "zhang/corollary_3_12")

s, d, e, R, lam, e1, e2, noise, X, Z, x, root = reals("s delta e R lambda eps1 eps2 noise X Z x root")
a, b, t, c, D, p = reals("a b t c Delta p")
chi = (1 + d) * (1 + 1 / s)
ranks = (s > 0, s <= 1, d >= 0, d < 1)
Delta = 1 / (1 + s) - d

margin = claim(
    "Corollary 3.12, proof: 1 - delta - 1/(1 + sqrt(r/r*)) = Delta",
    given=ranks,
    show=Eq(1 - d - 1 / (1 + 1 / s), Delta),
    printed=True,
)
case_1 = claim(
    "Corollary 3.12, first case: |E|^2/lambda_min >= 2 chi R^2 gives 2 (1 + delta) R^2 lambda_min <= "
    "|E|^2/(1 + sqrt(r/r*))",
    given=[*ranks, e >= 0, lam > 0, R >= 0, e**2 / lam >= 2 * chi * R**2],
    show=2 * (1 + d) * R**2 * lam <= e**2 / (1 + 1 / s),
    printed=True,
    note="For lambda_min = 0 the left side is 0.",
)
case_1_sizes = claim(
    "Corollary 3.12, first case: |X|, |Z| <= R in Lemma 3.11",
    given=[d >= 0, lam >= 0, X >= 0, Z >= 0, R >= X, R >= Z, e1 >= 0, e2 >= 0],
    show=e1 / 2 * X + e2 / 2 * Z**2 + 2 * (1 + d) * lam * Z**2
    <= e1 / 2 * R + e2 / 2 * R**2 + 2 * (1 + d) * lam * R**2,
    rests_on=["corollary_3_12.R_is_max"],
)
case_1_bound = claim(
    "Corollary 3.12, first case: (1 - delta - 1/(1 + sqrt(r/r*))) |E|^2 - eps0 sqrt(r + r*) |E| "
    "<= (eps1/2) R + (eps2/2) R^2",
    given=[
        s > 0,
        conclusion_of("corollary_3_12.case_1", 2 * (1 + d) * R**2 * lam <= e**2 / (1 + 1 / s)),
        (1 - d) * e**2 <= noise * e + e1 / 2 * R + e2 / 2 * R**2 + 2 * (1 + d) * lam * R**2,
    ],
    show=(1 - d - 1 / (1 + 1 / s)) * e**2 - noise * e <= e1 / 2 * R + e2 / 2 * R**2,
    printed=True,
    rests_on=["lemma_3_11.lemma", "corollary_3_12.case_1_sizes"],
    note="The last hypothesis is Lemma 3.11 with |X|, |Z| <= R; noise = eps0 sqrt(r + r*).",
)
line_b1 = claim(
    "Corollary 3.12, second display, equality",
    given=[s > 0, s <= 1, x >= 0],
    show=Eq(1 / (1 + (1 + x) * s), 1 - (1 + x) * s / (1 + (1 + x) * s)),
    printed=True,
)
line_b2 = claim(
    "Corollary 3.12, second display, inequality: >= 1 - s/(1 + s) - x s/sqrt(r/r*)",
    given=[s > 0, s <= 1, x >= 0],
    show=1 - (1 + x) * s / (1 + (1 + x) * s) >= 1 - s / (1 + s) - x * s / (1 / s),
    printed=True,
    note="s/sqrt(r/r*) = s^2. A swap in the denominator explains it: with s/sqrt(r*/r) = 1 it holds.",
)
line_b2_repaired = line_b2.repaired(
    "x s/sqrt(r/r*) becomes x", show=1 - (1 + x) * s / (1 + (1 + x) * s) >= 1 - s / (1 + s) - x
)
line_b3 = claim(
    "Corollary 3.12, second display, last equality: s/(1 + s) + x s/sqrt(r/r*) = 1/(1 + sqrt(r/r*)) + x",
    given=[s > 0, s <= 1, x >= 0],
    show=Eq(1 - s / (1 + s) - x * s / (1 / s), 1 - 1 / (1 + 1 / s) - x),
    printed=True,
    note="s/sqrt(r/r*) = r*/r, not 1; the end of the chain is right (line_b2_repaired).",
)
line_b3_repaired = line_b3.repaired(
    "the equality becomes >=", show=1 - s / (1 + s) - x * s**2 >= 1 - 1 / (1 + 1 / s) - x
)
end_of_chain = claim(
    "Corollary 3.12, second display, its two ends: 1/(1 + (1 + x) s) >= 1 - 1/(1 + sqrt(r/r*)) - x",
    given=[s > 0, s <= 1, x >= 0],
    show=1 / (1 + (1 + x) * s) >= 1 - 1 / (1 + 1 / s) - x,
    printed=True,
    rests_on=["corollary_3_12.line_b1", "corollary_3_12.line_b2_repaired", "corollary_3_12.line_b3_repaired"],
)
conversion = claim(
    "Corollary 3.12, proof: a Euclidean (eps1, eps2) point is a local (eps1/sqrt(lambda_min), "
    "eps2/lambda_min) point",
    given=[lam > 0, t >= 0, b >= 0, b**2 >= lam * t**2, e1 >= 0, e2 >= 0],
    show=And(-e1 * t >= -e1 / sqrt(lam) * b, -e2 * t**2 >= -e2 / lam * b**2),
    printed=True,
    rests_on=["fact_3_3.normal_is_minimal"],
    note="t = |D|, b = |D X^T|.",
)
second = (
    *ranks,
    e > 0,
    lam > 0,
    root > 0,
    Eq(root**2, lam),
    R > 0,
    e1 >= 0,
    e2 >= 0,
    noise >= 0,
    e**2 / lam <= 2 * chi * R**2,
)
case_2_steps = claim(
    "Corollary 3.12, second case: |E|^2/lambda_min <= 2 chi R^2 gives |E|/sqrt(lambda_min) <= sqrt(2 chi) R",
    given=[e > 0, root > 0, p >= 0, e**2 <= 2 * p**2 * root**2],
    show=e <= sqrt(2) * p * root,
    printed=True,
    note="p = sqrt(chi) R, root = sqrt(lambda_min).",
)
case_2 = claim(
    "Corollary 3.12, second case: (1 - delta - 1/(1 + sqrt(r/r*))) |E|^2 - eps0 sqrt(r + r*) |E| <= "
    "eps1 sqrt(2 chi) R/2 + eps2 2 chi R^2/2, from Theorem 1.4 as printed",
    given=[
        e > 0,
        root > 0,
        p >= 0,
        e1 >= 0,
        e2 >= 0,
        conclusion_of("corollary_3_12.case_2_steps", e <= sqrt(2) * p * root),
        (D - e2 / (2 * root**2)) * e <= e1 / (2 * root) + noise,
    ],
    show=D * e**2 - noise * e <= e1 * sqrt(2) * p / 2 + e2 * p**2,
    printed=True,
    rests_on=[
        "theorem_1_4.bound",
        "corollary_3_12.end_of_chain",
        "corollary_3_12.conversion",
        "corollary_3_12.case_2_steps",
    ],
    note="Where the margin of Theorem 1.4 at eps2/lambda_min is not positive, its left side is not, and "
    "the line is trivial.",
    seconds=40,
)
ratio = reals("ratio")[0]
case_2_ratio = claim(
    "Corollary 3.12, second case, in the ratio |E|/sqrt(lambda_min) <= sqrt(2) sqrt(chi) R",
    given=[ratio >= 0, p >= 0, ratio <= sqrt(2) * p, e1 >= 0, e2 >= 0],
    show=e1 / sqrt(2) * ratio + e2 / 2 * ratio**2 <= e1 * p + e2 * p**2,
)
case_2_repaired = case_2.repaired(
    "eps1/sqrt(2) in Theorem 1.4, eps1 sqrt(chi) R here",
    given=[
        e > 0,
        Eq(ratio * root, e),
        root > 0,
        (D - e2 / (2 * root**2)) * e <= e1 / (sqrt(2) * root) + noise,
        conclusion_of(
            "corollary_3_12.case_2_ratio",
            e1 / sqrt(2) * ratio + e2 / 2 * ratio**2 <= e1 * p + e2 * p**2,
        ),
    ],
    show=D * e**2 - noise * e <= e1 * p + e2 * p**2,
    rests_on=[
        "theorem_1_4.bound_repaired",
        "corollary_3_12.case_2_ratio",
        "corollary_3_12.end_of_chain",
        "corollary_3_12.conversion",
        "corollary_3_12.case_2_steps",
    ],
    seconds=40,
)
quadratic = claim(
    "Corollary 3.12, proof: a t^2 - b t - c <= 0 gives a t <= (b + sqrt(b^2 + 4 a c))/2",
    given=[a > 0, b >= 0, c >= 0, t >= 0, a * t**2 - b * t - c <= 0],
    show=a * t <= (b + sqrt(b**2 + 4 * a * c)) / 2,
    printed=True,
)
quadratic_sum = claim(
    "Corollary 3.12, proof: (b + sqrt(b^2 + 4 a c))/2 <= b + sqrt(a c)",
    given=[a > 0, b >= 0, c >= 0],
    show=(b + sqrt(b**2 + 4 * a * c)) / 2 <= b + sqrt(a * c),
    printed=True,
)
quadratic_end = claim(
    "Corollary 3.12, proof: a t <= b + sqrt(a c) gives t <= b/a + sqrt(c/a)",
    given=[a > 0, b >= 0, c >= 0, t >= 0, a * t <= b + sqrt(a * c)],
    show=t <= b / a + sqrt(c / a),
    printed=True,
)
chi_at_least_one = claim(
    "Corollary 3.12, proof: chi >= 1, so that the first case is the smaller: (eps1/2) R + (eps2/2) R^2 <= "
    "eps1 sqrt(chi) R + eps2 chi R^2",
    given=[*ranks, R >= 0, e1 >= 0, e2 >= 0],
    show=e1 / 2 * R + e2 / 2 * R**2 <= e1 * sqrt(chi) * R + e2 * chi * R**2,
)
corollary = claim(
    "Corollary 3.12, end of the proof: |E| <= eps0 sqrt(r + r*)/Delta + sqrt((eps1 sqrt(chi) R + eps2 chi "
    "R^2)/Delta)",
    given=[
        D > 0,
        noise >= 0,
        e >= 0,
        e1 >= 0,
        e2 >= 0,
        p >= 0,
        conclusion_of("corollary_3_12.case_2_repaired", D * e**2 - noise * e <= e1 * p + e2 * p**2),
    ],
    show=e <= noise / D + sqrt((e1 * p + e2 * p**2) / D),
    printed=True,
    rests_on=[
        "corollary_3_12.case_1_bound",
        "corollary_3_12.quadratic",
        "corollary_3_12.quadratic_sum",
        "corollary_3_12.quadratic_end",
        "corollary_3_12.chi_at_least_one",
        "corollary_3_12.margin",
    ],
    note="p = sqrt(chi) R, noise = eps0 sqrt(r + r*). Stands although Theorem 1.4 as printed does not.",
    seconds=40,
)
corollary_whole = claim(
    "Corollary 3.12",
    Theorem(_derivation.corollary_3_12),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. q is r*, H for <A(.), A(.)>, s = sqrt(r*/r), T0 = 1/(1 + s), rho = "
    "sqrt(r + r*), e = |E|, R at least |X| and |Z|, sc = sqrt(chi); a and b are the two summands of the "
    "bound. |grad f(X)| <= eps1 is read as <grad f(X), D> >= -eps1 |D| for all D. It rests on the "
    "repaired Theorem 1.4 (eps1/sqrt(2)), and holds as printed.",
)
R_is_max = claim(
    "Corollary 3.12, proof: R = max(|X|, |Z|) is at least both",
    given=[X >= 0, Z >= 0],
    show=And(Max(X, Z) >= X, Max(X, Z) >= Z),
)
