"""Parts and cases without a name."""

from collections.abc import Iterator

from certify.claims.claim import Claim


def found(claim: Claim) -> Iterator[str]:
    """Where it is not said which part, or which case."""
    if claim.scope.named and not claim.scope.name:
        yield f"the scope is {claim.scope.kind}, and it is not said which"
