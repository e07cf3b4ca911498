"""Titles that speak of all, where the statement is about some."""

import re
from collections.abc import Iterator

from certify.claims.claim import Claim
from certify.claims.lint.finite import sort_of

_ALL = re.compile(r"\(all cases\)|\bfor (?:every|all|each)\b|\bevery \w+|\bany\b", re.IGNORECASE)


def found(claim: Claim) -> Iterator[str]:
    """Where a title says "for every" of a case, or of a statement at fixed sizes."""
    said = _ALL.search(claim.title)
    about = sort_of(claim.statement)
    if said and (about or claim.scope.kind == "case"):
        yield f'the title says "{said[0]}", and the statement is about {about or "a case"}'
