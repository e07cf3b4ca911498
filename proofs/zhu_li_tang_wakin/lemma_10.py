"""Lemma 10 and (73) (Zhu, Li, Tang, Wakin): RSC/RSM with a = 1 - c, b = 1 + c gives
|hess f(Z)[D, H] - <D, H>| <= c |D| |H| (all of rank <= 2r) and
|<grad f(C) - grad f(D) - (C - D), H>| <= c |C - D| |H| (rank C, D <= r, rank H <= 2r).

Matrices as vectors d, h (p, 1), the Hessian as a symmetric matrix T (p, p); D +- H have rank <= 4r.
"""

from certify.claims import And, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

SOURCE = source("Lemma 10", page=20)

(p,) = sizes("p")
T = matrix("T", p, p, symmetric=True)
d, h = matrix("d", p, 1), matrix("h", p, 1)
(c,) = parameters("c")
upper_plus = (1 + c) * square(d + h) - inner(T * (d + h), d + h)
lower_minus = inner(T * (d - h), d - h) - (1 - c) * square(d - h)
upper_minus = (1 + c) * square(d - h) - inner(T * (d - h), d - h)
lower_plus = inner(T * (d + h), d + h) - (1 - c) * square(d + h)

above = claim(
    "(73): hess f(Z)[D, H] - <D, H> <= c (|D|^2 + |H|^2)/2",
    Words(
        inner(T * d, h) - inner(d, h),
        "<=",
        c * (square(d) + square(h)) / 2,
        nonnegative=(upper_plus, lower_minus),
    ),
    printed=True,
    note="Cited from the literature; polarisation with D + H and D - H.",
)
below = claim(
    "(73): hess f(Z)[D, H] - <D, H> >= -c (|D|^2 + |H|^2)/2",
    Words(
        inner(T * d, h) - inner(d, h),
        ">=",
        -c * (square(d) + square(h)) / 2,
        nonnegative=(upper_minus, lower_plus),
    ),
    printed=True,
)
unit = (d.T * d - identity(1), h.T * h - identity(1))
equation_73 = claim(
    "(73), upper side at |D| = |H| = 1: hess f(Z)[D, H] - <D, H> <= c",
    Words(inner(T * d, h) - inner(d, h), "<=", c, vanishing=unit, nonnegative=(upper_plus, lower_minus)),
    printed=True,
    rests_on=["lemma_10.above", "lemma_10.below"],
    note="Both sides are linear in D and in H; the other sign is H -> -H.",
)
x, y, k, t = reals("x y k t")
quadratic = claim(
    "On Lemma 10, for quadratic f: grad f(C) - grad f(D) = T (C - D), and (73) with C - D and H",
    Words(
        inner(T * d - d, h),
        "<=",
        c,
        vanishing=unit,
        nonnegative=(upper_plus, lower_minus),
    ),
    rests_on=["lemma_10.equation_73"],
    note="d = (C - D)/|C - D|.",
)
average = claim(
    "Lemma 10, proof: an average of two values in [-k, k] is in [-k, k]",
    given=[k >= 0, t >= 0, t <= 1, x <= k, x >= -k, y <= k, y >= -k],
    show=And(t * x + (1 - t) * y <= k, t * x + (1 - t) * y >= -k),
    printed=True,
    note="The integral over the segment is a limit of such averages.",
)
segment = claim(
    "Lemma 10, proof: grad f(C) - grad f(D) = int_0^1 hess f(t C + (1 - t) D)[C - D] dt",
    Unmechanised(
        "the fundamental theorem of calculus along the segment, for every twice differentiable f",
        "f ranges over all functions; no statement type speaks of integrals",
    ),
    printed=True,
)
lemma = claim(
    "Lemma 10",
    Unmechanised(
        "Let f satisfy (6) with a = 1 - c, b = 1 + c, c in [0, 1). For all C, D, H (n, m) with rank C, "
        "rank D <= r "
        "and rank H <= 2r: |<grad f(C) - grad f(D) - (C - D), H>| <= c |C - D|_F |H|_F",
        "f ranges over all functions, and no statement type speaks of integrals",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_10.equation_73", "lemma_10.segment", "lemma_10.average", "lemma_10.quadratic"],
)
