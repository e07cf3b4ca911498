"""Lemma 21 (Ma & Fattahi): for g <= sqrt(t0/max |A_i|_F), min (1/m) sum (|<A_i, U U^T> - eps_i| - |eps_i|) <=
min A(U U^T) + B(U U^T), A = -(1/m) sum over S_t of sgn(eps_i) <A_i, U U^T>, B = (1/m) sum over the rest of
|<A_i, U U^T>|.

Chosen: a = <A_i, U U^T>, e = eps_i. The condition on g asks more than it needs: the operator norm of the
symmetric part of A_i is enough, as tr U U^T <= g^2.
"""

from certify.claims import Abs, Eq, Unmechanised, assuming, claim, reals, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr

a, e, t0, g, norm, square = reals("a e t0 g norm_A norm_UU")
large_positive = claim(
    "Lemma 21, E1: eps >= t0 >= |a| gives |a - eps| - |eps| = -a",
    given=[t0 > 0, e >= t0, Abs(a) <= t0],
    show=Eq(Abs(a - e) - Abs(e), -a),
    printed=True,
)
large_negative = claim(
    "Lemma 21, E1: eps <= -t0, |a| <= t0 gives |a - eps| - |eps| = a",
    given=[t0 > 0, e <= -t0, Abs(a) <= t0],
    show=Eq(Abs(a - e) - Abs(e), a),
    printed=True,
)
small = claim(
    "Lemma 21, E2: |a - eps| - |eps| <= |a|",
    given=[t0 > 0],
    show=Abs(a - e) - Abs(e) <= Abs(a),
    printed=True,
)
size_of_a = claim(
    "Lemma 21, proof: |<A_i, U U^T>| <= |A_i|_F |U U^T|_F <= |A_i|_F g^2 <= t0",
    given=[
        *(g > 0, norm > 0, t0 > 0, g**2 * norm <= t0),
        assuming("Cauchy-Schwarz", Abs(a) <= norm * square),
        assuming("norm inequalities", square <= g**2),
    ],
    show=Abs(a) <= t0,
    printed=True,
    note="norm_A = |A_i|_F, norm_UU = |U U^T|_F.",
)
d, k = sizes("d k")
(bound,) = parameters("bound")
gap = matrix("Gap", d, d, semidefinite=True)
U = matrix("U", d, k)
operator_norm = claim(
    "On Lemma 21, with the operator norm: bound I - A >= 0 gives <A, U U^T> <= bound |U|_F^2",
    Words(tr((bound * identity(d) - gap) * U * U.T), "<=", bound * tr(U * U.T)),
    note="A = bound I - Gap, Gap >= 0, is the symmetric part of A_i; the same for -A.",
)
lemma = claim(
    "Lemma 21",
    Unmechanised(
        "for g <= sqrt(t0/max |A_i|_F): the minimum over |U|_F <= g of (1/m) sum_i (|<A_i, U U^T> - eps_i| "
        "- |eps_i|) is at most the minimum of A(U U^T) + B(U U^T), A = -(1/m) sum over S_t of sgn(eps_i) "
        "<A_i, U U^T>, B = (1/m) sum over the rest of |<A_i, U U^T>|",
        "a sum over measurements and a minimum are no expression of claims; it is decided term by term",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_21.large_positive", "lemma_21.large_negative", "lemma_21.small", "lemma_21.size_of_a"],
)
beyond = claim(
    "On Lemma 21, beyond its condition: |a| > |eps| breaks E1",
    given=[t0 > 0, e >= t0, a > e],
    show=Eq(Abs(a - e) - Abs(e), -a),
    canary="REFUTED",
)
