"""The field that square roots of rational numbers generate, with a basis of products of independent ones.

Square roots of rational numbers are linearly independent over Q, together with all their products, unless a
product of some of them is rational (Besicovitch 1940). Every radicand that is, times a product of those
before it, the square of a rational number is therefore expressed by these; what is left is a field, and a
number is zero only where its coordinates are.
"""

from math import isqrt

from flint import arb, ctx, fmpq, fmpq_mat

from certify.crosscheck.arithmetic.polynomials import terms
from certify.crosscheck.refusal import Effort
from certify.crosscheck.values import rational

# Which roots are multiplied, as binary digits -> coefficient; zero is empty.
Surd = dict[int, fmpq]


class SurdField:
    """Q(sqrt c_1, ..., sqrt c_k) for radicands c_i >= 0."""

    def __init__(self, radicands: list[fmpq], effort: Effort) -> None:
        self.effort = effort
        self.given = len(radicands)
        self.independent: list[fmpq] = []
        self.roots: list[Surd] = [self._root(c) for c in radicands]

    def _root(self, radicand: fmpq) -> Surd:
        """The square root of a radicand, by those before it or as a new one."""
        if not radicand:
            return {}
        self.effort.spend(20_000 << len(self.independent), int(radicand.height_bits()))
        for mask in range(1 << len(self.independent)):
            product = self._product(mask)
            root = _rational_root(radicand * product)
            if root is not None:
                return {mask: root / product}
        self.independent.append(radicand)
        return {1 << (len(self.independent) - 1): fmpq(1)}

    def _product(self, mask: int) -> fmpq:
        result = fmpq(1)
        for i, radicand in enumerate(self.independent):
            if mask & 1 << i:
                result *= radicand
        return result

    def read(self, value: object, place: str) -> Surd:
        """A rational number, or a list of [coefficient, exponents of the roots given]."""
        if isinstance(value, str):
            return self.constant(rational(value, place))
        total: Surd = {}
        for monomial, coefficient in terms(value, place, self.given, greatest=1).items():
            term = self.constant(coefficient)
            for root, exponent in zip(self.roots, monomial, strict=True):
                term = self.times(term, root) if exponent else term
            total = self.plus(total, term)
        return total

    def constant(self, number: fmpq) -> Surd:
        """A rational number."""
        return {0: number} if number else {}

    def plus(self, a: Surd, b: Surd) -> Surd:
        """a + b"""
        self.effort.spend(1000 * (1 + len(a) + len(b)), bits(a) + bits(b))
        result = a.copy()
        for mask, coefficient in b.items():
            result[mask] = result.get(mask, fmpq(0)) + coefficient
        return {mask: coefficient for mask, coefficient in result.items() if coefficient}

    def negative(self, a: Surd) -> Surd:
        """-a"""
        return {mask: -coefficient for mask, coefficient in a.items()}

    def times(self, a: Surd, b: Surd) -> Surd:
        """a b"""
        self.effort.spend(1000 + 2000 * len(a) * len(b), bits(a) + bits(b))
        result: Surd = {}
        for left, x in a.items():
            for right, y in b.items():
                term = x * y * self._product(left & right)
                result[left ^ right] = result.get(left ^ right, fmpq(0)) + term
        return {mask: coefficient for mask, coefficient in result.items() if coefficient}

    def inverse(self, a: Surd) -> Surd:
        """1/a, by the linear equations a x = 1; a is not zero."""
        size = 1 << len(self.independent)
        self.effort.spend(5000 + 200 * size**3, 2 * size * bits(a))
        matrix = fmpq_mat(size, size)
        for column in range(size):
            for mask, coefficient in a.items():
                matrix[mask ^ column, column] = coefficient * self._product(mask & column)
        solution = matrix.solve(fmpq_mat(size, 1, [1] + [0] * (size - 1)))
        return {mask: solution[mask, 0] for mask in range(size) if solution[mask, 0]}

    def power(self, a: Surd, exponent: int) -> Surd:
        """a^exponent for an exponent >= 0."""
        if exponent < 2:
            return a if exponent else self.constant(fmpq(1))
        half = self.power(a, exponent // 2)
        square = self.times(half, half)
        return self.times(square, a) if exponent % 2 else square

    def sign(self, a: Surd) -> int:
        """Its sign; a ball of enough digits excludes zero unless there are no coordinates."""
        if not a:
            return 0
        precision = 64
        while True:
            self.effort.spend(5000 + 50 * len(a) * precision, bits(a))
            with ctx.workprec(precision):
                enclosure = arb(0)
                for mask, coefficient in a.items():
                    enclosure += arb(coefficient) * arb(self._product(mask)).sqrt()
                if enclosure > 0 or enclosure < 0:
                    return 1 if enclosure > 0 else -1
            precision *= 2


def bits(a: Surd) -> int:
    """The length of its longest coordinate."""
    return max((int(coefficient.height_bits()) for coefficient in a.values()), default=0)


def _rational_root(number: fmpq) -> fmpq | None:
    """The square root of a positive rational number, if it is rational."""
    p, q = int(number.p), int(number.q)
    root = fmpq(isqrt(p), isqrt(q))
    return root if root * root == number else None
