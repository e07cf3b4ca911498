"""`decide`: a certificate of the right side that both checkers accept, for every kind of instance."""

import json
import random
from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest
from questions import (
    PATTERNS,
    RULE,
    SIDE,
    asked,
    assert_proved,
    delta_beside,
    fraction,
    matrix,
    name_of,
    question,
    size_of_error,
    times,
    tolerances,
)

from certify import InputError, Instance, SolverError, decide, delta_star, verify
from certify.certificates import Verdict

# The module of this name is hidden by the function.
DECIDE = import_module("certify.certificates.decide")
NOTHING = (0, 0, 0)
EVERYTHING = (1, 1, 1)


def both_sides(fields, distance=1e-2, digits=4):
    """The decisions above and below delta*, each asserted; at least one of the two must exist."""
    found = {}
    for side in (1, -1):
        instance = asked(fields, side, distance, digits)
        if instance is not None:
            found[side] = assert_proved(decide(instance), side)
    assert found, "delta* leaves room on neither side"
    return found


def integer(rng):
    return Fraction(rng.randint(-3, 3))


def quarter(rng):
    return Fraction(rng.randint(-8, 8), 4)


def hundredth(rng):
    return fraction(rng, 100)


def double(rng):
    return Fraction(rng.gauss(0.0, 1.0))


ENTRIES = (integer, quarter, hundredth, double)


# --- every kind of instance -----------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
@pytest.mark.parametrize("entry", ENTRIES)
def test_both_sides_of_delta_star_are_proved_for_entries_of_any_kind(entry, pattern):
    rng = random.Random(f"{entry.__name__} {pattern}")
    for r, r_star in ((1, 1), (2, 1), (1, 2)):
        X, Z = (matrix(lambda: entry(rng), r + r_star, columns) for columns in (r, r_star))
        X[0][0] += 4  # E != 0 even where all entries are small integers
        both_sides((X, Z, *tolerances(rng, pattern, size_of_error(X, Z))))


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
@pytest.mark.parametrize(("r", "r_star"), [(3, 2), (2, 3), (4, 1)])
def test_both_sides_are_proved_for_larger_ranks(r, r_star, pattern):
    rng = random.Random(f"{r} {r_star} {pattern}")
    both_sides(question(rng, r, r_star, pattern), 1e-3, 6)


def generic(rng):
    return matrix(lambda: quarter(rng), 4, 2), matrix(lambda: quarter(rng), 4, 2)


def column_of(M, k):
    return [[row[k]] for row in M]


def beside(*blocks):
    return [[x for row in rows for x in row] for rows in zip(*blocks, strict=True)]


def scaled(M, factor):
    return [[factor * x for x in row] for row in M]


def dependent_columns_in_X(rng):
    X, Z = generic(rng)
    return beside(column_of(X, 0), scaled(column_of(X, 0), Fraction(-2, 3))), Z


def a_zero_column_in_X(rng):
    X, Z = generic(rng)
    return beside(scaled(column_of(X, 0), 0), column_of(X, 1)), Z


def three_columns_of_rank_two_in_X(rng):
    X, Z = generic(rng)
    return times(X, matrix(lambda: integer(rng), 2, 3)), column_of(Z, 0)


def dependent_columns_in_Z(rng):
    X, Z = generic(rng)
    return X, beside(column_of(Z, 0), scaled(column_of(Z, 0), Fraction(5, 7)))


def no_truth_at_all(rng):
    X, Z = generic(rng)
    return X, scaled(Z, 0)


def no_candidate_at_all(rng):
    X, Z = generic(rng)
    return scaled(X, 0), Z


def a_truth_of_larger_rank(rng):
    X, Z = generic(rng)
    return column_of(X, 0), beside(Z, column_of(X, 1))


def a_truth_inside_the_range_of_X(rng):
    X, _ = generic(rng)
    return X, times(X, [[Fraction(1, 2), Fraction(2)], [Fraction(-1), Fraction(1, 3)]])


def a_truth_orthogonal_to_X(rng):
    a, b, c = (quarter(rng) + 3 for _ in range(3))
    return [[a, b], [b, -a], [Fraction(0), Fraction(0)]], [[Fraction(0)], [Fraction(0)], [c]]


def more_rows_than_the_span_obliquely(rng):
    lifting = matrix(lambda: integer(rng), 6, 3)
    X, Z = matrix(lambda: quarter(rng), 3, 2), matrix(lambda: quarter(rng), 3, 1)
    return times(lifting, X), times(lifting, Z)


def more_rows_and_dependent_columns(rng):
    X, Z = more_rows_than_the_span_obliquely(rng)
    return beside(column_of(X, 0), column_of(X, 0)), Z


def fewer_rows_than_r_plus_r_star(rng):
    return matrix(lambda: quarter(rng), 2, 2), matrix(lambda: quarter(rng), 2, 2)


def repeated_singular_values(rng):
    # A rational rotation: 3-4-5 in two planes.
    X = [
        [Fraction(3, 5), Fraction(0)],
        [Fraction(4, 5), Fraction(0)],
        [Fraction(0), Fraction(5, 13)],
        [Fraction(0), Fraction(12, 13)],
    ]
    return scaled(X, 2), matrix(lambda: quarter(rng), 4, 1)


def singular_values_almost_repeated(rng):
    X, Z = repeated_singular_values(rng)
    X[0][0] += Fraction(1, 10**9)
    return X, Z


def all_entries_times(factor):
    def make(rng):
        X, Z = generic(rng)
        return scaled(X, factor), scaled(Z, factor)

    make.__name__ = f"all_entries_times_{float(factor):.0e}"
    return make


KINDS = (
    dependent_columns_in_X,
    a_zero_column_in_X,
    three_columns_of_rank_two_in_X,
    dependent_columns_in_Z,
    no_truth_at_all,
    no_candidate_at_all,
    a_truth_of_larger_rank,
    a_truth_inside_the_range_of_X,
    a_truth_orthogonal_to_X,
    more_rows_than_the_span_obliquely,
    more_rows_and_dependent_columns,
    fewer_rows_than_r_plus_r_star,
    repeated_singular_values,
    singular_values_almost_repeated,
    all_entries_times(Fraction(10**20)),
    all_entries_times(Fraction(1, 10**20)),
    all_entries_times(Fraction(1, 3**40)),
)


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_both_sides_are_proved_for_degenerate_instances(kind, pattern):
    rng = random.Random(f"{kind.__name__} {pattern}")
    X, Z = kind(rng)
    size = size_of_error(X, Z)
    unit = Fraction(10) ** round(np.log10(size))  # keeps the tolerances short beside entries of any scale
    eps0, eps1, eps2 = tolerances(rng, pattern, float(size / float(unit)))
    both_sides((X, Z, eps0 * unit, eps1 * unit, eps2), 1e-3, 6)


@pytest.mark.parametrize("exponent", [20, -20])
def test_one_column_of_a_wildly_different_size_is_no_obstacle(exponent):
    rng = random.Random(exponent)
    X, Z = generic(rng)
    X = beside(scaled(column_of(X, 0), Fraction(10) ** exponent), column_of(X, 1))
    star = delta_star(Instance(X, Z)).delta_star
    for side in (1, -1):
        delta = delta_beside(star, side, 1e-2, 4)
        if delta is not None:
            assert_proved(decide(Instance(X, Z, delta=delta)), side)


# --- where the side is known by a formula ---------------------------------------------------------------


def example_4_1(r, r_star, epsilon, roots, rho):
    """Example 4.1 (Zhang): delta* = 1/(1 + (1 + epsilon)/rho) at eps2 = 2 (1 + delta*) epsilon.

    rho = sqrt(r/r*), and the squares of the roots sum to 1 + epsilon + rho, so that everything is rational.
    """
    assert rho * rho == Fraction(r, r_star)
    assert sum(Fraction(root) ** 2 for root in roots) == 1 + epsilon + rho
    X = [[Fraction(int(i == j)) for j in range(r)] for i in range(r + r_star)]
    zeros = [[Fraction(0)] * (r_star * len(roots)) for _ in range(r)]
    Z = zeros + [
        [Fraction(int(i == j)) * root for j in range(r_star) for root in roots] for i in range(r_star)
    ]
    delta = 1 / (1 + (1 + epsilon) / rho)
    return X, Z, delta, 2 * (1 + delta) * epsilon


EXTREMAL = {
    "r = r* = 1": (1, 1, Fraction(0), (1, 1), Fraction(1)),
    "r = 4, r* = 1": (4, 1, Fraction(0), (1, 1, 1), Fraction(2)),
    "r = 9, r* = 1": (9, 1, Fraction(0), (2,), Fraction(3)),
    "r = 4, r* = 1, epsilon = 1": (4, 1, Fraction(1), (2,), Fraction(2)),
    "r = 4, r* = 1, epsilon = 1/16": (4, 1, Fraction(1, 16), (Fraction(7, 4),), Fraction(2)),
    "r = r* = 1, epsilon = 1/4": (1, 1, Fraction(1, 4), (Fraction(3, 2),), Fraction(1)),
    "r = r* = 1, epsilon = 7": (1, 1, Fraction(7), (3,), Fraction(1)),
    "r = r* = 2, epsilon = 1/4": (2, 2, Fraction(1, 4), (Fraction(3, 2),), Fraction(1)),
}
STEP = Fraction(1, 10**6)


def rotated(M):
    """M after a rational rotation of its first and last rows."""
    c, s = Fraction(3, 5), Fraction(4, 5)
    first = [c * a - s * b for a, b in zip(M[0], M[-1], strict=True)]
    last = [s * a + c * b for a, b in zip(M[0], M[-1], strict=True)]
    return [first, *M[1:-1], last]


@pytest.mark.parametrize("turn", [list, rotated], ids=["along the axes", "rotated"])
@pytest.mark.parametrize("name", EXTREMAL)
def test_the_extremal_instances_have_a_counterexample_exactly_at_delta_star(name, turn):
    X, Z, star, eps2 = example_4_1(*EXTREMAL[name])
    assert_proved(decide(Instance(turn(X), turn(Z), eps2=eps2, delta=star)), 1)


@pytest.mark.parametrize("turn", [list, rotated], ids=["along the axes", "rotated"])
@pytest.mark.parametrize("name", EXTREMAL)
def test_the_extremal_instances_are_decided_a_millionth_to_either_side(name, turn):
    X, Z, star, eps2 = example_4_1(*EXTREMAL[name])
    for side in (1, -1):
        assert_proved(decide(Instance(turn(X), turn(Z), eps2=eps2, delta=star + side * STEP)), side)


def test_the_two_worked_examples_of_the_format_hold_with_equality():
    square = [[int(i == j) for j in range(4)] for i in range(5)]
    assert_proved(decide(Instance(square, [[0]] * 4 + [[2]], eps2=3, delta=Fraction(1, 2))), 1)
    assert_proved(decide(Instance([[1], [0]], [[0], ["3/2"]], eps2="13/18", delta="4/9")), 1)
    # One step below they are no counterexamples: equality is not slack.
    assert_proved(decide(Instance(square, [[0]] * 4 + [[2]], eps2=3, delta=Fraction(1, 2) - STEP)), -1)
    assert_proved(decide(Instance([[1], [0]], [[0], ["3/2"]], eps2="13/18", delta=Fraction(4, 9) - STEP)), -1)


@pytest.mark.parametrize("eps0", [Fraction(1, 3), Fraction(1, 7), Fraction(9, 10)])
def test_at_the_origin_only_noise_below_one_minus_delta_lets_escape(eps0):
    # X = 0, Z = e: escape along e unless (1 - delta) ||E|| <= eps0.
    for shift, side in ((Fraction(0), 1), (STEP, 1), (-STEP, -1)):
        assert_proved(decide(Instance([[0], [0]], [[0], [1]], eps0=eps0, delta=1 - eps0 + shift)), side)


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
def test_at_delta_zero_only_tolerances_can_make_a_counterexample(pattern):
    # H = Id at delta = 0: escape from any X in a noiseless problem, nothing to escape where eps are huge.
    rng = random.Random(f"zero {pattern}")
    X, Z = generic(rng)
    small = [Fraction(bit, 1000) for bit in pattern]
    assert_proved(decide(Instance(X, Z, *small, delta=0)), -1)
    if pattern[0] or pattern[1:] == (1, 1):
        large = [1000 * bit for bit in pattern]
        assert_proved(decide(Instance(X, Z, *large, delta=0)), 1)
        assert_proved(decide(Instance(X, Z, *large, delta="1/1000")), 1)


# --- what a decision is ---------------------------------------------------------------------------------


def test_without_a_delta_the_question_is_refused_by_name():
    with pytest.raises(InputError, match="delta: is missing"):
        decide(Instance([[1], [0]], [[0], [1]]))


def test_a_certificate_states_its_instance_to_the_last_digit_and_no_other():
    rng = random.Random("statement")
    for pattern in PATTERNS:
        fields = question(rng, 2, 1, pattern)
        for side in (1, -1):
            instance = asked(fields, side, 1e-2)
            if instance is None:
                continue
            certificate = assert_proved(decide(instance), side)
            word = "counterexample-exists" if side > 0 else "no-counterexample"
            X, Z, eps0, eps1, eps2 = fields
            statement = {
                "X": X,
                "Z": Z,
                "delta": instance.delta_exact,
                "eps0": eps0,
                "eps1": eps1,
                "eps2": eps2,
                "conclusion": word,
            }
            assert verify(certificate, statement).accepted
            for name in statement:
                changed = dict(statement)
                if name in "XZ":
                    changed[name] = [list(row) for row in statement[name]]
                    changed[name][-1][-1] += STEP
                elif name == "conclusion":
                    changed[name] = "no-counterexample" if side > 0 else "counterexample-exists"
                else:
                    changed[name] += STEP
                found = verify(certificate, changed)
                assert (found.accepted, found.code) == (False, 1)
                assert name in found.reason


def test_floats_are_stated_as_the_binary_numbers_they_are():
    X, Z = np.array([[1.1], [0.1]]), np.array([[0.3], [1.7]])
    statement = assert_proved(decide(Instance(X, Z, eps2=0.1, delta=0.2)), -1).statement
    for name, given in (("X", X), ("Z", Z)):
        assert [[Fraction(x) for x in row] for row in statement[name]] == [
            [Fraction(float(x)) for x in row] for row in given
        ]
    assert (Fraction(statement["delta"]), Fraction(statement["eps2"])) == (Fraction(0.2), Fraction(0.1))


def test_the_same_instance_written_differently_has_the_same_certificate():
    first = decide(Instance([["1/2"], ["0"]], [["0.0"], ["1.50"]], delta="0.2")).certificate
    second = decide(Instance([[0.5], [0]], [[0], [Fraction(3, 2)]], delta=Fraction(1, 5))).certificate
    assert first is not None
    assert second is not None
    assert first.statement == second.statement
    assert first.address == second.address


def test_the_reason_of_a_decision_is_what_the_kernel_says():
    for delta in ("0.2", "0.9"):
        decision = decide(Instance([[1], [0]], [[0], [1]], delta=delta))
        assert decision.reason == verify(decision.certificate).reason
        assert decision.delta_star == pytest.approx(delta_star(Instance([[1], [0]], [[0], [1]])).delta_star)


def test_so_near_delta_star_that_nothing_can_be_proved_the_reason_names_the_distance():
    """Bisection towards an irrational delta*: each side is certified until neither can be."""
    low, high = Fraction(0), Fraction(999, 1000)
    for _ in range(80):
        middle = (low + high) / 2
        decision = decide(Instance([[1, 0], [0, 2], [0, 0]], [[1], [0], [1]], delta=middle))
        if decision.verdict is Verdict.UNDECIDED:
            break
        assert verify(decision.certificate).accepted
        if decision.verdict is Verdict.COUNTEREXAMPLE:
            high = middle
        else:
            low = middle
    assert decision.verdict is Verdict.UNDECIDED
    assert high - low < 1e-7
    assert decision.certificate is None
    assert f"delta* = {decision.delta_star:.9f}" in decision.reason
    named = float(decision.reason.partition("within ")[2].split()[0])
    assert named == pytest.approx(abs(float(middle) - decision.delta_star), rel=0.1, abs=1e-15)
    assert len(decision.reason.splitlines()) == 1


def near_an_irrational_delta_star(distance):
    """An instance at a delta about this far from its delta*, which is no rational number one could hit."""
    fields = ([[1, 0], [0, 2], [0, 0]], [[1], [0], [1]])
    return Instance(*fields, delta=Fraction(delta_star(Instance(*fields)).delta_star + distance))


@pytest.mark.parametrize("distance", [1e-4, 1e-5, 1e-6, -1e-6, -1e-5, -1e-4])
def test_an_irrational_delta_star_is_told_apart_at_every_distance_down_to_a_millionth(distance):
    assert_proved(decide(near_an_irrational_delta_star(distance)), 1 if distance > 0 else -1)


# --- whatever the solvers do ----------------------------------------------------------------------------


def failing(*_arguments, **_options):
    raise SolverError("said nothing")


def test_without_any_solver_the_sharp_directions_still_prove_an_escape(monkeypatch):
    monkeypatch.setattr(DECIDE, "delta_star", failing)
    monkeypatch.setattr(DECIDE, "interior_point", failing)
    decision = decide(Instance([[1], [0]], [[0], [1]], delta="0.2"))
    assert_proved(decision, -1)
    assert decision.delta_star is None


@pytest.mark.parametrize("delta", ["0.9", "0.999"])
def test_without_any_solver_a_counterexample_is_left_undecided_with_the_solvers_word(delta, monkeypatch):
    monkeypatch.setattr(DECIDE, "delta_star", failing)
    monkeypatch.setattr(DECIDE, "interior_point", failing)
    decision = decide(Instance([[1], [0]], [[0], [1]], delta=delta))
    assert (decision.verdict, decision.certificate, decision.delta_star) == (Verdict.UNDECIDED, None, None)
    assert "said nothing" in decision.reason


@pytest.mark.parametrize("failed", ["clarabel", "scs"])
def test_one_solver_that_fails_inside_leaves_the_work_to_the_other(failed, monkeypatch):
    from certify.recovery.duality.rank_one import interior_point

    def one_fails(frame, delta, solver):
        if solver == failed:
            raise SolverError(f"{failed} said nothing")
        return interior_point(frame, delta, solver)

    monkeypatch.setattr(DECIDE, "interior_point", one_fails)
    assert_proved(decide(Instance([[1], [0]], [[0], [1]], delta="0.9")), 1)


def test_a_point_with_no_interior_is_undecided_and_names_delta_star(monkeypatch):
    monkeypatch.setattr(DECIDE, "interior_point", failing)
    decision = decide(Instance([[1], [0]], [[0], [1]], delta="0.9"))
    assert decision.verdict is Verdict.UNDECIDED
    assert f"{decision.delta_star:.9f}" in decision.reason
    assert "said nothing" in decision.reason


# --- sizes ----------------------------------------------------------------------------------------------


def longest(value):
    """The digits of the longest numerator or denominator in a witness."""
    if isinstance(value, list):
        return max(map(longest, value), default=0)
    return max(len(part.lstrip("-")) for part in value.split("/"))


@pytest.mark.parametrize("pattern", [NOTHING, EVERYTHING], ids=name_of)
def test_a_certificate_in_eight_dimensions_is_far_below_a_mebibyte(pattern):
    rng = random.Random(f"eight {pattern}")
    X, Z = (matrix(lambda: quarter(rng), 8, columns) for columns in (5, 3))
    fields = (X, Z, *tolerances(rng, pattern, size_of_error(X, Z)))
    for certificate in both_sides(fields, 1e-3, 6).values():
        assert len(certificate.to_bytes()) < 1 << 17


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
def test_a_witness_has_few_more_digits_than_its_distance_from_delta_star_needs(pattern):
    rng = random.Random(f"digits {pattern}")
    X, Z = ([[quarter(rng) for _ in range(columns)] for _ in range(3)] for columns in (2, 1))
    fields = (X, Z, *tolerances(rng, pattern, size_of_error(X, Z)))
    for side, certificate in both_sides(fields, 1e-2, 3).items():
        witness = certificate.witness
        names = ("S", "G") if side > 0 else ("D0", "D")
        for name in names:
            assert longest(witness[name]) <= 16, name
        assert all(longest(witness[name]) <= 60 for name in ("nu", "q", "M_plus") if name in witness)


def test_the_document_of_a_certificate_is_of_this_schema_and_of_no_floats():
    for delta, side in (("0.2", -1), ("0.9", 1)):
        certificate = assert_proved(decide(Instance([[1], [0]], [[0], [1]], delta=delta)), side)
        document = json.loads(certificate.to_json(), parse_float=pytest.fail)
        assert set(document) == {"schema", "version", "rule", "statement", "witness"}
        assert (document["schema"], document["version"]) == ("certify/certificate", 1)
        assert document["rule"] == RULE[SIDE[side]]
