"""Degrees of the displayed bounds (Zhu, Li, Tang, Wakin) under X* -> t^2 X*, W -> t W: g has degree 4, its
gradient 3, its Hessian 2, dist 1, |W W^T| 2.

Each claim multiplies out one bound at the scaled point: both sides pick up the same power of t. Those that
fail are in remark_6, remark_7, definition_8 and theorem_5.printed_square.
"""

from certify.claims import Computed, claim

# weights of the quantities in powers of t
DEGREE = {
    "sigma": 2,
    "X": 2,
    "dist": 1,
    "W": 1,
    "WW": 2,
    "grad": 3,
    "hess": 2,
    "g": 4,
    "inner": 4,
    "misfit": 4,
}

BOUNDS = {
    "(14)": ([("sigma", 1.5)], [("X", 1.5)]),
    "(15), (26), (40), dist": ([("inner", 1)], [("sigma", 1), ("dist", 2)]),
    "(15), (26), (40), gradient": ([("inner", 1)], [("grad", 2), ("X", -1)]),
    "(16), (41)": ([("hess", 1)], [("sigma", 1)]),
    "(17), (42)": ([("grad", 1)], [("sigma", 1.5)]),
    "(18), (43)": ([("grad", 1)], [("W", 3)]),
    "(19)": ([("grad", 1)], [("WW", 1.5)]),
    "(44)": ([("inner", 1)], [("WW", 2)]),
    "(39)": ([("hess", 1)], [("WW", 1)]),
    "Theorem 4": ([("hess", 1)], [("sigma", 1)]),
    "Lemma 4": ([("g", 1)], [("WW", 2)]),
    "Lemma 9": ([("grad", 1)], [("W", 3)]),
    "Lemma 11": ([("grad", 1)], [("WW", 1), ("W", 1)]),
    "Lemma 13": ([("misfit", 1)], [("WW", 2)]),
    "(54)": ([("inner", 1)], [("sigma", 1), ("dist", 2)]),
    "(67)": ([("grad", 2)], [("sigma", 3)]),
    "R1": ([("dist", 1)], [("sigma", 0.5)]),
    "R2": ([("W", 1)], [("sigma", 0.5)]),
}


def _degree(product: list[tuple[str, float]]) -> float:
    return sum(DEGREE[name] * power for name, power in product)


def _agree(bound: str) -> str:
    left, right = (_degree(side) for side in BOUNDS[bound])
    return "" if left == right else f"{bound}: degrees {left} and {right}"


displayed = claim(
    "homogeneity of the displayed bounds (14) to (19), (39) to (44), (54), (67), Lemmas 4, 9, 11, 13, "
    "Theorem 4, R1, R2",
    Computed("both sides have the same degree", _agree, cases=[{"bound": bound} for bound in BOUNDS]),
    note="(14) is the ratio sigma_r^(3/2)/(|X*|_F |X*|^(1/2)) of degree 0.",
)
