"""Proposition 1 (Ma & Fattahi) and (8), (9): min over B(g) of f(W* + dW) - f(W) <= -max over U(g) of (1/m)
sum over S_t of |<A_i, dW1 W2>|, U(g): |U1|_F <= g, <A_i, U1 W2> = 0 on clean, has the sign of eps_i and at
most its size on noisy ones.

Found: f(W) is printed for f(W*) (also in Propositions 3, 4 and their proofs).

Chosen: a = <A_i, U1 W2>, e = eps_i.
"""

from certify.claims import Abs, Eq, Unmechanised, claim, reals, whole

a, e, s, t, m, change = reals("a e sum_S sum_St m change")
noisy = claim(
    "Proposition 1, (b): |eps| - |a - eps| = |a| for a eps >= 0, |a| <= |eps|",
    given=[a * e >= 0, Abs(a) <= Abs(e)],
    show=Eq(Abs(e) - Abs(a - e), Abs(a)),
    printed=True,
)
clean = claim(
    "Proposition 1, (a): clean measurements do not change: |a| = 0",
    given=[Eq(a, 0)],
    show=Eq(Abs(a), 0),
    printed=True,
)
fewer = claim(
    "Proposition 1, proof, last step: the sum over S is at least the sum over S_t: all terms are >= 0",
    given=[m >= 1, s >= t, t >= 0],
    show=-s / m <= -t / m,
    printed=True,
)
end = claim(
    "Proposition 1, proof: the minimum over the ball is at most the value at any point of U(g)",
    given=[m >= 1, change <= -s / m, s >= t, t >= 0],
    show=change <= -t / m,
    printed=True,
    rests_on=["proposition_1.noisy", "proposition_1.clean", "proposition_1.fewer"],
    note="change = min over B(g) of f(W* + dW) - f(W*), sum_S and sum_St: the sums of |<A_i, dW1 W2>| at a "
    "point of U(g).",
)
zero_inside = claim(
    "(8): U(g) contains 0, and t U1 with every U1, 0 <= t <= 1",
    given=[a * e >= 0, Abs(a) <= Abs(e), t >= 0, t <= 1],
    show=((t * a) * e >= 0) & (Abs(t * a) <= Abs(e)),
    printed=True,
)
too_large = claim(
    "(8): the last constraint is needed: a eps >= 0 alone",
    given=[a * e >= 0],
    show=Eq(Abs(e) - Abs(a - e), Abs(a)),
    canary="REFUTED",
)
proposition = claim(
    "Proposition 1",
    Unmechanised(
        "for every true solution W* = (W1, W2): the minimum over |dW|_F <= g of f(W* + dW) - f(W) is at "
        "most -max over dW in U(g) of (1/m) sum over S_t of |<A_i, dW1 W2>|, with U(g) of (8)",
        "a sum over measurements, a minimum and a maximum are no expression of claims; it is decided term "
        "by term",
    ),
    printed=True,
    scope=whole,
    rests_on=["proposition_1.noisy", "proposition_1.clean", "proposition_1.fewer", "proposition_1.end"],
    note="'f(W)' is read as f(W*).",
)
