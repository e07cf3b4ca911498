"""Hypotheses that a note calls a fact of the literature, and that are given as if they were printed."""

import re
from collections.abc import Iterator

from certify.claims.claim import Claim
from certify.claims.statements.statement import Real
from certify.claims.statements.words import Words

# How notes cite the facts of `certify.claims.facts`.
CITED = {
    r"Weyl(?:'s)?": "Weyl",
    r"[vV]on Neumann(?:'s)?": "von Neumann trace inequality",
    r"Hoff?mann?[- –]+Wielandt": "Hoffman-Wielandt",
    r"Mirsky(?:'s)?": "Mirsky",
    r"Eckart[- –]+Young": "Eckart-Young",
    r"Davis[- –]+Kahan": "Davis-Kahan",
    r"Gershgorin(?:'s)?": "Gershgorin",
    r"Courant[- –]+Fischer": "Courant-Fischer",
    r"Ky Fan(?:'s)?": "Ky Fan",
    r"Cauchy[- –]+Schwar[tz]+": "Cauchy-Schwarz",
    r"Tu et al\.?|\[?40,? Lemma 5\.4\]?|Lemma 5\.4": "Tu et al. Lemma 5.4",
    r"Hoeffding(?:'s)?": "Hoeffding",
    r"Bernstein(?:'s)?": "Bernstein",
    r"Chernoff(?:'s)?": "Chernoff",
    r"Sudakov(?:'s)?": "Sudakov minoration",
}


def found(claim: Claim) -> Iterator[str]:
    """Where the note cites a fact, and no hypothesis assumes it or is the conclusion of a claim."""
    statement = claim.statement
    if not isinstance(statement, Real | Words):
        return
    hypotheses = (
        statement.given if isinstance(statement, Real) else (*statement.vanishing, *statement.nonnegative)
    )
    if not hypotheses or any(origin.claim for origin in claim.origins):
        return
    for words, name in CITED.items():
        said = re.search(rf"\b(?:{words})(?!\w)", claim.note)
        if said and name not in claim.assumes:
            yield f'the note cites "{said[0]}", and no hypothesis is assuming("{name}", ...)'
