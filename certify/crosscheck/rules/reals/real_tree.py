"""Trees of cases: at every leaf the goal is met under the facts, or the facts exclude each other."""

from collections.abc import Callable
from typing import TypeAlias

from flint import fmpq, fmpq_mpoly

from certify.crosscheck.arithmetic.polynomials import MAX_EXPONENT, height, plus, polynomial, product, ring
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.rules.reals.box import Box, has_sign
from certify.crosscheck.rules.reals.facts import ALL, WRITTEN, Fact, Facts, nonzero, read_signs
from certify.crosscheck.rules.reals.positivity import sum_of_squares
from certify.crosscheck.rules.reals.real_document import MAX_REALS
from certify.crosscheck.values import choice, rational, record, sequence, small_integer

Goal: TypeAlias = Callable[[Facts], bool]
KINDS = ("split", "root", "settled", "contradiction", "box")


def check_tree(node: object, place: str, goal: Goal, symbols: int, effort: Effort) -> int:
    """The number of leaves of a tree that proves the goal for all values of the symbols."""
    return _visit(node, place, goal, Facts(symbols, [], {}, [], effort))


def _visit(node: object, place: str, goal: Goal, facts: Facts) -> int:
    kind, *rest = sequence(node, place) or [""]
    facts.effort.spend(5000)
    match choice(kind, f"{place}[0]", KINDS):
        case "split":
            return _split(rest, place, goal, facts)
        case "root":
            return _root(rest, place, goal, facts)
        case "settled":
            sequence(rest, place, 0)
            if not goal(facts):
                raise NotProved(f"{place}: the facts do not settle the goal")
        case "contradiction":
            (identity,) = sequence(rest, place, 1)
            _contradiction(identity, f"{place}[1]", facts)
        case _:
            pairs, boxes = sequence(rest, place, 2)
            _Boxes(facts, pairs, f"{place}[1]").visit(boxes, f"{place}[2]")
    return 1


def _split(rest: list[object], place: str, goal: Goal, facts: Facts) -> int:
    """Cases by the sign of a polynomial, all signs among them."""
    if not rest:
        raise NotProved(f"{place}: no polynomial")
    p = nonzero(polynomial(rest[0], f"{place}[1]", facts.variables), f"{place}[1]")
    covered: frozenset[int] = frozenset()
    leaves = 0
    for i, branch in enumerate(rest[1:], 2):
        written, subtree = sequence(branch, f"{place}[{i}]", 2)
        signs = read_signs(written, f"{place}[{i}][0]")
        covered |= WRITTEN[signs]
        leaves += _visit(subtree, f"{place}[{i}][1]", goal, facts.with_fact(p, signs))
    if covered != ALL:
        raise NotProved(f"{place}: a sign of the polynomial is in no branch")
    return leaves


def _root(rest: list[object], place: str, goal: Goal, facts: Facts) -> int:
    """A variable more for a root that exists."""
    degree, above, below, subtree = sequence(rest, place, 4)
    q = small_integer(degree, f"{place}[1]", MAX_EXPONENT)
    if q < 2:
        raise NotProved(f"{place}[1]: no root of degree {q}")
    if facts.variables >= MAX_REALS:
        raise NotJudged(f"{place}: more than {MAX_REALS} variables")
    numerator = polynomial(above, f"{place}[2]", facts.variables)
    denominator = polynomial(below, f"{place}[3]", facts.variables)
    if not facts.within(numerator, WRITTEN["0+"]):
        raise NotProved(f"{place}[2]: the facts do not say that it is nonnegative")
    if not facts.within(denominator, WRITTEN["+"]):
        raise NotProved(f"{place}[3]: the facts do not say that it is positive")
    return _visit(subtree, f"{place}[4]", goal, facts.with_root(q, numerator, denominator))


def _contradiction(value: object, place: str, facts: Facts) -> None:
    """A polynomial that is zero, and by the facts it is not."""
    constant, strict, squares, multipliers = record(
        value, place, "constant", "strict", "squares", "multipliers"
    )
    effort, size = facts.effort, facts.variables
    c = rational(constant, f"{place}.constant")
    if c <= 0:
        raise NotProved(f"{place}.constant: not positive")
    written_squares = sequence(squares, f"{place}.squares")
    total = ring(size).constant(c)
    for i, factor in enumerate(sequence(strict, f"{place}.strict")):
        index, exponent = sequence(factor, f"{place}.strict[{i}]", 2)
        fact = _fact(facts, index, f"{place}.strict[{i}][0]", ("+", "-+"))
        k = small_integer(exponent, f"{place}.strict[{i}][1]", MAX_EXPONENT)
        if k == 0 or (fact.signs == "-+" and k % 2 and written_squares):
            raise NotProved(f"{place}.strict[{i}][1]: this power of the fact is not known to be positive")
        for _ in range(k):
            total = product(total, fact.polynomial, effort)
    for i, square in enumerate(written_squares):
        where = f"{place}.squares[{i}]"
        factors, monomials, gram = record(square, where, "product", "monomials", "gram")
        term = sum_of_squares(monomials, gram, where, size, effort)
        for j, index in enumerate(sequence(factors, f"{where}.product")):
            fact = _fact(facts, index, f"{where}.product[{j}]", ("+", "0+"))
            term = product(term, fact.polynomial, effort)
        total = plus(total, term, effort)
    for i, pair in enumerate(sequence(multipliers, f"{place}.multipliers")):
        index, written = sequence(pair, f"{place}.multipliers[{i}]", 2)
        fact = _fact(facts, index, f"{place}.multipliers[{i}][0]", ("0",))
        multiplier = polynomial(written, f"{place}.multipliers[{i}][1]", size)
        total = plus(total, product(multiplier, fact.polynomial, effort), effort)
    if len(total):
        raise NotProved(f"{place}: the sum is not the polynomial zero")


def _fact(facts: Facts, index: object, place: str, signs: tuple[str, ...]) -> Fact:
    """The fact with this number, which has one of these signs."""
    fact = facts.facts[small_integer(index, place, len(facts.facts) - 1)]
    if fact.signs not in signs:
        raise NotProved(f"{place}: the fact has the signs {fact.signs}, of no use here")
    return fact


class _Boxes:
    """A box that contains every point with the facts, and its subdivision."""

    def __init__(self, facts: Facts, pairs: object, place: str) -> None:
        self.facts = facts
        self.free: list[int] = []  # the axes of variables without ends
        self.box: Box = []
        for axis, pair in enumerate(sequence(pairs, place, facts.variables)):
            if pair == []:
                self.free.append(axis)
                self.box.append((fmpq(0), fmpq(0)))
                continue
            where = f"{place}[{axis}]"
            lower, upper = sequence(pair, where, 2)
            low = self._end(lower, f"{where}[0]", axis, 1)
            high = self._end(upper, f"{where}[1]", axis, -1)
            if low > high:
                raise NotProved(f"{where}: the lower end is above the upper end")
            self.box.append((low, high))

    def _end(self, index: object, place: str, axis: int, slope: int) -> fmpq:
        """Where a fact in this variable alone becomes zero; it has this slope unless it is an equation."""
        fact = _fact(self.facts, index, place, ("+", "0+", "0"))
        terms = fact.polynomial.to_dict()
        first = tuple(int(i == axis) for i in range(self.facts.variables))
        a, b = terms.pop(first, fmpq(0)), terms.pop((0,) * self.facts.variables, fmpq(0))
        if terms or not a:
            raise NotProved(f"{place}: the fact is not linear in this variable alone")
        if fact.signs != "0" and a * slope < 0:
            raise NotProved(f"{place}: the fact gives the other end")
        return -b / a

    def visit(self, node: object, place: str) -> None:
        """Cover the box, or refuse."""
        pending = [(node, self.box, place)]
        while pending:
            node, box, place = pending.pop()
            kind, *rest = sequence(node, place) or [""]
            if choice(kind, f"{place}[0]", ("split", "leaf")) == "leaf":
                (index,) = sequence(rest, place, 1)
                self._leaf(index, f"{place}[1]", box)
                continue
            axis_number, at, below, above = sequence(rest, place, 4)
            axis = small_integer(axis_number, f"{place}[1]", len(box) - 1)
            cut, (low, high) = rational(at, f"{place}[2]"), box[axis]
            if not low < cut < high:
                raise NotProved(f"{place}[2]: the cut is not inside the interval")
            pending.append((below, [*box[:axis], (low, cut), *box[axis + 1 :]], f"{place}[3]"))
            pending.append((above, [*box[:axis], (cut, high), *box[axis + 1 :]], f"{place}[4]"))

    def _leaf(self, index: object, place: str, box: Box) -> None:
        """A fact that cannot hold anywhere on a box."""
        p, signs = _fact(self.facts, index, place, ("+", "0+", "0"))
        terms = self._terms(p)
        if any(monomial[axis] for monomial in terms for axis in self.free):
            raise NotProved(f"{place}: the fact has a variable without ends")
        excluded = {"+": ("<=",), "0+": ("<",), "0": ("<", ">")}[signs]
        if not any(has_sign(terms, relation, box, self.facts.effort) for relation in excluded):
            raise NotProved(f"{place}: the coefficients on the box do not exclude the fact")

    def _terms(self, p: fmpq_mpoly) -> dict[tuple[int, ...], fmpq]:
        self.facts.effort.spend(5000 + 500 * len(p), height(p))
        return dict(p.to_dict())
