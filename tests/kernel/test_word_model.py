"""Rules `word-model` and `word-counterexample`: accepted iff the matrices do what they should."""

import pytest

from certify.kernel import limits

from .certificates import DELETED, assert_rejected, case, changed, example, verdict
from .test_word_identity import ONE, ZERO, claim, matrix, scalar

MODEL, COUNTEREXAMPLE = example("word-model"), example("word-counterexample")
T = {"shape": [], "terms": [["1", [0, 0, 1], []]]}
LETTERS = [
    [["1", "2"], ["3", "4"]],  # A
    [["0", "1"], ["1", "0"]],  # S
    [["1", "1"], ["1", "1"]],  # P
    [["1"], ["2"]],  # X
    [["0"], ["-1/2"]],  # u
]


def at(letters=LETTERS, sizes=(2, 1), t="1/3", rule="word-model", **parts):
    """The matrices as a model of hypotheses."""
    parts = {"left": ZERO, "right": ZERO} | parts
    witness = {"sizes": list(sizes), "parameters": [t], "letters": letters}
    return claim(**parts) | {"rule": rule, "witness": witness}


def against(left, right=ZERO, relation="=", **parts):
    """The matrices as a counterexample."""
    return at(rule="word-counterexample", left=left, right=right, relation=relation, **parts)


ACCEPTED = {
    "the example of a model": MODEL,
    "the example of a counterexample": COUNTEREXAMPLE,
    "no hypotheses": at(),
    "a relation": at(relations=[matrix("n", "n", ("1", "P P"), ("-2", "P"))]),
    "a transpose": at(relations=[matrix("r", "r", ("1", "X.T X"), ("-5", ""))]),
    "a rectangle": at(relations=[matrix("n", "r", ("1", "P P X"), ("-2", "P X"))]),
    "a trace": at(relations=[scalar(("1", "A S"), ("-5",))]),
    "a product of traces": at(relations=[scalar(("1", "A", "P"), ("-10",))]),
    "the trace of the identity": at(
        relations=[{"shape": [], "terms": [["1", [1, 0, 0], []], ["-2", [0, 1, 0], []]]}]
    ),
    "a power of a parameter": at(
        relations=[{"shape": [], "terms": [["9", [0, 0, 2], []], ["-1", [0, 0, 0], []]]}]
    ),
    "a fact": at(facts=[T, scalar(("1", "u u.T"), ("-1/4",))]),
    "a conclusion that fails": against(matrix("n", "n", ("1", "A")), matrix("n", "n", ("1", "A.T"))),
    "an inequality that fails": against(scalar(("1", "S A")), scalar(("6",)), ">="),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_matrices_that_do_what_they_should_are_accepted(name):
    result = verdict(ACCEPTED[name], ACCEPTED[name]["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, ACCEPTED[name]["rule"])


RELATION, FACT = ACCEPTED["a relation"], ACCEPTED["a fact"]
FAILS, LESS = ACCEPTED["a conclusion that fails"], ACCEPTED["an inequality that fails"]
INDEFINITE = [["0", "1"], ["1", "0"]]
REJECTED = [
    pytest.param(certificate, changes.values[0], changes.values[1], id=changes.id)
    for certificate, changes in [
        (
            RELATION,
            case(
                "a relation that fails", "relation 0 does not", witness__letters__2=[["1", "0"], ["0", "1"]]
            ),
        ),
        (RELATION, case("another multiple", "relation 0", statement__relations__0__terms__1__0="-3")),
        (FACT, case("a negative fact", "fact 0 is negative", witness__parameters=["-1/3"])),
        (FACT, case("a smaller fact", "fact 1 is negative", witness__letters__4=[["0"], ["1/3"]])),
        (FACT, case("an indefinite matrix", "letters[2]: not positive", witness__letters__2=INDEFINITE)),
        (FACT, case("an asymmetric one", "not symmetric", witness__letters__1=[["0", "1"], ["0", "0"]])),
        (
            FACT,
            case("a matrix of another shape", "expected 1 elements", witness__letters__3=[["1", "2"]] * 2),
        ),
        (FACT, case("a matrix too few", "expected 5 elements", witness__letters=LETTERS[:4])),
        (FACT, case("a size too few", "expected 2 elements", witness__sizes=[2])),
        (FACT, case("a size of 0", "an integer from 1 to 64", witness__sizes=[2, 0])),
        (FACT, case("a size of 65", "an integer from 1 to 64", witness__sizes=[2, 65])),
        (FACT, case("a size as text", "expected an integer", witness__sizes=[2, "1"])),
        (FACT, case("other sizes", "expected 3 elements", witness__sizes=[3, 1])),
        (FACT, case("no parameter", "expected 1 elements", witness__parameters=[])),
        (FACT, case("a proof instead", "unknown field 'squares'", witness={"squares": []})),
        (FACT, case("no matrices", "'letters' is missing", witness__letters=DELETED)),
        (FACT, case("a fact that is a matrix", "expected []", statement__facts__0=matrix("n", "n"))),
        (FAILS, case("an identity that holds", "left = right holds", witness__letters__0=INDEFINITE)),
        (FAILS, case("a false hypothesis", "relation 0", statement__relations=[ONE])),
        (LESS, case("an inequality that holds", "left >= right holds", statement__right=scalar(("5",)))),
        (LESS, case("a violated fact", "fact 0", statement__facts=[scalar(("-1",))])),
    ]
]


@pytest.mark.parametrize(("certificate", "changes", "message"), REJECTED)
def test_a_certificate_is_rejected_for(certificate, changes, message):
    assert_rejected(changed(certificate, **changes), message)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(
            {
                "schema": "certify/certificate",
                "version": 1,
                "rule": "word-model",
                "statement": {
                    "letters": [["A", "n", "n", "general"]],
                    "sizes": ["n"],
                    "parameters": [],
                    "relations": [
                        {"shape": ["n", "n"], "terms": [["1", [0], [], ["A"] * 200]]},
                    ],
                    "facts": [],
                    "relation": "=",
                    "left": {"shape": [], "terms": []},
                    "right": {"shape": [], "terms": []},
                },
                "witness": {
                    "sizes": [40],
                    "parameters": [],
                    "letters": [[[str(10**900 + 7 * i + j) for j in range(40)] for i in range(40)]],
                },
            },
            id="a long word of long numbers",
        ),
    ],
)
def test_what_is_too_large_is_declined(certificate):
    result = verdict(certificate)
    assert (result.accepted, result.code) == (False, 2), result
    assert "the arithmetic exceeds the work limit" in result.reason


@pytest.mark.parametrize("certificate", [MODEL, COUNTEREXAMPLE])
def test_work_is_declined_before_it_is_done(monkeypatch, certificate):
    monkeypatch.setattr(limits, "MAX_WORK", 1000)
    result = verdict(certificate)
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")
