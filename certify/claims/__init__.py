"""What a claim is: statements, their place in a paper, links between them, verdicts, the lock."""

from certify.claims.claim import Claim, claim
from certify.claims.collect import Broken, Collection, collect
from certify.claims.computation import Computed, Random
from certify.claims.curvature import Curvature
from certify.claims.extremum import Extremum, maximum, minimum, norm
from certify.claims.instance import AtInstance
from certify.claims.l1_point import L1Point
from certify.claims.ledger import Ledger
from certify.claims.masks import Masks, mask_bits
from certify.claims.origin import assuming, conclusion_of
from certify.claims.paper import paper, source
from certify.claims.psd_bound import PsdBound
from certify.claims.result import ClaimResult
from certify.claims.scope import case, line, part, whole
from certify.claims.statement import Real, Statement, Unmechanised
from certify.claims.theorem import Theorem
from certify.claims.verdict import Grade, Verdict
from certify.expressions import (
    Abs,
    And,
    Eq,
    Iff,
    Implies,
    Max,
    Min,
    Ne,
    Not,
    Or,
    Piecewise,
    Rational,
    cases,
    coefficient,
    derivative,
    exp,
    expanded,
    log,
    reals,
    root,
    sqrt,
    substitute,
)

__all__ = [
    "Abs",
    "And",
    "AtInstance",
    "Broken",
    "Claim",
    "ClaimResult",
    "Collection",
    "Computed",
    "Curvature",
    "Eq",
    "Extremum",
    "Grade",
    "Iff",
    "Implies",
    "L1Point",
    "Ledger",
    "Masks",
    "Max",
    "Min",
    "Ne",
    "Not",
    "Or",
    "Piecewise",
    "PsdBound",
    "Random",
    "Rational",
    "Real",
    "Statement",
    "Theorem",
    "Unmechanised",
    "Verdict",
    "assuming",
    "case",
    "cases",
    "claim",
    "coefficient",
    "collect",
    "conclusion_of",
    "derivative",
    "exp",
    "expanded",
    "line",
    "log",
    "mask_bits",
    "maximum",
    "minimum",
    "norm",
    "paper",
    "part",
    "reals",
    "root",
    "source",
    "sqrt",
    "substitute",
    "whole",
]
