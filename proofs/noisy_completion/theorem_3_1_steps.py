"""Proof of Theorem 3.1 (noisy completion), (37)-(48), line by line.

(40) <grad f, M*> <= -alpha_s/2 D^2 + |w~|^2/2. (41) lambda_min(grad f) <= (-alpha_s D^2 + |w~|^2)/(2 tr M*).
C_2 <= L_s lambda_r/2. (43) a^l - b^l <= (a - b)^l for b >= a >= 0. (44) G^l > 2^{1-l} (L_s lambda_r)^l.
(46) D^2 - |w~|^2/alpha_s > 2^{1/l} (L_s/alpha_s) lambda_r tr M*. "1 <= gamma < 2", gamma = 2 beta. (48),
(14).

Found: grad f is "assumed to be positive semidefinite", which contradicts (42); the factor 4 and C_2 <= L_s
lambda_r/2 need symmetric A_i; (43) needs a >= 0; gamma = 2 is possible.
Chosen: one measurement A for a sum of them; r = ||2^{1/l}||, its l-th power is 2.
"""

from fractions import Fraction

import numpy as np
import sympy

from certify.claims import Computed, Eq, Rational, case, claim, conclusion_of, reals
from certify.claims.words import Words, derivative, identity, inner, matrix, parameters, sizes, square, tr
from certify.recovery.papers.completion import CompletionSurrogate
from certify.recovery.papers.tensor_lift import rank_one_curvature

n, k = sizes("n k")
X, D, Z = matrix("X", n, k), matrix("D", n, k), matrix("Z", n, k)
A, B = matrix("A", n, n), matrix("B", n, n)
A_sym = matrix("A", n, n, symmetric=True)
S, R = matrix("S", n, n, symmetric=True), matrix("R", n, n, semidefinite=True)
u, v = matrix("u", n, 1), matrix("v", n, 1)
(low,) = parameters("low")

h = inner(A_sym, X * X.T - B) ** 2 / 2
first_order = claim(
    "(37): <grad h(X), D> = 2 <grad f(X X^T) X, D> for symmetric A_i",
    Words(derivative(h, X, D), "==", 2 * inner(inner(A_sym, X * X.T - B) * A_sym * X, D)),
    printed=True,
)
second_order_form = claim(
    "(38): the second derivative is 2 <grad f, U U^T> + |A(X U^T + U X^T)|^2",
    Words(
        derivative(h, X, D, order=2),
        "==",
        2 * inner(inner(A_sym, X * X.T - B) * A_sym, D * D.T) + inner(A_sym, X * D.T + D * X.T) ** 2,
    ),
    printed=True,
)
orthogonal = claim(
    "(37) gives <grad f, X^ X^^T> = 0", Words(inner(S, X * X.T), "==", 0, vanishing=(S * X,)), printed=True
)
fm, fp, g, alpha, D2, w2, t, lam = reals("f_M f_P g alpha_s D_squared w_squared trace lambda_min")
forty = claim(
    "(40): <grad f, M*> <= -alpha_s D^2/2 + |w~|^2/2",
    given=[fm >= fp + g + alpha / 2 * D2, fp >= 0, Eq(fm, w2 / 2)],
    show=g <= -alpha * D2 / 2 + w2 / 2,
    printed=True,
    rests_on=["theorem_3_1_steps.orthogonal", "definition_1_1.quadratic"],
    note="(39) is f_M >= f_P + <grad f, M* - P^> + alpha_s D^2/2, g = <grad f, M*>.",
)
trace_bound = claim(
    "(41): <S, M*> >= lambda_min(S) tr M* for M* = Z Z^T",
    Words(inner(R + low * identity(n), Z * Z.T), ">=", low * tr(Z * Z.T)),
    printed=True,
    note="S = R + lambda_min I with R >= 0; M* >= 0 is all that is needed.",
)
minimum_eigenvalue = claim(
    "(41): lambda_min(grad f) <= (-alpha_s D^2 + |w~|^2)/(2 tr M*)",
    given=[
        t > 0,
        g >= lam * t,
        conclusion_of("theorem_3_1_steps.forty", g <= -alpha * D2 / 2 + w2 / 2),
    ],
    show=lam <= (-alpha * D2 + w2) / (2 * t),
    printed=True,
    rests_on=["theorem_3_1_steps.trace_bound"],
)
by_41 = conclusion_of("theorem_3_1_steps.minimum_eigenvalue", lam <= (-alpha * D2 + w2) / (2 * t))
not_positive = claim(
    "(42): under (13), lambda_min(grad f) <= 0",
    given=[t > 0, alpha * D2 >= w2, by_41],
    show=lam <= 0,
    printed=True,
)
assumed_semidefinite = claim(
    "Before (41): grad f(P^) is assumed to be positive semidefinite, with (13) and lambda_r > 0",
    given=[t > 0, lam >= 0, alpha * D2 > w2, by_41],
    show=lam <= 0,
    printed=True,
    note="No point is left: (42) is then strict.",
)
assumed_semidefinite_repaired = assumed_semidefinite.repaired(
    "only M* is", given=[t > 0, alpha * D2 > w2, by_41], show=lam < 0
)
factor_four = claim(
    "Before C_1, C_2: |A(X U^T + U X^T)|^2 = 4 |A(X U^T)|^2",
    Words(inner(A, X * D.T + D * X.T) ** 2, "==", 4 * inner(A, X * D.T) ** 2),
    printed=True,
)
factor_four_repaired = factor_four.repaired(
    "symmetric A_i",
    show=Words(inner(A_sym, X * D.T + D * X.T) ** 2, "==", 4 * inner(A_sym, X * D.T) ** 2),
)
length = claim(
    "After (42): |u v^T + v u^T|^2 = 2 |u|^2 |v|^2 + 2 (u^T v)^2, v = X^ q",
    Words(square(u * v.T + v * u.T), "==", 2 * tr(u.T * u * v.T * v) + 2 * tr(u.T * v * u.T * v)),
    printed=True,
    note="|u|^2 |v|^2 and (u^T v)^2 as products of 1 by 1 matrices.",
)
vanishes = claim(
    "After (42): X^^T u = 0 for an eigenvector u of grad f with eigenvalue != 0, times that eigenvalue",
    Words(low * X.T * u, "==", 0 * X.T * u, vanishing=(S * X, S * u - low * u)),
    printed=True,
)


def _c2(symmetrised: bool) -> str:
    """A = Id on R^{2x2} (L_s = 1), X^ = e_1, u = e_2, lambda_r = 1: C_2 = |A(X^ U^T)|^2."""
    problem = CompletionSurrogate(np.ones((2, 2)), 1, [[1, 0], [0, 1]], symmetrised=symmetrised)
    image = problem.apply(np.array([[Fraction(0), Fraction(1)], [Fraction(0), Fraction(0)]], dtype=object))
    found = image @ image
    if found <= Fraction(1, 2):
        return ""
    return f"A = Id, X^ = e_1, u = e_2, L_s = lambda_r = 1: C_2 = {found} > 1/2"


c2 = claim(
    "After (42): C_2 <= L_s lambda_r/2",
    Computed(
        "C_2 <= L_s lambda_r/2 for U = u q^T",
        _c2,
        cases=[{"symmetrised": False}],
        of="all n, r, A, X^ and u with X^^T u = 0",
    ),
    printed=True,
)
energy, L, lr, image, squared = reals("C_2 L_s lambda_r A_squared N_squared")
c2_repaired = c2.repaired(
    "symmetric A_i",
    show=claim(
        "",
        given=[image <= L * squared, Eq(image, 4 * energy), Eq(squared, 2 * lr)],
        show=energy <= L * lr / 2,
    ).statement,
    rests_on=["theorem_3_1_steps.factor_four_repaired", "theorem_3_1_steps.length"],
    note="A_squared = |A(N)|^2 and N_squared = |N|^2, N = X^ U^T + U X^^T: RSS, `factor_four_repaired`, "
    "`length`.",
)
second_order = claim(
    "Second-order points: G = -lambda_min(grad f) <= L_s lambda_r",
    given=[
        2 * lam + 4 * energy >= 0,
        conclusion_of("theorem_3_1_steps.c2_repaired", energy <= L * lr / 2),
    ],
    show=-lam <= L * lr,
    rests_on=["theorem_3_1_steps.second_order_form"],
    note="(38) at U = u q^T.",
)
gradient_along_truth = claim(
    "Second-order points: -<grad f, M*> = |A(M* - P^)|^2 + <w~, A(M* - P^)>, one measurement",
    Words(
        inner(inner(A_sym, X * X.T - Z * Z.T) * A_sym - low * A_sym, X * X.T - Z * Z.T),
        "==",
        inner(A_sym, Z * Z.T - X * X.T) ** 2 + low * inner(A_sym, Z * Z.T - X * X.T),
    ),
    note="low = w~; grad f = A (<A, P^ - M*> - w~), and <grad f, P^> = 0.",
)

# (43): powers.
a, b, gap, x, y, z, G = reals("a b gap x y z G")
powers = claim(
    "(43): a^l - b^l <= (a - b)^l for b >= a >= 0",
    given=[b >= a, a >= 0],
    show=a**3 - b**3 <= (a - b) ** 3,
    printed=True,
    scope=case("l = 3"),
    rests_on=["theorem_3_1_steps.powers_step"],
)
powers_used = claim(
    "(43): since a - b = C_1 <= 0, the inequality a^l - b^l <= (a - b)^l can be used",
    given=[a - b <= 0],
    show=a**3 - b**3 <= (a - b) ** 3,
    printed=True,
    scope=case("l = 3"),
    note="a = <A(P^), A(u u^T)> may be negative under the hypotheses of the theorem: `theorem_3_1.sign`.",
)
powers_used_repaired = powers_used.repaired("a >= 0", given=[a - b <= 0, a >= 0])
powers_step = claim(
    "(43): (a + g)^l >= a^l + g^l for a, g >= 0, from l to l + 1",
    given=[a >= 0, gap >= 0, y >= 0, z >= 0, x >= y + z],
    show=(a + gap) * x >= a * y + gap * z,
    note="x, y, z = (a + g)^l, a^l, g^l; b = a + g, and l is odd in (43).",
)


def _curvature(order: int) -> str:
    """(43) against the second derivative of (12)/2 along vec(U)^{(x) l}, n = 2, symmetrised measurements."""
    t = sympy.Symbol("t")
    eps = Fraction(1, 3)
    problem = CompletionSurrogate([[1, 0], [1, 1]], eps, [[1, 2], [2, 4]], symmetrised=True)
    X, U = (np.array([[Fraction(i)] for i in pair], dtype=object) for pair in [(2, -1), (1, 3)])
    maps = [
        sympy.Matrix([sympy.Rational(str(c)) for c in problem.apply(M)])
        for M in (X @ X.T, X @ U.T, U @ X.T, U @ U.T)
    ]
    powers = [sympy.kronecker_product(*[m] * order) for m in maps]
    data = sympy.Matrix([sympy.Rational(str(c)) for c in problem.data.T.reshape(-1)])
    misfit = (
        powers[0] + t * (powers[1] + powers[2]) + t**2 * powers[3] - sympy.kronecker_product(*[data] * order)
    )
    value = sum(sympy.expand(e**2) for e in misfit) / 2
    found = sympy.diff(value, t, 2).subs(t, 0)
    wanted = sympy.Rational(str(rank_one_curvature(problem, X, U, order)))
    return "" if sympy.simplify(found - wanted) == 0 else f"l = {order}: {found} against {wanted}"


curvature = claim(
    "(43): the left side of (23b) along vec(U)^{(x) l} is 2 a^l - 2 b^l + 4 |A(X^ U^T)|^{2l}",
    Computed(
        "at a rational instance, n = 2",
        _curvature,
        cases=[{"order": k} for k in (1, 2, 3)],
        of="all instances, X^ and U, and all l",
    ),
    printed=True,
    scope=case("one rational instance, n = 2, l = 1, 2, 3"),
)
curvature_of_l = claim(
    "(43)-(44): 2 a^l - 2 b^l + 4 C_2^l <= -2 G^l + 4 (L_s lambda_r/2)^l",
    given=[
        *(Eq(a - b, -G), energy >= 0),
        conclusion_of("theorem_3_1_steps.powers_used_repaired", a**3 - b**3 <= (a - b) ** 3),
        conclusion_of("theorem_3_1_steps.c2_repaired", energy <= L * lr / 2),
    ],
    show=2 * (a**3 - b**3) + 4 * energy**3 <= -2 * G**3 + 4 * (L * lr / 2) ** 3,
    printed=True,
    scope=case("l = 3"),
)
delta, top, root = reals("delta L_s_lambda_r root")
sufficient = claim(
    "(44)-(46): D^2 - |w~|^2/alpha_s > 2^{1/3} (L_s/alpha_s) lambda_r tr M* gives (44)",
    given=[root > 0, Eq(root**3, 2), t > 0, top >= 0, delta > root * top * t],
    show=4 * (delta / (2 * t)) ** 3 > top**3,
    printed=True,
    scope=case("l = 3"),
    note="delta = alpha_s D^2 - |w~|^2, trace = tr M*.",
)
sufficient_5 = claim(
    "(44)-(46): D^2 - |w~|^2/alpha_s > 2^{1/5} (L_s/alpha_s) lambda_r tr M* gives (44)",
    given=[root > 0, Eq(root**5, 2), t > 0, top >= 0, delta > root * top * t],
    show=16 * (delta / (2 * t)) ** 5 > top**5,
    printed=True,
    scope=case("l = 5"),
)
gamma = reals("gamma")[0]
gamma_below_two = claim(
    "After (47): 1 <= gamma < 2",
    given=[t > 0, top > 0, delta > 0, Eq(top, gamma * delta / (2 * t)), top <= delta / t],
    show=gamma < 2,
    printed=True,
    note="(47) is L_s lambda_r <= delta/tr M*, delta = alpha_s D^2 - |w~|^2. At A = Id, M* = diag(0, 1), "
    "b~ = vec I, X^ = e_1: D^2 = 2, |w~|^2 = 1, gamma = 2.",
)
gamma_below_two_repaired = gamma_below_two.repaired(
    "gamma <= 2, and < 2 where (13) is strict", show=gamma <= 2
)
gap_is = Eq(delta, alpha * D2 - w2)
by_45 = conclusion_of(
    "theorem_3_1_steps.minimum_eigenvalue", (-alpha * D2 + w2) / (2 * t) >= -G, lambda_min=-G
)
gamma_at_least_one = claim(
    "After (47): (45) and (47) together imply 1 <= gamma",
    given=[t > 0, top > 0, delta > 0, gap_is, Eq(top, gamma * delta / (2 * t)), by_45, top <= delta / t],
    show=gamma >= 1,
    printed=True,
    note="delta = alpha_s D^2 - |w~|^2. (45) bounds G from below, and (47) L_s lambda_r from above.",
)
gamma_at_least_one_repaired = gamma_at_least_one.repaired(
    "from (45) and G <= L_s lambda_r at second-order points",
    given=[
        *(t > 0, top > 0, delta > 0, gap_is, Eq(top, gamma * delta / (2 * t)), by_45),
        conclusion_of("theorem_3_1_steps.second_order", top >= G, lambda_min=-G, L_s=top, lambda_r=1),
    ],
    rests_on=["theorem_3_1_steps.minimum_eigenvalue"],
)
forty_eight = claim(
    "(48): gamma < 2^{(l-1)/l} is 2 beta^l < 1, gamma = 2 beta",
    given=[root > 0, Eq(root**3, 4), gamma >= 0, gamma < root],
    show=2 * (gamma / 2) ** 3 < 1,
    printed=True,
    scope=case("l = 3"),
)
printed_range = claim(
    "(48): 2^{(l-1)/l} < 2, so that some l fails for gamma close to 2, l = 3",
    given=[root > 0, Eq(root**3, 4)],
    show=root < Rational(8, 5),
)
