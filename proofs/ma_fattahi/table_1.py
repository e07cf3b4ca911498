"""Table 1 (Ma & Fattahi), asymmetric sensing by m/max(d1, d2) and rank W1 + rank W2: middle column
'critical and strict saddle' for <= c r, 'non-critical or strict saddle' for cr .. 2k/3, 'non-critical' for
2k/3 .. 2k; last column 'global minimum'.

Decided at draws of rounded Gaussians, d1 = 6, d2 = 4, r = 1, k = 3, noise 3 and -3 on two measurements.

Found: the last row fails at the draw with m = 24 = 4 max(d1, d2): rank W1 = 3, rank W2 = 1 is a sharp
local minimum that is not global, while rank W1 = 1, rank W2 = 3 is not critical; and the draw with m = 18
has a critical solution with ranks 3 + 1 beside one that is not. Rank sums above k + r do not occur
(section_1.range_is_reached).
"""

from certify.claims import Eq, L1Point, case, claim, reals
from certify.recovery.papers.l1 import rounded_gaussians


def _unit(rows: int, columns: int, size: int) -> list[list[int]]:
    return [[int(i == j < size) for j in range(columns)] for i in range(rows)]


def _at(m: int, rank1: int, rank2: int, says: str) -> L1Point:
    """X* = e1 e1^T; W1, W2 with so many ones on the diagonal."""
    A = rounded_gaussians(m, m, 6, 4)
    y = [f"{float(A[i][0][0]) * 10 + 30 * (-1) ** i * (i < 2):.0f}/10" for i in range(m)]
    return L1Point(A, y, (_unit(6, 3, rank1), _unit(3, 4, rank2)), says)


first_column = claim(
    "Table 1, m = 6 = max r: nothing is critical, not even the balanced solution",
    _at(6, 1, 1, "not critical"),
)
middle_balanced = claim(
    "Table 1, middle column, first row: critical",
    _at(18, 1, 1, "critical"),
    printed=True,
    scope=case("the draw with m = 18, ranks 1 + 1"),
)
middle_balanced_saddle = claim(
    "Table 1, middle column, first row: no local minimum",
    _at(18, 1, 1, "not a local minimum"),
    printed=True,
    scope=case("the draw with m = 18, ranks 1 + 1"),
)
middle_imbalanced = claim(
    "Table 1, middle column, last row: not critical",
    _at(18, 3, 1, "not critical"),
    printed=True,
    scope=case("the draw with m = 18, one solution with ranks 3 + 1"),
)
middle_imbalanced_right = claim(
    "Table 1, middle column, last row: not critical",
    _at(18, 1, 3, "not critical"),
    printed=True,
    scope=case("the draw with m = 18, one solution with ranks 1 + 3"),
)
middle_two = claim(
    "Table 1, middle column, last row: not critical",
    _at(18, 2, 1, "not critical"),
    printed=True,
    scope=case("the draw with m = 18, one solution with ranks 2 + 1"),
)
late_right = claim("Table 1, m = 24, ranks 1 + 3: not critical", _at(24, 1, 3, "not critical"))
late_left = claim(
    "Table 1, m = 24, ranks 3 + 1: a sharp local minimum",
    _at(24, 3, 1, "sharp local minimum"),
    rests_on=["theorem_3.left_heavy_probability"],
)
late_left_not_global = claim(
    "Table 1, m = 24, ranks 3 + 1: not a global minimum", _at(24, 3, 1, "not a global minimum")
)
late_balanced = claim(
    "Table 1, m = 24, balanced: critical, but no local minimum", _at(24, 1, 1, "not a local minimum")
)
last_balanced = claim(
    "Table 1, last column: a global minimum",
    _at(32, 1, 1, "global minimum"),
    printed=True,
    scope=case("the draw with m = 32, ranks 1 + 1"),
)
last_left = claim(
    "Table 1, last column: a global minimum",
    _at(32, 3, 1, "global minimum"),
    printed=True,
    scope=case("the draw with m = 32, ranks 3 + 1"),
)
last_right = claim(
    "Table 1, last column: a global minimum",
    _at(32, 1, 3, "global minimum"),
    printed=True,
    scope=case("the draw with m = 32, ranks 1 + 3"),
)
# W1 = [e1, n1, n2] with W1^T G = 0, G e1 = 0 for some multipliers lam, |lam_i| <= 1, of the draw with m = 18.
_LEFT = [
    ["1", "0", "0"],
    [
        "0",
        "-174636522083367487773381517809775901/366948027667931541175554922947938637",
        "-4440276810337199394187667423955107003/489264036890575388234073230597251516",
    ],
    [
        "0",
        "-777671730774988908017539943158798835/733896055335863082351109845895877274",
        "-1478921635574988235593033061820468213/244632018445287694117036615298625758",
    ],
    [
        "0",
        "178644736974003277520381809014717751/122316009222643847058518307649312879",
        "5877039420419058249869434500387466497/489264036890575388234073230597251516",
    ],
    ["0", "1", "0"],
    ["0", "0", "1"],
]


def _at_left(k: int) -> L1Point:
    """The draw with m = 18 at W1 = [e1, n1, n2, 0], W2 = [e1, 0]^T, of ranks 3 and 1."""
    A = rounded_gaussians(18, 18, 6, 4)
    y = [f"{float(A[i][0][0]) * 10 + 30 * (-1) ** i * (i < 2):.0f}/10" for i in range(18)]
    return L1Point(A, y, ([[*row, *["0"] * (k - 3)] for row in _LEFT], _unit(k, 4, 1)), "critical")


middle_imbalanced_critical = claim(
    "On Table 1, middle column, last row: at the draw with m = 18 another solution with ranks 3 + 1 is "
    "critical",
    _at_left(3),
    note="Solutions may depend on the measurements: 'none is critical' fails at this draw, where a fixed "
    "one is not critical.",
)
left_critical = claim(
    "On Proposition 3 and Theorem 3 with m <= min(d1, d2) k: at m = 18 < 20 = min(d1, d2) k, k = 5, a "
    "solution with ranks 3 + 1 > 2k/3 is critical",
    _at_left(5),
    note="The same solution with two more columns of zeros; its nonzero singular values are at least 1.",
)
x, y, z = reals("c r k")
rows = claim(
    "Table 1: its rows cover all factorised ranks 2 r .. k + r, for c >= 2 and c r <= 2k/3",
    given=[y >= 1, z >= y, x >= 2, x * y <= 2 * z / 3],
    show=(2 * y <= x * y) & (y + z <= 2 * z),
    printed=True,
    rests_on=["section_1.factorised_rank", "theorem_3.theorem", "theorem_4.theorem"],
)
rows_disjoint = claim(
    "Table 1: the first row (critical) and the last (non-critical) exclude each other at c = 2, k >= r",
    given=[y >= 1, z >= y, Eq(x, 2)],
    show=x * y <= 2 * z / 3,
    printed=True,
    note="For k < 3 r the balanced solutions belong to both rows: rank sum 2 r > 2k/3.",
)
rows_disjoint_repaired = rows_disjoint.repaired("k >= 3 r", given=[y >= 1, Eq(x, 2), z >= 3 * y])
