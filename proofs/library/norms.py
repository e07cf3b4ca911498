"""Lemmas about the Frobenius norm, proved from the kernel's library facts and used in other derivations."""

from certify.claims import Theorem, claim
from certify.claims.derivations import load

_norms = load(__file__, "library/norms")

cauchy_schwarz = claim(
    "Cauchy-Schwarz: <A, B> <= alpha beta where |A| <= alpha and |B| <= beta", Theorem(_norms.cauchy_schwarz)
)
