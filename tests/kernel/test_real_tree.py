"""Trees of the rules `real`: cases leave out no point, roots exist, contradictions and boxes contradict."""

import pytest

from certify.kernel.limits import MAX_REALS

from .certificates import assert_rejected, verdict
from .reals import SETTLED, at, certificate, contradiction, n, poly, square, statement, x

X = poly((1, 1))
NOT_NEGATIVE = [">=", x, n(0)]
NEVER = ["false"]


def excluding(tree, *given, symbols=("x",)):
    """The claim that given excludes everything, by this tree."""
    return certificate("real-vacuous", statement(["true"], given, symbols), tree=tree)


def where(facts, tree):
    """A tree for given that no point satisfies: the facts (p, signs) one after the other, then the tree."""
    others = {"-": ["0+"], "0": ["-", "+"], "+": ["-0"], "-0": ["+"], "0+": ["-"], "-+": ["0"]}
    for p, signs in reversed(facts):
        tree = ["split", p, [signs, tree], *([other, SETTLED] for other in others[signs])]
    return tree


def about(facts, leaf, symbols=("x",)):
    """Given is that the facts hold, which the leaf contradicts."""
    relation = {"-": "<", "0": "=", "+": ">", "-0": "<=", "0+": ">=", "-+": "!="}

    def expression(p):
        terms = [
            ["*", ["num", c], *(["^", ["var", s], str(e)] for s, e in zip(symbols, m, strict=True))]
            for c, m in p
        ]
        return ["+", n(0), *terms]

    given = [[relation[signs], expression(p), n(0)] for p, signs in facts]
    return excluding(where(facts, leaf), *given, symbols=symbols)


@pytest.mark.parametrize(
    ("branches", "missing"),
    [
        pytest.param([["+", SETTLED], ["-", SETTLED]], "0", id="zero"),
        pytest.param([["+", SETTLED], ["0", SETTLED]], "-", id="negative"),
        pytest.param([["-0", SETTLED]], "+", id="positive"),
        pytest.param([["-+", SETTLED], ["+", SETTLED]], "0", id="zero, though branches overlap"),
        pytest.param([], "+", id="everything"),
    ],
)
def test_a_split_that_leaves_out_a_sign_is_rejected(branches, missing):
    assert_rejected(
        excluding(["split", X, *branches], NEVER), f"witness.tree: no branch is for the sign {missing}"
    )


@pytest.mark.parametrize(
    "branches",
    [
        [["+", SETTLED], ["-", SETTLED], ["0", SETTLED]],
        [["-0", SETTLED], ["0+", SETTLED]],
        [["0", SETTLED], ["-+", SETTLED], ["0", SETTLED]],
    ],
)
def test_branches_of_a_split_may_overlap_and_stand_in_any_order(branches):
    assert verdict(excluding(["split", X, *branches], NEVER)).accepted


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        pytest.param(["split"], "witness.tree: expected a polynomial", id="nothing"),
        pytest.param(["split", [], ["+", SETTLED]], "tree[1]: the polynomial is zero", id="zero"),
        pytest.param(
            ["split", X, ["+-", SETTLED]], "tree[2][0]: expected one of -, 0, +", id="unknown signs"
        ),
        pytest.param(["split", X, ["-0+", SETTLED]], "tree[2][0]: expected one of", id="all signs"),
        pytest.param(["split", X, ["+"]], "tree[2]: expected 2 elements", id="a branch without a tree"),
        pytest.param(
            ["split", poly((1, 1, 0)), ["+", SETTLED]], "expected 1 elements", id="an exponent too many"
        ),
        pytest.param(
            ["split", X, ["-0", SETTLED], ["+", ["split", X, ["+", ["trust"]], ["-0", SETTLED]]]],
            "tree[3][1][2][1][0]: expected one of",
            id="below",
        ),
    ],
)
def test_a_split_that_is_not_one_is_rejected(tree, message):
    assert_rejected(excluding(tree, NEVER), message)


# sqrt(x) defined by a root where x >= 0; its square is x.
ONE = poly((1, 0))
ROOT = ["root", 2, X, ONE, ["split", poly((1, 0, 2), (-1, 1, 0)), ["0", SETTLED], ["-+", SETTLED]]]


def test_a_root_needs_facts_about_its_radicand_and_its_denominator():
    fine = certificate(
        "real",
        statement(["=", ["^", ["sqrt", x], "2"], x], [NOT_NEGATIVE]),
        tree=["split", X, ["0+", ROOT], ["-", SETTLED]],
        point=at(0),
    )
    assert verdict(fine).accepted, verdict(fine).reason
    for tree, message in [
        (ROOT, "witness.tree[2]: the facts do not give that the radicand is not negative"),
        (["root", 2, poly((-1, 0)), ONE, SETTLED], "tree[2]: the facts do not give that the radicand"),
        (["root", 2, ONE, X, SETTLED], "tree[3]: the facts do not give that the denominator is positive"),
        (["root", 2, ONE, [], SETTLED], "tree[3]: the facts do not give that the denominator is positive"),
        (["root", 2, ONE, poly((-1, 0)), SETTLED], "tree[3]: the facts do not give"),
        (["root", 1, ONE, ONE, SETTLED], "tree[1]: expected an integer from 2 to 64"),
        (["root", 65, ONE, ONE, SETTLED], "tree[1]: expected an integer from 2 to 64"),
        (["root", 2, ONE, ONE], "tree: expected 5 elements"),
        (["root", 2, poly((1, 0, 0)), ONE, SETTLED], "expected 1 elements"),
        (["root", 2, ONE, ONE, ["split", X, ["0+", SETTLED]]], "tree[4][1][0][1]: expected 2 elements"),
    ]:
        assert_rejected(excluding(tree, NEVER), message)


def test_a_denominator_that_may_be_zero_has_no_root():
    half_line = ["split", X, ["0+", ["root", 2, ONE, X, SETTLED]], ["-", SETTLED]]
    assert_rejected(excluding(half_line, NEVER), "the denominator is positive")
    inside = ["split", X, ["+", ["root", 2, ONE, X, SETTLED]], ["-0", SETTLED]]
    assert verdict(excluding(inside, NEVER)).accepted


def test_the_facts_of_a_root_are_that_it_is_not_negative_and_what_its_power_is():
    # v = x^(1/3) with x > 0: v > 0 is no fact, but v = 0 contradicts v^3 = x, and v < 0 the fact v >= 0.
    claim = statement([">", ["^", x, "1/3"], n(0)], [[">", x, n(0)]])

    def proof(inner):
        tree = ["split", X, ["+", ["root", 3, X, ONE, inner]], ["-0", SETTLED]]
        return certificate("real", claim, tree=tree, point=at(1))

    zero = contradiction([[0, 1]], (), [[2, poly((1, 0, 0))], [3, poly((-1, 0, 2))]])
    assert_rejected(proof(SETTLED), "tree[2][1][4]: what is to be proved")
    v = poly((1, 0, 1))
    assert verdict(proof(["split", v, ["+", SETTLED], ["0", zero], ["-", SETTLED]])).accepted
    negative = contradiction([[3, 1]], [square([[0, 0]], [[1]], [1])])
    assert verdict(proof(["split", v, ["+", SETTLED], ["0", zero], ["-", negative]])).accepted
    assert_rejected(
        proof(["split", v, ["+", SETTLED], ["0", SETTLED], ["-", SETTLED]]), "tree[2][1][4][3][1]"
    )


def test_too_many_roots_are_declined():
    tree, size = SETTLED, 30
    for k in range(MAX_REALS, size - 1, -1):
        tree = ["root", 2, [["1", [0] * k]], [["1", [0] * k]], tree]
    names = [f"x{i:02}" for i in range(size)]
    assert verdict(excluding(tree, NEVER, symbols=names)).reason.endswith("more than 32 symbols and roots")
    assert verdict(excluding(tree[4], NEVER, symbols=[*names, "y"])).code == 2
    shorter = ["root", 2, [["1", [0] * 31]], [["1", [0] * 31]], SETTLED]
    assert verdict(excluding(shorter, NEVER, symbols=[*names, "y"])).accepted


MINUS = poly((-1, 1))
CONTRADICTIONS = [
    pytest.param([(X, "+"), (MINUS, "0+")], [[0, 1]], [square([[0]], [[1]], [1])], [], id="x > 0, -x >= 0"),
    pytest.param([(X, "+"), (X, "-")], [[0, 1]], [square([[0]], [[1]], [1])], [], id="a fact turned around"),
    pytest.param([(X, "-+"), (X, "0")], [[0, 1]], [], [[1, poly((-1, 0))]], id="an odd power, no squares"),
    pytest.param(
        [(X, "-+"), (poly((1, 2)), "-0")], [[0, 2]], [square([[0]], [[1]], [1])], [], id="an even power"
    ),
    pytest.param(
        [(poly((1, 2), (1, 0)), "0")], [], [square([[1]], [[1]])], [[0, poly((-1, 0))]], id="x^2 = -1"
    ),
    pytest.param(
        [(X, "0+"), (poly((-1, 1), (-1, 0)), "0+")],
        [],
        [square([[0]], [[1]], [0]), square([[0]], [[1]], [1])],
        [],
        id="x >= 0, -x >= 1",
    ),
    pytest.param(
        [(X, "+"), (poly((-1, 3)), "0+")],
        [[0, 3]],
        [square([[0]], [["1/2"]], [1]), square([[0]], [["1/2"]], [1])],
        [],
        id="a cube",
    ),
]


@pytest.mark.parametrize(("facts", "strict", "squares", "multipliers"), CONTRADICTIONS)
def test_facts_that_contradict_each_other_are_seen(facts, strict, squares, multipliers):
    assert verdict(about(facts, contradiction(strict, squares, multipliers))).accepted


@pytest.mark.parametrize(
    ("facts", "leaf", "message"),
    [
        pytest.param([(X, "+")], contradiction([[0, 1]]), "the sum has the coefficient 1 at [1]", id="a sum"),
        pytest.param([(X, "+")], contradiction(constant="0"), "constant: expected a positive", id="nothing"),
        pytest.param(
            [(X, "+")], contradiction(constant="-1"), "constant: expected a positive", id="negative"
        ),
        pytest.param(
            [(X, "0+")], contradiction([[0, 1]]), "fact 0 is of the signs 0+, expected + or -+", id="weak"
        ),
        pytest.param(
            [(X, "0")], contradiction([[0, 1]]), "fact 0 is of the signs 0, expected", id="a strict zero"
        ),
        pytest.param(
            [(X, "-+")],
            contradiction([[0, 1]], [square([[1]], [[1]])]),
            "an odd power of a fact that is only known not to be 0",
            id="an odd power beside squares",
        ),
        pytest.param([(X, "+")], contradiction([[0, 0]]), "expected an integer from 1 to 64", id="power 0"),
        pytest.param([(X, "+")], contradiction([[0, 65]]), "expected an integer from 1 to 64", id="power 65"),
        pytest.param(
            [(X, "+")], contradiction([[1, 1]]), "expected an integer from 0 to 0", id="another fact"
        ),
        pytest.param(
            [(X, "+")], contradiction([[-1, 1]]), "expected an integer from 0 to 0", id="a fact before"
        ),
        pytest.param(
            [(X, "-+")],
            contradiction(squares=[square([[0]], [[1]], [0])]),
            "product[0]: fact 0 is of the signs -+, expected + or 0+",
            id="a factor of any sign",
        ),
        pytest.param(
            [(X, "0")],
            contradiction(squares=[square([[0]], [[1]], [0])]),
            "expected + or 0+",
            id="a zero factor",
        ),
        pytest.param(
            [(X, "0+")],
            contradiction(multipliers=[[0, ONE]]),
            "fact 0 is of the signs 0+, expected 0",
            id="a multiple",
        ),
        pytest.param(
            [(X, "+")],
            contradiction(squares=[square([[0]], [[-1]])]),
            "not positive semidefinite",
            id="a negative square",
        ),
        pytest.param(
            [(X, "0")], contradiction(multipliers=[[0, poly((1, 0, 0))]]), "expected 1 elements", id="long"
        ),
    ],
)
def test_facts_that_do_not_contradict_each_other_so_are_rejected(facts, leaf, message):
    assert_rejected(about(facts, leaf), message)


def test_where_there_are_no_facts_none_is_cited():
    for leaf in (contradiction([[0, 1]]), ["box", [[0, 0]], ["leaf", 0]]):
        assert_rejected(excluding(leaf, NEVER), "there are no facts here")


LOW, HIGH = (X, "0+"), (poly((-1, 1), (1, 0)), "0+")  # 0 <= x <= 1
ARCH = poly((1, 1), (-1, 2))  # x (1 - x): Bernstein coefficients 0, 1/2, 0 on [0, 1]


@pytest.mark.parametrize(
    ("facts", "pairs", "cover"),
    [
        pytest.param([LOW, HIGH, (ARCH, "-")], [[0, 1]], ["leaf", 2], id="+: none is positive"),
        pytest.param(
            [LOW, HIGH, (poly((-1, 1), (-1, 0)), "0+")], [[0, 1]], ["leaf", 2], id="0+: all are negative"
        ),
        pytest.param(
            [LOW, HIGH, (poly((1, 1), (1, 0)), "0")], [[0, 1]], ["leaf", 2], id="0: all are positive"
        ),
        pytest.param(
            [LOW, HIGH, (poly((-1, 1), (-1, 0)), "0")], [[0, 1]], ["leaf", 2], id="0: all are negative"
        ),
        pytest.param(
            [LOW, HIGH, (poly((-1, 2), (1, 1), ("-1/4", 0)), "+")],
            [[0, 1]],
            ["split", 0, "1/2", ["leaf", 2], ["leaf", 2]],
            id="a cut",
        ),
        pytest.param([(poly((2, 1), (-1, 0)), "0"), (ARCH, "-")], [[0, 0]], ["leaf", 1], id="a point"),
        pytest.param([(poly((-2, 1), (1, 0)), "0"), (ARCH, "-")], [[0, 0]], ["leaf", 1], id="a point turned"),
        pytest.param([(X, "+"), HIGH, (ARCH, "-")], [[0, 1]], ["leaf", 2], id="an open end"),
        pytest.param([(MINUS, "-0"), HIGH, (ARCH, "-")], [[0, 1]], ["leaf", 2], id="a fact turned around"),
        pytest.param([(poly((-1, 0)), "+")], [[]], ["leaf", 0], id="a variable without ends"),
    ],
)
def test_a_box_without_points_is_seen(facts, pairs, cover):
    result = verdict(about(facts, ["box", pairs, cover]))
    assert result.accepted, result.reason


PAIR, LEAF = [[0, 1]], ["leaf", 2]
MAY_HOLD = "the fact may hold on [0, 1]"


@pytest.mark.parametrize(
    ("facts", "pairs", "cover", "message"),
    [
        pytest.param([LOW, HIGH, (ARCH, "-0")], PAIR, LEAF, MAY_HOLD, id="0+: zero at the ends"),
        pytest.param([LOW, HIGH, (ARCH, "0")], PAIR, LEAF, MAY_HOLD, id="0: zero at the ends"),
        pytest.param([LOW, HIGH, (ARCH, "+")], PAIR, LEAF, MAY_HOLD, id="+: holds inside"),
        pytest.param([LOW, HIGH, (ARCH, "-+")], PAIR, LEAF, "signs -+, expected + or 0+ or 0", id="not 0"),
        pytest.param([LOW, HIGH, (ARCH, "-")], [[1, 0]], LEAF, "the fact gives no lower end", id="exchanged"),
        pytest.param([LOW, HIGH, (ARCH, "-")], [[0, 0]], LEAF, "the fact gives no upper end", id="one twice"),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")], [[2, 1]], LEAF, "is not linear in variable 0 alone", id="degree 2"
        ),
        pytest.param(
            [(ONE, "+"), HIGH, (ARCH, "-")], PAIR, LEAF, "is not linear in variable 0", id="a constant"
        ),
        pytest.param(
            [(X, "-+"), HIGH, (ARCH, "-")], PAIR, LEAF, "fact 0 is of the signs -+", id="no end at all"
        ),
        pytest.param(
            [(poly((1, 1), (-2, 0)), "0+"), HIGH, (ARCH, "-")],
            PAIR,
            LEAF,
            "[1][0]: the lower end exceeds the upper end",
            id="ends exchanged",
        ),
        pytest.param([LOW, HIGH, (ARCH, "-")], [[]], LEAF, "contains a variable without ends", id="no ends"),
        pytest.param([LOW, HIGH, (ARCH, "-")], [[0]], LEAF, "expected 2 elements", id="one end"),
        pytest.param([LOW, HIGH, (ARCH, "-")], [], LEAF, "expected 1 elements", id="no pairs"),
        pytest.param([LOW, HIGH, (ARCH, "-")], [[0, 3]], LEAF, "an integer from 0 to 2", id="an end too far"),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")], PAIR, ["leaf", 3], "an integer from 0 to 2", id="a leaf too far"
        ),
        pytest.param([LOW, HIGH, (ARCH, "-")], PAIR, ["leaf"], "expected 2 elements", id="a bare leaf"),
        pytest.param([LOW, HIGH, (ARCH, "-")], PAIR, ["cut"], "expected one of split, leaf", id="unknown"),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")],
            PAIR,
            ["split", 0, "1", LEAF, LEAF],
            "the cut is not between",
            id="at an end",
        ),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")],
            PAIR,
            ["split", 1, "1/2", LEAF, LEAF],
            "an integer from 0 to 0",
            id="an axis",
        ),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")], PAIR, ["split", 0, "1/2", LEAF], "expected 5 elements", id="half"
        ),
        pytest.param(
            [LOW, HIGH, (ARCH, "-")],
            PAIR,
            ["split", 0, "1/2", LEAF, ["leaf", 0]],
            "the fact may hold on [1/2, 1]",
            id="the other half",
        ),
        pytest.param(
            [(poly((2, 1), (-1, 0)), "0"), (ARCH, "-")],
            [[0, 0]],
            ["split", 0, "1/2", ["leaf", 1], ["leaf", 1]],
            "the cut is not between the ends 1/2 and 1/2",
            id="a point is not cut",
        ),
    ],
)
def test_a_box_that_may_have_points_is_rejected(facts, pairs, cover, message):
    assert_rejected(about(facts, ["box", pairs, cover]), message)


def test_a_variable_without_ends_must_not_occur_in_the_facts_of_the_leaves():
    low, high = (poly((1, 1, 0)), "0+"), (poly((-1, 1, 0), (1, 0, 0)), "0+")
    negative = (poly((1, 1, 0), (1, 0, 0)), "-0")
    with_y = (poly((1, 0, 1)), "-0")
    facts = [low, high, negative, with_y]
    assert verdict(about(facts, ["box", [[0, 1], []], ["leaf", 2]], "xy")).accepted
    assert_rejected(about(facts, ["box", [[0, 1], []], ["leaf", 3]], "xy"), "a variable without ends")
    ends_of_x_from_y = ["box", [[3, 1], []], ["leaf", 2]]
    assert_rejected(about(facts, ends_of_x_from_y, "xy"), "the fact is not linear in variable 0 alone")


@pytest.mark.parametrize(
    ("leaf", "size"),
    [(["contradiction"], 2), (["contradiction", {}, {}], 2), (["box", []], 3), (["settled", []], 1)],
)
def test_a_leaf_with_more_or_less_than_it_needs_is_rejected(leaf, size):
    assert_rejected(excluding(leaf, NEVER), f"witness.tree: expected {size} elements")


def test_facts_are_numbered_along_the_path_from_the_top_and_not_across_branches():
    # The branch "+" records fact 1 in each of the two halves; neither sees the other's.
    leaf = contradiction(
        [
            [0, 1],
        ],
        [square([[0]], [[1]], [1])],
    )
    tree = ["split", X, ["+", ["split", MINUS, ["0+", leaf], ["-", SETTLED]]], ["-0", SETTLED]]
    assert verdict(excluding(tree, [">", x, n(0)], ["<=", x, n(0)])).accepted
    wrong = ["split", X, ["+", SETTLED], ["-0", contradiction([[1, 1]])]]
    assert_rejected(excluding(wrong, NEVER), "expected an integer from 0 to 0")
