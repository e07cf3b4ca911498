"""Definitions 1 to 3 (Zhu, Li, Tang, Wakin): critical points, strict saddles, the strict saddle property.

On the smallest g: n = m = r = 1, X* = 1, mu = 1/2, g(u, v) = (u v - 1)^2/2 + (u^2 - v^2)^2/8.
"""

from certify.claims import And, Curvature, Eq, Or, claim, derivative, reals, source

SOURCE = source("Definition 1", page=3)

u, v = reals("u v")
g = (u * v - 1) ** 2 / 2 + (u**2 - v**2) ** 2 / 8
gradient = [derivative(g, x) for x in (u, v)]

critical = claim(
    "On Definition 1, the smallest g: its critical points are 0 and (1, 1), (-1, -1)",
    given=[Eq(gradient[0], 0), Eq(gradient[1], 0)],
    show=Or(And(Eq(u, 0), Eq(v, 0)), And(Eq(u, v), Eq(u**2, 1))),
)
saddle = claim(
    "On Definition 2, the smallest g: 0 is a strict saddle, lambda_min = -1",
    Curvature(g, {u: 0, v: 0}, at_most=-1, critical=True),
)
saddle_exactly = claim(
    "On Definition 2, the smallest g: lambda_min at 0 is not below -1",
    Curvature(g, {u: 0, v: 0}, at_least=-1),
)
minimum = claim(
    "On Definition 3, the smallest g: at (1, 1) the Hessian has no eigenvalue below 2, a local minimum",
    Curvature(g, {u: 1, v: 1}, at_least=2, critical=True),
    rests_on=["definition_1.critical", "definition_1.saddle"],
)
