"""What a claim hashes is what the kernel reads: no statement is translated on the way to its certificate."""

from typing import Any

import pytest

from certify.claims import (
    AtInstance,
    Constants,
    Curvature,
    L1Point,
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
from certify.claims.statements.statement import Statement
from certify.claims.statements.words import Words, matrix, sizes, tr
from certify.crosscheck import check_bytes
from certify.provers import Budget, decide_statement
from certify.provers.audit import settles
from certify.provers.witness import shows
from certify.recovery.instance.instance import Instance

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
    "a ledger": Constants([("line", sqrt(2), "<", "3/2")]),
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


REFUTED: dict[str, Statement] = {
    "reals": claim("c", a**2 + b**2 > 2 * a * b).statement,
    "existence": claim("c", (x > 0) & (x**2 < 0), exists=True).statement,
    "an extremum": maximum(x * (1 - x), (x, 0, 1), equals=Rational(1, 3), at=Rational(1, 2)),
    "words": Words(tr(A.T * A), ">=", tr(A * A.T) + 1),
    "escape directions": AtInstance(Instance(**PAIR, delta="3/5"), "no counterexample"),
    "a counterexample": AtInstance(Instance(**PAIR, delta="2/5"), "counterexample"),
    "curvature from above": Curvature(a**2 - b**2, {a: 0, b: 0}, at_most=-3, critical=True),
    "curvature from below": Curvature(a**2 - b**2, {a: 0, b: 0}, at_least=-1, critical=True),
    "a program": PsdBound([[2, 1], [1, 1]], [[[1, 0], [0, 1]]], [1], at_least="1/2"),
    "a ledger": Constants([("good", sqrt(2), "<", "3/2"), ("bad", sqrt(2), "=", "7/5")]),
    "a probability": Masks((2, 1), "1/2", w[0, 0] + w[1, 0] >= 1, exactly="3/5"),
    "a mean": Masks((2, 1), "1/2", w[0, 0] + 3 * w[1, 0], at_most="1/4"),
    "a point that is critical": L1Point(**{**POINT, "says": "not critical"}),
    "a point with a way down": L1Point(**{**POINT, "says": "sharp local minimum"}),
}


@pytest.mark.parametrize("name", REFUTED)
def test_what_refutes_a_claim_is_a_certificate_of_its_document(name: str) -> None:
    """No other statement stands between them, and what refutes the claim is no proof of it."""
    statement = REFUTED[name]
    outcome = decide_statement(statement, Budget(seconds=120))
    assert outcome.verdict is Verdict.REFUTED, outcome.how
    assert all(one.check(statement.document()).accepted for one in outcome.certificates)
    assert all(check_bytes(one.to_bytes(), statement.document()).accepted for one in outcome.certificates)
    assert settles(statement, Verdict.REFUTED, outcome.certificates)
    assert not settles(statement, Verdict.PROVED, outcome.certificates)
    assert shows(statement, outcome)


@pytest.mark.parametrize("statement", [*PROVED.values(), *REFUTED.values()], ids=[*PROVED, *REFUTED])
def test_a_claim_asks_for_certificates_of_its_document_only(statement: Statement) -> None:
    for proved in (True, False):
        assert [asked for _, asked in statement.asks(proved) or ()] == [statement.document()]


CROSS: dict[str, Any] = {
    "measurements": [[[1, 0], [0, 0]], [[0, 0], [0, 1]]],
    "data": [1, 0],
    "factors": [[[1], [0]], [[1, 0]]],
}
DOWN: dict[str, Any] = {"measurements": [[[1]]], "data": [100], "factors": [[[1]], [[1]]]}
SADDLE: dict[str, Any] = {**POINT, "measurements": POINT["measurements"], "data": [1, "1/8"]}


@pytest.mark.parametrize(
    ("point", "says"),
    [
        pytest.param({**CROSS, "says": "critical"}, "critical", id="by signs"),
        pytest.param({**DOWN, "says": "not a local minimum"}, "not critical", id="by a direction"),
        pytest.param({**DOWN, "says": "not a global minimum"}, "not critical", id="on along a direction"),
        pytest.param({**SADDLE, "says": "not a global minimum"}, "not a local minimum", id="on along a path"),
    ],
)
def test_what_is_shown_by_something_stronger_is_proved_by_its_own_document(
    point: dict[str, Any], says: str
) -> None:
    statement = L1Point(**point)
    outcome = decide_statement(statement, Budget(seconds=120))
    assert (outcome.verdict, outcome.how.partition(":")[0]) == (Verdict.PROVED, says)
    (proof,) = outcome.certificates
    assert proof.check(statement.document()).accepted
    assert check_bytes(proof.to_bytes(), statement.document()).accepted
