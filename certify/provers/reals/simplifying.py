"""Systems in fewer variables and of lower degree, before they are closed.

Three steps are taken as long as they apply. A factor whose sign is known is left out of a condition. An
equation that gives a power of a variable lowers the others. One that is linear in a variable, with a
coefficient that is known not to be zero, removes this variable from all others. What a step makes of a
condition follows from the conditions before it by an identity, which the kernel is given with the rest.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from certify.claims.results.verdict import Grade
from certify.provers.reals.closing.frame import Closed, Closer, Frame
from certify.provers.reals.closing.refutation import Chained, Derived, Identity
from certify.provers.reals.closing.signed_products import SignedProduct, derivation
from certify.provers.reals.normal_form import Atom, Cell
from certify.provers.reals.polynomials import (
    Poly,
    constant_value,
    degree,
    fraction,
    is_constant,
    primitive,
    variables_of,
)

_LONGEST = 300  # terms of a condition that is changed, or made
_HIGHEST = 12  # its degree


@dataclass(frozen=True)
class Simplified:
    """A system, and how its conditions follow from those of another, in order.

    Attributes:
        contradiction: a step has shown that the system has no solution.
    """

    cell: Cell
    derived: tuple[Derived, ...] = ()
    contradiction: Identity | None = None

    def closed(self, frame: Frame, close: Closer, deadline: float) -> Closed | None:
        """The first system closed, by closing the last."""
        if self.contradiction is not None:
            how = "both sides cancel, the equations used"
            return Closed(Grade.KERNEL, how, Chained(self.derived, self.contradiction))
        found = close(frame, self.cell, deadline)
        if found is None or found.refutation is None:
            return None
        return Closed(found.grade, found.how, Chained(self.derived, found.refutation))


def simplified(frame: Frame, cell: Cell, deadline: float) -> Simplified | None:
    """The system after all steps, None if there are none."""
    state = _State(frame, cell)
    while time.monotonic() < deadline and state.contradiction is None:
        if not (state.strip() or state.reduce() or state.eliminate()):
            break
    if state.contradiction is None and state.atoms == list(cell.all):
        return None
    last = state.atoms[-1] if cell.conclusion is not None else None
    atoms = dict.fromkeys(atom for atom in state.atoms if atom is not None and atom is not last)
    return Simplified(Cell(tuple(atoms), last), tuple(state.derived), state.contradiction)


class _State:
    """The conditions, the conclusion last; None where one is dropped."""

    def __init__(self, frame: Frame, cell: Cell) -> None:
        self.one = frame.ring(1)
        self.atoms: list[Atom | None] = list(cell.all)
        self.derived: list[Derived] = []
        self.contradiction: Identity | None = None
        self.removed: set[int] = set()  # variables

    def others(self, place: int) -> list[Atom]:
        """All conditions but one."""
        return [atom for i, atom in enumerate(self.atoms) if atom is not None and i != place]

    def strip(self) -> bool:
        """One condition without factors of known sign, if there is one with such."""
        for place, atom in enumerate(self.atoms):
            if atom is None or is_constant(atom.polynomial) or len(atom.polynomial) > _LONGEST:
                continue
            found = _without_factors(atom, self.others(place))
            if found is not None:
                rest, product = found
                self.replace(place, rest, SignedProduct(), product, None)
                return True
        return False

    def reduce(self) -> bool:
        """One condition with a lower power of a variable, by an equation that gives this power."""
        for at, equation in enumerate(self.atoms):
            if equation is None or equation.relation != "=" or not equation.polynomial:
                continue
            h = equation.polynomial
            power = h.LM
            if sum(map(bool, power)) != 1 or sum(power) < 2:
                continue
            v = next(i for i, e in enumerate(power) if e)
            for place, atom in enumerate(self.atoms):
                if atom is None or place == at or max((m[v] for m in atom.polynomial), default=0) < power[v]:
                    continue
                (quotient,), rest = atom.polynomial.div([h])
                if len(rest) <= _LONGEST and degree(rest) <= degree(atom.polynomial):
                    self.replace(place, rest, SignedProduct(), SignedProduct(), (h, quotient))
                    return True
        return False

    def eliminate(self) -> bool:
        """One variable removed from all conditions but one."""
        choices = []
        for place, atom in enumerate(self.atoms):
            if atom is None or atom.relation != "=" or len(atom.polynomial) > _LONGEST:
                continue
            inside = variables_of([atom.polynomial])
            if self.removed & set(inside):
                continue
            for v in inside:
                initial = _initial(atom.polynomial, v)
                product = None if initial is None else _known(initial, self.others(place))
                if initial is not None and product is not None:
                    size = degree(initial), degree(atom.polynomial), len(atom.polynomial)
                    choices.append((size, place, v, initial, product))
        if not choices:
            return False
        _, place, v, initial, product = min(choices, key=lambda choice: choice[:3])
        self.removed.add(v)
        whole = self._substitute(place, v, initial, product)
        if whole and self.contradiction is None:
            self.atoms[place] = None  # it only says what the variable is
        return True

    def _substitute(self, at: int, v: int, initial: Poly, product: SignedProduct) -> bool:
        """Whether the variable is gone from all conditions but this one."""
        equation = self.atoms[at]
        assert equation is not None
        whole = True
        for place, atom in enumerate(self.atoms):
            if atom is None or place == at or v not in variables_of([atom.polynomial]):
                continue
            times = max(m[v] for m in atom.polynomial)
            if times % 2 and atom.relation in (">", ">=") and not product.is_signed:
                times += 1
            if degree(atom.polynomial) + times * degree(equation.polynomial) > 2 * _HIGHEST:
                whole = False
                continue
            rest, quotient = _divided(atom.polynomial, equation.polynomial, v, initial, times)
            power = product.power(times)
            if power.number < 0:
                power, rest, quotient = power.negative, -rest, -quotient
            if len(rest) > _LONGEST or degree(rest) > _HIGHEST:
                whole = False
                continue
            self.replace(place, rest, power, SignedProduct(), (equation.polynomial, quotient))
            if self.contradiction is not None:
                break
        return whole

    def replace(
        self,
        place: int,
        rest: Poly,
        power: SignedProduct,
        product: SignedProduct,
        used: tuple[Poly, Poly] | None,
    ) -> None:
        """A condition p made into one on rest: power p - equation quotient = product rest."""
        atom = self.atoms[place]
        assert atom is not None
        if rest:
            plain = primitive(rest)
            product = product.times_number(fraction(rest.LC / plain.LC))
            rest = plain
        made = Atom(rest, atom.relation)
        if made.decided:
            self.atoms[place] = None
            return
        why = derivation(atom, rest, power, product, used, self.one)
        if made.decided is False:
            self.contradiction = why
            return
        self.atoms[place] = made
        self.derived.append(Derived(rest, made.relation, why))


def _initial(p: Poly, v: int) -> Poly | None:
    """The coefficient of a variable in which the polynomial is linear."""
    if max(m[v] for m in p) != 1:
        return None
    terms = {(*m[:v], 0, *m[v + 1 :]): value for m, value in p.items() if m[v]}
    return p.ring.from_dict(terms)


def _divided(p: Poly, equation: Poly, v: int, initial: Poly, times: int) -> tuple[Poly, Poly]:
    """What initial^times p is where the equation holds, without the variable, and the quotient."""
    ring = p.ring
    tail = ring.from_dict({m: -value for m, value in equation.items() if not m[v]})
    by_power: dict[int, dict[tuple[int, ...], object]] = {}
    for m, value in p.items():
        by_power.setdefault(m[v], {})[(*m[:v], 0, *m[v + 1 :])] = value
    rest = ring(0)
    for power, terms in by_power.items():
        part = ring.from_dict(terms) * initial ** (times - power)
        rest += part * tail**power if power else part
    return rest, (initial**times * p - rest).exquo(equation)


def _known(p: Poly, atoms: Sequence[Atom]) -> SignedProduct | None:
    """A polynomial as a product of conditions that are not zero, if it is one."""
    if is_constant(p):
        return SignedProduct(constant_value(p))
    constant, factors = p.factor_list()
    product = SignedProduct(fraction(constant))
    for factor, power in factors:
        found = _condition(factor, atoms, (">", "!="))
        if found is None:
            return None
        product = product.times(*found, power)
    return product


def _condition(p: Poly, atoms: Sequence[Atom], relations: Sequence[str]) -> tuple[Fraction, Atom] | None:
    """A condition in one of these relations of which p is a multiple, and the factor."""
    for relation in relations:
        for atom in atoms:
            q = atom.polynomial
            if atom.relation == relation and q and p.LM == q.LM and len(p) == len(q):
                ratio = p.LC / q.LC
                if q * ratio == p:
                    return fraction(ratio), atom
    return None


def _without_factors(atom: Atom, others: Sequence[Atom]) -> tuple[Poly, SignedProduct] | None:
    """What is left of the condition, and the product of known sign that is left out."""
    factors = atom.polynomial.factor_list()[1]
    product, rest = SignedProduct(), atom.polynomial.ring(1)
    weak: list[tuple[Fraction, Atom, Poly]] = []
    for factor, power in factors:
        found = _condition(factor, others, (">", "!="))
        if found is not None and atom.relation in ("=", "!="):
            product = product.times(*found, power)
            continue
        if found is not None and (found[1].relation == ">" or power > 1):
            left_out = power if found[1].relation == ">" else power - power % 2
            product = product.times(*found, left_out)
            rest *= factor ** (power - left_out)
            continue
        if atom.relation == "!=":
            product = product.with_root(factor, power - 1)
            rest *= factor
        elif atom.relation == ">":
            product = product.with_root(factor, power - power % 2)
            weakly = _condition(factor, others, (">=",)) if power % 2 else None
            if weakly is not None:
                weak.append((*weakly, factor))
            elif power % 2:
                rest *= factor
        else:
            rest *= factor**power
    if is_constant(rest):  # what is only known to be at least 0 is kept
        for _, _, factor in weak:
            rest *= factor
    else:
        for ratio, its_atom, _ in weak:
            product = product.times(ratio, its_atom, 1)
    if product.is_one:
        return None
    # The sign goes to what is left.
    whole = product.value(atom.polynomial.ring(1))
    left = atom.polynomial.exquo(whole)
    return (left, product) if product.number > 0 else (-left, product.negative)
