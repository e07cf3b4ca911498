"""A regression test for the numbers and the proof in a paper; copy it, and put your own files beside it.

The problem: the paper prints delta* of one instance and claims that at delta = 2/5 X is not spurious.
The claim: delta* = (1 - 2 alpha beta + beta^2)/(1 - beta^2) = 41/81 at alpha = 9/sqrt(97), beta = 4/sqrt(97).
Tight: delta* is floating point, compared to 1e-7. The certificate is exact; the kernel trusts no solver.
Reference: Theorem 2.1, Definition 3.1 and Lemma 3.9, Zhang.
Arguments: none. Returns: nothing; pytest says what fails.
Run: pytest examples/ci_regression_test.py
"""

import json
from pathlib import Path

import certify

FILES = Path(__file__).parent
INSTANCE = FILES / "instances" / "escape-1-1.json"


def test_delta_star_is_what_the_paper_prints() -> None:
    result = certify.delta_star(certify.read_instance(INSTANCE))
    assert abs(result.delta_star - 41 / 81) < 1e-7, result.status.explanation


def test_the_certificate_proves_the_claim_about_this_instance_and_no_other() -> None:
    claim = json.loads(INSTANCE.read_text()) | {"conclusion": "no-counterexample"}
    del claim["schema"]
    verdict = certify.verify(FILES / "certificates" / "escape-directions.json", statement=claim)
    assert verdict.accepted, verdict.reason
