"""What a claim hashes is what the kernel reads: no statement is translated on the way to its certificate."""

from typing import Any

import pytest

from certify.claims import (
    AtInstance,
    Curvature,
    L1Point,
    Ledger,
    Masks,
    PsdBound,
    Rational,
    Verdict,
    claim,
    mask_bits,
    maximum,
    reals,
    sqrt,
)
from certify.claims.statement import Statement
from certify.claims.words import Words, matrix, sizes, tr
from certify.instance import Instance
from certify.provers import Budget, decide_statement

a, b, x = reals("a b x")
(n,) = sizes("n")
A = matrix("A", n, n)
w = mask_bits(2, 1)
PAIR: dict[str, Any] = {"X": [["1"], ["0"]], "Z": [["0"], ["3/2"]]}
POINT: dict[str, Any] = {
    "measurements": [[[1, 0], [0, 0]], [[0, 0], [0, "1/2"]]],
    "data": [1, 3],
    "factors": [[[1], [0]], [[1, 0]]],
    "says": "critical",
}
PROVED: dict[str, Statement] = {
    "reals": claim("c", a**2 + b**2 >= 2 * a * b).statement,
    "existence": claim("c", (x > 0) & (x**2 < 2), exists=True).statement,
    "an extremum": maximum(x * (1 - x), (x, 0, 1), equals=Rational(1, 4), at=Rational(1, 2)),
    "words": Words(tr(A.T * A), ">=", 0),
    "escape directions": AtInstance(Instance(**PAIR, delta="2/5"), "no counterexample"),
    "a counterexample": AtInstance(Instance(**PAIR, delta="3/5"), "counterexample"),
    "curvature": Curvature(a**2 - b**2, {a: 0, b: 0}, at_most=-2, critical=True),
    "a program": PsdBound([[2, 1], [1, 1]], [[[1, 0], [0, 1]]], [1], at_least="1/4"),
    "a ledger": Ledger([("line", sqrt(2), "<", "3/2")]),
    "masks": Masks((2, 1), "1/2", w[0, 0] + w[1, 0] >= 1, exactly="3/4"),
    "a point of the l1 loss": L1Point(**POINT),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_proves_a_claim_is_a_certificate_of_its_document(name: str) -> None:
    """Byte for byte: the statement of one certificate is the document that the claim hashes."""
    statement = PROVED[name]
    outcome = decide_statement(statement, Budget(seconds=120))
    assert outcome.verdict is Verdict.PROVED, outcome.how
    assert any(one.statement == statement.document() for one in outcome.certificates)
    assert any(one.check(statement.document()).accepted for one in outcome.certificates)
