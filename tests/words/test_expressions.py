"""Expressions know their shapes and degrees, and a statement is what it says."""

from fractions import Fraction

import pytest

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.words import (
    Words,
    degree,
    degrees,
    derivative,
    identity,
    inner,
    matrix,
    parameters,
    sizes,
    square,
    substitute,
    tr,
)
from certify.common.errors import InputError
from certify.provers.outcome import Budget, understands
from certify.provers.words import words

n, r, s = sizes("n r s")
(t,) = parameters("t")
X, D, Z = matrix("X", n, r), matrix("D", n, r), matrix("Z", n, s)
A, P = matrix("A", n, n, symmetric=True), matrix("P", n, n, semidefinite=True)
B = matrix("B", n, n)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        pytest.param(lambda: X * Z, "a product of n by r and n by s", id="a product"),
        pytest.param(lambda: X + Z, "a sum of n by r and n by s", id="a sum"),
        pytest.param(lambda: X - 1, "a sum of n by r and a scalar", id="a matrix minus a number"),
        pytest.param(lambda: tr(X), "tr: of X, which is not square", id="a trace"),
        pytest.param(lambda: tr(t), "tr: of t, which is not square", id="the trace of a scalar"),
        pytest.param(lambda: inner(X, Z), "of X.T Z, which is not square", id="an inner product"),
        pytest.param(lambda: X**2, "a product of n by r and n by r", id="a power"),
        pytest.param(lambda: A**0, "a matrix to the power 0", id="the power 0"),
        pytest.param(lambda: Words(X, "==", Z), "a comparison of n by r and n by s", id="a statement"),
        pytest.param(lambda: Words(X, "==", 1), "a comparison of n by r and a scalar", id="a matrix and 1"),
        pytest.param(lambda: Words(A, ">=", 0), "an inequality between matrices", id="matrices in order"),
        pytest.param(lambda: Words(t, ">", 0), "sense: is '>'", id="a strict inequality"),
        pytest.param(lambda: Words(t, ">=", 0, (), (A,)), "an inequality between matrices", id="a fact"),
        pytest.param(lambda: matrix("A", n, r, symmetric=True), "symmetric, but n by r", id="a rectangle"),
        pytest.param(lambda: matrix("A", n * r, r), "is not the name of a size", id="a product as a size"),
        pytest.param(lambda: matrix("A", 2, r), "2 is not the name of a size", id="a number as a size"),
        pytest.param(lambda: matrix("X.T", n, n), "'X.T' is not a name", id="a name of a letter"),
        pytest.param(lambda: parameters("2t"), "'2t' is not a name", id="a name of a scalar"),
        pytest.param(lambda: t * 0.5, "0.5 is no exact number", id="a float"),
        pytest.param(
            lambda: Words(tr(B - matrix("B", n, n, symmetric=True)), "==", 0),
            "B: is the name of two matrices",
            id="twice",
        ),
        pytest.param(
            lambda: Words(parameters("B")[0] * tr(B), "==", 0),
            "B: is the name of a matrix and a parameter",
            id="a letter and a scalar",
        ),
        pytest.param(
            lambda: substitute(A, A, B), "A: is symmetric", id="a symmetric letter by a general one"
        ),
        pytest.param(lambda: substitute(X, X, Z), "a substitution of n by r and n by s", id="another shape"),
    ],
)
def test_what_does_not_conform_is_an_input_error(build, message):
    with pytest.raises(InputError) as error:
        build()
    assert message in str(error.value)


INVERSE = "declare an inverse u of t by t*u - 1 in vanishing"


@pytest.mark.parametrize(
    ("build", "message"),
    [
        pytest.param(lambda: Words(t**-1, "==", t), f"the exponent -1; {INVERSE}", id="an inverse"),
        pytest.param(lambda: B**-2, f"the exponent -2; {INVERSE}", id="the inverse of a matrix"),
        pytest.param(lambda: n**-1 * tr(B), "the exponent -1", id="the inverse of a size"),
        pytest.param(lambda: t ** Fraction(1, 2), "for a root, a parameter s with s**2 - t", id="a root"),
        pytest.param(lambda: t ** Fraction(2), "the exponent 2; use a whole number", id="a fraction"),
        pytest.param(lambda: t**0.5, "the exponent 0.5; use a whole number", id="a float"),
        pytest.param(lambda: t**2.0, "the exponent 2.0; use a whole number", id="a whole float"),
        pytest.param(lambda: t**True, "the exponent True; use a whole number", id="a truth"),
        pytest.param(lambda: B**False, "the exponent False; use a whole number", id="a truth of a matrix"),
        pytest.param(lambda: t**t, "the exponent t; use a whole number", id="a parameter"),
        pytest.param(lambda: t**n, "the exponent n; use a whole number", id="a size"),
        pytest.param(lambda: 2**n, "the exponent n; use a whole number", id="a number to a size"),
        pytest.param(lambda: t**10**9, "use at most 256", id="beyond the format"),
        pytest.param(
            lambda: Words(t**40 * t**40, ">=", 0), "the exponent 80; use at most 64", id="a product"
        ),
        pytest.param(lambda: 1 / t, f"division by t; {INVERSE}", id="a number by a parameter"),
        pytest.param(lambda: tr(B) / n, f"division by n; {INVERSE}", id="a mean over a size"),
        pytest.param(lambda: t / 0, "a division by zero", id="by zero"),
        pytest.param(lambda: t / 0.5, "0.5 is no exact number", id="by a float"),
        pytest.param(lambda: t / True, "True is no exact number", id="by a truth"),
    ],
)
def test_a_power_that_is_no_word_is_an_input_error(build, message):
    with pytest.raises(InputError) as error:
        build()
    assert message in str(error.value)
    assert "\n" not in str(error.value)


(N,) = parameters("n")
SIZE_AND_PARAMETER = (
    "n: is the name of a size and a parameter; give every size, parameter and matrix one name"
)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        pytest.param(lambda: Words(tr(identity(n)), "==", N), SIZE_AND_PARAMETER, id="both as numbers"),
        pytest.param(lambda: Words(square(X), ">=", N - N * 2), SIZE_AND_PARAMETER, id="a size of a matrix"),
        pytest.param(lambda: Words(identity(n), "==", 0, (), (N,)), SIZE_AND_PARAMETER, id="of the identity"),
        pytest.param(lambda: Words(t, "==", 0, (B * 0, N - t)), SIZE_AND_PARAMETER, id="of a zero matrix"),
        pytest.param(lambda: tr(identity(n)) - N, SIZE_AND_PARAMETER, id="a difference that would be 0"),
        pytest.param(lambda: N * X, SIZE_AND_PARAMETER, id="a product"),
        pytest.param(lambda: identity(r) * X.T * N, SIZE_AND_PARAMETER, id="a product of words"),
        pytest.param(lambda: substitute(N * tr(t * Z.T * Z), Z, Z), SIZE_AND_PARAMETER, id="a substitution"),
        pytest.param(lambda: identity(N), 'n is a parameter; make it by sizes("n")', id="an identity"),
        pytest.param(lambda: matrix("Y", t, 1), 't is a parameter; make it by sizes("t")', id="a matrix"),
        pytest.param(lambda: identity(True), "True is not the name of a size", id="a truth as size"),
        pytest.param(lambda: identity(1.0), "1.0 is not the name of a size", id="a float as size"),
        pytest.param(lambda: identity(n * identity(1)), "is not the name of a size", id="a matrix as size"),
        pytest.param(
            lambda: Words(tr(matrix("r", n, n)), "==", r), "r: is the name of a matrix and a size", id="r"
        ),
        pytest.param(
            lambda: Words(square(matrix("n", n, 1)), ">=", 0), "n: is the name of a matrix and a size", id="n"
        ),
        pytest.param(
            lambda: Words(t * tr(B), "==", 0, (), (square(matrix("t", n, n)),)), "t: is the name of", id="t"
        ),
        pytest.param(
            lambda: Words(square(X), ">=", square(matrix("X", n, s))), "X: is the name of two", id="two sizes"
        ),
        pytest.param(
            lambda: substitute(square(X), X, matrix("D", n, r) * tr(matrix("D", n, n))),
            "D: is the name of two matrices",
            id="two sizes in a substitution",
        ),
        pytest.param(lambda: substitute(tr(B), 2 * B, B), "2 B is not a letter", id="a multiple as letter"),
        pytest.param(lambda: substitute(tr(B), B.T, B), "B.T is not a letter", id="a transpose as letter"),
        pytest.param(lambda: substitute(tr(B), B * B, B), "B B is not a letter", id="a product as letter"),
        pytest.param(lambda: substitute(t * t, t, t), "t is not a letter", id="a parameter as letter"),
        pytest.param(lambda: substitute(tr(B), B, 0), "0 is no expression", id="a number for a letter"),
        pytest.param(lambda: derivative(square(X), X, D, 0), "order: is 0", id="the derivative of order 0"),
        pytest.param(lambda: derivative(square(X), X, D, True), "order: is True", id="of order True"),
        pytest.param(lambda: tr(1), "tr: 1 is no expression", id="the trace of a number"),
        pytest.param(lambda: inner(X, 1), "inner: 1 is no expression", id="an inner product with a number"),
        pytest.param(lambda: degrees(square(X) * N, {}), SIZE_AND_PARAMETER, id="degrees"),
        pytest.param(lambda: sizes(["n"]), "write the names in quotes", id="a list of names"),
        pytest.param(lambda: matrix(3, n, n), "3 is not a name", id="a number as name"),
        pytest.param(lambda: parameters("_step"), "'_step' is not a name", id="the step of a derivative"),
        pytest.param(lambda: Words(t, "==", [t]), "a list; take what is in it", id="a list as a side"),
        pytest.param(lambda: Words(t, "==", 0, t), "vanishing: ", id="no tuple"),
    ],
)
def test_letters_sizes_and_parameters_have_one_name_space(build, message):
    with pytest.raises(InputError) as error:
        build()
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_no_declared_name_is_the_step_of_a_derivative():
    (step,) = parameters("t_of_derivative")
    assert derivative(step * square(X), X, D) == 2 * step * inner(X, D)
    assert derivative(square(X), X, step * D) == 2 * step * inner(X, D)
    assert derivative(derivative(square(X), X, D), X, D) == derivative(square(X), X, D, 2)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param((X + D) * (X + D).T, X * X.T + X * D.T + D * X.T + D * D.T, id="distributivity"),
        pytest.param((X.T * A * D).T, D.T * A * X, id="the transpose of a product"),
        pytest.param(tr(X * D.T), tr(D.T * X), id="rotation under the trace"),
        pytest.param(tr(B * A), tr(A * B.T), id="transposition under the trace"),
        pytest.param(tr(X.T * A * X), tr(A * X * X.T), id="rotation of a rectangle"),
        pytest.param(tr(identity(n)), n, id="the trace of the identity"),
        pytest.param(tr(identity(1) * 3), 3 * t**0, id="the trace of the identity of size 1"),
        pytest.param(identity(n) * X * identity(r), X, id="the identity"),
        pytest.param(P.T, P, id="a semidefinite letter"),
        pytest.param(1 - t, -(t - 1), id="a number minus a scalar"),
        pytest.param((2 * X) / 4, X * Fraction(1, 2), id="quotients by numbers"),
        pytest.param(tr(A) * X, X * tr(A), id="scalars commute"),
        pytest.param(derivative(A * t, X, D), A * 0, id="the derivative of a constant"),
        pytest.param(derivative(X.T * X, X, D), D.T * X + X.T * D, id="the derivative of a matrix"),
        pytest.param(derivative(square(X), X, D, 2), 2 * square(D), id="the second derivative"),
        pytest.param(derivative(square(X) ** 2, X, X, 4), 24 * square(X) ** 2, id="the fourth"),
        pytest.param(substitute(tr(X * X.T), X, X + D), square(X + D), id="substitution under a trace"),
        pytest.param(substitute(X * X.T, X, 2 * X), 4 * X * X.T, id="substitution"),
    ],
)
def test_equal_expressions_are_equal(left, right):
    assert left == right
    assert hash(left) == hash(right)
    assert left.shape == right.shape
    assert Words(left, "==", right).document()["left"] == Words(right, "==", left).document()["left"]


@pytest.mark.parametrize(
    ("left", "right"), [(A * B, B * A), (tr(A * B * P), tr(B * A * P)), (B, B.T), (X, D)]
)
def test_different_expressions_differ(left, right):
    assert left != right


def test_degrees_are_those_of_the_digest():
    """X -> t X: f has degree 4, its gradient 3 and 1 in the direction, the local first-order tolerance 2."""
    f = square(X * X.T - Z * Z.T)
    assert degree(f, {X: 1, Z: 1}) == 4
    assert degree(derivative(f, X, D), {X: 1, Z: 1}) == 3
    assert degree(derivative(f, X, D, 2), {D: 1}) == 2
    assert degree(X * 0, {X: 1}) == 0
    assert degrees(square(X) + t * tr(X * X.T * A), {X: 1, A: 1, t: -1}) == {2}


def test_unequal_degrees_are_reported():
    assert degrees(square(X) + tr(P), {X: 1, P: 1}) == {1, 2}
    with pytest.raises(InputError, match="the terms have the degrees 1, 2"):
        degree(square(X) + tr(P), {X: 1, P: 1})


def test_a_statement_says_the_same_whatever_is_known_about_its_models():
    one = Words(tr(A * B), "==", tr(B * A))
    other = Words(tr(B.T * A), "==", tr(A * B), models=(lambda *_: None,))
    assert one == other
    assert one.hash == other.hash
    assert len({one, other}) == 1
    assert one.hash != Words(tr(A * B), ">=", tr(B * A)).hash
    assert Words(square(X), ">=", 0).document() == Words(0, "<=", square(X)).document()


def test_the_text_says_everything():
    statement = Words(tr(P * X * X.T), ">=", 0, (P * Z,), (t - 1,))
    assert statement.text() == (
        "for all sizes and matrices with P Z = 0, -1 + t >= 0, P semidefinite: tr(P X X.T) >= 0"
    )
    assert str(A * 0) == "0"
    assert str(A - Fraction(1, 2) * t**2 * identity(n) - X * D.T) == "A - X D.T - 1/2 t^2 I"
    assert str(-A) == "-A"


def test_the_prover_understands_statements_about_words():
    assert understands(words, Words(tr(A), "==", tr(A)))


def test_relations_that_no_matrices_satisfy_prove_nothing():
    statement = Words(tr(A), "==", tr(B), (A * B - identity(n), A * B))
    outcome = words(statement, Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.VACUOUS, Grade.KERNEL)
    assert outcome.certificates[0].check().accepted


def test_a_proof_may_need_linear_algebra_where_rewriting_does_not_end():
    """A X = X A does not shorten, and under the trace tr(A X Y) - tr(X A Y) follows all the same."""
    C, Y = matrix("C", n, n), matrix("Y", n, n)
    statement = Words(tr(B * C * Y), "==", tr(C * B * Y), (t * (B * C - C * B),))
    assert words(statement, Budget(600)).verdict == Verdict.REFUTED
    scaled = Words(t * tr(B * C * Y), "==", t * tr(C * B * Y), (t * (B * C - C * B),))
    outcome = words(scaled, Budget(600))
    assert (outcome.verdict, outcome.grade) == (Verdict.PROVED, Grade.KERNEL), outcome.how


def test_models_of_a_users_own_refute_what_the_sampler_does_not_find():
    """Few matrices are nilpotent of order exactly three; a user knows one."""
    N = matrix("N", n, n)

    def shift(_, chosen):
        size = chosen["n"]
        return {"N": [[int(j == i + 1) for j in range(size)] for i in range(size)]} if size == 3 else None

    statement = Words(N * N, "==", 0, (N * N * N,), models=(shift,))
    outcome = words(statement, Budget(600))
    assert outcome.verdict == Verdict.REFUTED
    assert outcome.witness["left"] != outcome.witness["right"]


@pytest.mark.parametrize(
    "model", [lambda *_: {"X": [[1, 2, 3, 4]], "D": [[1]]}, lambda *_: {"X": [[1]], "D": [[0.5]]}]
)
def test_models_of_another_shape_or_that_violate_a_hypothesis_refute_nothing(model):
    statement = Words(square(X), "==", square(D), (X - D,), models=(model,))
    assert words(statement, Budget(600)).verdict == Verdict.PROVED
