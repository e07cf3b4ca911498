"""Lemma 2.2 (Zhang): the alternative of Theorem 2.1 over the convex class H_Z(delta, eps0).

The printed proof is one line ("Slater's condition"). The kernel's rules for counterexamples and escape
directions speak
of this class, on the span of [X, Z]; both sides are decided per instance.
"""

from certify import Instance
from certify.claims import AtInstance, Theorem, Unmechanised, claim, part, reals, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/theorem_2_1")

X, Z = [[1, 0], [0, 1], [0, 0]], [[0], ["1/2"], [1]]
below = claim(
    "Lemma 2.2 at r = 2, r* = 1, full span, delta = 1/2",
    AtInstance(Instance(X, Z, delta="1/2"), "no counterexample"),
    rests_on=["lemma_2_4.lemma"],
)
above = claim(
    "Lemma 2.2, the same with eps2 = 1, delta = 19/20",
    AtInstance(Instance(X, Z, delta="19/20", eps2=1), "counterexample"),
    rests_on=["lemma_2_3.lemma"],
)
slater_fails_at_zero = claim(
    "Lemma 2.2, its proof: at delta = 0 the band has no interior, Slater's condition fails, and the "
    "alternative still holds",
    AtInstance(Instance([[1], [0]], [[0], [2]], delta=0), "no counterexample"),
    note="Compactness of the band is what the minimax argument needs.",
    rests_on=["lemma_2_4.lemma"],
)
at_zero_other_side = claim(
    "Lemma 2.2 at delta = 0 with eps1 = 4, eps2 = 8: a counterexample (H = Id)",
    AtInstance(Instance([[1], [0]], [[0], [2]], delta=0, eps1=4, eps2=8), "counterexample"),
    rests_on=["lemma_2_3.lemma"],
)
a, b, t, d = reals("a b t delta")
convex = claim(
    "text before Lemma 2.2: the band (1 - delta) <= H <= (1 + delta) is convex",
    given=[t >= 0, t <= 1, a >= 1 - d, a <= 1 + d, b >= 1 - d, b <= 1 + d],
    show=(t * a + (1 - t) * b >= 1 - d) & (t * a + (1 - t) * b <= 1 + d),
    printed=True,
    note="a, b = <H(M), M> at a unit M for two operators.",
)
not_both = claim(
    "Lemma 2.2: a counterexample and escape directions exclude each other",
    Theorem(_derivations.lemma_2_2),
    printed=True,
    scope=part("not both"),
    note="For all sizes and any number N of directions, by derivation. D_1, ..., D_N are the values at the "
    "unit vectors of a linear map u -> D_u, which the form Phi gives, and u'Tu is the second-order term of "
    "D_u, so that tr T is their sum. The supremum is < 0 if all values are at most -gap for some gap > 0. "
    "hess h is read for hess f.",
)
minimax = claim(
    "Lemma 2.2",
    Unmechanised(
        "fix X (n, r), Z (n, r*), r >= r*, X X^T != Z Z^T, 0 <= delta < 1, eps0, eps1, eps2 >= 0. Exactly "
        "one is true: some h in H_Z(delta, eps0) has <grad h(X), D> >= -eps1 |D X^T| and <hess h(X)[D], "
        "D> >= -eps2 |D X^T|^2 for all D; or there are D_0, ..., D_nr with sup over H_Z(delta, eps0) of "
        "<grad h(X), D_0> + eps1 |D_0 X^T| + sum_i (<hess h(X)[D_i], D_i> + eps2 |D_i X^T|^2) < 0",
        "not both is a claim. At least one needs a minimax theorem for convex sets of forms: a derivation "
        "quantifies over forms and not over sets of them, and the sum over n r directions, under "
        "the supremum over h, is nested deeper than a sequent may be. Each instance is decided with a kernel "
        "certificate",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_2_2.convex", "lemma_2_2.not_both"],
    note="Convex duality over the compact set of (H, G), with at most n r directions from a positive "
    "semidefinite multiplier. Printed with hess f for hess h.",
)
