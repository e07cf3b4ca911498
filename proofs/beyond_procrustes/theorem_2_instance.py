"""One step of gradient descent at exact instances (Ma, Li, Chi, Theorems 1 and 2).

dist(Z_0)^2 is bounded from below by the Shor relaxation of the alignment problem, dist(Z_1)^2 from above by
g at any rational matrix: together a proof that the step contracts. With an error of the measurements, the
worst error is a semidefinite program.
"""

from fractions import Fraction

from certify.claims import Computed, PsdBound, claim
from certify.recovery.papers.alignment_exact import AlignmentData, multiply, relaxation, transpose

ETA = Fraction(1, 24)
KAPPA = 4  # M* = diag(4, 1), on three and two coordinates
X_STAR, Y_STAR = [[2, 0], [0, 1], [0, 0]], [[2, 0], [0, 1]]
X = [["201/100", "1/50"], ["-1/100", "51/50"], ["1/100", "1/40"]]
Y = [["99/50", "1/100"], ["1/40", "49/50"]]
BELOW = Fraction(174, 100_000)
START = AlignmentData(X, Y, X_STAR, Y_STAR)
C, EQUATIONS, RIGHT = relaxation(START)


def step(X: list, Y: list, truth: list, size: Fraction) -> tuple[list, list]:
    """X - size (X Y^T - truth) Y and Y - size (X Y^T - truth)^T X."""
    product = multiply(X, transpose(Y))
    residual = [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(product, truth, strict=True)]
    moves = multiply(residual, Y), multiply(transpose(residual), X)
    return tuple(
        [[a - size * b for a, b in zip(*rows, strict=True)] for rows in zip(factor, move, strict=True)]
        for factor, move in zip((X, Y), moves, strict=True)
    )


def _contracts(P: list) -> str:
    """g(P) at Z_1 against (1 - eta/(50 kappa))^2 times the lower bound on dist(Z_0)^2."""
    truth = multiply(START.X_star, transpose(START.Y_star))
    X1, Y1 = step(START.X, START.Y, truth, ETA / 4)
    above = AlignmentData(X1, Y1, X_STAR, Y_STAR).value([[Fraction(x) for x in row] for row in P])
    allowed = (1 - ETA / (50 * KAPPA)) ** 2 * BELOW
    return "" if above <= allowed else f"dist(Z_1)^2 <= {float(above)} only, allowed {float(allowed)}"


distance = claim(
    "dist(Z_0)^2 >= 174/100000 at an instance with r = 2, kappa = 4, by the Shor relaxation",
    PsdBound(C, EQUATIONS, RIGHT, BELOW),
)
contracts = claim(
    "Theorem 2 at that instance, eta = 1/24: dist(Z_1) <= (1 - eta/(50 kappa)) dist(Z_0)",
    Computed(
        "g at Z_1 and a rational P is at most (1 - eta/(50 kappa))^2 174/100000",
        _contracts,
        cases=[{"P": [["0.9926", "-0.0028"], ["0.0059", "0.9797"]]}],
    ),
    rests_on=["theorem_2_instance.distance"],
)

# An error W of A* A - I with |W| <= delta |Res|, r = 1, n1 = n2 = 2, x* = y* = e1, x = y.
DELTA = Fraction(1, 10)
POINT = (Fraction(51, 50), Fraction(1, 40))
TRUTH = (Fraction(1), Fraction(0))


def worst_step(eta: Fraction, delta: Fraction) -> tuple[list, list, list, Fraction]:
    """C, [A_i], b of the worst alpha_1 + alpha_2 after one step, negated, and dist(Z_0)^2 = 2 |x - x*|^2.

    Unknowns (1, W11, W12, W21, W22, slack): alpha is |ex - eta (Res + W) y|^2 + |ey - eta (Res + W)^T x|^2.
    """
    x, e = POINT, [a - b for a, b in zip(POINT, TRUTH, strict=True)]
    residual = [[x[i] * x[j] - TRUTH[i] * TRUTH[j] for j in range(2)] for i in range(2)]
    rows = []
    for i in range(2):
        moved = e[i] - eta * sum(residual[i][j] * x[j] for j in range(2))
        rows.append([moved, *(-eta * x[j] * (k == i) for k in range(2) for j in range(2)), 0])
        rows.append([moved, *(-eta * x[k] * (j == i) for k in range(2) for j in range(2)), 0])
    objective = [[-sum(row[a] * row[b] for row in rows) for b in range(6)] for a in range(6)]
    one = [[int(a == b == 0) for b in range(6)] for a in range(6)]
    ball = [[int(a == b > 0) for b in range(6)] for a in range(6)]
    radius2 = delta**2 * sum(entry**2 for row in residual for entry in row)
    return objective, [one, ball], [1, radius2], 2 * sum(entry**2 for entry in e)


WORST, BALL, SIZES, DISTANCE = worst_step(ETA, DELTA)
worst_case = claim(
    "Theorem 1, r = 1, n1 = n2 = 2, at one point: with the worst error |W| <= |Res|/10 of A* A - I dist "
    "still contracts by 1 - eta/50, eta = 1/24",
    PsdBound(WORST, BALL, SIZES, -((1 - ETA / 50) ** 2) * DISTANCE),
    rests_on=["theorem_1.one_step"],
    note="The maximum over W is a trust-region problem, for which this bound is tight. x = y is aligned "
    "with x* = y*, Q = 1 (worst_case_distance).",
)
STATIONARY = relaxation(
    AlignmentData([[POINT[0]], [POINT[1]]], [[POINT[0]], [POINT[1]]], [[1], [0]], [[1], [0]])
)
worst_case_distance = claim(
    "dist(Z_0)^2 = 2 |x - x*|^2 at that point, from below",
    PsdBound(*STATIONARY, DISTANCE),
)
