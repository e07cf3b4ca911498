"""What is no statement about real numbers, whatever the rule and the witness."""

import pytest
from real_writing import FALSE, ONE, TRUE, ZERO, X, Y, code, for_all, num, point


def judged_show(show, names="x"):
    """The code for a statement with this conclusion, or true; well formed ones are accepted."""
    statement = for_all(names, [], ["and", FALSE, ["or", TRUE, show]])
    return code("real-refuted", statement, {"point": point(*[0] * len(names.split()))})


CONDITIONS = [
    TRUE, FALSE, ["=", X, ONE], ["!=", X, ONE], ["<", X, ONE], ["<=", X, ONE], [">", X, ONE], [">=", X, ONE],
    ["and", TRUE, FALSE], ["or", TRUE, TRUE, TRUE], ["not", TRUE], ["implies", TRUE, FALSE],
]  # fmt: skip
EXPRESSIONS = [
    num("-1/2"), X, ["+", X, X], ["*", X, X, X], ["neg", X], ["/", X, ONE], ["^", X, "3"], ["^", X, "-64"],
    ["^", ZERO, "1/64"], ["sqrt", ZERO], ["abs", X], ["min", X, X], ["max", X, X, X],
    ["piecewise", [TRUE, X]], ["piecewise", [FALSE, X], [TRUE, X]],
]  # fmt: skip


@pytest.mark.parametrize("condition", [*CONDITIONS, *(["=", e, e] for e in EXPRESSIONS)], ids=str)
def test_every_kind_of_condition_and_expression_is_read(condition):
    assert judged_show(condition) == 0


BROKEN_EXPRESSIONS = [
    "1", 1, [], {}, [1], ["num"], ["num", 1], ["num", "2/4"], ["num", "0.5"], ["num", "1", "1"],
    ["nums", "1"], ["var"], ["var", "y"], ["var", 0], ["var", "x", "x"], ["+"],
    ["+", X], ["*", X], ["neg"], ["neg", X, X],
    ["/", X], ["/", X, X, X], ["^", X], ["^", X, 2], ["^", X, num(2)], ["^", X, "4/2"], ["^", X, "2", "2"],
    ["sqrt"], ["sqrt", X, X], ["abs", X, X], ["min", X], ["max"], ["piecewise"], ["piecewise", X],
    ["piecewise", [TRUE]], ["piecewise", [X, TRUE]], ["piecewise", [TRUE, X, X]], TRUE, ["none"], ["-", X, X],
]  # fmt: skip
BROKEN_CONDITIONS = [
    "true", True, [], [[]], ["true", TRUE], ["false", X], ["==", X, X], ["=", X], ["=", X, X, X],
    ["<", X, TRUE], ["and"], ["and", TRUE], ["or", TRUE], ["not"], ["not", TRUE, TRUE], ["implies", TRUE],
    ["implies", TRUE, TRUE, TRUE], ["and", TRUE, X], X, ["xor", TRUE, TRUE],
]  # fmt: skip


@pytest.mark.parametrize(
    "condition", [*BROKEN_CONDITIONS, *(["=", ONE, e] for e in BROKEN_EXPRESSIONS)], ids=str
)
def test_what_is_no_condition_is_rejected_even_where_nothing_depends_on_it(condition):
    assert judged_show(condition) == 1
    assert judged_show(["=", ONE, ["piecewise", [TRUE, ONE], [condition, ONE]]]) == 1


@pytest.mark.parametrize("exponent", ["65", "-65", "1/65", "-65/64", "99999999999999999999"])
def test_large_exponents_are_declined(exponent):
    assert judged_show(["=", ONE, ["^", X, exponent]]) == 2


STATEMENT = for_all("x y", [], ["<", X, Y])
OTHER = [
    {**STATEMENT, "symbols": ["y", "x"]},
    {**STATEMENT, "symbols": ["x", "x", "y"]},
    {**STATEMENT, "symbols": ["x"]},
    {**STATEMENT, "symbols": ["", "x", "y"]},
    {**STATEMENT, "symbols": ["x", "y", "z" * 65]},
    {**STATEMENT, "symbols": ["x", "y", 1]},
    {**STATEMENT, "symbols": "xy"},
    {**STATEMENT, "quantifier": "for some"},
    {**STATEMENT, "quantifier": "there is"},
    {**STATEMENT, "given": TRUE},
    {**STATEMENT, "given": [X]},
    {**STATEMENT, "more": []},
    {name: part for name, part in STATEMENT.items() if name != "given"},
    [],
]


@pytest.mark.parametrize("statement", OTHER, ids=str)
@pytest.mark.parametrize("rule", ["real", "real-refuted", "real-vacuous", "real-ill-posed"])
def test_other_documents_are_rejected(rule, statement):
    for witness in (
        {"point": point(1, 0)},
        {"tree": ["settled"]},
        {"tree": ["settled"], "point": point(0, 1)},
    ):
        assert code(rule, statement, witness) == 1


def test_names_are_strings_of_up_to_64_characters_in_order():
    names = sorted(["α", "x" * 64, "1/2", "two words", "]"])
    given = [["=", ["var", name], num(i)] for i, name in enumerate(names)]
    statement = {"quantifier": "for all", "symbols": names, "given": given, "show": FALSE}
    assert code("real-refuted", statement, {"point": point(*range(5))}) == 0
    assert code("real-refuted", statement, {"point": point(1, 0, 2, 3, 4)}) == 1


def test_a_statement_may_have_no_symbols_and_at_most_32():
    for count, expected in ((0, 0), (32, 0), (33, 2)):
        statement = for_all(" ".join(f"x{i:02}" for i in range(count)), [], FALSE)
        assert code("real-refuted", statement, {"point": point(*[0] * count)}) == expected
