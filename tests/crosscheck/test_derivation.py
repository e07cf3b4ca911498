"""The second checker's rule `derivation` accepts what is proved."""

import json
import sys
from pathlib import Path

import pytest

from certify import crosscheck

sys.path.insert(0, str(Path(__file__).parents[1]))

from kernel.honest_derivations import HONEST


@pytest.mark.parametrize(("name", "certificate"), HONEST, ids=[name for name, _ in HONEST])
def test_a_sound_derivation_is_accepted(name, certificate):
    result = crosscheck.check_bytes(json.dumps(certificate).encode())
    assert (result.code, result.accepted) == (0, True), result.reason
