"""Products of conditions of known sign, and what follows from a condition times one of them."""

from dataclasses import dataclass, replace
from fractions import Fraction

from certify.provers.reals.closing.refutation import Identity, Term
from certify.provers.reals.normal_form import Atom
from certify.provers.reals.polynomials import Poly, constant_value, is_constant, number


@dataclass(frozen=True)
class SignedProduct:
    """number times powers of conditions (> 0, >= 0 or != 0), times a polynomial that need not be known."""

    number: Fraction = Fraction(1)
    factors: tuple[tuple[Atom, int], ...] = ()
    roots: tuple[tuple[Poly, int], ...] = ()  # polynomials with exponents: even where a sign matters

    @property
    def is_one(self) -> bool:
        """Whether there is nothing in it."""
        return self.number == 1 and not self.factors and not self.roots

    @property
    def is_signed(self) -> bool:
        """Whether its sign is that of its number."""
        return all(atom.relation != "!=" or power % 2 == 0 for atom, power in self.factors)

    @property
    def negative(self) -> "SignedProduct":
        """Minus it."""
        return replace(self, number=-self.number)

    def times_number(self, factor: Fraction) -> "SignedProduct":
        """A multiple."""
        return replace(self, number=self.number * factor)

    def times(self, ratio: Fraction, atom: Atom, power: int) -> "SignedProduct":
        """It times (ratio condition)^power."""
        if not power:
            return self
        return replace(self, number=self.number * ratio**power, factors=(*self.factors, (atom, power)))

    def with_root(self, root: Poly, power: int) -> "SignedProduct":
        """It times a power of any polynomial."""
        return replace(self, roots=(*self.roots, (root, power))) if power else self

    def power(self, times: int) -> "SignedProduct":
        """It to a power."""
        factors = tuple((atom, power * times) for atom, power in self.factors)
        return SignedProduct(self.number**times, factors, tuple((p, k * times) for p, k in self.roots))

    def value(self, one: Poly) -> Poly:
        """The polynomial."""
        result = one * number(one.ring, self.number)
        for atom, power in self.factors:
            result *= atom.polynomial**power
        for root, power in self.roots:
            result *= root**power
        return result

    @property
    def strict(self) -> tuple[tuple[Poly, int], ...]:
        """Its factors as conditions that are not zero."""
        return tuple((atom.polynomial, power) for atom, power in self.factors)

    def term(self, p: Poly | None, factor: Fraction, one: Poly) -> Term:
        """factor times it times a condition p >= 0, or 1."""
        root, product = one, [] if p is None else [p]
        for atom, power in self.factors:
            root *= atom.polynomial ** (power // 2)
            product += [atom.polynomial] * (power % 2)
        for q, power in self.roots:
            root *= q ** (power // 2)
        return Term(tuple(product), (root,), ((factor * self.number,),))


def derivation(
    atom: Atom,
    rest: Poly,
    power: SignedProduct,
    product: SignedProduct,
    used: tuple[Poly, Poly] | None,
    one: Poly,
) -> Identity:
    """Why rest stands in the relation in which the condition p does: the opposite would contradict it.

    Args:
        used: an equation h = 0 and a quotient q with power p - q h = product rest; power and product are
            positive where the relation is > or >=, and not zero where it matters.
    """
    p = atom.polynomial
    equation = () if used is None or not used[1] else ((used[0], -used[1]),)
    value = constant_value(rest) if is_constant(rest) else None
    if atom.relation == ">":  # power p + product (-rest) - q h = 0
        terms = () if value == 0 else (product.term(*_condition(-rest), one),)
        return Identity(power.number, ((p, 1), *power.strict), terms, equation)
    if atom.relation == ">=":  # product (-rest) + power p - q h = 0
        strict = product.strict if value is not None else ((-rest, 1), *product.strict)
        size = Fraction(1) if value is None else -value
        return Identity(product.number * size, strict, (power.term(p, Fraction(1), one),), equation)
    if atom.relation == "=":  # product rest - power p + q h = 0
        strict = product.strict if value is not None else ((rest, 1), *product.strict)
        size = Fraction(1) if value is None else value
        back = tuple((h, -q) for h, q in equation)
        return Identity(product.number * size, strict, (), ((p, -power.value(one)), *back))
    multiplier = () if value is not None else ((rest, -product.value(one)),)
    return Identity(power.number, ((p, 1), *power.strict), (), (*multiplier, *equation))


def _condition(p: Poly) -> tuple[Poly | None, Fraction]:
    """A polynomial as a condition times a factor >= 0: itself, or the number that it is."""
    return (None, constant_value(p)) if is_constant(p) else (p, Fraction(1))
