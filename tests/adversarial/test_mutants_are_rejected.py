"""No damaged certificate whose witness no longer proves its statement gets past either checker."""

import collections
import itertools
import json

import pytest
from honest import RULES, encode, pool
from mutations import OPERATORS, stream
from oracle import Unjudged, follows

from certify import crosscheck, kernel

IN_EVERY_RUN, PARTS, IN_A_SOAK = 10_000, 4, 100_000


def run(wanted, seed):
    """Judge mutants until so many are confirmed; what became of them by operator, and the survivors."""
    certificates = pool()
    counts = collections.defaultdict(collections.Counter)
    survivors = []
    confirmed = 0
    for name, original, data in stream(seed, certificates):
        try:
            honest = follows(data)
        except Unjudged:
            counts[name]["unjudged"] += 1
            continue
        verdicts = [checker.check_bytes(data) for checker in (kernel, crosscheck)]
        if honest:
            counts[name]["honest"] += 1
            counts[name]["honest and accepted by both"] += all(v.accepted for v in verdicts)
            if statement_of(data) != original["statement"]:
                bound = [c.check_bytes(data, original["statement"]).code for c in (kernel, crosscheck)]
                if bound != [1, 1]:
                    survivors.append((name, "bound to the original statement", data, bound))
            continue
        confirmed += 1
        counts[name]["confirmed"] += 1
        if any(verdict.code not in (1, 2) or verdict.accepted for verdict in verdicts):
            survivors.append((name, "confirmed", data, verdicts))
        if confirmed == wanted:
            return counts, survivors
    raise AssertionError("the stream is endless")


def statement_of(data):
    """The statement of an honest mutant."""
    return json.loads(data)["statement"]


@pytest.mark.parametrize("rule", RULES)
def test_the_pool_holds_certificates_that_all_three_judges_accept(rule):
    for document in pool()[rule]:
        data = encode(document)
        assert follows(data)
        assert kernel.check_bytes(data).accepted
        assert crosscheck.check_bytes(data).accepted


@pytest.mark.parametrize("seed", range(PARTS))
def test_no_confirmed_mutant_survives(seed):
    counts, survivors = run(IN_EVERY_RUN // PARTS, seed)
    print("together", dict(sum(counts.values(), collections.Counter())))
    assert survivors == []
    assert len(OPERATORS) >= 14
    assert {name for name, count in counts.items() if count["confirmed"] > 0} == {
        apply.__name__ for apply in OPERATORS
    }


@pytest.mark.soak
def test_no_mutant_of_a_hundred_thousand_survives():
    counts, survivors = run(IN_A_SOAK, seed=10)
    for name, count in sorted(counts.items()):
        print(f"{name:45}", dict(count))
    print("together", dict(sum(counts.values(), collections.Counter())))
    assert survivors == []


def test_the_oracle_tells_honest_from_damaged():
    """An oracle that called everything damaged, or nothing, would make the other tests empty."""
    certificates = pool()
    seen = collections.Counter()
    for _, _, data in itertools.islice(stream(11, certificates), 300):
        try:
            seen[follows(data)] += 1
        except Unjudged:
            continue
    assert seen[True] > 20
    assert seen[False] > 100
