"""No damaged derivation that an independent judge finds false or unproved gets past either checker."""

import ast
import collections
import json
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from derivation_judge import Bad, Unjudged, judge
from derivation_mutants import KINDS, encode, pool, stream
from kernel.hostile_derivations import HOSTILE

from certify import crosscheck, kernel

IN_EVERY_RUN, IN_A_SOAK = 1_500, 10_000
# Hostile certificates whose fault is no false claim: a way of writing that the format does not have.
ONLY_WRITTEN_WRONGLY = 15


def verdict(document):
    """What the judge says."""
    try:
        judge(document)
    except Bad:
        return "confirmed"
    except Unjudged:
        return "unjudged"
    return "fits"


def run(wanted, seed):
    """Judge mutants until so many are confirmed; what became of them by kind, and what must not be."""
    counts = collections.defaultdict(collections.Counter)
    accepted, apart = [], []
    for kind, data in stream(random.Random(seed)):
        found = verdict(json.loads(data))
        both = [checker.check_bytes(data).accepted for checker in (kernel, crosscheck)]
        counts[kind][found] += 1
        if found == "confirmed" and any(both):
            accepted.append((kind, both, data.decode()))
        if found != "confirmed":
            counts[kind][f"{found} and accepted by both"] += all(both)
            if both[0] != both[1]:
                apart.append((kind, found, both, data.decode()))
        if sum(count["confirmed"] for count in counts.values()) == wanted:
            return counts, accepted, apart
    raise AssertionError("the stream is endless")


@pytest.mark.parametrize("seed", range(3))
def test_no_confirmed_mutant_of_a_derivation_is_accepted(seed):
    counts, accepted, apart = run(IN_EVERY_RUN // 3, seed)
    assert (accepted, apart) == ([], [])
    assert {kind for kind, count in counts.items() if count["confirmed"]} == set(KINDS)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20, 24))
def test_none_of_ten_thousand_confirmed_mutants_is_accepted(seed):
    counts, accepted, apart = run(IN_A_SOAK // 4, seed)
    for kind, count in sorted(counts.items()):
        print(f"{kind:28}", dict(count))
    print("together", dict(sum(counts.values(), collections.Counter())))
    assert (accepted, apart) == ([], [])


def test_the_judge_finds_no_fault_in_an_honest_derivation():
    """A judge that called everything damaged would make the other tests empty."""
    written, stored = pool()
    assert len(written) > 30
    assert len(stored) > 10
    assert [verdict(document) for document in written] == ["fits"] * len(written)
    found = collections.Counter(verdict(document) for document in stored)
    assert found["confirmed"] == 0
    assert found["fits"] > found["unjudged"]


def test_both_checkers_accept_what_is_then_damaged():
    for document in [*pool()[0], *pool()[1]]:
        data = encode(document)
        assert kernel.check_bytes(data).accepted
        assert crosscheck.check_bytes(data).accepted


def test_the_judge_finds_the_fault_of_hostile_derivations():
    found = [verdict(document) for _, document, _ in HOSTILE]
    assert found.count("confirmed") >= len(HOSTILE) - ONLY_WRITTEN_WRONGLY


def test_the_judge_shares_no_code_with_the_checkers():
    here, todo, modules = Path(__file__).parent, ["derivation_judge"], set()
    while todo:
        tree = ast.parse((here / f"{todo.pop()}.py").read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [node.module] if isinstance(node, ast.ImportFrom) else [x.name for x in node.names]
                todo += [name for name in names if (here / f"{name}.py").exists() and name not in modules]
                modules.update(names)
    own = {"derivation_library", "derivation_terms"}
    assert modules == own | {"dataclasses", "fractions", "re", "numpy"}
