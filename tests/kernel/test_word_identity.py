"""Rule `word-identity`: accepted iff the witness adds up to the difference of the sides, letter by letter."""

import pytest

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

RULE = "word-identity"
CERTIFICATE = example(RULE)
LETTERS = [["A", "n", "n", "general"], ["S", "n", "n", "symmetric"], ["P", "n", "n", "semidefinite"]]
LETTERS += [["X", "n", "r", "general"], ["u", "n", "1", "general"]]
ONE = {"shape": [], "terms": [["1", [0, 0, 0], []]]}
NOTHING = {"cofactors": [], "squares": []}


def scalar(*terms):
    """Terms (coefficient, word under a trace...), the exponents zero."""
    return {"shape": [], "terms": [[c, [0, 0, 0], [w.split() for w in words]] for c, *words in terms]}


def matrix(rows, columns, *terms):
    """Terms (coefficient, word)."""
    return {"shape": [rows, columns], "terms": [[c, [0, 0, 0], [], w.split()] for c, w in terms]}


def claim(left, right, relation="=", relations=(), facts=(), cofactors=(), squares=()):
    statement = {
        "letters": LETTERS,
        "sizes": ["n", "r"],
        "parameters": ["t"],
        "relations": list(relations),
        "facts": list(facts),
        "relation": relation,
        "left": left,
        "right": right,
    }
    return {
        "schema": "certify/certificate",
        "version": 1,
        "rule": RULE,
        "statement": statement,
        "witness": {"cofactors": list(cofactors), "squares": list(squares)},
    }


def cofactor(factor=ONE, left="", relation=0, transposed=0, right="", closed=0):
    return {
        "factor": factor,
        "left": left.split(),
        "relation": relation,
        "transposed": transposed,
        "right": right.split(),
        "closed": closed,
    }


def squares(*words, gram=(("1",),), product=(), weights=("", "")):
    return {
        "product": list(product),
        "weights": [weight.split() for weight in weights],
        "words": list(words),
        "gram": [list(row) for row in gram],
    }


ZERO = scalar()
SIZE = {"shape": [], "terms": [["1", [1, 0, 0], []]]}
A_PLUS_TRANSPOSE = matrix("n", "n", ("1", "A"), ("1", "A.T"))
A_RELATION = [matrix("n", "n", ("1", "A S"), ("-1", "P"))]

ACCEPTED = {
    "the example": CERTIFICATE,
    "rotation": claim(scalar(("1", "A S P")), scalar(("1", "P A S"))),
    "transpose": claim(scalar(("1", "A S P")), scalar(("1", "P S A.T"))),
    "rectangular": claim(scalar(("1", "X X.T A")), scalar(("1", "X.T A X"))),
    "a product of traces commutes": claim(scalar(("1", "A", "S")), scalar(("1", "S", "A.T"))),
    "a relation": claim(
        matrix("n", "n", ("1", "X X.T A S")),
        matrix("n", "n", ("1", "X X.T P")),
        relations=A_RELATION,
        cofactors=[cofactor(left="X X.T")],
    ),
    "a relation transposed": claim(
        matrix("n", "n", ("1", "S A.T S")),
        matrix("n", "n", ("1", "P S")),
        relations=A_RELATION,
        cofactors=[cofactor(transposed=1, right="S")],
    ),
    "a relation under a trace": claim(
        scalar(("1", "A S S A.T")),
        scalar(("1", "P S A.T")),
        relations=A_RELATION,
        cofactors=[cofactor(right="S A.T", closed=1)],
    ),
    "a relation under a trace beside a matrix": claim(
        {"shape": ["n", "n"], "terms": [["1", [0, 0, 0], [["A", "S"]], ["S"]]]},
        {"shape": ["n", "n"], "terms": [["1", [0, 0, 0], [["P"]], ["S"]]]},
        relations=A_RELATION,
        cofactors=[cofactor(matrix("n", "n", ("1", "S")), closed=1)],
    ),
    "a factor that is a matrix": claim(
        matrix("n", "n", ("1", "A A S"), ("1", "S A S")),
        matrix("n", "n", ("1", "A P"), ("1", "S P")),
        relations=A_RELATION,
        cofactors=[cofactor(matrix("n", "n", ("1", "A"), ("1", "S")))],
    ),
    "a scalar relation": claim(
        scalar(("2", "A", "S")),
        scalar(("6", "S")),
        relations=[scalar(("1", "A"), ("-3",))],
        cofactors=[cofactor(scalar(("2", "S")))],
    ),
    "the trace of the identity": claim(
        scalar(("1", "X X.T")),
        SIZE,
        relations=[matrix("n", "n", ("1", "X X.T"), ("-1", ""))],
        cofactors=[cofactor(closed=1)],
    ),
    "the trace of the identity of size 1": claim(
        scalar(("1", "u u.T")),
        ONE,
        relations=[matrix("1", "1", ("1", "u.T u"), ("-1", ""))],
        cofactors=[cofactor(closed=1)],
    ),
    "a square": claim(scalar(("1", "X X.T")), ZERO, ">=", squares=[squares(matrix("n", "r", ("1", "X")))]),
    "a Gram matrix": claim(
        scalar(("1", "A A.T"), ("-2", "A S"), ("1", "S S")),
        ZERO,
        ">=",
        squares=[
            squares(
                matrix("n", "n", ("1", "A.T")),
                matrix("n", "n", ("1", "S")),
                gram=(("1", "-1"), ("-1", "1")),
            )
        ],
    ),
    "a weight": claim(
        scalar(("1", "X X.T P")),
        ZERO,
        ">=",
        squares=[squares(matrix("n", "r", ("1", "X")), weights=("P", ""))],
    ),
    "two weights": claim(
        scalar(("1", "P A P A.T")),
        ZERO,
        ">=",
        squares=[squares(matrix("n", "n", ("1", "A")), weights=("P", "P"))],
    ),
    "a fact": claim(
        {"shape": [], "terms": [["1", [0, 0, 1], [["X", "X.T"]]]]},
        ZERO,
        ">=",
        facts=[{"shape": [], "terms": [["1", [0, 0, 1], []]]}],
        squares=[squares(matrix("n", "r", ("1", "X")), product=[0])],
    ),
    "squares of scalars": claim(
        scalar(("1", "A", "A"), ("-2", "A", "S"), ("1", "S", "S")),
        ZERO,
        ">=",
        squares=[squares(scalar(("1", "A"), ("-1", "S")))],
    ),
    "left >= right": claim(scalar(("1", "X X.T"), ("1", "A")), scalar(("1", "A")), ">=")
    | {"witness": {"cofactors": [], "squares": [squares(matrix("n", "r", ("1", "X")))]}},
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_combination_that_adds_up_is_accepted(name):
    result = verdict(ACCEPTED[name], ACCEPTED[name]["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


REJECTED = {
    "another order of three": claim(scalar(("1", "A S P")), scalar(("1", "S A P"))),
    "the transpose of one letter": claim(scalar(("1", "A A S")), scalar(("1", "A A.T S"))),
    "a product of traces is not the trace of a product": claim(scalar(("1", "A S")), scalar(("1", "A", "S"))),
    "matrices are not traces": claim(matrix("n", "n", ("1", "A S")), matrix("n", "n", ("1", "S A"))),
    "a matrix is not its transpose": claim(matrix("n", "n", ("1", "A")), matrix("n", "n", ("1", "A.T"))),
    "the identity is not zero": claim(matrix("n", "n", ("1", "")), matrix("n", "n")),
    "sizes are not one": claim(SIZE, ONE),
}


@pytest.mark.parametrize("name", REJECTED)
def test_what_is_not_an_identity_of_words_is_rejected(name):
    assert_rejected(REJECTED[name], "witness: left - right minus the sum has")


RELATION = ACCEPTED["a relation"]
TRACE = ACCEPTED["a relation under a trace"]
GRAM = ACCEPTED["a Gram matrix"]
WEIGHT = ACCEPTED["a weight"]
FACT = ACCEPTED["a fact"]
EQUALITY_WITH_SQUARES = changed(ACCEPTED["a square"], statement__relation="=")
LEFT = "witness: left - right minus the sum"


@pytest.mark.parametrize(
    ("certificate", "changes", "message"),
    [
        pytest.param(certificate, *case(reason, message, **changes).values, id=reason)
        for certificate, reason, message, changes in [
            (RELATION, "no cofactor", LEFT, {"witness__cofactors": []}),
            (RELATION, "a cofactor twice", LEFT, {"witness__cofactors": [cofactor(left="X X.T")] * 2}),
            (RELATION, "another factor", LEFT, {"witness__cofactors__0__factor__terms__0__0": "-1"}),
            (
                RELATION,
                "a parameter as factor",
                LEFT,
                {"witness__cofactors__0__factor__terms__0__1": [0, 0, 1]},
            ),
            (RELATION, "the transposed relation", LEFT, {"witness__cofactors__0__transposed": 1}),
            (RELATION, "a word on the wrong side", LEFT, {"witness__cofactors": [cofactor(right="X X.T")]}),
            (
                RELATION,
                "a summand of another shape",
                "witness.cofactors[0]: shape [], and the left side has ['n', 'n']",
                {"witness__cofactors__0__closed": 1},
            ),
            (
                RELATION,
                "a rectangular summand",
                "witness.cofactors[0]: shape ['r', 'n']",
                {"witness__cofactors__0__left": ["X.T"]},
            ),
            (
                RELATION,
                "words that do not fit the relation",
                "witness.cofactors[0].left: shapes ['n', 'r'] and ['n', 'n'] cannot be multiplied",
                {"witness__cofactors__0__left": ["X"]},
            ),
            (
                RELATION,
                "a word of letters that do not fit",
                "witness.cofactors[0].left: X and X cannot be multiplied",
                {"witness__cofactors__0__left": ["X", "X"]},
            ),
            (
                RELATION,
                "no such relation",
                "expected an integer from 0 to 0",
                {"witness__cofactors__0__relation": 1},
            ),
            (RELATION, "no relations", "expected an integer from 0 to -1", {"statement__relations": []}),
            (
                RELATION,
                "a flag of two",
                "expected an integer from 0 to 1",
                {"witness__cofactors__0__closed": 2},
            ),
            (RELATION, "no factor", "'factor' is missing", {"witness__cofactors__0__factor": DELETED}),
            (TRACE, "an open relation in a scalar", "shape ['n', 'n']", {"witness__cofactors__0__closed": 0}),
            (
                TRACE,
                "the trace of what is not square",
                "witness.cofactors[0]: the trace of what is not square",
                {"witness__cofactors__0__right": ["X"]},
            ),
            (
                ACCEPTED["a scalar relation"],
                "the trace of a scalar",
                "the trace of what is not square",
                {"witness__cofactors__0__closed": 1},
            ),
            (RELATION, "sides of two shapes", "expected ['n', 'n']", {"statement__right": ZERO}),
            (RELATION, "an inequality of matrices", "expected []", {"statement__relation": ">="}),
            (RELATION, "a strict inequality", "expected one of =, >=", {"statement__relation": ">"}),
            (
                RELATION,
                "a shape of one size",
                "expected [rows, columns] or []",
                {"statement__left__shape": ["n"]},
            ),
            (
                RELATION,
                "a size that is not declared",
                "expected one of n, r, 1",
                {"statement__left__shape": ["n", "m"]},
            ),
            (
                RELATION,
                "a word of another shape",
                "a word of shape ['n', 'n']",
                {"statement__left__terms__0__3": ["X"]},
            ),
            (
                RELATION,
                "an identity that is not square",
                "a word of shape ['n', 'r']",
                {"statement__left": matrix("n", "r", ("1", ""))},
            ),
            (TRACE, "an empty trace", "a square word with letters", {"statement__left__terms__0__2": [[]]}),
            (
                TRACE,
                "a rectangular trace",
                "a square word with letters",
                {"statement__left__terms__0__2": [["X"]]},
            ),
            (
                TRACE,
                "a word in a scalar",
                "expected 3 elements",
                {"statement__left__terms__0": ["1", [0] * 3, [], []]},
            ),
            (
                TRACE,
                "a zero coefficient",
                "is zero, or the term appears twice",
                {"statement__left__terms__0__0": "0"},
            ),
            (
                TRACE,
                "a term twice",
                "is zero, or the term appears twice",
                {"statement__left": scalar(("1", "A S"), ("1", "S A"))},
            ),
            (
                TRACE,
                "a letter that is not declared",
                "expected one of A, A.T",
                {"statement__left__terms__0__2": [["B"]]},
            ),
            (
                TRACE,
                "the transpose of a symmetric one",
                "expected one of",
                {"statement__left__terms__0__2": [["S.T"]]},
            ),
            (TRACE, "a letter twice", "expected distinct names", {"statement__letters__1__0": "A"}),
            (TRACE, "a name with a dot", "expected distinct names", {"statement__letters__0__0": "A.T"}),
            (
                TRACE,
                "a symmetric rectangle",
                "a symmetric letter is square",
                {"statement__letters__3__3": "symmetric"},
            ),
            (
                TRACE,
                "a semidefinite rectangle",
                "a semidefinite letter is square",
                {"statement__letters__3__3": "semidefinite"},
            ),
            (TRACE, "an unknown kind", "expected one of general", {"statement__letters__0__3": "diagonal"}),
            (TRACE, "a number as a size", "expected one of n, r, 1", {"statement__letters__0__1": "2"}),
            (TRACE, "a parameter that is a size", "the name of a size", {"statement__parameters": ["n"]}),
            (
                TRACE,
                "too few exponents",
                "expected 3 elements, found 2",
                {"statement__left__terms__0__1": [0, 0]},
            ),
            (
                GRAM,
                "an indefinite Gram matrix",
                "not positive semidefinite",
                {"witness__squares__0__gram__0__0": "0"},
            ),
            (
                GRAM,
                "a Gram matrix of another size",
                "expected 2 elements",
                {"witness__squares__0__gram": [["1"]]},
            ),
            (
                GRAM,
                "a Gram matrix that is not symmetric",
                "the matrix is not symmetric",
                {"witness__squares__0__gram__0__1": "1"},
            ),
            (GRAM, "another Gram matrix", LEFT, {"witness__squares__0__gram__0__0": "2"}),
            (
                GRAM,
                "words of two shapes",
                "witness.squares[0].words[1].shape: expected ['n', 'n']",
                {"witness__squares__0__words__1": scalar(("1", "S"))},
            ),
            (
                GRAM,
                "no words",
                "the matrix is empty",
                {"witness__squares__0__words": [], "witness__squares__0__gram": []},
            ),
            (EQUALITY_WITH_SQUARES, "squares in an equality", "expected 0 elements", {}),
            (
                WEIGHT,
                "a symmetric weight",
                "at most one semidefinite",
                {"witness__squares__0__weights": [["S"], []]},
            ),
            (
                WEIGHT,
                "a weight squared",
                "at most one semidefinite",
                {"witness__squares__0__weights": [["P", "P"], []]},
            ),
            (WEIGHT, "three weights", "expected 2 elements", {"witness__squares__0__weights": [[], [], []]}),
            (
                WEIGHT,
                "a weight that does not fit",
                "cannot be multiplied",
                {"witness__squares__0__weights": [[], ["P"]]},
            ),
            (WEIGHT, "no weight", LEFT, {"witness__squares__0__weights": [[], []]}),
            (
                ACCEPTED["squares of scalars"],
                "a weight between scalars",
                "none between scalars",
                {"witness__squares__0__weights": [["P"], []]},
            ),
            (FACT, "no fact", LEFT, {"witness__squares__0__product": []}),
            (FACT, "a fact twice", LEFT, {"witness__squares__0__product": [0, 0]}),
            (FACT, "a fact that is not there", "expected an integer", {"witness__squares__0__product": [1]}),
            (
                FACT,
                "a fact that is a matrix",
                "statement.facts[0].shape: expected []",
                {"statement__facts": A_RELATION},
            ),
            (FACT, "a witness with more", "unknown field 'trust'", {"witness__trust": "me"}),
        ]
    ],
)
def test_a_certificate_is_rejected_for(certificate, changes, message):
    assert verdict(certificate).accepted or certificate is EQUALITY_WITH_SQUARES
    assert_rejected(changed(certificate, **changes), message)


def test_a_scalar_and_a_matrix_do_not_share_a_gram_matrix():
    """s^2 - 2 s tr W + tr(W^T W) is negative at W = I, s = n >= 2: words of two shapes prove nothing."""
    wrong = claim(
        scalar(("1", "A", "A"), ("-2", "A", "S"), ("1", "S S")),
        ZERO,
        ">=",
        squares=[squares(scalar(("1", "A")), matrix("n", "n", ("1", "S")), gram=(("1", "-1"), ("-1", "1")))],
    )
    assert_rejected(wrong, "witness.squares[0].words[1].shape: expected []")


LONG = " ".join(["A"] * 256)
POWERS = {"shape": [], "terms": [["1", [k % 12, k // 12, 0], []] for k in range(144)]}
OTHER_POWERS = {
    "shape": [],
    "terms": [["1", [12 * (k % 5), 12 * (k // 5 % 5), k // 25], []] for k in range(150)],
}
CUBE = [["1", [a, b, c], []] for a in range(24) for b in range(24) for c in range(24)]


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [
        pytest.param(claim(scalar(("1", f"{LONG} A")), ZERO), "a word of more than 256 letters", id="a word"),
        pytest.param(
            claim(
                matrix("n", "n"),
                matrix("n", "n"),
                relations=[matrix("n", "n", ("1", "A"))],
                cofactors=[cofactor(left=LONG)],
            ),
            "a product of more than 256 letters or traces",
            id="a product",
        ),
        pytest.param(
            claim(ZERO, ZERO, ">=", facts=[POWERS, OTHER_POWERS], squares=[squares(ONE, product=[0, 1])]),
            "more than 20000 terms",
            id="terms",
        ),
        pytest.param(
            claim(
                ZERO,
                ZERO,
                relations=[{"shape": [], "terms": CUBE}],
                cofactors=[cofactor({"shape": [], "terms": [["1", [k, 0, 0], []]]}) for k in (0, 24)],
            ),
            "more than 20000 terms",
            id="a sum",
        ),
        pytest.param(
            claim(ZERO, ZERO, ">=", facts=[POWERS], squares=[squares(ONE, product=[0] * 99)]),
            "the arithmetic exceeds the work limit",
            id="work",
        ),
    ],
)
def test_what_is_too_large_is_declined(certificate, reason):
    result = verdict(certificate)
    assert (result.accepted, result.code) == (False, 2), result
    assert reason in result.reason
