"""Sentences and their spelling: what is read, and what is refused, where, and why."""

import subprocess
import sys
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.formulas.grammar import MatrixSentence, RealSentence, parse
from certify.formulas.grammar.tree import (
    Call,
    Cases,
    Chain,
    Comparison,
    Implies,
    Junction,
    Matrix,
    Name,
    Negative,
    Not,
    Number,
    Power,
    Transpose,
    Truth,
)

NAMES = ("a", "b_1", "x", "α")
WHOLE = st.integers(1, 99).map(str)
DIGITS = st.one_of(WHOLE, st.sampled_from(["0.5", "2.25", "007", "10.0"]))
EXPONENTS = st.sampled_from([Fraction(1), Fraction(2), Fraction(-1), Fraction(1, 2), Fraction(-3, 2)])


def chains(parts, signs):
    """Two or three operands with operators between them."""
    return st.lists(parts, min_size=2, max_size=3).flatmap(
        lambda operands: st.builds(
            Chain,
            st.just(tuple(operands)),
            st.tuples(*[st.sampled_from(signs)] * (len(operands) - 1)),
        )
    )


def comparisons(parts):
    """One relation, or two in a row."""
    signs = st.sampled_from(RELATIONS)
    return st.one_of(
        st.builds(Comparison, st.tuples(parts, parts), st.tuples(signs)),
        st.builds(Comparison, st.tuples(parts, parts, parts), st.tuples(signs, signs)),
    )


RELATIONS = ["<", "<=", ">", ">=", "==", "!="]


def branches(parts):
    """An expression and its condition, or none, which is otherwise."""
    return st.tuples(parts, st.none() | comparisons(parts))


def larger_expressions(parts):
    return st.one_of(
        chains(parts, "+-"),
        chains(parts, "*/"),
        st.builds(Negative, parts),
        st.builds(lambda digits: Negative(Number(digits, apart=True)), DIGITS),
        st.builds(lambda a, b: Chain((Number(a), Number(b, apart=True)), ("/",)), WHOLE, WHOLE),
        st.builds(
            Cases,
            st.lists(st.tuples(parts, st.none() | comparisons(parts)), min_size=1, max_size=2).map(tuple),
        ),
        st.builds(Power, parts, EXPONENTS),
        st.builds(Call, st.sampled_from(["sqrt", "abs"]), st.tuples(parts)),
        st.builds(Call, st.sampled_from(["min", "max"]), st.tuples(parts, parts)),
    )


EXPRESSIONS = st.recursive(
    st.one_of(st.builds(Number, DIGITS), st.builds(Name, st.sampled_from(NAMES))),
    larger_expressions,
    max_leaves=8,
)
COMPARISONS = comparisons(EXPRESSIONS)
CONDITIONS = st.recursive(
    COMPARISONS | st.builds(Truth, st.booleans()),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(Implies, parts, parts),
        st.builds(
            Junction, st.sampled_from(["and", "or"]), st.lists(parts, min_size=2, max_size=3).map(tuple)
        ),
    ),
    max_leaves=4,
)
SENTENCES = st.builds(
    RealSentence, st.just(NAMES), st.lists(CONDITIONS, max_size=2).map(tuple), CONDITIONS, st.booleans()
)
SQUARE = st.recursive(
    st.one_of(
        st.sampled_from([Name("X"), Name("S"), Transpose(Name("X")), Call("I", (Name("n"),))]),
    ),
    lambda parts: st.one_of(
        chains(parts, "+-"),
        chains(parts, "*"),
        st.builds(Negative, parts),
        st.builds(Transpose, parts),
        st.builds(Power, parts, st.sampled_from([Fraction(1), Fraction(2)])),
        st.builds(lambda part, digits: Chain((Number(digits), part), ("*",)), parts, DIGITS),
        st.builds(lambda part, digits: Chain((part, Number(digits)), ("/",)), parts, DIGITS),
        st.builds(lambda part: Chain((Call("tr", (part,)), Name("t"), part), ("*", "*")), parts),
        st.builds(lambda a, b, c: Chain((Call("inner", (a, b)), c), ("*",)), parts, parts, parts),
    ),
    max_leaves=6,
)
MATRIX_SENTENCES = st.builds(
    MatrixSentence,
    st.just((Matrix("X", "n", "n"), Matrix("S", "n", "n", "symmetric"), Matrix("b", "n", "1"))),
    st.just(("t",)),
    st.lists(st.builds(lambda a: Comparison((a, Number("0")), ("==",)), SQUARE), max_size=2).map(tuple),
    st.builds(lambda a, b: Comparison((a, b), ("==",)), SQUARE, SQUARE),
)


def understood(text):
    """The sentence, or None where it is beyond the limits or has a constant that does not exist."""
    try:
        return parse(text)
    except InputError as error:
        reasons = ("zero", "negative number", "multiplied out", "too long", "no number", "within each other")
        if not any(reason in error.problem for reason in reasons):
            raise
        return None


@given(SENTENCES)
def test_a_sentence_about_reals_is_read_back_as_it_was_spelled(sentence):
    assert understood(sentence.text()) in (sentence, None)


@given(MATRIX_SENTENCES)
def test_a_sentence_about_matrices_is_read_back_as_it_was_spelled(sentence):
    assert understood(sentence.text()) in (sentence, None)


@given(SENTENCES, st.data())
def test_space_between_tokens_says_nothing(sentence, data):
    text = sentence.text().replace(" ", data.draw(st.sampled_from(["\n", "\t ", "\u00a0"])))
    assert understood(text) in (sentence, None)


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("for all a: a^2=a", "for all a: a**2 == a"),
        ("for all real a , b: a≤b≠1", "for all a, b: a <= b != 1"),
        ("there is a with a≥0: −a·a < 1", "there are a with a >= 0: -a*a < 1"),
        ("for all a: -a**2 <= -(-a)", "for all a: -a**2 <= -(-a)"),
        ("for all a: ((a)) < (a + (1)) + 1", "for all a: a < (a + 1) + 1"),
        ("for all a: a - (1 - a)/2/3 > 0", "for all a: a - (1 - a)/2/3 > 0"),
        ("for all a: a**(4/2) > (a**2)**-3", "for all a: a**2 > (a**2)**(-3)"),
        ("for all a: Eq(a, 1) | (a > 0) & ~Ne(a, 2)", "for all a: a == 1 or a > 0 and not a != 2"),
        ("for all a: (a > 0 or a < 0) and a > 0", "for all a: (a > 0 or a < 0) and a > 0"),
        ("for all a: Abs(a) <= Max(a, -a)", "for all a: abs(a) <= max(a, -a)"),
        ("for all a: +a > 0.50", "for all a: a > 0.50"),
        ("for all a: -(2)*a - (2) > (1)/2 + 1/(2) - (-2)", "for all a: -(2)*a - 2 > 1/(2) + 1/(2) - -2"),
        ("for all a: (1/2)*a/(2) > ((a)*a)*(a)", "for all a: (1/2)*a/2 > (a*a)*a"),
        ("for all : 1<2", "for all: 1 < 2"),
        ("there is with 1<2: 1<2", "there are with 1 < 2: 1 < 2"),
        ("for all a: true implies (false)", "for all a: true implies false"),
        (
            "for all a: a=1 | a<2 implies not (a>1 implies a>2)",
            "for all a: a == 1 or a < 2 implies not (a > 1 implies a > 2)",
        ),
        (
            "for all a: (cases((a) if (a>0), -a otherwise))>0",
            "for all a: cases(a if a > 0, -a otherwise) > 0",
        ),
        ("for all matrix X (n × 1): X'*X=X.T*X", "for all matrices X (n x 1): X.T*X == X.T*X"),
        (
            "for all symmetric S(n x n) and P (n x n), scalars t,u: S'*P=0",
            "for all matrices symmetric S (n x n), P (n x n) and scalars t, u: S.T*P == 0",
        ),
    ],
)
def test_many_spellings_have_one_canonical_form(spelling, canonical):
    assert parse(spelling).text() == canonical


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", "line 1, column 1", "expected 'for all' or 'there are'"),
        ("for every a: a > 0", "line 1, column 1", "expected 'for all'"),
        ("for all a a > 0", "line 1, column 11", "a comma, 'with' or ':'"),
        ("for all a:\n  a >", "line 2, column 6", "the end of the sentence"),
        ("for all a: b > 0", "line 1, column 12", "the name 'b' is not bound"),
        ("for all a: a² > β", "line 1, column 13", "'²' has no meaning here"),
        ("for all a: a > β\u202e", "line 1, column 17", r"'\u202e' has no meaning here"),
        ("for all a: a > β", "line 1, column 16", "the name 'β' is not bound"),
        ("for all a, a: a > 0", "line 1, column 12", "is taken"),
        ("for all matrices A (n x n) and scalars n: tr(I(n)) = n", "line 1, column 40", "'n' is taken"),
        ("for all matrices n (n x r): tr(n'*n) >= 0", "line 1, column 18", "'n' is taken"),
        ("for all matrices A (n x n), A (r x r): tr(A) = 0", "line 1, column 29", "'A' is taken"),
        ("for all matrices A (n x n) and scalars t: tr(I(t)) = t", "line 1, column 48", "no size"),
        ("for all matrices A (n x n) and scalars t: tr(A) = t^-1", "line 1, column 51", "exponent -1"),
        ("for all matrices A (n x n): A^-1 = A", "line 1, column 29", "exponent -1"),
        ("for all matrices A (n x n) and scalars t: t^(1/2) = t", "line 1, column 43", "exponent 1/2"),
        ("for all matrices A (n x n) and scalars t: 1/t = tr(A)", "line 1, column 45", "no number"),
        ("for all with: with > 0", "line 1, column 13", "expected a number"),
        ("for all a, with: with > 0", "line 1, column 12", "is taken"),
        ("for all with a > 0: a > 0", "line 1, column 14", "the name 'a' is not bound"),
        ("for all:", "line 1, column 9", "the end of the sentence"),
        ("for all sqrt: sqrt > 0", "line 1, column 9", "is taken"),
        ("for all a: a", "line 1, column 13", "expected an operator or a relation"),
        ("for all a: (a > 0) + 1 > 0", "line 1, column 13", "an expression is expected"),
        ("for all a: a > 0, a < 1", "line 1, column 17", "after the claim"),
        ("for all a: f(a) > 0", "line 1, column 12", "is no function"),
        ("for all a: 2a > 0", "line 1, column 13", "expected an operator"),
        ("for all a: min(a) > 0", "line 1, column 12", "of 1"),
        ("for all a: sqrt(a, 2) > 0", "line 1, column 12", "of 2"),
        ("for all a: a**a > 0", "line 1, column 15", "expected the exponent"),
        ("for all a: a**0.5 > 0", "line 1, column 15", "expected the exponent"),
        ("for all a: a**2**3 > 0", "line 1, column 16", "a power of a power"),
        ("for all a: a**65 > 0", "line 1, column 15", "a large exponent"),
        ("for all a: a**(1/0) > 0", "line 1, column 15", "a division by zero"),
        ("for all a: a/(2 - 1 - 1) > 0", "line 1, column 15", "a division by zero"),
        ("for all a: 0**0 > a", "line 1, column 12", "zero to the power 0"),
        ("for all a: (1 - 1)**(-1) > a", "line 1, column 12", "zero to the power -1"),
        ("for all a: sqrt(min(1, -abs(-2))) > a", "line 1, column 12", "the root of a negative number"),
        ("for all a: ((9**64)**64)**64 > a", "line 1, column 13", "its constants become too long"),
        ("for all a: ((a**64)**64) > a", "line 1, column 13", "of degree 4096"),
        ("for all a, b, c, d: (a + b + c + d)**64 > a", "line 1, column 21", "too many terms"),
        ("for all a: a > 0 implies a > 1 implies a > 2", "line 1, column 12", "'implies' after 'implies'"),
        ("for all a: a implies a > 1", "line 1, column 12", "a condition is expected"),
        ("for all a: true > 1", "line 1, column 12", "an expression is expected"),
        ("for all true: true > 1", "line 1, column 9", "is taken"),
        ("for all cases: cases > 1", "line 1, column 9", "is taken"),
        ("for all a: cases() > 1", "line 1, column 18", "expected a number"),
        ("for all a: cases(a) > 1", "line 1, column 19", "expected 'if' and a condition, or 'otherwise'"),
        ("for all a: cases(a if a, 1 otherwise) > 1", "line 1, column 23", "a condition is expected"),
        ("for all a: cases(a > 1 otherwise) > 1", "line 1, column 20", "expected 'if'"),
        ("for all a: cases(a if b > 1) > 1", "line 1, column 23", "the name 'b' is not bound"),
        ("for all a: cases(a if 1/0 > 1, 1/0 otherwise) > 1", "line 1, column 25", "a division by zero"),
        ("for all a: cases(1 if a > 1, 1/0 otherwise) > 1", "line 1, column 32", "a division by zero"),
        ("for all a: (a > 1) implies a/0 > 1", "line 1, column 30", "a division by zero"),
        ("for all a: " + "/".join("a" * 66) + " > 1", "line 1, column 12", "more than 64 operations"),
        ("for all matrices X (n x n): cases(X otherwise) = X", "line 1, column 37", "expected a comma"),
        ("for all matrices X (n x n): true", "line 1, column 29", "not one comparison"),
        ("for all matrices X (n x n): X = 0 implies X = X", "line 1, column 29", "not one comparison"),
        ("for all a: a.T > 0", "line 1, column 13", "a transpose among real numbers"),
        ("for all matrices X (n r): X = 0", "line 1, column 23", "'x' between the sizes"),
        ("for all matrices X (n x 2): X = 0", "line 1, column 25", "a size"),
        ("for all matrices α (n x n): α = 0", "line 1, column 18", "the name"),
        ("for all symmetric S (n x r): S = 0", "line 1, column 19", "is symmetric, but n by r"),
        ("for all matrices X (n x r): X*X = 0", "line 1, column 31", "a product of n by r and n by r"),
        ("for all matrices X (n x r): X + X.T = 0", "line 1, column 33", "a sum of n by r and r by n"),
        ("for all matrices X (n x r): X + 1 = 0", "line 1, column 33", "a sum of n by r and a scalar"),
        ("for all matrices X (n x r): X = 1", "line 1, column 29", "a comparison of n by r and a scalar"),
        ("for all matrices X (n x r): tr(X) = 0", "line 1, column 29", "the trace of n by r"),
        ("for all matrices X (n x r): inner(X, X') = 0", "line 1, column 29", "the inner product"),
        ("for all matrices X (n x r): X**2 = 0", "line 1, column 29", "a power of n by r"),
        ("for all matrices X (n x n): X**0 = 0", "line 1, column 29", "the exponent 0"),
        ("for all matrices X (n x n): X/tr(X) = 0", "line 1, column 31", "a division by what is no number"),
        ("for all matrices X (n x n): tr(X)' = 0", "line 1, column 29", "the transpose of a scalar"),
        ("for all matrices X (n x n): I(X) = X", "line 1, column 31", "I of what is no size"),
        ("for all matrices X (n x n): X >= 0", "line 1, column 29", "an inequality between matrices"),
        ("for all matrices X (n x n): tr(X) > 0", "line 1, column 29", "the relation >"),
        ("for all matrices X (n x n): X = X and X = 0", "line 1, column 29", "not one comparison"),
        ("for all matrices X (n x n): sqrt(2)*X = X", "line 1, column 29", "is no function"),
        ("for all matrices X (n x n): X'' = X", "line 1, column 31", "expected an operator"),
        ("for all matrices n (n x n): n = 0", "line 1, column 18", "is taken"),
        ("there are matrices X (n x n): X = 0", "line 1, column 11", "is taken"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_is_refused_at_its_place(text, place, problem):
    with pytest.raises(InputError) as refusal:
        parse(text)
    assert refusal.value.field == "statement"
    assert refusal.value.problem.startswith(f"{place}: ")
    assert problem in refusal.value.problem
    assert "\n" not in str(refusal.value)


def test_numbers_are_exact():
    (left, right) = parse("for all a: 0.1 < 12345678901234567890.5").show.operands
    assert (left.value, right.value) == (Fraction(1, 10), Fraction(24691357802469135781, 2))


def test_where_a_part_stood_is_no_part_of_what_it_says():
    assert parse("for all a: a>0") == parse("for  all  a :  a  >  0")
    assert not any(field.compare for node in (Name, Chain) for field in fields(node) if field.name == "at")


def test_reading_a_sentence_loads_no_algebra_and_none_of_the_rest_of_certify():
    program = (
        "import sys; from certify.formulas.grammar import parse; parse('for all a: a > 0');"
        "print(*sorted(m for m in sys.modules if m in ('sympy', 'numpy') or m.startswith('certify.')))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    packages = {"certify.common", "certify.formulas"}  # they load what is asked for
    others = {name for name in loaded if not name.startswith("certify.formulas.grammar")}
    assert others - packages == {"certify.common.errors"}
