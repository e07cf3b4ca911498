"""What holds exactly where a condition does not, and what a hand-made point in the store can not prove."""

from fractions import Fraction
from pathlib import Path

import pytest
from sympy import QQ
from sympy.polys.rings import ring

from certify import check
from certify.certificates.certificate import Certificate, certificate
from certify.checking.outcomes import Decided, Store
from certify.claims import Grade, Verdict, collect
from certify.kernel.rules.reals.point import HOLDS
from certify.provers.audit import settles
from certify.provers.outcome import Outcome
from certify.provers.reals.normal_form import Atom

R, X = ring("x", QQ)
RELATIONS = ("=", "!=", ">=", ">", "<=", "<")


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("value", [-2, 0, 3])
def test_exactly_one_of_a_condition_and_its_negation_holds(relation: str, value: int) -> None:
    """By the kernel's own table of the six relations, at a negative value, at zero and at a positive one."""
    polynomial = X**2 - 3 * X + value
    negated = Atom(polynomial, relation).negated()
    there = int(polynomial.evaluate(0, 0)), int(negated.polynomial.evaluate(0, 0))
    first, second = (
        HOLDS[r]((v > 0) - (v < 0)) for r, v in zip((relation, negated.relation), there, strict=True)
    )
    assert first is not second


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("value", [-2, 0, 3])
def test_a_constant_is_decided_the_other_way_by_its_negation(relation: str, value: int) -> None:
    """Of what negation gives, the truth value of a constant can be read off."""
    expected = HOLDS[relation]((value > 0) - (value < 0))
    assert Atom(R(value), relation).negated().decided is not expected


# An existence statement that is false, and a point where what is said to fail does: the point is no example.
FALSE = {
    "x**2 + 1 <= x": ([["1", [0]], ["-1", [1]], ["1", [2]]], "<"),
    "x - x**2 - 1 >= 0": ([["1", [0]], ["-1", [1]], ["1", [2]]], "<="),
    "x**4 + 2 <= x": ([["2", [0]], ["-1", [1]], ["1", [4]]], "<="),
    "x**2 + 1 < 2 * x": ([["1", [0]], ["-2", [1]], ["1", [2]]], "<"),
    "x**2 + 4 <= 3 * x": ([["4", [0]], ["-3", [1]], ["1", [2]]], "<"),
}
TEXT = """
from certify.claims import claim, reals

x, = reals("x")
there_is = claim("there is an x", {}, exists=True)
"""


def point(fails: tuple[list[object], str], at: Fraction) -> Certificate:
    statement = {"variables": ["x"], "hypotheses": [], "fails": list(fails)}
    return certificate("point", statement, {"radicands": [], "coordinates": [str(at)]})


@pytest.mark.parametrize("shown", FALSE)
def test_a_point_made_by_hand_does_not_prove_a_false_existence_statement(shown: str, tmp_path: Path) -> None:
    """The kernel accepts the certificate; that it says nothing of this claim is for the audit to see."""
    file = tmp_path / "paper" / "lemma.py"
    file.parent.mkdir()
    file.write_text(TEXT.replace("{}", shown))
    (claim,) = collect([file.parent]).claims
    made = point(FALSE[shown], Fraction(2))
    assert made.check().accepted
    assert not settles(claim.statement, Verdict.PROVED, [made])
    store = Store(file.parent / "certificates")
    store.write(
        [Decided(claim, file, Outcome(Verdict.PROVED, Grade.KERNEL, "by an example", {"x": "2"}, (made,)))]
    )
    assert made.to_bytes() in (file.parent / "certificates" / "paper.jsonl").read_bytes()
    (result,) = check([file.parent], jobs=0, cache=None)
    assert result.verdict is Verdict.REFUTED
