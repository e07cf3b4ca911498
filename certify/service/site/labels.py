"""What the page calls things. The words of verdicts are those of `certify.claims`, which is slow to load."""

VERDICTS = {
    "PROVED": "holds, for everything its hypotheses allow",
    "REFUTED": "fails at an exact point inside its hypotheses",
    "SUPPORTED": "not refuted within the stated budget",
    "UNDECIDED": "neither proved nor refuted within the budget",
    "VACUOUS": "its hypotheses exclude everything, or its bound says nothing",
    "ILL_POSED": "an expression is undefined on part of its domain",
    "NOT_MECHANISED": "recorded; no check exists",
    "ERROR": "the claim itself could not be read or run",
}
# Of jobs on instances.
ANSWERS = {
    "COUNTEREXAMPLE": "at this δ some f has X as a spurious point",
    "ESCAPE_DIRECTIONS": "at this δ no f has X as a spurious point",
    "FOUND": "the smallest δ* found, in floating point, without a certificate",
    "CONFIRMED": "primal and dual agree, recomputed from their points",
    "INACCURATE": "the points do not support the solver's word",
}
WORDS = VERDICTS | ANSWERS
GRADES = {
    "kernel": "a certificate that the kernel accepts, without trusting any solver",
    "exact": "exact computer algebra; there is no kernel rule for it yet",
    "solver": "complete decision procedures say so",
    "ball": "rigorous interval arithmetic",
    "float": "floating point",
    "sampled": "seeded random trials",
    "none": "nothing was decided",
}
# A verdict is never told by its colour alone.
GLYPHS = {
    "PROVED": "✓",
    "REFUTED": "✗",
    "SUPPORTED": "≈",
    "UNDECIDED": "?",
    "VACUOUS": "∅",
    "ILL_POSED": "⊘",
    "NOT_MECHANISED": "–",
    "ERROR": "!",
    "COUNTEREXAMPLE": "✗",
    "ESCAPE_DIRECTIONS": "✓",
    "FOUND": "≈",
    "CONFIRMED": "✓",
    "INACCURATE": "!",
    "accepted": "✓",
    "rejected": "✗",
    "declined": "?",
    "failed": "!",
}
PROGRESS = {
    "best": "best δ*",
    "hits": "descents that end there",
    "starts": "of descents",
    "evaluations": "evaluations",
    "seconds": "seconds",
    "of": "of seconds",
}
TITLES = {
    "duality": "δ* of an instance",
    "decide": "decision at δ",
    "claim": "a claim",
    "search": "a search",
    "ranks": "Recovery without noise: δ* against r/r*",
    "eps2": "δ* against ε₂",
    "asymmetric": "Asymmetric factorisation",
    "noise": "δ* against the noise level",
}
