"""Rule `mask-enumeration`: few bits by all masks, one linear condition by its generating polynomial.

Otherwise bits are removed one after the other from the whole event, the last one first; events that have
become equal are one.
"""

from collections.abc import Callable
from math import lcm, prod
from typing import Any, TypeAlias

from flint import fmpq, fmpq_poly

from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import choice, matrix, rational, record, sequence, small_integer

# A set of bits as the integer with these binary digits -> coefficient.
Terms: TypeAlias = dict[int, fmpq]
# ("sign", terms, signs allowed) | ("not", event) | ("and" | "or", events); True or False once it is decided.
Event: TypeAlias = Any

RELATIONS = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "!=": (-1, 1)}
MOST_BITS_ENUMERATED = 12
MAX_EVENTS = 300_000
MAX_DEGREE = 10_000  # of a generating polynomial


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    table, quantity, relation, bound = record(
        statement, "statement", "probabilities", "quantity", "relation", "bound"
    )
    record(witness, "witness")
    rows = matrix(table, "statement.probabilities")
    chances = rows.entries()
    if any(chance < 0 or chance > 1 for chance in chances):
        raise NotProved("statement.probabilities: not all between 0 and 1")
    signs = RELATIONS[choice(relation, "statement.relation", RELATIONS)]
    kind, subject = sequence(quantity, "statement.quantity", 2)
    place = "statement.quantity[1]"
    if choice(kind, "statement.quantity[0]", ("probability", "mean")) == "mean":
        value = _mean(_terms(subject, place, len(chances)), chances, effort)
    else:
        value = _probability(_event(subject, place, len(chances)), chances, effort)
    difference = value - rational(bound, "statement.bound")
    if int(difference > 0) - int(difference < 0) not in signs:
        raise NotProved("statement.bound: not as the relation says")
    return f"the {kind} is {relation} the bound"


def _terms(value: object, place: str, size: int) -> Terms:
    """A polynomial in the bits."""
    found: Terms = {}
    for i, term in enumerate(sequence(value, place)):
        coefficient, positions = sequence(term, f"{place}[{i}]", 2)
        numbers = [small_integer(at, f"{place}[{i}][1]", size - 1) for at in sequence(positions, place)]
        bits = sum(1 << at for at in numbers)
        if numbers != sorted(set(numbers)) or bits in found:
            raise NotProved(f"{place}[{i}]: not a new product of bits in their order")
        found[bits] = rational(coefficient, f"{place}[{i}][0]")
        if found[bits] == 0:
            raise NotProved(f"{place}[{i}]: a coefficient that is zero")
    return found


def _event(node: object, place: str, size: int) -> Event:
    """An event as nested tuples."""
    kind, *rest = sequence(node, place) or [""]
    match choice(kind, f"{place}[0]", ("and", "or", "not", "holds")):
        case "holds":
            _, subject, relation = sequence(node, place, 3)
            signs = RELATIONS[choice(relation, f"{place}[2]", RELATIONS)]
            return "sign", frozenset(_terms(subject, f"{place}[1]", size).items()), signs
        case "not":
            sequence(node, place, 2)
            return "not", _event(rest[0], f"{place}[1]", size)
        case _:
            return kind, tuple(_event(part, f"{place}[{i}]", size) for i, part in enumerate(rest, 1))


def _mean(terms: Terms, chances: list[fmpq], effort: Effort) -> fmpq:
    """By linearity and independence."""
    longest = max(chance.height_bits() for chance in chances)
    total = fmpq(0)
    for bits, coefficient in terms.items():
        effort.spend(1000 + 300 * bits.bit_count(), 2 * longest * bits.bit_count() + total.height_bits())
        total += prod((chances[at] for at in _positions(bits)), start=coefficient)
    return total


def _probability(event: Event, chances: list[fmpq], effort: Effort) -> fmpq:
    bits = _bits(event)
    free = [at for at in _positions(bits) if chances[at] not in (0, 1)]
    for at in _positions(bits):
        if chances[at] in (0, 1):
            event = _given(event, 1 << at, chances[at] == 1)
    method: Callable[[Event, list[int], list[fmpq], Effort], fmpq] = _folded
    if isinstance(event, bool) or len(free) <= MOST_BITS_ENUMERATED:
        method = _enumerated
    elif event[0] == "sign" and 0 < _reach(event[1]) <= MAX_DEGREE:
        method = _generated
    return method(event, free, chances, effort)


def _reach(terms: frozenset[tuple[int, fmpq]]) -> int:
    """The sum of the sizes of the coefficients, as integers without a common denominator; 0 if not linear."""
    if any(bits.bit_count() > 1 for bits, _ in terms):
        return 0
    scale = lcm(*(int(c.q) for _, c in terms))
    return int(sum((abs(c) * scale for _, c in terms), fmpq(0)).p)


def _generated(event: Event, free: list[int], chances: list[fmpq], effort: Effort) -> fmpq:
    """The coefficient of x^v in the product of all (1 - p) + p x^a is the probability that the sum is v."""
    _, terms, signs = event
    reach, scale = _reach(terms), lcm(*(int(c.q) for _, c in terms))
    longest = sum(chances[at].height_bits() for at in free)
    effort.spend(300 * len(terms) * (reach + 1), longest)
    lowest, product = 0, fmpq_poly([1])
    for bits, coefficient in terms:
        weight = int((coefficient * scale).p)
        chance = chances[bits.bit_length() - 1] if bits else fmpq(1)
        if weight < 0:  # x^-a times a polynomial
            lowest, chance = lowest + weight, 1 - chance
        product *= fmpq_poly([1 - chance] + [0] * (abs(weight) - 1) + [chance])
    values = enumerate(product.coeffs(), lowest)
    return sum((c for v, c in values if int(v > 0) - int(v < 0) in signs), fmpq(0))


def _enumerated(event: Event, free: list[int], chances: list[fmpq], effort: Effort) -> fmpq:
    """The sum of the probabilities of all masks in the event."""
    effort.spend((1 << len(free)) * (2000 + 300 * _length(event)))
    total = fmpq(0)
    for number in range(1 << len(free)):
        mask = sum(1 << at for i, at in enumerate(free) if number >> i & 1)
        if _contains(event, mask):
            total += prod((chances[at] if mask >> at & 1 else 1 - chances[at] for at in free), start=fmpq(1))
    return total


def _contains(event: Event, mask: int) -> bool:
    """Whether the mask is in the event."""
    if isinstance(event, bool):
        return event
    match event[0]:
        case "sign":
            value = sum((c for bits, c in event[1] if bits & mask == bits), fmpq(0))
            return int(value > 0) - int(value < 0) in event[2]
        case "not":
            return not _contains(event[1], mask)
        case "and":
            return all(_contains(part, mask) for part in event[1])
        case _:
            return any(_contains(part, mask) for part in event[1])


def _folded(event: Event, free: list[int], chances: list[fmpq], effort: Effort) -> fmpq:
    """The last bit is removed from every event that is left, in both ways."""
    events: dict[Event, fmpq] = {event: fmpq(1)}
    for at in reversed(free):
        found: dict[Event, fmpq] = {}
        for left, chance in events.items():
            effort.spend(10_000 + 8_000 * _length(left), chance.height_bits())
            for value, share in ((True, chances[at]), (False, 1 - chances[at])):
                rest = _given(left, 1 << at, value)
                found[rest] = found.get(rest, fmpq(0)) + chance * share
        events = found
        if len(events) > MAX_EVENTS:
            raise NotJudged(f"too large: more than {MAX_EVENTS} different events")
    return sum((chance for left, chance in events.items() if _contains(left, 0)), fmpq(0))


def _given(event: Event, bit: int, value: bool) -> Event:
    """The event where one bit is known."""
    if isinstance(event, bool):
        return event
    kind, content, *signs = event
    if kind == "sign":
        return _decided(_substituted(content, bit, value), signs[0])
    if kind == "not":
        inner = _given(content, bit, value)
        return not inner if isinstance(inner, bool) else ("not", inner)
    parts = tuple(_given(part, bit, value) for part in content)
    if any(part is (kind == "or") for part in parts):
        return kind == "or"
    parts = tuple(part for part in parts if not isinstance(part, bool))
    return (kind, parts) if parts else kind == "and"


def _substituted(terms: frozenset[tuple[int, fmpq]], bit: int, value: bool) -> frozenset[tuple[int, fmpq]]:
    left: Terms = {}
    for bits, coefficient in terms:
        if value or not bits & bit:
            left[bits & ~bit] = left.get(bits & ~bit, fmpq(0)) + coefficient
    return frozenset((bits, coefficient) for bits, coefficient in left.items() if coefficient != 0)


def _decided(terms: frozenset[tuple[int, fmpq]], signs: tuple[int, ...]) -> Event:
    """A condition, or its answer where the bits left cannot change it."""
    low = high = fmpq(0)
    for bits, coefficient in terms:
        low += coefficient if coefficient < 0 or not bits else 0
        high += coefficient if coefficient > 0 or not bits else 0
    possible = {
        s for s in (-1, 0, 1) if (s >= 0 or low < 0) and (s <= 0 or high > 0) and (s or low <= 0 <= high)
    }
    if possible.issubset(signs):
        return True
    return ("sign", terms, signs) if possible & set(signs) else False


def _bits(event: Event) -> int:
    """The bits that occur."""
    if event[0] == "sign":
        return _union(bits for bits, _ in event[1])
    return _bits(event[1]) if event[0] == "not" else _union(map(_bits, event[1]))


def _union(sets: Any) -> int:
    total = 0
    for bits in sets:
        total |= bits
    return total


def _length(event: Event) -> int:
    """How many terms, and parts of the event, there are."""
    if isinstance(event, bool):
        return 1
    if event[0] == "sign":
        return 1 + len(event[1])
    return 1 + (_length(event[1]) if event[0] == "not" else sum(map(_length, event[1])))


def _positions(bits: int) -> list[int]:
    return [at for at in range(bits.bit_length()) if bits >> at & 1]
