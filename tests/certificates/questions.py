"""Random rational instances, deltas on both sides of delta*, and both checkers at once."""

import math
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

from certify import Instance, delta_star
from certify.certificates import Certificate, Decision, Verdict
from certify.crosscheck import check_bytes as second_check
from certify.kernel import check_bytes

Rows = list[list[Fraction]]
PATTERNS = tuple(product((0, 1), repeat=3))  # which of eps0, eps1, eps2 are positive
SIDE = {1: Verdict.COUNTEREXAMPLE, -1: Verdict.ESCAPE_DIRECTIONS}
RULE = {Verdict.COUNTEREXAMPLE: "counterexample", Verdict.ESCAPE_DIRECTIONS: "escape-directions"}


def name_of(pattern: Sequence[int]) -> str:
    """For the ids of tests: 0 or e at each of the three places."""
    return "".join("e" if bit else "0" for bit in pattern)


def fraction(rng: random.Random, largest: int = 100) -> Fraction:
    """A rational in [-2, 2] with a denominator up to `largest`."""
    denominator = rng.randint(1, largest)
    return Fraction(rng.randint(-2 * denominator, 2 * denominator), denominator)


def matrix(entry: Callable[[], Fraction], rows: int, columns: int) -> Rows:
    """A matrix drawn entry by entry."""
    return [[entry() for _ in range(columns)] for _ in range(rows)]


def transpose(M: Rows) -> Rows:
    """M^T."""
    return [list(column) for column in zip(*M, strict=True)]


def times(A: Rows, B: Rows) -> Rows:
    """A B."""
    return [
        [sum((a * b for a, b in zip(row, col, strict=True)), Fraction(0)) for col in transpose(B)]
        for row in A
    ]


def size_of_error(X: Rows, Z: Rows) -> float:
    """||X X^T - Z Z^T||."""
    left, right = times(X, transpose(X)), times(Z, transpose(Z))
    return math.sqrt(
        sum((a - b) ** 2 for x, y in zip(left, right, strict=True) for a, b in zip(x, y, strict=True))
    )


def tolerances(rng: random.Random, pattern: Sequence[int], size: float) -> tuple[Fraction, ...]:
    """Tolerances in units of ||E||, with denominators up to 100 times it, positive where the pattern says."""
    limits = (0.08 * size, 0.25 * size, 0.5)
    drawn = (
        max(Fraction(rng.uniform(0.1, 1.0) * limit).limit_denominator(100), Fraction(1, 100))
        for limit in limits
    )
    return tuple(eps if on else Fraction(0) for eps, on in zip(drawn, pattern, strict=True))


def question(rng: random.Random, r: int, r_star: int, pattern: Sequence[int], n: int | None = None) -> tuple:
    """X, Z, eps0, eps1, eps2 with denominators up to 100."""
    rows = n or r + r_star
    X, Z = (matrix(lambda: fraction(rng), rows, columns) for columns in (r, r_star))
    return X, Z, *tolerances(rng, pattern, size_of_error(X, Z))


def delta_beside(star: float, side: int, distance: float, digits: int) -> Fraction | None:
    """The rational next to star of so many digits, at least so far on one side; None outside [0, 1)."""
    scale = 10**digits
    outward = math.ceil if side > 0 else math.floor
    delta = Fraction(outward((star + side * distance) * scale), scale)
    return delta if 0 <= delta < 1 else None


def asked(fields: tuple, side: int, distance: float, digits: int = 6) -> Instance | None:
    """The instance of these fields at a delta on one side of its delta*."""
    delta = delta_beside(delta_star(Instance(*fields)).delta_star, side, distance, digits)
    return None if delta is None else Instance(*fields, delta=delta)


def assert_proved(decision: Decision, side: int) -> Certificate:
    """A certificate of this side that both checkers accept, from its bytes alone."""
    assert decision.verdict is SIDE[side], decision.reason
    assert decision.certificate is not None
    data = decision.certificate.to_bytes()
    first, second = check_bytes(data), second_check(data)
    assert first.accepted, first.reason
    assert second.accepted, second.reason
    assert first.rule == second.rule == decision.certificate.rule == RULE[decision.verdict]
    return decision.certificate
