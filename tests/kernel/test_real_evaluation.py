"""Evaluation of expressions and conditions, under facts and at points, against the definition."""

import json
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from certify.kernel.arithmetic.quotients import Lack
from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.rules.reals.expressions import read_condition, read_document
from certify.kernel.rules.reals.facts import SIGNS, Facts
from certify.kernel.rules.reals.real_point import Point
from certify.kernel.rules.reals.valuation import Valuation

from .certificates import verdict
from .reals import Irrational, at, certificate, n, root_of, statement, there_are, truth_of, value_of, x, y

NAMES = ("x", "y")
P = {(1, 0): Fraction(1)}  # the polynomial x


def facts(*pairs):
    """Facts in the variables x and y: polynomials as {exponents: coefficient}, and their signs."""
    known = Facts(2)
    for p, signs in pairs:
        known = known.assuming({m: Fraction(c) for m, c in p.items()}, signs, Budget())
    return known


def read(condition):
    return read_condition(Field(condition, "show", Budget()), {name: i for i, name in enumerate(NAMES)})


def truth(condition, known):
    return "".join(sorted(Valuation(known, Budget()).truth(read(condition))))


NOTHING = facts()
POSITIVE, NEGATIVE = facts((P, "+")), facts((P, "-"))
ZERO, NONZERO = facts((P, "0")), facts((P, "-+"))
WEAK = facts((P, "0+"))
INVERSE = ["/", n(1), x]
SQRT = ["sqrt", x]


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ([">", x, n(0)], NOTHING, "FT"),
        ([">", x, n(0)], POSITIVE, "T"),
        ([">", x, n(0)], WEAK, "FT"),
        ([">=", x, n(0)], WEAK, "T"),
        (["<", x, n(0)], WEAK, "F"),
        (["!=", x, n(0)], NONZERO, "T"),
        (["=", x, n(0)], NONZERO, "F"),
        (["<", ["*", n(-3), x], n(0)], POSITIVE, "T"),
        ([">", ["*", x, x], n(0)], POSITIVE, "FT"),  # no products are looked at
        ([">", n(2), n(1)], NOTHING, "T"),
        (["=", ["+", x, ["neg", x]], n(0)], NOTHING, "T"),
        # Quotients: defined, undefined, or not known to be either.
        (["=", ["*", x, INVERSE], n(1)], NOTHING, "FTU"),
        (["=", ["*", x, INVERSE], n(1)], POSITIVE, "T"),
        (["=", ["*", x, INVERSE], n(1)], NEGATIVE, "T"),
        (["=", ["*", x, INVERSE], n(1)], NONZERO, "T"),
        (["=", ["*", x, INVERSE], n(1)], ZERO, "U"),
        (["=", ["/", y, n(2)], ["*", n("1/2"), y]], NOTHING, "T"),
        (["=", ["/", y, n(0)], y], NOTHING, "U"),
        (["=", ["/", INVERSE, ["+", x, ["neg", x]]], y], NOTHING, "FTU"),  # 0 below, unknown above
        ([">", INVERSE, n(0)], POSITIVE, "T"),
        (["=", ["+", INVERSE, INVERSE], ["/", n(2), x]], NEGATIVE, "T"),
        (["=", ["+", INVERSE, ["^", x, "-2"]], ["/", ["+", x, n(1)], ["*", x, x]]], NONZERO, "FTU"),
        (["=", ["+", INVERSE, ["^", x, "-2"]], ["*", ["+", x, n(1)], ["^", x, "-2"]]], NONZERO, "T"),
        # Powers.
        (["=", ["^", x, "0"], n(1)], NOTHING, "T"),
        (["=", ["^", INVERSE, "0"], n(1)], ZERO, "U"),
        (["=", ["^", INVERSE, "0"], n(1)], NONZERO, "T"),
        (["=", ["*", ["^", x, "-3"], ["^", x, "3"]], n(1)], NEGATIVE, "T"),
        (["=", ["*", ["^", x, "-3"], ["^", x, "3"]], n(1)], NONZERO, "T"),
        (["=", ["*", ["^", x, "-2"], ["^", x, "2"]], n(1)], NEGATIVE, "T"),
        (["=", ["^", INVERSE, "-2"], ["^", x, "2"]], NEGATIVE, "T"),
        (["=", ["^", n("2/3"), "-2"], n("9/4")], NOTHING, "T"),
        (["=", ["^", n(0), "-1"], n(1)], NOTHING, "U"),
        (["=", ["^", n(0), "0"], n(1)], NOTHING, "T"),
        # Roots.
        ([">=", SQRT, n(0)], NOTHING, "FTU"),
        ([">=", SQRT, n(0)], WEAK, "FTU"),
        ([">=", SQRT, n(0)], NEGATIVE, "U"),
        ([">=", SQRT, n(0)], WEAK.with_root(2, P, {(0, 0): Fraction(1)}, Budget()), "T"),
        (["=", ["^", SQRT, "2"], x], WEAK.with_root(2, P, {(0, 0): Fraction(1)}, Budget()), "T"),
        (["=", ["sqrt", n("4/9")], n("2/3")], NOTHING, "T"),
        (["=", ["^", n(-8), "1/3"], n(-2)], NOTHING, "U"),
        (["=", ["^", n(8), "-2/3"], n("1/4")], NOTHING, "T"),
        (["=", ["sqrt", n(2)], n(1)], NOTHING, "FTU"),
        (["=", ["sqrt", n("1/2")], n(1)], NOTHING, "FTU"),
        (["=", ["sqrt", ["*", n(0), INVERSE]], n(0)], POSITIVE, "T"),
        (["=", ["^", n(0), "-1/2"], n(0)], NOTHING, "U"),
        (["=", ["sqrt", ["sqrt", n(16)]], n(2)], NOTHING, "T"),
        # abs, min, max.
        (["=", ["abs", x], x], WEAK, "T"),
        (["=", ["abs", x], ["neg", x]], NEGATIVE, "T"),
        (["=", ["abs", x], x], NONZERO, "FTU"),
        (["=", ["min", x, n(0), n(-1)], n(-1)], WEAK, "FTU"),
        (["=", ["min", x, n(0), n(-1)], n(-1)], facts((P, "0+"), ({(1, 0): 1, (0, 0): 1}, "+")), "T"),
        (["=", ["max", x, n(0)], x], WEAK, "T"),
        (["=", ["max", x, n(0)], n(0)], NEGATIVE, "T"),
        (["=", ["max", INVERSE, n(0)], n(0)], ZERO, "U"),
        # piecewise.
        (["=", ["piecewise", [[">", x, n(0)], n(1)], [["true"], n(2)]], n(1)], POSITIVE, "T"),
        (["=", ["piecewise", [[">", x, n(0)], n(1)], [["true"], n(2)]], n(2)], NEGATIVE, "T"),
        (["=", ["piecewise", [[">", x, n(0)], n(1)], [["true"], n(1)]], n(1)], NOTHING, "FTU"),
        (["=", ["piecewise", [[">", x, n(0)], n(1)]], n(1)], NEGATIVE, "U"),
        (["=", ["piecewise", [[">", INVERSE, n(0)], n(1)], [["true"], n(1)]], n(1)], ZERO, "U"),
        (["=", ["piecewise", [["false"], INVERSE], [["true"], n(1)]], n(1)], ZERO, "T"),
        # Undefined before unknown.
        (["=", ["+", INVERSE, ["/", n(1), y]], n(1)], ZERO, "U"),
        (["=", INVERSE, ["/", n(1), y]], ZERO, "U"),
        # Conditions, by Kleene's tables.
        (["and", [">", x, n(0)], [">", INVERSE, n(0)]], ZERO, "F"),
        (["or", ["=", x, n(0)], [">", INVERSE, n(0)]], ZERO, "T"),
        (["not", [">", INVERSE, n(0)]], ZERO, "U"),
        (["not", [">", x, n(0)]], POSITIVE, "F"),
        (["implies", ["!=", x, n(0)], [">", INVERSE, n(0)]], ZERO, "T"),
        (["implies", ["=", x, n(0)], [">", INVERSE, n(0)]], ZERO, "U"),
        (["implies", [">", x, n(0)], ["false"]], NOTHING, "FT"),
        (["and", ["true"], ["true"], [">", y, n(0)]], NOTHING, "FT"),
        (["or", [">", x, n(0)], ["<=", x, n(0)]], NOTHING, "FT"),  # the parts are taken one by one
    ],
)
def test_a_condition_has_the_truth_values_that_the_facts_leave(condition, known, expected):
    assert truth(condition, known) == expected


def test_where_facts_contradict_each_other_plainly_every_sign_is_within_every_set():
    nowhere = facts((P, "+"), (P, "-"))
    assert all(Valuation(nowhere, Budget()).within(P, signs) for signs in SIGNS)
    assert (truth([">", x, n(0)], nowhere), truth(["<", x, n(0)], nowhere)) == ("T", "T")


def test_facts_about_multiples_are_intersected():
    both = facts(({(1, 0): 2, (0, 1): -2}, "0+"), ({(1, 0): "-1/3", (0, 1): "1/3"}, "0+"))
    assert truth(["=", x, y], both) == "T"
    assert both.recorded[1][1] == "0+"
    turned = facts((P, "-0"))
    assert turned.recorded == (({(1, 0): Fraction(-1)}, "0+"),)
    assert [facts((P, signs)).recorded[0][1] for signs in SIGNS] == ["+", "0", "+", "0+", "0+", "-+"]


def test_a_root_is_found_by_its_quotient_and_its_order():
    one, two = {(0, 0): Fraction(1)}, {(0, 0): Fraction(2)}
    known = POSITIVE.with_root(2, {(1, 0): Fraction(2)}, two, Budget()).with_root(
        3, {(1, 0, 0): Fraction(1)}, {(0, 0, 0): Fraction(1)}, Budget()
    )
    valuation = Valuation(known, Budget())
    assert valuation.value(read([">", SQRT, n(0)]).parts[0]).above == {(0, 0, 1, 0): 1}
    assert valuation.value(read([">", ["^", x, "2/3"], n(0)]).parts[0]).above == {(0, 0, 0, 2): 1}
    assert valuation.value(read([">", ["^", x, "1/4"], n(0)]).parts[0]) is Lack.UNKNOWN
    assert valuation.value(read([">", ["sqrt", y], n(0)]).parts[0]) is Lack.UNKNOWN
    assert valuation.root(2, {(1, 0, 0, 0): Fraction(5)}, {(0, 0, 0, 0): Fraction(5)}) == 2
    assert POSITIVE.with_root(2, P, one, Budget()).recorded[1:] == (
        ({(0, 0, 1): 1}, "0+"),
        ({(0, 0, 2): 1, (1, 0, 0): -1}, "0"),
    )


def test_a_subclass_learns_which_sign_and_which_root_is_missing():
    class Asking(Valuation):
        def __init__(self, known):
            super().__init__(known, Budget())
            self.signs, self.roots = [], []

        def within(self, polynomial, signs):
            answer = super().within(polynomial, signs)
            if answer is None:
                self.signs.append((polynomial, signs))
            return answer

        def root(self, order, above, below):
            found = super().root(order, above, below)
            if found is None:
                self.roots.append((order, above, below))
            return found

    asking = Asking(WEAK)
    assert asking.truth(read([">", ["/", ["sqrt", x], y], n(0)])) == {"T", "F", "U"}
    assert asking.roots == [(2, P, {(0, 0): 1})]
    assert asking.signs == []
    asking = Asking(NOTHING)
    asking.truth(read([">", INVERSE, n(0)]))
    assert asking.signs[0] == (P, "0")


def test_a_polynomial_is_computed_once_and_keeps_its_value_when_roots_are_added():
    condition = read(["=", ["^", ["+", x, y], "2"], ["*", ["+", x, y], ["+", y, x]]])
    budget = Budget()
    assert Valuation(WEAK, budget).truth(condition) == {"T"}
    first = budget.spent
    wider = WEAK.with_root(2, P, {(0, 0): Fraction(1)}, Budget())
    assert Valuation(wider, budget).truth(condition) == {"T"}
    assert budget.spent - first < first / 4
    side = Valuation(wider, budget).value(condition.parts[0])
    assert side.above == {(2, 0, 0): 1, (1, 1, 0): 2, (0, 2, 0): 1}


def test_laborious_powers_and_long_exponents_are_declined():
    tower = n(3)
    for _ in range(9):
        tower = ["^", tower, "64"]
    assert (
        verdict(certificate("real-vacuous", statement(["true"], [["<", tower, n(0)]]), tree=["settled"])).code
        == 2
    )
    quotient = ["^", x, "-64"]
    for _ in range(9):
        quotient = ["^", quotient, "64"]
    for exponent in ("65", "-65", "1/65", "3/100"):
        with pytest.raises(Declined, match="an exponent whose numbers exceed 64"):
            read(["=", ["^", x, exponent], n(0)])
    with pytest.raises(Declined, match="work limit"):
        truth(
            ["=", ["+", quotient, ["/", n(1), ["+", x, n(1)]]], y],
            facts((P, "+"), ({(1, 0): 1, (0, 0): 1}, "+")),
        )


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (["<", x], "expected 3 elements"),
        (["<", x, x, x], "expected 3 elements"),
        (["=<", x, x], "show[0]: expected one of ="),
        (x, "show[0]: expected one of ="),
        ("true", "show: expected a list"),
        (["true", x], "expected 1 elements"),
        (["false", ["true"]], "expected 1 elements"),
        (["not"], "expected 2 elements"),
        (["not", ["true"], ["true"]], "expected 2 elements"),
        (["implies", ["true"]], "expected 3 elements"),
        (["and"], "expected at least two operands"),
        (["or", ["true"]], "expected at least two operands"),
        (["=", ["true"], x], "show[1][0]: expected one of num"),
        (["=", ["+", x], x], "show[1]: expected at least two operands"),
        (["=", ["*"], x], "show[1]: expected at least two operands"),
        (["=", ["min", x], x], "show[1]: expected at least two operands"),
        (["=", ["max", x], x], "show[1]: expected at least two operands"),
        (["=", ["-", x, x], x], "show[1][0]: expected one of num"),
        (["=", ["neg", x, x], x], "show[1]: expected 2 elements"),
        (["=", ["abs"], x], "show[1]: expected 2 elements"),
        (["=", ["sqrt", x, x], x], "show[1]: expected 2 elements"),
        (["=", ["/", x], x], "show[1]: expected 3 elements"),
        (["=", ["^", x], x], "show[1]: expected 3 elements"),
        (["=", ["^", x, 2], x], "show[1][2]: expected a string"),
        (["=", ["^", x, "2/4"], x], "show[1][2]: the number is not in canonical form"),
        (["=", ["^", x, x], x], "show[1][2]: expected a string"),
        (["=", ["num", 1], x], "show[1][1]: expected a string"),
        (["=", ["num", "1.5"], x], "show[1][1]: expected a number"),
        (["=", ["num"], x], "show[1]: expected 2 elements"),
        (["=", ["var", "z"], x], "show[1][1]: expected one of x, y"),
        (["=", ["var", "x", "y"], x], "show[1]: expected 2 elements"),
        (["=", ["piecewise"], x], "show[1]: expected at least one pair"),
        (["=", ["piecewise", [x, x]], x], "show[1][1][0][0]: expected one of ="),
        (["=", ["piecewise", [["true"]]], x], "show[1][1]: expected 2 elements"),
        (["=", [], x], "show[1]: expected a list that begins"),
        (["=", "x", x], "show[1]: expected a list"),
    ],
)
def test_a_condition_that_is_not_one_is_rejected(condition, message):
    with pytest.raises(Rejected) as caught:
        read(condition)
    assert message in str(caught.value)


numbers = st.sampled_from(["0", "1", "-1", "2", "1/2", "4", "-3"]).map(lambda text: ["num", text])
leaves = st.one_of(numbers, st.sampled_from([x, y]))


def operators(parts):
    conditions = st.one_of(
        st.tuples(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), parts, parts).map(list),
        st.sampled_from([["true"], ["false"]]),
    )
    two = st.tuples(st.sampled_from(["+", "*", "min", "max", "/"]), parts, parts).map(list)
    three = st.tuples(st.sampled_from(["+", "*", "min", "max"]), parts, parts, parts).map(list)
    one = st.tuples(st.sampled_from(["neg", "abs", "sqrt"]), parts).map(list)
    powers = st.tuples(
        st.just("^"),
        parts,
        st.sampled_from(["0", "1", "2", "3", "-1", "-2", "-3", "1/2", "-1/2", "2/3", "-1/3"]),
    ).map(list)
    pairs = st.lists(st.tuples(conditions, parts).map(list), min_size=1, max_size=3)
    return st.one_of(two, three, one, powers, pairs.map(lambda found: ["piecewise", *found]))


expressions = st.recursive(leaves, operators, max_leaves=8)
relations = st.tuples(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), expressions, expressions).map(list)
conditions = st.recursive(
    st.one_of(relations, relations, st.sampled_from([["true"], ["false"]])),
    lambda parts: st.one_of(
        st.tuples(st.sampled_from(["and", "or", "implies"]), parts, parts).map(list),
        st.tuples(st.sampled_from(["and", "or"]), parts, parts, parts).map(list),
        parts.map(lambda part: ["not", part]),
    ),
    max_leaves=4,
)
coordinates = st.sampled_from(
    [Fraction(k) for k in (0, 1, -1, 2, 4, -2, 9)] + [Fraction(1, 4), Fraction(-1, 3)]
)
small = st.sampled_from([-2, -1, 1, 3])
polynomials = st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 1)), small, min_size=1, max_size=3)
LETTER = {True: "T", False: "F", None: "U"}


def value_at(p, point):
    return sum((Fraction(c) * point[0] ** a * point[1] ** b for (a, b), c in p.items()), Fraction(0))


@settings(max_examples=400)
@given(
    conditions, coordinates, coordinates, st.lists(st.tuples(polynomials, st.sampled_from(SIGNS))), st.data()
)
def test_the_truth_at_a_point_is_among_those_left_by_facts_that_hold_there(condition, a, b, pairs, data):
    known, point = Facts(2), {"x": a, "y": b}
    for p in [{(1, 0): 1}, {(0, 1): 1}]:
        pairs = [*pairs, (p, data.draw(st.sampled_from(SIGNS)))]
    for p, signs in pairs:
        value = value_at(p, (a, b))
        if ("0" if not value else "+" if value > 0 else "-") in signs:
            known = known.assuming({m: Fraction(c) for m, c in p.items()}, signs, Budget())
    for p in [{(1, 0): Fraction(1)}, {(0, 1): Fraction(1)}]:
        for order in (2, 3):
            wide = {(*m, *[0] * len(known.roots)): c for m, c in p.items()}
            one = {(0,) * known.variables: Fraction(1)}
            if Valuation(known, Budget()).within(wide, "0+"):
                known = known.with_root(order, wide, one, Budget())
    try:
        actual = truth_of(condition, point)
    except Irrational:
        return
    assert LETTER[actual] in Valuation(known, Budget()).truth(read(condition))


def rational_roots(node, point):
    """The values of all roots in a node, where they are rational."""
    found = set()
    if isinstance(node, list):
        for part in node:
            found |= rational_roots(part, point)
        if node and node[0] in ("sqrt", "^"):
            base = value_of(node[1], point)
            order = 2 if node[0] == "sqrt" else Fraction(node[2]).denominator
            if base is not None and base > 0 and order > 1:
                found.add(root_of(base, order))
    return found


@settings(max_examples=400)
@given(conditions, coordinates, coordinates)
def test_the_truth_that_the_kernel_finds_at_a_point_is_that_of_the_definition(condition, a, b):
    point = {"x": a, "y": b}
    try:
        actual, roots = truth_of(condition, point), rational_roots(condition, point)
    except Irrational:
        assume(False)
    assume(len(str(roots)) < 500)
    field = Field(json.loads(json.dumps(at(a, b, roots=sorted(roots)))), "point", Budget())
    assert Point(field, NAMES).truth(read(condition)) == {LETTER[actual]}


@pytest.mark.parametrize(
    ("condition", "point"),
    [
        pytest.param(["=", ["sqrt", n(4)], n(2)], at(roots=[2]), id="a perfect power"),
        pytest.param(["=", ["^", n(8), "2/3"], n(4)], at(roots=[1, 2]), id="the second of the roots"),
        pytest.param(["=", ["sqrt", n(0)], n(0)], at(), id="the root of 0"),
        pytest.param(
            ["=", ["^", ["sqrt", n(2)], "2"], n(2)],
            at(roots=[[["1", [1]]]], radicands=[2]),
            id="an irrational root",
        ),
        pytest.param(
            ["=", ["sqrt", ["+", n(3), ["*", n(2), ["sqrt", n(2)]]]], ["+", n(1), ["sqrt", n(2)]]],
            at(roots=[[["1", [1]]], [["1", [0]], ["1", [1]]]], radicands=[2]),
            id="a nested root",
        ),
        pytest.param(
            ["=", ["/", n(1), ["+", n(1), ["sqrt", n(2)]]], ["+", ["sqrt", n(2)], n(-1)]],
            at(roots=[[["1", [1]]]], radicands=[2]),
            id="an irrational divisor",
        ),
        pytest.param(
            ["=", ["sqrt", ["+", ["*", ["sqrt", n(2)], ["sqrt", n(8)]], n(-4)]], n(0)],
            at(roots=[[["1", [1, 0]]], [["1", [0, 1]]]], radicands=[2, 8]),
            id="0 by dependent radicands",
        ),
        pytest.param(
            ["=", ["piecewise", [["true"], n(1)], [["=", ["sqrt", n(3)], n(1)], n(2)]], n(1)],
            at(),
            id="what is not chosen needs no root",
        ),
    ],
)
def test_a_condition_about_roots_is_decided_at_a_point(condition, point):
    result = verdict(certificate("real", there_are(condition, symbols=()), point=point))
    assert result.accepted, result.reason


@pytest.mark.parametrize(
    ("condition", "point", "message"),
    [
        pytest.param(
            ["=", ["sqrt", n(2)], n(1)],
            at(),
            "witness.point: no root of order 2 is given for statement.show[1]",
            id="a root that is missing",
        ),
        pytest.param(
            ["=", ["sqrt", n(4)], n(-2)], at(roots=[-2]), "no root of order 2", id="the negative root"
        ),
        pytest.param(
            ["=", ["^", n(4), "1/4"], n(2)], at(roots=[2]), "no root of order 4", id="another order"
        ),
        pytest.param(["or", ["true"], ["=", ["sqrt", n(2)], n(1)]], at(), "no root", id="no short cut"),
        pytest.param(
            ["=", ["sqrt", n(-1)], n(1)], at(roots=[1]), "is not true at", id="of a negative number"
        ),
        pytest.param(
            ["true"], at(radicands=[-1]), "radicands[0]: expected a number of", id="a negative radicand"
        ),
        pytest.param(["true"], {**at(), "more": []}, "unknown field 'more'", id="a field more"),
        pytest.param(["true"], at(roots=[[["1", [1]]]]), "expected 0 elements", id="a root of no radicand"),
        pytest.param(["true"], at(1), "coordinates: expected 0 elements", id="a coordinate more"),
    ],
)
def test_a_point_that_is_not_one_or_lacks_a_root_is_rejected(condition, point, message):
    result = verdict(certificate("real", there_are(condition, symbols=()), point=point))
    assert (result.code, message in result.reason) == (1, True), result


def test_too_many_radicands_are_declined():
    point = at(radicands=[2, 3, 5, 7, 11])
    result = verdict(certificate("real", there_are(["true"], symbols=()), point=point))
    assert result.reason == "witness.point.radicands: more than 4 square roots"


def test_a_document_is_read_into_nodes_that_know_their_place():
    document = read_document(Field(statement(["and", ["true"], ["<", x, n(1)]]), "statement", Budget()))
    assert document.show.parts[1].parts[1].place == "statement.show[2][2]"
    assert (document.names, document.quantifier, document.given) == (("x",), "for all", ())
