"""Statements about fixed sizes: an instance, a point, listed cases, a number of trials."""

from certify.claims.statements.at_instance import AtInstance
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.l1_point import L1Point
from certify.claims.statements.mask_enumeration import Masks
from certify.claims.statements.negative_curvature import Curvature
from certify.claims.statements.psd_bound import PsdBound
from certify.claims.statements.statement import Statement

FINITE = {
    AtInstance: "an instance",
    Computed: "listed cases",
    Curvature: "a point",
    L1Point: "a point",
    Masks: "masks of one shape",
    PsdBound: "matrices of one size",
    Random: "trials",
}


def sort_of(statement: Statement) -> str:
    """What a statement at fixed sizes is about; "" for any other."""
    return next((words for kind, words in FINITE.items() if isinstance(statement, kind)), "")
