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
from certify.claims.psd_bound import PsdBound
from certify.claims.result import ClaimResult
from certify.claims.statement import Real, Statement, Unmechanised, reals
from certify.claims.verdict import Grade, Verdict

__all__ = [
    "AtInstance",
    "Broken",
    "Claim",
    "ClaimResult",
    "Collection",
    "Computed",
    "Curvature",
    "Extremum",
    "Grade",
    "L1Point",
    "Ledger",
    "Masks",
    "PsdBound",
    "Random",
    "Real",
    "Statement",
    "Unmechanised",
    "Verdict",
    "claim",
    "collect",
    "mask_bits",
    "maximum",
    "minimum",
    "norm",
    "reals",
]
