"""Titles that name a numbered result alone, where the statement is not the whole of it."""

import re
from collections.abc import Iterator

from certify.claims.claim import Claim

_ALONE = re.compile(
    r"(?:Theorem|Lemma|Proposition|Corollary|Fact|Example|Remark)s? (?:[A-Z]|\d+)(?:\.\d+)*"
    r"(?: ?\([^()]{5,}\))?(?:,? repaired)?"
)


def found(claim: Claim) -> Iterator[str]:
    """Where the place before the first colon is a numbered result, without display or step, part or case."""
    if claim.scope.kind in ("whole", "part", "case"):
        return
    if claim.repairs is not None and claim.repairs.scope.kind != "whole":
        return  # the title comes from the printed claim, which is told
    place = claim.title.partition(": ")[0].strip()
    if _ALONE.fullmatch(place):
        yield f'the title names {place} alone, and the scope is "{claim.scope.kind or "none"}"'
