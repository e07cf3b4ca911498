"""Theorem 2.1 (Zhang), strong duality: exactly one of (counterexample in F_Z(delta, eps0)), (escape
directions) holds.

Each claim is one side at one instance, with a kernel certificate: on both sides of delta* and exactly at
it, where the
supremum is 0 and the counterexample exists. Patterns: r = r*, r > r*, rank-deficient X, X = 0, noise and
tolerances.
"""

from certify import Instance
from certify.claims import AtInstance, Claim, Theorem, Unmechanised, claim, part, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/theorem_2_1")

SIDES = {"yes": "counterexample", "no": "no counterexample"}
# From the class H_Z, of which the certificates speak, to F_Z and back.
RESTS_ON = {"yes": ["lemma_2_3.lemma"], "no": ["lemma_2_4.lemma", "theorem_2_1.not_both"]}


def _at(what: str, side: str, X: list, Z: list, delta: str, **eps: str) -> Claim:
    return claim(
        f"Theorem 2.1 at {what}",
        AtInstance(Instance(X, Z, delta=delta, **eps), SIDES[side]),
        rests_on=RESTS_ON[side],
    )


E1, HALF3 = [[1], [0]], [[0], ["3/2"]]
r1_below = _at("r = r* = 1, Z orthogonal to X, below 41/81", "no", E1, HALF3, "1/2")
r1_at = _at("that instance, exactly at 41/81", "yes", E1, HALF3, "41/81")
r1_above = _at("that instance, above 41/81", "yes", E1, HALF3, "51/100")
r1_noise_below = _at(
    "that instance with eps0 = eps1 = 1/10, below", "no", E1, HALF3, "3/10", eps0="1/10", eps1="1/10"
)
r1_noise_above = _at(
    "that instance with eps0 = eps1 = 1/10, above", "yes", E1, HALF3, "1/2", eps0="1/10", eps1="1/10"
)
X4, Z4 = [[int(i == j) for j in range(4)] for i in range(5)], [[0]] * 4 + [[2]]
r4_below = _at("r = 4, r* = 1, eps2 = 3 (Example 4.1, eps = 1), below 1/2", "no", X4, Z4, "49/100", eps2="3")
r4_at = _at("r = 4, r* = 1, eps2 = 3, exactly at 1/2", "yes", X4, Z4, "1/2", eps2="3")
r4_exact_below = _at("r = 4, r* = 1, eps2 = 0, below 2/3", "no", X4, Z4, "13/20")
r4_exact_above = _at("r = 4, r* = 1, eps2 = 0, above", "yes", X4, Z4, "7/10")
X22, Z22 = [[1, 0], [0, 1], [0, 0], [0, 0]], [[0, 0], [0, 0], [1, 0], [0, "3/2"]]
r22_below = _at("r = r* = 2, below", "no", X22, Z22, "1/2")
r22_above = _at("r = r* = 2, above", "yes", X22, Z22, "3/5")
deficient = [[1, 0], [0, 0], [0, 0]]
deficient_below = _at(
    "rank X = 1 < r = 2, Z across: no counterexample without noise", "no", deficient, [[1], [1], [0]], "1/2"
)
deficient_above = _at(
    "rank X = 1 < r = 2 with eps1 = 1", "yes", deficient, [[1], ["1/2"], [0]], "9/10", eps1="1"
)
zero = _at("X = 0", "no", [[0], [0]], [[1], [1]], "9/10")
zero_noise = _at("X = 0 with eps0 = 1", "yes", [[0], [0]], [["1/2"], ["1/2"]], "1/2", eps0="1")
zero_truth = _at("Z = 0", "no", [[1], [0]], [[0], [0]], "1/2")
tangent = _at("Z in the range of X", "no", [[1], [0]], [[2], [0]], "9/10", eps2="10")
not_both = claim(
    "Theorem 2.1: a counterexample and escape directions exclude each other",
    Theorem(_derivations.theorem_2_1),
    printed=True,
    scope=part("not both"),
    note="For all sizes and any number N of directions, by derivation. D_1, ..., D_N are the values at the "
    "unit vectors of a linear map u -> D_u, which the form Phi gives, and u'Tu is the second-order term of "
    "D_u, so that tr T is their sum. The supremum is < 0 if all values are at most -gap for some gap > 0. H "
    "is <A(.), A(.)>, and S the adjoint of A at A(Z Z^T) - b; any symmetric bilinear form H will do.",
)
theorem = claim(
    "Theorem 2.1",
    Unmechanised(
        "fix X (n, r), Z (n, r*), r >= r*, X X^T != Z Z^T, 0 <= delta < 1, eps0, eps1, eps2 >= 0. Exactly "
        "one is true: some f in F_Z(delta, eps0) has X as (eps1, eps2)-approximate second-order point; or "
        "there are D_0, ..., D_nr with sup over F_Z(delta, eps0) of <grad f(X), D_0> + eps1 |D_0 X^T| + "
        "sum_i (<hess f(X)[D_i], D_i> + eps2 |D_i X^T|^2) < 0",
        "not both is a claim; at least one follows from Lemma 2.2 by Lemmas 2.3 and 2.4, and Lemma 2.2 is "
        "not mechanised for all X and Z",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_2_2.minimax",
        "lemma_2_3.lemma_whole",
        "lemma_2_4.lemma_whole",
        "theorem_2_1.not_both",
    ],
)
