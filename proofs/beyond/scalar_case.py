"""r* = 1, noiseless: delta* by one scalar equation.

In the reduced frame T is a number t >= -s_min^2. With f = ||z_perp||^2 > 0, a = ||E||^2 - f^2 > 0 the
noiseless reduction asks for the least kappa(t) = (a + (f + t)^2)/(a + f^2 + f t) over the t with h(t) >= 0,
where h(t) is 2 c^2 + f^2 + f t - 2 sum_j s_j^2 c_j^2/(t + s_j^2). The derivative of kappa has the sign of f
u^2 + 2 a u - f a with u = f + t (`slope`), which vanishes at u0 = (-a + sqrt(a^2 + a f^2))/f (`stationary`)
and grows through it (`slope_grows`), so kappa falls up to t0 = u0 - f and rises after it; u0 lies between 0
and f (`between`). Each term of h grows with t (`grows`), and h(0) = f^2 >= 0: {h >= 0} is all t from the root
of h on. So the least kappa there is at the larger of t0 and that root (`theorem`), and delta* = kappa/(2 -
kappa) since kappa = 2 delta/(1 + delta) (`back`).
"""

from certify.claims import And, Eq, Max, claim, reals, sqrt

a, f, u, w, s, delta, kappa = reals("a f u w s delta kappa")
t = u - f
numerator, denominator = a + u**2, a + f**2 + f * t
u0 = (-a + sqrt(a**2 + a * f**2)) / f
positive = [a > 0, f > 0]

slope = claim(
    "Scalar case: the sign of the derivative of kappa",
    given=[*positive, u >= 0],
    show=Eq(
        2 * u * denominator - f * numerator,
        f * u**2 + 2 * a * u - f * a,
    ),
)
stationary = claim(
    "Scalar case: the stationary point", given=positive, show=Eq(f * u0**2 + 2 * a * u0 - f * a, 0)
)
slope_grows = claim(
    "Scalar case: kappa falls before its stationary point and rises after it",
    given=[*positive, u >= 0, w > u],
    show=f * w**2 + 2 * a * w > f * u**2 + 2 * a * u,
)
between = claim("Scalar case: -f <= t0 <= 0", given=positive, show=And(u0 >= 0, u0 <= f))
grows = claim(
    "Scalar case: every term of h grows with t",
    given=[s > 0, u + s > 0, w > u],
    show=-1 / (w + s) > -1 / (u + s),
)
back = claim(
    "Scalar case: delta from kappa",
    given=[delta >= 0, delta <= 1, Eq(kappa, 2 * delta / (1 + delta))],
    show=Eq(kappa / (2 - kappa), delta),
)
(low,) = reals("u_h")
best = Max(u0, low)


def kappa_at(u):
    """kappa at t = u - f."""
    return (a + u**2) / (a + f * u)


theorem = claim(
    "Scalar case: from the root of h on, kappa is least at the larger of it and t0",
    given=[*positive, low >= 0, u >= low],
    show=kappa_at(u) >= kappa_at(best),
    rests_on=[
        *(
            f"scalar_case.{line}"
            for line in ("slope", "stationary", "slope_grows", "between", "grows", "back")
        ),
        "noiseless_reduction.scaled_band",
        "noiseless_reduction.scaled_fraction",
    ],
    note="u = f + t, and u_h is that of the root of h, where it is not negative.",
    seconds=60,
)
