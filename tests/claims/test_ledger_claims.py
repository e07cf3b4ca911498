"""Ledgers: what may be a line, what the prover says of each, and that only the kernel says it."""

from fractions import Fraction

import pytest
import sympy

from certify import crosscheck
from certify.claims import Abs, Constants, Eq, Grade, Max, Min, Rational, Verdict, exp, log, reals, root, sqrt
from certify.common.errors import InputError
from certify.formulas.expressions import Symbol
from certify.provers import Budget, decide_statement

c, s = reals("c s")


def decided(*lines, where=()):
    return decide_statement(Constants(lines, where), Budget())


def one(left, relation, right, where=()):
    return decided(("line", left, relation, right), where=where)


# Zhu, Li, Tang and Wakin, proofs of Theorems 5 and 1: the constants of each region.
SCALARS = [
    ("(56)", Rational(12, 47), "=", Rational(1, 4) * (1 + 47) / 47),
    ("R1, the norm of W", (1 + sqrt(2)) ** 2 / 47, "<=", Rational(1, 8)),
    ("R3', first case", sqrt(Rational(1, 25)) / 2, ">=", Rational(1, 11)),
    ("R3''", (1 - Rational(19, 20) ** 2) / 2, "=", Rational(39, 800)),
    ("R3''', sensing", Rational(1, 20) - Rational(19, 20) * sqrt(2) * c, ">=", Rational(1, 45)),
    (
        "R3', sensing",
        Rational(1, 11) - Rational(19, 9) * 2 * Rational(20, 19) * sqrt(2) / 100,
        ">=",
        Rational(1, 50),
    ),
]


def test_the_constants_of_a_proof_are_proved_by_one_certificate_with_the_smallest_margin():
    statement = Constants(SCALARS, [Eq(c, Rational(1, 50))])
    outcome = decide_statement(statement, Budget())
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL)
    assert outcome.how == "6 lines; smallest margin 0.00090772, in R3''', sensing"
    (proof,) = outcome.certificates
    assert statement.asks() == ((proof.rule, proof.statement),)
    assert proof.check(statement.document()).accepted
    assert crosscheck.check_bytes(proof.to_bytes(), statement.document()).accepted


def test_every_line_that_fails_refutes_the_ledger_and_the_first_is_named():
    lines = [("good", 1, "<", sqrt(2)), ("bad", sqrt(2), ">=", "3/2"), ("worse", sqrt(2) * sqrt(8), "=", 5)]
    statement = Constants(lines)
    outcome = decide_statement(statement, Budget())
    assert (outcome.verdict, outcome.grade) == (Verdict.REFUTED, Grade.KERNEL)
    assert outcome.how == "bad: left = 1.41421 < right = 3/2, and >= is asserted (2 of 3 lines fail)"
    assert dict(outcome.witness) == {
        "bad": "left = 1.41421 < right = 3/2, and >= is asserted",
        "worse": "left = 4 < right = 5, and = is asserted",
    }
    first, second = outcome.certificates
    assert (first.witness, second.witness) == ({"line": 1}, {"line": 2})
    assert all(((p.rule, p.statement),) == statement.asks(proved=False) for p in (first, second))
    assert all(proof.check().accepted for proof in (first, second))


@pytest.mark.parametrize(
    ("relation", "signs"), [("<", "-"), ("<=", "-0"), ("==", "0"), (">=", "0+"), (">", "+"), ("!=", "-+")]
)
@pytest.mark.parametrize(
    ("right", "sign"), [(Rational(3, 2), "-"), (sqrt(3 + 2 * sqrt(2)) - 1, "0"), (Rational(7, 5), "+")]
)
def test_a_line_and_its_negation_have_opposite_verdicts(relation, signs, right, sign):
    outcome = one(sqrt(2), relation, right)
    assert outcome.verdict is (Verdict.PROVED if sign in signs else Verdict.REFUTED)
    assert outcome.grade is Grade.KERNEL


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [
        pytest.param(root(2, 3) ** 2, "=", root(4, 3), id="cube roots"),
        pytest.param(1 / (sqrt(3) - sqrt(2)), "=", sqrt(3) + sqrt(2), id="a quotient"),
        pytest.param(sqrt(2) ** -3, "=", sqrt(2) / 4, id="a negative power"),
        pytest.param(Abs(c - 2), "=", c - 2, id="a size"),
        pytest.param(Max(c, 2, Rational(9, 4)), "=", Rational(9, 4), id="the greatest of three"),
        pytest.param(Min(c, 2, Rational(9, 4)), "=", 2, id="the least of three"),
        pytest.param(1 - exp(-2 * Rational(1, 25) * 9), "<", Rational(514, 1000), id="Hoeffding's bound"),
        pytest.param(log(5) / (2 * Rational(1, 25)), ">", 20, id="the ratio it asks for"),
        pytest.param(exp(1), "<", "2.7182818285", id="e"),
        pytest.param(exp(sqrt(2) * log(2)), "<", "2.6652", id="an irrational exponent"),
        pytest.param(Fraction(1, 3), "<", 1, id="a Fraction and an integer"),
    ],
)  # fmt: skip
def test_what_may_stand_in_a_line(left, relation, right):
    outcome = one(left, relation, right, where=[Eq(c, sqrt(5))])
    assert outcome.verdict is Verdict.PROVED, outcome
    (proof,) = outcome.certificates
    assert crosscheck.check_bytes(proof.to_bytes()).accepted


@pytest.mark.parametrize(
    ("line", "where", "why"),
    [
        pytest.param((1 / (sqrt(2) - c), "<", 3), [Eq(c, sqrt(2))], "line: a division by zero", id="1/0"),
        pytest.param((sqrt(1 - c), ">=", 0), [Eq(c, 2)], "line: a root of a negative number", id="sqrt(-1)"),
        pytest.param(
            (log(c), "<", 1), [Eq(c, 0)], "line: a logarithm of a number that is not positive", id="log 0"
        ),
        pytest.param(
            (1, "<", 2), [Eq(c, 0), Eq(s, 1 / c)], "line: in where, a division by zero", id="in where"
        ),
    ],
)
def test_a_line_that_is_not_defined_is_ill_posed(line, where, why):
    outcome = one(*line, where=where)
    assert (outcome.verdict, outcome.how) == (Verdict.ILL_POSED, why)


def test_an_equation_of_exponentials_is_left_open_and_what_fails_beside_it_is_not(monkeypatch):
    monkeypatch.setattr("certify.kernel.limits.MAX_WORK", 200_000_000)
    equation = ("open", exp(log(3) + c), "=", 3 * exp(1))
    assert decided(equation, where=[Eq(c, 1)]).verdict is Verdict.UNDECIDED
    outcome = decided(equation, ("false", exp(1), ">", 3), where=[Eq(c, 1)])
    assert outcome.verdict is Verdict.REFUTED
    assert outcome.how.endswith("(1 of 2 lines fail; not decided: open)")


def test_lines_that_are_too_large_only_together_are_not_called_proved(monkeypatch):
    lines = [(f"line {i}", log(i), "<", log(i + Rational(1, 10**300))) for i in range(2, 8)]
    monkeypatch.setattr("certify.kernel.limits.MAX_WORK", 100_000_000)
    outcome = decided(*lines)
    assert outcome.verdict is Verdict.UNDECIDED
    assert outcome.how == "every line holds, but together they are too large for the kernel: split the ledger"
    assert decided(*lines[:1]).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("lines", "where", "message"),
    [
        pytest.param([], [], "lines: is empty", id="no lines"),
        pytest.param([(sqrt(2) < 2)], [], "lines[0]: is not a name, a left side", id="a relation"),
        pytest.param([("a", 1, 2)], [], "lines[0]: is not a name, a left side", id="no relation"),
        pytest.param([("a", 1, "<>", 2)], [], "a: '<>' is no relation", id="an unknown relation"),
        pytest.param([("a", 0.5, "<", 1)], [], "a: 0.5 is a binary float", id="a float"),
        pytest.param([("a", sympy.Float("0.5"), "<", 1)], [], "is a sympy object", id="sympy's float"),
        pytest.param([("a", sympy.pi, "<", 4)], [], "a: pi is a sympy object", id="pi"),
        pytest.param([("a", sympy.I, "<", 4)], [], "a: I is a sympy object", id="i"),
        pytest.param([("a", sympy.oo, ">", 4)], [], "a: oo is a sympy object", id="infinity"),
        pytest.param([("a", sympy.sin(1), "<", 4)], [], "is a sympy object", id="a sine"),
        pytest.param([("a", "x+1", "<", 4)], [], "a: 'x+1' is not a number", id="text"),
        pytest.param([("a", True, "<", 4)], [], "is a truth value", id="a truth value"),
        pytest.param([("a", root(2, 65), "<", 4)], [], "the exponent 1/65 is too large", id="a 65th root"),
        pytest.param([("a", c, "<", 4)], [], "a: the name c is not defined", id="a free name"),
        pytest.param(
            [("a", c, "<", 4)], [Eq(c, s), Eq(s, 1)], "where[0]: the name s is not", id="used too early"
        ),
        pytest.param([("a", c, "<", 4)], [Eq(c, 1), Eq(c, 2)], "where[1]: c is defined twice", id="twice"),
        pytest.param(
            [("a", 1, "<", 4)], [Eq(c + 1, s)], "where[0]: is not an equation of a symbol", id="no name"
        ),
        pytest.param([("a", 1, "<", 4)], [c], "where[0]: is not an equation of a symbol", id="no equation"),
        pytest.param(
            [("a", 1, "<", 4)], [Eq(Symbol("c d"), 1)], "'c d' is not a name", id="a name with a space"
        ),
        pytest.param(
            [("a", 1, "<", 4), ("a", 1, "<", 5)], [], "two lines are called 'a'", id="one name twice"
        ),
        pytest.param([("", 1, "<", 4)], [], "'' is no name of a line", id="no name of a line"),
        pytest.param([('"', 1, "<", 4)], [], "is no name of a line", id="a quote"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_line(lines, where, message):
    with pytest.raises(InputError) as error:
        Constants(lines, where)
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_ledger_prints_its_lines_and_is_known_by_what_it_says():
    statement = Constants([("first", sqrt(2), "==", c), ("second", 1, "<", "3/2")], [Eq(c, sqrt(2))])
    assert statement.text() == "where c = sqrt(2)\nfirst: sqrt(2) = c\nsecond: 1 < 3/2"
    assert (
        statement.hash
        == Constants([("first", sqrt(2), "=", c), ("second", 1, "<", "1.5")], [Eq(c, sqrt(2))]).hash
    )
    assert (
        statement.hash
        != Constants([("first", sqrt(2), "=", c), ("second", 1, "<=", "1.5")], [Eq(c, sqrt(2))]).hash
    )
