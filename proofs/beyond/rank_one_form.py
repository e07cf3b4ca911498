"""The rank-one form of (P): the search for a counterexample needs no matrix variable H.

Theorem. Fix X, Z, S and G, let E = X X^T - Z Z^T != 0 and w = (1 + delta) E - S + G. There is an H with (1
- delta) Id <= H <= (1 + delta) Id, H(E) = S - G and the second-order inequality

    2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 >= 0 for all D

iff w = 0, or <E, w> > 0, ||w||^2 <= 2 delta <E, w> and the inequality holds for H0 = (1+delta) Id - w
w^T/<E, w>.

Proof. Put Delta = (1 + delta) Id - H. The band says 0 <= Delta <= 2 delta Id, and H(E) = S - G says
Delta(E) = w. For any A the 2x2 matrix of the form Delta on A and E,

    [ <A, Delta A>  <A, w> ]
    [ <A, w>        <E, w> ],

is positive semidefinite. So <E, w> >= 0, with equality only if <A, w> = 0 for every A, that is w = 0
(`degenerate`); and else <A, Delta A> >= <A, w>^2/<E, w> (`smallest`): Delta >= w w^T/<E, w> = Delta0, so
that H <= H0. The second-order form grows with H, so if it is nonnegative for H it is for H0 (`theorem`).
Conversely
Delta0 maps E to w, is positive semidefinite, and its one nonzero eigenvalue ||w||^2/<E, w> is at most 2
delta iff ||w||^2 <= 2 delta <E, w> (`in_the_band`), which holds whenever some Delta of the band has
Delta(E) = w: in a basis of eigenvectors of Delta, with x_i the coordinates of E, ||w||^2 = sum lambda_i^2
x_i^2 <= 2 delta sum lambda_i x_i^2 = 2 delta <E, w> (`necessary`, term by term). If w = 0, H0 = (1+delta)
Id is the largest of the band.

The bordered matrix of the conic form says the same (`bordered`, `unbordered`): with q and v the values at D
of the form without its w-term and of <w, P_D>, and c = <E, w>, q - v^2/c >= 0 iff q + 2 t v + t^2 c >= 0
for every t.
"""

from certify.claims import And, Eq, claim, conclusion_of, reals

a, b, c, n, t, q, v, x = reals("a b c n t q v x")
delta, eigenvalue = reals("delta lambda_")

psd = [a >= 0, c >= 0, a * c - b**2 >= 0]

smallest = claim(
    "Rank-one theorem: any Delta with Delta(E) = w is at least w w^T/<E, w>",
    given=[*psd, c > 0],
    show=a >= b**2 / c,
)
degenerate = claim("Rank-one theorem: <E, w> = 0 only if w = 0", given=[*psd, Eq(c, 0)], show=Eq(b, 0))
in_the_band = claim(
    "Rank-one theorem: the one nonzero eigenvalue of Delta0 is at most 2 delta",
    given=[c > 0, delta >= 0, n >= 0, n <= 2 * delta * c],
    show=And(n / c <= 2 * delta, n / c >= 0),
)
necessary = claim(
    "Rank-one theorem: ||w||^2 <= 2 delta <E, w>, one eigenvector at a time",
    given=[eigenvalue >= 0, eigenvalue <= 2 * delta],
    show=eigenvalue**2 * x**2 <= 2 * delta * eigenvalue * x**2,
)
theorem = claim(
    "Rank-one theorem: the inequality for H gives that for H0",
    given=[c > 0, conclusion_of("rank_one_form.smallest", b >= v**2 / c, a=b, b=v), q - b >= 0],
    show=q - v**2 / c >= 0,
    rests_on=[f"rank_one_form.{line}" for line in ("smallest", "degenerate", "in_the_band", "necessary")],
    note="b = <P_D, Delta P_D>, and q - b is the second-order form of H at D, q - v^2/c that of H0.",
)
bordered = claim(
    "Rank-one theorem: the inequality implies the bordered one",
    given=[c > 0, q - v**2 / c >= 0],
    show=q + 2 * t * v + t**2 * c >= 0,
    rests_on=["rank_one_form.theorem"],
)
unbordered = claim(
    "Rank-one theorem: the bordered one at t = -v/c is the inequality",
    given=[c > 0, Eq(t, -v / c)],
    show=Eq(q + 2 * t * v + t**2 * c, q - v**2 / c),
    rests_on=["rank_one_form.theorem"],
)
canary = claim(
    "Canary: without ||w||^2 <= 2 delta <E, w> the operator leaves the band",
    given=[c > 0, delta >= 0, n >= 0],
    show=n / c <= 2 * delta,
    canary="REFUTED",
)
