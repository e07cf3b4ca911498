"""Rule `mask-enumeration`: the exact probability, as going through all masks gives it, or the exact mean."""

import itertools
from fractions import Fraction
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.kernel.rules.computation import enumeration

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

RULE = "mask-enumeration"
CERTIFICATE = example(RULE)
EVENT = CERTIFICATE["statement"]["quantity"][1]
HOLDS = {
    "<": lambda v: v < 0,
    "<=": lambda v: v <= 0,
    "=": lambda v: v == 0,
    ">=": lambda v: v >= 0,
    ">": lambda v: v > 0,
    "!=": lambda v: v != 0,
}


def claim(probabilities, quantity, relation, bound):
    rows = [[str(Fraction(p)) for p in row] for row in probabilities]
    statement = {
        "probabilities": rows,
        "quantity": quantity,
        "relation": relation,
        "bound": str(Fraction(bound)),
    }
    return changed(CERTIFICATE, statement=statement)


def is_so(quantity, chances, value):
    """Exactly the relations that the value has to the bounds around it are accepted."""
    for bound in (value, value - Fraction(1, 10**9), value + Fraction(1, 10**9)):
        for relation, holds in HOLDS.items():
            result = verdict(claim([chances], quantity, relation, bound))
            assert result.code == int(not holds(value - bound)), (relation, bound, result)


def polynomial(terms):
    return [[str(Fraction(c)), list(bits)] for bits, c in terms.items()]


def value_at(terms, mask):
    return sum(c for bits, c in terms.items() if all(mask[bit] for bit in bits))


def by_enumeration(holds, chances):
    """The sum of the probabilities of the masks for which it holds."""
    total = Fraction(0)
    for mask in itertools.product((0, 1), repeat=len(chances)):
        if holds(mask):
            total += prod(p if bit else 1 - p for bit, p in zip(mask, chances, strict=True))
    return total


def events(size):
    """Events as they are written, each with the function it is of a mask."""
    products = st.sets(st.integers(0, size - 1), max_size=3).map(lambda bits: tuple(sorted(bits)))
    coefficients = st.fractions(-3, 3, max_denominator=3).filter(bool)
    leaves = st.tuples(st.dictionaries(products, coefficients, max_size=5), st.sampled_from(sorted(HOLDS)))
    conditions = leaves.map(
        lambda leaf: (
            ["holds", polynomial(leaf[0]), leaf[1]],
            lambda mask: HOLDS[leaf[1]](value_at(leaf[0], mask)),
        )
    )

    def joined(parts):
        lists = st.lists(parts, max_size=3)
        return (
            parts.map(lambda part: (["not", part[0]], lambda mask: not part[1](mask)))
            | lists.map(lambda ps: (["and", *(p[0] for p in ps)], lambda mask: all(p[1](mask) for p in ps)))
            | lists.map(lambda ps: (["or", *(p[0] for p in ps)], lambda mask: any(p[1](mask) for p in ps)))
        )

    return st.recursive(conditions, joined, max_leaves=4)


def masks(size):
    """An event about so many bits, and a probability for each."""
    chances = st.sampled_from([Fraction(p) for p in ("0", "1", "1/2", "1/3", "9/10")])
    return st.tuples(events(size), st.lists(chances, min_size=size, max_size=size))


@given(st.integers(1, 6).flatmap(masks))
@settings(deadline=None, max_examples=60)
def test_the_probability_of_any_event_is_that_of_all_its_masks(case):
    (written, holds), chances = case
    is_so(["probability", written], chances, by_enumeration(holds, chances))


@given(st.dictionaries(st.sets(st.integers(0, 3)).map(lambda bits: tuple(sorted(bits))), st.integers(1, 9)))
@settings(deadline=None, max_examples=40)
def test_the_mean_of_a_polynomial_is_the_sum_over_masks(terms):
    chances = [Fraction(p) for p in ("0", "1/2", "1/3", "1")]
    value = sum(
        value_at(terms, mask) * by_enumeration(lambda other, mask=mask: other == mask, chances)
        for mask in itertools.product((0, 1), repeat=4)
    )
    is_so(["mean", polynomial(terms)], chances, Fraction(value))


@pytest.mark.parametrize(("n", "p"), [(1, "1/2"), (16, "3/10"), (60, "1/2"), (100, "3/10"), (256, "1/10")])
def test_binomial_tails_are_those_of_the_binomial_coefficients(n, p):
    p, least = Fraction(p), n // 4
    tail = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(least, n + 1))
    seen = ["holds", polynomial({**({(): -least} if least else {}), **{(k,): 1 for k in range(n)}}), ">="]
    rows = [[p] * (n // 4)] * 4 if n % 4 == 0 else [[p] * n]
    assert verdict(claim(rows, ["probability", seen], ">=", tail)).accepted
    assert verdict(claim(rows, ["probability", ["not", seen]], "<=", 1 - tail)).accepted
    assert verdict(claim(rows, ["probability", seen], ">", tail)).code == 1


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6])
def test_rows_and_columns_that_are_all_seen_follow_inclusion_and_exclusion(n):
    every = Fraction(0)
    for rows, columns in itertools.product(range(n + 1), repeat=2):
        unseen = Fraction(7, 10) ** (n * n - (n - rows) * (n - columns))
        every += (-1) ** (rows + columns) * comb(n, rows) * comb(n, columns) * unseen
    lines = [{(i * n + j,): 1 for j in range(n)} for i in range(n)]
    lines += [{(i * n + j,): 1 for i in range(n)} for j in range(n)]
    event = ["and", *(["holds", polynomial(line), ">"] for line in lines)]
    assert verdict(claim([["3/10"] * n] * n, ["probability", event], "=", every)).accepted


def test_the_example_is_accepted():
    result = verdict(CERTIFICATE, CERTIFICATE["statement"])
    assert (result.accepted, result.rule) == (True, RULE)
    assert result.reason == "the probability is 156625083/1000000000, < the bound"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("a smaller bound", "statement.bound: the probability is 156625083/1", statement__bound="3/20"),
        case("another relation", "which is not >= the bound", statement__relation=">="),
        case("another probability", "statement.bound: the", statement__probabilities__0__0="9/10"),
        case("fewer conditions", "statement.bound: the", statement__quantity__1__1=DELETED),
        case("an unknown relation", "statement.relation: expected one of", statement__relation="~"),
        case("a probability above 1", "not in [0, 1]", statement__probabilities__0__0="11/10"),
        case("a negative probability", "not in [0, 1]", statement__probabilities__2__2="-1/10"),
        case("no probabilities", "probabilities: the matrix is empty", statement__probabilities=[]),
        case("a witness", "witness: unknown field 'masks'", witness__masks=[]),
        case("an unknown quantity", "quantity[0]: expected one of", statement__quantity__0="variance"),
        case("a quantity without a subject", "quantity: expected 2 elements", statement__quantity=["mean"]),
        case("the mean of an event", "quantity[1][0]: expected a list", statement__quantity__0="mean"),
        case("an unknown event", "quantity[1][0]: expected one of", statement__quantity__1__0="xor"),
        case("not of two", "expected 2 elements", statement__quantity__1=["not", EVENT, EVENT]),
        case("a condition without relation", "expected 3 elements", statement__quantity__1=["holds", []]),
        case("a bit that is not there", "from 0 to 8", statement__quantity__1__1__1__0__1=[9]),
        case("a bit twice", "from 1 to 8", statement__quantity__1__1__1__0__1=[0, 0]),
        case("bits out of order", "from 3 to 8", statement__quantity__1__1__1__0__1=[2, 1]),
        case("a product twice", "appears twice", statement__quantity__1__1__1__0__1=[1]),
        case("a zero coefficient", "the coefficient is zero", statement__quantity__1__1__1__0__0="0"),
    ],
)
def test_a_changed_certificate_is_rejected(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


def quadratic(n):
    """A condition for which hardly two masks leave the same question."""
    terms = {(i, j): (7 * i + 13 * j * j) % 101 + 1 for i in range(n) for j in range(i + 1, n)}
    return ["holds", polynomial({**terms, (): -6 * n * n}), ">"]


def test_sixteen_bits_in_general_position_are_within_the_limits():
    assert verdict(claim([["1/2"] * 4] * 4, ["probability", quadratic(16)], ">", 0)).accepted


def test_too_many_bits_in_general_position_are_declined(monkeypatch):
    result = verdict(claim([["1/2"] * 24], ["probability", quadratic(24)], ">", 0))
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")
    monkeypatch.setattr(enumeration, "MAX_STATES", 1000)
    result = verdict(claim([["1/2"] * 16], ["probability", quadratic(16)], ">", 0))
    assert (result.code, result.reason) == (2, "too large: more than 1000 terms of open questions")


def test_entries_that_are_certain_cost_nothing():
    rows = [["1/2"] * 8, [1] * 8, *[[0] * 8] * 3]
    assert verdict(claim(rows, ["probability", quadratic(40)], "<", 1)).accepted


def test_a_mean_of_large_numbers_is_declined():
    big = "1" + "0" * 1999
    terms = [[big, list(range(i, 4000))] for i in range(200)]
    certificate = claim([[f"1/{10**40 + 1}"] * 64] * 64, ["mean", terms], ">", 0)
    assert verdict(certificate).code == 2
