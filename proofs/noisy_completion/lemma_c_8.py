"""Lemma C.8 (noisy completion): w^ is a second-order point of (12) iff (23a) <grad f^l, P(w^)> = 0 and
(23b) 2 <grad f^l, <P(D), P(D)>> + |<A^{(x) l}, <P(w^), P(D)> + <P(D), P(w^)>>|^2 >= 0 for all D,
"with (23b) being necessary and sufficient for w^ to be a first-order point";
(24) grad f^l(M) = <(A^{(x) l})* A^{(x) l}, M> - (A*A M* + A* w~)^{(x) l}.

Found: (24) is half the gradient of f^l of (12); with the full gradient (23b) asks too much. (23a) needs
symmetric A_i: an i.i.d. mask gives A_i = E_ij. The first-order condition is (23a), not (23b).
"""

from fractions import Fraction

import numpy as np
import sympy

from certify.claims import Computed, Eq, Ne, Unmechanised, case, claim, reals, whole
from certify.claims.words import Words, derivative, inner, matrix, sizes
from certify.recovery.papers.completion import CompletionSurrogate
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power

n = sizes("n")[0]
A, M, B, D = (matrix(name, n, n) for name in "AMBD")


def _lemma() -> str:
    """l = 1, n = 2, r = 1, eps = 1/2, only (1, 2) observed, M* = 7/4 J: x = (1, 1) is a local minimum."""
    problem = CompletionSurrogate([[0, 1], [0, 0]], Fraction(1, 2), [[Fraction(7, 4)] * 2] * 2)
    x = np.array([[Fraction(1)], [Fraction(1)]], dtype=object)
    hessian = sympy.Matrix(problem.factored_hessian(x).tolist())
    G = problem.gradient(x @ x.T)  # (24)
    if problem.factored_gradient(x).any() or not hessian.is_positive_definite or not (G @ x).any():
        return ""
    return (
        "l = 1, n = 2, r = 1, eps = 1/2, only (1, 2) observed, M* = 7/4 J, x = (1, 1): second order, and "
        "(23a) "
        f"is {list(map(str, (G @ x).flat))}"
    )


lemma = claim(
    "Lemma C.8",
    Computed(
        "w^ is a second-order point of (12) if and only if (23a) and (23b) hold, with grad f^l of (24); and "
        "(23b) alone holds if and only if it is a first-order point",
        _lemma,
        of="all n, r, l, A, b~ and w^",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_c_8.gradient", "lemma_c_8.first_order", "lemma_c_8.second_order", "lemma_c_8.label"],
    lint_except={"fixed-size": "the sentence is about all points, and one point refutes it"},
)
lemma_repaired = lemma.repaired(
    "symmetric A_i, grad f^l half the gradient of f^l, and (23a) for first-order points",
    show=Unmechanised(
        "for every l, w^ is a first-order point of (12) if and only if (23a) holds, and a second-order "
        "point if and only if (23b) holds as well",
        "a second-order point is a property of all directions at once, which no statement here has; the two "
        "derivatives are identities, theorem_3_1_steps.first_order and second_order_form",
    ),
    scope=whole,
    rests_on=["theorem_3_1_steps.first_order", "theorem_3_1_steps.second_order_form"],
)
gradient = claim(
    "(24): grad f = A*A M - A* b~ is the gradient of f = |A(M) - b~|^2 of (12)",
    Words(derivative(inner(A, M - B) ** 2, M, D), "==", inner(inner(A, M - B) * A, D)),
    printed=True,
    scope=case("l = 1, one measurement"),
    note="b~ = <A, B>.",
)
gradient_repaired = gradient.repaired(
    "of f/2", show=Words(derivative(inner(A, M - B) ** 2 / 2, M, D), "==", inner(inner(A, M - B) * A, D))
)


def _lifted_gradient(order: int) -> str:
    """grad h^l/4 = (K w + K^T w)/2 with K = mat of (24) at w w^T, an asymmetric mask, n = 2, exactly."""
    problem = CompletionSurrogate([[1, 1], [0, 0]], Fraction(1, 2), [[1, 2], [2, 4]])
    w = np.array([Fraction(k + 1, 2) for k in range(2**order)], dtype=object)
    V, data = problem.weights**2, problem.weights * problem.data
    squares, target = V, data
    for _ in range(order - 1):
        squares, target = np.kron(squares, V), np.kron(target, data)
    K = squares * np.outer(w, w) - target
    found = TensorLift(problem, order).gradient(w.reshape((2,) * order)).reshape(-1)
    return "" if not (found / 4 - (K + K.T) @ w / 2).any() else f"l = {order}: {found / 4}"


lifted_gradient = claim(
    "(24), l = 1, 2, 3: a quarter of the gradient of h^l of (12) is (24) applied to w, symmetrised",
    Computed(
        "at rational tensors, n = 2",
        _lifted_gradient,
        cases=[{"order": k} for k in (1, 2, 3)],
        of="all w, masks and M*",
    ),
)


def _first_order(symmetrised: bool) -> str:
    """n = 2, eps = 1/2, only (1, 2) observed, M*_12 = 7/4: at x = (1, 1) grad h = (G + G^T) x = 0."""
    truth = [[Fraction(7, 4)] * 2] * 2
    problem = CompletionSurrogate([[0, 1], [0, 0]], Fraction(1, 2), truth, symmetrised=symmetrised)
    x = np.array([[Fraction(1)], [Fraction(1)]], dtype=object)
    if symmetrised:
        x = x * Fraction(1)
    G = problem.gradient(x @ x.T)
    critical, printed = not problem.factored_gradient(x).any(), not (G @ x).any()
    if critical == printed:
        return ""
    return (
        f"only (1, 2) observed, M* = 7/4 J, eps = 1/2, x = (1, 1): grad h = 0, grad f(x x^T) x = "
        f"{list(map(str, (G @ x).flat))}"
    )


first_order = claim(
    "(23a), (37): a point is critical iff grad f(X X^T) X = 0",
    Computed(
        "for the entrywise operator of epsilon-MC",
        _first_order,
        cases=[{"symmetrised": False}],
        of="all points and operators",
    ),
    printed=True,
    scope=case("l = 1"),
)
first_order_repaired = first_order.repaired(
    "symmetric A_i",
    show=Computed(
        "the same point with symmetrised measurements",
        _first_order,
        cases=[{"symmetrised": True}],
        of="all points, for symmetric A_i",
    ),
    rests_on=["theorem_3_1_steps.first_order"],
    scope=case("l = 1, one point"),
    note="For all sizes: theorem_3_1_steps.first_order.",
)


def _second_order(factor: int) -> str:
    """A = Id on R^{2x2}, b~ = vec diag(1, 9/10), x = e_1: (23b) with grad f = factor times (24), D = e_2."""
    problem = CompletionSurrogate(np.ones((2, 2)), 1, [[1, 0], [0, Fraction(9, 10)]])
    x = np.array([[Fraction(1)], [Fraction(0)]], dtype=object)
    U = np.array([[Fraction(0)], [Fraction(1)]], dtype=object)
    hessian = sympy.Matrix(problem.factored_hessian(x).tolist())
    change = problem.apply(x @ U.T + U @ x.T)
    form = 2 * factor * np.sum(problem.gradient(x @ x.T) * (U @ U.T)) + change @ change
    if hessian.is_positive_semidefinite == bool(form >= 0):
        return ""
    return (
        f"A = Id, b~ = vec diag(1, 9/10), x = e_1, D = e_2: a local minimum of (12), l = 1, and "
        f"(23b) is {form} < 0"
    )


second_order = claim(
    "(23b): second-order points satisfy it, with grad f^l the gradient of f^l of (12)",
    Computed("at a local minimum", _second_order, cases=[{"factor": 2}], of="all second-order points"),
    printed=True,
    scope=case("l = 1"),
    rests_on=["lemma_c_8.gradient", "lemma_c_8.first_order", "lemma_c_8.label"],
    note="Section 3 defines f^l without 1/2 and grad f^l as its gradient.",
)
second_order_repaired = second_order.repaired(
    "grad f^l as in (24)",
    show=Computed("at the same point", _second_order, cases=[{"factor": 1}], of="all second-order points"),
    scope=case("l = 1, one point"),
    rests_on=["theorem_3_1_steps.second_order_form", "theorem_3_1_steps.curvature"],
)
w, b, d = reals("w b d")
label = claim(
    "Lemma C.8, its last clause: (23b) is sufficient for a first-order point",
    given=[2 * (w**2 - b) * d**2 + (2 * w * d) ** 2 >= 0, Ne(d, 0)],
    show=Eq((w**2 - b) * w, 0),
    printed=True,
    scope=case("n = r = l = 1"),
)
k = sizes("k")[0]
X, V = matrix("X", n, k), matrix("V", n, k)
A_sym = matrix("A", n, n, symmetric=True)
label_repaired = label.repaired(
    "(23a) is, for symmetric A_i",
    show=Words(
        derivative(inner(A_sym, X * X.T - B) ** 2, X, V),
        "==",
        0,
        vanishing=(inner(A_sym, X * X.T - B) * A_sym * X,),
    ),
    scope=case("l = 1, one measurement"),
)


def _power(order: int) -> str:
    """x^{(x) l} is critical for (12) where x is for epsilon-MC, n = 2, a symmetric mask, exactly."""
    problem = CompletionSurrogate(np.eye(2), Fraction(3, 4), [[1, 1], [1, 1]])
    x = np.array([Fraction(4, 5), Fraction(-4, 5)], dtype=object)
    if problem.factored_gradient(x[:, None]).any():
        return "x is not critical"
    return "" if not TensorLift(problem, order).gradient(tensor_power(x, order)).any() else "not critical"


powers_are_critical = claim(
    "(12): vec(X^)^{(x) l} is a critical point where X^ is one of epsilon-MC, symmetric mask, l = 1, 3, 5",
    Computed(
        "at a rational point",
        _power,
        cases=[{"order": k} for k in (1, 3, 5)],
        of="all critical points and symmetric masks",
    ),
)
