"""Example 1 (Zhu, Li, Tang, Wakin): phase retrieval, and the group {e^{j theta}: theta in [0, 1)}.

As printed the set is not closed: theta runs over [0, 1), not [0, 2 pi). Complex numbers are pairs.
"""

from fractions import Fraction

from certify.claims import Computed, Eq, case, claim, reals, source

SOURCE = source("Example 1", page=4)

a, b, c, s, y = reals("a b c s y")
modulus = (c * a - s * b) ** 2 + (s * a + c * b) ** 2
invariance = claim(
    "Example 1, invariance: |b^H e^{j theta} x| = |b^H x|, with b^H x = a + j b, e^{j theta} = c + j s",
    given=[Eq(c**2 + s**2, 1)],
    show=Eq(modulus, a**2 + b**2),
    printed=True,
)
objective = claim(
    "Example 1, invariance: h(a(x)) = h(x), for the term (y^2 - |b^H x|^2)^2 of h",
    given=[Eq(c**2 + s**2, 1)],
    show=Eq((y**2 - modulus) ** 2, (y**2 - a**2 - b**2) ** 2),
    printed=True,
    scope=case("one term of h"),
    rests_on=["example_1.invariance"],
)
# cos 1 <= 1 - 1/2 + 1/24, so that the point (x, y) of the circle with y >= 0 has angle < 1 if x > 13/24.
COS_ONE = 1 - Fraction(1, 2) + Fraction(1, 24)


def _closed(x: Fraction, y: Fraction) -> str:
    """Whether the square of e^{j theta} = x + j y, theta in [0, 1), has an angle in [0, 1)."""
    assert x**2 + y**2 == 1
    assert y >= 0
    assert x > COS_ONE
    real, imaginary = x**2 - y**2, 2 * x * y
    if imaginary >= 0 and real > 0:
        return ""
    return (
        f"e^(j theta) = {x} + {y} j has cos theta > {COS_ONE} >= cos 1, so theta < 1; its square is "
        f"{real} + {imaginary} j with an angle beyond pi/2 > 1"
    )


group = claim(
    "Example 1, the group: {e^{j theta}: theta in [0, 1)} is closed under the product (Definition 5)",
    Computed(
        "the square of an element is an element",
        _closed,
        cases=[{"x": Fraction(3, 5), "y": Fraction(4, 5)}],
        of="all elements x + i y",
    ),
    printed=True,
)
p, q = reals("p q")
group_repaired = group.repaired(
    "e^{2 pi j theta}, the whole circle",
    show=Eq((c * p - s * q) ** 2 + (s * p + c * q) ** 2, 1),
    given=[Eq(c**2 + s**2, 1), Eq(p**2 + q**2, 1)],
    rests_on=["definition_7.group_closed"],
)
