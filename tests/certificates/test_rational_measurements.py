"""`rational_measurements`: weights, matrices and data alone make X a spurious point of an f in the band."""

import random
from fractions import Fraction
from pathlib import Path

import pytest
from questions import PATTERNS, asked, name_of, question, times, transpose

from certify import Certificate, InputError, Instance, decide
from certify.certificates import RationalMeasurements, Verdict, rational_measurements

EXAMPLES = Path(__file__).parents[2] / "examples" / "certificates"


def dot(A, B):
    """<A, B>."""
    return sum((a * b for x, y in zip(A, B, strict=True) for a, b in zip(x, y, strict=True)), Fraction(0))


def combined(coefficients, matrices):
    """The sum of c A."""
    n = len(matrices[0])
    return [
        [
            sum((c * A[i][j] for c, A in zip(coefficients, matrices, strict=True)), Fraction(0))
            for j in range(n)
        ]
        for i in range(n)
    ]


def is_semidefinite(A):
    """Exact LDL^T with rational pivots; a zero pivot needs a zero column."""
    A = [list(row) for row in A]
    for k, row in enumerate(A):
        if row[k] < 0 or (row[k] == 0 and any(row[k:])):
            return False
        if row[k] == 0:
            continue
        for other in A[k + 1 :]:
            factor = other[k] / row[k]
            for j in range(k, len(A)):
                other[j] -= factor * row[j]
    return True


def basis(n):
    """E_ii and E_ij + E_ji."""
    return [
        [[Fraction(int({i, j} == {a, b})) for b in range(n)] for a in range(n)]
        for i in range(n)
        for j in range(i, n)
    ]


def directions(n, r):
    """The units D of shape (n, r)."""
    return [
        [[Fraction(int((i, j) == (a, b))) for b in range(r)] for a in range(n)]
        for i in range(n)
        for j in range(r)
    ]


def squared_on_range(S, X):
    """||S Pi||^2, Pi the projector onto the range of X."""
    orthogonal = []
    for column in transpose(X):
        v = list(column)
        for u in orthogonal:
            c = dot([v], [u]) / dot([u], [u])
            v = [a - c * b for a, b in zip(v, u, strict=True)]
        if any(v):
            orthogonal.append(v)
    images = [[dot([row], [u]) for row in S] for u in orthogonal]
    return sum((dot([s], [s]) / dot([u], [u]) for s, u in zip(images, orthogonal, strict=True)), Fraction(0))


def assert_spurious(found, X, Z, delta, eps0, eps1, eps2):
    """Everything Definition 1.1 and Theorem 1.4 ask of f(U) = 1/2 sum c (<A, U U^T> - b)^2."""
    n, r = len(X), len(X[0])
    assert all(c > 0 for c in found.weights)
    assert len(found.weights) == len(found.matrices) == len(found.data) == n * (n + 1) // 2
    assert all(tuple(zip(*A, strict=True)) == A for A in found.matrices)
    # The band, in the basis E_ii, E_ij + E_ji with its Gram matrix.
    B = basis(n)
    values = [[dot(A, b) for b in B] for A in found.matrices]
    for sign in (1, -1):
        room = [
            [
                delta * dot(b, d)
                + sign
                * (dot(b, d) - sum(c * v[i] * v[j] for c, v in zip(found.weights, values, strict=True)))
                for j, d in enumerate(B)
            ]
            for i, b in enumerate(B)
        ]
        assert is_semidefinite(room), "f is outside the band"

    # The noise: the gradient of M -> 1/2 sum c (<A, M> - b)^2 at the truth.
    def gradient_at(M):
        residuals = [dot(A, M) - b for A, b in zip(found.matrices, found.data, strict=True)]
        return combined([c * x for c, x in zip(found.weights, residuals, strict=True)], found.matrices)

    noise = gradient_at(times(Z, transpose(Z)))
    for sign in (1, -1):
        room = [[eps0 * (i == j) + sign * x for j, x in enumerate(row)] for i, row in enumerate(noise)]
        assert is_semidefinite(room), "the noise is too large"
    # First order: <grad f(X), D> = <S, P_D> = 2 <S Pi, D X^T>.
    S = gradient_at(times(X, transpose(X)))
    assert 4 * squared_on_range(S, X) <= eps1**2, "X is not critical"
    # Second order, on all of the directions D.
    units = directions(n, r)
    lifts = []
    for D in units:
        half = times(D, transpose(X))
        lifts.append(
            [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(half, transpose(half), strict=True)]
        )
    seen = [[dot(A, P) for P in lifts] for A in found.matrices]
    hessian = [
        [
            2 * dot(S, times(D, transpose(C)))
            + sum(c * row[i] * row[j] for c, row in zip(found.weights, seen, strict=True))
            + eps2 * dot(times(D, transpose(X)), times(C, transpose(X)))
            for j, C in enumerate(units)
        ]
        for i, D in enumerate(units)
    ]
    assert is_semidefinite(hessian), "X is not a second-order point"


def measured(fields, delta):
    """The measurements of the counterexample decide finds."""
    decision = decide(Instance(*fields, delta=delta))
    assert decision.verdict is Verdict.COUNTEREXAMPLE
    return rational_measurements(decision.certificate)


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1)])
def test_the_measurements_alone_make_X_a_spurious_point_of_an_f_in_the_band(r, r_star, pattern):
    rng = random.Random(f"{r} {r_star} {pattern}")
    instance = None
    while instance is None:  # a delta* too near to 1 leaves no room above
        fields = question(rng, r, r_star, pattern)
        instance = asked(fields, 1, 1e-2, 3)
    X, Z, *eps = fields
    assert_spurious(measured(fields, instance.delta_exact), X, Z, instance.delta_exact, *eps)


def test_dependent_columns_of_X_leave_a_second_order_point_in_every_direction():
    X = [[Fraction(1), Fraction(2)], [Fraction(0), Fraction(0)], [Fraction(1, 2), Fraction(1)]]
    Z = [[Fraction(1)], [Fraction(2)], [Fraction(-1)]]
    eps0, zero = Fraction(1), Fraction(0)
    delta = asked((X, Z, eps0), 1, 1e-3, 6).delta_exact
    assert_spurious(measured((X, Z, eps0), delta), X, Z, delta, eps0, zero, zero)


def test_at_delta_zero_the_operator_is_the_identity():
    X, Z, eps0 = [[Fraction(1)], [Fraction(0)]], [[Fraction(0)], [Fraction(2)]], Fraction(10)
    found = measured((X, Z, eps0), 0)
    assert_spurious(found, X, Z, Fraction(0), eps0, Fraction(0), Fraction(0))
    assert sorted(found.weights) == [1, 1, 2]


def test_at_the_sharp_threshold_every_condition_holds_with_rational_equality():
    X, Z = [[Fraction(1)], [Fraction(0)]], [[Fraction(0)], [Fraction(3, 2)]]
    delta, eps2 = Fraction(4, 9), Fraction(13, 18)
    found = measured((X, Z, 0, 0, eps2), delta)
    assert_spurious(found, X, Z, delta, Fraction(0), Fraction(0), eps2)
    with pytest.raises(AssertionError, match="band"):
        assert_spurious(found, X, Z, delta - Fraction(1, 10**9), Fraction(0), Fraction(0), eps2)
    with pytest.raises(AssertionError, match="second-order"):
        assert_spurious(found, X, Z, delta, Fraction(0), Fraction(0), eps2 - Fraction(1, 10**9))


def test_data_of_the_truth_itself_are_noiseless():
    found = rational_measurements(Certificate.from_json((EXAMPLES / "counterexample.json").read_bytes()))
    assert isinstance(found, RationalMeasurements)
    statement = Certificate.from_json((EXAMPLES / "counterexample.json").read_bytes()).statement
    Z = [[Fraction(x) for x in row] for row in statement["Z"]]
    truth = times(Z, transpose(Z))
    if statement["eps0"] == "0":
        assert [dot(A, truth) for A in found.matrices] == list(found.data)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_certificates_of_other_rules_have_no_measurements(path):
    if path.stem == "counterexample":
        return
    with pytest.raises(InputError, match=r"rule: .* has no measurements"):
        rational_measurements(Certificate.from_json(path.read_bytes()))


def test_a_witness_outside_the_band_is_refused_and_not_measured():
    document = dict(Certificate.from_json((EXAMPLES / "counterexample.json").read_bytes()).document)
    n = len(document["witness"]["S"])
    off = [["0" if i == j else "1000" for j in range(n)] for i in range(n)]
    document["witness"] = {**document["witness"], "S": off}
    assert not Certificate(document).check().accepted
    with pytest.raises(InputError, match="not positive definite"):
        rational_measurements(Certificate(document))
