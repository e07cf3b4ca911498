"""Sections 1.1-1.4 (Ma & Fattahi): what the text says of overfitting, sizes, factorised ranks and saddles.

Chosen: the sizes of the experiments as numbers; kernels and ranks as dimensions; A = [vec A_1, ...]^T (m, q).
"""

from certify.claims import And, Eq, Rational, Unmechanised, assuming, claim, reals
from certify.claims.words import Words, identity, matrix, parameters, sizes, square, tr

m, q, d1, d2, k, r = sizes("m q d1 d2 k r")
A, P, y = matrix("A", m, q), matrix("P", q, m), matrix("y", m, 1)
overfits = claim(
    "Section 1.1: with k = d and m <= d^2 independent measurements some X = W1 W2 has zero loss",
    Words(A * P * y, "==", y, vanishing=(A * P - identity(m),)),
    printed=True,
    note="vec X = A^+ y, P = A^+; with k = d every X is a product. A P = I is 'a reasonable condition'.",
)
e, x, loss = reals("e x loss")
not_the_truth = claim(
    "Section 1.1: if one measurement is noisy, W1 W2 with zero loss is not X*",
    given=[Eq(loss, 0), loss >= (e - x) ** 2, e > 0],
    show=x > 0,
    printed=True,
    note="e = epsilon_i, x = <A_i, W1 W2 - X*>: it equals the noise.",
)
d, truth_rank = reals("d r")
figure_1_size = claim(
    "Figure 1: asymmetric sensing overfits for m <= 1600 = d^2, d = 40",
    given=[Eq(d, 40)],
    show=Eq(d**2, 1600),
    printed=True,
    rests_on=["section_1.overfits"],
)
symmetric_size = claim(
    "Section 1.3: m = 90 equals (3/2) d r with d = 20, r = 3",
    given=[Eq(d, 20), Eq(truth_rank, 3)],
    show=Eq(Rational(3, 2) * d * truth_rank, 90),
    printed=True,
)
asymmetric_size = claim(
    "Section 1.3: m = 170 equals (17/6) max(d1, d2) r with d1 = d2 = 20, r = 3",
    given=[Eq(d, 20), Eq(truth_rank, 3)],
    show=Eq(Rational(17, 6) * d * truth_rank, 170),
    printed=True,
)
rank1, rank2, kk, rank = reals("rank1 rank2 k r")
ranks = (rank >= 1, kk >= rank, rank1 >= rank, rank2 >= rank, rank1 <= kk, rank2 <= kk)
sylvester = (*ranks, assuming("Sylvester's rank inequality", rank1 + rank2 - kk <= rank))
factorised_rank = claim(
    "Section 2.2: the factorised rank of a true solution lies between 2 r and 2 k",
    given=list(sylvester),
    show=And(rank1 + rank2 >= 2 * rank, rank1 + rank2 <= 2 * kk),
    printed=True,
)
range_is_reached = claim(
    "Section 2.2 and Table 1: some true solution has the factorised rank 2 k, for k > r",
    given=[*sylvester, kk > rank],
    show=rank1 + rank2 >= 2 * kk,
    exists=True,
    printed=True,
    note="rank W1 + rank W2 <= k + r by Sylvester's inequality.",
)
range_is_reached_repaired = range_is_reached.repaired(
    "the largest factorised rank is k + r",
    show=Eq(rank1 + rank2, kk + rank),
    given=[*sylvester, kk > rank],
    exists=True,
)
imbalanced = claim(
    "Section 2.2: for k > 3 r a true solution with factorised rank > 2 k/3 has one above 2 r, and one factor "
    "of a rank above r",
    given=[*sylvester, kk > 3 * rank, rank1 + rank2 > 2 * kk / 3],
    show=And(rank1 + rank2 > 2 * rank, (rank1 > rank) | (rank2 > rank)),
    printed=True,
)
imbalanced_any_k = claim(
    "Section 2.2: the same for every k >= r",
    given=[*sylvester, rank1 + rank2 > 2 * kk / 3],
    show=rank1 + rank2 > 2 * rank,
    canary="REFUTED",
    note="For k <= 3 r the balanced solutions belong to the set called rank-imbalanced.",
)
U, S, V, Z = matrix("U", d1, r), matrix("S", r, r), matrix("V", d2, r), matrix("Z", d2, k)
W1, W2 = matrix("W1", d1, k), matrix("W2", k, d2)
J, L = matrix("J", k, r), matrix("L", k, k)
example_rank = claim(
    "Section 2.2: W1 = [U S, 0], W2 = [V, Z]^T is a true solution whatever Z is",
    Words(
        (U * S * J.T) * (J * V.T + L * Z.T),
        "==",
        U * S * V.T,
        vanishing=(J.T * J - identity(r), J.T * L),
    ),
    printed=True,
    note="J, L embed the first r and the last k - r columns.",
)
example_needs = claim(
    "Section 2.2: Z can be chosen such that W2 (k, d2) has full row rank",
    given=[kk >= 2, rank >= 1, kk >= rank, d >= rank, rank2 <= d, rank2 <= kk],
    show=rank2 < kk,
    exists=True,
    canary="PROVED",
    note="d = d2: full row rank needs k <= d2, which no theorem of the paper assumes.",
)
t, g, alpha, c = reals("t g alpha c")
order_one = claim(
    "(1): a decrease of at least c g within radius g, for all small g, gives f'(W, D) < 0 for some D",
    given=[c > 0, g > 0, t <= -c * g, alpha >= 0, alpha * g <= c * g / 2],
    show=t + alpha * g < 0,
    note="t = f(W + D) - f(W), |D| <= g; alpha g bounds t - f'(W, D), which is o(g) uniformly on the ball.",
)
order_two = claim(
    "(1): a decrease of order g^2 for all small g excludes a local minimum",
    given=[c > 0, g > 0, t <= -c * g**2],
    show=t < 0,
    printed=True,
)
conjecture = claim(
    "Section 1.3: true solutions that are no local minima may be non-active strict saddle points",
    Unmechanised(
        "the conjecture of the paper, from Figure 2",
        "a conjecture; non-active strict saddles are described only informally, by reference to [DD22]",
    ),
    printed=True,
)
impossible = claim(
    "Section 1.2 and Table 1: recovery is impossible for m <~ max(d1, d2) r [CP11]",
    Unmechanised("the information-theoretic bound of [CP11]", "cited, with a constant that is not given"),
    printed=True,
)
cited = claim(
    "Section 1.1: the subgradient method converges from a small start for m >~ d r^2 [MF23, Theorem 1]",
    Unmechanised("[MF23, Theorem 1]", "cited, with constants that are not given; Figure 1 is run instead"),
    printed=True,
)
(tau,) = parameters("tau")
E, T = matrix("E", d1, d2), matrix("T", d1, d2)
truncation = claim(
    "Section 2.2: |M - E|^2 >= |E - E(tau)|^2 for M with the row and column space of E(tau)",
    Words(
        square(T - E),
        ">=",
        square(E) - square(matrix("F", d1, d2)),
        vanishing=(
            tr(T.T * (E - matrix("F", d1, d2))),
            tr(matrix("F", d1, d2).T * (E - matrix("F", d1, d2))),
        ),
    ),
    printed=True,
    note="F = E(tau), T = M; that M of equal rank in other spaces does no better is the theorem of Eckart "
    "and Young.",
)
