"""Honest certificates of hypotheses: that they hold somewhere, that they hold nowhere, that a claim fails."""

from fractions import Fraction
from time import monotonic

import oracle

from certify.claims import PsdBound
from certify.claims.statements.words import Words, identity, matrix, parameters, sizes, tr
from certify.provers import Budget, decide_statement
from certify.provers.words.hypotheses import contradiction


def pool(rng):
    """Rules, statements and witnesses."""
    found = [make(rng) for make in (word_model, word_counterexample, psd_infeasible, psd_feasible) * 12]
    return found + vacuous_words()


def short(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def entries(rng, rows, columns):
    return [[Fraction(rng.randint(-3, 3), rng.choice((1, 2))) for _ in range(columns)] for _ in range(rows)]


def psd_infeasible(rng):
    """X11 = 0 against X12 = c, or X11 against a negative number; in random coordinates."""
    n = rng.randint(2, 3)
    L = [[short(rng) if j < i else Fraction(i == j) for j in range(n)] for i in range(n)]
    unit = [
        [[Fraction(int({i, j} == {a, b})) for b in range(n)] for a in range(n)] for i, j in ((0, 0), (0, 1))
    ]
    A = [oracle.product(oracle.product(L, U), oracle.turned(L)) for U in unit]
    face, c = short(rng), short(rng, 1)
    rows = [[[str(x) for x in row] for row in M] for M in A]
    statement = {
        "objective": rows[1],
        "constraints": [[rows[0], str(-c if face > 0 else 0)], [rows[1], str(c)]],
        "relation": ">=",
        "bound": str(face),
    }
    (found,) = decide_statement(
        PsdBound(rows[1], rows, [b for _, b in statement["constraints"]], face), Budget()
    ).certificates
    return found.rule, found.statement, found.witness


def psd_feasible(rng):
    """Constraints put together from a point."""
    n, m = rng.randint(1, 3), rng.randint(0, 3)
    B = entries(rng, n, rng.randint(1, n))
    X = oracle.product(B, oracle.turned(B))
    halves = [entries(rng, n, n) for _ in range(m + 1)]
    C, *A = [
        [[str(x) for x in row] for row in oracle.combination(half, oracle.turned(half), 1)] for half in halves
    ]
    values = [str(oracle.inner([[Fraction(x) for x in row] for row in M], X)) for M in A]
    statement = {
        "objective": C,
        "constraints": [list(pair) for pair in zip(A, values, strict=True)],
        "relation": rng.choice((">=", "<")),
        "bound": str(short(rng)),
    }
    return "psd-feasible", statement, {"X": [[str(x) for x in row] for row in X]}


def vacuous_words():
    """Hypotheses that contradict each other, of several kinds."""
    n, r = sizes("n r")
    (t,) = parameters("t")
    A, X = matrix("A", n, n), matrix("X", n, r)
    P, Q = (matrix(name, n, n, semidefinite=True) for name in "PQ")
    hypotheses = [
        ((), (-1 - tr(A.T * A),)),
        ((identity(n),), ()),
        ((A * X * X.T - X * X.T * A - identity(n),), ()),
        ((P + Q + identity(n),), ()),
        ((t**2 + 1,), ()),
        ((X.T * X - identity(r),), (r - n - 1,)),
        ((), (t - 1, -t)),
        ((2 * n - 1,), ()),
    ]
    found = [contradiction(Words(tr(A), "==", t, *given), monotonic() + 60) for given in hypotheses]
    return [(one.rule, one.statement, one.witness) for one in found]


def words_at_matrices(rng, rule):
    """A relation and a fact made for random matrices of small sizes."""
    n, r = rng.randint(1, 3), rng.randint(1, 2)
    A, half = entries(rng, n, n), entries(rng, n, n)
    S, P, X = (
        oracle.combination(half, oracle.turned(half), 1),
        oracle.product(half, oracle.turned(half)),
        entries(rng, n, r),
    )
    t = short(rng)

    def trace(M):
        return sum((M[i][i] for i in range(len(M))), Fraction(0))

    def scalar(*terms):
        return {"shape": [], "terms": [[str(c), powers, words] for c, powers, words in terms if c]}

    one = [0, 0, 0]
    square = oracle.inner(X, X)
    relations = [scalar((Fraction(1), one, [["A", "S"]]), (-trace(oracle.product(A, S)), one, []))]
    relations.append(scalar((Fraction(n), one, []), (Fraction(-1), [1, 0, 0], [])))
    facts = [scalar((Fraction(1), one, [["X", "X.T"]]), (-square + rng.choice((0, 1)), one, []))]
    facts.append(scalar((Fraction(1), [0, 0, 2], [["P"]])))
    relation = rng.choice(("=", ">="))
    left = scalar((Fraction(1), [0, 0, 1], [["A"]]), (Fraction(1), one, [["P", "S"]]))
    value = t * trace(A) + trace(oracle.product(P, S))
    statement = {
        "letters": [
            ["A", "n", "n", "general"],
            ["P", "n", "n", "semidefinite"],
            ["S", "n", "n", "symmetric"],
            ["X", "n", "r", "general"],
        ],
        "sizes": ["n", "r"],
        "parameters": ["t"],
        "relations": relations,
        "facts": facts,
        "relation": relation,
        "left": left,
        "right": scalar((value + abs(short(rng)) + 1, one, [])),
    }
    letters = [[[str(x) for x in row] for row in M] for M in (A, P, S, X)]
    return rule, statement, {"sizes": [n, r], "parameters": [str(t)], "letters": letters}


def word_model(rng):
    return words_at_matrices(rng, "word-model")


def word_counterexample(rng):
    return words_at_matrices(rng, "word-counterexample")
