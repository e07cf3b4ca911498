"""Theorem 2 (Ma, Li, Chi), the rest: the drift of the alignment, the order of the constants, the composition.

Notation of `theorem_2`; rho = 1 - eta/(50 kappa), k = sqrt(kappa). The printed end of the proof needs c0 of
the order of eta, where Theorem 2 fixes c0 before eta: what is proved here is the induction step with c0
chosen after eta, and the theorem itself is not mechanised.
"""

from certify.claims import And, Rational, Unmechanised, assuming, claim, conclusion_of, part, reals, whole

k, s, eta, c0, d, D, x, y, z, power, before, G = reals("k s eta c0 d D x y z power before G")
kappa, a, u, b, g, P2, Q2 = reals("kappa a u b g P2 Q2")
rho = 1 - eta / (50 * k**2)
AFTER_ETA = part("c0 <= eta/102000, chosen after eta")
constants = (k >= 1, s > 0, eta > 0, eta <= Rational(1, 72), c0 > 0)

contraction_used = claim(
    "Third hypothesis: max(|X_{t+1} Q_t - X*|, |Y_{t+1} Q_t^{-T} - Y*|) <= dist(Z_t, Z*) by (18)",
    given=[
        eta > 0,
        eta <= Rational(1, 72),
        kappa >= 1,
        x >= 0,
        y >= 0,
        D >= 0,
        conclusion_of(
            "theorem_2.rate_18",
            x**2 + y**2 <= (1 - eta / (24 * kappa)) * D**2,
            a1=x**2,
            a2=y**2,
            D=D**2,
        ),
    ],
    show=And(x <= D, y <= D),
    printed=True,
)
existence = claim(
    "First hypothesis: Q_{t+1} exists by Lemma 1 with P = Q_t: 1/2 <= s(Q_t) <= 3/2 and dist(Z_t) <= "
    "s_r(X*)/80",
    given=[
        *constants,
        c0 <= Rational(1, 2000),
        D >= 0,
        c0 * s / k**3 >= D,
        d >= 0,
        d <= 1 / (400 * k),
        assuming("Weyl", x >= 1 - d),
        assuming("Weyl", y <= 1 + d),
    ],
    show=And(x >= Rational(1, 2), y <= Rational(3, 2), s / 80 >= D),
    printed=True,
    rests_on=["lemma_1.lemma_whole", "theorem_2_end.contraction_used"],
    note="The hypotheses of Lemma 1. d = |Q_t - R|, x and y the least and largest singular value of Q_t.",
    seconds=40,
)
drift = claim(
    "Third hypothesis: |Q_{t+1} - Q_t| <= 5 dist(Z_t)/s_r(X*) <= 5 c0 rho^t kappa^{-3/2}",
    given=[
        *constants,
        power > 0,
        D >= 0,
        power * c0 / k**3 * s >= D,
        x >= 0,
        conclusion_of("lemma_1.bound", x <= 5 * D / s, z=x, d=D),
    ],
    show=x <= 5 * c0 * power / k**3,
    printed=True,
    rests_on=["theorem_2_end.contraction_used"],
    note="power = rho^t; s_r(X*) = s.",
)
geometric = claim(
    "Third hypothesis: the sum of rho^s over all s is 50 kappa/eta; one more term of a partial sum",
    given=[*constants, power > 0, G >= 0, (1 - power) * 50 * k**2 / eta >= G],
    show=And(G + power <= (1 - power * rho) * 50 * k**2 / eta, G + power < 50 * k**2 / eta),
    printed=True,
    note="power = rho^t, G = the sum of rho^s over s < t; induction from G = 0, power = 1.",
    seconds=40,
)
total = claim(
    "Third hypothesis, last line: 5 c0 (50 kappa/eta + 1) kappa^{-3/2} <= 1/(400 sqrt(kappa))",
    given=[*constants, c0 <= eta / 102000],
    show=5 * c0 * 50 * k**2 / eta / k**3 + 5 * c0 / k**3 <= 1 / (400 * k),
    printed=True,
    scope=AFTER_ETA,
    note="'As long as c0 is small enough and eta is some constant': it says 250 c0/eta + 5 c0/kappa <= "
    "1/400.",
    seconds=40,
)
uniform = claim(
    "Third hypothesis, last line, with c0 chosen before eta, as in Theorem 2",
    given=[k >= 1, c0 > 0, c0 <= Rational(1, 2000), eta > 0, eta <= Rational(1, 72)],
    show=5 * c0 * 50 * k**2 / eta / k**3 + 5 * c0 / k**3 <= 1 / (400 * k),
    printed=True,
    note="No c0 does: uniform_never. Theorem 2 says for some small c0, then eta small; its proof needs c0 "
    "of order eta. This decides the line, not the theorem, which is theorem_2_end.theorem_whole.",
)
uniform_repaired = uniform.repaired(
    "c0 <= eta/102000",
    given=[k >= 1, c0 > 0, c0 <= eta / 102000, eta > 0, eta <= Rational(1, 72)],
)
uniform_never = claim(
    "Third hypothesis, last line: it fails for every c0 > 0 once eta <= 50000 c0",
    given=[k >= 1, c0 > 0, eta > 0, eta <= 50000 * c0],
    show=5 * c0 * 50 * k**2 / eta / k**3 + 5 * c0 / k**3 > 1 / (400 * k),
    seconds=40,
)
rotation = claim(
    "Third hypothesis: |Q_{t+1} - R| <= 1/(400 sqrt(kappa)) by the triangle inequality",
    given=[
        *constants,
        c0 <= eta / 102000,
        G >= 0,
        50 * k**2 / eta >= G,
        before >= 0,
        conclusion_of("theorem_2.distance_0", before <= 5 * c0 / k**3, a1=before),
        x >= 0,
        assuming("norm inequalities", x <= 5 * c0 / k**3 * G + before),
    ],
    show=x <= 1 / (400 * k),
    printed=True,
    scope=AFTER_ETA,
    rests_on=[
        "theorem_2_end.drift",
        "theorem_2_end.geometric",
        "theorem_2_end.total",
    ],
    note="before = |Q_0 - R|, G = the sum of rho^s; the triangle inequality for the steps of drift.",
)
one_step = claim(
    "Theorem 2, one step, composed anew from the bounds on beta and gamma: eta <= 1/72, c0 <= 1/2000",
    given=[
        kappa >= 1,
        D >= 0,
        eta > 0,
        eta <= Rational(1, 72),
        c0 > 0,
        c0 <= Rational(1, 2000),
        u >= D / 2,
        b <= 54 * kappa * u + 27 * c0**2 / kappa**2 * D,
        g >= 3 * u / 4 - D / 7,
        a <= D + (eta / kappa) ** 2 * b - 2 * eta / kappa * g,
    ],
    show=a <= (1 - eta / (24 * kappa)) * D,
    rests_on=[
        "theorem_2.beta_sum",
        "theorem_2.gamma_sum",
        "theorem_2.gamma_three_quarters",
        "theorem_2.expand_alpha",
        "theorem_2.smallest_singular",
    ],
    note="s_min = 1. D = dist^2, u = |Ex Yt^T|^2 + |Xt Ey^T|^2 >= D/2.",
    seconds=40,
)
theorem_whole = claim(
    "Theorem 2",
    Unmechanised(
        "there is a constant c0 > 0 such that for every sufficiently small constant eta > 0, all n1, n2, r, "
        "every M* of rank r and every Z_0 with min over R in O(r) of |Z_0 R - Z*|_F <= c0 kappa^{-3/2} "
        "s_min^{1/2}, the iterates of (14) have dist(Z_t, Z*) <= (1 - eta/(50 kappa))^t dist(Z_0, Z*) for "
        "every t",
        "claims have no statement about all iterates of a recursion; and the printed induction needs c0 <= "
        "eta/102000, chosen after eta (theorem_2_end.rotation), where the theorem fixes c0 first",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_2_end.one_step",
        "theorem_2_end.existence",
        "theorem_2_end.drift",
        "theorem_2_end.rotation",
        "theorem_2.square_root",
        "theorem_2.rotation_0",
        "theorem_2.distance_0",
        "theorem_2.update_x",
        "theorem_2.update_y",
        "theorem_2.same_product",
        "theorem_2.lambda_below_2",
        "theorem_2.near_truth",
        "definition_2.below_orthogonal",
    ],
)

# What the printed threshold eta <= 1/24 needs: sharper constants than |L| <= 2 and 3/2.
sharper_beta = claim(
    "(17) with |L| <= 181/180 and 5/4 in Lemma 4: beta_1 + beta_2 <= 48/5 s_max u + 24/5 c0^2 s_max s_min "
    "kappa^{-3} dist^2",
    given=[
        kappa >= 1,
        D >= 0,
        u >= 0,
        c0 > 0,
        b >= 0,
        x >= 0,
        y >= 0,
        x + y <= D,
        x <= c0**2 / kappa**3,
        y <= c0**2 / kappa**3,
        g >= 0,
        g <= 3 * (u + x * y),
        b <= 2 * Rational(181, 180) ** 2 * Rational(25, 16) * kappa * g,
    ],
    show=b <= Rational(48, 5) * kappa * u + Rational(24, 5) * c0**2 / kappa**2 * D,
    rests_on=["lemma_4.sharper", "theorem_2.lambda_bound", "theorem_2.lambda_inverse", "norms.three"],
    note="x = |Ex|^2, y = |Ey|^2, g >= (p + q + |Ex| |Ey|)^2, s_min = 1.",
    seconds=40,
)
one_step_24 = claim(
    "(18) holds for eta <= 1/24, as the paper has it, by these constants",
    given=[
        kappa >= 1,
        D >= 0,
        eta > 0,
        eta <= Rational(1, 24),
        c0 > 0,
        c0 <= Rational(1, 2000),
        u >= D / 2,
        b <= Rational(48, 5) * kappa * u + Rational(24, 5) * c0**2 / kappa**2 * D,
        g >= 3 * u / 4 - D / 7,
        a <= D + (eta / kappa) ** 2 * b - 2 * eta / kappa * g,
    ],
    show=a <= (1 - eta / (24 * kappa)) * D,
    rests_on=[
        "theorem_2_end.sharper_beta",
        "theorem_2.gamma_sum",
        "theorem_2.gamma_three_quarters",
        "theorem_2.smallest_singular",
    ],
    note="A false line does not make its conclusion false.",
    seconds=40,
)
