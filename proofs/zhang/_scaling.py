"""Degrees under X -> t X, Z -> t Z: M* and the noise have degree 2, f has degree 4.

With the norm |D| the tolerances eps1, eps2 have the degrees 3 and 2; with the local norm |D X^T|, 2 and 0. R
bounds |X| in operator norm. What is a ratio has degree 0. Dictionaries under a file's name are for that file.
"""

RANKS = {"n": 0, "r": 0, "r_star": 0, "rho": 0}
PLAIN = {"delta": 0, "e": 2, "eps0": 2, "noise": 2, "Delta": 0, "margin": 0, **RANKS}
GLOBAL_NORM = {**PLAIN, "eps1": 3, "eps2": 2, "R": 1}
LOCAL_NORM = {**PLAIN, "eps1": 2, "eps2": 0}
INVERSE = {"X": 1, "Z": 1, "P": -1}  # P is the pseudo-inverse of X
SCALING = {
    "corollary_1_5": {**GLOBAL_NORM, "sigma": 2},
    "corollary_1_7": {**GLOBAL_NORM, "sigma": 2, "m": 2},
    "corollary_3_12": GLOBAL_NORM,
    "corollary_3_21": GLOBAL_NORM,
    "definition_3_1": INVERSE,
    "fact_3_2": INVERSE,
    "fact_3_3": INVERSE,
    "lemma_3_4": {**INVERSE, "delta": 0, "t1": 0, "t2": 0},
    "lemma_3_5": INVERSE,
    "lemma_3_7": {**INVERSE, **LOCAL_NORM, "nuc": 2},
    "lemma_3_8": {**LOCAL_NORM, "alpha": 0, "beta": 0, "tau": 0, "nuc": 2},
    "lemma_3_9": {"alpha": 0, "beta": 0, "tau": 0, "c": 0, "u": 0, "k": 0, "rho": 0},
    "theorem_1_2": {"delta": 0, "e": 2, "alpha": 0, "beta": 0, "margin": 0, **RANKS},
    "theorem_1_4": {**LOCAL_NORM, "s": 0, "k": 0, "T": 0, "best": 0},
    "theorem_1_6": {**LOCAL_NORM, "s": 0, "m": 2},
    "theorem_3_10": {**LOCAL_NORM, "alpha": 0, "beta": 0, "tau": 0, "k": 0, "s": 0},
    "theorem_3_19": LOCAL_NORM,
}
