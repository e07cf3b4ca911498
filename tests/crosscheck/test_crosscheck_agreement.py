"""The second checker accepts what the kernel accepts, for every rule, shape and pattern of tolerances."""

import functools
import itertools
import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from certify import crosscheck, kernel
from certify.certificates import decide
from certify.recovery.duality import delta_star
from certify.recovery.instance.instance import Instance

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "certificates").glob("*.json"))
PATTERNS = ["000", "a00", "0a0", "00a", "aa0", "a0a", "0aa", "aaa"]  # which of eps0, eps1, eps2 are positive
SIZES = [(1, 1, 2), (2, 1, 3), (1, 2, 3), (2, 2, 4), (3, 2, 5), (2, 1, 6), (3, 1, 3), (2, 3, 2)]  # r, r*, n
KINDS = ["generic", "dependent columns", "a zero column"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_accept_the_example_of_its_statement_and_of_no_other(path):
    data = path.read_bytes()
    statement = json.loads(data)["statement"]
    for checker in (kernel, crosscheck):
        assert checker.check_bytes(data, statement).code == 0
        for other in EXAMPLES:
            if other != path:
                assert checker.check_bytes(data, json.loads(other.read_bytes())["statement"]).code == 1


def test_both_have_the_same_rules():
    assert sorted(crosscheck.check.RULES) == sorted(kernel.check.RULES)


@functools.cache
def question(size, pattern, kind, seed=0):
    """A random instance with short entries and its delta*."""
    r, r_star, n = size
    rng = random.Random(f"{size} {pattern} {kind} {seed}")
    X = [[Fraction(rng.randint(-20, 20), 10) for _ in range(r)] for _ in range(n)]
    Z = [[Fraction(rng.randint(-20, 20), 10) for _ in range(r_star)] for _ in range(n)]
    if kind == "dependent columns":
        X = [[row[0] * (a + 1) for a in range(r)] for row in X]
    if kind == "a zero column":
        X = [[*row[1:], Fraction(0)] for row in X]
    eps = [Fraction(rng.randint(1, 5), 20) if letter == "a" else Fraction(0) for letter in pattern]
    return (X, Z, *eps), delta_star(Instance(X, Z, *eps)).delta_star


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_both_accept_honest_certificates_and_agree_when_they_are_damaged(size, pattern, kind):
    parts, star = question(size, pattern, kind)
    for distance in (-0.01, 0.01):
        delta = Fraction(round((star + distance) * 10_000), 10_000)
        if not 0 <= delta < 1:
            continue
        certificate = decide(Instance(*parts, delta=delta)).certificate
        assert certificate is not None
        data = certificate.to_bytes()
        second = crosscheck.check_bytes(data, certificate.statement)
        assert (second.accepted, second.code, second.rule) == (True, 0, certificate.rule), second
        for damaged in damages(data):
            codes = [checker.check_bytes(damaged).code for checker in (kernel, crosscheck)]
            assert codes[0] == codes[1], (damaged, codes)


@pytest.mark.parametrize(
    ("size", "pattern"),
    [((5, 3, 8), "000"), ((5, 3, 8), "aaa"), ((7, 1, 8), "000"), ((3, 2, 12), "000"), ((3, 2, 12), "aaa")],
    ids=str,
)
def test_both_accept_honest_certificates_of_the_largest_sizes(size, pattern):
    parts, star = question(size, pattern, "generic")
    for delta in (star - 0.01, star + min(0.01, (1 - star) / 2)):
        exact = Fraction(round(delta * 10**6), 10**6)
        certificate = decide(Instance(*parts, delta=exact)).certificate
        assert certificate is not None
        assert crosscheck.check_bytes(certificate.to_bytes(), certificate.statement).code == 0


def damages(data):
    """Copies with one number changed a little, one for some of the numbers."""
    document = json.loads(data)
    spots = []

    def walk(value):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(part, dict | list):
                walk(part)
            elif part[:1].isdigit() or part[:1] == "-":
                spots.append((value, key))

    walk(document["statement"])
    walk(document["witness"])
    rng = random.Random(len(data))
    for (container, key), size in itertools.product(rng.sample(spots, min(8, len(spots))), (3, 1000)):
        old = container[key]
        container[key] = str(Fraction(old) + Fraction(rng.choice((-1, 1)), size))
        yield json.dumps(document).encode()
        container[key] = old
