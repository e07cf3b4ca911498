"""What is so, and how far to trust it."""

from enum import StrEnum


class Verdict(StrEnum):
    """What is so."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    SUPPORTED = "SUPPORTED"
    UNDECIDED = "UNDECIDED"
    VACUOUS = "VACUOUS"
    ILL_POSED = "ILL_POSED"
    NOT_MECHANISED = "NOT_MECHANISED"
    ERROR = "ERROR"

    @property
    def explanation(self) -> str:
        """The word, in words."""
        return _WORDS[self]

    @property
    def decided(self) -> bool:
        """Whether the statement as it stands has been settled, one way or another."""
        return self in (Verdict.PROVED, Verdict.REFUTED, Verdict.VACUOUS, Verdict.ILL_POSED)


_WORDS = {
    Verdict.PROVED: "holds, for everything its hypotheses allow",
    Verdict.REFUTED: "fails at an exact point inside its hypotheses",
    Verdict.SUPPORTED: "not refuted within the stated budget",
    Verdict.UNDECIDED: "neither proved nor refuted within the budget",
    Verdict.VACUOUS: "its hypotheses exclude everything, or its bound says nothing",
    Verdict.ILL_POSED: "an expression is undefined on part of its domain",
    Verdict.NOT_MECHANISED: "recorded; no check exists",
    Verdict.ERROR: "the claim itself could not be read or run",
}


class Grade(StrEnum):
    """How far to trust a verdict, the strongest first."""

    KERNEL = "kernel"
    EXACT = "exact"
    SOLVER = "solver"
    BALL = "ball"
    FLOAT = "float"
    SAMPLED = "sampled"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Grade).index(self)


# By what each verdict can be known. Neither floats nor samples prove, and they exhibit no exact point; what
# is merely not refuted has no certificate and no word of a complete procedure.
_CERTAIN = frozenset({Grade.KERNEL, Grade.EXACT, Grade.SOLVER, Grade.BALL})
_OPEN = frozenset({Grade.EXACT, Grade.BALL, Grade.FLOAT, Grade.SAMPLED})
POSSIBLE: dict[Verdict, frozenset[Grade]] = {
    Verdict.PROVED: _CERTAIN,
    Verdict.REFUTED: _CERTAIN,
    Verdict.VACUOUS: _CERTAIN,
    Verdict.ILL_POSED: _CERTAIN,
    Verdict.SUPPORTED: _OPEN,
    Verdict.UNDECIDED: _OPEN | {Grade.NONE},
    Verdict.NOT_MECHANISED: frozenset({Grade.NONE}),
    Verdict.ERROR: frozenset({Grade.NONE}),
}


def possible(verdict: Verdict, grade: Grade) -> bool:
    """Whether a verdict can be known by such means."""
    return grade in POSSIBLE[verdict]
