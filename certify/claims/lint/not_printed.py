"""Claims marked as printed whose note says that they are not."""

import re
from collections.abc import Iterator

from certify.claims.claim import Claim

_SAID = re.compile(
    r"\bderived here\b|\bnot printed\b"
    r"|\b(?:is|are|was|were) chosen\b|^chosen\b|[.;:] chosen\b|\bchosen here\b"
    r"|\b(?:is|are) ours\b|\bour own\b|\bnot in the paper\b|\bnot stated in the paper\b"
    r"|\bpaper (?:does not|doesn't) (?:print|state)\b",
    re.IGNORECASE,
)


def found(claim: Claim) -> Iterator[str]:
    """Where the note of a printed claim says that something of it is not printed."""
    if claim.printed and (said := _SAID.search(claim.note)):
        yield f'the note says "{said[0].strip(" .;:")}"'
