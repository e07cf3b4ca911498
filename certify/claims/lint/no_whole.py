"""Numbered results of a paper that no claim states as a whole."""

from collections.abc import Iterator

from certify.claims.collect import Collection
from certify.claims.lint.kinds import Finding
from certify.claims.paper import Paper


def found(paper: Paper, collection: Collection) -> Iterator[Finding]:
    """The results without a printed claim of scope whole."""
    stated = {
        claim.source.number
        for claim in collection.claims
        if claim.printed and claim.counted and claim.scope.kind == "whole"
        if claim.source is not None and claim.id.split("/")[0] == paper.key
    }
    for number in paper.results:
        if number not in stated:
            reason = paper.lint_except.get(number, "")
            yield Finding(f"{paper.key}: {number}", "no-whole", "no whole statement", reason)
    for number in paper.lint_except:
        if number in stated:
            yield Finding(f"{paper.key}: {number}", "exception", "it has a whole statement")
