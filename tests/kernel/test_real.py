"""Rules `real`, `real-refuted`, `real-vacuous`, `real-ill-posed`: each accepts what it says, no more."""

import pytest

from .certificates import assert_rejected, case, changed, example, verdict
from .reals import SETTLED, at, certificate, contradiction, n, poly, square, statement, there_are, x, y

REAL = example("real")
REFUTED = example("real-refuted")
VACUOUS = example("real-vacuous")
ILL_POSED = example("real-ill-posed")

X, POSITIVE, NONZERO = poly((1, 1)), [">", x, n(0)], ["!=", x, n(0)]
INVERSE = ["/", n(1), x]
BY_SIGN = ["split", X, ["+", SETTLED], ["-0", SETTLED]]
# x^2 >= 0, since -x^2 > 0 contradicts (x)^2 >= 0.
SQUARE = ["split", poly((1, 2)), ["0+", SETTLED], ["-", contradiction([[0, 1]], [square([[1]], [[1]])])]]

# Statements about a quotient at its pole: faults that a rewriting of the statement would make.
CANCELLED = statement([">=", ["/", ["*", x, y], x], ["/", y, n(2)]], [[">", y, n(0)]], "xy")
HYPOTHESIS_WITH_A_POLE = statement(NONZERO, [[">=", ["/", x, x], n(1)]])
ZERO_OVER_ZERO = statement(["=", ["/", x, x], n(1)])
NESTED = statement([">=", y, n(0)], [[">=", ["sqrt", ["*", ["^", x, "2"], y]], n(0)]], "xy")


def real(stated, **witness):
    return certificate("real", stated, **witness)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(REAL, id="a root, two branches, an identity"),
        pytest.param(
            real(statement(["=", ["/", x, x], n(1)], [POSITIVE]), tree=BY_SIGN, point=at(1)), id="a quotient"
        ),
        pytest.param(
            real(HYPOTHESIS_WITH_A_POLE, tree=["split", X, ["0", SETTLED], ["-+", SETTLED]], point=at("1/2")),
            id="at the pole the hypothesis is undefined",
        ),
        pytest.param(
            real(statement([">=", ["^", x, "2"], n(0)]), tree=SQUARE, point=at(0)), id="no hypotheses"
        ),
        pytest.param(
            real(statement(["<", n(1), n(2)], symbols=()), tree=SETTLED, point=at()), id="no symbols"
        ),
        pytest.param(
            real(there_are(["=", ["^", x, "2"], n(2)]), point=at([["1", [1]]], radicands=[2])),
            id="there is a square root of 2",
        ),
        pytest.param(
            real(there_are(["true"], [["=", ["sqrt", x], n(2)]]), point=at(4, roots=[2])),
            id="given counts in a statement of existence",
        ),
        pytest.param(
            real(
                statement(["or", [">", x, n(0)], ["<=", x, n(0)]]),
                tree=["split", X, ["+", SETTLED], ["-0", SETTLED]],
                point=at(-1),
            ),
            id="the law of the excluded middle, by cases",
        ),
        pytest.param(
            real(
                statement(["=", ["/", n(1), ["/", n(1), x]], x], [NONZERO]),
                tree=["split", X, ["0", SETTLED], ["+", SETTLED], ["-", SETTLED]],
                point=at(2),
            ),
            id="an inverse of an inverse",
        ),
    ],
)
def test_a_true_statement_is_accepted(document):
    result = verdict(document, document["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, "real")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(
            real(ZERO_OVER_ZERO, tree=["split", X, ["-+", SETTLED], ["0", SETTLED]], point=at(1)),
            "witness.tree[3][1]: what is to be proved does not follow",
            id="x/x = 1 has a pole",
        ),
        pytest.param(
            real(CANCELLED, tree=SETTLED, point=at(1, 1)),
            "witness.tree: what is to be proved",
            id="x y / x >= y/2 has a pole",
        ),
        pytest.param(
            real(NESTED, tree=SETTLED, point=at(0, 0)), "witness.tree: what is to", id="the root hides a sign"
        ),
        pytest.param(
            real(statement([">=", x, n(0)], [NONZERO]), tree=SETTLED, point=at(0)),
            "witness.point: statement.given[0] is not true at the point",
            id="a point outside the hypotheses",
        ),
        pytest.param(
            real(statement(["true"], [[">", INVERSE, n(0)]]), tree=SETTLED, point=at(0)),
            "witness.point: statement.given[0] is not true at the point",
            id="a hypothesis undefined at the point",
        ),
        pytest.param(
            real(there_are(["=", x, n(1)]), point=at(2)),
            "witness.point: statement.show is not true",
            id="a point that shows nothing",
        ),
        pytest.param(
            real(there_are(["true"], [POSITIVE]), point=at(-1)),
            "witness.point: statement.given[0] is not true",
            id="existence outside the hypotheses",
        ),
        pytest.param(
            real(there_are(["true"]), tree=SETTLED, point=at(0)),
            "witness: unknown field 'tree'",
            id="existence by a tree",
        ),
        pytest.param(
            real(statement(["true"]), tree=SETTLED), "witness: field 'point' is missing", id="no point"
        ),
        pytest.param(
            real(statement(["true"], quantifier="for some"), tree=SETTLED, point=at(0)),
            "statement.quantifier: expected one of for all, there are",
            id="another quantifier",
        ),
    ],
)
def test_what_is_not_proved_is_rejected_as_real(document, message):
    assert_rejected(document, message)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(REFUTED, id="a square root, with given"),
        pytest.param(certificate("real-refuted", statement(POSITIVE), point=at(0)), id="at the boundary"),
        pytest.param(
            certificate("real-refuted", NESTED, point=at(0, -1)), id="the root of 0 is defined for y < 0"
        ),
        pytest.param(
            certificate("real-refuted", there_are(["<", ["^", x, "2"], n(0)]), tree=SQUARE),
            id="no square is negative",
        ),
        pytest.param(
            certificate("real-refuted", there_are(["=", INVERSE, n(0)]), tree=[
                *BY_SIGN[:2],
                ["+", ["split", poly((1, 0)), ["+", SETTLED], ["-0", SETTLED]]],
                ["-", SETTLED], ["0", SETTLED]]),
            id="no inverse is 0, undefined at the pole",
        ),
        pytest.param(
            certificate("real-refuted", there_are(["true"], [["<", n(1), n(0)]], symbols=()), tree=SETTLED),
            id="given excludes everything",
        ),
    ],
)  # fmt: skip
def test_a_false_statement_is_refuted(document):
    assert verdict(document, document["statement"]).accepted, verdict(document).reason


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(
            certificate("real-refuted", statement(POSITIVE), point=at(1)),
            "witness.point: the conclusion is not false at the point",
            id="a point where it is true",
        ),
        pytest.param(
            certificate("real-refuted", ZERO_OVER_ZERO, point=at(0)),
            "the conclusion is not false",
            id="undefined is not false",
        ),
        pytest.param(
            certificate("real-refuted", statement(["false"], [POSITIVE]), point=at(0)),
            "statement.given[0] is not true at the point",
            id="a point outside the hypotheses refutes nothing",
        ),
        pytest.param(
            certificate("real-refuted", there_are(POSITIVE), tree=BY_SIGN),
            "witness.tree[2][1]: what is to be",
            id="there is one",
        ),
        pytest.param(
            certificate("real-refuted", there_are(POSITIVE), point=at(-1)),
            "witness: unknown field 'point'",
            id="existence is not refuted at a point",
        ),
        pytest.param(
            certificate("real-refuted", statement(POSITIVE), tree=SETTLED),
            "witness: unknown field 'tree'",
            id="a tree refutes nothing for all",
        ),
    ],
)
def test_what_is_not_refuted_is_rejected(document, message):
    assert_rejected(document, message)


def test_hypotheses_that_exclude_everything_are_vacuous():
    assert verdict(VACUOUS).accepted
    split = ["split", X, ["+", SETTLED], ["-0", SETTLED]]
    both = statement(["true"], [POSITIVE, ["<", x, n(0)]])
    assert verdict(certificate("real-vacuous", both, tree=split)).accepted
    undefined = statement(["true"], [["=", ["/", n(1), ["+", x, ["neg", x]]], n(1)]])
    assert verdict(certificate("real-vacuous", undefined, tree=SETTLED)).accepted


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(
            certificate("real-vacuous", statement(["true"]), tree=SETTLED), "tree: what", id="no hypotheses"
        ),
        pytest.param(
            certificate("real-vacuous", statement(["false"], [POSITIVE]), tree=BY_SIGN),
            "witness.tree[2][1]: what is",
            id="a false conclusion is no vacuity",
        ),
        pytest.param(
            certificate("real-vacuous", there_are(["true"], [["false"]]), tree=SETTLED),
            'statement: expected the quantifier "for all"',
            id="existence",
        ),
        pytest.param(
            certificate("real-vacuous", statement(["true"], [["false"]]), tree=SETTLED, point=at(0)),
            "witness: unknown field 'point'",
            id="a point as well",
        ),
    ],
)  # fmt: skip
def test_what_is_not_vacuous_is_rejected(document, message):
    assert_rejected(document, message)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(ILL_POSED, id="a cancelled factor"),
        pytest.param(certificate("real-ill-posed", ZERO_OVER_ZERO, point=at(0)), id="0/0"),
        pytest.param(
            certificate(
                "real-ill-posed",
                statement(["and", POSITIVE, ["and", ["true"], ["=", INVERSE, x]]]),
                point=at(0),
            ),
            id="a part of a part of a conjunction, though another is false",
        ),
        pytest.param(
            certificate("real-ill-posed", statement([">=", ["sqrt", x], n(0)]), point=at(-1)),
            id="a negative radicand",
        ),
    ],
)
def test_a_conclusion_that_is_undefined_somewhere_is_ill_posed(document):
    assert verdict(document, document["statement"]).accepted, verdict(document).reason


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(
            certificate("real-ill-posed", ZERO_OVER_ZERO, point=at(1)), "no part that", id="not at the pole"
        ),
        pytest.param(
            certificate("real-ill-posed", statement(["=", INVERSE, x], [NONZERO]), point=at(0)),
            "statement.given[0] is not true",
            id="the pole is excluded",
        ),
        pytest.param(
            certificate("real-ill-posed", statement(["or", ["=", x, n(0)], ["=", INVERSE, x]]), point=at(0)),
            "no part that",
            id="true whatever the undefined part is",
        ),
        pytest.param(
            certificate("real-ill-posed", statement(["implies", NONZERO, ["=", INVERSE, x]]), point=at(0)),
            "no part that",
            id="a premise that excludes the pole",
        ),
        pytest.param(
            certificate("real-ill-posed", there_are(["=", INVERSE, x]), point=at(0)),
            'expected the quantifier "for all"',
            id="existence",
        ),
    ],
)
def test_what_is_not_ill_posed_is_rejected(document, message):
    assert_rejected(document, message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("symbols not sorted", "symbols: expected distinct names in", statement__symbols=["y", "x"]),
        case("a symbol twice", "symbols: expected distinct names in", statement__symbols=["x", "x"]),
        case("an empty name", "statement.symbols: expected names of 1 to 64", statement__symbols=["", "x"]),
        case("a long name", "statement.symbols: expected names of 1 to 64", statement__symbols=["x" * 65]),
        case("a symbol that is no text", "statement.symbols[0]: expected a string", statement__symbols=[1]),
        case("a name that is not listed", "expected one of x", statement__show=["=", y, x]),
        case("no symbols", "expected one of nothing", statement__symbols=[]),
        case("given is no list", "statement.given: expected a list", statement__given="true"),
        case("another point", "witness.point.coordinates: expected 1 elements", witness__point=at(0, 0)),
        case("another tree", "witness.tree: expected a list that begins", witness__tree=[]),
        case("an unknown node", "witness.tree[0]: expected one of split", witness__tree=["trust"]),
        case("settled and more", "witness.tree: expected 1 elements", witness__tree=["settled", 1]),
    ],
)  # fmt: skip
def test_a_document_that_is_not_as_it_must_be_is_rejected(changes, message):
    assert_rejected(changed(REAL, **changes), message)


def test_too_many_symbols_are_declined():
    names = [f"x{i:02}" for i in range(33)]
    result = verdict(real(statement(["true"], symbols=names), tree=SETTLED, point=at(*[0] * 33)))
    assert (result.code, result.reason) == (2, "statement.symbols: more than 32 symbols")
    assert verdict(real(statement(["true"], symbols=names[1:]), tree=SETTLED, point=at(*[0] * 32))).accepted


def test_the_reason_says_what_is_proved_and_where():
    assert verdict(REAL).reason == "the statement holds everywhere (5 cases)"
    two = real(statement(["true"], [POSITIVE]), tree=SETTLED, point=at("1/2"))
    assert verdict(two).reason == "the statement holds (1 case), and its hypotheses hold at x = 1/2"
    assert verdict(REFUTED).reason == "the statement fails at x = -sqrt(2), y = 1"
    assert verdict(VACUOUS).reason == "nothing satisfies the hypotheses (3 cases)"
    assert (
        verdict(ILL_POSED).reason == "the conclusion is undefined at s = 1, t = 0, where the hypotheses hold"
    )
    surd = [["1", [0, 0]], ["-3", [1, 1]], ["2", [0, 1]]]
    named = there_are(["true"], symbols=["a\x7f", "b"])
    reason = verdict(real(named, point=at(surd, [], radicands=[2, 3]))).reason
    assert reason == "the statement holds at 'a\\x7f' = 1 + 2 sqrt(3) - 3 sqrt(2) sqrt(3), b = 0"
    assert verdict(real(there_are(["true"], symbols=()), point=at())).reason == (
        "the statement holds (it has no variables)"
    )


def test_a_document_nested_as_deeply_as_the_reader_allows_is_judged_and_no_deeper():
    for wrap in (lambda part: ["neg", part], lambda part: ["piecewise", [["true"], part]]):
        expression, depth = x, 0
        while verdict(real(there_are(["=", expression, n(0)]), point=at(0))).code == 0:
            expression, depth = wrap(expression), depth + 1
        deepest = verdict(real(there_are(["=", expression, n(0)]), point=at(0)))
        assert (deepest.code, deepest.reason) == (2, "file: nested deeper than 128 levels")
        assert depth > 60
    condition = ["true"]
    for _ in range(120):
        condition = ["not", condition]
    assert verdict(real(statement(condition), tree=SETTLED, point=at(0))).accepted
