"""Rule `positivity`: the sum of products of squares and hypotheses is exactly the polynomial."""

import pytest

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "positivity"
CERTIFICATE = example(RULE)
# x - x^2 >= 0 on x >= 0, 1 - x >= 0: the product of the two.
PRODUCT = changed(
    CERTIFICATE,
    statement__variables=["x"],
    statement__polynomial=[["1", [1]], ["-1", [2]]],
    statement__relation=">=",
    statement__inequalities=[[["1", [1]]], [["1", [0]], ["-1", [1]]]],
    statement__equations=[],
    witness={
        "margin": "0",
        "squares": [{"product": [0, 1], "monomials": [[0]], "gram": [["1"]]}],
        "multipliers": [],
    },
)
# x^2 + 2 x y + y^2 has a Gram matrix of rank one.
SQUARE = changed(
    PRODUCT,
    statement__variables=["x", "y"],
    statement__polynomial=[["1", [2, 0]], ["2", [1, 1]], ["1", [0, 2]]],
    statement__inequalities=[],
    witness__squares=[{"product": [], "monomials": [[1, 0], [0, 1]], "gram": [["1", "1"], ["1", "1"]]}],
)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="strict, with an equation"),
        pytest.param(changed(CERTIFICATE, statement__relation=">="), id="weak with a margin"),
        pytest.param(PRODUCT, id="a product of hypotheses"),
        pytest.param(SQUARE, id="a Gram matrix of rank one"),
        pytest.param(
            changed(PRODUCT, statement__polynomial=[["3", [0]]], witness__squares=[], witness__margin="3"),
            id="a constant",
        ),
    ],
)
def test_a_positivity_proof_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("no margin", "witness.margin: a strict inequality needs", witness__margin="0"),
        case("a negative margin", "witness.margin: expected a number of at least 0", witness__margin="-1/12"),
        case("a larger margin", "minus the sum has the coefficient -1/12 at 1", witness__margin="1/6"),
        case("another polynomial", "coefficient -1 at x*y", statement__polynomial__1__0="-2"),
        case("another multiplier", "witness: p - margin minus the sum", witness__multipliers__0__0__0="-1/5"),
        case("a multiplier less", "witness.multipliers: expected 1 elements", witness__multipliers=[]),
        case("an equation less", "witness.multipliers: expected 0 elements", statement__equations=[]),
        case(
            "Gram not semidefinite",
            "witness.squares[0].gram: not positive semidefinite",
            witness__squares__0__gram=[["1/4", "-1/3"], ["-1/3", "1/4"]],
        ),
        case(
            "Gram not symmetric", "gram: the matrix is not symmetric", witness__squares__0__gram__0__1="-1/2"
        ),
        case("Gram of another size", "gram: expected 1 elements", witness__squares__0__monomials=[[1, 0]]),
        case("no monomials", "gram: expected 0 elements", witness__squares__0__monomials=[]),
        case("a hypothesis that is not there", "integer from 0 to -1", witness__squares__0__product=[0]),
        case("a relation without margin", "statement.relation: expected one of", statement__relation="<"),
        case("an unknown field", "witness.squares[0]: unknown field 'sign'", witness__squares__0__sign="-1"),
    ],
)
def test_a_positivity_proof_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


def test_a_product_uses_only_the_hypotheses_it_names():
    assert_rejected(changed(PRODUCT, witness__squares__0__product=[0, 0]), "coefficient")
    assert_rejected(changed(PRODUCT, witness__squares__0__product=[0]), "coefficient -1 at x^2")
    assert_rejected(changed(PRODUCT, witness__squares__0__gram=[["-1"]]), "gram: not positive semidefinite")
    assert_rejected(changed(PRODUCT, statement__inequalities__1=[["1", [0]]]), "coefficient -1 at x^2")
