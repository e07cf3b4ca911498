"""The exact probability of an event about independent bits."""

from dataclasses import dataclass
from fractions import Fraction

from certify.kernel.limits import MAX_STATES, Budget, Declined

Bits = tuple[int, ...]  # the positions of the bits of a product, increasing
# ("holds", number of a condition), or ("and" | "or", events).
Event = tuple[str, int] | tuple[str, tuple["Event", ...]]
Parts = dict[tuple[int, Bits], int]  # coefficients of products, by the number of the condition
# The event that is left when some bits are known, and what is left of its polynomials.
State = tuple[Event, frozenset[tuple[tuple[int, Bits], int]]]


@dataclass(frozen=True)
class Condition:
    """The sign of a polynomial in the bits is one of these."""

    polynomial: dict[Bits, int]
    signs: frozenset[int]


def probability(
    event: Event, conditions: list[Condition], chances: list[Fraction], budget: Budget
) -> Fraction:
    """One bit after the other; masks that leave the same question are counted together.

    Of the polynomials a state holds the products of which some bit is known. Those that have not begun are
    the same for all states; their least and greatest sums are enough to decide a condition early.
    """
    begins: dict[int, Parts] = {-1: {}}  # products by their first bit, without it; constants begin at -1
    touched: dict[int, set[int]] = {-1: set(range(len(conditions)))}  # the conditions that depend on a bit
    least, greatest = [0] * len(conditions), [0] * len(conditions)
    for i, condition in enumerate(conditions):
        least[i] = sum(min(c, 0) for c in condition.polynomial.values())
        greatest[i] = sum(max(c, 0) for c in condition.polynomial.values())
        for bits, coefficient in condition.polynomial.items():
            begins.setdefault(bits[0] if bits else -1, {})[i, bits[1:]] = coefficient
            for position in bits:
                begins.setdefault(position, {})
                touched.setdefault(position, set()).add(i)
    longest = max(
        (max(-low, high).bit_length() for low, high in zip(least, greatest, strict=True)), default=0
    )
    states: dict[State, int] = {(event, frozenset()): 1}
    total, scale = 0, 1
    for position, begun in sorted(begins.items()):
        chance = chances[position] if position >= 0 else Fraction(1)
        total, scale = total * chance.denominator, scale * chance.denominator
        for (i, _), coefficient in begun.items():
            least[i] -= min(coefficient, 0)
            greatest[i] -= max(coefficient, 0)
        following: dict[State, int] = {}
        size = 0
        news = len(conditions) + sum(1 + len(bits) for _, bits in begun)
        for (question, parts), weight in states.items():
            budget.spend(8 * (1 + news + sum(1 + len(bits) for (_, bits), _ in parts)), longest)
            budget.spend(8, scale.bit_length())
            for bit, ways in ((1, chance.numerator), (0, chance.denominator - chance.numerator)):
                if not ways:
                    continue
                left = known(parts, begun if bit else {}, position, bit)
                answer = settled(question, truth(left, conditions, touched[position], least, greatest))
                if isinstance(answer, bool):
                    total += weight * ways if answer else 0
                else:
                    asked = numbers(answer)
                    state = answer, frozenset((key, c) for key, c in left.items() if c and key[0] in asked)
                    size += 0 if state in following else 1 + len(state[1])
                    following[state] = following.get(state, 0) + weight * ways
            if size > MAX_STATES:
                raise Declined(f"too large: more than {MAX_STATES} terms of open questions")
        states = following
    return Fraction(total, scale)


def known(parts: frozenset[tuple[tuple[int, Bits], int]], begun: Parts, position: int, bit: int) -> Parts:
    """What is left of the products when this bit is known too."""
    left = dict(begun)
    for (i, bits), coefficient in parts:
        if bit or position not in bits:
            key = i, tuple(other for other in bits if other != position)
            left[key] = left.get(key, 0) + coefficient
    return left


def truth(
    left: Parts, conditions: list[Condition], touched: set[int], least: list[int], greatest: list[int]
) -> dict[int, bool]:
    """Those of the conditions touched of which all values still possible give one answer."""
    low, high = {i: least[i] for i in touched}, {i: greatest[i] for i in touched}
    for (i, bits), coefficient in left.items():
        if i in touched:
            low[i] += min(coefficient, 0) if bits else coefficient
            high[i] += max(coefficient, 0) if bits else coefficient
    answers = {}
    for i in touched:
        holds = {s in conditions[i].signs for s in range(sign(low[i]), sign(high[i]) + 1)}
        if len(holds) == 1:
            answers[i] = holds.pop()
    return answers


def settled(event: Event, answers: dict[int, bool]) -> Event | bool:
    """The event where some conditions are decided: True, False, or what is left of it."""
    kind, content = event
    if isinstance(content, int):
        return answers.get(content, event)
    parts: list[Event] = []
    for part in content:
        left = settled(part, answers)
        if left is (kind == "or"):
            return left
        if not isinstance(left, bool):
            parts.append(left)
    return (kind, tuple(parts)) if parts else kind == "and"


def numbers(event: Event) -> set[int]:
    """The conditions an event depends on."""
    content = event[1]
    return {content} if isinstance(content, int) else set().union(*map(numbers, content))


def sign(number: Fraction | int) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)
