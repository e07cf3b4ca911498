"""Rule `box`: the tree covers the box, and every leaf has the sign it asserts."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.limits import Budget
from certify.kernel.rules.reals.box import bernstein, change_of_basis

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "box"
CERTIFICATE = example(RULE)
LEAF = {"tree": ["leaf"]}
NO_HYPOTHESES = changed(CERTIFICATE, statement__hypotheses=[])
# (x - 1/2)^2, zero inside; x (1 - x), zero at the ends.
SQUARE = [["1", [2]], ["-1", [1]], ["1/4", [0]]]
ARCH = [["1", [1]], ["-1", [2]]]


def about(polynomial, relation, box, tree, hypotheses=()):
    return changed(
        CERTIFICATE,
        statement__variables=["x"],
        statement__polynomial=polynomial,
        statement__relation=relation,
        statement__box=[box],
        statement__hypotheses=list(hypotheses),
        witness__tree=tree,
    )


CUT = ["split", "x", "1/2", ["leaf"], ["leaf"]]


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="two variables, a hypothesis"),
        pytest.param(changed(NO_HYPOTHESES, statement__relation=">=", witness=LEAF), id="zero at a corner"),
        pytest.param(about(SQUARE, ">=", ["0", "1"], CUT), id="a cut at the double root"),
        pytest.param(about(ARCH, ">=", ["0", "1"], ["leaf"]), id="zero at the ends"),
        pytest.param(about(ARCH, ">", ["1/3", "2/3"], ["leaf"]), id="strict inside"),
        pytest.param(about(ARCH, "<", ["3/2", "2"], ["leaf"]), id="negative outside"),
        pytest.param(about(ARCH, "<=", ["1", "2"], ["leaf"]), id="not positive outside"),
        pytest.param(about(ARCH, "<", ["-1", "-1"], ["leaf"]), id="a box that is a point"),
        pytest.param(about([], ">=", ["-1", "1"], ["leaf"]), id="the zero polynomial"),
        pytest.param(
            about(SQUARE, "<", ["0", "1"], ["discard", 0], [[["-1", [0]]]]), id="no point satisfies"
        ),
        pytest.param(
            changed(
                NO_HYPOTHESES,
                statement__variables=[],
                statement__box=[],
                statement__polynomial=[["1", []]],
                witness=LEAF,
            ),
            id="no variables",
        ),
    ],
)
def test_a_box_proof_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("a leaf with both signs", "witness.tree: a Bernstein coefficient violates > 0", witness=LEAF),
        case("the opposite sign", "witness.tree[3]: a Bernstein", statement__relation="<"),
        case("the opposite sign, weakly", "witness.tree[3]: a Bernstein", statement__relation="<="),
        case(
            "a discard that is not empty", "the hypothesis is not negative", witness__tree__3=["discard", 0]
        ),
        case("a discard that may be zero", "the hypothesis is not negative", witness__tree__4__2="3/4"),
        case("a hypothesis that is not there", "integer from 0 to 0", witness__tree__4__4=["discard", 1]),
        case("no hypotheses", "integer from 0 to -1", statement__hypotheses=[]),
        case("a negative index", "integer from 0 to 0", witness__tree__4__4=["discard", -1]),
        case("a cut at an end", "the cut is not between the ends 0 and 1", witness__tree__2="1"),
        case("a cut outside", "the cut is not between the ends 0 and 1", witness__tree__2="-1/2"),
        case("a cut outside the sub-box", "ends 0 and 1", witness__tree__4__2="7/5"),
        case(
            "half a split", "witness.tree: expected 5 elements", witness__tree=["split", "x", "1/2", ["leaf"]]
        ),
        case("a leaf with more", "witness.tree: expected 1 elements", witness__tree=["leaf", 1]),
        case("a discard with nothing", "expected 2 elements", witness__tree=["discard"]),
        case("an empty node", "witness.tree: expected a list that begins", witness__tree=[]),
        case("an unknown node", "witness.tree[0]: expected one of", witness__tree=["skip"]),
        case("an unknown variable", "witness.tree[1]: expected one of x, y", witness__tree__1="z"),
        case("an unknown relation", "statement.relation: expected one of", statement__relation="="),
        case("a box with ends exchanged", "statement.box[0]: the lower end", statement__box__0=["1", "0"]),
        case("a box of another dimension", "statement.box: expected 2 elements", statement__box=[["0", "1"]]),
        case("an end too many", "statement.box[0]: expected 2 elements", statement__box__0=["0", "1", "2"]),
    ],
)
def test_a_box_proof_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(changed(NO_HYPOTHESES, witness=LEAF), id="> at a corner where it is 0"),
        pytest.param(about(SQUARE, ">", ["0", "1"], CUT), id="> at a cut where it is 0"),
        pytest.param(about(ARCH, "<", ["1", "2"], ["leaf"]), id="< at an end where it is 0"),
        pytest.param(about(ARCH, ">", ["1", "1"], ["leaf"]), id="> at a point where it is 0"),
        pytest.param(about([], "<", ["0", "1"], ["leaf"]), id="0 < 0"),
    ],
)
def test_a_strict_relation_is_rejected_where_only_the_weak_one_holds(certificate):
    assert_rejected(certificate, "a Bernstein coefficient violates")
    weak = changed(certificate, statement__relation=certificate["statement"]["relation"] + "=")
    assert verdict(weak).accepted


def test_a_box_without_variables_cannot_be_cut():
    point = changed(
        NO_HYPOTHESES, statement__variables=[], statement__box=[], statement__polynomial=[["1", []]]
    )
    assert_rejected(point, "witness.tree[1]: expected one of nothing")


def test_the_reason_counts_the_leaves_and_names_the_sub_box():
    assert verdict(CERTIFICATE).reason == "the polynomial is > 0 on the box (2 sub-boxes)"
    assert_rejected(changed(CERTIFICATE, witness=LEAF), "violates > 0 on [0, 1] x [0, 1]")
    assert_rejected(about(SQUARE, "<", ["0", "1"], CUT), "witness.tree[3]: a Bernstein coefficient")
    nowhere = changed(NO_HYPOTHESES, statement__variables=[], statement__box=[], witness=LEAF)
    assert_rejected(changed(nowhere, statement__polynomial=[["-1", []]]), "violates > 0 on the point")


def test_large_bernstein_forms_are_declined():
    high = changed(NO_HYPOTHESES, statement__variables=["x", "y", "z"], statement__box=[["0", "1"]] * 3)
    high = changed(high, statement__polynomial=[["1", [30, 30, 30]]], witness=LEAF)
    assert verdict(high).reason == "too large: a Bernstein form of more than 20000 coefficients"


ends = st.fractions(-2, 2, max_denominator=4)
coefficients = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), ends.filter(bool), min_size=1, max_size=6
)
boxes = st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))


@given(coefficients, st.lists(boxes, min_size=2, max_size=2), st.fractions(0, 1), st.fractions(0, 1))
def test_the_polynomial_has_the_sign_that_its_bernstein_coefficients_share(p, box, s, t):
    (a, b), (c, d) = box
    x, y = a + s * (b - a), c + t * (d - c)
    value = sum(k * x**i * y**j for (i, j), k in p.items())
    computed = bernstein(p, box, Budget())
    assert not (min(computed) > 0 and value <= 0)
    assert not (min(computed) >= 0 and value < 0)
    assert not (max(computed) < 0 and value >= 0)
    assert not (max(computed) <= 0 and value > 0)


@given(coefficients, st.lists(boxes, min_size=2, max_size=2))
def test_bernstein_coefficients_are_values_at_the_corners_and_reproduce_the_polynomial(p, box):
    (a, b), (c, d) = box
    m, n = (max(monomial[axis] for monomial in p) for axis in (0, 1))
    computed = bernstein(p, box, Budget())
    points = [(Fraction(i, m + 1), Fraction(j, n + 1)) for i in range(m + 2) for j in range(n + 2)]
    ratios = set()
    for s, t in points:
        x, y = a + s * (b - a), c + t * (d - c)
        value = sum(k * x**i * y**j for (i, j), k in p.items())
        combined = sum(
            computed[i * (n + 1) + j]
            * comb(m, i) * s**i * (1 - s) ** (m - i)
            * comb(n, j) * t**j * (1 - t) ** (n - j)
            for i in range(m + 1)
            for j in range(n + 1)
        )  # fmt: skip
        assert (value == 0) == (combined == 0)
        if value:
            ratios.add(combined / value)
    assert len(ratios) <= 1
    assert all(ratio > 0 for ratio in ratios)


def test_on_the_unit_interval_the_change_of_basis_is_the_textbook_one():
    rows = change_of_basis(4, Fraction(0), Fraction(1))
    scale = rows[0][0]
    assert [[Fraction(entry, scale) for entry in row] for row in rows] == [
        [Fraction(comb(k, j), comb(4, j)) for j in range(5)] for k in range(5)
    ]
