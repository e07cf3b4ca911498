"""What is known at a node of a tree: signs of polynomials, and roots that have been given names."""

from dataclasses import dataclass, field
from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Polynomial, height, plus, times
from certify.kernel.arithmetic.quotients import rational
from certify.kernel.limits import Budget

SIGNS = ("-", "0", "+", "-0", "0+", "-+")
TURNED = {"-": "+", "-0": "0+"}  # the signs of p that are recorded as signs of -p
Key = frozenset[tuple[tuple[int, ...], Fraction]]


@dataclass(frozen=True)
class Root:
    """The variable of this number is the nonnegative root of this order of above / below."""

    order: int
    above: Polynomial
    below: Polynomial
    axis: int


@dataclass(frozen=True)
class Facts:
    """Facts in the order in which they were recorded, and roots in the order in which they were defined.

    A fact is a polynomial and the signs it can have, one of "0", "+", "0+" and "-+". The variables are the
    symbols, then one for every root; a polynomial recorded before a root has no exponent for it.
    """

    symbols: int
    recorded: tuple[tuple[Polynomial, str], ...] = ()
    roots: tuple[Root, ...] = ()
    known: dict[Key, frozenset[str]] = field(default_factory=dict)

    @property
    def variables(self) -> int:
        """The number of symbols and roots."""
        return self.symbols + len(self.roots)

    def polynomial(self, i: int) -> Polynomial:
        """The polynomial of fact i, in all the variables."""
        return widened(self.recorded[i][0], self.variables)

    def assuming(self, p: Polynomial, signs: str, budget: Budget) -> "Facts":
        """These facts and one more, about a polynomial that is not zero."""
        budget.spend(16 + len(self.known), 0)
        key, sign = monic(p, budget)
        among = frozenset(turned(signs) if sign < 0 else signs)
        known = self.known | {key: self.known.get(key, frozenset("-0+")) & among}
        fact = (negated(p), TURNED[signs]) if signs in TURNED else (p, signs)
        return Facts(self.symbols, (*self.recorded, fact), self.roots, known)

    def with_root(self, order: int, above: Polynomial, below: Polynomial, budget: Budget) -> "Facts":
        """A new variable v, the root of above / below, with the facts v >= 0 and v^order below - above = 0.

        That is sound where above >= 0 and below > 0: then the root exists.
        """
        axis = self.variables
        wider = Facts(self.symbols, self.recorded, (*self.roots, Root(order, above, below, axis)), self.known)
        v: Polynomial = {(*[0] * axis, 1): Fraction(1)}
        power: Polynomial = {(*[0] * axis, order): Fraction(1)}
        equation = plus(times(power, widened(below, axis + 1), budget), widened(above, axis + 1), -1, budget)
        return wider.assuming(v, "0+", budget).assuming(equation, "0", budget)

    def signs(self, p: Polynomial, budget: Budget) -> frozenset[str]:
        """The signs that a polynomial can have: its own if constant, else those of its rational multiples."""
        number = rational(p)
        if number is not None:
            return frozenset("0" if not number else "+" if number > 0 else "-")
        key, sign = monic(p, budget)
        signs = self.known.get(key, frozenset("-0+"))
        return frozenset(turned("".join(signs))) if sign < 0 else signs


def turned(signs: str) -> str:
    """The signs of -p where those of p are these."""
    return signs.translate(str.maketrans("-+", "+-"))


def negated(p: Polynomial) -> Polynomial:
    """-p."""
    return {monomial: -coefficient for monomial, coefficient in p.items()}


def widened(p: Polynomial, variables: int) -> Polynomial:
    """The same polynomial with exponents 0 for the variables that have been added."""
    return {(*monomial, *[0] * (variables - len(monomial))): value for monomial, value in p.items()}


def monic(p: Polynomial, budget: Budget) -> tuple[Key, int]:
    """What all rational multiples of a polynomial that is not zero share, and the sign of this one's factor.

    Exponents 0 at the end are left out, so that variables added later do not matter.
    """
    budget.spend(64 * len(p), 2 * height(p))
    short = {shortened(monomial): coefficient for monomial, coefficient in p.items()}
    leading = short[max(short)]
    key = frozenset((monomial, Fraction(coefficient, leading)) for monomial, coefficient in short.items())
    return key, 1 if leading > 0 else -1


def shortened(monomial: tuple[int, ...]) -> tuple[int, ...]:
    """The exponents up to the last one that is not 0."""
    last = len(monomial)
    while last and not monomial[last - 1]:
        last -= 1
    return monomial[:last]
