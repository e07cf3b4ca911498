"""Lemma 20 (Ma & Fattahi): W W^T = X* = V S V^T iff W = V S^(1/2) R with R R^T = I (r x k, k >= r).

Found: the last display of the proof prints W W^T in place of W.

Chosen: H = S^(1/2), K its inverse, both symmetric (r, r).
"""

from certify.claims import Eq, Unmechanised, case, claim, reals, whole
from certify.claims.words import Words, identity, matrix, sizes, square

d, k, r = sizes("d k r")
V, R, W = matrix("V", d, r), matrix("R", r, k), matrix("W", d, k)
H, K = matrix("H", r, r, symmetric=True), matrix("K", r, r, symmetric=True)
orthonormal = V.T * V - identity(r)
solution = (W * W.T - V * H * H * V.T, orthonormal, H * K - identity(r), K * H - identity(r))
if_direction = claim(
    "Lemma 20, if: W = V S^(1/2) R gives W W^T = X*",
    Words((V * H * R) * (V * H * R).T, "==", V * H * H * V.T, vanishing=(R * R.T - identity(r),)),
    printed=True,
)
rows = claim(
    "Lemma 20, only if: R = S^(-1/2) V^T W has R R^T = I",
    Words((K * V.T * W) * (K * V.T * W).T, "==", identity(r), vanishing=solution),
    printed=True,
)
across = claim(
    "Lemma 20, only if: |(I - V V^T) W|^2 = 0",
    Words(square(W - V * V.T * W), "==", 0, vanishing=solution),
    printed=True,
)
recovered = claim(
    "Lemma 20, only if: W = V V^T W = V S^(1/2) R",
    Words(W, "==", V * H * (K * V.T * W), vanishing=(*solution[1:], W - V * V.T * W)),
    printed=True,
    rests_on=["lemma_20.rows", "lemma_20.across"],
)
x, v, w = reals("x v w")
last_display = claim(
    "Lemma 20, last display: W W^T = V V^T W + V_perp V_perp^T W",
    given=[Eq(v**2, 1), w > 0],
    show=Eq(w * w, v * v * w),
    printed=True,
    scope=case("d = k = r = 1"),
    note="For d != k the shapes do not even agree. V_perp is empty here.",
)
last_display_repaired = last_display.repaired("W on the left", show=Eq(w, v * v * w))
q = sizes("q")[0]
U, Rp = matrix("U", d, q), matrix("R_prime", q, k)
free_rotation = claim(
    "Section 4: the loss at W* + U R', W* R'^T = 0, R' R'^T = I, sees X* + U U^T only: (6)",
    Words(
        (W + U * Rp) * (W + U * Rp).T,
        "==",
        W * W.T + U * U.T,
        vanishing=(Rp * Rp.T - identity(q), W * Rp.T),
    ),
    printed=True,
    note="q = k - r, the number of columns of U.",
)
in_the_ball = claim(
    "Section 4: |U R'|_F = |U|_F",
    Words(square(U * Rp), "==", square(U), vanishing=(Rp * Rp.T - identity(q),)),
    printed=True,
)
rank, kk, rr, kernel = reals("rank_W k r dim_kernel")
room = claim(
    "Section 4: there is R' in O((k-r) x k) with W* R'^T = 0: the kernel of W* has dimension k - rank W* "
    ">= k - r",
    given=[rank <= rr, rr <= kk, rr >= 1, Eq(kernel, kk - rank)],
    show=kernel >= kk - rr,
    printed=True,
)
second_order = claim(
    "Section 4, second order: |U U^T|_F <= |U|_F^2, by the singular values of U",
    given=[x >= 0, v >= 0],
    show=x**4 + v**4 <= (x**2 + v**2) ** 2,
    printed=True,
    scope=case("two singular values"),
    note="x, v: two singular values; |U U^T|_F^2 = sum s_i^4 <= (sum s_i^2)^2.",
)
lemma = claim(
    "Lemma 20",
    Unmechanised(
        "for X* = V S V^T with V^T V = I (d, r), S diagonal and positive, k >= r: W W^T = X* iff W = V "
        "S^(1/2) R for some R (r, k) with R R^T = I",
        "'for some R' is no sentence about words; both directions are decided, with R = S^(-1/2) V^T W in "
        "the second, and its last display is false as printed",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_20.if_direction", "lemma_20.rows", "lemma_20.across", "lemma_20.recovered"],
)
