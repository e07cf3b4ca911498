"""Long runs of decide: the rates it must reach. `pytest -m soak -s tests/certificates` prints the summary."""

import itertools
import random
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pytest
from questions import PATTERNS, SIDE, delta_beside, name_of, question

from certify import Instance, decide, delta_star
from certify.crosscheck import check_bytes as second_check
from certify.kernel import check_bytes

LEAST_RATE = 0.99
LARGEST_CERTIFICATE = 1 << 20


@dataclass
class Tally:
    """What was asked, what was proved, and what it took."""

    asked: int = 0
    proved: int = 0
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    outside: int = 0
    ratios: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seconds: Counter[str] = field(default_factory=Counter)
    largest: int = 0

    def take(self, fields: tuple, distance: float, digits: int, name: str) -> None:
        """Decide on both sides of delta*, and judge what comes back."""
        result = delta_star(Instance(*fields))
        for side in (1, -1):
            delta = delta_beside(result.delta_star, side, distance, digits)
            if delta is None:
                self.outside += 1
                continue
            instance = Instance(*fields, delta=delta)
            start = time.perf_counter()
            delta_star(instance)
            solved = time.perf_counter()
            decision = decide(instance)
            decided = time.perf_counter()
            self.asked += 1
            self.seconds["solve"] += solved - start
            self.seconds["decide"] += decided - solved
            if decision.certificate is None:
                self.open.append(f"{name} side {side:+d}: {decision.reason}")
                continue
            data = decision.certificate.to_bytes()
            start_kernel = time.perf_counter()
            first = check_bytes(data)
            checked = time.perf_counter()
            second = second_check(data)
            self.seconds["kernel"] += checked - start_kernel
            self.seconds["second checker"] += time.perf_counter() - checked
            kernel = checked - start_kernel
            self.ratios["delta_star"].append(kernel / (solved - start))
            self.ratios["decide, kernel included"].append(kernel / (decided - solved))
            self.largest = max(self.largest, len(data))
            if first.accepted and second.accepted and decision.verdict is SIDE[side]:
                self.proved += 1
            else:
                self.wrong.append(f"{name} side {side:+d}: {decision.verdict} {first} {second}")

    def report(self, title: str) -> None:
        """The summary, and the two things that must not be."""
        share = self.proved / self.asked
        print(f"\n{title}: {self.proved} of {self.asked} proved ({share:.2%}), {self.outside} outside [0, 1)")
        for beside, ratios in self.ratios.items():
            above = sum(ratio > 1 for ratio in ratios)
            print(f"  kernel time / time of {beside}: median {statistics.median(ratios):.2f}, ", end="")
            print(f"largest {max(ratios):.1f}, above 1 for {above} of {len(ratios)}")
        print("  seconds: " + ", ".join(f"{word} {value:.1f}" for word, value in self.seconds.items()))
        print(f"  largest certificate {self.largest:,} bytes")
        for line in (*self.wrong, *self.open):
            print(f"  {line}")
        assert not self.wrong
        assert share >= LEAST_RATE
        assert self.largest < LARGEST_CERTIFICATE


@pytest.mark.soak
def test_99_of_100_are_decided_a_thousandth_from_delta_star_with_every_pattern_of_tolerances() -> None:
    rng, total, start = random.Random(3), Tally(), time.monotonic()
    shapes = list(itertools.product(range(1, 6), range(1, 4)))
    for pattern in PATTERNS:
        for count in range(60):
            r, r_star = shapes[count % len(shapes)]
            name = f"{name_of(pattern)} ({r},{r_star}) number {count}"
            total.take(question(rng, r, r_star, pattern), 1e-3, 6, name)
    total.report(f"1e-3, {name_of((1, 1, 1))} and less, {time.monotonic() - start:.0f} s")


@pytest.mark.soak
def test_99_of_100_are_decided_a_millionth_from_delta_star_without_noise() -> None:
    rng, total, start = random.Random(6), Tally(), time.monotonic()
    shapes = list(itertools.product(range(1, 4), range(1, 3)))
    for count in range(200):
        r, r_star = shapes[count % len(shapes)]
        total.take(question(rng, r, r_star, (0, 0, 0)), 1e-6, 9, f"noiseless ({r},{r_star}) number {count}")
    total.report(f"1e-6, noiseless, {time.monotonic() - start:.0f} s")
