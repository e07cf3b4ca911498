"""Rules `extremum`, `extremum-refuted`, `extremum-vacuous`, `extremum-ill-posed`."""

import pytest
from real_writing import (
    ONE,
    SETTLED,
    TRUE,
    ZERO,
    X,
    Y,
    by_sign,
    code,
    contradiction,
    num,
    point,
    poly,
    square,
    x,
)  # fmt: skip

NONE = ["none"]
SQUARE = ["^", X, "2"]
DOWN = ["+", ONE, ["neg", SQUARE]]  # 1 - x^2: the maximum 1 at 0
minus_x_squared = poly({(2,): -1})
BOUND = ["split", minus_x_squared, ["-0", SETTLED], ["+", contradiction(
    strict=[(0, 1)], squares=[square([], [[1]], [[1]])])]]  # fmt: skip
# x != 0 is true, or x = 0 and then 1 - x^2 - 1 = -x^2 = -x · x is zero
AT_ZERO = by_sign(x, nonzero=SETTLED, zero=["split", minus_x_squared, ["0", SETTLED], ["-+", contradiction(
    strict=[(1, 1)], multipliers=[(0, {(1,): 1})])]])  # fmt: skip


def extremum(expression=DOWN, over=("x", NONE, NONE), equals=ONE, at=ZERO, **more):
    return {
        "extremum": "maximum", "symbols": ["x"], "given": [], "expression": expression, "over": list(over),
        "equals": equals, "at": at, **more,
    }  # fmt: skip


def halves(bound, attained):
    return {"bound": bound, "attained": attained}


PROOF = halves({"tree": BOUND, "point": point(5)}, {"tree": AT_ZERO, "point": point(3)})
SOMEWHERE = halves(PROOF["bound"], {"point": point(0)})


class TestProved:
    def test_a_bound_that_is_attained_at_a_place(self):
        assert code("extremum", extremum(), PROOF) == 0

    def test_a_bound_that_is_attained_somewhere(self):
        assert code("extremum", extremum(at=NONE), SOMEWHERE) == 0
        assert code("extremum", extremum(at=NONE), halves(PROOF["bound"], {"point": point(1)})) == 1

    def test_each_kind_of_witness_belongs_to_its_statement(self):
        assert code("extremum", extremum(), SOMEWHERE) == 1
        assert code("extremum", extremum(at=NONE), PROOF) == 1

    def test_both_halves_are_shown(self):
        assert code("extremum", extremum(equals=num(2)), PROOF) == 1
        assert code("extremum", extremum(at=ONE), PROOF) == 1
        assert code("extremum", extremum(), {"bound": PROOF["bound"]}) == 1
        assert code("extremum", extremum(), {**PROOF, "half": "bound"}) == 1

    def test_a_minimum_turns_the_bound(self):
        assert code("extremum", extremum(extremum="minimum"), PROOF) == 1
        up = extremum(expression=["neg", DOWN], equals=num(-1), extremum="minimum")
        assert code("extremum", up, PROOF) == 0

    @pytest.mark.parametrize(
        ("over", "at", "accepted"),
        [
            (("x", num(-1), ONE), 0, True),
            (("x", ZERO, NONE), 0, True),
            (("x", NONE, ZERO), 0, True),
            (("x", num("1/9"), NONE), 0, False),
            (("x", NONE, num("-1/9")), 0, False),
            (("x", ["/", ONE, ZERO], NONE), 0, False),
        ],
    )
    def test_it_is_attained_on_the_range(self, over, at, accepted):
        """The bound needs a point of the range, too: here the same."""
        witness = halves({"tree": BOUND, "point": point(at)}, {"point": point(at)})
        assert code("extremum", extremum(over=over, at=NONE), witness) == (0 if accepted else 1)

    def test_with_other_symbols_the_place_is_an_expression(self):
        """The maximum of y - (x - y)^2 is y, at x = y."""
        y = poly({(0, 1): 1})
        distance = poly({(1, 0): 1, (0, 1): -1})
        square_of_it = poly({(2, 0): -1, (1, 1): 2, (0, 2): -1})
        gram = square([], [[1, 0], [0, 1]], [[1, -1], [-1, 1]])
        bound = [
            "split",
            square_of_it,
            ["-0", SETTLED],
            ["+", contradiction(strict=[(0, 1)], squares=[gram])],
        ]
        zero = ["split", square_of_it, ["0", SETTLED], ["-+", contradiction(
            strict=[(1, 1)], multipliers=[(0, {(1, 0): 1, (0, 1): -1})])]]  # fmt: skip
        attained = ["split", distance, ["-+", SETTLED], ["0", zero]]
        expression = ["+", Y, ["neg", ["^", ["+", X, ["neg", Y]], "2"]]]
        witness = halves({"tree": bound, "point": point(1, 2)}, {"tree": attained, "point": point(1, 2)})
        statement = extremum(expression, equals=Y, at=Y, symbols=["x", "y"])
        assert code("extremum", statement, witness) == 0
        assert code("extremum", {**statement, "at": ONE}, witness) == 1
        assert code("extremum", {**statement, "given": [[">", Y, num(7)]]}, witness) == 1  # not at the point
        assert code("extremum", {**statement, "over": ["y", NONE, NONE]}, witness) == 1
        assert y  # the symbol of the place is no variable of the range


class TestRefuted:
    def test_the_bound_fails_at_a_point(self):
        low = extremum(equals=num("1/2"))
        for at, expected in ((0, 0), (1, 1)):
            witness = {"half": "bound", "witness": {"point": point(at)}}
            assert code("extremum-refuted", low, witness) == expected
        assert code("extremum-refuted", extremum(), {"half": "bound", "witness": {"point": point(0)}}) == 1

    def test_the_point_is_in_the_range(self):
        statement = extremum(equals=num("1/2"), over=("x", num(2), NONE))
        assert code("extremum-refuted", statement, {"half": "bound", "witness": {"point": point(0)}}) == 1

    def test_it_is_not_attained_at_the_place(self):
        witness = {"half": "attained", "witness": {"point": point(1)}}
        assert code("extremum-refuted", extremum(at=ONE), witness) == 0
        assert code("extremum-refuted", extremum(), witness) == 1
        outside = extremum(over=("x", ONE, NONE))
        assert code("extremum-refuted", outside, {"half": "attained", "witness": {"point": point(0)}}) == 0

    def test_it_is_attained_nowhere(self):
        """1 - x^2 = 2 has no solution: -x^2 - 1 is negative."""
        p = poly({(2,): -1, (0,): -1})
        leaf = contradiction(constant=1, squares=[square([], [[1]], [[1]]), square([0], [[0]], [[1]])])
        tree = ["split", p, ["-", SETTLED], ["0+", leaf]]
        statement = extremum(equals=num(2), at=NONE)
        witness = {"half": "attained", "witness": {"tree": tree}}
        assert code("extremum-refuted", statement, witness) == 0
        assert code("extremum-refuted", extremum(at=NONE), witness) == 1

    @pytest.mark.parametrize("half", ["both", "", 0, "given"])
    def test_there_are_two_halves(self, half):
        witness = {"half": half, "witness": {"point": point(0)}}
        assert code("extremum-refuted", extremum(equals=ZERO), witness) == 1
        assert code("extremum-refuted", extremum(equals=ZERO), {**witness, "half": "bound"}) == 0


class TestVacuousAndIllPosed:
    def test_no_range_is_vacuous(self):
        """1 <= x <= 0."""
        top = ["split", poly({(1,): 1, (0,): -1}), ["-", SETTLED], ["0+", by_sign(x, low=contradiction(
            squares=[square([0], [[0]], [[1]]), square([1], [[0]], [[1]])]), plus=SETTLED)]]  # fmt: skip
        statement = extremum(over=("x", ONE, ZERO))
        assert code("extremum-vacuous", statement, {"half": "bound", "witness": {"tree": top}}) == 0
        assert code("extremum-vacuous", statement, {"half": "attained", "witness": {"tree": top}}) == 1
        ranged = extremum(over=("x", ONE, ONE))
        assert code("extremum-vacuous", ranged, {"half": "bound", "witness": {"tree": top}}) == 1

    def test_hypotheses_that_exclude_everything_are_vacuous_in_both_halves(self):
        statement = extremum(symbols=["x", "y"], given=[["=", ["/", Y, ZERO], Y]], at=Y)
        for half in ("bound", "attained"):
            witness = {"half": half, "witness": {"tree": SETTLED}}
            assert code("extremum-vacuous", statement, witness) == 0
            assert code("extremum-vacuous", {**statement, "given": []}, witness) == 1

    def test_attained_somewhere_is_never_vacuous_or_ill_posed(self):
        statement = extremum(["/", ONE, X], at=NONE)
        assert code("extremum-ill-posed", statement, {"half": "bound", "witness": {"point": point(0)}}) == 0
        somewhere = {"half": "attained", "witness": {"point": point(0)}}
        assert code("extremum-ill-posed", statement, somewhere) == 1
        assert code("extremum-vacuous", statement, {"half": "attained", "witness": {"tree": SETTLED}}) == 1

    def test_an_expression_that_is_undefined_on_the_range_is_ill_posed(self):
        statement = extremum(["/", ONE, X])
        for half, at, expected in (("bound", 0, 0), ("bound", 1, 1), ("attained", 0, 0), ("attained", 1, 1)):
            witness = {"half": half, "witness": {"point": point(at)}}
            assert code("extremum-ill-posed", statement, witness) == expected
        away = extremum(["/", ONE, X], over=("x", ONE, NONE))
        assert code("extremum-ill-posed", away, {"half": "bound", "witness": {"point": point(0)}}) == 1


BROKEN = [
    {"extremum": "supremum"}, {"symbols": ["y"]}, {"symbols": ["x", "y"], "at": NONE},
    {"given": [["<", X, ONE]]},
    {"given": [TRUE], "at": NONE}, {"given": TRUE}, {"over": ["x", NONE]}, {"over": ["y", NONE, NONE]},
    {"over": [X, NONE, NONE]}, {"over": ["x", X, NONE]}, {"over": ["x", NONE, ["+", X, ONE]]}, {"equals": X},
    {"equals": NONE}, {"at": X}, {"at": ["none", 1]}, {"expression": NONE}, {"expression": TRUE}, {"more": 1},
    {"over": ["x", "none", NONE]},
]  # fmt: skip


@pytest.mark.parametrize("change", BROKEN, ids=str)
@pytest.mark.parametrize("rule", ["extremum", "extremum-refuted", "extremum-vacuous", "extremum-ill-posed"])
def test_other_documents_are_rejected(rule, change):
    statement = extremum() | change
    assert code(rule, statement, PROOF) == 1
    assert code(rule, statement, SOMEWHERE) == 1
    for half in ("bound", "attained"):
        for part in ({"point": point(0)}, {"point": point(1)}, {"tree": SETTLED}):
            assert code(rule, statement, {"half": half, "witness": part}) == 1
