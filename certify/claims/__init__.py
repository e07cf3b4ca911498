"""What a claim is: statements, their place in a paper, links between them, verdicts, the lock."""

from certify.claims.claim import Claim, claim
from certify.claims.collect import Broken, Collection, collect
from certify.claims.origins.origin import assuming, conclusion_of
from certify.claims.paper import paper, source
from certify.claims.results.result import ClaimResult
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.scope import case, line, part, whole
from certify.claims.statements.at_instance import AtInstance
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.constant_ledger import Constants
from certify.claims.statements.constant_ledger import Constants as Ledger
from certify.claims.statements.extremum import Extremum, maximum, minimum, norm
from certify.claims.statements.l1_point import L1Point
from certify.claims.statements.mask_enumeration import Masks, mask_bits
from certify.claims.statements.negative_curvature import Curvature
from certify.claims.statements.psd_bound import PsdBound
from certify.claims.statements.statement import Real, Statement, Unmechanised
from certify.claims.statements.theorem import Theorem
from certify.formulas.expressions import (
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
    "Constants",
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
