"""Lemmas about real numbers, proved from the kernel's library facts and used in other derivations."""

from certify.claims import Theorem, claim
from certify.claims.derivations import load

_order = load(__file__, "library/order")

divide = claim("x c >= 0 and c > 0 give x >= 0", Theorem(_order.divide))
root_monotone = claim("y >= 0 and y^2 >= x^2 give y >= x", Theorem(_order.root_monotone))
antisymmetry = claim("x >= 0 and -x >= 0 give x = 0", Theorem(_order.antisymmetry))
