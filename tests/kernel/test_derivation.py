"""Rule `derivation`: what is proved is accepted, and an unsound step is refused at its place."""

import copy
import json

import pytest

from certify.crosscheck.rules.theorems.library import LIBRARY as OTHER
from certify.kernel.fields import Field
from certify.kernel.limits import Budget
from certify.kernel.rules.theorems.algebra import Algebra
from certify.kernel.rules.theorems.library import LIBRARY
from certify.kernel.rules.theorems.scope import Scope

from .certificates import verdict
from .derivations import (
    apply,
    case,
    certificate,
    fact,
    finish,
    have,
    lemma,
    let,
    made,
    minus,
    plus,
    sequent,
    times,
)  # fmt: skip
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


@pytest.mark.parametrize("name", LIBRARY)
def test_the_two_checkers_take_the_same_library_facts_as_given(name):
    """Up to the names of what they bind: places in lists are what a certificate uses."""
    assert LIBRARY.keys() == OTHER.keys()
    scope = Scope(Algebra(Budget()))
    mine, other = (scope.sequent(Field(one, name, Budget())) for one in (LIBRARY[name].sequent, OTHER[name]))
    assert mine.same(other, scope.algebra)


def test_every_library_fact_has_a_reference_and_a_reason():
    assert [name for name, fact in LIBRARY.items() if not (fact.reference and fact.reason)] == []
    assert len(LIBRARY) <= 16


def test_a_step_that_is_cut_off_leaves_the_goal_open():
    for name, whole in HONEST:
        damaged = copy.deepcopy(whole)
        damaged["witness"]["steps"].pop()
        result = verdict(damaged)
        assert not result.accepted, name


def test_the_library_facts_used_are_named():
    used = {name for name in LIBRARY for _, c in HONEST if f'"{name}"' in json.dumps(c["witness"])}
    assert used == set(LIBRARY)
    for _, whole in HONEST:
        named = verdict(whole).reason.partition("library facts: ")[2].split(", ")
        text = json.dumps(whole["witness"])
        assert named == (sorted(name for name in LIBRARY if f'["library", "{name}"]' in text) or ["none"])


X_AND_Y = [("x", "eq", "x"), ("y", "eq", "y")]


def test_a_sum_of_equations_is_an_equation():
    stated = sequent(parameters="x y", premises=X_AND_Y, cases=[case(("sum", "eq", plus("x", "y")))])
    steps = have("sum", "eq", plus("x", "y"), plus(fact("x"), fact("y"))), finish("sum")
    assert verdict(certificate(stated, *steps)).accepted


def deep(levels):
    """A theorem whose premise is a sequent of that depth."""
    inner = sequent(cases=[case()])
    for _ in range(levels - 2):
        inner = sequent(premises=[("inner", "all", inner)], cases=[case()])
    return certificate(sequent(premises=[("inner", "all", inner)], cases=[case()]), finish())


def nested(levels):
    """A proof with a lemma in a lemma, so many levels of steps in all."""
    steps = [finish()]
    for i in range(levels - 1):
        steps = [lemma(f"lemma{i}", sequent(cases=[case()]), *steps), finish()]
    return certificate(sequent(cases=[case()]), *steps)


def many_facts(count):
    """So many facts at hand."""
    steps = [have(f"fact{i}", "ge", "1", "1") for i in range(count)]
    return certificate(sequent(cases=[case()]), *steps, finish())


def defined(element, **objects):
    """A theorem without content in whose proof an element gets a name."""
    return certificate(
        sequent(**objects, cases=[case()]), let("value", "parameter", element, "value_is"), finish()
    )


def word(count):
    """A trace of so many letters."""
    return defined(["tr", times(*["A"] * count)], sizes="n", letters=["A n n"])


def power(exponent):
    """A scalar to a power, written as a product of two."""
    return defined(times(["^", "x", exponent // 2], ["^", "x", exponent - exponent // 2]), parameters="x")


def terms(count):
    """A product of sums of scalars with about so many terms."""
    names = [f"x{i}" for i in range(count)]
    return defined(times(plus(*names), plus(*(["^", name, 3] for name in names))), parameters=" ".join(names))


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        (deep(4), deep(5)),
        (nested(12), nested(13)),
        (many_facts(1000), many_facts(1001)),
        (word(256), word(257)),
        (power(64), power(65)),
        (terms(100), terms(142)),
    ],
    ids=["sequents", "proofs", "facts", "words", "exponents", "terms"],
)
def test_what_is_too_large_is_declined(inside, outside):
    assert verdict(inside).accepted, verdict(inside).reason
    assert verdict(outside).code == 2


def test_rewriting_without_end_is_declined():
    stated = sequent(parameters="x y", premises=[("loop", "eq", minus("x", plus("x", "y")))], cases=[case()])
    step = have("no", "eq", "x", times("0", "x"), ["loop", "y"])
    assert verdict(certificate(stated, step, finish())).code == 1
    loop = sequent(parameters="x y", premises=[("a", "eq", minus("x", "y"))], cases=[case()])
    step = have("no", "eq", "x", times("0", "x"), ["a", "x"], ["a", "y"])
    result = verdict(certificate(loop, step, finish()))
    assert result.code == 2
    assert "replacements" in result.reason


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([have("no", "ge", "x", minus("x", "x", "x"))], "witness.steps[0].by"),
        (
            [{**apply("library trichotomy"), "sequent": ["library", "trichotomy", "polar"]}],
            "witness.steps[0].sequent",
        ),
        ([apply("library trichotomy", made("t"), made("t"), made("t"))], "witness.steps[0].parameters"),
        ([apply("library size-positive", made("t"), sizes="1 1")], "witness.steps[0].sizes[1]"),
    ],
    ids=["a difference of three", "two names of a fact", "nothing for a parameter", "too much for a size"],
)
def test_a_list_of_another_length_is_refused_at_its_place(steps, place):
    result = verdict(certificate(sequent(parameters="x", cases=[case()]), *steps, finish()))
    assert (result.code, result.accepted) == (1, False)
    assert result.reason.startswith(place)


def test_two_premises_of_one_name_are_refused():
    twice = [("same", "ge", "x"), ("same", "ge", "x")]
    result = verdict(certificate(sequent(parameters="x", premises=twice, cases=[case()]), finish()))
    assert (result.code, result.accepted) == (1, False)
    assert result.reason.startswith("statement.premises[1][0]")
