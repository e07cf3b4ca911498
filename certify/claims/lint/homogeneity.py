"""Formulas that are not homogeneous under the scaling that their paper declares."""

from collections.abc import Iterator

from certify.claims.claim import Claim
from certify.claims.homogeneity import findings


def found(claim: Claim) -> Iterator[str]:
    """Each place where degrees are unequal."""
    degrees = {name: degree for name, degree in claim.scaling.items() if degree is not None}
    yield from findings(claim.statement, degrees)
