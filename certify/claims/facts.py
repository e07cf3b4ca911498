"""Named facts of the literature that a claim may assume: one list, each with its text and a reference.

What is proved from such a fact is "PROVED assuming" it. A fact leaves the list for good when it is a theorem
of its own with a certificate.
"""

from typing import NamedTuple

from certify.common.errors import InputError


class NamedFact(NamedTuple):
    """A fact by name: what it says, and where it is proved."""

    name: str
    text: str
    reference: str


_ALL = (
    NamedFact(
        "Weyl",
        "|sigma_i(A + B) - sigma_i(A)| <= |B|op for all i, and |lambda_i(A + B) - lambda_i(A)| <= |B|op for "
        "symmetric A and B",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 4.3.1 and Corollary 7.3.5",
    ),
    NamedFact(
        "von Neumann trace inequality",
        "|tr(A^T B)| <= sum_i sigma_i(A) sigma_i(B)",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 7.4.1.1",
    ),
    NamedFact(
        "Hoffman-Wielandt",
        "sum_i (lambda_i(A) - lambda_i(B))^2 <= |A - B|_F^2 for symmetric A and B, eigenvalues in order; "
        "the same for singular values of any A and B",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 6.3.5 and Corollary 7.3.5",
    ),
    NamedFact(
        "Mirsky",
        "norm(diag(sigma(A) - sigma(B))) <= norm(A - B) in every unitarily invariant norm",
        "Mirsky, Symmetric gauge functions and unitarily invariant norms, 1960, Theorem 5",
    ),
    NamedFact(
        "Eckart-Young",
        "|A - B|_F^2 >= sum_{i > k} sigma_i(A)^2 wherever rank B <= k, with equality for the truncated SVD",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Section 7.4.2",
    ),
    NamedFact(
        "Davis-Kahan",
        "|sin Theta(U, V)|op <= |A - B|op / gap, for spectral subspaces U of A and V of B that are "
        "separated by the gap",
        "Davis, Kahan, The rotation of eigenvectors by a perturbation III, 1970",
    ),
    NamedFact(
        "Gershgorin",
        "every eigenvalue of A lies within sum_{j != i} |A_ij| of some A_ii",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 6.1.1",
    ),
    NamedFact(
        "Courant-Fischer",
        "lambda_k(A) is the maximum over k-dimensional subspaces of the least x^T A x with |x| = 1, for "
        "symmetric A",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 4.2.6",
    ),
    NamedFact(
        "Ky Fan",
        "sum_{i <= k} lambda_i(A) is the maximum of tr(U^T A U) with U^T U = I_k, for symmetric A",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Corollary 4.3.39",
    ),
    NamedFact(
        "Cauchy-Schwarz",
        "<A, B>^2 <= |A|_F^2 |B|_F^2, with the Frobenius norm of both; and the same for any inner product",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4",
    ),
    NamedFact(
        "product of singular values",
        "sigma_i(A B) <= sigma_i(A) |B|op, and sigma_min(A) |B|_F <= |A B|_F where A has full column rank",
        "Horn, Johnson, Topics in Matrix Analysis, Theorem 3.3.16",
    ),
    NamedFact(
        "norm inequalities",
        "|A|op <= |A|_F <= |A|nuc <= sqrt(rank A) |A|_F, |A B|_F <= |A|op |B|_F, and the triangle "
        "inequality in each of the three norms",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Sections 5.6 and 7.4.7",
    ),
    NamedFact(
        "Tu et al. Lemma 5.4",
        "dist(X, Z)^2 <= |X X^T - Z Z^T|_F^2 / (2 (sqrt(2) - 1) sigma_r(Z)^2)",
        "Tu, Boczar, Simchowitz, Soltanolkotabi, Recht, Low-rank solutions of linear matrix equations via "
        "Procrustes flow, 2016, Lemma 5.4",
    ),
    NamedFact(
        "Hoeffding",
        "P(sum (X_i - E X_i) >= t) <= exp(-2 t^2 / sum (b_i - a_i)^2) for independent X_i in [a_i, b_i]",
        "Hoeffding, Probability inequalities for sums of bounded random variables, 1963, Theorem 2",
    ),
    NamedFact(
        "Bernstein",
        "P(|sum X_i| >= t) <= 2 exp(-c min(t^2/sum |X_i|_psi1^2, t/max |X_i|_psi1)) for independent centred "
        "sub-exponential X_i and an absolute c",
        "Vershynin, High-Dimensional Probability, Theorem 2.8.1",
    ),
    NamedFact(
        "Chernoff",
        "P(S <= (1 - t) m) <= exp(-t^2 m/2) and P(S >= (1 + t) m) <= exp(-t^2 m/(2 + t)), 0 < t <= 1, for "
        "sums S of independent 0-1 variables with mean m",
        "Vershynin, High-Dimensional Probability, Theorem 2.3.1 and Exercise 2.3.5",
    ),
    NamedFact(
        "Sudakov minoration",
        "E sup X_t >= c e sqrt(log N(T, e)) for a centred Gaussian process, an absolute c and every e > 0",
        "Wainwright, High-Dimensional Statistics, Theorem 5.30",
    ),
    NamedFact(
        "Gaussian concentration",
        "P(f(x) >= E f(x) + t) <= exp(-t^2/(2 L^2)) for standard Gaussian x and L-Lipschitz f",
        "Vershynin, Introduction to the non-asymptotic analysis of random matrices, Proposition 5.34",
    ),
    NamedFact(
        "Gaussian extreme singular values",
        "sqrt(N) - sqrt(n) - t <= sigma_min(A) <= sigma_max(A) <= sqrt(N) + sqrt(n) + t with probability "
        "at least 1 - 2 exp(-t^2/2) for an N x n standard Gaussian matrix A",
        "Vershynin, Introduction to the non-asymptotic analysis of random matrices, Corollary 5.35",
    ),
    NamedFact(
        "Orlicz chaining",
        "P(sup X_t >= C (J + u)) <= C exp(-u) for Orlicz processes with entropy integral J",
        "Wainwright, High-Dimensional Statistics, Theorem 5.36",
    ),
    NamedFact(
        "Taylor",
        "h(1) = h(0) + h'(0) + h''(t)/2 for some t in [0, 1], for a twice differentiable h",
        "Rudin, Principles of Mathematical Analysis, Theorem 5.15",
    ),
    NamedFact(
        "minimum over a compact set",
        "a continuous function on a closed, bounded, non-empty set attains its minimum",
        "Rudin, Principles of Mathematical Analysis, Theorem 4.16",
    ),
    NamedFact(
        "first-order condition",
        "the gradient of a differentiable function vanishes at a minimiser over an open set",
        "Nocedal, Wright, Numerical Optimization, 2nd ed., Theorem 2.2",
    ),
    NamedFact(
        "minimax",
        "inf sup = sup inf for a bilinear form on convex sets, one of them compact",
        "Sion, On general minimax theorems, 1958, Corollary 3.3",
    ),
    NamedFact(
        "Markov",
        "P(Y >= a) <= E Y/a for Y >= 0 and a > 0",
        "Vershynin, High-Dimensional Probability, Proposition 1.2.4",
    ),
    NamedFact(
        "Chebyshev",
        "P(|Y - E Y| >= t) <= var(Y)/t^2 for t > 0",
        "Vershynin, High-Dimensional Probability, Corollary 1.2.5",
    ),
    NamedFact(
        "Jensen",
        "phi(E Y) <= E phi(Y) for convex phi",
        "Rudin, Real and Complex Analysis, 3rd ed., Theorem 3.3",
    ),
    NamedFact(
        "Orlicz norm",
        "inf {t > 0: E psi(|X|/t) <= 1} is a norm for convex, increasing psi with psi(0) = 0",
        "Vershynin, High-Dimensional Probability, Sections 2.5 and 2.7",
    ),
    NamedFact(
        "Clarke derivative",
        "f'(x, d) <= f°(x, d) for locally Lipschitz f",
        "Clarke, Generalized gradients and applications, 1975, Proposition 1.4",
    ),
    NamedFact(
        "regularity of maxima",
        "f'(x, d) = f°(x, d) for the maximum f of finitely many smooth functions",
        "Rockafellar, Wets, Variational Analysis, Example 7.28",
    ),
    NamedFact(
        "Gaussian contraction",
        "E sup |sum_i s_i (|<g_i, D>| - E |<g_i, D>|)| <= 4 sqrt(m N) over the unit ball of R^N, for m "
        "independent standard Gaussian g_i and signs s_i",
        "Ledoux, Talagrand, Probability in Banach Spaces, Lemma 6.3 and Theorem 4.12",
    ),
    NamedFact(
        "Sylvester's rank inequality",
        "rank A + rank B - k <= rank(A B) <= min(rank A, rank B) for A of k columns and B of k rows",
        "Horn, Johnson, Matrix Analysis, 2nd ed., Section 0.4.5",
    ),
)
FACTS = {fact.name: fact for fact in _ALL}


def named_fact(name: str) -> NamedFact:
    """A fact of the list. Raises InputError for an unknown name."""
    if name not in FACTS:
        raise InputError("assuming", f"{name!r} is no named fact", f"use one of {', '.join(FACTS)}")
    return FACTS[name]
