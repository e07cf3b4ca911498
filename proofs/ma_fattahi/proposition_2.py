"""Proposition 2 (Ma & Fattahi), completion, d1 >= d2: (1) k > r: some true solution has max over U(g) of
(1/m) sum over S_t |<A_i, dW1 W2>| >= (1/3) sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) g for 0 <= g <= t0; (2) k
>= r, X* coherent: for all true solutions of norm <= Gamma it is >= (1/3) sqrt(1/d2) sqrt(p p0/(s d1 d2))
sigma_r g/Gamma, 0 <= g <= t0.

Found: (2) is false as printed where sigma_r/Gamma is large: d1 = d2 = k = r = 1, W = (10, 10), Gamma = 10,
X* = 100, s = p = p0 = 1, eps = t0 = 1, g = 1: the left side is at most |eps| = 1, the right one 10/3. The
step 'simple calculation reveals dW in U(g)' needs sigma_r g/Gamma <= t0 sqrt|Psi'|. In (1), |PsiBar| >= s
p p0 d1 (k-r)/4 fails for k - r > 4 d2.

Chosen: E_ij = eps; n = |PsiBar| or |Psi'|, root = sqrt(n).
"""

from fractions import Fraction

from certify.claims import (
    Abs,
    Computed,
    Eq,
    L1Point,
    Unmechanised,
    assuming,
    case,
    claim,
    line,
    reals,
    sqrt,
    whole,
)
from certify.claims.words import Words, identity, matrix, sizes

d1, d2, k, r = sizes("d1 d2 k r")
g, t0, root, e, a, n, m, s, q, x, y, z = reals("g t0 root e a n m s q x y z")
U, S, V = matrix("U", d1, r), matrix("S", r, r), matrix("V", d2, r)
J, L, I2 = matrix("J", k, r), matrix("L", k, k), matrix("I2", k, d2)
solution = claim(
    "(10): [U S, 0] [V, I]^T = U S V^T",
    Words((U * S * J.T) * (J * V.T + L * I2), "==", U * S * V.T, vanishing=(J.T * J - identity(r), J.T * L)),
    printed=True,
)
direction = claim(
    "(11): dW1 = [0, D] has dW1 W2 = D I for W2 = [V, I]^T",
    Words(
        (matrix("D", d1, k) * L.T) * (J * V.T + L * I2),
        "==",
        matrix("D", d1, k) * L.T * L * I2,
        vanishing=(L.T * J,),
    ),
    printed=True,
)
member_size = claim(
    "Proposition 2 (1): |g sgn(E)/sqrt|PsiBar|| <= |E| for g <= t0 <= |E|, |PsiBar| >= 1",
    given=[g > 0, g <= t0, root >= 1, e >= t0, Eq(a * root, g)],
    show=Abs(a) <= e,
    printed=True,
)
member_norm = claim(
    "Proposition 2 (1): |D|_F^2 = |PsiBar| (g/sqrt|PsiBar|)^2 = g^2",
    given=[root > 0, Eq(n, root**2)],
    show=Eq(n * (g / root) ** 2, g**2),
    printed=True,
)
twelve = claim(
    "(12): (1/m) |PsiBar| g/sqrt|PsiBar| = sqrt|PsiBar| g/m",
    given=[root > 0, Eq(n, root**2), m >= 1],
    show=Eq(n * (g / root) / m, root * g / m),
    printed=True,
)
nd1, nd2, pp0, extra = reals("d1 d2 pp0 k_minus_r")
constants = claim(
    "Proposition 2 (1): |PsiBar| >= s p p0 d1 (k-r)/4, m <= (3/2) s d1 d2 give sqrt|PsiBar|/m >= (1/3) "
    "sqrt((k-r)/d2) "
    "sqrt(p p0/(s d1 d2))",
    given=[
        s > 0,
        s <= 1,
        pp0 > 0,
        pp0 <= 1,
        nd1 >= 1,
        nd2 >= 1,
        extra >= 1,
        m > 0,
        m <= s * nd1 * nd2 * 3 / 2,
        n >= s * pp0 * nd1 * extra / 4,
    ],
    show=n / m**2 >= (extra / nd2) * (pp0 / (s * nd1 * nd2)) / 9,
    printed=True,
    note="pp0 = p p0, k_minus_r = k - r; squares of both sides.",
    seconds=40,
)
count_wide = claim(
    "Proposition 2 (1): for s = p = p0 = 1 the full set of d1 min(d2, k-r) entries has s p p0 d1 (k-r)/4 "
    "elements at least",
    given=[Eq(s, 1), Eq(pp0, 1), nd1 >= 1, nd2 >= 1, nd1 >= nd2, extra >= nd2, Eq(n, nd1 * nd2)],
    show=n >= s * pp0 * nd1 * extra / 4,
    printed=True,
    note="The binomial is said to have d1 (k-r) trials; it has d1 min(d2, k-r).",
)
count_wide_repaired = count_wide.repaired(
    "k - r <= d2",
    given=[
        Eq(s, 1),
        Eq(pp0, 1),
        nd1 >= 1,
        nd2 >= 1,
        nd1 >= nd2,
        extra >= 1,
        extra <= nd2,
        Eq(n, nd1 * extra),
    ],
)
first = claim(
    "Proposition 2 (1), proof, end: sqrt|PsiBar|/m >= (1/3) sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) gives the "
    "bound",
    given=[g > 0, m > 0, root > 0, x > 0, root / m >= x, y >= root * g / m],
    show=y >= x * g,
    printed=True,
    rests_on=[
        "proposition_2.solution",
        "proposition_2.direction",
        "proposition_2.member_size",
        "proposition_2.member_norm",
        "proposition_2.twelve",
        "proposition_2.constants",
        "proposition_2.count_wide_repaired",
        "lemma_18.middle_repaired",
    ],
    note="x = (1/3) sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)), y the maximum.",
)
first_instance = claim(
    "Proposition 2 (1), Theorem 6 (a): d1 = d2 = 2, r = 1, k = 2, everything observed, noise 1 at (1, 1): "
    "not critical",
    L1Point(
        [[[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [1, 0]], [[0, 0], [0, 1]]],
        [2, 1, 1, 1],
        ([[1, 0], [1, 0]], [[1, 1], [1, 0]]),
        "not critical",
    ),
)
# (2)
Y, K, W1, W2 = matrix("Y", d1, r), matrix("K", r, r), matrix("W1", d1, k), matrix("W2", k, d2)
coherent_direction = claim(
    "Proposition 2 (2): dW1 = Y S^(-1) U^T W1 has dW1 W2 = Y V^T",
    Words(
        (Y * K * U.T * W1) * W2,
        "==",
        Y * V.T,
        vanishing=(W1 * W2 - U * S * V.T, U.T * U - identity(r), K * S - identity(r)),
    ),
    printed=True,
)
sigma_r, gamma, norm_w1 = reals("sigma_r Gamma norm_W1")
coherent_norm = claim(
    "Proposition 2 (2): |dW1|_F <= |Y|_F sigma_r^(-1) |W1| <= g for |Y|_F = sigma_r g/Gamma",
    given=[
        *(sigma_r > 0, gamma > 0, norm_w1 >= 0, norm_w1 <= gamma, g > 0, Eq(a, sigma_r * g / gamma)),
        assuming("norm inequalities", n <= a / sigma_r * norm_w1),
    ],
    show=n <= g,
    printed=True,
    note="norm_W1 = |W1|, a = |Y|_F, n = |dW1|_F.",
    seconds=40,
)
coherent_member = claim(
    "Proposition 2 (2): dW in U(g) for all 0 <= g <= t0: (sigma_r g/Gamma)/sqrt|Psi'| <= |E|",
    given=[sigma_r > 0, gamma > 0, sigma_r <= gamma**2, g > 0, g <= t0, t0 <= 1, e >= t0, root >= 1],
    show=(sigma_r * g / gamma) / root <= e,
    printed=True,
    note="sigma_r <= |W1| |W2| <= Gamma^2.",
)
coherent_member_repaired = coherent_member.repaired(
    "g <= t0 Gamma/sigma_r",
    given=[sigma_r > 0, gamma > 0, sigma_r <= gamma**2, g > 0, g * sigma_r <= t0 * gamma, e >= t0, root >= 1],
    seconds=40,
)
coherent_member_small = claim(
    "Proposition 2 (2): for sigma_r <= Gamma the printed range of g suffices",
    given=[sigma_r > 0, gamma > 0, sigma_r <= gamma, g > 0, g <= t0, t0 <= 1, e >= t0, root >= 1],
    show=(sigma_r * g / gamma) / root <= e,
    seconds=40,
)
coherent_constants = claim(
    "Proposition 2 (2): |Psi'| >= s p p0 d1/4, m <= (3/2) s d1 d2 give sqrt|Psi'|/m >= (1/3) sqrt(p p0/(s "
    "d1 d2^2))",
    given=[
        s > 0,
        s <= 1,
        pp0 > 0,
        pp0 <= 1,
        nd1 >= 1,
        nd2 >= 1,
        m > 0,
        m <= s * nd1 * nd2 * 3 / 2,
        n >= s * pp0 * nd1 / 4,
    ],
    show=n / m**2 >= pp0 / (s * nd1 * nd2**2) / 9,
    printed=True,
    seconds=40,
)


def _scalar(factor: Fraction, size: Fraction, g: Fraction) -> str:
    """d1 = d2 = k = r = 1, W = (size, size), Gamma = size, s = p = p0 = 1, eps = t0 = 1, factor 1/3."""
    truth, eps, t0 = size * size, Fraction(1), Fraction(1)
    left = min(g * size, abs(eps))  # |U1| <= g, U1 W2 eps >= 0, |U1 W2| <= |eps|
    right = factor * truth * g / size
    if not 0 <= g <= t0 or left >= right:
        return ""
    return (
        f"W = ({size}, {size}), X* = {truth}, eps = {eps}, g = {g}: the maximum is {left} < {right}, surely"
    )


second = claim(
    "Proposition 2 (2), its bound: the maximum over U(g) is at least (1/3) sigma_r g/Gamma",
    Computed(
        "the maximum is at least (1/3) sigma_r g/Gamma with positive probability",
        _scalar,
        cases=[{"factor": Fraction(1, 3), "size": Fraction(n), "g": Fraction(1)} for n in (1, 3, 10)],
        of="all sizes",
    ),
    printed=True,
    scope=case("d1 = d2 = k = r = 1, where X* != 0 is coherent"),
    rests_on=[
        "proposition_2.coherent_direction",
        "proposition_2.coherent_norm",
        "proposition_2.coherent_member",
        "proposition_2.coherent_constants",
    ],
)
second_any_constant = claim(
    "Proposition 2 (2): no constant c in place of 1/3 serves: at Gamma = size, g = 1 it asks c size <= 1",
    given=[s > 0, x > 1 / s],
    show=s * x > 1,
)
second_end = claim(
    "Proposition 2 (2), proof repaired, end: for 0 <= g <= t0 Gamma/sigma_r the direction gives the bound",
    given=[
        sigma_r > 0,
        gamma > 0,
        g > 0,
        root > 0,
        m > 0,
        z > 0,
        root / m >= z,
        a >= root / m * (sigma_r * g / gamma),
    ],
    show=a >= z * sigma_r * g / gamma,
    note="z = (1/3) sqrt(p p0/(s d1 d2^2)), a the maximum, root = sqrt|Psi'|, for "
    "X* whose last right singular vector is e1.",
    seconds=40,
)
proposition = claim(
    "Proposition 2",
    Computed(
        "(1) k > r: some true solution has max over U(g) of (1/m) sum over S_t |<A_i, dW1 W2>| >= (1/3) "
        "sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) g for 0 <= g <= t0, w.p. >= 1 - exp(-Omega(s p p0 d1 (k-r))); "
        "(2) k >= r, X* coherent: all true solutions of norm <= Gamma have it >= (1/3) sqrt(1/d2) sqrt(p "
        "p0/(s d1 d2)) sigma_r g/Gamma for 0 <= g <= t0, w.p. >= 1 - exp(-Omega(s p p0 d1)); looked at: (2) "
        "at d1 = d2 = k = r = 1",
        _scalar,
        cases=[{"factor": Fraction(1, 3), "size": Fraction(10), "g": Fraction(1)}],
        of="all sizes",
    ),
    printed=True,
    scope=whole,
    rests_on=["proposition_2.first"],
    lint_except={"fixed-size": "one counterexample, sure for this noise, refutes a statement on all sizes"},
)
proposition_repaired = proposition.repaired(
    "(1) min(k - r, d2) for k - r; (2) 0 <= g <= t0 Gamma/sigma_r, and min(d1, d2) where a left vector is "
    "aligned",
    show=Unmechanised(
        "both statements, with |PsiBar| >= 1 and |Psi'| >= 1: the directions of the proof are in U(g) for g "
        "<= t0, resp. g <= t0 Gamma/sigma_r",
        "the binomial counts are statements on chance; directions, norms and constants are decided",
    ),
    rests_on=[
        "proposition_2.first",
        "proposition_2.coherent_direction",
        "proposition_2.coherent_norm",
        "proposition_2.coherent_member_repaired",
        "proposition_2.coherent_constants",
        "proposition_2.second_end",
        "lemma_18.middle_repaired",
    ],
    scope=whole,
)
sides = claim(
    "Proposition 2 (2): 'without loss of generality' a right singular vector, and d1 >= d2: for a left one "
    "the "
    "perturbation of W2 gives sqrt(|Psi'|) <= sqrt(d2), so that its rate (s p p0 d2/4) is at least (s p p0 "
    "d1/4)",
    given=[s > 0, s <= 1, pp0 > 0, pp0 <= 1, nd1 >= 1, nd2 >= 1, nd1 >= nd2],
    show=s * pp0 * nd2 / 4 >= s * pp0 * nd1 / 4,
    printed=True,
    note="Transposing exchanges d1 and d2, which the paper has fixed by d1 >= d2; and U(g) of (8) moves W1 "
    "only.",
)
sides_repaired = sides.repaired(
    "d1 = d2, or the rate with min(d1, d2) for left singular vectors",
    given=[s > 0, s <= 1, pp0 > 0, pp0 <= 1, nd1 >= 1, nd2 >= 1, Eq(nd1, nd2)],
)
left_aligned = claim(
    "Theorem 6 (c), left-aligned: X* = e1 (1, 1)^T, k = r = 1, noise 1 at (1, 1), all observed: not critical",
    L1Point(
        [[[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [1, 0]], [[0, 0], [0, 1]]],
        [2, 1, 0, 0],
        ([[1], [0]], [[1, 1]]),
        "not critical",
    ),
)
incoherent = claim(
    "Theorem 6 (c) needs coherence: X* = all ones (3 x 3), k = r = 1, noise 1 at (1, 1), all observed: a "
    "sharp local minimum",
    L1Point(
        [[[int((i, j) == (x, y)) for j in range(3)] for i in range(3)] for x in range(3) for y in range(3)],
        [2, 1, 1, 1, 1, 1, 1, 1, 1],
        ([[1], [1], [1]], [[1, 1, 1]]),
        "sharp local minimum",
    ),
)
zero = claim(
    "Proposition 2, (11): g/sqrt|PsiBar| is defined",
    given=[n >= 0, g > 0],
    show=g / sqrt(n) > 0,
    printed=True,
    scope=case("no large noise, n = |PsiBar| >= 0"),
)
zero_repaired = zero.repaired("|PsiBar| >= 1", scope=line, given=[n >= 1, g > 0])
