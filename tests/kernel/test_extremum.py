"""Rules `extremum...`: an extremum is a bound and a place where it is attained, each a statement."""

import pytest

from .certificates import assert_rejected, case, changed, example, verdict
from .reals import SETTLED, at, certificate, contradiction, n, poly, square, x, y

EXTREMUM = example("extremum")
REFUTED = example("extremum-refuted")
VACUOUS = example("extremum-vacuous")
ILL_POSED = example("extremum-ill-posed")
NONE = ["none"]
X = poly((1, 1))


def extremum(kind, expression, over, equals, where, given=(), symbols=("x",)):
    document = {"extremum": kind, "symbols": list(symbols), "given": list(given), "expression": expression}
    return {**document, "over": over, "equals": equals, "at": where}


# min x^2 = 0 over all x, with a place and without.
SQUARE = ["split", poly((1, 2)), ["0+", SETTLED], ["-", contradiction([[0, 1]], [square([[1]], [[1]])])]]
PARABOLA = extremum("minimum", ["^", x, "2"], ["x", NONE, NONE], n(0), n(0))
# At x != 0 nothing is said; at x = 0 it is 0: x^2 != 0 contradicts x = 0.
ATTAINED = ["split", X, ["-+", SETTLED], ["0", ["split", poly((1, 2)), ["0", SETTLED], ["-+", contradiction(
    [[1, 1]], (), [[0, poly((-1, 1))]])]]]]  # fmt: skip
PROOF = {"bound": {"tree": SQUARE, "point": at(3)}, "attained": {"tree": ATTAINED, "point": at(1)}}
WITHOUT_PLACE = extremum("minimum", ["^", x, "2"], ["x", n(0), NONE], n(0), NONE)
# max of y - x^2 over all x >= 0 is y, at 0, where y > 1.
PARAMETER = extremum(
    "maximum", ["+", y, ["neg", ["^", x, "2"]]], ["x", n(0), NONE], y, n(0), [[">", y, n(1)]], "xy"
)
D = poly((1, 2, 0))


def below(strict):
    return contradiction(strict, [square([[1, 0]], [[1]])])


BY_SQUARE = ["split", D, ["0+", SETTLED], ["-", below([[0, 1]])]]
X2 = poly((1, 1, 0))
AT_ZERO = ["split", X2, ["-+", SETTLED], ["0", ["split", D, ["0", SETTLED], ["-+", contradiction(
    [[1, 1]], (), [[0, poly((-1, 1, 0))]])]]]]  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(EXTREMUM, id="a maximum between two ends"),
        pytest.param(certificate("extremum", PARABOLA, **PROOF), id="a minimum without ends"),
        pytest.param(
            certificate(
                "extremum",
                WITHOUT_PLACE,
                bound={"tree": SQUARE, "point": at(3)},
                attained={"point": at(0)},
            ),
            id="attained somewhere",
        ),
        pytest.param(
            certificate(
                "extremum",
                PARAMETER,
                bound={"tree": BY_SQUARE, "point": at(0, 2)},
                attained={"tree": AT_ZERO, "point": at(5, 2)},
            ),
            id="with another symbol and a hypothesis",
        ),
    ],
)
def test_an_extremum_is_accepted(document):
    result = verdict(document, document["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, "extremum")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "another kind", "statement.extremum: expected one of maximum, m", statement__extremum="supremum"
        ),
        case("the other kind", "witness.bound.tree[2][1]: what is to be", statement__extremum="minimum"),
        case("a larger bound", "bound.tree", statement__equals=n("1/2")),
        case("a smaller one does not bound", "bound.tree", statement__equals=n("1/5")),
        case("another place", "attained.tree", statement__at=n("1/3")),
        case(
            "a place outside",
            "attained.tree",
            statement__over=["x", n("3/4"), n(1)],
            witness__bound__point=at(1),
        ),
        case("the place undefined", "attained.tree", statement__at=["/", n(1), n(0)]),
        case(
            "a variable that is not listed", "over[0]: expected one of x", statement__over=["y", n(0), n(1)]
        ),
        case("the variable in an end", "over[2]", statement__over=["x", n(0), x]),
        case("the variable in equals", "statement.equals[1]: expected one of nothing", statement__equals=x),
        case("the variable in at", "statement.at[1]: expected one of nothing", statement__at=x),
        case("the variable in given", "statement.given[0][1][1]", statement__given=[[">", x, n(0)]]),
        case("no equals", "statement.equals[0]: expected one of num", statement__equals=NONE),
        case("no expression", "statement.expression[0]: expected", statement__expression=NONE),
        case("two ends too few", "statement.over: expected 3 elements", statement__over=["x"]),
        case(
            "an end that is none of none",
            "over[1][0]: expected one",
            statement__over=["x", ["none", 1], n(1)],
        ),
        case(
            "no place, but a hypothesis",
            "statement.at: a place is needed",
            statement__at=NONE,
            statement__given=[["true"]],
        ),
        case(
            "no place, but a symbol",
            "statement.at: a place is needed",
            statement__at=NONE,
            statement__symbols=["x", "y"],
        ),
        case("symbols not sorted", "symbols: expected distinct", statement__symbols=["y", "x"]),
        case(
            "only the bound",
            "witness: field 'attained' is missing",
            witness={"bound": EXTREMUM["witness"]["bound"]},
        ),
        case("an empty interval", "statement.over[0]", statement__over=["z", n(1), n(0)]),
        case(
            "a point outside the interval", "statement is not true at the point", witness__bound__point=at(2)
        ),
    ],
)
def test_an_extremum_is_rejected_for(changes, message):
    assert_rejected(changed(EXTREMUM, **changes), message)


def half(rule, stated, name, **witness):
    return certificate(rule, stated, half=name, witness=witness)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(REFUTED, id="the place lies outside"),
        pytest.param(VACUOUS, id="an empty interval"),
        pytest.param(ILL_POSED, id="a pole at an end"),
        pytest.param(
            half("extremum-refuted", changed(PARABOLA, extremum="maximum"), "bound", point=at(1)),
            id="no bound",
        ),
        pytest.param(
            half("extremum-refuted", changed(PARABOLA, equals=n(-1)), "attained", point=at(0)),
            id="not attained",
        ),
        pytest.param(
            half(
                "extremum-refuted",
                changed(WITHOUT_PLACE, equals=n(-1)),
                "attained",
                tree=[
                    "split",
                    poly((1, 2), (1, 0)),
                    ["+", SETTLED],
                    ["-0", contradiction([], [square([[1]], [[1]]), square([[0]], [[1]], [0])])],
                ],
            ),
            id="attained nowhere",
        ),
        pytest.param(
            half("extremum-vacuous", changed(PARABOLA, given=[["false"]]), "attained", tree=SETTLED),
            id="hypotheses that exclude everything",
        ),
        pytest.param(
            half("extremum-ill-posed", changed(PARABOLA, at=["/", n(0), n(0)]), "attained", point=at(1)),
            id="the place is undefined",
        ),
    ],
)
def test_what_is_wrong_with_an_extremum_is_accepted(document):
    result = verdict(document, document["statement"])
    assert result.accepted, result.reason


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(half("extremum-refuted", PARABOLA, "bound", point=at(1)), "is not false", id="a bound"),
        pytest.param(
            half("extremum-refuted", PARABOLA, "attained", point=at(1)), "is not false", id="at another place"
        ),
        pytest.param(
            half("extremum-refuted", PARABOLA, "place", point=at(1)),
            "witness.half: expected one of bound, attained",
            id="no half",
        ),
        pytest.param(
            half("extremum-vacuous", WITHOUT_PLACE, "attained", tree=SETTLED),
            'statement: expected the quantifier "for all"',
            id="existence is not vacuous",
        ),
        pytest.param(
            half("extremum-ill-posed", WITHOUT_PLACE, "attained", point=at(0)),
            'statement: expected the quantifier "for all"',
            id="existence is not ill posed",
        ),
        pytest.param(
            half("extremum-ill-posed", PARABOLA, "bound", point=at(0)), "no part that", id="defined"
        ),
        pytest.param(half("extremum-vacuous", PARABOLA, "bound", tree=SETTLED), "what is to", id="not empty"),
        pytest.param(
            certificate("extremum-refuted", PARABOLA, bound={"point": at(0)}), "unknown field", id="fields"
        ),
        pytest.param(changed(REFUTED, witness__witness__tree=SETTLED), "unknown field 'tree'", id="a tree"),
    ],
)
def test_what_is_not_wrong_with_an_extremum_is_rejected(document, message):
    assert_rejected(document, message)


def test_the_reason_names_the_half_and_what_is_so_of_it():
    assert verdict(REFUTED).reason == "that it is attained as stated: the statement fails at a = -2, x = -1"
    assert verdict(VACUOUS).reason == "the bound: nothing satisfies the hypotheses (3 cases)"
    assert verdict(certificate("extremum", PARABOLA, **PROOF)).reason == (
        "the bound: the statement holds everywhere (2 cases); "
        "that it is attained: the statement holds everywhere (3 cases)"
    )
