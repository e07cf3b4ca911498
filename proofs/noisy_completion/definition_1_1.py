"""Definitions 1.1 and C.1 (noisy completion): RSS and RSC with constants L_s and alpha_s, and delta_p-RIP.

f(M) - f(N) - <M - N, grad f(N)> lies between alpha_s/2 |M - N|^2 and L_s/2 |M - N|^2, rank(M), rank(N) <= r.
"RSS and RSC represent RIP with delta_r = (L_s - alpha_s)/(L_s + alpha_s)."

Printed "M, N in R^n"; read R^{n x n}. M - N has rank up to 2 r, so that the delta meant is delta_{2r}.
Found: the quotient is the RIP constant of a rescaled map, not of A.
"""

from certify.claims import And, Eq, claim, reals, source
from certify.claims.words import Words, inner, matrix, sizes

SOURCE = source("Definition 1.1", page=2)

n, m = sizes("n m")
A, M, N, B = (matrix(name, n, n) for name in "AMNB")
L, a, energy, size, t = reals("L_s alpha_s energy size t")

quadratic = claim(
    "Definition 1.1 for f of (1): f(M) - f(N) - <M - N, grad f(N)> = |A(M - N)|^2/2",
    Words(
        (inner(A, M - B) ** 2 - inner(A, N - B) ** 2) / 2 - inner(inner(A, N - B) * A, M - N),
        "==",
        inner(A, M - N) ** 2 / 2,
    ),
    note="One measurement <A, M>; sums of them follow. b = <A, B>.",
)
hypotheses = [size > 0, a > 0, a <= L, energy >= a * size, energy <= L * size]
conversion = claim(
    "Definition 1.1: RIP holds with delta_r = (L_s - alpha_s)/(L_s + alpha_s)",
    given=hypotheses,
    show=And(energy >= (1 - (L - a) / (L + a)) * size, energy <= (1 + (L - a) / (L + a)) * size),
    printed=True,
    rests_on=["definition_1_1.quadratic"],
    note="energy = |A(M)|^2, size = |M|_F^2.",
)
conversion_repaired = conversion.repaired(
    "for the map sqrt(2/(L_s + alpha_s)) A",
    show=And(
        2 / (L + a) * energy >= (1 - (L - a) / (L + a)) * size,
        2 / (L + a) * energy <= (1 + (L - a) / (L + a)) * size,
    ),
)
conversion_back = claim(
    "Definition C.1: delta_p-RIP says that f has alpha_s = 1 - delta, L_s = 1 + delta; the quotient is delta",
    given=[t >= 0, t < 1, Eq(a, 1 - t), Eq(L, 1 + t)],
    show=Eq((L - a) / (L + a), t),
)
surrogate = claim(
    "Definition 1.1 at alpha_s = eps^2, L_s = 1, eps in (0, 1]: the quotient (1 - eps^2)/(1 + eps^2) is < 1",
    given=[t > 0, t <= 1, Eq(a, t**2), Eq(L, 1)],
    show=And(Eq((L - a) / (L + a), (1 - t**2) / (1 + t**2)), (L - a) / (L + a) < 1),
    note="t = eps.",
)
