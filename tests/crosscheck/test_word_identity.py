"""The second checker's rule `word-identity` decides the kernel's table of cases as the kernel does."""

import json
import sys
from pathlib import Path

import pytest

from certify import crosscheck

sys.path.insert(0, str(Path(__file__).parents[1]))

from kernel import test_word_identity as table
from kernel.certificates import changed

CHANGES = table.test_a_certificate_is_rejected_for.pytestmark[0].args[1]
LARGE = table.test_what_is_too_large_is_declined.pytestmark[0].args[1]


def code(certificate):
    """0 accepted, 1 rejected, 2 declined."""
    return crosscheck.check_bytes(json.dumps(certificate).encode()).code


@pytest.mark.parametrize("name", table.ACCEPTED)
def test_a_combination_that_adds_up_is_accepted(name):
    assert code(table.ACCEPTED[name]) == 0


@pytest.mark.parametrize("name", table.REJECTED)
def test_what_is_not_an_identity_of_words_is_rejected(name):
    assert code(table.REJECTED[name]) == 1


@pytest.mark.parametrize(("certificate", "changes", "_"), CHANGES)
def test_a_changed_certificate_is_rejected(certificate, changes, _):
    assert code(changed(certificate, **changes)) == 1


@pytest.mark.parametrize(("certificate", "_"), LARGE)
def test_what_is_too_large_is_declined(certificate, _):
    assert code(certificate) == 2
