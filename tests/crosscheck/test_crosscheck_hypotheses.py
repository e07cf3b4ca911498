"""The second checker decides the tables of hypotheses that hold or cannot hold as the kernel does."""

import json
import sys
from pathlib import Path

import pytest

from certify import crosscheck

sys.path.insert(0, str(Path(__file__).parents[1]))

from kernel import test_psd_feasibility, test_word_model, test_word_vacuous
from kernel.certificates import changed

WORDS = (*test_word_vacuous.ACCEPTED.values(), *test_word_model.ACCEPTED.values())
ACCEPTED = [*WORDS, *test_psd_feasibility.ACCEPTED]
REJECTED = [*test_word_vacuous.REJECTED, *test_word_model.REJECTED, *test_psd_feasibility.REJECTED]
LARGE = test_word_model.test_what_is_too_large_is_declined.pytestmark[0].args[1]


def code(certificate):
    """0 accepted, 1 rejected, 2 declined."""
    return crosscheck.check_bytes(json.dumps(certificate).encode()).code


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_what_the_kernel_accepts_is_accepted(certificate):
    assert code(certificate) == 0


@pytest.mark.parametrize(("certificate", "changes", "_"), REJECTED)
def test_what_the_kernel_rejects_is_rejected(certificate, changes, _):
    assert code(changed(certificate, **changes)) == 1


@pytest.mark.parametrize("certificate", LARGE)
def test_what_is_too_large_is_declined(certificate):
    assert code(certificate) == 2


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_effort_is_refused_before_it_is_made(monkeypatch, certificate):
    monkeypatch.setattr(sys.modules["certify.crosscheck.refusal"], "MAX_EFFORT", 10)
    assert code(certificate) == 2 or not any(
        certificate["statement"].get(part) for part in ("relations", "facts", "constraints")
    )
