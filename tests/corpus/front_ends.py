"""Sentences aimed at what stands between a sentence and its certificate, with what is so of each.

Poles, cancelled factors, half-lines, roots, names, empty hypotheses, and matrices of size 1 or with r > n. An
expression is undefined where a part of it is; a hypothesis that is undefined does not hold; a statement
"for all" is ILL_POSED where a part it asserts is undefined while the hypotheses hold, and VACUOUS where they
hold nowhere. Nothing is cancelled.
"""

ILL_POSED = """
for all x: x/x = 1
for all x with x >= 0: x^2/x = x
for all x: (x^2 - 1)/(x - 1) = x + 1
for all s, t with s > 0: t*s/t >= s/2
for all x: 1/(x^2 - 2)^2 > 0
for all x with 0 <= x <= 3: (x - 3)/(x - 3) <= 1
for all x, y with x >= 0, y >= 0: x*y/(x + y) >= 0
for all x with x <= 1: (1 - x)/(1 - x) = 1
for all x: 0/x = 0
for all x: 0*(1/x) = 0
for all x: 1/x - 1/x = 0
for all x: (1/x)*x = 1
for all x: x*x^(-1) = 1
for all x: x^2*x^(-2) = 1
for all x: (1/x)^0 = 1
for all x: sqrt(x)^2 = x
for all x: sqrt(x)*sqrt(x) = x
for all x with x >= -1: sqrt(x + 1/2) >= 0
for all x: x^(1/3) <= abs(x) + 1
for all x: sqrt(x^2)/x <= 1
for all x with x >= 0: x^(-1/2)*0 = 0
for all x: max(x, 1/x) >= min(x, 1/x)
for all x: abs(1/x) >= 0
for all x with x^2 <= 1: 1/(1 - x) >= 0
for all x, y: (x^2 + y^2)/(x^2 + y^2) = 1
for all x, y with x > y: (x^2 - y^2)/(x + y) = x - y
for all x: not 1/x = 0
for all x: 1/x > 0 or 1/x < 0
for all x: 1/x > 0 or x < 0
for all x: 1/(1/x) = x
for all x: sqrt(-x^2) = 0
for all x with x >= 1: sqrt(1 - x) >= 0
for all a, b with a >= b: sqrt(a - b) + sqrt(b - a) = 0
for all x: (x - 1)*(x + 2)/((x - 1)*(x + 2)) = 1
for all x: 2/(x/x) = 2
for all α with 0 <= α: 1/α >= 0
for all t with t^3 >= 0: t^3/t = t^2
for all x with x > -1/1000000: 1/x^2 > 0
for all x with sqrt(x) >= 0: 1/x >= 0
for all x with x^2 = x: x/x = 1
"""

PROVED = """
for all x with x != 0: x/x = 1
for all x with x > 0: x^2/x = x
for all x with x != 1: (x^2 - 1)/(x - 1) = x + 1
for all s, t with s > 0, t != 0: t*s/t >= s/2
for all x, y with x/x + y^2 >= y: x != 0
for all x with 1/x = 1/x: x != 0
for all x with sqrt(x) = sqrt(x): x >= 0
for all x with x*(1/x) = 1: abs(x) > 0
for all x, y with sqrt(x^2*y) > 0: y > 0
for all x, y with x^2 + y^2 <= 1: 1/(1 - x*y) >= 2/3
for all x: x = 0 or x/x = 1
for all x: x > 0 and 1/x > 0 or x <= 0
for all x: 1/(abs(x) - 1/3) > 0 or abs(x) < 1
for all x with x >= 2: x^2 >= 4
for all x with x > 0: x + 1/x >= 2
for all x with x < 0: x + 1/x <= -2
for all x with x >= 1: sqrt(x) <= x
for all x with 0 <= x <= 1: sqrt(x) >= x
for all x with x >= 0: sqrt(x)^2 = x
for all x: sqrt(x^2) = abs(x)
for all x with x >= 0: (x^3)^(1/3) = x
for all x with x <= 0: sqrt(x^2) = -x
for all x with x > 0: sqrt(1/x) = 1/sqrt(x)
for all x with x >= 0: sqrt(sqrt(x)) = x^(1/4)
for all x with x >= 0: sqrt(x + sqrt(x)) >= sqrt(x)
for all x, y with x > 0, y > 0: sqrt(x/y)*sqrt(y) = sqrt(x)
for all x, y with x > 0, y > 0: sqrt(x*y) <= (x + y)/2
for all x with x >= 3: 1/(x - 2) <= 1
for all x with x > 2: x/(x - 2) > 1
for all x with x <= -1: 1/x >= -1
for all x: max(x, -x) = abs(x)
for all x, y: min(x, y) + max(x, y) = x + y
for all x, y: abs(abs(x) - abs(y)) <= abs(x - y)
for all x with x^2 < 1: abs(x) < 1
for all x with not x <= 0: 1/x > 0
for all x with x < 0 or x > 1: 1/(x^2 - x) > 0
for all x with 1/x > 0: x > 0
for all x with 1/(x - 1) >= 0: x > 1
for all x with 1/(x - 1) >= 1: 1 < x <= 2
for all x with sqrt(x - 2) <= 3: 2 <= x <= 11
for all x with x/(x^2 + 1) >= 1/2: x = 1
for all x with sqrt(x - 1) + sqrt(1 - x) = 0: x = 1
for all x with x >= 1, x <= 1: x = 1
for all x with x^(-2) >= 1: -1 <= x <= 1 and x != 0
there are x with x^2 = 2: x > 1
there are x: x/x = 1
there are x, y with x*y = 1: x + y = 5/2
there are x: sqrt(x) = x and x != 0
there are x with x < 0: x^3 > -1/1000
there are x: abs(x - 1) + abs(x + 1) = 2
there are x: 1/(x - 1/3) > 1000000
there are x with x >= 0: sqrt(x) = 3
for all sqrt2 with sqrt2^2 = 2, sqrt2 > 0: sqrt2 < 3/2
for all I, E with I > E: E < I
for all pi: pi^2 >= 0
for all lambda, e with e > lambda: lambda - e < 0
for all S, N, Q: S^2 + N^2 + Q^2 >= 0
for all x1, x2, x10 with x1 <= x2, x2 <= x10: x1 <= x10
for all α, β with 0 <= α < 1, β >= 0, not (β > 1 or α = 0): α·β ≤ 1
for all x_1, x_1_0: (x_1 + x_1_0)^2 <= 2*(x_1^2 + x_1_0^2)
for all oo, zoo, nan: oo + zoo + nan = nan + zoo + oo
"""

REFUTED = """
for all x, y with sqrt(x^2*y) >= 0: y >= 0
for all x with x >= 0: x^2 >= x
for all x: sqrt(x^2) = x
for all x with x != 0: 1/x <= x
for all x with x > 1: x^2/x > x + 1/1000
for all x with x != 0: x/x = 1 and x > 0
for all x with x != 1: (x^2 - 1)/(x - 1) > 0
for all x with x < 2: 1/(x - 2) <= -1
for all x with x > 0: x + 1/x >= 2.000001
for all x with 1/x <= 1: x >= 1
for all x with x <= 0: sqrt(x^2) = x
for all x, y: abs(x + y) = abs(x) + abs(y)
for all x, y: max(x, y) = x
for all x, y: min(x, y) >= 0
for all x with x >= -2: x^2 >= 4
for all x with x > 3: x >= 4
for all x with x >= 0: sqrt(x) <= x
for all x, y with x*y >= 0: x >= 0
for all x with x/(x - 1) > 1: x > 2
for all x, y with x/y = 1: x = 1
for all a, b with a/b >= 1: a >= b
for all lambda, e: lambda = e
for all I, E: I^2 >= E
for all beta, gamma: gamma <= beta^2 + 1
there are x: x^2/x = 0
there are x: x/x = 2
there are x: x/x != 1
there are x: sqrt(x) < 0
there are x: sqrt(x - 1) + sqrt(-x) >= 0
there are x: 1/x = 0
there are x with x > 1, x < 1: x = x
there are x with x^2 < 0: x > 0
there are x, y with x^2 + y^2 <= 0: x != y
there are x: abs(x) < x
there are x: max(x, 1) < min(x, 1)
there are x with x > 0: x + 1/x < 2
there are x: not x/x = 1
there are x: 0*(1/x) != 0
"""

VACUOUS = """
for all x with x > 1, x < 1: x > 7
for all x with x^2 < 0: x = 1
for all x with 1/x = 0: x > 0
for all x with x/x = 2: x > 0
for all x with x/x != 1: x > 0
for all x with sqrt(x) < 0: x = 1
for all x with sqrt(x - 2) >= 0, x < 2: x > 7
for all x with sqrt(x - 1) + sqrt(-x) >= 0: x > 7
for all x, y with x > 0, y < 0, x*y > 0: x = y
for all x with x^2/x = 0: x = 0
for all x with x = 0, 1/x > 0: x = 5
for all x with abs(x) < 0: x/x = 1
for all x with max(x, 1) < 1: x = 0
for all x with x + 1/x < 2, x > 0: x = 1
for all x with x > 2, x < 3, x^2 > 9: x = 1
for all x with not x/x = 1: x = 0
for all x, y with x^2 + y^2 < 2*x*y: x = y
for all x with x^4 + 1 <= 0: 1/x = 1
for all x with (x - x)/(x - x) = 1: x = 1
"""

# A matrix of n rows and r columns may have r > n: Q'Q = I(r) has then no solution, for these sizes alone.
MATRICES = {
    "PROVED": """
for all matrices A (1 x 1), B (1 x 1): tr(A*B) = tr(B*A)
for all matrices a (1 x 1): tr(a)^2 = tr(a*a)
for all matrices x (n x 1), y (n x 1): tr(x'*y*x'*y) = tr(x'*y*y'*x)
for all matrices A (1 x n): tr(A*A') >= 0
for all matrices A (n x r), B (n x r): 2*inner(A, B) <= tr(A'*A) + tr(B'*B)
for all matrices Q (n x r) with Q'*Q = I(r): tr(Q*Q') = r
for all matrices Q (1 x r) with Q'*Q = I(r): r = 1
for all matrices Q (n x r) with Q'*Q = I(r): r <= n
for all semidefinite P (1 x 1): tr(P) >= 0
for all semidefinite P (n x n), b (n x 1) and scalars t with t >= 0: t*tr(b'*P*b) >= 0
for all symmetric S (n x n): tr(S*S) >= 0
for all matrices A (n x r): tr(A'*A) = tr(A*A')
for all matrices A (n x r): tr(A*A'*A*A') >= 0
for all matrices A (n x n): tr(A - A') = 0
for all matrices A (n x r), x (r x 1): tr(x'*A'*A*x) >= 0
""",
    "REFUTED": """
for all matrices A (n x n): tr(A*A) >= 0
for all matrices A (n x n), B (n x n): A*B = B*A
for all matrices A (n x n): A = A'
for all symmetric S (n x n): tr(S) >= 0
for all matrices Q (n x r) with Q'*Q = I(r): Q*Q' = I(n)
for all matrices A (n x n): tr(A)^2 = tr(A*A)
for all matrices A (n x r): tr(A'*A) >= 1
for all symmetric S (n x n), T (n x n): S*T = T*S
for all matrices Q (n x r) with Q'*Q = I(r): r >= 2
for all matrices A (n x r): tr(A*A') <= r
for all matrices Q (n x r) with Q'*Q = I(r): r >= n
for all matrices A (n x 1), B (1 x n): tr(A*B) >= 0
""",
    "VACUOUS": """
for all matrices A (n x r) with tr(A*A') = -1: tr(A*A') >= 5
for all matrices A (n x n) with A*A' + I(n) = 0: tr(A) = 7
for all semidefinite P (n x n) with tr(P) <= -1: tr(P) >= 5
for all matrices A (1 x 1) with tr(A*A) <= -1: tr(A) >= 5
""",
}


def lines(text: str) -> list[str]:
    """The sentences of a block."""
    return text.strip().splitlines()


REALS = [
    (verdict, sentence)
    for verdict, block in (
        ("ILL_POSED", ILL_POSED), ("PROVED", PROVED), ("REFUTED", REFUTED), ("VACUOUS", VACUOUS),
    )
    for sentence in lines(block)
]  # fmt: skip
WORDS = [(verdict, sentence) for verdict, block in MATRICES.items() for sentence in lines(block)]
