"""What Section 2 quotes of [44]: without noise, at exact second-order points, counterexamples exist iff
delta >= (1 + sqrt(r*/r))^(-1), over all X and Z; all instances of (P) have a closed form.

Decided at instances next to the threshold; for all sizes by theorem_1_2 and lemma_3_9.
"""

from certify import Instance
from certify.claims import AtInstance, Unmechanised, claim, source


def _instance(r: int, z: str, delta: str) -> Instance:
    return Instance([[int(i == j) for j in range(r)] for i in range(r + 1)], [[0]] * r + [[z]], delta=delta)


SOURCE = source("Section 2")
threshold = claim(
    "Section 2, [44]: counterexamples exist iff delta >= (1 + sqrt(r*/r))^(-1), and all instances of (P) "
    "have a closed form",
    Unmechanised(
        "at eps0 = eps1 = eps2 = 0, over all X, Z with X X^T != Z Z^T: a counterexample f in F_Z(delta, "
        "0) exists iff delta >= (1 + sqrt(r*/r))^(-1); and (P) has a solution in closed form for each X "
        "and Z",
        "the half without counterexamples is Theorem 1.4 (a) without noise, not mechanised for all X and "
        "Z; the other half is Example 4.1; the closed form of [44] is not restated",
    ),
    printed=True,
    rests_on=["lemma_3_9.lemma_whole", "theorem_3_10.directions_repaired", "example_4_1.example_whole"],
)
exists_1 = claim(
    "[44]: r = r* = 1, Z = sqrt(2) e2 rounded, delta = 501/1000",
    AtInstance(_instance(1, "1.41421", "501/1000"), "counterexample"),
    rests_on=["lemma_2_3.lemma"],
)
none_1 = claim(
    "[44]: the same at delta = 499/1000",
    AtInstance(_instance(1, "1.41421", "499/1000"), "no counterexample"),
    rests_on=["lemma_2_4.lemma"],
)
exists_9 = claim(
    "[44]: r = 9, r* = 1, Z = 2 e10, delta = 3/4, exactly at the threshold",
    AtInstance(_instance(9, "2", "3/4"), "counterexample"),
    rests_on=["lemma_2_3.lemma"],
)
none_9 = claim(
    "[44]: the same at delta = 749/1000",
    AtInstance(_instance(9, "2", "749/1000"), "no counterexample"),
    rests_on=["lemma_2_4.lemma"],
)
closed_form = claim(
    "[44]: the closed form at X = e1, Z = (3/2) e2: alpha = 9/sqrt(97), beta = 4/sqrt(97), delta* = "
    "41/81, exactly",
    AtInstance(Instance([[1], [0]], [[0], ["3/2"]], delta="41/81"), "counterexample"),
    rests_on=["lemma_3_9.inner_bound", "lemma_3_9.inner_attained", "lemma_2_3.lemma"],
)
