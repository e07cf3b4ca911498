"""Lemma 3.9 (Zhang): max over 0 <= tau <= alpha of the reach is at least 1/(1 + (1 + eps2/2) sqrt(r*/r)).

Chosen: k = 1 + eps2/2 >= 1, rho = sqrt(r/r*) >= 1, c = sqrt(1 - alpha^2), u = sqrt(1 - tau^2). The cited
constraint [44, Lemma 3.8] is decided on its own, on the smallest family of pairs (X, Z), before anything
rests on it. As printed it is false; with + in place of - it holds and suffices.
"""

from certify import Instance
from certify.claims import (
    And,
    AtInstance,
    Eq,
    Max,
    Or,
    Theorem,
    case,
    claim,
    conclusion_of,
    maximum,
    minimum,
    reals,
    sqrt,
    whole,
)
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/lemma_3_9")

alpha, beta, tau, c, u, k, rho, lam = reals("alpha beta tau c u k rho lambda")
bt = reals("beta_tilde")[0]
z, a, b = reals("z a b")

circle = (alpha >= 0, c >= 0, Eq(alpha**2 + c**2, 1))
point = (tau >= 0, tau <= alpha, u >= 0, Eq(u**2 + tau**2, 1))
reach = (c * u + alpha * tau - beta * tau) / (1 + beta * tau)
inner = (1 - 2 * alpha * beta + beta**2) / (1 - beta**2)
target = rho / (rho + k)
sizes = (k >= 1, rho >= 1, beta >= 0)

# (a) the closed form of delta(alpha, beta), [44, Lemma 5.4]
flat_bound = claim(
    "Lemma 3.9, first display, first case: no tau exceeds sqrt(1 - alpha^2)",
    given=[*circle, *point, beta * (1 + c) >= alpha],
    show=reach <= c,
    printed=True,
)
flat_attained = claim(
    "Lemma 3.9, first display, first case: tau = 0 attains sqrt(1 - alpha^2)",
    given=[*circle, beta >= 0, Eq(tau, 0), Eq(u, 1)],
    show=Eq(reach, c),
    printed=True,
)
V, x1, x2 = reals("V x1 x2")
inner_square = claim(
    "Lemma 3.9, first display, second case: V = (1 - 2 alpha beta + beta^2)/(1 - beta^2) has c^2 + "
    "(alpha - beta - beta V)^2 = V^2",
    given=[*circle, beta >= 0, beta < 1, Eq(V * (1 - beta**2), 1 - 2 * alpha * beta + beta**2)],
    show=Eq(c**2 + (alpha - beta - beta * V) ** 2, V**2),
)
cauchy = claim(
    "Lemma 3.9, first display, second case: Cauchy-Schwarz, x1 u + x2 tau <= V",
    given=[V >= 0, Eq(x1**2 + x2**2, V**2), Eq(u**2 + tau**2, 1)],
    show=x1 * u + x2 * tau <= V,
)
inner_bound = claim(
    "Lemma 3.9, first display, second case: no tau exceeds V = (1 - 2 alpha beta + beta^2)/(1 - beta^2)",
    given=[
        tau >= 0,
        beta >= 0,
        conclusion_of(
            "lemma_3_9.cauchy", c * u + (alpha - beta - beta * V) * tau <= V, x1=c, x2=alpha - beta - beta * V
        ),
    ],
    show=(c * u + alpha * tau - beta * tau) / (1 + beta * tau) <= V,
    printed=True,
    rests_on=["lemma_3_9.inner_square", "lemma_3_9.cauchy", "lemma_3_9.at_the_end_repaired"],
    note="V >= 0 by at_the_end_repaired; with x1 = c, x2 = alpha - beta - beta V. That tau <= alpha is "
    "not needed.",
)
inner_attained = claim(
    "Lemma 3.9, first display, second case: tau = (alpha - beta (1 + V))/(1 - beta (alpha - ...)) attains V",
    given=[
        *circle,
        beta >= 0,
        beta < 1,
        beta * (1 + c) <= alpha,
        Eq(tau * (1 - 2 * alpha * beta + beta**2), alpha * (1 + beta**2) - 2 * beta),
        Eq(u * (1 - 2 * alpha * beta + beta**2), c * (1 - beta**2)),
        alpha < 1,
    ],
    show=And(
        Eq(u**2 + tau**2, 1),
        tau >= 0,
        tau <= alpha,
        Eq(c * u + alpha * tau - beta * tau, inner * (1 + beta * tau)),
    ),
    note="The maximiser is tau = (alpha - beta (1 + V))/V.",
    seconds=40,
)
curve = (c * sqrt(1 - tau**2) + alpha * tau - beta * tau) / (1 + beta * tau)
closed_form_flat = claim(
    "Lemma 3.9, first display, first case, as a maximum over 0 <= tau <= alpha",
    maximum(curve, (tau, 0, alpha), equals=c, at=0, given=[*circle, beta * (1 + c) >= alpha]),
    printed=True,
    rests_on=["lemma_3_9.flat_bound", "lemma_3_9.flat_attained"],
    note="c = sqrt(1 - alpha^2).",
)
closed_form_inner = claim(
    "Lemma 3.9, first display, second case, as a maximum over 0 <= tau <= alpha, where alpha < 1",
    maximum(
        curve,
        (tau, 0, alpha),
        equals=inner,
        at=(alpha * (1 + beta**2) - 2 * beta) / (1 - 2 * alpha * beta + beta**2),
        given=[*circle, alpha < 1, beta >= 0, beta * (1 + c) <= alpha],
    ),
    printed=True,
    rests_on=["lemma_3_9.inner_bound", "lemma_3_9.inner_attained", "lemma_3_9.at_the_end_repaired"],
    seconds=60,
)
branches_agree = claim(
    "Lemma 3.9, first display: both cases agree at beta = alpha/(1 + sqrt(1 - alpha^2))",
    given=[*circle, alpha < 1, Eq(beta * (1 + c), alpha)],
    show=Eq(inner, c),
    printed=True,
    rests_on=["lemma_3_9.flat_bound", "lemma_3_9.inner_bound"],
)
at_the_end = claim(
    "Lemma 3.9, first display: the formula is defined wherever beta <= alpha/(1 + sqrt(1 - alpha^2))",
    given=[*circle, beta >= 0, beta * (1 + c) <= alpha],
    show=inner >= 0,
    printed=True,
    note="At alpha = beta = 1 it is 0/0.",
)
at_the_end_repaired = at_the_end.repaired(
    "beta < 1", given=[*circle, beta >= 0, beta < 1, beta * (1 + c) <= alpha]
)

# (b) the constraint between alpha and beta, [44, Lemma 3.8]
# X = e1, Z = z e2: E = diag(1, -z^2), alpha = z^2/|E|, beta = 1/|E|.
size2 = reals("size2")[0]
orthogonal = (z > 0, lam > 0, Eq(lam**2 * (1 + z**4), 1), Eq(alpha, z**2 * lam), Eq(beta, lam))
constraint = claim(
    "Lemma 3.9, second cited fact: alpha^2 + (r/r*) beta^2 <= 1 - ((beta - alpha)_+)^2",
    given=orthogonal,
    show=alpha**2 + beta**2 <= 1 - Max(beta - alpha, 0) ** 2,
    printed=True,
    scope=case("n = 2, r = r* = 1, X = e1, Z = z e2"),
    note="Fails for every z < 1, where beta > alpha and alpha^2 + beta^2 = 1. A lost vertical stroke of '+' "
    "would explain it: with 1 + ((beta - alpha)_+)^2 it holds with equality on the pairs that minimise "
    "|E_T|.",
)
constraint_general = claim(
    "Lemma 3.9, second cited fact: alpha^2 + (r/r*) beta^2 <= 1 - ((beta - alpha)_+)^2",
    given=[
        b > 0,
        lam > 0,
        Eq(lam**2 * ((1 - a**2) ** 2 + 2 * a**2 * b**2 + b**4), 1),
        Eq(alpha, b**2 * lam),
        Eq(beta, lam),
    ],
    show=alpha**2 + beta**2 <= 1 - Max(beta - alpha, 0) ** 2,
    printed=True,
    scope=case("n = 2, r = r* = 1, X = [1; 0], Z = [a; b]"),
    note="Here lambda = 1/|E|; beta is unbounded as Z approaches X.",
)
constraint_repaired = constraint_general.repaired(
    "the sign of ((beta - alpha)_+)^2", show=alpha**2 + beta**2 <= 1 + Max(beta - alpha, 0) ** 2, seconds=40
)

constraint_orthogonal_repaired = constraint.repaired(
    "the sign of ((beta - alpha)_+)^2", show=alpha**2 + beta**2 <= 1 + Max(beta - alpha, 0) ** 2
)

# The repaired constraint for all sizes, in the invariants of (X, Z): Lambda = lambda_min(X^T X) = 1 by scale.
s, t, m, S1, S2, R, ell = reals("s t m S1 S2 R ell")
b1, b2 = reals("b1 b2")
phi = 1 - Max(1 - b, 0) ** 2
one_direction = claim(
    "the repaired constraint, one eigendirection: (sigma - a)^2 + 2 a b >= 1 - ((1 - b)_+)^2 for sigma >= 1",
    given=[s >= 1, t >= 0, b >= 0],
    show=(s - t) ** 2 + 2 * t * b >= phi,
    note="sigma, a, b: eigenvalues of X^T X, A^T A and B^T B, in Z = [A; B] along and across range(X); "
    "by the trace "
    "inequality |X X^T - A A^T|^2 + 2 tr(A^T A B^T B) is at least the sum over directions sorted oppositely.",
)
p1 = reals("p1")[0]
one_column = claim(
    "the repaired constraint for r* = 1 and every r and X: |E_T|^2 >= r - ((1 - b)_+)^2",
    given=[R >= 1, t >= 0, b >= 0, p1 >= 0],
    show=(1 + p1 - t) ** 2 + (R - 1) + 2 * t * b >= R - Max(1 - b, 0) ** 2,
    note="X^T X = I + P, t = |Pi z|^2, b = |z_perp|^2, p1 = |P|op: |X X^T - a a^T|^2 = r - 2t + t^2 + 2 "
    "tr P - 2 a^T P a "
    "+ |P|^2 >= (r - 1) + (1 + p1 - t)^2 as tr P >= p1, |P| >= p1, a^T P a <= t p1.",
    rests_on=["lemma_3_9.one_direction"],
)
gap = claim(
    "the repaired constraint, two columns: from the eigendirections to alpha, beta (r* = 2)",
    given=[
        R >= 1,
        b1 >= 0,
        b2 >= 0,
        Eq(S1, b1 + b2),
        Eq(S2, b1**2 + b2**2),
        S2 > 0,
        Eq(m * S2, S1),
    ],
    show=2 * R - Max(1 - b1, 0) ** 2 - Max(1 - b2, 0) ** 2 >= R * m * S1 - Max(m - 1, 0) ** 2 * S2,
    note="r = 2R; beta |E| = S1/sqrt(S2), alpha |E| = sqrt(S2), m = beta/alpha; the left side bounds "
    "|E_T|^2 from below.",
    rests_on=["lemma_3_9.one_direction"],
    seconds=60,
)

# (c)-(g) from the constraint to the bound
region_flat_printed = claim(
    "Lemma 3.9, region beta~ >= alpha/(1 + sqrt(1 - alpha^2)), from the constraint as printed",
    given=[
        *circle,
        *sizes,
        k * beta * (1 + c) >= alpha,
        alpha**2 + rho**2 * beta**2 <= 1 - Max(beta - alpha, 0) ** 2,
    ],
    show=c >= target,
    printed=True,
    note="True, but it rests on a false premise; see the repair.",
    rests_on=["lemma_3_9.constraint", "lemma_3_9.lower_bound_domain"],
    seconds=40,
)
region_flat = region_flat_printed.repaired(
    "the sign in the constraint",
    given=[
        *circle,
        *sizes,
        k * beta * (1 + c) >= alpha,
        alpha**2 + rho**2 * beta**2 <= 1 + Max(beta - alpha, 0) ** 2,
    ],
    rests_on=[
        "lemma_3_9.constraint_repaired",
        "lemma_3_9.one_column",
        "lemma_3_9.gap",
        "lemma_3_9.flat_minimum",
        "lemma_3_9.flat_lower_bound",
        "lemma_3_9.boundary_for_all_repaired",
        "lemma_3_9.chain_1",
        "lemma_3_9.chain_2",
        "lemma_3_9.chain_3",
        "lemma_3_9.branches_agree",
    ],
    seconds=60,
)
region_inner = claim(
    "Lemma 3.9, region beta~ <= alpha/(1 + sqrt(1 - alpha^2))",
    given=[*circle, *sizes, k * beta < 1, k * beta * (1 + c) <= alpha, alpha**2 + rho**2 * beta**2 <= 1],
    show=(1 - 2 * alpha * k * beta + k**2 * beta**2) / (1 - k**2 * beta**2) >= target,
    printed=True,
    note="Here alpha >= beta, so both signs of ((beta - alpha)_+)^2 give the same.",
    rests_on=[
        "lemma_3_9.one_column",
        "lemma_3_9.gap",
        "lemma_3_9.region_inner_alpha",
        "lemma_3_9.last_1",
        "lemma_3_9.last_2",
        "lemma_3_9.last_3",
        "lemma_3_9.last_4",
        "lemma_3_9.last_5",
        "lemma_3_9.last_as_minimum",
    ],
    seconds=60,
)
region_inner_alpha = claim(
    "Lemma 3.9, proof: alpha >= beta~ >= beta in the second region",
    given=[*circle, *sizes, k * beta * (1 + c) <= alpha],
    show=And(alpha >= k * beta, k * beta >= beta),
    printed=True,
)
# (d) the minimum over alpha at fixed beta~
on_edge = reals("alpha_edge")[0]
flat_minimum = claim(
    "Lemma 3.9, third display: where beta~ = alpha/(1 + sqrt(1 - alpha^2)) has a solution alpha, the "
    "minimum is attained there",
    given=[
        alpha >= 0,
        alpha <= 1,
        bt >= 0,
        bt * (1 + sqrt(1 - alpha**2)) >= alpha,
        on_edge >= 0,
        on_edge <= 1,
        Eq(bt * (1 + sqrt(1 - on_edge**2)), on_edge),
    ],
    show=sqrt(1 - alpha**2) >= sqrt(1 - on_edge**2),
    printed=True,
    seconds=40,
    note="alpha_edge is the alpha on the boundary.",
)
flat_lower_bound = claim(
    "Lemma 3.9, third display: sqrt(1 - alpha^2) >= (1 - beta~^2)/(1 + beta~^2) in the region, a bound "
    "that is reached only for beta~ <= 1",
    given=[bt >= 0, alpha >= 0, alpha <= 1, bt * (1 + sqrt(1 - alpha**2)) >= alpha],
    show=sqrt(1 - alpha**2) >= (1 - bt**2) / (1 + bt**2),
    seconds=40,
    note="For beta~ <= 1 it is attained at the boundary, alpha = 2 beta~/(1 + beta~^2); for beta~ > 1 the "
    "boundary is empty (boundary_for_all) and the minimum is 0, at alpha = 1.",
)
boundary_for_all = claim(
    "Lemma 3.9, third display: some alpha in [0, 1] lies on the boundary",
    given=[alpha >= 0, alpha <= 1, Eq(bt, 2)],
    show=Eq(bt * (1 + sqrt(1 - alpha**2)), alpha),
    exists=True,
    printed=True,
    scope=case("beta~ = 2"),
    note="No range of beta~ is printed; for beta~ > 1 the region has no boundary. That the minimum is "
    "attained at the boundary is printed for every fixed beta~.",
)
boundary_for_all_repaired = boundary_for_all.repaired(
    "beta~ <= 1, with alpha = 2 beta~/(1 + beta~^2)",
    scope="line",
    show=And(lam <= 1, Eq(bt * (1 + sqrt(1 - lam**2)), lam)),
    given=[bt >= 0, bt <= 1, Eq(lam * (1 + bt**2), 2 * bt)],
)
# (e) the two forms of the boundary
boundary = claim(
    "Lemma 3.9, the substitution: alpha/(1 + sqrt(1 - alpha^2)) = (1 + sqrt(1 - alpha^2))/alpha",
    given=[alpha > 0, alpha <= 1],
    show=Eq(alpha / (1 + sqrt(1 - alpha**2)), (1 + sqrt(1 - alpha**2)) / alpha),
    printed=True,
    note="Equal only at alpha = 1.",
)
boundary_repaired = boundary.repaired(
    "the sign of the root on the right",
    show=Eq(alpha / (1 + sqrt(1 - alpha**2)), (1 - sqrt(1 - alpha**2)) / alpha),
)
# (f) the chain that uses it
on_boundary = (alpha > 0, alpha < 1, Eq(bt * (1 + sqrt(1 - alpha**2)), alpha))
root = sqrt(1 - alpha**2)
chain_1 = claim(
    "Lemma 3.9, fourth display, first equality (beta read as beta~ on the right)",
    given=on_boundary,
    show=Eq(
        (1 - 2 * alpha * bt + bt**2) / (1 - bt**2),
        (alpha / bt - 2 * alpha**2 + alpha * bt) / (alpha / bt - alpha * bt),
    ),
    rests_on=["lemma_3_9.chain_1_tilde_repaired"],
)
chain_1_tilde = claim(
    "Lemma 3.9, fourth display, first equality, tildes exactly as printed (beta~ = k beta)",
    given=[*on_boundary, k >= 1, beta > 0, beta < 1, Eq(bt, k * beta)],
    show=Eq(
        (1 - 2 * alpha * bt + bt**2) / (1 - bt**2),
        (alpha / bt - 2 * alpha**2 + alpha * beta) / (alpha / beta - alpha * beta),
    ),
    printed=True,
    note="Three tildes are missing on the right; surely a slip of typesetting.",
)
chain_1_tilde_repaired = chain_1_tilde.repaired(
    "beta~ throughout",
    show=Eq(
        (1 - 2 * alpha * bt + bt**2) / (1 - bt**2),
        (alpha / bt - 2 * alpha**2 + alpha * bt) / (alpha / bt - alpha * bt),
    ),
    given=on_boundary,
)
chain_2 = claim(
    "Lemma 3.9, fourth display, second equality",
    given=on_boundary,
    show=Eq(
        (alpha / bt - 2 * alpha**2 + alpha * bt) / (alpha / bt - alpha * bt), (2 - 2 * alpha**2) / (2 * root)
    ),
    printed=True,
    rests_on=["lemma_3_9.boundary_repaired"],
)
chain_3 = claim(
    "Lemma 3.9, fourth display, third equality",
    given=[alpha >= 0, alpha < 1],
    show=Eq((2 - 2 * alpha**2) / (2 * root), root),
    printed=True,
)
# (g) the last display, with rho~ = rho/k > 0 and alpha = lambda beta~
rt, w = reals("rho_tilde w")
value = ((lam**2 + rt**2) - 2 * lam + 1) / ((lam**2 + rt**2) - 1)
last_1 = claim(
    "Lemma 3.9, last display, first equality: alpha = lambda beta~",
    given=[bt > 0, bt < 1, lam >= 1, Eq(alpha, lam * bt)],
    show=Eq((1 - 2 * alpha * bt + bt**2) / (1 - bt**2), (1 - 2 * lam * bt**2 + bt**2) / (1 - bt**2)),
    printed=True,
)
last_2 = claim(
    "Lemma 3.9, last display, second equality: the best beta~ satisfies (lambda^2 + rho~^2) beta~^2 = 1",
    given=[bt >= 0, rt > 0, lam >= 1, (lam**2 + rt**2) * bt**2 <= 1],
    show=(1 - 2 * lam * bt**2 + bt**2) / (1 - bt**2) >= value,
    printed=True,
)
last_3 = claim(
    "Lemma 3.9, last display, third equality",
    given=[rt > 0, lam >= 1],
    show=Eq(value, 1 - 2 * (lam - 1) / ((lam**2 - 1) + rt**2)),
    printed=True,
)
last_4 = claim(
    "Lemma 3.9, last display, fourth equality",
    given=[rt > 0, lam > 1],
    show=Eq(1 - 2 * (lam - 1) / ((lam**2 - 1) + rt**2), 1 - 2 / (1 + lam + rt**2 / (lam - 1))),
    printed=True,
    note="At lambda = 1, where the right side is undefined, the left side is 1, its limit.",
)
last_5 = claim(
    "Lemma 3.9, last display, the value: at least 1/(1 + 1/rho~)",
    given=[rt > 0, lam > 1],
    show=1 - 2 / (1 + lam + rt**2 / (lam - 1)) >= 1 / (1 + 1 / rt),
    printed=True,
)
last_5_attained = claim(
    "Lemma 3.9, last display, the value is attained at lambda = 1 + rho~",
    given=[rt > 0, Eq(lam, 1 + rt)],
    show=Eq(1 - 2 / (1 + lam + rt**2 / (lam - 1)), 1 / (1 + 1 / rt)),
    printed=True,
    rests_on=["lemma_3_9.last_5"],
)
last_as_minimum = claim(
    "Lemma 3.9, last display, as a minimum over lambda >= 1",
    minimum(value, (lam, 1, None), equals=1 / (1 + 1 / rt), at=1 + rt, given=[rt > 0]),
    printed=True,
    rests_on=["lemma_3_9.last_3", "lemma_3_9.last_4", "lemma_3_9.last_5", "lemma_3_9.last_5_attained"],
)
lower_bound_domain = claim(
    "Lemma 3.9, proof: delta* is the minimum over all alpha, beta >= 0 under the printed constraint: "
    "sqrt(1 - alpha^2) is defined there",
    given=[alpha >= 0, beta >= 0, rho >= 1, alpha**2 + rho**2 * beta**2 <= 1 - Max(beta - alpha, 0) ** 2],
    show=sqrt(1 - alpha**2) >= 0,
    printed=True,
)
cover = claim(
    "Lemma 3.9, proof: outside the first region beta~ < 1 and beta < alpha, so that the second covers the "
    "rest",
    given=[*circle, *sizes, k * beta * (1 + c) < alpha],
    show=And(k * beta < 1, beta <= alpha),
)
best, interior = reals("best interior")
lemma_all = claim(
    "Lemma 3.9, end of the proof: both regions give the maximum over tau, from the constraint with its "
    "sign repaired",
    given=[
        k >= 1,
        rho >= 1,
        best >= c,
        Or(k * beta * (1 + c) < alpha, c >= target),
        Or(k * beta * (1 + c) >= alpha, And(best >= interior, interior >= target)),
    ],
    show=best >= 1 / (1 + k / rho),
    rests_on=[
        "lemma_3_9.region_flat",
        "lemma_3_9.closed_form_flat",
        "lemma_3_9.closed_form_inner",
        "lemma_3_9.flat_attained",
        "lemma_3_9.inner_attained",
        "lemma_3_9.region_inner",
        "lemma_3_9.cover",
    ],
    note="best is the maximum, at least its value sqrt(1 - alpha^2) at tau = 0, and interior its value in "
    "the second case. The hypotheses are region_flat and region_inner.",
)
lemma_whole = claim(
    "Lemma 3.9",
    Theorem(_derivations.lemma_3_9),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation: there is tau in [0, alpha] where the quotient is at least the "
    "bound, both denominators being positive. ca and ct are the roots of 1 - alpha^2 and 1 - tau^2, "
    "s is sqrt(r*/r). The cited constraint is used with its right sign.",
)
tight_instance = claim(
    "Lemma 3.9 is sharp where Z is orthogonal to X: X = e1, Z = (3/2) e2 has no counterexample just "
    "below 41/81",
    AtInstance(Instance([[1], [0]], [[0], ["3/2"]], delta="101/200"), "no counterexample"),
    rests_on=["facts_44.closed_form", "lemma_2_4.lemma"],
)
constraint_whole = claim(
    "[44, Lemma 3.8] with its right sign: alpha^2 + (r/r*) beta^2 <= 1 + ((beta - alpha)_+)^2",
    Theorem(_derivations.alpha_beta),
    note="For all sizes and ranks, by derivation; one case for beta <= alpha and one for beta >= alpha, "
    "times "
    "s^2 = r*/r.",
)
