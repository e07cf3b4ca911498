"""The theorems of the papers: both checkers accept their certificates, and a false step in them is found."""

from pathlib import Path

import pytest

from certify.claims.derivations.facts import library_facts
from certify.claims.derivations.loading import module
from certify.claims.derivations.proof import Proof, StepError
from certify.claims.derivations.theorem import Theorem
from certify.crosscheck.check import check_bytes as second_check
from certify.kernel import check_bytes
from certify.kernel.rules.theorems.library import LIBRARY

PROOFS = Path(__file__).parents[2] / "proofs"
FILES = sorted(file for file in PROOFS.glob("*/derivations/*.py"))


def theorems(file):
    return [one for one in vars(module(file)).values() if isinstance(one, Theorem)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_both_checkers_accept_every_derivation(file):
    for one in theorems(file):
        found = one.certificate()
        verdict = check_bytes(found.to_bytes(), one.document)
        assert verdict.accepted, (one.name, verdict.reason)
        assert second_check(found.to_bytes()).accepted, one.name
        assert set(library_facts(found)) <= set(LIBRARY)


def test_a_false_step_put_into_a_theorem_is_named_by_numbers():
    constraint = module(PROOFS / "zhang" / "derivations" / "constraint.py")
    proof = constraint.constraint.proof

    def worse(p: Proof):
        r, X, P, tr = constraint.r, constraint.X, constraint.P, constraint.tr
        p.have("false", r >= tr(X * P) + 1)
        proof(p)

    one = Theorem("trial", constraint.constraint.sequent, worse, constraint.constraint.made)
    with pytest.raises(StepError, match=r"step 1, false: r >= tr.X P. . 1: false at instance 0"):
        one.certificate()
