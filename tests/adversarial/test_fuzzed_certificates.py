"""No input makes a checker fail, and none is accepted that the oracle does not accept."""

import collections
import contextlib
import resource
import time

import pytest
from fuzz import inputs
from honest import RULES, encode, pool
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import Unjudged, follows

from certify import crosscheck, kernel

PARTS, IN_A_SOAK, IN_EVERY_RUN = 4, 1_000_000, 4_000
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["1/2", "0"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def honest(*rules):
    """Honest certificates of these rules; not made before a test asks for them."""
    return [document for rule in rules for document in pool()[rule]]


def judge(data, seconds=None):
    """The two exit codes, after asserting what must hold of them for any input; CPU seconds go to a list."""
    results = []
    for checker in (kernel, crosscheck):
        start = time.process_time()
        results.append(checker.check_bytes(data))
        if seconds is not None:
            seconds.append(time.process_time() - start)
    for result in results:
        assert result.code in (0, 1, 2), (data[:200], result)
        assert result.accepted == (result.code == 0)
        assert len(result.reason.splitlines()) == 1
    codes = tuple(result.code for result in results)
    if 0 in codes:
        assert set(codes) <= {0, 2}, (data, results)
        with contextlib.suppress(Unjudged):
            assert follows(data), (data, results)
    return codes


@given(st.binary(max_size=400))
def test_no_bytes_are_taken_for_a_certificate(data):
    assert 0 not in judge(data)


@given(values)
def test_no_json_is_taken_for_a_certificate(value):
    assert 0 not in judge(encode(value))


@given(st.deferred(lambda: st.sampled_from(honest("counterexample", "box", "point"))), st.data())
@settings(deadline=None)
def test_any_json_in_place_of_a_part_is_judged(document, draw):
    part = draw.draw(st.sampled_from(["statement", "witness"]))
    name = draw.draw(st.sampled_from(sorted(document[part])))
    judge(encode({**document, part: {**document[part], name: draw.draw(values)}}))


@given(
    st.deferred(lambda: st.sampled_from(honest(*RULES)).map(encode)),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=3)), max_size=4),
)
@settings(deadline=None, max_examples=300)
def test_no_edit_of_an_honest_file_fools_a_checker(data, edits):
    for position, piece in edits:
        position %= len(data)
        data = data[:position] + piece + data[position + len(piece) :]
    judge(data)


def test_a_stream_of_fuzzed_inputs_is_judged():
    codes = collections.Counter(judge(data) for data in inputs(0, IN_EVERY_RUN))
    assert codes[1, 1] > IN_EVERY_RUN / 2
    assert codes[0, 0] > 0


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_a_million_fuzzed_inputs_are_judged_within_512_MiB(part):
    codes, slowest, count = collections.Counter(), (0.0, b""), 0
    for data in inputs(1000 + part, IN_A_SOAK // PARTS):
        seconds = []
        codes[judge(data, seconds)] += 1
        slowest = max(slowest, (max(seconds), data[:120]))
        count += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npart {part}: {count} inputs, (kernel, second checker) codes {dict(codes)}")
    print(f"slowest {slowest[0]:.2f} s of CPU: {slowest[1]!r}; peak memory {peak:.0f} MiB")
    assert count >= IN_A_SOAK // PARTS
    assert peak < 512
