"""Figure 1 (Ma, Li, Chi): f(x, y) = (x y - 1)^2 and g(x, y) = (x^2 - y^2)^2/8; f + g is locally strongly
convex, f is not convex, and its Hessian is singular on x y = 1. `_figure_1.py` draws both surfaces.

The text of Section 1.1 takes f = (x y - 1)^2/2, and calls the unregularised loss f_reg once.
"""

from certify.claims import And, Curvature, Eq, Min, Rational, claim, derivative, reals, substitute

x, y, p = reals("x y p")
a, b = reals("a b")
hxx, hxy, hyy = 2 * y**2, 4 * x * y - 2, 2 * x**2  # of f
regularised = Rational(3, 2) * (x**2 + y**2), 3 * x * y - 2  # diagonal and off-diagonal of f + g
f, g = (a * b - 1) ** 2, (a**2 - b**2) ** 2 / 8

strongly_convex = claim(
    "Figure 1: f + g is strongly convex at the minimum (1, 1): least eigenvalue 2",
    Curvature(f + g, {a: 1, b: 1}, at_least=2, critical=True),
    printed=True,
)
hessian_regularised = claim(
    "Figure 1: the Hessian of f + g has 3 (x^2 + y^2)/2 on and 3 x y - 2 off the diagonal",
    given=[],
    show=And(
        *(
            Eq(substitute(derivative(derivative(f + g, one), other), {a: x, b: y}), entry)
            for one, other, entry in ((a, a, regularised[0]), (a, b, regularised[1]), (b, b, regularised[0]))
        )
    ),
)
neighbourhood = claim(
    "Figure 1: f + g is strongly convex, with 1/2, wherever |x - 1|, |y - 1| <= 1/3",
    given=[x >= Rational(2, 3), x <= Rational(4, 3), y >= Rational(2, 3), y <= Rational(4, 3)],
    show=And(
        regularised[0] - Rational(1, 2) >= regularised[1], regularised[0] - Rational(1, 2) >= -regularised[1]
    ),
    printed=True,
    rests_on=["figure_1.hessian_regularised"],
)
convex_region = claim(
    "Figure 1: f + g is convex exactly where (x + y)^2 >= 4/3: the least eigenvalue is 3/2 (x + "
    "y)^2 - 2 or more",
    given=[],
    show=Eq(
        Min(regularised[0] + regularised[1], regularised[0] - regularised[1]),
        Min(Rational(3, 2) * (x + y) ** 2 - 2, Rational(3, 2) * (x - y) ** 2 + 2),
    ),
    rests_on=["figure_1.hessian_regularised"],
)
singular = claim(
    "Figure 1: the Hessian of f is singular on x y = 1",
    given=[Eq(x * y, 1)],
    show=Eq(hxx * hyy - hxy**2, 0),
    printed=True,
)
singular_half = claim(
    "Section 1.1: the Hessian of the text's f = (x y - 1)^2/2 is singular on x y = 1",
    given=[Eq(x * y, 1)],
    show=Eq(y**2 * x**2 - (2 * x * y - 1) ** 2, 0),
    printed=True,
)
named_f_reg = claim(
    "Section 1.1: 'the Hessian of the unregularized loss function f_reg' is singular on x y = 1, "
    "f_reg = f + g",
    given=[Eq(x * y, 1)],
    show=Eq(regularised[0] ** 2 - regularised[1] ** 2, 0),
    printed=True,
    note="f_reg is the name of the regularised loss in (5).",
)
named_f_reg_repaired = named_f_reg.repaired(
    "f for f_reg", show=Eq(hxx * hyy - hxy**2, 0), rests_on=["figure_1.singular"]
)
same_function = claim(
    "Section 1.1: 'Figure 1 illustrates the landscape' of the text's f = (x y - 1)^2/2",
    given=[],
    show=Eq((x * y - 1) ** 2, (x * y - 1) ** 2 / 2),
    printed=True,
    note="The caption has f without 1/2; with 1/2 the same holds (singular_half, strongly_convex_half).",
)
same_function_repaired = same_function.repaired(
    "up to a factor of 2", show=Eq((x * y - 1) ** 2, 2 * ((x * y - 1) ** 2 / 2))
)
strongly_convex_half = claim(
    "Section 1.1: (x y - 1)^2/2 + (x^2 - y^2)^2/8 is strongly convex at (1, 1): least eigenvalue 2",
    Curvature(f / 2 + g, {a: 1, b: 1}, at_least=2, critical=True),
    printed=True,
)
nonconvex = claim(
    "Figure 1: f is nonconvex: negative curvature at (2, 1)",
    Curvature(f, {a: 2, b: 1}, at_most=-1),
    printed=True,
)
nonconvex_everywhere = claim(
    "Figure 1: f is nonconvex in every neighbourhood of every point of x y = 1: det Hess f < 0 for x y > 1",
    given=[x * y > 1],
    show=hxx * hyy - hxy**2 < 0,
)
convex_band = claim(
    "Figure 1: f is convex where 1/3 <= x y <= 1",
    given=[x * y >= Rational(1, 3), x * y <= 1],
    show=hxx * hyy - hxy**2 >= 0,
)
