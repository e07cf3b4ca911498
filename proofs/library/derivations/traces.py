"""Two quadratic forms with the same values have the same trace.

The sum of v'Bv over an orthonormal basis is the trace of B. So a sum of squares over i, such as that of
|M e_i|^2 over the unit vectors e_i, is the trace of the symmetric matrix C with v'Cv = |M v|^2 for every v.
"""

import numpy as np

from certify.claims.derivations import equal, forall, gram, identity, load, matrix, sizes, theorem, tr

order = load(__file__, "library/order")
(q,) = sizes("q")
C, B, y = matrix("C", q, q, "symmetric"), matrix("B", q, q), matrix("y", q, 1)


def _same_trace(p):
    def semidefinite(sign):
        def prove(x):
            v = x.named("v")
            x.apply("same", "at", letters={"y": v})
            x.conclude(by=sign * x["at"])

        return prove

    p.psd("Above", C - (B + B.T) / 2, semidefinite(1), vector="v")
    p.psd("Below", (B + B.T) / 2 - C, semidefinite(-1), vector="v")
    p.have("above", tr(C) - tr(B) >= 0, by=gram(identity(q), right="Above"), rewrite=[("Above_is", "Above")])
    p.have(
        "below", -(tr(C) - tr(B)) >= 0, by=gram(identity(q), right="Below"), rewrite=[("Below_is", "Below")]
    )
    p.apply(order.antisymmetry, "equal", parameters={"x": tr(C) - tr(B)}, premises=["above", "below"])
    p.conclude(by=p["equal"])


def _points():
    for seed in range(2):
        given = np.random.default_rng(seed).standard_normal((3, 3))
        yield {"q": 3, "B": given, "C": (given + given.T) / 2}


same_trace = theorem(
    "same_trace",
    forall(
        [q, C, B],
        [("same", forall([y], [], equal(tr(y.T * C * y), tr(y.T * B * y))))],
        equal(tr(C), tr(B)),
    ),
    _same_trace,
    _points,
)
