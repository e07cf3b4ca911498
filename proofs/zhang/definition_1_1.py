"""Definition 1.1 (Zhang): RIP(delta, k): rank E <= k gives (1 - delta) |E|^2 <= |A(E)|^2 <= (1 + delta)
|E|^2, 0 <= delta < 1.

And the text of Section 1.2: RIP forces dense measurements, A(e_i e_j^T) != 0.
"""

from certify.claims import claim, reals, source

SOURCE = source("Definition 1.1", page=1)

d, k, n, rank_e, measured = reals("delta k n rank_E measured")
dense = claim(
    "Section 1.2: A(e_i e_j^T) != 0 for all i, j under RIP(delta, 1)",
    given=[d >= 0, d < 1, measured >= 1 - d],
    show=measured > 0,
    printed=True,
    note="measured = |A(e_i e_j^T)|^2, and |e_i e_j^T| = 1.",
)
nested = claim(
    "Definition 1.1: RIP(delta, n) is contained in RIP(delta, k): rank E <= k <= n gives rank E <= n",
    given=[rank_e <= k, k <= n],
    show=rank_e <= n,
    note="Example 4.1 says it of any k.",
)
