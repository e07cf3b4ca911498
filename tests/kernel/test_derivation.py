"""Rule `derivation`: what is proved is accepted, and an unsound step is refused at its place."""

import copy
import json

import pytest

from certify.crosscheck.derivation.library import LIBRARY as OTHER
from certify.kernel.library import LIBRARY

from .certificates import verdict
from .hostile_derivations import HONEST, HOSTILE

CERTIFICATES = dict(HONEST)


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_sound_derivation_is_accepted_as_one_of_its_statement(name):
    certificate = CERTIFICATES[name]
    result = verdict(certificate, certificate["statement"])
    assert (result.code, result.accepted, result.rule) == (0, True, "derivation"), result.reason


@pytest.mark.parametrize(("certificate", "place"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_an_unsound_derivation_is_refused_at_its_place(certificate, place):
    result = verdict(certificate)
    assert (result.code, result.accepted) == (1, False), result.reason
    assert result.reason.startswith(place)


def test_the_two_checkers_take_the_same_library_facts_as_given():
    assert {name: fact.sequent for name, fact in LIBRARY.items()} == _sequents(OTHER)


def _sequents(library):
    return {name: fact if isinstance(fact, dict) else fact.sequent for name, fact in library.items()}


def test_every_library_fact_has_a_reference_and_a_reason():
    assert [name for name, fact in LIBRARY.items() if not (fact.reference and fact.reason)] == []
    assert len(LIBRARY) <= 16


def test_a_step_that_is_cut_off_leaves_the_goal_open():
    for name, certificate in HONEST:
        damaged = copy.deepcopy(certificate)
        damaged["witness"]["steps"].pop()
        result = verdict(damaged)
        assert not result.accepted, name


def test_the_library_facts_used_are_named():
    used = {name for name in LIBRARY for _, c in HONEST if f'"{name}"' in json.dumps(c["witness"])}
    assert used == set(LIBRARY)
    for _, certificate in HONEST:
        named = verdict(certificate).reason.partition("library facts: ")[2].split(", ")
        text = json.dumps(certificate["witness"])
        assert named == (sorted(name for name in LIBRARY if f'["library", "{name}"]' in text) or ["none"])
