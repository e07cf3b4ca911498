"""Theorems 3.2 and C.9 (noisy completion): gradient descent on (12) from xi x_0^{(x) l}, |x_0| = 1, xi
small, has lambda_2^v(w_t)/lambda_1^v(w_t) <= kappa for t(kappa, l) <= t <= T, where t(kappa, l) =
ceil(ln(|x_0|^l/(kappa |v_1^T x_0|^l))/ln((1 + eta sigma_1(U)^l)/(1 + eta sigma_2(U)^l))) (26), U = <A_r,
b~>_1 = I_r (x) A*(b~) (27). Decomposition (49): w_{t+1} = <Z_t, w_0> - E_t, Z_t = (I + eta <A_r, b~>)^t,
E_t = sum_{i <= t} (I + eta ..)^{t - i} E^_i.

Found: for r >= 2 every singular value of U is repeated, so (26) divides by ln 1 = 0; so it does for r = 1
on the mask (20) with M* = x x^T, x_odd = 1, x_even = 0, the paper's own instance. (49) holds for w_t, not
w_{t+1}, and for a quarter of the gradient of (12).
Chosen: v-eigenvalues over spanning unit tensors (definition_c_7); in the run, the singular values of the
unfolding.
"""

from fractions import Fraction

import numpy as np
import sympy

from certify.claims import (
    And,
    Computed,
    Eq,
    Random,
    Unmechanised,
    case,
    claim,
    derivative,
    reals,
    source,
    whole,
)
from certify.claims.words import Words, matrix, sizes
from certify.recovery.papers.completion import CompletionSurrogate, structured_mask
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power


def _repeated(r: int, n: int) -> str:
    """The characteristic polynomial of I_r (x) K for a generic symmetric K is that of K to the power r."""
    K = sympy.Matrix(n, n, lambda i, j: sympy.Symbol(f"k{min(i, j)}{max(i, j)}"))
    x = sympy.Symbol("x")
    whole = (x * sympy.eye(n * r) - sympy.kronecker_product(sympy.eye(r), K)).det(method="berkowitz")
    single = (x * sympy.eye(n) - K).det(method="berkowitz")
    if r == 1 or sympy.expand(whole - single**r) != 0:
        return ""
    return (
        f"n = {n}, r = {r}: every eigenvalue of I_r (x) A*(b~) has multiplicity >= {r}, so sigma_1 = sigma_2"
    )


def _gap(mask: list, x: list, eps: Fraction) -> str:
    """sigma_1 > sigma_2 for U = W o (Omega o x x^T), r = 1."""
    problem = CompletionSurrogate(mask, eps, np.outer(x, x))
    U = sympy.Matrix((problem.weights * problem.data).tolist())
    singular = sorted((U.T * U).eigenvals(multiple=True), reverse=True)
    if singular[0] > singular[1]:
        return ""
    return f"mask {mask}, M* = x x^T, x = {list(map(str, x))}: sigma_1(U)^2 = sigma_2(U)^2 = {singular[0]}"


gap = claim(
    "(26): sigma_1(U) > sigma_2(U)",
    Computed(
        "the two largest singular values of U differ",
        _repeated,
        cases=[{"r": 2, "n": 2}],
        of="all M* of rank 2",
    ),
    printed=True,
    scope=case("r = 2"),
)
SIMPLE = {"mask": [[1, 1], [1, 0]], "x": [Fraction(1), Fraction(1, 2)], "eps": Fraction(1, 100)}
gap_repaired = gap.repaired(
    "r = 1 and a simple largest singular value",
    show=Computed(
        "sigma_1(U) > sigma_2(U)", _gap, cases=[SIMPLE], of="all masks and z for which sigma_1 is simple"
    ),
    scope=case("r = 1, z = (1, 1/2), all but (2, 2) observed"),
)
STRUCTURED = [
    {
        "mask": structured_mask(n).astype(int).tolist(),
        "x": [Fraction((i + 1) % 2) for i in range(n)],
        "eps": Fraction(1, 10**4),
    }
    for n in (4, 6, 8)
]
gap_structured = claim(
    "(26): sigma_1(U) > sigma_2(U)",
    Computed("x_odd = 1, x_even = 0, n = 4, 6, 8", _gap, cases=STRUCTURED, of="the masks (20) of all n"),
    printed=True,
    scope=case("the mask (20), M* = x x^T, x_odd = 1, x_even = 0, n = 4, 6, 8"),
)
gap_structured_repaired = gap_structured.repaired(
    "one large odd entry",
    show=Computed(
        "sigma_1(U) > sigma_2(U)",
        _gap,
        cases=[{**STRUCTURED[0], "x": [Fraction(2), Fraction(0), Fraction(1), Fraction(0)]}],
        of="all x with one largest odd entry, n and eps",
    ),
    scope=case("the mask (20), n = 4, x = (2, 0, 1, 0)"),
)
BIPARTITE = {"mask": [[0, 1], [1, 0]], "x": [Fraction(1), Fraction(1)], "eps": Fraction(1, 2)}
gap_bipartite = claim(
    "(26): sigma_1(U) > sigma_2(U)",
    Computed("the two largest singular values of U differ", _gap, cases=[BIPARTITE], of="all masks and M*"),
    printed=True,
    scope=case("r = 1, M* = J, n = 2, only (1, 2) and (2, 1) observed"),
)
gap_bipartite_repaired = gap_bipartite.repaired(
    "with (1, 1) observed as well",
    show=Computed(
        "sigma_1(U) > sigma_2(U)", _gap, cases=[{**BIPARTITE, "mask": [[1, 1], [1, 0]]}], of="all z and eps"
    ),
    scope=case("r = 1, M* = J, n = 2, eps = 1/2, all but (2, 2) observed"),
)
eta, first, second, number = reals("eta sigma_1 sigma_2 number")
time = claim(
    "(26): t(kappa, l) is defined, with the difference 1 + eta sigma_1^l - (1 + eta sigma_2^l) for "
    "the last logarithm",
    given=[eta > 0, first >= second, second > 0, number > 0],
    show=number / (eta * first**3 - eta * second**3) > 0,
    printed=True,
    scope=case("l = 3"),
    rests_on=["theorem_c_9.gap"],
    note="number = ln(|x_0|^l/(kappa |v_1^T x_0|^l)). ln(a/b) and a - b vanish together and have one sign.",
)
time_repaired = time.repaired("sigma_1 > sigma_2", given=[eta > 0, first > second, second > 0, number > 0])
kappa, other, share = reals("kappa kappa_2 share")
monotone = claim(
    "Theorem 3.2, last sentence: t(kappa, l) increases with a smaller kappa, by the argument of its "
    "logarithm",
    given=[kappa > 0, kappa <= other, other < 1, share > 0, share <= 1],
    show=And(1 / (other * share) <= 1 / (kappa * share), 1 / (other * share) > 1),
    printed=True,
    source=source("Theorem 3.2"),
    note="share = |v_1^T x_0|^l/|x_0|^l; the argument exceeds 1, so t >= 1.",
)
orthogonal_start = claim(
    "(26): t(kappa, l) is finite for an arbitrary x_0 with |x_0| = 1",
    given=[kappa > 0, kappa < 1, share >= 0, share <= 1],
    show=1 / (kappa * share) > 0,
    printed=True,
    note="share = |v_1^T x_0|^l is 0 for x_0 orthogonal to v_1.",
)
orthogonal_start_repaired = orthogonal_start.repaired(
    "v_1^T x_0 != 0", given=[kappa > 0, kappa < 1, share > 0, share <= 1]
)


def _run(rng: np.random.Generator) -> bool:
    """n = 3, z = (1, 1/2, 1/4), all but (2, 3), (3, 2) observed; kappa = 0.1, eta = 0.05, l = 3."""
    mask = np.ones((3, 3))
    mask[1, 2] = mask[2, 1] = 0
    z, eta, kappa, scale = np.array([1, 0.5, 0.25]), 0.05, 0.1, 1e-4
    problem = CompletionSurrogate(mask, 1e-2, np.outer(z, z))
    U = problem.weights * problem.data
    values, vectors = np.linalg.eigh(U)
    order = np.argsort(-np.abs(values))
    first, second = np.abs(values[order[:2]])
    x = rng.standard_normal(3)
    x /= np.linalg.norm(x)
    share = abs(vectors[:, order[0]] @ x) ** 3
    time = int(np.ceil(np.log(1 / (kappa * share)) / np.log((1 + eta * first**3) / (1 + eta * second**3))))
    lift, w = TensorLift(problem, 3), scale * tensor_power(x, 3)
    for t in range(time + 40):
        if t >= time:
            s = np.linalg.svd(w.reshape(3, 9), compute_uv=False)
            if s[1] > kappa * s[0]:
                return False
        w = w - eta * lift.gradient(w) / 4
    return True


theorem = claim(
    "Theorem C.9",
    Unmechanised(
        "let w_{t+1} = w_t - eta grad h^l(w_t) be a finite-horizon trajectory of (12), t in [T], from w_0 "
        "= xi x_0^{(x) l}, |x_0| = 1. Then there are t(kappa, l) >= 1 and kappa < 1 such that "
        "lambda_2^v(w_t)/lambda_1^v(w_t) <= kappa for all t in [t(kappa, l), T] (25) if xi is sufficiently "
        "small, with t(kappa, l) = ceil(ln(|x_0|^l/(kappa |v_1^T x_0|^l))/ln((1 + eta sigma_1(U)^l)/(1 + "
        "eta sigma_2(U)^l))) (26), U = <A_r, b~>_1 (27)",
        "how small xi must be is not printed, (26) divides by 0 where sigma_1 = sigma_2 (gap), and "
        "v-eigenvalues as defined are 0 (definition_c_7.infimum)",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        *("theorem_c_9.time", "theorem_c_9.step", "theorem_c_9.factor", "theorem_c_9.gap"),
        *("definition_c_7.ratio", "definition_c_7.infimum", "theorem_c_9.orthogonal_start"),
    ],
)
run = claim(
    "Theorem C.9, a run with sigma_1 > sigma_2: the second part stays below kappa from t(kappa, l) on; n = "
    "l = 3",
    Random("the ratio of unfolding singular values is <= kappa", _run, trials=60, at_least=0.8),
    rests_on=["theorem_c_9.time", "theorem_c_9.step", "theorem_c_9.factor", "definition_c_7.ratio"],
    seconds=30,
    note="w_0 has rank one already. Chosen: kappa = 1/10, eta = 1/20, T = t + 40, xi = 1e-4, x_0 Gaussian "
    "and normalised.",
)
small = claim(
    "Theorems 3.2, C.9: 'for sufficiently small xi'",
    Unmechanised(
        "there is xi_0(T, kappa, eta, b~, l) such that (25) holds for xi <= xi_0",
        "neither xi_0 nor its dependence on T is printed, and the step from the operator norm to "
        "v-eigenvalues is "
        "taken from Lemmas 2 and 13 of a cited paper",
    ),
    printed=True,
)

# (49).
n = sizes("n")[0]
Z, Zt = matrix("Z", n, n), matrix("Zt", n, n)
w0, Et, new = matrix("w0", n, 1), matrix("Et", n, 1), matrix("new", n, 1)
step_of_sum = claim(
    "(49), its induction: Z (Z_t w_0 - E_t) - E^ = (Z Z_t) w_0 - (Z E_t + E^)",
    Words(Z * (Zt * w0 - Et) - new, "==", Z * Zt * w0 - (Z * Et + new)),
    printed=True,
    note="Z = I + eta <A_r^{(x) l}, b~^{(x) l}> on R^{n^l}, all l and n.",
)
h, b, w, v, u = reals("eta b w_0 w_1 w_2")
step = claim(
    "(49) at t = 0: w_1 = <Z_0, w_0> - E_0 = w_0",
    given=[h > 0, Eq(v, (1 + h * b) * w - h * w**3)],
    show=Eq(v, w),
    printed=True,
    scope=case("n = r = l = 1"),
    rests_on=["theorem_c_9.step_of_sum"],
)
step_repaired = step.repaired(
    "w_t = <Z_t, w_0> - E_t, at t = 2",
    given=[h > 0, Eq(v, (1 + h * b) * w - h * w**3), Eq(u, (1 + h * b) * v - h * v**3)],
    show=Eq(u, (1 + h * b) ** 2 * w - ((1 + h * b) * h * w**3 + h * v**3)),
)
factor = claim(
    "(49): its step is gradient descent on (12) with the step size eta",
    given=[h > 0],
    show=Eq((1 + h * b) * w - h * w**3, w - h * derivative((w**2 - b) ** 2, w)),
    printed=True,
    scope=case("n = r = l = 1"),
    note="(12) is (w^2 - b)^2 here.",
)
factor_repaired = factor.repaired(
    "with the step size eta/4",
    show=Eq((1 + h * b) * w - h * w**3, w - h / 4 * derivative((w**2 - b) ** 2, w)),
)


def _unrolled(order: int, steps: int) -> str:
    """w_t = Z^t w_0 - sum_i Z^{t-i} E^_i for a quarter of the gradient, exactly, n = 2."""
    problem = CompletionSurrogate([[1, 1], [1, 0]], Fraction(1, 2), [[1, 2], [2, 4]])
    lift, eta = TensorLift(problem, order), Fraction(1, 50)
    w = Fraction(1, 10) * tensor_power(np.array([Fraction(1), Fraction(-2)], dtype=object), order)
    B = problem.weights * problem.data
    power = B
    for _ in range(order - 1):
        power = np.kron(power, B)
    Z = np.array([[Fraction(int(i == j)) for j in range(2**order)] for i in range(2**order)]) + eta * power
    closed = w.reshape(-1)
    for _ in range(steps):
        added = eta * lift.gradient(w) / 4 + eta * (power @ w.reshape(-1)).reshape(w.shape)
        w = w - eta * lift.gradient(w) / 4
        closed = Z @ closed - added.reshape(-1)
    return "" if not (closed - w.reshape(-1)).any() else f"l = {order}: differs"


unrolled = claim(
    "(49) for w_t, three steps, l = 1 and 3, n = 2",
    Computed(
        "exactly",
        _unrolled,
        cases=[{"order": 1, "steps": 3}, {"order": 3, "steps": 3}],
        of="all w_0, masks, M* and eta",
    ),
    rests_on=["theorem_c_9.step_of_sum"],
)
