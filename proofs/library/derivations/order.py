"""Real numbers: division by a positive number, squares are monotone, antisymmetry, cancelling."""

from certify.claims.derivations import equal, forall, library, parameters, theorem

x, y, c = parameters("x y c")


def _divide(p):
    above, equal_, below = p.cases(x, "sign")
    above.finish("sign")
    equal_.conclude(by=equal_["sign"])
    below.contradiction(by=below["h1"] + below["sign"] * below["h2"])


divide = theorem("divide", forall([x, c], [x * c >= 0, c > 0], x >= 0), _divide, [{"x": 2.0, "c": 3.0}])


def _root_monotone(p):
    above, equal_, below = p.cases(y - x, "sign")
    above.finish("sign")
    equal_.conclude(by=equal_["sign"])
    below.contradiction(by=below["h2"] + below["sign"] * below["sign"] + 2 * below["h1"] * below["sign"])


root_monotone = theorem(
    "root_monotone", forall([x, y], [y >= 0, y * y >= x * x], y >= x), _root_monotone, [{"x": -2.0, "y": 3.0}]
)


def _antisymmetry(p):
    above, equal_, below = p.cases(x, "sign")
    above.contradiction(by=above["sign"] + above["h2"])
    equal_.finish("sign")
    below.contradiction(by=below["sign"] + below["h1"])


antisymmetry = theorem("antisymmetry", forall([x], [x >= 0, -x >= 0], equal(x)), _antisymmetry, [{"x": 0.0}])


def _cancel(p):
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": c}, premises=["h2"])
    p.conclude(by=inverse * p["h1"] - x * p["inv_1"])


cancel = theorem("cancel", forall([x, c], [equal(x * c), c > 0], equal(x)), _cancel, [{"x": 0.0, "c": 2.0}])
