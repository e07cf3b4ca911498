"""Points: the truth of conditions at real numbers made of square roots, decided exactly."""

from certify.kernel.arithmetic.polynomial import Polynomial, times
from certify.kernel.arithmetic.quotients import Value
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_RADICANDS, Declined
from certify.kernel.rules.reals.evaluation import Evaluation
from certify.kernel.rules.reals.expressions import Node
from certify.kernel.rules.reals.point import read_surd, reduced, sign

SIGN = {-1: "-", 0: "0", 1: "+"}


class Point(Evaluation):
    """Evaluates at a point. The polynomials are in the square roots of the radicands, with exponents 0 and 1.

    Roots are looked for among the numbers given as roots, and verified: the certificate is rejected where
    one is missing.
    """

    def __init__(self, field: Field, names: tuple[str, ...]) -> None:
        radicands, coordinates, roots = field.fields("radicands", "coordinates", "roots")
        self.radicands = [radicand.number(least=0) for radicand in radicands.items()]
        super().__init__(len(self.radicands), field.budget)
        if len(self.radicands) > MAX_RADICANDS:
            raise Declined(f"{radicands.place}: more than {MAX_RADICANDS} square roots")
        self.coordinates = [read_surd(number, self.radicands) for number in coordinates.items(len(names))]
        self.roots = [read_surd(number, self.radicands) for number in roots.items()]
        self.field, self.names = field, names

    def within(self, polynomial: Polynomial, signs: str) -> bool:
        """Whether the number has one of these signs."""
        return SIGN[sign(polynomial, self.radicands, self.budget)] in signs

    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """The product of two numbers."""
        return reduced(times(p, q, self.budget), self.radicands)

    def variable(self, axis: int) -> Polynomial:
        """The coordinate."""
        return self.coordinates[axis]

    def radical(self, order: int, value: Value, node: Node) -> Value:
        """0, or the first of the roots that is positive and whose power the value is."""
        if self.within(value.above, "0"):
            return Value({}, {})
        for root in self.roots:
            if self.within(root, "+"):
                power = Value(self.repeated(root, order), {})
                if self.within(self.minus(power, value), "0"):
                    return Value(root, {})
        raise self.field.reject(f"no root of order {order} is given for {node.place}")

    def described(self) -> str:
        """The coordinates, for a message."""
        pairs = zip(self.names, self.coordinates, strict=True)
        parts = [f"{plain(name)} = {self.shown(number)}" for name, number in pairs]
        return f"at {', '.join(parts)}" if parts else "(it has no variables)"

    def shown(self, number: Polynomial) -> str:
        """1/2 - 3 sqrt(2), if short."""
        text = ""
        for monomial, coefficient in sorted(number.items()):
            pairs = zip(monomial, self.radicands, strict=True)
            roots = [f"sqrt({show(radicand)})" for exponent, radicand in pairs if exponent]
            size = [] if roots and abs(coefficient) == 1 else [show(abs(coefficient))]
            mark = ("-" if coefficient < 0 else "") if not text else " - " if coefficient < 0 else " + "
            text += mark + " ".join(size + roots)
        return text or "0"


def plain(name: str) -> str:
    """A name, with what cannot be printed escaped."""
    return name if name.isprintable() else ascii(name)
