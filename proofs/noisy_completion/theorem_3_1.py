"""Theorem 3.1 (noisy completion): X^ a second-order point of (1), b = A(M*) + w~, constants alpha_s and
L_s of A. If
|M* - P^|^2 >= (L_s/alpha_s) lambda_r(P^) tr M* + |w~|^2/alpha_s (13), P^ = X^ X^^T, and l is odd,
l > 1/(1 - log_2(2 beta)), beta = L_s tr M* lambda_r(P^)/(alpha_s |M* - P^|^2 - |w~|^2) (14),
then vec(X^)^{(x) l} is a strict saddle of (12) with a rank-1 symmetric escape direction.

Found: false for sensing matrices that are not symmetric; lifting them does not commute with symmetrising.
For A = Id
(n = 2, r = 1) the lifted point is a global minimum. With w~ = 0, and for epsilon-MC with r = 1 and eps <=
2/5, no
second-order point satisfies (13) and (14): the theorem then speaks of nothing. With symmetric matrices
its proof
needs <A(P^), A(u u^T)> >= 0, which the hypotheses do not give.
Chosen: T = L_s lambda_r(P^) tr M*, y = |A(M* - P^)|, D = |M* - P^|, w = |w~|.
"""

from fractions import Fraction

import numpy as np
import sympy

from certify.claims import (
    And,
    Computed,
    Constants,
    Eq,
    Random,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    log,
    part,
    reals,
    whole,
)
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square
from certify.recovery.papers.completion import CompletionSurrogate
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power

n = sizes("n")[0]
w, x = matrix("w", n, 1), matrix("x", n, 1)
R = matrix("R", n, n, semidefinite=True)
N = identity(n) - R


def _identity_operator(order: int) -> str:
    """A = Id on R^{2x2}, b~ = vec diag(1, 9/10), X^ = e_1, M* = diag(0, 10), alpha_s = L_s = 1."""
    problem = CompletionSurrogate(np.ones((2, 2)), 1, [[1, 0], [0, Fraction(9, 10)]])
    X = np.array([Fraction(1), Fraction(0)], dtype=object)
    hessian = sympy.Matrix(problem.factored_hessian(X[:, None]).tolist())
    M, P = np.diag([Fraction(0), Fraction(10)]), np.outer(X, X)
    w2 = np.sum((problem.data - M) ** 2)
    distance, T = np.sum((M - P) ** 2), np.trace(M)
    beta = T / (distance - w2)
    hypotheses = {
        "first order": not problem.factored_gradient(X[:, None]).any(),
        "second order": hessian.is_positive_semidefinite,
        "(13)": distance >= T + w2,
        "(14)": 0 < beta < 1 and 2 * beta**order < 1,
    }
    if not all(hypotheses.values()):
        return ""
    lift, point = TensorLift(problem, order), tensor_power(X, order)
    curvature = sympy.Matrix(lift.hessian(point).tolist())
    if lift.gradient(point).any() or not curvature.is_positive_definite:
        return ""
    return (
        f"n = 2, r = 1, A = Id, b~ = vec diag(1, 9/10), M* = diag(0, 10), X^ = e_1, l = {order}: (13) "
        f"holds, {distance} >= "
        f"{T + w2}, beta = {beta}, 2 beta^l < 1, and the Hessian of (12) at e_1^(x)l is positive definite"
    )


theorem = claim(
    "Theorem 3.1",
    Computed(
        "if X^ is a second-order point of (1) with b = A(M*) + w~, alpha_s and L_s are the RSC and RSS "
        "constants of A, (13) holds and l is odd with (14), then vec(X^)^{(x) l} is a strict saddle of "
        "(12) with a rank-1 symmetric escape direction",
        _identity_operator,
        cases=[{"order": 3}],
        of="all n, r, l, A, w~, M* and X^",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "the sentence is about all operators and points, and one instance refutes it"},
    rests_on=[
        *("theorem_3_1_steps.c2", "theorem_3_1_steps.minimum_eigenvalue", "theorem_3_1_steps.powers_used"),
        *("theorem_3_1_steps.vanishes", "theorem_3_1_steps.forty_eight", "theorem_3_1.sign"),
        *("theorem_3_1_steps.sufficient", "theorem_3_1_steps.gamma_below_two", "theorem_3_1_steps.curvature"),
    ],
)
global_minimum = claim(
    "The counterexample to Theorem 3.1, all l and n: x is a global minimum of |w w^T - N|^2, N x = "
    "x, |x| = 1, N <= I",
    Words(
        square(w * w.T - N),
        ">=",
        square(x * x.T - N),
        vanishing=(R * x, x.T * x - identity(1)),
    ),
    note="For A = Id, (12) is |w w^T - b~^{(x) l}|^2, N = diag(1, 9/10)^{(x) l}.",
)
distance, top, noise, beta = reals("distance top noise beta")
numbers = claim(
    "The counterexample to Theorem 3.1: (13) and (14) at l = 3",
    Constants(
        [
            ("(13)", distance, ">=", top + noise),
            ("beta < 1", beta, "<", 1),
            ("(14)", 3, ">", 1 / (1 - log(2 * beta) / log(2))),
        ],
        where=[
            Eq(distance, 1 + 100),
            Eq(top, 10),
            Eq(noise, 1 + Rational(91, 10) ** 2),
            Eq(beta, top / (distance - noise)),
        ],
    ),
    note="distance = |M* - P^|^2, top = L_s lambda_r tr M*, noise = |w~|^2.",
)

# What a repaired theorem needs: symmetric A_i, and <A(P^), A(u u^T)> >= 0 for the minimum eigenvector u.
G, g, a, b, L, lr, c2 = reals("G g a b L_s lambda_r C_2")
theorem_repaired = theorem.repaired(
    "symmetric A_i, <A(P^), A(u u^T)> >= 0 for the minimum eigenvector u, and 2 beta^l < 1 for (14)",
    show=Unmechanised(
        "for symmetric A_i, odd l with 2 beta^l < 1, M* >= 0 and tr M* > 0: if X^ is a second-order point "
        "of (1), (13) holds and <A(P^), A(u u^T)> >= 0 for a unit eigenvector u of the least eigenvalue of "
        "grad f(P^), then vec(X^)^{(x) l} is a critical point of (12) with negative curvature along vec(u "
        "q^T)^{(x) l}, q a unit eigenvector of X^^T X^ for lambda_r",
        "that the lifted gradient vanishes and the curvature is (43) is shown at instances only "
        "(curvature), and powers a^l only at l = 3 (negative_at_3)",
    ),
    scope=whole,
    rests_on=["theorem_3_1.negative_at_3", "theorem_3_1_steps.curvature"],
)
(product,) = reals("L_s_lambda_r")
negative_at_3 = claim(
    "Theorem 3.1 repaired, its last step at l = 3: (43) is negative",
    given=[
        *(g <= G, g > 0),
        conclusion_of(
            "theorem_3_1_steps.curvature_of_l",
            2 * (a**3 - b**3) + 4 * c2**3 <= -2 * G**3 + 4 * (product / 2) ** 3,
            L_s=product,
            lambda_r=1,
        ),
        4 * g**3 > product**3,
    ],
    show=2 * (a**3 - b**3) + 4 * c2**3 < 0,
    rests_on=[
        *("theorem_3_1_steps.minimum_eigenvalue", "theorem_3_1_steps.powers_used"),
        *("theorem_3_1_steps.sufficient", "theorem_3_1_steps.curvature"),
    ],
    note="a, b = <A(P^), A(u u^T)>, <b~, A(u u^T)>; G >= g = (alpha_s D^2 - |w~|^2)/(2 tr M*) is (45), and "
    "4 g^3 > (L_s lambda_r)^3 is (46) at l = 3.",
)
T = reals("T")[0]


def _sign_is_free() -> str:
    """n = 2, r = 1, |A(M)|^2 = |M|_F^2 - M_11 M_22/50 on symmetric M, X^ = e_1, gradient diag(0, -9/10)."""
    s, G, m = Fraction(1, 100), Fraction(9, 10), Fraction(10)
    L, alpha, delta = 1 + s, 1 - s, 1 - s**2
    distance = 1 + m**2
    energy = 1 + 2 * s * m + m**2  # |A(M* - P^)|^2, M* = diag(0, 10)
    noise = energy - 2 * G * m + G**2 / delta  # |A(N - M*)|^2, A^T A N = A^T b~
    T = L * m
    beta = T / (alpha * distance - noise)
    hypotheses = G <= 1 and alpha * distance >= T + noise and 0 < beta < 1 and 2 * beta**3 < 1
    at = -s  # <A(P^), A(e_2 e_2^T)>
    if not hypotheses or at >= 0:
        return ""
    return f"s = {s}, M* = diag(0, {m}), beta = {beta}: <A(P^), A(u u^T)> = {at}"


sign = claim(
    "(43): <A(P^), A(u u^T)> >= 0 under the hypotheses of Theorem 3.1",
    Computed("the number a in a^l - b^l <= (a - b)^l is not negative", _sign_is_free),
    printed=True,
    note="The second-order condition at X^ = e_1 is G <= H_33 - H_13^2/H_11 = 1 in the orthonormal "
    "coordinates "
    "(M_11, M_22, sqrt(2) M_12).",
)
sign_repaired = sign.repaired(
    "P^ and A^T A P^ >= 0",
    show=Words(inner(R, x * x.T), ">=", 0),
    note="For instance where A^T A maps semidefinite matrices to semidefinite ones; R = A^T A(P^), x = u.",
)


def _escapes(rng: np.random.Generator) -> bool:
    """A random symmetric instance (n = 2, r = 1, l = 3) with (13), (14): min over u of (43) is negative."""
    while True:
        Q, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        H = Q @ np.diag(rng.uniform(0.5, 1, 3)) @ Q.T
        slack = H[2, 2] - H[0, 2] ** 2 / H[0, 0]
        G, z = slack * rng.uniform(0.6, 1), np.exp(rng.uniform(-2, 3, 2)) * rng.choice([-1, 1], 2)
        D = np.array([z[0] ** 2 - 1, z[1] ** 2, np.sqrt(2) * z[0] * z[1]])
        V = np.linalg.solve(H, np.array([0.0, G, 0.0])) - D
        spectrum = np.linalg.eigvalsh(H)
        room = spectrum[0] * D @ D - V @ H @ V
        if room > 2 ** (1 / 3) * spectrum[-1] * (z @ z):
            break
    angle = np.linspace(0, np.pi, 721)
    u = np.stack([np.cos(angle), np.sin(angle)])
    at = H[0] @ np.stack([u[0] ** 2, u[1] ** 2, np.sqrt(2) * u[0] * u[1]])
    change = np.stack([u[0], 0 * u[0], u[1] / np.sqrt(2)])
    length = np.einsum("it,ij,jt->t", change, H, change)
    return bool(np.min(2 * at**3 - 2 * (at + G * u[1] ** 2) ** 3 + 4 * length**3) < 0)


theorem_symmetric = theorem.repaired(
    "symmetric A_i alone",
    show=Random(
        "at random instances with (13) and (14) the form (43) is negative in some direction",
        _escapes,
        trials=300,
        at_least=0.9,
    ),
    scope=case("n = 2, r = 1, l = 3, random operators"),
    rests_on=[],
    seconds=30,
    note="No counterexample with symmetric A_i is known to us, and the printed proof does not cover a < 0.",
)

# What the hypotheses leave: (13), (14) and a second-order point together.
y, D2, alpha, w_norm, trace, t, Q = reals("y D_squared alpha_s w_norm trace T Q")
second_order = [alpha > 0, D2 >= 0, y >= 0, w_norm >= 0, t > 0, alpha * D2 <= y**2]
(cross,) = reals("w_A")
upper = claim(
    "Second-order points: y^2 - |w~| y <= L_s lambda_r tr M*, from the first- and second-order conditions",
    given=[
        *(L >= 0, lr >= 0, trace >= 0),
        conclusion_of("theorem_3_1_steps.second_order", L * lr >= G, lambda_min=-G),
        assuming("Cauchy-Schwarz", cross >= -w_norm * y),
        y**2 + cross <= G * trace,
    ],
    show=y**2 - w_norm * y <= L * lr * trace,
    rests_on=["theorem_3_1_steps.gradient_along_truth", "theorem_3_1_steps.trace_bound"],
    note="G = -lambda_min(grad f), trace = tr M*, w~_A = <w~, A(M* - P^)>; y^2 + w~_A = -<grad f, M*> <= G "
    "tr M*.",
)
bounded = conclusion_of("theorem_3_1.upper", y**2 - w_norm * y <= t, L_s=t, lambda_r=1, trace=1)
noiseless = claim(
    "Theorem 3.1: the escape direction of a second-order point with (13), (14)",
    given=[*second_order, Eq(w_norm, 0), bounded, alpha * D2 > t],
    show=Q < 0,
    printed=True,
    scope=part("w~ = 0"),
    note="T = L_s lambda_r tr M*, y = |A(M* - P^)|, Q the curvature (43), which the hypotheses cannot "
    "reach: no point is left. alpha D^2 > T: (13), and beta = 1 would make (14) divide by zero. Theorem 4 "
    "of the cited work is this case.",
)
noiseless_repaired = noiseless.repaired(
    "the two sides of (13) are equal at every second-order point, beta = 1",
    given=[*second_order, Eq(w_norm, 0), bounded, alpha * D2 >= t],
    show=Eq(alpha * D2, t),
)
small_beta = claim(
    "Theorem 3.1: the escape direction where l = 1 is allowed",
    given=[*second_order, bounded, alpha * D2 - w_norm**2 > 2 * t],
    show=Q < 0,
    printed=True,
    scope=part("beta < 1/2"),
    note="No second-order point is there.",
)
small_beta_repaired = small_beta.repaired(
    "beta >= 1/2 at every second-order point",
    given=[*second_order, bounded],
    scope=part("beta"),
    show=alpha * D2 - w_norm**2 <= 2 * t,
)
not_empty = claim(
    "Theorem 3.1, its hypotheses: with noise, (13), (14) at l = 3 and the bound on second-order points can "
    "hold together",
    exists=True,
    show=And(
        *second_order,
        y**2 - w_norm * y <= t,
        alpha * D2 >= t + w_norm**2,
        2 * t**3 < (alpha * D2 - w_norm**2) ** 3,
    ),
    rests_on=["theorem_3_1.upper", "theorem_3_1.numbers"],
    note="T = L_s lambda_r tr M*. `theorem` is an instance.",
)
e, seen, unseen, fit, s = reals("epsilon seen unseen fit s")
rank_one = [e > 0, e <= Rational(2, 5), seen >= 0, unseen >= 0, fit >= 0, fit**2 <= t, s <= t]
surrogate_rank_one = claim(
    "Theorem 3.1: the escape direction",
    given=[
        *(*rank_one, t > 0),
        seen**2 + e**2 * unseen**2 + e**2 * s <= t,
        t <= e**2 * (seen**2 + unseen**2 + 2 * s),
        e**2 * unseen**2 <= seen * fit,
    ],
    show=Q < 0,
    printed=True,
    scope=case("epsilon-MC with its own noise, r = 1, eps <= 2/5"),
    seconds=60,
    rests_on=["theorem_3_1.upper", "theorem_3_1.surrogate_first_order", "theorem_3_1.surrogate_energy"],
    note="E = M* - P^; seen = |E|_Omega, unseen = |P^| off Omega, fit = |P^|_Omega, s = -<P^, M*> "
    "off Omega, T = "
    "|P^||M*|. Lines: second order, (13), first order. fit^2 <= T since |P^|_Omega <= |M*|.",
)
surrogate_rank_one_repaired = surrogate_rank_one.repaired(
    "no second-order point satisfies (13)",
    given=[
        *rank_one,
        seen**2 + e**2 * unseen**2 + e**2 * s <= t,
        t <= e**2 * (seen**2 + unseen**2 + 2 * s),
        e**2 * unseen**2 <= seen * fit,
    ],
    show=t <= 0,
)
N_entries = sizes("N")[0]
(e_word,) = parameters("epsilon")
P, M = matrix("P", N_entries, 1), matrix("M", N_entries, 1)
S = matrix("S", N_entries, N_entries, symmetric=True)
surrogate_first_order = claim(
    "epsilon-MC: <grad f, P^> = 0 says eps^2 |P^|_S^2 = <M* - P^, P^>_Omega",
    Words(
        e_word**2 * square(P - S * P),
        "==",
        inner(M - P, S * P),
        vanishing=(S * S - S, inner(S * (P - M) + e_word**2 * (P - S * P), P)),
    ),
    note="All sizes: matrices as columns, S the projection on the observed entries; grad f(P^) = S (P^ - "
    "M*) + eps^2 (I - S) P^.",
)
surrogate_energy = claim(
    "epsilon-MC: -<grad f, M*> + <grad f, P^> = |E|_Omega^2 + eps^2 |P^|_S^2 - eps^2 <P^, M*>_S, all sizes",
    Words(
        inner(S * (P - M) + e_word**2 * (P - S * P), P - M),
        "==",
        square(S * (M - P)) + e_word**2 * square(P - S * P) - e_word**2 * inner(P - S * P, M),
        vanishing=(S * S - S,),
    ),
)


def _sign_flip(eps: Fraction) -> str:
    """n = 3, r = 2, M* = J_2 + [delta], all but (1, 2), (2, 1) observed; X^ flips a sign."""
    c, delta = 1 / (1 + eps**2), 2 * eps**2 / (1 + eps**2) * Fraction(101, 100)
    truth = np.array([[1, 1, 0], [1, 1, 0], [0, 0, delta]], dtype=object)
    problem = CompletionSurrogate([[1, 0, 1], [0, 1, 1], [1, 1, 1]], eps, truth)
    X = sympy.Matrix([[sympy.sqrt(c), 0], [-sympy.sqrt(c), 0], [0, sympy.sqrt(delta)]])
    X = np.array(X.tolist(), dtype=object)
    if any(sympy.simplify(x) != 0 for x in problem.factored_gradient(X).flat):
        return "not a critical point"
    hessian = sympy.Matrix(problem.factored_hessian(X).tolist()).applyfunc(sympy.simplify)
    if not hessian.is_positive_semidefinite:
        return "not a second-order point"
    P = np.array([[c, -c, 0], [-c, c, 0], [0, 0, delta]], dtype=object)
    T, D2, e2 = delta * (2 + delta), np.sum((truth - P) ** 2), Fraction(2)
    beta = T / (eps**2 * (D2 - e2))
    return "" if eps**2 * D2 >= T + eps**2 * e2 and 0 < 2 * beta**3 < 1 else f"beta = {beta}"


surrogate_rank_two = claim(
    "Theorem 3.1, epsilon-MC with r = 2: M* = J_2 + [delta], n = 3, eps = 1/10, has a second-order point "
    "with (13), (14), l = 3 and its own noise w_eps",
    Computed(
        "M* = J_2 + [delta], n = 3, a change of sign",
        _sign_flip,
        cases=[{"eps": Fraction(1, 10)}],
    ),
)

# (14): its logarithm, and 2 beta^l < 1.
thresholds = claim(
    "(14): 1/(1 - log_2(2 beta)) and the least odd l, beta = 1/2, 3/4, 19/20, 99/100",
    Constants(
        [
            line
            for name, value, below, least in [
                ("1/2", Rational(1, 2), 1, 3),
                ("3/4", Rational(3, 4), 1, 3),
                ("19/20", Rational(19, 20), 13, 15),
                ("99/100", Rational(99, 100), 67, 69),
            ]
            for line in [
                *(
                    [
                        (
                            f"beta = {name}, {below} is not enough",
                            below,
                            "<=",
                            1 / (1 - log(2 * value) / log(2)),
                        )
                    ]
                    if name != "1/2"  # where log 1 = 0, and the threshold is 1
                    else []
                ),
                (f"beta = {name}, {least} is", least, ">", 1 / (1 - log(2 * value) / log(2))),
                (f"beta = {name}, 2 beta^{below}", 2 * value**below, ">=", 1),
                (f"beta = {name}, 2 beta^{least}", 2 * value**least, "<", 1),
            ]
        ]
    ),
)
threshold_above_one = claim(
    "(14): the threshold excludes l = 1, as 2 beta < 1 would",
    Constants([("1 <= threshold", 1, "<=", 1 / (1 - log(Rational(5, 2)) / log(2)))]),
    printed=True,
    scope=case("beta = 5/4, without (13)"),
    note="1 - log_2(2 beta) < 0: the threshold is negative and every l passes. At beta = 1 it is undefined.",
)
(power,) = reals("power")
threshold_above_one_repaired = threshold_above_one.repaired(
    "2 beta^l < 1, which no l satisfies for beta >= 1",
    show=claim(
        "", given=[beta >= 1, power >= 1], show=And(beta * power >= 1, 2 * beta * power >= 1)
    ).statement,
    scope=case("beta >= 1"),
    note="power = beta^{l-1}: one more factor beta >= 1 at a time.",
)
