"""Definition 4 (Zhu, Li, Tang, Wakin): the robust strict saddle property, with strong convexity near minima.

Its first alternative is out of reach for an invariant function whose minima are not isolated: two minima at
any distance d > 0 and strong convexity on a set that holds both contradict each other.
"""

from certify.claims import Eq, Ne, claim, reals, source

SOURCE = source("Definition 4", page=3)

u, v, alpha, d, low, middle = reals("u v alpha d low middle")
convexity_fails = claim(
    "text after Definition 4: no function is alpha-strongly convex on a segment between two of its minima",
    given=[alpha > 0, d > 0, middle >= low],
    show=middle > low - alpha * d**2 / 8,
    printed=True,
    note="alpha-strong convexity would give h(middle) <= (h(x) + h(y))/2 - (alpha/8) |x - y|^2 = low - "
    "(alpha/8) d^2, but the minimum is low.",
)
scalar_gradient = claim(
    "On Definition 4, the smallest g (n = m = r = 1, X* = 1): away from its critical points grad g is not 0",
    given=[Ne(u**2 + v**2, 0), Ne((u - v) ** 2 + (u**2 - 1) ** 2, 0)],
    show=Ne(
        ((u * v - 1) * v + u * (u**2 - v**2) / 2) ** 2 + ((u * v - 1) * u - v * (u**2 - v**2) / 2) ** 2, 0
    ),
)
second_minimum = claim(
    "On Definition 4, the smallest g: g = 0 only at (1, 1) and (-1, -1)",
    given=[Eq((u * v - 1) ** 2 / 2 + (u**2 - v**2) ** 2 / 8, 0)],
    show=Eq((u - v) ** 2 + (u**2 - 1) ** 2, 0),
)
