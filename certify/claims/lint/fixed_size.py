"""Whole statements at fixed sizes."""

from collections.abc import Iterator

from certify.claims.claim import Claim
from certify.claims.lint.finite import sort_of


def found(claim: Claim) -> Iterator[str]:
    """Where a whole result is stated for an instance, a point, listed cases or trials."""
    about = sort_of(claim.statement)
    if claim.scope.kind == "whole" and about:
        yield f"the scope is whole, and the statement is about {about}"
