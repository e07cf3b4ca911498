"""What expressions and conditions are known to be under facts, as settled leaves show it."""

import pytest
from real_writing import (
    FALSE,
    ONE,
    SETTLED,
    TRUE,
    TWO,
    ZERO,
    X,
    Y,
    by_sign,
    code,
    for_all,
    num,
    point,
    poly,
    x,
)

ROOT = ["sqrt", X]
POLE = ["/", ONE, X]


def settled(show, given=(), p=x, signs="+", names="x", at=(1,)):
    """Whether show is settled in one branch of a split, where it holds or some hypothesis does not."""
    rest = {"+": "-0", "-": "0+", "0": "-+", "0+": "-", "-0": "+", "-+": "0"}[signs]
    goal = ["or", show, FALSE]
    outside = {"-0": "<=", "0+": ">=", "-+": "!=", "-": "<", "+": ">", "0": "="}[rest]
    terms = [
        [
            "*",
            num(c),
            *(["^", ["var", name], str(e)] for name, e in zip(names.split(), exponents, strict=True)),
        ]
        for c, exponents in p
    ]
    elsewhere = [outside, ["+", *terms, ZERO], ZERO]
    statement = for_all(names, list(given), ["or", elsewhere, goal])
    result = code(
        "real", statement, {"tree": ["split", p, [signs, SETTLED], [rest, SETTLED]], "point": point(*at)}
    )
    return {0: True, 1: False}[result]


QUOTIENTS = [
    ("+", [">", ["*", POLE, X, X], ZERO], False),  # x x / x: nothing is cancelled
    ("+", [">", POLE, ZERO], True),  # 1 > 0 over a positive denominator
    ("-", ["<", POLE, ZERO], True),
    ("-", [">", POLE, ZERO], False),
    ("-+", ["!=", POLE, ZERO], True),  # x over x^2
    ("-+", [">", ["^", X, "-2"], ZERO], True),  # 1 over x^2
    ("-+", ["!=", ["^", X, "-3"], ZERO], True),  # x over x^4
    ("+", [">", ["^", X, "-3"], ZERO], True),
    ("-", ["<", ["^", X, "-3"], ZERO], True),
    ("-", [">", ["^", X, "-2"], ZERO], True),
    ("0+", [">", POLE, ZERO], False),
    ("-0", ["<", POLE, ZERO], False),
    ("+", ["=", ["/", X, TWO], ["*", num("1/2"), X]], True),
    ("+", [">", ["/", X, num(-2)], ZERO], False),
    ("+", ["<", ["/", X, num(-2)], ZERO], True),
    ("+", ["=", ["/", ONE, POLE], X], True),  # 1 · x / 1
    ("+", ["=", ["+", POLE, POLE], ["/", TWO, X]], True),
    ("+", ["=", ["+", POLE, ["^", X, "-2"]], ["/", ["+", X, ONE], ["^", X, "2"]]], False),  # x^2 is not known
    ("+", ["=", ["+", POLE, ["^", X, "-2"]], ["*", ["+", X, ONE], ["^", X, "-2"]]], True),
    ("+", ["=", ["^", POLE, "2"], ["^", X, "-2"]], True),
    ("+", ["=", ["^", POLE, "-2"], ["^", X, "2"]], True),
    ("+", ["=", ["^", POLE, "0"], ONE], True),
    ("0+", ["=", ["^", POLE, "0"], ONE], False),
    ("+", [">", ["neg", POLE], ZERO], False),
    ("+", ["<", ["neg", POLE], ZERO], True),
]  # fmt: skip


@pytest.mark.parametrize(("signs", "show", "expected"), QUOTIENTS)
def test_quotients_are_known_by_the_signs_of_their_denominators(signs, show, expected):
    assert settled(show, signs=signs, at=(-1,) if signs in ("-", "-0") else (1,)) == expected


FUNCTIONS = [
    ("0+", ["=", ["abs", X], X], True),
    ("-0", ["=", ["abs", X], ["neg", X]], True),
    ("0", ["=", ["abs", X], X], True),
    ("-+", ["=", ["abs", X], X], False),
    ("-+", [">", ["abs", X], ZERO], False),
    ("-", ["=", ["abs", POLE], ["/", num(-1), X]], True),
    ("0+", ["=", ["max", X, ZERO], X], True),
    ("-0", ["=", ["max", X, ZERO], ZERO], True),
    ("0+", ["=", ["min", X, ZERO, num(-1)], ZERO], False),
    ("-0", ["=", ["min", ZERO, X], X], True),
    ("+", ["=", ["min", ["*", num(3), X], ["*", TWO, X], X], X], True),
    ("-+", ["=", ["min", X, X], X], True),
    ("+", [">", ["max", POLE, ZERO], ZERO], True),
    ("+", ["=", ["piecewise", [["<", X, ZERO], FALSE_PART := ["/", ONE, ZERO]], [TRUE, X]], X], True),
    ("-", ["=", ["piecewise", [["<", X, ZERO], ["neg", X]], [TRUE, X]], ["neg", X]], True),
    ("0+", ["=", ["piecewise", [[">", X, ZERO], X], [TRUE, X]], X], False),
    ("+", ["=", ["piecewise", [[">=", X, ZERO], X], [["=", FALSE_PART, ONE], ONE]], X], True),
    ("0+", ["=", ["sqrt", num("9/4")], num("3/2")], True),
    ("0+", ["=", ["^", num(8), "-2/3"], num("1/4")], True),
    ("0+", [">", ["sqrt", TWO], ZERO], False),
    ("+", ["=", ["sqrt", ["/", ZERO, X]], ZERO], True),
    ("0", ["=", ["sqrt", ["*", ZERO, X]], ZERO], True),
    ("0", ["=", ROOT, ZERO], False),
]  # fmt: skip


@pytest.mark.parametrize(("signs", "show", "expected"), FUNCTIONS)
def test_functions_are_known_where_the_facts_tell_the_case(signs, show, expected):
    assert (
        settled(show, signs=signs, at=(-1,) if signs in ("-", "-0") else (0,) if signs == "0" else (1,))
        == expected
    )


# Undefined at every point of the branch: as a hypothesis it does not hold there.
UNDEFINED = [
    ("0", POLE), ("0", ["^", X, "-1"]), ("0", ["^", X, "-2"]), ("0", ["/", X, X]), ("-", ROOT),
    ("-", ["^", X, "1/3"]), ("-", ["+", ROOT, ONE]), ("-", ["*", ROOT, ["sqrt", TWO]]),
    ("0", ["/", POLE, TWO]),
    ("0", ["^", POLE, "0"]), ("0", ["max", POLE, ["abs", ["sqrt", num(3)]]]),
    ("0", ["piecewise", [["=", X, ZERO], POLE], [TRUE, ONE]]),
    ("0", ["piecewise", [["=", POLE, ONE], ONE], [TRUE, ONE]]),
    ("0", ["piecewise", [["!=", X, ZERO], ONE]]), ("-", ["sqrt", POLE]), ("0", ["neg", ["abs", POLE]]),
    ("0", ["^", ["+", ["*", X, ZERO], ZERO], "-1/2"]),
]  # fmt: skip
DEFINED_OR_UNKNOWN = [
    ("-0", POLE), ("+", POLE), ("-0", ROOT), ("+", ROOT), ("0+", ["/", X, X]), ("-+", ["^", X, "-1"]),
    ("0", ["/", ["sqrt", TWO], X]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signs", "expression", "undefined"),
    [(*case, True) for case in UNDEFINED] + [(*case, False) for case in DEFINED_OR_UNKNOWN],
)
def test_what_is_undefined_is_no_true_hypothesis(signs, expression, undefined):
    """Vacuous: in this branch the hypothesis is undefined; in the others another one is false."""
    rest = {"+": "-0", "-": "0+", "0": "-+", "0+": "-", "-0": "+", "-+": "0"}[signs]
    here = {"-": "<", "0": "=", "+": ">", "-0": "<=", "0+": ">=", "-+": "!="}[signs]
    for condition in (["=", expression, expression], ["not", ["<", expression, ONE]]):
        statement = for_all("x", [condition, [here, X, ZERO]], FALSE)
        tree = ["split", x, [signs, SETTLED], [rest, SETTLED]]
        assert (code("real-vacuous", statement, {"tree": tree}) == 0) == undefined


UNKNOWN = ["=", ["abs", X], ONE]  # where x may have any sign
EITHER = [">", X, ZERO]  # true or false
NEVER_DEFINED = ["=", ["/", ONE, ZERO], ONE]
LOGIC = [
    (["or", EITHER, ["not", EITHER]], False),  # each part by itself
    (["or", EITHER, TRUE], True),
    (["or", UNKNOWN, TRUE], True),
    (["or", NEVER_DEFINED, TRUE], True),
    (["or", NEVER_DEFINED, EITHER], False),
    (["and", TRUE, TRUE, ["=", X, X]], True),
    (["and", TRUE, UNKNOWN], False),
    (["not", ["and", FALSE, UNKNOWN]], True),
    (["not", ["and", NEVER_DEFINED, EITHER]], False),
    (["implies", FALSE, UNKNOWN], True),
    (["implies", UNKNOWN, TRUE], True),
    (["implies", EITHER, EITHER], False),
    (["implies", NEVER_DEFINED, FALSE], False),
    (["not", ["not", ["<", X, ["+", X, ONE]]]], True),
]


@pytest.mark.parametrize(("condition", "expected"), LOGIC)
def test_truth_is_that_of_all_combinations(condition, expected):
    statement = for_all("x", [], condition)
    assert (code("real", statement, {"tree": SETTLED, "point": point(1)}) == 0) == expected


HYPOTHESES = [
    (["and", NEVER_DEFINED, EITHER], True),
    (["or", NEVER_DEFINED, FALSE], True),
    (["or", NEVER_DEFINED, EITHER], False),
    (["not", NEVER_DEFINED], True),
    (["implies", NEVER_DEFINED, FALSE], True),
    (["implies", NEVER_DEFINED, UNKNOWN], False),
    (["and", UNKNOWN, FALSE], True),
    (UNKNOWN, False),
]


@pytest.mark.parametrize(("condition", "expected"), HYPOTHESES)
def test_a_hypothesis_that_is_false_or_undefined_excludes(condition, expected):
    statement = for_all("x", [condition], FALSE)
    assert (code("real-vacuous", statement, {"tree": SETTLED}) == 0) == expected


def test_facts_that_exclude_each_other_plainly_settle_relations():
    """x > 0 and x < 0 at once: no point is left, so any relation in x is as good as true."""
    tree = by_sign(x, plus=by_sign(x, minus=SETTLED, high=SETTLED), low=SETTLED)
    show = ["or", [">=", X, ZERO], ["<=", X, ZERO]]
    assert code("real", for_all("x", [], show), {"tree": tree, "point": point(0)}) == 0


def test_nested_roots_are_named_one_after_the_other():
    """√(√x) is the fourth root only where it is so named; √(x/y) with y > 0."""
    root = ["root", 2, x, poly({(0,): 1}), ["root", 2, poly({(0, 1): 1}), poly({(0, 0): 1}), SETTLED]]
    statement = for_all("x", [[">=", X, ZERO]], ["=", ["sqrt", ROOT], ["^", ROOT, "1/2"]])
    tree = ["split", x, ["0+", root], ["-", SETTLED]]
    assert code("real", statement, {"tree": tree, "point": point(0)}) == 0
    fourth = for_all("x", [[">=", X, ZERO]], ["=", ["sqrt", ROOT], ["^", X, "1/4"]])
    assert code("real", fourth, {"tree": tree, "point": point(0)}) == 1

    quotient = for_all("x y", [[">=", X, ZERO], [">", Y, ZERO]], ["<=", ZERO, ["abs", ["sqrt", ["/", X, Y]]]])
    named = ["root", 2, poly({(1, 0): 1}), poly({(0, 1): 1}), SETTLED]
    inner = ["split", poly({(0, 1): 1}), ["+", named], ["-0", SETTLED]]
    tree = ["split", poly({(1, 0): 1}), ["0+", inner], ["-", SETTLED]]
    assert code("real", quotient, {"tree": tree, "point": point(0, 1)}) == 0
    named[2], named[3] = poly({(1, 1): 1}), poly({(0, 1): 2})
    assert code("real", quotient, {"tree": tree, "point": point(0, 1)}) == 1
