"""The second checker on random masks: its three methods and the kernel find the same probability."""

import json
import random
from fractions import Fraction

import pytest

from certify import crosscheck, kernel
from certify.crosscheck.rules.computation import mask_enumeration
from certify.kernel.rules.computation.mask_enumeration import evaluate

RELATIONS = ["<", "<=", "=", ">=", ">", "!="]


def judged(chances, quantity, relation, bound):
    """The codes of the kernel and of the second checker."""
    statement = {
        "probabilities": [[str(Fraction(p)) for p in chances]],
        "quantity": quantity,
        "relation": relation,
        "bound": str(Fraction(bound)),
    }
    fields = {"schema": "certify/certificate", "version": 1, "rule": "mask-enumeration"}
    data = json.dumps({**fields, "statement": statement, "witness": {}}).encode()
    results = [checker.check_bytes(data) for checker in (kernel, crosscheck)]
    assert all(len(result.reason.splitlines()) == 1 for result in results)
    return [result.code for result in results]


def terms(rng, size, most, linear=False):
    found = {}
    for _ in range(rng.randint(0, 6)):
        bits = tuple(sorted(rng.sample(range(size), min(size, rng.randint(0, 1 if linear else most)))))
        found[bits] = Fraction(rng.choice((-3, -2, -1, 1, 2, 4)), rng.choice((1, 1, 2)))
    return [[str(c), list(bits)] for bits, c in found.items()]


def event(rng, size, depth):
    kind = rng.choice(("and", "or", "not", "holds", "holds")) if depth else "holds"
    if kind == "holds":
        return [kind, terms(rng, size, 3), rng.choice(RELATIONS)]
    parts = 1 if kind == "not" else rng.randint(0, 3)
    return [kind, *(event(rng, size, depth - 1) for _ in range(parts))]


def random_quantity(rng, kind, size):
    if kind == "mean":
        return ["mean", terms(rng, size, 3)]
    linear = ["holds", terms(rng, size, 1, linear=True), rng.choice(RELATIONS)]
    return ["probability", linear if kind == "linear" else event(rng, size, 3)]


def exact(chances, quantity):
    """The one bound the kernel finds the quantity equal to, from what it says of it."""
    work = kernel.limits.Budget()
    fields = [kernel.fields.Field(value, "", work) for value in ([[str(p) for p in chances]], quantity)]
    return evaluate(*fields)[1]


@pytest.mark.parametrize("enumerated", [0, 12])
@pytest.mark.parametrize("kind", ["event", "linear", "mean"])
def test_every_method_finds_the_value_of_the_kernel(kind, enumerated, monkeypatch):
    monkeypatch.setattr(mask_enumeration, "MOST_BITS_ENUMERATED", enumerated)
    rng = random.Random(kind)
    for _ in range(150):
        chances = [Fraction(rng.choice(("0", "1", "1/2", "1/3", "9/10"))) for _ in range(rng.randint(1, 6))]
        quantity = random_quantity(rng, kind, len(chances))
        value = exact(chances, quantity)
        assert judged(chances, quantity, "=", value) == [0, 0], (chances, quantity)
        assert judged(chances, quantity, "<", value + Fraction(1, 10**12)) == [0, 0]
        assert judged(chances, quantity, "<=", value - Fraction(1, 10**12)) == [1, 1]


def binomial(n, weights=(1,)):
    return [[str(-n // 3), []], *([str(weights[k % len(weights)]), [k]] for k in range(n))]


@pytest.mark.parametrize("weights", [(1,), (2, -3, 5)])
def test_a_generating_polynomial_and_the_removal_of_bits_agree_on_many_bits(weights, monkeypatch):
    chances, quantity = [Fraction(3, 10)] * 40, ["probability", ["holds", binomial(40, weights), ">"]]
    value = exact(chances, quantity)
    assert judged(chances, quantity, "=", value) == [0, 0]
    monkeypatch.setattr(mask_enumeration, "MAX_DEGREE", 0)
    assert judged(chances, quantity, "=", value) == [0, 0]


def in_general_position(size):
    """A condition for which hardly two masks leave the same question."""
    coefficients = {(i, j): (7 * i + 13 * j * j) % 101 - 50 for j in range(size) for i in range(j)}
    return ["probability", ["holds", [[str(c), list(bits)] for bits, c in coefficients.items() if c], ">"]]


def test_too_much_is_declined(monkeypatch):
    monkeypatch.setattr("certify.kernel.limits.MAX_WORK", 200_000_000)
    monkeypatch.setattr("certify.crosscheck.refusal.MAX_EFFORT", 500_000_000)
    assert judged(["1/2"] * 40, in_general_position(40), ">", 0) == [2, 2]
    monkeypatch.setattr(mask_enumeration, "MAX_EVENTS", 10)
    assert judged(["1/2"] * 14, in_general_position(14), ">", 0) == [0, 2]


@pytest.mark.parametrize(
    ("quantity", "relation"),
    [
        pytest.param(["probability", ["holds", [["1", [3]]], ">"]], "<", id="a bit that is not there"),
        pytest.param(["probability", ["holds", [["1", [1, 0]]], ">"]], "<", id="bits out of order"),
        pytest.param(["probability", ["holds", [["1", [0, 0]]], ">"]], "<", id="a bit twice"),
        pytest.param(["probability", ["holds", [["1", [0]], ["2", [0]]], ">"]], "<", id="a product twice"),
        pytest.param(["probability", ["holds", [["0", [0]]], ">"]], "<", id="a zero coefficient"),
        pytest.param(["probability", ["holds", [], "~"]], "<", id="an unknown relation"),
        pytest.param(["probability", ["xor"]], "<", id="an unknown event"),
        pytest.param(["probability", ["not"]], "<", id="not of nothing"),
        pytest.param(["probability", []], "<", id="nothing"),
        pytest.param(["variance", []], "<", id="an unknown quantity"),
        pytest.param(["mean", []], "~", id="an unknown relation to the bound"),
    ],
)
def test_what_is_no_statement_is_rejected_by_both(quantity, relation):
    assert judged(["1/2", "1/2"], quantity, relation, 2) == [1, 1]


def test_probabilities_outside_the_unit_interval_are_rejected_by_both():
    for chance in ("-1/2", "3/2"):
        assert judged([chance], ["mean", []], "<", 2) == [1, 1]
