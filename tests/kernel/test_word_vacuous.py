"""Rule `word-vacuous`: accepted iff the witness adds up to -1, sizes being at least 1."""

import pytest

from .certificates import DELETED, assert_rejected, case, changed, example, verdict
from .test_word_identity import ONE, ZERO, claim, cofactor, matrix, scalar, squares

RULE = "word-vacuous"
CERTIFICATE = example(RULE)
SIZE, RANK, T = ({"shape": [], "terms": [["1", [int(i == k) for i in range(3)], []]]} for k in range(3))
MINUS_ONE = scalar(("-1",))
IDENTITY = matrix("n", "n", ("1", ""))


def vacuous(relations=(), facts=(), cofactors=(), squares=(), relation="=", left=ZERO, right=ONE):
    """A statement about anything at all with these hypotheses, and a witness that they contradict."""
    return claim(left, right, relation, relations, facts, cofactors, squares) | {"rule": RULE}


ACCEPTED = {
    "the example": CERTIFICATE,
    "a negative fact": vacuous(
        facts=[scalar(("-1",), ("-1", "A A.T"))],
        squares=[squares(ONE, product=[0]), squares(matrix("n", "n", ("1", "A.T")))],
    ),
    "1 = 0": vacuous([ONE], cofactors=[cofactor(MINUS_ONE)]),
    "I = 0 has a trace of at least 1": vacuous(
        [IDENTITY], cofactors=[cofactor(MINUS_ONE, closed=1)], squares=[squares(ONE, product=[0])]
    ),
    "the second size": vacuous(
        [matrix("r", "r", ("1", ""))],
        cofactors=[cofactor(MINUS_ONE, closed=1)],
        squares=[squares(ONE, product=[1])],
    ),
    "sizes come after the facts of the statement": vacuous(
        [IDENTITY],
        [T, T],
        cofactors=[cofactor(MINUS_ONE, closed=1)],
        squares=[squares(ONE, product=[2])],
    ),
    "of an inequality": vacuous([ONE], cofactors=[cofactor(MINUS_ONE)], relation=">="),
    "of a statement that would be true": vacuous([ONE], cofactors=[cofactor(MINUS_ONE)], right=ZERO),
    "two facts": vacuous(
        facts=[scalar(("-1",), ("1", "A")), scalar(("-1", "A"))],
        squares=[squares(ONE, product=[0]), squares(ONE, product=[1])],
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_hypotheses_that_contradict_each_other_are_accepted(name):
    result = verdict(ACCEPTED[name], ACCEPTED[name]["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


FACT = ACCEPTED["a negative fact"]
IDENTITY_IS_ZERO = ACCEPTED["I = 0 has a trace of at least 1"]
LEFT = "witness: -1 minus the sum has"
REJECTED = [
    pytest.param(certificate, changes.values[0], changes.values[1], id=changes.id)
    for certificate, changes in [
        (FACT, case("no squares", LEFT, witness__squares=[])),
        (FACT, case("no fact", LEFT, witness__squares__0__product=[])),
        (FACT, case("another fact", LEFT, witness__squares__0__product=[1])),
        (FACT, case("a fact that holds somewhere", LEFT, statement__facts__0__terms__0__0="1")),
        (FACT, case("no such fact", "expected an integer from 0 to 2", witness__squares__0__product=[3])),
        (FACT, case("a negative weight", "not positive semidefinite", witness__squares__0__gram=[["-1"]])),
        (IDENTITY_IS_ZERO, case("a matrix as summand", "shape ['n', 'n']", witness__cofactors__0__closed=0)),
        (IDENTITY_IS_ZERO, case("a size that may be 0", LEFT, witness__squares=[])),
        (IDENTITY_IS_ZERO, case("the other size", LEFT, witness__squares__0__product=[1])),
        (IDENTITY_IS_ZERO, case("half of it", LEFT, witness__cofactors__0__factor=scalar(("-1/2",)))),
        (IDENTITY_IS_ZERO, case("no relation", "integer from 0 to -1", statement__relations=[])),
        (IDENTITY_IS_ZERO, case("a point instead", "unknown field 'sizes'", witness={"sizes": []})),
        (IDENTITY_IS_ZERO, case("no cofactors", "'cofactors' is missing", witness__cofactors=DELETED)),
        (IDENTITY_IS_ZERO, case("sides of two shapes", "expected []", statement__right=IDENTITY)),
        (IDENTITY_IS_ZERO, case("no statement", "'left' is missing", statement__left=DELETED)),
        (IDENTITY_IS_ZERO, case("a letter like a size", "distinct names", statement__letters__0__0="n")),
    ]
]
REJECTED += [
    pytest.param(
        CERTIFICATE | {"rule": "word-identity"}, {}, "witness.squares: expected 0 elements", id="as identity"
    ),
    pytest.param(
        vacuous(facts=[scalar(("1",), ("-1", "A A.T"))], squares=[squares(ONE, product=[0])]),
        {},
        LEFT,
        id="hypotheses that hold",
    ),
    pytest.param(
        vacuous(facts=[T], squares=[squares(ONE, product=[0])]), {}, LEFT, id="a parameter is not a size"
    ),
]


@pytest.mark.parametrize(("certificate", "changes", "message"), REJECTED)
def test_a_certificate_is_rejected_for(certificate, changes, message):
    assert_rejected(changed(certificate, **changes), message)
