"""Lines of Zhang's paper about real numbers (papers/zhang.md, rows L3.9 to C3.12), as statements.

delta(alpha, beta) is the maximum over 0 <= tau <= alpha of reach. c = sqrt(1 - alpha^2) and
u = sqrt(1 - tau^2) are variables with their squares fixed where that is the shorter way;
rho = sqrt(r/r*)/(1 + e2/2), s = sqrt(r*/r).
"""

from certify.claims import And, Eq, reals, sqrt
from certify.claims.statements.statement import Real
from certify.formulas.expressions import Symbol

alpha, beta, tau, bt, c, u, V = reals("alpha beta tau bt c u V")
lam, rho, x, s, e, d = reals("lambda_ rho x s e2 delta")
a, b, k, t = reals("a b k t")

root = sqrt(1 - alpha**2)
reach = (root * sqrt(1 - tau**2) + alpha * tau - beta * tau) / (1 + beta * tau)
interior = (1 - 2 * alpha * beta + beta**2) / (1 - beta**2)
unit = (alpha > 0, alpha < 1, beta >= 0)
ratio = alpha / (1 + root)
lifted = (alpha > 0, alpha < 1, c >= 0, Eq(c**2, 1 - alpha**2))
below = (*lifted, beta >= 0, tau >= 0, tau <= alpha, u >= 0, Eq(u**2, 1 - tau**2))
quotient = (1 - 2 * alpha * bt + bt**2) / (1 - bt**2)
at_branch = (alpha > 0, alpha < 1, Eq(bt, ratio))
radius = lam**2 + rho**2
quadratic = (a > 0, b >= 0, k >= 0, t >= 0, a * t**2 - b * t - k <= 0)
first = 1 / (1 + (1 + x) * s)


def claim(show: object, *given: object) -> Real:
    """For all values of the symbols that occur."""
    names = frozenset[str]().union(*(part.symbols for part in (show, *given)))  # type: ignore[attr-defined]
    return Real(tuple(map(Symbol, sorted(names))), given, show)  # type: ignore[arg-type]


PROVED = {
    "L3.9.a, region beta >= ratio: upper bound": claim(
        reach <= root, *unit, tau >= 0, tau <= alpha, beta >= ratio
    ),
    "L3.9.a, region beta >= ratio: attained at tau = 0": claim(Eq(reach, root), *unit, Eq(tau, 0)),
    "L3.9.a, region beta <= ratio: upper bound": claim(
        reach <= interior, *unit, tau >= 0, tau <= alpha, beta <= ratio
    ),
    "L3.9.a, lifted, beta >= ratio": claim(
        c * u + alpha * tau - beta * tau <= c * (1 + beta * tau), *below, beta * (1 + c) >= alpha
    ),
    "L3.9.a, lifted, beta <= ratio": claim(
        (c * u + alpha * tau - beta * tau) * (1 - beta**2)
        <= (1 - 2 * alpha * beta + beta**2) * (1 + beta * tau),
        *below,
        beta * (1 + c) <= alpha,
    ),
    "L3.9.a, the maximiser is allowed": claim(
        And(tau >= 0, tau <= alpha),
        *lifted,
        beta >= 0,
        beta * (1 + c) <= alpha,
        Eq(V * (1 - beta**2), 1 - 2 * alpha * beta + beta**2),
        Eq(tau * V, alpha - beta * (1 + V)),
    ),
    "L3.9.a, the maximiser attains it": claim(
        Eq(c * u + alpha * tau - beta * tau, V * (1 + beta * tau)),
        *below,
        beta * (1 + c) <= alpha,
        Eq(V * (1 - beta**2), 1 - 2 * alpha * beta + beta**2),
        Eq(tau * V, alpha - beta * (1 + V)),
    ),
    "L3.9.a, the two forms meet at the branch point": claim(Eq(quotient, root), *at_branch),
    "L3.9.d, smallest at the branch point": claim(
        sqrt(1 - alpha**2) >= (1 - bt**2) / (1 + bt**2), alpha >= 0, alpha <= 1, bt >= ratio, bt < 1
    ),
    "L3.9.e, repaired": claim(Eq(bt, (1 - root) / alpha), *at_branch),
    "L3.9.f, repaired: second form": claim(
        Eq(quotient, (alpha / bt - 2 * alpha**2 + alpha * bt) / (alpha / bt - alpha * bt)), *at_branch
    ),
    "L3.9.f, repaired: third form": claim(
        Eq(
            (alpha / bt - 2 * alpha**2 + alpha * bt) / (alpha / bt - alpha * bt),
            (2 - 2 * alpha**2) / (2 * root),
        ),
        *at_branch,
    ),
    "L3.9.f, last form": claim(Eq((2 - 2 * alpha**2) / (2 * root), root), alpha > 0, alpha < 1),
    "L3.9.g, region": claim(alpha >= bt, alpha > 0, alpha < 1, bt >= 0, bt <= ratio),
    "L3.9.g, alpha = lambda bt": claim(
        Eq((1 - 2 * lam * bt**2 + bt**2) / (1 - bt**2), (radius - 2 * lam + 1) / (radius - 1)),
        lam >= 1,
        rho > 0,
        bt > 0,
        Eq(radius * bt**2, 1),
    ),
    "L3.9.g, decreasing in bt^2": claim(
        (1 - 2 * lam * bt**2 + bt**2) / (1 - bt**2) >= (radius - 2 * lam + 1) / (radius - 1),
        lam >= 1,
        rho > 0,
        bt >= 0,
        radius * bt**2 <= 1,
    ),
    "L3.9.g, one minus": claim(
        Eq((radius - 2 * lam + 1) / (radius - 1), 1 - 2 * (lam - 1) / (lam**2 - 1 + rho**2)),
        lam >= 1,
        rho > 0,
    ),
    "L3.9.g, reciprocal": claim(
        Eq(1 - 2 * (lam - 1) / (lam**2 - 1 + rho**2), 1 - 2 / (1 + lam + rho**2 / (lam - 1))),
        lam > 1,
        rho > 0,
    ),
    "L3.9.g, the minimum over lambda": claim(lam + rho**2 / (lam - 1) >= 1 + 2 * rho, lam > 1, rho > 0),
    "L3.9.g, attained at 1 + rho": claim(
        Eq(lam + rho**2 / (lam - 1), 1 + 2 * rho), rho > 0, Eq(lam, 1 + rho)
    ),
    "L3.9.g, last form": claim(Eq(1 - 2 / (1 + (1 + 2 * rho)), 1 / (1 + 1 / rho)), rho > 0),
    "L3.9.g, in one step": claim(
        quotient >= 1 / (1 + 1 / rho), alpha >= bt, bt >= 0, bt < 1, rho > 0, alpha**2 + rho**2 * bt**2 <= 1
    ),
    "T3.10.a, the term": claim(
        tau * beta * d <= tau * (1 + e / 2) * beta * d, tau >= 0, beta >= 0, d >= 0, e >= 0
    ),
    "T3.10.a, the factor": claim(1 + d + e / 2 <= (1 + e / 2) * (1 + d), d >= 0, e >= 0),
    "C3.12.b, first relation": claim(Eq(first, 1 - (1 + x) * s / (1 + (1 + x) * s)), s > 0, x >= 0),
    "C3.12.b, second relation, repaired": claim(
        1 - (1 + x) * s / (1 + (1 + x) * s) >= 1 - s / (1 + s) - x, s > 0, x >= 0
    ),
    "C3.12.b, ends": claim(first >= 1 - 1 / (1 + 1 / s) - x, s > 0, x >= 0),
    "C3.12.d, first": claim(a * t <= (b + sqrt(b**2 + 4 * a * k)) / 2, *quadratic),
    "C3.12.d, second": claim((b + sqrt(b**2 + 4 * a * k)) / 2 <= b + sqrt(a * k), a > 0, b >= 0, k >= 0),
    "C3.12.d, conclusion": claim(t <= b / a + sqrt(k / a), *quadratic),
}

REFUTED = {
    "L3.9.e, as printed": claim(Eq(bt, (1 + root) / alpha), *at_branch),
    "L3.9.f, as printed: beta without its tilde": claim(
        Eq(quotient, (alpha / bt - 2 * alpha**2 + alpha * beta) / (alpha / beta - alpha * beta)),
        *at_branch,
        beta > 0,
        beta <= bt,
    ),
    "L3.9.g, strict": claim(lam + rho**2 / (lam - 1) > 1 + 2 * rho, lam > 1, rho > 0),
    "C3.12.b, second relation, as listed": claim(
        1 - (1 + x) * s / (1 + (1 + x) * s) >= 1 - s / (1 + s) - x * s**2, s > 0, s <= 1, x >= 0
    ),
    "C3.12.d, the root of the other sign": claim(a * t <= b / 2 + sqrt(a * k), *quadratic),
}
