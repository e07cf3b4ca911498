"""What Section 2 quotes of [44]: without noise, at exact second-order points, counterexamples exist iff
delta >= (1 + sqrt(r*/r))^(-1), over all X and Z; all instances of (P) have a closed form.

Decided at instances next to the threshold; for all sizes by theorem_1_2 and lemma_3_9.
"""

from certify.claims import AtInstance, claim, reals
from certify.instance import Instance

rho, d, reach = reals("rho delta reach")
none_below = claim(
    "[44]: delta < 1/(1 + sqrt(r*/r)) has no counterexample: delta(alpha, beta) >= 1/(1 + sqrt(r*/r)) > "
    "delta",
    given=[rho >= 1, reach >= 1 / (1 + 1 / rho), d < 1 / (1 + 1 / rho)],
    show=d < reach,
    printed=True,
    rests_on=["lemma_3_9.lemma_all", "theorem_3_10.directions_repaired"],
)


def _instance(r: int, z: str, delta: str) -> Instance:
    return Instance([[int(i == j) for j in range(r)] for i in range(r + 1)], [[0]] * r + [[z]], delta=delta)


exists_1 = claim(
    "[44]: r = r* = 1, Z = sqrt(2) e2 rounded, delta = 501/1000",
    AtInstance(_instance(1, "1.41421", "501/1000"), "counterexample"),
    printed=True,
    rests_on=["lemma_2_3.lemma"],
)
none_1 = claim(
    "[44]: the same at delta = 499/1000",
    AtInstance(_instance(1, "1.41421", "499/1000"), "no counterexample"),
    printed=True,
    rests_on=["lemma_2_4.lemma"],
)
exists_9 = claim(
    "[44]: r = 9, r* = 1, Z = 2 e10, delta = 3/4, exactly at the threshold",
    AtInstance(_instance(9, "2", "3/4"), "counterexample"),
    printed=True,
    rests_on=["lemma_2_3.lemma"],
)
none_9 = claim(
    "[44]: the same at delta = 749/1000",
    AtInstance(_instance(9, "2", "749/1000"), "no counterexample"),
    printed=True,
    rests_on=["lemma_2_4.lemma"],
)
closed_form = claim(
    "[44]: the closed form at X = e1, Z = (3/2) e2: alpha = 9/sqrt(97), beta = 4/sqrt(97), delta* = "
    "41/81, exactly",
    AtInstance(Instance([[1], [0]], [[0], ["3/2"]], delta="41/81"), "counterexample"),
    rests_on=["lemma_3_9.inner_bound", "lemma_3_9.inner_attained", "lemma_2_3.lemma"],
)
