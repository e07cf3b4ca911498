"""Provers of points, curvature and semidefinite bounds: every verdict has its certificate, and is true."""

import itertools
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify import verify
from certify.claims import Curvature, PsdBound, Rational, reals
from certify.claims.statements.l1_point import SAYS, L1Point
from certify.crosscheck import check_bytes
from certify.provers import Budget, decide_statement
from certify.provers.audit import has_model, settles
from certify.provers.bounds.negative_curvature import negative_direction
from certify.provers.bounds.spectrahedron import rational_point


def decided(statement, seconds=600.0):
    """The verdict as a word, once its certificates are found to be true and the first its own."""
    outcome = decide_statement(statement, Budget(seconds))
    word = outcome.verdict.value
    assert all(found.check().accepted for found in outcome.certificates)
    assert bool(outcome.certificates) == (word != "UNDECIDED")
    if word == "VACUOUS":
        assert settles(statement, outcome.verdict, outcome.certificates)
        assert outcome.certificates[0].statement == statement.document()
    if word == "PROVED" and isinstance(statement, PsdBound):
        assert (outcome.model == "shown") == has_model(statement, outcome.certificates)
    if word in ("PROVED", "REFUTED"):
        asked = statement.asks(word == "PROVED")
        assert any(verify(outcome.certificates[0], question).accepted for _, question in asked)
    return word


# ---- l1


def entries(n):
    """The matrices with one entry 1."""
    return [
        [[int((a, b) == place) for b in range(n)] for a in range(n)]
        for place in itertools.product(range(n), repeat=2)
    ]


def completed(n, noise):
    """All entries of e1 e1^T, with noise at some places."""
    data = [int(place == (0, 0)) for place in itertools.product(range(n), repeat=2)]
    for (i, j), e in noise.items():
        data[i * n + j] += e
    return entries(n), data


E1, E1_WIDE = [[1], [0], [0]], [[1, 0], [0, 0], [0, 0]]
ROW, ROW_WIDE = [[1, 0, 0]], [[1, 0, 0], [0, 0, 0]]
YES, NO, OPEN = "PROVED", "REFUTED", "UNDECIDED"
# critical, not critical, sharp local minimum, global minimum, not a local minimum, not a global minimum
MINIMUM = (YES, NO, YES, YES, NO, NO)
SADDLE = (YES, NO, NO, NO, YES, YES)
SLOPE = (NO, YES, NO, NO, YES, YES)
FLAT = (YES, NO, OPEN, YES, NO, NO)
POINTS = [
    pytest.param(*completed(3, {}), [E1], MINIMUM, id="a true solution without noise"),
    pytest.param(*completed(3, {(1, 1): -1}), [E1_WIDE], MINIMUM, id="negative noise on the diagonal"),
    pytest.param(*completed(3, {(1, 1): 1}), [E1_WIDE], SADDLE, id="Theorem 5 of Ma and Fattahi: k > r"),
    pytest.param(*completed(3, {(1, 1): 1}), [E1], (YES, NO, YES, OPEN, NO, OPEN), id="k = r"),
    pytest.param(*completed(3, {(1, 2): 1}), [E1_WIDE, ROW_WIDE], SADDLE, id="Theorem 6(b): k > 2r"),
    pytest.param(*completed(3, {(0, 1): 1}), [E1, ROW], SLOPE, id="noise beside the truth"),
    pytest.param([[[1]]], [0], [[[0]], [[0]]], FLAT, id="0 * 0 for 0"),
    pytest.param([[[1]]], [1], [[[0]], [[1]]], SLOPE, id="0 * 1 for 1"),
    pytest.param([[[1]]], [1], [[[0]], [[0]]], SADDLE, id="0 * 0 for 1"),
    pytest.param([[[1]], [[1]]], [1, -1], [[["1/2"]]], FLAT, id="between two data"),
    pytest.param([[[1]]], [1], [[["3/2"]]], SLOPE, id="past the datum"),
]


@pytest.mark.parametrize(("measurements", "data", "factors", "expected"), POINTS)
def test_a_point_is_what_it_is(measurements, data, factors, expected):
    found = tuple(decided(L1Point(measurements, data, factors, says)) for says in SAYS)
    assert found == expected


def random_point(rng, d1, d2, k, r, m, symmetric):
    """A true solution of rank r with k columns, one datum in six an outlier."""
    W1 = [[Fraction(rng.randint(-9, 9), 4) if j < r else 0 for j in range(k)] for _ in range(d1)]
    W2 = [list(c) for c in zip(*W1, strict=True)] if symmetric else None
    W2 = W2 or [[Fraction(rng.randint(-9, 9), 4) if i < r else 0 for _ in range(d2)] for i in range(k)]
    A = [[[rng.randint(-9, 9) for _ in range(d2)] for _ in range(d1)] for _ in range(m)]
    X = [[sum(a * b for a, b in zip(row, c, strict=True)) for c in zip(*W2, strict=True)] for row in W1]
    y = [
        sum(a * x for u, v in zip(M, X, strict=True) for a, x in zip(u, v, strict=True))
        + (rng.choice((-7, 7)) if rng.random() < 1 / 6 else 0)
        for M in A
    ]
    return A, y, [W1] if symmetric else [W1, W2]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shape", [(2, 2, 2, 1), (3, 2, 1, 1), (3, 3, 3, 1), (2, 3, 2, 2)], ids=str)
def test_no_two_verdicts_on_a_random_point_contradict_each_other(shape, seed):
    d1, d2, k, r = shape
    rng = random.Random(f"{shape} {seed}")
    m = rng.randint(1, 3 * d1 * d2)
    data = random_point(rng, d1, d2, k, r, m, symmetric=d1 == d2 and seed % 2 == 0)
    word = {says: decided(L1Point(*data, says)) for says in SAYS}
    assert {word["critical"], word["not critical"]} == {YES, NO}  # linear programming decides
    assert {word["global minimum"], word["not a global minimum"]} in ({YES, NO}, {OPEN})
    assert {word["sharp local minimum"], word["not a local minimum"]} != {YES}
    for minimum in ("sharp local minimum", "global minimum"):
        assert word[minimum] != YES or (word["critical"], word["not a local minimum"]) == (YES, NO)


@pytest.mark.parametrize(("d", "k", "m"), [(8, 8, 14), (8, 8, 44), (12, 12, 20)])
def test_criticality_of_symmetric_sensing_is_decided_in_seconds(d, k, m):
    data = random_point(random.Random(d + m), d, d, k, 1, m, symmetric=True)
    assert decided(L1Point(*data, "critical")) in (YES, NO)


def test_a_budget_that_is_over_leaves_the_statement_open():
    point = L1Point(*completed(3, {(1, 1): 1}), [E1_WIDE], "not a local minimum")
    assert decided(point, seconds=0.0) == OPEN


def test_what_cannot_be_written_is_left_open():
    point = L1Point([[[Fraction(1, 10**1990 + k)]] for k in range(8)], [0] * 8, [[[1]]], "not critical")
    assert decided(point) == OPEN


# ---- curvature


@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6), st.fractions(-6, 6, max_denominator=4))
@settings(max_examples=60)
def test_the_least_eigenvalue_is_always_decided_and_as_numpy_has_it(numbers, bound):
    x = reals("x1 x2 x3")
    places = list(itertools.combinations_with_replacement(range(3), 2))
    f = sum((c * x[i] * x[j] for c, (i, j) in zip(numbers, places, strict=True)), Rational(0))
    H = np.zeros((3, 3))
    for c, (i, j) in zip(numbers, places, strict=True):
        H[i, j] += c
        H[j, i] += c
    least = np.linalg.eigvalsh(H)[0]
    most = decided(Curvature(f, dict.fromkeys(x, 5), at_most=bound))
    least_word = decided(Curvature(f, dict.fromkeys(x, 5), at_least=bound))
    # of "at most" and "at least" one is so, and both where the bound is the eigenvalue
    assert YES in (most, least_word)
    if abs(least - bound) > 1e-9:
        assert (most, least_word) == ((YES, NO) if least < bound else (NO, YES))


@pytest.mark.parametrize("gap", [Fraction(1, 10**40), Fraction(0), -Fraction(1, 10**40)])
def test_a_bound_closer_than_floats_see_is_decided(gap):
    a, b = reals("a b")
    statement = Curvature(10**30 * a**2 - b**2 + a * b, {a: 0, b: 0}, at_most=-2 + gap)
    # the least eigenvalue is below -2 by about 1/(2 * 10^30)
    assert decided(statement) == YES
    close = Curvature(-(b**2), {a: 0, b: 0}, at_most=-2 + gap)
    assert decided(close) == (YES if gap >= 0 else NO)


def test_a_gradient_that_does_not_vanish_refutes_a_critical_point():
    (a,) = reals("a")
    outcome = decide_statement(Curvature(a**2, {a: 1}, at_least=0, critical=True), Budget())
    assert (outcome.verdict.value, outcome.grade.value) == ("REFUTED", "exact")
    assert outcome.witness == {"derivative by a": "2"}


@pytest.mark.parametrize(
    "rows", [[[0, 1], [1, 0]], [[0, 1], [1, 5]], [[1, 2], [2, 1]], [[-1]], [[0, 0, 0], [0, 0, 1], [0, 1, 3]]]
)
def test_a_form_that_is_not_semidefinite_has_a_direction(rows):
    A = tuple(tuple(map(Fraction, row)) for row in rows)
    d = negative_direction(A)
    assert sum(a * x * y for row, x in zip(A, d, strict=True) for a, y in zip(row, d, strict=True)) < 0


def test_a_semidefinite_form_has_none():
    assert negative_direction(((Fraction(1), Fraction(2)), (Fraction(2), Fraction(4)))) is None


# ---- semidefinite programs

SUM, TRACE = [[2, "1/2"], ["1/2", 1]], [[1, 0], [0, 1]]
CORNERS = [[[int(a == b == i) for b in range(3)] for a in range(3)] for i in range(3)]
TRIANGLE = [[int(a != b) for b in range(3)] for a in range(3)]


@pytest.mark.parametrize(
    ("C", "A", "b", "at_least", "word"),
    [
        # the least eigenvalue of [[2, 1/2], [1/2, 1]] is (3 - sqrt 2)/2 = 0.79289...
        pytest.param(SUM, [TRACE], [1], "79/100", YES, id="an eigenvalue from below"),
        pytest.param(SUM, [TRACE], [1], "4/5", NO, id="an eigenvalue from above"),
        pytest.param([[0, 1], [1, 0]], [TRACE], [1], -1, YES, id="the value itself"),
        pytest.param([[0, 1], [1, 0]], [TRACE], [1], "-0.9999999", NO, id="close to the value"),
        pytest.param([[0, 1], [1, 0]], [], [], 0, NO, id="unbounded"),
        pytest.param(TRACE, [], [], 0, YES, id="no constraints"),
        pytest.param(SUM, [TRACE], [-1], 5, "VACUOUS", id="no feasible point"),
        pytest.param(TRIANGLE, CORNERS, [1, 1, 1], -3, YES, id="the cut of a triangle"),
        pytest.param(TRIANGLE, CORNERS, [1, 1, 1], "-2.999", NO, id="less than the cut"),
        pytest.param([[0, 1], [1, 1]], [[[1, 0], [0, 0]]], [0], 0, YES, id="no interior"),
        pytest.param([[0, 1], [1, 0]], [[[1, 0], [0, 0]]], [0], 0, OPEN, id="true, but no dual point"),
        pytest.param([[1, 0], [0, 0]], [[[0, 1], [1, 0]]], [2], 0, YES, id="a value not attained"),
        pytest.param([[1]], [[[1]], [[1]]], [1, 2], 0, "VACUOUS", id="equations that contradict"),
    ],
)
def test_a_semidefinite_program_is_bounded_as_it_is(C, A, b, at_least, word):
    assert decided(PsdBound(C, A, b, at_least)) == word


def form(n, *terms):
    """The symmetric matrix A with <A, X> the sum of c X_ij over terms (i, j, c), i and j from 1."""
    A = [[Fraction(0)] * n for _ in range(n)]
    for i, j, c in terms:
        A[i - 1][j - 1] += Fraction(c) / 2
        A[j - 1][i - 1] += Fraction(c) / 2
    return A


OFF = form(2, (1, 2, 1))
PROJECTION = [["1/5", "2/5"], ["2/5", "4/5"]]  # on (1, 2)


@pytest.mark.parametrize(
    ("C", "A", "b", "at_least", "faces"),
    [
        pytest.param(form(2, (2, 2, 1)), [form(2, (1, 1, 1)), OFF], [0, 1], 5, 1, id="X11 = 0, X12 = 1"),
        pytest.param(OFF, [PROJECTION, form(2, (1, 1, 1))], [0, -1], 0, 0, id="a negative diagonal"),
        pytest.param(OFF, [PROJECTION, [[2, "3/2"], ["3/2", -2]]], [0, 1], 0, 1, id="a rotated face"),
        pytest.param(
            form(3, (3, 3, 1)),
            [form(3, (1, 1, 1)), form(3, (1, 2, 1), (2, 2, 1)), form(3, (2, 3, 1))],
            [0, 0, 1],
            -5,
            2,
            id="a face of a face",
        ),
        pytest.param(
            form(4, (1, 1, 1)),
            [
                form(4, (4, 4, 1)),
                form(4, (3, 4, 1), (3, 3, 1)),
                form(4, (2, 3, 1), (2, 2, 1)),
                form(4, (1, 2, 1)),
            ],
            [0, 0, 0, 1],
            0,
            3,
            id="three faces",
        ),
        pytest.param(form(3, (3, 3, -1)), [form(3, (1, 1, 1), (2, 2, 1))], [-1], 0, 0, id="unbounded"),
        pytest.param(form(2, (1, 1, -1)), [form(2, (2, 2, 1))], [-1], 0, 0, id="an unbounded linear program"),
        pytest.param(
            form(2, (1, 1, -1)), [form(2, (2, 2, 1))] * 2, [1, 2], 0, 0, id="unbounded, contradictory"
        ),
        pytest.param(OFF, [form(2, (1, 1, 1), (2, 2, 1)), OFF], [0, 1], -1, 0, id="only X = 0 is left"),
    ],
)
def test_constraints_without_a_solution_make_a_bound_vacuous(C, A, b, at_least, faces):
    statement = PsdBound(C, A, b, at_least)
    assert decided(statement) == "VACUOUS"
    (certificate,) = decide_statement(statement, Budget()).certificates
    assert certificate.rule == "psd-infeasible"
    assert len(certificate.witness["steps"]) == faces + 1
    assert check_bytes(certificate.to_bytes(), statement.document()).accepted


@pytest.mark.parametrize("exponent", [3, 6, 12])
@pytest.mark.parametrize(
    ("C", "A", "b"),
    [
        pytest.param(form(2, (1, 1, 1)), [OFF], [1], id="X11 where X12 = 1"),
        pytest.param([[1, 2], [2, 4]], [[[-2, "-3/2"], ["-3/2", 2]]], [2], id="in other coordinates"),
        pytest.param(
            form(3, (1, 1, 1), (2, 2, 1)), [form(3, (1, 3, 1)), form(3, (2, 3, 1))], [1, 2], id="two rows"
        ),
    ],
)
def test_an_infimum_that_is_not_attained_is_approached_as_far_as_it_takes(C, A, b, exponent):
    assert decided(PsdBound(C, A, b, 0)) == YES
    assert decided(PsdBound(C, A, b, Fraction(1, 10**exponent))) == NO


@pytest.mark.parametrize("at_least", [-(10**6), -(10**12)])
@pytest.mark.parametrize(("C", "A", "b"), [(OFF, [], []), (form(2, (1, 1, -1)), [OFF], [1])])
def test_an_objective_that_is_unbounded_is_below_any_bound(C, A, b, at_least):
    assert decided(PsdBound(C, A, b, at_least)) == NO


@pytest.mark.parametrize("bound", [Fraction(1, 10**12), Fraction(1, 10**30)])
@pytest.mark.parametrize("signs", [[1, -1], [1, 1, 1], [1, -1, 1, 1, -1], [1] * 8])
def test_the_least_eigenvalue_of_a_sign_matrix_is_no_positive_number(signs, bound):
    unit = [[int(i == j) for j in range(len(signs))] for i in range(len(signs))]
    C = [[a * b for a in signs] for b in signs]
    assert decided(PsdBound(C, [unit], [1], bound)) == NO
    assert decided(PsdBound(C, [unit], [1], 0)) == YES


def test_an_irrational_value_is_approached():
    # the least eigenvalue of [[1, 1], [1, 0]] is (1 - sqrt 5)/2 = -0.6180339887498948...
    assert decided(PsdBound([[1, 1], [1, 0]], [TRACE], [1], Fraction(-618033988749, 10**12))) == NO


def test_where_no_feasible_point_is_shown_the_result_says_so():
    # only x = sqrt 2 satisfies both x^2 <= 2 and x^2 >= 2, x >= 0: that is, the matrices
    # [[1, x], [x, 2]] and [[x, 2], [2, 2 x]] are semidefinite
    blocks = [form(4, (1, 1, 1)), form(4, (2, 2, 1)), form(4, (3, 4, 1))]
    same = [form(4, (3, 3, 1), (1, 2, -1)), form(4, (4, 4, 1), (1, 2, -2))]
    apart = [form(4, (i, j, 1)) for i in (1, 2) for j in (3, 4)]
    statement = PsdBound(form(4, (1, 1, 1)), [*blocks, *same, *apart], [1, 2, 2, 0, 0, 0, 0, 0, 0], 0)
    outcome = decide_statement(statement, Budget(3))
    assert (outcome.verdict.value, outcome.model) == ("PROVED", "not shown")
    assert [one.rule for one in outcome.certificates] == ["psd-bound"]
    unit = decide_statement(PsdBound(SUM, [TRACE], [1], 0), Budget())
    assert (unit.verdict.value, unit.model) == ("PROVED", "shown")
    assert [one.rule for one in unit.certificates] == ["psd-bound", "psd-feasible"]


def test_a_face_of_a_face_is_found():
    """x >= 0 and -x >= 0 as one matrix: only x = 0; beside it y = 1 inside."""
    zero = Fraction(0)

    def diagonal(*numbers):
        n = len(numbers)
        return tuple(tuple(Fraction(numbers[i]) if i == j else zero for j in range(n)) for i in range(n))

    moves = [diagonal(1, -1, 0, 0), diagonal(0, 0, 1, -1)]
    x, y = rational_point(diagonal(0, 0, 0, 2), moves, float("inf"))
    assert x == 0
    assert 0 <= y <= 2


@pytest.mark.parametrize("seed", range(4))
def test_random_programs_are_decided_away_from_their_value(seed):
    rng = random.Random(seed)
    n, m = 5, 6

    def symmetric():
        M = [[rng.randint(-5, 5) for _ in range(n)] for _ in range(n)]
        return [[M[i][j] + M[j][i] for j in range(n)] for i in range(n)]

    A = [*(symmetric() for _ in range(m)), [[int(i == j) for j in range(n)] for i in range(n)]]
    V = [[rng.randint(-3, 3) for _ in range(n)] for _ in range(n)]
    X = [[sum(a * b for a, b in zip(u, v, strict=True)) for v in V] for u in V]
    b = [sum(a * x for u, v in zip(M, X, strict=True) for a, x in zip(u, v, strict=True)) for M in A]
    C = symmetric()
    value = sum(a * x for u, v in zip(C, X, strict=True) for a, x in zip(u, v, strict=True))
    assert decided(PsdBound(C, A, b, value + 1)) == NO
    assert decided(PsdBound(C, A, b, value - 10**4)) == YES
