"""All findings on the claims that were collected, and on their papers."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from certify.claims.claim import Claim
from certify.claims.collect import Collection
from certify.claims.lint import (
    circular,
    fixed_size,
    homogeneity,
    no_whole,
    not_printed,
    origin,
    quantifier,
    says_nothing,
    stand_in,
    title,
    unnamed_scope,
)
from certify.claims.lint.kinds import Finding

Check: TypeAlias = Callable[[Claim], Iterable[str]]
CHECKS: dict[str, Check] = {
    "circular": circular.found,
    "stand-in": stand_in.found,
    "quantifier": quantifier.found,
    "not-printed": not_printed.found,
    "title": title.found,
    "fixed-size": fixed_size.found,
    "unnamed-scope": unnamed_scope.found,
    "says-nothing": says_nothing.found,
    "origin": origin.found,
    "homogeneity": homogeneity.found,
}


def lint(collection: Collection) -> list[Finding]:
    """Findings claim by claim in the order of the files, then those on papers; with and without a reason."""
    found = [finding for claim in collection.claims for finding in on_claim(claim)]
    return found + [
        finding for paper in collection.papers.values() for finding in no_whole.found(paper, collection)
    ]


def on_claim(claim: Claim) -> Iterator[Finding]:
    """The findings on one claim. A canary is false or open on purpose; only its exceptions are looked at."""
    needed = set()
    for kind, check in CHECKS.items() if not claim.canary else ():
        for message in check(claim):
            needed.add(kind)
            yield Finding(claim.id, kind, message, claim.lint_except.get(kind, ""))
    for kind in claim.lint_except:
        if kind not in needed and kind != "exception":
            yield Finding(claim.id, "exception", f"nothing of the kind {kind} is found here")
