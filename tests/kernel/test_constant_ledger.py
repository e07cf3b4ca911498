"""Rule `constant-ledger`: accepted iff every expression is defined and every line holds."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.kernel import limits

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

RULE = "constant-ledger"
CERTIFICATE = example(RULE)
RELATIONS = {"<": {-1}, "<=": {-1, 0}, "=": {0}, ">=": {0, 1}, ">": {1}, "!=": {-1, 1}}


def n(number):
    return ["num", str(Fraction(number))]


def root(a, k=2):
    return ["root", k, a if isinstance(a, list) else n(a)]


def claim(*lines, where=()):
    titled = [[f"line {i}", *line] for i, line in enumerate(lines)]
    return changed(CERTIFICATE, statement={"where": list(where), "lines": titled})


def power(a, k):
    return ["^", a, k]


SUM_OF_ROOTS = ["+", *(root(k) for k in (2, 3, 5, 7))]
SIGNS = [
    pytest.param(
        root(2), n("1414213562373095048801688724209699/1" + "0" * 33), -1, id="√2 < 33 digits of it"
    ),
    pytest.param(root(2), n("1414213562373095048801688724209698/1" + "0" * 33), 1, id="√2 > 33 digits of it"),
    pytest.param(["*", root(2), root(3)], root(6), 0, id="√2 √3 = √6"),
    pytest.param(root(["+", n(3), ["*", n(2), root(2)]]), ["+", n(1), root(2)], 0, id="nested, = 1 + √2"),
    pytest.param(root(["+", n(2), root(5)], 3), ["/", ["+", n(1), root(5)], n(2)], 0, id="Cardano's 3"),
    pytest.param(root(["-", root(4), n(2)], 5), n(0), 0, id="a root of a hidden zero"),
    pytest.param(SUM_OF_ROOTS, ["+", *reversed(SUM_OF_ROOTS[1:])], 0, id="a sum in another order"),
    pytest.param(["^", root(2, 64), 64], n(2), 0, id="the 64th power of the 64th root"),
    pytest.param(["/", n(1), ["-", root(3), root(2)]], ["+", root(3), root(2)], 0, id="1/(√3 - √2)"),
    pytest.param(["/", n(-1), root(2)], n("-7/10"), -1, id="-1/√2 < -7/10"),
    pytest.param(["+"], n(0), 0, id="the empty sum is 0"),
    pytest.param(["*"], power(n(0), 0), 0, id="the empty product is 1, and so is 0^0"),
    pytest.param(["-", n(1), n(2)], n(-1), 0, id="the order of a difference"),
    pytest.param(power(n(-2), 3), n(-8), 0, id="a power of a negative number"),
    pytest.param(["exp", n(1)], n("14/5"), -1, id="e < 14/5"),
    pytest.param(["exp", n(-50)], n(0), 1, id="exp(-50) > 0"),
    pytest.param(["log", n(2)], n("69314718056/100000000000"), -1, id="log 2 from above"),
    pytest.param(["log", n(2)], n("69314718055/100000000000"), 1, id="log 2 from below"),
    pytest.param(["-", ["exp", n(1)], ["exp", n(1)]], n("1/" + "1" + "0" * 60), -1, id="e - e < 10^-60"),
    pytest.param(["*", n(0), ["exp", n(1)]], n(0), 0, id="0 e = 0: computed without rounding"),
    pytest.param(
        ["-", ["exp", n("1/1" + "0" * 50)], n(1)], n("1/1" + "0" * 50), 1, id="exp x > 1 + x, x = 10^-50"
    ),
    pytest.param(power(n("1/10"), 1000), n(0), 1, id="10^-1000 > 0: more digits are taken"),
]


@pytest.mark.parametrize(("left", "right", "sign"), SIGNS)
def test_exactly_the_relations_that_hold_are_accepted(left, right, sign):
    for relation, signs in RELATIONS.items():
        result = verdict(claim([left, relation, right]))
        assert result.code == int(sign not in signs), (relation, result)


def test_the_example_is_accepted():
    result = verdict(CERTIFICATE, CERTIFICATE["statement"])
    assert (result.accepted, result.rule) == (True, RULE)
    assert result.reason == "every line holds (5)"


def test_definitions_are_used_in_order():
    where = [["a", root(2)], ["b", ["*", ["var", "a"], ["var", "a"]]]]
    assert verdict(claim([["var", "b"], "=", n(2)], where=where)).accepted
    assert_rejected(
        claim([["var", "b"], "=", n(2)], where=where[::-1]), "where[0][1][1][1]: expected one of nothing"
    )


def test_a_title_may_look_like_a_number_in_the_statement_asked_about():
    certificate = changed(CERTIFICATE, statement__lines__0__0="2.50")
    assert verdict(certificate, certificate["statement"]).accepted
    assert verdict(certificate, CERTIFICATE["statement"]).code == 1


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=3),
    st.integers(1, 30),
    st.sampled_from(sorted(RELATIONS)),
)
@settings(deadline=None)
def test_squares_of_sums_of_two_roots_are_what_they_expand_to(radicands, extra, relation):
    """(√a + √b)^2 = a + b + 2 √(a b), and is less than that plus 1/extra."""
    a, b = radicands[0], radicands[-1]
    left = power(["+", root(a), root(b)], 2)
    right = ["+", n(a + b), ["*", n(2), root(a * b)]]
    assert verdict(claim([left, relation, right])).accepted == (0 in RELATIONS[relation])
    more = ["+", right, n(Fraction(1, extra))]
    assert verdict(claim([left, relation, more])).accepted == (-1 in RELATIONS[relation])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("a line that fails", "statement.lines[0]: the line does not hold", statement__lines__0__2=">"),
        case("another constant", "statement.lines[0]: the line", statement__lines__0__3=["num", "1/9"]),
        case("another definition", "statement.lines[2]: the line", statement__where__0__1=["num", "1/30"]),
        case("no definition", "expected one of s", statement__where__0=DELETED),
        case("a name twice", "where[1][0]: expected distinct names", statement__where__1__0="c"),
        case("a name that is none", "where[1][0]: expected distinct names", statement__where__1__0="1s"),
        case("an unknown relation", "lines[0][2]: expected one of", statement__lines__0__2="~"),
        case("a title that is no text", "lines[0][0]: expected a string", statement__lines__0__0=1),
        case("a line too short", "lines[0]: expected 4 elements", statement__lines__0__3=DELETED),
        case("a witness", "witness: unknown field 'bits'", witness__bits=1),
        case(
            "an unknown operation",
            "lines[0][1][0]: expected one of",
            statement__lines__0__1=["sin", ["num", "1"]],
        ),
        case("two numbers", "lines[0][1]: expected 2 elements", statement__lines__0__1=["num", "1", "2"]),
        case(
            "a name with more", "lines[0][1]: expected 2 elements", statement__lines__0__1=["var", "c", "c"]
        ),
        case("a difference of three", "expected 3 elements", statement__lines__0__1=["-", n(1), n(1), n(1)]),
        case("a quotient of one", "expected 3 elements", statement__lines__0__1=["/", n(1)]),
        case("exp of two", "expected 2 elements", statement__lines__0__1=["exp", n(1), n(1)]),
        case("a power by an expression", "expected an integer", statement__lines__0__1=["^", n(1), n(1)]),
        case("a negative power", "integer from 0 to 1000000", statement__lines__0__1=["^", n(1), -1]),
        case("a root of degree 1", "integer from 2 to 64", statement__lines__0__1=["root", 1, n(1)]),
        case("a root of degree 65", "integer from 2 to 64", statement__lines__0__1=["root", 65, n(1)]),
        case("a root without a radicand", "expected 3 elements", statement__lines__0__1=["root", 2]),
        case("a root of -1", "lines[0][1]: a root of a negative number", statement__lines__0__1=root(-1)),
        case("1/0", "lines[0][1]: a division by zero", statement__lines__0__1=["/", n(1), n(0)]),
        case("log 0", "a logarithm of a number that is not positive", statement__lines__0__1=["log", n(0)]),
        case("log -1", "a logarithm of a number that is not positive", statement__lines__0__1=["log", n(-1)]),
        case(
            "division by a hidden zero",
            "lines[0][1]: a division by zero",
            statement__lines__0__1=["/", n(1), ["-", ["*", root(2), root(3)], root(6)]],
        ),
        case(
            "something undefined that no line uses",
            "where[1][1]: a division by zero",
            statement__where__1__1=["/", n(1), n(0)],
        ),
    ],
)
def test_a_changed_certificate_is_rejected(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param([["exp", ["log", n(3)]], "=", n(3)], "too large", id="exp log 3 = 3 is not algebraic"),
        pytest.param([["exp", n(-(10**9))], ">", n(0)], "not decided at 32768 bits", id="exp -10^9 > 0"),
        pytest.param(
            [power(n(10**100), 10**6), ">", n(1)], "too large", id="a power of a hundred million digits"
        ),
        pytest.param([power(root(2, 64), 10**6), ">", n(1)], None, id="a large power of a root"),
        pytest.param([["exp", n(10**9)], ">", n(1)], "too large", id="exp 10^9"),
    ],
)
def test_what_takes_too_much_is_declined(line, message):
    result = verdict(claim(line))
    assert result.code == (2 if message else 0)
    assert (message or "every") in result.reason


def test_too_many_roots_are_declined():
    roots = [root(k) for k in range(2, limits.MAX_ROOTS + 3)]
    assert verdict(claim([["+", *roots[:-1]], ">", n(1)])).accepted
    result = verdict(claim([["+", *roots], ">", n(1)]))
    assert (result.code, result.reason) == (2, "too large: more than 256 different roots")


def test_the_same_root_counts_once():
    assert verdict(claim([["+", *[root(2)] * 1000], "=", ["*", n(1000), root(2)]])).accepted
