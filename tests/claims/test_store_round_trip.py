"""What the store writes of an outcome by the kernel is what it believes of it, for every type and verdict."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from certify import check
from certify.checking.outcomes import Decided, Store
from certify.claims import Collection, Grade, collect
from certify.claims.statements.table import CLASSES, TYPES, named
from certify.provers import Budget, decide_statement
from certify.provers.outcome import Outcome

TEXT = """
from fractions import Fraction

from certify import Instance
from certify.claims import (
    AtInstance, Curvature, L1Point, Ledger, Masks, PsdBound, Rational, Theorem, claim, exp,
    log, mask_bits, maximum,
    minimum, reals, sqrt,
)
from certify.claims.statements.words import Words, identity, matrix, parameters, sizes, tr
from certify.claims.derivations import forall, parameter, square, theorem

a, b, x = reals("a b x")
n, m = sizes("n m")
t, = parameters("t")
X, Y, B = matrix("X", n, n), matrix("Y", n, n), matrix("B", n, m)
P = matrix("P", n, n, "semidefinite")
w = mask_bits(2, 1)
ESCAPED = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5")
SPURIOUS = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="3/5")
MEASURED = {"measurements": [[[1, 0], [0, 0]], [[0, 0], [0, "1/2"]]], "data": [1, 3]}
ON, OFF = [[[1], [0]], [[1, 0]]], [[[1], [1]], [[1, 1]]]

real_proved = claim("a", a**2 + b**2 >= 2 * a * b)
real_proved_there = claim("a", (x > 0) & (x**2 < 2), exists=True)
real_refuted = claim("a", given=[a > 0], show=a > 1)
real_refuted_root = claim("a", given=[a > sqrt(2)], show=a**2 > 5)
real_refuted_there = claim("a", x**2 < 0, exists=True)
real_vacuous = claim("a", given=[a > 1, a < 0], show=b > 1)
real_ill_posed = claim("a", a / b + b >= a / b)

extremum_proved = claim("a", maximum(x * (1 - x), (x, 0, 1), equals=Rational(1, 4), at=Rational(1, 2)))
extremum_refuted = claim("a", maximum(x * (1 - x), (x, 0, 1), equals=Rational(1, 5), at=Rational(1, 2)))
extremum_refuted_attained = claim("a", minimum(x**2, (x, 0, 1), equals=-1, at=Rational(1, 2)))
extremum_vacuous = claim("a", maximum(b * x, (x, 0, 1), equals=b, at=1, given=[b > 1, b < 0]))
extremum_ill_posed = claim("a", maximum(1 / x, (x, 0, 1), equals=1, at=1))

words_proved = claim("a", Words(tr(X * Y), "==", tr(Y * X)))
words_proved_modelled = claim("a", Words(tr(X), ">=", 0, (), (tr(X) - 1,)))
words_refuted_matrix = claim("a", Words(X * Y, "==", Y * X))
words_refuted_scalar = claim("a", Words(tr(X) * tr(Y), "==", tr(X * Y)))
words_refuted_least = claim("a", Words(t * tr(P), ">=", tr(P * P), (), (t - Fraction(1, 2),)))
words_refuted_most = claim("a", Words(tr(B.T * B), "<=", tr(B.T * B) ** 2 / 3))
words_refuted_zero = claim("a", Words(B - 2 * B, "==", 0))
words_refuted_sizes = claim("a", Words(tr(identity(n)), "<=", 2))
words_vacuous = claim("a", Words(tr(X * Y), "==", tr(Y), (), (-1 - tr(X.T * X),)))

u = parameter("u")
squares = theorem("squares", forall([u], [], u * u >= 0), lambda p: p.conclude(by=square(u)))
theorem_proved = claim("a", Theorem(squares))

instance_proved = claim("a", AtInstance(ESCAPED, "no counterexample"))
instance_proved_spurious = claim("a", AtInstance(SPURIOUS, "counterexample"))
instance_refuted = claim("a", AtInstance(ESCAPED, "counterexample"))
instance_refuted_spurious = claim("a", AtInstance(SPURIOUS, "no counterexample"))

curvature_proved = claim("a", Curvature(a**2 - b**2, {a: 0, b: 0}, at_most=-2, critical=True))
curvature_proved_least = claim("a", Curvature(a**2 + b**2, {a: 0, b: 0}, at_least=1))
curvature_refuted_most = claim("a", Curvature(a**2 + b**2, {a: 0, b: 0}, at_most=1))
curvature_refuted_least = claim("a", Curvature(a**2 - b**2, {a: 0, b: 0}, at_least=0, critical=True))

psd_bound_proved = claim("a", PsdBound([[2, 1], [1, 1]], [[[1, 0], [0, 1]]], [1], at_least="1/4"))
psd_bound_refuted = claim("a", PsdBound([[2, 1], [1, 1]], [[[1, 0], [0, 1]]], [1], at_least="1/2"))
psd_bound_vacuous = claim(
    "a", PsdBound([[0, 0], [0, 1]], [[[1, 0], [0, 0]], [[0, 1], [1, 0]]], [0, 2], at_least=5)
)

ledger_proved = claim("a", Ledger([("line", sqrt(2), "<", "3/2"), ("other", exp(1), ">", log(2))]))
ledger_refuted = claim("a", Ledger([("line", sqrt(2), "<", "3/2"), ("other", exp(1), "<", log(2))]))
ledger_refuted_equal = claim("a", Ledger([("line", sqrt(2) ** 2, "!=", 2), ("other", 1, "=", 2)]))

masks_proved = claim("a", Masks((2, 1), "1/2", w[0, 0] + w[1, 0] >= 1, exactly="3/4"))
masks_refuted = claim("a", Masks((2, 1), "1/2", w[0, 0] + w[1, 0] >= 1, exactly="1/4"))
masks_refuted_mean = claim("a", Masks((2, 1), "1/2", w[0, 0] + 3 * w[1, 0], at_most="1/4"))

l1_point_proved = claim("a", L1Point(**MEASURED, factors=ON, says="critical"))
l1_point_proved_not = claim("a", L1Point(**MEASURED, factors=OFF, says="not critical"))
l1_point_refuted = claim("a", L1Point(**MEASURED, factors=OFF, says="critical"))
l1_point_refuted_not = claim("a", L1Point(**MEASURED, factors=ON, says="not critical"))
"""
VERDICTS = ("ill_posed", "proved", "refuted", "vacuous")
BELOW_THE_KERNEL = {"computed", "random"}  # no rule of the kernel states these


def said(name: str) -> tuple[str, str]:
    """The type and the verdict that a name of TEXT says."""
    verdict = next(word for word in VERDICTS if f"_{word}" in name)
    return name.split(f"_{verdict}")[0].replace("_", "-"), verdict.upper()


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Collection, dict[str, Outcome]]:
    """The folder, its claims, and what came of each."""
    folder = tmp_path_factory.mktemp("round") / "claims"
    (folder / "paper").mkdir(parents=True)
    (folder / "paper" / "lemma.py").write_text(TEXT)
    collection = collect([folder])
    assert collection.broken == ()
    return folder, collection, {
        one.id: decide_statement(one.statement, Budget(seconds=120)) for one in collection.claims
    }  # fmt: skip


def test_every_type_of_statement_and_verdict_of_the_kernel_is_here(decided: Any) -> None:
    _, collection, outcomes = decided
    for one in collection.claims:
        kind, verdict = said(one.id.split(".")[-1])
        outcome = outcomes[one.id]
        assert (one.statement.kind, outcome.verdict, outcome.grade) == (kind, verdict, Grade.KERNEL), one.id
    decided_types = [line.statement for line in TYPES.values() if line.prover]
    kinds = {named(CLASSES, name).kind for name in decided_types} - BELOW_THE_KERNEL
    found = {said(one.id.split(".")[-1]) for one in collection.claims}
    assert {(kind, "PROVED") for kind in kinds} <= found
    # A theorem is refuted by another theorem, which says that there is a counterexample.
    assert {(kind, "REFUTED") for kind in kinds - {"theorem"}} <= found
    for one in collection.claims:
        other = {
            "VACUOUS": one.statement.about_hypotheses(hold=False),
            "ILL_POSED": one.statement.about_poles(),
        }
        assert {(one.statement.kind, verdict) for verdict, asked in other.items() if asked} <= found


def test_what_is_written_is_what_is_recalled(decided: Any, tmp_path: Path) -> None:
    _, collection, outcomes = decided
    files, claims = collection.files, collection.claims
    Store(tmp_path).write(Decided(one, files[one.id], outcomes[one.id]) for one in claims)
    store = Store(tmp_path)
    for one in claims:
        assert store.recall(one, files[one.id], kernel_only=True) == outcomes[one.id], one.id


def test_a_witness_of_another_claim_of_the_type_is_not_believed(decided: Any, tmp_path: Path) -> None:
    """Also where the certificate that it is of lies beside the right one, and is accepted."""
    _, collection, outcomes = decided
    tried = 0
    for one in collection.claims:
        mine = outcomes[one.id]
        for other in collection.claims:
            theirs = outcomes[other.id]
            if not mine.witness or one is other or one.statement.kind != other.statement.kind:
                continue
            if mine.verdict is not theirs.verdict or theirs.witness == mine.witness or not theirs.witness:
                continue
            both = (*mine.certificates, *theirs.certificates)
            forged = Outcome(mine.verdict, mine.grade, theirs.how, theirs.witness, both, mine.model)
            Store(tmp_path).write([Decided(one, collection.files[one.id], forged)])
            assert Store(tmp_path).recall(one, collection.files[one.id]) is None, (one.id, other.id)
            tried += 1
    assert tried > 30


def test_a_stored_folder_decides_nothing_anew(decided: Any, tmp_path: Path) -> None:
    folder, collection, outcomes = decided
    shutil.copytree(folder, tmp_path / "claims")
    copied = collect([tmp_path / "claims"])
    ids = dict(zip((one.id for one in copied.claims), collection.claims, strict=True))
    Store(tmp_path / "claims" / "certificates").write(
        Decided(one, copied.files[one.id], outcomes[ids[one.id].id]) for one in copied.claims
    )
    results = check([tmp_path / "claims"], jobs=0, cache=None, stored=True)
    assert {result.cached for result in results} == {True}
