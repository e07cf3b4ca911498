"""Rules `real` of "there are", `real-refuted` and `real-ill-posed` of "for all": what is so at one point."""

import pytest
from real_writing import (
    FALSE,
    ONE,
    TRUE,
    TWO,
    ZERO,
    X,
    Y,
    code,
    for_all,
    judged,
    num,
    point,
    there_are,
)  # fmt: skip

ROOT_2 = [["1", [1]]]
ROOT_2_SQUARED = ["*", X, X]


def value_is(expression, at, expected, **more):
    """Whether an expression in x is found to have this value at a point, and no other, by `real`."""
    same = there_are("x", [], ["=", expression, num(expected)])
    return code("real", same, {"point": point(at, **more)})


VALUES = [
    (["+", X, ONE, TWO], 4, 7),
    (["*", X, X, X], -2, -8),
    (["neg", X], 4, -4),
    (["/", ONE, X], -4, "-1/4"),
    (["^", X, "3"], "-1/2", "-1/8"),
    (["^", X, "-3"], "-1/2", -8),
    (["^", X, "0"], 0, 1),
    (["abs", X], "-2/3", "2/3"),
    (["min", X, ONE, num(-5)], 0, -5),
    (["max", X, ONE, num(-5)], "3/2", "3/2"),
    (["sqrt", X], 0, 0),
    (["^", X, "2/3"], 0, 0),
    (["piecewise", [["<", X, ZERO], ["neg", X]], [TRUE, X]], -3, 3),
    (["piecewise", [["<", X, ZERO], ["neg", X]], [TRUE, X]], 3, 3),
    (["piecewise", [["<", X, ZERO], ["/", ONE, ZERO]], [TRUE, X]], 3, 3),
]


@pytest.mark.parametrize(("expression", "at", "expected"), VALUES)
def test_expressions_have_their_value_and_no_other(expression, at, expected):
    assert value_is(expression, at, expected) == 0
    other = there_are("x", [], ["!=", expression, num(expected)])
    assert code("real", other, {"point": point(at)}) == 1


ROOTS = [
    (["sqrt", X], 4, 2, [2]),
    (["sqrt", X], 4, 2, [-2, 3, 2]),
    (["^", X, "2/3"], 8, 4, [2]),
    (["^", X, "-1/3"], 8, "1/2", [2]),
    (["^", ["/", ONE, X], "-1/3"], 8, 2, ["1/2"]),
    (["+", ["sqrt", X], ["^", X, "1/4"]], 16, 6, [2, 4]),
]


@pytest.mark.parametrize(("expression", "at", "expected", "roots"), ROOTS)
def test_roots_are_among_the_numbers_offered(expression, at, expected, roots):
    assert value_is(expression, at, expected, roots=roots) == 0


@pytest.mark.parametrize("roots", [[], [-2], [3], [-2, 0, 4]])
def test_a_root_that_is_not_offered_is_named(roots):
    statement = for_all("x", [], ["=", ["sqrt", X], num(3)])
    result = judged("real-refuted", statement, {"point": point(4, roots=roots)})
    assert result.code == 1
    assert result.reason.startswith("statement.show[1]: no root")


UNDEFINED = [
    (["/", ONE, X], 0),
    (["/", X, X], 0),
    (["/", ZERO, ["+", X, num(-1)]], 1),
    (["^", X, "-2"], 0),
    (["^", ["/", ONE, X], "0"], 0),
    (["sqrt", X], -1),
    (["^", X, "1/3"], -8),
    (["^", X, "-1/2"], 0),
    (["*", ZERO, ["/", ONE, X]], 0),
    (["abs", ["sqrt", X]], -1),
    (["max", ONE, ["sqrt", X]], -1),
    (["min", ONE, ["/", ONE, X]], 0),
    (["piecewise", [[">", X, ZERO], X]], 0),
    (["piecewise", [[">", ["/", ONE, X], ZERO], X], [TRUE, ONE]], 0),
    (["piecewise", [["=", X, ZERO], ["/", ONE, X]], [TRUE, ONE]], 0),
]


@pytest.mark.parametrize(("expression", "at"), UNDEFINED)
def test_where_an_expression_is_undefined_it_is_so_and_neither_true_nor_false(expression, at):
    show = ["=", expression, expression]
    witness = {"point": point(at)}
    assert code("real-ill-posed", for_all("x", [], show), witness) == 0
    assert code("real-refuted", for_all("x", [], show), witness) == 1
    assert code("real-refuted", for_all("x", [], ["not", show]), witness) == 1
    assert code("real", there_are("x", [], show), witness) == 1
    assert code("real", there_are("x", [show], TRUE), witness) == 1


@pytest.mark.parametrize(("expression", "at"), [(e, at) for e, at, _ in VALUES])
def test_where_an_expression_is_defined_the_statement_is_not_ill_posed(expression, at):
    statement = for_all("x", [], ["=", expression, expression])
    assert code("real-ill-posed", statement, {"point": point(at)}) == 1


T, F, U = TRUE, FALSE, ["=", ["/", ONE, ZERO], ONE]
# Strong Kleene logic: condition, "T" true, "F" false, "U" undefined
KLEENE = [
    (["and", T, F, U], "F"), (["and", T, U], "U"), (["and", T, T], "T"),
    (["or", F, U, T], "T"), (["or", F, U], "U"), (["or", F, F], "F"),
    (["not", U], "U"), (["not", T], "F"), (["not", F], "T"),
    (["implies", F, U], "T"), (["implies", U, T], "T"), (["implies", U, F], "U"), (["implies", T, U], "U"),
    (["implies", U, U], "U"), (["implies", T, F], "F"), (["implies", T, T], "T"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "truth"), KLEENE)
def test_connectives_follow_strong_kleene_logic(condition, truth):
    statement, witness = for_all("x", [], condition), {"point": point(0)}
    true = there_are("x", [], condition)
    assert (code("real", true, witness) == 0) == (truth == "T")
    assert (code("real-refuted", statement, witness) == 0) == (truth == "F")


RELATIONS = {"=": "0", "!=": "-+", "<": "-", "<=": "-0", ">": "+", ">=": "0+"}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(("at", "sign"), [(-1, "-"), (0, "0"), (2, "+")])
def test_a_relation_holds_with_its_signs_and_is_false_with_the_others(relation, at, sign):
    holds = sign in RELATIONS[relation]
    show = [relation, X, ZERO]
    assert code("real", there_are("x", [], show), {"point": point(at)}) == (0 if holds else 1)
    assert code("real-refuted", for_all("x", [], show), {"point": point(at)}) == (1 if holds else 0)


def test_a_refutation_needs_the_hypotheses_at_the_point():
    statement = for_all("x y", [[">", X, ZERO], [">", ["/", Y, X], ZERO]], [">", Y, ONE])
    assert code("real-refuted", statement, {"point": point(1, 1)}) == 0
    assert code("real-refuted", statement, {"point": point(-1, -1)}) == 1
    assert code("real-refuted", statement, {"point": point(0, 1)}) == 1  # the second is undefined


def test_nothing_is_cancelled():
    """t s/t >= s/2 at t = 0, x/x = 1 at 0, and x^2/x = 0 has no solution at 0."""
    t, s = ["var", "t"], ["var", "s"]
    show = [">=", ["/", ["*", t, s], t], ["/", s, TWO]]
    assert code("real-ill-posed", for_all("s t", [[">", s, ZERO]], show), {"point": point(1, 0)}) == 0
    assert code("real-ill-posed", for_all("x", [], ["=", ["/", X, X], ONE]), {"point": point(0)}) == 0
    zero = there_are("x", [], ["=", ["/", ["^", X, "2"], X], ZERO])
    assert code("real", zero, {"point": point(0)}) == 1


@pytest.mark.parametrize(
    "show",
    [
        ["and", [">", X, ZERO], [">", ["/", ONE, X], ZERO]],
        ["and", ["and", [">", ["/", ONE, X], ZERO], FALSE], [">", X, ZERO]],
    ],
)
def test_ill_posed_is_what_one_part_asserted_is(show):
    """The whole condition is false at 0: what it asserts there is undefined all the same."""
    assert code("real-ill-posed", for_all("x", [], show), {"point": point(0)}) == 0
    assert code("real-refuted", for_all("x", [], show), {"point": point(0)}) == 0


@pytest.mark.parametrize("show", [["or", TRUE, [">", ["/", ONE, X], ZERO]], ["implies", FALSE, U]])
def test_a_part_that_is_not_asserted_makes_nothing_ill_posed(show):
    assert code("real-ill-posed", for_all("x", [], show), {"point": point(0)}) == 1


SURDS = [
    pytest.param([2], ROOT_2, ["=", ["^", X, "2"], TWO], [], id="the square of √2"),
    pytest.param([2], ROOT_2, ["=", ["/", TWO, X], X], [], id="2/√2 = √2"),
    pytest.param([2], ROOT_2, ["=", ["sqrt", TWO], X], [ROOT_2], id="the root of 2 is √2"),
    pytest.param([2, 8], [["1", [0, 1]], ["-2", [1, 0]]], ["=", X, ZERO], [], id="√8 = 2√2"),
    pytest.param([2, 3, 6], [["1", [1, 1, 0]], ["-1", [0, 0, 1]]], ["=", X, ZERO], [], id="√2√3 = √6"),
    pytest.param([4], ROOT_2, ["=", X, TWO], [], id="√4 = 2"),
    pytest.param([0], [["5", [1]]], ["=", X, ZERO], [], id="√0 = 0"),
    pytest.param(["1/2"], ROOT_2, ["=", ["*", TWO, X, X], ONE], [], id="√(1/2)"),
    pytest.param(
        [2, 3], [["1", [1, 0]], ["1", [0, 1]]],
        ["=", ["/", ONE, X], ["neg", ["+", ["^", TWO, "1/2"], ["neg", ["^", num(3), "1/2"]]]]],
        [[["1", [1, 0]]], [["1", [0, 1]]]], id="1/(√2 + √3) = √3 - √2",
    ),
    pytest.param(
        [2], [["3", [0]], ["2", [1]]], ["=", ["sqrt", X], ["+", ONE, ["sqrt", TWO]]],
        [[["1", [0]], ["1", [1]]], ROOT_2], id="√(3 + 2√2) = 1 + √2",
    ),
]  # fmt: skip


class TestSquareRoots:
    """Coordinates and roots in Q(sqrt c_1, ..., sqrt c_k)."""

    @pytest.mark.parametrize(("radicands", "at", "condition", "roots"), SURDS)
    def test_what_holds_is_accepted_and_its_negation_is_not(self, radicands, at, condition, roots):
        witness = {"point": point(at, radicands=radicands, roots=roots)}
        assert code("real", there_are("x", [], condition), witness) == 0
        assert code("real", there_are("x", [], ["not", condition]), witness) == 1

    def test_a_pole_at_a_surd_is_found(self):
        statement = for_all("x", [[">", X, ZERO]], [">", ["/", ONE, ["+", ["^", X, "2"], num(-2)]], num(-9)])
        assert code("real-ill-posed", statement, {"point": point(ROOT_2, radicands=[2])}) == 0
        assert code("real-ill-posed", statement, {"point": point("7/5")}) == 1


class TestFormat:
    STATEMENT = there_are("x", [], [">", X, ZERO])

    @pytest.mark.parametrize(
        "witness",
        [
            {},
            {"tree": ["settled"]},
            {"point": point(1), "tree": ["settled"]},
            {"point": {"radicands": [], "coordinates": ["1"]}},
            {"point": {**point(1), "more": []}},
            {"point": point()},
            {"point": point(1, 1)},
            {"point": point("2/2")},
            {"point": point([["1", [2]]], radicands=[1])},
            {"point": point([["1", []]], radicands=[1])},
            {"point": point(1, radicands=[-1])},
            {"point": point(1, roots=[["1"]])},
        ],
        ids=str,
    )
    def test_other_witnesses_are_rejected(self, witness):
        assert code("real", self.STATEMENT, witness) == 1

    def test_five_radicands_are_declined(self):
        assert code("real", self.STATEMENT, {"point": point(1, radicands=[2, 3, 5, 7, 11])}) == 2
        assert code("real", self.STATEMENT, {"point": point(1, radicands=[2, 3, 5, 7])}) == 0

    def test_ill_posed_is_said_of_all_points_only(self):
        show = ["=", ["/", ONE, X], ONE]
        assert code("real-ill-posed", there_are("x", [], show), {"point": point(0)}) == 1
        assert code("real-ill-posed", for_all("x", [], show), {"point": point(0)}) == 0
