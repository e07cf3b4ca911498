"""The second checker's rule `derivation` accepts what is proved, and names the place of what is not."""

import json
import sys
from pathlib import Path

import pytest

from certify import crosscheck
from certify.crosscheck.rules.theorems.library import LIBRARY

sys.path.insert(0, str(Path(__file__).parents[1]))

from kernel.hostile_derivations import HONEST, HOSTILE


def verdict(certificate):
    """What the second checker says."""
    return crosscheck.check_bytes(json.dumps(certificate).encode())


@pytest.mark.parametrize("certificate", [c for _, c in HONEST], ids=[name for name, _ in HONEST])
def test_a_sound_derivation_is_accepted(certificate):
    result = verdict(certificate)
    assert (result.code, result.accepted) == (0, True), result.reason


@pytest.mark.parametrize(("certificate", "place"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_an_unsound_derivation_is_refused_at_its_place(certificate, place):
    result = verdict(certificate)
    assert (result.code, result.accepted) == (1, False), result.reason
    assert result.reason.startswith(place)


def test_every_kind_of_unsound_proof_is_tried():
    kinds = {int(name.split()[0]) for name, *_ in HOSTILE if name[0].isdigit()}
    assert kinds == set(range(1, 41))


def test_names_of_the_certificates_are_distinct():
    names = [name for name, *_ in (*HONEST, *HOSTILE)]
    assert len(set(names)) == len(names)


def test_the_library_facts_used_are_named():
    used = {name for name in LIBRARY if any(name in verdict(c).reason for _, c in HONEST)}
    assert used == set(LIBRARY)
