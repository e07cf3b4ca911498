"""The second checker on ledgers: balls and another separation bound, the same verdicts."""

import json
import random
from fractions import Fraction

import pytest
from flint import ctx

from certify import crosscheck, kernel

RELATIONS = {"<": {-1}, "<=": {-1, 0}, "=": {0}, ">=": {0, 1}, ">": {1}, "!=": {-1, 1}}


def n(x):
    return ["num", str(Fraction(x))]


def root(a, k=2):
    return ["root", k, a if isinstance(a, list) else n(a)]


def judged(*lines, where=()):
    """The codes of the kernel and of the second checker."""
    statement = {"where": list(where), "lines": [["line", *line] for line in lines]}
    fields = {"schema": "certify/certificate", "version": 1, "rule": "constant-ledger"}
    data = json.dumps({**fields, "statement": statement, "witness": {}}).encode()
    results = [checker.check_bytes(data) for checker in (kernel, crosscheck)]
    assert all(len(result.reason.splitlines()) == 1 for result in results)
    return [result.code for result in results]


SIGNS = [
    pytest.param(
        root(2), n("1414213562373095048801688724209699/1" + "0" * 33), -1, id="√2 < 33 digits of it"
    ),
    pytest.param(["*", root(2), root(3)], root(6), 0, id="√2 √3 = √6"),
    pytest.param(root(["+", n(3), ["*", n(2), root(2)]]), ["+", n(1), root(2)], 0, id="nested"),
    pytest.param(root(["+", n(2), root(5)], 3), ["/", ["+", n(1), root(5)], n(2)], 0, id="Cardano's"),
    pytest.param(root(["-", root(4), n(2)], 5), n(0), 0, id="a root of a hidden zero"),
    pytest.param(["^", root(2, 64), 64], n(2), 0, id="the 64th power of the 64th root"),
    pytest.param(["/", n(1), ["-", root(3), root(2)]], ["+", root(3), root(2)], 0, id="a quotient"),
    pytest.param(["^", ["-", root(2), root(2)], 3], n(0), 0, id="the cube of a ball around zero"),
    pytest.param(["^", n(-2), 3], n(-8), 0, id="a power of a negative number"),
    pytest.param(["+"], n(0), 0, id="the empty sum"),
    pytest.param(["*"], ["^", n(0), 0], 0, id="the empty product"),
    pytest.param(["exp", n(1)], n("14/5"), -1, id="e"),
    pytest.param(["log", n(2)], n("69314718055/100000000000"), 1, id="log 2"),
    pytest.param(["^", n("1/10"), 1000], n(0), 1, id="a small number"),
    pytest.param(["*", n(1000), root(2)], ["+", *[root(2)] * 1000], 0, id="the same root counts once"),
]


@pytest.mark.parametrize(("left", "right", "sign"), SIGNS)
def test_exactly_the_relations_that_hold_are_accepted_by_both(left, right, sign):
    for relation, signs in RELATIONS.items():
        assert judged([left, relation, right]) == [int(sign not in signs)] * 2, relation


def random_expression(rng, depth):
    kind = rng.choice(("num", "num", "var", "+", "*", "-", "/", "^", "root")) if depth else "num"
    if kind == "num":
        return n(Fraction(rng.randint(-3, 9), rng.choice((1, 1, 2, 3))))
    if kind == "var":
        return ["var", rng.choice("ab")]
    if kind == "^":
        return [kind, random_expression(rng, depth - 1), rng.randint(0, 3)]
    if kind == "root":
        return [kind, rng.randint(2, 3), random_expression(rng, depth - 1)]
    return [kind, *(random_expression(rng, depth - 1) for _ in range(2))]


@pytest.mark.parametrize("seed", range(6))
def test_both_decide_random_lines_alike(seed):
    rng = random.Random(seed)
    where = [["a", root(rng.randint(2, 9))], ["b", ["+", ["var", "a"], root(rng.randint(2, 9), 3)]]]
    seen = set()
    for _ in range(150):
        left = random_expression(rng, 3)
        right = left if rng.random() < 0.3 else random_expression(rng, 2)
        codes = judged([left, rng.choice(sorted(RELATIONS)), right], where=where)
        assert codes[0] == codes[1] or 2 in codes
        seen.add(codes[0])
    assert seen >= {0, 1}


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        pytest.param([["/", n(1), n(0)], "<", n(1)], [1, 1], id="1/0"),
        pytest.param([["/", n(1), ["-", root(2), root(2)]], "<", n(1)], [1, 1], id="1 over a hidden zero"),
        pytest.param([root(-1), "<", n(1)], [1, 1], id="√-1"),
        pytest.param([["log", n(0)], "<", n(1)], [1, 1], id="log 0"),
        pytest.param([["log", n(-1)], "<", n(1)], [1, 1], id="log -1"),
        pytest.param([root(2, 1), "<", n(5)], [1, 1], id="a root of degree 1"),
        pytest.param([["exp"], "<", n(5)], [1, 1], id="exp of nothing"),
        pytest.param([["sin", n(1)], "<", n(5)], [1, 1], id="an unknown operation"),
        pytest.param([[], "<", n(5)], [1, 1], id="nothing"),
        pytest.param([["var", "z"], "<", n(5)], [1, 1], id="an unknown name"),
        pytest.param([["exp", ["log", n(3)]], "=", n(3)], [2, 2], id="exp log 3 = 3 is not algebraic"),
        pytest.param([["+", *(root(k) for k in range(2, 300))], ">", n(1)], [2, 2], id="too many roots"),
        pytest.param([["exp", n(-(10**9))], ">", n(0)], [2, 0], id="exp(-10^9): balls have an exponent"),
    ],
)
def test_what_is_undefined_or_too_much_is_so_for_both(line, codes):
    assert judged(line) == codes


def test_names_are_checked():
    line = [n(1), "=", n(1)]
    assert judged(line, where=[["a", n(1)], ["a", n(1)]]) == [1, 1]
    assert judged(line, where=[["1a", n(1)]]) == [1, 1]
    assert judged(line, where=[["a", ["/", n(1), n(0)]]]) == [1, 1]
    assert judged([*line[:2], 3]) == [1, 1]


def test_the_precision_of_flint_is_left_as_it_was():
    before = ctx.prec
    judged([root(2), "<", n(1)], [root(2), "=", root(2)])
    assert ctx.prec == before
