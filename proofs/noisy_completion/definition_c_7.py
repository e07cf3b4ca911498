"""Definition C.7 (noisy completion): lambda_k^v(w) = max over S of dimension k of min over u in S of
|<w, u>|/|u|_F^2, S spanned by orthogonal symmetric rank-1 tensors.

Found: |<w, u>|/|u|^2 has degree -1 in u, so that over a linear span the minimum is 0 in the limit (u ->
infinity) and u = 0 is undefined. With |u| = 1 the span of e_1^{(x) 3} and e_2^{(x) 3} contains a tensor
orthogonal to w. Only the minimum over the unit tensors that span S gives the coefficients of an orthogonal
decomposition.
"""

from certify.claims import Eq, case, claim, reals, sqrt

a, b, t, m, quotient = reals("a b t m quotient")
W = case("w = 3 e_1^{(x) 3} + 2 e_2^{(x) 3}")

# w = 3 e_1^{(x) 3} + 2 e_2^{(x) 3}, u = a e_1^{(x) 3} + b e_2^{(x) 3}: <w, u> = 3 a + 2 b, |u|^2 = a^2 + b^2.
first = claim(
    "Definition C.7: lambda_1^v(w) = 3 is the minimum over S = span(e_1^{(x) 3})",
    given=[a**2 > 0],
    show=3 * sqrt(a**2) / a**2 >= 3,
    printed=True,
    scope=W,
)
first_repaired = first.repaired("over |u| = 1", given=[Eq(a**2, 1)])
infimum = claim(
    "Definition C.7: over a linear span the infimum is 0, whatever w",
    given=[m > 0, quotient >= 0, Eq(t * m, 2 * quotient + m)],
    show=quotient * t / t**2 < m,
    note="quotient = |<w, u>|/|u|^2 at one u; at t u it is quotient/t. m is any positive number.",
)
undefined = claim(
    "Definition C.7: the quotient is defined on all of S",
    show=(3 * a + 2 * b) ** 2 / (a**2 + b**2) >= 0,
    printed=True,
    scope=W,
    note="u = 0 is in S.",
)
undefined_repaired = undefined.repaired("u != 0", given=[a**2 + b**2 > 0])
second = claim(
    "Definition C.7: lambda_2^v(w) = 2 with unit u in span(e_1^{(x) 3}, e_2^{(x) 3})",
    given=[Eq(a**2 + b**2, 1)],
    show=(3 * a + 2 * b) ** 2 >= 4,
    printed=True,
    scope=W,
    note="u along 2 e_1^{(x) 3} - 3 e_2^{(x) 3} is orthogonal to w.",
)
second_repaired = second.repaired(
    "over the two tensors that span S",
    given=[Eq(a**2 + b**2, 1), Eq(a * b, 0)],
)
ratio = claim(
    "(15), (25): lambda_2^v/lambda_1^v <= kappa < 1",
    given=[Eq(a, 0), Eq(b, 0), m > 0, m < 1],
    show=b / a <= m,
    printed=True,
    scope=case("both v-eigenvalues 0, the values that the definition gives"),
    note="a, b, m = lambda_1^v, lambda_2^v, kappa.",
    rests_on=["definition_c_7.first", "definition_c_7.second", "definition_c_7.infimum"],
)
ratio_repaired = ratio.repaired(
    "the quotient is defined where lambda_1^v > 0",
    given=[a > 0, b >= 0],
    show=b / a >= 0,
    scope=case("lambda_1^v > 0"),
)
