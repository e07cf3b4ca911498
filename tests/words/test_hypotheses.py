"""Hypotheses that no matrices satisfy make a statement VACUOUS; where none are shown, the result says so."""

from fractions import Fraction

import pytest

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.words import Words, identity, inner, matrix, parameters, sizes, square, tr
from certify.crosscheck import check_bytes
from certify.provers.audit import has_model, settles
from certify.provers.outcome import Budget
from certify.provers.words import words

n, r = sizes("n r")
t, u = parameters("t u")
A, B, X, x = matrix("A", n, n), matrix("B", n, n), matrix("X", n, r), matrix("x", n, 1)
P, Q = matrix("P", n, n, semidefinite=True), matrix("Q", n, n, semidefinite=True)
ONE = identity(n)

EMPTY = {
    "a fact that is negative": ((), (-1 - square(A),)),
    "a negative inner product of semidefinite matrices": ((), (-1 - tr(P * Q),)),
    "a negative trace of a semidefinite matrix": ((tr(P) + 1,), ()),
    "no identity": ((ONE,), ()),
    "no identity of size 1": ((x.T * x - identity(1), x), ()),
    "a commutator that is the identity": ((A * B - B * A - ONE,), ()),
    "a square that is negative": ((A.T * A + ONE,), ()),
    "a sum of semidefinite matrices": ((P + Q + ONE,), ()),
    "more orthonormal columns than rows": ((X.T * X - identity(r),), (r - n - 1,)),
    "a size below 1": ((), (-n,)),
    "a size of one half": ((2 * n - 1,), ()),
    "a negative square of a parameter": ((t**2 + 1,), ()),
    "a product of facts": ((), (t - 1, u - 1, -t * u)),
    "zero with an inverse": ((t, t * u - 1), ()),
    "a projection of negative trace": ((A * A - A, A.T - A, tr(A) + 1), ()),
    "a symmetric nilpotent matrix that is not zero": ((A * A, A.T - A, tr(A) - 1), ()),
    "against Cauchy and Schwarz": ((square(A) - 1, square(B) - 1), (inner(A, B) - 2,)),
}


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("sense", ["==", ">="])
def test_anything_said_of_no_matrices_is_vacuous(name, sense):
    statement = Words(tr(A) + 7, sense, 5 * u, *EMPTY[name])
    outcome = words(statement, Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.VACUOUS, Grade.KERNEL), outcome.how
    (certificate,) = outcome.certificates
    assert certificate.rule == "word-vacuous"
    assert certificate.statement == statement.document()
    assert certificate.check(statement.document()).accepted
    assert check_bytes(certificate.to_bytes(), statement.document()).accepted
    assert settles(statement, Verdict.VACUOUS, outcome.certificates)
    assert not settles(statement, Verdict.PROVED, outcome.certificates)
    assert not settles(Words(tr(A) + 7, sense, 6 * u, *EMPTY[name]), Verdict.VACUOUS, outcome.certificates)


FULL = {
    "a fact": ((), (1 - square(A),)),
    "orthonormal columns": ((X.T * X - identity(r),), ()),
    "as many columns as rows": ((X.T * X - identity(r),), (r - n,)),
    "an inverse": ((A * B - ONE, B * A - ONE), ()),
    "a projection": ((A * A - A, A.T - A, tr(A) - 1), ()),
    "a parameter": ((t**2 - 4,), (t,)),
    "a size of 1": ((n - 1,), ()),
}


@pytest.mark.parametrize("name", FULL)
def test_a_model_of_the_hypotheses_is_shown_by_a_certificate(name):
    statement = Words(tr(A * B), "==", tr(B * A), *FULL[name])
    outcome = words(statement, Budget(600))
    assert (outcome.verdict, outcome.grade, outcome.model) == (Verdict.PROVED, Grade.KERNEL, "shown")
    assert has_model(statement, outcome.certificates)
    assert not has_model(statement, outcome.certificates[:1])
    assert all(check_bytes(one.to_bytes(), statement.document()).accepted for one in outcome.certificates)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(((t**2 - 2,), ()), id="an irrational model"),
        pytest.param(((2 * n - 3,), ()), id="no whole size"),
    ],
)
def test_where_no_model_is_shown_the_result_says_so(given):
    outcome = words(Words(tr(A * B), "==", tr(B * A), *given), Budget(2))
    assert (outcome.verdict, outcome.grade, outcome.model) == (Verdict.PROVED, Grade.KERNEL, "not shown")
    assert [one.rule for one in outcome.certificates] == ["word-identity"]


def test_a_statement_without_hypotheses_needs_no_model():
    assert words(Words(tr(A * P), "==", tr(P * A)), Budget(2)).model == ""


def test_a_counterexample_is_a_certificate():
    statement = Words(tr(A * B), ">=", t * tr(A), (A - A.T,), (t - Fraction(1, 2),))
    outcome = words(statement, Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.REFUTED, Grade.KERNEL)
    assert settles(statement, Verdict.REFUTED, outcome.certificates)
    assert not settles(statement, Verdict.PROVED, outcome.certificates)
