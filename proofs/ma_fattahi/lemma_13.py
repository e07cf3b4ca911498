"""Lemma 13 (Ma & Fattahi): d1 >= c d2, m <= ((sqrt(c)-1)^2/(4c)) d1 k, c > 1, A (m, d1 d2) Gaussian: w.p.
1 - exp(-Omega(d1 k)), min over V in O(d2 x k) of sigma_min(A (V kron I)) >= (sqrt(c-1)/(4 sqrt(c)))
sqrt(d1 k).

Found:
(i) false for k > d2: V V^T = I, so that sigma_min = sigma_min(A) = 0 whenever m > d1 d2. At c = 4, d1 = 4,
d2 = 1, k = 32, m = 8 the bound is sqrt(6) and the left side 0, with probability one.
(ii) the processes of the proof do not satisfy Lemma 11: (3) asks a b >= (a + b)/2. With X + a common
Gaussian, of variance one, and without the factor sqrt(2)/2 they do; the factor is lost in the proof anyway.
(iii) the last line: with t = (sqrt(c-1)/(4 sqrt(c))) sqrt(d1 k) the claim follows for no c > 1; with
sqrt(c) - 1 in place of sqrt(c-1) it does.

Chosen: s = sqrt(c), x = sqrt(d1 k), a = <u, u'>, b = <W V^T, W' V'^T>.
"""

from fractions import Fraction

from certify.claims import And, Computed, Eq, Rational, Unmechanised, assuming, claim, reals, sqrt, whole
from certify.claims.words import Words, identity, matrix, sizes

s, x, a, b, t, mean, g = reals("s x a b t mean g")
m, d1, q = sizes("m d1 q")
A, K = matrix("A", m, q), matrix("K", q, d1)
same_gram = claim(
    "On Lemma 13, k > d2: (V kron I)(V kron I)^T = I gives A_V A_V^T = A A^T, for every V",
    Words((A * K) * (A * K).T, "==", A * A.T, vanishing=(K * K.T - identity(q),)),
    note="K = V kron I with V V^T = I; A A^T (m, m) has rank <= q = d1 d2.",
)


def _wide(c: int, d1: int, d2: int, k: int, m: int) -> str:
    """Whether the hypotheses hold with k > d2 and m > d1 d2, where sigma_min(A_V) = 0 for all A and V."""
    root = {4: 2, 9: 3, 16: 4}[c]
    inside = d1 >= c * d2 and m <= Fraction((root - 1) ** 2, 4 * c) * d1 * k
    squared_bound = Fraction(c - 1, 16 * c) * d1 * k
    if not (inside and k > d2 and m > d1 * d2 and squared_bound > 0):
        return ""
    limit = Fraction((root - 1) ** 2, 4 * c) * d1 * k
    return (
        f"c = {c}, d1 = {d1}, d2 = {d2}, k = {k}, m = {m} <= {limit}: A_V A_V^T = A A^T, of rank {d1 * d2}, "
        f"so that sigma_min = 0 < sqrt({squared_bound}), surely"
    )


lemma = claim(
    "Lemma 13",
    Computed(
        "for d1 >= c d2, m <= ((sqrt(c)-1)^2/(4c)) d1 k, c > 1 and a standard Gaussian A (m, d1 d2): w.p. "
        ">= 1 - exp(-Omega(d1 k)) the minimum over V in O(d2 x k) of sigma_min(A (V kron I)) is at least "
        "(sqrt(c-1)/(4 sqrt(c))) sqrt(d1 k); looked at: k > d2, where it is asked with any positive "
        "probability",
        _wide,
        cases=[{"c": 4, "d1": 4, "d2": 1, "k": 32, "m": 8}],
        of="all c, d1, d2, k and m",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "one counterexample, sure for every A, refutes a statement on all sizes"},
    rests_on=[
        "lemma_13.same_gram",
        "lemma_13.variances",
        "lemma_13.condition_2",
        "lemma_13.condition_3",
        "lemma_13.chain",
        "lemma_13.last_line",
    ],
)
variances = claim(
    "Lemma 13, proof: E X^2 = |u|^2 |W V^T|^2 = 1 = E Y^2 = (|u|^2 + |W V^T|^2)/2",
    given=[Eq(a, 1), Eq(b, 1)],
    show=Eq(a * b, (a + b) / 2),
    printed=True,
    note="|W V^T|_F = |W|_F only for V^T V = I, k <= d2.",
)
condition_2 = claim(
    "Lemma 13, proof: condition (2) of Lemma 11, u = u': b <= (1 + b)/2",
    given=[b >= -1, b <= 1],
    show=b <= (1 + b) / 2,
    printed=True,
    lint_except={"circular": "the printed step is this one inequality"},
)
condition_3 = claim(
    "Lemma 13, proof: condition (3) of Lemma 11: a b >= (a + b)/2",
    given=[a >= -1, a <= 1, b >= -1, b <= 1],
    show=a * b >= (a + b) / 2,
    printed=True,
)
condition_3_repaired = condition_3.repaired(
    "X + g, g ~ N(0, 1) independent, against <g, u> + <G V, W>: 1 + a b >= a + b", show=1 + a * b >= a + b
)
conditions_1_2_repaired = claim(
    "Lemma 13, proof, repaired processes: variances 2 = 2, and 1 + b = 1 + b for u = u'",
    given=[Eq(a, 1), b >= -1, b <= 1],
    show=Eq(1 + a * b, a + b),
    rests_on=["lemma_13.condition_3_repaired", "lemma_11.lemma_repaired"],
)
factor = claim(
    "Lemma 13, proof: E min min max Y = E min max <G V, W> + E min <g, u>, for Y = (sqrt(2)/2)(<g, u> + <G "
    "V, W>)",
    given=[mean > 0],
    show=Eq(sqrt(2) / 2 * mean, mean),
    printed=True,
    note="mean is the sum on the right; the factor is lost.",
)
factor_repaired = factor.repaired(
    "Y = <g, u> + <G V, W>: the factor is one",
    given=[Eq(g, 2)],
    show=Eq(g * mean / 2, mean),
    rests_on=["lemma_13.conditions_1_2_repaired"],
)
chain = claim(
    "Lemma 13, proof: sqrt(k)(sqrt(d1) - sqrt(d2)) - sqrt(m) >= ((sqrt(c) - 1)/(2 sqrt(c))) sqrt(d1 k)",
    given=[s > 1, x > 0, g >= 0, g <= x / s, t >= 0, t <= (s - 1) / (2 * s) * x],
    show=x - g - t >= (s - 1) / (2 * s) * x,
    printed=True,
    rests_on=["lemma_13.factor", "lemma_17.lemma"],
    note="g = sqrt(k d2) <= x/s, t = sqrt(m).",
)
last_line = claim(
    "Lemma 13, proof: mean - t >= (sqrt(c-1)/(4 sqrt(c))) sqrt(d1 k) for t = (sqrt(c-1)/(4 sqrt(c))) "
    "sqrt(d1 k)",
    given=[s > 1, x > 0, Eq(t, sqrt(s**2 - 1) / (4 * s) * x), Eq(mean, (s - 1) / (2 * s) * x)],
    show=mean - t >= sqrt(s**2 - 1) / (4 * s) * x,
    printed=True,
)
last_line_never = claim(
    "Lemma 13, proof: the last line fails for every c > 1",
    given=[s > 1, x > 0, Eq(t, sqrt(s**2 - 1) / (4 * s) * x), Eq(mean, (s - 1) / (2 * s) * x)],
    show=mean - t < sqrt(s**2 - 1) / (4 * s) * x,
)
last_line_repaired = last_line.repaired(
    "sqrt(c) - 1 in place of sqrt(c-1)",
    given=[s > 1, x > 0, Eq(t, (s - 1) / (4 * s) * x), Eq(mean, (s - 1) / (2 * s) * x)],
    show=mean - t >= (s - 1) / (4 * s) * x,
)
lipschitz = claim(
    "Lemma 13, proof: |A_V u - A'_V u| <= |A - A'|_F: V kron I has norm one",
    given=[a >= 0, a <= 1, g >= 0, t >= 0, assuming("norm inequalities", t <= g * a)],
    show=t <= g,
    printed=True,
)
end_repaired = claim(
    "Lemma 13, proof repaired: mean - t at t = ((sqrt(c)-1)/(4 sqrt(c))) sqrt(d1 k), and the exponent t^2/2",
    given=[s > 1, x > 0, mean >= (s - 1) / (2 * s) * x, Eq(t, (s - 1) / (4 * s) * x), g > mean - t],
    show=And(g >= (s - 1) / (4 * s) * x, t**2 / 2 >= Rational(1, 32) * ((s - 1) / s) ** 2 * x**2),
    note="g = sigma_min; w.p. >= 1 - exp(-t^2/2), t^2/2 = ((sqrt(c)-1)/sqrt(c))^2 d1 k/32.",
)
lemma_repaired = lemma.repaired(
    "k <= d2, and sqrt(c) - 1 for sqrt(c-1)",
    show=Unmechanised(
        "for k <= d2, d1 >= c d2, m <= ((sqrt(c)-1)^2/(4c)) d1 k: w.p. >= 1 - exp(-((sqrt(c)-1)^2/(32 c)) "
        "d1 k) the minimum over V^T V = I of sigma_min(A (V kron I)) is at least ((sqrt(c)-1)/(4 sqrt(c))) "
        "sqrt(d1 k)",
        "it rests on Gordon's comparison and on Gaussian concentration, which are cited; the lines are "
        "decided",
    ),
    scope=whole,
    rests_on=[
        "lemma_13.conditions_1_2_repaired",
        "lemma_13.factor_repaired",
        "lemma_13.chain",
        "lemma_13.last_line_repaired",
        "lemma_13.end_repaired",
        "lemma_13.lipschitz",
        "lemma_11.lemma_repaired",
        "lemma_12.lemma",
    ],
)
