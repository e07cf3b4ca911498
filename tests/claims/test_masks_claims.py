"""Claims about random masks: exact probabilities, proved or refuted by the kernel, never estimated."""

from fractions import Fraction
from math import comb

import pytest

from certify import crosscheck
from certify.claims import (
    And,
    Constants,
    Eq,
    Grade,
    Implies,
    Masks,
    Ne,
    Not,
    Or,
    Rational,
    Verdict,
    exp,
    mask_bits,
    sqrt,
)
from certify.common.errors import InputError
from certify.provers import Budget, decide_statement

w = mask_bits(2, 2)
row = w[0, 0] + w[0, 1]


def decided(*args, **bound):
    return decide_statement(Masks(*args, **bound), Budget())


@pytest.mark.parametrize(
    ("p", "event", "value"),
    [
        pytest.param("3/10", row >= 1, "51/100", id="a row is seen"),
        pytest.param("3/10", And(row >= 1, w[1, 0] + w[1, 1] >= 1), "2601/10000", id="both rows are seen"),
        pytest.param("1/2", Or(Eq(w[0, 0], 1), Not(w[1, 1] > 0)), "3/4", id="or, not"),
        pytest.param("1/2", Ne(w[0, 0], w[0, 1]), "1/2", id="two entries differ"),
        pytest.param("1/2", Not(Eq(w[0, 0], w[0, 1])) & (row > 0), "1/2", id="exclusive or"),
        pytest.param("1/3", Implies(w[0, 0] > 0, w[0, 1] > 0), "7/9", id="an implication"),
        pytest.param("1/2", w[0, 0] * w[0, 1] * w[1, 0] * w[1, 1] > 0, "1/16", id="a product"),
        pytest.param("1/2", w[0, 0] ** 5 - w[0, 0] < 0, 0, id="the powers of a bit are the bit"),
        pytest.param("1/2", True, 1, id="always"),
        pytest.param("1/2", False, 0, id="never"),
        pytest.param([["1", 0], ["1/2", "1/2"]], w[0, 0] + w[1, 0] >= 2, "1/2", id="fixed entries"),
        pytest.param(Fraction(1, 3), 3 * row + Rational(1, 2) * w[1, 1] > 3, "7/27", id="rational weights"),
        pytest.param("0.3", row + 1, "8/5", id="a mean"),
        pytest.param("1/2", (w[0, 0] + w[1, 1]) ** 2, "3/2", id="the mean of a square"),
        pytest.param("1/2", Rational(7), 7, id="the mean of a constant"),
    ],
)  # fmt: skip
def test_exactly_the_bounds_that_hold_are_proved(p, event, value):
    value = Fraction(value)
    near = [value - Fraction(1, 10**6), value, value + Fraction(1, 10**6)]
    for name, proved in (
        ("at_least", [True, True, False]),
        ("exactly", [False, True, False]),
        ("at_most", [False, True, True]),
    ):
        for bound, holds in zip(near, proved, strict=True):
            statement = Masks((2, 2), p, event, **{name: bound})
            outcome = decide_statement(statement, Budget())
            assert (outcome.verdict, outcome.grade) == (
                Verdict.PROVED if holds else Verdict.REFUTED,
                Grade.KERNEL,
            )
            assert outcome.how.endswith(f"is {value}")
            assert list(outcome.witness.values()) == ([] if holds else [str(value)])
            (proof,) = outcome.certificates
            assert (proof.rule, proof.statement) in statement.asks(holds)
            assert crosscheck.check_bytes(proof.to_bytes()).accepted


@pytest.mark.parametrize("n", [3, 8])
def test_hoeffdings_bound_for_a_fixed_matrix_is_below_the_exact_probability(n):
    """Theorem 2.2 (noisy completion), d the same in all entries: P(sum unobserved <= (1 - p + chi) |d|_1)."""
    p, chi = Fraction(1, 2), Fraction(1, 4)
    unobserved = sum(1 - bit for bit in mask_bits(n, n).values())
    event = unobserved <= (1 - p + chi) * n**2
    exact = sum(comb(n * n, k) for k in range(n * n + 1) if k <= (1 - p + chi) * n**2) * Fraction(
        1, 2 ** (n * n)
    )
    assert decided((n, n), p, event, exactly=exact).verdict is Verdict.PROVED
    assert decided((n, n), p, event, at_least=exact + Fraction(1, 10**9)).verdict is Verdict.REFUTED
    bound = Constants([("Hoeffding", 1 - exp(-2 * chi**2 * n**2), "<", exact)])
    assert decide_statement(bound, Budget()).verdict is Verdict.PROVED


def test_a_long_probability_is_readable():
    bits = mask_bits(10, 10)
    outcome = decided((10, 10), "1/2", sum(bits.values()) >= 60, at_least="28/1000")
    assert outcome.how == "the probability is 0.0284439668 (a fraction of 30 digits)"


def test_too_many_masks_are_left_open(monkeypatch):
    monkeypatch.setattr("certify.kernel.limits.MAX_WORK", 200_000_000)
    bits = mask_bits(6, 6)
    terms = [(7 * i + 13 * j**2) % 101 * bits[i, j] * bits[j, i] * bits[i, i] for i, j in bits]
    terms += [-((31 * i + j**3) % 97) * bits[i, j] * bits[(i + 1) % 6, j] for i, j in bits]
    outcome = decided((6, 6), "1/2", sum(terms) >= 1, at_least="1/2")
    assert (outcome.verdict, outcome.grade) == (Verdict.UNDECIDED, Grade.NONE)
    assert outcome.how.startswith("too large: ")


@pytest.mark.parametrize(
    ("args", "bound", "message"),
    [
        pytest.param(((2, 2), "1/2", row > 0), {}, "at_least: bounds given: none", id="no bound"),
        pytest.param(
            ((2, 2), "1/2", row > 0), {"at_least": 0, "at_most": 1}, "at_least, at_most", id="two bounds"
        ),
        pytest.param(
            ((2, 2), "1/2", row > 0), {"at_most": 0.5}, "at_most: 0.5 is a binary float", id="a float"
        ),
        pytest.param(((2, 2), 0.5, row > 0), {"at_most": 1}, "p: 0.5 is a binary float", id="p a float"),
        pytest.param(
            ((2, 2), "3/2", row > 0), {"at_most": 1}, "p: has a number outside [0, 1]", id="p above 1"
        ),
        pytest.param(
            ((2, 2), "-1/2", row > 0), {"at_most": 1}, "p: has a number outside [0, 1]", id="p below 0"
        ),
        pytest.param(((2, 2), "half", row > 0), {"at_most": 1}, "p: 'half' is not a number", id="p a word"),
        pytest.param(((2, 2), [["1/2"]], row > 0), {"at_most": 1}, "p: is 1 x 1", id="p too small"),
        pytest.param(((2, 2), ["1/2", "1/2"], row > 0), {"at_most": 1}, "p: is neither", id="p a list"),
        pytest.param(
            ((2, 2), [["1/2"], []], row > 0), {"at_most": 1}, "p: row 1 has 0 entries", id="p ragged"
        ),
        pytest.param(((0, 2), "1/2", row > 0), {"at_most": 1}, "shape: is 0 x 2", id="no rows"),
        pytest.param(((65, 2), "1/2", row > 0), {"at_most": 1}, "shape: is 65 x 2", id="too many rows"),
        pytest.param((2, "1/2", row > 0), {"at_most": 1}, "shape: is 2; give two integers", id="one size"),
        pytest.param(((1, 1), "1/2", row > 0), {"at_most": 1}, "event: w_0_1 is no bit", id="another mask"),
        pytest.param(((2, 2), "1/2", 1 / w[0, 0] > 0), {"at_most": 1}, "is no polynomial", id="a quotient"),
        pytest.param(((2, 2), "1/2", sqrt(2) * row > 0), {"at_most": 1}, "is no polynomial", id="a root"),
        pytest.param(((2, 2), "1/2", "w_0_0 > 0"), {"at_most": 1}, "is no exact number", id="text"),
    ],
)
def test_what_is_no_statement_about_masks_is_refused_in_one_line(args, bound, message):
    with pytest.raises(InputError) as error:
        Masks(*args, **bound)
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_statement_about_masks_says_what_it_is_and_is_known_by_it():
    event = And(row >= 1, w[1, 0] >= 1)
    statement = Masks((2, 2), "3/10", event, at_most="1/4")
    start = "in a 2 x 2 mask, each entry observed with probability 3/10: the probability of "
    assert statement.text().startswith(start)
    assert statement.text().endswith("is at most 1/4")
    again = Masks((2, 2), Fraction(3, 10), And(row - 1 >= 0, w[1, 0] >= 1), at_most="0.25")
    assert statement.hash == again.hash
    assert statement.hash != Masks((2, 2), "3/10", event, at_least="1/4").hash
