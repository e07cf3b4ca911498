"""Rules `real` and `real-vacuous` of "for all", `real-refuted` of "there are": trees of cases."""

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
    contradiction,
    for_all,
    num,
    point,
    poly,
    square,
    there_are,
    x,
    x_minus_1,
)  # fmt: skip

SQUARE = ["^", X, "2"]
NEGATIVE_SQUARE = [["<", SQUARE, ZERO]]
x_squared = poly({(2,): 1})


def proved(statement, tree, *at):
    return code("real", statement, {"tree": tree, "point": point(*at)})


def vacuous(given, tree, names="x"):
    return code("real-vacuous", for_all(names, given, FALSE), {"tree": tree})


class TestGoals:
    """One tree, three goals."""

    # x^2 < 0 is false in each case: where x^2 is negative, that is no case
    TREE = by_sign(
        x_squared, high=SETTLED, minus=contradiction(strict=[(0, 1)], squares=[square([], [[1]], [[1]])])
    )

    def test_the_statement_is_proved_where_the_conclusion_is_settled(self):
        statement = for_all("x", [], [">=", SQUARE, ZERO])
        assert proved(statement, self.TREE, 3) == 0
        assert proved(for_all("x", [], [">", SQUARE, ZERO]), self.TREE, 3) == 1

    def test_it_is_vacuous_where_the_hypotheses_are(self):
        assert vacuous(NEGATIVE_SQUARE, self.TREE) == 0
        assert vacuous([["<=", SQUARE, ZERO]], self.TREE) == 1

    def test_nothing_exists_where_hypotheses_or_conclusion_are_false(self):
        for given, show, expected in (
            ([], NEGATIVE_SQUARE[0], 0),
            (NEGATIVE_SQUARE, TRUE, 0),
            ([], TRUE, 1),
            ([], [">=", SQUARE, ZERO], 1),
        ):
            assert code("real-refuted", there_are("x", given, show), {"tree": self.TREE}) == expected

    def test_a_conclusion_that_is_undefined_is_not_true(self):
        pole = ["=", ["/", ONE, ZERO], ONE]
        assert proved(for_all("x", [], pole), SETTLED, 0) == 1
        assert code("real-refuted", there_are("x", [], pole), {"tree": SETTLED}) == 0
        assert vacuous([pole], SETTLED) == 0
        assert code("real-refuted", there_are("x", [], ["not", pole]), {"tree": SETTLED}) == 0

    def test_a_proof_needs_a_point_with_the_hypotheses(self):
        statement = for_all("x", NEGATIVE_SQUARE, FALSE)
        assert proved(statement, self.TREE, 1) == 1
        assert code("real", statement, {"tree": self.TREE}) == 1
        assert proved(for_all("x", [["=", ["/", X, X], ONE]], TRUE), SETTLED, 0) == 1
        assert proved(for_all("x", [["=", ["/", X, X], ONE]], TRUE), SETTLED, 5) == 0

    def test_vacuous_is_said_of_all_points_only(self):
        assert code("real-vacuous", there_are("x", NEGATIVE_SQUARE, FALSE), {"tree": self.TREE}) == 1


class TestSplits:
    def test_every_sign_is_in_a_branch(self):
        for signs, expected in (
            (["-", "0", "+"], 0),
            (["-0", "0+"], 0),
            (["-+", "0"], 0),
            (["-0", "0"], 1),
            (["-+"], 1),
        ):
            tree = ["split", x, *([one, SETTLED] for one in signs)]
            assert proved(for_all("x", [], TRUE), tree, 0) == expected
        assert proved(for_all("x", [], TRUE), ["split", x], 0) == 1

    @pytest.mark.parametrize("p", [[], poly({(0,): 0}), poly({(1, 0): 1}), [["1", [1]], ["1", [1]]], "x"])
    def test_the_polynomial_is_one_and_not_zero(self, p):
        assert proved(for_all("x", [], TRUE), ["split", p, ["-0", SETTLED], ["+", SETTLED]], 0) == 1

    @pytest.mark.parametrize("signs", ["-0+", "+-", "", "<", 0, ["-", "0"]])
    def test_signs_are_written_in_one_way(self, signs):
        tree = ["split", x, ["-0", SETTLED], ["0+", SETTLED], [signs, SETTLED]]
        assert proved(for_all("x", [], TRUE), tree, 0) == 1

    @pytest.mark.parametrize("branch", [["+"], ["+", SETTLED, SETTLED], SETTLED, {}, "+"])
    def test_a_branch_is_signs_and_a_tree(self, branch):
        assert proved(for_all("x", [], TRUE), ["split", x, ["-0", SETTLED], ["0+", SETTLED], branch], 0) == 1

    @pytest.mark.parametrize(
        "node", ["settled", [], ["settled", 1], ["leaf"], ["settle"], {}, ["split"], ["box"]]
    )
    def test_other_nodes_are_rejected(self, node):
        assert proved(for_all("x", [], TRUE), node, 0) == 1

    def test_facts_are_known_of_multiples_and_not_of_products(self):
        tree = by_sign(x, minus=SETTLED, high=SETTLED)
        for show, expected in (
            (["or", [">=", X, ZERO], [">", ["*", num("-7/3"), X], ZERO]], 0),
            (["or", [">=", X, ZERO], [">", ["*", X, X], ZERO]], 1),
            (["or", ["<", X, ZERO], ["<=", ["neg", X], ZERO]], 0),
            (["or", ["<", X, ZERO], ["<", ["neg", X], ONE]], 1),
        ):
            assert proved(for_all("x", [], show), tree, 0) == expected

    def test_facts_about_one_polynomial_are_taken_together(self):
        inner = [
            "split",
            poly({(1,): -2}),
            ["-0", SETTLED],
            ["+", contradiction(strict=[(1, 1)], multipliers=[])],
        ]
        # x >= 0 and -2 x <= 0, or -2 x > 0: with x the fact 0, -2 x the fact 1
        inner[3][1] = contradiction(strict=[(1, 1)], squares=[square([0], [[0]], [[2]])])
        tree = ["split", x, ["0+", inner], ["-0", SETTLED]]
        assert proved(for_all("x", [], ["or", [">=", X, ZERO], ["<=", X, ZERO]]), tree, 0) == 0
        both = ["split", x, ["0+", ["split", x, ["-0", SETTLED], ["0+", SETTLED]]], ["-", SETTLED]]
        show = ["or", ["=", X, ZERO], [">=", X, ZERO], ["<", X, ZERO]]
        assert proved(for_all("x", [], show), both, 0) == 0


class TestContradictions:
    """Facts 0: x > 0 or the like; identities are about polynomials."""

    def holds(self, facts, leaf):
        """Whether a leaf is accepted below these facts [(polynomial in x, signs), ...]."""
        tree = leaf
        rest = {"+": "-0", "-": "0+", "0": "-+", "0+": "-", "-0": "+", "-+": "0"}
        for p, signs in reversed(facts):
            tree = ["split", p, [signs, tree], [rest[signs], SETTLED]]
        # settled everywhere except where the leaf stands: the conclusion is that one fact fails
        parts = [self.condition(p, rest[signs]) for p, signs in facts]
        show = ["or", *parts, FALSE]
        return code("real-refuted", there_are("x", [["not", show]], TRUE), {"tree": tree})

    def condition(self, p, signs):
        relation = {"+": ">", "-": "<", "0": "=", "0+": ">=", "-0": "<=", "-+": "!="}[signs]
        terms = [["*", num(c), ["^", X, str(exponents[0])]] for c, exponents in p]
        return [relation, ["+", *terms, ZERO], ZERO]

    def test_strict_facts_of_opposite_polynomials(self):
        # facts x > 0 and -x > 0: 1·x + 1·(-x) with squares 1·(fact 1)
        leaf = contradiction(strict=[(0, 1)], squares=[square([1], [[0]], [[1]])])
        assert self.holds([(x, "+"), (x, "-")], leaf) == 0

    def test_a_strict_fact_is_needed(self):
        leaf = contradiction(strict=[(0, 1)], squares=[square([1], [[0]], [[1]])])
        assert self.holds([(x, "0+"), (x, "-")], leaf) == 1
        turned = contradiction(strict=[(1, 1)], squares=[square([0], [[0]], [[1]])])
        assert self.holds([(x, "0+"), (x, "-")], turned) == 0

    @pytest.mark.parametrize("constant", ["0", "-1", "2/2", 1])
    def test_the_constant_is_positive(self, constant):
        leaf = ["contradiction", {"constant": constant, "strict": [[0, 1]], "squares": [], "multipliers": []}]
        assert self.holds([(x, "+")], leaf) == 1

    def test_an_equation_and_a_strict_fact(self):
        # x = 0 and x > 0: x - 1·x = 0
        assert (
            self.holds([(x, "0"), (x, "+")], contradiction(strict=[(1, 1)], multipliers=[(0, {(0,): -1})]))
            == 0
        )
        assert (
            self.holds([(x, "0"), (x, "+")], contradiction(strict=[(1, 1)], multipliers=[(0, {(0,): 1})]))
            == 1
        )
        assert (
            self.holds([(x, "0+"), (x, "+")], contradiction(strict=[(1, 1)], multipliers=[(0, {(0,): -1})]))
            == 1
        )

    @pytest.mark.parametrize(
        ("power", "accepted"), [(1, True), (2, True), (3, True), (0, False), (65, False)]
    )
    def test_any_power_of_what_is_not_zero_beside_equations(self, power, accepted):
        equation = [["1", [power]]]
        leaf = contradiction(strict=[(1, power)], multipliers=[(0, {(0,): -1})])
        if power in (0, 65):
            equation = x
            leaf = contradiction(strict=[(1, power)], multipliers=[(0, {(max(power - 1, 0),): -1})])
        assert (self.holds([(equation, "0"), (x, "-+")], leaf) == 0) == accepted

    @pytest.mark.parametrize(("power", "accepted"), [(1, False), (2, True), (3, False), (4, True)])
    def test_even_powers_of_what_is_not_zero_beside_squares(self, power, accepted):
        # -x^power >= 0 and x != 0
        facts = [(poly({(power,): -1}), "0+"), (x, "-+")]
        leaf = contradiction(strict=[(1, power)], squares=[square([0], [[0]], [[1]])])
        assert (self.holds(facts, leaf) == 0) == accepted

    def test_a_product_of_facts_and_a_square(self):
        # x >= 0 and x^3 + x < 0: -(x^3 + x) + x (x^2 + 1) = 0
        facts = [(x, "0+"), (poly({(3,): 1, (1,): 1}), "-")]
        leaf = contradiction(strict=[(1, 1)], squares=[square([0], [[1], [0]], [[1, 0], [0, 1]])])
        assert self.holds(facts, leaf) == 0
        for wrong in ([[1, 0], [0, "1/2"]], [[1, 1], [1, 1]], [[1, 0], [1, 1]], [[1, 0]]):
            leaf = contradiction(strict=[(1, 1)], squares=[square([0], [[1], [0]], wrong)])
            assert self.holds(facts, leaf) == 1

    def test_the_form_is_semidefinite(self):
        facts = [(x_minus_1, "0+"), (poly({(1,): 1, (0,): -2}), "+")]
        leaf = contradiction(strict=[(1, 1)], squares=[square([0], [[0]], [[-1]]), square([], [[0]], [[1]])])
        assert self.holds(facts, leaf) == 1

    @pytest.mark.parametrize("signs", ["0", "-+"])
    def test_a_product_is_of_nonnegative_facts(self, signs):
        leaf = contradiction(strict=[(1, 1)], squares=[square([0], [[0]], [[1]])])
        assert self.holds([(x, signs), (x, "-")], leaf) == 1
        assert self.holds([(x, "0+"), (x, "-")], leaf) == 0

    @pytest.mark.parametrize("index", [-1, 1, 2, "0"])
    def test_facts_have_numbers_from_0(self, index):
        for leaf in (
            contradiction(strict=[(index, 1)]),
            contradiction(squares=[square([index], [[0]], [[1]])]),
            contradiction(multipliers=[(index, {(0,): 1})]),
        ):
            assert self.holds([(poly({(0,): -1}), "0")], leaf) == 1
        assert self.holds([(poly({(0,): -1}), "0")], contradiction(multipliers=[(0, {(0,): 1})])) == 0

    def test_there_may_be_no_facts_at_the_top(self):
        assert proved(for_all("x", [], FALSE), contradiction(), 0) == 1
        assert proved(for_all("x", [], FALSE), contradiction(squares=[square([], [[0]], [[-1]])]), 0) == 1
        assert proved(for_all("x", [], FALSE), contradiction(strict=[(0, 1)]), 0) == 1


class TestRoots:
    """A root that exists has a name."""

    ROOT_X = for_all("x", [[">=", X, ZERO]], [">=", ["sqrt", X], ZERO])
    ONE_TERM = poly({(0,): 1})

    def tree(self, q=2, above=x, below=ONE_TERM, branch="0+", rest="-", leaf=SETTLED):
        return ["split", x, [branch, ["root", q, above, below, leaf]], [rest, SETTLED]]

    def test_the_root_of_what_is_nonnegative_is(self):
        assert proved(self.ROOT_X, self.tree(), 1) == 0
        assert proved(self.ROOT_X, ["split", x, ["0+", SETTLED], ["-", SETTLED]], 1) == 1

    def test_another_root_is_not_this_one(self):
        assert proved(self.ROOT_X, self.tree(q=3), 1) == 1
        assert proved(self.ROOT_X, self.tree(above=poly({(1,): 2})), 1) == 1

    def test_quotients_are_compared_multiplied_out(self):
        assert proved(self.ROOT_X, self.tree(above=poly({(1,): 3}), below=poly({(0,): 3})), 1) == 0
        assert proved(self.ROOT_X, self.tree(above=poly({(1,): 3}), below=poly({(0,): 2})), 1) == 1
        plus = self.tree(above=x_squared, below=x, branch="+", rest="-0")
        strict = for_all("x", [[">", X, ZERO]], [">=", ["sqrt", X], ZERO])
        assert (
            proved(strict, ["split", x_squared, ["0+", plus], ["-", SETTLED]], 1) == 1
        )  # no hypothesis fails
        assert (
            proved(
                strict,
                [
                    "split",
                    x_squared,
                    ["0+", plus],
                    [
                        "-",
                        by_sign(
                            x,
                            low=SETTLED,
                            plus=contradiction(strict=[(0, 1)], squares=[square([], [[1]], [[1]])]),
                        ),
                    ],
                ],
                1,
            )
            == 0
        )

    @pytest.mark.parametrize("branch", ["-+", "-0", "-"])
    def test_the_numerator_is_nonnegative(self, branch):
        show = for_all("x", [], TRUE)
        rest = "0+" if branch != "-+" else "-0"
        assert (
            proved(
                show,
                [*self.tree(branch=branch, rest=rest, leaf=SETTLED)[:3], [rest, SETTLED], ["+", SETTLED]],
                1,
            )
            == 1
        )

    def test_the_denominator_is_positive(self):
        show = for_all("x", [], TRUE)
        for below, expected in ((poly({(0,): 1}), 0), (poly({(0,): -1}), 1), ([], 1), (x, 1)):
            assert proved(show, self.tree(below=below), 1) == expected
        assert proved(show, self.tree(below=x, branch="+", rest="-0"), 1) == 0

    @pytest.mark.parametrize("q", [0, 1, -2, 65, "2"])
    def test_the_degree_is_from_2_to_64(self, q):
        assert proved(for_all("x", [], TRUE), self.tree(q=q), 1) == 1
        assert proved(for_all("x", [], TRUE), self.tree(q=64), 1) == 0

    def test_its_power_is_the_radicand(self):
        # facts: 0: x >= 0, 1: v >= 0, 2: v^2 - x = 0; further 3: v^2 - x != 0
        difference = poly({(0, 2): 1, (1, 0): -1})
        impossible = contradiction(strict=[(3, 1)], multipliers=[(2, {(0, 0): -1})])
        inner = ["split", difference, ["0", SETTLED], ["-+", impossible]]
        statement = for_all("x", [[">=", X, ZERO]], ["=", ["^", ["sqrt", X], "2"], X])
        assert proved(statement, self.tree(leaf=inner), 1) == 0
        other = for_all("x", [[">=", X, ZERO]], ["=", ["^", ["sqrt", X], "2"], ["*", TWO, X]])
        assert proved(other, self.tree(leaf=inner), 0) == 1

    def test_its_sign_is_known(self):
        # 3: v < 0 is -v > 0 against 1: v >= 0
        impossible = contradiction(strict=[(3, 1)], squares=[square([1], [[0, 0]], [[1]])])
        v = poly({(0, 1): 1})
        statement = for_all("x", [[">=", X, ZERO]], [">=", ["+", ["sqrt", X], ZERO], ZERO])
        assert proved(statement, self.tree(leaf=["split", v, ["0+", SETTLED], ["-", impossible]]), 1) == 0

    def test_polynomials_below_have_one_exponent_more(self):
        for p, expected in ((poly({(0, 1): 1}), 0), (x, 1), (poly({(0, 0, 1): 1}), 1)):
            inner = ["split", p, ["0+", SETTLED], ["-0", SETTLED]]
            assert proved(for_all("x", [], TRUE), self.tree(leaf=inner), 1) == expected

    def test_a_negative_radicand_is_undefined(self):
        assert (
            vacuous([[">=", ["sqrt", X], ZERO], ["<", X, ZERO]], by_sign(x, minus=SETTLED, high=SETTLED)) == 0
        )
        assert vacuous([[">=", ["sqrt", X], ZERO]], by_sign(x, minus=SETTLED, high=SETTLED)) == 1
        assert vacuous([[">=", ["sqrt", num(-1)], ZERO]], SETTLED) == 0

    def test_no_more_than_32_reals(self):
        tree = SETTLED
        for size in range(32, 0, -1):
            if size < 32:
                tree = ["root", 2, [["2", [0] * size]], [["1", [0] * size]], tree]
        assert proved(for_all("x", [], TRUE), tree, 1) == 0
        tree = ["root", 2, [["2", [0]]], [["1", [0]]], SETTLED]
        names = " ".join(f"x{i:02}" for i in range(32))
        full = ["root", 2, [["2", [0] * 32]], [["1", [0] * 32]], SETTLED]
        assert proved(for_all(names, [], TRUE), full, *[0] * 32) == 2


LEAF = ["leaf", 2]


class TestBoxes:
    """0 <= x <= 1 and a fact that cannot hold there."""

    def tree(self, p, signs, boxes, pairs=((0, 1),)):
        """x >= 0 (fact 0), 1 - x >= 0 (fact 1), p of these signs (fact 2)."""
        rest = {"+": "-0", "0+": "-", "0": "-+", "-": "0+", "-0": "+", "-+": "0"}[signs]
        box = ["box", [list(pair) for pair in pairs], boxes]
        inner = ["split", p, [signs, box], [rest, SETTLED]]
        upper = ["split", poly({(1,): -1, (0,): 1}), ["0+", inner], ["-", SETTLED]]
        return ["split", x, ["0+", upper], ["-", SETTLED]]

    def statement(self, condition):
        return for_all("x", [["<=", ZERO, X], ["<=", X, ONE]], condition)

    @pytest.mark.parametrize(
        ("p", "signs", "condition", "expected"),
        [
            ({(1,): 1, (0,): -2}, "0+", ["<", X, TWO], 0),
            ({(1,): 1, (0,): -1}, "0+", ["<", X, ONE], 1),
            ({(1,): 1, (0,): -1}, "+", ["<=", X, ONE], 0),
            ({(1,): 1, (0,): -2}, "0", ["!=", X, TWO], 0),
            ({(1,): 1, (0,): 1}, "0", ["!=", X, num(-1)], 0),
            ({(1,): 1}, "0", ["!=", X, ZERO], 1),
            ({(1,): -1, (0,): 2}, "-0", [">", ["+", TWO, ["neg", X]], ZERO], 0),
            ({(1,): -1, (0,): 2}, "-", [">=", ["+", TWO, ["neg", X]], ZERO], 0),
            ({(1,): 1, (0,): -2}, "-+", ["=", X, TWO], 1),
        ],
    )
    def test_a_leaf_excludes_a_fact_by_its_coefficients(self, p, signs, condition, expected):
        assert proved(self.statement(condition), self.tree(poly(p), signs, LEAF), 0) == expected

    def test_cuts_are_inside_and_both_sides_are_covered(self):
        # x^2 - x + 3/10 > 0 has the Bernstein coefficients 3/10, -1/5, 3/10 on [0, 1]
        p, condition = (
            poly({(2,): 1, (1,): -1, (0,): "3/10"}),
            [
                ">",
                ["+", ["^", X, "2"], ["neg", X], num("3/10")],
                ZERO,
            ],
        )

        def answer(boxes):
            return proved(self.statement(condition), self.tree(p, "-0", boxes), 0)

        leaf = LEAF
        assert answer(leaf) == 1
        assert answer(["split", 0, "1/2", leaf, leaf]) == 0
        for axis, cut in ((1, "1/2"), (-1, "1/2"), (0, "0"), (0, "1"), (0, "2"), (0, "2/4")):
            assert answer(["split", axis, cut, leaf, leaf]) == 1
        for boxes in (
            ["split", 0, "1/2", leaf],
            ["leaf"],
            ["leaf", 3],
            ["leaf", -1],
            ["leaf", 2, 2],
            [],
            ["cut"],
        ):
            assert answer(boxes) == 1
            assert answer(["split", 0, "1/2", leaf, boxes]) == 1

    @pytest.mark.parametrize(
        "pairs", [[(1, 0)], [(0, 0)], [(1, 1)], [(2, 1)], [(0,)], [], [(0, 1), ()], [(0, 3)]]
    )
    def test_ends_come_from_facts_on_the_right_side(self, pairs):
        p = poly({(2,): 1, (0,): -2})
        assert proved(self.statement(["<", ["^", X, "2"], TWO]), self.tree(p, "0+", LEAF), 0) == 0
        assert proved(self.statement(["<", ["^", X, "2"], TWO]), self.tree(p, "0+", LEAF, pairs), 0) == 1

    def test_a_variable_without_ends_plays_no_part(self):
        assert proved(self.statement(["!=", ONE, TWO]), self.tree(poly({(0,): -1}), "0", LEAF, [()]), 0) == 0
        assert (
            proved(self.statement(["<", X, TWO]), self.tree(poly({(1,): 1, (0,): -2}), "0+", LEAF, [()]), 0)
            == 1
        )

    def test_an_equation_gives_either_end(self):
        # 2 x - 1 = 0 (fact 0) and x^2 - 1/3 >= 0 (fact 1); the box is the point 1/2
        for slope in (2, -2):
            leaf = ["box", [[0, 0]], ["leaf", 1]]
            inner = ["split", poly({(2,): 1, (0,): "-1/3"}), ["0+", leaf], ["-", SETTLED]]
            tree = ["split", poly({(1,): slope, (0,): -slope // 2}), ["0", inner], ["-+", SETTLED]]
            statement = for_all("x", [["=", ["*", TWO, X], ONE]], ["<", ["^", X, "2"], num("1/3")])
            assert proved(statement, tree, "1/2") == 0

    def test_ends_in_the_wrong_order_are_rejected(self):
        # x >= 2 and x <= 1: no box, but a contradiction
        def tree(leaf):
            upper = ["split", poly({(1,): -1, (0,): 1}), ["0+", leaf], ["-", SETTLED]]
            return ["split", poly({(1,): 1, (0,): -2}), ["0+", upper], ["-", SETTLED]]

        given = [[">=", X, TWO], ["<=", X, ONE]]
        assert vacuous(given, tree(["box", [[0, 1]], ["leaf", 0]])) == 1
        leaf = contradiction(squares=[square([0], [[0]], [[1]]), square([1], [[0]], [[1]])])
        assert vacuous(given, tree(leaf)) == 0

    def test_ends_of_another_variable_or_degree_are_rejected(self):
        for p in ({(1, 1): 1}, {(1, 0): 1, (0, 1): 1}, {(2, 0): 1}, {(0, 0): 1}, {(0, 1): 1}):
            tree = ["split", poly(p), ["+", ["box", [[0, 0], []], ["leaf", 0]]], ["-0", SETTLED]]
            assert proved(for_all("x y", [], TRUE), tree, 0, 0) == 1


def test_two_variables_and_a_box_that_is_cut_along_both():
    """x y <= 1 on the unit square, from x y - 1 > 0."""
    y = ["var", "y"]
    given = [["<=", ZERO, X], ["<=", X, ONE], ["<=", ZERO, y], ["<=", y, ONE]]
    facts = [{(1, 0): 1}, {(1, 0): -1, (0, 0): 1}, {(0, 1): 1}, {(0, 1): -1, (0, 0): 1}]
    leaf = ["leaf", 4]
    boxes = ["split", 0, "1/2", leaf, ["split", 1, "1/3", leaf, leaf]]
    tree = ["split", poly({(1, 1): 1, (0, 0): -1}), ["+", ["box", [[0, 1], [2, 3]], boxes]], ["-0", SETTLED]]
    for p in reversed(facts):
        tree = ["split", poly(p), ["0+", tree], ["-", SETTLED]]
    # the ends are facts about x, 1 - x, y, 1 - y: the hypotheses are about their multiples
    assert proved(for_all("x y", given, ["<=", ["*", X, Y], ONE]), tree, 0, 0) == 0
    assert proved(for_all("x y", given, ["<", ["*", X, Y], ONE]), tree, 0, 0) == 1
