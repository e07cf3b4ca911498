"""Definition 1.1 (Zhang): RIP(delta, k): rank E <= k gives (1 - delta) |E|^2 <= |A(E)|^2 <= (1 + delta)
|E|^2, 0 <= delta < 1.

And the text of Section 1.2: RIP forces dense measurements, A(e_i e_j^T) != 0.
"""

from certify.claims import claim, reals

d, k, size, measured = reals("delta k size measured")
dense = claim(
    "Section 1.2: A(e_i e_j^T) != 0 for all i, j under RIP(delta, 1)",
    given=[d >= 0, d < 1, size >= 1, size <= 1, measured >= (1 - d) * size],
    show=measured > 0,
    printed=True,
    note="size = |e_i e_j^T|^2 = 1, measured = |A(e_i e_j^T)|^2.",
)
nested = claim(
    "RIP(delta, n) is contained in RIP(delta, k): rank E <= k <= n gives rank E <= n",
    given=[size <= k, k <= d],
    show=size <= d,
    printed=True,
    note="size = rank E, d = n.",
)
